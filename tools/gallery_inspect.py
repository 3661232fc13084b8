"""Gallery pages: inspection grid in both languages, decide and sign, rejected."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionBar, ActionSpec, ButtonKind
from qtrace.ui.widgets.containers import ContainerTiles, Tile, TileSize, TileState
from qtrace.ui.widgets.current import CharacteristicTab, CharacteristicTabs, ReadingField
from qtrace.ui.widgets.dotstrip import DotStrip, DotStripSpec, LimitBar, LimitBarSpec, spread
from qtrace.ui.widgets.facts import Fact, FactList
from qtrace.ui.widgets.identity import LabelPreview, LabelPreviewSpec
from qtrace.ui.widgets.keypad import Keypad, KeypadLayout, KeypadTexts
from qtrace.ui.widgets.labels import IconLabel, Label, Rule, StatusMark
from qtrace.ui.widgets.panel import Frame, Panel
from qtrace.ui.widgets.pinfield import PinField
from qtrace.ui.widgets.readings import CellState, ReadingCell, ReadingGrid, ReadingRow
from qtrace.ui.widgets.signatures import SignatureChain, SignatureStep, StepState
from qtrace.ui.widgets.steps import RecordLine, RecordList, StepLine, StepList
from qtrace.ui.widgets.tally import (
    ClassTally,
    ClassTallyPanel,
    ResultHeads,
    ResultRow,
    ResultTable,
    TallyHeads,
)
from qtrace.ui.widgets.topbar import ObjectPart, TopBarState
from qtrace.ui.widgets.verdict import SideBlock, VerdictBand, VerdictSpec
from tools.gallery_parts import across, column, english_states, page, states


@dataclass(frozen=True, slots=True)
class GridTexts:
    """Everything that differs between pictures 3 and 7."""

    severity: str
    plan: str
    reasons: tuple[str, str]
    heads: TallyHeads
    classes: tuple[ClassTally, ...]
    hint: str
    hint_note: str
    bags: str
    bags_note: str
    bags_now: str
    tabs: tuple[CharacteristicTab, ...]
    piece: str
    title: str
    limits: str
    value: str
    dots: DotStripSpec
    grid_heads: tuple[str, ...]
    gauge: str
    gauge_name: str
    calibration: str
    gauge_hints: tuple[str, str]
    back: str
    enter: str
    enter_primary: bool


def _left(texts: GridTexts, tiles: list[Tile], columns: int) -> QWidget:
    panel = Frame(texts.severity)
    box = QVBoxLayout(panel)
    box.setContentsMargins(1, 10, 1, 8)
    box.setSpacing(0)

    def padded(*widgets: QWidget, stretch: bool = False) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(15, 0, 15, 0)
        for number, widget in enumerate(widgets):
            if number:
                row.addStretch(1)
            row.addWidget(widget, 1 if stretch else 0)
        box.addLayout(row)

    padded(Label(texts.severity, TextRole.TITLE), Label(texts.plan, TextRole.NOTE, Ink.TEXT2))
    box.addSpacing(4)
    for text in texts.reasons:
        padded(Label(text, TextRole.NOTE, Ink.TEXT2))
    box.addSpacing(10)
    box.addWidget(Rule())
    tally = ClassTallyPanel(texts.heads, margin=15)
    tally.show_classes(texts.classes)
    box.addWidget(tally)
    box.addSpacing(3)
    box.addWidget(Rule())
    box.addSpacing(8)
    padded(Label(texts.hint, TextRole.STRONG))
    padded(Label(texts.hint_note, TextRole.NOTE, Ink.TEXT2))
    box.addSpacing(12)
    box.addWidget(Rule())
    box.addSpacing(8)
    padded(Label(texts.bags, TextRole.TITLE), Label(texts.bags_note, TextRole.NOTE, Ink.TEXT2))
    box.addSpacing(8)
    bags = ContainerTiles(columns, TileSize.SMALL)
    bags.set_tiles(tiles)
    padded(bags, stretch=True)
    box.addSpacing(10)
    padded(Label(texts.bags_now, TextRole.NOTE, Ink.TEXT2))
    box.addStretch(1)
    return panel


def _current(texts: GridTexts) -> QWidget:
    card = Frame(texts.title)
    card.setFixedHeight(120)
    row = QHBoxLayout(card)
    row.setContentsMargins(15, 8, 12, 8)
    row.setSpacing(24)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addStretch(1)
    words.addWidget(Label(texts.piece, TextRole.BODY, Ink.TEXT2))
    words.addWidget(Label(texts.title, TextRole.VALUE))
    limits = QHBoxLayout()
    limits.setSpacing(7)
    limits.addWidget(Label(texts.limits))
    limits.addWidget(Label("mm", TextRole.NOTE, Ink.TEXT2))
    limits.addStretch(1)
    words.addLayout(limits)
    words.addStretch(1)
    row.addLayout(words, 1)
    field = ReadingField(texts.title)
    field.show_value(texts.value, "mm")
    row.addWidget(field)
    strip = DotStrip(texts.title)
    strip.show_dots(texts.dots)
    strip.setFixedWidth(250)
    row.addWidget(strip)
    return card


def _right(texts: GridTexts) -> QWidget:
    gauge = Panel(texts.gauge)
    gauge.setFixedHeight(176)
    gauge.add_head(IconLabel(IconName.GAUGE, 24, Ink.TEXT2))
    gauge.body.setSpacing(3)
    line = QHBoxLayout()
    line.addWidget(Label("TG-011", TextRole.DATA_NOTE))
    line.addSpacing(20)
    line.addWidget(Label(texts.gauge_name, TextRole.NOTE, Ink.TEXT2), 1)
    gauge.body.addLayout(line)
    calibrated = QHBoxLayout()
    calibrated.setSpacing(6)
    calibrated.addWidget(StatusMark(Status.OK, 20, quiet=True))
    calibrated.addWidget(Label(texts.calibration, TextRole.NOTE), 1)
    gauge.body.addLayout(calibrated)
    gauge.body.addSpacing(4)
    gauge.add(Rule())
    for text in texts.gauge_hints:
        gauge.add(Label(text, TextRole.NOTE, Ink.TEXT2))
    gauge.body.addStretch(1)
    pad = Keypad(KeypadTexts(texts.back, texts.enter))
    pad.set_enter(texts.enter, primary=texts.enter_primary)
    return column(gauge, pad)


def _rows(data: tuple[tuple[str, str, str, str, str], ...], now: str) -> list[ReadingRow]:
    rows = []
    for number, (piece, bag, *values) in enumerate(data):
        cells = []
        for value in values:
            if value == "–":
                cells.append(ReadingCell())
            elif "+" in value:
                text, delta = value.split("+")
                cells.append(ReadingCell(text, CellState.FAIL, f"+{delta}"))
            else:
                cells.append(ReadingCell(value, CellState.OK))
        if piece == now:
            cells[-1] = ReadingCell(values[-1].strip("–"), CellState.NOW)
        ends = number + 1 < len(data) and data[number + 1][1] != bag
        rows.append(ReadingRow(piece, piece, bag, tuple(cells), piece == now, ends))
    return rows


def _grid(texts: GridTexts, rows: list[ReadingRow]) -> QWidget:
    grid = ReadingGrid(texts.grid_heads, texts.title)
    grid.set_rows(rows)
    frame = Frame()
    box = QVBoxLayout(frame)
    box.setContentsMargins(1, 1, 1, 1)
    box.addWidget(grid)
    return frame


def _inspection(
    texts: GridTexts, rows: list[ReadingRow], tiles: list[Tile], columns: int
) -> QWidget:
    tabs = CharacteristicTabs()
    tabs.set_tabs(texts.tabs, "4")
    middle = column(tabs, _current(texts), _grid(texts, rows))
    return across((330, 0, 300), _left(texts, tiles, columns), middle, _right(texts))


def _bags(count: int, opened: tuple[int, ...], now: int) -> list[Tile]:
    def state(number: int) -> TileState:
        if number == now:
            return TileState.NOW
        return TileState.OPEN if number in opened else TileState.PLAIN

    return [Tile(number, state(number)) for number in range(1, count + 1)]


def inspection_page() -> QWidget:
    """Picture 3."""
    dots = spread((2.40, 2.41, 2.40, 2.40, 2.37, 2.38, 2.38, 2.42, 2.43, 2.40, 2.38), 2.32, 2.48)
    texts = GridTexts(
        "正常检验",
        "SR-12 方案 v3",
        ("加严连收 5 批后恢复 ⋅ 得分 18 / 30", "GB/T 2828.1-2012，批量 1 200"),
        TallyHeads("分级"),
        (
            ClassTally("致命", "0.15", 0, 0, 1, "J", "80"),
            ClassTally("主要", "2.5", 1, 1, 2, "F", "20", Status.HOLD),
            ClassTally("次要", "4.0", 2, 7, 8, "J", "80"),
        ),
        "主要类再有 1 件不合格，即拒收",
        "到时提示：可提前停，也可测完",
        "打开 5 / 12 袋",
        "每袋取 16 件",
        "现在第 5 袋 ⋅ 样品 9–12",
        (
            CharacteristicTab("1", "1 缺损异物", "80/80", complete=True),
            CharacteristicTab("2", "2 硬度", "20/20", complete=True),
            CharacteristicTab("3", "3 内径", "20/20", "d 1"),
            CharacteristicTab("4", "4 线径", "11/20", progress=0.55),
            CharacteristicTab("5", "5 飞边色差", "80/80", "d 2"),
        ),
        "样品 12 / 20 ⋅ 第 5 袋",
        "4 线径",
        "2.40 ± 0.08",
        "2.4",
        DotStripSpec("2.32", "2.40", "2.48", dots),
        ("样品", "袋", "2 硬度 IRHD", "3 内径 mm", "4 线径 mm"),
        "量具",
        "数显测厚规 0.01 mm",
        "校准至 2027-01-12，余 51 天",
        ("按量具 DATA 键直接录入", "扫描量具码可换一把"),
        "退格",
        "下一个",
        enter_primary=True,
    )
    rows = _rows(
        (
            ("6", "3", "70.0", "11.97", "2.40"),
            ("7", "3", "69.5", "12.00", "2.41"),
            ("8", "3", "72.0", "12.00", "2.40"),
            ("9", "5", "71.5", "12.13+0.03", "2.40"),
            ("10", "5", "69.5", "11.97", "2.37"),
            ("11", "5", "69.0", "12.03", "2.38"),
            ("12", "5", "71.5", "12.01", "2.4"),
            ("13", "9", "70.0", "12.03", "–"),
        ),
        "12",
    )
    bar = ActionBar()
    bar.set_actions(
        [
            ActionSpec("type", "F2", "手工输入"),
            ActionSpec("certificate", "F3", "证书"),
            ActionSpec("camera", "F4", "拍照"),
            ActionSpec("undo", "Ctrl+Z", "撤销读数"),
        ],
        [
            ActionSpec("nc", "F8", "记不合格", IconName.OCTAGON, ButtonKind.OUTLINED),
            ActionSpec(
                "decide", "F10", "判定 ⋅ 还差 9 个读数", kind=ButtonKind.PRIMARY, enabled=False
            ),
        ],
    )
    content = _inspection(texts, rows, _bags(12, (2, 3, 9, 11), 5), 6)
    return page(_top("来料检验", "09:41"), content, bar)


def inspection_dark_page() -> QWidget:
    """Picture 7."""
    dots = (*spread((2.39, 2.40, 2.42, 2.40, 2.37, 2.40), 2.32, 2.48), 1.19)
    texts = GridTexts(
        "Normal",
        "Plan SR-12 v3",
        ("Back from tightened, score 20 of 30", "ISO 2859-1:1999, lot size 800"),
        TallyHeads("Class"),
        (
            ClassTally("Critical", "0.15", 0, 0, 1, "J", "80"),
            ClassTally("Major", "2.5", 2, 1, 2, "F", "20", Status.BLOCKED),
            ClassTally("Minor", "4.0", 3, 7, 8, "J", "80"),
        ),
        "Already certain: reject",
        "F10 stops now, Enter goes on to 20",
        "Open 4 of 8 bags",
        "20 from each",
        "Now bag 4: pieces 6–10",
        (
            CharacteristicTab("1", "1 Damage", "80/80", complete=True),
            CharacteristicTab("2", "2 Hardness", "20/20", complete=True),
            CharacteristicTab("3", "3 Inner dia.", "20/20", "d 1"),
            CharacteristicTab("4", "4 Wire dia.", "7/20", "d 1", progress=0.35),
            CharacteristicTab("5", "5 Flash", "80/80", "d 3"),
        ),
        "Piece 8 of 20 ⋅ bag 4",
        "4 Wire dia.",
        "2.40 ± 0.08",
        "",
        DotStripSpec("2.32", "2.40", "2.48", dots),
        ("Piece", "Bag", "2 Hardness IRHD", "3 Inner dia. mm", "4 Wire dia. mm"),
        "Gauge",
        "Thickness, 0.01 mm",
        "Calibrated to 2027-01-12",
        ("Press DATA on the gauge", "Scan a gauge code to change"),
        "Back",
        "Next",
        enter_primary=False,
    )
    rows = _rows(
        (
            ("2", "1", "70.5", "12.02", "2.39"),
            ("3", "1", "72.0", "11.99", "2.40"),
            ("4", "1", "68.5", "12.12+0.02", "2.42"),
            ("5", "1", "71.5", "11.99", "2.40"),
            ("6", "4", "70.0", "12.05", "2.37"),
            ("7", "4", "68.5", "12.05", "2.51+0.03"),
            ("8", "4", "69.5", "12.03", "–"),
            ("9", "4", "69.0", "11.99", "–"),
        ),
        "8",
    )
    bar = ActionBar()
    bar.set_actions(
        [
            ActionSpec("type", "F2", "Type"),
            ActionSpec("certificate", "F3", "Certificate"),
            ActionSpec("camera", "F4", "Photo"),
            ActionSpec("undo", "Ctrl+Z", "Undo reading"),
        ],
        [
            ActionSpec("nc", "F8", "Nonconformance", IconName.OCTAGON, ButtonKind.OUTLINED),
            ActionSpec("decide", "F10", "Stop and decide", kind=ButtonKind.PRIMARY),
        ],
    )
    top = TopBarState(
        "Inspection",
        "IQC-2",
        (
            ObjectPart("L26-04818-F", TextRole.DATA),
            ObjectPart("SR-12 Seal ring"),
            ObjectPart("Rev C", TextRole.NOTE, Ink.TEXT2),
        ),
        "DEMO PLANT",
        english_states("14:12"),
        "Lin Xiaowen",
        "Inspector",
        "Sign out",
    )
    return page(top, _inspection(texts, rows, _bags(8, (1, 6, 7), 4), 4), bar)


def _top(screen: str, clock: str, lot: str = "L26-04817-H") -> TopBarState:
    parts = (
        ObjectPart(lot, TextRole.DATA),
        ObjectPart("SR-12 密封圈"),
        ObjectPart("C 版", TextRole.NOTE, Ink.TEXT2),
    )
    return TopBarState(
        screen, "IQC-2", parts, "演示工厂", states(clock), "林晓雯", "检验员", "签退"
    )


def _result(major: tuple[str, Status], minor: str) -> ResultTable:
    table = ResultTable(ResultHeads("分级", "字码"))
    table.show_rows(
        [
            ResultRow("致命", "0.15", "J", "80", "0", "0", "1", Status.OK),
            ResultRow("主要", "2.5", "F", "20", major[0], "1", "2", major[1]),
            ResultRow("次要", "4.0", "J", "80", minor, "7", "8", Status.OK),
        ]
    )
    return table


MODULES = tuple(
    "".join(
        "1"
        if (x * 7 + y * 13 + x * y * 5) % 11 < 5
        or x == 0
        or y == 21
        or (y == 0 and x % 2 == 0)
        or (x == 21 and y % 2)
        else "0"
        for x in range(22)
    )
    for y in range(22)
)


def _labels_panel(title: str, note: str, label: LabelPreviewSpec) -> Panel:
    panel = Panel(title, note)
    preview = LabelPreview()
    preview.show_label(label)
    panel.add(preview)
    return panel


def _line(left: str, right: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(Label(left, TextRole.TITLE))
    row.addStretch(1)
    row.addWidget(Label(right, TextRole.NOTE, Ink.TEXT2))
    return row


def decide_page() -> QWidget:
    """Picture 4."""
    band = VerdictBand()
    band.show_verdict(
        VerdictSpec(
            Status.OK,
            "判定接收",
            "各类 d 均未超 Ac；证书 2 / 2 齐；三件量具均在校准期内",
            "周岚输入 PIN，放行 1 197 件",
            SideBlock("批次状态", "待检", "复核签名后转放行"),
        )
    )
    results = Panel("检验结果", "IR-26-0931")
    results.add(_result(("1", Status.OK), "2"))
    facts = FactList("检验结果", key_width=64, row=43)
    facts.set_facts(
        [
            Fact("放行", "1 197 件", verdict="12 袋", role=TextRole.VALUE),
            Fact("隔离", "3 件", verdict="样品 9、31、66"),
            Fact("量具", "HD-004  VM-002  TG-011", role=TextRole.DATA_NOTE),
            Fact("照片", "1 张，样品 9 内径 12.13"),
        ]
    )
    results.body.setSpacing(2)
    results.add(Rule())
    results.add(Label("GB/T 2828.1-2012 一次抽样，正常检验", TextRole.NOTE, Ink.TEXT2))
    results.add(Rule())
    results.add(facts)
    results.body.addStretch(1)
    sign = Panel("签名")
    chain = SignatureChain("签名")
    chain.set_steps(
        [
            SignatureStep(
                1,
                "检验",
                "林晓雯",
                ("2026-11-22 10:24:38", "结果属实，按方案 v3 检验"),
                StepState.DONE,
            ),
            SignatureStep(
                2,
                "复核",
                "周岚",
                ("工牌已读 10:28:05", "我已核对记录与结论，同意接收"),
                StepState.NOW,
            ),
        ]
    )
    left = QVBoxLayout()
    left.addSpacing(8)
    left.addWidget(chain)
    left.addStretch(1)
    left.addWidget(Rule())
    left.addWidget(Label("检验与复核不能是同一人", TextRole.NOTE, Ink.TEXT2))
    may = QHBoxLayout()
    may.setSpacing(6)
    may.addWidget(StatusMark(Status.OK, 20, quiet=True))
    may.addWidget(Label("周岚有复核资格，至 2027-05-31", TextRole.NOTE, Ink.TEXT2), 1)
    left.addLayout(may)
    left.addSpacing(12)
    right = QVBoxLayout()
    right.setSpacing(12)
    pin = PinField("周岚的 PIN")
    for digit in "2468":
        pin.type_digit(digit)
    pad = Keypad(KeypadTexts("退格", cancel="取消"), KeypadLayout.PIN)
    right.addWidget(pin)
    right.addWidget(pad, 1)
    row = QHBoxLayout()
    row.setSpacing(14)
    row.addLayout(left, 1)
    row.addWidget(Rule(vertical=True))
    side = QWidget()
    side.setLayout(right)
    side.setFixedWidth(268)
    right.setContentsMargins(0, 0, 0, 0)
    row.addWidget(side)
    sign.body.addLayout(row)
    heading = Label("周岚的 PIN", TextRole.STRONG)
    heading.setFixedWidth(268)
    sign.add_head(heading)
    labels = _labels_panel(
        "放行标签",
        "签名后打印 12 张",
        LabelPreviewSpec(
            "放行",
            "1 / 12",
            "L26-04817-H",
            ("SR-12  C 版", "密封圈  100 件", "效期 2031-11-05"),
            modules=MODULES,
            demo="演示",
        ),
    )
    labels.body.addLayout(_line("容器 12 / 12", "待检标签已核对"))
    tiles = ContainerTiles(4, TileSize.LINE)
    tiles.set_tiles([Tile(number, TileState.DONE) for number in range(1, 13)])
    labels.add(tiles)
    labels.body.addStretch(1)
    bar = ActionBar()
    bar.set_actions(
        [
            ActionSpec("type", "F2", "手工输入"),
            ActionSpec("certificate", "F3", "证书"),
            ActionSpec("camera", "F4", "拍照"),
            ActionSpec("back", "Esc", "回到读数"),
        ],
        [
            ActionSpec("nc", "F8", "记不合格", IconName.OCTAGON, ButtonKind.OUTLINED),
            ActionSpec(
                "sign", "F10", "签名并放行 ⋅ PIN 还差 2 位", kind=ButtonKind.PRIMARY, enabled=False
            ),
        ],
    )
    screen = page(
        _top("来料检验", "10:28"), column(band, across((390, 0, 344), results, sign, labels)), bar
    )
    pin.setFocus(Qt.FocusReason.OtherFocusReason)
    return screen


def rejected_page() -> QWidget:
    """Picture 5."""
    band = VerdictBand()
    band.show_verdict(
        VerdictSpec(
            Status.BLOCKED,
            "拒收 ⋅ 已封存",
            "主要类 d 2 ≥ Re 2：内径 12.12、线径 2.51 超上限",
            "扫下一袋的旧标签，贴红色标签（还差 5 袋），移入 R-02",
            SideBlock("批次状态", "不合格", "HD-26-0117 封存中"),
        )
    )
    why = Panel("为什么", "IR-26-0932")
    why.body.setSpacing(2)
    why.add(_result(("2", Status.BLOCKED), "3"))
    why.add(Rule())
    head = QHBoxLayout()
    head.addWidget(Label("超限读数", TextRole.STRONG))
    head.addStretch(1)
    head.addWidget(Label("测到线径第 7 件提前停止", TextRole.NOTE, Ink.TEXT2))
    why.body.addLayout(head)
    why.add(LimitBar(LimitBarSpec("样品 4  内径", "12.12", "+0.02 mm", "11.90", "12.10", 1.1)))
    why.add(Rule())
    why.add(LimitBar(LimitBarSpec("样品 7  线径", "2.51", "+0.03 mm", "2.32", "2.48", 1.19)))
    why.body.addStretch(1)
    done = Panel("已自动完成", "14:31:07  林晓雯、周岚已签名")
    records = RecordList("已自动完成", top_rule=True)
    records.set_records(
        [
            RecordLine(
                "1",
                IconName.DOCUMENT,
                "不合格单",
                "NCR-26-0042",
                "严重度 主要 ⋅ 责任人 王思远（质量）",
                "处置期限 11-25",
            ),
            RecordLine(
                "2",
                IconName.LOCK,
                "封存",
                "HD-26-0117",
                "8 袋 800 件：禁止领用、发运，只许移入 R-02",
                "各工位已生效",
            ),
            RecordLine(
                "3",
                IconName.EXPORT,
                "供应商",
                "SCAR-26-0019",
                "恒密橡塑 ⋅ 苏州一厂，待质量发出",
                "附 2 个读数",
                "草稿",
            ),
        ]
    )
    done.add(records)
    done.add(Rule())
    done.add(Label("接下来", TextRole.TITLE))
    steps = StepList("接下来")
    steps.set_steps(
        [
            StepLine(1, "换贴红色标签", "3 / 8", StepState.NOW),
            StepLine(2, "移入不合格品区 R-02，扫货位码"),
            StepLine(3, "MRB 处置：退货、返工、报废或让步", "质量，11-25 前"),
        ]
    )
    done.add(steps)
    done.body.addStretch(1)
    labels = _labels_panel(
        "红色标签",
        "正在打印 4 / 8",
        LabelPreviewSpec(
            "不合格",
            "4 / 8",
            "L26-04818-F",
            ("SR-12  C 版", "100 件  禁止使用"),
            "NCR-26-0042",
            MODULES,
            rejected=True,
            demo="演示",
        ),
    )
    labels.body.addLayout(_line("容器 3 / 8", "每袋扫旧、扫新各一次"))
    tiles = ContainerTiles(4, TileSize.LINE)
    tiles.set_tiles(
        [
            Tile(n, TileState.FAILED if n < 4 else TileState.NOW if n == 4 else TileState.TODO)
            for n in range(1, 9)
        ]
    )
    labels.add(tiles)
    labels.add(Label("后 4 批内再有 1 批拒收，转加严", TextRole.NOTE, Ink.TEXT2))
    labels.add(Label("转移得分 20 归 0", TextRole.NOTE, Ink.TEXT2))
    labels.body.addStretch(1)
    bar = ActionBar()
    bar.set_actions(
        [
            ActionSpec("type", "F2", "手工输入"),
            ActionSpec("certificate", "F3", "证书"),
            ActionSpec("camera", "F4", "拍照"),
            ActionSpec("call", "F6", "呼叫主管"),
        ],
        [ActionSpec("done", "F10", "完成 ⋅ 还差 5 袋", kind=ButtonKind.PRIMARY, enabled=False)],
    )
    return page(
        _top("来料检验", "14:36", "L26-04818-F"),
        column(band, across((390, 0, 344), why, done, labels)),
        bar,
    )

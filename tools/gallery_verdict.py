"""Gallery pages: decide and sign, rejected."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionBar, ActionSpec, ButtonKind
from qtrace.ui.widgets.containers import ContainerTiles, Tile, TileSize, TileState
from qtrace.ui.widgets.dotstrip import LimitBar, LimitBarSpec
from qtrace.ui.widgets.facts import Fact, FactList
from qtrace.ui.widgets.identity import LabelPreview, LabelPreviewSpec
from qtrace.ui.widgets.keypad import Keypad, KeypadLayout, KeypadTexts
from qtrace.ui.widgets.labels import Label, Rule, StatusMark
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.pinfield import PinField
from qtrace.ui.widgets.signatures import SignatureChain, SignatureStep, StepState
from qtrace.ui.widgets.steps import RecordLine, RecordList, StepLine, StepList
from qtrace.ui.widgets.tally import (
    ResultHeads,
    ResultRow,
    ResultTable,
)
from qtrace.ui.widgets.verdict import SideBlock, VerdictBand, VerdictSpec
from tools.gallery_parts import across, column, inspection_bar, page


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


def _results() -> Panel:
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
    return results


def _signed() -> QVBoxLayout:
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
    return left


def _signing(pin: PinField) -> Panel:
    sign = Panel("签名")
    right = QVBoxLayout()
    right.setSpacing(12)
    pad = Keypad(KeypadTexts("退格", cancel="取消"), KeypadLayout.PIN)
    right.addWidget(pin)
    right.addWidget(pad, 1)
    row = QHBoxLayout()
    row.setSpacing(14)
    row.addLayout(_signed(), 1)
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
    return sign


def _release_labels() -> Panel:
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
    return labels


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
    pin = PinField("周岚的 PIN")
    for digit in "2468":
        pin.type_digit(digit)
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
        inspection_bar("来料检验", "10:28"),
        column(band, across((390, 0, 344), _results(), _signing(pin), _release_labels())),
        bar,
    )
    pin.setFocus(Qt.FocusReason.OtherFocusReason)
    return screen


def _why() -> Panel:
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
    return why


def _done() -> Panel:
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
    return done


def _red_labels() -> Panel:
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
    return labels


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
        inspection_bar("来料检验", "14:36", "L26-04818-F"),
        column(band, across((390, 0, 344), _why(), _done(), _red_labels())),
        bar,
    )

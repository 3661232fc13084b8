"""Gallery pages: inspection grid in both languages, decide and sign, rejected."""

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import ActionBar, ActionSpec, ButtonKind
from qtrace.ui.widgets.containers import ContainerTiles, Tile, TileSize, TileState
from qtrace.ui.widgets.current import CharacteristicTab, CharacteristicTabs, ReadingField
from qtrace.ui.widgets.dotstrip import DotStrip, DotStripSpec, spread
from qtrace.ui.widgets.keypad import Keypad, KeypadTexts
from qtrace.ui.widgets.labels import IconLabel, Label, Rule, StatusMark
from qtrace.ui.widgets.panel import Frame, Panel
from qtrace.ui.widgets.readings import CellState, ReadingCell, ReadingGrid, ReadingRow
from qtrace.ui.widgets.tally import (
    ClassTally,
    ClassTallyPanel,
    TallyHeads,
)
from qtrace.ui.widgets.topbar import ObjectPart, TopBarState
from tools.gallery_parts import across, column, english_states, inspection_bar, page


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
    return page(inspection_bar("来料检验", "09:41"), content, bar)


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

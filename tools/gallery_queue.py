"""Gallery pages: queue, receive, lot page, sign-in."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import (
    ActionBar,
    ActionSpec,
    ButtonKind,
    KeyButton,
    TileButton,
    TileSpec,
)
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.containers import ContainerTiles, Tile, TileSize, TileState
from qtrace.ui.widgets.curve import CurveLine, CurvePoint, OcCurve, OcSpec
from qtrace.ui.widgets.facts import Fact, FactList
from qtrace.ui.widgets.filters import FilterTile, FilterTiles
from qtrace.ui.widgets.identity import StatusBlock
from qtrace.ui.widgets.labels import IconLabel, Label, Rule
from qtrace.ui.widgets.lotstrip import LotStrip, LotTile, StripSegment
from qtrace.ui.widgets.panel import Frame, Panel
from qtrace.ui.widgets.progress import ProgressBar
from qtrace.ui.widgets.steps import RecordLine, RecordList, WorkLine, WorkList
from qtrace.ui.widgets.strip import ScanStrip, ScanStripSpec
from qtrace.ui.widgets.table import CellView, Column, ColumnAlign, DataTable, SortMark, TablePanel
from qtrace.ui.widgets.timeline import Timeline, TimelineEvent
from qtrace.ui.widgets.topbar import DemoMark, ObjectPart, TopBarState
from qtrace.ui.widgets.verdict import VerdictBand, VerdictSpec
from tools.gallery_parts import across, column, english_states, page, states


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A row of the queue."""

    state: str
    part: str
    name: str
    revision: str
    supplier: str
    number: str
    quantity: str
    needed: str
    step: str
    status: Status | None = None


QUEUE = (
    QueueRow(
        "待复核",
        "TB-40",
        "输液管",
        "C",
        "瑞川医塑 ⋅ 宁波",
        "L26-04795-Y",
        "6 卷 ⋅ 3 000 m",
        "今日 10:00",
        "复核签名",
    ),
    QueueRow(
        "待收货",
        "SR-12",
        "密封圈",
        "C",
        "恒密橡塑 ⋅ 苏州一厂",
        "PO-26-2207",
        "20 袋 ⋅ 2 000 件",
        "今日 13:00",
        "扫描送货标签",
    ),
    QueueRow(
        "待贴标",
        "DC-08",
        "滴斗",
        "B",
        "瑞川医塑 ⋅ 宁波",
        "L26-04809-H",
        "10 箱 ⋅ 5 000 件",
        "今日 15:00",
        "已贴 7 / 10",
    ),
    QueueRow(
        "待收货",
        "FL-02",
        "终端过滤器",
        "A",
        "科诺贸易 ⋅ 槟城二厂",
        "PO-26-2191",
        "4 箱 ⋅ 2 000 件",
        "11-23",
        "新制造厂首批",
        Status.HOLD,
    ),
    QueueRow(
        "待取样",
        "HS-21",
        "泵上壳",
        "D",
        "德誉精密 ⋅ 昆山",
        "L26-04806-N",
        "9 箱 ⋅ 240 件",
        "11-24",
        "取 32 件，开 4 箱",
    ),
    QueueRow(
        "检验中",
        "SP-03",
        "穿刺器",
        "B",
        "立升医塑 ⋅ 东莞",
        "L26-04801-X",
        "5 箱 ⋅ 1 000 件",
        "11-24",
        "林晓雯 34 / 80",
    ),
    QueueRow(
        "待收货",
        "BT-18",
        "锂电池组",
        "B",
        "永昶电池 ⋅ 惠州",
        "PO-26-2198",
        "8 箱 ⋅ 160 件",
        "11-25",
        "旧版，现行 C",
        Status.HOLD,
    ),
    QueueRow(
        "待收货",
        "PS-05",
        "压力传感器",
        "E",
        "安测传感 ⋅ 深圳",
        "PO-26-2176",
        "2 箱 ⋅ 400 件",
        "11-26",
        "供应商已暂停",
        Status.BLOCKED,
    ),
)


def queue_columns() -> tuple[Column[QueueRow], ...]:
    """Columns of the queue."""

    def needed(row: QueueRow) -> CellView:
        role = TextRole.STRONG if row.needed.startswith("今日") else TextRole.BODY
        return CellView(row.needed, role=role)

    def step(row: QueueRow) -> CellView:
        chip = ChipSpec(row.step, row.status) if row.status else None
        return CellView(row.step, chip=chip)

    return (
        Column("state", "状态", lambda r: CellView(r.state, strong_if_chosen=True), 127),
        Column("part", "物料", lambda r: CellView(r.part, role=TextRole.DATA), 68),
        Column("name", "", lambda r: CellView(r.name), 132),
        Column("revision", "", lambda r: CellView(r.revision, tag=True), 54),
        Column("supplier", "供应商 ⋅ 制造厂", lambda r: CellView(r.supplier), 224),
        Column("number", "订单 / 批号", lambda r: CellView(r.number, role=TextRole.DATA), 170),
        Column("quantity", "数量", lambda r: CellView(r.quantity), 164, ColumnAlign.RIGHT),
        Column("gap", "", lambda _r: CellView(), 12),
        Column("needed", "需用", needed, 118, ColumnAlign.LEFT, SortMark.UP),
        Column("step", "下一步", step),
    )


def queue_page() -> QWidget:
    """Picture 1."""
    strip = ScanStrip()
    strip.show_strip(
        ScanStripSpec(
            "扫描送货标签、批号标签或工牌",
            "扫到什么就打开什么。没有条码：F2 手工输入，F4 摄像头",
            last_label="上次扫描 08:09:52",
            last_code="L26-04809-H/07",
            last_text="滴斗，已贴 7 / 10",
            answer="同一批，继续贴",
            status=Status.OK,
        )
    )
    tiles = FilterTiles()
    tiles.set_tiles(
        [
            FilterTile("all", "16", "全部"),
            FilterTile("a", "8", "待收货"),
            FilterTile("b", "2", "待贴标"),
            FilterTile("c", "3", "待取样"),
            FilterTile("d", "1", "检验中"),
            FilterTile("e", "2", "待复核"),
        ],
        "all",
    )
    table = DataTable(queue_columns(), lambda row: row.number, "队列")
    table.set_rows(QUEUE)
    table.choose("PO-26-2207")
    panel = TablePanel(table)
    panel.set_foot(
        "第 1–8 项，共 16 项 ⋅ 按需用时间排序", "↑ ↓ 选择   Enter 打开   Page Down 后 8 项"
    )
    bar = ActionBar()
    bar.set_actions(
        [
            ActionSpec("type", "F2", "手工输入"),
            ActionSpec("camera", "F4", "摄像头"),
            ActionSpec("refresh", "F5", "刷新"),
        ],
        [ActionSpec("open", "F10", "打开 SR-12 收货", kind=ButtonKind.PRIMARY)],
    )
    top = TopBarState(
        "收货与检验",
        "IQC-2",
        (ObjectPart("今日到货 6 ⋅ 等待 16 项", TextRole.NOTE, Ink.TEXT2),),
        "演示工厂",
        states("08:12"),
        "陈国栋",
        "仓管",
        "签退",
    )
    return page(top, column(strip, tiles, panel), bar, "queue")


def receive_page() -> QWidget:
    """Picture 2."""
    band = VerdictBand()
    band.show_verdict(
        VerdictSpec(
            Status.HOLD,
            "可以收货 ⋅ 缺材质证明",
            "收下后先待检。证明补齐前可以检验，不能放行。",
            "清点 12 袋，按 F10 收货并打印 12 张待检标签",
        )
    )
    read = Panel("标签读出", "GS1 DataMatrix  08:20:14")
    codes = FactList("标签读出", key_width=100, code_width=44)
    data = (
        ("00", "物流单元", "395060000000123418", ""),
        ("02", "内装商品", "19506000134359", "每袋 100 件"),
        ("37", "内装数量", "12", "袋 = 1 200 件"),
        ("10", "供应商批号", "7F42", ""),
        ("11", "生产日期", "2026-11-05", ""),
        ("17", "有效期至", "2031-11-05", ""),
        ("240", "物料与版本", "SR-12-C", ""),
        ("400", "采购订单", "PO-26-2207", ""),
    )
    codes.set_facts(
        [
            Fact(key, value, code, note, Status.OK, role=TextRole.DATA)
            for code, key, value, note in data
        ]
    )
    read.add(codes)
    read.body.addStretch(1)
    source = Panel("订单与来源")
    facts = FactList("订单与来源", last_rule=True)
    facts.set_facts(
        [
            Fact("物料", "SR-12 密封圈", status=Status.OK, verdict="与订单一致"),
            Fact("版本", "C", status=Status.OK, verdict="现行有效"),
            Fact("供应商", "恒密橡塑  S-0117", status=Status.OK, verdict="合格"),
            Fact("制造厂", "苏州一厂", status=Status.OK, verdict="SR-12 已批准"),
            Fact("出厂检验", "HM-7F42-R", status=Status.OK, verdict="随货"),
            Fact("材质证明", "每批必需", status=Status.HOLD, verdict="未到"),
        ]
    )
    source.add(facts)
    quantity = FactList("数量")
    quantity.set_facts(
        [Fact("数量", "1 200", note="/ 订 2 000 件", verdict="余 800", role=TextRole.TITLE)]
    )
    source.add(quantity)
    progress = ProgressBar("数量")
    progress.show_progress(1200, 2000)
    source.add(progress)
    source.add(Label("此前已收 0，本次未超订单", TextRole.NOTE, Ink.TEXT2))
    source.body.addStretch(1)
    labels = Panel("容器标签", "已贴 0 / 12")
    tiles = ContainerTiles(4, TileSize.LARGE)
    tiles.set_tiles([Tile(n, TileState.TODO, "100 件") for n in range(1, 13)])
    labels.add(tiles)
    labels.add(Rule())
    place = FactList("放置", key_width=76, row=46, last_rule=True)
    place.set_facts([Fact("新批号", "收货时生成"), Fact("放置", "待检区 Q-01")])
    labels.add(place)
    labels.add(Label("贴一袋，扫一袋；扫满 12 袋才结束", TextRole.NOTE, Ink.TEXT2))
    labels.body.addStretch(1)
    bar = ActionBar()
    bar.set_actions(
        [
            ActionSpec("type", "F2", "手工输入"),
            ActionSpec("certificate", "F3", "补证明"),
            ActionSpec("camera", "F4", "拍照"),
        ],
        [
            ActionSpec("nc", "F8", "登记异常", IconName.OCTAGON, ButtonKind.OUTLINED),
            ActionSpec("receive", "F10", "收货并打印 12 张", kind=ButtonKind.PRIMARY),
        ],
    )
    top = TopBarState(
        "收货",
        "IQC-2",
        (ObjectPart("PO-26-2207", TextRole.DATA), ObjectPart("恒密橡塑")),
        "演示工厂",
        states("08:20"),
        "陈国栋",
        "仓管",
        "签退",
    )
    body = across((456, 0, 374), read, source, labels)
    return page(top, column(band, body), bar, "receive")


def _binomial_curve(n: int, c: int) -> tuple[tuple[float, float], ...]:
    from math import comb

    return tuple(
        (k / 400, sum(comb(n, x) * (k / 400) ** x * (1 - k / 400) ** (n - x) for x in range(c + 1)))
        for k in range(101)
    )


def _lot_head() -> QWidget:
    identity = Frame("L26-04817-H")
    row = QHBoxLayout(identity)
    row.setContentsMargins(20, 4, 0, 0)
    row.setSpacing(24)
    names = QVBoxLayout()
    names.setSpacing(4)
    names.addStretch(1)
    names.addWidget(Label("L26-04817-H", TextRole.DATA_VALUE))
    names.addWidget(Label("SR-12 密封圈，C 版", TextRole.TITLE))
    names.addWidget(Label("恒密橡塑 ⋅ 苏州一厂", TextRole.BODY, Ink.TEXT2))
    names.addStretch(1)
    row.addLayout(names)
    for width, pairs in (
        (90, (("供应商批号", "7F42"), ("生产", "2026-11-05"), ("有效期至", "2031-11-05"))),
        (52, (("数量", "1 197 件 / 12 袋"), ("货位", "A-03-12"), ("订单", "PO-26-2207"))),
    ):
        facts = FactList(pairs[0][0], key_width=width, row=38, ruled=False)
        facts.set_facts(
            [
                Fact(key, value, role=TextRole.BODY if "件" in value else TextRole.DATA)
                for key, value in pairs
            ]
        )
        row.addWidget(facts, 1, Qt.AlignmentFlag.AlignVCenter)
    block = StatusBlock()
    block.setFixedWidth(374)
    block.show_block(
        Status.OK,
        "已放行",
        (
            "IR-26-0931 接收，周岚 10:29 复核",
            "证书 2 / 2 齐，无有效封存",
            "可领用至 2031-11-05 当日",
        ),
    )
    return across((0, 374), identity, block)


def _lot_timeline() -> QWidget:
    panel = Panel("时间线", "今天 11-22")
    line = Timeline("时间线")
    events = (
        ("08:24", "收货 1 200 件，12 袋", "陈国栋"),
        ("08:31", "报检", "陈国栋"),
        ("09:05", "补到材质证明", "陈国栋"),
        ("09:10", "取样 80 件：袋 2 3 5 9 11", "林晓雯"),
        ("10:24", "检验签名，判定接收", "林晓雯"),
        ("10:29", "复核签名，放行 1 197", "周岚"),
        ("10:41", "放行标签 12 / 12", "陈国栋"),
        ("10:55", "入库 A-03-12", "陈国栋"),
    )
    line.set_events(
        [
            TimelineEvent(str(n), at, what, who, Status.OK if "放行 1" in what else None)
            for n, (at, what, who) in enumerate(events)
        ]
    )
    panel.add(line, 1)
    return panel


def _lot_inspection() -> QWidget:
    panel = Panel("检验", "IR-26-0931")
    panel.add(Label("正常检验，d / Ac", TextRole.NOTE, Ink.TEXT2))
    row = QHBoxLayout()
    for number, (name, d, ac, n) in enumerate(
        (("致命", "0", "0", "80"), ("主要", "1", "1", "20"), ("次要", "2", "7", "80"))
    ):
        if number:
            row.addWidget(Rule(vertical=True))
            row.addSpacing(8)
        cell = QVBoxLayout()
        cell.setSpacing(0)
        cell.addWidget(Label(name))
        counts = QHBoxLayout()
        counts.addWidget(Label(d, TextRole.VALUE))
        counts.addWidget(Label(f"/ {ac}", TextRole.BODY, Ink.TEXT2))
        counts.addStretch(1)
        cell.addLayout(counts)
        cell.addWidget(Label(f"n {n}", TextRole.NOTE, Ink.TEXT2))
        row.addLayout(cell, 1)
    panel.body.addLayout(row)
    panel.body.setSpacing(0)
    return panel


def _lot_curve() -> QWidget:
    panel = Panel("主要类抽样特性（OC）", "n 20，Ac 1")
    panel.add(Label("不良 2.5 % 的批，91 % 被接收；18.1 % 的批，10 %", TextRole.NOTE, Ink.TEXT2))
    curve = OcCurve("OC")
    curve.show_curve(
        OcSpec(
            (
                CurveLine(_binomial_curve(32, 1), "加严 n 32", 0.03, 0.15),
                CurveLine(_binomial_curve(13, 1), "放宽 n 13", 0.126, 0.64),
                CurveLine(_binomial_curve(20, 1), main=True),
            ),
            (
                CurvePoint(0.025, 0.912, "91 %", "AQL 2.5"),
                CurvePoint(0.0825, 0.5, "", "8.3"),
                CurvePoint(0.181, 0.10, "10 %", "LQ 18.1"),
            ),
            0.25,
            "25 %",
            ((0.0, 0.025), (0.181, 0.25)),
        )
    )
    panel.add(curve, 1)
    return panel


def lot_page() -> QWidget:
    """Picture 6."""
    documents = Panel("文件", "3 份")
    records = RecordList("文件", kind_width=96)
    records.set_records(
        [
            RecordLine("1", IconName.DOCUMENT, "出厂检验报告", "HM-7F42-R", note="供应商"),
            RecordLine("2", IconName.DOCUMENT, "材质证明", "MC-260418", note="供应商"),
            RecordLine("3", IconName.DOCUMENT, "进货检验报告", "IR-26-0931", note="7C2F-91AE"),
        ]
    )
    documents.add(records)
    documents.body.addStretch(1)
    history = Panel("SR-12 ⋅ 苏州一厂，主要类，最近 20 批", "得分 20 / 30，再收 5 批可申请放宽")
    strip = LotStrip("最近 20 批")
    counts = "01203000100010001001"
    bad = (2, 4)
    strip.show_lots(
        [LotTile(str(n), "2" if n == 2 else d, n in bad, n == 19) for n, d in enumerate(counts)],
        [
            StripSegment(0, 4, "正常：5 批中 2 批拒收"),
            StripSegment(5, 9, "加严：连收 5 批", strong=True),
            StripSegment(10, 19, "正常"),
        ],
        "本批",
    )
    history.add(strip)
    middle = QWidget()
    grid = QGridLayout(middle)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(8)
    left = column(_lot_inspection(), documents)
    left.setFixedWidth(400)
    grid.addWidget(left, 0, 0)
    grid.addWidget(_lot_curve(), 0, 1)
    grid.addWidget(history, 1, 0, 1, 2)
    grid.setRowStretch(0, 1)
    bar = ActionBar()
    bar.set_actions(
        [
            ActionSpec("type", "F2", "手工输入"),
            ActionSpec("certificate", "F3", "证书"),
            ActionSpec("camera", "F4", "拍照"),
            ActionSpec("open", "Enter", "打开记录"),
        ],
        [
            ActionSpec("hold", "F8", "封存本批", IconName.OCTAGON, ButtonKind.OUTLINED),
            ActionSpec("print", "F10", "打印检验报告", kind=ButtonKind.PRIMARY),
        ],
    )
    top = TopBarState(
        "批次",
        "IQC-2",
        (ObjectPart("由扫描打开 11:06:12", TextRole.NOTE, Ink.TEXT2),),
        "演示工厂",
        states("11:06"),
        "周岚",
        "复核员",
        "签退",
    )
    head = _lot_head()
    head.setFixedHeight(128)
    return page(top, column(head, across((352, 0), _lot_timeline(), middle)), bar, "lots")


def _scan_panel() -> QWidget:
    panel = Frame("Scan panel", dashed=True, sunken=True)
    panel.setFixedWidth(480)
    box = QVBoxLayout(panel)
    box.setContentsMargins(16, 11, 16, 16)
    box.setSpacing(8)
    head = QHBoxLayout()
    head.setSpacing(12)
    head.addWidget(IconLabel(IconName.SCANNER, 28))
    head.addWidget(Label("Scan panel", TextRole.TITLE))
    head.addStretch(1)
    head.addWidget(DemoMark("DEMO PLANT"))
    box.addLayout(head)
    hint = Label("Press a code: it goes through the real scan path", TextRole.NOTE, Ink.TEXT2)
    box.addWidget(hint)
    box.addWidget(Label("Badges", TextRole.NOTE_STRONG, Ink.TEXT2))
    grid = QGridLayout()
    grid.setSpacing(8)
    people = (
        ("Lin Xiaowen", "Inspector"),
        ("Zhou Lan", "Reviewer"),
        ("Chen Guodong", "Warehouse"),
        ("Wang Siyuan", "Quality"),
    )
    for number, (name, role) in enumerate(people):
        grid.addWidget(TileButton(TileSpec(name, name, role, IconName.BADGE)), *divmod(number, 2))
    box.addLayout(grid)
    box.addSpacing(6)
    box.addWidget(Label("Deliveries and lots", TextRole.NOTE_STRONG, Ink.TEXT2))
    for icon, text, code in (
        (IconName.BOX, "BT-18 Battery pack, old revision B", "PO-26-2198"),
        (IconName.BOX, "TB-40 Tubing, bag without a code", "PO-26-2203"),
        (IconName.TAG, "SR-12 Seal ring, resume", "L26-04818-F"),
    ):
        box.addWidget(TileButton(TileSpec(code, text, "", icon, code), height=48))
    box.addSpacing(6)
    box.addWidget(Label("Commands", TextRole.NOTE_STRONG, Ink.TEXT2))
    keys = QGridLayout()
    keys.setSpacing(8)
    for number, word in enumerate(("NEXT", "UNDO", "ALL OK", "ACCEPT", "REJECT", "SIGN")):
        keys.addWidget(
            TileButton(TileSpec(word, word), centred=True, height=48), *divmod(number, 3)
        )
    box.addLayout(keys)
    box.addStretch(1)
    return panel


def sign_in_page() -> QWidget:
    """Picture 8."""
    welcome = Frame("Scan your badge")
    welcome.setFixedHeight(330)
    lines = QVBoxLayout(welcome)
    lines.setContentsMargins(36, 24, 24, 32)
    locked = QHBoxLayout()
    locked.setSpacing(10)
    locked.addWidget(IconLabel(IconName.LOCK, 26, Ink.TEXT2))
    locked.addWidget(
        Label("Locked at 12:08 after 5 minutes without input", TextRole.BODY, Ink.TEXT2), 1
    )
    lines.addLayout(locked)
    lines.addStretch(1)
    row = QHBoxLayout()
    row.setSpacing(46)
    row.addWidget(IconLabel(IconName.BADGE, 112), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(4)
    words.addWidget(Label("Scan your badge", TextRole.VERDICT))
    words.addWidget(Label("then enter your PIN on this station", TextRole.LEAD, Ink.TEXT2))
    words.addSpacing(20)
    keys = QHBoxLayout()
    keys.setSpacing(12)
    keys.addWidget(KeyButton(ActionSpec("password", "F2", "Name and password")))
    keys.addWidget(KeyButton(ActionSpec("call", "F6", "Call supervisor")))
    keys.addStretch(1)
    words.addLayout(keys)
    row.addLayout(words, 1)
    lines.addLayout(row)
    lines.addStretch(1)
    work = Panel("Unfinished work, kept", "every reading was stored when it was taken")
    kept = WorkList("Unfinished work, kept")
    kept.set_work(
        [
            WorkLine(
                "1",
                IconName.INSPECT,
                "L26-04818-F",
                "SR-12 Seal ring",
                "Inner diameter, 13 of 20 readings",
                "Lin Xiaowen's badge goes on at piece 14",
                "Lin Xiaowen",
                "last 12:03:41",
                strong=True,
            ),
            WorkLine(
                "2",
                IconName.LABEL,
                "L26-04812-R",
                "CN-06 Blister tray",
                "Container labels, 5 of 8",
                "any warehouse badge may go on",
                "Chen Guodong",
                "last 11:47:20",
            ),
            WorkLine(
                "3",
                IconName.DOCUMENT,
                "L26-04806-N",
                "HS-21 Pump cover",
                "Waiting for the review signature",
                "may be signed at any station",
                "Zhou Lan",
                "since 11:26:05",
            ),
        ]
    )
    work.add(kept)
    foot = Frame("Demo plant", dashed=True)
    foot.setFixedHeight(64)
    line = QHBoxLayout(foot)
    line.setContentsMargins(16, 0, 16, 0)
    line.addWidget(
        Label(
            "Demo plant: nothing made or printed here may be used on real product", TextRole.STRONG
        )
    )
    line.addStretch(1)
    line.addWidget(
        Label("F1 Help   ⋅   Data in demo.qtrace   ⋅   QTrace 0.1.0", TextRole.NOTE, Ink.TEXT2)
    )
    top = TopBarState(
        "QTrace",
        "IQC-2",
        (ObjectPart("Receiving and inspection", TextRole.BODY, Ink.TEXT2),),
        states=english_states("12:24"),
        language="中文",
    )
    body = column(across((0, 480), column(welcome, work), _scan_panel()))
    outer = QWidget()
    layout = QVBoxLayout(outer)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(body, 1)
    layout.addWidget(foot)
    return page(top, outer, None)

"""Gallery pages: queue, receive, lot page, sign-in."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import (
    ActionBar,
    ActionSpec,
    ButtonKind,
)
from qtrace.ui.widgets.chips import ChipSpec
from qtrace.ui.widgets.containers import ContainerTiles, Tile, TileSize, TileState
from qtrace.ui.widgets.facts import Fact, FactList
from qtrace.ui.widgets.filters import FilterTile, FilterTiles
from qtrace.ui.widgets.labels import Label, Rule
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.progress import ProgressBar
from qtrace.ui.widgets.strip import ScanStrip, ScanStripSpec
from qtrace.ui.widgets.table import CellView, Column, ColumnAlign, DataTable, SortMark, TablePanel
from qtrace.ui.widgets.topbar import ObjectPart, TopBarState
from qtrace.ui.widgets.verdict import VerdictBand, VerdictSpec
from tools.gallery_parts import across, column, page, states


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


def _read() -> Panel:
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
    return read


def _source() -> Panel:
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
    return source


def _labels() -> Panel:
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
    return labels


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
    body = across((456, 0, 374), _read(), _source(), _labels())
    return page(top, column(band, body), bar, "receive")

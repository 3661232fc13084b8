"""Gallery page: the lot page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.buttons import (
    ActionBar,
    ActionSpec,
    ButtonKind,
)
from qtrace.ui.widgets.curve import CurveLine, CurvePoint, OcCurve, OcSpec
from qtrace.ui.widgets.facts import Fact, FactList
from qtrace.ui.widgets.identity import StatusBlock
from qtrace.ui.widgets.labels import Label, Rule
from qtrace.ui.widgets.lotstrip import LotStrip, LotTile, StripSegment
from qtrace.ui.widgets.panel import Frame, Panel
from qtrace.ui.widgets.steps import RecordLine, RecordList
from qtrace.ui.widgets.timeline import Timeline, TimelineEvent
from qtrace.ui.widgets.topbar import ObjectPart, TopBarState
from tools.gallery_parts import across, column, page, states


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

"""What all gallery pages share: navigation, device states, page layout."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.buttons import ActionBar
from qtrace.ui.widgets.navbar import NavBar, NavItem
from qtrace.ui.widgets.topbar import ObjectPart, StateItem, TopBar, TopBarState

NAV = (
    NavItem("queue", "队列", IconName.QUEUE),
    NavItem("receive", "收货", IconName.BOX),
    NavItem("inspect", "检验", IconName.INSPECT),
    NavItem("lots", "批次", IconName.TAG),
    NavItem("gauges", "量具", IconName.GAUGE),
    NavItem("labels", "标签", IconName.LABEL),
)
FOOT = (NavItem("call", "F6 呼叫", IconName.BELL), NavItem("help", "F1 帮助"))


def states(clock: str) -> tuple[StateItem, ...]:
    """Healthy devices."""
    return (
        StateItem("scanner", "扫描枪 就绪"),
        StateItem("database", "数据库 已连接"),
        StateItem("clock", f"校时 {clock}"),
    )


def english_states(clock: str) -> tuple[StateItem, ...]:
    """Healthy devices, in English."""
    return (
        StateItem("scanner", "Scanner ready"),
        StateItem("database", "DB connected"),
        StateItem("clock", f"NTP {clock}"),
    )


def page(bar: TopBarState, content: QWidget, actions: ActionBar | None, nav: str = "") -> QWidget:
    """A screen: bar, navigation if any, content, actions."""
    screen = QWidget()
    outer = QVBoxLayout(screen)
    outer.setContentsMargins(8, 8, 8, 8)
    outer.setSpacing(8)
    top = TopBar()
    top.show_state(bar)
    outer.addWidget(top)
    row = QHBoxLayout()
    row.setSpacing(8)
    if nav:
        side = NavBar(NAV, FOOT)
        side.set_current(nav)
        row.addWidget(side)
    right = QVBoxLayout()
    right.setSpacing(8)
    right.addWidget(content, 1)
    if actions is not None:
        right.addWidget(actions)
    row.addLayout(right, 1)
    outer.addLayout(row, 1)
    return screen


def column(*widgets: QWidget) -> QWidget:
    """Widgets under each other, the last one takes the rest."""
    area = QWidget()
    layout = QVBoxLayout(area)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for number, widget in enumerate(widgets):
        layout.addWidget(widget, 1 if number == len(widgets) - 1 else 0)
    return area


def across(widths: tuple[int, ...], *widgets: QWidget) -> QWidget:
    """Widgets beside each other with fixed widths; 0 takes the rest."""
    area = QWidget()
    layout = QHBoxLayout(area)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for width, widget in zip(widths, widgets, strict=True):
        if width:
            widget.setFixedWidth(width)
        layout.addWidget(widget, 0 if width else 1)
    return area


def inspection_bar(screen: str, clock: str, lot: str = "L26-04817-H") -> TopBarState:
    """The bar of an inspection screen."""
    parts = (
        ObjectPart(lot, TextRole.DATA),
        ObjectPart("SR-12 密封圈"),
        ObjectPart("C 版", TextRole.NOTE, Ink.TEXT2),
    )
    return TopBarState(
        screen, "IQC-2", parts, "演示工厂", states(clock), "林晓雯", "检验员", "签退"
    )

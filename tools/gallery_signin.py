"""Gallery page: sign-in and lock."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.buttons import (
    ActionSpec,
    KeyButton,
    TileButton,
    TileSpec,
)
from qtrace.ui.widgets.labels import IconLabel, Label
from qtrace.ui.widgets.panel import Frame, Panel
from qtrace.ui.widgets.steps import WorkLine, WorkList
from qtrace.ui.widgets.topbar import DemoMark, ObjectPart, TopBarState
from tools.gallery_parts import across, column, english_states, page


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


def _welcome() -> Frame:
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
    return welcome


def _work() -> Panel:
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
    return work


def _foot() -> Frame:
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
    return foot


def sign_in_page() -> QWidget:
    """Picture 8."""
    top = TopBarState(
        "QTrace",
        "IQC-2",
        (ObjectPart("Receiving and inspection", TextRole.BODY, Ink.TEXT2),),
        states=english_states("12:24"),
        language="中文",
    )
    body = column(across((0, 480), column(_welcome(), _work()), _scan_panel()))
    outer = QWidget()
    layout = QVBoxLayout(outer)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(body, 1)
    layout.addWidget(_foot())
    return page(top, outer, None)

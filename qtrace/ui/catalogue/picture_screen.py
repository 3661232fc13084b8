"""Drawing of a plan: the characteristics left, the drawing with its balloons right."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from qtrace.domain.plan_pictures import PictureRole
from qtrace.domain.plans import CharacteristicDraft
from qtrace.i18n import Translator
from qtrace.i18n.reasons import explain
from qtrace.ui.bench import Bench
from qtrace.ui.catalogue.picture_model import PictureModel, PictureState
from qtrace.ui.places import ApprovalsPlace, PicturePlace
from qtrace.ui.screen import Screen, ScreenHead
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.icons import IconName
from qtrace.ui.theme.tokens import Ink, Status
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.buttons import ActionBar, ActionSpec, ButtonKind
from qtrace.ui.widgets.drawing import BalloonMark, DrawingView
from qtrace.ui.widgets.file_choice import FileChoice
from qtrace.ui.widgets.labels import Label, StatusMark
from qtrace.ui.widgets.panel import Frame
from qtrace.ui.widgets.table import DataTable, TablePanel
from qtrace.ui.widgets.tablemodel import CellView, Column
from qtrace.ui.widgets.topbar import ObjectPart

LIST_WIDTH = 400
FILES = "*.png *.jpg *.jpeg *.pdf"
KEYS: Mapping[str, str] = {
    "F2": "file",
    "F3": "role",
    "F8": "remove",
    "F10": "save",
    "Esc": "back",
    "Up": "up",
    "Down": "down",
    "PageUp": "page_before",
    "PageDown": "page_after",
    "Shift+Left": "left",
    "Shift+Right": "right",
    "Shift+Up": "higher",
    "Shift+Down": "lower",
}
Row = tuple[CharacteristicDraft, bool]


class PictureScreen(Screen):
    """One plan version; a press on the drawing places the balloon of the chosen characteristic."""

    def __init__(self, bench: Bench, place: PicturePlace, model: QObject | None = None) -> None:
        super().__init__()
        self._files = FileChoice(self)
        self._tr = bench.translator
        is_own = isinstance(model, PictureModel) and model.revision_id == place.revision_id
        self._model = (
            model
            if is_own and isinstance(model, PictureModel)
            else PictureModel(bench, place.revision_id)
        )
        self._head_known = ""
        self.bar = ActionBar()
        self.bar.triggered.connect(self.act)
        self._lay_out()
        self._model.changed.connect(self._show)
        self._acts: dict[str, Callable[[], object]] = {
            "file": self._ask_for_file,
            "role": self._other_role,
            "remove": self._model.remove,
            "save": self._model.save,
            "back": self._back,
            "up": lambda: self._model.step(-1),
            "down": lambda: self._model.step(1),
            "page_before": lambda: self._model.turn(-1),
            "page_after": lambda: self._model.turn(1),
            "left": lambda: self._model.nudge(-1, 0),
            "right": lambda: self._model.nudge(1, 0),
            "higher": lambda: self._model.nudge(0, -1),
            "lower": lambda: self._model.nudge(0, 1),
        }
        self._show()

    @property
    def model(self) -> PictureModel:
        """The view model."""
        return self._model

    def _lay_out(self) -> None:
        tr = self._tr
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(scaled(8))
        row = QHBoxLayout()
        row.setSpacing(scaled(8))
        self.table = DataTable(_columns(tr), lambda each: each[0].number, tr.say("Characteristics"))
        self.table.row_chosen.connect(lambda key: self._model.choose(int(key)))
        panel = TablePanel(self.table)
        panel.setFixedWidth(scaled(LIST_WIDTH))
        row.addWidget(panel)
        row.addWidget(self._sheet(), 1)
        outer.addLayout(row, 1)
        outer.addWidget(self.bar)

    def _sheet(self) -> Frame:
        frame = Frame(self._tr.say("Drawing"))
        box = QVBoxLayout(frame)
        box.setContentsMargins(scaled(15), scaled(10), scaled(15), scaled(10))
        box.setSpacing(scaled(8))
        self._title = Label("", TextRole.TITLE)
        box.addWidget(self._title)
        said = QHBoxLayout()
        self._mark = StatusMark(Status.BLOCKED, 26)
        self._said = Label("", TextRole.NOTE, Ink.TEXT2, wrap=True)
        said.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self._said, 1)
        box.addLayout(said)
        self.drawing = DrawingView(self._tr.say("Drawing"))
        self.drawing.balloon_pressed.connect(self._model.choose)
        self.drawing.pressed.connect(self._model.place)
        box.addWidget(self.drawing, 1)
        return frame

    # --- what the shell asks ------------------------------------------------------------------

    def head(self) -> ScreenHead:
        """Plan and version."""
        sheet = self._model.state.sheet
        title = self._tr.say("Drawing of a plan")
        if sheet is None:
            return ScreenHead(title, nav="approvals")
        plan = sheet.plan.plan
        name = self._tr.name(plan.part.name_en, plan.part.name_zh)
        code = f"{plan.code} v{sheet.plan.version.version}"
        return ScreenHead(title, (ObjectPart(code, TextRole.DATA), ObjectPart(name)), "approvals")

    def keys(self) -> Mapping[str, str]:
        """F2 reads a file, arrows choose, Shift with arrows moves a balloon, F10 saves."""
        return KEYS

    def act(self, action: str) -> None:
        """Do what a key or a button says."""
        if action in ("back", "close") and self._files.close():
            return
        deed = self._acts.get(action)
        if deed is not None:
            deed()

    def idle(self) -> frozenset[str]:
        """What does nothing while nothing can be set."""
        state = self._model.state
        pages = frozenset({"page_before", "page_after"})
        if not self._model.may_set:
            return pages | {"left", "right", "higher", "lower"}
        return pages if state.file is None else frozenset()

    def has_unsaved(self) -> bool:
        """True while picture or balloons wait to be saved."""
        return self._model.state.changed

    def opened(self) -> None:
        """Ask for the version."""
        self._model.open()

    # --- inside -------------------------------------------------------------------------------

    def _back(self) -> None:
        if not self._model.drop():
            self.wants.emit(ApprovalsPlace())

    def _other_role(self) -> None:
        roles = list(PictureRole)
        at = roles.index(self._model.state.role)
        self._model.show_role(roles[(at + 1) % len(roles)])

    def _ask_for_file(self) -> None:
        """Ask for a file beside the window, never in front of it."""
        if not self._model.may_set:
            return
        patterns = self._tr.say("Drawings ({patterns})", patterns=FILES)
        self._files.ask(self._tr.say("Drawing of a plan"), patterns, self._model.load)

    def _show(self) -> None:
        state = self._model.state
        placed = {each.number for each in state.balloons}
        rows = state.sheet.plan.characteristics if state.sheet is not None else ()
        self.table.set_rows([(row, row.number in placed) for row in rows])
        self.table.choose(state.number)
        self._title.setText(_title(self._tr, state))
        self._said.setText(self._said_text(state))
        self._mark.setVisible(state.refusal is not None)
        self.drawing.setAccessibleName(_title(self._tr, state))
        content = state.picture.content if state.picture is not None else None
        marks = [
            BalloonMark(b.number, float(b.x), float(b.y), current=b.number == state.number)
            for b in state.balloons
        ]
        self.drawing.show_picture(content, marks)
        self.bar.set_actions(self._left(state), self._right(state))
        self._tell_shell()

    def _tell_shell(self) -> None:
        known = " ".join(part.text for part in self.head().parts)
        if known != self._head_known:
            self._head_known = known
            self.head_changed.emit()

    def _said_text(self, state: PictureState) -> str:
        tr = self._tr
        if state.refusal is not None:
            said = explain(tr, state.refusal.code, state.refusal.facts)
            return "\n".join(filter(None, (said.text, said.next_step)))
        if state.missing:
            return tr.say("There is no such plan version")
        if not self._model.may_set:
            return tr.say("Only a draft can be changed, by quality")
        if state.picture is None:
            return tr.say("No picture yet. F2 reads a PNG, JPEG or PDF file of at most 20 MB.")
        lines = [tr.say("Press where balloon {number} belongs", number=state.number)]
        lines.append(tr.say("{key} and arrows move it", key="Shift"))
        if state.file is not None and state.file[0].lower().endswith(".pdf"):
            lines.append(tr.say("page {n}, Page Up and Page Down turn", n=state.file[1]))
        return "; ".join(lines)

    def _left(self, state: PictureState) -> list[ActionSpec]:
        tr, may = self._tr, self._model.may_set
        other = tr.say("Instruction") if state.role is PictureRole.DRAWING else tr.say("Drawing")
        return [
            ActionSpec("back", "Esc", tr.say("Drop changes") if state.changed else tr.say("Back")),
            ActionSpec("role", "F3", other, enabled=not state.changed),
            ActionSpec("file", "F2", tr.say("Choose a file"), IconName.DOCUMENT, enabled=may),
            ActionSpec("remove", "F8", tr.say("Remove balloon"), enabled=may),
        ]

    def _right(self, state: PictureState) -> list[ActionSpec]:
        may = self._model.may_set and state.changed and not state.busy
        words = self._tr.say("Save")
        return [ActionSpec("save", "F10", words, kind=ButtonKind.PRIMARY, enabled=may)]


def _title(tr: Translator, state: PictureState) -> str:
    word = tr.say("Drawing") if state.role is PictureRole.DRAWING else tr.say("Instruction")
    if state.picture is None:
        return word
    parts = [word, state.picture.name]
    if state.inherited_from is not None:
        parts.append(tr.say("inherited from version {version}", version=state.inherited_from))
    return "  ".join(parts)


def _columns(tr: Translator) -> tuple[Column[Row], ...]:
    def number(row: Row) -> CellView:
        return CellView(str(row[0].number), role=TextRole.DATA, strong_if_chosen=True)

    def name(row: Row) -> CellView:
        return CellView(tr.name(row[0].name_en, row[0].name_zh))

    def mark(row: Row) -> CellView:
        return CellView(tr.say("placed") if row[1] else "–", ink=Ink.TEXT2)

    return (
        Column("number", tr.say("No."), number, 84),
        Column("name", tr.say("Characteristic"), name),
        Column("balloon", tr.say("Balloon"), mark, 100),
    )

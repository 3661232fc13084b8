"""Panels of the line station that ask for something; each answers with texts by name."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qtrace.domain.production.checks_due import CheckKind
from qtrace.domain.production.lines import CLEARANCE_ITEMS, StopType
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import plain_q6
from qtrace.i18n import Translator
from qtrace.i18n.production_words import (
    CHECK_KIND_WORDS,
    CLEARANCE_ITEM_WORDS,
    STOP_TYPE_WORDS,
    production_word,
)
from qtrace.services.production.line_rows import CheckRow, MaterialRow, RunRow, StopRow
from qtrace.ui.production.line_cells import KIND_WORDS, how_often, limits_text
from qtrace.ui.production.line_menu import MenuEntry
from qtrace.ui.production.line_words import LineWords, joined
from qtrace.ui.widgets.buttons import ActionSpec
from qtrace.ui.widgets.desk_signing import SigningForm
from qtrace.ui.widgets.fields import (
    ChoiceField,
    Field,
    Option,
    TextField,
    TextLook,
    WrappedLabel,
    printable,
)
from qtrace.ui.widgets.forms import DeskForm

NOTHING_REPLACED = "none"


class LinePanel(DeskForm):
    """A panel with at most one choice and some texts; digits choose when no text has the focus."""

    photo: WrappedLabel | None = None
    """The line that tells of a photo, in panels that take one."""
    needed: tuple[str, ...] = ()
    """Answers without which F10 is grey."""
    _busy = False

    def add(self, name: str, field: Field, span: int = 1) -> None:
        """Add a field; F10 looks at it again whenever it changes."""
        super().add(name, field, span)
        if isinstance(field, TextField):
            field.input.textChanged.connect(self._judge)
        elif isinstance(field, ChoiceField):
            field.edited.connect(self._judge)

    def missing(self) -> tuple[str, ...]:
        """Names of the answers that are still needed."""
        answers = self.answers()
        return tuple(name for name in self.needed if not answers.get(name))

    def set_save(self, cancel: str, save: str) -> None:
        """Esc and F10; it is grey as long as something is missing."""
        super().set_save(cancel, save)
        self._judge()

    def show_busy(self, *, busy: bool) -> None:
        """F10 waits while a command is on its way."""
        self._busy = busy
        self._judge()

    def _judge(self) -> None:
        super().show_busy(busy=self._busy or bool(self.missing()))

    def turn(self, step: int) -> None:
        """The next, or the former, option of the choice."""
        field = next((each for each in self.fields.values() if isinstance(each, ChoiceField)), None)
        if field is not None and not field.takes_several:
            keys = list(field.tiles)
            chosen = field.chosen()
            place = keys.index(chosen[0]) + step if chosen else 0
            field.tiles[keys[place % len(keys)]].click()

    def add_photo(self, tr: Translator, words: str = "") -> None:
        """A line that tells how a photo is taken (in `words`), and later that there is one."""
        self.photo = WrappedLabel(words or tr.say("Photo: F4 takes it, F7 from a file"))
        self.add_wide(self.photo)

    def show_photo(self, words: str) -> None:
        """Tell of the photo that was taken."""
        if self.photo is not None:
            self.photo.setText(words)

    def answers(self) -> dict[str, str]:
        """What was answered, by name; several chosen ones are set apart by blanks."""
        found = {}
        for name, field in self.fields.items():
            if isinstance(field, TextField):
                found[name] = field.text()
            elif isinstance(field, ChoiceField):
                found[name] = " ".join(field.chosen())
        return found

    def choose_number(self, number: int) -> None:
        """Choose, or tick, the option with this number, from 1 through all choices."""
        choices = (field for field in self.fields.values() if isinstance(field, ChoiceField))
        tiles = [tile for field in choices for tile in field.tiles.values()]
        if 1 <= number <= len(tiles):
            tiles[number - 1].click()

    def choose(self, name: str, option: str) -> None:
        """Choose one option of a choice."""
        field = self.fields.get(name)
        if isinstance(field, ChoiceField) and option in field.tiles:
            field.tiles[option].click()


def numbered(options: Sequence[Option], first: int = 1) -> tuple[Option, ...]:
    """Options with the digit that chooses them."""
    return tuple(
        Option(each.id, f"{n}  {each.text}") for n, each in enumerate(options, start=first)
    )


class MenuPanel(LinePanel):
    """Everything else that can be done here, by its digit; a choice is done at once."""

    def __init__(self, tr: Translator, title: str, entries: Mapping[int, MenuEntry]) -> None:
        super().__init__(title, columns=1)
        self._by_digit = {digit: entry.id for digit, entry in entries.items()}
        options = tuple(
            Option(each.id, f"{digit}  {each.text}", each.why or each.note, enabled=not each.why)
            for digit, each in entries.items()
        )
        if options:
            choice = ChoiceField(tr.say("Choose"), options, columns=3)
            choice.edited.connect(lambda ids: self.triggered.emit(f"do:{ids[0]}"))
            self.add("entry", choice)
        self.set_actions([], [ActionSpec("close", "Esc", tr.say("Cancel"))])

    def turn(self, step: int) -> None:
        """A choice is done at once: nothing is turned."""

    def choose_number(self, number: int) -> None:
        """Do what has this digit, if it can be done now."""
        self.choose("entry", self._by_digit.get(number, ""))


class CodePanel(LinePanel):
    """A code that no scanner reads."""

    needed = ("code",)

    def __init__(self, tr: Translator) -> None:
        hint = tr.say("traveller, lot, serial number, place or machine")
        super().__init__(tr.say("Type the code"), columns=1)
        field = TextField(tr.say("Code"), hint, TextLook(mono=True))
        field.submitted.connect(lambda: self.triggered.emit("save"))
        self.add("code", field)
        self.set_save(tr.say("Cancel"), tr.say("Take it"))


class CheckPanel(LinePanel):
    """The result of a check: a value against its limits, or good and not good."""

    needed = ("value",)

    def __init__(self, words: LineWords, row: CheckRow) -> None:
        tr = words.tr
        kind = production_word(tr, CHECK_KIND_WORDS, CheckKind(row.kind).value)
        note = joined(kind, how_often(tr, row), limits_text(tr, row))
        super().__init__(words.name(row.name), note, columns=1)
        self.has_limits = row.lsl is not None or row.usl is not None
        if self.has_limits:
            hint = tr.say("type it, or let the gauge send it")
            label = tr.say("Value in {unit}", unit=row.unit) if row.unit else tr.say("Value")
            value = TextField(label, hint, TextLook(mono=True))
            value.submitted.connect(lambda: self.triggered.emit("save"))
            self.add("value", value)
        else:
            options = (Option("ok", tr.say("OK")), Option("nok", tr.say("Not OK")))
            self.add("value", ChoiceField(tr.say("Result"), numbered(options)))
        self.add_photo(tr)
        self.set_save(tr.say("Cancel"), tr.say("Enter the result"))

    def set_value(self, text: str) -> None:
        """What a gauge sent."""
        field = self.fields["value"]
        if isinstance(field, TextField):
            field.set_text(text)


class PiecesPanel(LinePanel):
    """Pieces that came out: good, put aside for rework, or scrap; in rework, what was replaced.

    Args:
        words: who reads.
        run: the pass that they came out of.
        materials: materials of the operation.
        unit: the unit that was scanned already, by its serial number; "" where none was.
    """

    def __init__(
        self, words: LineWords, run: RunRow, materials: Sequence[MaterialRow], unit: str = ""
    ) -> None:
        tr = words.tr
        note = tr.say("Then scan the unit") if run.takes_units and not unit else ""
        if run.makes_units:
            note = tr.say("With a number, serial numbers are given and labels printed here")
        title = tr.say("Reworked: {name}", name=unit) if unit else tr.say("Pieces made")
        super().__init__(title, note)
        options = tuple(Option(kind.value, tr.say(KIND_WORDS[kind.value])) for kind in OutputKind)
        chosen_by = tr.say("Up and Down choose")
        kind = ChoiceField(tr.say("They are"), numbered(options), columns=3, hint=chosen_by)
        kind.choose([OutputKind.GOOD.value])
        hint = tr.say("needed for rework and scrap")
        reason = TextField(tr.say("Reason"), hint, TextLook(check=printable(tr)))
        reason.submitted.connect(lambda: self.triggered.emit("save"))
        asks = asks_replaced(run, materials)
        if run.takes_units:
            self.add("kind", kind, 1 if asks else 2)
            self.add("reason", reason, 1 if asks else 2)
        else:
            hint = tr.say("empty: scan the label of each unit") if run.makes_units else ""
            pieces = TextField(tr.say("Number of pieces"), hint, TextLook(mono=True))
            pieces.submitted.connect(lambda: self.triggered.emit("save"))
            self.add("pieces", pieces)
            self.add("reason", reason)
            self.add("kind", kind, 2)
        if asks:
            self.add("replaced", _replaced_field(words, materials), 2)
        self._can_be_empty = run.makes_units
        is_next = run.takes_units and not unit
        self.set_save(tr.say("Cancel"), tr.say("Go on") if is_next else tr.say("Enter the pieces"))

    def missing(self) -> tuple[str, ...]:
        """The number, where no labels are scanned; the reason of what is not good."""
        answers, found = self.answers(), []
        if not answers.get("pieces", "x") and not self._can_be_empty:
            found.append("pieces")
        if answers.get("kind") != OutputKind.GOOD.value and not answers.get("reason"):
            found.append("reason")
        if "replaced" in answers and not answers["replaced"]:
            found.append("replaced")
        return tuple(found)


def asks_replaced(run: RunRow, materials: Sequence[MaterialRow]) -> bool:
    """True in a pass of rework: only what was replaced is used up there."""
    return run.run_no > 1 and bool(materials)


def _replaced_field(words: LineWords, materials: Sequence[MaterialRow]) -> ChoiceField:
    """The materials of the operation, and that none was replaced; nothing is ticked before."""
    parts = {str(row.need_no): words.part(row.part) for row in reversed(materials)}
    options = [Option(need_no, parts[need_no]) for need_no in sorted(parts, key=int)]
    options.append(Option(NOTHING_REPLACED, words.tr.say("Nothing was replaced")))
    shown = numbered(options, len(OutputKind) + 1)
    field = ChoiceField(words.tr.say("Replaced by new material"), shown, columns=3, several=True)

    def edited(ids: tuple[str, ...]) -> None:
        """Nothing and something cannot both be: the later one counts."""
        if NOTHING_REPLACED in ids and len(ids) > 1:
            was = bool(field.property(NOTHING_REPLACED))
            field.choose(set(ids) - {NOTHING_REPLACED} if was else {NOTHING_REPLACED})
        field.setProperty(NOTHING_REPLACED, NOTHING_REPLACED in field.chosen())

    field.edited.connect(edited)
    return field


class StopPanel(LinePanel):
    """Why the line stands."""

    needed = ("type",)

    def __init__(self, tr: Translator) -> None:
        super().__init__(tr.say("Stop the line"))
        options = tuple(
            Option(kind.value, production_word(tr, STOP_TYPE_WORDS, kind.value))
            for kind in StopType
        )
        self.add("type", ChoiceField(tr.say("Why it stands"), numbered(options), columns=4), 2)
        self.add("note", TextField(tr.say("Note"), "", TextLook(check=printable(tr))), 2)
        self.set_save(tr.say("Cancel"), tr.say("Stop the line"))


class ResumePanel(LinePanel):
    """The cause is gone: why the line stood is seen once more before it runs."""

    def __init__(self, words: LineWords, stop: StopRow) -> None:
        tr = words.tr
        word = production_word(tr, STOP_TYPE_WORDS, stop.stop_type)
        note = joined(word, stop.note, words.name(stop.started_by), words.clock(stop.started_at))
        super().__init__(tr.say("Resume the line"), note, columns=1)
        self.set_save(tr.say("Cancel"), tr.say("The cause is gone: resume"))


class ClearPanel(LinePanel):
    """The checklist of a line clearance; every point is ticked by itself."""

    def missing(self) -> tuple[str, ...]:
        """The checklist, until all of it is ticked."""
        ticked = len(self.answers().get("items", "").split())
        return () if ticked == len(CLEARANCE_ITEMS) else ("items",)

    def __init__(self, tr: Translator) -> None:
        note = tr.say("Tick what you have looked at; a second person confirms afterwards")
        super().__init__(tr.say("Clear the line"), note)
        self.add_photo(
            tr, tr.say("The photo of the empty line is needed: F4 takes it, F7 from a file")
        )
        options = tuple(
            Option(item, production_word(tr, CLEARANCE_ITEM_WORDS, item))
            for item in CLEARANCE_ITEMS
        )
        field = ChoiceField(tr.say("Checklist"), numbered(options), several=True)
        self.add("items", field, 2)
        self.set_save(tr.say("Cancel"), tr.say("The line is clear"))


class ReasonPanel(LinePanel):
    """Why an operation ends although pieces are left."""

    needed = ("reason",)

    def __init__(self, tr: Translator) -> None:
        note = tr.say("The pieces that are left are not made; the gate of the batch shows it")
        super().__init__(tr.say("Finish short"), note, columns=1)
        reason = TextField(tr.say("Reason"), "", TextLook(check=printable(tr)))
        reason.submitted.connect(lambda: self.triggered.emit("save"))
        self.add("reason", reason)
        self.set_save(tr.say("Cancel"), tr.say("Finish short"))


class LeftoverPanel(LinePanel):
    """What is left of a load goes back to a place, as measured."""

    needed = ("quantity",)

    def missing(self) -> tuple[str, ...]:
        """The quantity; and the place, unless nothing goes back."""
        answers = self.answers()
        goes = answers.get("quantity", "") not in ("", "0")
        return (*super().missing(), *(("place",) if goes and not answers.get("place") else ()))

    def __init__(self, words: LineWords, row: MaterialRow) -> None:
        tr = words.tr
        left = words.quantity(row.left_q6, row.part)
        note = tr.say("{lot}: {left} should be left", lot=row.lot, left=left)
        super().__init__(tr.say("Leftover back to stock"), note)
        label = tr.say("Measured, in {unit}", unit=words.name(row.part.unit))
        quantity = TextField(label, tr.say("0: nothing goes back"), TextLook(mono=True))
        quantity.set_text(plain_q6(row.left_q6))
        quantity.submitted.connect(lambda: self.triggered.emit("save"))
        self.add("quantity", quantity)
        self.place = TextField(tr.say("Place"), tr.say("scan the place"), TextLook(mono=True))
        self.place.input.setReadOnly(True)
        self.add("place", self.place)
        hint = tr.say("needed if less is there than should be")
        self.add("reason", TextField(tr.say("Reason"), hint, TextLook(check=printable(tr))), 2)
        self.set_save(tr.say("Cancel"), tr.say("Put it back"))


class LineSigning(SigningForm):
    """A second person confirms with badge and PIN; nobody signs out."""

    _wished: tuple[Sequence[ActionSpec], Sequence[ActionSpec]] | None = None

    def __init__(self, tr: Translator, title: str, note: str, reason: str) -> None:
        super().__init__(tr, title, note, reason)
        self._secret.input.textChanged.connect(self._judge)

    def set_actions(self, left: Sequence[ActionSpec], right: Sequence[ActionSpec]) -> None:
        """Show the buttons; F10 is grey until somebody is named and has typed the secret."""
        self._wished = (left, right)
        has_all = bool(self.secret())
        super().set_actions(
            left, [replace(each, enabled=each.enabled and has_all) for each in right]
        )

    def _judge(self) -> None:
        if self._wished is not None:
            self.set_actions(*self._wished)

    def answers(self) -> dict[str, str]:
        """A note, where one may be written; the signature itself is no answer."""
        return {"note": self.reason()}

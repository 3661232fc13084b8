"""Forms of the desk of cases: a disposal line by line, a finished rework, a conclusion."""

from collections.abc import Iterable, Mapping
from functools import partial

from qtrace.domain.disposal import Disposal
from qtrace.domain.quantities import QuantityError, grouped_q6, plain_q6
from qtrace.i18n import Translator
from qtrace.i18n.disposal_reasons import DISPOSALS
from qtrace.i18n.words import unit_symbol
from qtrace.services.cases.sheets import AffectedItem, CaseSheet
from qtrace.ui.cases.cases_model import DisposalDraft, affected_items, quantity_of, share_name
from qtrace.ui.cases.cases_texts import item_line, joined
from qtrace.ui.theme.fonts import TextRole
from qtrace.ui.theme.tokens import Ink
from qtrace.ui.widgets.desk_signing import SigningForm, SigningState
from qtrace.ui.widgets.fields import (
    Answer,
    ChoiceField,
    Option,
    TextField,
    TextLook,
    WrappedLabel,
    printable,
)
from qtrace.ui.widgets.forms import DeskForm

ALL = "all"
LOT = "lot"


def choices(item: AffectedItem) -> tuple[Disposal, ...]:
    """Decisions that are possible about an item: only what was bought goes back."""
    return tuple(each for each in Disposal if each is not Disposal.RETURN or item.is_bought)


class DisposalForm(SigningForm):
    """How much of every lot is used, reworked, returned and scrapped, and who signs that."""

    def __init__(self, tr: Translator, sheet: CaseSheet) -> None:
        self._items = affected_items(sheet)
        self._shares: dict[tuple[int, Disposal], TextField] = {}
        self._heads: dict[int, WrappedLabel] = {}
        self._words: dict[str, TextField] = {}
        title = tr.say("Decide about {number}", number=sheet.number)
        note = tr.say(
            "Every quantity gets one decision. Enter in an empty field takes what is left."
        )
        super().__init__(tr, title, note, tr.say("Why"))

    def add_first(self) -> None:
        """All of it by one press, or a quantity for each decision; then what the decision needs."""
        tr = self._tr
        possible = [each for each in Disposal if all(each in choices(i) for i in self._items)]
        options = [Option(each.value, tr.say(DISPOSALS[each])) for each in possible]
        self.whole = ChoiceField(tr.say("All of it"), options, columns=len(options))
        self.whole.edited.connect(self._take_all)
        self.add(ALL, self.whole, 2)
        for item in self._items:
            self._add_item(item)
        plain = TextLook(check=printable(tr))
        self._word("conditions", TextField(tr.say("Conditions of the concession"), "", plain), 2)
        hint = tr.say("of the customer or the authority, if there is one")
        self._word("reference", TextField(tr.say("Approval"), hint, plain))
        hint = tr.say("as 2027-12-31; empty: no end")
        self._word("valid_to", TextField(tr.say("Last day"), hint, TextLook(mono=True)))
        self._word("instruction", TextField(tr.say("How it is reworked"), "", plain), 2)
        self._count()

    def _add_item(self, item: AffectedItem) -> None:
        head = self._heads[item.item_id] = WrappedLabel("", TextRole.STRONG, Ink.TEXT)
        self.add_wide(head)
        for disposal in choices(item):
            words = self._tr.say(DISPOSALS[disposal])
            field = TextField(words, "", TextLook(mono=True))
            field.input.setAccessibleName(joined(words, item.lot))
            field.edited.connect(self._edited)
            field.submitted.connect(partial(self._take_rest, item, disposal))
            self._shares[item.item_id, disposal] = field
            self.add(share_name(item.item_id, disposal), field)

    def _word(self, name: str, field: TextField, span: int = 1) -> None:
        self._words[name] = field
        self.add(name, field, span)

    def draft(self) -> DisposalDraft:
        """What was typed."""
        words = {name: field.text() for name, field in self._words.items()}
        shares = {key: field.text() for key, field in self._shares.items()}
        return DisposalDraft(shares, **words, comment=self.reason(), secret=self.secret())

    def show_signing(self, state: SigningState, words: str) -> None:
        """Name who signs; the decision comes before the reason, so the focus stays with it."""
        before = [field for field in self.fields.values() if field.isAncestorOf(self.focusWidget())]
        super().show_signing(state, words)
        if before and before[0] is not self.fields["signer"]:
            before[0].setFocus()

    def put_typed(self, answers: Mapping[str, Answer]) -> None:
        """Put back what was typed, and show what it needs."""
        super().put_typed(answers)
        self._count()

    def _take_all(self, chosen: tuple[str, ...]) -> None:
        """Every lot gets the one decision, whole."""
        for (item_id, disposal), field in self._shares.items():
            whole = next(each.qty_q6 for each in self._items if each.item_id == item_id)
            field.set_text(plain_q6(whole) if disposal.value in chosen else "")
        self.say_problems({})
        self._count()

    def _edited(self, _text: str) -> None:
        self._count()

    def _take_rest(self, item: AffectedItem, disposal: Disposal) -> None:
        field = self._shares[item.item_id, disposal]
        rest = self._rest(item)
        if not field.text() and rest > 0:
            field.set_text(plain_q6(rest))
            self.say_problems({})
            self._count()
        self.focusNextChild()

    def _decided(self, disposal: Disposal) -> bool:
        fields = (field for (_, each), field in self._shares.items() if each is disposal)
        return any(field.text().strip("0.") for field in fields)

    def _rest(self, item: AffectedItem) -> int:
        """Millionths that nothing is decided about; what cannot be read counts as none."""
        decided = 0
        for disposal in choices(item):
            try:
                decided += quantity_of(self._shares[item.item_id, disposal].text())
            except QuantityError:
                continue
        return item.qty_q6 - decided

    def _count(self) -> None:
        """Say what is left of every lot, and show the fields that the decisions need."""
        tr = self._tr
        for item in self._items:
            rest = self._rest(item)
            unit = unit_symbol(tr, item.unit)
            said = ""
            if rest > 0:
                said = tr.say("{n} {unit} left", n=grouped_q6(rest), unit=unit)
            elif rest < 0:
                said = tr.say("{n} {unit} too many", n=grouped_q6(-rest), unit=unit)
            self._heads[item.item_id].setText(joined(item_line(tr, item), said))
        used, reworked = self._decided(Disposal.USE_AS_IS), self._decided(Disposal.REWORK)
        for name in ("conditions", "reference", "valid_to"):
            self._words[name].setVisible(used)
        self._words["instruction"].setVisible(reworked)


class ConclusionForm(SigningForm):
    """What a deviation came to, and who signs that."""

    def __init__(self, tr: Translator, sheet: CaseSheet) -> None:
        title = tr.say("Close {number}", number=sheet.number)
        note = tr.say("Why it happened, what it means for the product, and what was done. "
                      "A hold that came with it is lifted at the holds desk.")  # fmt: skip
        super().__init__(tr, title, note, tr.say("Conclusion"))


class ReworkForm(DeskForm):
    """Which lot was reworked, and what was done."""

    def __init__(self, tr: Translator, sheet: CaseSheet) -> None:
        note = tr.say("The lot goes back to quarantine and is inspected again by its plan.")
        super().__init__(tr.say("Rework finished"), note)
        self._lots = {str(line.lot_id): line.lot for line in sheet.reworks}
        self.lot = ChoiceField(tr.say("Lot"), _options(self._lots.items()), columns=2)
        if len(self._lots) == 1:
            self.lot.choose(self._lots)
        self.add(LOT, self.lot, 2)
        told = dict.fromkeys(line.instruction for line in sheet.reworks)
        self.add_wide(WrappedLabel(tr.say("Instruction: {text}", text="; ".join(told))))
        self.note = TextField(tr.say("What was done"), "", TextLook(check=printable(tr)))
        self.note.submitted.connect(lambda: self.triggered.emit("save"))
        self.add("note", self.note, 2)
        self.set_save(tr.say("Cancel"), tr.say("Rework finished"))

    def chosen(self) -> int | None:
        """The chosen lot."""
        return next((int(each) for each in self.lot.chosen()), None)


def _options(lots: Iterable[tuple[str, str]]) -> list[Option]:
    return [Option(key, lot) for key, lot in lots]

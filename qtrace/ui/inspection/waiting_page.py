"""Before the grid: the sheet is on its way, the inspection waits, or it cannot be opened."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qtrace.domain.inspection_flow import InspectionState
from qtrace.domain.quantities import grouped_q6
from qtrace.i18n import Translator
from qtrace.i18n.words import containers_text, unit_symbol
from qtrace.services.inspection.rows import InspectionSheet
from qtrace.ui.inspection.inspection_model import InspectionView, Page
from qtrace.ui.inspection.shared_texts import named, refusal_lines
from qtrace.ui.theme.tokens import Status
from qtrace.ui.widgets.base import scaled
from qtrace.ui.widgets.facts import Fact, FactList
from qtrace.ui.widgets.panel import Panel
from qtrace.ui.widgets.verdict import VerdictBand, VerdictSpec


def waiting_band(tr: Translator, view: InspectionView) -> VerdictSpec:
    """Why there is no grid yet."""
    if view.page is Page.MISSING:
        return VerdictSpec(
            Status.NEUTRAL, tr.say("No such inspection"), "", tr.say("Esc goes back to the queue")
        )
    sheet = view.sheet
    if sheet is not None and sheet.state is InspectionState.VOID:
        return VerdictSpec(
            Status.NEUTRAL,
            tr.say("Closed without a verdict"),
            tr.say("This inspection decides nothing about the lot; its readings are kept"),
            tr.say("Esc goes back to the queue"),
        )
    if view.start_refusal is not None:
        text, following = refusal_lines(tr, view.start_refusal)
        title = tr.say("Cannot start")
        return VerdictSpec(Status.BLOCKED, title, f"{text} [{view.start_refusal.code}]", following)
    return VerdictSpec(Status.NEUTRAL, tr.say("Opening"), tr.say("Drawing the sample"))


def waiting_facts(tr: Translator, sheet: InspectionSheet) -> tuple[Fact, ...]:
    """What the inspection is about."""
    lot = sheet.lot
    facts = [
        Fact(tr.say("Lot"), lot.lot),
        Fact(tr.say("Part"), f"{lot.part.code} {tr.name(lot.part.name_en, lot.part.name_zh)}"),
        Fact(
            tr.say("Quantity"),
            f"{grouped_q6(lot.qty_q6)} {unit_symbol(tr, lot.unit)}",
            verdict=containers_text(tr, lot.container_word, lot.containers),
        ),
    ]
    if lot.supplier is not None:
        facts.append(Fact(tr.say("Supplier"), named(tr, lot.supplier)))
    if lot.manufacturer_site is not None:
        facts.append(Fact(tr.say("Site"), named(tr, lot.manufacturer_site)))
    if lot.supplier_lot:
        facts.append(Fact(tr.say("Supplier's lot"), lot.supplier_lot))
    return tuple(facts)


class WaitingPage(QWidget):
    """A band and what the inspection is about."""

    def __init__(self, tr: Translator) -> None:
        super().__init__()
        self._tr = tr
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        self.band = VerdictBand()
        column.addWidget(self.band)
        self._panel = Panel(tr.say("Incoming inspection"), " ")
        self._facts = FactList(tr.say("Incoming inspection"), key_width=140, row=43)
        self._panel.add(self._facts)
        self._panel.body.addStretch(1)
        column.addWidget(self._panel, 1)

    def show_view(self, view: InspectionView) -> None:
        """Show another state."""
        self.band.show_verdict(waiting_band(self._tr, view))
        self._panel.setVisible(view.sheet is not None)
        if view.sheet is not None:
            self._panel.set_note(view.sheet.number)
            self._facts.set_facts(waiting_facts(self._tr, view.sheet))

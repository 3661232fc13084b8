"""The desk of cases, driven by keys and scans: decided by lines, signed, reworked, concluded."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from qtrace.domain.cases import CaseStep
from qtrace.domain.codes.internal import CommandCode, format_command
from qtrace.domain.disposal import Disposal
from qtrace.domain.production.progress import OutputKind
from qtrace.domain.quantities import q6
from qtrace.i18n import Language
from qtrace.models.holds import Concession
from qtrace.services.cases.sheets import case_sheet
from qtrace.services.outcomes import Done
from qtrace.services.production.line_commands import RecordPastOutput
from qtrace.ui.cases.cases_forms import ConclusionForm, DisposalForm, ReworkForm
from qtrace.ui.cases.cases_screen import CasesScreen
from qtrace.ui.holds.desk_screen import HoldsScreen
from qtrace.ui.items.lot_screen import LotScreen
from qtrace.ui.items.lot_view import DetailKind, DetailRef
from qtrace.ui.places import BatchHistoryPlace, CasesPlace, HoldsPlace, LotPlace
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.support.ncrs import open_ncr
from tests.support.plants import PIN
from tests.support.production import make_production, production_plant
from tests.ui.people.station import Look, check_looks, open_station, texts
from tests.ui.production.conftest import badges_of

__all__ = ["open_station"]
MAKERS = {CasesPlace: CasesScreen, HoldsPlace: HoldsScreen, LotPlace: LotScreen}


@pytest.fixture
def plant(sqlite_url):
    made = production_plant(sqlite_url)
    yield made
    made.close()


class Hands:
    """The desk, and the plant behind it with one nonconformance about 1,200 pieces."""

    def __init__(self, plant, bench, case) -> None:
        self.plant, self.bench, self.case = plant, bench, case

    def open(self, make, login="wang", look=None, case=None):
        """A station with somebody signed in, at the desk."""
        self.station = make(self.plant, MAKERS, look)
        self.badges = badges_of(self.plant)
        self.station.scan(self.badges[login])
        self.station.type(PIN + "\r")
        self.station.shell.go(CasesPlace(case or self.case))
        return self

    @property
    def screen(self) -> CasesScreen:
        screen = self.station.screen
        assert isinstance(screen, CasesScreen)
        return screen

    @property
    def form(self):
        return self.screen.form

    def sheet(self, case=None):
        return self.bench.ask(case_sheet, case or self.case)

    def told(self) -> str:
        """What the page of the chosen case says."""
        return " | ".join(fact.spoken() for fact in self.screen.detail_spec().facts)

    def put(self, **answers):
        for name, text in answers.items():
            self.form.fields[name].set_text(text)

    def share(self, disposal, text):
        """Type a quantity, as keys do."""
        item = self.screen.model.sheet.items[0].item_id
        field = self.form.fields[f"{item}:{disposal.value}"]
        field.setFocus()
        QApplication.processEvents()
        self.station.type(text)
        return field


@pytest.fixture
def hands(plant):
    bench = make_production(plant)
    lot = bench.stock("SR-9", "SR-12", 1200)
    return Hands(plant, bench, open_ncr(bench, item=lot))


def test_a_lot_is_divided_into_four_fates_by_one_signature(hands, open_station):
    """Concession with its end, rework with its instruction, the rest scrapped."""
    hands.open(open_station)
    assert "May sign Qian, Rui, Wang | May not sign Lin (opened it)" in hands.told()
    hands.station.press("F10")
    assert isinstance(hands.form, DisposalForm)
    hands.station.press("F10")
    item = hands.sheet().items[0].item_id
    assert set(hands.form.shown_problems()) == {f"{item}:use_as_is", "reason", "secret"}
    hands.put(reason="flash on one side", secret=PIN)
    hands.share(Disposal.USE_AS_IS, "300")
    hands.share(Disposal.REWORK, "400")
    assert "500 pcs left" in texts(hands.screen)
    hands.share(Disposal.SCRAP, "\r")
    assert "left" not in hands.form._heads[item].text()
    hands.station.press("F10")
    assert set(hands.form.shown_problems()) == {"conditions", "instruction"}
    hands.put(
        conditions="for training units only", reference="OK by ACME 4711", valid_to="2026-12-31",
        instruction="deburr by WI-7",
    )  # fmt: skip
    hands.station.press("F10")
    assert hands.screen.model.state.refusal is None
    sheet = hands.sheet()
    assert [(line.disposal, line.qty_q6) for line in sheet.lines] == [
        (Disposal.USE_AS_IS, q6(300)), (Disposal.REWORK, q6(400)), (Disposal.SCRAP, q6(500)),
    ]  # fmt: skip
    with hands.plant.database.read() as session:
        permit = session.scalars(select(Concession)).one()
    assert (permit.conditions, permit.reference, permit.valid_to) == (
        "for training units only", "OK by ACME 4711", date(2026, 12, 31),
    )  # fmt: skip
    assert sheet.step is CaseStep.REWORK


def test_each_f10_leads_to_the_next_field_that_is_missing(hands, open_station):
    """Else what is typed next, a PIN among it, would stand in the field before."""
    hands.open(open_station)
    hands.station.press("F10")
    hands.station.press("F10")
    hands.share(Disposal.USE_AS_IS, "\r")
    fields = hands.form.fields
    assert not any("add up" in said for said in hands.form.shown_problems().values())
    for name, typed in (("conditions", "for training"), ("reason", "flash"), ("secret", PIN)):
        hands.station.press("F10")
        assert hands.form.focusWidget() is fields[name].input
        hands.station.type(typed)
    hands.station.press("F10")
    assert hands.sheet().lines, "signed"


def test_all_of_it_takes_one_press_and_a_rework_is_finished_here(hands, open_station):
    hands.open(open_station)
    hands.station.press("F10")
    hands.form.whole.tiles[Disposal.REWORK.value].click()
    hands.put(instruction="deburr by WI-7", reason="flash", secret=PIN)
    hands.station.press("F10")
    assert hands.sheet().step is CaseStep.REWORK
    hands.station.press("F10")
    assert isinstance(hands.form, ReworkForm)
    assert "deburr by WI-7" in texts(hands.screen)
    hands.station.press("F10")
    assert set(hands.form.shown_problems()) == {"note"}
    hands.put(note="all deburred")
    hands.station.press("F10")
    assert hands.sheet().step is CaseStep.NOTHING
    assert hands.screen.model.state.form is None
    hands.station.press("F10")
    assert hands.screen.model.state.form is None, "nothing is left to decide"


def test_who_is_barred_is_told_before_and_another_badge_signs(hands, open_station):
    """The person who is signed in opened it: a second one shows the badge, nobody signs out."""
    hands.open(open_station, login="lin")
    assert "May not sign Lin (opened it)" in hands.told()
    hands.station.press("F10")
    assert hands.screen.model.state.form == "dispose"
    assert hands.screen.model.signing.signer is None
    hands.station.scan(hands.badges["lin"])
    assert hands.screen.model.state.refusal.code == "DISPOSAL_SECOND_PERSON"
    hands.station.scan(hands.badges["mei"])
    assert hands.screen.model.state.refusal.code == "NOT_ALLOWED"
    hands.station.scan(hands.badges["rui"])
    assert hands.screen.model.signing.signer is not None
    hands.form.whole.tiles[Disposal.SCRAP.value].click()
    hands.put(reason="wet", secret=PIN)
    hands.station.press("F10")
    assert hands.sheet().decision.words == "wet"
    assert hands.station.bench.person.person.login == "lin"


def test_a_refusal_says_what_keeps_the_lot_and_loses_nothing(hands, open_station):
    hands.open(open_station)
    hands.station.press("F10")
    hands.form.whole.tiles[Disposal.USE_AS_IS.value].click()
    hands.put(conditions="none", reason="colour only", secret=PIN, valid_to="2020-01-01")
    hands.station.press("F10")
    assert hands.screen.model.state.refusal.code == "CONCESSION_DAY_PAST"
    assert hands.form.draft().conditions == "none"
    check_looks(hands.station)
    hands.station.press("Esc")
    hands.station.press("F10")
    assert hands.form.draft().comment == "colour only"


def happened(hands):
    """A piece that nobody scanned material for; the deviation."""
    bench = hands.bench
    assert isinstance(bench.ordered(4), Done)
    bench.cleared()
    assert isinstance(bench.start(), Done)
    case = bench.new()
    command = RecordPastOutput(
        **bench.head(), output_id=bench.new(), run_id=bench.run, kind=OutputKind.GOOD,
        deviation_id=case, hold_id=bench.new(), reason="head was not scanned",
        unit_ids=(bench.new(),), serials=("26C0001",),
    )  # fmt: skip
    assert isinstance(bench.send(command, "mei"), Done)
    return case


def test_a_deviation_is_concluded_and_the_ways_lead_on(hands, open_station):
    case = happened(hands)
    hands.open(open_station, case=case)
    assert "What head was not scanned" in hands.told()
    assert hands.screen.in_sight() == hands.bench.lot
    hands.station.press("F7")
    assert isinstance(hands.station.opened[-1], HoldsPlace)
    hands.station.shell.go(CasesPlace(case))
    hands.station.press("1")
    assert hands.station.opened[-1] == BatchHistoryPlace(hands.bench.lot)
    hands.station.shell.go(CasesPlace(case))
    hands.station.press("F10")
    assert isinstance(hands.form, ConclusionForm)
    hands.put(reason="measured, in order", secret=PIN)
    hands.station.press("F10")
    assert hands.sheet(case).decision.words == "measured, in order"
    assert hands.screen.model.case.step is CaseStep.NOTHING
    hands.station.shell.go(CasesPlace(hands.case))
    hands.station.press("1")
    assert isinstance(hands.station.opened[-1], LotPlace)


def test_the_holds_desk_leads_to_the_case_that_a_hold_waits_for(hands, open_station):
    case = happened(hands)
    (hold,) = hands.sheet(case).holds
    hands.open(open_station)
    hands.station.shell.go(HoldsPlace(hold.hold_id))
    hands.station.press("N")
    assert hands.station.opened[-1] == CasesPlace(number=hands.sheet(case).number)
    assert hands.screen.model.case.case_id == case
    hands.station.shell.go(CasesPlace(number="NCR-99-0001"))
    assert hands.screen.model.case is not None, "an unknown number shows the list"


def test_the_lot_page_leads_to_its_case(hands, open_station):
    hands.open(open_station)
    lot = hands.sheet().items[0].item_id
    hands.station.shell.go(LotPlace(lot))
    screen = hands.station.screen
    screen.model.open_detail(DetailRef(DetailKind.CASE, hands.case))
    hands.station.press("Enter")
    assert hands.station.opened[-1] == CasesPlace(hands.case)


def test_the_scanner_alone_walks_begins_and_leaves(hands, open_station):
    second = open_ncr(hands.bench, writer=12, item=hands.bench.stock("SR-8", "SR-12", 1200))
    hands.open(open_station)
    for command in (CommandCode.NEXT, CommandCode.BACK, CommandCode.NEXT):
        hands.station.scan(format_command(command))
    assert hands.screen.model.state.chosen == second
    hands.station.scan(format_command(CommandCode.ENTER))
    assert isinstance(hands.form, DisposalForm)
    hands.station.scan(format_command(CommandCode.CANCEL))
    assert hands.form is None
    hands.station.press("F3")
    hands.station.press("F7")
    assert isinstance(hands.station.opened[-1], CasesPlace), "no inspection and no hold: no way"
    hands.station.press("F5")
    hands.station.press("F10")
    hands.share(Disposal.USE_AS_IS, "a")
    hands.share(Disposal.SCRAP, "1300")
    assert "100 pcs too many" in texts(hands.screen)
    hands.station.press("F10")
    item = hands.sheet(second).items[0].item_id
    assert hands.form.shown_problems()[f"{item}:use_as_is"]


@pytest.mark.parametrize(
    "look",
    [
        Look(Language.EN, LIGHT, TOUCH),
        Look(Language.ZH_CN, DARK, TOUCH),
        Look(Language.EN, DARK, DESK),
    ],
)
def test_nothing_is_cut_off(hands, open_station, look):
    hands.open(open_station, look=look)
    check_looks(hands.station)
    hands.station.press("F10")
    check_looks(hands.station)
    hands.form.whole.tiles[Disposal.REWORK.value].click()
    check_looks(hands.station)

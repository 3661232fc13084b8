"""Every kind of sampling decides real lots: double, variables, limiting quality, success run."""

import pytest

from qtrace.domain.inspection import CharClass
from qtrace.domain.inspection_tally import HintCode, InspectionOutcome
from qtrace.domain.people import QualitySwitch
from qtrace.domain.plans import ClassDraft, FirstLot
from qtrace.domain.sampling.plans import SampleType
from qtrace.domain.sampling.severity_reason import Cause, SwitchState
from qtrace.domain.sampling.tables import Severity
from qtrace.i18n import Language, load_translator
from qtrace.i18n.sampling_reasons import explain_severity
from qtrace.services.catalogue.commands import AddPartRevision
from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.catalogue.plans import plan_revision
from qtrace.services.inspection.queries import history_of
from qtrace.services.outcomes import Done, Refusal
from qtrace.services.people.commands import SetQualitySwitch
from tests.support.drafts import approval
from tests.support.inspections import MAJOR, looked_at, make_bench, measured

EN = load_translator(Language.EN)
DOUBLE = ClassDraft(MAJOR, SampleType.DOUBLE, "z14", "II", "1.0")
BY_VALUES = ClassDraft(
    MAJOR, SampleType.VARIABLES, "z19", "S-3", "1.0", sigma="unknown", method="M"
)
LIMITING = ClassDraft(MAJOR, SampleType.LIMITING, lq="20", ac=0)
SUCCESS = ClassDraft(MAJOR, SampleType.SUCCESS_RUN, confidence="0.90", reliability="0.70", ac=0)


@pytest.fixture
def bench(plant):
    return make_bench(plant)


def normal_plan(bench, draft, *rows, **over):
    bench.plan([draft], rows or [looked_at(1, MAJOR)], **over)
    bench.known_source()


def verify(bench, switch):
    person = bench.people["wang"]
    bench.plant.done(
        SetQualitySwitch(**bench.head(), switch=switch, is_on=True, reason="compared"),
        by=person,
        claim=bench.plant.claim(person),
    )


def test_a_plan_keeps_what_its_kind_needs(bench):
    for draft in (DOUBLE, BY_VALUES, LIMITING, SUCCESS):
        ids = {"plan_id": bench.ids.next_id(), "plan_code": f"P-{draft.sampling}"}
        revision = bench.plan([draft], [measured(1)], **ids)
        sheet = bench.plant.bench.ask(plan_revision, revision)
        assert sheet.classes == (draft if draft.ac is not None else sheet.classes[0],)
        assert sheet.classes[0].sampling is draft.sampling


def test_the_second_sample_appears_only_between_ac_and_re(bench):
    normal_plan(bench, DOUBLE)
    _, inspection = bench.started(1200)
    sheet = bench.sheet(inspection)
    own, row = sheet.classes[0], sheet.characteristics[0]
    assert (own.plan.n_to_inspect, own.second.n, row.n) == (50, 50, 50)
    assert max(piece for box in sheet.containers for piece in box.pieces) == 50
    late = bench.defect(inspection, row.characteristic_id, 51)
    assert late.code == "NO_SUCH_CELL"
    bench.fill(inspection, bad=[7])
    grown = bench.sheet(inspection)
    assert (grown.characteristics[0].n, grown.verdict.missing) == (100, 50)
    assert grown.verdict.hint.code is HintCode.SECOND_SAMPLE
    assert max(piece for box in grown.containers for piece in box.pieces) == 100
    assert bench.sign(inspection).code == "READINGS_MISSING"
    assert isinstance(bench.all_ok(inspection, row.characteristic_id, piece_from=51), Done)
    done = bench.sign(inspection)
    assert isinstance(done, Done), done
    assert bench.sheet(inspection).outcome.verdict is InspectionOutcome.ACCEPT


def test_a_correction_of_the_first_sample_takes_the_second_back(bench):
    normal_plan(bench, DOUBLE)
    _, inspection = bench.started(1200)
    bench.fill(inspection, bad=[7])
    sheet = bench.sheet(inspection)
    cell = sheet.cells[0]
    from qtrace.services.inspection.commands import TakeBackReading

    bench.plant.done(
        TakeBackReading(
            **bench.head(), inspection_id=inspection, void_id=bench.ids.next_id(),
            reading_id=cell.reading_id,
        ),
        by=bench.people["lin"],
    )  # fmt: skip
    after = bench.sheet(inspection)
    assert (after.verdict.missing, after.verdict.certain) == (0, InspectionOutcome.ACCEPT)


@pytest.mark.parametrize("bad", [(1, 2, 3), (1, 2, 51, 52)])
def test_a_double_plan_rejects_by_the_first_or_by_both(bench, bad):
    normal_plan(bench, DOUBLE)
    _, inspection = bench.started(1200)
    bench.fill(inspection, bad=[piece for piece in bad if piece <= 50])
    row = bench.sheet(inspection).characteristics[0]
    for piece in (piece for piece in bad if piece > 50):
        assert isinstance(bench.defect(inspection, row.characteristic_id, piece), Done)
    done = bench.sign(inspection)
    assert isinstance(done, Done), done
    assert done.facts["verdict"] == "reject"


def test_a_series_of_double_plans_switches_by_what_the_lots_came_to(bench):
    """Two rejected of five tighten; the double plans of tightened are smaller in Ac."""
    normal_plan(bench, DOUBLE)
    for _ in range(2):
        _, inspection = bench.started(1200)
        bench.fill(inspection, bad=[1, 2, 3])
        assert isinstance(bench.sign(inspection), Done)
        bench.pass_time(hours=1)
    series = bench.plant.bench.ask(history_of, bench.part, bench.site, MAJOR, bench.supplier)
    assert series.state is SwitchState.TIGHTENED
    _, inspection = bench.started(1200)
    assert bench.sheet(inspection).classes[0].severity is Severity.TIGHTENED


def test_values_decide_nothing_until_quality_has_verified_the_table(bench):
    normal_plan(bench, BY_VALUES, measured(1))
    _, inspection = bench.started(200)
    bench.fill(inspection)
    refused = bench.sign(inspection)
    assert isinstance(refused, Refusal)
    assert refused.code == "UNVERIFIED_TABLE"
    verify(bench, QualitySwitch.Z19_VERIFIED)
    sheet = bench.sheet(inspection)
    own = sheet.classes[0]
    assert (own.edition, own.variables.plan.n) == ("ANSI/ASQ Z1.9", sheet.characteristics[0].n)
    assert own.tally.judgements[0].accepted is True
    done = bench.sign(inspection)
    assert isinstance(done, Done), done
    assert done.facts["verdict"] == "accept"


def test_values_within_limits_may_still_reject_the_lot(bench):
    """All pieces conform, and the estimate says that too many of the others do not."""
    verify(bench, QualitySwitch.Z19_VERIFIED)
    normal_plan(bench, BY_VALUES, measured(1))
    _, inspection = bench.started(200)
    row = bench.sheet(inspection).characteristics[0]
    for piece in range(1, row.n + 1):
        value = "12.09" if piece % 2 else "11.91"
        assert isinstance(bench.read(inspection, row.characteristic_id, piece, value), Done)
    sheet = bench.sheet(inspection)
    assert sheet.verdict.classes[0].d == 0
    done = bench.sign(inspection)
    assert done.facts["verdict"] == "reject"


@pytest.mark.parametrize(("draft", "n"), [(LIMITING, 10), (SUCCESS, 7)])
def test_computed_plans_decide_isolated_lots(bench, draft, n):
    bench.plan([draft], [looked_at(1, MAJOR)])
    _, inspection = bench.started(100)
    sheet = bench.sheet(inspection)
    assert sheet.classes[0].plan.n == n
    assert sheet.classes[0].terms
    bench.fill(inspection, bad=[2])
    assert bench.sign(inspection).facts["verdict"] == "reject"


def test_nothing_without_a_class_of_its_own_is_read(bench):
    normal_plan(bench, DOUBLE, looked_at(1, MAJOR))
    _, inspection = bench.started(1200)
    assert bench.all_ok(inspection, 12345).code == "NO_SUCH_CELL"
    assert CharClass.MAJOR is MAJOR


def new_revision(bench):
    """Revision D of the part is effective and delivered from now on."""
    revision = bench.ids.next_id()
    bench.plant.done(
        AddPartRevision(
            **bench.head(), revision_id=revision, part_id=bench.part, revision="D", drawing="D-2"
        ),
        by=bench.people["wang"],
    )
    bench.plant.done(
        approval(bench.plant, DraftKind.PART, revision),
        by=bench.people["qian"],
        claim=bench.plant.claim(bench.people["qian"]),
    )
    bench.revision, bench.revision_code = revision, "D"


def decide(bench, pieces=1200):
    _, inspection = bench.started(pieces)
    sheet = bench.sheet(inspection)
    bench.fill(inspection)
    assert isinstance(bench.sign(inspection), Done)
    bench.pass_time(hours=1)
    return sheet.classes[0]


SINGLE = ClassDraft(MAJOR, SampleType.SINGLE, "iso2859", "II", "1.0")


def test_the_first_lot_of_a_new_revision_is_tightened_by_itself(bench):
    normal_plan(bench, SINGLE)
    assert decide(bench).severity is Severity.NORMAL
    new_revision(bench)
    first = decide(bench)
    assert (first.severity, first.reason.code) == (Severity.TIGHTENED, Cause.NEW_REVISION)
    second = decide(bench)
    assert second.reason.outlook_facts["more"] == "4"
    assert second.reason.code is Cause.NEW_REVISION


def test_a_plan_may_ask_for_every_piece_of_a_first_lot(bench):
    normal_plan(bench, SINGLE, first_lot=FirstLot.ALL)
    assert decide(bench, 60).plan.inspect_all is False
    new_revision(bench)
    first = decide(bench, 60)
    assert (first.sampling, first.plan.n, first.plan.ac) == (SampleType.ALL, 60, 0)
    assert explain_severity(EN, first.reason) == (
        "Every piece is inspected: first lot of a new revision"
    )
    later = decide(bench, 60)
    assert (later.sampling, later.severity) == (SampleType.SINGLE, Severity.TIGHTENED)


def test_kinds_without_severity_are_inspected_whole_too(bench):
    bench.plan([ClassDraft(MAJOR, SampleType.FIXED, fixed_n=5, ac=0)], [looked_at(1, MAJOR)],
               first_lot=FirstLot.ALL)  # fmt: skip
    assert decide(bench, 60).plan.n == 5
    bench.set_source(lots=2)
    first = decide(bench, 60)
    assert (first.plan.n, first.reason.code) == (60, Cause.NEW_SOURCE)

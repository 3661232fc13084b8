"""Every screen of the station, and how to get there, for tests that visit all of them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from qtrace.domain.inspection_flow import InspectionState
from qtrace.services.inspection.queries import inspections
from qtrace.ui.places import InspectionPlace, LotPlace
from tools.shots_stage import Stage


def _inspection(stage: Stage, supplier_lot: str) -> None:
    stage.go(InspectionPlace(stage.inspection_of(stage.lot_of(supplier_lot)[0])))


def _lot(stage: Stage, supplier_lot: str) -> None:
    stage.go(LotPlace(stage.lot_of(supplier_lot)[0]))


def _pressed(stage: Stage, key: str) -> None:
    stage.driver.press(key)


def _labels_of_tray(stage: Stage) -> None:
    stage.queue()
    stage.driver.scan(stage.lot_of("JYD32")[1])


def _line(stage: Stage) -> None:
    """The line on which an operation runs."""
    stage.nav("line")
    stage.driver.scan(f"WO-{stage.today:%y}-1203")


def _decided(stage: Stage) -> None:
    """The lot that was accepted last."""
    rows = stage.plant.workbench.ask(inspections, (InspectionState.ACCEPTED,))
    last = max(rows, key=lambda row: row.inspection_id)
    stage.go(InspectionPlace(last.inspection_id))


WALK: Mapping[str, tuple[str, tuple[Callable[[Stage], None], ...]]] = MappingProxyType(
    {
        "sign-in": ("", ()),
        "pin": ("", (lambda s: s.badge("lin"),)),
        "name": ("", (lambda s: _pressed(s, "F2"),)),
        "queue": ("lin", ()),
        "queue-code": ("lin", (lambda s: _pressed(s, "F2"),)),
        "receive": ("lin", (lambda s: s.deliver("HM-20455"),)),
        "receive-goods": ("lin", (lambda s: s.deliver("HM-20455"), lambda s: _pressed(s, "F2"))),
        "receive-paper": ("lin", (lambda s: s.deliver("HM-20455"), lambda s: _pressed(s, "F3"))),
        "labels": ("chen", (_labels_of_tray,)),
        "attributes": ("lin", (lambda s: _inspection(s, "LS3G46"),)),
        "readings": (
            "lin",
            (lambda s: _inspection(s, "JPC25"), lambda s: s.driver.type("3.9")),
        ),
        "nonconformance": (
            "lin",
            (lambda s: _inspection(s, "LS3G46"), lambda s: _pressed(s, "F8")),
        ),
        "inspection-code": (
            "lin",
            (lambda s: _inspection(s, "LS3G46"), lambda s: _pressed(s, "F2")),
        ),
        "decide": ("huang", (lambda s: _inspection(s, "RC4M90"), lambda s: s.badge("zhou"))),
        "decided": ("lin", (_decided,)),
        "split": ("zhou", (lambda s: _inspection(s, "RC4M90"), lambda s: _pressed(s, "F7"))),
        "lot": ("lin", (lambda s: _lot(s, "HV031"),)),
        "lot-hold": ("lin", (lambda s: _lot(s, "HV031"), lambda s: _pressed(s, "F8"))),
        "lot-find": ("lin", (lambda s: _lot(s, "HV031"), lambda s: _pressed(s, "F2"))),
        "hold": ("liu", (lambda s: _pressed(s, "F8"),)),
        "holds": ("liu", (lambda s: s.nav("holds"),)),
        "gauges": ("wu", (lambda s: s.nav("gauges"),)),
        "gauge-form": ("wu", (lambda s: s.nav("gauges"), lambda s: _pressed(s, "F2"))),
        "print-jobs": ("lin", (lambda s: s.nav("labels"),)),
        "approvals": ("qian", (lambda s: s.nav("approvals"),)),
        "approval-form": ("qian", (lambda s: s.nav("approvals"), lambda s: _pressed(s, "F10"))),
        "switches": ("qian", (lambda s: s.nav("switches"),)),
        "line": ("zhao", (_line,)),
        "line-menu": ("zhao", (_line, lambda s: _pressed(s, "F7"))),
        "batches": ("sun", (lambda s: s.nav("batches"),)),
        "charts": ("zhou", (lambda s: s.nav("charts"),)),
        "people": ("he", (lambda s: s.nav("people"),)),
        "person-form": ("he", (lambda s: s.nav("people"), lambda s: _pressed(s, "F2"))),
        "stations": ("he", (lambda s: s.nav("stations"),)),
        "station-form": ("he", (lambda s: s.nav("stations"), lambda s: _pressed(s, "F2"))),
    }
)
"""Who goes there, and the steps after sign-in."""


def visit(stage: Stage, place: str) -> None:
    """Go to a place of `WALK`; the station stands at sign-in, or at work of the same person."""
    login, steps = WALK[place]
    person = stage.bench.person
    if (person.person.login if person is not None else "") != login:
        if person is not None:
            stage.driver.press("Ctrl+L")
        if login:
            stage.sign_in(login)
    if login:
        stage.queue()
    for step in steps:
        step(stage)

"""Two stations decide one lot: the first commit wins, the second learns by whom and when."""

from PySide6.QtWidgets import QLabel

from qtrace.app.bootstrap import open_plant
from qtrace.app.demo.people import BY_LOGIN
from qtrace.domain.people import SecretKind
from qtrace.services.inspection.commands import ReviewInspection
from qtrace.services.inspection.queries import inspection_sheet
from qtrace.services.outcomes import Done
from qtrace.services.people.accounts import people
from qtrace.services.secrets import SignatureClaim
from qtrace.ui.inspection.inspection_model import Page
from tests.support.station import inspection_model


def _review_elsewhere(stage, inspection_id: int) -> None:
    """Zhou Lan signs at IQC-1 while the lot stands open at this station."""
    other = open_plant(str(stage.address), "IQC-1")
    try:
        bench = other.workbench
        zhou = next(row for row in bench.ask(people) if row.login == "zhou")
        command = ReviewInspection(
            uid=bench.ids.next_uid(),
            client_at=bench.clock.now(),
            inspection_id=inspection_id,
            seen_sha256=bench.ask(inspection_sheet, inspection_id).seen_sha256,
        )
        claim = SignatureClaim(zhou.person_id, BY_LOGIN["zhou"].pin, SecretKind.PIN, "badge")
        assert isinstance(bench.send(command, by=zhou.person_id, claim=claim), Done)
    finally:
        other.close()


def test_the_second_station_learns_who_was_first(stage):
    stage.sign_in("huang")
    lot_id, lot = stage.lot_of("RC4M90")
    stage.driver.scan(lot)
    model = inspection_model(stage)
    assert model.page is Page.DECIDE
    stage.badge("zhou")
    stage.driver.type(BY_LOGIN["zhou"].pin)
    _review_elsewhere(stage, stage.inspection_of(lot_id))
    stage.driver.type("\r")
    stage.driver.until(lambda: model.page is Page.DECIDED, "the decision of the other station")
    sheet = stage.sheet_of(lot_id)
    assert sheet.state.value == "accepted"
    assert len(sheet.signatures) == 2, "nothing was signed twice"
    shown = " ".join(label.text() for label in stage.shell.findChildren(QLabel))
    names = shown
    assert "Zhou Lan" in names

"""At the line: labels printed and read back, what has happened already, quality's exceptions."""

import json
from datetime import timedelta
from io import BytesIO

from PIL import Image
from PySide6.QtWidgets import QFileDialog
from sqlalchemy import select

from qtrace.domain.quantities import q6
from qtrace.i18n import Language
from qtrace.models.cases import Case
from qtrace.models.production_runs import CheckResult, LineClearance, UrgentRelease
from qtrace.scanning.fake import ReplayPhotographer
from qtrace.services.catalogue.draft_rows import DraftKind
from qtrace.services.documents.issued import waiting_jobs
from qtrace.services.labels.unit_label_texts import unit_label_texts
from qtrace.services.production.commands import AddLabelVersion
from qtrace.ui.production.line_state import LineForm, LineSaid
from qtrace.ui.theme.tokens import Status
from tests.support.drafts import approval
from tests.support.plants import PIN
from tests.support.production import UNIT_GTIN
from tests.ui.people.station import Look, check_looks, texts


def menu(hands, entry: str) -> None:
    """F7 and an entry."""
    hands.menu(entry)


def settle(hands) -> None:
    from PySide6.QtWidgets import QApplication

    QApplication.processEvents()


def fill(hands, **answers: str) -> None:
    for name, text in answers.items():
        hands.screen.panel.fields[name].set_text(text)


def sign(hands, login: str = "qian") -> None:
    """A second person signs in the open panel."""
    hands.station.scan(hands.badges[login])
    secret = hands.screen.panel.fields["secret"]
    secret.set_text("")
    secret.setFocus()
    hands.station.type(PIN)
    hands.station.press("F10")


def codes(hands) -> list[str]:
    """UDI codes of the newest print job."""
    job = hands.bench.ask(waiting_jobs)[0]
    return [json.loads(text)["code"] for text in hands.bench.ask(unit_label_texts, job.job_id)]


def make(hands, pieces: int) -> None:
    """New units whose numbers the plant gives."""
    hands.open(LineForm.PIECES)
    fill(hands, pieces=str(pieces))
    hands.station.press("F10")


def rows(hands, model):
    with hands.bench.plant.database.read() as session:
        return session.scalars(select(model)).all()


def test_numbered_units_get_labels_that_a_scan_closes_and_copies_have_a_reason(running):
    make(running, 1)
    assert running.state.said.code is LineSaid.LABELS_SENT
    assert running.state.made == (1, 1)
    (code,) = codes(running)
    running.station.scan(f"]d2{code}")
    assert running.state.said.code is LineSaid.LABEL_RIGHT
    menu(running, "labels")
    check_looks(running.station)
    running.station.press("F10")
    assert running.state.refusal.code == "REPRINT_REASON_MISSING"
    fill(running, first="x", reason="torn")
    running.station.press("F10")
    assert "first" in running.state.problems
    fill(running, first="1")
    running.station.press("F10")
    assert running.state.said.code is LineSaid.LABELS_SENT
    assert [job.copy_no for job in running.bench.ask(waiting_jobs)] == [1, 0]


def test_scrap_gets_numbers_and_no_labels(running):
    running.open(LineForm.PIECES)
    running.screen.panel.choose("kind", "scrap")
    fill(running, pieces="1", reason="cracked")
    running.station.press("F10")
    assert running.state.said.code is LineSaid.PIECES_OUT
    assert running.bench.ask(waiting_jobs) == ()


def test_an_old_label_version_is_refused_and_quality_takes_the_new_one(running):
    make(running, 1)
    (code,) = codes(running)
    bench, label = running.bench, running.bench.new()
    bench.done(
        AddLabelVersion(
            **bench.head(), label_version_id=label, part_id=bench.parts["IP-200"],
            label_version="L-IP200/4", udi_di=UNIT_GTIN,
        )
    )  # fmt: skip
    bench.done(approval(bench.plant, DraftKind.LABEL, label), "qian", signed=True)
    running.station.scan(f"]d2{code}")
    assert running.band.status is Status.BLOCKED
    assert "L-IP200/4" in running.band.reason
    assert "F7" in running.band.next_step
    menu(running, "take_label")
    check_looks(running.station)
    fill(running, reason="warning text changed")
    sign(running)
    assert running.state.said.code is LineSaid.LABEL_TAKEN
    running.station.scan(f"]d2{code}")
    assert running.state.refusal.code == "UNIT_LABEL_OLD"
    menu(running, "labels")
    running.station.press("F10")
    (new,) = codes(running)
    running.station.scan(f"]d2{new}")
    assert running.state.said.code is LineSaid.LABEL_RIGHT


def test_a_refused_material_that_is_in_already_is_kept_with_a_deviation(running):
    running.bench.stock("7F40-09", "SR-12", 50, state="quarantine", place="Q-01")
    running.station.scan("7F40-09")
    assert running.state.refusal.code == "MATERIAL_NOT_RELEASED"
    menu(running, "past")
    check_looks(running.station)
    running.station.press("F10")
    assert set(running.state.problems) == {"sure", "quantity", "reason"}
    running.station.press("1")
    fill(running, quantity="x", reason="poured in already")
    running.station.press("F10")
    assert set(running.state.problems) == {"quantity"}
    fill(running, quantity="4")
    running.station.press("F10")
    assert running.state.said.code is LineSaid.PAST_KEPT
    assert running.state.said.facts["case"] in running.band.reason
    assert {case.kind for case in rows(running, Case)} == {"deviation", "hold"}
    running.station.press("F7")
    settle(running)
    running.station.press("9")
    assert not running.screen.panel.fields["entry"].tiles["past"].isEnabled(), "it is recorded"


def test_pieces_that_exist_although_the_line_stands_are_kept_too(running):
    running.screen.model.open(LineForm.STOP)
    running.screen.panel.choose("type", "quality")
    running.station.press("F10")
    running.unit("26C0007")
    assert running.state.refusal.code == "LINE_STOPPED"
    menu(running, "past")
    running.station.press("2")
    assert running.state.form is None, "it was only tried: nothing is recorded"
    menu(running, "past")
    running.station.press("1")
    fill(running, reason="it was on the belt")
    running.station.press("F10")
    assert running.state.said.code is LineSaid.PAST_KEPT
    assert running.state.station.progress.done == 1
    case, hold = running.state.said.facts["case"], running.state.said.facts["hold"]
    running.bench.plant.clock.advance(timedelta(minutes=1))
    menu(running, "handover")
    shown = texts(running.screen.panel)
    assert "Quality" in shown, "why the line stood"
    assert case in shown
    assert hold in shown


def test_quality_releases_urgently_without_anybody_signing_out(running):
    running.bench.stock("PH-9", "PH-20", 50, state="quarantine", bags=2, place="Q-01")
    running.station.scan("PH-9/01")
    menu(running, "urgent")
    check_looks(running.station)
    running.station.scan(running.badges["qian"])
    running.station.press("F10")
    assert {"quantity", "reason", "secret"} <= set(running.state.problems)
    running.station.scan(running.badges["mei"])
    assert running.state.refusal.code == "SAME_PERSON"
    assert rows(running, UrgentRelease) == [], "who asks does not sign"
    fill(running, quantity="25", reason="patient waits", deadline="tomorrow")
    sign(running)
    assert set(running.state.problems) == {"deadline"}
    fill(running, deadline="2030-01-31")
    sign(running)
    assert running.state.refusal is None
    assert running.state.said.code is LineSaid.URGENT_GIVEN
    (given,) = rows(running, UrgentRelease)
    assert (given.qty_q6, given.item_id) == (q6(25), running.bench.lots["PH-9"])
    assert running.station.bench.person.person.login == "mei"


def picture() -> bytes:
    target = BytesIO()
    Image.new("RGB", (64, 48), "#2a6").save(target, "JPEG")
    return target.getvalue()


def test_f4_takes_a_photo_for_clearance_and_check(at_line):
    hands = at_line(cleared=False)
    asked = []
    hands.screen.station_asked.connect(asked.append)
    hands.open(LineForm.CLEAR)
    hands.station.press("F4")
    assert asked == ["camera"], "it is opened where it shows nothing"
    camera = hands.station.bench.photographer = ReplayPhotographer(None)
    hands.station.press("F4")
    assert hands.state.refusal.code == "PHOTO_NO_PICTURE"
    camera.photo_file = b"no photo"
    hands.station.press("F4")
    assert hands.state.photo is None
    camera.photo_file = picture()
    hands.station.press("F4")
    assert hands.state.photo.name.startswith("camera-")
    assert hands.state.photo.name in hands.screen.panel.photo.text()
    check_looks(hands.station)
    for digit in range(1, 7):
        hands.screen.act(f"digit:{digit}")
    hands.station.press("F10")
    assert hands.state.said.code is LineSaid.CLEARED
    (row,) = rows(hands, LineClearance)
    assert row.evidence_id is not None


def test_without_a_camera_the_photo_comes_from_a_file(at_line, tmp_path):
    hands = at_line(cleared=False)
    hands.station.press("F10")
    assert hands.band.next_step == "Clear the line: F7, 7"
    hands.open(LineForm.CLEAR)
    for digit in range(1, 7):
        hands.screen.act(f"digit:{digit}")
    hands.station.press("F10")
    assert "F7" in hands.band.next_step, "it says where a photo comes from"
    hands.station.press("F7")
    hands.station.press("Esc")
    assert hands.state.form == LineForm.CLEAR, "Esc takes away what stands in front"
    assert not dialogs(hands)
    hands.station.press("F7")
    (dialog,) = dialogs(hands)
    assert not dialog.isModal()
    bad, good = tmp_path / "note.jpg", tmp_path / "line.jpg"
    bad.write_bytes(b"no photo")
    good.write_bytes(picture())
    dialog.fileSelected.emit(str(bad))
    assert hands.state.refusal.code == "PHOTO_NOT_AN_IMAGE"
    dialog.fileSelected.emit(str(good))
    assert "line.jpg" in hands.screen.panel.photo.text()
    hands.station.press("F10")
    assert hands.band.next_step.endswith("F7, 8")
    assert not dialogs(hands), "the panel that asked for a file is gone"
    (row,) = rows(hands, LineClearance)
    assert row.evidence_id is not None


def dialogs(hands) -> list[QFileDialog]:
    """Open dialogs for files."""
    found = hands.screen.window().findChildren(QFileDialog)
    return [dialog for dialog in found if dialog.isVisible()]


def test_a_check_keeps_its_photo_and_the_next_one_begins_without(running):
    running.station.bench.photographer = ReplayPhotographer(picture())
    running.open(LineForm.CHECK.about(running.check_row("parameter").definition_id))
    running.station.press("F4")
    fill(running, value="0.85")
    running.station.press("F10")
    (result,) = rows(running, CheckResult)
    assert result.evidence_id is not None
    running.open(LineForm.CHECK.about(running.check_row("patrol").definition_id))
    assert running.state.photo is None


def test_shift_times_of_the_line_and_the_page_that_follows_them(at_line):
    hands = at_line(login="sun")
    hands.screen.model.choose(hands.bench.line_id)
    settle(hands)
    menu(hands, "shifts")
    check_looks(hands.station)
    fill(hands, starts="8 Uhr")
    hands.station.press("F10")
    assert hands.state.refusal.code == "SHIFT_TIME_INVALID"
    fill(hands, starts="20:00 08:00")
    hands.station.press("F10")
    assert hands.state.said.code is LineSaid.SHIFTS_KEPT
    assert hands.state.station.shift_starts == "08:00 20:00"
    hands.screen.model.open_handover()
    settle(hands)
    page = hands.state.handover
    begun = page.since.astimezone(hands.station.bench.zone)
    assert f"{begun:%H:%M}" in ("08:00", "20:00")
    assert page.until - page.since < timedelta(hours=13)


def test_the_panels_keep_the_rules_in_chinese_too(at_line):
    hands = at_line(look=Look(Language.ZH_CN))
    hands.station.press("F10")
    for form in (LineForm.LABELS, LineForm.SHIFTS, LineForm.TAKE_LABEL, LineForm.PIECES):
        hands.open(form)
        check_looks(hands.station)


def test_every_entry_of_the_menu_has_a_digit_and_the_last_one_turns_the_page(running):
    running.unit("26C0001")
    running.station.press("F7")
    seen: list[str] = []
    for _page in range(3):
        settle(running)
        check_looks(running.station)
        tiles = running.screen.panel.fields["entry"].tiles
        assert list(tiles)[-1].startswith("menu "), "the last one turns the page"
        assert [tile.spec.title[0] for tile in tiles.values()][-1] == "9"
        if set(tiles) <= set(seen):
            break
        seen += tiles
        running.station.press("9")
    assert {"pieces", "stop", "labels", "handover", "choices", "lines", "board"} <= set(seen)

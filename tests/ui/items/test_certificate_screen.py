"""A certificate beside the plan: typed, read from its file, corrected, kept; by keys."""

import pytest

from qtrace.domain.people import Role
from qtrace.i18n import Language
from qtrace.services.outcomes import Done
from qtrace.services.receiving.commands import RegisterPaper
from qtrace.ui.items.certificate_screen import CertificateScreen
from qtrace.ui.items.lot_screen import LotScreen
from qtrace.ui.places import CertificatePlace, LotPlace
from qtrace.ui.theme.profiles import DESK, TOUCH
from qtrace.ui.theme.tokens import DARK, LIGHT
from tests.support.inspections import MAJOR, InspectionBench, by_aql, measured
from tests.ui.people.station import Look, check_looks, crew_plant, open_station, texts

__all__ = ["crew_plant", "open_station"]

MAKERS = {CertificatePlace: CertificateScreen, LotPlace: LotScreen}
TEXT = "Inner dia. 1  12.00 ±0.10 mm  12.04 12.13\nInner dia. 2  11.90 - 12.10  12.01"


class Camera:
    is_ready = True

    def take(self):
        return b"\xff\xd8\xff picture"


@pytest.fixture
def lot(crew_plant):
    work = InspectionBench(crew_plant)
    for login, role in (("qian", Role.QUALITY), ("met", Role.METROLOGY)):
        crew_plant.person(login, role)
    work.people.update(crew_plant.people)
    work.add_master(())
    work.plan((by_aql(MAJOR, "2.5", "S-4"),), (measured(1), measured(2, usl=None), measured(3)))
    work.known_source()
    lot, _ = work.receive(pieces=20, containers=2)
    return work, lot


def paper(work, lot, **over):
    paper_id = work.ids.next_id()
    command = RegisterPaper(
        **work.head(), paper_id=paper_id, lot_id=lot, kind="test_report", number="TR-9", **over
    )
    assert isinstance(work.plant.send(command, by=work.people["lin"]), Done)
    return paper_id


@pytest.fixture
def open_page(lot, open_station):
    def make(paper_id, look=None):
        station = open_station(lot[0].plant, MAKERS, look)
        station.bench.page_reader = lambda _content: (TEXT,)
        station.sign_in("lin")
        station.shell.go(CertificatePlace(paper_id))
        return station

    return make


def fill(station, text):
    station.screen.form.fields["values"].set_text(text)


def values(station, row=0):
    sheet = station.screen.model.certificate.sheet
    return [(value.text, value.is_good) for value in sheet.characteristics[row].values]


def test_values_are_typed_and_only_the_odd_one_glows(open_page, lot):
    station = open_page(paper(*lot))
    station.press("F2")
    assert "11.90 – 12.10 mm" in texts(station.screen.form)
    station.press("F10")
    assert "Please fill this in" in texts(station.screen.form)
    fill(station, "12.03 12.13")
    station.press("F10")
    assert values(station) == [("12.03", True), ("12.13", False)]
    assert station.screen.panel is not None
    facts = station.screen.detail._facts._facts
    assert [(fact.status is None, fact.note) for fact in facts] == [
        (True, "typed"), (False, "+0.03 beyond"),
    ]  # fmt: skip
    station.press("F8")
    assert values(station) == [("12.03", True)]
    station.press("F2")
    fill(station, "12,1")
    station.press("F10")
    assert '"12,1" is no value in mm' in texts(station.screen)
    station.press("Esc")
    station.press("F6")
    assert station.screen.form is None  # no file is kept
    station.press("Down")
    assert "≥ 11.90 mm" in texts(station.screen)
    station.press("Esc")
    assert station.opened[-1] == LotPlace(lot[1])


def test_a_file_proposes_and_a_person_confirms(open_page, lot):
    kept = paper(*lot, evidence=b"%PDF-1.4", evidence_name="tr-9.pdf")
    station = open_page(kept)
    station.press("F6")
    form = station.screen.form
    assert form.text() == "12.04 12.13"
    assert 'Page 1: "Inner dia. 1  12.00 ±0.10 mm  12.04 12.13"' in texts(form)
    station.press("F10")
    sheet = station.screen.model.certificate.sheet
    assert [v.is_from_file for v in sheet.characteristics[0].values] == [True, True]
    assert values(station) == [("12.04", True), ("12.13", False)]
    station.press("Down")
    station.press("F2")
    assert station.screen.form.text() == "12.01"
    station.press("Esc")


def test_a_file_or_a_photo_is_kept_with_the_paper(open_page, lot, tmp_path):
    station = open_page(paper(*lot))
    model = station.screen.model
    file = tmp_path / "tr-9.pdf"
    file.write_bytes(b"%PDF-1.4 certificate")
    model.attach(str(file))
    assert (model.certificate.sheet.file, model.certificate.sheet.is_text) == ("tr-9.pdf", True)
    wrong = tmp_path / "tr-9.zip"
    wrong.write_bytes(b"PK")
    model.attach(str(wrong))
    assert "tr-9.zip is no certificate that can be kept" in texts(station.screen)
    model.attach(str(tmp_path / "nothing.pdf"))
    assert "nothing.pdf is no certificate" in texts(station.screen)
    station.press("F4")
    assert model.certificate.sheet.file == "tr-9.pdf"
    station.bench.photographer = Camera()
    station.press("F4")
    assert model.certificate.sheet.file.startswith("camera-")
    assert not model.certificate.sheet.is_text


def test_the_page_of_a_paper_leads_here(lot, open_station):
    kept = paper(*lot)
    station = open_station(lot[0].plant, MAKERS)
    station.sign_in("lin")
    station.shell.go(LotPlace(lot[1]))
    station.screen.model.open_key(f"paper:{kept}")
    station.press("Enter")
    assert station.opened[-1] == CertificatePlace(kept)


def test_it_fits_in_both_languages_and_themes(open_page, lot):
    kept = paper(*lot)
    for language, tokens, profile in ((Language.EN, LIGHT, TOUCH), (Language.ZH_CN, DARK, DESK)):
        station = open_page(kept, Look(language, tokens, profile))
        check_looks(station)
        station.press("F2")
        check_looks(station)
        fill(station, "12.03 12.13")
        station.press("F10")
        check_looks(station)
        station.close()

"""The set-up of a scanner over the real wedge and a real file, and the fake with the same promises."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtWidgets import QLineEdit

from qtrace.app.config import Settings, load_settings, save_settings
from qtrace.app.fake_executor import ImmediateExecutor
from qtrace.app.scanner_teaching import ScannerTeaching, profile_of, with_profile
from qtrace.domain.scanners.check_codes import Check
from qtrace.domain.scanners.diagnosis import diagnose
from qtrace.domain.scanners.heard import GsWay, Heard
from qtrace.ports import RawScan, ScannerTeacher
from qtrace.scanning.fake import ReplayTeacher
from qtrace.scanning.profiles import DeviceProfile
from qtrace.scanning.qt_replay import send_burst
from qtrace.scanning.qt_wedge import WedgeScanner
from tests.scanning.conftest import StillClock
from tests.support.scanner_keys import Scanner

RIGHT = diagnose(Scanner(prefix="Z:", gs="|", way=GsWay.SUBSTITUTE).sheet())
WRONG = diagnose(Scanner(gs="").sheet())


@dataclass
class Desk:
    teacher: ScannerTeacher
    say: object
    break_: object


@pytest.fixture
def wedge(qtbot):
    edit = QLineEdit()
    qtbot.addWidget(edit)
    with qtbot.waitActive(edit):
        edit.show()
    wedge = WedgeScanner(StillClock())
    wedge.edit, wedge.scans = edit, []
    wedge.start(wedge.scans.append)
    yield wedge
    wedge.stop()


@pytest.fixture(params=["wedge", "fake"])
def desk(request, wedge, tmp_path):
    if request.param == "fake":
        fake = ReplayTeacher()

        def spoil():
            from qtrace.ports import DeviceTrouble

            fake.trouble = DeviceTrouble("CONFIG_NOT_TOML", {})

        return Desk(fake, lambda text: fake.say(Heard(text + "\r")), spoil)
    file = tmp_path / "config.toml"
    teacher = ScannerTeaching(wedge, ImmediateExecutor(), file)
    return Desk(
        teacher,
        lambda text: send_burst(wedge.edit, text.encode()),
        lambda: file.write_text("this is no toml"),
    )


def test_what_is_scanned_is_heard_only_while_somebody_listens(desk):
    heard: list[Heard] = []
    desk.say("91NOT GS1")
    desk.teacher.listen(heard.append)
    desk.say("91NOT GS1")
    desk.teacher.stop()
    desk.say("91NOT GS1")
    assert [each.text for each in heard] == ["91NOT GS1\r"]


def test_only_a_right_scanner_is_kept(desk):
    said = []
    desk.teacher.keep(RIGHT, said.append)
    assert said == [None]
    with pytest.raises(ValueError, match="not set up right"):
        desk.teacher.keep(WRONG, said.append)
    with pytest.raises(ValueError, match="not set up right"):
        desk.teacher.keep(diagnose({Check.PLAIN: Scanner().scan(Check.PLAIN)}), said.append)
    assert said == [None]


def test_a_file_that_cannot_be_written_is_said(desk):
    said = []
    desk.break_()
    desk.teacher.keep(RIGHT, said.append)
    assert said[0].code == "CONFIG_NOT_TOML"


def test_the_profile_is_in_the_file_and_in_the_filter(wedge, tmp_path):
    file = tmp_path / "config.toml"
    save_settings(Settings(station="IQC-2"), file)
    ScannerTeaching(wedge, ImmediateExecutor(), file).keep(RIGHT, lambda _trouble: None)
    stored = load_settings(file)
    assert stored.station == "IQC-2"
    assert stored.keyboards == (
        DeviceProfile("wedge", prefix="Z:", suffix="\r", gs_substitute="|", gs_texts=()),
    )
    send_burst(wedge.edit, b"Z:10LOT|21SN7", device="keyboard")
    assert [(scan.data, scan.device) for scan in wedge.scans] == [(b"10LOT\x1d21SN7", "wedge")]


def test_a_bug_in_the_background_is_said_and_not_raised(wedge, tmp_path):
    class Broken(ImmediateExecutor):
        def read(self, job, done):
            from qtrace.ports import Failure

            done(Failure(RuntimeError("disk")))

    said = []
    ScannerTeaching(wedge, Broken(), tmp_path / "x").keep(RIGHT, said.append)
    assert said[0].facts == {"detail": "RuntimeError"}


class TestProfiles:
    def test_a_text_for_gs_is_taken_over_and_no_other_is_known(self):
        found = diagnose(Scanner(gs="<GS>", way=GsWay.TEXT).sheet())
        assert profile_of(found, ()) == DeviceProfile("wedge", suffix="\r", gs_texts=("<GS>",))

    def test_a_key_for_gs_needs_no_text(self):
        found = diagnose(Scanner(way=GsWay.F8).sheet())
        assert profile_of(found, ()).gs_texts == ()

    def test_the_prefix_tells_one_device_from_another(self):
        first = profile_of(RIGHT, ())
        second = profile_of(replace(RIGHT, prefix=""), (first,))
        third = profile_of(replace(RIGHT, prefix="Q"), (first, second))
        assert [each.name for each in (first, second, third)] == ["wedge", "wedge-2", "wedge-3"]
        assert profile_of(replace(RIGHT, suffix="\t"), (second, first)).name == "wedge"

    def test_a_device_is_replaced_at_its_place(self):
        known = (DeviceProfile("a"), DeviceProfile("b"))
        assert with_profile(known, DeviceProfile("a", suffix="\r")) == (
            DeviceProfile("a", suffix="\r"),
            DeviceProfile("b"),
        )
        assert with_profile(known, DeviceProfile("c")) == (*known, DeviceProfile("c"))


def test_scans_come_back_when_the_page_is_left(wedge, tmp_path):
    teacher = ScannerTeaching(wedge, ImmediateExecutor(), tmp_path / "x")
    teacher.listen(lambda _heard: None)
    teacher.stop()
    send_burst(wedge.edit, b"L26-04817-H")
    assert [type(scan) for scan in wedge.scans] == [RawScan]

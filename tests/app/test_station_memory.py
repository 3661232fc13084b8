"""What a machine keeps of its station; a broken file costs a scan, never the start."""

from qtrace.app.config import Paths
from qtrace.app.fake_executor import ImmediateExecutor
from qtrace.app.station_memory import read_words, station_memory, write_words
from qtrace.app.window import language_name, language_of
from qtrace.i18n import Language
from qtrace.ui.memory import LINE, Memory


def test_words_are_there_again_after_a_restart(tmp_path):
    file = tmp_path / "deep" / "station.json"
    memory = station_memory(file, ImmediateExecutor())
    memory.put(LINE, "7")
    memory.put("name", "线")
    memory.put("name", "")
    again = station_memory(file, ImmediateExecutor())
    assert (again.number(LINE), again.get("name"), again.number("name")) == (7, "", None)


def test_a_file_that_cannot_be_read_or_written_is_let_be(tmp_path):
    for number, broken in enumerate((b"\xff\xfe", b"[1]", b'{"a": 1, "b": "c"', b'{"a": 1}')):
        file = tmp_path / f"{number}.json"
        file.write_bytes(broken)
        assert read_words(file) == {}
    assert read_words(tmp_path) == {}
    assert not write_words(tmp_path / "0.json" / "below" / "station.json", {})


def test_a_language_belongs_to_a_person_or_to_the_sign_in_page():
    memory = Memory({language_name(None): "zh_CN", language_name(5): "en", language_name(6): "??"})
    assert language_of(memory) is Language.ZH_CN
    assert language_of(memory, 5) is Language.EN
    assert language_of(memory, 6) is language_of(memory, 7) is None
    assert Paths.of_machine({"QTRACE_HOME": "/x"}).memory_file.name == "station.json"

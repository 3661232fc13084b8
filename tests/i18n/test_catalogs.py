"""The catalogue tool finds every kind of fault."""

import pytest

from tools import catalogs

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"\n'
CODE = """
def show(tr):
    tr.say("Lot {lot} is held", lot=1)
    tr.count("{n} lot", "{n} lots", 2)
    tr.term("door", "open")
    return N_("later")
"""


@pytest.fixture
def project(tmp_path):
    """A project with one module and the given `.po` files."""

    def make(**areas):
        (tmp_path / "qtrace").mkdir()
        (tmp_path / "qtrace" / "view.py").write_text(CODE)
        folder = tmp_path / "resources/i18n/zh_CN"
        folder.mkdir(parents=True)
        for name, text in areas.items():
            (folder / f"{name}.po").write_text(HEADER + text, encoding="utf-8")
        return tmp_path

    return make


COMPLETE = """
msgid "Lot {lot} is held"
msgstr "批号 {lot} 已封存"

msgid "{n} lot"
msgid_plural "{n} lots"
msgstr[0] "{n} 批"

msgctxt "door"
msgid "open"
msgstr "开"

msgid "later"
msgstr "以后"
"""


def test_a_complete_catalogue_has_no_fault_and_compiles(project):
    root = project(common=COMPLETE)
    assert catalogs.check("zh_CN", root) == []
    (compiled,) = catalogs.compile_all(root)
    assert "已封存".encode() in compiled.read_bytes()


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (COMPLETE.replace("以后", ""), "missing: |'later'"),
        (COMPLETE.replace("{n} 批", ""), "missing: |'{n} lot'"),
        (COMPLETE.replace('msgctxt "door"\n', ""), "missing: door|'open'"),
        (COMPLETE.replace("批号 {lot}", "批号"), "placeholders differ"),
        (COMPLETE.replace("批号 {lot}", "批号 {lot"), "placeholders differ"),
        (COMPLETE.replace("批号 {lot}", "批号 {Lot}"), "placeholders differ"),
        (COMPLETE + '\nmsgid "gone"\nmsgstr "旧"\n', "unused: |'gone'"),
        (COMPLETE.replace('msgid "later"', '#, fuzzy\nmsgid "later"'), "missing: |'later'"),
    ],
)
def test_names_the_fault(project, broken, fault):
    assert any(line.startswith(fault) for line in catalogs.check("zh_CN", project(common=broken)))


def test_one_word_per_thing(project):
    root = project(a=COMPLETE, b='msgid "later"\nmsgstr "稍后"\n')
    with pytest.raises(catalogs.CatalogueConflictError, match="later"):
        catalogs.merged(root / "resources/i18n/zh_CN")

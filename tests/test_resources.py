"""Shipped files are found, read, and say where they come from."""

from pathlib import Path

import pytest

from qtrace import reference


def test_the_resources_are_found():
    assert reference.resource_root().joinpath("i18n").is_dir()


def test_bytes_and_stream_are_the_same():
    path = "i18n/zh_CN/common.po"
    with reference.open_resource(path) as stream:
        assert stream.read() == reference.read_bytes(path)


@pytest.mark.parametrize("read", [reference.read_bytes, reference.read_table])
def test_what_is_not_there_is_said(read):
    with pytest.raises(FileNotFoundError):
        read("reference/no-such-table.csv")


def test_a_missing_installation_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(reference, "files", lambda _: tmp_path / "qtrace")
    reference.resource_root.cache_clear()
    try:
        with pytest.raises(FileNotFoundError, match="reinstall"):
            reference.resource_root()
    finally:
        reference.resource_root.cache_clear()


def _tables() -> list[str]:
    folder = Path(str(reference.resource_root())) / "reference"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.csv"))


@pytest.mark.parametrize("name", _tables())
def test_every_table_has_rows_of_one_shape_and_its_source(name):
    rows = reference.read_table(f"reference/{name}")
    assert rows, "an empty table decides nothing"
    assert all(None not in row and None not in row.values() for row in rows)
    text = reference.read_bytes(f"reference/{name}").decode("utf-8")
    head = [line for line in text.splitlines()[:20] if line.startswith("# Source: ")]
    assert head, "a table names its source and edition"

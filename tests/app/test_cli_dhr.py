"""`qtrace dhr`: issued by a person, taken out by anybody, byte for byte what is stored."""

import pytest

from qtrace.app.cli.main import main
from qtrace.services.documents.issued import document_bytes, documents_of
from qtrace.services.production.batch_queries import batch_by_lot
from tests.support.production import make_production, production_plant


@pytest.fixture
def batch(sqlite_url, monkeypatch):
    """File of a plant with an open order, and its lot."""
    monkeypatch.delenv("QTRACE_PASSWORD", raising=False)  # a demo plant believes names
    plant = production_plant(sqlite_url)
    bench = make_production(plant)
    bench.ordered(5)
    lot = bench.ask_lot()
    yield plant, lot
    plant.close()


def run(capsys, plant, *arguments):
    file = plant.database.url.database
    status = main(["dhr", *arguments, "--database", file, "--station", "IQC-2"])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_it_is_issued_once_and_then_taken_out_as_stored(capsys, batch, tmp_path):
    plant, lot = batch
    out = tmp_path / "a.pdf"
    status, said, wrong = run(capsys, plant, lot, "--out", str(out), "--as", "sun")
    assert (status, wrong) == (0, "")
    assert said.startswith("DHR-26-0001 rev. 1")
    lot_id = plant.bench.ask(batch_by_lot, lot)
    (document,) = plant.bench.ask(documents_of, lot_id)
    assert out.read_bytes() == plant.bench.ask(document_bytes, document.document_id)
    again = tmp_path / "b.pdf"
    status, said, _wrong = run(capsys, plant, lot, "--out", str(again), "--as", "sun")
    assert (status, said.split()[:3]) == (0, ["DHR-26-0001", "rev.", "1:"]), "nothing has changed"
    assert again.read_bytes() == out.read_bytes()
    status, said, _wrong = run(
        capsys, plant, lot, "--out", str(again), "--as", "sun", "--language", "zh"
    )
    assert (status, said.split()[2]) == (0, "2:")
    assert run(capsys, plant, lot, "--out", str(again))[0] == 0, "anybody takes it out"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("NO-SUCH",), "There is no such production lot"),
        (("LOT",), "No device history record was issued"),
        (("LOT", "--as", "mei"), "Your role may not do this"),
        (("LOT", "--as", "nobody"), "belongs to nobody"),
    ],
)
def test_what_cannot_be_done_says_why(capsys, batch, tmp_path, arguments, said):
    plant, lot = batch
    words = [lot if word == "LOT" else word for word in arguments]
    status, _out, wrong = run(capsys, plant, *words, "--out", str(tmp_path / "c.pdf"))
    assert status == 3
    assert said in wrong
    assert not (tmp_path / "c.pdf").exists()

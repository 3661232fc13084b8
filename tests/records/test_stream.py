from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrace.records.leaf import code_prefix, leaf_hash, verification_code
from qtrace.records.payload import (
    PayloadError,
    RecordPayload,
    RowDigest,
    decode_payload,
    encode_payload,
)
from qtrace.records.verify import (
    Finding,
    StoredRecord,
    compare_objects,
    compare_rows,
    verify_stream,
)


def payload(station: str, sequence: int, previous: bytes, rows=()) -> RecordPayload:
    return RecordPayload(
        uid=f"{station}-{sequence}",
        record_id=str(sequence * 1000 + int(station)),
        site="1",
        station=station,
        sequence=sequence,
        previous=previous.hex(),
        actor="5",
        action="X/1",
        outcome="done",
        event_at="2026-11-22T08:00:00.000000Z",
        entered_at="2026-11-22T08:00:00.000000Z",
        body={"n": str(sequence)},
        objects=(("item", "7"),),
        rows=tuple(rows),
    )


def stored(record: RecordPayload) -> StoredRecord:
    data = encode_payload(record)
    return StoredRecord(
        record.site,
        record.station,
        record.sequence,
        record.record_id,
        record.uid,
        bytes.fromhex(record.previous),
        leaf_hash(data),
        data,
        record.action.partition("/")[0],
        record.outcome,
        record.actor,
        record.entered_at,
    )


def stream(lengths: dict[str, int]) -> list[StoredRecord]:
    records = []
    for station, length in lengths.items():
        previous = b""
        for sequence in range(1, length + 1):
            rows = (RowDigest("lot", f"{station}/{sequence}", 1, "aa"),)
            record = stored(payload(station, sequence, previous, rows))
            records.append(record)
            previous = record.leaf
    return records


def test_a_leaf_is_rfc_6962():
    empty = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert leaf_hash(b"").hex() == empty


def test_whole_streams_are_good():
    report = verify_stream(stream({"1": 5, "2": 3}))
    assert (report.count, report.bad) == (8, [])
    assert report.heads["1"][0] == 5
    assert len(report.rows) == 8


@given(st.integers(0, 7), st.integers(0, 400), st.integers(1, 255))
def test_any_changed_byte_is_found_at_its_place(index, position, change):
    records = stream({"1": 8})
    victim = records[index]
    data = bytearray(victim.payload)
    data[position % len(data)] ^= change
    records[index] = replace(victim, payload=bytes(data))
    first = verify_stream(records).bad[0]
    assert (first.finding, first.sequence) == (Finding.ALTERED, index + 1)


@given(st.integers(0, 6))
def test_a_missing_record_is_found(index):
    records = stream({"1": 8})
    del records[index]
    assert verify_stream(records).bad[0].finding is Finding.MISSING


def test_a_cut_tail_is_seen_by_the_rows_that_nobody_wrote():
    records = stream({"1": 8})
    report = verify_stream(records[:-1])
    rows = [RowDigest("lot", f"1/{n}", 1, "aa") for n in range(1, 9)]
    assert [bad.finding for bad in compare_rows(report.rows, rows)] == [Finding.EXTRA_ROW]


def test_recomputed_leaf_breaks_the_chain_behind_it():
    records = stream({"1": 3})
    forged = stored(replace(decode_payload(records[1].payload), body={"n": "forged"}))
    records[1] = forged
    first = verify_stream(records).bad[0]
    assert (first.finding, first.sequence) == (Finding.BROKEN_CHAIN, 3)


def test_columns_must_say_what_the_payload_says():
    records = stream({"1": 1})
    for column in ("record_id", "uid", "command", "outcome", "actor", "entered_at"):
        forged = [replace(records[0], **{column: "999"})]
        assert verify_stream(forged).bad[0].finding is Finding.COLUMN_MISMATCH


def test_unreadable_payload_with_a_right_leaf_is_named():
    data = b'{"v":9}'
    record = StoredRecord("1", "1", 1, "1", "u", b"", leaf_hash(data), data, "X", "done", "", "")
    assert verify_stream([record]).bad[0].finding is Finding.UNREADABLE


def test_many_findings_are_cut_but_reading_goes_on():
    records = [replace(r, payload=b"x") for r in stream({"1": 30})]
    report = verify_stream(records, most=5)
    assert (len(report.bad), report.count) == (5, 30)


def test_rows_are_compared_both_ways():
    known = {("lot", "1"): (1, "aa"), ("lot", "2"): (1, "bb"), ("lot", "3"): (1, "cc")}
    present = [
        RowDigest("lot", "1", 1, "aa"),
        RowDigest("lot", "2", 1, "xx"),
        RowDigest("lot", "9", 1, "dd"),
    ]
    found = {bad.detail: bad.finding for bad in compare_rows(known, present)}
    assert found == {
        "lot 2": Finding.PROJECTION_MISMATCH,
        "lot 9": Finding.EXTRA_ROW,
        "lot 3": Finding.MISSING,
    }


def test_the_index_of_histories_is_compared_both_ways():
    known = {("item", "1", "a"), ("item", "2", "b")}
    present = {("item", "1", "a"), ("lot", "9", "z")}
    found = {bad.detail: bad.finding for bad in compare_objects(known, present)}
    assert found == {
        "record_object item/2/b": Finding.MISSING,
        "record_object lot/9/z": Finding.EXTRA_ROW,
    }
    assert compare_objects(known, known) == []
    assert len(compare_objects(known, set(), most=1)) == 1


def test_the_highest_version_of_a_row_counts_whatever_the_order():
    first = stored(payload("1", 1, b"", (RowDigest("lot", "x", 2, "new"),)))
    second = stored(payload("2", 1, b"", (RowDigest("lot", "x", 1, "old"),)))
    assert verify_stream([first, second]).rows[("lot", "x")] == (2, "new")


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"v":1}', b"\xff", b'{"v":1,"uid":"x"}'])
def test_strange_payloads_are_refused(data):
    with pytest.raises(PayloadError):
        decode_payload(data)


def test_payload_reads_back():
    record = payload("3", 4, b"\x01\x02", (RowDigest("t", "k", 7, "ff"),))
    assert decode_payload(encode_payload(record)) == record


@given(st.binary(min_size=32, max_size=32))
def test_a_printed_code_is_the_beginning_of_the_leaf(leaf):
    code = verification_code(leaf)
    prefix = code_prefix(code.lower().replace("-", " "))
    assert prefix is not None
    assert leaf.startswith(prefix)


@pytest.mark.parametrize("code", ["", "7C2F-91AE", "XXXX-0000-0000", "7C2F-91AE-03B2-00"])
def test_what_is_no_code_is_none(code):
    assert code_prefix(code) is None

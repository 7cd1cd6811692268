"""What people decided about possible duplicates holds."""

import pyarrow as pa

from leadtool.dedupe.find import find_duplicates
from leadtool.match.decisions import DecidedRecords, Decisions
from tests.unit.dedupe.parsed_rows import connect, lead


def decided(merge=(), apart=()):
    tables = [
        pa.table({"record_a": pa.array([a for a, _ in said], pa.int64()), "record_b": pa.array([b for _, b in said], pa.int64())})
        for said in (merge, apart)
    ]
    return DecidedRecords(merge=tables[0], apart=tables[1])


def groups(rows, decisions, how="fuzzy"):
    result = find_duplicates(connect(rows), how=how, decisions=decisions).groups
    return sorted(result.column("record").to_pylist()), result.column("reason").to_pylist()


TWO = [lead("Bob Smith", "bob@acme.com"), lead("Robert Smith", "bob@acme.com", job_title="CEO")]
OTHERS = [lead("Bob Smith", "bob@acme.com"), lead("Ann Lee", "ann@widget.de")]


def test_apart_is_kept_apart():
    assert groups(TWO, decided(apart=[(0, 1)])) == ([], [])


def test_apart_holds_through_a_third_row():
    rows = [*TWO, lead("", "bob@acme.com")]
    result = find_duplicates(connect(rows), decisions=decided(apart=[(0, 1)])).groups
    assert not {0, 1} <= set(result.column("record").to_pylist())


def test_merge_joins_even_what_looks_different():
    records, reasons = groups(OTHERS, decided(merge=[(0, 1)]))
    assert records == [0, 1]
    assert "decided by a person" in reasons


def test_merge_holds_when_duplicates_are_off():
    assert groups(OTHERS, decided(merge=[(0, 1)]), how="off")[0] == [0, 1]


def test_decisions_are_read_written_and_found_by_id(tmp_path):
    path = tmp_path / "decisions.csv"
    path.write_text("lt_id_a,lt_id_b,reason,decision\nL2,L1,x,Merge\nL3,L4,x,apart\nL5,L6,x,\n", encoding="utf-8-sig")
    read = Decisions.load(path)
    assert (read.merge, read.apart) == ((("L1", "L2"),), (("L3", "L4"),))
    assert read.dump() == "lt_id_a,lt_id_b,decision\nL1,L2,merge\nL3,L4,apart\n"
    ids = pa.table({"record": pa.array([7, 8, 9], pa.int64()), "lt_id": pa.array(["L1", "L2", "L3"], pa.large_string())})
    assert read.records(ids).merge.to_pylist() == [{"record_a": 7, "record_b": 8}]
    assert read.records(ids).apart.num_rows == 0

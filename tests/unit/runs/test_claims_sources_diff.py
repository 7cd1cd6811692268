"""What a vendor should credit, how sources compare, and what changed between two runs."""

import csv
import datetime
from pathlib import Path

import pytest

from leadtool.config import Settings, check
from leadtool.errors import OutputError, UsageError
from leadtool.runs.claims import CLAIM_COLUMNS, claims, write_claims
from leadtool.runs.diff import Difference, Move, diff_runs
from leadtool.runs.sources import scorecards
from tests.unit.write import making

AS_OF = datetime.date(2026, 10, 5)


def terms(**more: object) -> Settings:
    acme = {"kind": "bought", "price": 60.0, "currency": "EUR", "received": datetime.date(2026, 10, 1), "claim_days": 14, **more}
    return check({"sources": {"Acme Lists": acme}}, "test")


def test_duplicates_and_junk_of_a_source_are_claimed_with_evidence(tmp_path: Path) -> None:
    making.write(tmp_path, settings=terms())
    claimed = claims(tmp_path, "acme lists", as_of=AS_OF)
    rows = claimed.table.to_pylist()
    assert claimed.table.column_names == list(CLAIM_COLUMNS)
    assert [(row["row"], row["reason"], row["rule"]) for row in rows] == [("4", "duplicate", ""), ("8", "fake", "J101")]
    assert rows[0]["evidence"] == "the same person as list.csv row 3"
    assert {(row["price"], row["currency"], row["days_left"]) for row in rows} == {("10.00", "EUR", "10")}
    assert claimed.days_left == 10


@pytest.mark.parametrize(
    ("accepted", "reasons"),
    [((), ["duplicate", "fake"]), (("Duplicates",), ["duplicate"]), (("Disconnected", "BOGUS"), ["fake"]), (("off-spec",), [])],
)
def test_only_what_the_terms_accept_is_claimed(tmp_path: Path, accepted: tuple[str, ...], reasons: list[str]) -> None:
    making.write(tmp_path, settings=terms(accepted_reasons=accepted))
    assert claims(tmp_path, "Acme Lists", as_of=AS_OF).table.column("reason").to_pylist() == reasons


def test_no_days_are_left_after_the_term(tmp_path: Path) -> None:
    making.write(tmp_path, settings=terms())
    assert claims(tmp_path, "Acme Lists", as_of=datetime.date(2027, 1, 1)).days_left == 0


def test_an_unknown_source_is_refused_by_name(tmp_path: Path) -> None:
    making.write(tmp_path)
    with pytest.raises(UsageError, match="no source Other") as refused:
        claims(tmp_path, "Other", as_of=AS_OF)
    assert "Acme Lists" in refused.value.hint


def test_claims_are_written_beside_the_run_never_into_it(tmp_path: Path) -> None:
    run = tmp_path / "run"
    run.mkdir()
    making.write(run, settings=terms())
    claimed = claims(run, "Acme Lists", as_of=AS_OF)
    with pytest.raises(UsageError):
        write_claims(claimed, run, run=run)
    table, workbook = write_claims(claimed, tmp_path / "out", run=run)
    with table.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 2
    assert workbook.name.startswith("claims_acme-lists")
    assert workbook.read_bytes().startswith(b"PK")
    with pytest.raises(OutputError):
        write_claims(claimed, tmp_path / "out", run=run)


def test_scorecards_add_up_over_runs_and_show_the_overlap(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    making.write(tmp_path / "a")
    making.write(tmp_path / "b", tables=making.changed_tables(source="Other"))
    cards = scorecards([tmp_path / "a", tmp_path / "b"])
    assert [(card["name"], card["rows"], card["usable"], card["cost_per_usable"]) for card in cards.sources] == [
        ("Acme Lists", 12, 6, 30.0)
    ]
    assert [(o.one, o.other, o.people) for o in cards.overlaps] == [("Acme Lists", "Other", 3)]


def test_a_run_does_not_differ_from_itself(tmp_path: Path) -> None:
    making.write(tmp_path)
    difference = diff_runs(tmp_path, tmp_path)
    assert (difference.same, difference.came, difference.went, difference.moves) == (6, (), (), ())


def test_moves_are_told_with_their_reason(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    making.write(tmp_path / "a")
    making.write(tmp_path / "b", tables=making.changed_tables(**{"class": "working", "class_reason": "called on 2026-10-02"}))
    difference = diff_runs(tmp_path / "a", tmp_path / "b")
    assert difference.same == 3
    assert [(m.lt_id, m.what, m.before, m.after, m.why) for m in difference.moves] == [
        ("L0003", "class", "new", "working", "called on 2026-10-02"),
        ("L0005", "class", "nurturing", "working", "called on 2026-10-02"),
        ("L0006", "class", "new", "working", "called on 2026-10-02"),
    ]
    assert difference.counts == {"class: new -> working": 2, "class: nurturing -> working": 1}


def test_prospects_that_fell_back_are_told_apart() -> None:
    moves = (
        Move("L1", "a.csv", "2", "stage", "prospect", "lead", "status Lost"),
        Move("L2", "a.csv", "3", "stage", "lead", "suspect", ""),
        Move("L3", "a.csv", "4", "stage", "lead", "prospect", ""),
        Move("L4", "a.csv", "5", "class", "working", "unqualified", ""),
        Move("L5", "a.csv", "6", "disposition", "ready", "review", ""),
    )
    found = Difference(same=0, came=(), went=(), moves=moves)
    assert [move.lt_id for move in found.fell_back] == ["L1", "L4"]

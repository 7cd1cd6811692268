"""Finished runs read again: restored, verified, explained."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from leadtool.errors import UsageError
from leadtool.runs.explain import explain_lead
from leadtool.runs.export import export_leads
from leadtool.runs.restore import restore_run, split_raw
from leadtool.runs.run import open_run
from leadtool.runs.verify import verify_run
from tests.unit.write import making

FORMS = ["csv", "xlsx", "parquet"]


@pytest.fixture
def run(tmp_path: Path) -> Path:
    making.write(tmp_path)
    return tmp_path


@pytest.mark.parametrize("form", FORMS)
def test_restore_gives_the_file_again_record_by_record(tmp_path: Path, form: str) -> None:
    making.write(tmp_path, form=form)
    rows = list(csv.reader(io.StringIO("".join(restore_run(tmp_path)), newline="")))
    assert rows == [
        ["=Title of the list"],
        ["Name", "Phone", "Zip", "=Notes"],
        ["<script>alert(1)</script>", "+1 555 010 0200", "00123", "=1+1"],
        ["Jo Doe", "+1 555 010 0200", "00123", "@SUM(A1)"],
        ["Jo {{ 7*7 }} ${x}", "+34600123456", "01234", "mailto:x"],
        ["Zoë \x07 Null", "", "-5", "'=x"],
        ["Max", "", "", ""],
        ["Test Test", "", "", 'a "quoted"\r\nnote'],
        ["a", "b\nc", "d", "e", "f"],
        [],
    ]


def test_restore_asks_which_of_several_files(run: Path) -> None:
    with pytest.raises(UsageError, match="there is no one such table"):
        "".join(restore_run(run, "other.csv"))
    said = json.loads((run / "summary.json").read_text())
    said["inputs"].append({**said["inputs"][0], "file": "two.csv", "path": "two.csv"})
    (run / "summary.json").write_text(json.dumps(said))
    with pytest.raises(UsageError, match="several tables"):
        "".join(restore_run(run))
    assert "Max" in "".join(restore_run(run, "list.csv"))
    assert "".join(restore_run(run, "two.csv")).count("\n") == 1


@pytest.mark.parametrize(
    ("raw", "dialect", "cells"),
    [
        ("", {}, []),
        ("a,b", {"delimiter": ",", "quote": '"'}, ["a", "b"]),
        ('a;"b;""c"', {"delimiter": ";", "quote": '"'}, ["a", 'b;"c']),
        ('a,"b,c"', {"delimiter": None, "quote": None}, ["a", "b,c"]),
        ("a\tb", {"delimiter": "\t", "quote": None}, ["a", "b"]),
        ('a,"b', {"delimiter": ",", "quote": '"'}, ["a", "b"]),
    ],
)
def test_raw_text_splits_by_its_own_dialect(raw: str, dialect: dict[str, str], cells: list[str]) -> None:
    assert split_raw(raw, dialect) == cells


@pytest.mark.parametrize("form", FORMS)
def test_an_untouched_run_verifies(tmp_path: Path, form: str) -> None:
    making.write(tmp_path, form=form)
    assert verify_run(tmp_path) == type(verify_run(tmp_path))(faults=(), notes=())


def test_a_changed_or_missing_table_is_a_fault(run: Path) -> None:
    with (run / "leads.csv").open("a") as file:
        file.write("x")
    (run / "junk.csv").unlink()
    assert set(verify_run(run).faults) == {"leads.csv was changed since the run", "junk.csv is missing"}


def test_a_review_table_filled_in_by_a_person_is_fine(run: Path) -> None:
    path = run / "review.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0]["decision"] = "merge"
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    assert verify_run(run).ok
    assert verify_run(run).notes == ("review.csv was edited since; its pairs are all there",)
    path.write_text("lt_id_a,lt_id_b,decision\n")
    assert not verify_run(run).ok


def test_a_workbook_saved_by_a_person_is_named_not_faulted(tmp_path: Path) -> None:
    making.write(tmp_path, form="xlsx")
    (tmp_path / "leads.xlsx").write_bytes(b"saved again")
    verdict = verify_run(tmp_path)
    assert verdict.ok
    assert "leads.xlsx" in verdict.notes[0]


def test_what_is_no_run_or_a_newer_one_is_refused(run: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not a folder"):
        open_run(tmp_path / "nowhere")
    said = json.loads((run / "manifest.json").read_text())
    (run / "manifest.json").write_text(json.dumps({**said, "schema_version": "2.0"}))
    with pytest.raises(UsageError, match="has schema 2"):
        open_run(run)
    (run / "manifest.json").unlink()
    with pytest.raises(UsageError, match="not a complete one"):
        open_run(run)


@pytest.mark.parametrize("which", ["L0003", "3", "list.csv#3"])
def test_a_lead_is_explained_by_id_or_row(run: Path, which: str) -> None:
    lines = explain_lead(run, which)
    assert len(lines) < 25
    assert lines[0] == "L0003: list.csv, row 3, source Acme Lists"
    assert "  decision maker +15" in lines


def test_a_rejected_record_is_explained_by_any_of_its_lines(run: Path) -> None:
    assert explain_lead(run, "10")[:2] == ["list.csv, line 9-10", "disposition: unreadable"]
    with pytest.raises(UsageError, match="There is no record 99"):
        explain_lead(run, "99")


@pytest.mark.parametrize("form", FORMS)
def test_a_run_of_an_empty_list_is_restored_verified_and_exported(tmp_path: Path, form: str) -> None:
    nothing = making.tables()
    for name in ("leads", "duplicates", "suppressed", "junk", "rejected", "review", "findings"):
        nothing = replace(nothing, **{name: iter(())})
    making.write(tmp_path, form=form, tables=nothing)
    assert "".join(restore_run(tmp_path)) == '"Name","Phone","Zip","=Notes"\n'
    assert export_leads(tmp_path, "zoho")[0].rows == 0
    with pytest.raises(UsageError, match="There is no record 3"):
        explain_lead(tmp_path, "3")
    assert not any("was changed" in fault or "missing" in fault for fault in verify_run(tmp_path).faults)

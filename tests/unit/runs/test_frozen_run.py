"""A run written when schema 1.0 was new: every later version has to read it."""

import csv
import datetime
import shutil
from pathlib import Path

import pytest

from leadtool.runs.claims import claims
from leadtool.runs.diff import diff_runs
from leadtool.runs.explain import explain_lead
from leadtool.runs.export import export_leads
from leadtool.runs.restore import restore_run
from leadtool.runs.sources import scorecards
from leadtool.runs.verify import verify_run

FROZEN = Path(__file__).parent / "frozen_1_0"


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FROZEN, tmp_path / "run"))


def test_it_is_whole(run: Path) -> None:
    assert verify_run(run).ok


def test_the_input_is_restored(run: Path) -> None:
    with FROZEN.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        given = list(csv.reader(file, delimiter=";"))
    again = list(csv.reader("".join(restore_run(run)).splitlines(keepends=True)))
    assert [row for row in again if any(row)] == given


def test_it_is_explained_claimed_compared_and_exported(run: Path) -> None:
    assert any("asked for a price" in line for line in explain_lead(run, "2"))
    claimed = claims(run, "Kontaktwerk", as_of=datetime.date(2026, 11, 20)).table.to_pylist()
    assert [(row["row"], row["reason"], row["price"]) for row in claimed] == [
        ("4", "duplicate", "2.50"),
        ("5", "invalid", "2.50"),
    ]
    assert diff_runs(run, run).moves == ()
    assert [card["name"] for card in scorecards([run]).sources] == ["Kontaktwerk"]
    assert sum(part.rows for part in export_leads(run, "hubspot")) == 2

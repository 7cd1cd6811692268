"""The laws of a run, on lists that are damaged at random."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.runs import AS_OF, clean_files, clean_text

HEADER = ["First Name", "Last Name", "Email", "Phone", "Company", "Lead Status", "Notes"]
CELLS = st.sampled_from(
    [
        "", "Ana", "Ruiz", "José", "Петров", "山田", "ana.ruiz@ribera-vinos.es", "ANA.RUIZ@ribera-vinos.es", "bob@@x", "+34 612 345 678",
        "(303) 845-7721", "Working", "Junk", "Do Not Contact", "Converted", "=1+1", "'=1+1", '"quoted"', 'half"quote', "two\nlines",
        "tab\there", "semi;colon", "N/A", "Null", "Ribera Vinos S.L.", "asdf", "\u202eevil", "x" * 300, "0", "-5", "+1 303 845 7721",
    ]
)  # fmt: skip
ROWS = st.lists(st.lists(CELLS, min_size=7, max_size=7), min_size=0, max_size=12)
DAMAGE = st.lists(
    st.tuples(
        st.integers(0, 2000),
        st.sampled_from(['"', "\n", ",", "", ",,,,,,\n", "First Name,Last Name,Email\n", "\x00", "Total: 5\n"]),
    ),
    max_size=4,
)
WIDE = int(os.environ.get("LEADTOOL_LAW_EXAMPLES", "0"))
"""How many random lists to try by hand; without it the same few are tried everywhere, so that a red test is news."""
COMMON = settings(
    max_examples=WIDE or 25,
    derandomize=not WIDE,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


PLAIN = [
    ["Marisol", "Penhallow", "marisol@granitepeakfreight.com", "(303) 845-7721", "Granite Peak Freight LLC", "Working", ""],
    ["Devon", "Okonkwo", "devon@haleandoakfoods.com", "(614) 923-4471", "Hale & Oak Foods", "New", "asked for a price"],
    ["Priya", "Ramanathan", "priya@lakeviewpackaging.net", "", "Lakeview Packaging", "", ""],
]


def written(rows: list[list[str]]) -> str:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerows([HEADER, *PLAIN, *rows])
    return target.getvalue()


def damaged(text: str, damage: list[tuple[int, str]]) -> str:
    start = text.index("\n") + 1
    for at, piece in damage:
        place = start + at % (len(text) - start + 1)
        text = text[:place] + piece + text[place:]
    return text


@COMMON
@given(rows=ROWS, damage=DAMAGE)
def test_the_ledger_balances_and_every_record_id_appears_once(rows, damage, tmp_path_factory):
    run = clean_text(damaged(written(rows), damage), tmp_path_factory.mktemp("law"))
    ledger = run.summary["ledger"]
    assert ledger["records"] == sum(n for key, n in ledger.items() if key != "records")
    ids = [(row["lt_file"], row["lt_row"]) for row in run.rows]
    ids += [(row["file"], row["line"].split("-")[0]) for row in run.table("rejected")]
    assert len(ids) == len(set(ids)) == ledger["records"]


@COMMON
@given(rows=ROWS)
def test_originals_survive_character_for_character(rows, tmp_path_factory):
    run = clean_text(written(rows), tmp_path_factory.mktemp("law"), csv_safety=False)
    back = sorted(tuple(row[name] for name in HEADER) for row in run.rows)
    gone = sum(1 for _ in run.table("rejected"))
    assert len(back) + gone == len(rows) + len(PLAIN)
    wanted = sorted(tuple(row) for row in [*PLAIN, *rows] if any(cell.strip() for cell in row))
    assert not set(back) - set(wanted)


@COMMON
@given(rows=ROWS)
def test_cleaning_cleaned_leads_changes_nothing(rows, tmp_path_factory):
    folder = tmp_path_factory.mktemp("law")
    first = clean_text(written(rows), folder)
    leads = {row["lt_id"]: row for row in first.table("leads")}
    if not leads:
        return
    second = clean_files([first.folder / "leads.csv"], folder / "again")
    again = {row["lt_id"]: row for row in second.table("leads")}
    assert set(again) == set(leads)
    moving = {"lt_file", "lt_row", "lt_match_reason", "lt_group_size"}
    for key, row in leads.items():
        if row["lt_group_size"] == "1":
            assert {k: v for k, v in row.items() if k not in moving} == {k: v for k, v in again[key].items() if k not in moving}


@COMMON
@given(rows=ROWS)
def test_receipts_add_up(rows, tmp_path_factory):
    import re

    run = clean_text(written(rows), tmp_path_factory.mktemp("law"))
    for row in run.rows:
        signed = re.findall(r"(?<![\w.])[+\-−]\d+(?:\.\d+)?", row["lt_score_receipt"])
        assert sum(float(number) for number in signed) == float(row["lt_score"])


def _bytes(folder: Path) -> dict[str, object]:
    found: dict[str, object] = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "manifest.json"}
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    found["summary.json"] = {key: value for key, value in summary.items() if key not in ("tool", "timings_s")}
    return found


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_equal_runs_give_equal_bytes_under_other_seeds_locales_and_zones(copy_samples, tmp_path, form):
    seen = []
    for number, env in enumerate(
        ({"PYTHONHASHSEED": "1", "LANG": "C", "TZ": "UTC"}, {"PYTHONHASHSEED": "77", "LANG": "tr_TR.UTF-8", "TZ": "Asia/Tokyo"})
    ):
        out = tmp_path / f"out{number}"
        code = "from leadtool.cli import main; main()"
        files = sorted(str(path.relative_to(tmp_path)) for path in copy_samples.iterdir() if path.suffix in (".csv", ".xlsx"))
        subprocess.run(
            [sys.executable, "-c", code, "clean", *files, "-o", out.name, "--as-of", AS_OF, "--quiet", "--format", form],
            check=True,
            cwd=tmp_path,
            env={**os.environ, **env},
        )
        seen.append(_bytes(out))
    assert seen[0] == seen[1]


def test_results_do_not_depend_on_the_chunk_size_or_the_workers(copy_samples, tmp_path):
    files = sorted(str(path) for path in copy_samples.iterdir() if path.suffix in (".csv", ".xlsx"))
    one = clean_files(files, tmp_path / "one")
    small = clean_files(files, tmp_path / "small", chunk_rows=3)
    two = clean_files(files, tmp_path / "two", chunk_rows=40, workers=2)
    assert _bytes(one.folder) == _bytes(small.folder) == _bytes(two.folder)


def test_no_column_order_or_later_yes_reopens_what_somebody_closed(tmp_path):
    text = (
        "First Name,Last Name,Email,Phone,Email Opt Out,Do Not Call\n"
        "Ana,Ruiz,ana.ruiz@ribera-vinos.es,+34 612 345 678,TRUE,FALSE\n"
        "Ana,Ruiz,ana.ruiz@ribera-vinos.es,+34 612 345 678,FALSE,FALSE\n"
    )
    head, first, second = text.splitlines()
    for number, lines in enumerate(([head, first, second], [head, second, first])):
        run = clean_text("\n".join(lines) + "\n", tmp_path, name=f"list{number}.csv")
        (lead,) = run.table("leads")
        assert "email" not in lead["lt_channels"].split(";")
        assert "call" in lead["lt_channels"].split(";")

"""Leads, business and consumer, as a file brings them: judged end to end as a careful rep would."""

import csv
from pathlib import Path

import pytest

from leadtool.api import clean

FIRST = "Anna Bruno Clara David Elena Felix Greta Hugo Irina Jonas Katja Lukas Maria Nils Olga Paul Quirin Rosa Sven Tina".split()
LAST = "Keller Brandt Sommer Vogel Hartwig Lindner Ostermann Peters Quast Riedel Seidel Thoma Ulmer Vetter Wagner Zander".split()
HEADERS = {
    "name": "Full Name", "company": "Company", "title": "Job Title", "country": "Country", "status": "Lead Status",
    "notes": "Notes", "enquiry": "Message", "budget": "Budget", "income": "Household Income", "employees": "Employees",
    "revenue": "Annual Revenue", "source": "Lead Source", "last_contacted": "Last Contacted", "last_reply": "Last Reply",
    "contact_count": "Number of Contacts", "opt_out": "Email Opt Out", "do_not_call": "Do Not Call",
    "do_not_contact": "Do Not Contact", "preapproved": "Pre-approved", "decision_maker": "Decision Maker",
    "homeowner": "Homeowner", "rating": "Rating", "lost_reason": "Lost Reason", "tags": "Tags", "email": "Email",
    "phone": "Phone", "linkedin": "LinkedIn", "street": "Street", "city": "City", "zip": "Postal Code",
    "deal_value": "Deal Value",
}  # fmt: skip
VERDICTS = ("class", "stage", "interest", "ability", "authority", "engagement", "best_channel")


def _table() -> list[list[str]]:
    lines = (Path(__file__).parent / "whole.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


TABLE = _table()


def _row(number: int, kind: str, cells: str) -> dict[str, str]:
    """One lead with a name and contacts of its own; a cell of - is empty."""
    first, last = FIRST[number % 20], LAST[(number * 7 + number // 20) % 16] + LAST[number // 20 % 16].lower()
    row = {"name": f"{first} {last}", "country": "Germany"}
    if kind == "b":
        row |= {"company": f"{last} Technik {number} GmbH", "email": f"{first}.{last}@{last}-technik{number}.de".lower()}
        row["phone"] = f"+49 30 4505{number:04d}"
    else:
        row |= {"email": f"{first}.{last}{number}@gmail.com".lower(), "phone": f"+49 151 2350{number:04d}"}
    said = dict(cell.split("=", 1) for cell in cells.split("|") if "=" in cell)
    return row | {column: "" if value == "-" else value.replace("{n}", str(number)) for column, value in said.items()}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[int, dict[str, str]]:
    """The rows of the run's tables, by their place in the table."""
    folder = tmp_path_factory.mktemp("whole")
    rows = [_row(number, case[0], case[1]) for number, case in enumerate(TABLE)]
    with (folder / "leads.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS.values())
        writer.writerows([row.get(column, "") for column in HEADERS] for row in rows)
    clean([folder / "leads.csv"], out=str(folder / "run"), as_of="2026-10-01", duplicates="off")
    found = {}
    for table in ("leads", "suppressed", "junk", "duplicates"):
        with (folder / "run" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            found |= {int(row["lt_row"]) - 2: row for row in csv.DictReader(file)}
    return found


@pytest.mark.parametrize(("number", "case"), list(enumerate(TABLE)), ids=[case[1] for case in TABLE])
def test_a_lead_of_a_file_is_judged_as_a_careful_rep_would(
    judged: dict[int, dict[str, str]], number: int, case: list[str]
) -> None:
    row = judged[number]
    for name, wanted in zip(VERDICTS, case[2:9], strict=True):
        assert wanted in ("-", row[f"lt_{name}"]), (name, row["lt_evidence"], row["lt_class_reason"])
    assert case[9] == "-" or case[9] in row["lt_next_action"], row["lt_next_action"]

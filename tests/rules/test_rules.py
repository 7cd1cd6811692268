"""Every rule is well made, and its examples fire it, or do not, from end to end."""

import csv
import io
import re
from pathlib import Path

import pytest

from leadtool.rules import all_rules
from tests.runs import clean_text

HEADER = ["First Name", "Last Name", "Email", "Phone", "Company", "Job Title", "City", "Country", "Notes", "Lead Status"]
PEOPLE = [
    ("Marisol", "Penhallow", "granitepeak"), ("Devon", "Hale", "haleandoak"), ("Priya", "Ramanathan", "lakeviewpack"),
    ("Aiyana", "Delacroix", "bayoumill"), ("Carlos", "Whitcombe", "harborline"), ("Lena", "Brzezinski", "midlaketools"),
    ("Grant", "Fairweather", "fairlumber"), ("Harriet", "Lindqvist", "maplebluff"), ("Walt", "Sorrentino", "redmesa"),
    ("Gloria", "Pemberton", "adobewalk"), ("Dwayne", "Ashworth", "cottonrow"), ("Edith", "Vandermolen", "dunegrass"),
    ("Consuelo", "Arredondo", "missiontrail"), ("Yuki", "Sandoval", "mesaverde"), ("Judy", "Kesselring", "walnutct"),
]  # fmt: skip

PLACES = ("", "alpine", "borealis", "cascadia", "dakota", "everglade", "foothills")


def person(number: int) -> dict[str, str]:
    """A plain person; no two share more than a first name, so that none is taken for another's duplicate."""
    turn, place = divmod(number, len(PEOPLE))
    first = PEOPLE[place][0]
    _, last, company = PEOPLE[(place + 4 * turn) % len(PEOPLE)]
    company += PLACES[turn % len(PLACES)] + PLACES[turn // len(PLACES)]
    return {
        "First Name": first, "Last Name": last,
        "Email": f"{first}.{last}@{company}.com".lower(), "Phone": f"(303) 845-{7100 + 13 * number}",
        "Company": f"{company.title()} Inc.", "Job Title": "Operations Manager", "City": "Denver", "Country": "US",
        "Notes": "", "Lead Status": "",
    }  # fmt: skip


def table(rows: list[dict[str, str]], header: list[str]) -> str:
    target = io.StringIO()
    writer = csv.DictWriter(target, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def with_cell(column: str, number: int, cell: str) -> dict[str, str]:
    row = person(number)
    row[column] = cell
    if column in ("Full Name", "Name"):
        row["First Name"] = row["Last Name"] = ""
    return row


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: f"{rule.code}-{rule.name}")
def test_every_rule_answers_the_five_questions(rule):
    assert re.fullmatch(r"[A-Z]\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert all(len(said) > 10 for said in (rule.summary, rule.why, rule.fix))
    assert set(rule.closes) <= {"email", "call", "sms", "social"}


def test_there_are_at_least_fifty_rules():
    assert len(all_rules()) >= 50


@pytest.fixture(scope="session")
def cell_runs(tmp_path_factory) -> dict[str, dict[str, set[str]]]:
    """For each column: which rules fired on which example cell. One run per column, with plain people between the examples."""
    fired: dict[str, dict[str, set[str]]] = {}
    for column in sorted({rule.column for rule in CELL_RULES}):
        cells = list(
            dict.fromkeys(c for rule in CELL_RULES if rule.column == column for c in rule.bad + rule.good if "\n" not in c)
        )
        fired[column] = fired_on(column, cells, tmp_path_factory.mktemp("column"))
    return fired


def fired_on(column: str, cells: list[str], folder: Path) -> dict[str, set[str]]:
    header = HEADER if column in HEADER else [*HEADER, column]
    if column in ("Full Name", "Name"):
        header = [name for name in header if name not in ("First Name", "Last Name")]
    rows = []
    for cell in cells:
        row = with_cell(column, len(rows), cell)
        rows += [row, person(len(rows) + 1), person(len(rows) + 2)]
    rows = [{name: row.get(name, "") for name in header} for row in rows]
    run = clean_text(table(rows, header), folder)
    found: dict[str, set[str]] = {cell: set() for cell in cells}
    for row in run.table("findings"):
        number = int(row["row"]) - 2
        if number % 3 == 0:
            found[cells[number // 3]].add(row["rule"])
    for row in run.table("rejected"):
        number = int(row["line"].split("-")[0]) - 2
        if number % 3 == 0:
            found[cells[number // 3]].add(row["rule"])
    return found


CELL_RULES = [rule for rule in all_rules().values() if rule.column and any("\n" not in text for text in rule.bad + rule.good)]
FILE_CASES = [
    (rule, text, kind)
    for rule in all_rules().values()
    for kind in ("bad", "good")
    for text in getattr(rule, kind)
    if "\n" in text
]


@pytest.mark.parametrize("rule", CELL_RULES, ids=lambda rule: f"{rule.code}-{rule.name}")
def test_the_example_cells_of_a_rule(rule, cell_runs):
    fired = cell_runs[rule.column]
    missed = [cell for cell in rule.bad if "\n" not in cell and rule.code not in fired[cell]]
    wrong = [cell for cell in rule.good if "\n" not in cell and rule.code in fired[cell]]
    assert (missed, wrong) == ([], [])


@pytest.mark.parametrize(("rule", "text", "kind"), FILE_CASES, ids=lambda value: getattr(value, "code", None) or str(value)[:12])
def test_the_example_files_of_a_rule(rule, text, kind, tmp_path):
    run = clean_text(text, tmp_path)
    assert (rule.code in run.codes()) == (kind == "bad")

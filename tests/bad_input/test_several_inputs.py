"""Several inputs of which some need a choice: the others are done all the same, and what is odd is said everywhere."""

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.bad_input.command import Command
from tests.bad_input.reading import LIST


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A list, a zip archive with two lists and a workbook with two sheets."""
    (tmp_path / "a.csv").write_text(LIST)
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("one.csv", LIST)
        archive.writestr("sub/Two.csv", LIST)
    book = openpyxl.Workbook()
    book.active.title = "Leads 2026"
    for sheet in (book.active, book.create_sheet("Contacts")):
        for line in LIST.splitlines():
            sheet.append(line.split(","))
    book.save(tmp_path / "w.xlsx")
    return tmp_path


def test_019_a_zip_with_several_members_does_not_stop_other_inputs(command: Command, inputs: Path) -> None:
    done = command("clean", "a.csv", "z.zip", "-o", "run")
    assert done.code == 6
    assert done.summary["ledger"]["records"] == 5
    [said] = [entry for entry in done.summary["inputs"] if entry.get("error")]
    assert (said["path"], said["kind"]) == ("z.zip", "members")
    assert "--member" in done.stderr
    assert "one.csv, sub/Two.csv" in (done.out / "report.html").read_text(encoding="utf-8")


def test_071_a_workbook_with_several_sheets_does_not_stop_other_inputs(command: Command, inputs: Path) -> None:
    done = command("report", "a.csv", "w.xlsx", "--json")
    assert done.code == 6
    assert json.loads(done.stdout)["ledger"]["records"] == 5
    assert "--sheet" in done.stderr
    assert command("report", "a.csv", "w.xlsx", "--sheet", "all").code == 0


@pytest.mark.parametrize("names", [("z.zip",), ("w.xlsx",), ("z.zip", "w.xlsx")])
def test_an_input_that_needs_a_choice_asks_for_it_where_nothing_else_can_be_read(
    command: Command, inputs: Path, names: tuple[str, ...]
) -> None:
    for verb in ("clean", "report"):
        done = command(verb, *names)
        assert done.code == 2
        assert "Choose" in done.stderr
    assert not [path for path in inputs.iterdir() if path.is_dir()]


@pytest.mark.parametrize(
    ("name", "flag", "said", "meant"),
    [
        ("w.xlsx", "--sheet", "Leeds 2026", "Leads 2026"),
        ("w.xlsx", "--sheet", "contact", "Contacts"),
        ("z.zip", "--member", "tow.csv", "Two.csv"),
        ("z.zip", "--member", "ones.csv", "one.csv"),
    ],
)
def test_a_name_that_is_not_there_is_held_against_those_that_are(
    command: Command, inputs: Path, name: str, flag: str, said: str, meant: str
) -> None:
    done = command("report", name, flag, said)
    assert done.code == 2
    assert f"Did you mean {meant}?" in done.stderr
    assert command("report", name, flag, meant.upper()).code == 0


def test_a_sheet_that_only_one_workbook_has(command: Command, inputs: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Email"])
    book.active.append(["Jo Smit", "jo@acme.nl"])
    book.save(inputs / "other.xlsx")
    done = command("clean", "w.xlsx", "other.xlsx", "--sheet", "contacts", "-o", "run")
    assert done.code == 6
    assert [entry.get("sheet") or entry["kind"] for entry in done.summary["inputs"]] == ["Contacts", "sheet"]


def test_every_view_says_what_was_odd(command: Command, inputs: Path) -> None:
    (inputs / "b.csv").write_text(LIST.replace("Phone", "Email"))
    said = "column names that stand several times: Email"
    assert said in command("report", "b.csv").stderr
    assert said in command("columns", "b.csv").stderr
    assert said in json.loads(command("columns", "b.csv", "--json").stdout)["files"][0]["warnings"][0]
    done = command("clean", "b.csv", "-o", "run")
    assert said in done.stderr
    assert said in (done.out / "report.html").read_text(encoding="utf-8")
    assert command("report", "b.csv", "--quiet").stderr == ""

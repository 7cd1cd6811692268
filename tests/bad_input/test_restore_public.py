"""Law 2 on fixtures of other projects, where they lie beside the checkout: `restore` gives every input cell again."""

import csv
import io
from pathlib import Path

import pytest
import python_calamine

from leadtool.errors import LeadtoolError
from leadtool.read.workbook_child import cell_text
from leadtool.runs.restore import restore_run
from tests.bad_input.reading import read_all
from tests.runs import clean_files

CASES = Path(__file__).parents[2].parent / "shared" / "cases"
FOLDERS = [CASES / "csv", CASES / "workbooks"]
FILES = sorted(
    path for folder in FOLDERS if folder.exists() for path in folder.rglob("*") if path.is_file() and path.suffix != ".json"
)


def _bare(rows: list[list[str]]) -> list[list[str]]:
    """Rows without empty cells at either end (a sheet's unused first columns are not part of it), and without blank rows."""
    found = []
    for row in rows:
        cells = list(row)
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            found.append(cells)
    return found


def _cells_of_text(path: Path) -> list[list[str]]:
    """What the csv module makes of a text file by the dialect that was found."""
    [table] = read_all(path)
    text = path.read_bytes().decode(table.info.encoding or "").replace("\0", "")  # the one change to originals
    if table.info.delimiter is None or len(table.info.delimiter) > 1 or table.info.escape:
        pytest.skip("not a dialect of the csv module")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=table.info.delimiter, quotechar=table.info.quote)
    return list(reader)


def _cells_of_sheet(path: Path, sheet: str) -> list[list[str]]:
    rows = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).iter_rows()
    return [[cell_text(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("source", [pytest.param(path, id=path.name) for path in FILES])
def test_restore_gives_every_cell_of_a_public_fixture(source: Path, tmp_path: Path) -> None:
    path = tmp_path / source.name
    path.write_bytes(source.read_bytes())
    try:
        tables = read_all(path, every_sheet=True)
    except LeadtoolError as error:
        assert error.kind in ("empty", "no-rows")  # noqa: PT017
        return
    for number, table in enumerate(tables):
        run = tmp_path / f"run-{number}"
        column = table.info.names[0]
        clean_files([path], run, map=[f"full_name={column}"], sheet=table.info.sheet or "", duplicates="off")
        restored = list(csv.reader(io.StringIO("".join(restore_run(run)), newline="")))
        wanted = _cells_of_sheet(path, table.info.sheet) if table.info.sheet else _cells_of_text(path)
        assert _bare(restored) == _bare(wanted)

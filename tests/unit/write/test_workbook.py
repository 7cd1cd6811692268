"""The workbook, read back by two readers: nothing altered, nothing executable."""

import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
import python_calamine

from leadtool.chunks import TEXT
from leadtool.errors import UnreadableInput
from leadtool.model import LT_COLUMNS
from leadtool.write.sheet_rows import MAX_CELL
from leadtool.write.workbook import FRONT, LeadWorkbook
from tests.unit.write import making

HOSTILE = [
    "+1555", "00123", "=1+1", "mailto:x", "internal:Sheet!A1", "http://x.example", "<b>&\"'", "]]>", " padded ", "a\nb", "a\r\nb",
    "\ttab", "1.5551234567E+10", "TRUE", "#N/A", "2026-10-01", "{=SUM(A1)}", "_x0041_", "é я 山田 😀", "\u202eabc", "1e5", "'x",
]  # fmt: skip


def sheet(folder: Path, name: str = "Leads") -> list[list[object]]:
    return python_calamine.CalamineWorkbook.from_path(str(folder / "leads.xlsx")).get_sheet_by_name(name).to_python()


def made(folder: Path, cells: list[str], **options: int) -> LeadWorkbook:
    book = LeadWorkbook(folder, ("Cell",), **options)
    columns = ("Cell", *LT_COLUMNS)
    book.add("leads", making.table([{"Cell": cell, "lt_score": "7"} for cell in cells], columns))
    book.finish({})
    return book


@pytest.mark.parametrize("cell", HOSTILE)
def test_a_cell_is_text_and_unaltered(tmp_path: Path, cell: str) -> None:
    made(tmp_path, [cell])
    assert sheet(tmp_path)[1][len(FRONT)] == cell
    found = openpyxl.load_workbook(tmp_path / "leads.xlsx")["Leads"].cell(2, len(FRONT) + 1)
    assert found.data_type == "s"
    assert found.number_format == "@"
    if "_x0041_" not in cell:  # this reader does not undo the escape that Excel and the other one undo
        assert found.value == cell


def test_characters_that_xml_cannot_hold_survive(tmp_path: Path) -> None:
    made(tmp_path, ["a\x07b", "c\x1bd", "e\ufffef"])
    assert [row[len(FRONT)] for row in sheet(tmp_path)[1:]] == ["a\x07b", "c\x1bd", "e\ufffdf"]


def test_nothing_in_the_file_can_run_or_load(tmp_path: Path) -> None:
    made(tmp_path, HOSTILE)
    with zipfile.ZipFile(tmp_path / "leads.xlsx") as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in parts.read(name)
                assert b"<hyperlink" not in parts.read(name)
            assert "externalLink" not in name
            assert "vbaProject" not in name


def test_scores_are_numbers_and_ids_are_not(tmp_path: Path) -> None:
    making.write(tmp_path, form="xlsx")
    header, first = sheet(tmp_path)[:2]
    assert first[header.index("lt_score")] == 85.0
    assert first[header.index("Zip")] == "00123"
    assert openpyxl.load_workbook(tmp_path / "leads.xlsx")["Leads"]["E2"].number_format == "General"


def test_all_sheets_are_there_and_the_read_columns_stand_in_front(tmp_path: Path) -> None:
    making.write(tmp_path, form="xlsx")
    book = openpyxl.load_workbook(tmp_path / "leads.xlsx")
    names = "Leads Review Duplicates Suppressed Junk Rejected Findings Sources Summary".split()
    assert book.sheetnames == names
    page = book["Leads"]
    header = [cell.value for cell in page[1]]
    assert header[: len(FRONT)] == list(FRONT)
    assert header[len(FRONT) : len(FRONT) + 4] == list(making.ORIGINALS)
    assert sorted(header) == sorted((*making.ORIGINALS, *LT_COLUMNS))
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref.startswith("A1:")
    assert page["C1"].comment is not None
    assert page.column_dimensions["Q"].hidden
    assert book["Review"].data_validations.dataValidation[0].formula1 == '"merge,apart"'


def test_a_table_too_long_for_a_sheet_goes_on_in_the_next(tmp_path: Path) -> None:
    made(tmp_path, [str(n) for n in range(7)], max_rows=3)
    book = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "leads.xlsx"))
    assert book.sheet_names[:3] == ["Leads", "Leads 2", "Leads 3"]
    cells = [row[len(FRONT)] for name in book.sheet_names[:3] for row in book.get_sheet_by_name(name).to_python()[1:]]
    assert cells == [str(n) for n in range(7)]


def test_a_cell_too_long_for_excel_is_cut_and_flagged(tmp_path: Path) -> None:
    book = made(tmp_path, ["x" * MAX_CELL, "y" * (MAX_CELL + 1), "😀" * MAX_CELL])
    cells = [row[len(FRONT)] for row in sheet(tmp_path)[1:]]
    assert cells[0] == "x" * MAX_CELL
    assert str(cells[1]).endswith("[cut here, whole in the CSV table]")
    assert all(len(str(cell).encode("utf-16-le")) <= 2 * MAX_CELL for cell in cells)
    assert book.cut == 2
    assert any("too long" in str(row[0]) for row in sheet(tmp_path, "Summary"))


def test_more_columns_than_a_sheet_has_are_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as refused:
        LeadWorkbook(tmp_path, tuple(f"c{n}" for n in range(16_400)))
    assert refused.value.kind == "too-wide"
    assert not list(tmp_path.iterdir())


def test_an_empty_list_makes_a_workbook_all_the_same(tmp_path: Path) -> None:
    book = LeadWorkbook(tmp_path, ("Cell",))
    book.add("leads", pa.table({name: pa.array([], TEXT) for name in ("Cell", *LT_COLUMNS)}))
    book.finish({})
    assert len(sheet(tmp_path)) == 1

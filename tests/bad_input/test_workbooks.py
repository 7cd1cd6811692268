"""Bad input 71–86 and the other workbook formats."""

import datetime
import io
import re
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import odf.opendocument
import odf.table
import odf.text
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlwt

from leadtool.errors import LeadtoolError, UnreadableInput, UsageError
from tests.bad_input.binary_workbook import Cell, binary_workbook
from tests.bad_input.reading import LIST, ROWS, Read, read, read_all

HEAD = ["Name", "Email", "Phone", "City"]


def book(path: Path, *sheets: tuple[str, list[list[object]]], change: Callable[[openpyxl.Workbook], None] | None = None) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change is not None:
        change(made)
    made.save(path)
    return path


def one(
    path: Path, rows: list[list[object]], change: Callable[[openpyxl.Workbook], None] | None = None, **options: object
) -> Read:
    [table] = read_all(book(path / "leads.xlsx", ("Leads", rows), change=change), **options)  # type: ignore[arg-type]
    return table


def rewritten(path: Path, member: str, edit: Callable[[str], str]) -> Path:
    """The workbook with one member's text edited."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, edit(text.decode()).encode() if name == member else text)
    path.write_bytes(out.getvalue())
    return path


SHEET = "xl/worksheets/sheet1.xml"


def test_a_plain_workbook(tmp_path: Path) -> None:
    table = one(tmp_path, [HEAD, *ROWS])
    assert table.info.header == tuple(HEAD)
    assert (table.info.sheet, table.info.header_line, table.info.delimiter, table.info.quote) == ("Leads", 1, None, None)
    assert table.rows == ROWS
    assert table.lines == [(n, n) for n in range(2, 7)]
    assert table.rejected == []


def test_titles_and_footers_on_a_sheet(tmp_path: Path) -> None:
    rows = [["Leads of October"], [], ["Exported:", datetime.date(2026, 10, 1)], HEAD, *ROWS, [], ["Total", 5]]
    table = one(tmp_path, rows)
    assert table.info.header_line == 4
    assert table.rows == ROWS
    assert {row["disposition"] for row in table.rejected} == {"not_a_record"}
    assert [row["first_line"] for row in table.rejected] == [1, 2, 3, 10, 11]


def test_071_several_data_sheets_ask_for_one(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("One", [HEAD, *ROWS]), ("Two", [HEAD, ROWS[0]]))
    with pytest.raises(UsageError, match=r"One .*6 rows.*, Two .*2 rows") as caught:
        read_all(path)
    assert caught.value.kind == "sheets"
    assert read_all(path, sheet="Two")[0].rows == ROWS[:1]
    assert read_all(path, sheet="1")[0].rows == ROWS
    assert [table.info.sheet for table in read_all(path, sheet="all")] == ["One", "Two"]
    assert [table.info.sheet for table in read_all(path, every_sheet=True)] == ["One", "Two"]
    with pytest.raises(UsageError, match="no sheet Three"):
        read_all(path, sheet="Three")


def test_071_an_instructions_sheet_is_passed_over(tmp_path: Path) -> None:
    notes: list[list[object]] = [["How to use this file"], ["Fill in the list."], ["Do not delete columns."]]
    [table] = read_all(book(tmp_path / "a.xlsx", ("Read me", notes), ("Leads", [HEAD, *ROWS]), ("Empty", [])))
    assert table.info.sheet == "Leads"
    assert any("Read me" in warning for warning in table.info.warnings)


def test_072_hidden_sheets_are_named_and_not_read(tmp_path: Path) -> None:
    def hide(made: openpyxl.Workbook) -> None:
        made["Old"].sheet_state = "hidden"
        made["Older"].sheet_state = "veryHidden"

    path = book(tmp_path / "a.xlsx", ("Leads", [HEAD, *ROWS]), ("Old", [HEAD, ROWS[0]]), ("Older", [HEAD, ROWS[0]]), change=hide)
    [table] = read_all(path)
    assert sum("hidden sheet" in warning for warning in table.info.warnings) == 2
    [table] = read_all(path, sheet="all")
    assert [warning.split(" was")[0] for warning in table.info.warnings] == ["hidden sheet Old", "hidden sheet Older"]
    assert read_all(path, sheet="Old")[0].rows == ROWS[:1]


def test_073_hidden_rows_are_read_and_counted(tmp_path: Path) -> None:
    def hide(made: openpyxl.Workbook) -> None:
        made["Leads"].row_dimensions[3].hidden = True

    table = one(tmp_path, [HEAD, *ROWS], hide)
    assert table.rows == ROWS
    assert any(warning.startswith("1 of 6 rows were hidden") for warning in table.info.warnings)


def _with_rows(path: Path, rows: str) -> Path:
    return rewritten(path, SHEET, lambda text: text.replace("</sheetData>", rows + "</sheetData>"))


def _far_row(number: int, *places: str) -> str:
    cells = "".join(f'<c r="{place}" t="inlineStr"><is><t>x</t></is></c>' for place in places)
    return f'<row r="{number}">{cells}</row>'


@pytest.mark.parametrize("place", ["XFD1048576", "A1048576", "XFD7", "AAA90000"])
def test_074_a_far_cell_does_not_make_the_list_unreadable(tmp_path: Path, place: str) -> None:
    path = book(tmp_path / "a.xlsx", ("Leads", [HEAD, *ROWS]))
    _with_rows(path, _far_row(int(re.sub("[A-Z]", "", place)), place))
    begin = time.process_time()
    [table] = read_all(path)
    assert (table.rows, table.rejected, table.info.header) == (ROWS, [], tuple(HEAD))
    assert any(warning.startswith("1 cells far away from the table were left out") for warning in table.info.warnings)
    assert time.process_time() - begin < 2


def test_074_a_formatted_cell_far_away_holds_nothing(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("Leads", [HEAD, *ROWS]))
    [table] = read_all(_with_rows(path, '<row r="1048576"><c r="XFD1048576" s="0"/></row>'))
    assert (table.rows, table.rejected, table.info.warnings) == (ROWS, [], ())


def test_074_many_cells_far_away_are_refused_fast(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("Leads", [HEAD, *ROWS]))
    _with_rows(path, "".join(_far_row(number, f"XFC{number}", f"XFD{number}") for number in range(1_048_500, 1_048_577)))
    begin = time.process_time()
    with pytest.raises(UnreadableInput) as caught:
        read_all(path)
    assert caught.value.kind == "xlsx-far-cell"
    assert time.process_time() - begin < 2


def test_074_a_note_beside_the_table_and_a_gap_within_it_stay(tmp_path: Path) -> None:
    rows: list[list[object]] = [HEAD, *ROWS, *[[]] * 6000, *ROWS]
    rows[1] = [*ROWS[0], *[None] * 40, "ask Jo"]
    table = one(tmp_path, rows)
    assert len(table.rows) == 10
    assert "ask Jo" in table.rows[0]


@pytest.mark.parametrize("cell", ["XFE1", "A1048577", "ZZZZ1"])
def test_075_a_cell_outside_the_grid_is_damage(tmp_path: Path, cell: str) -> None:
    path = book(tmp_path / "a.xlsx", ("Leads", [HEAD, *ROWS]))
    rewritten(path, SHEET, lambda text: text.replace('r="D3"', f'r="{cell}"'))
    with pytest.raises(UnreadableInput) as caught:
        read_all(path)
    assert caught.value.kind == "xlsx-damaged"


@pytest.mark.parametrize("said", ["A1", "A1:XFD1048576", "A1:B2"])
def test_076_a_lying_dimension_is_ignored(tmp_path: Path, said: str) -> None:
    path = book(tmp_path / "a.xlsx", ("Leads", [HEAD, *ROWS]))
    rewritten(path, SHEET, lambda text: re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="{said}"', text))
    assert read_all(path)[0].rows == ROWS


def test_077_a_document_type_is_refused(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("Leads", [HEAD, *ROWS]))
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    rewritten(path, SHEET, lambda text: bomb + text)
    with pytest.raises(UnreadableInput) as caught:
        read_all(path)
    assert caught.value.kind == "xlsx-dtd"


def test_078_to_080_formulas_and_errors(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("Leads", [HEAD, *ROWS]))

    def edit(text: str) -> str:
        text = re.sub(r'<c r="D2"[^>]*>.*?</c>', '<c r="D2" t="str"><f>A1&amp;"x"</f><v>Delft</v></c>', text)
        text = re.sub(r'<c r="D3"[^>]*>.*?</c>', '<c r="D3"><f>1+1</f></c>', text)
        return re.sub(r'<c r="D4"[^>]*>.*?</c>', '<c r="D4" t="e"><v>#N/A</v></c>', text)

    [table] = read_all(rewritten(path, SHEET, edit))
    assert [row[3] for row in table.rows] == ["Delft", "", "", "Goes", "Ede"]
    assert any("1 formula cells have no stored value" in warning for warning in table.info.warnings)
    assert any("1 cells with an error" in warning for warning in table.info.warnings)


def test_081_merged_cells_are_counted(tmp_path: Path) -> None:
    table = one(tmp_path, [HEAD, *ROWS], lambda made: made["Leads"].merge_cells("D3:D4"))
    assert table.rows[2][3] == ""
    assert any("1 merged" in warning for warning in table.info.warnings)


def test_082_083_numbers_keep_their_digits(tmp_path: Path) -> None:
    def formats(made: openpyxl.Workbook) -> None:
        made["Leads"]["C2"].number_format = "00000"

    rows: list[list[object]] = [
        ["Name", "Phone", "Zip", "Card", "Share", "Email"],
        ["Jo", 15551234567.0, 2134, 4111111111111110000, 0.1 + 0.2, "jo@acme.nl"],
        ["Ann", 4.155552671e9, "02134", 12, 12.50, "ann@acme.nl"],
    ]
    table = one(tmp_path, rows, formats)
    assert table.rows[0] == ["Jo", "15551234567", "02134", "4111111111111110000", "0.3", "jo@acme.nl"]
    assert table.rows[1] == ["Ann", "4155552671", "02134", "12", "12.5", "ann@acme.nl"]
    assert table.fired == ["R201"]


def test_082_zeros_of_a_table_that_does_not_begin_in_the_first_column(tmp_path: Path) -> None:
    def formats(made: openpyxl.Workbook) -> None:
        made["Leads"]["E4"].number_format = "00000"

    rows: list[list[object]] = [[], [], [None, None, "Name", "Email", "Zip"], [None, None, "Jo Smit", "jo@acme.nl", 2134]]
    assert one(tmp_path, rows, formats).rows == [["Jo Smit", "jo@acme.nl", "02134"]]


def test_084_dates_become_iso(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Name", "Email", "Created", "Seen", "Text"],
        ["Jo", "jo@acme.nl", datetime.date(2026, 10, 1), datetime.datetime(2026, 10, 1, 12, 30), "01/02/2026"],
    ]
    for epoch in (openpyxl.utils.datetime.WINDOWS_EPOCH, openpyxl.utils.datetime.MAC_EPOCH):

        def set_epoch(made: openpyxl.Workbook, epoch: datetime.datetime = epoch) -> None:
            made.epoch = epoch

        assert one(tmp_path, rows, set_epoch).rows[0][2:] == ["2026-10-01", "2026-10-01 12:30:00", "01/02/2026"]


def test_damaged_and_protected_workbooks(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("Leads", [HEAD, *ROWS]))
    path.write_bytes(path.read_bytes()[:-300])
    with pytest.raises(UnreadableInput) as caught:
        read_all(path)
    assert caught.value.kind == "xlsx-damaged"


def test_an_empty_workbook(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read_all(book(tmp_path / "a.xlsx", ("Leads", [])))
    assert caught.value.kind == "empty"


@pytest.mark.parametrize("size", [1, 60])
def test_old_workbooks(tmp_path: Path, size: int) -> None:
    made = xlwt.Workbook()
    made.add_sheet("Notes").write(0, 0, "Only a note")
    sheet = made.add_sheet("Léads")
    for at, row in enumerate([HEAD, *ROWS * size]):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    sheet.row(2).hidden = sheet.row(4).hidden = True
    made.save(str(tmp_path / "a.csv"))
    [table] = read_all(tmp_path / "a.csv")
    assert (table.info.sheet, table.rows) == ("Léads", ROWS * size)
    assert any(warning.startswith(f"2 of {5 * size + 1} rows were hidden") for warning in table.info.warnings)


def test_open_documents(tmp_path: Path) -> None:
    made = odf.opendocument.OpenDocumentSpreadsheet()
    sheet = odf.table.Table(name="Leads")
    for row, visible in zip([HEAD, *ROWS], ("visible", "visible", "filter", "collapse", "visible", "visible"), strict=True):
        line = odf.table.TableRow(visibility=visible)
        for cell in row:
            box = odf.table.TableCell(valuetype="string")
            box.addElement(odf.text.P(text=cell))
            line.addElement(box)
        line.addElement(odf.table.TableCell(numbercolumnsrepeated=1020))
        sheet.addElement(line)
    empty = odf.table.TableRow(numberrowsrepeated=1_048_570, visibility="collapse")
    empty.addElement(odf.table.TableCell(numbercolumnsrepeated=1024))
    sheet.addElement(empty)
    made.spreadsheet.addElement(sheet)
    made.save(str(tmp_path / "a.ods"))
    [table] = read_all(tmp_path / "a.ods")
    assert table.rows == ROWS
    assert [warning for warning in table.info.warnings if "hidden" in warning] == ["2 of 6 rows were hidden; they were read"]


def test_open_documents_repeat_cells_and_rows(tmp_path: Path) -> None:
    def write(columns: int, rows: int) -> Path:
        made = odf.opendocument.OpenDocumentSpreadsheet()
        sheet = odf.table.Table(name="Leads")
        for row, times in ((HEAD, 1), (ROWS[0], rows)):
            line = odf.table.TableRow(numberrowsrepeated=times)
            for cell, wide in zip(row, (1, 1, 1, columns), strict=True):
                box = odf.table.TableCell(valuetype="string", numbercolumnsrepeated=wide)
                box.addElement(odf.text.P(text=cell))
                line.addElement(box)
            sheet.addElement(line)
        made.spreadsheet.addElement(sheet)
        made.save(str(tmp_path / "a.ods"))
        return tmp_path / "a.ods"

    [table] = read_all(write(2, 3))
    assert table.rows == [[*ROWS[0], "Delft"]] * 3
    begin = time.process_time()
    with pytest.raises(UnreadableInput) as caught:
        read_all(write(16_000, 1_000_000))
    assert caught.value.kind == "xlsx-far-cell"
    assert time.process_time() - begin < 2


def test_binary_workbooks(tmp_path: Path) -> None:
    more: list[Cell] = ["Zoë Öz", "z@acme.nl", 15551234567.0, "#N/A"]
    sheets = (("Leads", [HEAD, *ROWS, more]), ("Old", [HEAD, ROWS[0]]))
    (tmp_path / "a.xlsb").write_bytes(binary_workbook(*sheets, hidden_rows=[3], hidden=["Old"]))
    [table] = read_all(tmp_path / "a.xlsb")
    assert table.rows == [*ROWS, ["Zoë Öz", "z@acme.nl", "15551234567", ""]]
    assert table.info.warnings == (
        "1 of 7 rows were hidden; they were read",
        "1 cells with an error such as #N/A were taken as empty",
        "hidden sheet Old was not read (--sheet reads it)",
    )
    assert read_all(tmp_path / "a.xlsb", sheet="Old")[0].rows == ROWS[:1]


def test_excel_2003_xml(tmp_path: Path) -> None:
    cells = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row) + "</Row>"
        for row in [HEAD, *ROWS]
    )
    text = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        f'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Leads"><Table>{cells}</Table></Worksheet></Workbook>'
    )
    table = read(tmp_path, text, "a.xls")
    assert table.rows == ROWS
    assert table.info.sheet == "Leads"
    with pytest.raises(LeadtoolError):
        read(tmp_path, text[: len(text) // 2], "b.xls")


def test_html_saved_as_xls(tmp_path: Path) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in [HEAD, *ROWS])
    page = f'<html><head><meta charset="windows-1252"></head><body><table>{rows}<tr><td>Zoë &amp; Co<td>z@acme.nl<td><td>Köln</table>'
    table = read(tmp_path, page.encode("cp1252"), "a.xls")
    assert table.rows == [*ROWS, ["Zoë & Co", "z@acme.nl", "", "Köln"]]


def test_parquet(tmp_path: Path) -> None:
    columns = {name: [row[at] for row in ROWS] for at, name in enumerate(HEAD)}
    columns["Since"] = [datetime.date(2026, 10, 1)] * 5  # type: ignore[list-item]
    columns["Score"] = [1.5, None, 3.0, 4.0, 5.0]  # type: ignore[list-item]
    pq.write_table(pa.table(columns), tmp_path / "a.csv")
    [table] = read_all(tmp_path / "a.csv")
    assert [row[:4] for row in table.rows] == ROWS
    assert table.rows[0][4:] == ["2026-10-01", "1.5"]
    assert table.info.header_line == 1


def test_106_a_list_survives_csv_and_workbook_alike(tmp_path: Path) -> None:
    assert read(tmp_path, LIST).rows == one(tmp_path, [HEAD, *ROWS]).rows


def test_071_a_cover_and_counts_are_no_leads(tmp_path: Path) -> None:
    cover: list[list[object]] = [["Vendor", "Acme Data"], ["Delivered", "2026-10-01"], ["Contact", "sales@acme.com"]]
    counts: list[list[object]] = [["Country", "Count"], ["NL", 3], ["DE", 2], ["Total", 5]]
    path = book(tmp_path / "a.xlsx", ("Cover", cover), ("Leads", [HEAD, *ROWS]), ("By country", counts))
    [table] = read_all(path)
    assert (table.info.sheet, table.rows) == ("Leads", ROWS)
    assert [warning for warning in table.info.warnings if "was not read" in warning] == [
        "sheet Cover holds no leads and was not read (--sheet reads it)",
        "sheet By country holds no leads and was not read (--sheet reads it)",
    ]
    assert len(read_all(path, sheet="all")) == 3


def test_068_a_giant_cell_is_set_aside(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("Leads", [HEAD, *ROWS]))
    giant = f'<row r="7"><c r="A7" t="inlineStr"><is><t>{"x" * 1_000_001}</t></is></c></row>'
    [table] = read_all(_with_rows(path, giant))
    assert (table.rows, table.rules) == (ROWS, ["R115"])


def test_058_sums_of_a_grouped_report_are_no_records(tmp_path: Path) -> None:
    rows: list[list[object]] = [[None, "Lead Source  ↑", "Name", "Email", "Phone", "City"]]
    for source in ("Web", "Trade Show"):
        rows += [[None, source if at == 0 else None, *row] for at, row in enumerate(ROWS)]
        rows.append([None, "Subtotal", "Count", 5])
    rows += [[None, "Total", "Count", 10], [], [None, "Confidential Information - Do Not Distribute"]]
    table = one(tmp_path, rows)
    assert [row[1:] for row in table.rows] == ROWS * 2
    assert table.rules == ["R104", "R104", "R104", "R101", "R104"]

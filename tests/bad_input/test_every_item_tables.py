"""Bad input 40–86 through the command line: one test per item, exit code and what becomes of the records."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.bad_input.command import Command, Outcome
from tests.bad_input.reading import HEADER, LIST, PEOPLE

Clean = Callable[..., Outcome]
MORE = [f"Name {i},n{i}@acme.nl,+31 20 123 {i:04},Delft" for i in range(30)]


def entry(done: Outcome) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done.stdout)["files"][0]
    return found


def seen(command: Command, tmp_path: Path, content: str | bytes, *options: str, name: str = "leads.csv") -> dict[str, Any]:
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    done = command("columns", name, "--json", *options)
    assert done.code == 0, done.said
    return entry(done)


# Content, what `records` and the other keys of `columns --json` are to be.
SEEN: list[tuple[str, str | bytes, dict[str, Any]]] = [
    ("040 semicolon", LIST.replace(",", ";"), {"delimiter": ";", "records": 5}),
    ("040 tab", LIST.replace(",", "\t"), {"delimiter": "\t", "records": 5}),
    ("040 pipe", LIST.replace(",", "|"), {"delimiter": "|", "records": 5}),
    ("041 sep line", "sep=;\r\n" + LIST.replace(",", ";"), {"delimiter": ";", "header_line": 2, "records": 5}),
    ("042 wide delimiter", LIST.replace(",", "||"), {"delimiter": "||", "records": 5}),
    ("049 backslashes", HEADER + "".join(f'"J \\"j\\" {i}","j{i}@acme.nl","",""\n' for i in range(5)), {"records": 5}),
    ("050 line breaks", HEADER + '"Jo\nSmit",jo@acme.nl,,"a\nb"\n' + PEOPLE[1] + "\n", {"records": 2}),
    ("052 CR", LIST.replace("\n", "\r"), {"records": 5}),
    ("052 CRCRLF", LIST.replace("\n", "\r\r\n"), {"records": 5}),
    ("055 titles", "Leads October\n\n" + LIST, {"header_line": 3, "records": 5}),
    ("056 footer", LIST + "Total: 5\n", {"records": 5}),
    ("057 no header", "\n".join(PEOPLE) + "\n", {"header_line": None, "records": 5}),
    ("058 header again", LIST + LIST, {"records": 10}),
    ("060 units", HEADER + "(text),(text),(intl.),(text)\n" + LIST.removeprefix(HEADER), {"records": 5}),
    ("063 languages", LIST.replace(HEADER, "Naam,E-mailadres,Telefoon,Plaats\n"), {"header_line": 1, "records": 5}),
]


@pytest.mark.parametrize(("item", "content", "told"), SEEN, ids=[item for item, _, _ in SEEN])
def test_item_040_to_063_as_columns_tells_it(
    command: Command, tmp_path: Path, item: str, content: str, told: dict[str, Any]
) -> None:
    found = seen(command, tmp_path, content)
    assert {key: found[key] for key in told} == told


def test_item_042_a_delimiter_is_forced(command: Command, tmp_path: Path) -> None:
    assert seen(command, tmp_path, LIST.replace(",", "x"), "--delimiter", "x")["delimiter"] == "x"


# Content, the ledger without its zeros, rules that must have fired.
CLEANED: list[tuple[str, str, dict[str, int], list[str]]] = [
    ("043 first row too long", HEADER + "Smit, Jo,jo@x.nl,+31 20 123 4560,Delft\n" + "\n".join(PEOPLE) + "\n", {"ready": 5, "unreadable": 1}, ["R112"]),
    ("044 later row too long", LIST + "a,b@x.nl,+31 20 123 4599,c,d\nEd Els,ed@x.nl,+31 20 123 4598,Ede,,\n", {"ready": 6, "unreadable": 1}, ["R112"]),
    ("045 short row", LIST + "Ed Els,ed@acme.nl\n", {"ready": 6}, ["R002"]),
    ("046 trailing delimiters", HEADER + "".join(f"{line},\n" for line in PEOPLE), {"ready": 5}, []),
    ("047 unclosed quote", HEADER + "\n".join([*MORE[:9], '"' + MORE[9], *MORE[10:]]) + "\n", {"ready": 29, "unreadable": 1}, ["R111"]),
    ("048 stray quotes", LIST + '"Ed "Eddie" Els",ed@acme.nl,,Breda\nAn 5" Pi,an@acme.nl,,Breda\n', {"ready": 7}, ["R003"]),
    ("051 split row", LIST + "Ed Els,ed@acme.nl,+31 20 1\n23 4571,Breda\n" + PEOPLE[0].replace("jo@", "jj@") + "\n", {"ready": 7}, ["R004"]),
    ("053 cut off", LIST + "Ed Els,ed@ac", {"records": 6}, ["R002", "R202"]),
    ("054 blank rows", HEADER + PEOPLE[0] + "\n\n,,,\n" + PEOPLE[1] + "\n", {"ready": 2, "not_a_record": 2}, ["R101"]),
    ("055 titles", "Leads October\n\n" + LIST, {"ready": 5, "not_a_record": 2}, ["R102", "R101"]),
    ("056 footer", LIST + "Total: 5\nConfidential\n", {"ready": 5, "not_a_record": 2}, ["R104"]),
    ("058 header again", LIST + HEADER + "\n".join(MORE[:3]) + "\n", {"ready": 8, "not_a_record": 1}, ["R103"]),
    ("059 second table", LIST + "\nProduct,Price\nPump,10\nValve,20\n", {"ready": 5, "unreadable": 3, "not_a_record": 1}, ["R114"]),
    ("060 second header", HEADER + "Naam,E-mailadres,Telefoon,Plaats\n" + LIST.removeprefix(HEADER), {"ready": 5, "not_a_record": 1}, ["R106"]),
    ("068 a huge cell", LIST + f"{'x' * 1_500_000},e@acme.nl,,x\n", {"ready": 5, "unreadable": 1}, ["R115"]),
]  # fmt: skip


@pytest.mark.parametrize(("item", "content", "ledger", "rules"), CLEANED, ids=[item for item, *_ in CLEANED])
def test_item_043_to_068_as_clean_sorts_it(
    clean: Clean, item: str, content: str, ledger: dict[str, int], rules: list[str]
) -> None:
    done = clean(content, "--duplicates", "off")
    assert done.code == 0
    kept = {name: count for name, count in done.ledger.items() if name in ledger or name in ("unreadable", "not_a_record")}
    if "ready" in ledger:
        kept["ready"] = done.ledger.get("ready", 0) + done.ledger.get("review", 0)
    assert kept == ledger
    assert set(rules) <= set(done.summary["rules"])


def test_item_047_the_line_is_named(clean: Clean) -> None:
    done = clean(HEADER + "\n".join([*MORE[:9], '"' + MORE[9], *MORE[10:]]) + "\n")
    [row] = done.table("rejected")
    assert (row["line"], row["disposition"], row["rule"]) == ("11", "unreadable", "R111")


def test_item_061_062_headers_doubled_blank_and_long(command: Command, tmp_path: Path) -> None:
    found = seen(command, tmp_path, "email,,email,\u00a0," + "x" * 5000 + "\n" + "a@x.nl,b,c@x.nl,d,e@x.nl\n" * 3)
    assert [one["header"] for one in found["columns"]][:4] == ["email", "", "email", "\u00a0"]
    assert [one["field"] for one in found["columns"]][:3] == ["email", None, "email"]


def test_item_061_062_names_in_the_output(clean: Clean) -> None:
    done = clean("Email,,Email\nb@x.nl,,d@x.nl\n")
    with (done.out / "leads.csv").open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.reader(file))[:3] == ["Email", "column_2", "Email__2"]


def test_item_064_no_contact_column(clean: Clean, command: Command) -> None:
    done = clean("Pump,Size\n7,12\n8,14\n9,16\n", "--json")
    assert done.code == 3
    assert "no-keys" in done.said
    assert "--map" in done.said
    assert "Pump" in done.said
    assert command("columns", "leads.csv", "--json").code == 0


def test_item_065_thousands_of_columns(command: Command, tmp_path: Path) -> None:
    wide = ",".join(["Email", *[f"c{i}" for i in range(5_100)]])
    found = seen(command, tmp_path, wide + "\n" + "a@x.nl" + ",1" * 5_100 + "\n")
    assert len(found["columns"]) == 5_101


def test_item_066_more_rows_than_a_sheet_holds(clean: Clean, monkeypatch: pytest.MonkeyPatch) -> None:
    from leadtool.write import workbook

    limits = [
        name
        for name in vars(workbook)
        if isinstance(getattr(workbook, name), int) and getattr(workbook, name) in (1_048_575, 1_048_576)
    ]
    assert limits
    monkeypatch.setattr(workbook, limits[0], 12 if getattr(workbook, limits[0]) == 1_048_576 else 11)
    done = clean(HEADER + "\n".join(MORE) + "\n", "--format", "xlsx")
    if done.code == 4:
        assert "csv" in done.stderr
        return
    assert done.code == 0
    book = openpyxl.load_workbook(done.out / "leads.xlsx", read_only=True)
    rows = sum(
        1
        for name in book.sheetnames
        if name.startswith("Leads")
        for row in book[name].iter_rows(values_only=True)
        if "@" in str(row)
    )
    assert rows == len(MORE)


def test_item_067_a_cell_too_long_for_a_sheet(clean: Clean) -> None:
    long = "x" * 40_000
    done = clean(HEADER.replace("City", "Notes") + f"Jo Smit,jo@acme.nl,+31 20 123 4567,{long}\n", "--format", "xlsx")
    assert done.code == 0
    assert done.rows[0]["Notes"] == long
    book = openpyxl.load_workbook(done.out / "leads.xlsx")
    assert max(len(str(cell.value)) for row in book["Leads"].iter_rows() for cell in row) <= 32_767


def test_item_069_one_endless_line(clean: Clean) -> None:
    done = clean("x" * 20_000_000, "--json")
    assert done.code == 3
    assert "no-rows" in done.said


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ('[{"name": "Jo"}]', "JSON"),
        ('{"a": 1}\n{"a": 2}\n', "JSON"),
        ("BEGIN:VCARD\nEND:VCARD\n", "vCard"),
        ("CREATE TABLE x (id int);\n", "SQL"),
    ],
)
def test_item_070_no_table_named_csv(clean: Clean, content: str, word: str) -> None:
    done = clean(content)
    assert done.code == 3
    assert word in done.stderr


def book(path: Path, sheets: dict[str, list[list[object]]], change: Callable[[openpyxl.Workbook], None] | None = None) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change:
        change(made)
    made.save(path)
    return path


ROWS: list[list[object]] = [list(line.split(",")) for line in LIST.splitlines()]


def edited(path: Path, edit: Callable[[str], str], member: str = "xl/worksheets/sheet1.xml") -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, edit(text.decode()).encode() if name == member else text)
    path.write_bytes(out.getvalue())


def test_item_071_several_sheets(command: Command, tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", {"One": ROWS, "Two": [ROWS[0], ["Z", "z@acme.nl", "+31 20 555 1234", "Ede"]]})
    done = command("clean", "a.xlsx", "-o", "run")
    assert done.code == 2
    assert all(word in done.stderr for word in ("One", "6 rows", "Two", "2 rows", "--sheet"))
    assert command("clean", "a.xlsx", "-o", "two", "--sheet", "Two").summary["ledger"]["records"] == 1
    assert command("clean", "a.xlsx", "-o", "second", "--sheet", "2").summary["ledger"]["records"] == 1
    assert command("clean", "a.xlsx", "-o", "all", "--sheet", "all").summary["ledger"]["records"] == 6
    wrong = command("clean", "a.xlsx", "-o", "none", "--sheet", "Towo")
    assert wrong.code == 2
    assert "Two" in wrong.stderr
    assert len(json.loads(command("columns", "a.xlsx", "--json").stdout)["files"]) == 2


def test_item_072_hidden_sheets(command: Command, tmp_path: Path) -> None:
    def hide(made: openpyxl.Workbook) -> None:
        made["Old"].sheet_state = "veryHidden"

    book(tmp_path / "a.xlsx", {"Leads": ROWS, "Old": ROWS}, hide)
    done = command("clean", "a.xlsx", "-o", "run")
    assert done.summary["ledger"]["records"] == 5
    assert any("Old" in said for said in done.summary["warnings"])


def test_item_073_hidden_rows(command: Command, tmp_path: Path) -> None:
    def hide(made: openpyxl.Workbook) -> None:
        made["Leads"].row_dimensions[3].hidden = True

    book(tmp_path / "a.xlsx", {"Leads": ROWS}, hide)
    done = command("clean", "a.xlsx", "-o", "run")
    assert done.summary["ledger"]["records"] == 5
    assert any("1 of 6 rows were hidden" in said for said in done.summary["warnings"])


HOSTILE = {
    "074 a far cell": (lambda text: text.replace("</sheetData>", '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'), "far-cell"),
    "075 outside the grid": (lambda text: text.replace('r="D3"', 'r="ZZZZ1"'), "xlsx-damaged"),
    "077 a document type": (lambda text: '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + text, "xlsx-dtd"),
}  # fmt: skip


@pytest.mark.parametrize("item", HOSTILE)
def test_item_074_075_077_hostile_workbooks(command: Command, tmp_path: Path, item: str) -> None:
    edit, kind = HOSTILE[item]
    edited(book(tmp_path / "a.xlsx", {"Leads": ROWS}), edit)
    done = command("clean", "a.xlsx", "-o", "run", "--json")
    assert done.code in ((0, 3) if item.startswith("074") else (3,))
    if done.code:
        assert kind in done.said
    else:
        assert done.summary["ledger"]["records"] - done.summary["ledger"]["not_a_record"] >= 5


def test_item_076_a_lying_dimension(command: Command, tmp_path: Path) -> None:
    edited(
        book(tmp_path / "a.xlsx", {"Leads": ROWS}), lambda text: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', text)
    )
    assert entry(command("columns", "a.xlsx", "--json"))["records"] == 5


def test_item_078_079_080_formulas_and_errors(command: Command, tmp_path: Path) -> None:
    def edit(text: str) -> str:
        text = re.sub(r'<c r="D2"[^>]*>.*?</c>', '<c r="D2" t="str"><f>A1&amp;"x"</f><v>Delft</v></c>', text)
        text = re.sub(r'<c r="D3"[^>]*>.*?</c>', '<c r="D3"><f>1+1</f></c>', text)
        return re.sub(r'<c r="D4"[^>]*>.*?</c>', '<c r="D4" t="e"><v>#N/A</v></c>', text)

    edited(book(tmp_path / "a.xlsx", {"Leads": ROWS}), edit)
    done = command("clean", "a.xlsx", "-o", "run")
    assert sorted(row["City"] for row in done.rows) == ["", "", "Delft", "Ede", "Goes"]
    said = " ".join(done.summary["warnings"])
    assert "1 formula cells have no stored value" in said
    assert "1 cells with an error" in said


def test_item_081_merged_cells(command: Command, tmp_path: Path) -> None:
    book(tmp_path / "a.xlsx", {"Leads": ROWS}, lambda made: made["Leads"].merge_cells("D3:D4"))
    done = command("clean", "a.xlsx", "-o", "run")
    assert any("merged" in said for said in done.summary["warnings"])
    assert "" in [row["City"] for row in done.rows]


def test_item_082_083_numbers_that_were_text(command: Command, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Name", "Email", "Phone", "Zip", "Card"],
        ["Jo", "jo@acme.com", 15551234567.0, 2134, 4111111111111110000],
    ]
    book(tmp_path / "a.xlsx", {"Leads": rows})
    done = command("clean", "a.xlsx", "-o", "run", "--country", "US")
    assert (done.rows[0]["Phone"], done.rows[0]["Zip"]) == ("15551234567", "2134")
    assert done.rows[0]["lt_postal_code"] == "02134"
    assert done.summary["rules"]["R201"] == 1


def test_item_084_dates_of_both_epochs(command: Command, tmp_path: Path) -> None:
    import datetime

    rows: list[list[object]] = [["Name", "Email", "Last contacted"], ["Jo", "jo@acme.com", datetime.date(2026, 10, 1)]]
    for epoch in (openpyxl.utils.datetime.WINDOWS_EPOCH, openpyxl.utils.datetime.MAC_EPOCH):

        def set_epoch(made: openpyxl.Workbook, epoch: datetime.datetime = epoch) -> None:
            made.epoch = epoch

        book(tmp_path / "a.xlsx", {"Leads": rows}, set_epoch)
        done = command("clean", "a.xlsx", "-o", "run", "--overwrite")
        assert done.rows[0]["lt_last_contacted"] == "2026-10-01"


def test_item_085_macros_and_links(command: Command, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsm", {"Leads": ROWS})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\0macro")
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
        archive.writestr("xl/connections.xml", "<connections/>")
    done = command("clean", "a.xlsm", "-o", "run")
    assert done.summary["ledger"]["records"] == 5
    said = " ".join(done.summary["warnings"])
    assert "macros" in said
    assert "links" in said


def test_item_086_odd_sheet_names(command: Command, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"Sheet1": ROWS})
    name = "'Sheet'(1) that is forty characters long"
    edited(path, lambda text: text.replace('name="Sheet1"', f'name="{name}"'), "xl/workbook.xml")
    done = command("clean", "a.xlsx", "-o", "run", "--format", "xlsx")
    assert done.code == 0
    assert all(
        len(one) <= 31 and not set(one) & set("[]:*?/\\") for one in openpyxl.load_workbook(done.out / "leads.xlsx").sheetnames
    )

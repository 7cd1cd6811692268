"""Lists that were printed rather than exported: frames, rules of dashes, counts below, columns lined up by one blank."""

from pathlib import Path

import pytest

from tests.bad_input.reading import PEOPLE, ROWS, read

HEAD = ["Name", "Email", "Phone", "City"]
FRAME = "+---------+-------+-------+------+\n"


def _framed(rows: list[list[str]]) -> str:
    return "".join("| " + " | ".join(row) + " |\n" for row in rows)


def test_056_a_framed_table_keeps_its_records_only(tmp_path: Path) -> None:
    text = FRAME + _framed([HEAD]) + FRAME + _framed(ROWS) + FRAME + "5 rows in set (0.01 sec)\n"
    table = read(tmp_path, text, "leads.txt")
    assert [[cell.strip() for cell in row[1:-1]] for row in table.rows] == ROWS
    assert table.rules == ["R108", "R108", "R108", "R104"]


def test_056_rules_of_dashes_on_every_page(tmp_path: Path) -> None:
    line = "-" * 60 + "\n"
    page = line + "|".join(HEAD) + "\n" + line + "".join("|".join(row) + "\n" for row in ROWS) + line
    table = read(tmp_path, "Customers 01.10.2026\n" + page + page, "leads.txt")
    assert table.rows == ROWS * 2
    assert table.rules == ["R102", "R108", "R108", "R108", "R108", "R103", "R108", "R108"]


@pytest.mark.parametrize(
    "last", ["\t*\t8 Sätze", "\t8 Datensätze", "\t(5 rows)", "\t5 записей", "\t12 件", "\t5 registros", "\t*\t*\t5 lignes"]
)
def test_056_a_number_of_records_is_no_record(tmp_path: Path, last: str) -> None:
    text = "\t" + "\t".join(HEAD) + "\n" + "".join("\t" + "\t".join(row) + "\n" for row in ROWS) + last + "\n"
    table = read(tmp_path, text, "leads.txt")
    assert [row[1:] for row in table.rows] == ROWS
    assert table.rules == ["R104"]


def test_056_a_notice_below_a_total_is_no_record(tmp_path: Path) -> None:
    text = ",".join(HEAD) + "\n" + "\n".join(PEOPLE) + "\nTotal de registros:,5,,\nDocumento interno,,,\n"
    table = read(tmp_path, text)
    assert (table.rows, table.rules) == (ROWS, ["R104", "R104"])


def test_056_a_number_of_people_in_a_name_is_kept(tmp_path: Path) -> None:
    text = ",".join(HEAD) + "\n" + "\n".join(PEOPLE) + "\n7 Rows Consulting,info@seven.nl,,\n3 Suisses,,,\n"
    table = read(tmp_path, text)
    assert [row[0] for row in table.rows[5:]] == ["7 Rows Consulting", "3 Suisses"]


def test_columns_lined_up_by_one_blank_under_their_names(tmp_path: Path) -> None:
    head = "CUSTNO LAST      FIRST     CITY      ST ZIP   PHONE      EMAIL"
    rows = [
        f"{at:06} {last:<10}{first:<10}{'NEW YORK':<10}NY 1000{at} 212555123{at} n{at}@acme.com"
        for at, (last, first) in enumerate([("SMITH", "JOHN"), ("VAN DYKE", "DICK"), ("DOE", "JANE")] * 3)
    ]
    table = read(tmp_path, "\n".join([head, *rows]) + "\n", "leads.txt")
    assert table.info.header == ("CUSTNO", "LAST", "FIRST", "CITY", "ST", "ZIP", "PHONE", "EMAIL")
    assert table.rows[1] == ["000001", "VAN DYKE", "DICK", "NEW YORK", "NY", "10001", "2125551231", "n1@acme.com"]


def test_a_table_framed_with_lines_of_a_terminal(tmp_path: Path) -> None:
    body = "".join("│ " + " │ ".join(row) + " │\n" for row in [HEAD, *ROWS])
    head, rest = body.split("\n", 1)
    table = read(tmp_path, f"┌───┬───┐\n{head}\n├───┼───┤\n{rest}└───┴───┘\n", "leads.txt")
    assert [[cell.strip() for cell in row[1:-1]] for row in table.rows] == ROWS
    assert table.rules == ["R108", "R108", "R108"]


@pytest.mark.parametrize("sign", ["\x14", "\x1d", "¤", "•", "?", "§", "¬"])
def test_042_delimiters_that_few_programs_write(tmp_path: Path, sign: str) -> None:
    table = read(tmp_path, "".join(sign.join(row) + "\n" for row in [HEAD, *ROWS]), "leads.txt")
    assert (table.info.delimiter, table.rows) == (sign, ROWS)


def test_cells_in_apostrophes_with_doubled_ones(tmp_path: Path) -> None:
    text = "'Name','Email','Phone'\n" + "".join(f"'Ann O''Neil','ann{at}@acme.ie',NULL\n" for at in range(6))
    table = read(tmp_path, text)
    assert (table.info.quote, table.rows[0]) == ("'", ["Ann O'Neil", "ann0@acme.ie", "NULL"])


def test_addresses_copied_from_a_mail_are_no_header(tmp_path: Path) -> None:
    table = read(tmp_path, "Jo Smit <jo@acme.nl>; Ann Vos <ann@globex.nl>; Bo Bos <bo@initech.nl>", "to.txt")
    assert table.info.header_line is None
    assert table.rows == [["Jo Smit <jo@acme.nl>", " Ann Vos <ann@globex.nl>", " Bo Bos <bo@initech.nl>"]]


def test_056_notes_behind_a_blank_line_are_no_records(tmp_path: Path) -> None:
    text = ",".join(HEAD) + "\n" + "\n".join(PEOPLE) + "\n\n* Datos sujetos a LOPD\n1) No llamar antes de las 9h\n"
    table = read(tmp_path, text)
    assert (table.rows, len(table.rejected)) == (ROWS, 3)
    assert {row["disposition"] for row in table.rejected} == {"not_a_record"}

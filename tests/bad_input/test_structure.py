"""Bad input 40–65 and 68: the structure of CSV files."""

from pathlib import Path

import pytest

from tests.bad_input.reading import HEADER, LIST, PEOPLE, ROWS, read

HEAD = ["Name", "Email", "Phone", "City"]


@pytest.mark.parametrize("delimiter", [";", "\t", "|", "^", "~", "\x1f", "\x01", "§", "¦", "#", "!", "*", "||", "~|~", "::"])
def test_040_042_each_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    table = read(tmp_path, LIST.replace(",", delimiter))
    assert table.info.delimiter == delimiter
    assert table.rows == ROWS


@pytest.mark.parametrize("delimiter", [":", " "])
def test_042_colon_and_blank_delimit_where_nothing_else_does(tmp_path: Path, delimiter: str) -> None:
    rows = [["id", "name", "mail"], *[[str(i), f"n{i}", f"n{i}@acme.nl"] for i in range(9)]]
    table = read(tmp_path, "".join(delimiter.join(row) + "\n" for row in rows))
    assert table.info.delimiter == delimiter
    assert table.rows == rows[1:]


def test_040_semicolons_win_over_decimal_commas(tmp_path: Path) -> None:
    rows = [["Name", "Umsatz", "Quote"], *[[f"Firma {i}", f"{i},50", f"{i},25"] for i in range(9)]]
    table = read(tmp_path, "".join(";".join(row) + "\n" for row in rows))
    assert table.info.delimiter == ";"
    assert table.rows == rows[1:]


def test_041_the_sep_line_is_followed(tmp_path: Path) -> None:
    table = read(tmp_path, "sep=;\r\n" + LIST.replace(",", ";").replace("\n", "\r\n"))
    assert (table.info.delimiter, table.info.header_line) == (";", 2)
    assert table.rows == ROWS
    assert table.rules == ["R107"]


def test_043_044_longer_rows_never_shift(tmp_path: Path) -> None:
    table = read(tmp_path, HEADER + "Smit, Jo,jo@acme.nl,+31 20 123 4567,Delft\n" + "\n".join([*PEOPLE, PEOPLE[1] + ",,"]) + "\n")
    assert table.rows == [*ROWS, ROWS[1]]
    assert [(row["rule"], row["first_line"], row["disposition"]) for row in table.rejected] == [("R112", 2, "unreadable")]
    assert table.rejected[0]["raw_text"] == "Smit, Jo,jo@acme.nl,+31 20 123 4567,Delft"


def test_043_a_header_that_names_too_few_columns_does_not_shift(tmp_path: Path) -> None:
    table = read(tmp_path, HEADER + "".join(f"{at},{line}\n" for at, line in enumerate(PEOPLE)))
    assert table.info.names == ("column_1", "Name", "Email", "Phone", "City")
    assert [row[1:] for row in table.rows] == ROWS
    table = read(tmp_path, HEADER + "".join(f"{line},x\n" for line in PEOPLE))
    assert table.info.names == ("Name", "Email", "Phone", "City", "column_5")
    assert [row[:4] for row in table.rows] == ROWS


def test_045_shorter_rows_are_padded(tmp_path: Path) -> None:
    table = read(tmp_path, LIST + "Ed Els,ed@acme.nl\n")
    assert table.rows[-1] == ["Ed Els", "ed@acme.nl", "", ""]
    assert table.fired == ["R002"]
    assert any("shorter" in warning for warning in table.info.warnings)


def test_046_a_trailing_delimiter_everywhere_is_reported_once(tmp_path: Path) -> None:
    table = read(tmp_path, HEADER + "".join(f"{line},\n" for line in PEOPLE))
    assert table.rows == ROWS
    assert sum("delimiter" in warning for warning in table.info.warnings) == 1
    both = read(tmp_path, "".join(f"{line},\n" for line in LIST.splitlines()))
    assert both.info.names[-1] == "column_5"
    assert [row[:4] for row in both.rows] == ROWS


def test_047_an_unclosed_quote_costs_one_record(tmp_path: Path) -> None:
    lines = [f"Name {i},n{i}@acme.nl,+31 20 123 {i:04},Delft" for i in range(400)]
    lines[100] = '"' + lines[100]
    lines[200] = lines[200].replace("Delft", '"Delft')
    table = read(tmp_path, HEADER + "\n".join(lines) + "\n")
    assert len(table.rows) == 398
    assert [(row["rule"], row["first_line"]) for row in table.rejected] == [("R111", 102), ("R111", 202)]


def test_047_an_unclosed_quote_among_quoted_cells(tmp_path: Path) -> None:
    lines = [",".join(f'"{cell}"' for cell in row) for row in ROWS * 20]
    lines[7] = lines[7].replace('"+31', "+31").replace('67"', '67"')
    lines[50] = lines[50][:-1]
    table = read(tmp_path, HEADER + "\n".join(lines) + "\n")
    assert len(table.rows) + len([r for r in table.rules if r == "R111"]) == 100
    assert len(table.rows) >= 98


def test_048_stray_quotes_are_kept(tmp_path: Path) -> None:
    table = read(tmp_path, LIST + '"Ed "Eddie" Els",ed@acme.nl,,Breda\nAn 5" Pi,an@acme.nl,,Breda\n"say ""hi""",hi@acme.nl,,x\n')
    assert [row[0] for row in table.rows[-3:]] == ['Ed "Eddie" Els', 'An 5" Pi', 'say "hi"']
    assert table.fired == ["R003", "R003"]


def test_049_backslash_escaped_quotes(tmp_path: Path) -> None:
    text = HEADER + "".join(f'"Jo \\"Joey {i}\\" Smit","j{i}@acme.nl","","Del\\\\ft"\n' for i in range(5))
    table = read(tmp_path, text)
    assert table.info.escape == "\\"
    assert table.rows[0] == ['Jo "Joey 0" Smit', "j0@acme.nl", "", "Del\\ft"]


def test_single_quotes_as_quote_character(tmp_path: Path) -> None:
    table = read(tmp_path, "".join(",".join(f"'{cell}'" for cell in row) + "\n" for row in [HEAD, *ROWS]))
    assert table.info.quote == "'"
    assert table.rows == ROWS


def test_050_line_breaks_in_quoted_cells_are_kept(tmp_path: Path) -> None:
    table = read(tmp_path, HEADER + PEOPLE[0] + '\n"Ann\r\nVos",ann@globex.nl,,"a\nb"\n' + PEOPLE[2] + "\n")
    assert table.rows[1] == ["Ann\r\nVos", "ann@globex.nl", "", "a\nb"]
    assert table.lines == [(2, 2), (3, 5), (6, 6)]


def test_051_split_rows_are_joined_where_both_halves_fit(tmp_path: Path) -> None:
    broken = "Ed Els,ed@acme.nl,+31 20 1\n23 4571,Breda\n"
    table = read(tmp_path, LIST + broken + "Flo\nFox,flo@acme.nl,+31 20 123 4572,Tiel\n" + PEOPLE[0] + "\n")
    assert table.rows[5] == ["Ed Els", "ed@acme.nl", "+31 20 1\n23 4571", "Breda"]
    assert table.lines[5] == (7, 8)
    assert table.rules == ["R113"]
    assert table.rows[-1] == ROWS[0]
    assert "R004" in table.fired
    assert all("@" in row[1] or not row[1] for row in table.rows)


@pytest.mark.parametrize("end", ["\r", "\r\n", "\r\r\n", "\n"])
def test_052_each_line_end(tmp_path: Path, end: str) -> None:
    table = read(tmp_path, LIST.replace("\n", end))
    assert table.rows == ROWS
    assert table.lines == [(n, n) for n in range(2, 7)]
    assert table.rejected == []


def test_052_mixed_line_ends(tmp_path: Path) -> None:
    ends = ["\r\n", "\n", "\r", "\r\r\n", "\n", "\r\n"]
    text = "".join(line + end for line, end in zip(LIST.splitlines(), ends, strict=True))
    assert read(tmp_path, text).rows == ROWS


def test_053_the_last_row_without_a_line_end(tmp_path: Path) -> None:
    assert read(tmp_path, LIST.rstrip("\n")).rows == ROWS
    table = read(tmp_path, LIST + "Ed Els,ed@ac")
    assert table.rows[-1][0] == "Ed Els"
    assert set(table.fired) == {"R002", "R202"}


def test_054_blank_rows_are_no_records(tmp_path: Path) -> None:
    table = read(tmp_path, HEADER + PEOPLE[0] + "\n\n,,,\n  \n , ,,\n" + PEOPLE[1] + "\n\n")
    assert table.rows == ROWS[:2]
    assert table.rules == ["R101"] * 5
    assert [row["first_line"] for row in table.rejected] == [3, 4, 5, 6, 8]


@pytest.mark.parametrize(
    "above",
    [
        "Leads October 2026\n\n",
        "Acme Lists B.V.\nExported on 2026-10-01\nFilter: all\n\n",
        "# a comment\n",
        "Report,,,\nOwner: sales@acme.nl,,,\n,,,\n",
        '"Leads, October, 2026"\n',
    ],
)
def test_055_titles_above_the_header(tmp_path: Path, above: str) -> None:
    table = read(tmp_path, above + LIST)
    assert list(table.info.header) == HEAD
    assert table.info.header_line == above.count("\n") + 1
    assert table.rows == ROWS
    assert len(table.rejected) == above.count("\n")
    assert {row["disposition"] for row in table.rejected} == {"not_a_record"}


@pytest.mark.parametrize(
    "below",
    [
        "Total: 523\n",
        "Total,5,,\n",
        "\nConfidential - do not share\n",
        "5 records\n",
        "© 2026 Acme\n",
        "Итого: 5\n",
        "Generated by Acme CRM\n",
    ],
)
def test_056_footers_are_no_records(tmp_path: Path, below: str) -> None:
    table = read(tmp_path, LIST + below)
    assert table.rows == ROWS
    assert {row["disposition"] for row in table.rejected} == {"not_a_record"}


def test_056_what_stands_below_a_footer_is_one(tmp_path: Path) -> None:
    table = read(tmp_path, LIST + '\n"Leads by source"\n"Copyright (c) 2026 Acme, inc. All rights reserved."\nAcme Corp\n')
    assert (table.rows, table.rules) == (ROWS, ["R101", "R102", "R104", "R104"])


def test_060_units_under_figures_only(tmp_path: Path) -> None:
    rows = "".join(f"N{at},n{at}@acme.nl,{at}00,{at}\n" for at in range(1, 5))
    table = read(tmp_path, "Name,Email,Umsatz,Mitarbeiter\n,,TEUR,Anzahl\n" + rows)
    assert (len(table.rows), table.rules) == (4, ["R105"])


def test_057_a_missing_header(tmp_path: Path) -> None:
    table = read(tmp_path, "\n".join(PEOPLE) + "\n")
    assert table.info.header_line is None
    assert table.info.header == ()
    assert table.info.names == ("column_1", "column_2", "column_3", "column_4")
    assert table.rows == ROWS
    assert any("header" in warning for warning in table.info.warnings)


@pytest.mark.parametrize(
    "values",
    [
        ["jo@acme.nl", "ann@globex.nl"],
        ["acme.nl", "globex.com", "initech.de"],
        ["+31 20 123 4567", "+31 20 765 4321"],
        ["0201234567", "0207654321"],
    ],
)
def test_057_a_bare_list_of_contacts(tmp_path: Path, values: list[str]) -> None:
    table = read(tmp_path, "\n".join(values) + "\n")
    assert table.info.header_line is None
    assert table.rows == [[value] for value in values]


def test_057_one_column_with_a_header(tmp_path: Path) -> None:
    table = read(tmp_path, "email\njo@acme.nl\nann@globex.nl\n")
    assert table.info.header == ("email",)
    assert len(table.rows) == 2


def test_058_repeated_headers_are_no_records(tmp_path: Path) -> None:
    table = read(tmp_path, LIST + LIST)
    assert table.rows == ROWS * 2
    assert table.rules == ["R103"]


def test_058_repeated_headers_in_capitals_or_behind_a_mark(tmp_path: Path) -> None:
    table = read(tmp_path, LIST + HEADER.upper() + "\n".join(PEOPLE) + "\n\ufeff" + LIST)
    assert (table.rows, table.rules) == (ROWS * 3, ["R103", "R103"])


def test_059_the_same_columns_in_another_order_are_another_table(tmp_path: Path) -> None:
    table = read(tmp_path, LIST + "Email,Name,City,Phone\na@x.nl,A,B,+31 20 123 4599\n")
    assert (table.rows, table.rules) == (ROWS, ["R114", "R114"])


def test_059_a_second_table_is_set_aside(tmp_path: Path) -> None:
    table = read(tmp_path, LIST + "\nProduct,Price\nPump,10\nValve,20\n")
    assert table.rows == ROWS
    assert table.rules == ["R101", "R114", "R114", "R114"]
    assert [row["disposition"] for row in table.rejected][1:] == ["unreadable"] * 3


def test_060_units_and_second_headers_are_no_records(tmp_path: Path) -> None:
    table = read(tmp_path, HEADER + "(text),(text),(intl.),(text)\n" + LIST.removeprefix(HEADER))
    assert (table.rows, table.rules) == (ROWS, ["R105"])
    table = read(tmp_path, HEADER + "Naam,E-mailadres,Telefoon,Plaats\n" + LIST.removeprefix(HEADER))
    assert (table.rows, table.rules) == (ROWS, ["R106"])
    table = read(tmp_path, "Person,,Contact,\n" + LIST)
    assert list(table.info.header) == HEAD
    assert (table.rows, len(table.rejected)) == (ROWS, 1)


@pytest.mark.parametrize("above", ["1,2,3,4\n", "A,B,C,D\n"])
def test_060_counted_columns_are_no_header(tmp_path: Path, above: str) -> None:
    table = read(tmp_path, above + LIST)
    assert (list(table.info.header), table.rows, len(table.rejected)) == (HEAD, ROWS, 1)


def test_a_list_wrapped_in_quotes_is_unwrapped(tmp_path: Path) -> None:
    table = read(tmp_path, "".join(f'"{line}"\n' for line in LIST.splitlines()))
    assert (list(table.info.header), table.rows) == (HEAD, ROWS)


def test_061_062_doubled_and_blank_headers_get_names(tmp_path: Path) -> None:
    table = read(tmp_path, "email,,email, \u00a0,Email\n" + "a@x.nl,b,c@x.nl,d,e@x.nl\n" * 3)
    assert table.info.header == ("email", "", "email", " \u00a0", "Email")
    assert table.info.names == ("email", "column_2", "email__2", "column_4", "Email")
    assert len(read(tmp_path, "x" * 5000 + ",Email\nJo,jo@acme.nl\n").info.names[0]) == 5000


@pytest.mark.parametrize(
    "header",
    ["Имя,Почта,Телефон,Город", "名前,メール,電話番号,市", "الاسم,البريد,الهاتف,المدينة", "Nev,Foo,Bar,Baz", "שם,דואל,טלפון,עיר"],
)
def test_063_headers_in_any_language(tmp_path: Path, header: str) -> None:
    table = read(tmp_path, header + "\n" + "\n".join(PEOPLE) + "\n")
    assert list(table.info.header) == header.split(",")
    assert table.rows == ROWS


def test_068_a_huge_cell_is_unreadable(tmp_path: Path) -> None:
    table = read(tmp_path, LIST + f"{'x' * 1_500_000},e@acme.nl,,x\n" + PEOPLE[0] + "\n")
    assert table.rows == [*ROWS, ROWS[0]]
    assert table.rules == ["R115"]


def test_results_do_not_depend_on_chunk_size(tmp_path: Path) -> None:
    text = "Title\n\n" + LIST + "\n" + '"open,a@b.nl,,\n' + LIST + "Ed,ed@x.nl\n" + "Total: 5\n"
    one, other = read(tmp_path, text), read(tmp_path, text, rows=2)
    assert (one.rows, one.lines, one.findings) == (other.rows, other.lines, other.findings)
    assert sorted(map(str, one.rejected)) == sorted(map(str, other.rejected))


def test_header_words_hold_without_other_evidence(tmp_path: Path) -> None:
    assert read(tmp_path, "First,Last,Company\nJo,Smit,Acme\nAnn,Vos,Globex\n").info.header_line == 1


def test_two_lists_with_commas_in_a_semicolon_file(tmp_path: Path) -> None:
    table = read(tmp_path, "Name;Adresse;PLZ\nSmit, Jo;Dam 1, links;1234\nVos, Ann;Dam 2, rechts;1235\n")
    assert table.info.delimiter == ";"
    assert table.rows[0] == ["Smit, Jo", "Dam 1, links", "1234"]

"""Kinds of damage that were known when the reader was built."""

import csv
import gzip
import io
import random
import zipfile
from collections.abc import Callable
from typing import Final

import openpyxl
import xlwt

from tests.bench.reading_lists import Case, Leads, case, leads, lines, written

Damage = Callable[[random.Random], Case]


def plain(draw: random.Random) -> Case:
    made = leads(draw)
    return case("plain", made, written([made.header, *made.rows]))


def delimiters(draw: random.Random) -> Case:
    made = leads(draw)
    sign = draw.choice([";", "\t", "|", "^", "~", "\x1f", "\x01", "§", "¦"])
    return case("delimiters", made, written([made.header, *made.rows], sign), delimiter=sign)


def decimal_commas(draw: random.Random) -> Case:
    made = leads(draw, must=["money", "name"])
    for at, row in enumerate(made.rows):
        row[made.column("money")] = f"{at}.{100 + at},50"
        row[made.column("name")] = f"Smith, Jo{at}" if draw.random() < 0.5 else row[made.column("name")]
    return case("decimal commas", made, written([made.header, *made.rows], ";"), delimiter=";")


def wide_delimiters(draw: random.Random) -> Case:
    made = leads(draw)
    sign = draw.choice(["||", "~|~", "::", "|~|", "^|^"])
    if sign == "::":
        made.rows = [[cell.replace("://", "//") for cell in row] for row in made.rows]
    return case("wide delimiters", made, written([made.header, *made.rows], sign), delimiter=sign)


def wide_encodings(draw: random.Random) -> Case:
    made = leads(draw, script=draw.choice(["western", "russian", "japanese", "greek"]))
    codec = draw.choice(["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    sign = draw.choice(["\t", ",", ";"])
    return case("wide encodings", made, written([made.header, *made.rows], sign, "\r\n"), delimiter=sign, encoding=codec)


_PAGES: Final = [
    ("western", "cp1252"), ("western", "cp1252"), ("western", "mac_roman"), ("western", "cp850"), ("polish", "cp1250"),
    ("polish", "iso8859_2"), ("russian", "cp1251"), ("russian", "koi8_r"), ("russian", "cp866"), ("greek", "cp1253"),
    ("turkish", "cp1254"), ("hebrew", "cp1255"), ("arabic", "cp1256"), ("japanese", "cp932"), ("japanese", "euc_jp"),
    ("chinese", "gb18030"), ("korean", "cp949"),
]  # fmt: skip


def pages(draw: random.Random) -> Case:
    script, codec = draw.choice(_PAGES)
    made = leads(draw, script=script, must=["name", "city"])
    sign = draw.choice([",", ";"])
    return case("pages", made, written([made.header, *made.rows], sign), delimiter=sign, encoding=codec)


def mixed_encodings(draw: random.Random) -> Case:
    made = leads(draw, must=["name", "city"], rows=60)
    parts = [line.encode("cp1252" if draw.random() < 0.1 and at else "utf-8") for at, line in enumerate(lines(made))]
    found = case("mixed encodings", made, "")
    found.content = b"".join(parts)
    found.encoding = None
    return found


def nul_characters(draw: random.Random) -> Case:
    made = leads(draw)
    text = [line.replace("e", "e\0", 1) if draw.random() < 0.1 and at else line for at, line in enumerate(lines(made))]
    return case("nul characters", made, "".join(text))


def sep_line(draw: random.Random) -> Case:
    made = leads(draw)
    sign = draw.choice([";", ",", "\t", "|"])
    text = f"sep={sign}\r\n" + written([made.header, *made.rows], sign, "\r\n")
    return case("sep line", made, text, delimiter=sign, header_line=2)


def line_ends(draw: random.Random) -> Case:
    made = leads(draw)
    ends = draw.choice([["\r"], ["\r\n"], ["\r\r\n"], ["\n", "\r\n"], ["\r", "\n", "\r\n"]])
    text = "".join(line[:-1] + draw.choice(ends) for line in lines(made))
    return case("line ends", made, text)


def quoted(draw: random.Random) -> Case:
    made = leads(draw, must=["notes", "company"])
    for row in made.rows:
        if draw.random() < 0.3:
            row[made.column("notes")] = draw.choice(["two\nlines", 'say "hi", then go', "a, b", "three\r\nlines\r\nof text", '"'])
        if draw.random() < 0.2:
            row[made.column("company")] = 'The "Best", Ltd'
    sign = draw.choice([",", ";", "\t"])
    quoting = draw.choice([csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
    return case("quoted", made, written([made.header, *made.rows], sign, quoting=quoting), delimiter=sign, quote='"')


def backslashes(draw: random.Random) -> Case:
    made = leads(draw, must=["notes"], rows=30)
    for row in made.rows:
        row[made.column("notes")] = draw.choice(['say "hi" now', "plain", 'a "b", c'])
    text = "".join(",".join('"' + cell.replace('"', '\\"') + '"' for cell in row) + "\n" for row in [made.header, *made.rows])
    return case("backslashes", made, text, quote='"')


def single_quotes(draw: random.Random) -> Case:
    made = leads(draw)
    made.rows = [[cell.replace("'", "") for cell in row] for row in made.rows]
    text = written([made.header, *made.rows], quote="'", quoting=csv.QUOTE_ALL)
    return case("single quotes", made, text, quote="'")


def _struck(
    kind: str,
    draw: random.Random,
    strike: Callable[[list[str], Leads], tuple[str, list[list[str]]]],
    may_be_aside: bool = False,
    **told: object,
) -> Case:
    """A list in which few rows were struck: `strike` gives the row's text and further answers that are right for it."""
    made = leads(draw, must=["company", "notes", "phone"], rows=draw.choice([30, 60, 120]))
    out = [lines(made)[0]]
    answers = []
    struck: set[str] = set()
    for row in made.rows:
        if draw.random() < 0.03:
            text, more = strike(row, made)
            struck.add(row[made.key])
            out.append(text)
            answers.append([row, *more])
        else:
            out.append(written([row]))
            answers.append([row])
    found = case(kind, made, "".join(out), **told)
    found.answers = answers
    found.aside = struck if may_be_aside else set()
    return found


def stray_quotes(draw: random.Random) -> Case:
    def strike(row: list[str], made: Leads) -> tuple[str, list[list[str]]]:
        at = made.column("company")
        row[at] = draw.choice(['Joe "Pump" Shop', 'The 5" Pipe Co'])
        return ",".join(f'"{cell}"' if draw.random() < 0.5 and k != at else cell for k, cell in enumerate(row)) + "\n", []

    return _struck("stray quotes", draw, strike, quote='"')


def unclosed_quotes(draw: random.Random) -> Case:
    def strike(row: list[str], made: Leads) -> tuple[str, list[list[str]]]:
        at = draw.randrange(len(row))
        other = [*row[:at], '"' + row[at], *row[at + 1 :]]
        return ",".join(other) + "\n", [other]

    return _struck("unclosed quotes", draw, strike, may_be_aside=True)


def long_rows(draw: random.Random) -> Case:
    def strike(row: list[str], made: Leads) -> tuple[str, list[list[str]]]:
        if draw.random() < 0.5:
            return ",".join(row) + ",,\n", []
        other = [*row]
        other[made.column("company")] = "Smith, Sons, and Co"
        row[made.column("company")] = "Smith, Sons, and Co"
        return ",".join(other) + "\n", []

    return _struck("long rows", draw, strike, may_be_aside=True)


def short_rows(draw: random.Random) -> Case:
    def strike(row: list[str], made: Leads) -> tuple[str, list[list[str]]]:
        cut = draw.randrange(made.key + 1, len(row) + 1)
        row[cut:] = [""] * (len(row) - cut)
        return ",".join(row[:cut]) + "\n", []

    return _struck("short rows", draw, strike)


def trailing_delimiters(draw: random.Random) -> Case:
    made = leads(draw)
    header = draw.random() < 0.5
    text = "".join(line[:-1] + ("," if at or header else "") + "\n" for at, line in enumerate(lines(made)))
    return case("trailing delimiters", made, text)


def split_rows(draw: random.Random) -> Case:
    def strike(row: list[str], made: Leads) -> tuple[str, list[list[str]]]:
        at = made.column("company")
        if at in (0, len(row) - 1):
            return ",".join(row) + "\n", []
        row[at] = "Acme\nWorks"
        return ",".join(row) + "\n", []

    return _struck("split rows", draw, strike)


def blank_rows(draw: random.Random) -> Case:
    made = leads(draw)
    text = "".join(line + draw.choice(["", "", "", "\n", "," * (len(made.header) - 1) + "\n", "  \n"]) for line in lines(made))
    return case("blank rows", made, text)


def titles(draw: random.Random) -> Case:
    made = leads(draw)
    above = draw.choice(["Leads October 2026\n\n", "Acme Lists B.V.\nExported on 2026-10-01\nFilter: all\n\n", "# a comment\n",
                         "Report,,,\nOwner: sales@acme.nl,,,\n,,,\n", '"Leads, October, 2026"\n', "Our best leads\n"])  # fmt: skip
    return case("titles", made, above + "".join(lines(made)), header_line=above.count("\n") + 1)


def footers(draw: random.Random) -> Case:
    made = leads(draw)
    below = draw.choice(["Total: 523\n", f"Total,{len(made.rows)}\n", "\nConfidential - do not share\n", "5 records\n",
                         "\n\nGenerated by Acme CRM on 2026-10-01\n", "© 2026 Acme\n", "*** end of list ***\n"])  # fmt: skip
    return case("footers", made, "".join(lines(made)) + below)


def repeated_headers(draw: random.Random) -> Case:
    made = leads(draw)
    out = lines(made)
    text = out[0] + "".join(line + (out[0] if draw.random() < 0.1 else "") for line in out[1:])
    return case("repeated headers", made, text)


def second_table(draw: random.Random) -> Case:
    made = leads(draw)
    text = "".join(lines(made)) + "\nProduct,Price\nPump,10\nValve,20\n"
    return case("second table", made, text)


def rows_below_header(draw: random.Random) -> Case:
    made = leads(draw, must=["phone", "date", "money"], rows=30)
    words = {"money": "(EUR)", "date": "(yyyy-mm-dd)", "phone": "(E.164)"}
    german = {"id": "Nr", "name": "Name", "email": "E-Mail-Adresse", "phone": "Telefon", "company": "Firma", "title": "Position",
              "city": "Stadt", "zip": "PLZ", "date": "Datum", "status": "Status", "money": "Umsatz", "notes": "Notiz", "web": "Web"}  # fmt: skip
    row = draw.choice([[words.get(kind, "(text)") for kind in made.kinds], [german[kind] for kind in made.kinds]])
    out = lines(made)
    return case("rows below header", made, out[0] + written([row]) + "".join(out[1:]))


def no_header(draw: random.Random) -> Case:
    made = leads(draw)
    return case("no header", made, "".join(lines(made)[1:]), header_line=None)


def odd_headers(draw: random.Random) -> Case:
    made = leads(draw)
    for _ in range(2):
        at = draw.randrange(len(made.header))
        if at != made.key:
            made.header[at] = draw.choice(["", made.header[made.key], " ", "x" * 300])
    return case("odd headers", made, "".join(lines(made)))


def cut_off(draw: random.Random) -> Case:
    made = leads(draw)
    text = "".join(lines(made))
    last = lines(made)[-1]
    found = case("cut off", made, text[: -draw.randrange(1, max(2, len(last) - len(last.split(",")[0]) - 2))])
    left = found.content.decode().rsplit("\n", 1)[-1].rstrip("\n").split(",")
    found.answers[-1].append(left + [""] * (len(made.header) - len(left)))
    return found


def wrapped(draw: random.Random) -> Case:
    made = leads(draw, must=["notes"])
    text = "".join('"' + line[:-1].replace('"', '""') + '"\n' for line in lines(made))
    return case("wrapped", made, text, quote='"')


def packed(draw: random.Random) -> Case:
    made = leads(draw)
    found = case("packed", made, "".join(lines(made)))
    if draw.random() < 0.5:
        found.content, found.name = gzip.compress(found.content, mtime=0), "leads.csv.gz"
    else:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("leads.csv", found.content)
        found.content, found.name = out.getvalue(), "leads.zip"
    return found


def workbooks(draw: random.Random) -> Case:
    made = leads(draw, rows=draw.choice([8, 30]), must=["date", "zip", "money"])
    above = draw.choice([0, 0, 2])
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for _ in range(above):
        sheet.append(["Leads of October"])
    sheet.append(made.header)
    for row in made.rows:
        sheet.append([float(cell) if made.kinds[at] in ("money", "id") and cell else cell or None for at, cell in enumerate(row)])
    if draw.random() < 0.3:
        sheet.append(["Total", len(made.rows)])
    if draw.random() < 0.3:
        book.create_sheet("Read me").append(["How to use this file"])
    out = io.BytesIO()
    book.save(out)
    found = case("workbooks", made, "", name="leads.xlsx", delimiter=None, encoding=None, header_line=above + 1)
    found.content = out.getvalue()
    return found


def old_workbooks(draw: random.Random) -> Case:
    made = leads(draw, rows=15)
    book = xlwt.Workbook()
    sheet = book.add_sheet("Leads")
    for at, row in enumerate([made.header, *made.rows]):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    out = io.BytesIO()
    book.save(out)
    found = case("old workbooks", made, "", name="leads.xls", delimiter=None, encoding=None)
    found.content = out.getvalue()
    return found


def web_pages(draw: random.Random) -> Case:
    made = leads(draw)
    rows = ["".join(f"<td>{cell.replace('&', '&amp;')}</td>" for cell in row) for row in [made.header, *made.rows]]
    page = '<html><head><meta charset="utf-8"></head><body><table><tr>' + "</tr>\n<tr>".join(rows) + "</tr></table></body></html>"
    return case("web pages", made, page, name="leads.xls", delimiter=None, encoding=None)


KNOWN: Final[tuple[Damage, ...]] = (
    plain, delimiters, decimal_commas, wide_delimiters, wide_encodings, pages, mixed_encodings, nul_characters, sep_line, line_ends,
    quoted, backslashes, single_quotes, stray_quotes, unclosed_quotes, long_rows, short_rows, trailing_delimiters, split_rows,
    blank_rows, titles, footers, repeated_headers, second_table, rows_below_header, no_header, odd_headers, cut_off, wrapped, packed,
    workbooks, old_workbooks, web_pages,
)  # fmt: skip

"""Kinds of damage that were written down after the reader was built; the first score on them stands in `reading_score.md`."""

import csv
import io
import json
import random
from collections.abc import Callable
from typing import Final

import openpyxl

from tests.bench.reading_lists import Case, case, leads, lines, written

Damage = Callable[[random.Random], Case]


def quoted_header_only(draw: random.Random) -> Case:
    made = leads(draw)
    text = written([made.header], quoting=csv.QUOTE_ALL) + "".join(lines(made)[1:])
    return case("quoted header only", made, text, quote='"')


def blanks_before_quotes(draw: random.Random) -> Case:
    made = leads(draw, must=["company"])
    for row in made.rows:
        row[made.column("company")] = draw.choice(["Acme, Inc.", "Smith, Sons"])
    text = "".join(", ".join(f'"{cell}"' for cell in row) + "\n" for row in [made.header, *made.rows])
    return case("blanks before quotes", made, text, quote='"')


def printed_pages(draw: random.Random) -> Case:
    made = leads(draw, rows=60)
    out = lines(made)
    text = "Acme CRM - Lead Report\nPage 1 of 4\n\n" + out[0]
    for at, line in enumerate(out[1:], 1):
        text += line
        if at % 15 == 0 and at < 60:
            text += f"\nPage {at // 15 + 1} of 4\n\n" + out[0]
    return case("printed pages", made, text, header_line=4)


def group_headings(draw: random.Random) -> Case:
    made = leads(draw, rows=60)
    out = lines(made)
    text = out[0]
    for at, line in enumerate(out[1:]):
        if at % 12 == 0:
            text += f"Region: {draw.choice(['North', 'South', 'East'])}\n"
        text += line
        if at % 12 == 11:
            text += f"Subtotal,12{',' * (len(made.header) - 2)}\n"
    return case("group headings", made, text)


def comments_between(draw: random.Random) -> Case:
    made = leads(draw, rows=60)
    text = "".join(line + ("# checked by Ann\n" if draw.random() < 0.05 else "") for line in lines(made))
    return case("comments between", made, text)


def glued_exports(draw: random.Random) -> Case:
    made = leads(draw, rows=30)
    out = lines(made)
    text = "".join(out[:16]) + "\ufeff" + "".join([out[0], *out[16:]])
    return case("glued exports", made, text)


def delimiter_changes(draw: random.Random) -> Case:
    made = leads(draw, rows=60)
    made.rows = [[cell.replace(",", "").replace(";", "") for cell in row] for row in made.rows]
    out, other = lines(made), lines(made, ";")
    return case("delimiter changes", made, "".join(out[:51]) + "".join(other[51:]))


def trimmed_rows(draw: random.Random) -> Case:
    made = leads(draw)
    text = "".join([lines(made)[0], *[line.rstrip("\n").rstrip(",") + "\n" for line in lines(made)[1:]]])
    return case("trimmed rows", made, text)


def mails_in_notes(draw: random.Random) -> Case:
    made = leads(draw, must=["notes"], rows=30)
    for at, row in enumerate(made.rows):
        if draw.random() < 0.4:
            row[made.column("notes")] = (
                f'From: rep{at}@acme.com\nTo: boss@acme.com, team@acme.com\nSubject: Re: "offer"\n\nHello,\n\ncall {at}, please\n-- \nJo'
            )
    return case("mails in notes", made, written([made.header, *made.rows]), quote='"')


def rows_in_notes(draw: random.Random) -> Case:
    made = leads(draw, must=["notes"], rows=30)
    for row in made.rows:
        if draw.random() < 0.2:
            row[made.column("notes")] = "pasted:\n" + ";".join(made.rows[0][:-1]) + "\nend"
    return case("rows in notes", made, written([made.header, *made.rows]), quote='"')


def json_cells(draw: random.Random) -> Case:
    made = leads(draw, must=["notes"], rows=30)
    for at, row in enumerate(made.rows):
        row[made.column("notes")] = json.dumps({"utm": "x", "n": at, "tags": ["a", "b"]})
    return case("json cells", made, written([made.header, *made.rows]), quote='"')


def html_cells(draw: random.Random) -> Case:
    made = leads(draw, must=["notes"], rows=30)
    for row in made.rows:
        row[made.column("notes")] = '<p class="x">Hello,<br>\nworld</p>'
    return case("html cells", made, written([made.header, *made.rows]), quote='"')


def formula_cells(draw: random.Random) -> Case:
    made = leads(draw, must=["zip", "phone"])
    for row in made.rows:
        row[made.column("zip")] = f'="{row[made.column("zip")]}"'
    style = draw.choice([csv.QUOTE_MINIMAL, None])
    text = (
        written([made.header, *made.rows])
        if style is not None
        else "".join(",".join(r) + "\n" for r in [made.header, *made.rows])
    )
    return case("formula cells", made, text)


def padding_at_end(draw: random.Random) -> Case:
    made = leads(draw)
    text = "".join(lines(made)) + draw.choice(["\x1a", "\0" * 64, "\n\n\n\n", "   \n", "\r\n\x1a"])
    return case("padding at end", made, text)


def cut_in_quotes(draw: random.Random) -> Case:
    made = leads(draw, must=["notes"], rows=30)
    for row in made.rows:
        row[made.column("notes")] = "long, quoted text"
    if made.column("notes") < made.key:
        made = leads(draw, must=["notes"], rows=30)
    text = "".join(lines(made))
    found = case("cut in quotes", made, text[: text.rstrip().rfind(",") + 3])
    last = next(csv.reader([found.content.decode().rsplit("\n", 1)[-1]]))
    found.answers[-1].append(last + [""] * (len(made.header) - len(last)))
    raw = found.content.decode().rsplit("\n", 1)[-1].split(",")
    found.answers[-1].append(raw + [""] * (len(made.header) - len(raw)))
    return found


def survey_headers(draw: random.Random) -> Case:
    made = leads(draw, rows=30)
    asked = [f"Please enter your {name}" for name in made.header]
    ids = [json.dumps({"ImportId": f"QID{at}"}) for at in range(len(made.header))]
    return case("survey headers", made, written([made.header, asked, ids, *made.rows]))


def report_footer(draw: random.Random) -> Case:
    made = leads(draw)
    end = f'\n\n"Grand Totals ({len(made.rows)} records)"\n"Lead Report"\n"Copyright (c) 2000-2026 acme, inc. All rights reserved."\n'
    end += '"Confidential Information - Do Not Distribute"\n"Generated By: Jo Smit 10/1/2026 9:00 AM"\n"Acme Corp"\n'
    return case("report footer", made, written([made.header, *made.rows], quoting=csv.QUOTE_ALL) + end, quote='"')


def database_dump(draw: random.Random) -> Case:
    made = leads(draw, must=["notes", "name"])
    for row in made.rows:
        if draw.random() < 0.2:
            row[made.column("notes")] = r"\N"
        row[made.column("name")] = row[made.column("name")].replace("Bob", 'Bob "B"')
    return case("database dump", made, "".join("\t".join(row) + "\n" for row in [made.header, *made.rows]), delimiter="\t")


def console_table(draw: random.Random) -> Case:
    made = leads(draw, script="plain", rows=draw.choice([15, 60]))
    wide = [max(len(row[at]) for row in [made.header, *made.rows]) for at in range(len(made.header))]

    made.header, *made.rows = [[f" {cell.ljust(wide[at])} " for at, cell in enumerate(row)] for row in [made.header, *made.rows]]
    out = ["|".join(row) + "\n" for row in [made.header, *made.rows]]
    ruler = "+".join("-" * (size + 2) for size in wide) + "\n"
    text = out[0] + ruler + "".join(out[1:]) + f"({len(made.rows)} rows)\n"
    return case("console table", made, text, delimiter="|")


def lined_up(draw: random.Random) -> Case:
    made = leads(draw, script="plain", rows=draw.choice([15, 60]))
    wide = [max(len(row[at]) for row in [made.header, *made.rows]) + 2 for at in range(len(made.header))]
    text = "".join(
        "".join(cell.ljust(wide[at]) for at, cell in enumerate(row)).rstrip() + "\n" for row in [made.header, *made.rows]
    )
    return case("lined up", made, text, name="leads.txt", delimiter=None)


def twice_quoted(draw: random.Random) -> Case:
    made = leads(draw)
    text = written([made.header, *[[f'"{cell}"' for cell in row] for row in made.rows]], quoting=csv.QUOTE_ALL)
    found = case("twice quoted", made, text, quote='"')
    found.answers = [[[f'"{cell}"' for cell in row]] for row in made.rows]
    return found


def curly_quotes(draw: random.Random) -> Case:
    made = leads(draw, must=["company"])
    text = "".join(",".join(f"“{cell}”" for cell in row) + "\n" for row in [made.header, *made.rows])
    found = case("curly quotes", made, text)
    found.answers = [[[f"“{cell}”" for cell in row], row] for row in made.rows]
    return found


def marks_in_header(draw: random.Random) -> Case:
    made = leads(draw)
    made.header[0] = draw.choice(["\u200b", "\ufeff\ufeff", "\u00a0"]) + made.header[0]
    found = case("marks in header", made, "".join(lines(made)))
    found.encoding = None
    return found


def header_over_lines(draw: random.Random) -> Case:
    made = leads(draw, must=["name", "phone"])
    for at, name in enumerate(made.header):
        made.header[at] = name.replace(" ", "\n") if " " in name else f"{name}\n(required)"
    return case("header over lines", made, written([made.header, *made.rows], quoting=csv.QUOTE_ALL), quote='"')


def index_column(draw: random.Random) -> Case:
    made = leads(draw)
    made.header = ["", *made.header]
    made.rows = [[str(at), *row] for at, row in enumerate(made.rows)]
    made.key += 1
    return case("index column", made, "".join(lines(made)))


def quotes_are_letters(draw: random.Random) -> Case:
    made = leads(draw, must=["company"], rows=60)
    for row in made.rows:
        if draw.random() < 0.1:
            row[made.column("company")] = draw.choice(['"Acme" Ltd', '5" Pipes', 'Acme "North"'])
    return case("quotes are letters", made, "".join("\t".join(row) + "\n" for row in [made.header, *made.rows]), delimiter="\t")


def commas_in_last(draw: random.Random) -> Case:
    made = leads(draw, must=["notes"], rows=60)
    at = made.column("notes")
    made.header = [*made.header[:at], *made.header[at + 1 :], made.header[at]]
    made.rows = [[*row[:at], *row[at + 1 :], row[at]] for row in made.rows]
    made.key -= at < made.key
    for row in made.rows:
        row[-1] = draw.choice(["plain", "plain", "called, no answer", "wants price, size, date"])
    return case("commas in last", made, "".join(",".join(row) + "\n" for row in [made.header, *made.rows]))


def named_addresses(draw: random.Random) -> Case:
    made = leads(draw, must=["name"])
    for row in made.rows:
        row[made.key] = f"{row[made.column('name')]} <{row[made.key]}>"
    return case("named addresses", made, "".join(lines(made)))


def breaks_by_line_feed(draw: random.Random) -> Case:
    made = leads(draw, must=["notes", "company"], rows=60)
    for row in made.rows:
        if draw.random() < 0.15:
            row[made.column("notes")] = "first line\nsecond line"
    text = "".join(",".join(row) + "\r\n" for row in [made.header, *made.rows])
    return case("breaks by line feed", made, text)


def padded_cells(draw: random.Random) -> Case:
    made = leads(draw)
    made.rows = [[cell.ljust(25) for cell in row] for row in made.rows]
    made.header = [cell.ljust(25) for cell in made.header]
    return case("padded cells", made, "".join(lines(made)))


def no_header_of_words(draw: random.Random) -> Case:
    made = leads(draw, script="plain", must=["name", "company", "city"])
    made.rows = [
        [f"{made.rows[k][made.key]}", *[row[made.column(kind)] for kind in ("name", "company", "city")]]
        for k, row in enumerate(made.rows)
    ]
    made.header, made.key = ["Email", "Name", "Company", "City"], 0
    return case("no header of words", made, "".join(lines(made)[1:]), header_line=None)


def merged_headers(draw: random.Random) -> Case:
    made = leads(draw, rows=30)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    half = len(made.header) // 2
    sheet.append(["Person", *[None] * (half - 1), "Details"])
    sheet.append(made.header)
    for row in made.rows:
        sheet.append([cell or None for cell in row])
    if half > 1:
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=half)
    sheet.append([])
    sheet.append(["Generated by Acme on 2026-10-01"])
    out = io.BytesIO()
    book.save(out)
    found = case("merged headers", made, "", name="leads.xlsx", delimiter=None, encoding=None, header_line=2)
    found.content = out.getvalue()
    return found


def few_rows(draw: random.Random) -> Case:
    made = leads(draw, rows=draw.choice([1, 2, 3]))
    sign = draw.choice([",", ";", "\t", "|"])
    return case("few rows", made, "".join(lines(made, sign)), delimiter=sign)


def sparse_rows(draw: random.Random) -> Case:
    made = leads(draw, must=["name", "phone", "company", "city", "notes"], rows=60)
    for row in made.rows:
        for at in range(len(row)):
            if at != made.key and draw.random() < 0.75:
                row[at] = ""
    return case("sparse rows", made, "".join(lines(made)))


def dirty_addresses(draw: random.Random) -> Case:
    made = leads(draw, must=["phone", "name"], rows=60)
    for row in made.rows:
        if draw.random() < 0.15:
            row[made.column("phone")] = draw.choice(["n/a", "call me", "unknown", "other@x.com", "see notes"])
    return case("dirty addresses", made, "".join(lines(made)))


UNSEEN: Final[tuple[Damage, ...]] = (
    quoted_header_only, blanks_before_quotes, printed_pages, group_headings, comments_between, glued_exports, delimiter_changes,
    trimmed_rows, mails_in_notes, rows_in_notes, json_cells, html_cells, formula_cells, padding_at_end, cut_in_quotes, survey_headers,
    report_footer, database_dump, console_table, lined_up, twice_quoted, curly_quotes, marks_in_header, header_over_lines,
    index_column, quotes_are_letters, commas_in_last, named_addresses, breaks_by_line_feed, padded_cells, no_header_of_words,
    merged_headers, few_rows, sparse_rows, dirty_addresses,
)  # fmt: skip

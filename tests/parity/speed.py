"""Cells per second: the fast paths against the reference libraries row by row, in the same process, one after the other."""

import csv
import io
import time
from collections.abc import Callable

import phonenumbers
import pyarrow as pa
from email_validator import EmailNotValidError, validate_email
from phonenumbers import re_util

from leadtool.chunks import text
from leadtool.fields import emails_fast, phones_fast
from leadtool.fields.cells import tidy
from leadtool.fields.country_columns import add_countries
from tests.listgen import make_list
from tests.unit.fields.contacts import chunk, context

SAMPLE = 20_000
"""Cells that the libraries read; they take the same time for each."""
FIELDS = ("email", "phone", "country")


def measure(count: int) -> str:
    """A generated list of this many rows (at least 1,000), its cells read both ways."""
    made = make_list(max(count, 1_000), 7, "generic")
    rows = csv.DictReader(io.StringIO(made.text), delimiter=made.layout.delimiter)
    cells = [(row["Email"], row["Phone"], row["Country"]) for row in rows]
    asked = context(*FIELDS)
    listed = add_countries(tidy(chunk(cells), asked).chunk, asked).chunk
    mails, phones, countries = text(listed, "f:0"), text(listed, "f:1"), text(listed, "lt_country")
    return "\n".join([_phones(phones, countries), _emails(mails)])


def _timed(work: Callable[[], object]) -> float:
    """Seconds of this process, the better of two."""
    times = []
    for _ in range(2):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def _phones(cells: pa.Array, countries: pa.Array) -> str:
    fast = _timed(lambda: phones_fast.read_phones(cells, countries, "")) / len(cells)
    filled = [pair for pair in zip(cells.to_pylist(), countries.to_pylist(), strict=True) if pair[0]][:SAMPLE]
    cached = _timed(lambda: _library_phones(filled)) / len(filled)
    kept, re_util._COMPILED_PATTERNS = re_util._COMPILED_PATTERNS, None
    plain = _timed(lambda: _library_phones(filled)) / len(filled)
    re_util._COMPILED_PATTERNS = kept
    share = len([cell for cell in cells.to_pylist() if cell]) / len(cells)
    return _said("phones", len(cells), fast / share, [("phonenumbers", plain), ("phonenumbers, patterns kept", cached)])


def _library_phones(cells: list[tuple[str, str]]) -> None:
    for cell, country in cells:
        try:
            number = phonenumbers.parse(cell, country or None)
        except phonenumbers.NumberParseException:
            continue
        phonenumbers.is_valid_number(number)
        phonenumbers.number_type(number)
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _emails(cells: pa.Array) -> str:
    none = pa.array([], pa.large_string())
    fast = _timed(lambda: emails_fast.read_emails(cells, lambda _: "", none)) / len(cells)
    filled = [cell for cell in cells.to_pylist() if cell]
    some = filled[:SAMPLE]
    plain = _timed(lambda: _library_emails(some)) / len(some)
    return _said("emails", len(cells), fast * len(cells) / len(filled), [("email_validator", plain)])


def _library_emails(cells: list[str]) -> None:
    for cell in cells:
        try:
            validate_email(cell, check_deliverability=False)
        except EmailNotValidError:
            continue


def _said(name: str, cells: int, fast: float, others: list[tuple[str, float]]) -> str:
    lines = [f"{name}: {cells} cells, {1 / fast:,.0f} a second as columns ({fast * 1e6:.2f} µs each)"]
    lines += [f"  {other} row by row: {1 / slow:,.0f} a second; {slow / fast:.1f} times slower" for other, slow in others]
    return "\n".join(lines)

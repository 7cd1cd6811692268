"""The fast path held against the plain parser, and where a cell needed no repair, against the reference library itself."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import phonenumbers
from email_validator import EmailNotValidError, validate_email

from leadtool.chunks import texts
from leadtool.fields import emails, phones, phones_digits, phones_fast
from leadtool.fields.emails_rows import NO_LISTS
from leadtool.fields.phones_numbers import TYPES, Phone
from tests.parity.email_values import ALLOW, DENY, email_cells
from tests.parity.phone_values import phone_cells

BATCH = 20_000
DEFAULTS = ("", "US", "DE", "RU", "MX", "", "IT", "BR", "GB", "AR")


class Compared(NamedTuple):
    """How many cells were compared, how many of them the fast path left to the plain parser, and the cells that differ."""

    cells: int = 0
    left: int = 0
    different: tuple[str, ...] = ()

    def __add__(self, other: "Compared") -> "Compared":  # type: ignore[override]
        return Compared(self.cells + other.cells, self.left + other.left, (self.different + other.different)[:20])


def compare_phones(count: int, seed: int) -> Compared:
    """This many phone cells, in batches that have a default country each."""
    total = Compared()
    few, phones_digits.FEW = phones_digits.FEW, 0  # every region, however few its cells are
    try:
        for at in range(0, count, BATCH):
            total += _phones(min(BATCH, count - at), seed * 1_000 + at // BATCH, DEFAULTS[(seed + at // BATCH) % len(DEFAULTS)])
    finally:
        phones_digits.FEW = few
    return total


def _phones(count: int, seed: int, default: str) -> Compared:
    cells = [(text.strip(), country) for text, country in phone_cells(count, seed)]
    read = phones_fast.read_phones(texts([text for text, _ in cells]), texts([country for _, country in cells]), default)
    different = []
    for row in np.flatnonzero(read.sure).tolist():
        text, country = cells[row]
        fast = read.phone(row)
        plain = _plain_phones(text, country, default)
        if plain != phones.Phones((fast,)) or not _as_library(text, country or default, fast):
            different.append(f"{text!r} in {country or default!r}: {fast} is not {plain}")
    different += [f"{cells[row][0]!r} is not empty" for row in np.flatnonzero(read.empty).tolist() if cells[row][0].strip()]
    return Compared(count, int((~read.sure & ~read.empty).sum()), tuple(different[:20]))


@lru_cache(maxsize=300_000)  # every sabotaged run asks again
def _plain_phones(text: str, country: str, default: str) -> phones.Phones:
    return phones._cell(text, country, default, {})


def _as_library(text: str, country: str, fast: Phone) -> bool:
    """Whether libphonenumber agrees on a number that was read as it stands."""
    if any(not note.startswith(("P107", "P203")) for note in fast.notes):
        return True
    return _library(text, country) == (fast.e164, fast.type, fast.region)


@lru_cache(maxsize=300_000)
def _library(text: str, country: str) -> tuple[str, str, str]:
    """Normal form, type and region of a valid number; superfluous zeros may need a second reading to go."""
    try:
        number = phonenumbers.parse(text, country if country in phonenumbers.SUPPORTED_REGIONS else None)
    except phonenumbers.NumberParseException:
        return "", "", ""
    if not phonenumbers.is_valid_number(number):
        number = phonenumbers.parse(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    if not phonenumbers.is_valid_number(number):
        return "", "", ""
    normal = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return normal, TYPES[phonenumbers.number_type(number)], phonenumbers.region_code_for_number(number) or ""


def compare_emails(count: int, seed: int) -> Compared:
    """This many e-mail cells, every second batch with lists of the user's."""
    total = Compared()
    for at in range(0, count, BATCH):
        lists = emails.Lists(frozenset(ALLOW), frozenset(DENY)) if (at // BATCH) % 2 else NO_LISTS
        total += _emails(min(BATCH, count - at), seed * 1_000 + at // BATCH, lists)
    return total


def _emails(count: int, seed: int, lists: emails.Lists) -> Compared:
    cells = [text.strip() for text in email_cells(count, seed)]
    read = emails._column(texts(cells), lists)
    different = []
    for row in np.flatnonzero(read.sure).tolist():
        fast = emails._sure(read, row)
        plain = _plain_emails(cells[row], lists)
        if plain != emails.Emails((fast,)) or fast.address != _normal_form(cells[row]):
            different.append(f"{cells[row]!r}: {fast} is not {plain}")
    different += [f"{cells[row]!r} is not empty" for row in np.flatnonzero(read.empty).tolist() if cells[row].strip()]
    return Compared(count, int((~read.sure & ~read.empty).sum()), tuple(different[:20]))


@lru_cache(maxsize=300_000)
def _plain_emails(text: str, lists: emails.Lists) -> emails.Emails:
    return emails.find_emails(text, lists)


@lru_cache(maxsize=300_000)
def _normal_form(text: str) -> str:
    try:
        return validate_email(text, check_deliverability=False, strict=True).normalized
    except EmailNotValidError:
        return ""

"""Phone numbers: one number read, all numbers of a cell found, the best of a row chosen."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import phonenumbers
import pyarrow as pa
import pyarrow.compute as pc

from leadtool import chunks
from leadtool.fields import phones_columns, phones_fast
from leadtool.fields import phones_text as cells
from leadtool.fields.phones_numbers import HOTLINES, MADE_UP, Phone, parse_number
from leadtool.model import Context, MappedColumn, StepResult
from leadtool.rules import phones as rules


class Phones(NamedTuple):
    """All numbers of one cell: the usable ones in order, then what was wrong with the rest and what was tidied."""

    usable: tuple[Phone, ...] = ()
    unusable: tuple[Phone, ...] = ()
    notes: tuple[str, ...] = ()


def parse_phone(text: str, country: str) -> Phone:
    """The one number of a text, read in `country` (ISO alpha-2, "" if unknown); the first if there are several."""
    found = find_phones(text, country)
    both = (*found.usable, *found.unusable)
    return both[0]._replace(notes=(*found.notes, *both[0].notes)) if both else Phone(notes=found.notes)


def find_phones(cell: str, country: str) -> Phones:
    """All numbers of a cell, each read in `country`, then by its own country code."""
    if not cell.strip():
        return Phones()
    read = cells.read_cell(cell)
    if not read.candidates:
        wrong = (Phone(problem=read.problem),) if read.problem else ()
        return Phones((), wrong, read.notes)
    numbers: list[Phone] = []
    region = country
    for text, extension in read.candidates:
        numbers += _numbers(text, extension, region)
        # A second number without its country code belongs where the first one does.
        region = region or next((number.region for number in numbers if number.region), "")
    usable = tuple({number.e164: number for number in reversed(numbers) if number.e164}.values())[::-1]
    unusable = tuple(number for number in numbers if not number.e164)
    notes = read.notes + ((rules.PHONE_SEVERAL.code,) if len(usable) + len(unusable) > 1 and usable else ())
    return Phones(usable, unusable if len(unusable) == len(numbers) or not _crumbs(unusable) else (), notes)


def _crumbs(numbers: Sequence[Phone]) -> bool:
    """Whether all of these are too short to have been numbers of their own."""
    return all(number.problem == rules.PHONE_TOO_SHORT.code for number in numbers)


def _numbers(text: str, extension: str, country: str) -> list[Phone]:
    """One candidate as a number; where it is none but its parts are, as several."""
    first, *rest = re.split(r"\s*[/,]\s*", text)
    if rest and all(len(part) <= 5 for part in rest) and (number := parse_number(first, extension, country)).status == "valid":
        return [number]  # 030 901820/21: the second is the next line of the same switchboard
    whole = parse_number(text, extension, country)
    if whole.status == "valid" or rules.PHONE_FICTIONAL.code in whole.notes or (whole.problem and whole.problem in MADE_UP):
        return [whole]
    for parts in _splits(text):
        read = [parse_number(part, extension if part is parts[-1] else "", country) for part in parts]
        if all(number.status == "valid" for number in read):
            return read
    if rest and sum(c.isdigit() for c in text) > 15:
        return [parse_number(part, "", country) for part in (first, *rest) if sum(c.isdigit() for c in part) >= 5] or [whole]
    return [whole]


def _splits(text: str) -> Iterator[list[str]]:
    """Ways to part a text into several numbers, the likeliest first."""
    for sign in (r"\s*[/,]\s*", r"\s{2,}", r"\s+-\s+|\s*/\s*", r"(?<=\d)\s*(?=\+\d)"):
        parts = [part for part in re.split(sign, text) if part]
        if len(parts) > 1:
            yield parts
    if sum(c.isdigit() for c in text) >= 12:
        blanks = [match.start() for match in re.finditer(r"\s", text)]
        for at in sorted(blanks, key=lambda at: abs(at - len(text) / 2))[:6]:
            yield [text[:at], text[at + 1 :]]


class _Row(NamedTuple):
    """What a row's phone cells and verdict come to; `found` holds (which column, rule, after)."""

    values: tuple[str, str, str, str, str, str]
    found: tuple[tuple[int, str, str], ...]


OUTPUT: Final = ("lt_phone", "lt_phone_status", "lt_phone_type", "lt_phone_ext", "lt_mobile", "lt_other_phones")
FIELDS: Final = ("phone", "mobile", "work_phone", "home_phone")  # a fax is nobody's phone
_ORDER: Final = {"phone": 0, "mobile": 1, "work_phone": 2, "home_phone": 3}


def add_phones(chunk: pa.Table, context: Context) -> StepResult:
    """The chunk with lt_phone, its status, type and extension, lt_mobile and lt_other_phones; a finding for every repair.

    Reads the `f:` columns mapped to phones, the row's country from `lt_country` (else `context.country`), and `phone_verdict`
    where it is there already. Rows of plain numbers are read as whole columns, the others one by one.
    """
    columns = context.mapping.of(*FIELDS)
    preference = [_preference(column) for column in columns]
    findings = chunks.Findings()
    if not columns or chunk.num_rows < phones_fast.WORTH_IT:
        rows = np.arange(chunk.num_rows)
        values = _one_by_one(chunk, context, columns, preference, rows, (), findings)
        return StepResult(chunks.with_columns(chunk, dict(zip(OUTPUT, values, strict=True))), findings.table())
    countries = chunks.text(chunk, "lt_country")
    cells = [chunks.text(chunk, f"f:{column.position}") for column in columns]
    read = [phones_fast.read_phones(texts, countries, context.country) for texts in cells]
    plain = np.logical_and.reduce([column.sure | column.empty for column in read])
    plain &= pc.not_equal(chunks.text(chunk, "phone_verdict"), "disconnected").to_numpy(zero_copy_only=False)
    values = phones_columns.choose(read, columns, preference)
    own_codes = phones_columns.own_codes(countries)
    for column, numbers in zip(columns, read, strict=True):
        phones_columns.tell(findings, chunk, column, numbers, plain, own_codes)
    if not plain.all():
        others = _one_by_one(chunk, context, columns, preference, np.flatnonzero(~plain), read, findings)
        mask = pa.array(~plain)
        values = tuple(pc.replace_with_mask(all_, mask, some) for all_, some in zip(values, others, strict=True))
    return StepResult(chunks.with_columns(chunk, dict(zip(OUTPUT, values, strict=True))), findings.table())


def _one_by_one(
    chunk: pa.Table,
    context: Context,
    columns: Sequence[MappedColumn],
    preference: Sequence[int],
    rows: npt.NDArray[np.int64],
    sure: Sequence[phones_fast.PhoneColumn],
    findings: chunks.Findings,
) -> tuple[pa.Array, ...]:
    """The same for some rows (numbers of rows), each by itself; `sure` holds the cells that were read as columns already."""
    some = pa.array(rows)

    def taken(name: str) -> list[str]:
        values: list[str] = pc.take(chunks.text(chunk, name), some).to_pylist()
        return values

    texts = [taken(f"f:{column.position}") for column in columns]
    originals = [chunks.text(chunk, f"c:{column.position}") for column in columns]
    records = pc.take(chunk.column("record"), some).to_pylist()
    read: dict[tuple[str, str], Phones] = {}
    known: dict[tuple[str, ...], _Row] = {}
    found: list[_Row] = []
    for at, key in enumerate(zip(taken("lt_country"), taken("phone_verdict"), *texts, strict=True)):
        row = known.get(key)
        if row is None:
            country, verdict, *cell_texts = key
            numbers = [
                Phones((sure[which].phone(rows[at]),))
                if sure and sure[which].sure[rows[at]]
                else _cell(text, country, context.country, read)
                for which, text in enumerate(cell_texts)
            ]
            row = known[key] = _row(numbers, columns, preference, country, verdict)
        found.append(row)
        for which, code, after in row.found:
            findings.add(records[at], code, columns[which].header, originals[which][rows[at]].as_py(), after)
    out = zip(*(row.values for row in found), strict=True) if found else [()] * len(OUTPUT)
    return tuple(chunks.texts(list(values)) for values in out)


def _cell(text: str, country: str, default: str, read: dict[tuple[str, str], Phones]) -> Phones:
    """A cell's numbers in the row's country; in the list's where that gives none and the row's gives none either."""
    key = (text, country or default)
    if key not in read:
        read[key] = find_phones(text, _region(country or default))
    found = read[key]
    if country and default and country != default and not any(number.status == "valid" for number in found.usable):
        other = find_phones(text, _region(default))
        return other if any(number.status == "valid" for number in other.usable) else found
    return found


def _region(country: str) -> str:
    """A country libphonenumber knows, else ""."""
    region = country.upper()
    return region if region in phonenumbers.SUPPORTED_REGIONS else ""


def _preference(column: MappedColumn) -> int:
    """The `phone` column first, then mobile, work, home; a company's common line last."""
    return 9 if cells.is_switchboard(column.header) else _ORDER[column.field or "phone"]


def _row(read: Sequence[Phones], columns: Sequence[MappedColumn], preference: Sequence[int], country: str, verdict: str) -> _Row:
    """The best number of a row, by status, kind of column and order."""
    found: list[tuple[int, str, str]] = []
    usable: list[tuple[int, Phone]] = []
    for which, cell in enumerate(read):
        after = cell.usable[0].e164 if cell.usable else ""
        found += [(which, code, after) for code in cell.notes]
        found += [(which, number.problem, "") for number in cell.unusable]
        found += [(which, code, number.e164) for number in cell.usable for code in number.notes]
        usable += [(which, number) for number in cell.usable]
        if _abroad(cell.usable, country):
            found.append((which, rules.PHONE_OTHER_COUNTRY.code, after))
    usable = list({number.e164: (which, number) for which, number in reversed(usable)}.values())[::-1]
    usable.sort(key=lambda pair: (pair[1].status != "valid", pair[1].type in HOTLINES, preference[pair[0]]))
    dead = ""
    if verdict == "disconnected" and usable:
        gone = next((pair for pair in usable if pair[0] == 0), usable[0])
        rule = rules.PHONE_ONE_DISCONNECTED if len(usable) > 1 else rules.PHONE_DISCONNECTED
        found.append((gone[0], rule.code, ""))
        usable.remove(gone)
        dead = gone[1].e164
    if not usable:
        wrong = dead or any(cell.unusable for cell in read)
        return _Row(("", "invalid" if wrong else "missing", "", "", "", dead), tuple(dict.fromkeys(found)))
    best = usable[0][1]
    mobile = next((number.e164 for which, number in usable if _is_mobile(number, columns[which])), "")
    others = [number.e164 for _, number in usable if number.e164 not in (best.e164, mobile)] + ([dead] if dead else [])
    values = (best.e164, best.status, best.type, best.ext, mobile, ";".join(others))
    return _Row(values, tuple(dict.fromkeys(found)))


def _is_mobile(number: Phone, column: MappedColumn) -> bool:
    """Whether a number is a valid mobile; where mobile and fixed look alike (North America) the column decides."""
    if number.status != "valid":
        return False
    return number.type == "mobile" or (number.type == "fixed_line_or_mobile" and column.field == "mobile")


def _abroad(numbers: Sequence[Phone], country: str) -> bool:
    """Whether none of a cell's valid numbers belongs to the row's country."""
    regions = [number.region for number in numbers if number.status == "valid" and number.region]
    if not country or not regions:
        return False
    code = phonenumbers.country_code_for_region(country)
    return all(phonenumbers.country_code_for_region(region) != code for region in regions)

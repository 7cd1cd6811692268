"""Phone numbers: one number read, all numbers of a cell found, the best of a row chosen."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

import phonenumbers
import pyarrow as pa
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType, ValidationResult

from leadtool import chunks
from leadtool.fields import phones_text as cells
from leadtool.model import Context, MappedColumn, StepResult
from leadtool.rules import phones as rules
from leadtool.vocab import word_list

TYPES: Final = {value: name.lower() for name, value in vars(PhoneNumberType).items() if isinstance(value, int)}
"""libphonenumber's types by number, in lower snake case: fixed_line, mobile, fixed_line_or_mobile, toll_free …"""

LONGEST_EXTENSION: Final = 6
_ASCENDING: Final = "01234567890123456789"


class Phone(NamedTuple):
    """One number as read.

    `e164` is empty unless `status` is valid or possible; `type` is libphonenumber's; `problem` the code of the rule that made
    it invalid, `notes` the codes of repairs and doubts.
    """

    e164: str = ""
    status: str = "invalid"
    type: str = ""
    ext: str = ""
    region: str = ""
    problem: str = ""
    notes: tuple[str, ...] = ()


class Phones(NamedTuple):
    """All numbers of one cell: the usable ones in order, then what was wrong with the rest and what was tidied."""

    usable: tuple[Phone, ...] = ()
    unusable: tuple[Phone, ...] = ()
    notes: tuple[str, ...] = ()


class _Attempt(NamedTuple):
    """One way to read digits: as written for libphonenumber, the region to read them in, and what was repaired."""

    text: str
    region: str | None
    note: str = ""


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
    if rest and all(len(part) <= 5 for part in rest) and (number := _number(first, extension, country)).status == "valid":
        return [number]  # 030 901820/21: the second is the next line of the same switchboard
    whole = _number(text, extension, country)
    if whole.status == "valid" or rules.PHONE_FICTIONAL.code in whole.notes or (whole.problem and whole.problem in _MADE_UP):
        return [whole]
    for parts in _splits(text):
        read = [_number(part, extension if part is parts[-1] else "", country) for part in parts]
        if all(number.status == "valid" for number in read):
            return read
    if rest and sum(c.isdigit() for c in text) > 15:
        return [_number(part, "", country) for part in (first, *rest) if sum(c.isdigit() for c in part) >= 5] or [whole]
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


def _number(text: str, extension: str, country: str) -> Phone:
    """One number, by the first way of reading it that is valid, else the first that is possible, else why it is neither."""
    digits = "".join(c for c in text if c.isdigit())
    if len(digits) >= 6 and len(set(digits)) == 1:
        return Phone(problem=rules.PHONE_REPEATED.code)
    if any(c.isalpha() for c in text):
        text = _keyed(text)
        attempts = [_Attempt(text, country or "US", rules.PHONE_LETTERS.code), _Attempt(text, "US", rules.PHONE_LETTERS.code)]
    else:
        attempts = list(_attempts(text, digits, country))
    best: tuple[PhoneNumber, _Attempt] | None = None
    problem = ""
    for attempt in attempts:
        number, why = _parsed(attempt)
        if number is None:
            problem = problem or why
        elif phonenumbers.is_valid_number(number):
            return _judged(number, attempt.note, extension, digits)
        elif best is None or (
            not phonenumbers.is_possible_number(best[0]) and phonenumbers.is_possible_number(number) and not attempt.note
        ):
            best = (number, attempt)
    if best is None:
        return Phone(
            problem=_made_up(digits)
            or problem
            or (rules.PHONE_TOO_SHORT.code if len(digits) < 6 else rules.PHONE_NO_COUNTRY.code)
        )
    return _doubted(*best, extension)


def _attempts(text: str, digits: str, country: str) -> Iterator[_Attempt]:
    """Ways to read the text, the likeliest first."""
    text = re.sub(r"^\+[\s+]*(?=00)|^\++\s*", "+", text) if text.startswith("+") else text
    text = re.sub(r"^\(\s*\+\s*(\d{1,3})\s*\)", r"+\1 ", text)
    text = re.sub(r"^\+00\s?", "+", text)
    if text.startswith("+"):
        if country in ("RU", "KZ") and digits.startswith("8") and len(digits) == 11:
            yield _Attempt(digits, country, rules.PHONE_TRUNK_ZERO.code)  # +8 495 …: the trunk prefix, not Vietnam
        if digits.startswith("521") and len(digits) == 13:
            yield _Attempt("+52" + digits[3:], None, rules.PHONE_OLD_PREFIX.code)
        if re.search(r"\(\s?0\s?\)", text):
            yield _Attempt(re.sub(r"\(\s?0\s?\)", " ", text), None, rules.PHONE_TRUNK_ZERO.code)
        yield _Attempt(text, None)
        return
    trunk = re.sub(r"\(\s?0\s?\)", " ", text)
    if digits.startswith("00"):
        abroad = "+" + re.sub(r"^\D*0\D*0", "", trunk if trunk != text else text)
        yield _Attempt(abroad, None, rules.PHONE_DIALLING_PREFIX.code)
    nanp = phonenumbers.country_code_for_region(country) == 1 if country else False
    if digits.startswith("011") and (nanp or not country):
        yield _Attempt("+" + digits[3:], None, rules.PHONE_DIALLING_PREFIX.code)
    if country:
        code = str(phonenumbers.country_code_for_region(country))
        yield _Attempt(text, country)
        if not digits.startswith("0"):
            yield _Attempt("0" + digits, country, rules.PHONE_ZERO_RESTORED.code)
        elif len(digits) >= 8:
            yield _Attempt(digits.lstrip("0"), country, rules.PHONE_TRUNK_ZERO.code)
        if country == "MX" and digits[:3] in ("044", "045") and len(digits) == 13:
            yield _Attempt(digits[3:], country, rules.PHONE_OLD_PREFIX.code)
        if country == "MX" and digits.startswith("521") and len(digits) == 13:
            yield _Attempt(digits[3:], country, rules.PHONE_OLD_PREFIX.code)
        if digits.startswith(code):
            yield _Attempt("+" + digits, None, rules.PHONE_NO_PLUS.code)
    if len(digits) >= 11 and not digits.startswith("0"):
        yield _Attempt("+" + "".join(c for c in trunk if c.isdigit()), None, rules.PHONE_NO_PLUS.code)
    if digits.startswith("011") and country and not nanp:
        yield _Attempt("+" + digits[3:], None, rules.PHONE_DIALLING_PREFIX.code)


def _keyed(text: str) -> str:
    """Letters as the digits of their keys; what a North American switch ignores behind the tenth digit is cut."""
    keyed = "".join(c for c in phonenumbers.convert_alpha_characters_in_number(text) if c.isdigit() or c == "+")
    longest = 12 if keyed.startswith("+1") else 11 if keyed.startswith("1") else 10 if not keyed.startswith("+") else 16
    return keyed[:longest]


def _parsed(attempt: _Attempt) -> tuple[PhoneNumber | None, str]:
    """What libphonenumber reads, or the rule that says why it reads nothing."""
    try:
        number = phonenumbers.parse(attempt.text, attempt.region)
        # "612345678, 698765432" is two numbers, though a dialler could take the second for an extension.
        return (None, rules.PHONE_TOO_LONG.code) if len(number.extension or "") > LONGEST_EXTENSION else (number, "")
    except NumberParseException as cause:
        if cause.error_type == NumberParseException.INVALID_COUNTRY_CODE:
            plus = attempt.text.startswith("+")
            return None, (rules.PHONE_COUNTRY_CODE if plus else rules.PHONE_NO_COUNTRY).code
        if cause.error_type == NumberParseException.TOO_LONG:
            return None, rules.PHONE_TOO_LONG.code
        if cause.error_type == NumberParseException.NOT_A_NUMBER and not any(c.isdigit() for c in attempt.text):
            return None, rules.PHONE_NOT_A_NUMBER.code
        return None, rules.PHONE_TOO_SHORT.code


def _judged(number: PhoneNumber, note: str, extension: str, digits: str) -> Phone:
    """A valid number: its type and region, and what makes it look made up."""
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    national = str(number.national_number)
    if len(set(national)) == 1 and len(national) >= 6:
        return Phone(problem=rules.PHONE_REPEATED.code)
    kind = TYPES.get(phonenumbers.number_type(number), "unknown")
    fictional = is_fictional(e164)
    notes = [note] if note else []
    if fictional:
        notes.append(rules.PHONE_FICTIONAL.code)
    if kind in ("premium_rate", "shared_cost"):
        notes.append(rules.PHONE_PREMIUM.code)
    if len(national) > 7 and len(set(national[-7:])) == 1:
        notes.append(rules.PHONE_MANY_REPEATED.code)
    if _made_up(digits) or _made_up(national):
        notes.append(rules.PHONE_LIKE_SEQUENCE.code)
    region = phonenumbers.region_code_for_number(number) or ""
    status = "possible" if fictional else "valid"
    return Phone(e164, status, kind, extension or number.extension or "", region, notes=tuple(notes))


def _doubted(number: PhoneNumber, attempt: _Attempt, extension: str) -> Phone:
    """A number that is not valid: possible by its length, or the rule that says what is wrong."""
    national = phonenumbers.national_significant_number(number)
    made_up = _made_up(national)
    if made_up:
        return Phone(problem=made_up)
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    doubt = rules.PHONE_FICTIONAL if is_fictional(e164) else rules.PHONE_POSSIBLE
    reason = phonenumbers.is_possible_number_with_reason(number)
    region = phonenumbers.region_code_for_country_code(number.country_code or 0)
    if number.country_code == 1 and len(national) == 10 and (national[0] in "01" or national[3] in "01"):
        return Phone(problem=rules.PHONE_IMPOSSIBLE.code)
    if reason == ValidationResult.IS_POSSIBLE:
        notes = ((attempt.note,) if attempt.note else ()) + (doubt.code,)
        return Phone(e164, "possible", "unknown", extension or number.extension or "", region, notes=notes)
    if reason == ValidationResult.INVALID_COUNTRY_CODE:
        return Phone(problem=rules.PHONE_COUNTRY_CODE.code)
    if reason == ValidationResult.INVALID_LENGTH:
        example = phonenumbers.example_number(region)
        short = example is None or len(national) < len(str(example.national_number))
        return Phone(problem=(rules.PHONE_TOO_SHORT if short else rules.PHONE_TOO_LONG).code)
    long = reason == ValidationResult.TOO_LONG
    return Phone(problem=(rules.PHONE_TOO_LONG if long else rules.PHONE_TOO_SHORT).code)


_MADE_UP: Final = (rules.PHONE_REPEATED.code, rules.PHONE_SEQUENCE.code)


def _made_up(digits: str) -> str:
    """The rule that digits typed to fill the field break, "" if they look real."""
    if len(digits) >= 6 and len(set(digits)) == 1:
        return rules.PHONE_REPEATED.code
    bare = digits.removeprefix("1") if len(digits) == 11 else digits
    runs = len(bare) >= 7 and (bare in _ASCENDING or bare in _ASCENDING[::-1])
    return rules.PHONE_SEQUENCE.code if runs else ""


@cache
def _fictional() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Patterns of the ranges set aside, by the first three characters."""
    by_start: dict[str, list[re.Pattern[str]]] = {}
    for one in word_list("phone_fictional")["ranges"]:
        by_start.setdefault(one[:2], []).append(re.compile(re.escape(one).replace("x", r"\d")))
    return {start: tuple(patterns) for start, patterns in by_start.items()}


def is_fictional(e164: str) -> bool:
    """Whether a number lies in a range that its country set aside for films and examples."""
    return any(pattern.fullmatch(e164) for pattern in _fictional().get(e164[:2], ()))


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
    where it is there already.
    """
    columns = context.mapping.of(*FIELDS)
    preference = [_preference(column) for column in columns]
    texts = [chunks.column_values(chunk, f"f:{column.position}") for column in columns]
    originals = [chunks.text(chunk, f"c:{column.position}") for column in columns]
    countries = chunks.column_values(chunk, "lt_country")
    verdicts = chunks.column_values(chunk, "phone_verdict")
    records: list[int] = chunk.column("record").to_pylist()
    read: dict[tuple[str, str], Phones] = {}
    known: dict[tuple[str, ...], _Row] = {}
    findings = chunks.Findings()
    rows: list[_Row] = []
    for at, key in enumerate(zip(countries, verdicts, *texts, strict=True)):
        row = known.get(key)
        if row is None:
            country, verdict, *cell_texts = key
            numbers = [_cell(text, country, context.country, read) for text in cell_texts]
            row = known[key] = _row(numbers, columns, preference, country, verdict)
        rows.append(row)
        for which, code, after in row.found:
            findings.add(records[at], code, columns[which].header, originals[which][at].as_py(), after)
    out = zip(*(row.values for row in rows), strict=True) if rows else [()] * len(OUTPUT)
    added = {name: chunks.texts(list(values)) for name, values in zip(OUTPUT, out, strict=True)}
    return StepResult(chunks.with_columns(chunk, added), findings.table())


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
    usable.sort(key=lambda pair: (pair[1].status != "valid", preference[pair[0]]))
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

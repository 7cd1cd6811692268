"""Addresses: street, city, state and postal code in their normal form."""

import re
from functools import cache
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, Findings, map_text, text, with_columns
from leadtool.fields.countries import place_fillers, state_codes
from leadtool.model import Context, StepResult
from leadtool.rules import addresses as rules
from leadtool.vocab import fold, word_list

LONGEST: Final = 120
_PREFIX = re.compile(r"(?:[A-Z]{1,2})[- ](?=\d)")
_FLOAT = re.compile(r"(\d{3,9})\.0+")
_FILLERS: Final = frozenset({"00000", "99999", "0000", "9999", "000000", "999999", "00000-0000", "0", "xxxxx", "11111"})


class ParsedPostalCode(NamedTuple):
    """A postal code as its country writes it, and the rule that fired."""

    code: str
    rule: str = ""


@cache
def _forms(country: str) -> tuple[str, ...]:
    return tuple(word_list("postal_codes").get(country, {}).get("forms", ()))


def parse_postal_code(cell: str, country: str) -> ParsedPostalCode:
    """A postal code as its country writes it; a leading zero that a spreadsheet ate is put back.

    >>> parse_postal_code("2116", "US"), parse_postal_code("k1a0b1", "CA").code, parse_postal_code("D-80331", "DE").code
    (ParsedPostalCode(code='02116', rule='A001'), 'K1A 0B1', '80331')
    """
    code = cell.strip().upper()
    if not code or fold(code) in place_fillers() or not any(c.isalnum() for c in code) or len(code) > 20:
        return ParsedPostalCode("")
    if code.lower() in _FILLERS and not (code == "9999" and country == "NO"):
        return ParsedPostalCode("", rules.POSTAL_CODE_PLACEHOLDER.code)
    floated = _FLOAT.fullmatch(code)
    code = floated[1] if floated else code
    forms = _forms(country)
    if not forms:
        return ParsedPostalCode(code)
    bare = re.sub(r"[\s.\-–]", "", code)
    for form in forms:
        written = _written(bare, form)
        if written:
            return ParsedPostalCode(written)
    without = re.sub(r"[\s.\-–]", "", _PREFIX.sub("", code, count=1)).removeprefix(country)
    for form in forms:
        written = _written(without, form)
        if written:
            return ParsedPostalCode(written)
    restored = _restored(without, code, country)
    return ParsedPostalCode(restored, rules.POSTAL_CODE_RESTORED.code) if restored else _wrong(code, country)


def _wrong(code: str, country: str) -> ParsedPostalCode:
    outward = country == "GB" and re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]?", code)  # half a British code names a district
    short = country == "CA" and re.fullmatch(r"[A-Z]\d[A-Z]", code)
    return ParsedPostalCode(code, "" if outward or short else rules.POSTAL_CODE_WRONG.code)


def _restored(bare: str, code: str, country: str) -> str:
    """The code with the zeros that a spreadsheet ate, or ""."""
    if not bare.isdecimal() or not word_list("postal_codes")[country].get("zero", False):
        return ""
    if country in ("US", "PR") and "-" in code:
        first, _, last = code.partition("-")
        first, last = first.strip(), last.strip()
        return f"{first.zfill(5)}-{last}" if len(first) in (3, 4) and len(last) == 4 else ""
    lengths = (1, 2) if country in ("US", "PR") else (1,)
    for form in _forms(country):
        digits = sum(c == "9" for c in form)
        if digits - len(bare) in lengths and set(form) <= set("9- "):
            return _written(bare.zfill(digits), form)
    return ""


def _written(bare: str, form: str) -> str:
    """The bare letters and digits written in a form, or "" where they do not fit it."""
    out: list[str] = []
    at = 0
    for mark in form:
        if mark in "- ":
            out.append(mark)
            continue
        c = bare[at : at + 1]
        fits = (c.isdecimal() and c.isascii()) if mark == "9" else (c.isalpha() and c.isascii()) if mark == "A" else c == mark
        if not fits:
            return (
                _written(bare, form[3:]) and form[:3] + _written(bare, form[3:]) if form[:3] in ("LV-", "LT-") and not at else ""
            )
        out.append(c)
        at += 1
    return "".join(out) if at == len(bare) else ""


def parse_city(cell: str) -> str:
    """A city; its case is repaired only where all letters are capitals or none is.

    >>> parse_city("FRANKFURT AM MAIN"), parse_city("saint-denis"), parse_city("Den Haag"), parse_city("n/a")
    ('Frankfurt am Main', 'Saint-Denis', 'Den Haag', '')
    """
    city = cell.strip(" ,;")
    if not city or len(city) > LONGEST or fold(city) in place_fillers() or not any(c.isalpha() for c in city):
        return "" if len(city) <= LONGEST else city
    if city == city.lower() == city.upper() or not (city.isupper() or city.islower()) or len(city) < 3:
        return city
    words = re.split(r"([\s\-/(])", city.lower())
    small = set(word_list("places")["small"])
    return "".join(
        word if i and word in small and words[i - 1] in (" ", "-") else word[:1].upper() + _after_apostrophe(word[1:])
        for i, word in enumerate(words)
    )


def _after_apostrophe(rest: str) -> str:
    return re.sub(r"(?<=^['’])([^\W\d_])", lambda m: m[1].upper(), rest)


def parse_state(cell: str, country: str) -> str:
    """A state: the postal abbreviation where its country has them, else the text.

    >>> parse_state("california", "US"), parse_state("Bayern", "DE"), parse_state("Ont.", "CA")
    ('CA', 'Bayern', 'Ont.')
    """
    state = cell.strip(" ,;")
    folded = fold(state[:LONGEST])
    codes = state_codes(country)
    bare = state.upper().removeprefix(f"{country}-") if country else state
    if folded in codes or fold(bare) in codes:
        return codes.get(folded) or codes[fold(bare)]
    filler = folded in place_fillers() and state != "NA"  # Naples has the sign NA
    return "" if filler or not folded else state


def add_addresses(chunk: pa.Table, context: Context) -> StepResult:
    """Add `lt_street` (both lines), `lt_city`, `lt_state` and `lt_postal_code`."""
    findings = Findings()
    country = text(chunk, "lt_country")
    codes = _first_with_country(chunk, context, "postal_code", findings)
    columns = {
        "lt_street": _street(chunk, context),
        "lt_city": _first_city(chunk, context),
        "lt_state": _first_state(chunk, context, country),
        "lt_postal_code": codes,
    }
    return StepResult(with_columns(chunk, columns), findings.table())


def _street(chunk: pa.Table, context: Context) -> pa.Array:
    lines = [
        text(chunk, f"f:{mapped.position}") for mapped in (*context.mapping.of("street")[:1], *context.mapping.of("street2")[:1])
    ]
    street = text(chunk, "")
    for line in lines:
        line = _without_fillers(line)
        both = pc.binary_join_element_wise(street, line, pa.scalar(", ", TEXT))
        street = pc.if_else(pc.equal(street, ""), line, pc.if_else(pc.equal(line, ""), street, both))
    return street


def _without_fillers(line: pa.Array) -> pa.Array:
    """Street lines without those that name no street; only short ones without a digit can be such."""
    doubtful = pc.and_(pc.less_equal(pc.utf8_length(line), 24), pc.invert(pc.match_substring_regex(line, "[0-9]")))
    if not pc.any(doubtful).as_py():
        return line
    empty = pa.scalar("", TEXT)
    read = map_text(pc.if_else(doubtful, line, empty), lambda v: "" if fold(v) in place_fillers() or not fold(v) else v)
    return pc.if_else(doubtful, read, line)


def _first_city(chunk: pa.Table, context: Context) -> pa.Array:
    city = text(chunk, "")
    for mapped in context.mapping.of("city"):
        encoded = text(chunk, f"f:{mapped.position}").dictionary_encode()
        read = pc.take(pa.array([parse_city(v) for v in encoded.dictionary.to_pylist()], TEXT), encoded.indices)
        city = pc.if_else(pc.equal(city, ""), read, city)
    return city


def _first_state(chunk: pa.Table, context: Context, country: pa.Array) -> pa.Array:
    state = text(chunk, "")
    for mapped in context.mapping.of("state"):
        pairs = _with_country(text(chunk, f"f:{mapped.position}"), country)
        read = [parse_state(*_parted(pair)) for pair in pairs.dictionary.to_pylist()]
        state = pc.if_else(pc.equal(state, ""), pc.take(pa.array(read, TEXT), pairs.indices), state)
    return state


def _with_country(cells: pa.Array, country: pa.Array) -> pa.DictionaryArray:
    """Each pair of cell and country once."""
    return pc.binary_join_element_wise(country, cells, pa.scalar("\x1f", TEXT)).dictionary_encode()


def _parted(pair: str) -> tuple[str, str]:
    country, _, cell = pair.partition("\x1f")
    return cell, country


def _first_with_country(chunk: pa.Table, context: Context, field: str, findings: Findings) -> pa.Array:
    found = text(chunk, "")
    country = text(chunk, "lt_country")
    for mapped in context.mapping.of(field):
        cells = text(chunk, f"f:{mapped.position}")
        plain = _plain_codes(cells, country)
        pairs = _with_country(pc.if_else(plain, pa.scalar("", TEXT), cells), country)
        answers = [parse_postal_code(*_parted(pair)) for pair in pairs.dictionary.to_pylist()]
        read = pc.take(pa.array([one.code for one in answers], TEXT), pairs.indices)
        read = pc.if_else(plain, cells, read)
        fired = pc.take(pa.array([one.rule for one in answers], TEXT), pairs.indices)
        for code in sorted({one.rule for one in answers if one.rule}):
            findings.add_where(pc.equal(fired, code), chunk["record"], code, mapped.name, cells, read)
        found = pc.if_else(pc.equal(found, ""), read, found)
    return found


@cache
def _five_digit_countries() -> tuple[str, ...]:
    return tuple(sorted(code for code, one in word_list("postal_codes").items() if one["forms"][0] == "99999"))


@cache
def _formed() -> tuple[str, ...]:
    return tuple(sorted(word_list("postal_codes")))


def _plain_codes(cells: pa.Array, country: pa.Array) -> pa.Array:
    """Where nothing can be written in another way: five digits in a country whose codes are just that, or no known country."""
    digits = pc.match_substring_regex(cells, r"^[0-9]{5}$")
    here = pc.is_in(country, value_set=pa.array(_five_digit_countries(), TEXT))
    formless = pc.and_not(
        pc.match_substring_regex(cells, r"^[0-9]{3,10}$"), pc.is_in(country, value_set=pa.array(_formed(), TEXT))
    )
    fillers = pc.is_in(cells, value_set=pa.array(sorted(_FILLERS), TEXT))
    return pc.and_not(pc.or_(pc.and_(digits, here), formless), fillers)

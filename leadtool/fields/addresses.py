"""Addresses: street, city, state and postal code in their normal form."""

import re
from functools import cache
from typing import Final, NamedTuple

from leadtool.fields.countries import place_fillers, state_codes
from leadtool.rules import addresses as rules
from leadtool.vocab import fold, word_list

LONGEST: Final = 120
_PREFIX = re.compile(r"(?:[A-Z]{1,2})[- ](?=\d)")
_FLOAT = re.compile(r"(\d{3,9})\.0+")
CODE_FILLERS: Final = frozenset({"00000", "99999", "0000", "9999", "000000", "999999", "00000-0000", "0", "xxxxx", "11111"})


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
    if code.lower() in CODE_FILLERS and not (code == "9999" and country == "NO"):
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
    return _recased(city) if len(city) > 2 else city


def _recased(city: str) -> str:
    """A place name written in capitals or small letters throughout, as it is written; any other unchanged."""
    if not (city.isupper() or city.islower()):
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
    """A state: the postal abbreviation where its country has them, else the text; short ones in capitals may be signs.

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
    return "" if filler or not folded else _recased(state) if len(state) > 4 else state

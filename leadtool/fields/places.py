"""Places written in one cell, and what state and postal code say about the country."""

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from leadtool.fields.address_lines import is_code, parse_brazilian, parse_city_line, parse_code_first
from leadtool.fields.countries import country_by_state, parse_country, state_codes
from leadtool.vocab import fold, word_list

LONGEST: Final = 160
_CANADA = re.compile(r"[A-CEGHJ-NPR-TV-Z]\d[A-CEGHJ-NPR-TV-Z] ?\d[A-CEGHJ-NPR-TV-Z]\d")
_BRITAIN = re.compile(r"([A-Z]{1,2})\d[A-Z\d]? ?\d[A-Z]{2}")
_NETHERLANDS = re.compile(r"[1-9]\d{3} ?[A-Z]{2}")
_ISLANDS: Final = {"JE": "JE", "GY": "GG", "IM": "IM"}
_AMERICAN = re.compile(r"([^,]{3,80}(?:, ?[^,]{1,30})?), ?([^,\d]{2,40}),? ([A-Z]{2}|[A-Za-z ]{4,20}),? (\d{5}(?:-\d{4})?)")
_CANADIAN = re.compile(
    rf"([^,]{{3,80}}(?:, ?[^,]{{1,30}})?), ?([^,\d]{{2,40}}),? ([A-Z]{{2}}|[A-Za-zéÉ ]{{4,25}}),? ({_CANADA.pattern})"
)
_BRITISH = re.compile(r"([^,]{3,80}(?:, ?[^,]{1,30})?), ?([^,\d]{2,40}),? ((?:[A-Z]{1,2})\d[A-Z\d]? ?\d[A-Z]{2})")
_UNPARTED = re.compile(r"(.{3,60}? \d{1,4} ?[a-zA-Z]?) ((?:[A-Z]{1,2}-)?\d{5} [^\W\d_][^\d,]{1,40})")
_LEADING_DIGIT: Final = re.compile(r"\d")


class Place(NamedTuple):
    """The parts of a place that one cell holds; what it does not say is ""."""

    street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""


@cache
def _zip_areas() -> dict[str, frozenset[str]]:
    areas: dict[str, frozenset[str]] = {}
    for state, ranges in word_list("zip_areas").items():
        ends = [part.split("-") for part in ranges.split()]
        areas[state] = frozenset(f"{n:03d}" for first, last in ends for n in range(int(first), int(last) + 1))
    return areas


def country_of_place(state: str, postal_code: str) -> str:
    """The country that a state and a postal code give away without a country beside them, or "".

    A state's full name does, a Canadian, British or Dutch postal code by its form, and an American state's abbreviation
    together with a ZIP code of that state (in Italy MI is Milan, but its codes begin with 20).

    >>> country_of_place("TX", "78701"), country_of_place("MI", "20121"), country_of_place("", "K1A 0B1")
    ('US', '', 'CA')
    """
    by_name = country_by_state(state)
    if by_name:
        return by_name
    code = postal_code.strip().upper()
    if len(code) > 12:
        return ""
    if _CANADA.fullmatch(code):
        return "CA"
    british = _BRITAIN.fullmatch(code)
    if british:
        return _ISLANDS.get(british[1], "GB")
    if _NETHERLANDS.fullmatch(code) and not state:
        return "NL"
    known = state_codes("US").get(fold(state[:40])) if state else None
    digits = code.partition("-")[0].removesuffix(".0")
    if known and digits.isdecimal() and 3 <= len(digits) <= 5 and digits.zfill(5)[:3] in _zip_areas().get(known, frozenset()):
        return "US"
    return ""


def country_by_abbreviation(state: str) -> str:
    """The country of North America that has a state or province with this abbreviation, or "".

    It decides only together with a phone written as North Americans write it, for Italian provinces look alike.

    >>> country_by_abbreviation("TX"), country_by_abbreviation("ON"), country_by_abbreviation("Bayern")
    ('US', 'CA', '')
    """
    code = state.strip().upper()
    return next((country for country in ("US", "CA") if code in state_codes(country).values()), "")


@lru_cache(maxsize=20_000)
def parse_location(cell: str) -> Place:
    """City, state and country out of a cell that holds several of them, parted by commas; else all of it is the city.

    >>> parse_location("Austin, TX, United States")
    Place(street='', city='Austin', state='TX', postal_code='', country='US')
    >>> parse_location("Paris, Île-de-France, France").state
    'Île-de-France'
    """
    parts = [part.strip() for part in cell[:LONGEST].split(",") if part.strip()]
    if len(parts) < 2:
        return Place(city=cell)
    last = parse_country(parts[-1])
    american = (
        len(parts) == 2 and fold(parts[1]) in state_codes("US") and parts[1].isupper() and len(parts[1].replace(".", "")) == 2
    )
    by_state = country_by_state(parts[-1])
    if by_state and not last.code:
        return Place(city=parts[0], state=parts[-1], country=by_state)
    if american:  # the country stays open: TX is Texas, but TO is also Turin
        return Place(city=parts[0], state=parts[1])
    if last.code and not last.rule:
        return Place(city=parts[0], state=parts[1] if len(parts) > 2 else "", country=last.code)
    return Place(city=cell)


@lru_cache(maxsize=20_000)
def parse_address(cell: str) -> Place:
    """A whole address in one cell, where it is written in a usual American, Canadian, British or continental way.

    >>> parse_address("418 Maple Bluff Dr, Des Moines, IA 50309")
    Place(street='418 Maple Bluff Dr', city='Des Moines', state='IA', postal_code='50309', country='US')
    >>> parse_address("Hauptstr. 5, 80331 München, Deutschland").city
    'München'
    """
    text = re.sub(r"\s*[\r\n\u2028]+\s*", ", ", cell.strip(" ,;\r\n"))
    if len(text) > LONGEST or not _LEADING_DIGIT.search(text):
        return Place(street=cell)
    if "," not in text:
        unparted = _UNPARTED.fullmatch(text)
        if not unparted:
            return Place(street=cell)
        text = f"{unparted[1]}, {unparted[2]}"
    head, _, tail = text.rpartition(",")
    named = parse_country(tail.strip())
    country = named.code if named.code and not named.rule and not country_by_state(tail.strip()) and "," in head else ""
    text = head.strip() if country else text
    american = _AMERICAN.fullmatch(text)
    if american and country_of_place(american[3], american[4]) == "US":
        return Place(american[1].strip(), american[2].strip(), american[3].strip(), american[4], country or "US")
    canadian = _CANADIAN.fullmatch(text)
    if canadian and fold(canadian[3]) in state_codes("CA"):
        return Place(canadian[1].strip(), canadian[2].strip(), canadian[3], canadian[4], country or "CA")
    british = _BRITISH.fullmatch(text)
    if british:
        return Place(british[1].strip(), british[2].strip(), "", british[3], country or country_of_place("", british[3]))
    return _by_lines([line.strip() for line in text.split(",") if line.strip()], country) or Place(street=cell, country=country)


def _by_lines(lines: list[str], country: str) -> Place | None:
    """An address whose last lines say postal code and city; what stands before them is the street."""
    brazilian = parse_brazilian(lines, country) if country in ("", "BR") else None
    if brazilian:
        at, line = brazilian
        return Place(", ".join(lines[:at]), *line)
    code_first = parse_code_first(lines)
    if code_first:
        return Place(code_first[0], *code_first[1]._replace(country=country))
    found = parse_city_line(lines[-1], country) if len(lines) > 1 else None
    if found and not found.city:  # Sydney, NSW 2009
        return Place(", ".join(lines[:-2]), *found._replace(city=lines[-2])) if len(lines) > 2 else None
    if found:
        return Place(", ".join(lines[:-1]), *found)
    if len(lines) > 2:
        found = parse_city_line(lines[-2], country)
        if found and not _LEADING_DIGIT.search(lines[-1]):  # 28014 Madrid, Comunidad de Madrid
            return Place(", ".join(lines[:-2]), found.city, found.state or lines[-1], found.postal_code, found.country)
        code_last = is_code(lines[-1]) and not _LEADING_DIGIT.search(lines[-2])
        code_before = is_code(lines[-2]) and not _LEADING_DIGIT.search(lines[-1])
        if (code_last or code_before) and country != "US":
            city, code = (lines[-2], lines[-1]) if code_last else (lines[-1], lines[-2])
            return Place(", ".join(lines[:-2]), city, "", code, country)
    return None

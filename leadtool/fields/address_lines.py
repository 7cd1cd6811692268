"""The line of an address that holds postal code and city, as the countries write it."""

import re
from functools import cache
from typing import Final, NamedTuple

from leadtool.fields.countries import parse_country, state_codes
from leadtool.vocab import fold, word_list

_CITY: Final = r"[^\W\d_][^\d,]{1,49}(?: \d{1,2})?"  # Praha 1
# Forms of postal codes that stand before the city; those with a country are written so nowhere else.
_CODES_FIRST: Final = (
    (r"[1-9]\d{3} ?[A-Z]{2}(?= )", "NL"),
    (r"\d{2}-\d{3}", "PL"),
    (r"\d{4}-\d{3}", "PT"),
    (r"\d{5}-\d{3}", "BR"),
    (r"LV-\d{4}", "LV"),
    (r"LT-\d{5}", "LT"),
    (r"\d{3} \d{2}", ""),
    (r"\d{4,6}", ""),
)
_LAST: Final = re.compile(rf"(?P<city>{_CITY}?)[ -]+(?P<code>\d{{6}}|\d{{5}}|\d{{4}}|\d{{3}} \d{{3}})")
_AUSTRALIAN: Final = re.compile(rf"(?:(?P<city>{_CITY}?),? )?(?P<state>NSW|VIC|QLD|WA|SA|TAS|ACT|NT),? (?P<code>\d{{4}})")
_PROVINCE: Final = re.compile(r"(?P<city>.{2,}?) (?:\((?P<bracketed>[A-Z]{2})\)|(?P<bare>[A-Z]{2}))")
_BRAZILIAN: Final = re.compile(rf"(?P<city>{_CITY}?) ?[-/] ?(?P<state>[A-Z]{{2}})(?: (?P<code>\d{{5}}-?\d{{3}}))?")
_CITY_SIGN: Final = re.compile(r"^(?:г\.|г|гор\.|город|м\.|місто) ?(?=[А-ЯІЇЄҐ])")
_CODE_ALONE: Final = re.compile(r"\d{5}-?\d{3}|\d{4}-\d{3}|\d{2}-\d{3}|\d{3} \d{2}|\d{4,6}")


@cache
def _plates() -> dict[str, str]:
    """Countries by what stands before their postal codes."""
    return {sign: country for country, signs in word_list("places")["plates"].items() for sign in signs.split()}


@cache
def _first() -> re.Pattern[str]:
    plates = "|".join(sorted(_plates(), key=lambda sign: (-len(sign), sign)))
    codes = "|".join(form for form, _ in _CODES_FIRST)
    return re.compile(rf"(?:(?P<prefix>{plates})[- ])?(?P<code>{codes}) (?P<city>{_CITY})")


class CityLine(NamedTuple):
    """What a line says; what it does not say is ""."""

    city: str
    state: str = ""
    postal_code: str = ""
    country: str = ""


def parse_city_line(line: str, country: str) -> CityLine | None:
    """Postal code and city of a line such as `10117 Berlin`, `CH-8001 Zürich` or `Sydney NSW 2000`; None if it is no such line.

    >>> parse_city_line("CH-8001 Zürich", ""), parse_city_line("20121 Milano MI", "IT").state
    (CityLine(city='Zürich', state='', postal_code='8001', country='CH'), 'MI')
    """
    first = _first().fullmatch(line)
    if first:
        code = first["code"]
        found = country or _plates().get(first["prefix"] or "", "") or _country_of(code)
        return _with_province(first["city"].strip(), code, found)
    australian = _AUSTRALIAN.fullmatch(line)
    if australian and country in ("", "AU"):
        return CityLine((australian["city"] or "").strip(" ,"), australian["state"], australian["code"], "AU")
    last = _LAST.fullmatch(line)
    country = country or (parse_country(last["city"]).code if last and fold(last["city"]) in ("singapore", "singapur") else "")
    if last and country not in ("", "US", "CA", "GB"):  # without a country it may be a street and its number
        return CityLine(last["city"].strip(" -"), "", last["code"], country)
    return None


def parse_brazilian(lines: list[str], country: str) -> tuple[int, CityLine] | None:
    """City, state and code at the end of a Brazilian address, and how many lines they take: `São Paulo - SP`, `01310-200`."""
    code = lines[-1] if len(lines) > 1 and re.fullmatch(r"\d{5}-\d{3}", lines[-1]) else ""
    at = len(lines) - (2 if code else 1)
    found = _BRAZILIAN.fullmatch(lines[at]) if at > 0 else None
    if not found or found["state"] not in _brazilian_states() or not (code or found["code"] or country == "BR"):
        return None
    return at, CityLine(found["city"].strip(), found["state"], code or found["code"] or "", "BR")


@cache
def _brazilian_states() -> frozenset[str]:
    return frozenset(state_codes("BR").values())


def parse_code_first(lines: list[str]) -> tuple[str, CityLine] | None:
    """Street, and city with code, of an address that begins with its code, as in Russia: `125009`, `г. Москва`, street."""
    if len(lines) < 3 or not re.fullmatch(r"\d{5,6}", lines[0]):
        return None
    at = next((i for i, line in enumerate(lines) if i and _CITY_SIGN.match(line)), 1)
    city = _CITY_SIGN.sub("", lines[at])
    if any(c.isdigit() for c in city):
        return None
    state = ", ".join(lines[1:at])
    return ", ".join(lines[at + 1 :]), CityLine(city, state, lines[0])


def is_code(line: str) -> bool:
    """Whether a line is a postal code and nothing else."""
    return bool(_CODE_ALONE.fullmatch(line))


def _country_of(code: str) -> str:
    return next((country for form, country in _CODES_FIRST if country and re.fullmatch(form.removesuffix("(?= )"), code)), "")


def _with_province(city: str, code: str, country: str) -> CityLine:
    """The city without the letters of its Italian or Spanish province or Brazilian state behind it."""
    brazilian = _BRAZILIAN.fullmatch(city) if country == "BR" else None
    if brazilian:
        return CityLine(brazilian["city"].strip(), brazilian["state"], code, country)
    province = _PROVINCE.fullmatch(city)
    if province and (province["bracketed"] or country == "IT") and fold(province["city"]):
        return CityLine(province["city"], province["bracketed"] or province["bare"], code, country)
    return CityLine(city, "", code, country)

"""The country a whole list is from, where nearly all evidence in its sample agrees."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import phonenumbers
import pyarrow as pa
import pyarrow.compute as pc

from leadtool.columns.lexicon import tokens
from leadtool.fields.countries import parse_country, state_codes
from leadtool.fields.places import country_by_abbreviation, country_of_place
from leadtool.model import MappedColumn

AGREEMENT: Final = 0.8
FEWEST_VOTES: Final = 3
_MOST_VALUES: Final = 400
_ONE_COUNTRY: Final = {
    "pl": "PL", "cs": "CZ", "sk": "SK", "hu": "HU", "el": "GR", "sv": "SE", "da": "DK", "no": "NO", "fi": "FI", "ja": "JP",
    "ko": "KR", "tr": "TR", "uk": "UA", "bg": "BG", "hr": "HR", "et": "EE", "he": "IL", "hi": "IN", "id": "ID", "lv": "LV",
    "lt": "LT", "fa": "IR", "sl": "SI", "th": "TH", "vi": "VN", "it": "IT",
}  # fmt: skip
"""Languages spoken, as a rule, in one country; the others say nothing about a list's country."""
_BY_POST: Final = {
    ("de", "99999"): "DE", ("fr", "99999"): "FR", ("pt", "9999-999"): "PT", ("pt", "99999-999"): "BR", ("nl", "9999AA"): "NL",
    ("ja", "999-9999"): "JP", ("en", "9999AA"): "NL", ("zh", "999999"): "CN", ("ru", "999999"): "RU",
}  # fmt: skip
"""Languages of headers that are spoken in several countries, and how postal codes are written in one of these."""
_ANOTHER: Final = "?"
_AMERICAN_PHONE: Final = re.compile(r"^'?(?:\+?1[ .-]?)?\(?[2-9]\d\d\)?[ .-]?[2-9]\d\d[ .-]?\d{4}(?:\D.{0,12})?$")
_MANY_VOTES: Final = 10
_NEARLY_ALL: Final = 0.95
_FEW_FORMS: Final = 0.1  # the share of company names that say LLC or Inc
_ZIP: Final = re.compile(r"^\d{5}(?:-\d{4})?$")
_SHORT_ZIP: Final = re.compile(r"^\d{3,5}(?:-\d{4})?$")  # spreadsheets drop zeros in front
_STATE: Final = re.compile(r"^[A-Z]{2}$")
_COMPANY: Final = re.compile(r"\b(?:LLC|L\.L\.C\.|Inc|INC|LLP|Corp)\b\.?")
_SPOKEN_WIDELY: Final = frozenset(language for language, _ in _BY_POST)
_PHONES: Final = ("phone", "mobile", "work_phone", "home_phone")
_NOT_NATIONAL: Final = frozenset("io co ai me tv cc fm ws to ly gg im sh la nu tk ml ga cf gq us eu".split())
"""Country domains that companies anywhere use."""


def list_country(
    columns: Iterable[MappedColumn], sample: pa.Table, languages: dict[str, float], earlier: list[str] | None = None
) -> str:
    """The ISO alpha-2 code of the list's country, or "" where the evidence is thin or divided.

    What the rows say themselves goes before what the headers' language says; rows that say nothing do not count. `earlier`
    holds the countries that an earlier run gave its leads: where one of them has none, that run knew no country of the list, and
    the rows that are no longer beside them must not make one up.
    """
    if earlier and not all(earlier):
        return ""
    return _voted(list(columns), sample, languages) or _shared(earlier or [])


def _shared(countries: list[str]) -> str:
    """The country of nearly all, or ""."""
    most = Counter(countries).most_common(1)
    return most[0][0] if most and most[0][1] >= AGREEMENT * len(countries) else ""


def _voted(mapped: list[MappedColumn], sample: pa.Table, languages: dict[str, float]) -> str:
    """The country for which the first voters that say enough agree."""
    for voters in (_from_cells, _from_america, _from_post, _from_language):
        votes = voters(mapped, sample, languages)
        if votes.total() >= FEWEST_VOTES:
            country, n = min(votes.items(), key=lambda vote: (-vote[1], vote[0]))
            return country if n >= AGREEMENT * votes.total() and country != _ANOTHER else ""
    return ""


def _from_cells(columns: list[MappedColumn], sample: pa.Table, _languages: dict[str, float]) -> Counter[str]:
    """The votes of countries, domains, phones, and of states beside a postal code or a phone."""
    votes: Counter[str] = Counter()
    for column in columns:
        read = {"country": _from_country, "email": _from_email, "website": _from_email}.get(column.field or "")
        if column.field in _PHONES:
            read = _from_phone
        if read:
            values = _values(sample, column.position)
            heard = values if column.field == "country" else _each_once(values)
            votes.update(found for value in heard if (found := read(value)))
    states, codes, phones = (_first(columns, *fields) for fields in (("state",), ("postal_code",), _PHONES))
    if states or codes:
        rows = zip(*(_spread(sample, column) for column in (states, codes, phones)), strict=True)
        votes.update(found for state, code, phone in rows if (found := _of_place(state, code, phone)))
    return votes


def _each_once(values: list[str]) -> list[str]:
    """Contacts however they are written, each heard once: a repeated one stands for one person, who stays one when cleaned."""
    return list({"".join(c for c in value.lower() if c.isalnum() or c in "+@."): value for value in values}.values())


def _from_america(columns: list[MappedColumn], sample: pa.Table, languages: dict[str, float]) -> Counter[str]:
    """The votes of national numbers that are valid in North America, under headers in English.

    Elsewhere ten digits may look alike by chance: without a sign of America beside them it takes many, and nearly all.
    """
    phones = [c for c in columns if c.field in _PHONES]
    if languages.get("en", 0.0) < max(languages.values(), default=0.0):
        return Counter()
    votes = Counter(_national(value) for c in phones for value in _values(sample, c.position))
    ours, seen = votes["US"] + votes["CA"], votes.total()
    fewest, share = (FEWEST_VOTES, AGREEMENT) if _looks_american(columns, sample) else (_MANY_VOTES, _NEARLY_ALL)
    if ours < fewest or ours < share * seen:
        return Counter()
    return Counter({"CA" if votes["CA"] > votes["US"] else "US": ours})


def _looks_american(columns: list[MappedColumn], sample: pa.Table) -> bool:
    """Whether zip codes, states or the forms of companies are as in the United States."""
    for column in columns:
        signs = {"postal_code": _ZIP, "state": _STATE, "company": _COMPANY}.get(column.field or "")
        values = _values(sample, column.position) if signs else []
        if column.field == "postal_code" and "zip" in tokens(column.header):
            if not values:
                return True
            signs = _SHORT_ZIP
        fewest = _FEW_FORMS if column.field == "company" else AGREEMENT
        if signs and values and sum(bool(signs.search(v[:120])) and _known(column, v) for v in values) >= fewest * len(values):
            return True
    return False


def _known(column: MappedColumn, value: str) -> bool:
    """Whether a value that looks like an American state is one."""
    return column.field != "state" or value in state_codes("US").values()


@lru_cache(maxsize=10_000)
def _national(value: str) -> str:
    """US or CA for a number of theirs written nationally, ? for another."""
    value = value.strip().removesuffix(".0")
    if not _AMERICAN_PHONE.match(value[:40]):
        return _ANOTHER
    try:
        number = phonenumbers.parse(value[:40].lstrip("'"), "US")
    except phonenumbers.NumberParseException:
        return _ANOTHER
    region = phonenumbers.region_code_for_number(number)
    return region if region in ("US", "CA") else _ANOTHER


def _from_post(columns: list[MappedColumn], sample: pa.Table, languages: dict[str, float]) -> Counter[str]:
    """The votes of postal codes, heard in the language of the headers."""
    column = _first(columns, "postal_code")
    spoken = max(sorted(languages), key=lambda language: languages[language], default="")
    if column is None or spoken not in _SPOKEN_WIDELY:
        return Counter()
    return Counter(_BY_POST.get((spoken, _form(value)), _ANOTHER) for value in _values(sample, column.position))


def _form(code: str) -> str:
    """How a postal code is written: 9 for a digit, A for a letter."""
    return re.sub(r"[A-Z]", "A", re.sub(r"[0-9]", "9", code[:12].upper())).replace(" ", "")


def _from_language(_columns: list[MappedColumn], _sample: pa.Table, languages: dict[str, float]) -> Counter[str]:
    """The votes of headers in a language of one country."""
    return Counter({c: round(languages.get(lang, 0)) for lang, c in _ONE_COUNTRY.items() if languages.get(lang, 0) >= 1})


def _first(columns: list[MappedColumn], *fields: str) -> MappedColumn | None:
    """The main column of the first of these fields that the table has."""
    found = [c for field in fields for c in columns if c.field == field and c.rank == 1]
    return found[0] if found else None


def _spread(sample: pa.Table, column: MappedColumn | None) -> list[str]:
    """The cells of a column in rows spread evenly over the sample, empty ones too; blanks where there is no column."""
    n = min(len(sample), _MOST_VALUES)
    if column is None:
        return [""] * n
    rows = pa.array([i * len(sample) // n for i in range(n)], pa.int64()) if n else pa.array([], pa.int64())
    cells: list[str] = pc.utf8_trim_whitespace(pc.take(sample.column(f"c:{column.position}"), rows)).to_pylist()
    return cells


@lru_cache(maxsize=10_000)
def _of_place(state: str, code: str, phone: str) -> str:
    """The country of a state with its postal code, or with a phone as North Americans write it."""
    found = country_of_place(state, code)
    if found or not state:
        return found
    return country_by_abbreviation(state) if _AMERICAN_PHONE.match(phone[:40]) else ""


def _values(sample: pa.Table, position: int) -> list[str]:
    """Filled cells of a column, spread evenly over the sample."""
    column = pc.utf8_trim_whitespace(sample.column(f"c:{position}"))
    filled = pc.filter(column, pc.not_equal(column, ""))
    n = len(filled)
    if n > _MOST_VALUES:
        filled = pc.take(filled, pa.array([i * n // _MOST_VALUES for i in range(_MOST_VALUES)]))
    values: list[str] = filled.to_pylist()
    return values


def _from_country(value: str) -> str:
    """The country that a country cell names."""
    code = parse_country(value).code
    return code if code in phonenumbers.SUPPORTED_REGIONS else ""


def _from_email(value: str) -> str:
    """The country of an address's or website's domain."""
    end = value.strip().rstrip("/").rpartition(".")[2].lower()
    if len(end) != 2 or end in _NOT_NATIONAL:
        return ""
    code = "GB" if end == "uk" else end.upper()
    return code if code in phonenumbers.SUPPORTED_REGIONS else ""


@lru_cache(maxsize=10_000)
def _from_phone(value: str) -> str:
    """The country of a number written internationally."""
    value = value.strip().lstrip("'").removeprefix("p:")[:40]
    if value.startswith("00"):
        value = f"+{value[2:]}"
    if not value.startswith("+"):
        return ""
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.region_code_for_number(number) or ""

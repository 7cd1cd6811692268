"""The country a whole list is from, where nearly all evidence in its sample agrees."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

import phonenumbers
import pyarrow as pa
import pyarrow.compute as pc

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
_NOT_NATIONAL: Final = frozenset("io co ai me tv cc fm ws to ly gg im sh la nu tk ml ga cf gq us eu".split())
"""Country domains that companies anywhere use."""


def list_country(columns: Iterable[MappedColumn], sample: pa.Table, languages: dict[str, float]) -> str:
    """The ISO alpha-2 code of the list's country, or "" where the evidence is thin or divided."""
    mapped = list(columns)
    votes: Counter[str] = Counter()
    for column in mapped:
        read = {"country": _from_country, "email": _from_email, "website": _from_email}.get(column.field or "")
        if column.field in ("phone", "mobile", "work_phone", "home_phone"):
            read = _from_phone
        if read:
            votes.update(found for value in _values(sample, column.position) if (found := read(value)))
    if votes.total() < FEWEST_VOTES:
        votes = Counter({c: round(languages.get(lang, 0)) for lang, c in _ONE_COUNTRY.items() if languages.get(lang, 0) >= 1})
    if votes.total() < FEWEST_VOTES:
        return ""
    country, n = min(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    return country if n >= AGREEMENT * votes.total() else ""


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
    """The country of a country cell that is an ISO alpha-2 code."""
    code = value.strip().upper()
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

"""Time zones: where it is what time for a lead, from country, state and phone."""

from functools import cache, lru_cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, text, with_columns
from leadtool.model import Context, StepResult
from leadtool.vocab import word_list

MOST_ZONES: Final = 3
"""More zones than this say nothing about when to call."""


@lru_cache(maxsize=1)
def _phone_zones() -> tuple[dict[str, tuple[str, ...]], int]:
    from phonenumbers.tzdata import TIMEZONE_DATA, TIMEZONE_LONGEST_PREFIX  # late: single-zone countries never need it

    return TIMEZONE_DATA, TIMEZONE_LONGEST_PREFIX


def zones_of_phone(phone: str) -> tuple[str, ...]:
    """The time zones of an E.164 number by its prefix, as libphonenumber knows them."""
    data, longest = _phone_zones()
    digits = phone.removeprefix("+")
    for length in range(min(longest, len(digits)), 0, -1):
        zones = data.get(digits[:length])
        if zones:
            return tuple(zones)
    return ()


@cache
def _countries() -> dict[str, str]:
    return dict(word_list("timezones")["countries"])


def time_zone(country: str, state: str, phone: str) -> str:
    """The zones in which the lead may be, joined by ";"; "" where they are too many to help.

    The country decides where it has one zone, then the state, then the phone's area (never the other way round: mobile
    numbers move along with their owners).

    >>> time_zone("DE", "", ""), time_zone("US", "TX", ""), time_zone("US", "", "+12125550123"), time_zone("US", "", "")
    ('Europe/Berlin', 'America/Chicago;America/Denver', 'America/New_York', '')
    """
    zones = _countries().get(country, "")
    if zones and ";" not in zones:
        return zones
    by_state = str(word_list("timezones")["states"].get(country, {}).get(state, ""))
    if by_state and ";" not in by_state:
        return by_state
    by_phone = zones_of_phone(phone) if phone else ()
    if by_state:
        both = [zone for zone in by_state.split(";") if zone in by_phone]
        return both[0] if len(both) == 1 else by_state
    if by_phone and len(by_phone) <= MOST_ZONES and (not country or _same_country(by_phone, country)):
        return ";".join(by_phone)
    return zones if zones and zones.count(";") < MOST_ZONES else ""


def _same_country(zones: tuple[str, ...], country: str) -> bool:
    """Whether the phone's zones can be the country's: an office in Texas is not called at Berlin time."""
    continents = {zone.partition("/")[0] for zone in _countries().get(country, "").split(";") if zone}
    return not continents or all(zone.partition("/")[0] in continents for zone in zones)


def add_timezones(chunk: pa.Table, context: Context) -> StepResult:  # noqa: ARG001  every step takes a context
    """Add `lt_timezone`, each distinct place once; of the phone only the prefix counts that names a place."""
    longest = 9  # libphonenumber's longest prefix with a zone of its own
    phone = pc.if_else(pc.equal(text(chunk, "lt_phone"), ""), text(chunk, "lt_mobile"), text(chunk, "lt_phone"))
    single = pa.array(sorted(code for code, zones in _countries().items() if ";" not in zones), TEXT)
    country = text(chunk, "lt_country")
    phone = pc.if_else(pc.is_in(country, value_set=single), pa.scalar("", TEXT), pc.utf8_slice_codeunits(phone, 0, longest + 1))
    places = pc.binary_join_element_wise(country, text(chunk, "lt_state"), phone, pa.scalar("\x1f", TEXT)).dictionary_encode()
    zones = [time_zone(*place.split("\x1f")) for place in places.dictionary.to_pylist()]
    return StepResult(with_columns(chunk, {"lt_timezone": pc.take(pa.array(zones, TEXT), places.indices)}), None)

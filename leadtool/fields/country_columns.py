"""The country of each row of a chunk, from whatever column tells it."""

from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, Findings, map_text, text, with_columns
from leadtool.fields.countries import parse_country
from leadtool.fields.dialled import countries_dialled
from leadtool.fields.fired import add_fired
from leadtool.fields.places import country_by_abbreviation, country_of_place, parse_address, parse_location
from leadtool.model import Context, StepResult

_AMERICAN_PHONE = (
    r"^(?:\+?1[ .-]?)?(?:\([2-9]\d{2}\) ?[2-9]\d{2}[ .-]?\d{4}|[2-9]\d{2}[.-][2-9]\d{2}[.-]\d{4})(?: ?(?:x|ext\.?) ?\d{1,6})?$"
)
PARTED = "\x1f"


def add_countries(chunk: pa.Table, context: Context) -> StepResult:
    """Add `lt_country`: from the country cell, else the address, a `+` number, an earlier run, or the list's own default."""
    findings = Findings()
    country = text(chunk, "")
    for mapped in context.mapping.of("country"):
        cells = text(chunk, f"f:{mapped.position}")
        encoded = cells.dictionary_encode()
        answers = [parse_country(value) for value in encoded.dictionary.to_pylist()]
        read = pc.take(pa.array([one.code for one in answers], TEXT), encoded.indices)
        fired = [(one.rule,) if one.rule else () for one in answers]
        add_fired(findings, chunk["record"], mapped.name, fired, encoded.indices.to_numpy(), cells, read)
        country = pc.if_else(pc.equal(country, ""), read, country)
    if pc.any(pc.equal(country, "")).as_py():
        country = _from_address(chunk, context, country)
    default = context.country or context.mapping.country
    for mapped in context.mapping.of("phone", "mobile", "work_phone", "home_phone"):
        if pc.any(pc.equal(country, "")).as_py():
            dialled = countries_dialled(text(chunk, f"f:{mapped.position}"), default)
            country = pc.if_else(pc.equal(country, ""), dialled, country)
    if {"lt_id", "lt_country"} <= set(context.table.names):
        country = pc.if_else(pc.equal(country, ""), text(chunk, f"c:{context.table.names.index('lt_country')}"), country)
    country = pc.if_else(pc.equal(country, ""), pa.scalar(default, TEXT), country)
    return StepResult(with_columns(chunk, {"lt_country": country}), findings.table())


def holds_whole_addresses(context: Context) -> bool:
    """Whether the street column may hold the whole address: no other column does."""
    return bool(context.mapping.of("street")) and not context.mapping.of("city", "postal_code")


def _from_address(chunk: pa.Table, context: Context, country: pa.Array) -> pa.Array:
    """The country that state and postal code, a location or a whole address give away, where nothing else says it."""
    states, codes = context.mapping.of("state"), context.mapping.of("postal_code")
    if states or codes:
        state = text(chunk, f"f:{states[0].position}" if states else "")
        code = text(chunk, f"f:{codes[0].position}" if codes else "")
        places = pc.binary_join_element_wise(state, code, pa.scalar(PARTED, TEXT))
        country = _filled(country, places, lambda place: country_of_place(*_parted(place)))
    for mapped in context.mapping.of("phone", "mobile", "work_phone", "home_phone") if states else ():
        american = pc.match_substring_regex(text(chunk, f"f:{mapped.position}"), _AMERICAN_PHONE)
        country = _filled(country, pc.if_else(american, state, pa.scalar("", TEXT)), country_by_abbreviation)
    for mapped in context.mapping.of("city"):
        cells = text(chunk, f"f:{mapped.position}")
        country = _filled(country, cells, lambda cell: parse_location(cell).country if "," in cell else "")
    if holds_whole_addresses(context):
        for mapped in context.mapping.of("street")[:1]:
            cells = text(chunk, f"f:{mapped.position}")
            country = _filled(country, cells, lambda cell: parse_address(cell).country if "," in cell else "")
    return country


def _filled(country: pa.Array, cells: pa.Array, read: Callable[[str], str]) -> pa.Array:
    """The countries with the empty ones read from these cells."""
    empty = pc.equal(country, "")
    if not pc.any(empty).as_py():
        return country
    return pc.if_else(empty, map_text(pc.if_else(empty, cells, pa.scalar("", TEXT)), read), country)


def _parted(place: str) -> tuple[str, str]:
    state, _, code = place.partition(PARTED)
    return state, code

"""The address columns of a chunk: street, city, state and postal code, each distinct cell once."""

from collections.abc import Callable
from functools import cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, Findings, map_text, text, with_columns
from leadtool.fields.addresses import CODE_FILLERS, parse_city, parse_postal_code, parse_state
from leadtool.fields.countries import place_fillers
from leadtool.fields.country_columns import PARTED, holds_whole_addresses
from leadtool.fields.fired import add_fired
from leadtool.fields.places import parse_address, parse_location
from leadtool.fields.street_case import recased_streets
from leadtool.model import Context, StepResult
from leadtool.vocab import fold, word_list

_PARTS: Final = ("street", "city", "state", "postal_code")


def add_addresses(chunk: pa.Table, context: Context) -> StepResult:
    """Add `lt_street` (both lines), `lt_city`, `lt_state` and `lt_postal_code`.

    A cell that holds the whole address is taken apart only where no column holds the parts, or those of the row are empty.
    """
    findings = Findings()
    country = text(chunk, "lt_country")
    street, city, state, code = (_cells(chunk, context, field) for field in ("street", "city", "state", "postal_code"))
    if holds_whole_addresses(context):
        whole = street
        street, city, code = (
            map_text(whole, lambda cell, part=part: getattr(parse_address(cell), part))  # type: ignore[misc]
            for part in ("street", "city", "postal_code")
        )
        state = _filled(state, map_text(whole, lambda cell: parse_address(cell).state))
    else:
        state = _filled(state, map_text(city, lambda cell: parse_location(cell).state if "," in cell else ""))
        city = map_text(city, lambda cell: parse_location(cell).city if "," in cell else cell)
        street, city, state, code = _taken_apart(street, city, state, code)
    columns = {
        "lt_street": recased_streets(
            _joined(_without_fillers(street), _without_fillers(_cells(chunk, context, "street2"))), country
        ),
        "lt_city": map_text(city, parse_city),
        "lt_state": _with_country(state, country, parse_state),
        "lt_postal_code": _postal_codes(code, country, chunk, context, findings),
    }
    return StepResult(with_columns(chunk, columns), findings.table())


def _taken_apart(street: pa.Array, city: pa.Array, state: pa.Array, code: pa.Array) -> tuple[pa.Array, ...]:
    """The same columns, with whole addresses in the street taken apart in rows whose other parts are empty."""
    parts = (street, city, state, code)
    empty = pc.and_(pc.equal(city, ""), pc.and_(pc.equal(state, ""), pc.equal(code, "")))
    bare = pc.and_(empty, pc.match_substring_regex(street, r"\d.*,|,.*\d"))
    if not pc.any(bare).as_py():
        return parts
    whole = pc.if_else(bare, street, pa.scalar("", TEXT))
    read = [map_text(whole, lambda cell, part=part: getattr(parse_address(cell), part)) for part in _PARTS]  # type: ignore[misc]
    found = pc.not_equal(read[1], "")
    return tuple(pc.if_else(found, new, old) for new, old in zip(read, parts, strict=True))


def _cells(chunk: pa.Table, context: Context, field: str) -> pa.Array:
    """The tidied cells of a field: of the first filled column."""
    cells = text(chunk, "")
    for mapped in context.mapping.of(field):
        cells = _filled(cells, text(chunk, f"f:{mapped.position}"))
    return cells


def _filled(cells: pa.Array, others: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(cells, ""), others, cells)


def _joined(street: pa.Array, more: pa.Array) -> pa.Array:
    both = pc.binary_join_element_wise(street, more, pa.scalar(", ", TEXT))
    return pc.if_else(pc.equal(street, ""), more, pc.if_else(pc.equal(more, ""), street, both))


def _without_fillers(line: pa.Array) -> pa.Array:
    """Street lines without those that name no street; only short ones without a digit can be such."""
    doubtful = pc.and_(pc.less_equal(pc.utf8_length(line), 24), pc.invert(pc.match_substring_regex(line, "[0-9]")))
    if not pc.any(doubtful).as_py():
        return line
    empty = pa.scalar("", TEXT)
    read = map_text(pc.if_else(doubtful, line, empty), lambda v: "" if fold(v) in place_fillers() or not fold(v) else v)
    return pc.if_else(doubtful, read, line)


def _with_country(cells: pa.Array, country: pa.Array, parse: Callable[[str, str], str]) -> pa.Array:
    """Each distinct pair of cell and country read once."""
    pairs = pc.binary_join_element_wise(cells, country, pa.scalar(PARTED, TEXT))
    return map_text(pairs, lambda pair: parse(*_parted(pair)))


def _parted(pair: str) -> tuple[str, str]:
    cell, _, country = pair.rpartition(PARTED)
    return cell, country


def _postal_codes(cells: pa.Array, country: pa.Array, chunk: pa.Table, context: Context, findings: Findings) -> pa.Array:
    columns = (*context.mapping.of("postal_code"), *context.mapping.of("street"))
    if not columns:
        return cells
    plain = _plain_codes(cells, country)
    others = pc.if_else(plain, pa.scalar("", TEXT), cells)
    pairs = pc.binary_join_element_wise(others, country, pa.scalar(PARTED, TEXT)).dictionary_encode()
    answers = [parse_postal_code(*_parted(pair)) for pair in pairs.dictionary.to_pylist()]
    read = pc.if_else(plain, cells, pc.take(pa.array([one.code for one in answers], TEXT), pairs.indices))
    fired = [(one.rule,) if one.rule else () for one in answers]
    add_fired(findings, chunk["record"], columns[0].name, fired, pairs.indices.to_numpy(), cells, read)
    return read


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
    known = pc.is_in(country, value_set=pa.array(_formed(), TEXT))
    formless = pc.and_not(pc.match_substring_regex(cells, r"^[0-9]{3,10}$"), known)
    fillers = pc.is_in(cells, value_set=pa.array(sorted(CODE_FILLERS), TEXT))
    return pc.and_not(pc.or_(pc.and_(digits, here), formless), fillers)

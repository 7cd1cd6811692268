"""The date columns of a chunk, read at once: each distinct day once, times carried along."""

from collections.abc import Callable
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, Findings, map_text, text, with_columns
from leadtool.fields.clocks import parse_clock
from leadtool.fields.countries import month_first_countries
from leadtool.fields.dates import ParsedDate, parse_date
from leadtool.fields.fired import add_fired
from leadtool.model import Context, MappedColumn, StepResult

NEWEST: Final = ("last_contacted", "last_activity", "last_reply_at")
OLDEST: Final = ("created_at",)
FIRST: Final = ("updated_at", "converted_at", "consent_at", "email_verdict_at")
_TIMED = (
    r"^(?P<day>\d{1,4}[-./]\d{1,2}[-./]\d{1,4})(?:T| |, )"
    r"(?P<clock>(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?: ?[AaPp][Mm])?)(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?$"
)


def add_dates(chunk: pa.Table, context: Context) -> StepResult:
    """Add the date fields as ISO 8601, and `lt_last_contacted` (the day alone).

    Where several columns hold the same field, the newest contact counts, the oldest creation, else the first filled one.
    """
    findings = Findings()
    columns: dict[str, pa.Array] = {}
    month_first = _writes_month_first(chunk, context)
    for field in (*NEWEST, *OLDEST, *FIRST):
        dates: pa.Array | None = None
        for mapped in context.mapping.of(field):
            read = _read_column(chunk, mapped, month_first, context, findings)
            dates = read if dates is None else _joined(dates, read, field)
        columns[field] = text(chunk, "") if dates is None else dates
    contacted = columns.pop("last_contacted")
    columns["lt_last_contacted"] = pc.utf8_slice_codeunits(contacted, 0, 10)
    return StepResult(with_columns(chunk, columns), findings.table())


def _joined(one: pa.Array, other: pa.Array, field: str) -> pa.Array:
    first_filled = pc.if_else(pc.equal(one, ""), other, one)
    if field in FIRST:
        return first_filled
    newer = pc.if_else(pc.greater(other, one), other, one)  # ISO dates sort as text; "" sorts first
    if field in NEWEST:
        return newer
    either_empty = pc.or_(pc.equal(one, ""), pc.equal(other, ""))
    return pc.if_else(either_empty, newer, pc.if_else(pc.greater(other, one), one, other))


def _writes_month_first(chunk: pa.Table, context: Context) -> pa.Array:
    """Per row, whether its country writes the month before the day."""
    default = (context.country or context.mapping.country) in month_first_countries()
    country = text(chunk, "lt_country")
    known = pc.is_in(country, value_set=pa.array(sorted(month_first_countries()), TEXT))
    return pc.if_else(pc.equal(country, ""), default, known)


def _read_column(chunk: pa.Table, mapped: MappedColumn, month_first: pa.Array, context: Context, findings: Findings) -> pa.Array:
    cells = text(chunk, f"f:{mapped.position}")
    parts = pc.extract_regex(cells, _TIMED) if pc.any(pc.match_substring(cells, ":")).as_py() else None
    timed = None if parts is None else pc.is_valid(parts)
    judged = cells if parts is None else pc.if_else(timed, pc.struct_field(parts, "day"), cells)  # each day once
    encoded = judged.dictionary_encode()
    values = encoded.dictionary.to_pylist()
    indices = encoded.indices.to_numpy()

    def reader(first: bool) -> Callable[[str], ParsedDate]:
        return lambda cell: parse_date(cell, order=mapped.date_order, month_first=first, as_of=context.as_of)

    answers = [reader(False)(value) for value in values]
    answers += answers if mapped.date_order in ("dmy", "mdy") else [reader(True)(value) for value in values]
    chosen = indices + np.where(month_first.to_numpy(zero_copy_only=False), len(values), 0)
    dates = pc.take(pa.array([one.iso for one in answers], TEXT), pa.array(chosen))
    if parts is not None:
        dates = _with_clock(dates, parts, timed)
    add_fired(findings, chunk["record"], mapped.name, [one.rules for one in answers], chosen, cells, dates)
    return dates


def _with_clock(dates: pa.Array, parts: pa.Array, timed: pa.Array) -> pa.Array:
    """The dates with the time of day that stood behind them."""
    said = pc.fill_null(pc.struct_field(parts, "clock"), "")
    plain = pc.match_substring_regex(said, r"^\d\d:\d\d(:\d\d)?$")
    others = map_text(pc.if_else(plain, pa.scalar("", TEXT), said), lambda clock: parse_clock(clock) if clock else "")
    clocks = pc.if_else(plain, pc.binary_join_element_wise(pa.scalar("T", TEXT), said, pa.scalar("", TEXT)), others)
    joined = pc.binary_join_element_wise(dates, clocks, pa.scalar("", TEXT))
    return pc.if_else(pc.and_(timed, pc.not_equal(dates, "")), joined, dates)

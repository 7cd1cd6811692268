"""The money and count columns of a chunk: plain numbers as whole columns, everything else once per distinct cell."""

from collections.abc import Callable
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, Findings, map_text, text, with_columns
from leadtool.fields.counts import parse_contact_count, parse_employees
from leadtool.fields.fired import add_fired
from leadtool.fields.money import ParsedFigure, parse_figure
from leadtool.model import Context, MappedColumn, StepResult

MONEY: Final = ("budget", "income", "deal_value", "revenue")
_PLAIN = r"^(0|[1-9]\d{0,13}(\.(\d[1-9]|[1-9]))?)$"
_SIGNED = r"^[$€£][1-9]\d{0,2}(,\d{3}){0,4}(\.00)?$"
_PLAIN_COUNT = r"^(0|[1-9]\d{0,5})$"


def add_figures(chunk: pa.Table, context: Context) -> StepResult:
    """Add money and `employees` as ranges `low..high CUR`, and `contact_count` as digits; the first filled column counts."""
    findings = Findings()
    country = context.country or context.mapping.country
    columns: dict[str, pa.Array] = {}
    for field in (*MONEY, "employees", "contact_count"):
        figures = text(chunk, "")
        for mapped in context.mapping.of(field):
            read = _read_column(chunk, mapped, _parser(mapped, country), findings)
            unsaid = pc.is_in(figures, value_set=pa.array(["", "0"], TEXT))  # no calls, but e-mails in another column
            figures = pc.if_else(pc.and_(unsaid, pc.not_equal(read, "")), read, figures)
        columns[field] = figures
    return StepResult(with_columns(chunk, columns), findings.table())


def _parser(mapped: MappedColumn, country: str) -> Callable[[str], ParsedFigure]:
    if mapped.field == "contact_count":
        return parse_contact_count
    if mapped.field == "employees":
        return lambda cell: parse_employees(cell, decimal=mapped.decimal, unit=mapped.unit)
    return lambda cell: parse_figure(cell, decimal=mapped.decimal, unit=mapped.unit, currency=mapped.currency, country=country)


def _read_column(chunk: pa.Table, mapped: MappedColumn, parse: Callable[[str], ParsedFigure], findings: Findings) -> pa.Array:
    cells = text(chunk, f"f:{mapped.position}")
    if mapped.unit != 1.0:
        return _read_cells(cells, chunk, mapped, parse, findings)
    money = mapped.field in MONEY
    plain = pc.match_substring_regex(cells, _PLAIN if money else _PLAIN_COUNT)
    ending = f" {mapped.currency}" if mapped.currency and money else ""
    endings = pa.scalar(ending, TEXT)
    bare = cells
    if money and mapped.decimal != ",":
        signed = pc.match_substring_regex(cells, _SIGNED)
        if pc.any(signed).as_py():
            bare = pc.replace_substring_regex(cells, r"[$€£,]|\.00$", "")
            signs = pc.if_else(signed, pc.utf8_slice_codeunits(cells, 0, 1), pa.scalar("", TEXT))
            endings = map_text(signs, lambda sign: parse(sign + "1").text.removeprefix("1..1") if sign else ending)
            plain = pc.or_(plain, signed)
    read = _read_cells(pc.if_else(plain, pa.scalar("", TEXT), cells), chunk, mapped, parse, findings)
    if mapped.field == "contact_count":
        return pc.if_else(plain, cells, read)
    ranges = pc.binary_join_element_wise(bare, bare, pa.scalar("..", TEXT))
    ranges = pc.binary_join_element_wise(ranges, endings, pa.scalar("", TEXT))
    return pc.if_else(plain, ranges, read)


def _read_cells(
    cells: pa.Array, chunk: pa.Table, mapped: MappedColumn, parse: Callable[[str], ParsedFigure], findings: Findings
) -> pa.Array:
    encoded = cells.dictionary_encode()
    answers = [parse(value) for value in encoded.dictionary.to_pylist()]
    read = pc.take(pa.array([one.text for one in answers], TEXT), encoded.indices)
    fired = [one.rules for one in answers]
    add_fired(findings, chunk["record"], mapped.name, fired, encoded.indices.to_numpy(), cells, read)
    return read

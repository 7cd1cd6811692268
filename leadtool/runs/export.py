"""Exporting the ready leads of a run as a CRM's import page takes them: its columns, its words, its limits."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, map_text, text
from leadtool.errors import UsageError
from leadtool.fields.compared import generation
from leadtool.rules import Effect, closing_rules, rule
from leadtool.runs.run import Run, open_run
from leadtool.vocab import word_list
from leadtool.write.tables import csv_bytes

CRMS: Final = ("hubspot", "salesforce", "zoho", "pipedrive", "dynamics")
_CODE_LAST: Final = frozenset("US CA AU NZ GB IE IN BR MX".split())
"""Countries that write the postal code behind the city."""
_PLACE: Final = ("lt_street", "lt_postal_code", "lt_city", "lt_state", "lt_country")


class ExportPart(NamedTuple):
    """One import file: its name, its rows and its content (CSV, UTF-8)."""

    name: str
    rows: int
    content: bytes


def export_leads(path: Path | str, crm: str, *, classes: Collection[str] = (), tiers: Collection[str] = ()) -> list[ExportPart]:
    """The ready leads of a run as import files of `crm`, best first; several where one would be over the CRM's limits.

    Closed channels stand in the CRM's own opt-out columns, `lt_id` is the external id. `classes` and `tiers` choose leads;
    empty means all.

    Raises:
        UsageError: if there is no such run or no such CRM.
    """
    if crm not in CRMS:
        raise UsageError(f"There is no export for {crm}.", hint=f"Choose one of {', '.join(CRMS)}.")
    run = open_run(Path(path))
    form = word_list("exports")[crm]
    leads = _chosen(run, _originals(run), classes, tiers)
    table = pa.table([_column(leads, wanted, header, form, run) for header, wanted in form["columns"]], names=_headers(form))
    pieces = list(_pieces(table, form["rows"], form.get("bytes", 0)))
    names = [f"{crm}.csv"] if len(pieces) == 1 else [f"{crm}-{number}.csv" for number in range(1, len(pieces) + 1)]
    return [ExportPart(name, piece.num_rows, csv_bytes(piece)) for name, piece in zip(names, pieces, strict=True)]


def _headers(form: dict[str, Any]) -> list[str]:
    return [header for header, _ in form["columns"]]


def _originals(run: Run) -> dict[str, list[str]]:
    """For each field, the columns of the leads table that the inputs gave it."""
    found: dict[str, list[str]] = {}
    for entry in run.summary.get("inputs", []):
        for column in entry.get("columns") or []:
            name = str(column.get("name") or column["header"])
            if column.get("field") and column.get("rank") in (1, None) and not name.startswith("lt_"):
                columns = found.setdefault(column["field"], [])
                if name not in columns:
                    columns.append(name)
    return found


def _chosen(run: Run, originals: dict[str, list[str]], classes: Collection[str], tiers: Collection[str]) -> pa.Table:
    """The ready leads wanted, with their `lt_` columns and one column `field:…` per field."""
    parts = []
    for batch in run.batches("leads"):
        mask = pc.equal(batch.column("lt_disposition"), "ready")
        for column, words in (("lt_class", classes), ("lt_tier", tiers)):
            if words:
                mask = pc.and_(mask, pc.is_in(batch.column(column), pa.array(sorted(words), TEXT)))
        parts.append(batch.filter(mask))
    leads = pa.concat_tables(parts).combine_chunks()
    for field, names in originals.items():
        cells = text(leads, "")
        for name in names:
            cells = pc.if_else(pc.equal(cells, ""), text(leads, run.column(name)), cells)
        leads = leads.append_column(f"field:{field}", cells)
    return leads


def _column(leads: pa.Table, wanted: str, header: str, form: dict[str, Any], run: Run) -> pa.Array:
    if wanted == "status":
        cells = map_text(text(leads, "lt_class"), lambda word: str(form["status"].get(word, "")))
    elif wanted == "last_name":
        cells = _last_names(leads)
    elif wanted == "rating":
        cells = map_text(text(leads, "lt_tier"), lambda tier: str(form["rating"].get(tier, "")))
    elif wanted.startswith("text:"):
        cells = pa.repeat(pa.scalar(wanted.removeprefix("text:"), TEXT), leads.num_rows)
    elif wanted == "lt_address":
        cells = _address(leads)
    elif "_closed" in wanted:
        channel, _, yes = wanted.partition(":")
        cells = _closed(leads, channel.removesuffix("_closed"), yes or form["yes"], "" if yes else form["no"], run)
    else:
        cells = text(leads, wanted)
    missing = form.get("fallback", {}).get(header)
    return cells if missing is None else pc.if_else(pc.equal(cells, ""), missing, cells).cast(TEXT)


def _last_names(leads: pa.Table) -> pa.Array:
    """Last names with the generation behind them (Jr., III), which tells father and son apart."""
    rows = zip(text(leads, "lt_last_name").to_pylist(), text(leads, "lt_full_name").to_pylist(), strict=True)
    return pa.array([f"{last} {found}" if last and (found := _generation(full, last)) else last for last, full in rows], TEXT)


def _generation(full: str, last: str) -> str:
    """What stands behind the last name in the full name, if it is a generation."""
    behind = full.rpartition(last)[2].strip(" ,") if last in full else ""
    return behind if behind and generation(behind, "") else ""


def _address(leads: pa.Table) -> pa.Array:
    """Each address in one cell, as it is written in its country."""
    rows = zip(*(text(leads, name).to_pylist() for name in _PLACE), strict=True)
    return pa.array([_in_one_cell(*row) for row in rows], TEXT)


def _in_one_cell(street: str, code: str, city: str, state: str, country: str) -> str:
    """An address in one cell.

    >>> _in_one_cell("88 Harrison Ave", "02111", "Boston", "MA", "US"), _in_one_cell("Calle Mayor 4", "28013", "Madrid", "", "ES")
    ('88 Harrison Ave, Boston, MA 02111, US', 'Calle Mayor 4, 28013 Madrid, ES')
    """
    code_last = country in _CODE_LAST
    place = [city, f"{state} {code}".strip()] if code_last else [f"{code} {city}".strip(), state]
    return ", ".join(part for part in (street, *place, country) if part)


def _closed(leads: pa.Table, channel: str, yes: str, no: str, run: Run) -> pa.Array:
    """`yes` where a rule closed this channel, else `no`."""
    overridden = run.manifest.get("config", {}).get("rules", {})
    codes = {code for code, closes in closing_rules().items() if channel in closes}
    codes = {code for code in codes if overridden.get(code, rule(code).effect) != Effect.NOTE}
    return map_text(text(leads, "lt_rules"), lambda cell: yes if codes & set(cell.split(";")) else no)


def _pieces(table: pa.Table, rows: int, most_bytes: int) -> Iterator[pa.Table]:
    """The table in pieces of at most so many rows, and so many bytes where the CRM limits them."""
    if most_bytes and table.num_rows:
        average = len(csv_bytes(table.slice(0, 2_000))) / min(2_000, table.num_rows)
        rows = max(1, min(rows, int(0.8 * most_bytes / average)))
    for start in range(0, max(1, table.num_rows), rows):
        yield table.slice(start, rows)

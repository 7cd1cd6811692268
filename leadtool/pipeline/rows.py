"""The row phase: every record read, parsed and judged by itself, chunk by chunk, into the spools."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from leadtool.chunks import FINDINGS, REJECTED, TEXT, Findings, text, texts, with_columns
from leadtool.dedupe.keys import keys
from leadtool.engine import map_in_order
from leadtool.fields.parse import parse
from leadtool.judge.verdicts import standing
from leadtool.model import PARSED, PARSED_LT, RECORD, Context, RecordChunk
from leadtool.pipeline.dispositions import add_codes, dispositions, effects
from leadtool.pipeline.domains import ask_domains
from leadtool.pipeline.identity import identities
from leadtool.pipeline.inputs import Inputs, to_union
from leadtool.pipeline.job import Job
from leadtool.pipeline.spool import Spool
from leadtool.rules import closing_rules

LEAD_COLUMNS = (*RECORD, *PARSED_LT, *PARSED, "lt_source", "lt_rules")
_WORTH_A_PROCESS = 4_000_000  # bytes of input: below it, starting workers takes longer than the work
_INTEGERS = {"record": pa.int64(), "file": pa.int32(), "first_line": pa.int64(), "last_line": pa.int64()}


class RowTask(NamedTuple):
    """One chunk as read, with what the steps need to know about its table."""

    read: RecordChunk
    context: Context
    positions: list[int]
    dns: bool = False


class RowResult(NamedTuple):
    """One chunk after the row phase: parsed rows with originals, comparison keys, findings, and what was rejected."""

    rows: pa.Table
    keys: pa.Table
    findings: pa.Table
    rejected: pa.Table


class Spools(NamedTuple):
    """What the row phase leaves behind."""

    rows: Spool
    keys: Spool
    findings: Spool
    rejected: Spool


def lead_schema(union: int) -> pa.Schema:
    """The schema of parsed rows: where they stand, the parsed columns, then the original cells under the union's columns."""
    parsed = [(name, _INTEGERS.get(name, TEXT)) for name in LEAD_COLUMNS]
    return pa.schema(parsed + [("identity", TEXT)] + [(f"u:{at}", TEXT) for at in range(union)])


def row_phase(inputs: Inputs, job: Job, folder: Path, progress: Callable[[str, int, int], None]) -> Spools:
    """Read and parse every table into spools under `folder`; the records are numbered across all tables from 0."""
    rows = Spool(folder / "rows.arrow", lead_schema(len(inputs.union)))
    findings = Spool(folder / "findings.arrow", FINDINGS)
    rejected = Spool(folder / "rejected.arrow", REJECTED)
    key_spool: Spool | None = None
    size = sum(mapped.table.info.bytes for mapped in inputs.tables)
    workers = job.processes if size >= _WORTH_A_PROCESS else 1
    expected = inputs.expected_rows()
    for result in map_in_order(process_rows, _tasks(inputs, job), workers=workers):
        if key_spool is None:
            key_spool = Spool(folder / "keys.arrow", result.keys.schema)
        rows.write(result.rows)
        key_spool.write(result.keys)
        findings.write(result.findings)
        rejected.write(result.rejected)
        progress("read and parse", rows.rows, expected)
    spools = Spools(rows, key_spool or Spool(folder / "keys.arrow", pa.schema([("record", pa.int64())])), findings, rejected)
    for spool in spools:
        spool.close()
    return spools


def _tasks(inputs: Inputs, job: Job) -> Iterator[RowTask]:
    start = 0
    for number, mapped in enumerate(inputs.tables):
        context = mapped.context(job)
        positions = inputs.positions(number)
        for read in mapped.table.chunks(rows=job.chunk_rows, start=start, file=number):
            start += read.records.num_rows
            yield RowTask(read, context, positions, job.dns)


def process_rows(task: RowTask) -> RowResult:
    """Parse one chunk, judge each row by itself and make its comparison keys."""
    chunk, findings = parsed(task.read.records, task.context, task.read.findings, dns=task.dns)
    own = dispositions(text(chunk, "lt_rules"), effects(task.context.settings))
    identity = identities(task.read.records, task.context.table.names)
    compared = keys(chunk, task.context)
    compared = with_columns(compared, {"own": own, "source": text(chunk, "lt_source"), "identity": identity})
    rows = with_columns(chunk.select(LEAD_COLUMNS), {"identity": identity})
    rows = with_columns(rows, to_union(task.read.records, task.positions))
    return RowResult(rows, compared, findings, task.read.rejected)


def parsed(records: pa.Table, context: Context, found: pa.Table, *, dns: bool = False) -> tuple[pa.Table, pa.Table]:
    """Records with all parsed columns, `lt_source` and `lt_rules`, and every finding on them."""
    collected = Findings()
    collected.extend(found)
    chunk, findings = parse(records, context)
    collected.extend(findings)
    if dns:
        chunk, findings = ask_domains(chunk)
        collected.extend(findings)
    chunk = with_columns(chunk, {"lt_source": _sources(chunk, context), "lt_rules": _earlier_codes(chunk, context)})
    chunk = add_codes(chunk, collected.table())
    chunk, findings = standing(chunk, context)
    collected.extend(findings)
    return add_codes(chunk, findings), collected.table()


def _sources(chunk: pa.Table, context: Context) -> pa.Array:
    """The vendor or channel of each row: as named by the user, else what the row's own source column says."""
    if context.source:
        return pa.repeat(pa.scalar(context.source, TEXT), chunk.num_rows)
    return text(chunk, "source")


def _earlier_codes(chunk: pa.Table, context: Context) -> pa.Array:
    """The rules of an earlier run by which somebody closed a channel; a run's own leads as input keep what was closed."""
    if "lt_rules" not in context.table.names:
        return texts([""] * chunk.num_rows)
    closing = closing_rules()
    cells = text(chunk, f"c:{context.table.names.index('lt_rules')}").to_pylist()
    return texts([";".join(code for code in cell.split(";") if code in closing) for cell in cells])

"""The lead phase: every row with what the list phase said of it, judged chunk by chunk and sorted into its table."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, Findings, text, texts, with_columns
from leadtool.engine import map_in_order
from leadtool.judge.verdicts import judge
from leadtool.model import LT_COLUMNS, Context
from leadtool.pipeline.dispositions import add_codes, dispositions, effects
from leadtool.pipeline.inputs import Inputs
from leadtool.pipeline.job import Job
from leadtool.pipeline.lists import Listed
from leadtool.pipeline.merging import MergedReader
from leadtool.pipeline.rows import LEAD_COLUMNS, Spools
from leadtool.pipeline.spool import Spool
from leadtool.rules.duplicates import DUPLICATE, DUPLICATE_ACROSS

TABLES = ("leads", "duplicates", "suppressed", "junk")
_TABLE_OF = {"ready": "leads", "review": "leads", "duplicate": "duplicates", "suppressed": "suppressed", "junk": "junk"}
_WORTH_A_PROCESS = 40_000  # rows: below it, starting workers takes longer than the work
_STANDING = ("record", "file", "first_line", "last_line")


class LeadTask(NamedTuple):
    """One chunk of one table with what the list phase says of its rows, and the merged leads among them."""

    rows: pa.Table
    listed: pa.Table
    findings: pa.Table
    merged: pa.Table
    context: Context
    label: str


class LeadResult(NamedTuple):
    """One chunk judged: originals and all added columns, and the findings made."""

    rows: pa.Table
    findings: pa.Table


def judged_schema(union: int) -> pa.Schema:
    """The schema of judged rows: where they stand, the originals, the added columns."""
    lines = [("record", pa.int64()), ("file", pa.int32()), ("first_line", pa.int64()), ("last_line", pa.int64())]
    return pa.schema(lines + [(f"u:{at}", TEXT) for at in range(union)] + [(name, TEXT) for name in LT_COLUMNS])


def lead_phase(
    inputs: Inputs,
    spools: Spools,
    listed: Listed,
    merged: Spool,
    job: Job,
    folder: Path,
    found: Spool,
    progress: Callable[[str, int, int], None],
) -> dict[str, Spool]:
    """Judge every row and put it into the spool of the table in which its disposition belongs."""
    schema = judged_schema(len(inputs.union))
    tables = {name: Spool(folder / f"{name}.arrow", schema) for name in TABLES}
    found.write(listed.hits)
    workers = job.processes if spools.rows.rows >= _WORTH_A_PROCESS else 1
    for result in map_in_order(judge_rows, _tasks(inputs, spools, listed, merged, job), workers=workers):
        found.write(result.findings)
        where = text(result.rows, "lt_disposition")
        for name in TABLES:
            wanted = pc.is_in(where, pa.array([word for word, table in _TABLE_OF.items() if table == name], TEXT))
            tables[name].write(result.rows.filter(wanted))
        progress("judge", sum(spool.rows for spool in tables.values()), spools.rows.rows)
    for spool in tables.values():
        spool.close()
    return tables


def _tasks(inputs: Inputs, spools: Spools, listed: Listed, merged: Spool, job: Job) -> Iterator[LeadTask]:
    contexts = [mapped.context(job) for mapped in inputs.tables]
    labels = inputs.labels()
    reader = MergedReader(merged)
    for chunk in spools.rows.chunks():  # a chunk never spans two tables
        first, last = chunk.column("record")[0].as_py(), chunk.column("record")[-1].as_py()
        said = listed.connection.sql(
            "SELECT * FROM listed WHERE record BETWEEN ? AND ? ORDER BY record", params=[first, last]
        ).to_arrow_table()
        hit = listed.hits.column("record")
        mine = pc.and_(pc.greater_equal(hit, first), pc.less_equal(hit, last))
        number = chunk.column("file")[0].as_py()
        yield LeadTask(chunk, said, listed.hits.filter(mine), reader.between(first, last), contexts[number], labels[number])


def judge_rows(task: LeadTask) -> LeadResult:
    """Judge one chunk: kept leads with what their groups added, duplicates and all others as they are."""
    chunk = _with_merged(task.rows, task.merged)
    said = task.listed
    alone = pc.equal(said.column("size"), 1)
    copy = pc.and_(pc.invert(alone), pc.not_equal(pc.fill_null(said.column("kept"), -1), said.column("record")))
    collected = Findings()
    copy = copy.combine_chunks()
    across = said.column("across").combine_chunks()
    for rule, mask in ((DUPLICATE, pc.and_not(copy, across)), (DUPLICATE_ACROSS, pc.and_(copy, across))):
        collected.add_where(mask, said.column("record").combine_chunks(), rule.code, after=_text(said, "reason"))
    chunk = add_codes(add_codes(chunk, task.findings), collected.table())
    chunk = with_columns(
        chunk,
        {
            "lt_id": _text(said, "id"),
            "lt_group_size": said.column("size").cast(TEXT).combine_chunks(),
            "lt_duplicate_of": pc.if_else(copy, _text(said, "kept_id"), ""),
            "lt_match_reason": _text(said, "reason"),
            "lt_crm_match": _text(said, "crm"),
        },
    )
    chunk, findings = judge(chunk, task.context)
    collected.extend(findings)
    chunk = add_codes(chunk, findings)
    own = dispositions(text(chunk, "lt_rules"), effects(task.context.settings))
    chunk = with_columns(
        chunk,
        {
            "lt_file": texts([task.label] * chunk.num_rows),
            "lt_row": chunk.column("first_line").cast(TEXT).combine_chunks(),
            "lt_disposition": pc.if_else(copy, "duplicate", own).cast(TEXT),
        },
    )
    originals = [name for name in chunk.column_names if name.startswith("u:")]
    return LeadResult(chunk.select([*_STANDING, *originals, *LT_COLUMNS]), collected.table())


def _text(table: pa.Table, name: str) -> pa.Array:
    return table.column(name).cast(TEXT).combine_chunks()


def _with_merged(rows: pa.Table, merged: pa.Table) -> pa.Table:
    """The rows with the merged leads in the place of the records that are kept."""
    if not merged.num_rows:
        return rows
    at = pc.index_in(rows.column("record").combine_chunks(), merged.column("record").combine_chunks())
    is_merged = pc.is_valid(at)
    columns = {}
    for name in LEAD_COLUMNS:
        if name not in _STANDING:
            columns[name] = pc.if_else(is_merged, pc.take(text(merged, name), at), text(rows, name))
    return with_columns(rows, columns)

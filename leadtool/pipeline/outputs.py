"""From judged rows to the tables of a run: the review pairs, the order of the leads, the findings with file and row."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, Findings, text, with_columns
from leadtool.model import LT_COLUMNS
from leadtool.pipeline.dispositions import add_codes, dispositions, effects
from leadtool.pipeline.inputs import Inputs
from leadtool.pipeline.job import Job
from leadtool.pipeline.leads import TABLES
from leadtool.pipeline.lists import Listed
from leadtool.pipeline.order import laid_out, stretches
from leadtool.pipeline.rows import Spools
from leadtool.pipeline.spool import Spool
from leadtool.rules import Effect
from leadtool.rules.duplicates import POSSIBLE
from leadtool.write.facts import FactsBuilder
from leadtool.write.run_tables import FINDING_COLUMNS, REJECTED_COLUMNS, REVIEW_COLUMNS, RunTables

# Best first: the tier, then the score, then what the lead may be worth; equal ones as they stood in the input.
_BEST_FIRST = "lt_tier, TRY_CAST(lt_score AS DOUBLE) DESC, TRY_CAST(lt_value_high AS DOUBLE) DESC NULLS LAST, record"
_SIDE = (
    "lt_id", "lt_full_name", "lt_company", "lt_email", "lt_phone", "lt_city", "lt_file", "lt_row",
)  # fmt: skip


class Judged(NamedTuple):
    """All that the three phases left: the judged rows by table, every finding, and what the list phase said."""

    inputs: Inputs
    spools: Spools
    listed: Listed
    tables: dict[str, Spool]
    found: Spool


def run_tables(judged: Judged, job: Job, facts: FactsBuilder) -> RunTables:
    """The tables of the run, ready to be written; `facts` counts every lead row that goes by."""
    connection = judged.listed.connection
    for name, spool in judged.tables.items():
        connection.register(f"{name}_rows", spool.dataset())
    extra = _review_findings(_review_records(judged))
    effect_of = effects(job.settings)
    leads = _best_first(judged, job)
    return RunTables(
        originals=judged.inputs.union,
        leads=_finished((_with_review(chunk, extra, effect_of) for chunk in leads), judged, facts),
        duplicates=_finished(judged.tables["duplicates"].chunks(), judged, facts),
        suppressed=_finished(judged.tables["suppressed"].chunks(), judged, facts),
        junk=_finished(judged.tables["junk"].chunks(), judged, facts),
        rejected=_rejected(judged),
        review=_review(judged),
        findings=_findings(judged, extra, job),
    )


def _best_first(judged: Judged, job: Job) -> Iterator[pa.Table]:
    """The leads, best first, some thousands at a time."""
    spool = judged.tables["leads"]
    query = f"SELECT row_number() OVER (ORDER BY {_BEST_FIRST}) - 1 AS rank FROM leads_rows ORDER BY record"
    rank = judged.listed.connection.sql(query).to_arrow_table().column("rank").to_numpy()
    return laid_out(spool, rank, stretches(rank.size, job.chunk_rows))


def _finished(chunks: Iterator[pa.Table], judged: Judged, facts: FactsBuilder) -> Iterator[pa.Table]:
    """Chunks under the headers of the input, counted."""
    originals = [f"u:{at}" for at in range(len(judged.inputs.union))]
    for chunk in chunks:
        facts.add(chunk)
        yield chunk.select([*originals, *LT_COLUMNS]).rename_columns([*judged.inputs.union, *LT_COLUMNS])


def _review_records(judged: Judged) -> pa.Array:
    """The records a person should look at because of a possible duplicate: both sides of the pair are leads."""
    pairs = judged.listed.pairs
    if not pairs.num_rows:
        return pa.array([], pa.int64())
    connection = judged.listed.connection
    connection.register("pair_rows", pairs)
    found = connection.sql(
        """WITH both_leads AS (
             SELECT record_a, record_b FROM pair_rows
             WHERE record_a IN (SELECT record FROM leads_rows) AND record_b IN (SELECT record FROM leads_rows))
           SELECT record_a AS record FROM both_leads UNION SELECT record_b FROM both_leads ORDER BY record"""
    ).to_arrow_table()
    return found.column("record").combine_chunks()


def _review_findings(records: pa.Array) -> pa.Table:
    found = Findings()
    found.add_where(pa.array([True] * len(records), pa.bool_()), records, POSSIBLE.code)
    return found.table()


def _with_review(chunk: pa.Table, extra: pa.Table, effect_of: Mapping[str, Effect]) -> pa.Table:
    """The leads with the rule of possible duplicates added, which sends them to review."""
    if not extra.num_rows:
        return chunk
    chunk = add_codes(chunk, extra)
    return with_columns(chunk, {"lt_disposition": dispositions(text(chunk, "lt_rules"), effect_of)})


def _review(judged: Judged) -> Iterator[pa.Table]:
    """One row per pair of possible duplicates, the likeliest first, with what a person needs to decide."""
    if not judged.listed.pairs.num_rows:
        return
    sides = " UNION ALL ".join(f"SELECT record, {', '.join(_SIDE)} FROM {name}_rows" for name in TABLES)
    columns = ", ".join(f"{side}.{name}" for side in "ab" for name in _SIDE)
    table = judged.listed.connection.sql(
        f"""WITH sides AS ({sides})
            SELECT {columns}, p.reason, '' AS decision
            FROM pair_rows p JOIN sides a ON a.record = p.record_a JOIN sides b ON b.record = p.record_b
            ORDER BY p.score DESC, p.record_a, p.record_b"""
    ).to_arrow_table()
    yield table.rename_columns(list(REVIEW_COLUMNS)).cast(pa.schema([(name, TEXT) for name in REVIEW_COLUMNS]))


def _rejected(judged: Judged) -> Iterator[pa.Table]:
    labels = judged.inputs.labels()
    for chunk in judged.spools.rejected.chunks():
        first, last = chunk.column("first_line"), chunk.column("last_line")
        span = pc.binary_join_element_wise(first.cast(TEXT), last.cast(TEXT), pa.scalar("-", TEXT))
        line = pc.if_else(pc.equal(first, last), first.cast(TEXT), span)
        file = pa.array([labels[number] for number in chunk.column("file").to_pylist()], TEXT)
        columns = [file, line, chunk.column("disposition"), chunk.column("rule"), chunk.column("raw_text")]
        yield pa.table(columns, names=list(REJECTED_COLUMNS))


def _findings(judged: Judged, extra: pa.Table, job: Job) -> Iterator[pa.Table]:
    """Every finding with the file and row it is about: first those on headers, then those on records in their order."""
    if judged.inputs.header_findings:
        yield _on_headers(judged.inputs)
    connection = judged.listed.connection
    for name, source in (
        ("row_rows", judged.spools.rows),
        ("finding_rows", judged.spools.findings),
        ("found_rows", judged.found),
    ):
        connection.register(name, source.dataset())
    connection.register("extra_rows", extra)
    labels = judged.inputs.labels()
    connection.register("labels", pa.table({"file": pa.array(range(len(labels)), pa.int32()), "label": pa.array(labels, TEXT)}))
    reader = connection.sql(
        """SELECT l.label AS file, CAST(r.first_line AS VARCHAR) AS row, f."column", f.rule, f.before, f.after
           FROM (SELECT * FROM finding_rows UNION ALL SELECT * FROM found_rows UNION ALL SELECT * FROM extra_rows) f
           JOIN row_rows r USING (record) JOIN labels l ON l.file = r.file
           ORDER BY f.record, f."column", f.rule, f.before, f.after"""
    ).to_arrow_reader(job.chunk_rows)
    schema = pa.schema([(name, TEXT) for name in FINDING_COLUMNS])
    for batch in reader:
        yield pa.Table.from_batches([batch]).cast(schema)


def _on_headers(inputs: Inputs) -> pa.Table:
    """The findings on headers, at the line of the header, or the first one of a file that has none."""
    labels = inputs.labels()
    infos = [mapped.table.info for mapped in inputs.tables]
    rows = [(labels[at], str(infos[at].header_line or 1), column, code, "", "") for at, column, code in inputs.header_findings]
    return pa.table([pa.array(cells, TEXT) for cells in zip(*rows, strict=True)], names=list(FINDING_COLUMNS))

"""The list phase: what only the whole list can say, on keys alone, in DuckDB: suppression, CRM matches, duplicates, ids."""

from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import FINDINGS, TEXT, sorted_findings
from leadtool.dedupe.find import find_duplicates
from leadtool.match.crm import crm_matches
from leadtool.match.decisions import Decisions
from leadtool.match.suppress import suppression_hits
from leadtool.pipeline.job import Job
from leadtool.pipeline.known import crm_lists, suppression_lists
from leadtool.pipeline.rows import Spools
from leadtool.rules.suppression import CUSTOMER_IN_CRM, KNOWN_IN_CRM

_STRONGEST_MATCH = ("customer", "open_deal", "refused_before", "known_lead", "same_account", "net_new")


class Listed(NamedTuple):
    """What the list phase found out.

    The connection holds the table `listed` (record, id, kept, kept_id, across, size, reason, crm); `hits` are findings of the
    suppression lists and the CRM, `pairs` the possible duplicates (record_a, record_b, score, reason).
    """

    connection: duckdb.DuckDBPyConnection
    hits: pa.Table
    pairs: pa.Table
    duplicates: int
    warning: str


_MEMORY_MB = 200  # what DuckDB cannot do without
_COMPARING_MB = 0.8  # what comparing keys profits from, per 1,000 records
_SORTING_MB = 0.5  # what joining and sorting whole rows profits from: it spills, and shares the machine with the workers


def connect(folder: Path, job: Job, memory: float) -> duckdb.DuckDBPyConnection:
    """A DuckDB of some megabytes that spills into the run's own folder, keeps to its memory and never goes online."""
    connection = duckdb.connect(
        str(folder / "list.duckdb"),
        config={
            "memory_limit": f"{int(min(job.memory_mb, memory))}MB",
            "temp_directory": str(folder / "spill"),
            "threads": job.processes,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "preserve_insertion_order": True,
            "allocator_background_threads": True,  # these three: what DuckDB has freed, others can use
            "allocator_flush_threshold": "16MB",
            "allocator_bulk_deallocation_flush_threshold": "16MB",
        },
    )
    connection.execute("SET enable_progress_bar = false")  # it would go to standard output
    return connection


def list_phase(spools: Spools, job: Job, folder: Path) -> Listed:
    """Match the whole list against the known lists and against itself."""
    connection = connect(folder, job, _MEMORY_MB + _COMPARING_MB * spools.rows.rows / 1000)
    connection.register("key_rows", spools.keys.dataset())
    connection.execute(
        """CREATE TABLE keys AS SELECT * EXCLUDE n, identity || CASE WHEN n > 1 THEN '-' || n ELSE '' END AS id FROM
           (SELECT *, row_number() OVER (PARTITION BY identity ORDER BY record) AS n FROM key_rows) ORDER BY record"""
    )
    connection.unregister("key_rows")
    hits = _hits_as_findings(suppression_hits(connection, suppression_lists(job, folder), job.settings))
    matches = crm_matches(connection, crm_lists(job, folder), job.settings)
    hits = sorted_findings(pa.concat_tables([hits, _matches_as_findings(matches, job)]))
    connection.register("hit_rows", hits)
    connection.execute("CREATE TABLE hits AS SELECT record, rule FROM hit_rows")
    connection.register("crm_rows", matches)
    decisions = None
    if job.decisions:
        ids = connection.sql("SELECT record, id AS lt_id FROM keys ORDER BY record").to_arrow_table()
        decisions = Decisions.load(job.decisions).records(ids)
    found = find_duplicates(connection, how=job.duplicates, decisions=decisions, settings=job.settings)
    connection.register("group_rows", found.groups)
    connection.execute(
        """CREATE TABLE listed AS
           SELECT k.record, k.id, g.kept, coalesce(o.id, '') AS kept_id, coalesce(o.source <> k.source, false) AS across,
                  coalesce(g.size, 1) AS size, coalesce(g.reason, '') AS reason,
                  coalesce(t.match, c.match, $otherwise) AS crm
           FROM keys k LEFT JOIN group_rows g USING (record) LEFT JOIN keys o ON o.record = g.kept
                LEFT JOIN crm_rows c ON c.record = k.record
                LEFT JOIN (SELECT kept, arg_min(match, list_position($strongest, match)) AS match
                           FROM group_rows JOIN crm_rows USING (record) GROUP BY kept) t ON t.kept = k.record
           ORDER BY k.record""",
        {"otherwise": "net_new" if job.crm else "", "strongest": list(_STRONGEST_MATCH)},
    )
    [(merged,)] = connection.execute("SELECT count(*) FROM listed WHERE kept <> record").fetchall()
    connection.execute("DROP TABLE keys")
    connection.close()  # and all that was made for comparing goes with it
    connection = connect(folder, job, _MEMORY_MB + _SORTING_MB * spools.rows.rows / 1000)
    return Listed(connection, hits, found.pairs, merged, found.warning)


def _hits_as_findings(hits: pa.Table) -> pa.Table:
    """Hits of suppression lists as findings: which value hit, and in which list."""
    n = hits.num_rows
    empty = pa.repeat(pa.scalar("", TEXT), n)
    said = [f"{name}, by {by}" for name, by in zip(hits.column("list").to_pylist(), hits.column("by").to_pylist(), strict=True)]
    columns = [hits.column("record"), empty, hits.column("rule").cast(TEXT), empty, pa.array(said, TEXT)]
    return pa.table(columns, schema=FINDINGS)


def _matches_as_findings(matches: pa.Table, job: Job) -> pa.Table:
    """What the CRM knows as findings; a customer is left alone unless the config keeps customers."""
    known = matches.filter(pc.not_equal(matches.column("match"), "net_new"))
    n = known.num_rows
    empty = pa.repeat(pa.scalar("", TEXT), n)
    suppressed = job.settings.outreach.customers == "suppress"
    is_customer = pc.and_(pc.equal(known.column("match"), "customer"), suppressed)
    rules = pc.if_else(is_customer, CUSTOMER_IN_CRM.code, KNOWN_IN_CRM.code).cast(TEXT)
    columns = [known.column("record"), empty, rules, empty, known.column("reason").cast(TEXT)]
    return pa.table(columns, schema=FINDINGS)

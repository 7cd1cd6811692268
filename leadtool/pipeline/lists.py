"""The list phase: what only the whole list can say, on keys alone, in DuckDB: suppression, CRM matches, duplicates, ids."""

from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from leadtool.chunks import FINDINGS, TEXT
from leadtool.dedupe.find import find_duplicates
from leadtool.match.crm import crm_matches
from leadtool.match.decisions import Decisions
from leadtool.match.suppress import suppression_hits
from leadtool.pipeline.job import Job
from leadtool.pipeline.known import crm_lists, suppression_lists
from leadtool.pipeline.rows import Spools


class Listed(NamedTuple):
    """What the list phase found out.

    The connection holds the tables `keys` and `listed` (record, id, kept, kept_id, across, size, reason, crm, crm_reason); `hits`
    are findings for the suppression lists' hits, `pairs` the possible duplicates (record_a, record_b, score, reason).
    """

    connection: duckdb.DuckDBPyConnection
    hits: pa.Table
    pairs: pa.Table
    duplicates: int


def connect(folder: Path, job: Job) -> duckdb.DuckDBPyConnection:
    """A DuckDB that spills into the run's own folder, keeps to its memory and never goes online."""
    return duckdb.connect(
        str(folder / "list.duckdb"),
        config={
            "memory_limit": f"{job.memory_mb}MB",
            "temp_directory": str(folder / "spill"),
            "threads": job.processes,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "preserve_insertion_order": True,
        },
    )


def list_phase(spools: Spools, job: Job, folder: Path) -> Listed:
    """Match the whole list against the known lists and against itself."""
    connection = connect(folder, job)
    connection.register("key_rows", spools.keys.dataset())
    connection.execute(
        """CREATE TABLE keys AS SELECT * EXCLUDE n, identity || CASE WHEN n > 1 THEN '-' || n ELSE '' END AS id FROM
           (SELECT *, row_number() OVER (PARTITION BY identity ORDER BY record) AS n FROM key_rows) ORDER BY record"""
    )
    connection.unregister("key_rows")
    hits = suppression_hits(connection, suppression_lists(job, folder), job.settings)
    connection.register("hit_rows", hits)
    connection.execute("CREATE TABLE hits AS SELECT record, rule FROM hit_rows")
    matches = crm_matches(connection, crm_lists(job, folder), job.settings)
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
                  coalesce(c.match, $otherwise) AS crm, coalesce(c.reason, '') AS crm_reason
           FROM keys k LEFT JOIN group_rows g USING (record) LEFT JOIN keys o ON o.record = g.kept
                LEFT JOIN crm_rows c ON c.record = k.record
           ORDER BY k.record""",
        {"otherwise": "net_new" if job.crm else ""},
    )
    [(merged,)] = connection.execute("SELECT count(*) FROM listed WHERE kept <> record").fetchall()
    return Listed(connection, _as_findings(hits), found.pairs, merged)


def _as_findings(hits: pa.Table) -> pa.Table:
    """Hits of suppression lists as findings: which value hit, and in which list."""
    n = hits.num_rows
    empty = pa.repeat(pa.scalar("", TEXT), n)
    said = [f"{name}, by {by}" for name, by in zip(hits.column("list").to_pylist(), hits.column("by").to_pylist(), strict=True)]
    columns = [hits.column("record"), empty, hits.column("rule").cast(TEXT), empty, pa.array(said, TEXT)]
    return pa.table(columns, schema=FINDINGS)

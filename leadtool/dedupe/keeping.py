"""Which record of a group is the lead, why the others are the same, and who is left for the next round.

Working table: `dd_kept` (record, kept, reason), every record and the lead it has become so far, itself with reason "".
"""

from typing import Final

import duckdb
import numpy as np
import pyarrow as pa

from leadtool.chunks import TEXT
from leadtool.dedupe.groups import components
from leadtool.dedupe.reasons import SPOKEN_OF, sentence

GROUPS: Final = pa.schema([("record", pa.int64()), ("kept", pa.int64()), ("size", pa.int32()), ("reason", TEXT)])


def choose_kept(connection: duckdb.DuckDBPyConnection, how: str) -> bool:
    """Choose each group's kept record and write it, with the reason, into `dd_kept`; whether there was any group."""
    part = "r.record::VARCHAR" if how == "off" else "r.identity"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_unit AS
        SELECT r.record, r.i, r.identity, coalesce(l.label, r.i) AS label, CASE WHEN o.i IS NULL THEN '' ELSE {part} END AS part
        FROM dd_rec r LEFT JOIN dd_label l USING (i) LEFT JOIN dd_loose o ON o.i = r.i
        WHERE l.i IS NOT NULL OR r.i IN (SELECT i FROM dd_now WHERE n > 1) OR r.record IN
            (SELECT k.kept FROM dd_kept k JOIN dd_merge d ON k.record = d.record_a OR k.record = d.record_b)"""
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE dd_said_merge AS
        SELECT DISTINCT x.label AS a, x.part AS ap, y.label AS b, y.part AS bp FROM dd_merge d
        JOIN dd_kept k ON k.record = d.record_a JOIN dd_kept m ON m.record = d.record_b
        JOIN dd_unit x ON x.record = k.kept JOIN dd_unit y ON y.record = m.kept"""
    )
    _join_decided(connection)
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE dd_choice AS
        WITH g AS (SELECT u.*, k.rank, k.preferred, m.filled, m.newest, count(*) OVER p AS size, min(k.rank) OVER p AS best
                   FROM dd_unit u JOIN dd_rank k USING (record)
                       JOIN dd_member m USING (record) WINDOW p AS (PARTITION BY u.label, u.part))
        SELECT record, i, identity, first_value(record) OVER w AS kept, first_value(i) OVER w AS kept_i,
            first_value(identity) OVER w AS kept_identity
        FROM g WHERE size > 1 AND best < 2
        WINDOW w AS (PARTITION BY label, part
            ORDER BY rank, preferred DESC NULLS LAST, filled DESC, newest DESC, identity, record)"""
    )
    found: int = connection.execute("SELECT count(*) FROM dd_choice").fetchall()[0][0]
    if found:
        _explain(connection)
    return found > 0


def _join_decided(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the units that people said are one under one label."""
    said = connection.execute("SELECT a, ap, b, bp FROM dd_said_merge WHERE (a, ap) <> (b, bp) ORDER BY ALL").fetchall()
    if not said:
        return
    nodes = sorted({(a, ap) for a, ap, _, _ in said} | {(b, bp) for _, _, b, bp in said})
    at = {node: n for n, node in enumerate(nodes)}
    root = components(len(nodes), np.array([at[a, ap] for a, ap, _, _ in said]), np.array([at[b, bp] for _, _, b, bp in said]))
    table = {
        "label": [node[0] for node in nodes],
        "part": [node[1] for node in nodes],
        "to": [nodes[r][0] for r in root.tolist()],
        "to_part": [nodes[r][1] for r in root.tolist()],
    }
    connection.register("dd_said", pa.table(table))
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE dd_unit AS SELECT u.record, u.i, u.identity, coalesce(s."to", u.label)::INTEGER AS label,
        coalesce(s.to_part, u.part) AS part FROM dd_unit u LEFT JOIN dd_said s ON s.label = u.label AND s.part = u.part"""
    )
    connection.unregister("dd_said")


def _explain(connection: duckdb.DuckDBPyConnection) -> None:
    """Write the chosen groups into `dd_kept`, each record with the best reason that binds it to its group."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_why AS
        WITH e AS (SELECT a AS i, b AS j, * FROM dd_scored WHERE merges UNION ALL SELECT b AS i, a AS j, *
            FROM dd_scored WHERE merges AND a <> b),
             c AS (SELECT DISTINCT i, kept, kept_i FROM dd_choice),
             r AS (SELECT c.kept, e.*, row_number() OVER (PARTITION BY c.i, c.kept ORDER BY e.j = c.kept_i DESC,
                 e.score DESC, e.j) AS place
                   FROM c JOIN e ON e.i = c.i JOIN (SELECT DISTINCT i, kept FROM dd_choice) o ON o.i = e.j AND o.kept = c.kept)
        SELECT r.i AS i, r.kept, {sentence(with_doubts=False)} AS reason
        FROM r JOIN {SPOKEN_OF} x ON x.i = r.a JOIN {SPOKEN_OF} y ON y.i = r.b WHERE place = 1"""
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE dd_next AS
        SELECT c.record, c.kept, CASE WHEN c.record = c.kept THEN '' WHEN c.identity = c.kept_identity THEN 'the same row again'
               ELSE coalesce(w.reason, 'decided by a person') END AS reason
        FROM dd_choice c LEFT JOIN dd_why w ON w.i = c.i AND w.kept = c.kept"""
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE dd_kept AS
        SELECT k.record, coalesce(n.kept, k.kept) AS kept,
               CASE WHEN n.kept IS NULL OR n.kept = k.kept THEN k.reason WHEN k.record = n.record
                   THEN n.reason ELSE k.reason END AS reason
        FROM dd_kept k LEFT JOIN dd_next n ON n.record = k.kept"""
    )


def keep_leads(connection: duckdb.DuckDBPyConnection) -> bool:
    """Make `dd_rec` the kept records that stay in leads; whether any record of this round is no longer there."""
    before: int = connection.execute("SELECT count(*) FROM dd_rec").fetchall()[0][0]
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE dd_rec AS
        SELECT m.record, m.i, m.identity FROM dd_member m JOIN
        (SELECT k.kept, max(CASE WHEN r.rank = 1 THEN 1 ELSE 0 END) AS closed FROM dd_kept k
            JOIN dd_rank r USING (record) GROUP BY k.kept) g
        ON g.kept = m.record JOIN dd_rank r ON r.record = m.record WHERE g.closed = 0 AND r.rank = 0"""
    )
    after: int = connection.execute("SELECT count(*) FROM dd_rec").fetchall()[0][0]
    return after < before


def found_groups(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Every record of every group of two or more (see `GROUPS`), by group."""
    return connection.sql(
        """SELECT k.record, k.kept, g.size::INTEGER AS size, k.reason FROM dd_kept k
        JOIN (SELECT kept, count(*) AS size FROM dd_kept GROUP BY kept HAVING count(*) > 1) g USING (kept) ORDER BY k.kept,
            k.record"""
    ).to_arrow_table().cast(GROUPS)  # fmt: skip

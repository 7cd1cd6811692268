"""Which pairs a person should look at: doubtful ones, few enough to be looked at, and those that a group was kept from.

Working tables: `dd_band` doubtful pairs of the first round, whose people may not stay in leads; `dd_torn` see `joining`.
"""

from typing import Final

import duckdb
import pyarrow as pa

from leadtool.chunks import TEXT
from leadtool.dedupe.reasons import SPOKEN_OF, sentence

PAIRS: Final = pa.schema(
    [("record_a", pa.int64()), ("record_b", pa.int64()), ("score", pa.float64()), ("reason", TEXT), ("leads", pa.bool_())]
)
"""Possible duplicates, best first; `leads` is true where both sides stay in leads by themselves."""
DOUBTFUL: Final = "(doubtful AND (a, b) NOT IN (SELECT (a, b) FROM dd_kept_apart))"
_SHARE: Final = 0.05
_LEAST: Final = 20


def remember_doubtful(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `dd_band` of the pairs scored in the first round."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE dd_band AS SELECT * FROM dd_scored WHERE {DOUBTFUL}")


def possible_duplicates(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Pairs to look at, naming at most 5 % of the records: pairs of leads from the last round, then all others."""
    among = _among_leads(connection)
    leads: int = connection.execute("SELECT count(*) FROM dd_rec").fetchall()[0][0]
    records: int = connection.execute("SELECT count(*) FROM dd_member").fetchall()[0][0]
    others = _others(connection, among)
    return pa.concat_tables([_few(among, leads), _few(others, records - leads)])


def _among_leads(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Doubtful pairs of leads, by the leads' own cells alone, so that cleaned leads show the same pairs again."""
    return connection.sql(
        f"""SELECT least(p.record, q.record) AS record_a, greatest(p.record, q.record) AS record_b, score,
            {sentence(with_doubts=True)} AS reason, true AS leads
        FROM dd_scored s JOIN (SELECT record, i FROM dd_rec) p ON p.i = s.a JOIN (SELECT record, i FROM dd_rec) q ON q.i = s.b
            JOIN {SPOKEN_OF} x ON x.i = s.a JOIN {SPOKEN_OF} y ON y.i = s.b
        WHERE {DOUBTFUL} ORDER BY score DESC, s.a, s.b, record_a, record_b"""
    ).to_arrow_table().cast(PAIRS)  # fmt: skip


def _others(connection: duckdb.DuckDBPyConnection, among: pa.Table) -> pa.Table:
    """Doubtful pairs with somebody who is not in leads, and leads that only merged rows tie together; never junk."""
    connection.register("dd_said", among)
    kept = """(SELECT i, min(kept) AS kept, arg_min(rank, kept) AS rank FROM dd_kept JOIN dd_member USING (record)
        JOIN dd_rank USING (record) GROUP BY i)"""
    table = connection.sql(
        f"""WITH s AS (SELECT *, false AS torn FROM dd_band UNION ALL SELECT *, true FROM dd_torn WHERE named)
        SELECT least(p.kept, q.kept) AS record_a, greatest(p.kept, q.kept) AS record_b, max(score) AS score,
        arg_max({sentence(with_doubts=True)}, score) AS reason, false AS leads
        FROM s JOIN {kept} p ON p.i = s.a JOIN {kept} q ON q.i = s.b
            JOIN {SPOKEN_OF} x ON x.i = s.a JOIN {SPOKEN_OF} y ON y.i = s.b
        WHERE p.kept <> q.kept AND p.rank < 2 AND q.rank < 2
            AND (torn OR NOT (p.kept IN (SELECT record FROM dd_rec) AND q.kept IN (SELECT record FROM dd_rec)))
            AND (least(p.kept, q.kept), greatest(p.kept, q.kept)) NOT IN (SELECT (record_a, record_b) FROM dd_said)
        GROUP BY ALL ORDER BY score DESC, record_a, record_b"""
    ).to_arrow_table().cast(PAIRS)  # fmt: skip
    connection.unregister("dd_said")
    return table


def _few(pairs: pa.Table, records: int) -> pa.Table:
    """The best pairs, until they name 5 % of the records."""
    most = max(_LEAST, int(records * _SHARE))
    seen: set[int] = set()
    for at, pair in enumerate(zip(pairs.column("record_a").to_pylist(), pairs.column("record_b").to_pylist(), strict=True)):
        if len(seen | set(pair)) > most:
            return pairs.slice(0, at)
        seen |= set(pair)
    return pairs

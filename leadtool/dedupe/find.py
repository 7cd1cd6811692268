"""Which records are one lead: groups, the kept record of each, and the pairs a person should look at.

The list is gone through in rounds. After the first, each round looks at the kept leads alone, with their own cells and
counts, until nothing more merges: so the leads of a run, cleaned again, stay as they are.
"""

from typing import Any, Final, NamedTuple, Protocol

import duckdb
import numpy as np
import pyarrow as pa

from leadtool.chunks import TEXT
from leadtool.config import Settings
from leadtool.dedupe.blocks import How, find_pairs, wider_pairs
from leadtool.dedupe.compare import compare
from leadtool.dedupe.groups import as_ints, components, pairs_within, rebuild
from leadtool.dedupe.people import count_people, count_values, fold_rows
from leadtool.dedupe.reasons import SPOKEN_OF, sentence
from leadtool.dedupe.score import score, threshold
from leadtool.rules import Effect, all_rules

GROUPS: Final = pa.schema([("record", pa.int64()), ("kept", pa.int64()), ("size", pa.int32()), ("reason", TEXT)])
PAIRS: Final = pa.schema(
    [("record_a", pa.int64()), ("record_b", pa.int64()), ("score", pa.float64()), ("reason", TEXT), ("leads", pa.bool_())]
)
_MOST_ROUNDS: Final = 8
_SHIFT: Final = 8.0  # bits that a score can gain when merged people no longer count
_REVIEW_SHARE: Final = 0.05
_REVIEW_LEAST: Final = 20


class Duplicates(NamedTuple):
    """What the list phase found.

    `groups` (see `GROUPS`): every record of every group of two or more, the kept one itself with reason "". `pairs` (see
    `PAIRS`): possible duplicates, best first; `leads` is true where both sides stay in leads. `crowded` leads share every value
    with so many others that they were compared with their nearest neighbours only; `warning` says so, "" where there are none.
    """

    groups: pa.Table
    pairs: pa.Table
    crowded: int = 0

    @property
    def warning(self) -> str:
        """What a person should know of pairs that were not compared."""
        if not self.crowded:
            return ""
        return (
            f"{self.crowded:,} leads share a value with so many others that each was compared with its nearest neighbours only; "
            "duplicates among them may have been missed."
        )


class Decided(Protocol):
    """What people decided about possible duplicates, as pairs of record numbers of this run."""

    @property
    def merge(self) -> pa.Table: ...

    @property
    def apart(self) -> pa.Table: ...


def find_duplicates(
    connection: duckdb.DuckDBPyConnection,
    *,
    how: How = "fuzzy",
    decisions: Decided | None = None,
    settings: Settings | None = None,
) -> Duplicates:
    """Groups of records that are one lead, and possible duplicates.

    The connection holds the view `keys` (see `dedupe.keys.KEYS`, and own, source, identity) and may hold the table `hits`
    (record, rule) of suppression hits. `decisions.merge` and `decisions.apart` are tables (record_a, record_b). With
    how="off" only what people decided is merged.
    """
    fold_rows(connection)
    _prepare(connection, decisions, settings)
    connection.execute("CREATE OR REPLACE TEMP TABLE dd_rec AS SELECT record, i, identity FROM dd_member")
    connection.execute("CREATE OR REPLACE TEMP TABLE dd_kept AS SELECT record, record AS kept, '' AS reason FROM dd_member")
    people = _count_now(connection)
    found = _find(connection, how, people)
    crowded = 0 if how == "off" else _count(connection, "dd_crowd")
    if not found and decisions is None:
        return Duplicates(GROUPS.empty_table(), PAIRS.empty_table())
    compare(connection, "dd_pair", "dd_level")
    for turn in range(_MOST_ROUNDS):
        merged = _round(connection, how, people)
        if turn == 0:
            _remember_near(connection)
        gone = (merged or turn == 0) and _keep_leads(connection)
        if merged or gone:
            people = _count_now(connection)
        elif not _find_wider(connection, how, people):
            break
    return Duplicates(_groups(connection), _pairs(connection), crowded)


def _prepare(connection: duckdb.DuckDBPyConnection, decisions: Decided | None, settings: Settings | None) -> None:
    """`dd_rank` (record, rank, sure): 0 would be a lead, 1 suppressed, 2 junk; `dd_merge` and `dd_apart` (a, b)."""
    said = {} if settings is None else settings.rules
    suppressing = sorted(code for code, rule in all_rules().items() if said.get(code, rule.effect) is Effect.SUPPRESS)
    try:
        connection.execute("SELECT record, rule FROM hits LIMIT 0")
        has_hits = True
    except duckdb.CatalogException:  # nobody gave a suppression list
        has_hits = False
    hit = f"SELECT DISTINCT record FROM hits WHERE rule IN ({', '.join(map(repr, suppressing))})"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_rank AS SELECT m.record,
        CASE WHEN m.own = 'junk' THEN 2 WHEN m.own = 'suppressed' OR h.record IS NOT NULL THEN 1 ELSE 0 END AS rank
        FROM dd_member m LEFT JOIN ({hit if has_hits else "SELECT NULL::BIGINT AS record"}) h USING (record)"""
    )
    for name in ("merge", "apart"):
        empty = pa.table({"record_a": pa.array([], pa.int64()), "record_b": pa.array([], pa.int64())})
        table = empty if decisions is None else getattr(decisions, name)
        connection.register("dd_said", table)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE dd_{name} AS SELECT record_a, record_b FROM dd_said")
        connection.unregister("dd_said")


def _count_now(connection: duckdb.DuckDBPyConnection) -> int:
    """Make `dd_now` (i, n) of the records of `dd_rec`; how many people that is."""
    connection.execute("CREATE OR REPLACE TEMP TABLE dd_now AS SELECT i, count(*) AS n FROM dd_rec GROUP BY i")
    return count_people(connection)


def _find(connection: duckdb.DuckDBPyConnection, how: How, people: int) -> int:
    """Make `dd_pair` (a, b): people who share a key, and people of several records with themselves; how many pairs."""
    connection.execute("CREATE OR REPLACE TEMP TABLE dd_pair (a INTEGER, b INTEGER, sure BOOLEAN)")
    if how != "off":
        find_pairs(connection, how=how, people=people)
        connection.execute("INSERT INTO dd_pair SELECT i, i, true FROM dd_now WHERE n > 1")
    return _count(connection, "dd_pair")


def _find_wider(connection: duckdb.DuckDBPyConnection, how: How, people: int) -> bool:
    """Compare the pairs of large blocks that are large no more; whether there are any worth scoring."""
    if how == "off" or not _count(connection, "dd_big") or not wider_pairs(connection, how=how, people=people):
        return False
    before = _count(connection, "dd_level")
    compare(connection, "dd_new", "dd_level", fresh=False)
    return _count(connection, "dd_level") > before


def _round(connection: duckdb.DuckDBPyConnection, how: How, people: int) -> bool:
    """Score the pairs of this round's people and write the groups into `dd_kept`; whether there were any."""
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE dd_kept_apart AS SELECT DISTINCT least(x.i, y.i) AS a, greatest(x.i, y.i) AS b
            FROM dd_apart d
        JOIN dd_kept k ON k.record = d.record_a JOIN dd_kept m ON m.record = d.record_b
        JOIN dd_member x ON x.record = k.kept JOIN dd_member y ON y.record = m.kept"""
    )
    connection.execute(
        """CREATE OR REPLACE TEMP VIEW dd_here_level AS SELECT l.* FROM dd_level l JOIN dd_now x ON x.i = l.a
            JOIN dd_now y ON y.i = l.b
        WHERE l.a <> l.b OR x.n > 1"""
    )
    count_values(connection, "dd_level", people)
    score(connection, levels="dd_here_level", into="dd_scored", people=people, how=how)
    return _group(connection, people, how)


def _remember_near(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep the possible duplicates of the first round, who may not stay in leads, and of the pairs only those that later counts
    could bring together."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE dd_band AS SELECT * FROM dd_scored WHERE {_BAND}")
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_level AS SELECT l.* FROM dd_level l SEMI JOIN
        (SELECT a, b FROM dd_scored WHERE a = b OR merges OR em = 5 OR ph = 3 OR li = 1 OR pid = 2 OR
            (NOT first_clash AND NOT person_clash AND score > {threshold("review") - _SHIFT})) n USING (a, b)"""
    )


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])


def _group(connection: duckdb.DuckDBPyConnection, people: int, how: str) -> bool:
    """Components of the merging pairs, guarded; records of one group get one kept record."""
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE dd_loose AS SELECT i FROM dd_now WHERE n > 1
        AND i NOT IN (SELECT a FROM dd_scored WHERE a = b AND merges AND (a, b) NOT IN (SELECT (a, b) FROM dd_kept_apart))"""
    )
    total: int = connection.execute("SELECT coalesce(max(i), 0) + 1 FROM dd_person").fetchall()[0][0]
    edges = connection.sql(
        """SELECT a, b FROM dd_scored WHERE merges AND a <> b AND a NOT IN (SELECT i FROM dd_loose)
            AND b NOT IN (SELECT i FROM dd_loose)
        AND (a, b) NOT IN (SELECT (a, b) FROM dd_kept_apart)
        ORDER BY a, b"""
    ).to_arrow_table()
    a, b = as_ints(edges.column("a")), as_ints(edges.column("b"))
    a, b = _guarded(connection, total, a, b, people, how)
    label = components(total, a, b)
    touched = np.unique(np.concatenate([a, b]))
    connection.register("dd_said", pa.table({"i": touched, "label": label[touched]}))
    connection.execute("CREATE OR REPLACE TEMP TABLE dd_label AS SELECT i::INTEGER AS i, label::INTEGER AS label FROM dd_said")
    connection.unregister("dd_said")
    return _keep(connection, how)


def _guarded(connection: duckdb.DuckDBPyConnection, total: int, a: Any, b: Any, people: int, how: str) -> tuple[Any, Any]:
    """The pairs without those that would bring clashing people into one group."""
    label = components(total, a, b)
    nodes = np.unique(np.concatenate([a, b]))
    roots, sizes = np.unique(label[nodes], return_counts=True)
    wide = set(roots[sizes > 2].tolist())
    if not wide:
        return a, b
    members: dict[int, list[int]] = {}
    for node in nodes.tolist():
        if int(label[node]) in wide:
            members.setdefault(int(label[node]), []).append(node)
    first, second = pairs_within(members)
    connection.register("dd_said", pa.table({"a": pa.array(first, pa.int32()), "b": pa.array(second, pa.int32())}))
    connection.execute("CREATE OR REPLACE TEMP TABLE dd_inside AS SELECT a, b, true AS sure FROM dd_said")
    connection.unregister("dd_said")
    large = [node for group in members.values() if len(group) > 150 for node in group]
    connection.register("dd_said", pa.table({"i": pa.array(large, pa.int32())}))
    connection.execute(
        """INSERT INTO dd_inside SELECT a, b, true FROM dd_scored WHERE a <> b
        AND a IN (SELECT i FROM dd_said) AND b IN (SELECT i FROM dd_said)"""
    )
    connection.unregister("dd_said")
    compare(connection, "dd_inside", "dd_inside_level", every=True)
    count_values(connection, "dd_inside_level", people)
    score(connection, levels="dd_inside_level", into="dd_inside_scored", people=people, how=how)
    inside = connection.execute(
        f"""SELECT a, b, score, merges, (a, b) IN (SELECT (a, b) FROM dd_kept_apart) OR clash AND (first_clash
            OR score < {threshold("hard")} OR gen = -1 OR li = -1 OR pid = -1) AS hard
        FROM dd_inside_scored ORDER BY a, b"""
    ).fetchall()
    by_group: dict[int, list[tuple[int, int, float, bool, bool]]] = {}
    for one, other, points, merges, hard in inside:
        by_group.setdefault(int(label[one]), []).append((one, other, points, merges, hard))
    torn = {group: pairs for group, pairs in by_group.items() if any(hard for *_, hard in pairs)}
    if not torn:
        return a, b
    allowed = set(zip(a.tolist(), b.tolist(), strict=True))
    joins = [
        join
        for group in sorted(torn)
        for join in rebuild([(i, j, points, merges and (i, j) in allowed, hard) for i, j, points, merges, hard in torn[group]])
    ]
    whole = ~np.isin(label[a], np.array(sorted(torn), dtype=np.int64))
    more = np.array(joins, dtype=np.int64).reshape(-1, 2)
    return np.concatenate([a[whole], more[:, 0]]), np.concatenate([b[whole], more[:, 1]])


def _keep(connection: duckdb.DuckDBPyConnection, how: str) -> bool:
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
        WITH g AS (SELECT u.*, k.rank, m.filled, m.newest, count(*) OVER p AS size, min(k.rank) OVER p AS best
                   FROM dd_unit u JOIN dd_rank k USING (record)
                       JOIN dd_member m USING (record) WINDOW p AS (PARTITION BY u.label, u.part))
        SELECT record, i, identity, first_value(record) OVER w AS kept, first_value(i) OVER w AS kept_i,
            first_value(identity) OVER w AS kept_identity
        FROM g WHERE size > 1 AND best < 2
        WINDOW w AS (PARTITION BY label, part ORDER BY rank, filled DESC, newest DESC, identity, record)"""
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


def _keep_leads(connection: duckdb.DuckDBPyConnection) -> bool:
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


_BAND: Final = f"""(a <> b AND score >= {threshold("review")} AND backed AND NOT first_clash
    AND (contact OR (ok AND em >= 0 AND ph >= 0 AND mid <> -1))
    AND gen <> -1 AND li <> -1 AND pid <> -1 AND (a, b) NOT IN (SELECT (a, b) FROM dd_kept_apart))"""


def _groups(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    return connection.sql(
        """SELECT k.record, k.kept, g.size::INTEGER AS size, k.reason FROM dd_kept k
        JOIN (SELECT kept, count(*) AS size FROM dd_kept GROUP BY kept HAVING count(*) > 1) g USING (kept) ORDER BY k.kept,
            k.record"""
    ).to_arrow_table().cast(GROUPS)  # fmt: skip


def _pairs(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Possible duplicates, at most 5 % of the records: pairs of leads from the last round, then pairs with other records."""
    records: int = connection.execute("SELECT count(*) FROM dd_member").fetchall()[0][0]
    leads: int = connection.execute("SELECT count(*) FROM dd_rec").fetchall()[0][0]
    named = sentence(with_doubts=True)
    among = connection.sql(
        f"""SELECT least(p.record, q.record) AS record_a, greatest(p.record, q.record) AS record_b, score,
            {named} AS reason, true AS leads
        FROM dd_scored s JOIN (SELECT record, i FROM dd_rec) p ON p.i = s.a JOIN (SELECT record, i
            FROM dd_rec) q ON q.i = s.b JOIN {SPOKEN_OF} x ON x.i = s.a
            JOIN {SPOKEN_OF} y ON y.i = s.b
        WHERE {_BAND} ORDER BY score DESC, s.a, s.b,
            record_a, record_b LIMIT {max(_REVIEW_LEAST, int(leads * _REVIEW_SHARE))}"""
    ).to_arrow_table().cast(PAIRS)  # fmt: skip
    others = connection.sql(
        f"""SELECT least(p.kept, q.kept) AS record_a, greatest(p.kept, q.kept) AS record_b, max(score) AS score,
        arg_max({named}, score) AS reason, false AS leads
        FROM dd_band s JOIN (SELECT i, min(kept) AS kept FROM dd_kept JOIN dd_member USING (record) GROUP BY i) p ON p.i = s.a
        JOIN (SELECT i, min(kept) AS kept FROM dd_kept JOIN dd_member USING (record) GROUP BY i) q ON q.i = s.b
        JOIN {SPOKEN_OF} x ON x.i = s.a JOIN {SPOKEN_OF} y ON y.i = s.b
        WHERE p.kept <> q.kept AND NOT (p.kept IN (SELECT record FROM dd_rec) AND q.kept IN (SELECT record FROM dd_rec))
        GROUP BY ALL ORDER BY score DESC, record_a, record_b LIMIT {max(_REVIEW_LEAST, int((records - leads) * _REVIEW_SHARE))}"""
    ).to_arrow_table().cast(PAIRS)  # fmt: skip
    return pa.concat_tables([_few_rows(among, leads), others])


def _few_rows(pairs: pa.Table, leads: int) -> pa.Table:
    """The best pairs, until they name 5 % of the leads."""
    most = max(_REVIEW_LEAST, int(leads * _REVIEW_SHARE))
    seen: set[int] = set()
    for at, pair in enumerate(zip(pairs.column("record_a").to_pylist(), pairs.column("record_b").to_pylist(), strict=True)):
        if len(seen | set(pair)) > most:
            return pairs.slice(0, at)
        seen |= set(pair)
    return pairs

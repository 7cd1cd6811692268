"""Which records are one lead: groups, the kept record of each, and the pairs a person should look at.

The list is gone through in rounds. After the first, each round looks at the kept leads alone, with their own cells and
counts, until nothing more merges: so the leads of a run, cleaned again, stay as they are.
"""

from typing import Final, NamedTuple, Protocol

import duckdb
import pyarrow as pa

from leadtool.config import Settings
from leadtool.dedupe.blocks import How, find_pairs, wider_pairs
from leadtool.dedupe.compare import compare
from leadtool.dedupe.joining import join_pairs
from leadtool.dedupe.keeping import GROUPS, choose_kept, found_groups, keep_leads
from leadtool.dedupe.people import count_people, count_values, fold_rows
from leadtool.dedupe.review import PAIRS, possible_duplicates, remember_doubtful
from leadtool.dedupe.score import score, threshold
from leadtool.rules import Effect, all_rules

_MOST_ROUNDS: Final = 8
_SHIFT: Final = 8.0  # bits that a score can gain when merged people no longer count


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
        merged = _round(connection, how, people, turn)
        if turn == 0:
            _remember_near(connection)
        gone = (merged or turn == 0) and keep_leads(connection)
        if merged or gone:
            people = _count_now(connection)
        elif not _find_wider(connection, how, people):
            break
    return Duplicates(found_groups(connection), possible_duplicates(connection), crowded)


def _prepare(connection: duckdb.DuckDBPyConnection, decisions: Decided | None, settings: Settings | None) -> None:
    """`dd_rank` (record, rank, preferred): 0 would be a lead, 1 suppressed, 2 junk; `dd_merge` and `dd_apart` (a, b)."""
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
        CASE WHEN m.own = 'junk' THEN 2 WHEN m.own = 'suppressed' OR h.record IS NOT NULL THEN 1 ELSE 0 END AS rank,
        {_preference(settings)} AS preferred
        FROM dd_member m LEFT JOIN ({hit if has_hits else "SELECT NULL::BIGINT AS record"}) h USING (record)"""
    )
    for name in ("merge", "apart"):
        empty = pa.table({"record_a": pa.array([], pa.int64()), "record_b": pa.array([], pa.int64())})
        table = empty if decisions is None else getattr(decisions, name)
        connection.register("dd_said", table)
        connection.execute(f"CREATE OR REPLACE TEMP TABLE dd_{name} AS SELECT record_a, record_b FROM dd_said")
        connection.unregister("dd_said")


def _preference(settings: Settings | None) -> str:
    """SQL for what `[merge] keep` prefers in the kept record, the higher the better; NULL where the fullest is kept."""
    if settings is None or settings.merge.keep == "fullest":
        return "NULL::VARCHAR"
    if settings.merge.keep == "newest":
        return "m.newest"
    trusted = {name: source.trust for name, source in settings.sources.items() if source.trust}
    cases = " ".join(f"WHEN {_quoted(name)} THEN {trust}" for name, trust in sorted(trusted.items()))
    # as text that sorts like the number
    return f"printf('%03d', 100 + CASE m.source {cases} ELSE 0 END)" if cases else "NULL::VARCHAR"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


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


def _round(connection: duckdb.DuckDBPyConnection, how: How, people: int, turn: int) -> bool:
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
    if turn == 0:
        connection.execute("CREATE OR REPLACE TEMP TABLE dd_torn AS SELECT * FROM dd_scored LIMIT 0")
    join_pairs(connection, people, how)
    return choose_kept(connection, how)


def _remember_near(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep the doubtful pairs of the first round, and of the levels only those that later counts could bring together."""
    remember_doubtful(connection)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_level AS SELECT l.* FROM dd_level l SEMI JOIN
        (SELECT a, b FROM dd_scored WHERE a = b OR merges OR em = 5 OR ph = 3 OR li = 1 OR pid = 2
            OR (NOT hopeless AND score > {threshold("review") - _SHIFT})) n USING (a, b)"""
    )


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])

"""Which merging pairs become one group, so that no chain brings clashing people together.

Working tables: `dd_loose` (i) people of several records who are somebody else each time; `dd_label` (i, label) people of one
group; `dd_torn` the levels of pairs that would merge by themselves, but not with everybody in their groups.
"""

from typing import Any, Final

import duckdb
import numpy as np
import pyarrow as pa

from leadtool.dedupe.compare import compare
from leadtool.dedupe.groups import LARGE, Ints, as_ints, components, pairs_within, rebuild
from leadtool.dedupe.people import count_values
from leadtool.dedupe.score import score, threshold

# Two people of one group who speak against it: kept apart by a person, or their names or own numbers clash.
_HARD: Final = f"""((a, b) IN (SELECT (a, b) FROM dd_kept_apart)
    OR clash AND ((first_clash AND NOT near) OR score < {threshold("hard")} OR gen = -1 OR li = -1 OR pid = -1))"""

_Inside = tuple[int, int, float, bool, bool]


def join_pairs(connection: duckdb.DuckDBPyConnection, people: int, how: str) -> None:
    """Make `dd_loose` and `dd_label` of the merging pairs in `dd_scored`, and add to `dd_torn` what was refused."""
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
    first, second = _guarded(connection, total, a, b, people, how)
    label = components(total, first, second)
    touched = np.unique(np.concatenate([first, second]))
    _table(connection, "dd_label", {"i": touched, "label": label[touched]})
    refused = label[a] != label[b]
    if refused.any():
        _table(connection, "dd_refused", {"a": a[refused], "b": b[refused]})
        connection.execute("INSERT INTO dd_torn SELECT s.* FROM dd_scored s SEMI JOIN dd_refused USING (a, b)")


def _table(connection: duckdb.DuckDBPyConnection, name: str, columns: dict[str, Any]) -> None:
    """A table of whole numbers."""
    connection.register("dd_said", pa.table(columns))
    cast = ", ".join(f"{column}::INTEGER AS {column}" for column in columns)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {cast} FROM dd_said")
    connection.unregister("dd_said")


def _guarded(connection: duckdb.DuckDBPyConnection, total: int, a: Ints, b: Ints, people: int, how: str) -> tuple[Ints, Ints]:
    """The pairs without those that would bring clashing people into one group."""
    label = components(total, a, b)
    nodes = np.unique(np.concatenate([a, b]))
    roots, sizes = np.unique(label[nodes], return_counts=True)
    wide = set(roots[sizes > 2].tolist())
    members: dict[int, list[int]] = {}
    for node in nodes.tolist():
        if int(label[node]) in wide:
            members.setdefault(int(label[node]), []).append(node)
    if not members:
        return a, b
    by_group: dict[int, list[_Inside]] = {}
    for pair in _inside(connection, members, people, how):
        by_group.setdefault(int(label[pair[0]]), []).append(pair)
    torn = {group: pairs for group, pairs in by_group.items() if any(hard for *_, hard in pairs)}
    allowed = set(zip(a.tolist(), b.tolist(), strict=True)) if torn else set()
    joins = [
        join
        for group in sorted(torn)
        for join in rebuild([(i, j, points, merges and (i, j) in allowed, hard) for i, j, points, merges, hard in torn[group]])
    ]
    whole = ~np.isin(label[a], np.array(sorted(torn), dtype=np.int64))
    more = np.array(joins, dtype=np.int64).reshape(-1, 2)
    return np.concatenate([a[whole], more[:, 0]]), np.concatenate([b[whole], more[:, 1]])


def _inside(connection: duckdb.DuckDBPyConnection, members: dict[int, list[int]], people: int, how: str) -> list[_Inside]:
    """(a, b, score, merges, hard) of every two members of each group; of very large groups the pairs that were compared."""
    first, second = pairs_within(members)
    large = [node for group in members.values() if len(group) > LARGE for node in group]
    _table(connection, "dd_inside", {"a": pa.array(first, pa.int32()), "b": pa.array(second, pa.int32())})
    _table(connection, "dd_crowded", {"i": pa.array(large, pa.int32())})
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE dd_inside AS SELECT a, b, true AS sure FROM dd_inside
        UNION ALL SELECT a, b, true FROM dd_scored WHERE a <> b
            AND a IN (SELECT i FROM dd_crowded) AND b IN (SELECT i FROM dd_crowded)"""
    )
    compare(connection, "dd_inside", "dd_inside_level", every=True)
    count_values(connection, "dd_inside_level", people)
    score(connection, levels="dd_inside_level", into="dd_inside_scored", people=people, how=how)
    return connection.execute(f"SELECT a, b, score, merges, {_HARD} AS hard FROM dd_inside_scored ORDER BY a, b").fetchall()

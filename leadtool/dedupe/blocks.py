"""Which people are compared at all: those who share a key, where a key that too many share is refined by a second value.

Keys and caps were measured (99 % of true pairs at 10 to 17 pairs a row). A value is never dropped for being common: it is
refined, and what is still too large is compared with its neighbours in order of content.
"""

from typing import Final, Literal, NamedTuple

import duckdb

from leadtool.dedupe.people import MARKS_NOTHING_ABOVE

How = Literal["fuzzy", "exact", "off"]


class Key(NamedTuple):
    """One way to be compared: an SQL value, when it counts, how many may share it, and what refines it where more do."""

    value: str
    where: str
    cap: int
    refine: tuple[str, ...]
    each: str = ""
    rare: bool = False


_PERSON: Final = "family <> '' AND given <> ''"
_NOBODY: Final = "NOT named"
_COMPANY: Final = "company <> ''"
_SOUNDS: Final = "family_sound <> '' AND given_sound <> ''"
_INITIALS: Final = "left(given, 1) || left(family, 1)"
_EXACT: Final = (
    Key("one", "one <> ''", 60, ("joined", "root", "family_sound", "company"), each="emails"),
    Key("one", "one <> ''", 40, ("given_sound", "family_sound", "company"), each="phones"),
    Key("profile", "profile <> ''", 60, ("family_sound",)),
    Key("person_id", "person_id <> ''", 60, ("family_sound",)),
)
_FUZZY: Final = (
    Key(
        "one || '|' || joined", "one <> '' AND family <> ''", 40, ("company", "domain", "postal", "city", "middle"), each="roots"
    ),
    Key("whole", "contains(whole, ' ')", 40, ("company", "postal", "title")),
    Key("left(given_sound, 3) || '|' || family_sound", _SOUNDS, 30, ("company", "domain", "postal", "city", "state")),
    Key(
        "family_sound || left(given, 1) || '|' || left(company, 5)",
        _COMPANY + " AND family_sound <> ''",
        40,
        ("left(joined, 3)",),
    ),
    Key(
        "one || left(family, 1) || '|' || left(company, 5)",
        _COMPANY + " AND one <> ''",
        30,
        ("city", "left(joined, 3)"),
        each="roots",
    ),
    Key("domain || '|' || " + _INITIALS, _PERSON + " AND domain <> ''", 40, ("right(family, 1)",)),
    Key("letters", "letters <> ''", 40, ("joined",)),
    Key("postal || '|' || family_sound", "postal <> '' AND family_sound <> ''", 40, ("left(given, 1)", "house"), rare=True),
    Key("postal || '|' || root", "postal <> '' AND root <> ''", 40, ("left(family, 1)", "house"), rare=True),
    Key("house || '|' || postal || '|' || left(given, 1)", "house <> '' AND postal <> '' AND given <> ''", 40, ("city",)),
    Key("house || '|' || " + _INITIALS, _PERSON + " AND house <> ''", 14, ("city",)),
    Key(
        "city || '|' || left(given_sound, 2) || left(family_sound, 2)",
        _SOUNDS + " AND city <> ''",
        30,
        ("left(given, 2) || left(family, 2)",),
    ),
    Key("street || '|' || house", "street <> '' AND house <> ''", 14, ("family_sound", "company")),
    Key("born", "born <> ''", 25, (_INITIALS, "postal", "city"), rare=True),
    Key("company", _NOBODY + " AND company <> ''", 40, ("postal", "city", "house")),
    Key("company_words", _NOBODY + " AND company <> ''", 40, ("postal", "city")),
    Key("domain", _NOBODY + " AND domain <> ''", 40, ("company", "postal")),
    Key("street || '|' || house", _NOBODY + " AND street <> ''", 40, ("company", "postal")),
)
_NEIGHBOURS: Final = 4
_SMALL: Final = 100_000
_KEYS_AT_ONCE: Final = 3
_RARE_LEAST: Final = 50


def find_pairs(connection: duckdb.DuckDBPyConnection, *, how: How, people: int, first: bool) -> None:
    """Make `dd_pair` (a, b), a < b: every two people of this round who share a key.

    The first round leaves `dd_small` (a, b), the pairs of keys that few share, and `dd_big` (i, q, cap, k), who stands in the
    large ones. People only leave from round to round, so later rounds look anew at the large ones alone.
    """
    keys = (*_EXACT, *(_FUZZY if how == "fuzzy" else ()))
    if first:
        connection.execute("CREATE OR REPLACE TEMP TABLE dd_small (a INTEGER, b INTEGER)")
        connection.execute("CREATE OR REPLACE TEMP TABLE dd_big (i INTEGER, q TINYINT, cap INTEGER, k UBIGINT)")
        at_once = len(keys) if people < _SMALL else _KEYS_AT_ONCE
        for at in range(0, len(keys), at_once):
            _share(connection, keys, range(at, min(at + at_once, len(keys))))
    connection.execute("CREATE OR REPLACE TEMP TABLE dd_found (a INTEGER, b INTEGER)")
    _large(connection, keys, people)
    small = "dd_small" if first else "(SELECT * FROM dd_small WHERE a IN (SELECT i FROM dd_now) AND b IN (SELECT i FROM dd_now))"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_pair AS
        SELECT DISTINCT a, b FROM (SELECT a, b FROM {small} UNION ALL SELECT a, b FROM dd_found)"""
    )
    connection.execute("DROP TABLE dd_found")


def _share(connection: duckdb.DuckDBPyConnection, keys: tuple[Key, ...], chosen: range) -> None:
    """Add the pairs that share one of the chosen keys to `dd_small`, and the large blocks to `dd_big`."""
    parts = [
        f"""SELECT i, {at}::TINYINT AS q, {keys[at].cap}::INTEGER AS cap, hash({at}, {keys[at].value}) AS k
        FROM {f"(SELECT *, unnest({keys[at].each}) AS one FROM dd_person)" if keys[at].each else "dd_person"}
            WHERE {keys[at].where}"""
        for at in chosen
    ]
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_key AS WITH k AS ({" UNION ALL ".join(parts)})
        SELECT i, q, cap, k, n FROM k JOIN (SELECT k, count(*) AS n FROM k GROUP BY k HAVING count(*) > 1) USING (k)"""
    )
    rare = ", ".join(str(at) for at in chosen if keys[at].rare) or "-1"
    connection.execute(
        f"INSERT INTO dd_big SELECT i, q, cap, k FROM dd_key WHERE n > cap OR (n > {_RARE_LEAST} AND q IN ({rare}))"
    )
    connection.execute(
        f"""INSERT INTO dd_small WITH s AS (SELECT i, k FROM dd_key WHERE n <= cap AND NOT (n > {_RARE_LEAST} AND q IN ({rare})))
        SELECT DISTINCT x.i, y.i FROM s x JOIN s y ON x.k = y.k AND x.i < y.i"""
    )


def _large(connection: duckdb.DuckDBPyConnection, keys: tuple[Key, ...], people: int) -> None:
    """Add the pairs of the large blocks to `dd_found`: all of those that are large no more, else refined ones."""
    rare = ", ".join(str(at) for at, key in enumerate(keys) if key.rare) or "-1"
    common = max(_RARE_LEAST, int(MARKS_NOTHING_ABOVE * people))
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_key AS WITH k AS (SELECT b.* FROM dd_big b JOIN dd_now USING (i))
        SELECT i, q, cap, k, n FROM k JOIN (SELECT k, count(*) AS n FROM k GROUP BY k HAVING count(*) > 1) USING (k)
        WHERE NOT (n > {common} AND q IN ({rare}))"""
    )
    here = sorted(q for (q,) in connection.execute("SELECT DISTINCT q FROM dd_key").fetchall())
    if not here:
        return
    _join(connection, "dd_key")
    parts = [
        f"""SELECT h.i, d.cap, hash(d.k, unnest(list_filter([{_refined(keys[at])}], lambda x: x IS NOT NULL))) AS k
        FROM dd_key d JOIN dd_person h ON h.i = d.i WHERE d.q = {at} AND d.n > d.cap"""
        for at in here
    ]
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_large AS WITH k AS ({" UNION ALL ".join(parts)})
        SELECT i, cap, k, n FROM k JOIN (SELECT k, count(*) AS n FROM k GROUP BY k HAVING count(*) > 1) USING (k)"""
    )
    _join(connection, "dd_large")
    connection.execute(
        f"""INSERT INTO dd_found
        WITH s AS (SELECT l.i, list(l.i) OVER w AS near FROM (SELECT * FROM dd_large WHERE n > cap) l
            JOIN dd_person h ON h.i = l.i
                   WINDOW w AS (PARTITION BY k ORDER BY h.joined, h.given, h.company, l.i
                                ROWS BETWEEN 1 FOLLOWING AND {_NEIGHBOURS} FOLLOWING)),
             p AS (SELECT i, unnest(near) AS j FROM s)
        SELECT least(i, j), greatest(i, j) FROM p WHERE i <> j"""
    )


def _refined(key: Key) -> str:
    """The refining values of a key as hashes, NULL where a person has none."""
    return ", ".join(f"CASE WHEN {value} <> '' THEN hash({at}, {value}) END" for at, value in enumerate(key.refine))


def _join(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    connection.execute(
        f"""INSERT INTO dd_found WITH s AS (SELECT i, k FROM {table} WHERE n <= cap)
        SELECT DISTINCT x.i, y.i FROM s x JOIN s y ON x.k = y.k AND x.i < y.i"""
    )

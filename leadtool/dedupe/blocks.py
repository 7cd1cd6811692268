"""Which people are compared at all: those who share a key, where a key that too many share is refined by a second value.

Keys and caps were measured (99 % of true pairs at 10 to 17 pairs a row). A value is never dropped for being common: it is
refined, and what is still too large is compared with its neighbours in order of content.
"""

from typing import Final, Literal, NamedTuple

import duckdb

from leadtool.dedupe.people import MARKS_NOTHING_ABOVE

How = Literal["fuzzy", "exact", "off"]


class Key(NamedTuple):
    """One way to be compared: marks that must all be known, how many may share them, and marks that refine it where more do.

    `each` names a list that gives a person several values `one` (and `fam`); `where` narrows who is looked at.
    """

    marks: tuple[str, ...]
    cap: int
    refine: tuple[str, ...]
    each: str = ""
    where: str = "true"
    rare: bool = False


_EXACT: Final = (
    Key(("one",), 60, ("f", "r", "fs", "cw"), each="addresses"),
    Key(("one",), 40, ("gs", "fs", "cw"), each="numbers"),
    Key(("li",), 60, ("fs",)),
    Key(("pid",), 60, ("fs",)),
)
_FUZZY: Final = (
    Key(("one", "fam"), 16, ("cw", "d", "z", "l3"), each="names"),
    Key(("w",), 16, ("cw", "z", "t", "l3"), where="two_words"),
    Key(("s3", "fs"), 12, ("co", "d", "z")),
    Key(("fs", "gi", "co"), 30, ("j3",)),
    Key(("one", "fi", "co"), 30, ("c", "j3"), each="roots"),
    Key(("d", "gi", "fi"), 30, ("le",)),
    Key(("l",), 40, ("f",)),
    Key(("z", "fs"), 30, ("gi", "h"), rare=True),
    Key(("z", "r"), 30, ("fi", "h"), rare=True),
    Key(("h", "z", "gi"), 30, ("c",)),
    Key(("h", "gi", "fi"), 14, ("c",)),
    Key(("c", "s2"), 8, ("n2",)),
    Key(("st",), 14, ("fs", "cw")),
    Key(("b",), 25, ("n2", "z", "c"), rare=True),
    Key(("cw",), 40, ("z", "c", "h"), where="NOT named"),
    Key(("ws",), 40, ("z", "c"), where="NOT named"),
    Key(("d",), 40, ("cw", "z"), where="NOT named"),
    Key(("st",), 40, ("cw", "z"), where="NOT named"),
)
_SOURCES: Final = {
    "": "dd_mark",
    "addresses": "(SELECT m.*, v.v AS one FROM dd_mark m JOIN dd_value v USING (i) WHERE v.address)",
    "numbers": "(SELECT m.*, v.v AS one FROM dd_mark m JOIN dd_value v USING (i) WHERE NOT v.address)",
    "roots": "(SELECT m.*, r.one FROM dd_mark m JOIN dd_root r USING (i) WHERE r.first)",
    "names": "(SELECT m.*, r.one, u.fam FROM dd_mark m JOIN dd_root r USING (i) JOIN dd_fam u USING (i))",
}
_NEIGHBOURS: Final = 4
_SMALL: Final = 100_000
_KEYS_AT_ONCE: Final = 4
_RARE_LEAST: Final = 50


# What two people must share beside a name that can be one name; all else can neither merge nor be worth a look.
_CONTACT: Final = "(a.e = b.e OR a.p = b.p OR a.li = b.li OR a.pid = b.pid OR a.b = b.b)"
_FIRST: Final = """(a.gi IS NULL OR b.gi IS NULL OR a.gi = b.gi OR a.gs = b.gs OR a.r = b.r OR a.w = b.w OR a.g = b.f OR a.f = b.g
    OR a.sc <> b.sc OR a.nick OR b.nick OR a.mid OR b.mid)"""
_LAST: Final = """(a.fi IS NULL OR b.fi IS NULL OR a.fi = b.fi OR a.fs = b.fs OR a.w = b.w OR a.g = b.f OR a.f = b.g
    OR a.fsc <> b.fsc OR a.parts OR b.parts)"""
_BACKED: Final = """(a.co = b.co OR a.ws = b.ws OR a.d = b.d OR a.st = b.st OR a.z = b.z OR a.l = b.l OR a.lo = b.lo OR a.he
    = b.he
    OR a.pa = b.pa OR a.pb = b.pb OR a.h = b.h)"""
_POSSIBLE: Final = f"coalesce({_CONTACT} OR ({_FIRST} AND {_LAST} AND {_BACKED}), false)"


def find_pairs(connection: duckdb.DuckDBPyConnection, *, how: How, people: int) -> int:
    """Make `dd_pair` (a, b), a < b: every two people who share a key and could be one; how many there are.

    Leaves `dd_big` (i, q, cap, k), who stands in the large blocks, for `wider_pairs`, and `dd_crowd` (i), who stands in blocks
    that no second value makes small enough.
    """
    keys = (*_EXACT, *(_FUZZY if how == "fuzzy" else ()))
    connection.execute("CREATE OR REPLACE TEMP TABLE dd_found (a INTEGER, b INTEGER, sure BOOLEAN)")
    connection.execute("CREATE OR REPLACE TEMP TABLE dd_big (i INTEGER, q TINYINT, cap INTEGER, k UBIGINT)")
    if how == "fuzzy":
        _name_lists(connection)
    at_once = len(keys) if people < _SMALL else _KEYS_AT_ONCE
    for at in range(0, len(keys), at_once):
        _share(connection, keys, range(at, min(at + at_once, len(keys))))
    connection.execute("CREATE OR REPLACE TEMP TABLE dd_crowd (i INTEGER)")
    if _large(connection, keys, people):
        connection.execute("INSERT INTO dd_crowd SELECT DISTINCT i FROM dd_large WHERE n > cap")
    return _possible(connection, "dd_pair")


def wider_pairs(connection: duckdb.DuckDBPyConnection, *, how: How, people: int) -> int:
    """Make `dd_new` (a, b): pairs of blocks that were large and are so no more, not in `dd_pair`, and add them to it."""
    keys = (*_EXACT, *(_FUZZY if how == "fuzzy" else ()))
    connection.execute("CREATE OR REPLACE TEMP TABLE dd_found (a INTEGER, b INTEGER, sure BOOLEAN)")
    _large(connection, keys, people)
    connection.execute("CREATE OR REPLACE TEMP TABLE dd_found AS SELECT * FROM dd_found ANTI JOIN dd_pair USING (a, b)")
    found = _possible(connection, "dd_new")
    if found:
        connection.execute("INSERT INTO dd_pair SELECT * FROM dd_new")
    return found


def _possible(connection: duckdb.DuckDBPyConnection, into: str) -> int:
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE {into} AS SELECT p.a, p.b, p.sure
        FROM (SELECT a, b, bool_or(sure) AS sure FROM dd_found GROUP BY a, b) p
        JOIN dd_mark a ON a.i = p.a JOIN dd_mark b ON b.i = p.b WHERE p.sure OR {_POSSIBLE}"""
    )
    connection.execute("DROP TABLE dd_found")
    return int(connection.execute(f"SELECT count(*) FROM {into}").fetchall()[0][0])


def _name_lists(connection: duckdb.DuckDBPyConnection) -> None:
    """`dd_root` (i, one, first): formal names of the first name, and the last of further ones; `dd_fam`
        (i, fam): last name whole,
    and its first part."""
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE dd_root AS SELECT i, hash(one) AS one, first FROM (
        SELECT i, unnest(roots) AS one, true AS first FROM dd_person UNION ALL
        SELECT i, split_part(middle, ' ', -1), false FROM dd_person WHERE length(split_part(middle, ' ', -1)) > 3)"""
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE dd_fam AS SELECT i, hash(fam) AS fam FROM (
        SELECT i, joined AS fam FROM dd_person WHERE joined <> '' UNION ALL
        SELECT i, split_part(family, ' ', 1) FROM dd_person
            WHERE contains(family, ' ') AND length(split_part(family, ' ', 1)) > 3)"""
    )


def _share(connection: duckdb.DuckDBPyConnection, keys: tuple[Key, ...], chosen: range) -> None:
    """Add the pairs that share one of the chosen keys to `dd_found`, and the large blocks to `dd_big`."""
    parts = [
        f"""SELECT i, {at}::TINYINT AS q, {keys[at].cap}::INTEGER AS cap, hash({at}, {", ".join(keys[at].marks)}) AS k
        FROM {_SOURCES[keys[at].each]} WHERE {" AND ".join([f"{mark} IS NOT NULL" for mark in keys[at].marks])}
            AND {keys[at].where}"""
        for at in chosen
    ]
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_key AS WITH k AS ({" UNION ALL ".join(parts)})
        SELECT i, q, cap, k, n FROM k JOIN (SELECT k, count(*) AS n FROM k GROUP BY k HAVING count(*) > 1) USING (k)"""
    )
    rare = ", ".join(str(at) for at in chosen if keys[at].rare) or "-1"
    large = f"(n > cap OR (n > {_RARE_LEAST} AND q IN ({rare})))"
    connection.execute(f"INSERT INTO dd_big SELECT i, q, cap, k FROM dd_key WHERE {large}")
    connection.execute(
        f"""INSERT INTO dd_found WITH s AS (SELECT i, k, q < {len(_EXACT)} AS sure FROM dd_key WHERE NOT {large})
        SELECT x.i, y.i, x.sure FROM s x JOIN s y ON x.k = y.k AND x.i < y.i"""
    )


def _large(connection: duckdb.DuckDBPyConnection, keys: tuple[Key, ...], people: int) -> bool:
    """Add the pairs of the large blocks to `dd_found`: all of those that are large no more, else refined ones.

    What is still large stands in `dd_large` (i, q, cap, k, n); whether there was anything to refine.
    """
    rare = ", ".join(str(at) for at, key in enumerate(keys) if key.rare) or "-1"
    common = max(_RARE_LEAST, int(MARKS_NOTHING_ABOVE * people))
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_key AS WITH k AS (SELECT b.* FROM dd_big b JOIN dd_now USING (i))
        SELECT i, q, cap, k, n FROM k JOIN (SELECT k, count(*) AS n FROM k GROUP BY k HAVING count(*) > 1) USING (k)
        WHERE NOT (n > {common} AND q IN ({rare}))"""
    )
    here = sorted(q for (q,) in connection.execute("SELECT DISTINCT q FROM dd_key").fetchall())
    if not here:
        return False
    _join(connection, "dd_key")
    parts = [
        f"""SELECT h.i, d.q, d.cap, hash(d.k, unnest(list_filter([{_refined(keys[at])}], lambda x: x IS NOT NULL))) AS k
        FROM dd_key d JOIN dd_mark h ON h.i = d.i WHERE d.q = {at} AND d.n > d.cap"""
        for at in here
    ]
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_large AS WITH k AS ({" UNION ALL ".join(parts)})
        SELECT i, q, cap, k, n FROM k JOIN (SELECT k, count(*) AS n FROM k GROUP BY k HAVING count(*) > 1) USING (k)"""
    )
    _join(connection, "dd_large")
    connection.execute(
        f"""INSERT INTO dd_found
        WITH s AS (SELECT l.i, l.q, list(l.i) OVER w AS near FROM (SELECT * FROM dd_large WHERE n > cap) l
            JOIN dd_person h ON h.i = l.i
                   WINDOW w AS (PARTITION BY k ORDER BY h.joined, h.given, h.company, l.i
                                ROWS BETWEEN 1 FOLLOWING AND {_NEIGHBOURS} FOLLOWING)),
             p AS (SELECT i, q, unnest(near) AS j FROM s)
        SELECT least(i, j), greatest(i, j), q < {len(_EXACT)} FROM p WHERE i <> j"""
    )
    return True


def _refined(key: Key) -> str:
    """The refining values of a key as hashes, NULL where a person has none."""
    return ", ".join(f"CASE WHEN {value} IS NOT NULL THEN hash({at}, {value}) END" for at, value in enumerate(key.refine))


def _join(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    connection.execute(
        f"""INSERT INTO dd_found WITH s AS (SELECT i, k, q < {len(_EXACT)} AS sure FROM {table} WHERE n <= cap)
        SELECT x.i, y.i, x.sure FROM s x JOIN s y ON x.k = y.k AND x.i < y.i"""
    )

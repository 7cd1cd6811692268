"""Equal rows folded into one person each, and how common each value is among the people of a round.

Working tables in the DuckDB connection, all temporary and prefixed `dd_`:
`dd_member` (record, i, own, source, filled, newest, identity) every record and its person;
`dd_person` (i, comparison forms) one row per different set of comparison forms, numbered by content, so that no result depends
on the order of rows; `dd_mark` the same as small whole numbers, NULL where nothing is known;
`dd_now` (i, n) the people of this round and how many records each has.
"""

from typing import Final

import duckdb

FORMS: Final = (
    "given root roots given_sound middle family family_sound script family_script generation whole emails email "
    "mail_kind letters phones company company_words domain profile street house postal city state country title born person_id"
).split()
MARKS_NOTHING_ABOVE: Final = 0.02
"""A postal code or birth date shared by more than this share of people (and by more than 50) identifies nothing."""


_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


def _mark(value: str) -> str:
    """A value as a whole number of four bytes; NULL where it is empty."""
    return f"CASE WHEN {value} <> '' THEN (hash({value}) & 2147483647)::INTEGER END"


def _long_mark(value: str) -> str:
    """A value as a whole number of eight bytes, which no two values of a list share; NULL where it is empty."""
    return f"CASE WHEN {value} <> '' THEN hash({value}) END"


_MARKS: Final = {
    "g": _long_mark("given"),
    "r": _long_mark("root"),
    "gs": _mark("given_sound"),
    "f": _long_mark("joined"),
    "fs": _mark("family_sound"),
    "w": _long_mark("whole"),
    "rn": _long_mark("run"),
    "gid": "hash(given, script)",
    "fid": "hash(family, family_script)",
    "e": _mark("email"),
    "p": _mark("phone"),
    "co": _mark("left(company, 5)"),
    "cw": _long_mark("company"),
    "d": _mark("domain"),
    "st": "CASE WHEN street <> '' AND house <> '' THEN (hash(street || '#' || house) & 2147483647)::INTEGER END",
    "z": _mark("postal"),
    "c": _mark("city"),
    "l": _mark("letters"),
    "li": _mark("profile"),
    "pid": _mark("person_id"),
    "b": _mark("born"),
    "s3": _mark("left(given_sound, 3)"),
    "s2": """CASE WHEN given_sound <> '' AND family_sound <> '' THEN
        (hash(left(given_sound, 2) || left(family_sound, 2)) & 65535)::INTEGER
        END""",
    "j3": _mark("left(joined, 3)"),
    "n2": "(hash(left(given, 2) || left(family, 2)) & 65535)::INTEGER",
    "le": "unicode(right(family, 1))",
    "l3": _mark("left(local, 3)"),
    "lo": _mark("local"),
    "he": "CASE WHEN email <> '' THEN (hash(host || left(local, 3)) & 2147483647)::INTEGER END",
    "pa": "CASE WHEN phone <> '' THEN (hash(left(phone, -2)) & 2147483647)::INTEGER END",
    "pb": "CASE WHEN phone <> '' THEN (hash(right(phone, 6)) & 2147483647)::INTEGER END",
    "h": _mark("house"),
    "t": _mark("title"),
    "ws": _mark("company_words"),
    "named": "named",
    "two_words": "contains(whole, ' ')",
    "sc": "(hash(script) & 255)::UTINYINT",
    "fsc": "(hash(family_script) & 255)::UTINYINT",
    "gi": "CASE WHEN given <> '' THEN unicode(given) END",
    "fi": "CASE WHEN family <> '' THEN unicode(family) END",
    "nick": "len(roots) > 1",
    "mid": "middle <> ''",
    "parts": "contains(family, ' ')",
    "who": "(hash(who) & 2147483647)::INTEGER",
    "road": "hash(street || '#' || house)",
}


def fold_rows(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `dd_member`, `dd_person`, `dd_mark` and `dd_value` from the view `keys`."""
    forms = ", ".join(FORMS)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_row AS
        SELECT record, hash({forms}) AS h, own, source, filled, newest, identity FROM keys"""
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE dd_first AS
        SELECT (row_number() OVER (ORDER BY h))::INTEGER AS i, h, record FROM
        (SELECT h, min(record) AS record FROM dd_row GROUP BY h)"""
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE dd_member AS
        SELECT r.record, f.i, r.own, r.source, r.filled, r.newest, r.identity FROM dd_row r JOIN dd_first f USING (h)"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_person AS
        SELECT f.i, {forms}, split_part(email, '@', 1) AS local, split_part(email, '@', 2) AS host,
               replace(family, ' ', '') AS joined, replace(given || middle || family, ' ', '') AS run,
               CASE WHEN length(split_part(family, ' ', 1)) > 3 THEN split_part(family, ' ', 1) ELSE '' END AS one,
               CASE WHEN length(split_part(family, ' ', -1)) > 3 THEN split_part(family, ' ', -1) ELSE '' END AS two,
               coalesce(phones[1], '') AS phone, translate(split_part(email, '@', 1), '{_LETTERS}._-+', '') AS mail_digits,
               translate(split_part(email, '@', 1), '0123456789._-+', '') AS mail_letters,
               CASE WHEN translate(street, '0123456789', '') = street THEN ''
                   ELSE regexp_replace(street, '[^0-9]', '', 'g') END AS road_digits, family <> '' OR given <> ''
                       OR whole <> '' AS named,
               CASE WHEN family = '' AND given = '' THEN whole ELSE family || '|' || root END AS who
        FROM keys k JOIN dd_first f ON f.record = k.record"""
    )
    marks = ", ".join(f"{value} AS {name}" for name, value in _MARKS.items())
    connection.execute(f"CREATE OR REPLACE TEMP TABLE dd_mark AS SELECT i, {marks} FROM dd_person")
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE dd_value AS SELECT i, hash(v) AS v, address FROM (
        SELECT i, unnest(emails) AS v, true AS address FROM dd_person UNION ALL SELECT i, unnest(phones), false FROM dd_person)"""
    )
    connection.execute("DROP TABLE dd_row; DROP TABLE dd_first")


def count_people(connection: duckdb.DuckDBPyConnection) -> int:
    """How many people this round looks at."""
    return int(connection.execute("SELECT count(*) FROM dd_now").fetchall()[0][0])


def count_values(connection: duckdb.DuckDBPyConnection, levels: str, people: int) -> None:
    """Make `dd_bits` and `dd_share` for the pairs of table `levels`, counted among the people of `dd_now`.

    `dd_bits` (i, fn, ln, co, st): rarity of first name, last name, company and street in bits. `dd_share` (v, names): by the
    hash of an e-mail, phone or street, among how many different names it is shared, where that is more than one.
    """
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_bits AS
        WITH h AS (SELECT m.* FROM dd_mark m JOIN dd_now USING (i)),
             g AS (SELECT coalesce(r, 0) AS v, count(*) AS n FROM h GROUP BY ALL),
             f AS (SELECT coalesce(f, 0) AS v, count(*) AS n FROM h GROUP BY ALL),
             c AS (SELECT coalesce(cw, 0) AS v, count(*) AS n FROM h GROUP BY ALL),
             s AS (SELECT road AS v, count(*) AS n FROM h GROUP BY ALL)
        SELECT h.i, {_bits("g.n", people)} AS fn, {_bits("f.n", people)} AS ln, {_bits("c.n", people)} AS co,
               {_bits("s.n", people)} AS st
        FROM (SELECT * FROM h WHERE i IN (SELECT a FROM {levels} UNION SELECT b FROM {levels})) h
        JOIN g ON g.v = coalesce(h.r, 0) JOIN f ON f.v = coalesce(h.f, 0) JOIN c ON c.v = coalesce(h.cw, 0)
        JOIN s ON s.v = h.road"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_share AS
        WITH w AS (SELECT ev AS v FROM {levels} WHERE ev IS NOT NULL UNION SELECT pv FROM {levels} WHERE pv IS NOT NULL),
             x AS (SELECT v.v, m.who FROM dd_value v JOIN w USING (v) JOIN dd_now USING (i) JOIN dd_mark m USING (i)
                 WHERE m.named)
        SELECT v, least(64, count(DISTINCT who)) AS names FROM x GROUP BY v HAVING count(DISTINCT who) > 1"""
    )


def _bits(count: str, people: int) -> str:
    """Rarity in bits, shrunk so that a name met once in a short list is not taken for a rare one."""
    return f"least(14.0, greatest(1.0, -log2(({count} + 1.0) / ({people} + 400.0))))::FLOAT"

"""Equal rows folded into one person each, and how common each value is among the people of a round.

Working tables in the DuckDB connection, all temporary and prefixed `dd_`:
`dd_member` (record, i, own, filled, newest, identity) every record and its person; `dd_person` (i, comparison forms) one row
per different set of comparison forms, numbered by content, so that no result depends on the order of rows; `dd_now` (i) the
people of this round.
"""

from typing import Final

import duckdb

FORMS: Final = (
    "given root roots given_sound middle family family_sound script generation whole emails email mail_kind letters phones "
    "company company_words domain profile street house postal city state country title born person_id"
).split()
MARKS_NOTHING_ABOVE: Final = 0.02
"""A postal code or birth date shared by more than this share of people (and by more than 50) identifies nothing."""


def fold_rows(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `dd_member` and `dd_person` from the view `keys`."""
    forms = ", ".join(FORMS)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_row AS
        SELECT record, hash(struct_pack({", ".join(f"{name} := {name}" for name in FORMS)})) AS h, own, filled, newest, identity
        FROM keys"""
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE dd_first AS
        SELECT (row_number() OVER (ORDER BY h))::INTEGER AS i, h, record FROM
        (SELECT h, min(record) AS record FROM dd_row GROUP BY h)"""
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE dd_member AS
        SELECT r.record, f.i, r.own, r.filled, r.newest, r.identity FROM dd_row r JOIN dd_first f USING (h)"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_person AS
        SELECT f.i, {forms}, split_part(email, '@', 1) AS local, split_part(email, '@', 2) AS host,
               replace(family, ' ', '') AS joined, replace(given || middle || family, ' ', '') AS run, coalesce(phones[1],
                   '') AS phone,
               family <> '' OR given <> '' OR whole <> '' AS named,
               CASE WHEN family = '' AND given = '' THEN whole ELSE family || '|' || root END AS who
        FROM keys k JOIN dd_first f ON f.record = k.record"""
    )
    connection.execute("DROP TABLE dd_row; DROP TABLE dd_first")


def count_values(connection: duckdb.DuckDBPyConnection) -> int:
    """Make `dd_bits` and `dd_share` for the people of `dd_now`; how many people that is.

    `dd_bits` (i, fn, ln, co, st): rarity of first name, last name, company and street in bits. `dd_share` (v, names): by the
    hash of an e-mail, phone or street, among how many different names it is shared, where that is more than one.
    """
    people: int = connection.execute("SELECT count(*) FROM dd_now").fetchall()[0][0]
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE dd_here AS
        SELECT p.i, root, joined, company, street, house, postal, emails, phones, named, who FROM dd_person p
            JOIN dd_now USING (i)"""
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE dd_bits AS
        WITH g AS (SELECT root AS v, count(*) AS n FROM dd_here GROUP BY root),
             f AS (SELECT joined AS v, count(*) AS n FROM dd_here GROUP BY joined),
             c AS (SELECT company AS v, count(*) AS n FROM dd_here GROUP BY company),
             s AS (SELECT street AS v, house AS w, count(*) AS n FROM dd_here GROUP BY street, house)
        SELECT h.i, {_bits("g.n", people)} AS fn, {_bits("f.n", people)} AS ln, {_bits("c.n", people)} AS co, {
            _bits("s.n", people)
        } AS st
        FROM dd_here h JOIN g ON g.v = h.root JOIN f ON f.v = h.joined JOIN c ON c.v = h.company
        JOIN s ON s.v = h.street AND s.w = h.house"""
    )
    connection.execute(
        """CREATE OR REPLACE TEMP TABLE dd_share AS
        WITH v AS (SELECT unnest(emails) AS v, who FROM dd_here WHERE named
                   UNION ALL SELECT unnest(phones), who FROM dd_here WHERE named
                   UNION ALL SELECT street || '#' || house || '#' || postal, who FROM dd_here WHERE named AND street <> '')
        SELECT hash(v) AS v, least(64, count(DISTINCT who)) AS names FROM v GROUP BY hash(v) HAVING count(DISTINCT who) > 1"""
    )
    return people


def _bits(count: str, people: int) -> str:
    """Rarity in bits, shrunk so that a name met once in a short list is not taken for a rare one."""
    return f"least(14.0, greatest(1.0, -log2(({count} + 1.0) / ({people} + 400.0))))"

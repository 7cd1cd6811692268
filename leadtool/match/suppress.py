"""Whom the suppression lists name: hits by e-mail, phone, domain, company, profile or name, in clear or hashed.

A row of a list counts for what it says about one person: its company or its domain suppresses everybody there only where the
row names no person. A free-mail domain never counts by itself.
"""

from collections.abc import Sequence
from typing import Any, Final

import duckdb
import pyarrow as pa

from leadtool.chunks import TEXT
from leadtool.match.known import KNOWN, known_forms
from leadtool.match.names import FITTING_LAST, SAME_FIRST
from leadtool.model import KnownList
from leadtool.rules.suppression import LIST_RULES

HITS: Final = pa.schema(
    [("record", pa.int64()), ("rule", TEXT), ("list", TEXT), ("by", TEXT), ("hashed", pa.bool_())],
)
"""One row per record, list and kind of value: `by` is e-mail, phone, profile, domain, company or name."""

# Two people behind one number: both have names, and neither part of them agrees.
_SAME_PERSON: Final = f"({FITTING_LAST} OR (s.root = k.root AND k.root <> ''))"
_NAMED: Final = "record, given, middle, root, roots, family, replace(family, ' ', '') AS joined, company"
_NOBODY: Final = """(len(s.emails) = 0 AND len(s.phones) = 0 AND len(s.digits) = 0 AND len(s.hashes) = 0
    AND s.profile = '' AND s.family = '' AND s.given = '')"""
_WAYS: Final = (
    ("e-mail", False, """(SELECT *, unnest(emails) AS v FROM known) s JOIN (SELECT record, unnest(emails) AS v
        FROM keys) k ON s.v = k.v""", "true"),
    ("phone", False, f"""(SELECT *, unnest(phones) AS v FROM known) s
        JOIN (SELECT {_NAMED}, unnest(phones) AS v FROM keys) k ON s.v = k.v""",
     f"(s.kind = 'do_not_call' OR {_SAME_PERSON})"),
    ("phone", False, """(SELECT *, unnest(digits) AS v FROM known) s JOIN (SELECT record, unnest([substr(p, 2), substr(p,
        3), substr(p, 4), substr(p, 5)]) AS v
        FROM (SELECT record, unnest(phones) AS p FROM keys)) k ON s.v = k.v""", "length(s.v) >= 8"),
    ("profile", False, "known s JOIN keys k ON s.profile = k.profile", "s.profile <> ''"),
    ("domain", False, """(SELECT *, unnest(domains) AS v FROM known) s
        JOIN (SELECT record, unnest(list_transform(range(1, len(parts)), lambda n: array_to_string(parts[n:], '.'))) AS v FROM
              (SELECT DISTINCT record, string_split(d, '.') AS parts FROM
               (SELECT record, split_part(unnest(emails), '@', 2) AS d FROM keys UNION ALL SELECT record, domain
                   FROM keys WHERE domain <> ''))) k
        ON s.v = k.v""", f"({_NOBODY} OR s.kind = 'competitors')"),
    ("company", False, "known s JOIN keys k ON s.company = k.company",
     f"s.company <> '' AND length(s.company) > 1 AND ({_NOBODY} AND len(s.domains) = 0 OR s.kind = 'competitors')"),
    ("name", False, f"""known s JOIN (SELECT {_NAMED} FROM keys) k
        ON s.company = k.company AND split_part(s.family, ' ', 1) = split_part(k.family, ' ', 1)""",
     f"""s.company <> '' AND s.family <> '' AND s.given <> '' AND {SAME_FIRST} AND len(s.emails) = 0 AND len(s.phones) = 0
        AND s.profile = ''"""),
)  # fmt: skip
# Addresses as written, in lower case, without a tag, and as compared; numbers as E.164, bare, with 00, with the trunk zero, and
# the usual American ways to write one.
_SPELLINGS: Final = """SELECT DISTINCT record, 'e-mail' AS by, v FROM (
      SELECT record, v FROM (SELECT record, unnest([a, lower(a), regexp_replace(lower(a), '[+][^@]*@', '@'), upper(a)]) AS v
          FROM (SELECT record, unnest(addresses) AS a FROM keys))
      UNION ALL SELECT record, unnest(emails) FROM keys)
    UNION ALL SELECT DISTINCT record, 'phone', v FROM (
      SELECT record, unnest([p, substr(p, 2), substr(p, 3), substr(p, 4), '0' || substr(p, 4), '00' || substr(p, 2),
          CASE WHEN length(p) = 12 AND starts_with(p, '+1')
              THEN '(' || substr(p, 3, 3) || ') ' || substr(p, 6, 3) || '-' || substr(p, 9) ELSE '' END,
          CASE WHEN length(p) = 12 AND starts_with(p, '+1')
              THEN substr(p, 3, 3) || '-' || substr(p, 6, 3) || '-' || substr(p, 9) ELSE '' END]) AS v
      FROM (SELECT record, unnest(phones) AS p FROM keys)) WHERE length(v) >= 8"""
_HASHES: Final = ((32, "md5"), (40, "sha1"), (64, "sha256"))


def suppression_hits(connection: duckdb.DuckDBPyConnection, lists: Sequence[KnownList], settings: Any = None) -> pa.Table:
    """Every hit of a record on a suppression list (see `HITS`), in order of record, rule and list.

    The connection holds the view `keys` of all records; lists that are no suppression lists are passed over.
    """
    del settings
    chosen = [known for known in lists if known.kind in LIST_RULES]
    if not chosen:
        return HITS.empty_table()
    forms = pa.concat_tables([_labelled(known) for known in chosen])
    connection.register("known", forms)
    try:
        found = [_hits(connection, *way) for way in _WAYS]
        found += [_hashed(connection, forms)]
    finally:
        connection.unregister("known")
    hits = pa.concat_tables(found).group_by(["record", "rule", "list", "by", "hashed"], use_threads=False).aggregate([])
    return hits.sort_by([(name, "ascending") for name in ("record", "rule", "list", "by", "hashed")]).cast(HITS)


def _labelled(known: KnownList) -> pa.Table:
    forms = known_forms(known)
    for name, value in (("list", known.name), ("kind", known.kind), ("rule", LIST_RULES[known.kind].code)):
        forms = forms.append_column(name, pa.repeat(pa.scalar(value, TEXT), forms.num_rows))
    assert forms.column_names[: len(KNOWN)] == KNOWN.names
    return forms


def _hits(connection: duckdb.DuckDBPyConnection, by: str, hashed: bool, source: str, where: str) -> pa.Table:
    """Records that share a value with a row of a list."""
    table: pa.Table = connection.sql(
        f"SELECT DISTINCT k.record, s.rule, s.list, '{by}' AS by, {hashed} AS hashed FROM {source} WHERE {where} ORDER BY ALL"
    ).to_arrow_table()
    return table.cast(HITS)


def _hashed(connection: duckdb.DuckDBPyConnection, forms: pa.Table) -> pa.Table:
    """Records one of whose addresses or numbers, in any usual spelling, has a hash on a list."""
    lengths = {len(value) for row in forms.column("hashes").to_pylist() for value in row}
    parts = [HITS.empty_table()]
    for length, function in _HASHES:
        if length in lengths:
            parts.append(
                connection.sql(
                    f"""SELECT DISTINCT k.record, s.rule, s.list, k.by AS by, true AS hashed
                    FROM (SELECT rule, list, unnest(hashes) AS v FROM known) s JOIN ({_SPELLINGS}) k ON s.v = {function}(k.v)
                    WHERE length(s.v) = {length} ORDER BY ALL"""
                )
                .to_arrow_table()
                .cast(HITS)
            )
    return pa.concat_tables(parts)

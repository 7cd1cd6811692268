"""Parsed leads for tests, written by hand: name what matters, the rest is empty."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from leadtool.chunks import TEXT
from leadtool.config import Settings
from leadtool.dedupe.find import Duplicates, find_duplicates
from leadtool.dedupe.keys import keys
from leadtool.model import PARSED, PARSED_LT, Context, MappedColumn, TableInfo, TableMapping

FREE = ("gmail.com", "hotmail.com", "yahoo.com", "web.de", "free.fr", "mail.ru")
ROLES = ("info", "sales", "office", "contact", "support", "admin")


def lead(name: str = "", email: str = "", phone: str = "", company: str = "", **cells: str) -> dict[str, str]:
    """One parsed lead from a "First Last" name and its main contacts."""
    first, _, last = name.rpartition(" ") if " " in name else (name, "", "")
    row = dict.fromkeys((*PARSED_LT, *PARSED), "")
    local, _, domain = email.partition("@")
    kind = "" if not email else "free" if domain in FREE else "role" if local in ROLES else "business"
    row |= {"lt_first_name": first, "lt_last_name": last, "lt_full_name": name, "lt_email": email, "lt_email_kind": kind}
    row |= {"lt_phone": phone, "lt_company": company, "lt_domain": domain if kind in ("business", "role") else ""}
    return row | cells


def table(rows: Sequence[Mapping[str, str]]) -> pa.Table:
    """Leads as a parsed chunk; records count from 0 unless a row names its own."""
    names = list(dict.fromkeys(name for row in rows for name in row if not name.startswith("_")))
    columns: dict[str, Any] = {name: pa.array([row.get(name, "") for row in rows], TEXT) for name in names}
    return pa.table({"record": pa.array(range(len(rows)), pa.int64()), **columns})


def context(headers: Iterable[str] = ()) -> Context:
    """A context whose table has these unmapped columns."""
    columns = tuple(MappedColumn(position=at, header=h, name=h, field=None) for at, h in enumerate(headers))
    info = TableInfo(path="t.csv", file="t.csv", sheet=None, encoding="utf-8", delimiter=",", quote='"', escape=None, header_line=1,
                     header=tuple(headers), names=tuple(headers), sha256="", bytes=0)  # fmt: skip
    return Context(
        settings=Settings(), as_of=datetime.date(2026, 10, 1), mapping=TableMapping(preset=None, columns=columns), table=info
    )


def connect(rows: Sequence[Mapping[str, str]], headers: Iterable[str] = ()) -> duckdb.DuckDBPyConnection:
    """A connection with the view `keys` of these leads; `_own` in a row is its own disposition, ready unless said."""
    made = keys(table(rows), context(headers))
    identity = ["\n".join(f"{k}={v}" for k, v in sorted(row.items()) if v and not k.startswith("_")) for row in rows]
    made = made.append_column("own", pa.array([row.get("_own", "ready") for row in rows], TEXT))
    made = made.append_column("source", pa.array([row.get("source", "") for row in rows], TEXT))
    made = made.append_column("identity", pa.array(identity, TEXT))
    connection = duckdb.connect()
    connection.register("keys", made)
    return connection


def found(rows: Sequence[Mapping[str, str]], *, how: Any = "fuzzy", headers: Iterable[str] = ()) -> Duplicates:
    """Duplicates among these leads."""
    return find_duplicates(connect(rows, headers), how=how)


def grouped(rows: Sequence[Mapping[str, str]], *, how: Any = "fuzzy") -> list[list[int]]:
    """Groups of two or more as sorted record numbers."""
    groups: dict[int, list[int]] = {}
    result = found(rows, how=how).groups
    for record, kept in zip(result.column("record").to_pylist(), result.column("kept").to_pylist(), strict=True):
        groups.setdefault(kept, []).append(record)
    return sorted(sorted(group) for group in groups.values())

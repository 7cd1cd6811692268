"""The chunk: some rows as an Arrow table of text columns, and the few ways in which steps read and extend it.

Every text column is `large_string` without nulls: an empty cell is "". A step adds or replaces columns; it never drops,
adds or reorders rows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

T = TypeVar("T")

TEXT: Final = pa.large_string()
FINDINGS: Final = pa.schema([("record", pa.int64()), ("column", TEXT), ("rule", TEXT), ("before", TEXT), ("after", TEXT)])
"""One row per finding: which record, the header of the column ("" for the whole row), the rule's code, cell before and after."""
REJECTED: Final = pa.schema(
    [
        ("file", pa.int32()),
        ("first_line", pa.int64()),
        ("last_line", pa.int64()),
        ("disposition", TEXT),
        ("rule", TEXT),
        ("raw_text", TEXT),
    ]
)
NO_FINDINGS: Final = FINDINGS.empty_table()


def has_column(chunk: pa.Table, name: str) -> bool:
    """Whether a chunk has a column; Arrow makes all names of a wide table anew (250 µs) each time it is asked for them."""
    return bool(chunk.schema.get_field_index(name) >= 0)


def text(chunk: pa.Table, name: str) -> pa.Array:
    """The text column `name` as one Arrow array; all empty where the chunk has no such column."""
    at = chunk.schema.get_field_index(name)
    if at < 0:
        return pa.repeat(pa.scalar("", TEXT), chunk.num_rows)
    column = chunk.column(at)
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def texts(values: Iterable[str]) -> pa.Array:
    """Python strings as a text column."""
    return pa.array(values if isinstance(values, list) else list(values), TEXT)


def with_columns(chunk: pa.Table, columns: Mapping[str, pa.Array | Sequence[str]]) -> pa.Table:
    """The chunk with these columns added, or replaced where they exist; Python lists become text columns."""
    for name, values in columns.items():
        array = values if isinstance(values, pa.Array | pa.ChunkedArray) else texts(list(values))
        at = chunk.schema.get_field_index(name)
        chunk = chunk.append_column(name, array) if at < 0 else chunk.set_column(at, name, array)
    return chunk


def each_distinct(column: pa.Array, judge: Callable[[str], T]) -> list[T]:
    """`judge` applied to every value of a text column, but called once per distinct value."""
    encoded = column.dictionary_encode()
    answers = [judge(value) for value in encoded.dictionary.to_pylist()]
    return [answers[i] for i in encoded.indices.to_pylist()]


def map_text(column: pa.Array, change: Callable[[str], str]) -> pa.Array:
    """A text column changed value by value, each distinct value once."""
    encoded = column.dictionary_encode()
    changed = pa.array([change(value) for value in encoded.dictionary.to_pylist()], TEXT)
    return pc.take(changed, encoded.indices)


def matches(columns: Sequence[pa.Array], pattern: str) -> list[pa.Array]:
    """Where each of these columns of equal length matches; asked at once, since Arrow builds a pattern at each call.

    A pattern of a thousand words takes as long to build as ten thousand cells to be read.
    """
    found = pc.match_substring_regex(pa.concat_arrays(columns), pattern)
    size = len(columns[0])
    return [found.slice(at * size, size) for at in range(len(columns))]


class Findings:
    """Findings collected by one step on one chunk."""

    def __init__(self) -> None:
        self._rows: list[tuple[int, str, str, str, str]] = []
        self._tables: list[pa.Table] = []

    def add(self, record: int, rule: str, column: str = "", before: str = "", after: str = "") -> None:
        """One finding on one record."""
        self._rows.append((record, column, rule, before, after))

    def add_where(
        self,
        mask: pa.Array,
        records: pa.Array,
        rule: str,
        column: str = "",
        before: pa.Array | None = None,
        after: pa.Array | None = None,
    ) -> None:
        """The same finding on every record where `mask` is true."""
        chosen = pc.filter(records, mask)
        n = len(chosen)
        if n:
            empty = pa.repeat(pa.scalar("", TEXT), n)
            columns = [
                chosen,
                pa.repeat(pa.scalar(column, TEXT), n),
                pa.repeat(pa.scalar(rule, TEXT), n),
                empty if before is None else pc.filter(before, mask),
                empty if after is None else pc.filter(after, mask),
            ]
            self._tables.append(pa.table(columns, schema=FINDINGS))

    def extend(self, table: pa.Table) -> None:
        """All findings of a table."""
        self._tables.append(table)

    def table(self) -> pa.Table:
        """All findings, in order of record, column and rule."""
        rows = pa.Table.from_arrays(
            [pa.array(list(values), kind) for values, kind in zip(zip(*self._rows, strict=True), FINDINGS.types, strict=True)]
            if self._rows
            else [pa.array([], kind) for kind in FINDINGS.types],
            schema=FINDINGS,
        )
        return sorted_findings(pa.concat_tables([*self._tables, rows]))


def sorted_findings(table: pa.Table) -> pa.Table:
    """Findings in their one order, so that no run depends on the order of work."""
    if table.num_rows < 2:
        return table
    return table.sort_by([(name, "ascending") for name in ("record", "column", "rule", "before", "after")]).combine_chunks()


def column_values(chunk: pa.Table, name: str) -> list[str]:
    """A text column as Python strings."""
    values: list[Any] = text(chunk, name).to_pylist()
    return values

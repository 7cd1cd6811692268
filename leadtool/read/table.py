"""One table, ready to be streamed: its rows sorted into records and what is no record, in chunks of a fixed size."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final

import pyarrow as pa

from leadtool.chunks import REJECTED, TEXT, Findings
from leadtool.model import RecordChunk, TableInfo
from leadtool.read.fast import Columns
from leadtool.read.page import Page
from leadtool.read.records import Batch
from leadtool.read.sorting import Sorted, sort_rows

SAMPLE: Final = 10_000


class OpenTable:
    """A table that is ready to be streamed, more than once if need be.

    `info` says what it is; `sample` holds the columns `c:0` … of its first 10,000 records at most.
    """

    def __init__(self, info: TableInfo, page: Page, rows: Callable[[], Iterator[Batch | Columns]], *, cut: bool = False) -> None:
        self.info = info
        self._page = page
        self._rows = rows
        self._cut = cut
        self._sample: pa.Table | None = None

    @property
    def sample(self) -> pa.Table:
        """The first records, as `chunks` would give them, without the columns that say where they stand."""
        if self._sample is None:
            first = next(self.chunks(rows=SAMPLE)).records
            self._sample = first.drop_columns(["record", "file", "first_line", "last_line"])
        return self._sample

    def chunks(self, *, rows: int = 100_000, start: int = 0, file: int = 0) -> Iterator[RecordChunk]:
        """All records in chunks of `rows`, numbered from `start`; there is always one chunk, however empty.

        `file` fills the column of that name. What is set aside travels with the records around it.
        """
        builder = _Builder(len(self.info.names), file)
        number = start
        for part in sort_rows(self._rows(), self._page, len(self.info.names), delimiter=self.info.delimiter, cut=self._cut):
            builder.add(part)
            while builder.held >= rows:
                yield builder.chunk(rows, number)
                number += rows
        if builder.held or builder.aside or number == start:
            yield builder.chunk(builder.held, number)

    def close(self) -> None:
        """Nothing stays open between chunks; the scratch folder belongs to the caller."""

    def __enter__(self) -> "OpenTable":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


@dataclass
class _Held:
    columns: pa.Table
    notes: list[tuple[int, str, str, str]]


class _Builder:
    """Collects sorted rows and gives them away as chunks."""

    def __init__(self, width: int, file: int) -> None:
        self.width = width
        self.file = file
        self.parts: list[_Held] = []
        self.aside: list[tuple[int, int, str, str, str]] = []
        self.held = 0

    def add(self, part: Sorted) -> None:
        """More rows."""
        self.aside += part.aside
        if part.table.num_rows:
            self.parts.append(_Held(part.table, part.notes))
            self.held += part.table.num_rows

    def chunk(self, rows: int, number: int) -> RecordChunk:
        """The first `rows` rows held, numbered from `number`, with everything set aside so far up to their last line."""
        taken: list[pa.Table] = []
        findings = Findings()
        left = rows
        offset = number
        while left:
            part = self.parts[0]
            size = part.columns.num_rows
            now = min(left, size)
            for at, rule, before, after in part.notes:
                if at < now:
                    findings.add(offset + at, rule, "", before, after)
            taken.append(part.columns.slice(0, now))
            if now == size:
                self.parts.pop(0)
            else:
                rest = [(at - now, *more) for at, *more in part.notes if at >= now]
                self.parts[0] = _Held(part.columns.slice(now), rest)
            left -= now
            offset += now
        self.held -= rows
        body = pa.concat_tables(taken).combine_chunks() if taken else _empty(self.width)
        records = pa.table(
            {
                "record": pa.array(range(number, number + rows), pa.int64()),
                "file": pa.repeat(pa.scalar(self.file, pa.int32()), rows),
                "first_line": body.column("first_line"),
                "last_line": body.column("last_line"),
                **{f"c:{at}": body.column(f"c:{at}") for at in range(self.width)},
            }
        )
        return RecordChunk(records, self._rejected(records), findings.table())

    def _rejected(self, records: pa.Table) -> pa.Table:
        """What was set aside up to the last line of these records (all of it at the end)."""
        limit = records.column("last_line")[-1].as_py() if self.parts and records.num_rows else None
        now = sorted(row for row in self.aside if limit is None or row[0] <= limit)
        self.aside = [row for row in self.aside if limit is not None and row[0] > limit]
        columns: Sequence[Sequence[Any]] = list(zip(*now, strict=True)) if now else [()] * 5
        return pa.table([[self.file] * len(now), *map(list, columns)], schema=REJECTED)


def _empty(width: int) -> pa.Table:
    names = ["first_line", "last_line", *[f"c:{at}" for at in range(width)]]
    return pa.table({name: pa.array([], TEXT if name.startswith("c:") else pa.int64()) for name in names})

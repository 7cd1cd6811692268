"""Parquet files as tables: every value as the text a person would type."""

import datetime
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from leadtool.errors import UnreadableInput
from leadtool.model import TableInfo
from leadtool.read.grid import as_csv
from leadtool.read.inputs import Source
from leadtool.read.page import Page, column_names
from leadtool.read.records import Batch
from leadtool.read.shapes import Profile
from leadtool.read.table import OpenTable
from leadtool.read.workbook_child import cell_text

_ROWS = 20_000


def open_parquet(source: Source) -> OpenTable:
    """A Parquet file as a table whose header is its schema; records count from 2, as under a header line.

    Raises:
        UnreadableInput: for a damaged file.
    """
    try:
        with pq.ParquetFile(source.local) as file:
            header = tuple(file.schema_arrow.names)
    except (pa.ArrowException, OSError) as cause:
        raise UnreadableInput(f"{source.name} is cut off or damaged.", hint="Export it again.", kind="parquet-damaged") from cause
    page = Page(header_at=0, header=header, width=len(header), profile=Profile([], len(header)))
    info = TableInfo(
        path=source.path,
        file=source.name,
        sheet=None,
        encoding=None,
        delimiter=None,
        quote=None,
        escape=None,
        header_line=1,
        header=header,
        names=column_names(header, len(header)),
        sha256=source.sha256,
        bytes=source.bytes,
        evidence=("Parquet file; the header is its schema",),
        warnings=tuple(source.notes),
    )
    return OpenTable(info, page, lambda: _batches(source, header))


def _batches(source: Source, header: tuple[str, ...]) -> Iterator[Batch]:
    number = 1
    rows: list[list[str]] = [list(header)]
    try:
        with pq.ParquetFile(source.local) as file:
            for part in file.iter_batches(batch_size=_ROWS):
                columns = [[_text(value) for value in column.to_pylist()] for column in part.columns]
                rows += [list(row) for row in zip(*columns, strict=True)]
                lines = range(number, number + len(rows))
                yield Batch(rows=rows, first=lines, last=lines, raw=lambda at, rows=rows: as_csv(rows[at]))  # type: ignore[misc]
                number += len(rows)
                rows = []
    except (pa.ArrowException, OSError) as cause:
        raise UnreadableInput(f"{source.name} is damaged.", hint="Export it again.", kind="parquet-damaged") from cause
    if rows:
        yield Batch(rows=rows, first=range(1, 2), last=range(1, 2))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace").replace("\0", "")
    if isinstance(value, list):
        return "; ".join(_text(one) for one in value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return cell_text(value)

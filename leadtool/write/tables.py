"""Tables on disk: CSV or Parquet written chunk by chunk, with the number of rows and the hash of the file."""

import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, NamedTuple, Self

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from leadtool.chunks import TEXT
from leadtool.write.safety import defuse, is_formula_like

TableForm = Literal["csv", "parquet"]
OnDefused = Callable[[pa.Table, str, pa.Array, pa.Array], None]
"""Told of every defused column of a chunk: the chunk as it came, the column's name, which cells, and the cells as written."""

_BINARY: Final = getattr(os, "O_BINARY", 0)  # Windows would change line ends
_BOM: Final = b"\xef\xbb\xbf"


class WrittenFile(NamedTuple):
    """A finished file: its name in the run folder, its rows (None when it is no table), its SHA-256 and its size in bytes."""

    name: str
    rows: int | None
    sha256: str
    bytes: int


def safe_header(name: str, *, safety: bool) -> str:
    """A column's name as it stands in a CSV table: defused like a cell."""
    return f"'{name}" if safety and is_formula_like(name) else name


def private_file(path: Path) -> Any:
    """A new file that only its owner may read, open for writing bytes.

    Raises:
        FileExistsError: if there is such a file already.
    """
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600), "wb")


def file_hash(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def finished(path: Path, rows: int | None = None) -> WrittenFile:
    """What there is to say about a file that is complete."""
    return WrittenFile(path.name, rows, file_hash(path), path.stat().st_size)


def csv_bytes(table: pa.Table, *, bom: bool = False, safety: bool = True) -> bytes:
    """A small table of text as CSV: UTF-8, comma, everything quoted, formula-like cells defused."""
    columns = [column.combine_chunks().cast(TEXT) for column in table.columns]
    arrays = [defuse(column)[0] if safety else column for column in columns]
    named = pa.table(arrays, names=[safe_header(name, safety=safety) for name in table.column_names])
    buffer = io.BytesIO(_BOM if bom else b"")
    buffer.seek(0, io.SEEK_END)
    pacsv.write_csv(named, buffer)
    return buffer.getvalue()


class TableWriter:
    """One table being written: `<folder>/<stem>.csv` (UTF-8, comma, everything quoted) or `<folder>/<stem>.parquet`.

    Every column is text. In CSV tables formula-like cells are defused unless `safety` is off; `on_defused` hears of each.
    """

    def __init__(
        self,
        folder: Path,
        stem: str,
        columns: tuple[str, ...],
        *,
        form: TableForm = "csv",
        bom: bool = True,
        safety: bool = True,
        on_defused: OnDefused | None = None,
    ) -> None:
        self.path = folder / f"{stem}.{form}"
        self.columns = columns
        self.rows = 0
        self._safety = safety and form == "csv"
        self._on_defused = on_defused
        self._file = private_file(self.path)
        self._sink = pa.PythonFile(self._file, mode="w")
        self._writer: Any
        if form == "csv":
            if bom:
                self._file.write(_BOM)
            named = pa.schema([(safe_header(name, safety=self._safety), TEXT) for name in columns])
            self._writer = pacsv.CSVWriter(self._sink, named, write_options=pacsv.WriteOptions(batch_size=4096))
        else:
            self._writer = pq.ParquetWriter(self._sink, pa.schema([(name, TEXT) for name in columns]), compression="zstd")
        self._schema = self._writer.schema if form == "parquet" else named

    def write(self, chunk: pa.Table) -> None:
        """Append a chunk; its columns are taken by name, in this table's order."""
        if not chunk.num_rows:
            return
        whole = chunk.select(list(self.columns)).combine_chunks()
        arrays = []
        for name, column in zip(self.columns, whole.columns, strict=True):
            cells = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
            cells = cells if cells.type == TEXT else cells.cast(TEXT)
            if self._safety:
                cells, mask = defuse(cells)
                if mask is not None and self._on_defused is not None:
                    self._on_defused(chunk, name, mask, cells)
            arrays.append(cells)
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self.rows += chunk.num_rows

    def close(self) -> None:
        """Write what is left and close the file."""
        self._writer.close()
        self._sink.close()
        self._file.close()

    def written(self) -> WrittenFile:
        """Name, rows and hash of the finished table."""
        return finished(self.path, self.rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

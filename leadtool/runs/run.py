"""A finished run, opened for reading: its tables, CSV or Parquet, its summary and its manifest."""

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from leadtool.chunks import TEXT
from leadtool.errors import UsageError
from leadtool.write.tables import safe_header

LEAD_TABLES: Final = ("leads", "duplicates", "suppressed", "junk")
KNOWN_SCHEMA: Final = 1
_BLOCK: Final = 16 << 20


@dataclass(frozen=True, kw_only=True)
class Run:
    """A run folder; its tables are read when they are asked for, as text, cells as they stand in the file."""

    path: Path
    summary: dict[str, Any]
    manifest: dict[str, Any]

    @property
    def form(self) -> str:
        """ "parquet" or "csv": how the tables are kept."""
        return "parquet" if (self.path / "leads.parquet").exists() else "csv"

    @property
    def safety(self) -> bool:
        """Whether formula-like cells carry an apostrophe."""
        return self.form == "csv" and self.manifest.get("csv_safety", "on") == "on"

    def header(self, table: str) -> list[str]:
        """The column names of a table as they stand in the file."""
        path = self._file(table)
        if self.form == "parquet":
            return list(pq.read_schema(path).names)
        with path.open(encoding="utf-8-sig", newline="") as file:
            return next(csv.reader(file), [])

    def column(self, name: str) -> str:
        """How a column named `name` is called in this run's tables."""
        return safe_header(name, safety=self.safety)

    def batches(self, table: str, columns: Sequence[str] | None = None) -> Iterator[pa.Table]:
        """The rows of a table in their order, some at a time; only these columns, under the names given.

        A column that the table does not have is empty.

        Raises:
            UsageError: if the table is not there or is damaged.
        """
        path = self._file(table)
        wanted = list(columns) if columns is not None else self.header(table)
        have = set(self.header(table))
        stored = [self.column(name) if self.column(name) in have else name for name in wanted]
        present = [name for name in stored if name in have]
        yield pa.table({name: pa.array([], TEXT) for name in wanted})  # so that an empty table is one table, too
        try:
            for batch in _read(path, present, self.form):
                empty = pa.repeat(pa.scalar("", TEXT), batch.num_rows)
                at = {name: batch.column(number) for number, name in enumerate(present)}
                yield pa.Table.from_arrays([at.get(name, empty) for name in stored], names=wanted)
        except pa.ArrowInvalid as cause:
            raise UsageError(
                f"{path.name} in {self.path.name} is not as leadtool wrote it.", hint="`leadtool verify` says what changed."
            ) from cause

    def table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """A whole table at once; see `batches`."""
        return pa.concat_tables(list(self.batches(name, columns))).combine_chunks()

    def _file(self, table: str) -> Path:
        path = self.path / f"{table}.{self.form}"
        if not path.exists():
            raise UsageError(f"{path.name} is missing in {self.path.name}.", hint="`leadtool verify` says what else is.")
        return path


def open_run(path: Path) -> Run:
    """The run in this folder.

    Raises:
        UsageError: if the folder is not there, is not a complete run, or was written by a newer leadtool.
    """
    if not path.is_dir():
        raise UsageError(f"{path} is not a folder.", hint="Name the folder that `leadtool clean -o` wrote.", kind="no-run")
    summary, manifest = _json(path, "summary.json"), _json(path, "manifest.json")
    for name, said in (("summary.json", summary), ("manifest.json", manifest)):
        version = str(said.get("schema_version", "1.0"))
        if version.split(".")[0].isdigit() and int(version.split(".")[0]) > KNOWN_SCHEMA:
            raise UsageError(
                f"{name} in {path.name} has schema {version}; this leadtool knows {KNOWN_SCHEMA}.x.",
                hint="Update leadtool.",
                kind="newer-run",
            )
    return Run(path=path, summary=summary, manifest=manifest)


def _json(folder: Path, name: str) -> dict[str, Any]:
    try:
        said = json.loads((folder / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UsageError(
            f"{folder.name} holds no {name}: it is not a run folder, or not a complete one.",
            hint="Name the folder that `leadtool clean -o` wrote.",
            kind="no-run",
        ) from None
    except (OSError, ValueError) as cause:
        raise UsageError(f"{name} in {folder.name} cannot be read.", kind="no-run") from cause
    if not isinstance(said, dict):
        raise UsageError(f"{name} in {folder.name} is not as leadtool wrote it.", kind="no-run")
    return said


def _read(path: Path, columns: list[str], form: str) -> Iterator[pa.Table]:
    if not columns:
        return
    if form == "parquet":
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=100_000, columns=columns):
                yield pa.Table.from_batches([batch]).select(columns)
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file), [])
        if not file.readline():
            return
    options = pacsv.ConvertOptions(
        column_types=dict.fromkeys(header, TEXT), include_columns=columns, strings_can_be_null=False, null_values=[]
    )
    with pacsv.open_csv(
        path,
        read_options=pacsv.ReadOptions(block_size=_BLOCK),
        parse_options=pacsv.ParseOptions(newlines_in_values=True),
        convert_options=options,
    ) as reader:
        for batch in reader:
            yield pa.Table.from_batches([batch])

"""The inputs of a job: opened, mapped, and put side by side under one union of columns."""

import codecs
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.columns import find_column, map_columns, suggest_columns
from leadtool.errors import ChoiceNeeded, LeadtoolError, UnreadableInput, UsageError
from leadtool.model import Context, TableInfo, TableMapping
from leadtool.pipeline.job import Input, Job
from leadtool.read import OpenTable, ReadOptions, is_ignorable, open_tables
from leadtool.rules.columns import COLUMN_GONE, COLUMN_NEW, READING_CHANGED

# A table without any of these holds nobody who could be reached or recognised.
_KEYS = ("email", "phone", "mobile", "work_phone", "home_phone", "full_name", "first_name", "last_name", "company", "linkedin")


@dataclass(frozen=True, kw_only=True)
class MappedTable:
    """One open table with its mapping and the source the user named for it."""

    table: OpenTable
    mapping: TableMapping
    source: str

    def context(self, job: Job) -> Context:
        """What the steps may know beside this table's chunks."""
        return Context(
            settings=job.settings,
            as_of=job.as_of,
            mapping=self.mapping,
            table=self.table.info,
            country=job.settings.country or self.mapping.country,
            source=self.source,
        )


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """All tables of a job; `errors` are the inputs that cannot be read, by path as typed; `passed_over` what is no list at all.

    `header_findings` are about headers: the number of a table, the name of a column, and the code of a rule.
    """

    tables: tuple[MappedTable, ...]
    errors: tuple[tuple[str, LeadtoolError], ...]
    warnings: tuple[str, ...]
    union: tuple[str, ...]
    profile_changed: bool = False
    header_findings: tuple[tuple[int, str, str], ...] = ()
    passed_over: tuple[str, ...] = ()

    def labels(self) -> list[str]:
        """The name of each table in `lt_file` and rejected.csv: its file, with the sheet where several were read from it."""
        files = [mapped.table.info.file for mapped in self.tables]
        infos = [mapped.table.info for mapped in self.tables]
        return [info.record_prefix if files.count(info.file) > 1 else info.file for info in infos]

    def expected_rows(self) -> int:
        """About how many records there are, by the size of the files and of the records at their beginning; 0: nobody knows."""
        return sum(_expected_rows(mapped.table) for mapped in self.tables)

    def positions(self, number: int) -> list[int]:
        """For each column of the union, its position in table `number`, or -1."""
        at = {name: position for position, name in enumerate(self.tables[number].table.info.names)}
        return [at.get(name, -1) for name in self.union]


def _expected_rows(table: OpenTable) -> int:
    sample = table.sample
    if not sample.num_rows:
        return 0
    cells = [column for name, column in zip(sample.column_names, sample.columns, strict=True) if name.startswith("c:")]
    written = sum(int(pc.sum(pc.binary_length(column)).as_py() or 0) for column in cells)
    written_per_row = written / sample.num_rows + len(cells)
    return max(int(sample.num_rows), int(table.info.bytes / written_per_row))


def short_names(paths: Sequence[str]) -> list[str]:
    """A name for each path: the file name, and as much of the path before it as tells two inputs apart.

    >>> short_names(["a/x.csv", "b/x.csv", "y.csv", "-"])
    ['a/x.csv', 'b/x.csv', 'y.csv', 'stdin']
    """
    parts = [("stdin",) if path == "-" else Path(os.path.normpath(path)).parts for path in paths]
    names = []
    for number, own in enumerate(parts):
        others = [other for at, other in enumerate(parts) if at != number and other != own]
        taken = 1
        while taken < len(own) and any(other[-taken:] == own[-taken:] for other in others):
            taken += 1
        names.append("/".join(own[-taken:]).replace("//", "/"))
    return names


def open_inputs(job: Job, scratch: Path, *, every_sheet: bool = False, need_keys: bool = True, forgiving: bool = False) -> Inputs:
    """Open and map every input; one that cannot be read, or of which a sheet or member must be named first, becomes an
    error as long as another one can be read.

    Raises:
        UsageError: for a path that is not there, or a column forced by the user that no input has.
        ChoiceNeeded: if a sheet or member must be named and no other input can be read.
        UnreadableInput: if the only input cannot be read.
    """
    unique, warnings, passed_over = _unique_inputs(job.inputs)
    names = short_names([given.path for given in unique])
    tables: list[MappedTable] = []
    errors: list[tuple[str, LeadtoolError]] = []
    for given, name in zip(unique, names, strict=True):
        try:
            opened = open_tables(given.path, name, job.reading, scratch=scratch, every_sheet=every_sheet)
            tables.extend(_mapped(opened, given, job, need_keys=need_keys))
        except (UnreadableInput, ChoiceNeeded) as error:
            errors.append((given.path, error))
    if errors and not tables:
        asked = next((error for _, error in errors if isinstance(error, ChoiceNeeded)), None)
        if asked is not None:
            raise asked
        if not forgiving and len(unique) == 1:
            raise errors[0][1]
    _check_forced(job, tables)
    for mapped in tables:
        warnings += [f"{mapped.table.info.record_prefix}: {sentence}" for sentence in table_warnings(job, mapped)]
    union: dict[str, None] = {}
    for mapped in tables:
        union.update(dict.fromkeys(name for name in mapped.table.info.names if not name.startswith("lt_")))
    changed = any(_profile_changes(job, mapped.table.info) for mapped in tables)
    return Inputs(
        tables=tuple(tables),
        errors=tuple(errors),
        warnings=tuple(warnings),
        union=tuple(union),
        profile_changed=changed,
        header_findings=tuple((at, *found) for at, mapped in enumerate(tables) for found in header_findings(job, mapped)),
        passed_over=tuple(passed_over),
    )


def table_warnings(job: Job, mapped: MappedTable) -> tuple[str, ...]:
    """What a person should know about how one table was read and mapped."""
    info = mapped.table.info
    return (*info.warnings, *mapped.mapping.warnings, *_profile_changes(job, info))


def header_findings(job: Job, mapped: MappedTable) -> list[tuple[str, str]]:
    """The findings on the header of a table: the name of a column, and the code of a rule."""
    missing, new = _changes(job, mapped.table.info)
    written = [("", READING_CHANGED.code)] if _written_otherwise(job.reading, mapped.table.info) else []
    gone = written + [(name, COLUMN_GONE.code) for name in missing] + [(name, COLUMN_NEW.code) for name in new]
    return gone + list(mapped.mapping.doubts)


def _changes(job: Job, info: TableInfo) -> tuple[list[str], list[str]]:
    """The columns of the saved profile that a table lacks, and those it has beyond them; an earlier run's do not count."""
    if not job.profile_columns:
        return [], []
    missing = [name for name in job.profile_columns if name not in info.names]
    new = [name for name in info.names if name not in job.profile_columns]
    return tuple([name for name in names if not name.startswith("lt_")] for names in (missing, new))  # type: ignore[return-value]


def _written_otherwise(reading: ReadOptions, info: TableInfo) -> list[str]:
    """What a profile said about how a file is written and this file contradicts, each with what was found."""
    said = {
        "encoding": (_codec(reading.encoding), _codec(info.encoding)),
        "delimiter": (reading.delimiter, info.delimiter),
        "sheet": (reading.sheet, info.sheet),
        "no_header": (reading.no_header, info.header_line is None),
    }
    words = {"no_header": "it has a header"}
    return [
        words.get(choice, f"{choice} {found!r}" if found else f"no {choice}")
        for choice, (wanted, found) in said.items()
        if reading.is_habit(choice) and wanted != found
    ]


def _codec(name: str | None) -> str | None:
    """An encoding's plain name, whether or not a byte order mark stands before the text."""
    return codecs.lookup(name).name.replace("-sig", "") if name else None


def _profile_changes(job: Job, info: TableInfo) -> list[str]:
    """How the columns of a table differ from those of the saved profile, in words."""
    missing, new = _changes(job, info)
    otherwise = _written_otherwise(job.reading, info)
    said = (
        ("not written as the profile says", otherwise),
        ("the profile knows columns that are not there", missing[:5]),
        ("columns that the profile does not know", new[:5]),
    )
    return [f"{what}: {', '.join(names)}" for what, names in said if names]


def _unique_inputs(inputs: Sequence[Input]) -> tuple[list[Input], list[str], list[str]]:
    """The inputs without what is no list (`~$leads.xlsx`) and without the same file given twice."""
    unique: list[Input] = []
    warnings: list[str] = []
    passed_over: list[str] = []
    for given in inputs:
        if len(inputs) > 1 and is_ignorable(Path(given.path)):
            passed_over.append(given.path)
            continue
        if any(_same_file(given.path, other.path) for other in unique):
            warnings.append(f"{given.path} was given twice and is read once")
            continue
        unique.append(given)
    if not unique:
        raise UsageError("There is no list among the files given.", hint="Name a CSV or Excel file.")
    return unique, warnings, passed_over


def _same_file(one: str, other: str) -> bool:
    if "-" in (one, other):
        return one == other
    try:
        return Path(one).samefile(other)
    except OSError:
        return False


def _mapped(opened: list[OpenTable], given: Input, job: Job, *, need_keys: bool) -> list[MappedTable]:
    tables = []
    for table in opened:
        forced = {field: wanted for field, wanted in job.forced if find_column(table.info, wanted) is not None}
        mapping = map_columns(table.info, table.sample, forced=forced, settings=job.settings)
        if need_keys and not mapping.of(*_KEYS):
            headers = ", ".join(table.info.names[:12])
            raise UnreadableInput(
                f"{given.path}: no column looks like an e-mail, phone, name or company. Its headers are: {headers}.",
                hint=f'Say which is which, for example: --map "email={table.info.names[0] if table.info.names else "Column"}".',
                kind="no-keys",
            )
        tables.append(MappedTable(table=table, mapping=mapping, source=given.source))
    return tables


def _check_forced(job: Job, tables: Sequence[MappedTable]) -> None:
    for field, wanted in job.forced:
        if tables and all(find_column(mapped.table.info, wanted) is None for mapped in tables):
            near = suggest_columns(tables[0].table.info, wanted)
            hint = f"Did you mean {near[0]}?" if near else f"The columns are: {', '.join(tables[0].table.info.names[:12])}."
            raise UsageError(f"--map {field}={wanted}: no input has a column {wanted}.", hint=hint)


def to_union(chunk: pa.Table, positions: Sequence[int]) -> dict[str, pa.Array]:
    """The original cells of a chunk under the union's columns `u:0`, `u:1`, …; empty where the file has no such column."""
    empty = pa.repeat(pa.scalar("", pa.large_string()), chunk.num_rows)
    return {f"u:{at}": chunk.column(f"c:{position}") if position >= 0 else empty for at, position in enumerate(positions)}

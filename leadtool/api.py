"""leadtool for Python users: the same job as the command line, on files or pandas DataFrames."""

import csv
import datetime
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from leadtool.asking import make_job
from leadtool.errors import LeadtoolError, UsageError
from leadtool.pipeline import Done, carry_out
from leadtool.pipeline.accounts import input_entry, input_errors
from leadtool.pipeline.carry_out import Progress
from leadtool.pipeline.inputs import open_inputs, table_warnings
from leadtool.pipeline.job import Job
from leadtool.profile import make_profile
from leadtool.runs.run import open_run
from leadtool.write.publish import Staging, check_space, check_target, default_target, point_latest, runs_lock, runs_target
from leadtool.write.run_tables import RunWriter

_SPOOL_SHARE: Final = 6  # bytes of work in progress and tables per byte of input, measured on CSV; gz and xlsx need more
_LIBRARIES: Final = ("pyarrow", "duckdb", "phonenumbers", "email-validator", "pandas")


if TYPE_CHECKING:
    import pandas as pd

Lists: TypeAlias = "Sequence[str] | pd.DataFrame"


def _quietly(stage: str, rows: int, of: int) -> None:
    """No progress to show."""


def clean(
    files: Lists,
    *,
    out: str = "",
    runs: str = "",
    format: str = "csv",
    overwrite: bool = False,
    dry_run: bool = False,
    engine: str = "local",
    progress: Progress = _quietly,
    **asked: Any,
) -> Done:
    """Read, map, check, dedupe, judge and write these files, or one DataFrame; the keywords are the options of the command.

    Returns the run as done: `.summary` is what summary.json holds, `.folder` where the run stands (None after a dry run);
    `table(done.folder, "leads")` reads a table of it.

    Raises:
        UsageError, UnreadableInput, OutputError, LockedError: as the exit codes 2 to 5 say.
    """
    if format not in ("csv", "xlsx", "parquet"):
        raise UsageError(f"--format {format}: it is csv, xlsx or parquet.")
    if engine != "local":
        raise UsageError(f"--engine {engine}: it is local.")
    if out and runs:
        raise UsageError("-o and --runs exclude each other.", hint="-o names the run folder, --runs the folder of many runs.")
    if "-" in (out, runs):
        raise UsageError("A run is a folder; it cannot go to standard output.", hint="Name a folder with -o.")
    with _paths(files) as paths:
        if dry_run:
            return _without_writing(make_job(paths, **asked), progress)
        return _publish(paths, make_job(paths, **asked), out, runs, format, overwrite, progress)


def _publish(files: Sequence[str], job: Job, out: str, runs: str, form: str, overwrite: bool, progress: Progress) -> Done:
    now = datetime.datetime.now(datetime.UTC)
    target = runs_target(Path(runs), now) if runs else Path(out) if out else default_target(files[0], Path())
    _refuse_inputs(target, files)
    check_target(target, overwrite=overwrite)
    check_space(target, _SPOOL_SHARE * sum(Path(path).stat().st_size for path in files if Path(path).is_file()))
    with Staging(target, overwrite=overwrite, lock=runs_lock(Path(runs)) if runs else None) as staging:
        writer = RunWriter(folder=staging.folder, settings=job.settings, form=form, safety=job.csv_safety)  # type: ignore[arg-type]
        done = _carry_out(job, writer, staging.spool, now, progress)
        folder = staging.publish()
    if runs:
        point_latest(Path(runs), folder)
    return replace(done, folder=folder)


def report(files: Lists, *, progress: Progress = _quietly, **asked: Any) -> Done:
    """The rep's quick look: the whole job, with nothing written."""
    with _paths(files) as paths:
        return _without_writing(make_job(paths, **asked), progress)


def table(run: str | Path, name: str = "leads") -> "pd.DataFrame":
    """A table of a finished run (leads, duplicates, suppressed, junk, rejected, review, findings) as a DataFrame of text.

    Cells are as they stand in the file, the empty one is "".

    Raises:
        UsageError: if the folder is not a run, or has no such table.
    """
    import pandas as pd

    found = open_run(Path(run)).table(name)
    return pd.DataFrame({column: pd.Series(found.column(column).to_pylist(), dtype="str") for column in found.column_names})


@contextmanager
def _paths(files: Lists) -> Iterator[list[str]]:
    """Paths to read: those given, or a private file holding the DataFrame, its missing values as empty cells."""
    if not hasattr(files, "to_csv"):
        yield [str(path) for path in files]
        return
    with tempfile.TemporaryDirectory(prefix="leadtool-") as folder:
        path = Path(folder) / "dataframe.csv"
        files.to_csv(path, index=False, quoting=csv.QUOTE_ALL, encoding="utf-8", lineterminator="\n")
        yield [str(path)]


@dataclass(frozen=True, kw_only=True)
class Columns:
    """What each column was taken for: `files` as `columns --json` prints them, and a reading profile per readable table."""

    files: list[dict[str, Any]]
    profiles: list[dict[str, Any]]
    errors: tuple[tuple[str, LeadtoolError], ...]

    @property
    def exit_code(self) -> int:
        """0, 3 when the only input cannot be read, 6 when some cannot."""
        if not self.errors:
            return 0
        return 6 if len(self.errors) < len({entry["path"] for entry in self.files}) else 3


def columns(files: Sequence[str], **asked: Any) -> Columns:
    """What each column of these files was taken for, and why; nothing is refused for want of contact columns."""
    job = make_job(files, **asked)
    with tempfile.TemporaryDirectory(prefix="leadtool-") as scratch:
        inputs = open_inputs(job, Path(scratch), every_sheet=job.reading.sheet is None, need_keys=False, forgiving=True)
        entries = []
        for mapped in inputs.tables:
            records = 0
            for read in mapped.table.chunks():
                records += read.records.num_rows
                records += sum(word == "unreadable" for word in read.rejected.column("disposition").to_pylist())
            entries.append({**input_entry(mapped, records), "warnings": list(table_warnings(job, mapped))})
        profiles = [make_profile(mapped.table.info, mapped.mapping) for mapped in inputs.tables]
    return Columns(files=entries + input_errors(inputs), profiles=profiles, errors=inputs.errors)


sys.modules["leadtool"].__dict__["columns"] = columns  # where loading the folder of that name has put the folder


def _without_writing(job: Job, progress: Progress) -> Done:
    with tempfile.TemporaryDirectory(prefix="leadtool-") as scratch:
        spool, run = Path(scratch) / "spool", Path(scratch) / "run"
        spool.mkdir(0o700)
        run.mkdir(0o700)
        writer = RunWriter(folder=run, settings=job.settings, form="csv", safety=job.csv_safety)
        return _carry_out(job, writer, spool, datetime.datetime.now(datetime.UTC), progress)


def _carry_out(job: Job, writer: RunWriter, spool: Path, now: datetime.datetime, progress: Progress) -> Done:
    versions = {"leadtool": version("leadtool"), "python": platform.python_version()}
    versions |= {library: version(library) for library in _LIBRARIES}
    created = now.isoformat(timespec="seconds").replace("+00:00", "Z")
    return carry_out(job, writer, spool, tool=version("leadtool"), versions=versions, created=created, progress=progress)


def _refuse_inputs(target: Path, files: Sequence[str]) -> None:
    """An input is opened for reading only, and is never the output."""
    for path in files:
        given = Path(path)
        if path != "-" and target.exists() and (target.samefile(given) or target.resolve() in given.resolve().parents):
            raise UsageError(
                f"{path} is an input and stands where the run would be written.", hint="Choose another folder with -o."
            )

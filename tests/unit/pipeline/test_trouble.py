"""Trouble of the machine ends a run as what it is: exit code 4, nothing published, nothing left behind."""

import errno
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from leadtool.api import clean, report
from leadtool.errors import OutputError
from leadtool.pipeline import lists, merging
from leadtool.pipeline.trouble import told, trouble_of

_LIST = (
    "Name,Email,Company\n"
    + "".join(f"Jo Meyer{n},jo{n}@acme.de,Acme {n % 50}\n" for n in range(300))
    + "Jo Meyer1,jo1@acme.de,\n"
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "list.csv"
    path.parent.mkdir()
    path.write_text(_LIST, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("cause", "kind"),
    [
        (duckdb.OutOfMemoryException("Out of Memory Error: could not allocate block of size 256.0 KiB"), "memory"),
        (OSError("Invalid Input Error: Out of Memory Error: failed to allocate data"), "memory"),
        (pa.ArrowInvalid("Out of Memory Error: x"), "memory"),
        (pa.ArrowMemoryError("malloc of size 64 failed"), "memory"),
        (MemoryError(), "memory"),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), "memory"),
        (BrokenProcessPool("A process in the process pool was terminated abruptly"), "memory"),
        (duckdb.IOException("IO Error: Could not write file: No space left on device"), "no-space"),
        (duckdb.OutOfMemoryException("Out of Memory Error: failed to offload data block (max_temp_directory_size)"), "no-space"),
        (duckdb.FatalException("FATAL Error: No space left on device"), "no-space"),
        (OSError("IO Error: No space left on device"), "no-space"),
        (OSError(errno.ENOSPC, "No space left on device"), "no-space"),
        (duckdb.IOException("IO Error: Cannot open file"), "disk"),
        (OSError("IO Error: Could not read from file"), "disk"),
    ],
)
def test_trouble_of_the_machine_is_told_apart(cause: Exception, kind: str) -> None:
    told_as = trouble_of(cause)
    assert told_as is not None
    assert (told_as.kind, told_as.exit_code) == (kind, 4)


@pytest.mark.parametrize(
    "cause",
    [duckdb.BinderException("Binder Error: no such column"), pa.ArrowInvalid("column 3 named x"), OSError(errno.EPIPE, "Broken pipe"),
     OSError(errno.ENOENT, "No such file"), duckdb.ConversionException("Conversion Error: could not convert 'Out' to INT64")],
)  # fmt: skip
def test_a_bug_stays_a_bug(cause: Exception) -> None:
    assert trouble_of(cause) is None
    with pytest.raises(type(cause)), told():
        raise cause


def test_a_reader_that_fails_on_the_way_is_told_as_well() -> None:
    query = "SELECT CASE WHEN range > 500000 THEN error('Out of Memory Error: no more') ELSE 'a' END AS k FROM range(1000000)"
    with pytest.raises(OutputError, match="not enough memory"), told():
        for _ in duckdb.connect().sql(query).to_arrow_reader(10_000):
            pass


def test_a_database_out_of_memory_publishes_nothing(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "_MEMORY_MB", 1)
    monkeypatch.setattr(lists, "_COMPARING_MB", 0)
    with pytest.raises(OutputError, match="not enough memory"):
        clean([str(source)], out=str(tmp_path / "run"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]
    with pytest.raises(OutputError, match="not enough memory"):
        report([str(source)])


def test_a_disk_that_fills_while_groups_are_merged_publishes_nothing(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fills(*_: object) -> None:
        raise OSError("IO Error: Could not write file: No space left on device")

    monkeypatch.setattr(merging, "merge", fills)
    with pytest.raises(OutputError, match="disk is full"):
        clean([str(source)], out=str(tmp_path / "run"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]

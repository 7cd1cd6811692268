"""Trouble of the machine, not of the list: no memory, no room on the disk, a worker that was ended; told as what it is.

DuckDB and Arrow tell of it in errors of many classes: what DuckDB finds while Arrow reads from it comes as an `OSError`
without a number. Other people's sentences are looked at, never shown.
"""

import errno
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Final

import duckdb
import pyarrow as pa

from leadtool.errors import OutputError

_FULL: Final = ("No space left on device", "max_temp_directory_size", "Disk quota exceeded", "File too large")
_MEMORY: Final = ("Out of Memory Error", "malloc of size", "realloc of size", "Cannot allocate memory", "bad allocation")
_DISK: Final = ("IO Error", "Input/output error", "Could not write", "Read-only file system")
_FULL_NUMBERS: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def told() -> Iterator[None]:
    """Let trouble of the machine end the block as an OutputError; a bug stays a bug.

    Raises:
        OutputError: where memory, the disk or a worker process gave out.
    """
    try:
        yield
    except (duckdb.Error, pa.ArrowException, MemoryError, OSError, BrokenProcessPool) as cause:
        trouble = trouble_of(cause)
        if trouble is None:
            raise
        raise trouble from cause


def trouble_of(cause: BaseException) -> OutputError | None:
    """What the user should know about this error; None where it is no trouble of the machine."""
    said = str(cause)
    number = cause.errno if isinstance(cause, OSError) else None
    if number is not None and number != errno.ENOMEM:
        return _disk_full() if number in _FULL_NUMBERS else None  # with a number it is told where it was met
    if isinstance(cause, BrokenProcessPool):
        return OutputError(
            "A worker process was ended by the system before its work was done, most likely for want of memory.",
            hint="Free some memory, or use --workers 1.",
            kind="memory",
        )
    if any(sign in said for sign in _FULL):
        return _disk_full()
    is_ours = isinstance(cause, duckdb.Error | pa.ArrowException | OSError)
    if isinstance(cause, MemoryError) or number == errno.ENOMEM or (is_ours and any(sign in said for sign in _MEMORY)):
        return OutputError(
            "There is not enough memory for this list.",
            hint="Free some memory, use --workers 1, or clean the list in parts; --duplicates exact needs less.",
            kind="memory",
        )
    if isinstance(cause, duckdb.IOException) or (is_ours and any(sign in said for sign in _DISK)):
        return OutputError(
            "The disk failed while the work in progress was written or read.",
            hint="Look at the disk, or choose another folder with -o.",
            kind="disk",
        )
    return None


def _disk_full() -> OutputError:
    return OutputError(
        "The disk is full: the work in progress stands beside the run folder and did not fit.",
        hint="Free some space, or choose another folder with -o.",
        kind="no-space",
    )

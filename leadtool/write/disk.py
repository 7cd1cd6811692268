"""Folders on the disk: made private, brought to the disk, and exchanged in one step."""

import ctypes
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_EXCHANGE: Final = 2  # RENAME_EXCHANGE of renameat2(2), Linux
_AT_FDCWD: Final = -100


def make_private(folder: Path) -> None:
    """Let only the owner read a folder and what is in it."""
    for path in _walk(folder):
        path.chmod(0o700 if path.is_dir() else 0o600)


def flush(folder: Path) -> None:
    """Bring every file, then every folder, to the disk."""
    for path in _walk(folder):
        if path.is_dir():
            flush_folder(path)
            continue
        with path.open("rb") as file:
            os.fsync(file.fileno())


def _walk(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.rglob("*"), reverse=True)
    yield folder


def flush_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk."""
    if os.name != "posix":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    except OSError as cause:
        if cause.errno != errno.EINVAL:  # some file systems know no fsync of a folder
            raise
    finally:
        os.close(number)


def swap(fresh: Path, target: Path) -> None:
    """Let two folders change places; in one step where the system can, else with the old one set aside for a moment."""
    if _exchange(fresh, target):
        return
    aside = fresh.parent / "old"
    target.rename(aside)
    try:
        fresh.rename(target)
    except BaseException:
        aside.rename(target)
        raise


def _exchange(one: Path, other: Path) -> bool:
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    done: int = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE)
    return done == 0

"""Publishing: a run is written into a private folder beside its target and appears there by one rename, or not at all."""

import contextlib
import datetime
import errno
import os
import shutil
import signal
import socket
import threading
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Final, Self

from filelock import FileLock, Timeout

from leadtool.errors import LockedError, OutputError, UsageError
from leadtool.write.disk import flush, flush_folder, make_private, swap

_SUFFIX: Final = ".leadtool-staging"
_LOCK_SUFFIX: Final = ".leadtool-lock"
_RUN_MARKS: Final = ("manifest.json", "summary.json")
_STOPS: Final = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
_SENTENCES: Final = {
    errno.ENOSPC: ("the disk is full", "Free some space, or choose another folder with -o."),
    errno.EDQUOT: ("your disk quota is used up", "Free some space, or choose another folder with -o."),
    errno.EFBIG: ("the file would be larger than is allowed here", "Choose another folder with -o."),
    errno.EROFS: ("it is on a read-only file system", "Choose another folder with -o."),
    errno.EACCES: ("you may not write there", "Choose another folder with -o, or change its permissions."),
    errno.EPERM: ("you may not write there", "Choose another folder with -o, or close the file if it is open in Excel."),
    errno.ENOENT: ("the folder is not there", "Create it first, or choose another folder with -o."),
    errno.ENOTDIR: ("part of its path is a file", "Choose another folder with -o."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter name with -o."),
    errno.ENOTEMPTY: ("something else was put there meanwhile", "Run again with another name."),
    errno.EEXIST: ("something else was put there meanwhile", "Run again with another name."),
    errno.EIO: ("the disk reports an error", "Choose another folder with -o."),
}


class Staging:
    """The private folder in which a run is written, locked against other runs with the same target.

    `lock` is a lock that several targets share (`runs_lock`); else each target has its own.
    `folder` (0700) becomes the run folder on `publish()`; `spool` is a private folder for work in progress, never published.
    Whatever ends the block before, the target stays exactly as it was.
    """

    def __init__(self, target: Path, *, overwrite: bool = False, lock: Path | None = None) -> None:
        self.target = Path(os.path.abspath(target))  # noqa: PTH100  resolve() would follow a link
        self.overwrite = overwrite
        self._shared = lock is not None
        self._lock_path = lock or self.target.parent / f".{self.target.name}{_LOCK_SUFFIX}"
        self._lock = FileLock(self._lock_path, timeout=0, mode=0o600)
        self._signals: dict[int, Any] = {}

    @property
    def root(self) -> Path:
        """The private folder beside the target that holds everything until it is published."""
        return self.target.parent / f".{self.target.name}{_SUFFIX}"

    @property
    def folder(self) -> Path:
        """The folder that becomes the run."""
        return self.root / "run"

    @property
    def spool(self) -> Path:
        """The folder for work in progress."""
        return self.root / "spool"

    def __enter__(self) -> Self:
        renames = self._shared and not self.overwrite
        if not renames:
            check_target(self.target, overwrite=self.overwrite)
        self._acquire()
        try:
            if renames:  # two runs of one second: the later one takes the next name
                self.target = _free(self.target)
            check_target(self.target, overwrite=self.overwrite)  # again: another run may have published meanwhile
            self._listen()
            self._sweep()
            for folder in (self.root, self.folder, self.spool):
                folder.mkdir(mode=0o700)
        except BaseException as cause:
            self._release()
            if isinstance(cause, OSError):
                raise _sentence(self.target, cause) from cause
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        self._release()
        number = _trouble(error)
        if number:
            raise _sentence(self.target, OSError(number, "")) from error

    def publish(self) -> Path:
        """Put the run in its place by one rename, after everything has reached the disk; gives the folder.

        Raises:
            OutputError: if the run cannot be put there; what stood there before is still there.
        """
        try:
            make_private(self.folder)
            flush(self.folder)
            if self.target.exists():
                swap(self.folder, self.target)
            else:
                self.folder.rename(self.target)
            flush_folder(self.target.parent)
        except OSError as cause:
            raise _sentence(self.target, cause) from cause
        return self.target

    def _acquire(self) -> None:
        try:
            self._lock.acquire()
        except Timeout:
            raise LockedError(
                f"Another run is writing {self.target.name}{_holder(self._lock_path)}.",
                hint="Wait for it to end, or choose another folder with -o.",
            ) from None
        except OSError as cause:
            raise _sentence(self.target, cause) from cause
        with contextlib.suppress(OSError):
            self._lock_path.write_text(f"process {os.getpid()} on {socket.gethostname()}", encoding="utf-8")

    def _release(self) -> None:
        for number, before in self._signals.items():
            signal.signal(number, before)
        self._signals = {}
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                self._lock_path.unlink(missing_ok=True)
            self._lock.release()

    def _listen(self) -> None:
        """Let SIGTERM and SIGHUP end the block like an error, so that it cleans up; exit code 128 + n."""
        if threading.current_thread() is threading.main_thread():
            for number in _STOPS:
                if signal.getsignal(number) is not signal.SIG_IGN:  # nohup stays nohup
                    self._signals[number] = signal.signal(number, _stop)

    def _sweep(self) -> None:
        """Remove what killed runs left behind; the lock says that nobody is using it."""
        orphans = self.target.parent.glob(f".run-*{_SUFFIX}") if self._shared else ()
        for orphan in (self.root, *orphans):
            shutil.rmtree(orphan, ignore_errors=True)


def check_target(target: Path, *, overwrite: bool) -> None:
    """Refuse a target that stands in the way, before any work.

    Raises:
        UsageError: if it exists (without `overwrite`), or is something that leadtool did not write.
        OutputError: if the folder it shall stand in is missing or cannot be written.
    """
    if target.is_symlink() or target.exists():
        if not overwrite:
            raise UsageError(
                f"{target.name} already exists.", hint="Choose another folder with -o, or add --overwrite.", kind="exists"
            )
        is_run = target.is_dir() and not target.is_symlink()
        if not is_run or (any(target.iterdir()) and not any((target / mark).exists() for mark in _RUN_MARKS)):
            raise UsageError(
                f"{target.name} is not a run folder of leadtool and is not overwritten.",
                hint="Choose another folder with -o.",
                kind="exists",
            )
    parent = target.parent
    if not parent.exists():
        raise _sentence(target, OSError(errno.ENOENT, ""))
    if not parent.is_dir():
        raise _sentence(target, OSError(errno.ENOTDIR, ""))
    if not os.access(parent, os.W_OK | os.X_OK):
        raise _sentence(target, OSError(errno.EACCES, ""))


def check_space(target: Path, needed: int) -> None:
    """Refuse to begin what cannot be finished: `needed` bytes beside the target.

    Raises:
        OutputError: if there is less room, with the estimate.
    """
    free = shutil.disk_usage(Path(os.path.abspath(target)).parent).free  # noqa: PTH100  resolve() would follow a link
    if free < needed:
        raise OutputError(
            f"The run needs about {needed >> 20:,} MB beside {target.name}; {free >> 20:,} MB are free.",
            hint="Free some space, or choose another folder with -o.",
            kind="no-space",
        )


def default_target(first_input: str, folder: Path) -> Path:
    """Where a run goes when the user does not say: `<stem>-leadtool` in this folder, then `-2`, `-3` …"""
    name = "stdin" if first_input == "-" else Path(first_input).name
    stem = name.split(".")[0] or name.strip(".") or "leads"
    return _free(folder / f"{stem}-leadtool")


def runs_target(runs: Path, now: datetime.datetime) -> Path:
    """Where a run under `--runs` goes: `run-<UTC time>`, then `-2`, `-3` …

    Raises:
        OutputError: if the folder is not there and cannot be made.
    """
    try:
        runs.mkdir(mode=0o700, exist_ok=True)  # another run may make it at the same moment
    except OSError as cause:
        raise _sentence(runs, cause) from cause
    return _free(runs / f"run-{now.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}")


def runs_lock(runs: Path) -> Path:
    """The lock that all runs under `--runs` share."""
    return runs / _LOCK_SUFFIX


def point_latest(runs: Path, run: Path) -> None:
    """Let `latest` point at this run, without a moment in which it points nowhere.

    Raises:
        OutputError: if `latest` is something else, or cannot be written.
    """
    latest = runs / "latest"
    if latest.exists() and not latest.is_symlink():
        raise OutputError(f"{latest} is not a link that leadtool made; it was left alone.", hint="Rename it and run again.")
    fresh = runs / f".latest{_SUFFIX}"
    try:
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(run.name, target_is_directory=True)
        fresh.replace(latest)
        flush_folder(runs)
    except OSError as cause:
        raise _sentence(latest, cause) from cause


def _free(wanted: Path) -> Path:
    target, number = wanted, 1
    while target.exists() or target.is_symlink():
        number += 1
        target = wanted.with_name(f"{wanted.name}-{number}")
    return target


def _trouble(error: BaseException | None) -> int:
    """The error number if this is trouble with writing, else 0; a missing file is somebody else's."""
    if isinstance(error, OSError) and error.errno in _SENTENCES and error.errno != errno.ENOENT:
        return error.errno or 0
    if type(error).__module__.partition(".")[0] in ("duckdb", "_duckdb") and "No space left on device" in str(error):
        return errno.ENOSPC
    return 0


def _sentence(target: Path, cause: OSError) -> OutputError:
    said, hint = _SENTENCES.get(cause.errno or 0, ("the system refused it", "Choose another folder with -o."))
    return OutputError(f"{target.name} cannot be written in {target.parent}: {said}.", hint=hint)


def _holder(lock: Path) -> str:
    try:
        said = lock.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
    return f" ({said[:200]})" if said else ""


def _stop(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)

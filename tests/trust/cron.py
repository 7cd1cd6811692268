"""Runs in the surroundings that cron, containers and old terminals give."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow

from tests.runs import COMMAND

LIST = "First Name,Last Name,Email,Phone,Stadt\nJosé,Ñañez,jose@ribera-vinos.es,+34 612 345 678,Köln\nПётр,Иванов,petr@zavod-vega.ru,,Москва\n"
_UTF8 = {"PYTHONUTF8": "0"}

SURROUNDINGS: dict[str, dict[str, str] | None] = {
    "an empty environment": {},
    "LANG=C, no HOME": {"LANG": "C", **_UTF8},
    "LC_ALL=POSIX": {"LC_ALL": "POSIX", **_UTF8},
    "output in ascii": {"PYTHONIOENCODING": "ascii"},
    "output in cp1252": {"PYTHONIOENCODING": "cp1252"},
    "a Turkish locale that is not installed": {"LC_ALL": "tr_TR.UTF-8"},
    "TERM=dumb": {"TERM": "dumb"},
    "COLUMNS=1": {"COLUMNS": "1"},
    "NO_COLOR": {"NO_COLOR": "1"},
    "TZ of nowhere": {"TZ": "Nowhere/Land"},
    "TZ far east": {"TZ": "Pacific/Kiritimati"},
    "HOME that is not there": {"HOME": "/nonexistent"},
    "TMPDIR that is not there": {"TMPDIR": "/nonexistent"},
}


def matrix(folder: Path) -> Iterator[tuple[str, object, object]]:
    """What was tried, how it should end, how it ended: exit code, and whether the leads are those of an ordinary run."""
    source = folder / "list.csv"
    source.write_text(LIST, encoding="utf-8")
    usual = _leads(folder, "usual", dict(os.environ))[1]
    for name, env in SURROUNDINGS.items():
        yield name, (0, True), _same(_leads(folder, name, env), usual)
    yield "cwd is /", (0, True), _same(_leads(folder, "root", {}, cwd="/"), usual)
    gone = folder / "gone"
    gone.mkdir()
    yield "cwd deleted", (0, True), _same(_leads(folder, "cwd", {}, gone=gone), usual)
    yield "no standard input", (0, True), _same(_leads(folder, "stdin", {}, shell="<&-"), usual)
    yield "no standard output", (0, True), _same(_leads(folder, "stdout", {}, shell=">&-"), usual)
    yield "no standard error", (0, True), _same(_leads(folder, "stderr", {}, shell="2>&-"), usual)
    yield "standard error full", (0, True), _same(_leads(folder, "full", {}, shell="2>/dev/full"), usual)
    if os.name == "posix" and os.getuid() == 0 and _open_to_all():
        yield "a user without a name", (0, True), _same(_leads(folder, "nobody", {}, user=54_321), usual)
    yield "20 runs at once under --runs", (20, 20), overlapping(folder, 20)


def _leads(
    folder: Path,
    name: str,
    env: dict[str, str] | None,
    *,
    cwd: str | None = None,
    gone: Path | None = None,
    shell: str = "",
    user: int | None = None,
) -> tuple[int, bytes]:
    """The exit code of a run in these surroundings, and its leads.csv."""
    slug = "".join(c if c.isalnum() else "-" for c in name)
    place = folder / slug
    place.mkdir(mode=0o777)
    place.chmod(0o777)
    folder.chmod(0o755)
    out = place / "out"
    command = [*COMMAND, "clean", str(folder / "list.csv"), "-o", str(out), "--as-of", "2026-11-20", "--workers", "1"]
    if shell:
        command = ["/bin/sh", "-c", f'exec "$@" {shell}', "sh", *command]
    if gone:
        command = ["/bin/sh", "-c", f'cd "{gone}" && rmdir "{gone}" && exec "$@"', "sh", *command]
    done = subprocess.run(
        command,
        env={"PYTHONPATH": str(Path(__file__).resolve().parents[2]), **(env or {})},
        cwd=cwd or folder,
        capture_output=not shell,
        check=False,
        timeout=120,
        user=user,
    )
    leads = out / "leads.csv"
    return done.returncode, leads.read_bytes() if leads.exists() else b""


def _open_to_all() -> bool:
    """Whether another user may run this Python and read this project."""
    needed = [Path(sys.executable), Path(sys.executable).resolve(), Path(os.__file__), Path(__file__), Path(pyarrow.__file__)]
    return all(parent.stat().st_mode & 0o001 for path in needed for parent in path.parents)


def _same(run: tuple[int, bytes], usual: bytes) -> tuple[int, bool]:
    return run[0], run[1] == usual


def overlapping(folder: Path, times: int) -> tuple[int, int]:
    """How many of so many runs at one moment ended as they may (done, or told that another holds the lock), and stand whole."""
    place = folder / "overlapping"
    place.mkdir()
    command = [*COMMAND, "clean", str(folder / "list.csv"), "--runs", str(place / "runs"), "--workers", "1", "-q"]
    running = [subprocess.Popen(command, stderr=subprocess.DEVNULL) for _ in range(times)]
    codes = [one.wait(timeout=300) for one in running]
    runs = [path for path in (place / "runs").iterdir() if path.is_dir() and not path.is_symlink() and path.name[0] != "."]
    whole = sum((run / "manifest.json").exists() for run in runs)
    return sum(code in (0, 5) for code in codes), times - codes.count(0) + whole

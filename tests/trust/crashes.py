"""Runs that die: at each change of the file system in turn, and by `kill -9` at random moments.

A fresh process loads leadtool once and forks a child for every run, so that a death costs a fraction of a second.
"""

import hashlib
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.symlink", "os.link", "os.chmod", "os.truncate")
OLD = "First Name,Last Name,Email\nMarisol,Penhallow,marisol@granitepeakfreight.com\n"
NEW = OLD + "".join(f"Devon{n},Okonkwo,devon{n}@haleandoakfoods.com\n" for n in range(40))


class Death(NamedTuple):
    """What a killed run left: at which event it died, whether it had ended by itself, and which run stands in its place."""

    at: str
    ended: bool
    stands: str
    left_over: tuple[str, ...]


def deaths_at_every_event(folder: Path, *, every: int = 1) -> Iterator[Death]:
    """Kill a run at its first, second, third … change of the file system (or every so many), until one survives."""
    target, known = _prepared(folder)
    number = 1
    while True:
        pid = _run(folder / "new.csv", target, die_at=number)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        death = Death(f"event {number}", code == 0, known(target), _strangers(folder))
        yield death
        if death.ended:
            return
        if death.stands == "new":
            _put_back(folder, target)
        number += every


def deaths_at_random(folder: Path, times: int, *, seed: int = 1) -> Iterator[Death]:
    """Kill runs by `kill -9` at random moments of the time that a run takes."""
    target, known = _prepared(folder)
    began = time.monotonic()
    os.waitpid(_run(folder / "new.csv", target), 0)
    lasts = time.monotonic() - began
    chance = random.Random(seed)
    for _ in range(times):
        if known(target) == "new":
            _put_back(folder, target)
        pid = _run(folder / "new.csv", target)
        after = chance.random() * lasts * 1.1
        time.sleep(after)
        os.kill(pid, signal.SIGKILL)
        ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
        yield Death(f"{after:.2f} s", ended, known(target), _strangers(folder))


def _prepared(folder: Path) -> tuple[Path, Callable[[Path], str]]:
    """An old run in place, and how to tell which run stands there: `old`, `new`, `nothing`, or `torn`."""
    target = folder / "run"
    marks = {}
    for name, content in (("new", NEW), ("old", OLD)):
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
        os.waitpid(_run(folder / f"{name}.csv", target), 0)
        marks[_mark(target)] = name
    if len(marks) != 2:
        raise RuntimeError("the two runs cannot be told apart, or did not end")
    return target, lambda place: marks.get(_mark(place), "torn") if place.exists() else "nothing"


def _put_back(folder: Path, target: Path) -> None:
    os.waitpid(_run(folder / "old.csv", target), 0)


def _mark(run: Path) -> str:
    """A checksum of all that has to be the same in every run of one list."""
    told = hashlib.sha256()
    for path in sorted(run.iterdir()):
        told.update(path.name.encode())
        if path.name not in ("manifest.json", "summary.json"):
            told.update(path.read_bytes())
    return told.hexdigest()


def _strangers(folder: Path) -> tuple[str, ...]:
    """What lies visibly beside the run and should not."""
    return tuple(sorted(path.name for path in folder.iterdir() if path.name not in ("run", "old.csv", "new.csv")))


def _run(source: Path, target: Path, *, die_at: int = 0) -> int:
    """A child that cleans one list over the run in place, and dies at change number `die_at` of the file system; its pid."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        if die_at:
            sys.addaudithook(_Reaper(die_at))
        from leadtool import api

        api.clean([str(source)], out=str(target), overwrite=True, as_of="2026-11-20", workers=1)
        code = 0
    finally:
        os._exit(code)


class _Reaper:
    """An audit hook that counts changes of the file system and kills the process at one of them."""

    def __init__(self, die_at: int) -> None:
        self.left = die_at

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event not in _CHANGES and not (event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES):
            return
        self.left -= 1
        if self.left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

"""Every ending of a command, by real processes: what was done, the exit code it must have, and the one it has."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from tests.runs import COMMAND

GOOD = "First Name,Last Name,Email,Phone\nMarisol,Penhallow,marisol@granitepeakfreight.com,(303) 845-7721\n"
ENDINGS: list[tuple[str, int, list[str]]] = [
    ("a list is cleaned", 0, ["clean", "list.csv", "-o", "done"]),
    ("a report", 0, ["report", "list.csv"]),
    ("columns", 0, ["columns", "list.csv"]),
    ("a dry run", 0, ["clean", "list.csv", "--dry-run"]),
    ("a whole run is verified", 0, ["verify", "done"]),
    ("a run changed by hand is verified", 1, ["verify", "changed"]),
    ("a gate fails", 1, ["clean", "list.csv", "-o", "gate", "--fail-on", "leads<100"]),
    ("no input", 2, ["clean"]),
    ("an input that is not there", 2, ["clean", "lost.csv"]),
    ("an unknown option", 2, ["clean", "list.csv", "--colour"]),
    ("an unknown command", 2, ["wash", "list.csv"]),
    ("a gate that means nothing", 2, ["clean", "list.csv", "--fail-on", "jnk>20%"]),
    ("a config that is not there", 2, ["clean", "list.csv", "--config", "lost.toml"]),
    ("a config with mistakes", 2, ["clean", "list.csv", "--config", "bad.toml"]),
    ("a run folder that is there", 2, ["clean", "list.csv", "-o", "done"]),
    ("a rule that is not there", 2, ["rule", "Z999"]),
    ("a row that is not there", 2, ["explain", "done", "999"]),
    ("an empty file", 3, ["clean", "empty.csv"]),
    ("a picture", 3, ["clean", "picture.csv"]),
    ("no column that holds a person", 3, ["clean", "odd.csv"]),
    ("a folder that is not there", 4, ["clean", "list.csv", "-o", "missing/deeper"]),
    ("a folder that is a file", 4, ["clean", "list.csv", "-o", "list.csv/out"]),
    ("another run holds the lock", 5, ["clean", "list.csv", "-o", "held"]),
    ("one input of two cannot be read", 6, ["clean", "list.csv", "empty.csv", "-o", "partly"]),
]


def matrix(folder: Path) -> Iterator[tuple[str, object, object]]:
    """Each ending, the code it must have, the code it has."""
    _prepare(folder)
    for what, code, arguments in ENDINGS:
        seen = _ends(folder, arguments) if arguments[-1] != "held" else _with_lock(folder, arguments)
        yield what, code, seen
        if what == "a list is cleaned":
            _change(folder)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        yield f"{number.name} in the middle of a run", 128 + number, _signalled(folder, number)
    yield "the reader of a pipe goes away", 141, _closed_pipe(folder)


def _ends(folder: Path, arguments: list[str]) -> int:
    return subprocess.run([*COMMAND, *arguments], cwd=folder, capture_output=True, check=False, timeout=120).returncode


def _prepare(folder: Path) -> None:
    (folder / "list.csv").write_text(GOOD, encoding="utf-8")
    (folder / "empty.csv").write_bytes(b"")
    (folder / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(400))
    (folder / "odd.csv").write_text("alpha,beta\n1,2\n3,4\n", encoding="utf-8")
    (folder / "bad.toml").write_text("[scores]\nnonsense = true\n", encoding="utf-8")
    (folder / "big.csv").write_text(
        GOOD + "".join(f"A{n},B{n},a{n}@granitepeakfreight.com,\n" for n in range(60_000)), encoding="utf-8"
    )


def _change(folder: Path) -> None:
    """A copy of the finished run in which somebody edited a table."""
    (folder / "changed").mkdir()
    for path in (folder / "done").iterdir():
        text = path.read_bytes()
        (folder / "changed" / path.name).write_bytes(text + b"x" if path.name == "leads.csv" else text)


def _with_lock(folder: Path, arguments: list[str]) -> int:
    from leadtool.write.publish import Staging

    with Staging(folder / "held"):
        return _ends(folder, arguments)


def _signalled(folder: Path, number: signal.Signals) -> int:
    out = folder / f"out-{number.name}"
    running = subprocess.Popen(
        [*COMMAND, "clean", "big.csv", "-o", out.name, "--workers", "1"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    staging = folder / f".{out.name}.leadtool-staging"
    for _ in range(600):
        if staging.exists():
            break
        time.sleep(0.1)
    time.sleep(0.5)
    running.send_signal(number)
    code = running.wait(timeout=60)
    return code if not staging.exists() and not out.exists() else -1


def _closed_pipe(folder: Path) -> int:
    reader, writer = os.pipe()
    os.close(reader)
    running = subprocess.run([*COMMAND, "rule"], cwd=folder, stdout=writer, stderr=subprocess.DEVNULL, check=False, timeout=60)
    os.close(writer)
    return running.returncode

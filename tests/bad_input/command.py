"""The command line within the test's own process, in the test's own folder: as the real one, but without its start-up time."""

import csv
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from leadtool.cli import main


@dataclass
class Outcome:
    """What a command left behind: exit code, stdout, stderr, and the run folder `out`, if there is one."""

    code: int
    stdout: str
    stderr: str
    out: Path

    @property
    def said(self) -> str:
        """All it printed."""
        return self.stdout + self.stderr

    @property
    def summary(self) -> dict[str, Any]:
        """summary.json."""
        found: dict[str, Any] = json.loads((self.out / "summary.json").read_text(encoding="utf-8"))
        return found

    def table(self, name: str) -> list[dict[str, str]]:
        """One table of the run."""
        csv.field_size_limit(1 << 30)
        with (self.out / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of all four lead tables."""
        return [row for name in ("leads", "duplicates", "suppressed", "junk") for row in self.table(name)]

    @property
    def ledger(self) -> dict[str, int]:
        """How many records ended where, without the zeros."""
        return {name: count for name, count in self.summary["ledger"].items() if count}


Command = Callable[..., Outcome]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """`command("clean", "leads.csv", "-o", "run")` in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["leadtool", *arguments])
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        out = tmp_path / (arguments[arguments.index("-o") + 1] if "-o" in arguments else "run")
        return Outcome(code, said.out, said.err, out)

    return run


@pytest.fixture
def clean(command: Command, tmp_path: Path) -> Callable[..., Outcome]:
    """Write a file with this content and clean it into the folder `run`."""

    def run(content: bytes | str, *options: str, name: str = "leads.csv") -> Outcome:
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return command("clean", name, "-o", "run", "--as-of", "2026-11-20", "--workers", "1", *options)

    return run

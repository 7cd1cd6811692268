"""Runs for tests: clean some text or files into a folder and read its tables back."""

import csv
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leadtool import api

AS_OF = "2026-11-20"
COMMAND = [sys.executable, "-c", "from leadtool.cli import main; main()"]
"""The command line as a real process of this Python."""
TABLES = ("leads", "duplicates", "suppressed", "junk")
SAMPLES = Path(__file__).resolve().parent.parent / "sample_data"
SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@dataclass(frozen=True)
class Run:
    """A finished run, its tables as lists of rows."""

    folder: Path

    def table(self, name: str) -> list[dict[str, str]]:
        """One table, a dict per row, in order."""
        with (self.folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows of all four lead tables."""
        return [row for name in TABLES for row in self.table(name)]

    @property
    def summary(self) -> dict[str, Any]:
        """summary.json."""
        return json.loads((self.folder / "summary.json").read_text(encoding="utf-8"))

    def codes(self, column: str = "") -> set[str]:
        """The rules that fired (on one column)."""
        found = {row["rule"] for row in self.table("findings") if not column or row["column"] == column}
        return found | ({row["rule"] for row in self.table("rejected")} if not column else set())


def clean_files(files: list[Path | str], out: Path, **options: Any) -> Run:
    """Clean files into a folder, with a fixed "today" and one process."""
    options = {"as_of": AS_OF, "workers": 1, **options}
    api.clean([str(file) for file in files], out=str(out), **options)
    return Run(out)


def clean_text(text: str | bytes, folder: Path, name: str = "list.csv", **options: Any) -> Run:
    """Clean the text of one CSV file."""
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    number = sum(1 for _ in folder.iterdir())
    return clean_files([file], folder / f"run{number}", **options)

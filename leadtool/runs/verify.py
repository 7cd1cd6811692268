"""Verifying a run: is it complete, and is it unchanged since it was published?"""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from leadtool.runs.run import Run, open_run
from leadtool.write.run_tables import pairs_hash
from leadtool.write.tables import file_hash

_LEDGER_FILES: Final = {
    "leads": ("ready", "review"),
    "duplicates": ("duplicate",),
    "suppressed": ("suppressed",),
    "junk": ("junk",),
    "rejected": ("unreadable", "not_a_record"),
}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What verifying found: `faults` make a run untrustworthy, `notes` are what a person should know."""

    faults: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether the run is complete and unchanged."""
        return not self.faults


def verify_run(path: Path | str) -> Verdict:
    """Compare a run folder with its manifest, and its ledger with its tables.

    Of `review.csv` only the pairs are compared, the rest is the reader's; a workbook saved by a person is named, not faulted.

    Raises:
        UsageError: if the folder is not a run.
    """
    path = Path(path)
    run = open_run(path)
    faults: list[str] = []
    notes: list[str] = []
    files: dict[str, Any] = run.manifest.get("files", {})
    for name, said in sorted(files.items()):
        _check_file(run, name, said, faults, notes)
    missing = [name for name in run.summary.get("outputs", []) if name not in files and not (path / name).exists()]
    faults += [f"{name} is missing" for name in missing]
    known = {*files, "manifest.json", "review.csv"}
    notes += [f"{extra.name} does not belong to the run" for extra in sorted(path.iterdir()) if extra.name not in known]
    faults += _ledger_faults(run, files)
    return Verdict(faults=tuple(faults), notes=tuple(notes))


def _check_file(run: Run, name: str, said: dict[str, Any], faults: list[str], notes: list[str]) -> None:
    path = run.path / name
    if not path.is_file():
        faults.append(f"{name} is missing")
    elif file_hash(path) == said.get("sha256"):
        return
    elif name.endswith(".xlsx"):
        notes.append(f"{name} was saved by a person since; the CSV tables are the record")
    elif name == "review.csv" and "pairs_sha256" in said:
        if pairs_hash(_pairs(path)) == said["pairs_sha256"]:
            notes.append("review.csv was edited since; its pairs are all there")
        else:
            faults.append("review.csv no longer holds the pairs of the run")
    else:
        faults.append(f"{name} was changed since the run")


def _pairs(path: Path) -> list[tuple[str, str]]:
    """The pairs of a review table, however a spreadsheet saved it."""
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeError:
            continue
    else:
        text = raw.decode("latin-1")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [((row.get("lt_id_a") or "").strip(), (row.get("lt_id_b") or "").strip()) for row in rows]


def _ledger_faults(run: Run, files: dict[str, Any]) -> list[str]:
    ledger: dict[str, int] = run.summary.get("ledger", {})
    faults = []
    if sum(n for word, n in ledger.items() if word != "records") != ledger.get("records"):
        faults.append("the ledger in summary.json does not balance")
    for table, words in _LEDGER_FILES.items():
        rows = files.get(f"{table}.{run.form}", {}).get("rows")
        if rows != sum(ledger.get(word, 0) for word in words):
            faults.append(f"{table}.{run.form} does not hold the rows that the ledger says")
    return faults

"""Decisions about possible duplicates: read out of a review table that a person filled in, kept in a file of their own."""

import csv
import io
from pathlib import Path

from leadtool.errors import OutputError, UsageError
from leadtool.match.decisions import Decisions

_NEEDED = ("lt_id_a", "lt_id_b", "decision")


def collect_decisions(run: Path, filled: Path | None, kept: Path) -> tuple[int, int]:
    """Take the decisions of a run's review table (or of another filled-in one) over into the file `kept`.

    What `kept` already holds stays, unless the review says otherwise about the same pair. Returns how many decisions the
    file holds now, and how many pairs of the review are still open.

    Raises:
        UsageError: if there is no review table, or a decision is neither merge nor apart.
        OutputError: if `kept` cannot be written.
    """
    source = filled or _review_table(run)
    lines = _workbook_lines(source) if source.suffix.lower() == ".xlsx" else _csv_lines(source)
    before = Decisions.load(kept) if kept.exists() else Decisions()
    old = [(0, a, b, "merge") for a, b in before.merge] + [(0, a, b, "apart") for a, b in before.apart]
    merged = Decisions.of([*old, *lines], source.name)
    try:
        kept.write_text(merged.dump(), encoding="utf-8")
    except OSError as cause:
        raise OutputError(f"{kept} cannot be written.", hint="Name another file with --decisions.") from cause
    decided = {frozenset(pair) for pair in (*merged.merge, *merged.apart)}
    still_open = sum(frozenset((a, b)) not in decided for _, a, b, _ in lines)
    return len(decided), still_open


def _review_table(run: Path) -> Path:
    """The review table a person filled in: the workbook's where review.csv has no decision in it, else review.csv."""
    table, workbook = run / "review.csv", run / "leads.xlsx"
    if not table.is_file():
        raise UsageError(f"{run} holds no review.csv.", hint="Name the folder of a finished run.", kind="no-run")
    if workbook.is_file() and not any(word.strip() for _, _, _, word in _csv_lines(table)):
        return workbook
    return table


def _csv_lines(path: Path) -> list[tuple[int, str, str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as cause:
        raise UsageError(f"{path.name} cannot be read as UTF-8 text.", hint="Save it as CSV UTF-8.", kind="review") from cause
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    return _checked([(reader.line_num, dict(row)) for row in reader], list(reader.fieldnames or ()), path.name)


def _workbook_lines(path: Path) -> list[tuple[int, str, str, str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Review").to_python()
    except (OSError, CalamineError) as cause:
        raise UsageError(f"{path.name} has no sheet Review that can be read.", kind="review") from cause
    header = [str(cell) for cell in rows[0]] if rows else []
    named = [(number, dict(zip(header, map(str, row), strict=False))) for number, row in enumerate(rows[1:], 2)]
    return _checked(named, header, path.name)


def _checked(rows: list[tuple[int, dict[str, str]]], header: list[str], where: str) -> list[tuple[int, str, str, str]]:
    missing = [name for name in _NEEDED if name not in header]
    if missing:
        raise UsageError(f"{where} has no column {missing[0]}.", hint="Fill in the review.csv of a run.", kind="review")
    return [(number, row["lt_id_a"] or "", row["lt_id_b"] or "", row["decision"] or "") for number, row in rows]

"""The reading score: `python -m tests.bench.reading [--files 2000] [--seed N]`.

Each file is a generated list, damaged in one way and written down with its truth. A record is recovered if every cell is as
it was meant; set aside if it is among the unreadable ones, with its line; changed if a cell differs under a finding; lost if
it is in none of these places, or differs without a word. Beside it stand pandas with its defaults, the csv module with its
Sniffer, and DuckDB's read_csv (all text) on the text files among them.
"""

import argparse
import csv
import io
import random
import tempfile
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import duckdb
import pandas as pd

from leadtool.errors import LeadtoolError
from leadtool.model import TableInfo
from leadtool.read import ReadOptions, open_tables
from tests.bench.reading_known import KNOWN
from tests.bench.reading_lists import Case, Cells
from tests.bench.reading_unseen import UNSEEN

Rows = list[Cells]
_TEXT: Final = (".csv", ".txt", ".tsv", ".gz")


def cases(files: int, seed: int, only: list[str]) -> Iterator[tuple[str, Case]]:
    """The files in turn, each kind of damage equally often."""
    kinds = [("known", make) for make in KNOWN] + [("unseen", make) for make in UNSEEN]
    kinds = [(group, make) for group, make in kinds if not only or make.__name__ in only]
    for number in range(files):
        group, make = kinds[number % len(kinds)]
        yield group, make(random.Random(f"{seed}/{make.__name__}/{number}"))


def _fitted(row: Cells, width: int) -> Cells:
    while len(row) > width and not row[-1]:
        row = row[:-1]
    return row + [""] * (width - len(row))


def judge(case: Case, rows: Rows, noted: set[int], unreadable: str, other: str) -> Counter[str]:
    """How many records were recovered, set aside, changed or lost, and how many rows were made up."""
    score: Counter[str] = Counter()
    width = len(case.header)
    found: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        for cell in row:
            if "@" in cell:
                found[cell.strip()].append(at)
    used: set[int] = set()
    for answers in case.answers:
        places = found.get(answers[0][case.key].strip(), [])
        whole = next((at for at in places if at not in used and any(_fitted(rows[at], width) == one for one in answers)), None)
        key = answers[0][case.key].strip()
        if whole is None:
            whole = next(
                (at for at in range(len(rows)) if at not in used and any(_fitted(rows[at], width) == one for one in answers[1:])),
                None,
            )
        if whole is not None:
            score["recovered"] += 1
            used.add(whole)
        elif key in unreadable:
            score["rightly aside" if key in case.aside else "aside"] += 1
        elif places and places[0] in noted:
            score["changed"] += 1
            used.add(places[0])
        else:
            score["lost"] += 1
            used.update(places[:1])
    score["records"] = len(case.answers)
    score["made up"] = len(rows) - len(used)
    return score


def _right(case: Case, info: TableInfo) -> bool:
    """Whether encoding, delimiter, quote and header are as the file was written."""
    same = case.encoding is None or (
        info.encoding is not None
        and case.content.decode(info.encoding, "replace") == case.content.decode(case.encoding, "replace")
    )
    quote = case.quote is None or info.quote == case.quote
    return bool(same and quote and info.delimiter == case.delimiter and info.header_line == case.header_line)


def by_leadtool(case: Case, path: Path, scratch: Path) -> Counter[str]:
    """Our own reader."""
    try:
        [table] = open_tables(str(path), path.name, ReadOptions(**case.options), scratch=scratch)
        width = len(table.info.names)
        rows: Rows = []
        unreadable, other, noted = "", "", set()
        for chunk in table.chunks():
            noted |= set(chunk.findings.column("record").to_pylist())
            columns = [chunk.records.column(f"c:{at}").to_pylist() for at in range(width)]
            rows += [list(row) for row in zip(*columns, strict=True)]
            for aside in chunk.rejected.to_pylist():
                if aside["disposition"] == "unreadable":
                    unreadable += aside["raw_text"] + "\n"
                else:
                    other += aside["raw_text"] + "\n"
    except LeadtoolError:
        return Counter({"failures": 1, "records": len(case.answers)})
    score = judge(case, rows, noted, unreadable, other)
    score["dialect"] = _right(case, table.info)
    return score


def by_pandas(path: Path) -> Rows:
    """pandas with its defaults."""
    frame = pd.read_csv(path)
    return [[_as_text(cell) for cell in row] for row in frame.itertuples(index=False)]


def _as_text(cell: object) -> str:
    return "" if cell is None or cell != cell else str(cell)


def by_csv_module(path: Path) -> Rows:
    """The csv module, in the dialect that its Sniffer sees."""
    with path.open(encoding="utf-8", newline="") as stream:
        text = stream.read()
    csv.field_size_limit(1 << 30)
    dialect = csv.Sniffer().sniff(text[:65_536])
    return list(csv.reader(io.StringIO(text, newline=""), dialect))[1:]


def by_duckdb(path: Path) -> Rows:
    """DuckDB, every column as text."""
    rows = duckdb.sql(f"select * from read_csv('{path}', all_varchar = true)").fetchall()
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


RIVALS: Final[dict[str, Callable[[Path], Rows]]] = {"pandas": by_pandas, "csv module": by_csv_module, "DuckDB": by_duckdb}


def _by_rival(case: Case, path: Path, read: Callable[[Path], Rows]) -> Counter[str]:
    try:
        rows = read(path)
    except Exception:  # whatever a rival raises is a file it does not read
        return Counter({"failures": 1, "records": len(case.answers)})
    return judge(case, rows, set(), "", "")


def _line(name: str, score: Counter[str]) -> str:
    share = 100 * score["recovered"] / max(1, score["records"] - score["rightly aside"])
    dialect = f"{100 * score['dialect'] / max(1, score['files']):6.1f}" if "dialect" in score else "     –"
    return (
        f"{name:<26}{score['files']:>6}{score['records']:>9}{share:>11.2f}{score['rightly aside']:>9}{score['aside']:>7}{score['changed']:>9}{score['lost']:>7}"
        f"{score['made up']:>9}{score['failures']:>10}{dialect:>9}"
    )


def main() -> None:
    """Score our reader and its rivals, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reading", description=__doc__)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", default=[], help="kinds of damage, by the names in the table")
    parser.add_argument("--no-rivals", action="store_true")
    parser.add_argument("--keep", type=Path, help="a folder for files that were not read perfectly")
    told = parser.parse_args()
    warnings.simplefilter("ignore")
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    rivals: dict[str, Counter[str]] = defaultdict(Counter)
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    begin = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number, (group, case) in enumerate(cases(told.files, told.seed, [one.replace(" ", "_") for one in told.only])):
            place = Path(folder) / str(number)
            place.mkdir()
            path = place / case.name
            path.write_bytes(case.content)
            score = by_leadtool(case, path, place / "scratch")
            score["files"] = 1
            for total in (by_kind[f"{group}: {case.kind}"], groups[group], groups["all"]):
                total.update(score)
            if told.keep and (score["recovered"] < score["records"] or score["made up"] or not score["dialect"]):
                told.keep.mkdir(parents=True, exist_ok=True)
                (told.keep / f"{case.kind.replace(' ', '_')}-{number}-{case.name}").write_bytes(case.content)
            if not told.no_rivals and case.name.endswith(_TEXT):
                for name, read in RIVALS.items():
                    rivals[name].update(_by_rival(case, path, read))
                    rivals[name]["files"] += 1
                rivals["leadtool"].update(score)
    print(
        f"{'damage':<26}{'files':>6}{'records':>9}{'recovered%':>11}{'rightly':>9}{'aside':>7}{'changed':>9}{'lost':>7}{'made up':>9}{'failures':>10}{'dialect%':>9}"
    )
    for name, score in by_kind.items():
        print(_line(name, score))
    print()
    for name in ("known", "unseen", "all"):
        if name in groups:
            print(_line(name, groups[name]))
    print(f"\ntext files only ({rivals['leadtool']['files']}):")
    for name in ("leadtool", *RIVALS):
        if name in rivals:
            print(_line(name, rivals[name]))
    print(f"\n{told.files} files, seed {told.seed}, {time.monotonic() - begin:.0f} s")


if __name__ == "__main__":
    main()

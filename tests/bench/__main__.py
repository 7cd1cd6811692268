"""The one command of the benchmarks."""

import argparse
import sys
from pathlib import Path

from tests.bench import rightness
from tests.bench.rivals import rivals
from tests.bench.speed import ONLY, speed


def main() -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("what", nargs="?", default="speed", choices=("speed", "duplicates", "rivals", "junk", "classes"))
    parser.add_argument(
        "--rows", type=int, nargs="+", help="sizes of the lists (default 1000 100000 1000000; 10000 for rightness)"
    )
    parser.add_argument("--only", nargs="+", choices=ONLY, default=list(ONLY), help="speed: measure these only")
    parser.add_argument(
        "--duplicates", choices=("fuzzy", "exact", "off"), default="fuzzy", help="speed: how duplicates are looked for"
    )
    parser.add_argument("--workers", type=int, default=0, help="speed: workers of leadtool (default: its own choice)")
    parser.add_argument("--folder", type=Path, help="where the lists and runs go for the time of the measurement")
    parser.add_argument("--python", default=sys.executable, help="rivals: a Python that has Splink and leadmatch")
    told = parser.parse_args()
    if told.what == "speed":
        sizes = told.rows or [1_000, 100_000, 1_000_000]
        options = {"duplicates": told.duplicates, "workers": told.workers, "layout": "generic", "folder": told.folder}
        speed(sizes, only=tuple(told.only), **options)
        return
    if told.what == "rivals":
        for rows in told.rows or [10_000]:
            rivals(rows, told.folder, told.python)
        return
    for rows in told.rows or [10_000]:
        getattr(rightness, told.what)(rows, told.folder)


if __name__ == "__main__":
    main()

"""The big comparisons: `python -m tests.parity --values 1000000`, `--sabotage`, `--speed`; exit code 1 if anything differs."""

import argparse
import sys

from tests.parity.compare import Compared, compare_emails, compare_phones


def main() -> int:
    """Compare, sabotage or measure, and say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.parity", description="Hold the fast paths against the plain parsers.")
    parser.add_argument("--values", type=int, default=100_000, help="cells per kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=["phones", "emails"])
    parser.add_argument("--sabotage", action="store_true", help="break one rule at a time and see whether it is noticed")
    parser.add_argument("--speed", action="store_true", help="cells per second, against the libraries row by row")
    told = parser.parse_args()
    if told.speed:
        from tests.parity.speed import measure

        say(measure(told.values))
        return 0
    if told.sabotage:
        from tests.parity.sabotage import table

        noticed = []
        for line, found in table(told.seed, told.only or ""):
            say(line)
            noticed.append(found)
        say(f"{sum(noticed)} of {len(noticed)} broken rules noticed or known to change nothing")
        return 0 if all(noticed) else 1
    failed = False
    for name, compare in (("phones", compare_phones), ("emails", compare_emails)):
        if told.only in (None, name):
            found = compare(told.values, told.seed)
            say(_said(name, found))
            failed |= bool(found.different)
    return 1 if failed else 0


def say(text: str) -> None:
    """A line on the screen, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _said(name: str, found: Compared) -> str:
    head = (
        f"{name}: {found.cells} cells, {len(found.different)} different, {found.left / found.cells:.1%} left to the plain parser"
    )
    return "\n  ".join([head, *found.different])


if __name__ == "__main__":
    sys.exit(main())

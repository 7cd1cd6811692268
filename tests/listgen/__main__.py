"""The generator as a command: `python -m tests.listgen --rows 1000 --seed 7 --layout salesforce --out FILE --truth FILE`."""

import argparse
from pathlib import Path

from tests.listgen import layouts, make_list


def main() -> None:
    """Write a list and its truth."""
    parser = argparse.ArgumentParser(prog="python -m tests.listgen", description="Write an invented lead list with its truth.")
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--layout", choices=layouts(), default="generic")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--truth", type=Path)
    told = parser.parse_args()
    make_list(told.rows, told.seed, told.layout).write(told.out, told.truth)


main()

"""`leadtool restore`: the input again."""

import sys
from typing import Annotated

import typer

from leadtool.cli import options as o


def restore(
    run: o.RunDir,
    out: Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="Where to write it; else standard output.")] = "",
    file: Annotated[str, typer.Option("--file", metavar="NAME[#SHEET]", help="Which input, when there were several.")] = "",
) -> None:
    """Give the input again, as one UTF-8 comma CSV."""
    from leadtool.cli.screen import Screen
    from leadtool.runs.restore import restore_run

    screen = Screen()
    if out:
        with open(out, "x", encoding="utf-8", newline="") as target:  # noqa: PTH123  "x": never over an existing file
            target.writelines(restore_run(run, file))
        return
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    for piece in restore_run(run, file):
        screen.raw(piece)

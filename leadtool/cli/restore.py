"""`leadtool restore`: the input again."""

import sys
from typing import Annotated

import typer

from leadtool.cli import options as o
from leadtool.errors import OutputError


def restore(
    run: o.RunDir,
    out: Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="Where to write it; else standard output.")] = "",
    file: Annotated[str, typer.Option("--file", metavar="NAME[#SHEET]", help="Which input, when there were several.")] = "",
) -> None:
    """Give the input again, as one UTF-8 comma CSV."""
    from leadtool.cli.screen import Screen
    from leadtool.runs.restore import restore_run

    screen = Screen()
    if out not in ("", "-"):
        pieces = restore_run(run, file)
        first = next(pieces, "")  # what is wrong with the question is known before a file is made
        try:
            with open(out, "x", encoding="utf-8", newline="") as target:  # noqa: PTH123  "x": never over an existing file
                target.write(first)
                target.writelines(pieces)
        except OSError as cause:
            said = "already exists" if isinstance(cause, FileExistsError) else "cannot be written"
            raise OutputError(f"{out} {said}.", hint="Choose another name with -o.") from cause
        return
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    for piece in restore_run(run, file):
        screen.raw(piece)

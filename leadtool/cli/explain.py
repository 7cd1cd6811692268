"""`leadtool explain`: one lead from file line to verdict."""

from typing import Annotated

import typer

from leadtool.cli import options as o


def explain(
    run: o.RunDir,
    which: Annotated[
        str, typer.Argument(metavar="ROW|ID", help="The row in the file (FILE#ROW when there were several), or lt_id.")
    ],
) -> None:
    """Explain one lead, from file line to verdict, with its score receipt."""
    from leadtool.cli.screen import Screen, show
    from leadtool.runs.explain import explain_lead

    screen = Screen()
    for line in explain_lead(run, which):
        screen.tell(show(line, 400))

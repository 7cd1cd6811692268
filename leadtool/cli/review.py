"""`leadtool review`: read what people decided about possible duplicates."""

from pathlib import Path
from typing import Annotated

import typer

from leadtool.cli import options as o


def review(
    run: o.RunDir,
    file: Annotated[str, typer.Argument(metavar="[FILE]", help="The filled-in review table; else DIR/review.csv.")] = "",
    decisions: Annotated[str, typer.Option("--decisions", metavar="FILE", help="Where decisions are kept.")] = "decisions.csv",
) -> None:
    """Read decisions out of review.csv into the decisions file."""
    from leadtool.cli.screen import Screen
    from leadtool.runs.review import collect_decisions

    screen = Screen()
    taken, open_ = collect_decisions(Path(run), Path(file) if file else None, Path(decisions))
    screen.say(f"{taken} decisions kept in {decisions}; {open_} pairs are still open.")
    if taken:
        screen.say(f"Use them with: leadtool clean … --decisions {decisions}")

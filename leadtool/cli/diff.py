"""`leadtool diff`: what changed between two runs."""

import json
from typing import Annotated

import typer

from leadtool.cli import options as o

_SHOWN = 40


def diff(
    before: Annotated[str, typer.Argument(metavar="DIR", help="The earlier run.")],
    after: Annotated[str, typer.Argument(metavar="DIR", help="The later run.")],
    as_json: o.Json = False,
) -> None:
    """Show who moved class, stage or disposition between two runs, and why."""
    from leadtool.cli.screen import Screen
    from leadtool.runs.diff import diff_runs

    screen = Screen()
    found = diff_runs(before, after)
    if as_json:
        said = {"same": found.same, "came": found.came, "went": found.went, "counts": found.counts}
        said |= {"fell_back": [move.lt_id for move in found.fell_back], "moves": [move._asdict() for move in found.moves]}
        screen.raw(json.dumps({"schema_version": "1.0", **said}, ensure_ascii=False, indent=2) + "\n")
        return
    screen.tell(
        f"{found.same:,} the same, {len(found.came):,} came, {len(found.went):,} went, {len(found.moves):,} moved",
        style="bold",
    )
    screen.table(("move", "leads"), found.counts.items())
    if found.fell_back:
        screen.tell(f"fell back: {len(found.fell_back):,}", style="bold")
        screen.table(found.moves[0]._fields, found.fell_back[:_SHOWN])
    if found.moves:
        screen.tell("all moves:", style="bold")
        screen.table(found.moves[0]._fields, found.moves[:_SHOWN])
        if len(found.moves) > _SHOWN:
            screen.say(f"… and {len(found.moves) - _SHOWN:,} more; --json lists all.")

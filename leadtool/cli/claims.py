"""`leadtool claims`: the rows a vendor should credit."""

from pathlib import Path
from typing import Annotated

import typer

from leadtool.cli import options as o


def claims(
    run: o.RunDir,
    source: Annotated[str, typer.Option("--source", metavar="NAME", help="The vendor.")],
    out: Annotated[str, typer.Option("--out", "-o", metavar="DIR2", help="Write claims_<source>.csv and .xlsx there.")] = "",
    as_of: o.AsOf = "",
) -> None:
    """List the rows a vendor should credit, with evidence and days left."""
    from leadtool.asking import day
    from leadtool.cli.screen import Screen
    from leadtool.runs.claims import claims as claimed_rows
    from leadtool.runs.claims import write_claims
    from leadtool.write.tables import csv_bytes

    screen = Screen()
    claimed = claimed_rows(run, source, as_of=day(as_of))
    left = "no term is known" if claimed.days_left is None else f"{claimed.days_left} days left to claim"
    if claimed.days_left == 0:
        left = "the term ends today or is over: ask for goodwill"
    if out not in ("", "-"):
        for path in write_claims(claimed, Path(out), run=Path(run)):
            screen.say(f"Wrote {path}.")
    else:
        screen.raw(csv_bytes(claimed.table, bom=False).decode("utf-8"))
    rows = f"{claimed.table.num_rows:,} {'row' if claimed.table.num_rows == 1 else 'rows'}"
    amount = f", {claimed.amount} in all" if claimed.amount else ""
    screen.say(f"{rows} of {claimed.source} can be claimed{amount}; {left}.")

"""`leadtool verify`: is the run complete and unchanged?"""

import json

import typer

from leadtool.cli import options as o


def verify(run: o.RunDir, as_json: o.Json = False) -> None:
    """Check that a run is complete and unchanged."""
    from leadtool.cli.screen import Screen, show
    from leadtool.runs.verify import verify_run

    screen = Screen()
    result = verify_run(run)
    if as_json:
        screen.raw(
            json.dumps({"schema_version": "1.0", "faults": result.faults, "notes": result.notes}, ensure_ascii=False) + "\n"
        )
    for note in result.notes:
        screen.say(show(note, 500))
    for fault in result.faults:
        screen.say(show(fault, 500), style="red")
    if not result.faults:
        screen.say("Complete and unchanged.", style="green")
    raise typer.Exit(1 if result.faults else 0)

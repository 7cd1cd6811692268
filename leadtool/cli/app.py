"""The commands by name, and the outermost boundary: every ending has its exit code."""

import contextlib
import json
import os
import signal
import sys
import traceback
from types import FrameType
from typing import NoReturn, TextIO

import typer

from leadtool.cli.claims import claims
from leadtool.cli.clean import clean
from leadtool.cli.columns import columns
from leadtool.cli.diff import diff
from leadtool.cli.explain import explain
from leadtool.cli.export import export
from leadtool.cli.report import report
from leadtool.cli.restore import restore
from leadtool.cli.review import review
from leadtool.cli.rule import rule
from leadtool.cli.settings import config, init
from leadtool.cli.sources import sources
from leadtool.cli.verify import verify
from leadtool.errors import LeadtoolError

app = typer.Typer(
    name="leadtool",
    help="Turns bought or exported lead lists into something a sales team can trust.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from leadtool import __version__

        typer.echo(f"leadtool {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version and exit."),
) -> None:
    del version


_COMMANDS = (clean, report, columns, explain, sources, claims, export, diff, review, restore, verify, rule, init, config)
for _command in _COMMANDS:
    app.command()(_command)


def main() -> NoReturn:
    """Run the command line and exit with the code of DESIGN's table: 0 to 6, 70 for a bug, 128 + n for a signal."""
    for number in (signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        with contextlib.suppress(ValueError):
            signal.signal(number, _stop)
    try:
        app(prog_name="leadtool")
    except LeadtoolError as error:
        _tell(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        _drop(sys.stdout)
        sys.exit(141)
    except Exception as error:  # the one boundary: a bug never looks like a failed gate
        _tell_bug(error)
        sys.exit(70)
    finally:
        _forget_a_full_log()
    sys.exit(0)


def _forget_a_full_log() -> None:
    """Let words that a full disk could not take be lost: they must not change how a finished run ends."""
    try:
        if sys.stderr:
            sys.stderr.flush()
    except OSError:
        _drop(sys.stderr)


def _drop(stream: TextIO) -> None:
    from leadtool.cli.screen import drop  # only where something went wrong

    drop(stream)


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    """End as shells expect of a signal; `finally` blocks clean up on the way."""
    del frame
    raise SystemExit(128 + number)


def _tell(error: LeadtoolError) -> None:
    from leadtool.cli.screen import Screen, show

    screen = Screen()
    if "--json" in sys.argv:
        said = {"kind": error.kind, "message": error.message, "hint": error.hint, "exit_code": error.exit_code}
        screen.raw(json.dumps({"schema_version": "1.0", "error": said}, ensure_ascii=False) + "\n")
    screen.say(f"leadtool: {show(error.message, 6000)}", style="bold red")
    if error.hint:
        screen.say(show(error.hint, 1000))


def _tell_bug(error: BaseException) -> None:
    """Where it happened, without any text of the exception: that could hold a cell's value."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(last.filename)}:{last.lineno}"  # noqa: PTH119  a name for people
    sys.stderr.write(f"leadtool: internal error ({type(error).__name__} at {place}). Nothing was published.\n")
    if "--verbose" in sys.argv or "-v" in sys.argv:
        traceback.print_tb(error.__traceback__)

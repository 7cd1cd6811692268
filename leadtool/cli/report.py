"""`leadtool report`: the rep's quick look; nothing is written."""

import json

import typer

from leadtool.cli import options as o


def report(
    files: o.Files,
    country: o.Country = "",
    source: o.Sources = [],  # noqa: B006  Typer copies it
    map: o.Mapping = [],  # noqa: B006
    sheet: o.Sheet = "",
    member: o.Member = "",
    encoding: o.Encoding = "",
    delimiter: o.Delimiter = "",
    no_header: o.NoHeader = False,
    profile: o.Profile = "",
    config: o.Config = "",
    crm: o.Crm = [],  # noqa: B006
    suppress: o.Suppress = [],  # noqa: B006
    decisions: o.Decisions = "",
    duplicates: o.Duplicates = "fuzzy",
    as_of: o.AsOf = "",
    dns: o.Dns = False,
    workers: o.Workers = 0,
    fail_on: o.FailOn = [],  # noqa: B006
    as_json: o.Json = False,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> None:
    """Show how good a list is, whom to call first and what to find out; nothing is written."""
    asked = o.asked(locals())
    from leadtool.engine.lean import be_lean

    be_lean()
    from leadtool import api
    from leadtool.cli.progress import stages
    from leadtool.cli.quick_look import quick_look
    from leadtool.cli.screen import Screen
    from leadtool.cli.summary import opening, unread

    screen = Screen(quiet=quiet or as_json, verbose=verbose)
    opening(screen, config)
    with stages(screen) as progress:
        done = api.report(files, progress=progress, **asked)
    unread(screen, done)
    if as_json:
        screen.raw(json.dumps(done.summary, ensure_ascii=False, indent=2) + "\n")
    else:
        quick_look(screen, done)
    raise typer.Exit(done.exit_code)

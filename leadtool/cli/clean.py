"""`leadtool clean`: the whole job."""

import json
from typing import Annotated

import typer

from leadtool.cli import options as o


def clean(
    files: o.Files,
    out: Annotated[str, typer.Option("--out", "-o", metavar="DIR", help="The run folder.", rich_help_panel=o.OUTPUT)] = "",
    runs: Annotated[
        str, typer.Option("--runs", metavar="DIR", help="For cron: DIR/run-<UTC time>/ and DIR/latest.", rich_help_panel=o.OUTPUT)
    ] = "",
    format: Annotated[
        str, typer.Option("--format", metavar="csv|xlsx|parquet", help="How tables are written.", rich_help_panel=o.OUTPUT)
    ] = "csv",
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
    engine: Annotated[
        str, typer.Option("--engine", metavar="local", help="Where chunks run.", rich_help_panel=o.OUTPUT)
    ] = "local",
    fail_on: o.FailOn = [],  # noqa: B006
    csv_safety: Annotated[
        str, typer.Option("--csv-safety", metavar="on|off", help="Defuse formula-like cells in CSV.", rich_help_panel=o.OUTPUT)
    ] = "on",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything, write nothing.", rich_help_panel=o.OUTPUT)] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace an existing run.", rich_help_panel=o.OUTPUT)] = False,
    as_json: o.Json = False,
    quiet: o.Quiet = False,
    verbose: o.Verbose = False,
) -> None:
    """Read, map, check, dedupe, judge and write: the whole job."""
    asked = o.asked(locals())
    from leadtool.engine.lean import be_lean

    be_lean()
    from leadtool import api
    from leadtool.cli.progress import stages
    from leadtool.cli.screen import Screen
    from leadtool.cli.summary import closing, opening

    screen = Screen(quiet=quiet or as_json, verbose=verbose)
    opening(screen, config)
    with stages(screen) as progress:
        done = api.clean(
            files,
            out=out,
            runs=runs,
            format=format,
            overwrite=overwrite,
            dry_run=dry_run,
            engine=engine,
            progress=progress,
            **asked,
            csv_safety=o.on_or_off("--csv-safety", csv_safety),
        )
    if as_json:
        screen.raw(json.dumps(done.summary, ensure_ascii=False, indent=2) + "\n")
    closing(screen, done)
    raise typer.Exit(done.exit_code)

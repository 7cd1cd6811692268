"""`leadtool columns`: what each column was taken for, and why."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from leadtool.cli import options as o
from leadtool.errors import UsageError

if TYPE_CHECKING:
    from leadtool.cli.screen import Screen

_FACTS = ("encoding", "delimiter", "quote", "header_line", "records", "preset", "country")


def columns(
    files: o.Files,
    save: Annotated[str, typer.Option("--save", metavar="FILE", help="Keep it as a reading profile.")] = "",
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
    as_json: o.Json = False,
    verbose: o.Verbose = False,
) -> None:
    """Say what each column was taken for, and why."""
    asked = o.asked(locals())
    from leadtool.engine.lean import be_lean

    be_lean()
    from leadtool import api
    from leadtool.cli.screen import Screen
    from leadtool.cli.summary import opening

    screen = Screen(quiet=as_json, verbose=verbose)
    opening(screen, config)
    said = api.columns(files, **asked)
    if save:
        _save(screen, save, said.profiles)
    if save == "-":  # standard output holds the profile, and nothing else
        raise typer.Exit(said.exit_code)
    if as_json:
        screen.raw(json.dumps({"schema_version": "1.0", "files": said.files}, ensure_ascii=False, indent=2) + "\n")
    else:
        for entry in said.files:
            _print(screen, entry)
    raise typer.Exit(said.exit_code)


def _save(screen: "Screen", path: str, profiles: list[dict[str, Any]]) -> None:
    from leadtool.cli.save import save_text

    if len(profiles) != 1:
        raise UsageError(
            f"--save keeps one table, but {len(profiles)} were read.", hint="Name one file, and --sheet for a workbook."
        )
    save_text(screen, path, json.dumps(profiles[0], ensure_ascii=False, indent=2) + "\n")


def _print(screen: "Screen", entry: dict[str, Any]) -> None:
    from leadtool.cli.screen import show

    where = show(entry["path"]) + (f", sheet {show(entry['sheet'])}" if entry.get("sheet") else "")
    if entry.get("error"):
        screen.say(f"{where}: {show(entry['error'], 500)} {show(entry['hint'], 500)}".rstrip(), style="red")
        return
    screen.say(where, style="bold")
    screen.say(", ".join(f"{key.replace('_', ' ')} {show(entry[key])!r}" for key in _FACTS if entry.get(key) is not None))
    for sentence in entry["warnings"]:
        screen.say(f"! {show(sentence, 300)}", style="yellow")
    if screen.verbose:
        for sentence in entry["evidence"]:
            screen.say(f"  {show(sentence)}")
    rows = []
    for column in entry["columns"]:
        field = column["field"] or "–"
        rank = f" ({column['rank']})" if column["field"] and column["rank"] > 1 else ""
        sure = f"{round(100 * column['confidence'])} %" if column["field"] else ""
        rows.append([column["position"], column["header"], f"{field}{rank}", sure, column["why"]])
    screen.table(("#", "column", "taken for", "sure", "why"), rows)

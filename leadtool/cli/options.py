"""The options that commands share, each written once."""

from typing import Annotated, Any, Final

import typer

READING = "Reading"
JUDGING = "Judging"
OUTPUT = "Output"

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="CSV, TSV, Excel or similar; - is standard input.")]
RunDir = Annotated[str, typer.Argument(metavar="DIR", help="The folder of a finished run.")]
Country = Annotated[
    str,
    typer.Option(
        "--country", metavar="CC", help="Default region of phones and addresses, such as US or DE.", rich_help_panel=READING
    ),
]
Sources = Annotated[
    list[str],
    typer.Option("--source", metavar="[FILE=]NAME", help="The vendor or channel; repeatable.", rich_help_panel=READING),
]
Mapping = Annotated[
    list[str], typer.Option("--map", metavar="FIELD=COLUMN", help="Force one column; repeatable.", rich_help_panel=READING)
]
Sheet = Annotated[
    str, typer.Option("--sheet", metavar="NAME|NUMBER|all", help="Which sheet of a workbook.", rich_help_panel=READING)
]
Member = Annotated[str, typer.Option("--member", metavar="NAME", help="Which file in a zip.", rich_help_panel=READING)]
Encoding = Annotated[str, typer.Option("--encoding", metavar="NAME", help="Force the text encoding.", rich_help_panel=READING)]
Delimiter = Annotated[str, typer.Option("--delimiter", metavar="CHAR", help="Force the delimiter.", rich_help_panel=READING)]
NoHeader = Annotated[bool, typer.Option("--no-header", help="The first line is already a record.", rich_help_panel=READING)]
Profile = Annotated[str, typer.Option("--profile", metavar="FILE", help="A saved reading profile.", rich_help_panel=READING)]
Config = Annotated[str, typer.Option("--config", metavar="FILE", help="Settings; else ./leadtool.toml.", rich_help_panel=JUDGING)]
Crm = Annotated[
    list[str],
    typer.Option(
        "--crm", metavar="FILE|DIR", help="What we already have: a CRM export or an earlier run.", rich_help_panel=JUDGING
    ),
]
Suppress = Annotated[
    list[str],
    typer.Option(
        "--suppress",
        metavar="[KIND=]FILE",
        help="Whom not to contact: unsubscribed (default), customers, competitors, staff or do_not_call.",
        rich_help_panel=JUDGING,
    ),
]
Decisions = Annotated[
    str,
    typer.Option("--decisions", metavar="FILE", help="What people decided about possible duplicates.", rich_help_panel=JUDGING),
]
Duplicates = Annotated[
    str, typer.Option("--duplicates", metavar="fuzzy|exact|off", help="How duplicates are looked for.", rich_help_panel=JUDGING)
]
AsOf = Annotated[str, typer.Option("--as-of", metavar="DATE", help='"Today" for every age.', rich_help_panel=JUDGING)]
Dns = Annotated[bool, typer.Option("--dns", help="Look up mail servers (the only network use).", rich_help_panel=JUDGING)]
Workers = Annotated[int, typer.Option("--workers", metavar="N", min=0, help="Processes; 0 = by cores.", rich_help_panel=OUTPUT)]
FailOn = Annotated[
    list[str],
    typer.Option("--fail-on", metavar="EXPR", help="Exit 1 when true, e.g. 'junk>20%'; repeatable.", rich_help_panel=OUTPUT),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON on standard output.", rich_help_panel=OUTPUT)]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No talk, only errors.", rich_help_panel=OUTPUT)]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say how everything was decided.", rich_help_panel=OUTPUT)]


ASKED: Final = (
    "country", "source", "map", "sheet", "member", "encoding", "delimiter", "no_header", "profile", "crm", "suppress",
    "decisions", "duplicates", "as_of", "dns", "workers", "fail_on",
)  # fmt: skip
"""The shared options that say what is read and how it is judged, by the names they have in Python too."""


def asked(given: dict[str, Any]) -> dict[str, Any]:
    """What a command hands on to the function of its name: of its parameters (`locals()`, first of all) those of `ASKED`."""
    return {"config_file": given["config"]} | {name: given[name] for name in ASKED if name in given}


def on_or_off(option: str, said: str) -> bool:
    """Whether an option that is `on` or `off` is on.

    Raises:
        UsageError: if it is neither.
    """
    if said not in ("on", "off"):
        from leadtool.errors import UsageError

        raise UsageError(f"{option} {said}: it is on or off.")
    return said == "on"


def one_of(option: str, said: list[str], known: tuple[str, ...]) -> None:
    """Check that every word given to an option is a known one.

    Raises:
        UsageError: naming the first that is not, and the known ones.
    """
    from leadtool.errors import UsageError

    for word in said:
        if word not in known:
            raise UsageError(f"{option} {word}: it is one of {', '.join(known)}.")

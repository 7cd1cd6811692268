"""`leadtool sources`: the scorecard of each source, their overlap, and the cost per usable lead."""

import json
from typing import Annotated

import typer

from leadtool.cli import options as o

_SHOWN = ("rows", "usable", "duplicate_inside", "duplicate_across", "known", "suppressed", "junk", "off_spec", "net_new")


def sources(
    runs: Annotated[list[str], typer.Argument(metavar="DIR...", help="Folders of finished runs.")],
    as_json: o.Json = False,
) -> None:
    """Show a scorecard per source, the overlap between sources, and the cost per usable lead."""
    from leadtool.cli.screen import Screen
    from leadtool.runs.sources import scorecards

    screen = Screen()
    cards = scorecards(runs)
    if as_json:
        said = {"schema_version": "1.0", "sources": cards.sources, "overlaps": [lap._asdict() for lap in cards.overlaps]}
        screen.raw(json.dumps(said, ensure_ascii=False, indent=2) + "\n")
        return
    headers = ("source", *(word.replace("_", " ") for word in _SHOWN), "price", "per usable lead")
    screen.table(headers, [_row(entry) for entry in cards.sources])
    if cards.overlaps:
        screen.table(("source", "and", "people in both"), [(*(_name(one) for one in lap[:2]), lap[2]) for lap in cards.overlaps])


def _name(source: object) -> object:
    return source or "(not given)"


def _row(entry: dict[str, object]) -> list[object]:
    money = [
        f"{entry[key]:.2f} {entry['currency']}" if entry.get(key) is not None else "–" for key in ("price", "cost_per_usable")
    ]
    return [_name(entry["name"]), *(entry[word] for word in _SHOWN), *money]

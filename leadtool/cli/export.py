"""`leadtool export`: the ready leads as a CRM's import page takes them."""

from pathlib import Path
from typing import Annotated

import typer

from leadtool.cli import options as o
from leadtool.errors import OutputError, UsageError


def export(
    run: o.RunDir,
    crm: Annotated[str, typer.Option("--for", metavar="CRM", help="hubspot, salesforce, zoho, pipedrive or dynamics.")],
    classes: Annotated[list[str], typer.Option("--class", metavar="CLASS", help="Only this class; repeatable.")] = [],  # noqa: B006
    tiers: Annotated[list[str], typer.Option("--tier", metavar="TIER", help="Only this tier; repeatable.")] = [],  # noqa: B006
    out: Annotated[str, typer.Option("--out", "-o", metavar="DIR2", help="Write the files there; else standard output.")] = "",
) -> None:
    """Give the ready leads as a CRM's import page takes them."""
    from leadtool.cli.screen import Screen
    from leadtool.model import CLASSES, TIERS
    from leadtool.runs.export import export_leads

    screen = Screen()
    o.one_of("--class", classes, CLASSES)
    o.one_of("--tier", tiers, TIERS)
    parts = export_leads(run, crm, classes=classes, tiers=tiers)
    if out in ("", "-"):
        if len(parts) > 1:
            raise UsageError(f"{crm} takes this in {len(parts)} files.", hint="Name a folder for them with -o.")
        screen.raw(parts[0].content.decode("utf-8"))
        return
    folder = Path(out)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for part in parts:
            with (folder / part.name).open("xb") as file:
                file.write(part.content)
            screen.say(f"Wrote {folder / part.name}: {part.rows:,} leads.")
    except FileExistsError as cause:
        raise OutputError(f"{cause.filename} already exists.", hint="Choose another folder with -o.") from cause
    except OSError as cause:
        raise OutputError(f"{folder} cannot be written.", hint="Choose another folder with -o.") from cause

"""`leadtool init` and `leadtool config`: a commented settings file, and the settings in force with where each comes from."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import typer

from leadtool.cli import options as o
from leadtool.errors import UsageError


def init(
    path: Annotated[str, typer.Argument(metavar="[FILE]", help="Where to write it.")] = "leadtool.toml",
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace an existing file.")] = False,
) -> None:
    """Write a commented leadtool.toml."""
    from leadtool.cli.save import save_text
    from leadtool.cli.screen import Screen

    if path != "-" and Path(path).exists() and not overwrite:
        raise UsageError(f"{path} already exists.", hint="Choose another name, or add --overwrite.", kind="exists")
    screen = Screen()
    save_text(screen, path, (files("leadtool") / "data" / "leadtool.toml").read_text(encoding="utf-8"))
    if path != "-":
        screen.say(f"Wrote {path}. Everything in it is commented out; take away the # before what you want to change.")


def config(
    config: o.Config = "",
    as_json: o.Json = False,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of leadtool.toml, for editors.")] = False,
) -> None:
    """Show the settings in force, with where each comes from."""
    from leadtool.asking import settings_in_force
    from leadtool.cli.screen import Screen
    from leadtool.config import json_schema

    screen = Screen()
    if schema:
        screen.raw(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")
        return
    settings, path = settings_in_force(config)
    said = settings.model_dump(mode="json", exclude_defaults=False)
    ours = settings.model_dump(mode="json", exclude_unset=True)
    if as_json:
        screen.raw(json.dumps({"schema_version": "1.0", "file": str(path) if path else None, "settings": said}, indent=2) + "\n")
        return
    rows = [
        (key, json.dumps(value, ensure_ascii=False), str(path) if _has(ours, key) else "default") for key, value in _flat(said)
    ]
    screen.table(("setting", "value", "from"), rows)


def _flat(settings: dict[str, Any], before: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for key, value in settings.items():
        if isinstance(value, dict) and value:
            found += _flat(value, f"{before}{key}.")
        else:
            found.append((f"{before}{key}", value))
    return found


def _has(said: dict[str, Any], key: str) -> bool:
    here: Any = said
    for part in key.split("."):
        if not isinstance(here, dict) or part not in here:
            return False
        here = here[part]
    return True

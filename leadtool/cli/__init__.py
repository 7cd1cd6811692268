"""The command line: the only code that prints, exits, or knows Typer and Rich."""

from leadtool.cli.app import main

__all__ = ["main"]

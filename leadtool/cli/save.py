"""A text saved where a person says: into a file of theirs, or on standard output."""

from pathlib import Path

from leadtool.cli.screen import Screen
from leadtool.errors import OutputError


def save_text(screen: Screen, path: str, text: str) -> None:
    """Write the text into the file in UTF-8, over what stood there; `-` is standard output.

    Raises:
        OutputError: if it cannot be written there.
    """
    if path == "-":
        screen.raw(text)
        return
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as cause:
        raise OutputError(f"{path} cannot be written.", hint="Choose another name, in a folder that is there.") from cause

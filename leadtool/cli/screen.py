"""What a person sees: talk on standard error, results on standard output, data never taken for markup."""

import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def show(value: object, limit: int = 200) -> str:
    """A value for the screen: control and direction characters as escapes, very long text cut.

    >>> show("a\\x1b[31mb")
    'a\\\\x1b[31mb'
    """
    text = str(value)
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    return "".join(c if unicodedata.category(c) not in _HIDDEN else c.encode("unicode_escape").decode("ascii") for c in text)


class Screen:
    """Both streams of one command; `quiet` silences talk, `json` keeps standard output for JSON alone."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace" if _is_unicode(stream) else "backslashreplace")
        self.quiet = quiet
        self.verbose = verbose
        self._out = _console(stderr=False)
        self.talk = _console(stderr=True)

    @property
    def talks_to_person(self) -> bool:
        """Whether standard error is a terminal."""
        return self.talk.is_terminal

    def say(self, text: str, style: str = "") -> None:
        """One line of talk, unless quiet."""
        if not self.quiet:
            self.talk.print(Text(text, style=style), soft_wrap=True)

    def warn(self, text: str) -> None:
        """One line that even a quiet run says."""
        self.talk.print(Text(f"warning: {show(text, 500)}", style="yellow"), soft_wrap=True)

    def tell(self, text: str, style: str = "") -> None:
        """One line of result on standard output."""
        _guarded(lambda: self._out.print(Text(text, style=style), soft_wrap=True))

    def raw(self, text: str) -> None:
        """Text for a program, as it is, on standard output."""

        def write() -> None:
            sys.stdout.write(text)
            sys.stdout.flush()

        _guarded(write)

    def table(self, headers: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str = "", talk: bool = False) -> None:
        """A table on a terminal; tab-separated lines elsewhere."""
        if talk and self.quiet:
            return
        console = self.talk if talk else self._out
        if not console.is_terminal:
            lines = "".join("\t".join(show(cell) for cell in row) + "\n" for row in [headers, *rows])
            _guarded(lambda: console.file.write(lines))
            return
        table = Table(title=title or None, title_justify="left", box=None, pad_edge=False, header_style="bold")
        for header in headers:
            table.add_column(header, overflow="fold")
        for row in rows:
            table.add_row(*(cell if isinstance(cell, Text) else Text(show(cell)) for cell in row))
        _guarded(lambda: console.print(table))


def _console(*, stderr: bool) -> Console:
    dumb = os.environ.get("TERM", "") in ("dumb", "unknown")
    return Console(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=False, no_color=True if dumb else None)


def _is_unicode(stream: Any) -> bool:
    return "utf" in (getattr(stream, "encoding", None) or "").lower()


def _guarded(write: Any) -> None:
    """Write to standard output; when the reader has gone away, end as a closed pipe does (141)."""
    try:
        write()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(141) from None

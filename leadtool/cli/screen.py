"""What a person sees: talk on standard error, results on standard output, data never taken for markup."""

import contextlib
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from leadtool.errors import OutputError

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
        if sys.stdout is None:  # closed by the caller (`>&-`): the result goes nowhere
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  lives as long as the process
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
            self._talk(Text(text, style=style))

    def warn(self, text: str) -> None:
        """One line that even a quiet run says."""
        self._talk(Text(f"warning: {show(text, 500)}", style="yellow"))

    def _talk(self, line: Text) -> None:
        with contextlib.suppress(OSError):  # a log on a full disk does not change how a run ends
            self.talk.print(line, soft_wrap=True)

    def tell(self, text: str, style: str = "") -> None:
        """One line of result on standard output."""
        _guarded(lambda: self._out.print(Text(text, style=style), soft_wrap=True))

    def raw(self, text: str) -> None:
        """Text for a program, as it is, on standard output."""

        _guarded(lambda: sys.stdout.write(text))

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
    """Write to standard output; when the reader has gone away, end as a closed pipe does (141).

    Raises:
        OutputError: if the output cannot be written for another reason, such as a full disk.
    """
    try:
        write()
        sys.stdout.flush()
    except BrokenPipeError:
        drop(sys.stdout)
        raise SystemExit(141) from None
    except OSError as cause:
        drop(sys.stdout)
        raise OutputError("Standard output cannot be written.", hint="Free some space, or send the output elsewhere.") from cause


def drop(stream: Any) -> None:
    """Send what is left in a stream nowhere, so that the end of the process does not stumble over it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

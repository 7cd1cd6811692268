"""Progress on a terminal while a long job runs; silence elsewhere, so that logs stay short."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from leadtool.cli.screen import Screen

Progress = Callable[[str, int, int], None]
_SHARES: Final = {"open": 0.02, "read and parse": 0.6, "match and dedupe": 0.2, "merge": 0.03, "judge": 0.1, "write": 0.05}
"""How much of the time of a long run each stage takes, as measured on 100,000 and 1,000,000 generated rows."""
_SOON: Final = 5.0  # seconds that have to pass before a guess is worth telling


def _silently(stage: str, rows: int, of: int) -> None:
    del stage, rows, of


class TimeLeft:
    """A guess at the seconds a run still needs, from the stage it is in and the rows it has done there."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._began = now()
        self._heard, self._done = self._began, 0.0

    def hear(self, stage: str, rows: int, of: int) -> None:
        """Take in that so many rows (of so many; 0 if unknown) are done in this stage."""
        names = list(_SHARES)
        before = sum(_SHARES[name] for name in names[: names.index(stage)])
        done = before + _SHARES[stage] * (min(rows / of, 1.0) if of else 0.0)
        if done > self._done:
            self._heard, self._done = self._now(), done

    def seconds(self) -> float | None:
        """The seconds left, or None while it is too early to say."""
        spent = self._heard - self._began
        if spent < _SOON or not self._done:
            return None
        return max(0.0, spent * (1 - self._done) / self._done - (self._now() - self._heard))


def in_words(seconds: float) -> str:
    """How long that is, as rough as the guess is.

    >>> in_words(8), in_words(50), in_words(400)
    ('a few seconds left', 'about 50 s left', 'about 7 min left')
    """
    if seconds < 10:
        return "a few seconds left"
    return f"about {round(seconds, -1):.0f} s left" if seconds < 90 else f"about {seconds / 60:.0f} min left"


@contextmanager
def stages(screen: Screen) -> Iterator[Progress]:
    """A function to call with the stage's name, the rows done so far and the rows there are."""
    if screen.quiet or not screen.talks_to_person:
        yield _silently
        return
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Bar(*columns, console=screen.talk, transient=True) as bar:
        task = bar.add_task("starting", total=None)
        left = TimeLeft()

        def advance(stage: str, rows: int, of: int) -> None:
            left.hear(stage, rows, of)
            seconds = left.seconds()
            said = [stage, f"{rows:,} rows" if rows else "", in_words(seconds) if seconds is not None else ""]
            bar.update(task, description=" · ".join(part for part in said if part))

        yield advance

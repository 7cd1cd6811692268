"""Progress on a terminal while a long job runs; silence elsewhere, so that logs stay short."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from leadtool.cli.screen import Screen

Progress = Callable[[str, int], None]


def _silently(stage: str, rows: int) -> None:
    del stage, rows


@contextmanager
def stages(screen: Screen) -> Iterator[Progress]:
    """A function to call with the stage's name and the rows done so far."""
    if screen.quiet or not screen.talks_to_person:
        yield _silently
        return
    from rich.progress import Progress as Bar
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Bar(*columns, console=screen.talk, transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def advance(stage: str, rows: int) -> None:
            bar.update(task, description=f"{stage} · {rows:,} rows" if rows else stage)

        yield advance

"""The local engine: a function over many chunks, in this process or in a few worker processes, results in order.

The row and lead phases hold the interpreter lock for most of their time, so processes it is; a chunk crosses as Arrow IPC.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from typing import TypeVar

from leadtool.engine.lean import be_lean

Task = TypeVar("Task")
Result = TypeVar("Result")


def map_in_order(function: Callable[[Task], Result], tasks: Iterable[Task], *, workers: int) -> Iterator[Result]:
    """`function` of each task, in the order of the tasks; at most `workers` + 1 tasks are held at a time.

    One task, or one worker, stays in this process: starting another costs about a second.
    """
    waiting = iter(tasks)
    first = list(islice(waiting, 2))
    if workers <= 1 or len(first) < 2:
        yield from map(function, chain(first, waiting))
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=be_lean) as pool:
        running: deque[Future[Result]] = deque()
        for task in chain(first, waiting):
            running.append(pool.submit(function, task))
            if len(running) > workers:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()

"""Less to load and less to hold: what a process can do without."""

import ctypes
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType


class _NotNow:
    """An import finder for which pandas is not there."""

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        del path, target
        if name == "pandas":
            raise ModuleNotFoundError("pandas is not needed here", name=name)
        return None


_MALLOPT = {-1: 1 << 20, -3: 1 << 18, -8: 2}  # of glibc: trim threshold and mmap threshold in bytes, arenas


def be_lean() -> None:
    """Make this process load and hold less: for our own processes only, never inside the process of a Python user.

    Memory that was freed goes back to the machine at once instead of into a reserve: at 100,000 rows and two workers that
    makes 0.9 GB of 1.4, in the same time. It has to be called before anything imports pyarrow.
    """
    gc.set_threshold(100_000, 50, 50)  # hardly anything here is a cycle; looking for some among the word lists takes 0.2 s
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would read what every installed package says of itself
    mallopt = _of_the_c_library("mallopt")
    for option, value in _MALLOPT.items():
        mallopt(option, value)
    _spare_pandas()


def _spare_pandas() -> None:
    """Keep pyarrow from loading pandas (0.4 s and 60 MB) only to ask whether a Python list is one of its series.

    pyarrow looks for pandas once, at the first `pyarrow.array`; here it looks in vain. Where pandas is truly needed, as in
    `to_pandas`, pyarrow looks again and finds it.
    """
    import pyarrow as pa

    if "pandas" in sys.modules:
        return
    finder = _NotNow()
    sys.meta_path.insert(0, finder)
    try:
        pa.array([""])
    finally:
        sys.meta_path.remove(finder)


def give_back() -> None:
    """Return memory that is free but held in reserve, by Arrow and by the C library, to the machine."""
    import pyarrow as pa

    pa.default_memory_pool().release_unused()
    _of_the_c_library("malloc_trim")(0)


def _of_the_c_library(name: str) -> Callable[..., int]:
    """A function of glibc; where there is none, one that does nothing."""
    found = getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
    return found or (lambda *_: 0)

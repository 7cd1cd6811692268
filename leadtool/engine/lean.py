"""Less to load and less to hold: what a process can do without."""

import ctypes
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType


class _NotNow:
    """An import finder for which pandas is not there."""

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> ModuleSpec | None:
        del path, target
        if name == "pandas":
            raise ModuleNotFoundError("pandas is not needed here", name=name)
        return None


def spare_pandas() -> None:
    """Keep pyarrow from loading pandas (0.4 s and 60 MB) only to ask whether a Python list is one of its series.

    pyarrow looks for pandas once, at the first `pyarrow.array`; here it looks in vain. Where pandas is truly needed, as in
    `to_pandas`, pyarrow looks again and finds it. For our own processes only, never inside the process of a Python user.
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
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:  # glibc; others give back by themselves
        trim(0)

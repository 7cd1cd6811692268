"""leadtool: turns bought or exported lead lists into something a sales team can trust."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leadtool.api import clean as clean
    from leadtool.api import columns as columns
    from leadtool.api import report as report
    from leadtool.api import table as table

    __version__: str

__all__ = ["__version__", "clean", "columns", "report", "table"]


def __getattr__(name: str) -> Any:
    """Give the version and the functions when they are asked for, so that `--help` loads nothing it does not need."""
    if name == "__version__":
        from importlib.metadata import version

        return version("leadtool")
    if name in ("clean", "columns", "report", "table"):
        from leadtool import api

        return getattr(api, name)
    raise AttributeError(f"module 'leadtool' has no attribute {name!r}")

"""leadtool: turns bought or exported lead lists into something a sales team can trust."""

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leadtool.api import clean as clean
    from leadtool.api import report as report

__version__ = version("leadtool")
__all__ = ["__version__", "clean", "report"]


def __getattr__(name: str) -> Any:
    """Give `leadtool.clean` and `leadtool.report` without loading pyarrow for those who only ask the version."""
    if name in ("clean", "report"):
        from leadtool import api

        return getattr(api, name)
    raise AttributeError(name)

"""Reading: bytes of any common kind of list → records of text, none lost."""

from leadtool.read.inputs import is_ignorable
from leadtool.read.open import open_tables
from leadtool.read.options import ReadOptions
from leadtool.read.table import OpenTable

__all__ = ["OpenTable", "ReadOptions", "is_ignorable", "open_tables"]

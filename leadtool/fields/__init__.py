"""Fields: one file per field, from the cell to its normal form; no input or output."""

from leadtool.fields.parse import parse

__all__ = ["parse"]

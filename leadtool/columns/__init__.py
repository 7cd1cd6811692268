"""Headers to fields: what each column of a table is, and why."""

from leadtool.columns.find import find_column, suggest_columns, suggest_fields
from leadtool.columns.mapping import map_columns

__all__ = ["find_column", "map_columns", "suggest_columns", "suggest_fields"]

"""Finding a column or a field by the name a user typed."""

import difflib

from leadtool.columns.lexicon import compact
from leadtool.model import FIELDS, TableInfo
from leadtool.vocab import fold


def find_column(info: TableInfo, wanted: str) -> int | None:
    """The position of the column that a user means: exact header, unique name, folded header, or `column_N`.

    Where a header stands twice, the first one is meant (`email__2` is the second).
    """
    for names in (info.header, info.names):
        if wanted in names:
            return names.index(wanted)
    for form in (str.strip, fold, compact):
        key = form(wanted)
        for names in (info.header, info.names):
            found = [i for i, name in enumerate(names) if key and form(name) == key]
            if found:
                return found[0]
    number = wanted.strip().lower().removeprefix("column_")
    if wanted.strip().lower().startswith("column_") and number.isdigit() and 1 <= int(number) <= len(info.names):
        return int(number) - 1
    return None


def suggest_fields(word: str) -> tuple[str, ...]:
    """The fields nearest to a mistyped one, best first."""
    return tuple(difflib.get_close_matches(fold(word).replace(" ", "_"), FIELDS, n=3, cutoff=0.5))


def suggest_columns(info: TableInfo, word: str) -> tuple[str, ...]:
    """The columns nearest to a mistyped one, best first, as they stand in the file."""
    by_fold = {fold(name): name for name in reversed(info.names)}
    return tuple(by_fold[near] for near in difflib.get_close_matches(fold(word), list(by_fold), n=3, cutoff=0.5))

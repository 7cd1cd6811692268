"""Text whose columns are lined up with blanks: where the columns begin, and its lines as a grid."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from leadtool.read.decode import read_lines
from leadtool.read.encoding import Encoding
from leadtool.read.grid import Grid, Row, open_grid
from leadtool.read.inputs import Source
from leadtool.read.options import ReadOptions
from leadtool.read.table import OpenTable

_LEAST: Final = 3  # lines
_MANY: Final = 20  # lines, among which one may be no part of the table
_ENOUGH: Final = 8  # lines, from which one blank at the same place in all of them is a gap where a name begins behind it
_GAP: Final = 2  # blanks between columns; one is enough where a ruler shows them
_RULER: Final = re.compile(r"\s*(?:-{2,}|={2,})(?: +(?:-+|=+))+\s*")
_HEAD: Final = 6  # lines among which a ruler is looked for
_LONGEST: Final = 4_000


def column_starts(lines: Sequence[str]) -> tuple[int, ...]:
    """Where the columns of lined up text begin; one start or none where it is not lined up.

    >>> column_starts(["Name     Email", "Jo Smit  jo@acme.nl", "Ann Vos  ann@globex.nl"])
    (0, 9)
    """
    some = [line.rstrip() for line in lines if line.strip()][:400]
    if len(some) < _LEAST or any("\t" in line for line in some) or max(map(len, some)) > _LONGEST:
        return ()
    ruler = next((line for line in some[:_HEAD] if _RULER.fullmatch(line)), None)
    if ruler is not None:
        return tuple(found.start() for found in re.finditer(r"[-=]+", ruler))
    gaps = sum("  " in line.strip() for line in some)
    if gaps < 0.8 * len(some):
        return ()
    taken: Counter[int] = Counter()
    for line in some:
        taken.update(at for at, char in enumerate(line) if char != " ")
    few = 0.05 * len(some) if len(some) >= _MANY else 0
    names = _word_starts(some[0]) if len(some) >= _ENOUGH else frozenset()
    starts: list[int] = []
    empty = _GAP  # the first column needs no gap before it
    for at in range(max(taken) + 1):
        if taken[at] <= few:
            empty += 1
            continue
        if empty >= _GAP or (empty and at in names and _begins_all(some, at)):
            starts.append(at)
        empty = 0
    return tuple(starts)


def _word_starts(line: str) -> frozenset[int]:
    return frozenset(found.start() for found in re.finditer(r"\S+", line))


def _begins_all(lines: Sequence[str], at: int) -> bool:
    """Whether a word begins at this place in nearly all lines, behind one blank: a column as narrow as its values."""
    return sum(line[at - 1 : at] == " " and line[at : at + 1].strip() != "" for line in lines) >= 0.95 * len(lines)


def open_fixed(source: Source, options: ReadOptions, encoding: Encoding, starts: Sequence[int]) -> OpenTable:
    """Lined up text as a table; the blanks that only line it up are not part of the cells."""
    ends = [*starts[1:], None]

    def rows() -> Iterator[Row]:
        number = 0
        for block in read_lines(source.local, encoding):
            for line in block.lines:
                number += 1
                cells = [line[begin:end].strip() for begin, end in zip(starts, ends, strict=True)]
                while cells and not cells[-1]:
                    cells.pop()
                yield number, cells
        source.check_unchanged()

    why = f"{len(starts)} columns lined up with blanks, at {', '.join(str(at + 1) for at in starts)}"
    grid = Grid(sheet=None, rows=rows, evidence=(encoding.evidence, why), warnings=encoding.warnings, width=len(starts))
    table = open_grid(grid, source, options)
    table.info = replace(table.info, encoding=encoding.codec)
    return table

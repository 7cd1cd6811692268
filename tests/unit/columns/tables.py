"""Tables as reading gives them, from a header and a few rows."""

from collections import Counter
from collections.abc import Sequence

import pyarrow as pa

from leadtool.columns import map_columns
from leadtool.config import Settings
from leadtool.model import TableInfo, TableMapping


def map_header(
    header: Sequence[str],
    rows: Sequence[Sequence[str]] = (),
    *,
    forced: dict[str, str] | None = None,
    settings: Settings | None = None,
) -> TableMapping:
    """The mapping of a table that has this header and these rows."""
    table = pa.table({f"c:{i}": pa.array([row[i] for row in rows], pa.large_string()) for i in range(len(header))})
    return map_columns(table_info(header), table, forced=forced or {}, settings=settings or Settings())


def table_info(header: Sequence[str]) -> TableInfo:
    """A CSV file with this header, its names made unique as reading makes them."""
    seen: Counter[str] = Counter()
    names = []
    for position, cell in enumerate(header):
        name = cell.strip() or f"column_{position + 1}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}__{seen[name]}")
    return TableInfo(
        path="list.csv", file="list.csv", sheet=None, encoding="utf-8", delimiter=",", quote='"', escape=None, header_line=1,
        header=tuple(header), names=tuple(names), sha256="0" * 64, bytes=1,
    )  # fmt: skip

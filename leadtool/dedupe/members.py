"""The rows of all duplicate groups side by side: which are asked first, and where each stands in its file."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, text
from leadtool.config import Settings
from leadtool.model import PARSED, PARSED_LT

Ints = npt.NDArray[np.int64]
LATEST: Final = ("lt_last_contacted", "last_activity", "updated_at", "last_reply_at", "converted_at")
EARLIEST: Final = ("created_at",)
_CELLS: Final = (*PARSED_LT, *PARSED)


class Members:
    """The rows of all groups, the kept one first in each, the others as `[merge] order` says, then by content.

    `start` is each group's first row, `group` each row's group, `place` where each row stands, in words. `trust`, `filled_cells`
    and `newest` are what the rules of `[merge]` go by.
    """

    def __init__(self, members: pa.Table, settings: Settings) -> None:
        cells = [name for name in _CELLS if name in members.column_names]
        ranks = {
            "trusted": _trust(members, settings),
            "fullest": sum((pc.cast(pc.not_equal(text(members, n), ""), pa.int32()) for n in cells), pa.scalar(0, pa.int32())),
            "newest": pc.max_element_wise(*(text(members, name) for name in (*LATEST, *EARLIEST))),
        }
        order = pc.sort_indices(
            pa.table(
                {
                    "kept": members.column("kept"),
                    "other": pc.not_equal(members.column("kept"), members.column("record")),
                    **ranks,
                    "content": pc.binary_join_element_wise(*(text(members, name) for name in cells), pa.scalar("\n", TEXT)),
                    "record": members.column("record"),
                }
            ),
            sort_keys=[
                ("kept", "ascending"),
                ("other", "ascending"),
                *((name, "descending") for name in settings.merge.order),
                ("content", "ascending"),
                ("record", "ascending"),
            ],
        )
        self.rows: pa.Table = members.take(order).combine_chunks()
        self.ranks = {name: values.take(order) for name, values in ranks.items()}
        kept = np.asarray(self.rows.column("kept").to_numpy(), dtype=np.int64)
        self.start: Ints = np.flatnonzero(np.concatenate([[True], kept[1:] != kept[:-1]])).astype(np.int64)
        self.group: Ints = np.repeat(np.arange(self.start.size), np.diff(np.append(self.start, kept.size))).astype(np.int64)
        self.record: list[int] = self.rows.column("record").to_pylist()
        self.place = self._places()

    @property
    def bounds(self) -> list[int]:
        """Where each group begins, and where the last one ends."""
        return [*self.start.tolist(), len(self.record)]

    def first(self, wanted: npt.NDArray[np.bool_]) -> Ints:
        """The first wanted row of each group, -1 where there is none."""
        found = np.full(self.start.size, -1, dtype=np.int64)
        at = np.flatnonzero(wanted)[::-1]
        found[self.group[at]] = at
        return found

    def best(self, ranks: Sequence[Any], wanted: npt.NDArray[np.bool_]) -> Ints:
        """The wanted row of each group that ranks highest, the first of equals; -1 where none is wanted."""
        found = np.full(self.start.size, -1, dtype=np.int64)
        for row in np.flatnonzero(wanted).tolist():
            group = self.group[row]
            if found[group] < 0 or ranks[row] > ranks[found[group]]:
                found[group] = row
        return found

    def filled(self, name: str) -> npt.NDArray[np.bool_]:
        """Which rows say something in a column."""
        return np.asarray(pc.not_equal(text(self.rows, name), "").to_numpy(zero_copy_only=False), dtype=np.bool_)

    def _places(self) -> list[str]:
        lines = self.rows.column("first_line").to_pylist() if "first_line" in self.rows.column_names else self.record
        files = self.rows.column("file").to_pylist() if "file" in self.rows.column_names else [0] * len(self.record)
        lowest = np.minimum.reduceat(files, self.start)[self.group]
        several = (np.maximum.reduceat(files, self.start)[self.group] != lowest).tolist()
        return [
            f"file {file + 1}, line {line}" if far else f"line {line}"
            for file, line, far in zip(files, lines, several, strict=True)
        ]


def _trust(members: pa.Table, settings: Settings) -> pa.Array:
    """How far the source of each row is trusted, as `[sources."Name"] trust` says."""
    said = {name: source.trust for name, source in settings.sources.items() if source.trust}
    at = pc.index_in(text(members, "lt_source"), pa.array(list(said), TEXT))
    return pc.fill_null(pc.take(pa.array(list(said.values()), pa.int32()), at), 0)

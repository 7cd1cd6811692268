"""The workbook a person opens: the tables of a run as sheets of text, formatted for reading."""

from pathlib import Path
from typing import Any

import pyarrow as pa

from leadtool.write.tables import WrittenFile, finished


class LeadWorkbook:
    """`leads.xlsx`, filled table by table."""

    def __init__(self, folder: Path, originals: tuple[str, ...]) -> None:
        self.path = folder / "leads.xlsx"
        self.originals = originals

    def add(self, table: str, chunk: pa.Table) -> None:
        """Append a chunk to the sheet of this table."""

    def finish(self, summary: dict[str, Any]) -> WrittenFile:
        """Add the Sources and Summary sheets and close the file."""
        return finished(self.path)

"""The workbook a person opens: the tables of a run as sheets of text, formatted for reading.

The frame (styles, frozen headers, filters, notes, drop-downs) is xlsxwriter's; the rows are put into its sheets as they were
made, column by column, because a cell at a time takes five times as long.
"""

import io
import re
import shutil
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

import pyarrow as pa

from leadtool.errors import UnreadableInput
from leadtool.model import LT_COLUMNS
from leadtool.write.sheet_frame import NUMBER_STYLE, FramedSheet, frame
from leadtool.write.sheet_rows import column_letters, rows_xml
from leadtool.write.tables import WrittenFile, finished, private_file

SHEETS: Final = {
    "leads": "Leads",
    "review": "Review",
    "duplicates": "Duplicates",
    "suppressed": "Suppressed",
    "junk": "Junk",
    "rejected": "Rejected",
    "findings": "Findings",
}
FRONT: Final = (
    "lt_full_name", "lt_company", "lt_class", "lt_tier", "lt_score", "lt_next_action",
    "lt_best_channel", "lt_email", "lt_phone", "lt_interest", "lt_ability", "lt_authority",
)  # fmt: skip
NUMBERS: Final = ("lt_score", "lt_value_low", "lt_value_high", "lt_group_size", "lt_row")
MAX_ROWS: Final = 1_048_575
"""Rows below the header in one sheet of Excel."""
MAX_COLUMNS: Final = 16_384

_STEP: Final = 20_000
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_SHEET_DATA = re.compile(rb"<sheetData>(.*)</sheetData>|<sheetData/>", re.DOTALL)


@dataclass(kw_only=True)
class _Sheet:
    """One sheet being filled: its rows stand compressed in a file of their own until the end."""

    name: str
    table: str
    columns: tuple[str, ...]
    path: Path
    file: BinaryIO
    packer: Any
    rows: int = 0

    def close(self) -> None:
        """Write what is still in the packer; a sheet that is closed already stays as it is."""
        if not self.file.closed:
            self.file.write(self.packer.flush())
            self.file.close()


class LeadWorkbook:
    """`leads.xlsx`, filled table by table; a table of more rows than a sheet holds goes on in `Leads 2`.

    Raises:
        UnreadableInput: if there are more columns than a sheet can have.
    """

    def __init__(self, folder: Path, originals: tuple[str, ...], *, max_rows: int = MAX_ROWS) -> None:
        if len(originals) + len(LT_COLUMNS) > MAX_COLUMNS:
            raise UnreadableInput(
                f"The list has {len(originals)} columns; a workbook holds {MAX_COLUMNS} with the added ones.",
                hint="Use --format csv.",
                kind="too-wide",
            )
        self.path = folder / "leads.xlsx"
        self.cut = 0
        self._lead_columns = (*FRONT, *originals, *(name for name in LT_COLUMNS if name not in FRONT))
        self._originals = originals
        self._max_rows = max_rows
        self._work = folder / ".workbook"
        self._work.mkdir(mode=0o700)
        self._sheets: list[_Sheet] = []

    def add(self, table: str, chunk: pa.Table) -> None:
        """Append a chunk to the sheet of this table; an empty chunk makes the sheet."""
        if not self._sheets or self._sheets[-1].table != table:
            self._open(table, chunk)
        at = 0
        while at < chunk.num_rows:
            room = self._max_rows - self._sheets[-1].rows
            if not room:
                self._open(table, chunk)
                continue
            some = chunk.slice(at, min(room, _STEP))
            self._append(self._sheets[-1], some)
            at += some.num_rows

    def finish(self, summary: Mapping[str, Any]) -> WrittenFile:
        """Add the Sources and Summary sheets and put the file together."""
        for sheet in self._sheets:
            sheet.close()
        framed = [
            FramedSheet(
                name=s.name, table=s.table, columns=s.columns, rows=s.rows, front=len(FRONT), originals=len(self._originals)
            )
            for s in self._sheets
        ]
        skeleton = frame(framed, summary, self.cut)
        with (
            private_file(self.path) as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as made,
            zipfile.ZipFile(io.BytesIO(skeleton)) as parts,
        ):
            for part in parts.namelist():
                self._copy(made, part, parts.read(part))
        shutil.rmtree(self._work)
        return finished(self.path)

    def _open(self, table: str, chunk: pa.Table) -> None:
        same = [sheet for sheet in self._sheets if sheet.table == table]
        if self._sheets:
            self._sheets[-1].close()
        name = SHEETS[table] if not same else f"{SHEETS[table]} {len(same) + 1}"
        is_lead = "lt_id" in chunk.column_names
        path = self._work / f"{len(self._sheets) + 1}"
        self._sheets.append(
            _Sheet(
                name=name,
                table=table,
                columns=self._lead_columns if is_lead else tuple(chunk.column_names),
                path=path,
                file=private_file(path),
                packer=zlib.compressobj(1),
            )
        )

    def _append(self, sheet: _Sheet, chunk: pa.Table) -> None:
        whole = chunk.select(list(sheet.columns)).combine_chunks()
        xml, cut = rows_xml(whole, sheet.rows + 2, NUMBERS, NUMBER_STYLE)
        sheet.file.write(sheet.packer.compress(xml))
        sheet.rows += chunk.num_rows
        self.cut += cut

    def _copy(self, made: zipfile.ZipFile, part: str, content: bytes) -> None:
        """One part of the frame into the finished file, the rows of its sheet with it."""
        entry = zipfile.ZipInfo(part, date_time=_EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        number = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", part)
        if number is None or int(number[1]) > len(self._sheets):
            made.writestr(entry, content)
            return
        sheet = self._sheets[int(number[1]) - 1]
        found = _SHEET_DATA.search(content)
        if found is None or found[1] is None:
            raise AssertionError(f"the frame of sheet {sheet.name} has no header row")
        last = f"{column_letters(len(sheet.columns) - 1)}{sheet.rows + 1}".encode()
        head = re.sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="A1:' + last + b'"/>', content[: found.end(1)])
        with made.open(entry, "w", force_zip64=True) as out:
            out.write(head)
            _unpack(sheet.path, out)
            out.write(content[found.end(1) :])


def _unpack(path: Path, out: Any) -> None:
    unpacker = zlib.decompressobj()
    with path.open("rb") as file:
        while block := file.read(1 << 18):
            out.write(unpacker.decompress(block))
    out.write(unpacker.flush())

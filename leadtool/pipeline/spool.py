"""The spool: chunks written to a private file as they come and read back one by one, so that memory never holds the list."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.dataset as pds

_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4")


class Spool:
    """Arrow IPC file of chunks; one chunk written is one chunk read."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.path = path
        self.schema = schema
        self.rows = 0
        self._sink = pa.OSFile(str(path), "wb")
        self._writer = pa.ipc.new_file(self._sink, schema, options=_OPTIONS)

    def write(self, chunk: pa.Table) -> None:
        """Append one chunk; its columns are put into the order of the schema."""
        if chunk.num_rows:
            ordered = chunk.select(self.schema.names)
            if not ordered.schema.equals(self.schema):  # a cast costs a millisecond even where there is nothing to do
                ordered = ordered.cast(self.schema)
            self._writer.write_table(ordered.combine_chunks())
            self.rows += chunk.num_rows

    def close(self) -> None:
        """Finish writing; reading begins after this."""
        self._writer.close()
        self._sink.close()

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def chunks(self, *columns: str) -> Iterator[pa.Table]:
        """The chunks in the order and sizes in which they were written; only these columns, if any are named."""
        fields = sorted(self.schema.get_field_index(name) for name in columns) or None
        schema = pa.schema([self.schema.field(at) for at in fields]) if fields else self.schema
        with pa.OSFile(str(self.path), "rb") as source:
            reader = pa.ipc.open_file(source, options=pa.ipc.IpcReadOptions(included_fields=fields))
            for number in range(reader.num_record_batches):
                yield pa.Table.from_batches([reader.get_batch(number)], schema=schema)

    def dataset(self) -> pds.Dataset:
        """The spool as a data set that DuckDB can scan column by column."""
        return pds.dataset(str(self.path), schema=self.schema, format="ipc")

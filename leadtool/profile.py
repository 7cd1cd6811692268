"""Reading profiles: everything that reading one kind of file needed, saved once and used for the next file of its kind."""

import json
from pathlib import Path
from typing import Any

from leadtool.config import Settings
from leadtool.errors import UsageError
from leadtool.model import FIELDS, TableInfo, TableMapping
from leadtool.read import ReadOptions

SCHEMA_VERSION = "1.0"


def make_profile(info: TableInfo, mapping: TableMapping) -> dict[str, Any]:
    """The profile of a table as mapped, ready for JSON: how it was read and what each column is."""
    return {
        "schema_version": SCHEMA_VERSION,
        "reading": {
            "encoding": info.encoding,
            "delimiter": info.delimiter,
            "sheet": info.sheet,
            "no_header": info.header_line is None,
        },
        "columns": [{"header": column.name, "field": column.field} for column in mapping.columns],
    }


def read_profile(path: Path, reading: ReadOptions, settings: Settings) -> tuple[ReadOptions, Settings, tuple[str, ...]]:
    """Reading options and settings with what a saved profile says (what the user typed wins), and the columns it knows.

    Raises:
        UsageError: if the file is no profile, or of a newer kind than is known.
    """
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
        saved, columns = said["reading"], {str(c["header"]): c["field"] for c in said["columns"]}
        version = str(said["schema_version"])
    except (OSError, ValueError, KeyError, TypeError) as cause:
        raise UsageError(
            f"{path.name} is no reading profile.", hint="`leadtool columns FILE --save PROFILE` writes one."
        ) from cause
    if version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        raise UsageError(f"{path.name} was written by a newer leadtool (profile version {version}).", hint="Upgrade leadtool.")
    unknown = [field for field in columns.values() if field is not None and field not in FIELDS]
    if unknown:
        raise UsageError(f"{path.name} names a field that is not known: {unknown[0]}.")
    taken = {
        "encoding": not reading.encoding and saved.get("encoding"),
        "delimiter": not reading.delimiter and saved.get("delimiter"),
        "no_header": not reading.no_header and saved.get("no_header"),
        "sheet": not reading.sheet and saved.get("sheet"),
    }
    merged = ReadOptions(
        encoding=reading.encoding or saved.get("encoding"),
        delimiter=reading.delimiter or saved.get("delimiter"),
        no_header=reading.no_header or bool(saved.get("no_header")),
        sheet=reading.sheet or saved.get("sheet"),
        member=reading.member,
        habits=frozenset(choice for choice, said in taken.items() if said),
    )
    headers = {**settings.headers, **{header: field or "-" for header, field in columns.items()}}
    return merged, settings.model_copy(update={"headers": headers}), tuple(columns)

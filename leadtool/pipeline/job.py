"""One job: everything the user asked of a run, checked and ready to be carried out."""

import datetime
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from leadtool.config import Settings, SuppressKind
from leadtool.read import ReadOptions

CHUNK_ROWS = 16_000
DuplicateSearch = Literal["fuzzy", "exact", "off"]


@dataclass(frozen=True, kw_only=True)
class Input:
    """A file to clean: its path as typed, and the vendor or channel the user named for it ("" when none)."""

    path: str
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Suppression:
    """A list of people not to contact: its file, what kind of list it is, and how old (from the config only)."""

    path: str
    kind: SuppressKind = "unsubscribed"
    date: datetime.date | None = None


@dataclass(frozen=True, kw_only=True)
class Job:
    """What `clean` and `report` carry out.

    `forced` is field → column as given by `--map`; `profile_columns` are the columns of the saved profile, if one is used;
    `duplicates` is "fuzzy", "exact" or "off"; `workers` are processes (0: as many as there are cores, at most 4);
    `chunk_rows` rows are held at a time, which never changes a result.
    """

    inputs: tuple[Input, ...]
    settings: Settings
    as_of: datetime.date
    reading: ReadOptions = field(default_factory=ReadOptions)
    forced: tuple[tuple[str, str], ...] = ()
    profile_columns: tuple[str, ...] = ()
    crm: tuple[str, ...] = ()
    suppress: tuple[Suppression, ...] = ()
    decisions: Path | None = None
    duplicates: DuplicateSearch = "fuzzy"
    dns: bool = False
    csv_safety: bool = True
    workers: int = 0
    chunk_rows: int = CHUNK_ROWS
    fail_on: tuple[str, ...] = ()
    memory_mb: int = field(default=1_000)

    @property
    def processes(self) -> int:
        """How many worker processes to use."""
        return self.workers or max(1, min(4, os.cpu_count() or 1))

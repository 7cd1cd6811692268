"""Bringing an input to a local file that can be read more than once: stdin, pipes, gzip and zip members."""

import difflib
import gzip
import hashlib
import os
import stat
import sys
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from leadtool.errors import ChoiceNeeded, UnreadableInput, UsageError

BLOCK: Final = 1 << 20
RATIO: Final = 200  # a list shrinks 5 to 20 times; a bomb more than a thousand times
SMALL: Final = 64 << 20  # below this size no ratio matters
LARGEST: Final = 20 << 30
MEMBERS: Final = 10_000
_TABLES: Final = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".parquet")
_IGNORED: Final = (".ds_store", "thumbs.db", "desktop.ini")


@dataclass
class Source:
    """An input as a local file: `local` is what to read, `sha256` and `bytes` are those of the input as given."""

    path: str
    name: str
    local: Path
    sha256: str
    bytes: int
    inner: str = ""
    notes: list[str] = field(default_factory=list)
    stamp: tuple[int, int] | None = None

    def check_unchanged(self) -> None:
        """Raise if the file is not the one any more that was opened.

        Raises:
            UnreadableInput: kind `changed`.
        """
        if self.stamp is not None and self.stamp != _stamp(Path(self.path)):
            raise UnreadableInput(
                f"{self.name} changed while it was read.", hint="Run again when it is complete.", kind="changed"
            )


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (-1, -1)
    return (found.st_size, found.st_mtime_ns)


def is_ignorable(path: str | Path) -> bool:
    """Whether a file is no input but a leftover of Office or the system: `~$leads.xlsx`, `.DS_Store`, `Thumbs.db`.

    >>> is_ignorable("lists/~$leads.xlsx"), is_ignorable("leads.csv")
    (True, False)
    """
    name = Path(path).name
    return name.startswith(("~$", "._")) or name.lower() in _IGNORED


def fetch(path: str, name: str, scratch: Path) -> Source:
    """The input as a local file; what cannot be read twice is copied into `scratch`.

    Raises:
        UsageError: for a missing path or a folder.
        UnreadableInput: for a file without permission, or an empty one.
    """
    if path == "-":
        return _spilled(_stdin(name), path, name, scratch)
    where = Path(path)
    try:
        found = where.stat()
    except FileNotFoundError:
        raise UsageError(f"{path} not found." + _nearest(where), kind="not-found") from None
    except OSError as cause:
        raise UnreadableInput(f"{path} cannot be reached.", hint=_permission(where), kind="permission") from cause
    if stat.S_ISDIR(found.st_mode):
        raise UsageError(f"{path} is a folder.", hint=f"Name the files in it: {path.rstrip('/')}/*.csv", kind="folder")
    try:
        with where.open("rb") as stream:
            if not stat.S_ISREG(found.st_mode):
                return _spilled(stream, path, name, scratch)
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
            size = stream.tell()
    except PermissionError as cause:
        raise UnreadableInput(f"{path} may not be read.", hint=_permission(where), kind="permission") from cause
    except OSError as cause:
        raise UnreadableInput(f"{path} cannot be read: the disk or the network failed.", kind="io") from cause
    _refuse_empty(size, name)
    notes = []
    if "conflicted copy" in name.lower() or "conflict" in where.stem.lower():
        notes.append(f"{name} is a sync program's conflicted copy; is it the one you mean?")
    stamp = (found.st_size, found.st_mtime_ns)
    return Source(path=path, name=name, local=where, sha256=digest, bytes=size, notes=notes, stamp=stamp)


def _stdin(name: str) -> IO[bytes]:
    if sys.stdin is None:
        raise UnreadableInput(f"{name} is closed.", hint="Pipe a list into the command, or name a file.", kind="io")
    if sys.stdin.isatty():
        raise UsageError(
            f"{name} is a terminal, not a list.",
            hint="Usage: leadtool clean FILE..., or: other-program | leadtool clean - (leadtool clean --help says more)",
            kind="terminal",
        )
    return sys.stdin.buffer


def _spilled(stream: IO[bytes], path: str, name: str, scratch: Path) -> Source:
    local = _new(scratch, "stdin")
    digest = hashlib.sha256()
    size = 0
    try:
        with local.open("xb") as out:
            while block := stream.read(BLOCK):
                digest.update(block)
                size += len(block)
                out.write(block)
    except (OSError, ValueError) as cause:
        raise UnreadableInput(f"{name} broke off before its end.", kind="io") from cause
    _refuse_empty(size, name)
    return Source(path=path, name=name, local=local, sha256=digest.hexdigest(), bytes=size)


def _refuse_empty(size: int, name: str) -> None:
    if size == 0:
        raise UnreadableInput(f"{name} is empty (0 bytes).", hint="Did the export finish?", kind="empty")


def _new(scratch: Path, stem: str) -> Path:
    scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    for number in range(1_000_000):
        path = scratch / f"{stem}-{number}"
        if not path.exists():
            return path
    raise AssertionError("the scratch folder is full")


def _nearest(path: Path) -> str:
    try:
        there = sorted(p.name for p in path.parent.iterdir())
    except OSError:
        return ""
    near = difflib.get_close_matches(path.name, there, n=1, cutoff=0.5)
    return f" Did you mean {path.parent / near[0]}?" if near else ""


def _permission(path: Path) -> str:
    try:
        mode = stat.filemode(path.stat().st_mode)
    except OSError:
        mode = "unknown"
    return f"You are user {os.getuid() if hasattr(os, 'getuid') else ''}, its mode is {mode}; try chmod u+r {path.name}"


def unpack(source: Source, scratch: Path, member: str | None) -> Source:
    """The input taken out of gzip or zip, if it is packed; else the input itself.

    Raises:
        UsageError: for a zip with several tables and no `member`.
        UnreadableInput: for a damaged archive or a bomb.
    """
    for _ in range(3):
        with source.local.open("rb") as stream:
            head = stream.read(4)
        if head[:2] == b"\x1f\x8b":
            source = _from_gzip(source, scratch)
        elif head == b"PK\x03\x04" and not _is_workbook(source):
            source = _from_zip(source, scratch, member)
        elif head[:3] == b"BZh" or head == b"\xfd7zX" or head == b"7z\xbc\xaf" or head == b"Rar!" or head == b"\x28\xb5\x2f\xfd":
            raise UnreadableInput(f"{source.name} is a packed archive.", hint="Unpack it first.", kind="archive")
        else:
            return source
        _refuse_empty(source.local.stat().st_size, source.inner or source.name)
    raise UnreadableInput(f"{source.name} is packed several times over.", hint="Unpack it first.", kind="bomb")


def _pump(blocks: Iterator[bytes], source: Source, packed: int, scratch: Path) -> Path:
    local = _new(scratch, "unpacked")
    size = 0
    with local.open("xb") as out:
        for block in blocks:
            size += len(block)
            if size > LARGEST or (size > SMALL and size > RATIO * packed):
                out.close()
                local.unlink()
                raise UnreadableInput(
                    f"{source.name} unpacks to far more than a list can be.", hint="Unpack it by hand and look.", kind="bomb"
                )
            out.write(block)
    return local


def _blocks(stream: IO[bytes] | gzip.GzipFile) -> Iterator[bytes]:
    while block := stream.read(BLOCK):
        yield block


def _from_gzip(source: Source, scratch: Path) -> Source:
    try:
        with gzip.open(source.local, "rb") as stream:
            local = _pump(_blocks(stream), source, source.local.stat().st_size, scratch)
    except (EOFError, zlib.error, gzip.BadGzipFile) as cause:
        raise UnreadableInput(f"{source.name} is cut off or damaged.", hint="Download it again.", kind="gzip-damaged") from cause
    return _inside(source, local, source.name.removesuffix(".gz"))


def _inside(source: Source, local: Path, inner: str) -> Source:
    return Source(
        path=source.path,
        name=source.name,
        local=local,
        sha256=source.sha256,
        bytes=source.bytes,
        inner=inner,
        notes=source.notes,
        stamp=source.stamp,
    )


def archive(source: Source) -> zipfile.ZipFile:
    """The zip archive in a source, checked for damage and for absurd sizes.

    Raises:
        UnreadableInput: for a damaged archive (`xlsx-damaged`, `zip-damaged`) or a bomb.
    """
    kind = "xlsx-damaged" if source.name.lower().endswith((".xlsx", ".xlsm", ".xlsb", ".ods")) else "zip-damaged"
    try:
        opened = zipfile.ZipFile(source.local)
        members = opened.infolist()
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError) as cause:
        raise UnreadableInput(f"{source.name} is cut off or damaged.", hint="Export it again.", kind=kind) from cause
    total = sum(m.file_size for m in members)
    packed = sum(m.compress_size for m in members)
    if len(members) > MEMBERS or total > LARGEST or (total > SMALL and total > RATIO * max(packed, 1)):
        opened.close()
        raise UnreadableInput(
            f"{source.name} unpacks to far more than a list can be.", hint="Unpack it by hand and look.", kind="bomb"
        )
    return opened


def _is_workbook(source: Source) -> bool:
    with archive(source) as opened:
        names = opened.namelist()
    return any(
        n == "[Content_Types].xml" or n.startswith(("xl/", "word/", "ppt/", "Index/")) or n in ("mimetype", "content.xml")
        for n in names
    )


def did_you_mean(said: str, known: Sequence[str]) -> str:
    """A question about the known name that is nearest to what was said, with a blank behind it; "" where none is near.

    >>> did_you_mean("Leeds", ["Notes", "Leads"]), did_you_mean("x", ["Leads"])
    ('Did you mean Leads? ', '')
    """
    folded = {name.casefold(): name for name in reversed(known)}
    near = difflib.get_close_matches(said.casefold(), list(folded), n=1, cutoff=0.6)
    return f"Did you mean {folded[near[0]]}? " if near else ""


def _named(member: str, inside: Sequence[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """The members of this name, with or without their folder; whatever their capitals, where none has it exactly."""
    exact = [m for m in inside if member in (m.filename, Path(m.filename).name)]
    said = member.casefold()
    return exact or [m for m in inside if said in (m.filename.casefold(), Path(m.filename).name.casefold())]


def _from_zip(source: Source, scratch: Path, member: str | None) -> Source:
    with archive(source) as opened:
        inside = [
            m
            for m in opened.infolist()
            if not m.is_dir() and not m.filename.startswith("__MACOSX/") and not is_ignorable(m.filename)
        ]
        if source.name.lower().endswith((".xlsx", ".xlsm", ".xlsb")):
            raise UnreadableInput(
                f"{source.name} is a zip archive, not a workbook.", hint="Save it again as XLSX.", kind="xlsx-not-workbook"
            )
        names = ", ".join(m.filename for m in inside[:20])
        chosen = _named(member, inside) if member else inside
        if member and not chosen:
            near = did_you_mean(member, [Path(m.filename).name for m in inside])
            raise ChoiceNeeded(f"{source.name} has no member {member}.", hint=f"{near}It holds: {names}", kind="member")
        if not inside:
            raise UnreadableInput(f"{source.name} holds no file.", kind="empty")
        tables = [m for m in chosen if m.filename.lower().endswith(_TABLES)]
        if len(chosen) > 1 and len(tables) == 1:
            left = ", ".join(m.filename for m in chosen if m is not tables[0])
            source.notes.append(f"{tables[0].filename} was read out of {source.name}, not {left} (--member reads another)")
            chosen = tables
        if len(chosen) > 1:
            raise ChoiceNeeded(
                f"{source.name} holds several files: {names}.", hint="Choose one with --member NAME.", kind="members"
            )
        one = chosen[0]
        if one.flag_bits & 1:
            raise UnreadableInput(f"{source.name} is protected by a password.", hint="Unpack it first.", kind="zip-encrypted")
        try:
            with opened.open(one) as stream:
                local = _pump(_blocks(stream), source, max(one.compress_size, 1), scratch)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as cause:
            raise UnreadableInput(f"{source.name} is cut off or damaged.", hint="Export it again.", kind="zip-damaged") from cause
    return _inside(source, local, Path(one.filename).name)

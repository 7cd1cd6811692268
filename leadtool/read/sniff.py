"""What an input is, by its first bytes and never by its name."""

import re
import zipfile
import zlib
from typing import Final, Literal

from leadtool.errors import UnreadableInput
from leadtool.read.inputs import Source, archive

Kind = Literal["text", "workbook", "html", "xml", "parquet"]

_HEAD: Final = 1 << 16
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY: Final = (
    (b"%PDF", "a PDF document", "Ask the vendor for CSV or XLSX."),
    (b"\x89PNG", "an image", "Ask the vendor for CSV or XLSX."),
    (b"\xff\xd8\xff", "an image", "Ask the vendor for CSV or XLSX."),
    (b"GIF8", "an image", "Ask the vendor for CSV or XLSX."),
    (b"II*\x00", "an image", "Ask the vendor for CSV or XLSX."),
    (b"MM\x00*", "an image", "Ask the vendor for CSV or XLSX."),
    (b"SQLite format 3\x00", "a database", "Export the table as CSV."),
    (b"\x7fELF", "a program", "It is no list."),
    (b"MZ\x90\x00", "a program", "It is no list."),
    (b"ARROW1", "an Arrow file", "Save it as Parquet or CSV."),
    (b"Obj\x01", "an Avro file", "Save it as Parquet or CSV."),
    (b"{\\rtf", "a text document (RTF)", "Save the table as CSV or XLSX."),
    (b"\x00\x01\x00\x00Standard", "an Access database", "Export the table as CSV or XLSX."),
)
_VCARD = re.compile(r"\s*BEGIN:(VCARD|VCALENDAR)", re.IGNORECASE)
_SQL = re.compile(
    r"(?im)^\s*(INSERT\s+INTO\s|CREATE\s+(TABLE|DATABASE)\s|DROP\s+TABLE\s|SET\s+NAMES\s"
    r"|-- (MySQL|PostgreSQL|MariaDB) .{0,20}dump|PRAGMA foreign_keys)"
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body|table|meta|style|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_JSON = re.compile(r'\s*(?:\{\s*(?:"(?:[^"\\]|\\.){0,200}"\s*:|\})|\[\s*(?:[{\["\]]|-?\d+\s*[,\]]|true|false|null))')
_LINK = re.compile(r'\{\s*"(?:url|doc_id|resource_id|email)"')


def _not_read(source: Source, what: str, hint: str, kind: str) -> UnreadableInput:
    return UnreadableInput(f"{source.name} is {what}, not a table.", hint=hint, kind=kind)


def sniff(source: Source) -> Kind:
    """What the input is.

    Raises:
        UnreadableInput: for what looks like something else than a table, naming it and a way out.
    """
    with source.local.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(source)
    if head.startswith(_OLE):
        return _ole(source)
    if head.startswith(b"PAR1"):
        return "parquet"
    if (head[:2] == b"\x09\x08" and len(head) > 8) or head[:4] in (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00"):
        return "workbook"
    for mark, what, hint in _BINARY:
        if head.startswith(mark):
            raise _not_read(source, what, hint, "binary")
    return _texts(source, head)


def _texts(source: Source, head: bytes) -> Kind:
    """Text that is no delimited table: HTML, XML, JSON, vCards, SQL."""
    text = _roughly(head)
    start = text.lstrip("\ufeff \t\r\n")
    if _VCARD.match(start):
        what = "a list of vCards" if "VCARD" in start[:20].upper() else "a calendar"
        raise _not_read(source, what, "Export the contacts as CSV.", "vcard")
    if start.startswith("<"):
        if "urn:schemas-microsoft-com:office:spreadsheet" in text and "<Workbook" in text:
            return "xml"
        if _HTML.match(start) or "<table" in text.lower():
            return "html"
        if start.startswith("<?xml") or re.match(r"<[A-Za-z][\w:.-]*[\s>](?![,;\t|])", start):
            raise _not_read(source, "an XML document", "Export it as CSV or XLSX.", "xml")
    if _LINK.match(start) and source.name.lower().endswith((".gsheet", ".gdoc")):
        raise _not_read(source, "a shortcut to a Google sheet", "Open it and download it as CSV or XLSX.", "gsheet")
    if _JSON.match(start):
        lines = [line for line in start.splitlines() if line.strip()]
        many = len(lines) > 1 and all(line.strip().startswith("{") for line in lines[:3])
        link = '"doc_id"' in start[:2000] or "docs.google.com" in start[:2000]
        if link:
            raise _not_read(source, "a shortcut to a Google sheet", "Open it and download it as CSV or XLSX.", "gsheet")
        raise _not_read(source, "JSON lines" if many else "JSON", "Export it as CSV or XLSX.", "ndjson" if many else "json")
    if len(_SQL.findall(start)) >= 1 and ";" in start:
        raise _not_read(source, "an SQL dump", "Export the table as CSV.", "sql")
    return "text"


def _roughly(head: bytes) -> str:
    """The head as text, good enough to recognise what it begins with."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    if head[1:2] == b"\0" and head[3:4] == b"\0":
        return head[: len(head) // 2 * 2].decode("utf-16-le", "replace")
    return head.decode("utf-8-sig", "replace")


def _zipped(source: Source) -> Kind:
    with archive(source) as book:
        names = set(book.namelist())
        if any(name.startswith("Index/") and name.endswith(".iwa") for name in names) or "Index.zip" in names:
            raise _not_read(source, "an Apple Numbers file", "Export it as XLSX or CSV.", "numbers")
        if any(name.startswith("word/") for name in names):
            raise _not_read(source, "a Word document", "Save its table as CSV or XLSX.", "document")
        if any(name.startswith("ppt/") for name in names):
            raise _not_read(source, "a presentation", "Save its table as CSV or XLSX.", "document")
        _whole(source, book)
        if "mimetype" in names and "content.xml" in names:
            if b"spreadsheet" not in _member(source, book, "mimetype"):
                raise _not_read(source, "a text document", "Save its table as CSV or XLSX.", "document")
            if "META-INF/manifest.xml" in names and b"encryption-data" in _member(source, book, "META-INF/manifest.xml"):
                raise UnreadableInput(
                    f"{source.name} is protected by a password.", hint="Save it without a password.", kind="xlsx-encrypted"
                )
            return "workbook"
        if any(re.fullmatch(r"xl/workbook\.(xml|bin)", name) for name in names):
            return "workbook"
    raise UnreadableInput(
        f"{source.name} is a zip archive, not a workbook.", hint="Save it again as XLSX.", kind="xlsx-not-workbook"
    )


def _member(source: Source, book: zipfile.ZipFile, name: str) -> bytes:
    try:
        return book.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as cause:
        raise UnreadableInput(
            f"{source.name} is cut off or damaged.", hint="Export or save it again.", kind="xlsx-damaged"
        ) from cause


def _whole(source: Source, book: zipfile.ZipFile) -> None:
    for member in book.infolist():
        if member.flag_bits & 1:
            raise UnreadableInput(
                f"{source.name} is protected by a password.", hint="Save it without one.", kind="xlsx-encrypted"
            )


def _ole(source: Source) -> Kind:
    """An OLE container: an old workbook, an encrypted new one, or another Office document."""
    raw = source.local.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise UnreadableInput(
            f"{source.name} is protected by a password.", hint="Save it without a password.", kind="xlsx-encrypted"
        )
    if "Workbook".encode("utf-16-le") in raw or "Book".encode("utf-16-le") in raw:
        return "workbook"
    if "WordDocument".encode("utf-16-le") in raw:
        raise _not_read(source, "a Word document", "Save its table as CSV or XLSX.", "document")
    raise _not_read(source, "an Office document, but no workbook", "Save the list as CSV or XLSX.", "binary")

"""Tidying of cells: every mapped column gets a clean copy `f:<position>`; the originals are never touched.

Most cells are plain ASCII without anything to tidy. They are found by looking at the column's bytes as one array, so that
only the others are read one by one, each distinct value once.
"""

import html
import re
import unicodedata
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import Findings, text, with_columns
from leadtool.fields.fired import add_fired
from leadtool.model import Context, MappedColumn, StepResult
from leadtool.rules import cells as rules

LOOSE_TEXT: Final = ("notes", "enquiry", "website", "linkedin", "social", "email", "consent_evidence", "tags", "lost_reason")
"""Fields in which a question mark after a letter is just a question mark."""

_ANSI = re.compile(r"\x1b\[[0-9;?]{0,20}[A-Za-z]|\x9b[0-9;?]{0,20}[A-Za-z]|\x1b[@-Z\\-_]")
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_JOINERS = re.compile("(?:^|(?<=[\u0000-\u058f\u1e00-\u1fff\u2010-\u205f]))[\u200c\u200d]+|[\u200c\u200d]+$")
_INVISIBLE = re.compile("[\u00ad\u180e\u200b\u2060-\u2064\ufeff]")
_BLANKS = re.compile("[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_ODD = re.compile(
    "[\x00-\x1f\x7f-\xa0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff]"  # any of the above
)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z]{2,8}\d{0,2});")
_MOJIBAKE = re.compile("[ÂÃÄÅÆÇÈÐÑÎÏØÙà×âРСв][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
                       "\u2013-\u203a\u20ac\u2122\u0402-\u040f\u0452-\u045f\u0490\u0491°±²³´µ¶·]")  # fmt: skip
_LOST = re.compile(r"[^\W\d_]\?(?=[^\W\d_])|[^\W\d_]\?$|^\?[^\W\d_]|\?{2,}[^\W\d_]|[^\W\d_]\?{2,}|\ufffd")
_DEFUSED = re.compile(r"'(?=[=+\-@＝＋－＠\t\r(\d])")
_ERROR = re.compile(
    r"#(?:n/a|n/d|nv|ref!|value!|name\?|div/0!|null!|num!|error!|spill!|calc!|bezug!|wert!|valeur!|valor!|¡valor!|¡ref!|"
    r"nombre\?|¿nombre\?|nom\?|zahl!|знач!|ссылка!|н/д|дел/0!|имя\?|rif!|valore!|nome\?|arg!|adr!|verw!|waarde!|#+)",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")

_SLOW_BYTES: Final = np.ones(256, dtype=bool)
_SLOW_BYTES[0x20:0x7F] = False
_SLOW_BYTES[ord("?")] = True
_LETTER_BYTES: Final = np.zeros(256, dtype=bool)
_LETTER_BYTES[[ord("#"), *range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1)]] = True


class Tidied(NamedTuple):
    """A cell after tidying, and the codes of the rules that fired on it."""

    text: str
    rules: tuple[str, ...]


def tidy(chunk: pa.Table, context: Context) -> StepResult:
    """Add the tidied copy `f:<position>` of every mapped column, with a finding for each repair."""
    findings = Findings()
    columns = {
        f"f:{column.position}": _tidied_column(text(chunk, f"c:{column.position}"), column, chunk, findings)
        for column in context.mapping.columns
        if column.field is not None
    }
    return StepResult(with_columns(chunk, columns), findings.table())


def tidy_cell(cell: str, *, loose: bool = False) -> Tidied:
    """One cell as it is read: NFC, one blank between words, nothing invisible, damage repaired.

    `loose` is for running text and web addresses, where a question mark does not stand for a lost letter.

    >>> tidy_cell("  ZoÃ«\\u00a0 Smith ")
    Tidied(text='Zoë Smith', rules=('R061',))
    >>> tidy_cell("'+1 415 555 2671").text
    '+1 415 555 2671'
    """
    if _ERROR.fullmatch(cell.strip()):
        return Tidied("", (rules.SPREADSHEET_ERROR.code,))
    fired: list[str] = []
    value = cell
    if not value.isascii() and _MOJIBAKE.search(value):
        repaired = _decoded_again(value)
        if repaired != value:
            fired.append(rules.MOJIBAKE_REPAIRED.code)
            value = repaired
    if "&" in value and _ENTITY.search(value):
        fired.append(rules.HTML_ENTITIES.code)
        value = html.unescape(value)
    if _ODD.search(value):
        value = _without_odd(value, fired)
    if "  " in value or value[:1] == " " or value[-1:] == " ":
        value = " ".join(word for word in value.split(" ") if word)
    if not value.isascii() and not unicodedata.is_normalized("NFC", value):
        value = unicodedata.normalize("NFC", value)
    if _DEFUSED.match(value):
        value = value[1:].strip(" ")
    if _letters_lost(value, loose):
        fired.append(rules.LETTERS_LOST.code)
    return Tidied(value, tuple(fired))


def _without_odd(value: str, fired: list[str]) -> str:
    """The cell without characters that cannot be seen, breaks and wide blanks as plain blanks."""
    for pattern, code in (
        (_ANSI, rules.CONTROL_CHARACTERS.code),
        (_BIDI, rules.BIDI_CHARACTERS.code),
        (_INVISIBLE, rules.INVISIBLE_CHARACTERS.code),
        (_JOINERS, rules.INVISIBLE_CHARACTERS.code),
    ):
        value, n = pattern.subn("", value)
        if n and code not in fired:
            fired.append(code)
    value = _BREAKS.sub(" ", value)
    value, n = _CONTROLS.subn("", value)
    if n and rules.CONTROL_CHARACTERS.code not in fired:
        fired.append(rules.CONTROL_CHARACTERS.code)
    return _BLANKS.sub(" ", value)


def _letters_lost(value: str, loose: bool) -> bool:
    if "\ufffd" in value:
        return True
    return not loose and "?" in value and _LETTER.search(value) is not None and _LOST.search(value) is not None


def _decoded_again(value: str) -> str:
    """Text that was decoded with the wrong alphabet, decoded with the right one; unchanged where that is not certain."""
    import ftfy  # late: a clean list never needs it

    return str(ftfy.fix_encoding(value[:100_000])) + value[100_000:]


def _tidied_column(column: pa.Array, mapped: MappedColumn, chunk: pa.Table, findings: Findings) -> pa.Array:
    original = column
    if mapped.prefix:
        starts = pc.starts_with(column, mapped.prefix)
        column = pc.if_else(starts, pc.utf8_slice_codeunits(column, len(mapped.prefix)), column)
    loose = mapped.field in LOOSE_TEXT
    slow = untidy_rows(column, loose=loose)
    if not len(slow):
        return column
    cells = pc.take(column, pa.array(slow)).dictionary_encode()
    tidied = [tidy_cell(value, loose=loose) for value in cells.dictionary.to_pylist()]
    after = pc.take(pa.array([one.text for one in tidied], pa.large_string()), cells.indices)
    mask = np.zeros(len(column), dtype=bool)
    mask[slow] = True
    slow_rows = pa.array(slow)
    fired = [one.rules for one in tidied]
    before, records = pc.take(original, slow_rows), pc.take(chunk["record"], slow_rows)
    add_fired(findings, records, mapped.name, fired, cells.indices.to_numpy(), before, after)
    return pc.replace_with_mask(column, pa.array(mask), after)


def untidy_rows(column: pa.Array, *, loose: bool = False) -> "np.ndarray[Any, np.dtype[np.int64]]":
    """The rows whose cell may need tidying, in order: all others are plain ASCII, trimmed, with single blanks.

    It reads the column's bytes as one array: 1 to 2 ns per byte, where a regular expression takes 100 ns per cell.
    """
    n = len(column)
    _, offset_buffer, data = column.buffers()
    if n == 0 or data is None:
        return np.zeros(0, dtype=np.int64)
    offsets = np.frombuffer(offset_buffer, dtype=np.int64)[column.offset : column.offset + n + 1]
    first, last = int(offsets[0]), int(offsets[-1])
    if last == first:
        return np.zeros(0, dtype=np.int64)
    raw = np.frombuffer(data, dtype=np.uint8, count=last)[first:last]
    odd = _SLOW_BYTES[raw]
    if loose:
        odd &= raw != ord("?")
    amp = np.flatnonzero(raw[:-1] == ord("&"))
    odd[amp] = _LETTER_BYTES[raw[amp + 1]]  # &amp; but not & sons
    blank = raw == 0x20
    odd[1:] |= blank[1:] & blank[:-1]
    starts, ends = offsets[:-1] - first, offsets[1:] - first - 1
    filled = np.flatnonzero(ends >= starts)
    opening, closing = raw[starts[filled]], raw[ends[filled]]
    edges = filled[(opening == 0x20) | (opening == 0x27) | (opening == 0x23) | (closing == 0x20)]
    dirty = np.zeros(n, dtype=bool)
    dirty[filled] = np.logical_or.reduceat(odd, starts[filled])  # filled cells follow each other without a gap
    dirty[edges] = True
    return np.flatnonzero(dirty)

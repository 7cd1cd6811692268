"""The encoding of a text file: byte marks, UTF-16 and UTF-32 by their zeros, UTF-8 by its form, else the likeliest page."""

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from leadtool.errors import UnreadableInput, UsageError
from leadtool.read.pages import Guess, letter_shape, likeliest_page

BLOCK: Final = 4 << 20
FIRST: Final = 1 << 18  # the first block is small: it is all that most questions need
_SHORTEST_LIST: Final = 16  # bytes: a header and a row
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 300_000  # bytes of non-ASCII lines that are looked at
_FIRST_BEYOND: Final = 0x80  # the first byte beyond ASCII
_LONGEST_LINE: Final = 256 << 20


@dataclass(frozen=True, kw_only=True)
class Encoding:
    """`codec` is the file's encoding; `other` the one of single lines that are not written in it, None where all are."""

    codec: str
    other: str | None = None
    evidence: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def wide(self) -> bool:
        """Whether line ends are not single bytes."""
        return self.codec.replace("-", "_").startswith(("utf_16", "utf_32"))


def find_encoding(path: Path, name: str, forced: str | None = None) -> Encoding:
    """The encoding of a file, from all of its bytes.

    Raises:
        UsageError: for a forced encoding that nobody knows.
        UnreadableInput: for bytes that are no text, or a page that cannot be told.
    """
    with path.open("rb") as stream:
        head = stream.read(1 << 16)
    marked = next((codec for mark, codec in _MARKS if head.startswith(mark)), None)
    if forced is not None:
        return Encoding(codec=_known(forced, marked), evidence=f"encoding {forced}, as you said")
    if marked and marked != "utf-8-sig":
        return Encoding(codec=marked, evidence=f"encoding {marked} by its byte order mark")
    wide = _by_zeros(head)
    if wide:
        return Encoding(codec=wide, evidence=f"encoding {wide}: its zero bytes stand where that encoding has them")
    written = head.rstrip(b"\0")  # a machine that went down leaves zeros behind the lines it had written
    holds_lines = len(written) >= _SHORTEST_LIST and (b"\n" in written or b"\r" in written)
    looked_at = written if holds_lines else head
    if looked_at.count(0) > 0.1 * len(looked_at):
        raise UnreadableInput(f"{name} is not text: it is full of zero bytes.", hint="Export it as CSV or XLSX.", kind="binary")
    if b"\x1b$B" in head or b"\x1b$@" in head or b"\x1b(J" in head:
        return Encoding(codec="iso2022_jp", evidence="encoding iso2022_jp by its escape sequences")
    return _by_form(path, name, marked or "utf-8")


def still_in(path: Path, codec: str) -> bool:
    """Whether a file can be in the encoding that an earlier one had: it decodes, and is not plainly in Unicode by its bytes."""
    try:
        known = codecs.lookup(codec).name
        with path.open("rb") as stream:
            head = stream.read(1 << 16)
        if any(head.startswith(mark) and not known.startswith(name.removesuffix("-sig")) for mark, name in _MARKS):
            return False
        if not known.startswith("utf") and not head.isascii() and _is_utf8(path):
            return False
        decoder = codecs.getincrementaldecoder(known)()
        with path.open("rb") as stream:
            while block := stream.read(BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except (LookupError, UnicodeError):
        return False
    return True


def _known(forced: str, marked: str | None) -> str:
    try:
        codec = codecs.lookup(forced).name
    except LookupError:
        raise UsageError(
            f"There is no encoding {forced}.", hint="Try utf-8, cp1252, cp1251 or shift_jis.", kind="encoding"
        ) from None
    if marked == "utf-8-sig" and codec == "utf-8":
        return "utf-8-sig"
    return codec


def _by_zeros(head: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: nearly every second (or three of four) bytes of Latin text and delimiters are zero."""
    size = len(head) // 4 * 4
    if size < 4:
        return None
    zeros = [head[at:size:4].count(0) / (size / 4) for at in range(4)]
    if min(zeros[1:]) > 0.8 and zeros[0] < 0.3:
        return "utf-32-le"
    if min(zeros[:3]) > 0.8 and zeros[3] < 0.3:
        return "utf-32-be"
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    for codec, low, high in (("utf-16-le", even, odd), ("utf-16-be", odd, even)):
        if (high > 0.4 or (high > 0.15 and head.count(0) >= 8)) and low < 0.02 + high / 8:
            try:
                text = head[: len(head) // 2 * 2 - 2].decode(codec)
            except UnicodeDecodeError:
                continue
            if any(c in text for c in "\n\r,;\t") and sum(c < " " and c not in "\t\r\n" for c in text) < 0.02 * len(text) + 1:
                return codec
    return None


def _by_form(path: Path, name: str, codec: str) -> Encoding:
    """UTF-8 if all bytes have its form, else the likeliest page; lines in the other one are decoded by themselves."""
    if _is_utf8(path):
        return Encoding(codec=codec, evidence=f"encoding {codec}: all bytes have its form")
    good = bad = 0
    bad_lines: list[bytes] = []
    size = 0
    for line, kind in _odd_lines(path):
        if kind in ("utf-8", "damaged"):
            good += not line.strip(b"\xff\xfe\xc0\xc1").isascii()
        elif kind == "page":
            bad += 1
            if size < _SAMPLE:
                bad_lines.append(line[:2000])
                size += min(len(line), 2000)
    if not bad:
        return Encoding(codec=codec, other="cp1252", evidence=f"encoding {codec}, with damaged bytes")
    guess = likeliest_page(bad_lines)
    if codec == "utf-8-sig" or good >= bad or (good >= 3 and good > 0.2 * bad):
        page = guess.codec if guess.sure else "cp1252"
        return Encoding(
            codec=codec,
            other=page,
            evidence=f"encoding {codec} in {good} lines with letters beyond ASCII, {page} in {bad}",
            warnings=(f"{bad} lines in another encoding ({page})",),
        )
    if not guess.sure:
        raise _unsure(name, guess, bad_lines)
    many = good > 0 and not guess.wide
    return Encoding(
        codec=guess.codec,
        other="utf-8" if many else None,
        evidence=f"encoding {guess.codec}: {guess.why}",
        warnings=(f"{good} lines in another encoding (utf-8)",) if many else (),
    )


def _unsure(name: str, guess: Guess, lines: Sequence[bytes]) -> UnreadableInput:
    shapes = "; ".join(f"{page} would read {letter_shape(lines, page)}" for page in guess.candidates[:3])
    return UnreadableInput(
        f"The encoding of {name} cannot be told.", hint=f"Name it with --encoding. Candidates: {shapes}", kind="encoding"
    )


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as stream:
            while block := stream.read(BLOCK):
                if not block.isascii() or decoder.getstate()[0]:
                    decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _odd_lines(path: Path) -> Iterator[tuple[bytes, str]]:
    """All lines with bytes beyond ASCII, and how each is written."""
    for block in byte_blocks(path):
        if block.isascii():
            continue
        sure = not _may_hold_utf8(block)
        for line in block.splitlines():
            if not line.isascii():
                yield line, "page" if sure and line[-1] < _FIRST_BEYOND else form_of(line)


def _may_hold_utf8(block: bytes) -> bool:
    """Whether two bytes of a block could be a letter of UTF-8, or one could be damage to such text."""
    codes = np.frombuffer(block, np.uint8)
    leads, follows = (codes >= 0xC2) & (codes <= 0xF4), (codes & 0xC0) == _FIRST_BEYOND
    never = (codes >= 0xFE) | (codes == 0xC0) | (codes == 0xC1)
    return bool((leads[:-1] & follows[1:]).any() or never.any())


def byte_blocks(path: Path, skip: int = 0) -> Iterator[bytes]:
    """The file in blocks that end at a line end (LF or, in files without one, CR)."""
    rest = b""
    with path.open("rb") as stream:
        stream.seek(skip)
        size = FIRST
        while block := stream.read(size):
            block, size = rest + block, BLOCK
            cut = _last_line_end(block)
            if not cut and len(block) > _LONGEST_LINE:
                raise UnreadableInput("The file has no lines.", hint="Is it a table?", kind="no-rows")
            rest = block[cut:]
            if cut:
                yield block[:cut]
    if rest:
        yield rest


def _last_line_end(block: bytes) -> int:
    """Where the last line that has certainly ended ends: behind an LF, or a CR that no other line end character follows."""
    line_feed = block.rfind(b"\n") + 1
    stop = len(block)
    while (stop := block.rfind(b"\r", line_feed, stop)) >= 0:
        if stop + 1 < len(block) and block[stop + 1] not in b"\r\n":
            return stop + 1
    return line_feed


def form_of(line: bytes) -> str:
    """How a line with bytes beyond ASCII is written: "utf-8", "damaged" (UTF-8 with a few wrong bytes) or "page"."""
    try:
        line.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        pass
    if (b"\xed" in line and _halves(line)) or _ends_within_letter(line):
        return "damaged"
    text = line.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(c > "\x7f" for c in text) - wrong
    return "damaged" if right >= wrong or line.strip(b"\r\n\xff\xfe\xc0\xc1").isascii() else "page"


def _ends_within_letter(line: bytes) -> bool:
    """Whether a line is UTF-8 but for its last letter, which was cut off with the rest of the file."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end == len(line) and error.reason == "unexpected end of data"
    return False


def _halves(line: bytes) -> bool:
    """Whether the only thing wrong with a line are characters written as halves."""
    try:
        line.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def decode_line(line: bytes, codec: str, other: str | None) -> tuple[str, str]:
    """A line as text, and how it was decoded: "" as the file, "other", or "damaged" (U+FFFD stands for wrong bytes)."""
    if line.isascii():
        return line.decode("ascii"), ""
    utf8 = codec.startswith("utf-8")
    form = form_of(line)
    if form == "utf-8" and (utf8 or other == "utf-8"):
        return line.decode("utf-8"), "" if utf8 else "other"
    if utf8 and form == "page" and other and other != "utf-8":
        try:
            return line.decode(other), "other"
        except UnicodeDecodeError:
            return line.decode(other, "replace"), "damaged"
    base = "utf-8" if utf8 else codec
    if utf8:
        line = _joined_surrogates(line)
    try:
        return line.decode(base), ""
    except UnicodeDecodeError:
        return line.decode(base, "replace"), "damaged"


def _joined_surrogates(line: bytes) -> bytes:
    """Characters that were written as two halves (CESU-8) put together again; halves alone stay wrong."""
    if b"\xed" not in line:
        return line
    try:
        text = line.decode("utf-8", "surrogatepass")
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le").encode("utf-8")
    except UnicodeError:
        return line

"""Bytes → physical lines of text with their line ends, and what happened to single lines on the way."""

import codecs
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from leadtool.read.encoding import BLOCK, Encoding, byte_blocks, decode_line
from leadtool.read.records import Block
from leadtool.rules.reading import INVALID_BYTES, LOST_LETTERS, NUL_REMOVED, OTHER_ENCODING

_CODES: Final = {"other": OTHER_ENCODING.code, "damaged": INVALID_BYTES.code}


def read_lines(path: Path, encoding: Encoding) -> Iterator[Block]:
    """The file's lines in blocks. A line ends with LF, CR, CRLF or CRCRLF, and with nothing else."""
    if by_blocks(encoding):
        return (block_of_lines(block, encoding) for block in byte_blocks(path, skip_mark(path, encoding)))
    return (_block(text, {}) for text in _stream(path, encoding))


def by_blocks(encoding: Encoding) -> bool:
    """Whether line ends are single bytes, so that a file can be decoded block by block."""
    return not encoding.wide and "2022" not in encoding.codec and encoding.codec not in ("utf-7", "hz")


def skip_mark(path: Path, encoding: Encoding) -> int:
    """How many bytes of a byte order mark stand before the text."""
    with path.open("rb") as stream:
        return 3 if encoding.codec == "utf-8-sig" and stream.read(3) == codecs.BOM_UTF8 else 0


def block_of_lines(block: bytes, encoding: Encoding) -> Block:
    """A block of whole lines; where it is not cleanly in the file's encoding, it is decoded line by line."""
    codec = "utf-8" if encoding.codec == "utf-8-sig" else encoding.codec
    if block.isascii():
        return _block(block.decode("ascii"), {})
    if encoding.other is None or codec == "utf-8":
        try:
            return _block(block.decode(codec), {})
        except UnicodeDecodeError:
            pass
    return _block(*_by_lines(block, codec, encoding.other))


def _block(text: str, odd: dict[int, list[str]]) -> Block:
    """Text cut into lines, less its NUL characters."""
    lines = split_lines(text)
    if "\0" in text or "\ufffd" in text:
        for at, line in enumerate(lines):
            if "\0" in line:
                odd.setdefault(at, []).append(NUL_REMOVED.code)
                lines[at] = line.replace("\0", "")
            if "\ufffd" in line and INVALID_BYTES.code not in odd.get(at, ()):
                odd.setdefault(at, []).append(LOST_LETTERS.code)
    return Block(lines, odd)


def split_lines(text: str) -> list[str]:
    """Text cut behind each line end; CRCRLF is one line end.

    >>> split_lines("a\\r\\nb\\rc\\nd\\r\\r\\ne")
    ['a\\r\\n', 'b\\r', 'c\\n', 'd\\r\\r\\n', 'e']
    """
    lines = list(io.StringIO(text, newline=""))
    if "\r\r\n" not in text:
        return lines
    joined: list[str] = []
    for line in lines:
        if line == "\r\n" and joined and joined[-1].endswith("\r"):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _by_lines(block: bytes, codec: str, other: str | None) -> tuple[str, dict[int, list[str]]]:
    odd: dict[int, list[str]] = {}
    parts: list[str] = []
    number = 0
    for line in block.splitlines(keepends=True):
        text, how = decode_line(line, codec, other)
        if text == "\r\n" and parts and parts[-1].endswith("\r"):
            number -= 1
        parts.append(text)
        if how:
            odd[number] = [_CODES[how]]
        number += 1
    return "".join(parts), odd


def _stream(path: Path, encoding: Encoding) -> Iterator[str]:
    """Text of an encoding whose line ends are not single bytes, in blocks of whole lines."""
    decoder = codecs.getincrementaldecoder(encoding.codec)("replace")
    rest, first = "", True
    with path.open("rb") as stream:
        while True:
            block = stream.read(BLOCK)
            text = rest + decoder.decode(block, final=not block)
            if first:
                text, first = text.removeprefix("\ufeff"), False
            cut = text.rfind("\n") + 1 or text.rfind("\r", 0, len(text) - 1) + 1
            if not block:
                if text:
                    yield text
                return
            rest = text[cut:]
            if cut:
                yield text[:cut]

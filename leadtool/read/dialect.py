"""How a text table is written, and a record cut into cells accordingly."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How a text table is written. `skip_space`: blanks between delimiter and quote do not count.

    `wrapped`: each line is one quoted cell that holds the whole record, which Excel makes of a list it does not understand.
    """

    delimiter: str = ","
    quote: str = '"'
    escape: str | None = None
    skip_space: bool = False
    wrapped: bool = False
    sep_line: bool = False
    width: int = 0
    share: float = 1.0
    evidence: str = ""


def split_record(text: str, dialect: Dialect) -> tuple[list[str], bool, bool]:
    """The cells of one record, whether all quotes were closed, and whether a stray quote was kept.

    A quote closes a cell only before a delimiter or the end; any other one is a character.

    >>> split_record('a,"x "y" z",b', Dialect())
    (['a', 'x "y" z', 'b'], True, True)
    >>> split_record('a,"open', Dialect())
    (['a', 'open'], False, False)
    """
    delimiter, quote, escape = dialect.delimiter, dialect.quote, dialect.escape
    text = text.rstrip("\r\n")
    cells: list[str] = []
    at, end, stray = 0, len(text), False
    while True:
        begin = at
        if dialect.skip_space:
            while begin < end and text[begin] == " ":
                begin += 1
        if quote and text.startswith(quote, begin):
            cell, at, closed, odd = _quoted(text, begin + 1, delimiter, quote, escape)
            stray = stray or odd
            cells.append(cell)
            if not closed:
                return cells, False, stray
        else:
            stop = text.find(delimiter, at)
            cell = text[at : stop if stop >= 0 else end]
            if quote and quote in cell:
                stray = True
            cells.append(cell)
            at = stop if stop >= 0 else end
        if at >= end:
            return cells, True, stray
        at += len(delimiter)


def _quoted(text: str, at: int, delimiter: str, quote: str, escape: str | None) -> tuple[str, int, bool, bool]:
    """A quoted cell from behind its opening quote: text, place behind it, whether closed, whether it held a stray quote."""
    parts: list[str] = []
    stray = False
    end = len(text)
    while True:
        stop = text.find(quote, at)
        if escape:
            mark = text.find(escape, at, stop if stop >= 0 else end)
            if mark >= 0 and mark + 1 < end:
                parts.append(text[at:mark] + (text[mark + 1] if text[mark + 1] in (quote, escape) else text[mark : mark + 2]))
                at = mark + 2
                continue
        if stop < 0:
            parts.append(text[at:])
            return "".join(parts), end, False, stray
        after = stop + 1
        if text.startswith(quote, after):
            parts.append(text[at:after])
            at = after + 1
        elif after == end or text.startswith(delimiter, after):
            parts.append(text[at:stop])
            return "".join(parts), after, True, stray
        else:
            parts.append(text[at:after])
            at, stray = after, True


def split_literally(text: str, dialect: Dialect) -> list[str]:
    """The cells of one line in which a quote that does not close before the end of the line is a character.

    >>> split_literally('a,"Acme" Ltd,"b, c",d', Dialect())
    ['a', '"Acme" Ltd', 'b, c', 'd']
    """
    delimiter, quote, escape = dialect.delimiter, dialect.quote, dialect.escape
    text = text.rstrip("\r\n")
    cells: list[str] = []
    at, end = 0, len(text)
    while True:
        stop = text.find(delimiter, at)
        stop = stop if stop >= 0 else end
        cell = text[at:stop]
        if quote and text.startswith(quote, at):
            quoted, after, closed, odd = _quoted(text, at + 1, delimiter, quote, escape)
            if closed and not odd:
                cell, stop = quoted, after
        cells.append(cell)
        if stop >= end:
            return cells
        at = stop + len(delimiter)


def unwrapped(line: str, dialect: Dialect) -> str:
    """The record in a line that is one quoted cell as a whole; other lines as they are.

    >>> unwrapped('"Jo,""Delft, NL"",x"', Dialect())
    'Jo,"Delft, NL",x'
    """
    text = line.rstrip("\r\n")
    quote = dialect.quote
    if len(text) < 2 or text[0] != quote or text[-1] != quote:
        return line
    inner = text[1:-1]
    if inner.replace(quote * 2, "").count(quote):
        return line
    return inner.replace(quote * 2, quote) + line[len(text) :]

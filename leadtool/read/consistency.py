"""Finding the dialect of a text table: the delimiter, quote and escape that make its records alike."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from leadtool.read.dialect import Dialect, split_record, unwrapped
from leadtool.read.shapes import Profile, shape

_PRIOR: Final = {
    ",": 1.0, ";": 1.0, "\t": 1.0, "|": 0.98, "^": 0.9, "~": 0.9, "\x1f": 1.0, "\x01": 1.0, "\x1e": 0.95, "§": 0.9, "¦": 0.9,
    "¬": 0.9, "þ": 0.85, "#": 0.7, "$": 0.6, "!": 0.6, "*": 0.6, "%": 0.6, "&": 0.6, "=": 0.5, ":": 0.6, "/": 0.4, "_": 0.4,
    "\\": 0.4, " ": 0.45, "，": 0.9, "；": 0.9, "、": 0.8, "||": 0.99, "::": 0.8, "|~|": 0.99, "~|~": 0.99, "~~": 0.9, "##": 0.8,
    "^^": 0.9, "^|^": 0.99, ";;": 0.5, "\t\t": 0.5, "@@": 0.8, "$$": 0.8, "|^|": 0.99, "<>": 0.8, "[|]": 0.99,
    "│": 0.99, "┃": 0.99, "║": 0.99, "\x14": 1.0, "\x1c": 0.95, "\x1d": 0.95, "\x02": 0.95, "\x07": 0.9, "¤": 0.9, "•": 0.8,
    "→": 0.8, "?": 0.5,
}  # fmt: skip
"""Delimiters that are tried, with how readily each is believed."""
_WEAK: Final = (" ", ":", "/", "_", "=", "\\")
"""Signs that stand within values, too: they delimit only where a column of addresses, numbers or dates comes of it."""
_SEP = re.compile(r'"?sep=(.{1,3}?)"?[,;\t]*\s*$', re.IGNORECASE)
_SAMPLE: Final = 400
NAMES: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe", " ": "space", ":": "colon"}


def named_by_sep_line(line: str) -> str | None:
    """The delimiter that Excel's `sep=` line names, or None.

    >>> named_by_sep_line("sep=;"), named_by_sep_line("separator")
    (';', None)
    """
    found = _SEP.match(line.rstrip("\r\n").lstrip("\ufeff"))
    return found.group(1) if found else None


def find_dialect(lines: Sequence[str], *, delimiter: str | None = None) -> Dialect:
    """The dialect in which the sampled lines are most alike; `delimiter` is believed where given."""
    named = named_by_sep_line(lines[0]) if lines else None
    body = lines[1:] if named else lines
    sample = [line for line in body if line.strip()][:_SAMPLE]
    forced = delimiter or named
    quote = _quote(sample)
    inner = [unwrapped(line, Dialect(quote=quote)) for line in sample]
    if len(sample) > 1 and sum(a != b for a, b in zip(sample, inner, strict=True)) >= 0.9 * len(sample):
        found = find_dialect(inner, delimiter=forced)
        if found.width > 1:
            return replace(found, wrapped=True, quote=quote, evidence=found.evidence + "; each line was one quoted cell")
    base = Dialect(quote=quote, escape=_escape(sample, quote), sep_line=named is not None)
    candidates = [forced] if forced else [d for d in _PRIOR if sum(d in line for line in sample) >= max(1, len(sample) // 5)]
    body = sample[1:] or sample
    if not forced and sum(shape(line) not in ("", "text") for line in body) >= 0.8 * len(body):
        return replace(base, width=1, evidence="one value per line")
    best, best_score = replace(base, delimiter=forced or ","), 0.0
    for candidate in candidates:
        tried = replace(base, delimiter=candidate, skip_space=_spaced(sample, candidate, quote))
        score, width, share = _score(sample, tried)
        if score > best_score + 1e-9:
            best, best_score = replace(tried, width=width, share=share), score
    if named and not delimiter and best.width < 2:
        return replace(find_dialect(lines[1:]), sep_line=True)
    name = NAMES.get(best.delimiter, repr(best.delimiter))
    if named:
        why = f"delimiter {name}, as its sep= line says"
    elif delimiter:
        why = f"delimiter {name}, as you said"
    else:
        why = f"delimiter {name}: {best.share:.0%} of the sampled lines split into {max(best.width, 1)} cells"
    return replace(best, evidence=why)


def _score(sample: Sequence[str], dialect: Dialect) -> tuple[float, int, float]:
    """How table-like the sample is in this dialect, its usual width and the share of records that have it."""
    rows: list[list[str]] = []
    pending = ""
    held = 0
    for line in sample:
        cells, closed, _ = split_record(pending + line, dialect)
        if not closed and held < 20:
            pending, held = pending + line, held + 1
            continue
        rows.append(cells)
        pending, held = "", 0
    if pending:
        rows += [split_record(line, dialect)[0] for line in pending.splitlines()]
    widths = Counter(len(row) for row in rows)
    width, count = max(widths.items(), key=lambda item: (item[1] * min(item[0], 12) ** 0.5 * (item[0] > 1), item[0]))
    if width < 2:
        return 0.0, width, 1.0
    if dialect.delimiter in _WEAK and not Profile([row for row in rows if len(row) == width], width).strong:
        return 0.0, width, 1.0
    near = sum(n for w, n in widths.items() if w == width or (w == width + 1 and n < count))
    share = count / len(rows)
    cells = [cell for row in rows if len(row) == width for cell in row][:4000]
    clean = sum(_clean(cell) for cell in cells) / max(1, len(cells))
    spread = min(1.0, 0.55 + 0.15 * min(width - 1, 3))
    return (
        _PRIOR.get(dialect.delimiter, 0.5) * (0.7 * share + 0.3 * near / len(rows)) ** 2 * spread * (0.25 + 0.75 * clean),
        width,
        share,
    )


_LEFT_OVER: Final = re.compile(r'[;\t|^~\x1f\x01]|,\S|^[\s]*"|"[\s]*$')


def _clean(cell: str) -> float:
    """How much a cell looks like one value: 1 for a known shape, less where another delimiter is left in it."""
    text = cell.strip()[:254]
    kind = shape(text)
    if kind != "text":
        return 1.0 if kind else 0.85
    if _LEFT_OVER.search(text):
        return 0.4
    return 0.95 if any(c.isalnum() for c in text) else 0.5


def _quote(sample: Sequence[str]) -> str:
    """The quote character: `"` unless cells are plainly wrapped in apostrophes."""
    double = sum('"' in line for line in sample)
    if double:
        return '"'
    single = sum(len(re.findall(r"(?:^|[,;\t|])'(?:[^']|''){0,200}'(?=$|[,;\t|\r\n])", line[:5000])) >= 2 for line in sample)
    return "'" if single and single >= 0.3 * len(sample) else '"'


def _escape(sample: Sequence[str], quote: str) -> str | None:
    """A backslash where quotes inside cells are written with one, else None (they are doubled)."""
    inner = re.compile(r"\\" + quote + r"(?=[^,;\t|\r\n])")
    marked = sum(len(inner.findall(line[:20_000])) for line in sample)
    doubled = sum(len(re.findall(r"[^\\,;\t|]" + quote * 2 + r"(?=[^,;\t|\r\n])", line[:20_000])) for line in sample)
    return "\\" if marked > doubled else None


def _spaced(sample: Sequence[str], delimiter: str, quote: str) -> bool:
    """Whether blanks stand between delimiters and opening quotes."""
    spaced = sum(line.count(f"{delimiter} {quote}") for line in sample)
    tight = sum(line.count(f"{delimiter}{quote}") for line in sample)
    return delimiter != " " and spaced > tight

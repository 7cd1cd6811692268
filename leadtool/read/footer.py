"""Rows below the records that are none: totals, counts and notes."""

import re
from collections.abc import Sequence
from typing import Final

from leadtool.read.page import words
from leadtool.read.shapes import shape
from leadtool.vocab import fold

_SUM: Final = re.compile(
    r"(?P<word>[^\d:：=]{1,60}?)\s*(?P<sign>[:：=]?)\s*(?P<number>\d[\d.,' \u00a0\u202f]{0,20})?[^\d:：=@]{0,20}"
)
_FIGURE: Final = re.compile(r"(?!\+)[^\d@]{0,4}\d[\d.,' \u00a0\u202f]{0,20}[^\d@]{0,10}")  # "55 700,50 zł"
_COUNT: Final = re.compile(r"[(\[]?\d[\d.,' \u00a0\u202f]{0,12}(?P<what>[^\d()\[\]]{1,40})")


def is_footer(row: Sequence[str], width: int) -> bool:
    """Whether a row is a total, a count or a note below the records: few cells, none of them a contact, and such a word."""
    texts = [cell.strip() for cell in row if cell.strip()]
    while width >= 2 and len(texts) > 1 and set(texts[0]) == {"*"}:  # the sign of a total in reports of SAP
        texts = texts[1:]
    if width >= 2 and texts and len(texts) <= max(2, width // 2) and _sums_up(texts):
        return True
    if width >= 2 and len(texts) == 1 and _counts(texts[0]):
        return True
    if width < 2 or not texts or len(texts) > max(2, width // 3):
        return False
    if any(shape(cell) in ("email", "phone") for cell in texts):
        return False
    if texts[0].startswith(("©", "(c)", "***", "---", "===")):
        return len(texts) == 1
    said = fold(texts[0][:80]).split()
    while said and said[0].isdigit():
        said.pop(0)
    if said and said[0] in words("notice"):
        return True
    known = words("footer")
    begins = [" ".join(said[:count]) for count in (4, 3, 2)]
    if any(start in known for start in begins) or " ".join(said) in known:
        return True
    return (
        len(texts) == 1
        and bool(said)
        and said[0] in known
        and (":" in texts[0] or len(said) < len(fold(texts[0][:80]).split()) or len(said) > 2)
    )


def _sums_up(texts: Sequence[str]) -> bool:
    """Whether cells are a sum with its number behind it ("Razem: 9", "合計：9件", "Total 5"), then nothing but figures."""
    said = _SUM.fullmatch(texts[0][:80])
    named = said is not None and fold(said["word"]) in words("sum")
    if said is None or not named or not (said["sign"] or said["number"] or _is_counted(texts[1:])):
        return False
    figures = all(_FIGURE.fullmatch(text[:40]) or fold(text[:40]) in words("sum") for text in texts[1:])
    return figures and (bool(said["sign"]) or not any(sum(c.isdigit() for c in text) > 9 for text in texts[1:]))


def _is_counted(texts: Sequence[str]) -> bool:
    """Whether what stands behind a word for a sum is another such word and a number: "Total", "Count", 6."""
    return len(texts) > 1 and fold(texts[0][:40]) in words("sum") and texts[1][:40].isdigit()


def _counts(text: str) -> bool:
    """Whether a text is a number of records: "8 Sätze", "(5 rows)", "5 rows in set", "12 件"."""
    said = _COUNT.match(text[:80])
    return said is not None and fold(said["what"]) in words("counted")

"""Spam: advertisements sent through forms, told by their phrases and links."""

from functools import cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import matches, text
from leadtool.vocab import fold, word_list

_LINK: Final = r"(?i)https?://|www\.[a-z0-9-]{2,}\.|\b[a-z0-9-]{3,}\.(?:ru|com|biz|xyz|top|info|click|site|online|shop)/"


@cache
def _spam_pattern() -> str:
    return "|".join(sorted({phrase.lower() for phrase in word_list("junk")["spam_phrases"]}))


@cache
def _spam_words() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in word_list("junk")["spam_phrases"]:
        words = tuple(fold(phrase).split())
        found.setdefault(words[0], []).append(words)
    return found


def spam_phrases(cell: str) -> int:
    """How many different advertising phrases a text holds."""
    folded = fold(cell[:2000])
    words = folded.split()
    told = {
        phrase
        for i, word in enumerate(words)
        for phrase in _spam_words().get(word, ())
        if tuple(words[i : i + len(phrase)]) == phrase
    }
    if not folded.isascii():
        told |= {p for ps in _spam_words().values() for p in ps if len(p) == 1 and ord(p[0][0]) > 0x2E80 and p[0] in folded}
    return len(told)


def is_spam(chunk: pa.Table, name: pa.Array) -> pa.Array:
    """True where the name holds a link, or a text is an advertisement: two phrases of advertising, or one beside a link."""
    in_name = pc.match_substring_regex(name, r"(?i)https?://|\bwww\.[a-z0-9-]+\.|\.(?:ru|com|biz|xyz|top|info|click|site)/")
    masks = [in_name]
    columns = {column: text(chunk, column) for column in ("enquiry", "notes", "lt_company")}
    hits = matches([pc.utf8_lower(cells) for cells in columns.values()], _spam_pattern())
    for (column, cells), hit in zip(columns.items(), hits, strict=True):
        looked_at = pc.if_else(hit, cells, "").dictionary_encode()
        linked = pc.match_substring_regex(looked_at.dictionary, _LINK).to_pylist()
        needed = 1 if column == "enquiry" else 2
        answers = [
            spam_phrases(cell) >= (3 if column == "lt_company" else 2) or (link and spam_phrases(cell) >= needed)
            for cell, link in zip(looked_at.dictionary.to_pylist(), linked, strict=True)
        ]
        masks.append(pc.take(pa.array(answers, pa.bool_()), looked_at.indices))
    spam = masks[0]
    for mask in masks[1:]:
        spam = pc.or_(spam, mask)
    return spam

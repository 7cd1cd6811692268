"""Street lines written in capitals or small letters throughout, in the case a person would write them."""

import re
from functools import cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, map_text
from leadtool.vocab import word_list

# A line without a word of three letters is signs and numbers. Small words of Cyrillic and Greek streets (ул., д.) stay small in
# front, Turkish capitals need their own table: such lines are left as they are.
_WORDS: Final = r"\p{Latin}{3}"
_OTHER: Final = r"[\p{Greek}\p{Cyrillic}ıİ]"
_NUMBERED: Final = re.compile(r"(\d+)([^\W\d_]+)([^\w]*)")
_PIECES: Final = re.compile(r"[^\W_]+")


def recased_streets(lines: pa.Array, country: pa.Array) -> pa.Array:
    """The lines with `123 MAIN ST NW` as `123 Main St NW`; lines in mixed case unchanged."""
    one_case = pc.or_(pc.utf8_is_upper(lines), pc.utf8_is_lower(lines))
    if not pc.any(one_case).as_py():
        return lines
    known = pc.and_not(pc.match_substring_regex(lines, _WORDS), pc.match_substring_regex(lines, _OTHER))
    wanted = pc.and_(one_case, pc.and_not(known, pc.equal(country, "TR")))
    words = pc.split_pattern(pc.filter(lines, wanted), " ")
    lettered = pc.match_substring_regex(words.values, r"\p{L}")  # house numbers are many and stay
    shown = pc.if_else(lettered, map_text(pc.if_else(lettered, words.values, pa.scalar("", TEXT)), _word), words.values)
    joined = pc.binary_join(pa.LargeListArray.from_arrays(pc.cast(words.offsets, pa.int64()), shown), pa.scalar(" ", TEXT))
    first = pc.utf8_upper(pc.utf8_slice_codeunits(joined, 0, 1))
    cased = pc.binary_join_element_wise(first, pc.utf8_slice_codeunits(joined, 1), pa.scalar("", TEXT))
    return pc.replace_with_mask(lines, wanted, pc.cast(cased, TEXT))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(word_list("street_case")[name].split())


def _word(word: str) -> str:
    """One word between blanks, as it stands inside a street line.

    >>> [_word(word) for word in ("MAIN", "ST.", "NW", "1ST", "4B", "O'HARA", "MARY'S", "LA", "DE", "SAINT-DENIS")]
    ['Main', 'St.', 'NW', '1st', '4B', "O'Hara", "Mary's", 'La', 'de', 'Saint-Denis']
    """
    bare = word.strip(".,;()#")
    if bare.lower() in _words("small"):
        return word.lower()
    if bare.upper() in _words("capitals"):
        return word.upper()
    numbered = _NUMBERED.fullmatch(word)
    if numbered:
        letters = numbered[2].lower()
        return f"{numbered[1]}{letters if letters in _words('ordinals') else letters.upper()}{numbered[3]}"
    low = word.lower()
    shown = _PIECES.sub(lambda piece: piece[0][:1].upper() + piece[0][1:], low)
    return re.sub(r"(?<=[^\W\d_]{2}['’])S(?![^\W_])", "s", shown)

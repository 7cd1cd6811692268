"""Upper and lower case of names: repaired only where a name is written in one case throughout."""

import re
from typing import Final

from leadtool.fields.name_words import name_words, squeezed

_TURKISH: Final = re.compile("[ığşİĞŞ]")
_DUTCH_IJ: Final = re.compile(r"^ij[bcdfgklmnpqrstvwxz]", re.IGNORECASE)
_ROMAN: Final = frozenset("ii iii iv vi vii viii".split())
_APOSTROPHES: Final = "'’ʼ`´"
_VOWELS: Final = frozenset("aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœıаеёиоуыэюяіїєαεηιουωάέήίόύώ")


def is_one_case(text: str) -> bool:
    """Whether a text of at least two cased letters is all upper or all lower case."""
    upper, lower = text.upper(), text.lower()
    return (upper == text or lower == text) and upper != lower and sum(c.lower() != c.upper() for c in text) > 1


def repair_case(text: str, *, whole: str = "", particles_at_start: bool = True) -> str:
    """A name written in one case throughout, in the case a careful person would write it; any other unchanged.

    `whole` is the full name that `text` belongs to: it shows the language (a dotless ı in Turkish, an Italian given name).
    With `particles_at_start` a leading `van der` of several words stays small.

    >>> repair_case("JAN VAN DER BERG"), repair_case("o'brien-mcdonald"), repair_case("DeShawn"), repair_case("IŞIK")
    ('Jan van der Berg', "O'Brien-McDonald", 'DeShawn', 'Işık')
    """
    if not is_one_case(text):
        return text
    whole = whole or text
    words = name_words()
    turkish = _is_turkish(whole)
    italian = any(squeezed(token) in words.given["it"] for token in whole.split())
    tokens = text.split(" ")
    cased = []
    for at, token in enumerate(tokens):
        key = squeezed(token)
        small = key in words.lower_particles and (at > 0 or (particles_at_start and len(tokens) > 1)) and at < len(tokens) - 1
        if small and italian and key in words.italian_particles:
            small = False
        if small and token.endswith("."):
            small = False
        cased.append(_lower(token, turkish) if small else _capital_token(token, turkish))
    return " ".join(cased)


def _is_turkish(whole: str) -> bool:
    if _TURKISH.search(whole):
        return True
    return any(squeezed(token) in name_words().turkish_only for token in whole.split())


def _lower(text: str, turkish: bool) -> str:
    if turkish:
        text = text.replace("İ", "i").replace("I", "ı")
    return text.lower()


def _upper_first(text: str, turkish: bool) -> str:
    if not text:
        return text
    first = "İ" if turkish and text[0] == "i" else text[0].upper()
    return (first if len(first) == 1 else first.capitalize()) + text[1:]


def _capital_token(token: str, turkish: bool) -> str:
    """One word between blanks: its hyphened parts each with a capital."""
    if squeezed(token) in _ROMAN or token.count(".") > 1:
        return token.upper() if not turkish else token.replace("i", "İ").upper()
    return "-".join(_capital_part(part, turkish, alone="-" not in token) for part in token.split("-"))


def _is_pair(letters: str) -> bool:
    """Whether two letters are initials run together: TJ, but not Ng, Dr or Ed."""
    words = ("ng", "dr", "mr", "ms", "st", "jr", "sr", "fr", "hr", "mc")
    return letters in name_words().pairs or not (set(letters) & _VOWELS or letters in words)


def _capital_part(part: str, turkish: bool, *, alone: bool) -> str:
    words = name_words()
    low = _lower(part, turkish)
    bare = low.strip("().,\"'")
    if alone and len(bare) == 2 and bare.isalpha() and "." not in part and part.isupper() and _is_pair(bare):
        return part
    for mark in _APOSTROPHES:
        head, found, rest = low.partition(mark)
        if found and rest and (len(head) <= 1 or head in ("dell", "all", "sant", "nell", "dall")) and len(rest) > 1:
            return _upper_first(head, turkish) + found + _upper_first(rest, turkish)
    if _DUTCH_IJ.match(low):
        return "IJ" + low[2:]
    if low.startswith("mc") and len(low) > 4 and low.isalpha():
        return "Mc" + low[2].upper() + low[3:]
    if squeezed(low) in words.mac:
        return "Mac" + low[3].upper() + low[4:]
    lead = len(low) - len(low.lstrip("(\"'“„«‘"))
    return low[:lead] + _upper_first(low[lead:], turkish)

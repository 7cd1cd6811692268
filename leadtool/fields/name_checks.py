"""What stands in a name cell and is no name: ornaments, placeholders, addresses, numbers, companies."""

import re
import unicodedata
from typing import Final

from leadtool.fields.companies import has_strong_legal_form
from leadtool.fields.name_words import name_words, squeezed
from leadtool.rules import names as rules
from leadtool.vocab import fold

LONGEST: Final = 200
_WEB: Final = re.compile(r"(https?:/|www\.|\.(com|net|org|info|ru|de|io|biz|example)(/|$))", re.IGNORECASE)
_LOST: Final = re.compile(r"[^\W\d_]\?+[^\W\d_]|�|[^\W\d_]{2}\?$")
_EDGES: Final = " \t*~|_^•·:;\\/"
_PAIRS: Final = (('"', '"'), ("(", ")"), ("[", "]"), ("“", "”"), ("„", "“"), ("«", "»"), ("'", "'"))
_FULL_STOP: Final = re.compile(r"\s[^\W\d_]{5,}\.$")
_ASIDES: Final = re.compile(r"\([^()]*\)|\s[-–—|]\s.*$")
_ORNAMENTS: Final = frozenset(("So", "Cs", "Co", "Cn", "Sk"))
_KEPT_MARKS: Final = frozenset("'’ʼ`´ʻ°º゛゜")


def undecorated(text: str) -> str:
    """The text without emoji, ornaments and fancy letter forms.

    >>> undecorated("★ John 🚀 Smith ★"), undecorated("𝓙𝓸𝓱𝓷")
    ('John Smith', 'John')
    """
    if text.isascii():
        bare = text
    else:
        bare = text.translate(_PLAIN)
        bare = " ".join(bare.split()) if bare != text else bare
    stripped = bare.strip(_EDGES)
    while len(stripped) > 2 and (stripped[0], stripped[-1]) in _PAIRS and stripped[-1] not in stripped[1:-1]:
        stripped = stripped[1:-1].strip()
    if _FULL_STOP.search(stripped):
        stripped = stripped[:-1]
    return stripped if any(c.isalnum() for c in stripped) else ("" if bare != text else text)


def _plain(character: str) -> str:
    if 0x1D400 <= ord(character) <= 0x1D7FF or 0xFF21 <= ord(character) <= 0xFF5A or 0x24B6 <= ord(character) <= 0x24E9:
        return unicodedata.normalize("NFKC", character)
    if character in "️‍⃣" or 0x1F3FB <= ord(character) <= 0x1F3FF:
        return ""
    return (
        " " if unicodedata.category(character) in _ORNAMENTS and character not in _KEPT_MARKS and character != "�" else character
    )


class _Plain(dict[int, str]):
    """What each character becomes without ornaments, worked out once; for `str.translate`."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


_PLAIN: Final = _Plain()


def problem_of(text: str) -> str:
    """The code of the rule that says why this cell is no name, else ""."""
    if text.isalpha():
        return rules.NAME_PLACEHOLDER.code if fold(text) in name_words().placeholders else ""
    if not any(c.isalnum() for c in text):
        return rules.NAME_PLACEHOLDER.code
    if "@" in text and re.search(r"\S@\S+\.\S", text):
        return rules.EMAIL_IN_NAME.code
    if ("." in text or "/" in text) and _WEB.search(text):
        return rules.WEB_IN_NAME.code
    digits = sum(c.isdigit() for c in text)
    if not any(c.isalpha() for c in text):
        return rules.PHONE_IN_NAME.code if digits >= 6 else rules.DIGITS_IN_NAME.code
    if digits >= 6 and digits >= 2 * sum(c.isalpha() for c in text):
        return rules.PHONE_IN_NAME.code
    folded = fold(text)
    if folded in name_words().placeholders or (folded == "na" and "/" in text):
        return rules.NAME_PLACEHOLDER.code
    if text[0] in "#(<[\\" and folded in name_words().bare_placeholders:
        return rules.NAME_PLACEHOLDER.code
    return ""


def is_company(text: str) -> bool:
    """Whether a cell that should hold a name ends in a legal form that no surname looks like."""
    text = _ASIDES.sub("", text)
    person, comma, firm = text.partition(",")
    words = person.split()
    if comma and len(words) > 1 and squeezed(words[0]) in name_words().any_given and len(firm.split()) > 1:
        return False  # John Smith, Acme Inc
    return has_strong_legal_form(text)


def is_role(text: str) -> bool:
    """Whether a full-name cell names a department or a function and nobody.

    >>> is_role("Sales Department"), is_role("Accounts Payable"), is_role("Paul Office Smith")
    (True, True, False)
    """
    folded, words = fold(text), name_words()
    return folded in words.role_cells or (" " in folded and folded.rpartition(" ")[2] in words.role_words)


def notes_of(text: str) -> tuple[str, ...]:
    """The codes of what is odd in a name that is read all the same."""
    notes = []
    if _LOST.search(text):
        notes.append(rules.NAME_LETTERS_LOST.code)
    if any(c.isdigit() for c in text) and not re.search(r"\b(2nd|3rd|4th)\b", text.lower()):
        notes.append(rules.DIGITS_IN_NAME.code)
    return tuple(notes)


def is_lone_placeholder(text: str) -> bool:
    """Whether the cell is a word for "no name" that is a surname too: it counts only where nothing else of a name is there.

    >>> is_lone_placeholder("NULL"), is_lone_placeholder("Null")
    (True, False)
    """
    folded, words = fold(text), name_words()
    if folded in words.bare_placeholders:
        return text == text.upper() or text == text.lower()
    return folded in words.lone_placeholders

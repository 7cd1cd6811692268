"""Words as data: folding text for comparison, and loading the word lists of `leadtool/data`."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

import tomli

# Letters that decomposition leaves whole, in the spelling a keyboard without them uses.
_LATIN: Final = {"ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ħ": "h", "ə": "e"}
_ARABIC: Final = {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": "", "ک": "ك", "ی": "ي"}
_MARKS_KEPT_FROM: Final = 0x0900  # Indic, Thai and later scripts write vowels as marks; without them words collapse
_ASCII_WORDS: Final = re.compile(r"[a-z0-9]+")


class _FoldedCharacters(dict[int, str]):
    """What each character becomes when folded, worked out once; for `str.translate`."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code).casefold())
        spelled = "".join(_ARABIC.get(part, part) for part in (_LATIN.get(c, c) for c in decomposed))
        bare = "".join(c for c in spelled if not (unicodedata.combining(c) and ord(c) < _MARKS_KEPT_FROM)).casefold()
        self[code] = folded = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in bare)
        return folded


_FOLDED: Final = _FoldedCharacters()


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Text reduced to what is compared: lower case, no accents, words of letters and digits parted by one blank.

    Both sides of every look-up go through this one function.

    >>> fold("  E-Mail_Adresse (geschäftlich) ")
    'e mail adresse geschaftlich'
    >>> fold("ТЕЛЕФОН №2"), fold("Ąçıklama"), fold("ＡＢＣ")
    ('телефон no2', 'aciklama', 'abc')
    """
    if text.isascii():
        return " ".join(_ASCII_WORDS.findall(text.lower()))
    return " ".join(unicodedata.normalize("NFC", text.translate(_FOLDED)).split())


@cache
def word_list(name: str) -> dict[str, Any]:
    """The word list `leadtool/data/<name>.toml`, as written.

    Raises:
        FileNotFoundError: if there is no such list.
    """
    return tomli.loads((files("leadtool") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def header_words() -> dict[str, list[tuple[str, str]]]:
    """Every word and phrase of headers, folded, with what it can mean: pairs of a header's part and a language.

    Reading and columns both ask; here the twenty thousand words are folded once for both.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for name in word_list("headers")["files"]:
        for language, parts in word_list(name).items():
            for part, words in parts.items():
                meaning = (part, language)
                for word in words:
                    found.setdefault(fold(word), []).append(meaning)
    return found

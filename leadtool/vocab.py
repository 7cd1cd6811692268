"""Words as data: folding text for comparison, and loading the word lists of `leadtool/data`."""

import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

# Letters that decomposition leaves whole, in the spelling a keyboard without them uses.
_LATIN = str.maketrans({"ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ħ": "h", "ə": "e"})
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": None, "ک": "ك", "ی": "ي"})
_MARKS_KEPT_FROM = 0x0900  # Indic, Thai and later scripts write vowels as marks; without them words collapse


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Text reduced to what is compared: lower case, no accents, words of letters and digits parted by one blank.

    Both sides of every look-up go through this one function.

    >>> fold("  E-Mail_Adresse (geschäftlich) ")
    'e mail adresse geschaftlich'
    >>> fold("ТЕЛЕФОН №2"), fold("Ąçıklama"), fold("ＡＢＣ")
    ('телефон no2', 'aciklama', 'abc')
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold()).translate(_LATIN).translate(_ARABIC)
    bare = "".join(c for c in decomposed if not (unicodedata.combining(c) and ord(c) < _MARKS_KEPT_FROM))
    composed = unicodedata.normalize("NFC", bare.casefold())
    return " ".join("".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in composed).split())


@cache
def word_list(name: str) -> dict[str, Any]:
    """The word list `leadtool/data/<name>.toml`, as written.

    Raises:
        FileNotFoundError: if there is no such list.
    """
    return tomllib.loads((files("leadtool") / "data" / f"{name}.toml").read_text(encoding="utf-8"))

"""Comparison forms: what of a name, address or profile is compared between two leads.

Nothing here is shown to anybody; both sides of a comparison go through the same function.
"""

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from leadtool.vocab import fold, word_list

_CYRILLIC: Final = str.maketrans(
    dict(
        zip(
            "абвгдезийклмнопрстуфхцыэіїґўјљњћђџ",
            "a b v g d e z i y k l m n o p r s t u f h ts y e i i g u j lj nj c dj dz".split(),
            strict=True,
        )
    )
    | {"ж": "zh", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya", "є": "e"}
)
_GREEK: Final = str.maketrans(
    dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(), strict=True))
)
_SCRIPTS: Final = (
    ("latin", 0x0041, 0x024F),
    ("greek", 0x0370, 0x03FF),
    ("cyrillic", 0x0400, 0x052F),
    ("hebrew", 0x0590, 0x05FF),
    ("arabic", 0x0600, 0x06FF),
    ("devanagari", 0x0900, 0x097F),
    ("thai", 0x0E00, 0x0E7F),
    ("georgian", 0x10A0, 0x10FF),
    ("latin", 0x1E00, 0x1EFF),
    ("japanese", 0x3040, 0x30FF),
    ("han", 0x3400, 0x9FFF),
    ("korean", 0xAC00, 0xD7AF),
)
_HOUSE: Final = re.compile(r"\b\d{1,6}[a-z]?\b")
_FIGURES: Final = re.compile(r"[0-9]+")
_ASCII_WORDS: Final = re.compile(r"[a-z0-9]+")
_PROFILE: Final = re.compile(r"^(?:https?:/{1,2})?(?:[a-z]{2,3}\.|m\.)?linkedin\.com/(in|pub)/([^/?#\s]{2,120})")
_SAME_SOUND: Final = tuple(
    (pair.partition("=")[0], pair.partition("=")[2])
    for pair in """sch=s sh=s ch=k ck=k ph=f th=t dt=t kh=k gh=g wr=r kn=n ae=a oe=o ue=u ts=s tz=s x=ks qu=k q=k c=k z=s w=v d=t
    b=p j=i y=i g=k h=""".split()
)


class NameForm(NamedTuple):
    """A first or last name as compared: Latin words, the script it was written in, and how it sounds."""

    words: str
    script: str
    sound: str


PHONES_COUNTED_UP: Final = ("1234567", "2345678", "3456789", "4567890", "7654321", "9876543")
_ALSO_SURNAMES: Final = ("neto", "filho", "sen", "junior")
NO_NAME: Final = NameForm("", "", "")


def script_of(text: str) -> str:
    """The script of the first letter whose script is known, else ""."""
    for letter in text:
        code = ord(letter)
        for name, first, last in _SCRIPTS:
            if first <= code <= last and letter.isalpha():
                return name
    return ""


def folded(text: str) -> str:
    """`vocab.fold`, by a short way for plain ASCII.

    >>> folded("O'Brien_Smith-Jones 3"), folded("Núñez")
    ('o brien smith jones 3', 'nunez')
    """
    return " ".join(_ASCII_WORDS.findall(text.lower())) if text.isascii() else fold(text)


def latin(text: str) -> str:
    """Folded text in Latin letters where it was Cyrillic or Greek.

    >>> latin(fold("Иван Щукин")), latin(fold("Γιώργος"))
    ('ivan shchukin', 'giorgos')
    """
    return text if text.isascii() else text.translate(_CYRILLIC).translate(_GREEK)


@lru_cache(maxsize=20_000)
def sound(words: str) -> str:
    """How a name sounds, roughly, in any language written in Latin letters; vowels count only at the start.

    >>> sound("schmidt") == sound("smit"), sound("catherine") == sound("katrin")
    (True, True)
    """
    text = words.replace(" ", "")
    if not text.isascii():
        return text
    first = text[:1]
    for long, short in _SAME_SOUND:
        if long in text:
            text = text.replace(long, short)
    kept = "".join(c for at, c in enumerate(text) if at == 0 or c not in "aeiou")
    single = "".join(c for at, c in enumerate(kept) if at == 0 or c != kept[at - 1])
    return single or first


@lru_cache(maxsize=50_000)
def name_form(name: str) -> NameForm:
    """A name as compared; a placeholder is nobody's name."""
    plain = folded(name[:200])
    if not plain or plain in _placeholders("names") or not any(c.isalpha() for c in plain):
        return NO_NAME
    words = latin(plain)
    return NameForm(words, script_of(plain), sound(words))


@cache
def _placeholders(kind: str) -> frozenset[str]:
    return frozenset(word_list("placeholders")[kind])


def is_placeholder_company(name: str) -> bool:
    """Whether a company cell says only that there is none, or that it is not known."""
    return folded(name) in _placeholders("companies")


def is_placeholder_phone(e164: str) -> bool:
    """Whether a number cannot be anybody's own: one digit repeated, or counted up."""
    tail = e164[-7:]
    return len(set(tail)) == 1 or tail in PHONES_COUNTED_UP


@cache
def _formal_names() -> dict[str, tuple[str, ...]]:
    """Formal names by short form."""
    found: dict[str, set[str]] = {}
    for names in word_list("nicknames").values():
        for formal, shorts in names.items():
            for short in shorts:
                found.setdefault(latin(fold(short)), set()).add(latin(fold(formal)))
    return {short: tuple(sorted(formal)) for short, formal in found.items()}


@lru_cache(maxsize=20_000)
def roots(first_name: str) -> tuple[str, ...]:
    """A first name (as compared) and the formal names it may be short for, sorted.

    >>> roots("bob"), "robert" in roots("rob")
    (('bob', 'robert'), True)
    """
    word = first_name.split(" ")[0]
    return tuple(sorted({word, *_formal_names().get(word, ())})) if word else ()


@cache
def _generations() -> dict[str, str]:
    return {word: name for name, words in word_list("generations")["generations"].items() for word in words}


def generation(suffix: str, full_name: str) -> str:
    """jr, sr, ii, iii, iv or v, from the suffix or the end of the full name; "" if neither says.

    >>> generation("", "John Smith Jr."), generation("III", ""), generation("", "Ivan V")
    ('jr', 'iii', '')
    """
    for word in reversed(folded(suffix[:100]).split()):
        if word in _generations():
            return _generations()[word]
    words = full_name[:200].split()
    last = folded(words[-1]) if len(words) > 2 else ""
    return "" if len(last) < 2 or last in _ALSO_SURNAMES else _generations().get(last, "")


@cache
def _street_words() -> dict[str, str]:
    return {word: name for name, words in reversed(word_list("street_words").items()) for word in words}


@lru_cache(maxsize=50_000)
def street_form(street: str) -> tuple[str, str]:
    """A street as compared and its house number.

    >>> street_form("12 Main St."), street_form("Main Street 12")
    (('main street', '12'), ('main street', '12'))
    """
    plain = folded(street[:200])
    if not plain or plain in _placeholders("names"):
        return ("", "")
    house = _HOUSE.search(plain)
    if house is None and any(c.isdigit() for c in plain):  # no blanks around figures: 本町5丁目130番地
        return (latin(" ".join(_FIGURES.sub(" ", plain).split())), "-".join(_FIGURES.findall(plain)[:4]))
    rest = plain if house is None else plain[: house.start()] + plain[house.end() :]
    words = [_street_words().get(word, word) for word in rest.split()]
    return (latin(" ".join(words)), "" if house is None else house.group())


def profile_form(link: str) -> str:
    """A LinkedIn profile address as compared: `in/name`, or "" where it is no person's profile.

    >>> profile_form("https://www.linkedin.com/in/Jo-Smith-1a/?trk=x"), profile_form("linkedin.com/company/acme")
    ('in/jo-smith-1a', '')
    """
    found = _PROFILE.match(link[:300].strip().lower())
    return "" if found is None else f"{found.group(1)}/{found.group(2)}"


@lru_cache(maxsize=20_000)
def born_form(date: str) -> str:
    """A date of birth as compared: year, then the smaller and the larger of day and month, so that no order is guessed.

    >>> born_form("1931-03-17"), born_form("17.3.1931"), born_form("19310317")
    ('1931-03-17', '1931-03-17', '1931-03-17')
    """
    text = date.strip()[:40]
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    parts = [part for part in re.split(r"\D+", text) if part][:3]
    if len(parts) < 3:
        return ""
    year = next((part for part in parts if len(part) == 4), "")
    if not year or not "1900" <= year <= "2100":
        return ""
    parts.remove(year)
    return "-".join([year, *sorted(part.zfill(2) for part in parts)])

"""Which words of a name are given names and which the family name: the order differs by language.

Over 300 lines because each language's question is short, and they must be read in one order.
"""

import re
from functools import cache
from typing import Final, NamedTuple

from leadtool.fields.name_words import name_words, squeezed
from leadtool.vocab import word_list

_PATRONYMIC: Final = re.compile(
    r"(ович|евич|йович|иевич|ьевич|ильич|кузьмич|фомич|лукич|никитич|овна|евна|инична|ична|івна|ївна|ovich|evich|ovna|evna)$"
)
_FEMALE_PATRONYMIC: Final = re.compile(r"(овна|евна|инична|івна|ївна|ovna|evna)$")
_PINYIN: Final = re.compile(
    r"^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|a|e|i|o|u)){1,2}$"
)
_COMPOUND_LANGUAGES: Final = ("es", "pt", "fr", "de", "it", "tr", "ro", "sv", "nl")
_IBERIAN_LETTERS: Final = re.compile("[áíóúñãõ]", re.IGNORECASE)


@cache
def _order_words(name: str) -> frozenset[str]:
    return frozenset(squeezed(word) for word in word_list("surnames")["order"][name].split())


@cache
def _endings(name: str) -> tuple[str, ...]:
    return tuple(squeezed(ending) for ending in word_list("surnames")[name]["endings"].split())


@cache
def _english_or_russian() -> frozenset[str]:
    """Given names of languages where a second given name is a middle name, and of no language of compounds."""
    lists = name_words().given
    return lists["en"] | (lists["ru"] - lists["es"])


class Order(NamedTuple):
    """Positions of the given, middle and family names."""

    given: list[int]
    middle: list[int]
    last: list[int]


@cache
def _surname_endings() -> dict[str, tuple[str, ...]]:
    endings: dict[str, str] = word_list("surnames")["endings"]
    return {language: tuple(squeezed(ending) for ending in text.split()) for language, text in endings.items()}


def ends_like_surname(key: str) -> bool:
    """Whether a squeezed word ends as only family names of some language do, and is no given name."""
    return len(key) > 4 and key not in name_words().any_given and key.endswith(_all_surname_endings())


@cache
def _all_surname_endings() -> tuple[str, ...]:
    return tuple(sorted({ending for endings in _surname_endings().values() for ending in endings}))


@cache
def _two_surname_countries() -> frozenset[str]:
    return frozenset(word_list("surnames")["iberian"]["countries"].split())


def order_of(words: list[str], *, one_case: bool, country: str = "") -> Order:
    """Which of these words (two or more, without forms of address and suffixes) are what; `country` is ISO alpha-2 or "".

    >>> order_of(["Jan", "van", "der", "Berg"], one_case=False)
    Order(given=[0], middle=[], last=[1, 2, 3])
    >>> order_of(["Иванов", "Иван", "Иванович"], one_case=False)
    Order(given=[1], middle=[2], last=[0])
    """
    units = _units(words)
    keys = [_key("".join(words[at] for at in unit)) for unit in units]
    shown = [" ".join(words[at] for at in unit) for unit in units]
    if len(units) == 1:
        return Order(units[0], [], [])
    found = (
        _capital_surname(shown, one_case)
        or _slavic(keys)
        or _initials_last(shown, keys)
        or _family_first(keys, shown)
        or _western(keys, shown, country)
    )
    return Order(*([at for i in part for at in units[i]] for part in found))


def _key(word: str) -> str:
    """A word as it is looked up; one with letters lost (Garc?a) as the known name it fits."""
    if "?" not in word and "\ufffd" not in word:
        return squeezed(word)
    known = name_words()
    fitting = re.compile("".join(re.escape(squeezed(c)) if c not in "?\ufffd" else "." for c in word))
    found = sorted(name for name in known.any_surname | known.any_given if fitting.fullmatch(name))
    return found[0] if found else squeezed(word)


def given_count(keys: list[str], words: list[str]) -> int:
    """How many of the words before a family name make the given name; what follows are middle names."""
    if len(keys) < 2:
        return len(keys)
    lists = name_words().given
    if (
        any(keys[0] in lists[language] and keys[1] in lists[language] for language in _COMPOUND_LANGUAGES)
        and keys[0] not in _english_or_russian()
    ):
        return 2
    if (
        keys[0] in lists["en"]
        and keys[1] in lists["en"]
        and not any(keys[0] in lists[x] and keys[1] in lists[x] for x in ("es", "pt", "fr", "it"))
    ):
        return 1
    if any(keys[0] in lists[language] and keys[1] in lists[language] for language in _COMPOUND_LANGUAGES):
        return 2
    if words[0].rstrip(".").lower() in ("mª", "m.ª", "fco", "fdo"):
        return 2
    rest = "".join(keys[1:])
    if keys[0] in name_words().spanish_given and rest in _order_words("given_phrases"):
        return len(keys)
    if len(words[0].strip(".")) == 1 and len(words) > 1 and len(words[1].strip(".")) > 2:
        return 2  # J. Robert Oppenheimer
    if all(len(squeezed(word)) <= 1 for word in words):
        return len(words)
    return 1


def _units(words: list[str]) -> list[list[int]]:
    """Words that are one: عبد الله, Abdul Rahman, O Connor, Гасан оглы."""
    units: list[list[int]] = []
    prefixes = name_words().given_prefixes
    for at, word in enumerate(words):
        key = squeezed(word)
        before = squeezed(words[at - 1]) if at else ""
        glue = (
            before in prefixes or (before == "o" and key in _order_words("irish") and at > 1) or key in ("оглы", "кызы", "огли")
        )
        if units and glue:
            units[-1].append(at)
        else:
            units.append([at])
    return units


Found = tuple[list[int], list[int], list[int]]


def _capital_surname(words: list[str], one_case: bool) -> Found | None:
    """DUPONT Jean, Jean DUPONT: the family name stands in capitals."""
    if one_case:
        return None
    capital = [sum(c.isalpha() for c in w) >= 3 and w == w.upper() and w != w.lower() and "." not in w for w in words]
    for i in range(len(words) - 1):
        if capital[i + 1] and _is_capital_particle(words[i]):
            capital[i] = True  # LE GOFF
    if not any(capital) or all(capital):
        return None
    at = [i for i, yes in enumerate(capital) if yes]
    if at != list(range(at[0], at[-1] + 1)) or (at[0] > 0 and at[-1] < len(words) - 1):
        return None
    rest = [i for i in range(len(words)) if i not in at]
    if at[0] > 0:  # small particles before the capitals belong to them
        while len(rest) > 1 and (words[rest[-1]].islower() or _is_capital_particle(words[rest[-1]])):
            at.insert(0, rest.pop())
    if not any(any(c.islower() for c in words[i]) for i in rest):
        return None
    count = given_count([squeezed(words[i]) for i in rest], [words[i] for i in rest])
    return rest[:count], rest[count:], at


def _is_capital_particle(word: str) -> bool:
    return word.isupper() and "." not in word and squeezed(word) in name_words().particles


def looks_like_patronymic(key: str) -> bool:
    """Whether a squeezed word ends like a Slavic patronymic, or is part of a Turkic one."""
    return bool(_PATRONYMIC.search(key)) or key.endswith(("оглы", "кызы", "огли"))


def _is_patronymic(key: str) -> bool:
    return bool(_PATRONYMIC.search(key)) and key not in _order_words("not_patronymic")


def _slavic(keys: list[str]) -> Found | None:
    """Иван Иванович Иванов, Иванов Иван Иванович, Иванов Иван."""
    n, ru = len(keys), name_words().slavic_given
    oglu = [i for i, key in enumerate(keys) if key.endswith(("оглы", "кызы")) and i]
    if oglu and n == 3:
        return ([1], [2], [0]) if oglu == [2] else ([0], [1], [2])
    if n >= 3 and _is_patronymic(keys[1]) and (keys[0] in ru or not _is_patronymic(keys[2])):
        return [0], [1], list(range(2, n))
    if n >= 3 and _is_patronymic(keys[-1]) and keys[0] not in ru:
        return [n - 2], [n - 1], list(range(n - 2))
    if n == 3 and keys[2] in ru and keys[1] not in ru and _is_patronymic(keys[1]):
        return [2], [1], [0]
    if n == 2 and _is_patronymic(keys[1]) and keys[0] in ru:
        stem = re.sub(r"(ович|евич|ovich|evich)$", "", keys[1])
        if _FEMALE_PATRONYMIC.search(keys[1]) or any(name.startswith(stem) and len(name) - len(stem) <= 2 for name in ru):
            return [0], [1], []
    if n == 2 and keys[1] in ru and keys[0] not in ru and (not keys[0].isascii() or keys[0].endswith(_endings("slavic"))):
        return [1], [], [0]
    return None


def _initials_last(words: list[str], keys: list[str]) -> Found | None:
    """Иванов И. И., Smith J.; but John D. is a first name with a shortened family name."""

    def initial(word: str) -> bool:
        return bool(re.fullmatch(r"(?:[^\W\d_]\.?-?){1,3}", word)) and ("." in word or len(word) == 1)

    if initial(words[0]) or not all(initial(word) for word in words[1:]):
        return None
    if keys[0] in name_words().any_given and len(words) == 2 and words[1].count(".") < 2:
        return None
    return list(range(1, len(words))), [], [0]


def _family_first(keys: list[str], words: list[str]) -> Found | None:
    """Family name first without a comma, where the words themselves show it."""
    lists, n = name_words(), len(keys)
    middle = n == 3 and keys[1] in ("van", "thi") and words[1][:1].isupper()
    vietnamese = keys[0] in lists.vietnamese and (middle or keys[0] in lists.vietnamese_sure or words[0].lower() != keys[0])
    if vietnamese and not (n == 2 and keys[1] in lists.vietnamese_sure):
        return [n - 1], list(range(1, n - 1)), [0]
    east = _east_asian(keys, words)
    if east:
        return east
    rest = list(range(1, n))
    if words[0].endswith("né") and n > 2 and keys[-1] in lists.given["hu"]:
        return [n - 1], [], list(range(n - 1))
    if n == 2 and words[1].endswith("né") and keys[1][:-2] in lists.given["hu"] and keys[0] not in lists.given["hu"]:
        return [1], [], [0]  # Kovács Jánosné, the wife of János Kovács
    if n == 2 and keys[0] not in lists.any_given and keys[1] in lists.hungarian_only:
        return [1], [], [0]
    hungarian = any(squeezed(p) in lists.family_first["hu"] for p in words[0].split("-")) or (
        re.search("[őű]", words[0].lower()) and n == 2
    )
    if (
        hungarian
        and all(keys[i] in lists.given["hu"] for i in rest)
        and (keys[0] not in lists.given["hu"] or keys[0] not in lists.any_given)
    ):
        return rest, [], [0]
    japanese = keys[0] in lists.family_first["ja"] and n == 2 and keys[1] in lists.given["ja"]
    if japanese or (n == 2 and _is_known_surname(keys[0], rest, keys)):
        return [1], [], [0]
    two_surnames = n > 2 and all(key in lists.iberian and key not in lists.any_given for key in keys[:2])
    if two_surnames and all(key in lists.spanish_given and key not in lists.iberian for key in keys[2:]):
        return list(range(2, n)), [], [0, 1]  # García López Juan Antonio
    if n == 3 and _is_known_surname(keys[0], rest, keys):
        count = given_count([keys[1], keys[2]], [words[1], words[2]])
        return rest[:count], rest[count:], [0]  # Rossi Maria Grazia
    greek = n == 2 and keys[1] in lists.given["el"] and keys[0] not in lists.given["el"]
    if greek and keys[0].endswith(_endings("greek")):
        return [1], [], [0]
    return None


def _is_known_surname(key: str, rest: list[int], keys: list[str]) -> bool:
    """Whether a word can only be a family name, and all the others only given names of people who may bear it."""
    lists = name_words()
    others = [keys[i] for i in rest]
    if key in lists.any_given or any(other not in lists.any_given or other in lists.any_surname for other in others):
        return False
    if key in lists.any_surname:
        return True
    return len(key) > 4 and any(
        key.endswith(endings) and all(other in lists.given[language] for other in others)
        for language, endings in _surname_endings().items()
    )


def _east_asian(keys: list[str], words: list[str]) -> Found | None:
    """Wang Xiaoming, Kim Min-jun; but Kim Smith and Lee Jones keep their order."""
    lists, n = name_words(), len(keys)
    if n == 2 and keys[0] in lists.korean and "-" in words[1] and words[1].count("-") == 1 and len(keys[1]) <= 12:
        second = words[1].split("-")[1]
        if second[:1].islower() or (
            keys[1] not in lists.any_given
            and len(second) <= 5
            and keys[0] not in lists.any_given
            and keys[0] not in ("han", "min")
        ):
            return [1], [], [0]
    lowered = re.fullmatch(r"[A-Z][a-z]{0,5}-[a-z]{1,5}", words[1]) if n == 2 else None
    if lowered and keys[0] in lists.eastern:
        return [1], [], [0]  # Sun Yat-sen
    if n == 3 and keys[0] in lists.korean and all(key in lists.korean_syllables for key in keys[1:]):
        return [1, 2], [], [0]
    if n == 2 and keys[0] in lists.chinese and keys[0] not in lists.any_given and keys[1] not in lists.any_given:
        many = bool(_PINYIN.match(keys[1])) and keys[1] not in lists.chinese and keys[1] not in lists.korean
        if many or (
            keys[0] in lists.chinese_common
            and keys[1] not in lists.chinese_common
            and _PINYIN.match(keys[1])
            and len(keys[1]) <= 6
        ):
            return [1], [], [0]
    if n != 3 or keys[0] not in lists.eastern or any(key in lists.any_given or len(key) > 5 for key in (keys[1], keys[2])):
        return None
    western = keys[0] in lists.any_given or keys[2] in lists.any_surname or keys[2] in lists.eastern
    return None if western else ([1, 2], [], [0])


def _western(keys: list[str], words: list[str], country: str) -> Found:
    """Given names first; the family name begins at a particle, or has two parts in Spanish and Portuguese."""
    lists, n = name_words(), len(keys)
    given = _phrase_given(keys)
    start = next((i for i in range(max(given, 1), n - 1) if _is_particle(keys[i], words[i], i, n)), 0)
    start = _whole_surname(keys, words, start)
    iberian = _iberian(keys, start or n) or _looks_iberian(keys, words, country)
    if iberian:
        count = max(given, _leading_given(keys, min(start, n - 1) if start else n - 1))
        while count > 1 and keys[count - 1] in lists.iberian and n - count < 2:
            count -= 1
        first = max(given, 1)
        last_from = max(count, 1)
        if last_from < n and _initials_between(words, last_from) < n:
            last_from = _initials_between(words, last_from)
        names = list(range(last_from))
        split = max(first, given_count([keys[i] for i in names], [words[i] for i in names]))
        return names[:split], names[split:], list(range(last_from, n))
    names = list(range(start or n - 1))
    split = max(given, given_count([keys[i] for i in names], [words[i] for i in names]))
    return names[:split], names[split:], list(range(start or n - 1, n))


def _whole_surname(keys: list[str], words: list[str], start: int) -> int:
    """Where the family name begins (0: unknown) with a first part before y, i, da or d': Ramón y Cajal, Lula da Silva."""
    lists, n = name_words(), len(keys)
    joined = next((i for i in range(2, n - 1) if keys[i] in ("y", "e", "i") and words[i].islower()), 0)
    if joined:
        return min(start or joined - 1, joined - 1)
    if not start and n >= 3 and words[-1][:2] in ("d'", "d’") and keys[-2] not in lists.any_given:
        return n - 2
    if not start and n >= 3 and keys[0] in lists.given["tr"] and keys[-2] in lists.family_first["tr"] - lists.any_given:
        return n - 2  # Ayşe Yılmaz Öztürk: a married woman's two family names
    portuguese = keys[0] in lists.spanish_given and keys[start] in ("de", "da", "do", "das", "dos", "del")
    if start > 1 and portuguese and keys[start - 1] not in lists.any_given and len(keys[start - 1]) > 1:
        return start - 1
    return start


def _initials_between(words: list[str], at: int) -> int:
    """The position after the initials that stand here."""
    while at < len(words) - 1 and len(words[at].strip(".")) == 1 and words[at].lower() not in ("y", "e", "i"):
        at += 1
    return at


def _phrase_given(keys: list[str]) -> int:
    """How many words a given name like María del Carmen has, else 0."""
    if len(keys) < 4 or keys[0] not in name_words().spanish_given:
        return 0
    for length in (4, 3, 2):
        if len(keys) > length + 1 - 1 and "".join(keys[1:length]) in _order_words("given_phrases") and len(keys) > length:
            return length
    return 0


def _is_particle(key: str, word: str, at: int, n: int) -> bool:
    lists = name_words()
    if word in ("v.", "v.d.", "v.d"):
        return True
    head, hyphen, tail = word.rpartition("-")
    if hyphen and tail.islower() and squeezed(tail) in lists.particles and at < n - 1 and head[:1].isupper():
        return True  # Jansen-de Vries
    if key not in lists.particles or (len(word.strip(".")) == 1 and key not in ("'", "d", "s", "e", "y", "i")):
        return False
    if len(key) == 1 and key.isascii():
        return (word.islower() and key in lists.surname_joiners and at > 1) or word in ("d'", "'s", "'t")
    if key in ("bar", "do", "mac", "ben", "del", "ua", "san", "bat", "of", "in") and word[:1].isupper():
        return key in ("do", "mac", "ben", "del", "san")
    return not (key in ("mohd",) or at >= n - 1)


def _iberian(keys: list[str], before: int) -> bool:
    """Whether two family names are to be expected: the next to last word is a Spanish or Portuguese surname, or ends in -ez."""
    lists, n = name_words(), len(keys)
    if n < 3:
        return False
    spanish = lists.spanish_given
    if keys[0] not in spanish and not (keys[-1] in lists.iberian and keys[-2] in lists.iberian):
        return False
    if (
        keys[0] in spanish
        and keys[-1] in lists.iberian
        and keys[-2] not in lists.any_given
        and keys[-2] not in lists.particles
        and len(keys[-2]) > 2
    ):
        return True
    inner = [key for key in keys[1:-1] if key not in lists.particles]
    return (before < n and any(k in lists.iberian for k in inner)) or any(
        k in lists.iberian or (k.endswith("ez") and len(k) > 4) for k in inner
    )


def _looks_iberian(keys: list[str], words: list[str], country: str) -> bool:
    """Whether two unknown family names end a name of Spain, Portugal or America, as its letters or the country show."""
    lists, n = name_words(), len(keys)
    if n < 3 or keys[0] not in lists.spanish_given or keys[-1] in lists.any_given:
        return False
    before = keys[-2]
    if before in lists.any_given or before in lists.particles or len(before) < 3:
        return False
    return country in _two_surname_countries() or (
        bool(_IBERIAN_LETTERS.search(" ".join(words))) and not any(keys[0] in lists.given[x] for x in ("hu", "cs", "sk"))
    )


def _leading_given(keys: list[str], most: int) -> int:
    """How many words from the start are given names and no surnames, at most `most`."""
    lists = name_words()
    count = 1
    while count < most and keys[count] in lists.any_given and not (keys[count] in lists.iberian and count + 1 < len(keys)):
        count += 1
    return count

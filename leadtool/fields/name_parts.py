"""A full name in letters, split into its parts.

Over 150 lines because the order of the questions is the subject; each question is a function of its own.
"""

import re
from itertools import pairwise
from typing import Final, NamedTuple

from leadtool.fields.name_case import is_one_case, repair_case
from leadtool.fields.name_order import order_of
from leadtool.fields.name_words import name_words, squeezed

_INITIALS_GLUED: Final = re.compile(r"^((?:[^\W\d_]\.){1,4})([^\W\d_]{2,}.*)$")
_OPEN: Final = '([{"“«„‚‘'
_CLOSE: Final = ')]}"”»“‘’'
_THAI_ADDRESS: Final = re.compile(r"^(นางสาว|นาย|นาง(?!สาว)|น\.ส\.|คุณ|ดร\.)(?=[ก-ฮเ-ไ])")
_DASHED: Final = re.compile(r"\s+[-–]\s+")
_GERMAN_FACULTIES: Final = frozenset("med dent vet pharm phil jur nat ing rer h c hc habil oec pol theol".split())
_DEGREES: Final = ("dipl", "mag", "mgr", "ing", "bc", "lic", "arq")
_SALUTATION_ORDER: Final = ("salutation", "given", "middle", "last", "suffix", "degree", "extra")


class Parts(NamedTuple):
    """The parts of one name, in the case they are to be written; `full` keeps every part."""

    salutation: str
    first: str
    middle: str
    last: str
    suffix: str
    full: str
    turned: bool = False
    several: bool = False


class _Reading:
    """The words of one name while they are given their roles; "" means not yet known."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.one_case = is_one_case(text)
        self.words, self.breaks = _words_of(text)
        self.roles = [""] * len(self.words)
        self.keys = [squeezed(word) for word in self.words]
        self.turned = False
        self.several = False

    def open(self, start: int, end: int) -> list[int]:
        """Positions in this range that have no role yet."""
        return [at for at in range(start, end) if not self.roles[at]]

    def give(self, role: str, positions: list[int]) -> None:
        """These words have this role."""
        for at in positions:
            self.roles[at] = role


def split_name(text: str, country: str = "") -> Parts:
    """The parts of a full name written in an alphabet; `country` (ISO 3166) may settle what a form of address is."""
    name = _Reading(text)
    _set_asides(name)
    segments = _segments(name)
    for number, (start, end) in enumerate(segments):
        _salutations(name, start, end, country)
        _suffixes(name, start, end, alone=number > 0, reversed_form=len(segments) > 1)
    cores = [core for start, end in segments if (core := name.open(start, end))]
    if len(cores) >= 2 and _is_aside(name, cores[1]):
        for core in cores[1:]:
            name.give("extra", core)
        cores = cores[:1]
    if len(cores) >= 2:
        _turned(name, cores)
    elif cores:
        _straight(name, cores[0], country)
    return _assembled(name)


def _words_of(text: str) -> tuple[list[str], list[int]]:
    """Words, and the positions before which a comma stood."""
    text = _THAI_ADDRESS.sub(r"\1 ", _with_double_names(text))
    text = re.sub(r"\s*;\s*|\s+/\s+|(?<=[^\W\d_]{2})/(?=[^\W\d_]{2})", lambda m: f" {m[0].strip()} ", text)
    words: list[str] = []
    breaks: list[int] = []
    for piece in re.sub(r"([,،，、])", r" , ", text).split():
        if piece == ",":
            breaks.append(len(words))
            continue
        glued = _INITIALS_GLUED.match(piece)
        head, dot, rest = piece.partition(".")
        if glued and squeezed(piece) not in name_words().professional:
            words += [glued[1], glued[2]]
        elif dot and len(rest) > 2 and len(head) > 1 and squeezed(head) in name_words().salutations and rest[0].isalpha():
            words += [head + ".", rest] if squeezed(piece) not in name_words().salutations else [piece]
        else:
            words.append(piece)
    return words, breaks


def _with_double_names(text: str) -> str:
    """A double family name without the blanks around its hyphen: Jansen - de Vries; but John Smith - Acme stays."""
    parted = _DASHED.search(text)
    if not parted:
        return text
    before, after = text[: parted.start()].split(), text[parted.end() :].replace(",", " ,").split()
    particle = bool(after) and after[0].islower() and squeezed(after[0]) in name_words().particles
    turned = "," in after[:4] and len(before) == 1 and squeezed(before[0]) not in name_words().any_given
    return _DASHED.sub("-", text, count=1) if before and (particle or turned) else text


def _segments(name: _Reading) -> list[tuple[int, int]]:
    edges = [0, *name.breaks, len(name.words)]
    return [(start, end) for start, end in pairwise(edges) if end > start]


def _set_asides(name: _Reading) -> None:
    """Nicknames in brackets or quotes, and maiden names, stay in the full name only."""
    inside = False
    maiden = False
    for at, word in enumerate(name.words):
        quoted = len(word) > 2 and word[0] == "'" and word[-1] == "'"
        if at and word in ("-", "–", "—", "|", "·", "•"):
            maiden = True  # John Smith - Acme
        if inside or quoted or word[0] in _OPEN:
            name.roles[at] = "extra"
            inside = not quoted and word[-1] not in _CLOSE
        elif at and name.keys[at] in name_words().maiden and word[:1].islower():
            maiden = True
        if maiden:
            name.roles[at] = "extra"
    if all(role == "extra" for role in name.roles):
        name.roles = [""] * len(name.roles)


def _salutations(name: _Reading, start: int, end: int, country: str) -> None:
    """Forms of address at the beginning of a segment, and after a name where a language puts them there."""
    words = name_words()
    core = name.open(start, end)
    while len(core) > 1:
        here, rest = core[0], core[1:]
        key = name.keys[here]
        before = name.keys[here - 1] if here > start and name.roles[here - 1] == "salutation" else ""
        linked = bool(before) and key in words.joiners and len(rest) > 1 and name.keys[rest[0]] in words.salutations
        generation = key in words.before_generation and name.words[here].endswith(".") and len(rest) > 1
        if generation:
            name.roles[here] = "suffix"
        elif (
            linked
            or _is_salutation(name, here, rest, country)
            or (before in _GERMAN_FACULTIES | {"dr", "prof"} and key in _GERMAN_FACULTIES)
        ):
            name.roles[here] = "salutation"
        elif key + name.keys[rest[0]] in words.salutations and len(rest) > 1 and len(key) < 3:
            name.give("salutation", core[:2])
        else:
            break
        core = name.open(start, end)
    if (
        len(core) > 1
        and name.keys[core[-1]] in words.after
        and (name.words[core[-1]].islower() or name.keys[core[-1]] not in ("san", "ssi", "nim", "sama"))
    ):
        name.roles[core[-1]] = "salutation"


_GIVEN_AFTER: Final = {
    "don": ("es", "it"), "dona": ("es", "pt"), "dom": ("pt",), "pan": ("pl", "cs", "sk", "uk"), "bay": ("tr",),
    "m": ("fr",), "me": ("fr",), "pak": (), "ibu": (),
}  # fmt: skip


def _is_salutation(name: _Reading, here: int, rest: list[int], country: str) -> bool:
    words, word, key = name_words(), name.words[here], name.keys[here]
    if word.lower() in ("c/o", "c/o:"):
        return True
    follows = name.keys[rest[0]]
    if word in ("Dª", "D.ª", "Dª."):
        return follows in words.given["es"]
    if word == "D." and len(rest) > 2 and follows in words.given["es"] - words.given["en"]:
        return country == "ES" or any(name.keys[at] in words.iberian for at in rest)  # Don, not an initial
    if key not in words.salutations:
        return False
    if key not in words.ambiguous:
        return True
    if len(rest) > 2 and follows in words.joiners and name.keys[rest[1]] in words.salutations:
        return True  # M. et Mme
    if len(key) == 1:
        if not key.isascii() and word.endswith(".") and key not in "г":
            return True
        french = key == "m" and (country in ("FR", "BE", "LU") or follows in words.given["fr"])
        return french and word.endswith(".") and (len(rest) > 1 or country == "FR")
    if key in _GIVEN_AFTER:
        return any(follows in words.given[language] for language in _GIVEN_AFTER[key]) and (
            len(rest) > 1 or key.startswith("don")
        )
    if word.endswith("."):
        return True
    if len(rest) < 2:
        return False
    return (
        key in ("sir", "dame", "lord", "lady")
        or follows in words.salutations
        or (follows in words.any_given and (len(key) > 3 or key in ("ing", "bc", "mag", "eng")))
    )


def _suffixes(name: _Reading, start: int, end: int, *, alone: bool, reversed_form: bool) -> None:
    """Generation suffixes and degrees at the end of a segment; `alone`: after a comma, the segment may be nothing else."""
    core = name.open(start, end)
    after_comma = alone and all(_is_suffix(name, at, 9, commaed=True) for at in core)
    while core:
        left = len(core) - 1 + (1 if reversed_form else 0)
        role = _is_suffix(name, core[-1], 9 if after_comma else left, commaed=after_comma)
        if not role:
            return
        name.roles[core[-1]] = role
        core.pop()


def _is_suffix(name: _Reading, at: int, left: int, *, commaed: bool) -> str:
    """ "suffix", "degree" or "", with `left` other words before it."""
    words, word, key = name_words(), name.words[at], name.keys[at]
    if key in words.generation and left >= (2 if key in words.late_generation else 1):
        roman = key in ("ii", "iii", "iv", "v", "vi")
        if not roman or word.strip(".").isupper() or (name.one_case and key != "v"):
            return "suffix"
    if commaed and "." in word and key in words.salutations:
        return "degree" if key.startswith(_DEGREES) else "salutation"  # Hans Maier, Dipl.-Ing.; Smith, Dr.
    if (key not in words.professional and key not in words.upper_professional) or left < 1:
        return ""
    if commaed:
        return "degree"
    capitals = sum(c.isupper() for c in word) >= 2 and not name.one_case
    dotted = "." in word[:-1]
    if key in words.upper_professional:
        return "degree" if (capitals or dotted) and left >= 2 else ""
    if left < 2 and not dotted:
        return ""
    return "degree" if capitals or dotted or name.one_case or key in ("phd", "esq", "mba") else ""


def _is_aside(name: _Reading, core: list[int]) -> bool:
    """Whether what follows a comma is a job title or a company and no given name."""
    from leadtool.fields.companies import has_legal_form
    from leadtool.fields.titles import parse_title

    text = " ".join(name.words[at] for at in core)
    if any(name.keys[at] in name_words().any_given for at in core):
        return False
    return has_legal_form(text) or parse_title(text).level not in ("unknown", "student")


def _turned(name: _Reading, cores: list[list[int]]) -> None:
    """`Last, First`: the first segment is the family name."""
    words = name_words()
    last, given = cores[0], cores[1]
    keys = name.keys
    two_people = len(last) > 1 and len(given) > 1 and keys[last[0]] in words.any_given and keys[given[0]] in words.any_given
    if two_people and keys[last[-1]] not in words.any_given and not any(keys[at] in words.particles for at in given):
        name.several = True
        for core in cores[1:]:
            name.give("extra", core)
        _assign(name, last)
        return
    name.turned = True
    moved: list[int] = []
    while len(given) > 1 and keys[given[-1]] in words.particles and len(name.words[given[-1]].strip(".")) > 1:
        moved.insert(0, given.pop())
    name.give("last", last)
    name.give("particle", moved)
    if any(_joins_people(name, given, i) for i in range(1, len(given) - 1)):
        name.several = True
        name.give("given", given)
    else:
        _given_and_middle(name, given)
    for core in cores[2:]:
        name.give("extra", core)


def _given_and_middle(name: _Reading, given: list[int]) -> None:
    from leadtool.fields.name_order import given_count

    count = given_count([name.keys[at] for at in given], [name.words[at] for at in given])
    name.give("given", given[:count])
    name.give("middle", given[count:])


def _straight(name: _Reading, core: list[int], country: str) -> None:
    """A name without a comma: one person or several."""
    words, keys = name_words(), name.keys
    joint = next((i for i in range(1, len(core) - 1) if _joins_people(name, core, i)), 0)
    if not joint:
        _assign(name, core, country)
        return
    name.several = True
    left, right = core[:joint], core[joint + 1 :]
    while len(right) > 1 and keys[right[0]] in words.salutations and keys[right[0]] not in words.ambiguous:
        name.roles[right.pop(0)] = "extra"
    only_given = len(left) == 1 or all(keys[at] in words.any_given and keys[at] not in words.any_surname for at in left)
    if not only_given:
        name.give("extra", core[joint:])
        _assign(name, left, country)
        return
    if len(right) == 1:
        name.give("given", [*left, core[joint], *right])
        return
    _assign(name, right, country)
    name.give("given", [*left, *(at for at in range(core[joint], right[0]))])


def _joins_people(name: _Reading, core: list[int], at: int) -> bool:
    words, word, key = name_words(), name.words[core[at]], name.keys[core[at]]
    if word in ("&", "+", ";", "/"):
        return True
    if key not in words.joiners:
        return False
    left, right = core[:at], core[at + 1 :]
    if name.keys[left[-1]] in words.particles:
        return False
    if key in words.careful_joiners and (not word.islower() or (name.one_case and len(key) == 1 and key != "y")):
        return False
    if key in words.surname_joiners and len(left) >= 2:
        return name.keys[right[0]] in words.any_given and name.keys[left[-1]] not in words.iberian
    return True


def _assign(name: _Reading, core: list[int], country: str = "") -> None:
    words = [name.words[at] for at in core]
    if len(core) == 1:
        addressed = any(role == "salutation" for role in name.roles) and name.keys[core[0]] not in name_words().any_given
        name.give("last" if addressed else "given", core)
        return
    order = order_of(words, one_case=name.one_case, country=country)
    name.give("given", [core[i] for i in order.given])
    name.give("middle", [core[i] for i in order.middle])
    name.give("last", [core[i] for i in order.last])
    name.turned = False


def _assembled(name: _Reading) -> Parts:
    """The parts as text, in the case they are to be written."""
    shown = _shown(name)
    by_role: dict[str, list[int]] = {"last": []}
    for at, role in enumerate(name.roles):
        by_role.setdefault(role, []).append(at)
    by_role["last"] = [*by_role.get("particle", ()), *by_role["last"]]
    parts = {role: " ".join([shown[at] for at in positions]).strip(" ,") for role, positions in by_role.items()}
    joined = dict.fromkeys(_SALUTATION_ORDER, "") | parts
    if name.turned:
        full = " ".join(joined[role] for role in _SALUTATION_ORDER if joined[role])
    else:
        commas = set(name.breaks)
        full = "".join(("" if not at else ", " if at in commas else " ") + word for at, word in enumerate(shown))
    suffix = next((name_words().generation[name.keys[at]] for at in by_role.get("suffix", ())), "")
    return Parts(joined["salutation"], joined["given"], joined["middle"], joined["last"], suffix, full, name.turned, name.several)


def _shown(name: _Reading) -> list[str]:
    shown = list(name.words)
    parts = [at for at, role in enumerate(name.roles) if role in ("given", "middle", "last", "particle")]
    if name.one_case:
        for at, role in enumerate(name.roles):
            if role in ("salutation", "extra", "suffix"):
                shown[at] = _shown_word(name, at)
            elif role == "degree":
                shown[at] = "PhD" if name.keys[at] == "phd" else shown[at].upper()
        for group in (["given", "middle"], ["particle", "last"]):
            chosen = [at for at in parts if name.roles[at] in group]
            repaired = repair_case(" ".join(name.words[at] for at in chosen), whole=name.text).split(" ") if chosen else []
            for at, word in zip(chosen, repaired, strict=True):
                shown[at] = _same_case_kept(name.words[at], word)
        return shown
    for at in parts:
        letters = [c for c in name.words[at] if c.isalpha()]
        long_enough = len(letters) >= 3 or (len(letters) == 2 and name.keys[at] in name_words().particles and len(parts) > 2)
        if long_enough and name.words[at].isupper() and name.roles[at] in ("last", "given") and "." not in name.words[at]:
            shown[at] = repair_case(name.words[at], whole=name.text)
    return shown


def _same_case_kept(before: str, after: str) -> str:
    """One lonely cased letter (an initial) always is a capital."""
    return (
        after
        if sum(c.isalpha() for c in before) > 1
        else before.upper()
        if len(before.strip(".")) == 1 and after != "y"
        else after
    )


def _shown_word(name: _Reading, at: int) -> str:
    if name.roles[at] == "suffix":
        normal = name_words().generation[name.keys[at]]
        return normal if normal.isupper() else repair_case(name.words[at])
    return repair_case(name.words[at]) if name.keys[at] not in name_words().joiners else name.words[at].lower()


def read_part(text: str) -> tuple[str, str, str, str, bool]:
    """The cell of a first- or last-name column: (salutation, name, generation suffix, everything, has a degree)."""
    if text.isalpha() and not _THAI_ADDRESS.match(text):  # one word
        shown = repair_case(text)
        return "", shown, "", shown, False
    name = _Reading(text)
    if len(name.words) < 2:
        shown = repair_case(text)
        return "", shown, "", shown, False
    _set_asides(name)
    segments = _segments(name)
    for number, (start, end) in enumerate(segments):
        if number == 0:
            _salutations(name, start, end, "")
        _suffixes(name, start, end, alone=number > 0, reversed_form=True)
    for at, role in enumerate(name.roles):
        name.roles[at] = role or "last"
    parts = _assembled(name)
    return parts.salutation, parts.last, parts.suffix, parts.full, "degree" in name.roles

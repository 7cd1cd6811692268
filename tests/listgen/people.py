"""Invented people: names, homes and phones in the manner of their country."""

from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from tests.listgen.words import Pool, data, latin, pairs, slug

Phone = tuple[str, str]
"""A country and the national number without trunk prefix, grouped: `("GB", "20 7946 0018")`."""

_FREE_MAIL = {"US": "gmail.com yahoo.com outlook.com hotmail.com aol.com icloud.com", "DE": "gmx.de web.de gmail.com t-online.de"}
_FREE_MAIL |= {
    "RU": "mail.ru yandex.ru gmail.com bk.ru",
    "FR": "orange.fr gmail.com free.fr laposte.net",
    "IT": "libero.it gmail.com",
}
_FREE_MAIL |= {
    "CN": "163.com qq.com 126.com",
    "KR": "naver.com gmail.com",
    "PL": "wp.pl gmail.com onet.pl",
    "UA": "ukr.net gmail.com",
}
_FREE_ANYWHERE = "gmail.com hotmail.com outlook.com yahoo.com"
_LETTERS = "BCDEFGHJLKPRSTUWXYZM"
_LATIN_SCRIPT = {"en", "es", "fr", "de", "it", "pt", "nl", "pl", "tr", "cs", "sv", "hi"}


@dataclass(slots=True)
class Person:
    """One invented person: what a perfect record of them would hold."""

    country: str
    male: bool
    first: str
    last: str
    first_latin: str
    last_latin: str
    middle: str = ""
    suffix: str = ""
    title: str = ""
    company: Any = None
    email: str = ""
    email2: str = ""
    mobile: Phone | None = None
    phone: Phone | None = None
    street: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""
    linkedin: str = ""
    extra: dict[str, str] = field(default_factory=dict)


class Language:
    """The name pools of one language."""

    def __init__(self, code: str) -> None:
        words = data("names")[code]
        self.code = code
        self.words = words
        self.given = {True: self._given(words, "male"), False: self._given(words, "female")}
        surnames = pairs(words.get("surnames", ""))
        surnames += [
            (stem + ending, latin(stem + ending))
            for ending in words.get("endings", "").split()
            for stem in words.get("stems", "").split()
        ]
        self.surnames = Pool(list(dict.fromkeys(surnames)))
        self.titles = words["titles"].split(";")

    @staticmethod
    def _given(words: dict[str, Any], sex: str) -> Pool:
        names = pairs(words[sex])
        join = words.get("compound", "")
        second = words.get(f"second_{sex}", "").split()
        doubles = [(f"{a}{join}{b}", latin(f"{a}{join}{b}")) for a, _ in names[:14] for b in second if a != b]
        return Pool(names + doubles)

    def surname(self, random: Random, male: bool) -> tuple[str, str]:
        """A surname (two where people have two), in the form of the sex."""
        native, romanised = self.surnames.draw(random)
        if self.words.get("two_surnames") and random.random() < 0.75:
            second = self.surnames.draw(random)
            return f"{native} {second[0]}", f"{romanised} {second[1]}"
        if not male and self.code in _FEMININE:
            for ending, feminine in _FEMININE[self.code]:
                if native.endswith(ending):
                    native = native[: len(native) - len(ending)] + feminine
                    return native, latin(native)
        return native, romanised


@cache
def lookalikes(code: str, male: bool) -> dict[str, list[tuple[str, str]]]:
    """Of each surname the other ones that differ from it by one letter, or by two neighbours exchanged."""
    speech = language(code)
    names = [pair for pair in speech.surnames.words if len(pair[0]) > 3]
    spelled: dict[str, list[tuple[str, str]]] = {}
    for pair in names:
        for at in range(len(pair[0])):
            spelled.setdefault(f"{pair[0][:at]}*{pair[0][at + 1 :]}", []).append(pair)
            spelled.setdefault(f"{pair[0][:at]}*{pair[0][at:]}", []).append(pair)
    found: dict[str, list[tuple[str, str]]] = {}
    for alike in spelled.values():
        for native, _ in alike:
            others = found.setdefault(native, [])
            others += [pair for pair in alike if pair[0] != native and pair not in others]
    return found


_FEMININE = {
    "ru": [("ов", "ова"), ("ев", "ева"), ("ин", "ина"), ("ский", "ская")],
    "uk": [("ський", "ська")],
    "pl": [("ski", "ska"), ("cki", "cka")],
    "cs": [("ek", "ková"), ("ák", "áková"), ("il", "ilová"), ("an", "anová")],
    "el": [("όπουλος", "οπούλου"), ("ίδης", "ίδου"), ("άκης", "άκη"), ("άτος", "άτου")],
}
_PATRONYMICS = (
    "Александров Сергеев Дмитриев Андреев Алексеев Иванов Евгеньев Михайлов Николаев Владимиров Викторов Олегов".split()
)


@cache
def language(code: str) -> Language:
    """The pools of a language."""
    return Language(code)


@cache
def _parts(template: str) -> tuple[list[str], int]:
    return template.split("#"), template.count("#")


def fill(template: str, random: Random) -> str:
    """A template with its digits and letters drawn."""
    parts, count = _parts(template)
    if count:
        digits = str(int((random.random() + 1) * 10**count))[1:]
        template = "".join(map(str.__add__, parts, digits)) + parts[-1]
    while "N" in template:
        template = template.replace("N", "2346789"[int(random.random() * 7)], 1)
    while "A" in template:
        template = template.replace("A", _LETTERS[int(random.random() * 20)], 1)
    return template


class World:
    """Where people come from, and what was already given away: an address or number belongs to one person only."""

    def __init__(self, random: Random, countries: list[str] | None) -> None:
        self.random = random
        self.places = data("places")
        codes = countries or [code for code, place in self.places.items() for _ in range(int(place["share"]))]
        self.codes = codes
        self.emails: set[str] = set()
        self.numbers: set[tuple[str, str]] = set()
        self._split = {code: [place.split("|") for place in self.places[code]["places"]] for code in set(codes)}
        streets = {code: self.places[code]["streets"].split("|") for code in set(codes)}
        self._streets = {code: (pattern, words.split(";")) for code, (pattern, words) in streets.items()}

    def pick(self, choices: Any) -> Any:
        """One of some things, all alike likely."""
        return choices[int(self.random.random() * len(choices))]

    def person(self, country: str = "", *, male: bool | None = None, last: tuple[str, str] | None = None) -> Person:
        """Somebody new, with a home and a mobile, without work or e-mail."""
        random = self.random
        country = country or self.pick(self.codes)
        place = self.places[country]
        speech = language(place["language"])
        male = random.random() < 0.55 if male is None else male
        first, first_latin = speech.given[male].draw(random)
        surname, surname_latin = last or speech.surname(random, male)
        person = Person(country, male, first, surname, first_latin, surname_latin)
        if place["language"] == "ru":
            person.middle = self.pick(_PATRONYMICS) + ("ич" if male else "на")
        elif place["language"] == "en" and random.random() < 0.3:
            person.middle = self.pick("ABCDEFGHJKLMNPRSTW") + "."
        self.settle(person)
        person.mobile = self.number(country)
        return person

    def settle(self, person: Person) -> None:
        """Give somebody a home."""
        city, state, postal, _ = self.pick(self._split[person.country])
        pattern, words = self._streets[person.country]
        number = str(1 + int(self.random.random() ** 2 * 240))
        person.city, person.state, person.zip = city, state, fill(postal, self.random)
        person.street = pattern.replace("{n}", number).replace("{s}", self.pick(words))

    def number(self, country: str, city: str = "") -> Phone:
        """A number nobody has yet: of a mobile, or of a landline in a city."""
        places = self._split[country]
        while True:
            if city:
                template = next((place[3] for place in places if place[0] == city), places[0][3])
            else:
                template = self.pick(self.places[country].get("mobile") or [place[3] for place in places])
            phone = (country, fill(template, self.random))
            key = (country, "".join(filter(str.isdigit, phone[1])))
            if key not in self.numbers:
                self.numbers.add(key)
                return phone

    def address(self, *tries: str) -> str:
        """The first address that nobody has yet; a number is put behind the last one's local part."""
        for text in tries:
            if text not in self.emails:
                self.emails.add(text)
                return text
        local, _, domain = tries[-1].partition("@")
        while True:
            text = f"{local}{1 + int(self.random.random() * 9999)}@{domain}"
            if text not in self.emails:
                self.emails.add(text)
                return text

    def private_address(self, person: Person) -> str:
        """An address at a free provider."""
        first, last = slug(person.first_latin), slug(person.last_latin)
        domain = self.pick(_FREE_MAIL.get(person.country, _FREE_ANYWHERE).split())
        year = str(1955 + int(self.random.random() * 50))
        shapes = (
            f"{first}.{last}{year[2:]}",
            f"{first}{last}{year[2:]}",
            f"{first[0]}{last}{year}",
            f"{first}.{last}",
            f"{last}.{first}{year[2:]}",
        )
        return self.address(f"{self.pick(shapes)}@{domain}", f"{first}{last}{year}@{domain}")

    def work_address(self, person: Person, domain: str, shape: int) -> str:
        """An address at a company, in the company's own shape."""
        first, last = slug(person.first_latin), slug(person.last_latin)
        shapes = (f"{first}.{last}", f"{first[0]}.{last}", f"{first[0]}{last}", f"{first}", f"{first}_{last}")
        return self.address(f"{shapes[shape % 5]}@{domain}", f"{first}.{last}@{domain}", f"{first}.{last}@{domain}")

    def profile(self, person: Person) -> str:
        """A profile page of one's own."""
        name = f"{slug(person.first_latin)}-{slug(person.last_latin)}"
        return f"https://www.linkedin.com/in/{name}-{int(self.random.random() * 16**8):08x}"


def native_script(person: Person) -> bool:
    """Whether the person's name is written in another script than the Latin one."""
    return data("places")[person.country]["language"] not in _LATIN_SCRIPT

"""Layouts: how one vendor or CRM writes a person down."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from tests.listgen.people import Person, Phone
from tests.listgen.words import data

AS_OF = datetime.date(2026, 11, 20)
"""The day the lists are made for: every date in them lies before it."""

_OWNERS = ("Dana Whitfield", "Marek Olsen", "Priya Raman", "Tomás Echeverría")
_SOURCES = ("Purchased list", "Trade show", "Web", "Referral", "Cold call", "Newsletter", "Partner")
_INCOME = ("Under $25,000", "$25,000 - $49,999", "$50,000 - $74,999", "$75,000 - $99,999", "$100,000 - $149,999", "$150,000+")
_ENQUIRIES = (
    "solar quote",
    "refinance rates",
    "kitchen remodel",
    "auto insurance",
    "new roof",
    "within 3 months",
    "just looking",
)
_NOTES = ("List 2026-Q3", "Hall 4, stand B12", "Ref. 48213", "imported", "batch 7; checked")


@dataclass(slots=True)
class Look:
    """How one record is written: what is left out, in which case, what its status says."""

    blank: frozenset[str] = frozenset()
    case: str = ""
    native_phone: bool = True
    status: str = ""
    active: bool = False
    opt_out: bool = False
    do_not_call: bool = False


@dataclass(frozen=True)
class Layout:
    """One layout, ready to write records in."""

    name: str
    kind: str
    header: tuple[str, ...]
    keys: tuple[str, ...]
    delimiter: str
    encoding: str
    date: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    countries: tuple[str, ...]
    statuses: tuple[tuple[str, str, int, str], ...]
    phone_prefix: str

    def write(self, person: Person, look: Look, random: Random) -> list[str]:
        """The cells of a record."""
        view = _View(self, person, look, random)
        cells = [_CELLS[key](view) for key in self.keys]
        if look.case == "upper":
            return [cell.upper() if key in _CASED else cell for key, cell in zip(self.keys, cells, strict=True)]
        if look.case == "lower":
            return [cell.lower() if key in _CASED else cell for key, cell in zip(self.keys, cells, strict=True)]
        if look.case == "blanks":
            return [f" {cell} " if key in _CASED and cell else cell for key, cell in zip(self.keys, cells, strict=True)]
        return cells


_CASED = {"first", "last", "full", "company", "city", "street", "title"}


@cache
def layout(name: str) -> Layout:
    """A layout by its name.

    Raises:
        KeyError: for a name that is no layout.
    """
    told = data("layouts")[name]
    columns = [column.split("=", 1) for column in told["columns"]]
    return Layout(
        name=name,
        kind=told["kind"],
        header=tuple(header for header, _ in columns),
        keys=tuple(key for _, key in columns),
        delimiter=told.get("delimiter", ","),
        encoding=told.get("encoding", "utf-8"),
        date=told["date"],
        yes=tuple(told["yes"]),
        no=tuple(told["no"]),
        countries=tuple(told.get("countries", ())),
        statuses=tuple((word, wanted, weight, closes) for word, wanted, weight, closes in told["statuses"]),
        phone_prefix=told.get("phone_prefix", ""),
    )


def layouts() -> tuple[str, ...]:
    """The names of all layouts."""
    return tuple(data("layouts"))


@dataclass(slots=True)
class _View:
    layout: Layout
    person: Person
    look: Look
    random: Random

    def pick(self, choices: Any) -> Any:
        return choices[int(self.random.random() * len(choices))]

    def text(self, key: str, value: str) -> str:
        return "" if key in self.look.blank else value

    def phone(self, key: str, phone: Phone | None) -> str:
        if phone is None or key in self.look.blank:
            return ""
        return self.layout.phone_prefix + spell(phone, self.look.native_phone, self.random)

    def date(self, days: int) -> str:
        return _date(self.layout.date, days)

    def flag(self, on: bool) -> str:
        return str(self.pick(self.layout.yes if on else self.layout.no))


@cache
def _date(form: str, days: int) -> str:
    day = AS_OF - datetime.timedelta(days=days)
    time = datetime.time(8 + days % 9, days * 7 % 60)
    return datetime.datetime.combine(day, time).strftime(form)


def spell(phone: Phone, native: bool, random: Random) -> str:
    """A phone number in one of the spellings that lists hold; with the country code unless `native`."""
    country, groups = phone
    place = data("places")[country]
    trunk, code = place["trunk"], place["code"]
    if "fixed_trunk" in place and not (groups[0] == "1" and groups[2].isdigit()):
        trunk = place["fixed_trunk"]
    digits = "".join(filter(str.isdigit, groups))
    dice = random.random()
    if country == "US":
        area, rest = digits[:3], f"{digits[3:6]}-{digits[6:]}"
        if native:
            return (f"({area}) {rest}", f"{area}-{rest}", f"{area}.{rest.replace('-', '.')}", digits, f"1-{area}-{rest}")[
                int(dice * 4.4)
            ]
        return (f"+1 {area} {rest}", f"+1{digits}", f"+1 ({area}) {rest}", f"1{digits}")[int(dice * 3.4)]
    if native:
        inland = trunk + (" " if trunk == "8" else "") + groups
        return (inland, trunk + digits, inland.replace(" ", "-"), inland.replace(" ", "."), inland)[int(dice * 5)]
    between = f"(0){groups}" if trunk == "0" else groups
    abroad = f"00{code} {groups}" if country not in ("RU", "MX", "BR", "JP", "KR") else f"+{code} {groups}"
    return (f"+{code} {groups}", f"+{code}{digits}", f"+{code} {between}", abroad, f"+{code}-{groups.replace(' ', '-')}")[
        int(dice * 5)
    ]


def _single(view: _View) -> str:
    person = view.person
    both = "mobile" in view.layout.keys
    return view.phone("phone", person.phone if both else person.mobile or person.phone)


def _full(view: _View) -> str:
    person = view.person
    middle = f" {person.middle}" if person.middle and view.random.random() < 0.3 else ""
    suffix = f" {person.suffix}" if person.suffix else ""
    return f"{person.first}{middle} {person.last}{suffix}"


def _last(view: _View) -> str:
    person = view.person
    return f"{person.last} {person.suffix}" if person.suffix and "suffix" not in view.layout.keys else person.last


def _country(view: _View) -> str:
    if "country" in view.look.blank:
        return ""
    place = data("places")[view.person.country]
    return place["name"] if view.random.random() < 0.7 else view.pick(place["also"])


def _salutation(view: _View) -> str:
    words = data("names")[data("places")[view.person.country]["language"]]
    return words.get("male_titles" if view.person.male else "female_titles", "")


def _employees(view: _View) -> str:
    return str(view.person.company.employees) if view.person.company else ""


def _website(view: _View) -> str:
    company = view.person.company
    if company is None or "website" in view.look.blank:
        return ""
    return view.pick(("https://www.", "http://", "www.", "", "https://")) + company.domain


_CELLS: dict[str, Callable[[_View], str]] = {
    "first": lambda v: v.person.first,
    "last": _last,
    "last_upper": lambda v: _last(v).upper(),
    "middle": lambda v: v.person.middle,
    "suffix": lambda v: v.person.suffix,
    "full": _full,
    "salutation": _salutation,
    "email": lambda v: v.text("email", v.person.email),
    "email2": lambda v: v.text("email2", v.person.email2),
    "phone": _single,
    "mobile": lambda v: v.phone("mobile", v.person.mobile),
    "company": lambda v: v.text("company", v.person.company.name if v.person.company else ""),
    "title": lambda v: v.text("title", v.person.title),
    "website": _website,
    "street": lambda v: v.text("street", v.person.street),
    "city": lambda v: v.text("city", v.person.city),
    "state": lambda v: v.text("state", v.person.state),
    "zip": lambda v: v.text("zip", v.person.zip),
    "country": _country,
    "linkedin": lambda v: v.text("linkedin", v.person.linkedin),
    "status": lambda v: v.look.status,
    "source": lambda v: v.pick(_SOURCES),
    "owner": lambda v: v.pick(_OWNERS),
    "rating": lambda v: v.pick(("", "", "Warm", "Hot", "Cold")),
    "lifecycle": lambda v: v.pick(("lead", "subscriber", "lead", "")),
    "created": lambda v: v.date(130 + int(v.random.random() * 500)),
    "contacted": lambda v: v.date(3 + int(v.random.random() * 100)) if v.look.active else "",
    "contacts": lambda v: str(1 + int(v.random.random() * 5)) if v.look.active else v.pick(("", "0")),
    "opt_out": lambda v: v.flag(v.look.opt_out),
    "do_not_call": lambda v: v.flag(v.look.do_not_call),
    "opt_in": lambda v: v.pick([word for word in v.layout.no if word]) if v.look.opt_out else v.flag(True),
    "consent_at": lambda v: v.date(140),
    "notes": lambda v: v.pick(_NOTES) if v.random.random() < 0.1 else "",
    "employees": _employees,
    "revenue": lambda v: str(v.person.company.employees * 120000) if v.person.company and v.random.random() < 0.6 else "",
    "budget": lambda v: v.pick(("", "", "", "5.000 €", "12.500 €", "40.000 €")),
    "income": lambda v: v.pick(_INCOME),
    "homeowner": lambda v: v.pick(("Y", "N", "")),
    "head": lambda v: v.pick(("Yes", "No", "")),
    "preapproved": lambda v: v.pick(("Y", "N", "N", "")),
    "enquiry": lambda v: v.pick(_ENQUIRIES),
    "email_verdict": lambda v: v.pick(("Verified", "Verified", "Verified", "Extrapolated")) if v.person.email else "",
    "catch_all": lambda v: v.pick(("Not Catch-all", "Catch-all", "")),
    "id": lambda v: str(10**10 + int(v.random.random() * 9 * 10**10)),
    "meta_id": lambda v: f"l:{10**15 + int(v.random.random() * 10**15)}",
    "ad": lambda v: f"ag:{v.pick((120201, 120202, 120203))}7731990{v.pick((1, 2))}",
    "adset": lambda _: "as:1202017731880",
    "campaign": lambda _: "c:1202017731770",
    "form": lambda _: "f:9914455001",
    "ad_name": lambda _: "Autumn offer",
    "false": lambda _: "false",
    "platform": lambda v: v.pick(("fb", "ig")),
}

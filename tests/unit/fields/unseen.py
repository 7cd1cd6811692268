"""Tables of cells with the answers of a careful person, written before any of them was tried."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from leadtool.fields.addresses import parse_state
from leadtool.fields.companies import company_key, parse_company
from leadtool.fields.countries import parse_country
from leadtool.fields.counts import parse_employees
from leadtool.fields.dates import parse_date
from leadtool.fields.emails import find_emails
from leadtool.fields.money import parse_figure
from leadtool.fields.names import parse_full_name
from leadtool.fields.phones import _cell
from leadtool.fields.places import parse_address, parse_location
from leadtool.fields.suffixes import registrable_domain
from leadtool.fields.titles import parse_title
from leadtool.fields.websites import parse_website

AS_OF = datetime.date(2026, 10, 1)


class Answer(NamedTuple):
    """A cell, what a careful person says of it, and what the parser says, in the same words."""

    cell: str
    expected: str
    said: str


def lines(name: str) -> Iterator[str]:
    """The rows of a table, without its comments."""
    text = (Path(__file__).parent / f"unseen_{name}.txt").read_text(encoding="utf-8")
    yield from (line for line in text.split("\n") if line.strip() and not line.startswith("#"))


def names() -> Iterator[Answer]:
    """Full names: first, last, and where the table says them, middle and suffix."""
    for line in lines("names"):
        cell, *expected = (part.strip() for part in line.split("|"))
        name = parse_full_name(cell)
        if not any(expected):  # one word: nobody knows which part it is
            yield Answer(cell, cell, name.full)
            continue
        said = [name.first, name.last, name.middle, name.suffix][: len(expected)]
        if len(expected) == 2 and name.middle and " " in expected[0]:
            said[0] = f"{name.first} {name.middle}"  # first names may hold middle names
        yield Answer(cell, " | ".join(expected), " | ".join(said))


def titles() -> Iterator[Answer]:
    """Job titles: the level, and the function where the table names one."""
    for line in lines("titles"):
        cell, level, function = (part.strip() for part in line.split("|"))
        title = parse_title(cell)
        yield Answer(cell, f"{level} {function}".strip(), f"{title.level} {title.function if function else ''}".strip())


def phones() -> Iterator[Answer]:
    """Phone cells in the row's and the list's country."""
    for line in lines("phones"):
        cell, country, default, expected = (part.strip() for part in line.rsplit("|", 3))
        found = _cell(cell, country, default, {})
        said = ";".join(
            ("~" if phone.status == "possible" else "") + phone.e164 + (f"x{phone.ext}" if phone.ext else "")
            for phone in found.usable
        )
        wrong = found.unusable[0].problem if found.unusable else " ".join(found.notes)
        blocked = "P111" if "P111" in found.notes else ""
        yield Answer(f"{cell} ({country or default})", expected, blocked if expected == "P111" else said or wrong)


def emails() -> Iterator[Answer]:
    """E-mail cells: addresses, kind, status and suggestion."""
    for line in lines("emails"):
        cell, expected = line.split(" => ")
        found = find_emails(cell)
        if found.usable:
            first = found.usable[0]
            said = [";".join(email.address for email in found.usable), first.kind, first.status, first.suggestion]
            said = said[:1] if " " not in expected else said
        elif found.unusable:
            said = [found.unusable[0].problem, found.unusable[0].suggestion]
        else:
            said = list(found.notes)
        yield Answer(cell, expected, " ".join(said).strip())


def figures() -> Iterator[Answer]:
    """Dates, money and counts."""
    read: dict[str, Callable[[str], tuple[str, tuple[str, ...]]]] = {
        "date": lambda cell: parse_date(cell, as_of=AS_OF),
        "money": parse_figure,
        "count": parse_employees,
    }
    yield from _by_kind("figures", {kind: lambda cell, f=f: " ".join((f(cell)[0], *f(cell)[1])) for kind, f in read.items()})


def places() -> Iterator[Answer]:
    """Countries, states, locations and addresses."""

    def state(cell: str) -> str:
        text, country = cell.rsplit(", ", 1)
        return parse_state(text, country)

    yield from _by_kind(
        "places",
        {
            "country": lambda cell: parse_country(cell).code or parse_country(cell).rule,
            "state": state,
            "location": lambda cell: " / ".join(parse_location(cell)),
            "address": lambda cell: " / ".join(parse_address(cell)),
        },
    )


def companies() -> Iterator[Answer]:
    """Companies, websites and registered domains."""
    yield from _by_kind(
        "companies",
        {
            "key": company_key,
            "none": lambda cell: parse_company(cell).name,
            "name": lambda cell: parse_company(cell).name,
            "website": lambda cell: "?" if parse_website(cell) is None else parse_website(cell) or "",
            "domain": registrable_domain,
        },
    )


def _by_kind(name: str, read: dict[str, Callable[[str], str]]) -> Iterator[Answer]:
    for line in lines(name):
        kind, rest = (part.strip() for part in line.split("|", 1))
        cell, expected = (part.strip() for part in rest.rsplit("|", 1))
        yield Answer(f"{kind}: {cell}", " ".join(expected.split()), " ".join(read[kind](cell).split()))


TABLES = {
    "names": names,
    "titles": titles,
    "phones": phones,
    "emails": emails,
    "figures": figures,
    "places": places,
    "companies": companies,
}

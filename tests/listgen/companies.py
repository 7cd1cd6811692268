"""Invented companies: name, domain, switchboard, seat and size, and who works there."""

from dataclasses import dataclass
from functools import cache

from tests.listgen.people import Person, Phone, World, language
from tests.listgen.words import data, pairs, slug

_SYLLABLES = (
    "Nov Sol Ver Al Or Cal Tri Lum Mer Bel Dor Fen Gal Hel In Kor Mar Net Pro Qua Ral Sen Tal Ul Vel Zen Ar Cor Dyn El".split(),
    "a o i e ia io ar en or an is ev um ad ol".split(),
    "tek via ra lis dex con mar nova gen tis pex line sys lar no ris tra mont".split(),
)


@dataclass(slots=True)
class Company:
    """One invented company."""

    country: str
    name: str
    domain: str
    shape: int
    switchboard: Phone
    street: str
    city: str
    state: str
    zip: str
    employees: int
    legal: str


@cache
def _words(code: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]], list[str]]:
    words = data("names")[code]
    return pairs(words["sectors"], ";"), pairs(words["brands"], ";") if "brands" in words else [], words["legal"].split(";")


class Companies:
    """Makes companies whose names and domains are their own."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._names: set[str] = set()
        self._domains: set[str] = set()
        self._open: dict[str, list[Company]] = {}

    def employer(self, country: str) -> Company:
        """A company to work at: a new one, or one that has people already (larger ones are likelier)."""
        known = self._open.setdefault(country, [])
        if known and self.world.random.random() < 0.7:
            return self.world.pick(known)
        company = self.found(country)
        known.append(company)
        if len(known) > 400:
            known.pop(int(self.world.random.random() * 200))
        return company

    def found(self, country: str) -> Company:
        """A new company."""
        world = self.world
        home = Person(country, True, "", "", "", "")
        world.settle(home)
        name, domain, legal = self._name(country, home.city)
        switchboard = world.number(country, home.city)
        employees = int(2 * 10 ** (world.random.random() * 3))
        return Company(
            country,
            name,
            domain,
            int(world.random.random() * 5),
            switchboard,
            home.street,
            home.city,
            home.state,
            home.zip,
            employees,
            legal,
        )

    def _name(self, country: str, city: str) -> tuple[str, str, str]:
        world, place = self.world, self.world.places[country]
        words = data("names")[place["language"]]
        sectors, brands, legals = _words(place["language"])
        for attempt in range(100):
            sector = world.pick(sectors)
            if brands:
                one, two = world.pick(brands), world.pick(brands)
                family = (one[0] + two[0], one[1] + two[1]) if attempt or world.random.random() < 0.6 else one
                glue = "" if place["language"] in ("ja", "zh", "ko", "ru", "uk") else " "
            else:
                brand = "".join(world.pick(part) for part in _SYLLABLES)
                family = (
                    language(place["language"]).surnames.draw(world.random) if world.random.random() < 0.4 else (brand, brand)
                )
                glue = " "
            core = f"{sector[0]}{glue}{family[0]}" if words.get("sector_first") else f"{family[0]}{glue}{sector[0]}"
            name_slug = slug(family[1]) + slug(sector[1])
            if attempt > 3:
                core, name_slug = f"{core} {city}", f"{name_slug}-{slug(city) or attempt}"
            domain = f"{name_slug}.{place['tld']}"
            if domain not in self._domains and core not in self._names:
                break
        else:
            name_slug = f"{name_slug}{len(self._domains)}"
            domain = f"{name_slug}.{place['tld']}"
        self._domains.add(domain)
        self._names.add(core)
        legal = world.pick(legals)
        if not legal:
            return core, domain, ""
        if words.get("legal_first"):
            quoted = f"«{core}»" if place["language"] in ("ru", "uk") else core
            return (f"{legal} {quoted}" if place["language"] in ("ru", "uk") else f"{legal}{core}"), domain, legal
        return f"{core}{'' if place['language'] == 'zh' else ' '}{legal}", domain, legal

    def employ(self, person: Person, company: Company, *, direct: bool = True) -> None:
        """Put somebody to work: title, address of the company, business e-mail and a direct line (or the switchboard)."""
        world = self.world
        person.company = company
        person.title = world.pick(language(world.places[person.country]["language"]).titles)
        person.email = world.work_address(person, company.domain, company.shape)
        person.phone = world.number(company.country, company.city) if direct else company.switchboard
        person.street, person.city, person.state, person.zip = company.street, company.city, company.state, company.zip

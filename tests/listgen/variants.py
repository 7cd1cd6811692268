"""The same person written down once more: every way in which a list comes to hold somebody twice."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from tests.listgen.companies import Companies
from tests.listgen.people import Person, World, language, native_script
from tests.listgen.words import slug

# Source: own collection from general knowledge of the languages.
_NICKNAMES = """Robert Bob Rob Bobby;William Bill Will Billy;James Jim Jimmy;John Jack Johnny;Michael Mike;Richard Rick Dick;Thomas Tom;
Charles Charlie Chuck;Christopher Chris;Daniel Dan Danny;Matthew Matt;Anthony Tony;Steven Steve;Andrew Andy Drew;Joshua Josh;Kenneth Ken;
Edward Ed Eddie Ted;Timothy Tim;Jeffrey Jeff;Nicholas Nick;Jonathan Jon;Stephen Steve;Benjamin Ben;Samuel Sam;Gregory Greg;Alexander Alex;
Patrick Pat;Joseph Joe;David Dave;Elizabeth Liz Beth Betty;Patricia Pat Patty Tricia;Jennifer Jen Jenny;Barbara Barb;Susan Sue;
Jessica Jess;Margaret Maggie Peggy Meg;Kimberly Kim;Deborah Deb Debbie;Rebecca Becky;Cynthia Cindy;Kathleen Kathy;Katherine Kate Kathy Katie;
Christine Chris Chrissy;Victoria Vicky Tori;Samantha Sam;Francisco Paco Fran;José Pepe;Ignacio Nacho;Manuel Manolo;Dolores Lola;
Concepción Concha;Rosario Charo;Giuseppe Beppe;Francesco Franco;Alessandro Sandro Alex;Johannes Hans;Katharina Kathi;Elisabeth Lisa Elli;
Александр Саша;Сергей Серёжа;Дмитрий Дима;Алексей Лёша;Михаил Миша;Екатерина Катя;Наталья Наташа;Татьяна Таня;Елена Лена;Анна Аня;
Hendrik Henk;Cornelis Kees;Krzysztof Krzysiek;Katarzyna Kasia;Małgorzata Gosia;Luiz Lula;Eduardo Edu;Christophe Chris;Frédéric Fred"""


@cache
def _nicknames() -> dict[str, list[str]]:
    return {words.split()[0]: words.split()[1:] for words in _NICKNAMES.split(";")}


Variant = Callable[[Person, World, Companies], "Person | None"]


def _copy(person: Person, world: World, companies: Companies) -> Person:
    return replace(person)


def _email_case(person: Person, world: World, companies: Companies) -> Person | None:
    if not person.email:
        return None
    local, _, domain = person.email.partition("@")
    if domain == "gmail.com" and len(local) > 4 and world.random.random() < 0.5:
        return replace(person, email=f"{local[:2]}.{local[2:].replace('.', '')}@gmail.com")
    shapes = (
        f"{local}+{world.pick(('news', 'crm', 'list'))}@{domain}",
        person.email.upper(),
        f"{local.title()}@{domain.title()}",
    )
    return replace(person, email=world.pick(shapes))


def _nickname(person: Person, world: World, companies: Companies) -> Person | None:
    short = _nicknames().get(person.first)
    return replace(person, first=world.pick(short)) if short else None


def typo(text: str, world: World) -> str:
    """The text with one slip of the fingers inside."""
    if len(text) < 4:
        return text
    at = 1 + int(world.random.random() * (len(text) - 2))
    kind = int(world.random.random() * 3)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]


def _name_typo(person: Person, world: World, companies: Companies) -> Person | None:
    last = typo(person.last, world)
    return replace(person, last=last) if last != person.last else None


def _email_typo(person: Person, world: World, companies: Companies) -> Person | None:
    local, _, domain = person.email.partition("@")
    slipped = typo(local, world)
    return replace(person, email=f"{slipped}@{domain}") if slipped not in (local, "") else None


def _swapped(person: Person, world: World, companies: Companies) -> Person:
    return replace(person, first=person.last, last=person.first)


def _initial(person: Person, world: World, companies: Companies) -> Person | None:
    return None if native_script(person) and not person.middle else replace(person, first=f"{person.first[0]}.", middle="")


def _married(person: Person, world: World, companies: Companies) -> Person | None:
    if person.male or native_script(person):
        return None
    native, romanised = language(world.places[person.country]["language"]).surname(world.random, False)
    return replace(person, last=native, last_latin=romanised) if native != person.last else None


def _moved(person: Person, world: World, companies: Companies) -> Person | None:
    if person.company is None:
        return None
    other = replace(person, email2="")
    companies.employ(other, companies.employer(person.country))
    return other if other.company is not person.company else None


def _transliterated(person: Person, world: World, companies: Companies) -> Person | None:
    if not native_script(person):
        plain = replace(person, first=person.first_latin, last=person.last_latin)
        return plain if (plain.first, plain.last) != (person.first, person.last) else None
    return replace(person, first=person.first_latin, last=person.last_latin, middle="")


def _second_address(person: Person, world: World, companies: Companies) -> Person | None:
    if person.company is None:
        return None
    return replace(person, email=world.private_address(person))


def _short_company(person: Person, world: World, companies: Companies) -> Person | None:
    company = person.company
    if company is None or not company.legal:
        return None
    name = company.name.replace(company.legal, "").strip(" «»")
    return replace(person, company=replace(company, name=name)) if slug(name) or name else None


VARIANTS: dict[str, tuple[int, Variant]] = {
    "exact": (16, _copy),
    "other_formatting": (18, _copy),
    "missing_fields": (12, _copy),
    "email_spelling": (9, _email_case),
    "nickname": (14, _nickname),
    "name_typo": (8, _name_typo),
    "email_typo": (4, _email_typo),
    "swapped": (4, _swapped),
    "initial": (5, _initial),
    "married": (3, _married),
    "moved_job": (4, _moved),
    "transliterated": (5, _transliterated),
    "second_address": (4, _second_address),
    "short_company": (4, _short_company),
}
"""How often each way occurs, and what it does to a perfect record; None where it cannot be done to this person."""

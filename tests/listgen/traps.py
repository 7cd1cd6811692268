"""Traps: different people whose records look alike, and records of nobody."""

from collections.abc import Callable
from dataclasses import replace

from tests.listgen.companies import Companies
from tests.listgen.layouts import Look
from tests.listgen.people import Person, World, lookalikes
from tests.listgen.words import slug

Trap = Callable[[World, Companies, str], "list[Person]"]
_ENGLISH = ("US", "GB")


def _household(world: World, companies: Companies, country: str) -> list[Person]:
    """A couple or family under one roof: same surname, street and landline, sometimes one mailbox for all."""
    head = world.person(country)
    home = world.number(head.country, head.city)
    family = [head]
    for number in range(1 + int(world.random.random() * 2)):
        other = world.person(head.country, male=not head.male if number == 0 else None, last=(head.last, head.last_latin))
        if other.first not in {person.first for person in family}:
            family.append(other)
    shared = world.private_address(head) if world.random.random() < 0.25 else ""
    for person in family:
        person.street, person.city, person.state, person.zip = head.street, head.city, head.state, head.zip
        person.phone, person.mobile = home, None
        person.email = shared or world.private_address(person)
    return family


def _father_son(world: World, companies: Companies, country: str) -> list[Person]:
    """Father and son of one name at one address; only the suffix and the e-mail tell them apart."""
    known = [code for code in _ENGLISH if code in world.codes]
    if not known:
        return _household(world, companies, country)
    father = world.person(country if country in known else world.pick(known), male=True)
    father.phone, father.mobile = world.number(father.country, father.city), None
    son = replace(father)
    father.suffix, son.suffix = "Sr.", "Jr."
    father.email, son.email = world.private_address(father), world.private_address(son)
    return [father, son]


def _staff(world: World, companies: Companies, country: str, size: int, *, direct: bool) -> list[Person]:
    company = companies.found(country)
    people: list[Person] = []
    while len(people) < size:
        person = world.person(country)
        if (person.first, person.last) not in {(other.first, other.last) for other in people}:
            companies.employ(person, company, direct=direct)
            people.append(person)
    return people


def _switchboard(world: World, companies: Companies, country: str) -> list[Person]:
    """Colleagues who all give the company's main number."""
    people = _staff(world, companies, country, 3 + int(world.random.random() * 5), direct=False)
    for person in people:
        if world.random.random() < 0.7:
            person.mobile = None
    return people


def _role_mailbox(world: World, companies: Companies, country: str) -> list[Person]:
    """Different people of one company who share info@ or sales@."""
    people = _staff(world, companies, country, 2 + int(world.random.random() * 2), direct=False)
    box = f"{world.pick(('info', 'sales', 'office', 'contact'))}@{people[0].company.domain}"
    for person in people:
        person.email = box
    return people


def _similar_colleagues(world: World, companies: Companies, country: str) -> list[Person]:
    """Two colleagues of one first name whose surnames, both real, look alike; each has an address and a line of their own."""
    one = world.person(country)
    near = lookalikes(world.places[country]["language"], one.male).get(one.last)
    if not near:
        return _switchboard(world, companies, country)
    two = replace(world.person(country, male=one.male), first=one.first, first_latin=one.first_latin, middle=one.middle)
    two.last, two.last_latin = world.pick(near)
    company = companies.found(country)
    for person in (one, two):
        companies.employ(person, company)
        person.email = world.work_address(person, company.domain, 0)
    return [one, two]


def _namesakes(world: World, companies: Companies, country: str) -> list[Person]:
    """People of one name in different companies and places."""
    first = world.person(country)
    companies.employ(first, companies.found(country))
    others = []
    for _ in range(1 + int(world.random.random() * 2)):
        other = replace(
            world.person(country), first=first.first, last=first.last, first_latin=first.first_latin, last_latin=first.last_latin
        )
        other.male, other.middle = first.male, ""
        companies.employ(other, companies.found(country))
        others.append(other)
    return [first, *others]


def _siblings(world: World, companies: Companies, country: str) -> list[Person]:
    """Brothers and sisters in the family firm: same surname, company, street and switchboard."""
    people = _staff(world, companies, country, 2, direct=False)
    one, two = people
    if one.male != two.male:
        two = people[1] = world.person(country, male=one.male)
        companies.employ(two, one.company, direct=False)
    two.last, two.last_latin = one.last, one.last_latin
    two.email = world.work_address(two, two.company.domain, 0)
    return people if one.first[:1] != two.first[:1] else [one]


def _consumer_namesakes(world: World, companies: Companies, country: str) -> list[Person]:
    """People of one name with homes, phones and mailboxes of their own."""
    first = world.person(country)
    other = replace(world.person(country, male=first.male), first=first.first, last=first.last, middle="")
    other.first_latin, other.last_latin = first.first_latin, first.last_latin
    for person in (first, other):
        person.email = world.private_address(person)
    return [first, other]


def _odd_name(world: World, companies: Companies, country: str) -> list[Person]:
    """A real person whose name looks made up."""
    person = world.person(country)
    person.last = world.pick(("Null", "Test", "Sample", "Duck", "Blank", "Tester", "Ng", "O", "Fake", "Person"))
    person.last_latin = person.last
    person.email = world.private_address(person)
    return [person]


BUSINESS: dict[str, Trap] = {
    "household": _household,
    "father_son": _father_son,
    "switchboard": _switchboard,
    "role_mailbox": _role_mailbox,
    "similar_colleagues": _similar_colleagues,
    "namesakes": _namesakes,
    "siblings": _siblings,
    "odd_name": _odd_name,
}
CONSUMER: dict[str, Trap] = {
    "household": _household,
    "father_son": _father_son,
    "namesakes": _consumer_namesakes,
    "odd_name": _odd_name,
}


def junk(world: World, country: str) -> tuple[str, Person, Look]:
    """A record of nobody: its kind, its cells as a person, and what it leaves out."""
    person = world.person(country)
    person.email = world.private_address(person)
    kind = world.pick(("placeholder", "mash", "merge_tags", "empty", "fake"))
    if kind == "placeholder":
        person.first, person.last = world.pick((("Test", "Test"), ("test", "lead"), ("N/A", "N/A"), ("First", "Last")))
        person.email = world.pick(("test@test.com", "test@example.com", "none@none.com", "noemail@noemail.com"))
        person.mobile = person.phone = None
    elif kind == "mash":
        person.first, person.last = world.pick(
            (("asdf", "qwer"), ("asdfgh", "jklkjl"), ("qwerty", "qwerty"), ("sdfsdf", "dfgdfg"))
        )
        person.email = f"{slug(person.first)}@{slug(person.last)}.com"
        person.mobile = person.phone = None
    elif kind == "merge_tags":
        person.first, person.last = world.pick(
            (("{{first_name}}", "{{last_name}}"), ("[FIRSTNAME]", "[LASTNAME]"), ("%FNAME%", "%LNAME%"))
        )
        person.email, person.mobile = world.pick(("{{email}}", "")), None
    elif kind == "empty":
        person.email, person.mobile = "", None
    else:
        person.first, person.last = world.pick((("Mickey", "Mouse"), ("Donald", "Duck"), ("Asdf", "Asdf"), ("John", "Fake")))
        person.email = world.pick(("a@a.com", "none@none.com", "asdf@asdf.com", "fake@fake.com"))
        person.mobile = None
    person.middle = ""
    return kind, person, Look(blank=frozenset({"street", "zip", "city", "state", "linkedin", "website", "phone", "mobile"}))

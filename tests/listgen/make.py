"""A whole list: people, their second records, traps and junk, shuffled, with a truth row for every record."""

import csv
import io
from bisect import bisect
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from random import Random

from tests.listgen.companies import Companies
from tests.listgen.layouts import Layout, Look, layout
from tests.listgen.people import Person, World
from tests.listgen.traps import BUSINESS, CONSUMER, junk
from tests.listgen.variants import VARIANTS

TRUTH_COLUMNS = ("line", "cluster", "made", "trap", "case", "junk", "class", "closed")
"""`line` in the file; `cluster` one per person; `made` how the record came to be (first, or a variant's name); `trap` and
`case` the kind of trap and which one of its kind; `junk` the kind of junk or empty; `class` what the row's own status plainly
says (`|` between equally right ones, empty when not plain); `closed` the channels that the row closes (`all`: no contact)."""

_BLANK = {"email": 0.06, "phone": 0.15, "mobile": 0.4, "street": 0.25, "website": 0.2, "linkedin": 0.45, "title": 0.08}
_BLANK |= {"company": 0.02, "country": 0.05, "state": 0.15, "zip": 0.1, "city": 0.05, "email2": 0.85}
_CONTACTS = ("email", "phone", "mobile", "linkedin")
_DUPLICATED, _TRAPPED, _JUNK = 0.12, 0.03, 0.03


@dataclass(frozen=True)
class Listing:
    """A generated list: its lines and the truth, row by row."""

    layout: Layout
    lines: list[str]
    truth: list[tuple[str, ...]]

    @property
    def text(self) -> str:
        """The file as text."""
        return "\n".join([_line(self.layout.header, self.layout.delimiter), *self.lines]) + "\n"

    def write(self, file: Path, truth: Path | None = None) -> None:
        """Write the list in its layout's encoding (letters that it lacks become `?`), and the truth as UTF-8."""
        with file.open("w", encoding=self.layout.encoding, errors="replace", newline="") as out:
            out.write(_line(self.layout.header, self.layout.delimiter) + "\n")
            out.writelines(f"{line}\n" for line in self.lines)
        if truth is not None:
            with truth.open("w", encoding="utf-8", newline="") as out:
                out.write(",".join(TRUTH_COLUMNS) + "\n")
                out.writelines(f"{','.join(row)}\n" for row in self.truth)


def make_list(rows: int, seed: int = 1, layout_name: str = "generic", *, duplicated: float = _DUPLICATED) -> Listing:
    """A list of so many rows in a layout: the same seed, the same bytes."""
    maker = _Maker(Random(f"{seed}/{layout_name}"), layout(layout_name), duplicated)
    while len(maker.rows) < rows:
        maker.more()
    made = maker.rows[:rows]
    maker.random.shuffle(made)
    lines = [line for line, _ in made]
    truth = [(str(number), *row) for number, (_, row) in enumerate(made, 2)]
    return Listing(maker.layout, lines, truth)


def _line(cells: list[str] | tuple[str, ...], delimiter: str) -> str:
    line = delimiter.join(cells)
    if '"' not in line and line.count(delimiter) == len(cells) - 1:
        return line
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="").writerow(cells)
    return out.getvalue()


class _Maker:
    """Makes records until there are enough."""

    def __init__(self, random: Random, chosen: Layout, duplicated: float) -> None:
        self.random = random
        self.layout = chosen
        self.duplicated = duplicated
        self.world = World(random, list(chosen.countries) or None)
        self.companies = Companies(self.world)
        self.rows: list[tuple[str, tuple[str, ...]]] = []
        self.known: set[tuple[str, str, str]] = set()
        self.clusters = 0
        self.cases = 0
        self.traps = BUSINESS if chosen.kind == "business" else CONSUMER
        self.status_weights = list(accumulate(weight for _, _, weight, _ in chosen.statuses))
        self.said = {word: (wanted, closes) for word, wanted, _, closes in chosen.statuses}
        self.blank = [(key, share) for key, share in _BLANK.items() if key in chosen.keys]
        self.variants = list(VARIANTS.items())
        self.variant_weights = list(accumulate(weight for weight, _ in VARIANTS.values()))

    def more(self) -> None:
        """Add a person with all their records, a trap, or a junk record."""
        dice = self.random.random()
        country = self.world.pick(self.world.codes)
        if dice < _JUNK:
            kind, person, look = junk(self.world, country)
            self._add([(person, look, "first", [])], junk_kind=kind)
        elif dice < _JUNK + _TRAPPED:
            self.cases += 1
            trap = self.world.pick(list(self.traps))
            for person in self.traps[trap](self.world, self.companies, country):
                self._person(person, trap, str(self.cases), strict=True)
        else:
            person = self._someone(country)
            known = (person.first, person.last, person.company.domain if person.company else person.street)
            if known not in self.known:
                self.known.add(known)
                self._person(person)

    def _someone(self, country: str) -> Person:
        person = self.world.person(country)
        if self.layout.kind == "business":
            self.companies.employ(person, self.companies.employer(country), direct=self.random.random() < 0.8)
            if "email2" in self.layout.keys:
                person.email2 = self.world.private_address(person)
        else:
            person.email = self.world.private_address(person)
        if "linkedin" in self.layout.keys:
            person.linkedin = self.world.profile(person)
        return person

    def _person(self, person: Person, trap: str = "", case: str = "", *, strict: bool = False) -> None:
        records = [(person, self._look(person, frozenset({"mobile"}) if strict else frozenset(), strict=strict), "first", [])]
        while self.random.random() < self.duplicated and len(records) < 5:
            name, (_, variant) = self.variants[bisect(self.variant_weights, self.random.random() * self.variant_weights[-1])]
            other = variant(person, self.world, self.companies)
            if other is None:
                continue
            if name == "exact":
                records.append((*records[0][:2], name, records[0][3]))
                continue
            look = self._look(
                other, frozenset({"street", "zip", "state", "title", "website"} if name == "missing_fields" else ())
            )
            tied = self._tied(records[0], other, look)
            if tied is not None:
                records.append((other, tied, name, []))
        self._add(records, trap=trap, case=case)

    def _look(self, person: Person, also: frozenset[str], *, strict: bool = False) -> Look:
        """How one record is written; `strict` leaves out nothing that tells a trap's people apart."""
        random = self.random
        blank = {key for key, share in self.blank if random.random() < share} if not strict else set()
        blank |= {key for key in also if not strict}
        if not any(self._value(person, key, blank) for key in ("email", "phone", "mobile")):
            blank -= {"email", "phone", "mobile"}
        status, _, _, _ = row = self.layout.statuses[bisect(self.status_weights, random.random() * self.status_weights[-1])]
        dice = random.random()
        return Look(
            blank=frozenset(blank),
            case="upper" if dice < 0.04 else "lower" if dice < 0.07 else "blanks" if dice < 0.1 else "",
            native_phone=random.random() < 0.6 and self._country_known(blank),
            status=status,
            active=row[1] not in ("new", ""),
            opt_out=random.random() < 0.04,
            do_not_call=random.random() < 0.04,
        )

    def _country_known(self, blank: set[str]) -> bool:
        return len(set(self.layout.countries)) == 1 or ("country" in self.layout.keys and "country" not in blank)

    def _value(self, person: Person, key: str, blank: set[str] | frozenset[str]) -> object:
        if key in blank or key not in self.layout.keys:
            return None
        if key == "phone" and "mobile" not in self.layout.keys:
            return person.mobile or person.phone
        return getattr(person, key)

    def _tied(self, first: tuple[Person, Look, str, list[str]], other: Person, look: Look) -> Look | None:
        """The look of a second record, so that something of a contact ties it to the first; None where nothing does."""
        one, told = first[0], first[1]
        shown = [key for key in _CONTACTS if self._value(one, key, told.blank)]
        same = [key for key in shown if self._value(one, key, ()) == self._value(other, key, ())]
        if not same or any(key not in look.blank for key in same):
            return look if same or self._alike(one.email, other.email, told) else None
        return replace(look, blank=look.blank - set(same))

    @staticmethod
    def _alike(one: str, other: str, told: Look) -> bool:
        """Whether two addresses are one mailbox, written differently."""
        if "email" in told.blank:
            return False
        parts = [text.casefold().partition("@") for text in (one, other)]
        return parts[0][2] == parts[1][2] and parts[0][0][:2] == parts[1][0][:2]

    def _add(
        self, records: list[tuple[Person, Look, str, list[str]]], trap: str = "", case: str = "", junk_kind: str = ""
    ) -> None:
        self.clusters += 1
        for person, look, made, cells in records:
            if not cells:
                cells += self.layout.write(person, look, self.random)
            wanted, closes = self.said.get(look.status, ("", ""))
            closed = self._closed(look, closes)
            kind = junk_kind or ("status" if closes == "junk" else "")
            row = (str(self.clusters), made, trap, case, kind, "" if junk_kind else wanted, closed)
            self.rows.append((_line(cells, self.layout.delimiter), row))

    def _closed(self, look: Look, closes: str) -> str:
        if closes == "all":
            return "all"
        channels = []
        if look.opt_out and ("opt_out" in self.layout.keys or "opt_in" in self.layout.keys):
            channels.append("email")
        if look.do_not_call and "do_not_call" in self.layout.keys:
            channels += ["call", "sms"]
        return ";".join(channels)

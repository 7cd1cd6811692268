"""A whole column of e-mail cells read at once: plain addresses by columns, and a word for each cell that is not plain.

What is read here is read as `emails.find_emails` reads it (tests/parity holds both against each other); a cell that may be
anything but one plain, usable address is left to it. Learn the rules there: this file only repeats them for columns.
"""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final, NamedTuple

import email_validator
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from email_validator.rfc_constants import CASE_INSENSITIVE_MAILBOX_NAMES

from leadtool.chunks import TEXT
from leadtool.fields import emails_kinds as kinds
from leadtool.fields.emails_mailboxes import mailboxes
from leadtool.fields.suffixes import has_known_ending
from leadtool.fields.text_bytes import Mask, buffers, kept, mask, sizes, where
from leadtool.rules import emails as rules

WORTH_IT: Final = 500
"""Cells below which reading one after the other is quicker than setting up the columns."""
# A mailbox of letters, digits, _ + - and single dots; a domain without "--" whose last label ends in a letter.
PLAIN: Final = (
    r"^[A-Za-z0-9_+\-]+(?:\.[A-Za-z0-9_+\-]+)*"
    r"@(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+[A-Za-z0-9]*[A-Za-z]$"
)
LONGEST_LOCAL: Final = 64
LONGEST_DOMAIN: Final = 63
"""What is longer than one label may be is left to the plain parser, so labels need no measuring."""
KINDS: Final = ("business", "free", "relay", "disposable", "role", "")
BUSINESS, FREE, RELAY, DISPOSABLE, ROLE, NO_KIND = range(6)
NOTES: Final = (
    rules.EMAIL_ROLE.code,
    rules.EMAIL_EXAMPLE.code,  # only said
    rules.EMAIL_NO_REPLY.code,
    rules.EMAIL_TYPO.code,
    rules.EMAIL_DISPOSABLE.code,
    rules.EMAIL_EXAMPLE.code,
    rules.EMAIL_UNKNOWN_ENDING.code,
    rules.EMAIL_DENIED.code,
)
"""The rules that plain addresses may break, in the order in which the plain parser names them."""


class Domain(NamedTuple):
    """What a domain says: its kind, the one it is a slip of, its first label squeezed, and what is doubtful about it."""

    kind: int = BUSINESS
    meant: str = ""
    example: str = ""
    unknown_ending: bool = False
    listed: str = ""
    doubtful: bool = False


ORDINARY: Final = Domain()


class EmailColumn(NamedTuple):
    """A column of cells as read: of each its address ("" unless `sure`), kind, suggestion, whether risky, and what it breaks.

    `sure` cells hold one usable address; `empty` cells hold nothing; the others are for the plain parser. `notes` has one mask
    per entry of NOTES.
    """

    sure: Mask
    empty: Mask
    address: pa.Array
    kind: npt.NDArray[np.int8]
    suggestion: pa.Array
    risky: Mask
    notes: tuple[Mask, ...]


class _Domains:
    """The domains of a column: each distinct one judged once, and where it stands."""

    def __init__(self, hosts: pa.Array, listed: Callable[[str], str]) -> None:
        encoded = hosts.dictionary_encode()
        self.names: pa.Array = encoded.dictionary
        self.at: npt.NDArray[np.int32] = encoded.indices.to_numpy()
        self.judged = [judge_domain(name, listed) for name in self.names.to_pylist()]
        self._odd = [(place, domain) for place, domain in enumerate(self.judged) if domain is not ORDINARY]

    def fact(self, of: Callable[[Domain], int]) -> npt.NDArray[np.int8]:
        """One fact about the domain of each row, as a number."""
        values = np.zeros(len(self.judged) or 1, np.int8)
        for place, domain in self._odd:
            values[place] = of(domain)
        return values[self.at]

    def where(self, of: Callable[[Domain], bool]) -> Mask:
        """In which rows something is true of the domain."""
        return self.fact(of) > 0


def read_emails(cells: pa.Array, listed: Callable[[str], str], listed_addresses: pa.Array) -> EmailColumn:
    """Each cell read by itself; `listed`: whether the user allows or denies a domain; `listed_addresses` are not for here."""
    plain = mask(pc.match_substring_regex(cells, PLAIN))
    taken = cells if plain.all() else pc.filter(cells, pa.array(plain))
    local, domain = parts(taken)
    small = lowered(local)
    host = lowered(domain)
    sure = (sizes(local) <= LONGEST_LOCAL) & (sizes(host) <= LONGEST_DOMAIN)
    sure &= ~mask(pc.match_substring_regex(host, special_use())) & ~mask(pc.match_substring_regex(taken, none_words()))
    case_blind = mask(pc.is_in(small, pa.array(CASE_INSENSITIVE_MAILBOX_NAMES, TEXT)))
    local = where(case_blind, small, local)
    address = pc.binary_join_element_wise(local, host, pa.scalar("@", TEXT))
    if len(listed_addresses):
        sure &= ~mask(pc.is_in(pc.ascii_lower(address), listed_addresses))
    domains = _Domains(host, listed)
    sure &= ~domains.where(lambda one: one.doubtful)
    no_reply, role, maybe_filler = mailboxes(small, domains.names, domains.at)
    sure &= ~maybe_filler
    return _spread(cells, plain, sure, _judged(local, address, domains, no_reply, role))


def _judged(local: pa.Array, address: pa.Array, domains: _Domains, no_reply: Mask, role: Mask) -> EmailColumn:
    """Kind and doubts of plain addresses, as `emails._judged` finds them."""
    kind = domains.fact(lambda one: one.kind)
    allowed = domains.where(lambda one: one.listed == "allow")
    denied = domains.where(lambda one: one.listed == "deny")
    own = ~allowed & ~denied
    office = ((kind == BUSINESS) | (kind == FREE)) & (no_reply | role) & own
    meant = domains.where(lambda one: one.meant != "") & own
    example = domains.where(lambda one: one.example != "") & own
    only_said = domains.where(lambda one: one.example == "said")
    unknown = domains.where(lambda one: one.unknown_ending) & own
    thrown_away = (kind == DISPOSABLE) & own
    suggestion = pa.repeat(pa.scalar("", TEXT), len(kind))
    if meant.any():
        right = pc.take(pa.array([one.meant for one in domains.judged], TEXT), pa.array(domains.at))
        suggestion = where(meant, pc.binary_join_element_wise(local, right, pa.scalar("@", TEXT)), suggestion)
    kind = np.where(office, ROLE, np.where(allowed, BUSINESS, np.where(denied, DISPOSABLE, kind))).astype(np.int8)
    doubts = (no_reply & own, meant, thrown_away, example & ~only_said, unknown, denied)
    every = np.ones(len(kind), np.bool_)
    notes = (office & ~no_reply, example & only_said, *doubts)
    return EmailColumn(every, ~every, address, kind, suggestion, np.logical_or.reduce(doubts), notes)


def _spread(cells: pa.Array, plain: Mask, sure: Mask, read: EmailColumn) -> EmailColumn:
    """What was found in the plain cells, in the places of all cells."""
    n = len(cells)
    at = np.flatnonzero(plain)[sure]
    place = np.full(n, len(sure), np.int64)
    place[at] = np.flatnonzero(sure)
    index = pa.array(place)
    nothing = pa.array([""], TEXT)
    everywhere = np.zeros(n, np.bool_)
    everywhere[at] = True

    def spread(values: Mask) -> Mask:
        out = np.zeros(n, np.bool_)
        out[at] = values[sure]
        return out

    kind = np.full(n, NO_KIND, np.int8)
    kind[at] = read.kind[sure]
    return EmailColumn(
        everywhere,
        sizes(cells) == 0,
        pc.take(pa.concat_arrays([read.address, nothing]), index),
        kind,
        pc.take(pa.concat_arrays([read.suggestion, nothing]), index),
        spread(read.risky),
        tuple(spread(note) for note in read.notes),
    )


def lowered(column: pa.Array) -> pa.Array:
    """ASCII text in lower case."""
    return pc.ascii_lower(column)


def parts(addresses: pa.Array) -> tuple[pa.Array, pa.Array]:
    """What stands before and behind the one @ of each cell."""
    data, ends = buffers(addresses)
    signs = np.flatnonzero(data == ord("@"))
    turns = np.zeros(len(data) + 1, np.int8)
    turns[ends[:-1]] = 1
    turns[signs] -= 1
    before = np.cumsum(turns[:-1], dtype=np.int8).astype(np.bool_)
    behind = ~before
    behind[signs] = False
    return kept(data, ends, before), kept(data, ends, behind)


@cache
def none_words() -> str:
    """Cells that say there is no address and happen to have the form of one: `no@e.mail`."""
    phrases = sorted(phrase for phrase in kinds.none_words() if phrase.isascii())
    between = "[^A-Za-z0-9]+"
    return rf"(?i)^[^a-z0-9]*(?:{'|'.join(between.join(phrase.split()) for phrase in phrases)})[^a-z0-9]*$"


@cache
def special_use() -> str:
    """Domains that email-validator refuses because nobody can have mail there."""
    return rf"\.(?:{'|'.join(email_validator.SPECIAL_USE_DOMAIN_NAMES)})$"


def judge_domain(domain: str, listed: Callable[[str], str]) -> Domain:
    """What a domain in lower case says; `listed` is "allow", "deny" or ""."""
    if word := listed(domain):
        return Domain(listed=word)
    labels = domain.split(".")
    if not kinds.is_remarkable(labels):
        return ORDINARY
    return _domain(domain)


@lru_cache(maxsize=50_000)
def _domain(domain: str) -> Domain:
    meant = kinds.domain_meant(domain)
    example = "" if not kinds.is_example(domain) else "said" if domain.endswith(".example") else "doubt"
    return Domain(
        kind=KINDS.index(kinds.domain_kind(meant or domain)),
        meant=meant,
        example=example,
        unknown_ending=not example and not meant and not has_known_ending(domain),
        doubtful=kinds.is_filler_domain(domain),
    )

"""What a rule is: a reason with a code."""

from dataclasses import dataclass
from enum import StrEnum


class Effect(StrEnum):
    """What it means for a row that a rule fired on it."""

    NOTE = "note"  # a finding, nothing more
    CLOSE = "close"  # closes the channels named in `closes`
    REVIEW = "review"  # a person should look
    JUNK = "junk"  # no potential to become a prospect
    SUPPRESS = "suppress"  # must not be contacted
    SET_ASIDE = "set_aside"  # not a record, or unreadable: the rule of a row in rejected.csv


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A reason with a code: what fired, why it matters and what to do about it.

    `code` is a letter for the subject (R reading, C columns, T times, E e-mail, P phone, N name, O organisation, A address,
    D duplicates, X suppression and consent, J junk, S status and class, Q qualification, V value and source) and three
    digits whose hundreds say the kind (0 tidied, 1 wrong, 2 suspicious). A code is never used twice.

    `bad` and `good` are examples that a test cleans: a cell under the header `column` of an otherwise good lead, or, where
    the example holds a line break, a whole CSV file. The rule must fire on every bad one and on no good one.
    `closes` names the channels that the rule closes: "email", "call", "sms", "social".
    """

    code: str
    name: str
    effect: Effect
    summary: str
    why: str
    fix: str
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    column: str = ""
    closes: tuple[str, ...] = ()
    successor: str = ""

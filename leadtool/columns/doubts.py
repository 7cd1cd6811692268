"""What a person should check of a mapping: columns told with little certainty, and contacts that nobody uses."""

from collections.abc import Sequence
from typing import Final

from leadtool.columns.claims import Claim
from leadtool.columns.values import Profile
from leadtool.model import MappedColumn
from leadtool.rules.columns import COLUMN_DOUBTFUL, CONTACTS_UNUSED

_CERTAIN: Final = 0.7
_CHECKED: Final = frozenset(
    """email phone mobile work_phone home_phone full_name first_name last_name company status opt_in opt_out do_not_call
    do_not_contact""".split()
)
"""The fields that spoil a list where they were mistaken."""
_EMAILS: Final = 0.3
_PHONES: Final = 0.5
_LEAST: Final = 3  # values


def doubts(columns: Sequence[MappedColumn], claims: Sequence[Claim], profiles: Sequence[Profile]) -> tuple[tuple[str, str], ...]:
    """The names of columns that a person should check, each with the code of its rule."""
    found = []
    for column, claim, values in zip(columns, claims, profiles, strict=True):
        if column.field in _CHECKED and 0 < column.confidence < _CERTAIN:
            found.append((column.name, COLUMN_DOUBTFUL.code))
        elif column.field is None and _holds_contacts(claim, values):
            found.append((column.name, CONTACTS_UNUSED.code))
    return tuple(found)


def _holds_contacts(claim: Claim, values: Profile) -> bool:
    """Whether a column that is not used holds contacts, and neither its header nor a preset nor the user says whose."""
    said = claim.settled or claim.preset or (claim.guess is not None and claim.guess.meaning not in ("unknown", "contactlike"))
    if said or claim.header.lower().startswith("lt_") or values.looked_at < _LEAST:
        return False
    return values.share("email") >= _EMAILS or (values.share("phone") >= _PHONES and values.distinct > _EMAILS)

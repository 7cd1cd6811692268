"""One address per lead, where a row holds several: its own, the office's, the one for post or for bills."""

from dataclasses import replace
from typing import Final

from leadtool.columns.claims import Claim
from leadtool.columns.values import Profile

_ADDRESS: Final = frozenset("street street2 city state postal_code country".split())
_WHOSE: Final = ("", "work", "mailing", "home", "billing", "other", "company")
"""Whose address is taken, in this order, where a row has several."""


def one_place(claims: list[Claim], profiles: list[Profile]) -> list[Claim]:
    """The claims with one address left: the first in order that says more than a country, filled ones before empty ones.

    A country (or whatever else stands without an owner) joins the chosen address as long as it repeats none of its fields.
    """
    places = [c for c in claims if c.field in _ADDRESS and not c.settled and not c.preset]
    owners = sorted({whose(c) for c in places}, key=_WHOSE.index)
    if len(owners) < 2:
        return [replace(c, confidence=0.75) if c in places and whose(c) == "company" else c for c in claims]
    named = {of: {c.field for c in places if whose(c) == of} for of in owners}
    filled = {of: {c.field for c in places if whose(c) == of and profiles[c.position].filled} for of in owners}
    chosen = min(owners, key=lambda of: (not filled[of] - {"country"}, not named[of] - {"country"}, _WHOSE.index(of)))
    kept = {chosen} if named.get("", set()) & named[chosen] else {chosen, ""}
    return [_elsewhere(c) if c in places and whose(c) not in kept else c for c in claims]


def whose(claim: Claim) -> str:
    """Whose address a place belongs to, `other` for a second one."""
    if claim.guess is None:
        return ""
    return claim.guess.of or ("other" if "secondary" in claim.guess.parts else "")


def _elsewhere(claim: Claim) -> Claim:
    """A place that belongs to another address than the lead's main one."""
    why = f"the {whose(claim) or 'other'} address, beside the main one"
    return replace(claim, field=None, confidence=0.0, why=why, closed=True)

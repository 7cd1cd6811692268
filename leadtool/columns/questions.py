"""Headers with two meanings: answered by the other headers of the row, and by the values."""

from dataclasses import dataclass, replace
from typing import Final

from leadtool.columns.headers import Guess
from leadtool.columns.values import Profile

_PLACE: Final = frozenset({"city", "postal_code", "street", "country"})


@dataclass(frozen=True)
class Claim:
    """What a column is taken for so far. `settled`: by the user; `closed`: values may not make it anything else."""

    position: int
    header: str
    field: str | None
    confidence: float
    why: str
    guess: Guess | None = None
    settled: bool = False
    closed: bool = False
    preset: bool = False

    @property
    def meaning(self) -> str:
        """The header's meaning while it is still open, else ""."""
        decided = self.settled or self.preset or self.closed or self.field
        return "" if decided or self.guess is None else self.guess.meaning


def answer(claims: list[Claim], profiles: list[Profile]) -> list[Claim]:
    """The claims with every open question answered where it can be, the surest questions first."""
    for meaning in (
        "title",
        "statelike",
        "state_of_lead",
        "given",
        "name",
        "contactlike",
        "company_email",
        "subscription",
        "not_by_sms",
    ):
        fields = {c.field for c in claims if c.field}
        claims = [_answered(c, fields, profiles[c.position]) if c.meaning == meaning else c for c in claims]
    return [_company_place(c, claims) for c in claims]


def _answered(claim: Claim, fields: set[str], values: Profile) -> Claim:
    """One open question answered."""
    field, confidence, reason = _ANSWERS[claim.meaning](fields, values)
    if not field:
        return replace(claim, why=f"{claim.why}; {reason}", closed=True)
    return replace(claim, field=field, confidence=confidence, why=f"{claim.why}; {reason}")


def _title(fields: set[str], values: Profile) -> tuple[str, float, str]:
    if values.share("salutation") >= 0.5:
        return "salutation", 0.9, "its values are forms of address"
    if "job_title" in fields:
        return "", 0.0, "another column holds the job title, and its values are no forms of address"
    return "job_title", 0.85 if values.looked_at else 0.75, "its values are no forms of address"


def _statelike(fields: set[str], values: Profile) -> tuple[str, float, str]:
    if values.share("status") >= 0.5:
        return "status", 0.85, "its values are words for a lead's status"
    if fields & _PLACE and "state" not in fields:
        return "state", 0.85, "it stands beside an address"
    if "status" not in fields and not fields & _PLACE:
        return "status", 0.6, "there is no address beside it"
    return "", 0.0, "it could be a region or a status"


def _state_of_lead(fields: set[str], values: Profile) -> tuple[str, float, str]:
    if values.share("status") >= 0.3 or "state" in fields:
        return "status", 0.8, "its values are words for a lead's status"
    return _statelike(fields, values)


def _name(fields: set[str], values: Profile) -> tuple[str, float, str]:
    if "first_name" in fields and "last_name" not in fields:
        return "last_name", 0.88, "the first name stands in another column"
    if "last_name" in fields and "first_name" not in fields:
        return "first_name", 0.88, "the last name stands in another column"
    if "full_name" in fields:
        return "", 0.0, "another column holds the name"
    if "company" not in fields and values.share("company") >= 0.3:
        return "company", 0.7, "its values are names of companies"
    return "full_name", 0.85, "it holds whole names"


def _given(fields: set[str], values: Profile) -> tuple[str, float, str]:
    if "last_name" in fields and "first_name" not in fields:
        return "first_name", 0.92, "the last name stands in another column"
    if "first_name" in fields or values.share("words") >= 0.5 or not values.looked_at:
        return "full_name", 0.75, "there is no last name beside it"
    return "first_name", 0.75, "its values are single words"


def _contactlike(fields: set[str], values: Profile) -> tuple[str, float, str]:
    if values.share("email") >= 0.8:
        return "email", 0.8, "its values are e-mail addresses"
    if values.share("phone", "long_digits") >= 0.8:
        return "phone", 0.75, "its values are phone numbers"
    named = fields & {"full_name", "first_name", "last_name"}
    if not named and (values.share("words") >= 0.5 or (not values.looked_at and "company" in fields)):
        return "full_name", 0.7, "it holds names of people"
    return "", 0.0, "its values do not say what it is"


def _company_email(fields: set[str], _values: Profile) -> tuple[str, float, str]:
    if "email" in fields:
        return "", 0.0, "the company's address is not the person's"
    return "email", 0.65, "there is no other e-mail column"


def _subscription(fields: set[str], _values: Profile) -> tuple[str, float, str]:
    if "opt_out" in fields:
        return "", 0.0, "another column says who unsubscribed"
    return "opt_out", 0.7, "it says who unsubscribed"


def _not_by_sms(fields: set[str], _values: Profile) -> tuple[str, float, str]:
    if "do_not_call" in fields:
        return "", 0.0, "another column says whom not to call"
    return "do_not_call", 0.6, "a no to text messages is heard as a no to calls"


_ANSWERS: Final = {
    "title": _title,
    "statelike": _statelike,
    "state_of_lead": _state_of_lead,
    "name": _name,
    "given": _given,
    "contactlike": _contactlike,
    "company_email": _company_email,
    "subscription": _subscription,
    "not_by_sms": _not_by_sms,
}


def _company_place(claim: Claim, claims: list[Claim]) -> Claim:
    """A company's address gives way where the person's own stands beside it."""
    place = {"street", "street2", "city", "state", "postal_code", "country"}
    guess = claim.guess
    if claim.field not in place or claim.preset or claim.settled or guess is None or guess.of != "company":
        return claim
    own = {c.field for c in claims if c.field in place and (c.guess is None or c.guess.of != "company")}
    if own - {"country"} or claim.field in own:
        return replace(claim, field=None, confidence=0.0, why="the company's address, beside the person's own", closed=True)
    return replace(claim, confidence=0.75)

"""Headers with two meanings: answered by the other headers of the row, and by the values."""

from dataclasses import replace
from typing import Final

from leadtool.columns.claims import Claim
from leadtool.columns.lexicon import senses, tokens
from leadtool.columns.places import one_place, whose
from leadtool.columns.values import Profile

_WHOLE_NAMES: Final = frozenset({"ko", "zh", "ja", "th", "vi"})  # languages whose word for a name means the whole of it
_NAME_IS_LAST: Final = ("fr", "de", "ro", "ca", "nl")
_STATES: Final = 0.8  # the share of values that are states, from which a column is one of places
_PLACE: Final = frozenset({"city", "postal_code", "street", "country"})


def answer(claims: list[Claim], profiles: list[Profile]) -> list[Claim]:
    """The claims with every open question answered where it can be, the surest questions first."""
    for meaning in (
        "title",
        "statelike",
        "state_of_lead",
        "county",
        "location",
        "given",
        "name",
        "contactlike",
        "personlike",
        "company_email",
        "subscription",
        "not_by_sms",
    ):
        fields = {c.field for c in claims if c.field}
        claims = [_answered(c, fields, profiles[c.position]) if c.meaning == meaning else c for c in claims]
    return one_place(_half_names(claims, profiles), profiles)


def _half_names(claims: list[Claim], profiles: list[Profile]) -> list[Claim]:
    """A "name of the contact" beside its first name is the last name in languages that say "name" for it, and vice versa."""
    fields = {c.field for c in claims if c.field}
    return [_half_name(c, fields, profiles[c.position]) if c.field == "full_name" and c.guess else c for c in claims]


def _half_name(claim: Claim, fields: set[str], values: Profile) -> Claim:
    """The claim to a full name, as half a name where the other half stands beside it."""
    last_word = tokens(claim.header)[-1:]
    parts = {sense.part for word in last_word for sense in senses(word)}
    if claim.settled or claim.preset or values.share("words") >= 0.5 or {"first_name", "last_name"} <= fields:
        return claim
    if "first_name" in fields and "name" in parts and any(_spoken_by(claim, language) for language in _NAME_IS_LAST):
        return replace(claim, field="last_name", confidence=0.8, why=f"{claim.why}; the first name stands in another column")
    if "last_name" in fields and parts & {"first_name", "given"}:
        return replace(claim, field="first_name", confidence=0.8, why=f"{claim.why}; the last name stands in another column")
    return claim


def _answered(claim: Claim, fields: set[str], values: Profile) -> Claim:
    """One open question answered."""
    field, confidence, reason = _ANSWERS[claim.meaning](fields, values, claim)
    if not field:
        return replace(claim, why=f"{claim.why}; {reason}", closed=True)
    return replace(claim, field=field, confidence=confidence, why=f"{claim.why}; {reason}")


def _title(fields: set[str], values: Profile, claim: Claim) -> tuple[str, float, str]:
    if values.share("salutation") >= 0.5:
        return "salutation", 0.9, "its values are forms of address"
    if "job_title" in fields and not values.looked_at:
        return "salutation", 0.6, "another column holds the job title"
    if "job_title" in fields:
        return "", 0.0, "another column holds the job title, and its values are no forms of address"
    if "salutation" in fields and not values.looked_at and not _spoken_by(claim, "en"):
        return "", 0.0, "beside a form of address it may be an academic title"
    return "job_title", 0.85 if values.looked_at else 0.75, "its values are no forms of address"


def _spoken_by(claim: Claim, language: str) -> bool:
    """Whether the header is a word of this language."""
    return claim.guess is not None and language in claim.guess.languages


def _statelike(fields: set[str], values: Profile, claim: Claim) -> tuple[str, float, str]:
    if whose(claim) in ("work", "home", "mailing", "billing"):
        return "state", 0.9, "it is part of an address"
    if values.share("status") >= 0.5:
        return "status", 0.85, "its values are words for a lead's status"
    if values.states >= _STATES and "state" not in fields:
        return "state", 0.9, "its values are American states"
    if fields & _PLACE and "state" not in fields:
        return "state", 0.85, "it stands beside an address"
    if "status" not in fields and not fields & _PLACE:
        return "status", 0.6, "there is no address beside it"
    return "", 0.0, "it could be a region or a status"


def _state_of_lead(fields: set[str], values: Profile, claim: Claim) -> tuple[str, float, str]:
    if values.share("status") >= 0.3 or "state" in fields:
        return "status", 0.8, "its values are words for a lead's status"
    return _statelike(fields, values, claim)


def _name(fields: set[str], values: Profile, claim: Claim) -> tuple[str, float, str]:
    if "first_name" in fields and "last_name" not in fields:
        return "last_name", 0.88, "the first name stands in another column"
    if "last_name" in fields and "first_name" not in fields:
        return "first_name", 0.88, "the last name stands in another column"
    if "full_name" in fields:
        return "", 0.0, "another column holds the name"
    whole = values.share("words") >= 0.5 if values.looked_at else _spoken_by(claim, "en")
    if {"first_name", "last_name"} <= fields and not whole:
        return "", 0.0, "other columns hold the first and the last name"
    if "company" not in fields and values.share("company") >= 0.3:
        return "company", 0.7, "its values are names of companies"
    return "full_name", 0.85, "it holds whole names"


def _given(fields: set[str], values: Profile, claim: Claim) -> tuple[str, float, str]:
    if "last_name" in fields and "first_name" not in fields:
        return "first_name", 0.92, "the last name stands in another column"
    whole = claim.guess is not None and claim.guess.languages and claim.guess.languages <= _WHOLE_NAMES
    if whole and "first_name" not in fields:
        return "full_name", 0.8, "there is no family name beside it, and the language writes names as one"
    if "first_name" in fields or values.share("words") >= 0.5 or not values.looked_at:
        return "full_name", 0.75, "there is no last name beside it"
    return "first_name", 0.75, "its values are single words"


def _contactlike(fields: set[str], values: Profile, _claim: Claim) -> tuple[str, float, str]:
    if values.share("email") >= 0.8:
        return "email", 0.8, "its values are e-mail addresses"
    if values.share("phone", "long_digits") >= 0.8:
        return "phone", 0.75, "its values are phone numbers"
    if "company" not in fields and values.share("company") >= 0.3:
        return "company", 0.7, "its values are names of companies"
    named = fields & {"full_name", "first_name", "last_name"}
    if not named and (values.share("words") >= 0.5 or (not values.looked_at and "company" in fields)):
        return "full_name", 0.7, "it holds names of people"
    return "", 0.0, "its values do not say what it is"


def _personlike(fields: set[str], values: Profile, claim: Claim) -> tuple[str, float, str]:
    if not values.looked_at:
        return "", 0.0, "it could be a name, a number or a yes"
    return _contactlike(fields, values, claim)


def _county(fields: set[str], _values: Profile, _claim: Claim) -> tuple[str, float, str]:
    if "state" in fields or not fields & _PLACE:
        return "", 0.0, "another column holds the state" if "state" in fields else "there is no address beside it"
    return "state", 0.8, "no other column holds the state"


def _location(fields: set[str], values: Profile, claim: Claim) -> tuple[str, float, str]:
    if not values.looked_at or fields & {"city", "state"} or whose(claim) not in ("", "home", "work", "mailing"):
        return "", 0.0, "it could be any place"
    return "city", 0.6, "no other column holds the city"


def _company_email(fields: set[str], _values: Profile, _claim: Claim) -> tuple[str, float, str]:
    if "email" in fields:
        return "", 0.0, "the company's address is not the person's"
    return "email", 0.65, "there is no other e-mail column"


def _subscription(fields: set[str], _values: Profile, _claim: Claim) -> tuple[str, float, str]:
    if "opt_out" in fields:
        return "", 0.0, "another column says who unsubscribed"
    return "opt_out", 0.7, "it says who unsubscribed"


def _not_by_sms(fields: set[str], _values: Profile, _claim: Claim) -> tuple[str, float, str]:
    if "do_not_call" in fields:
        return "", 0.0, "another column says whom not to call"
    return "do_not_call", 0.6, "a no to text messages is heard as a no to calls"


_ANSWERS: Final = {
    "title": _title,
    "statelike": _statelike,
    "state_of_lead": _state_of_lead,
    "name": _name,
    "given": _given,
    "county": _county,
    "location": _location,
    "personlike": _personlike,
    "contactlike": _contactlike,
    "company_email": _company_email,
    "subscription": _subscription,
    "not_by_sms": _not_by_sms,
}

ANSWERED: Final = tuple(_ANSWERS)
"""The open questions that headers may leave."""

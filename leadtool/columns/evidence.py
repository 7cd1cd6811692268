"""Values against headers: what a column holds can refuse a header's claim, and speak where no header does."""

from dataclasses import replace
from typing import Final

from leadtool.columns.claims import Claim
from leadtool.columns.values import Profile

CLEAR: Final = 0.8
"""The share of values that must be of a kind before it counts against a header, or for a column without one."""

_PHONES: Final = ("phone", "mobile", "work_phone", "home_phone", "fax")
_NAMES: Final = ("first_name", "last_name", "full_name", "middle_name", "salutation")
_FREE: Final = frozenset("notes source campaign tags id consent_evidence owner enquiry social lost_reason".split())
_DATES: Final = frozenset(
    "created_at updated_at last_contacted last_activity last_reply_at converted_at consent_at email_verdict_at".split()
)
_FLAGS: Final = frozenset("do_not_contact opt_out opt_in do_not_call preapproved decision_maker homeowner".split())
_ABOUT_CONSENT: Final = frozenset({"send", "allow", "agree", "marketing", "newsletter", "communication"})
_PHONE_KINDS: Final = ("phone", "number_with_signs", "damaged_phone", "long_digits")
_NO_TEXT: Final = ("email", "url", "linkedin", "linkedin_company", "phone", "date", "hash")
_SPOKEN: Final = {
    "email": "e-mail addresses", "phone": "phone numbers", "long_digits": "long numbers", "damaged_phone": "damaged numbers",
    "yes_no": "yes or no", "date": "dates", "url": "web addresses", "domain": "web addresses", "linkedin": "LinkedIn profiles",
    "linkedin_company": "LinkedIn company pages", "digits": "numbers", "number": "numbers", "verdict": "verdicts on e-mail",
    "status": "status words", "salutation": "forms of address", "words": "several words", "word": "single words",
    "text": "text", "long_text": "long text", "company": "company names", "hash": "fingerprints", "homeowner": "own or rent",
}  # fmt: skip


def weigh(claims: list[Claim], profiles: list[Profile]) -> list[Claim]:
    """The claims after the values were heard: at first what they refuse, then what they add."""
    claims = [_refused(claim, profiles[claim.position]) for claim in claims]
    headless = not any(claim.header for claim in claims)
    for claim in sorted(claims, key=lambda c: c.position):
        if claim.field is None and not claim.closed and not claim.settled:
            taken = {c.field for c in claims if c.field}
            claims[claim.position] = _spoken(claim, profiles[claim.position], taken, headless)
    return claims


def _refused(claim: Claim, values: Profile) -> Claim:
    """The claim, withdrawn where the values are clearly something else."""
    if claim.field is None or claim.settled or not values.looked_at:
        return claim
    if claim.field in ("status", "rating", "stage") and values.share("verdict") >= CLEAR and values.looked_at >= 3:
        return replace(
            claim, field="email_verdict", confidence=0.7, why=f"{claim.why}, but its values are verdicts on e-mail addresses"
        )
    if claim.field in ("email_verdict", "phone_verdict", "opt_out", "opt_in") and values.share("email") >= CLEAR:
        return replace(claim, field="email", confidence=0.85, why=f"{_share(values, 'email')} of values are e-mail addresses")
    against = values.share(*_against(claim.field))
    if against < CLEAR or (values.share("yes_no") >= against and values.share(*_own(claim.field))):
        return claim  # "none" in most cells leaves the others what they are
    parts = claim.guess.parts if claim.guess else frozenset()
    if claim.field == "email" and values.share("yes_no") >= CLEAR and parts & _ABOUT_CONSENT:
        return replace(claim, field="opt_in", confidence=0.8, why=f"{claim.why}, and its values are yes or no: consent to it")
    worst = max(sorted(values.shares), key=lambda k: values.shares[k])
    why = f"{claim.why}, but {_share(values, worst)} of values are {_SPOKEN.get(worst, worst)}"
    return replace(claim, field=None, confidence=0.0, why=why, closed=False, preset=False)


def _own(field: str) -> tuple[str, ...]:
    """The kinds of values that prove a column of contacts."""
    return ("email",) if field == "email" else (*_PHONE_KINDS, "digits") if field in _PHONES else ()


def _against(field: str) -> tuple[str, ...]:
    """The kinds of values that a field cannot have."""
    if field == "email":
        return ("yes_no", "date", "verdict", "url", "linkedin", "phone", "long_digits", "salutation", "status")
    if field in _PHONES:
        return (
            "email",
            "yes_no",
            "date",
            "url",
            "domain",
            "verdict",
            "salutation",
            "linkedin",
            "hash",
            "words",
            "word",
            "company",
        )
    if field in _NAMES:
        return (*_NO_TEXT, "long_digits", "digits", "number", *(() if field == "salutation" else ("yes_no",)))
    if field in ("company", "job_title", "department", "city", "street", "country", "state", "industry"):
        digits = () if field in ("state", "street", "company") else ("digits",)
        return (*_NO_TEXT, "yes_no", "long_digits", *digits)
    if field == "postal_code":
        return ("email", "url", "linkedin", "date", "word", "words", "company", "salutation", "status")
    if field == "website":
        return ("email", "phone", "yes_no", "date", "long_digits", "digits", "linkedin", "linkedin_company", "hash")
    if field == "linkedin":
        return ("email", "phone", "yes_no", "date", "linkedin_company")
    if field in _DATES:
        return ("email", "url", "linkedin", "yes_no", "words", "company", "salutation", "status", "verdict")
    if field in _FREE:
        return ("email",) if field not in ("owner", "id", "notes") else ()
    if field in _FLAGS:
        return ("email", "url", "linkedin", "phone", "long_digits", "company")
    return ("email", "url", "linkedin", "linkedin_company", "hash")


def _spoken(claim: Claim, values: Profile, taken: set[str], headless: bool) -> Claim:
    """The claim that the values make where the header makes none."""
    doubtful = claim.guess is not None and claim.guess.meaning.endswith("~")
    field, confidence = _field_of(values, taken, headless, claim)
    if doubtful and field and field in taken:
        return replace(claim, why=f"{claim.why}, with words that are not understood")
    if not field:
        return claim
    top = max(sorted(values.shares), key=lambda k: values.shares[k])
    return replace(claim, field=field, confidence=confidence, why=f"{_share(values, top)} of values are {_SPOKEN.get(top, top)}")


def _field_of(values: Profile, taken: set[str], headless: bool, claim: Claim) -> tuple[str, float]:
    """The field that values alone prove, with how surely."""
    if not values.looked_at:
        return "", 0.0
    if values.share("email") >= CLEAR:
        return "email", 0.8
    if values.share("linkedin") >= CLEAR:
        return "linkedin", 0.8
    meaning = claim.guess.meaning.rstrip("~") if claim.guess else ""
    if meaning in ("opt_out", "do_not_call", "do_not_contact") and values.share("yes_no") >= CLEAR:
        return meaning, 0.6
    phones = values.share("phone") >= 0.9 or (meaning in _PHONES and values.share(*_PHONE_KINDS) >= 0.9)
    if phones and values.distinct > 0.3:
        return meaning if meaning in _PHONES else "phone", 0.7
    return _headless_field(values, taken) if headless else ("", 0.0)


def _headless_field(values: Profile, taken: set[str]) -> tuple[str, float]:
    """What a column of a table without a header is, by its values; each field once."""
    for field, kinds in (
        ("phone", _PHONE_KINDS),
        ("website", ("url", "domain")),
        ("company", ("company",)),
        ("full_name", ("words",)),
    ):
        share = 0.5 if field == "company" else CLEAR
        if field not in taken and values.share(*kinds) >= share and values.distinct > 0.3:
            return field, 0.6
    return "", 0.0


def _share(values: Profile, kind: str) -> str:
    return f"{round(100 * values.share(kind))} %"

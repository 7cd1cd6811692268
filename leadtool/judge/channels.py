"""Which channels of a lead are usable, and in which order.

Order, best first. Business leads (judge/buyers.py): a personal business mailbox, the phone, a free mailbox, a role or
risky mailbox, a text message, a profile, a visit. All others: the phone first (they answer it and buy by it), then e-mail,
text message, profile, visit. A number that is only possible stands behind a mailbox that is good.
"""

from functools import cache
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, text
from leadtool.config import Settings
from leadtool.judge.combos import each_combination, joined
from leadtool.model import CHANNELS
from leadtool.rules import Effect, all_rules
from leadtool.rules.consent import CUSTOMER, NO_CHANNEL_LEFT

PROFILE: Final = (
    r"(?i)linkedin\.|lnkd\.in|/in/|xing\.|facebook\.|fb\.com|instagram\.|twitter\.|x\.com|t\.me|vk\.com|https?://|^@\w"
)
_CLOSED_TYPES: Final = ("fax", "pager")
_FLAG: Final = {"email": "e", "call": "c", "sms": "s", "social": "o", "in_person": "p"}


def has_email(chunk: pa.Table) -> pa.Array:
    """True where there is an e-mail address worth writing to."""
    status = text(chunk, "lt_email_status")
    return pc.and_(pc.not_equal(text(chunk, "lt_email"), ""), pc.or_(pc.equal(status, "valid"), pc.equal(status, "risky")))


def has_phone(chunk: pa.Table) -> pa.Array:
    """True where there is a number worth calling."""
    status, kind = text(chunk, "lt_phone_status"), text(chunk, "lt_phone_type")
    works = pc.or_(pc.equal(status, "valid"), pc.equal(status, "possible"))
    phone = pc.and_(pc.not_equal(text(chunk, "lt_phone"), ""), works)
    spoken = pc.invert(pc.is_in(kind, value_set=pa.array(_CLOSED_TYPES, TEXT)))
    return pc.or_(pc.and_(phone, spoken), has_mobile(chunk))


def has_mobile(chunk: pa.Table) -> pa.Array:
    """True where there is a mobile number."""
    return pc.not_equal(text(chunk, "lt_mobile"), "")


def has_profile(chunk: pa.Table) -> pa.Array:
    """True where there is a profile on a social network."""
    return pc.or_(
        pc.match_substring_regex(text(chunk, "linkedin"), PROFILE), pc.match_substring_regex(text(chunk, "social"), PROFILE)
    )


def has_address(chunk: pa.Table) -> pa.Array:
    """True where a street and its place are known."""
    place = pc.or_(pc.not_equal(text(chunk, "lt_city"), ""), pc.not_equal(text(chunk, "lt_postal_code"), ""))
    return pc.and_(pc.not_equal(text(chunk, "lt_street"), ""), place)


def reachable(chunk: pa.Table) -> dict[str, pa.Array]:
    """For each channel, true where the row has what it needs, closed or not."""
    return {
        "email": has_email(chunk),
        "call": has_phone(chunk),
        "sms": has_mobile(chunk),
        "social": has_profile(chunk),
        "in_person": has_address(chunk),
    }


def effect_of(code: str, settings: Settings) -> Effect:
    """What a rule does under these settings; an unknown code (of another version) does nothing."""
    rule = all_rules().get(code)
    return settings.rules.get(code, rule.effect) if rule else Effect.NOTE


def closed_by(codes: str, settings: Settings) -> tuple[str, ...]:
    """The channels that a row's rule codes close; a suppressing rule closes all of them."""
    closed: list[str] = []
    for code in codes.split(";"):
        effect = effect_of(code, settings)
        if effect is Effect.SUPPRESS:
            return CHANNELS
        rule = all_rules().get(code)
        if rule and rule.closes and (effect is not Effect.NOTE or rule.effect is Effect.NOTE):
            closed += rule.closes
    return tuple(channel for channel in CHANNELS if channel in closed)


def closed_why(chunk: pa.Table, lost: pa.Array, settings: Settings) -> pa.Array:
    """Why nothing is to be done with a row: `customer`, `suppressed`, `junk`, or "" where it is a lead.

    `lost` is "yes" where a no left none of the channels there were, as `channels` returns it.
    """

    def judge(codes: str, lost: str) -> tuple[str]:
        found = {effect_of(code, settings): code for code in codes.split(";")}
        if Effect.SUPPRESS in found:
            return ("customer" if CUSTOMER.code in codes and settings.outreach.customers != "keep" else "suppressed",)
        if lost and effect_of(NO_CHANNEL_LEFT.code, settings) is Effect.SUPPRESS:
            return ("suppressed",)
        return ("junk" if Effect.JUNK in found else "",)

    return each_combination([text(chunk, "lt_rules"), lost], judge, 1)[0]


def channels(chunk: pa.Table, settings: Settings, buyer: pa.Array) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Three text columns: the usable channels, best first; the best; and "yes" where a no left none of those there were."""
    there = reachable(chunk)
    flags = joined([pc.if_else(there[name], _FLAG[name], "").cast(TEXT) for name in CHANNELS], "")
    business = pc.if_else(pc.equal(buyer, "business"), "b", "").cast(TEXT)

    @cache
    def closed(codes: str) -> tuple[str, ...]:
        return closed_by(codes, settings)

    def judge(codes: str, flags: str, company: str, email: str, kind: str, phone: str) -> tuple[str, str, str]:
        shut = closed(codes)
        usable = [name for name in CHANNELS if _FLAG[name] in flags and name not in shut]
        usable.sort(key=lambda name: -_worth(name, bool(company), email, kind, phone))
        lost = bool(shut) and not usable and any(_FLAG[name] in flags for name in shut)
        return ";".join(usable), usable[0] if usable else "", "yes" if lost else ""

    columns = [
        text(chunk, "lt_rules"),
        flags,
        business,
        text(chunk, "lt_email_status"),
        text(chunk, "lt_email_kind"),
        text(chunk, "lt_phone_status"),
    ]
    usable, best, lost = each_combination(columns, judge, 3)
    return usable, best, lost


def _worth(name: str, business: bool, email: str, kind: str, phone: str) -> int:
    """How good a channel is for this lead; only the order counts."""
    good_phone = phone in ("valid", "missing", "")  # "missing": the mobile number alone, which is valid
    if name == "email":
        if email != "valid":
            return 55
        if business:
            return {"business": 90, "free": 75, "relay": 60, "role": 65}.get(kind, 58)
        return {"business": 82, "free": 82, "relay": 60, "role": 65}.get(kind, 58)
    if name == "call":
        if not good_phone:
            return 57
        return 80 if business else 90
    return {"sms": 50, "social": 40, "in_person": 30}[name]

"""Score and receipt: points for what is known of a lead, one line each, summing to 0–100; and the tier.

An unqualified lead, and one without interest, is held below tier B; one whose interest is unknown below tier A; one that must not
be contacted below tier C; junk at 0.
"""

import datetime
from collections.abc import Sequence
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, text
from leadtool.config import Score, Settings, Tiers
from leadtool.judge.combos import each_combination
from leadtool.judge.figures import scale
from leadtool.judge.qualification import CAME_TO_US
from leadtool.model import TIERS, Context

_AGES: Final = ("lt_last_contacted", "last_activity", "last_reply_at", "updated_at", "created_at")


def receipt(lines: Sequence[tuple[str, int]], held: tuple[str, int] = ("", 100)) -> tuple[str, str]:
    """The score of some lines and the receipt that adds up to it; lines of no points are left out.

    `held` says why the score cannot be higher than a figure, and that figure.

    >>> receipt([("valid e-mail", 25), ("stale", -40)])
    ('0', 'valid e-mail +25; stale -40; held at 0 +15')
    >>> receipt([("valid e-mail", 25), ("valid phone", 20)], ("junk", 0))
    ('0', 'valid e-mail +25; valid phone +20; junk -45')
    """
    kept = [(words, points) for words, points in lines if points]
    total = sum(points for _, points in kept)
    if total > held[1]:
        kept.append((held[0] or "capped at 100", held[1] - total))
    elif total < 0:
        kept.append(("held at 0", -total))
    score = min(max(total, 0), held[1])
    return str(score), "; ".join(f"{words} {points:+d}" for words, points in kept) or "nothing known +0"


def scores(chunk: pa.Table, context: Context, judged: dict[str, pa.Array], kinds: pa.Array, off_spec: pa.Array) -> list[pa.Array]:
    """The columns lt_score and lt_score_receipt."""
    said = context.settings.score
    trust = {name: source.trust for name, source in context.settings.sources.items() if source.trust}
    name = pc.and_(pc.not_equal(text(chunk, "lt_first_name"), ""), pc.not_equal(text(chunk, "lt_last_name"), ""))
    known = [
        judged["lt_channels"],
        *(
            text(chunk, column)
            for column in ("lt_email_status", "lt_email_kind", "lt_phone_status", "lt_job_level", "lt_job_function")
        ),
        *(judged[column] for column in ("lt_interest", "lt_ability", "lt_authority", "lt_engagement", "lt_class")),
        kinds,
        _yes(name),
        _yes(pc.not_equal(text(chunk, "lt_company"), "")),
        _yes(_stale(chunk, context)),
        off_spec,
        _yes(pc.match_substring(text(chunk, "lt_rules"), "J2")),
        judged["competitor"],
        text(chunk, "lt_source" if trust else "\0"),
    ]
    tiers_said = context.settings.tiers

    def judge(closed: str, *cells: str) -> tuple[str, str]:
        held = _held(tiers_said, closed, cells[6], cells[10])
        if not held[0] and cells[6] != "yes":
            held = "no A without interest", max(tiers_said.a - 1, 0)
        return receipt(_lines(said, trust, cells), held)

    return each_combination([judged["closed"], *known], judge, 2)


def _held(said: Tiers, closed: str, interest: str, lead_class: str) -> tuple[str, int]:
    """Why a lead's score is held, and at how much."""
    if closed == "junk":
        return "junk", 0
    if closed in ("suppressed", "customer"):
        return "not to be contacted", max(said.c - 1, 0)
    if lead_class == "unqualified" or interest == "no":
        return "no tier above C", max(said.b - 1, 0)
    return "", 100


def _yes(mask: pa.Array) -> pa.Array:
    return pc.if_else(mask, "yes", "").cast(TEXT)


def _lines(said: Score, trust: dict[str, int], cells: tuple[str, ...]) -> list[tuple[str, int]]:
    channels, email, kind, phone, level, function, interest, ability, authority, engagement, lead_class = cells[:11]
    came, name, company, stale, off_spec, suspicious, competitor, source = cells[11:]
    usable = channels.split(";")
    lines: list[tuple[str, int]] = []
    if "email" in usable:
        lines.append(("valid e-mail", said.valid_email) if email == "valid" else ("risky e-mail", said.risky_email))
        if kind == "free" and not company:
            pass  # a consumer's own mailbox is as good as any
        elif kind == "free":
            lines.append(("free mailbox", said.free_email))
        elif kind in ("role", "disposable", "relay"):
            lines.append((f"{kind} mailbox", said.role_email))
    if "call" in usable:
        lines.append(("possible phone", said.possible_phone) if phone == "possible" else ("valid phone", said.valid_phone))
    if "sms" in usable:
        lines.append(("mobile", said.mobile))
    if authority == "yes":
        lines.append(("decision maker", said.decision_maker))
    elif (level == "manager" or (level == "staff" and function == "purchasing")) and authority == "unknown":
        lines.append(("influencer", said.influencer))
    elif authority == "no":
        lines.append(("does not decide", said.no_authority))
    lines.append(("can pay", said.ability) if ability == "yes" else ("cannot pay", said.no_ability if ability == "no" else 0))
    if interest == "no":
        lines.append(("no interest", said.no_interest))
    elif lead_class == "unqualified":
        lines.append(("unqualified", said.unqualified))
    if interest == "yes":
        lines.append(("interest", said.interest))
        if ability == authority == "yes" and lead_class != "unqualified":
            lines.append(("qualified", said.qualified))
    lines.append(("two-way contact", said.two_way if engagement == "two_way" and interest != "no" else 0))
    if came == "referral":
        lines.append(("referral", said.referral))
    elif came in CAME_TO_US:
        lines.append(("came to us", said.came_to_us))
    flags = (
        ("competitor's customer", competitor, said.competitor_customer),
        ("complete name", name, said.complete_name),
        ("company known", company, said.company),
        ("stale", stale, said.stale),
        ("off-spec", off_spec, said.off_spec),
        ("suspicious", suspicious, said.suspicious),
    )
    lines += [(words, points if flag else 0) for words, flag, points in flags]
    lines.append(("trust in the source", trust.get(source, 0)))
    return lines


def _stale(chunk: pa.Table, context: Context) -> pa.Array:
    """True where the newest date the row has is older than `stale_days`."""
    oldest = (context.as_of - datetime.timedelta(days=context.settings.outreach.stale_days)).isoformat()
    days = [pc.utf8_slice_codeunits(text(chunk, name), 0, 10) for name in _AGES]
    newest = pc.max_element_wise(*days)
    return pc.and_(pc.not_equal(newest, ""), pc.less(newest, oldest))


def tiers(score: pa.Array, judged: dict[str, pa.Array], settings: Settings) -> pa.Array:
    """The column lt_tier: by score; a lead that may be worth `value_a` stands one tier higher, unless its score is held."""
    said = settings.tiers

    def judge(score: str, low: str, high: str, basis: str, closed: str, interest: str, lead_class: str) -> tuple[str]:
        if _held(said, closed, interest, lead_class)[0]:
            return (tier_of(said, settings, int(score), 0.0, 0.0, ""),)
        return (tier_of(said, settings, int(score), float(low or 0), float(high or 0), basis),)

    names = ("lt_value_low", "lt_value_high", "lt_value_basis", "closed", "lt_interest", "lt_class")
    return each_combination([score, *(judged[name] for name in names)], judge, 1)[0]


def tier_of(said: Tiers, settings: Settings, score: int, low: float, high: float, basis: str) -> str:
    """A tier from score and value; a value in another currency is compared roughly."""
    place = 0 if score >= said.a else 1 if score >= said.b else 2 if score >= said.c else 3
    if said.value_a is not None and place:
        currency = next(
            (word.strip(":") for word in basis.split() if len(word.strip(":")) == 3 and word.strip(":").isupper()), ""
        )
        rate = scale(settings.value.currency) / scale(currency) if currency else 1.0
        if (low + high) / 2 * rate >= said.value_a:
            place -= 1
    return TIERS[place]

"""The next action of a lead, in plain words, from the table data/actions.toml."""

import datetime
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, text
from leadtool.judge.combos import each_combination, joined
from leadtool.judge.qualification import CAME_TO_US
from leadtool.model import Context
from leadtool.vocab import word_list

_SAME: Final = {
    "converted": "customer",
    "hot": "interested",
    "warm": "interested",
    "asked": "interested",
    "deadline": "interested",
    "appointment": "talked",
    "must_ask": "talked",
    "unresponsive": "attempted",
    "vendor_test": "junk",
    "test": "junk",
}


_OWN_LINE: Final = ("event", "referral")  # how a lead came that has a line of its own


def next_actions(chunk: pa.Table, context: Context, judged: dict[str, pa.Array], kinds: pa.Array, buyer: pa.Array) -> pa.Array:
    """The column lt_next_action; every row has one, whatever its class and disposition."""
    asked = pc.match_substring(judged["lt_evidence"], "interest yes: enquiry")
    came = pc.if_else(pc.and_(asked, pc.invert(pc.is_in(kinds, value_set=pa.array(_OWN_LINE, TEXT)))), "web", kinds).cast(TEXT)
    keep = context.settings.outreach.customers == "keep"
    copy = pc.and_(pc.not_equal(text(chunk, "lt_duplicate_of"), ""), pc.not_equal(text(chunk, "lt_group_size"), "1"))
    closed = pc.if_else(copy, "duplicate", judged["closed"]).cast(TEXT)

    def judge(*cells: str) -> tuple[str]:
        return (action(context.as_of, keep, *cells),)

    columns = [
        closed,
        judged["lt_class"],
        judged["situation"],
        judged["due"],
        judged["lt_stage"],
        judged["lt_channels"],
        *(judged[name] for name in ("lt_interest", "lt_ability", "lt_authority")),
        came,
        text(chunk, "lt_timezone"),
        buyer,
    ]
    lines = each_combination(columns, judge, 1)[0]
    kept = joined([pc.if_else(copy, " Kept: ", "").cast(TEXT), pc.if_else(copy, text(chunk, "lt_duplicate_of"), "")], "")
    return joined([lines, kept], "")


def action(
    today: datetime.date,
    keep_customers: bool,
    closed: str,
    lead_class: str,
    situation: str,
    due: str,
    stage: str,
    channels: str,
    interest: str,
    ability: str,
    authority: str,
    came: str,
    timezone: str,
    buyer: str,
) -> str:
    """The next action of one lead, from where it stands and what is known of it."""
    table = word_list("actions")
    situation = _SAME.get(situation, situation)
    usable = channels.split(";") if channels else []
    words = _words(table, usable, timezone)
    days = table["days"].get(situation, table["days"]["other"])
    words["date"] = due or (today + datetime.timedelta(days=days)).isoformat()
    words["ask"] = _ask(table, buyer, interest, ability, authority)
    if closed in ("duplicate", "junk"):
        return str(table["closed"][closed]).format_map(words)
    if closed == "customer" or (stage == "customer" and (not closed or situation == "customer")):
        line = table["working"]["customer_kept" if keep_customers and usable else "customer"]
        return str(line).format_map(words)
    if closed:
        lines = table["closed"]
        line = lines.get(situation) or lines["suppressed_unqualified" if lead_class == "unqualified" else "suppressed"]
        return str(line).format_map(words)
    lines = table[lead_class]
    if not usable and "no_channel" in lines:
        line = lines["no_channel"]
    elif lead_class == "new":
        line = lines[_first_step(interest, ability, authority, came)]
    else:
        line = lines.get("qualified" if stage == "qualified" and lead_class == "working" else situation) or lines.get(
            "default", ""
        )
        line = line or lines["nurturing"]
    return str(line).format_map(words).replace(" Find out .", "")


def _first_step(interest: str, ability: str, authority: str, came: str) -> str:
    """Which line is for a new lead."""
    if interest == "no":
        return "no_interest"
    if interest == ability == authority == "yes":
        return "ready"
    if interest == "yes" and ability == "no":
        return "cannot_pay"
    return came if came in ("event", "referral") else "came_to_us" if came in CAME_TO_US and came != "newsletter" else "default"


def _words(table: dict[str, Any], usable: list[str], timezone: str) -> dict[str, str]:
    """What the braces of a line stand for, but date and question."""
    names = table["channels"]
    by = usable[0] if usable else "none"
    then = usable[1] if len(usable) > 1 else by
    clock = f" (between 9 and 17 o'clock, {timezone})" if timezone else ""
    spoken = ("call", "sms")
    return {
        "by": names[by],
        "else": f", else {names[then]}" if then != by else "",
        "hours": clock if by in spoken else "",
    }


def _ask(table: dict[str, Any], buyer: str, interest: str, ability: str, authority: str) -> str:
    """What is still unknown, as one phrase."""
    known = {"interest": interest, "ability": ability, "authority": authority}
    questions = table["ask"]["consumer" if buyer == "consumer" else "business"]
    open_points = [str(questions[name]) for name, answer in known.items() if answer == "unknown"]
    if not open_points:
        return ""
    return open_points[0] if len(open_points) == 1 else ", ".join(open_points[:-1]) + " and " + open_points[-1]

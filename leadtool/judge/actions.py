"""The next action of a lead, in plain words, from the table data/actions.toml."""

import datetime
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, text
from leadtool.judge.channels import effect_of
from leadtool.judge.combos import each_combination
from leadtool.judge.qualification import CAME_TO_US
from leadtool.model import Context
from leadtool.rules import Effect
from leadtool.rules.consent import CUSTOMER
from leadtool.vocab import word_list

_SAME: Final = {
    "converted": "customer",
    "hot": "interested",
    "warm": "interested",
    "asked": "interested",
    "unresponsive": "attempted",
    "vendor_test": "junk",
    "test": "junk",
}


def next_actions(chunk: pa.Table, context: Context, judged: dict[str, pa.Array], kinds: pa.Array) -> pa.Array:
    """The column lt_next_action; every lead has one, whatever its class."""
    settings = context.settings
    consumer = pc.if_else(pc.equal(text(chunk, "lt_company"), ""), "consumer", "business").cast(TEXT)
    keep = settings.outreach.customers == "keep"

    def effects(codes: str) -> tuple[str]:
        found = {effect_of(code, settings): code for code in codes.split(";")}
        if Effect.SUPPRESS in found:
            return ("customer" if CUSTOMER.code in codes and not keep else "suppressed",)
        return ("junk" if Effect.JUNK in found else "",)

    closed = each_combination([text(chunk, "lt_rules")], effects, 1)[0]

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
        kinds,
        text(chunk, "lt_timezone"),
        consumer,
    ]
    return each_combination(columns, judge, 1)[0]


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
    if closed == "customer" or (stage == "customer" and not closed):
        return str(table["working"]["customer_kept" if keep_customers and usable else "customer"]).format_map(
            _words(table, usable, timezone)
        )
    if closed and lead_class != "unqualified":
        return str(table["closed"][closed])
    words = _words(table, usable, timezone)
    days = table["days"].get(situation, table["days"]["other"])
    words["date"] = due or (today + datetime.timedelta(days=days)).isoformat()
    words["ask"] = _ask(table, buyer, interest, ability, authority)
    lines = table[lead_class]
    if not usable and "no_channel" in lines:
        line = lines["no_channel"]
    elif lead_class == "new":
        ready = interest == ability == authority == "yes"
        line = lines["ready" if ready else "came_to_us" if came in CAME_TO_US and came != "newsletter" else "default"]
    else:
        line = lines.get("qualified" if stage == "qualified" and lead_class == "working" else situation) or lines.get(
            "default", ""
        )
        line = line or lines["nurturing"]
    return str(line).format_map(words).replace(" Find out .", "")


def _words(table: dict[str, Any], usable: list[str], timezone: str) -> dict[str, str]:
    """What the braces of a line stand for, but date and question."""
    names = table["channels"]
    by = names[usable[0]] if usable else names["none"]
    then = names[usable[1]] if len(usable) > 1 else by
    calls = bool(usable) and usable[0] == "call" and bool(timezone)
    return {"by": by, "then": then, "hours": f" (between 9 and 17 o'clock, {timezone})" if calls else ""}


def _ask(table: dict[str, Any], buyer: str, interest: str, ability: str, authority: str) -> str:
    """What is still unknown, as one phrase."""
    known = {"interest": interest, "ability": ability, "authority": authority}
    open_points = [str(table["ask"][buyer][name]) for name, answer in known.items() if answer == "unknown"]
    if not open_points:
        return ""
    return open_points[0] if len(open_points) == 1 else ", ".join(open_points[:-1]) + " and " + open_points[-1]

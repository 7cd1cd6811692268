"""The stage of a lead under the chosen definition, and that definition in words."""

from typing import Final

import pyarrow as pa

from leadtool.judge.combos import each_combination
from leadtool.judge.qualification import CAME_TO_US

_SALES: Final = (
    "Sales definition. A suspect is a name on a list that nobody has talked to. A lead fits and has a need: it came to us, was "
    "contacted, or shows interest. A prospect is at least partly qualified and in two-way contact, and knows what is offered and "
    "what it costs. A qualified lead has interest, ability and authority to buy. A customer has bought. What is not known is "
    "unknown, never no; sales takes over from lead, and hands back what turns out to have no interest."
)
_MARKETING: Final = (
    "Marketing definition. A suspect is a name that cannot be reached. A lead is anybody who can be reached and might buy. A "
    "prospect has shown interest or is in two-way contact. A qualified lead has interest, ability and authority to buy. A "
    "customer has bought. What is not known is unknown, never no; marketing keeps in touch with leads, and sales takes over from "
    "prospect."
)
_ORDER: Final = ("suspect", "lead", "prospect", "qualified", "customer")


def definition_text(profile: str) -> str:
    """The chosen definition in one paragraph that both departments can sign; `profile` is "sales" or "marketing"."""
    return _MARKETING if profile == "marketing" else _SALES


def stages(judged: dict[str, pa.Array], kinds: pa.Array, profile: str) -> pa.Array:
    """The column lt_stage."""

    def judge(*cells: str) -> tuple[str]:
        return (stage(profile, *cells),)

    names = ("hint", "lt_class", "lt_engagement", "lt_interest", "lt_ability", "lt_authority", "lt_qualified", "lt_channels")
    return each_combination([*(judged[name] for name in names), kinds], judge, 1)[0]


def stage(
    profile: str,
    hint: str,
    lead_class: str,
    engagement: str,
    interest: str,
    ability: str,
    authority: str,
    qualified: str,
    channels: str,
    came: str,
) -> str:
    """The stage of one lead; `hint` is how far its words, conversion or CRM say it has come."""
    if hint == "customer":
        return "customer"
    out = lead_class == "unqualified"
    if qualified == "yes" or (hint == "qualified" and qualified != "no" and not out):
        return "qualified"
    answers = (interest, ability, authority)
    reached = "suspect"
    if profile == "marketing":
        if channels:
            reached = "lead"
        if interest == "yes" or engagement == "two_way":
            reached = "prospect"
    else:
        if engagement != "none" or interest == "yes" or came in CAME_TO_US:
            reached = "lead"
        if engagement == "two_way" and "yes" in answers:
            reached = "prospect"
    if hint == "qualified" and not out:
        hint = "prospect"
    if hint and not out:
        reached = max(reached, hint, key=_ORDER.index)
    if reached == "prospect" and (out or interest == "no"):
        return "lead"
    return reached

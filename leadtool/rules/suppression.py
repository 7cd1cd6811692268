"""Rules about suppression lists: whom somebody said not to contact."""

from typing import Final

from leadtool.rules.rule import Effect, Rule

UNSUBSCRIBED: Final = Rule(
    code="X150",
    name="on-unsubscribed-list",
    effect=Effect.SUPPRESS,
    summary="The lead is on a list of people who said no.",
    why="Contacting them again breaks the law in most countries, and their trust in all.",
    fix="Leave the lead alone; if the list is wrong, correct the list.",
)
CUSTOMERS: Final = Rule(
    code="X151",
    name="on-customers-list",
    effect=Effect.SUPPRESS,
    summary="The lead is a customer already.",
    why="A customer who gets a cold call wonders whether anybody knows them.",
    fix="Hand it to whoever looks after the customer.",
)
COMPETITORS: Final = Rule(
    code="X152",
    name="on-competitors-list",
    effect=Effect.SUPPRESS,
    summary="The lead works for a competitor.",
    why="An offer sent to a competitor is market research for them.",
    fix="Leave the lead alone.",
)
STAFF: Final = Rule(
    code="X153",
    name="on-staff-list",
    effect=Effect.SUPPRESS,
    summary="The lead is one of our own people.",
    why="Test entries and colleagues are no leads.",
    fix="Leave the lead alone.",
)
DO_NOT_CALL: Final = Rule(
    code="X154",
    name="on-do-not-call-list",
    effect=Effect.CLOSE,
    closes=("call", "sms"),
    summary="The phone number is on a do-not-call list.",
    why="Calling a number on such a list is fined by the call.",
    fix="Write instead, where there is an address.",
)
CUSTOMER_IN_CRM: Final = Rule(
    code="X160",
    name="customer-in-crm",
    effect=Effect.SUPPRESS,
    summary="The person is a customer in the CRM.",
    why="A customer who gets a cold call learns that nobody knows them.",
    fix='Hand the lead to the account manager; `[outreach] customers = "keep"` leaves customers in the call order.',
)
KNOWN_IN_CRM: Final = Rule(
    code="X161",
    name="known-in-crm",
    effect=Effect.NOTE,
    summary="The CRM or an earlier run knows the person or the company.",
    why="Whoever talked to them before should talk to them again.",
    fix="Ask the owner that the finding names, before the first contact.",
)
LIST_RULES: Final = {
    "unsubscribed": UNSUBSCRIBED,
    "customers": CUSTOMERS,
    "competitors": COMPETITORS,
    "staff": STAFF,
    "do_not_call": DO_NOT_CALL,
}
"""The rule of each kind of suppression list."""

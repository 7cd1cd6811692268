"""Rules about what the row itself says of consent: opt-outs, do-not-call, refusals in words, bounces."""

from typing import Final

from leadtool.rules.rule import Effect, Rule

DO_NOT_CONTACT: Final = Rule(
    code="X101",
    name="do-not-contact",
    effect=Effect.SUPPRESS,
    summary="The do-not-contact column says yes.",
    why="Contacting somebody who said no costs trust, and in most countries a fine.",
    fix="Keep the person on your suppression list; ask the vendor for the date of the no if you doubt it.",
    column="Do Not Contact",
    bad=("yes", "TRUE", "1"),
    good=("no", ""),
)
EMAIL_OPT_OUT: Final = Rule(
    code="X102",
    name="email-opt-out",
    effect=Effect.CLOSE,
    summary="The opt-out column says that the person wants no e-mail.",
    why="Mail after an opt-out is unlawful in most countries and hurts the sender's reputation.",
    fix="Use another channel, or none.",
    column="Email Opt Out",
    bad=("yes", "TRUE", "1"),
    good=("no", ""),
    closes=("email",),
)
DO_NOT_CALL: Final = Rule(
    code="X103",
    name="do-not-call",
    effect=Effect.CLOSE,
    summary="The do-not-call column says yes.",
    why="A call or text message to a number marked so can be fined per call.",
    fix="Use another channel.",
    column="Do Not Call",
    bad=("yes", "TRUE", "1"),
    good=("no", ""),
    closes=("call", "sms"),
)
OPT_IN_NO: Final = Rule(
    code="X104",
    name="opt-in-no",
    effect=Effect.CLOSE,
    summary="The opt-in column says no.",
    why="A no in an opt-in column is an answer: the person was asked for consent to e-mail and did not give it.",
    fix="Use another channel, or ask for consent there.",
    column="Opt In",
    bad=("no", "FALSE", "0"),
    good=("yes", ""),
    closes=("email",),
)
OPT_IN_UNCLEAR: Final = Rule(
    code="X105",
    name="opt-in-unclear",
    effect=Effect.CLOSE,
    summary="The opt-in column holds a word that is neither yes nor no.",
    why="Consent must be clear; a word nobody can read as yes is no consent.",
    fix="Ask the vendor what the word means, and correct the cell.",
    column="Opt In",
    bad=("perhaps one day",),
    good=("yes", ""),
    closes=("email",),
)
REFUSED_CONTACT: Final = Rule(
    code="X106",
    name="refused-contact",
    effect=Effect.SUPPRESS,
    summary="Status or notes say that the person must not be contacted.",
    why="A no is a no wherever it was written down.",
    fix="Keep the person on your suppression list.",
    column="Notes",
    bad=("Do not contact again!", "bitte nicht mehr kontaktieren"),
    good=("Please contact next week", "Do not call before 10"),
)
REFUSED_CALLS: Final = Rule(
    code="X107",
    name="refused-calls",
    effect=Effect.CLOSE,
    summary="Status or notes say that the person must not be called.",
    why="A no to calls is a no wherever it was written down.",
    fix="Use another channel.",
    column="Notes",
    bad=("do not call", "bitte nicht mehr anrufen"),
    good=("do not call before 10am", "call back on Monday"),
    closes=("call", "sms"),
)
UNSUBSCRIBED: Final = Rule(
    code="X108",
    name="unsubscribed",
    effect=Effect.CLOSE,
    summary="Status, notes or tags say that the person unsubscribed from e-mail.",
    why="Mail after an opt-out is unlawful in most countries.",
    fix="Use another channel, or none.",
    column="Notes",
    bad=("unsubscribed", "hat sich vom Newsletter abgemeldet"),
    good=("subscribed to the newsletter",),
    closes=("email",),
)
CUSTOMER: Final = Rule(
    code="X109",
    name="customer-already",
    effect=Effect.SUPPRESS,
    summary="Status or conversion date say that this is a customer already.",
    why="A cold approach to a customer looks foolish, and the lead is not new business.",
    fix='Hand it to the account manager, or set `[outreach] customers = "keep"`.',
    column="Lead Status",
    bad=("Customer", "Closed - Converted", "Won"),
    good=("New", "Not converted"),
)
BOUNCED: Final = Rule(
    code="X110",
    name="email-bounced",
    effect=Effect.CLOSE,
    summary="Status, notes or tags say that mail to this address bounced.",
    why="A second bounce hurts the sender's reputation.",
    fix="Find the current address by phone.",
    column="Notes",
    bad=("email bounced", "hard bounce"),
    good=("bounced the idea off the team",),
    closes=("email",),
)
NO_CHANNEL_LEFT: Final = Rule(
    code="X111",
    name="no-channel-left",
    effect=Effect.SUPPRESS,
    summary="What could have been used was closed, and no other channel is left.",
    why="A lead that may be reached in no way is no lead for outreach.",
    fix="Wait until the person comes to you.",
    bad=("First Name,Last Name,Email,Email Opt Out\nAnna,Keller,anna.keller@keller-bau.de,yes\n",),
    good=("First Name,Last Name,Email,Email Opt Out\nAnna,Keller,anna.keller@keller-bau.de,no\n",),
)
OPT_OUT_UNCLEAR: Final = Rule(
    code="X112",
    name="opt-out-unclear",
    effect=Effect.CLOSE,
    summary="The e-mail opt-out column holds a word that is neither yes nor no.",
    why="Somebody wrote something into an opt-out column; until it is read as no, it counts as an opt-out.",
    fix="Ask the vendor what the word means, and correct the cell.",
    column="Email Opt Out",
    bad=("perhaps one day",),
    good=("no", ""),
    closes=("email",),
)
DO_NOT_CALL_UNCLEAR: Final = Rule(
    code="X113",
    name="do-not-call-unclear",
    effect=Effect.CLOSE,
    summary="The do-not-call column holds a word that is neither yes nor no.",
    why="Until the word is read as no, it counts as a no to calls.",
    fix="Ask the vendor what the word means, and correct the cell.",
    column="Do Not Call",
    bad=("perhaps one day",),
    good=("no", ""),
    closes=("call", "sms"),
)
DO_NOT_CONTACT_UNCLEAR: Final = Rule(
    code="X114",
    name="do-not-contact-unclear",
    effect=Effect.SUPPRESS,
    summary="The do-not-contact column holds a word that is neither yes nor no.",
    why="Until the word is read as no, it counts as a no.",
    fix="Ask the vendor what the word means, and correct the cell.",
    column="Do Not Contact",
    bad=("perhaps one day",),
    good=("no", ""),
)
UNSUBSCRIBED_FILE: Final = Rule(
    code="X115",
    name="unsubscribed-export",
    effect=Effect.CLOSE,
    summary="The file is an export of unsubscribed or bounced members by its name.",
    why="Mailchimp says only in the file's name that these people unsubscribed or bounced.",
    fix="Use the export of subscribed members for mailings.",
    closes=("email",),
)
WRONG_NUMBER: Final = Rule(
    code="X116",
    name="wrong-number",
    effect=Effect.CLOSE,
    summary="Status or notes say that the number is wrong or disconnected.",
    why="Calling a stranger helps nobody.",
    fix="Find the right number by e-mail; claim the lead from the vendor.",
    column="Notes",
    bad=("wrong number", "falsche Nummer", "number disconnected"),
    good=("right number, call again",),
    closes=("call", "sms"),
)
CUSTOMER_KEPT: Final = Rule(
    code="X001",
    name="customer-kept",
    effect=Effect.NOTE,
    summary="Status or conversion date say that this is a customer; the settings keep customers in outreach.",
    why='`[outreach] customers = "keep"` is set.',
    fix="Nothing to do.",
)

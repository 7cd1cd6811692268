"""Rules about status: how a lead's class was found, and what speaks against it.

The class reason of a lead ends with the code of its S0xx rule; these give no findings, as every lead has one.
"""

from typing import Final

from leadtool.rules.rule import Effect, Rule

BY_STATUS: Final = Rule(
    code="S001",
    name="class-by-status",
    effect=Effect.NOTE,
    summary="The class follows from the status word.",
    why="Somebody who knew the lead chose the word.",
    fix='Teach another meaning with `[status] "word" = "class"`.',
)
BY_NOTES: Final = Rule(
    code="S002",
    name="class-by-notes",
    effect=Effect.NOTE,
    summary="The class follows from the lost reason, the notes or the tags.",
    why="What was written down about a talk says more than no status.",
    fix="Fill in the status to decide it yourself.",
)
BY_ACTIVITY: Final = Rule(
    code="S003",
    name="class-by-activity",
    effect=Effect.NOTE,
    summary="The class follows from counted contacts, a reply or a conversion.",
    why="A lead with at least one contact or attempt is being worked.",
    fix="Fill in the status to decide it yourself.",
)
BY_DATES: Final = Rule(
    code="S004",
    name="class-by-dates",
    effect=Effect.NOTE,
    summary="The class follows from the date of the last contact or of the next one.",
    why="A contact in the past is an attempt; one in the future is a follow-up.",
    fix="Fill in the status to decide it yourself.",
)
NOTHING_KNOWN: Final = Rule(
    code="S005",
    name="class-new",
    effect=Effect.NOTE,
    summary="Nothing is known about any contact, so the lead is new.",
    why="Missing data means unknown.",
    fix="Nothing to do.",
)
UNKNOWN_STATUS: Final = Rule(
    code="S101",
    name="unknown-status",
    effect=Effect.NOTE,
    summary="The status word is not known; it was not guessed.",
    why="A guessed class sends people to the wrong leads.",
    fix='Teach it once: `[status] "word" = "working"` (new, nurturing, unqualified, qualified, customer …).',
    column="Lead Status",
    bad=("Zwischenlager Nord",),
    good=("New", "Contacted", ""),
)
CONTRADICTION: Final = Rule(
    code="S201",
    name="status-contradicted",
    effect=Effect.NOTE,
    summary="Status and activity contradict each other.",
    why="One of the two is out of date.",
    fix="Ask the owner of the lead, and correct the status.",
    bad=("Name,Email,Lead Status,Last Contacted\nAnna Keller,anna.keller@keller-bau.de,Not Contacted,2025-03-01\n",),
    good=("Name,Email,Lead Status,Last Contacted\nAnna Keller,anna.keller@keller-bau.de,Contacted,2025-03-01\n",),
)
STAGE_CONTRADICTED: Final = Rule(
    code="S202",
    name="status-and-stage-disagree",
    effect=Effect.NOTE,
    summary="Status and lifecycle stage say different things of the lead.",
    why="One of the two is out of date; the status decides the class.",
    fix="Ask the owner of the lead, and correct one of them.",
    bad=("Name,Email,Lead Status,Lifecycle Stage\nAnna Keller,anna.keller@keller-bau.de,Unqualified,Opportunity\n",),
    good=("Name,Email,Lead Status,Lifecycle Stage\nAnna Keller,anna.keller@keller-bau.de,Open Deal,Opportunity\n",),
)

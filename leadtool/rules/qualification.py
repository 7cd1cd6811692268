"""Rules about qualification: leads outside what was ordered, or outside who can buy."""

from typing import Final

from leadtool.rules.rule import Effect, Rule

OFF_SPEC: Final = Rule(
    code="Q101",
    name="off-spec",
    effect=Effect.NOTE,
    summary="The lead is not what was ordered from its source.",
    why="The vendor was paid for other leads, and often credits these.",
    fix='Claim it with `leadtool claims`, or change `spec` in `[sources."Name"]`.',
)
OFF_CRITERIA: Final = Rule(
    code="Q102",
    name="outside-criteria",
    effect=Effect.NOTE,
    summary="The lead does not meet the criteria of who can buy.",
    why="`[criteria]` in the settings rules it out.",
    fix="Change `[criteria]`, or keep the lead for later.",
)
EVIDENCE_CONFLICT: Final = Rule(
    code="Q201",
    name="evidence-conflicts",
    effect=Effect.NOTE,
    summary="The row holds evidence both for and against interest, ability or authority.",
    why="One of the two is out of date or about somebody else.",
    fix="Ask in the next talk.",
    bad=("Name,Email,Job Title,Decision Maker\nAnna Keller,anna.keller@keller-bau.de,CEO,no\n",),
    good=("Name,Email,Job Title,Decision Maker\nAnna Keller,anna.keller@keller-bau.de,CEO,yes\n",),
)

"""Rules about duplicates: what was merged, what was filled from another row, what a person should look at."""

from typing import Final

from leadtool.rules.rule import Effect, Rule

FILLED: Final = Rule(
    code="D001",
    name="filled-from-duplicate",
    effect=Effect.NOTE,
    summary="A blank of the kept lead was filled from a row that was merged into it.",
    why="Two rows about one person often know different things; the kept lead should know both.",
    fix="Nothing to do; the finding names the row the value came from.",
    bad=("name,email,phone,city\nJo Meyer,jo.meyer@acme.de,,Berlin\nJo Meyer,jo.meyer@acme.de,+49 30 901820,\n",),
    good=("name,email,phone\nJo Meyer,jo.meyer@acme.de,+49 30 901820\nAnn Lee,ann.lee@widget.com,+49 30 901821\n",),
)
JOINED: Final = Rule(
    code="D002",
    name="contacts-joined",
    effect=Effect.NOTE,
    summary="Another e-mail address or phone number of a merged row was added to the kept lead.",
    why="A second way to reach somebody is worth keeping.",
    fix="Nothing to do; the finding names the row the value came from.",
    bad=("name,email,phone\nJo Meyer,jo.meyer@acme.de,+49 30 901820\nJo Meyer,jo.meyer@acme.de,+49 30 901829\n",),
    good=("name,email,phone\nJo Meyer,jo.meyer@acme.de,+49 30 901820\nJo Meyer,jo.meyer@acme.de,+49 30 901820\n",),
)
RICHER: Final = Rule(
    code="D003",
    name="better-value-taken",
    effect=Effect.NOTE,
    summary="The kept lead took a newer, further advanced or better written value from a row that was merged into it.",
    why="The latest contact, the furthest status and the earliest consent hold for the person, whichever row says so.",
    fix="Nothing to do; the finding names the row the value came from.",
    bad=(
        "name,email,status,last contacted,phone\n"
        "Jo Meyer,jo.meyer@acme.de,New,2026-01-05,+49 30 901820\nJo Meyer,jo.meyer@acme.de,Qualified,2026-03-01,\n",
    ),
    good=("name,email,status\nJo Meyer,jo.meyer@acme.de,New\nAnn Lee,ann.lee@widget.com,Qualified\n",),
)
DUPLICATE: Final = Rule(
    code="D101",
    name="duplicate",
    effect=Effect.NOTE,
    summary="The row is the same lead as another one of the same source, and was merged into it.",
    why="Two reps calling one person annoy that person, and the lead was paid for twice.",
    fix="Work with the kept lead; if the merge is wrong, say `apart` in review.csv and use --decisions.",
    bad=("name,email\nJo Meyer,jo.meyer@acme.de\nJo Meyer,Jo.Meyer@ACME.de\n",),
    good=("name,email\nJo Meyer,jo.meyer@acme.de\nAnn Lee,ann.lee@widget.com\n",),
)
DUPLICATE_ACROSS: Final = Rule(
    code="D102",
    name="duplicate-across-sources",
    effect=Effect.NOTE,
    summary="The row is the same lead as one of another source, and was merged into it.",
    why="The same lead was bought from two vendors, or was known already.",
    fix="Work with the kept lead; `leadtool sources` shows how much the sources overlap.",
    bad=("name,email,source\nJo Meyer,jo.meyer@acme.de,Acme Lists\nJo Meyer,jo.meyer@acme.de,Best Data\n",),
    good=("name,email,source\nJo Meyer,jo.meyer@acme.de,Acme Lists\nJo Meyer,jo.meyer@acme.de,Acme Lists\n",),
)
POSSIBLE: Final = Rule(
    code="D201",
    name="possible-duplicate",
    effect=Effect.REVIEW,
    summary="The lead may be the same as another one, but the evidence is not enough to merge them.",
    why="A false merge loses a customer; a missed one annoys one.",
    fix="Write merge or apart into the decision column of review.csv, then use `leadtool review` and --decisions.",
)
CONTRADICTION: Final = Rule(
    code="D202",
    name="consent-contradiction",
    effect=Effect.NOTE,
    summary="Rows of one person say different things about consent; the no holds.",
    why="Somebody who said no once must not be contacted because another row does not know it.",
    fix="Correct the consent at its source.",
    bad=("name,email,opt out\nJo Meyer,jo.meyer@acme.de,TRUE\nJo Meyer,jo.meyer@acme.de,FALSE\n",),
    good=("name,email,opt out\nJo Meyer,jo.meyer@acme.de,FALSE\nJo Meyer,jo.meyer@acme.de,FALSE\n",),
)

"""Rules about addresses, countries and websites."""

from typing import Final

from leadtool.rules.rule import Effect, Rule

POSTAL_CODE_RESTORED: Final = Rule(
    code="A001",
    name="postal-code-zero-restored",
    effect=Effect.NOTE,
    summary="The postal code had lost its leading zero, as spreadsheets do; it was put back.",
    why="Mail to 2116 goes nowhere, mail to 02116 goes to Boston.",
    fix="Format the column as text before saving.",
    bad=("Name,Email,Zip,Country\nAnna Berg,anna.berg@bergmann-tools.com,2116,United States\n",),
    good=("Name,Email,Zip,Country\nAnna Berg,anna.berg@bergmann-tools.com,02116,United States\n",),
)
COUNTRY_UNKNOWN: Final = Rule(
    code="A101",
    name="country-not-known",
    effect=Effect.NOTE,
    summary="The country cell names no country.",
    why="Phones and postal codes are read with the list's default country instead.",
    fix="Write the country's name or its two-letter code.",
    column="Country",
    bad=("Atlantis",),
    good=("Spain", "ES", "España"),
)
POSTAL_CODE_WRONG: Final = Rule(
    code="A102",
    name="postal-code-wrong",
    effect=Effect.NOTE,
    summary="The postal code is not written like one of its country.",
    why="Mail comes back, and the country or the code belongs to somebody else.",
    fix="Correct the code or the country at the source.",
    bad=("Name,Email,Zip,Country\nAnna Berg,anna.berg@bergmann-tools.com,999,Germany\n",),
    good=("Name,Email,Zip,Country\nAnna Berg,anna.berg@bergmann-tools.com,80331,Germany\n",),
)
WEBSITE_UNREADABLE: Final = Rule(
    code="A110",
    name="website-unreadable",
    effect=Effect.NOTE,
    summary="The website cell holds no web address.",
    why="The company's domain cannot be taken from it.",
    fix="Write the address, such as acme.com.",
    column="Website",
    bad=("coming soon",),
    good=("acme.com", "https://www.acme.com/"),
)
COUNTRY_AMBIGUOUS: Final = Rule(
    code="A201",
    name="country-ambiguous",
    effect=Effect.NOTE,
    summary="The word means more than one country; the likelier one was taken.",
    why="Phones and postal codes are read with this country.",
    fix="Write the country's full name or its two-letter code.",
    column="Country",
    bad=("Congo",),
    good=("CD", "Spain"),
)
POSTAL_CODE_PLACEHOLDER: Final = Rule(
    code="A202",
    name="postal-code-placeholder",
    effect=Effect.NOTE,
    summary="The postal code is a filler (00000, 99999).",
    why="It was typed to get past a form, and is left out.",
    fix="Leave the cell empty.",
    column="Zip",
    bad=("00000",),
    good=("02116",),
)
PROFILE_NOT_PERSONAL: Final = Rule(
    code="A210",
    name="profile-not-personal",
    effect=Effect.NOTE,
    summary="The LinkedIn address is no public profile of a person (company page, search, Sales Navigator).",
    why="It opens only for the one who exported it, or belongs to many people.",
    fix="Use the address of the public profile: linkedin.com/in/…",
    column="LinkedIn",
    bad=("https://www.linkedin.com/sales/lead/ACwAAB12,NAME_SEARCH", "https://www.linkedin.com/company/acme"),
    good=("https://www.linkedin.com/in/anna-berg",),
)

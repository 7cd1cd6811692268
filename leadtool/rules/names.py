"""Rules about names."""

from typing import Final

from leadtool.rules.rule import Effect, Rule

NAME_IN_FIRST_COLUMN: Final = Rule(
    code="N001",
    name="whole-name-in-first-name",
    effect=Effect.NOTE,
    summary="The first-name column holds the whole name; it was split.",
    why="A letter that begins with the whole name reads like a form, and the surname is missing where it is looked for.",
    fix="Nothing to do: lt_first_name and lt_last_name hold the parts.",
    bad=("first_name,last_name,email\nJohn Smith,,john.smith@acme.example\n",),
    good=("first_name,last_name,email\nJohn,Smith,john.smith@acme.example\n",),
)
NAME_CASE: Final = Rule(
    code="N002",
    name="name-case",
    effect=Effect.NOTE,
    summary="The name was written all upper or all lower case; lt_ columns hold it as a name is written.",
    why="A name in capitals in a letter shows that it comes from a list.",
    fix="Check unusual spellings; the original cell is unchanged.",
    bad=("MCDONALD", "van der berg"),
    good=("McDonald", "van der Berg"),
    column="Last Name",
)
NAME_REORDERED: Final = Rule(
    code="N003",
    name="name-reordered",
    effect=Effect.NOTE,
    summary="The full name puts the family name first; it was turned round.",
    why="First and last name would be swapped otherwise.",
    fix="Nothing to do.",
    bad=('full_name,email\n"Smith, John",john.smith@acme.example\n',),
    good=("full_name,email\nJohn Smith,john.smith@acme.example\n",),
)
NAME_DECORATION: Final = Rule(
    code="N004",
    name="name-decoration",
    effect=Effect.NOTE,
    summary="Emoji or ornaments stood in the name; the lt_ columns go without them.",
    why="They break mail merge, matching and printing.",
    fix="Nothing to do; the original cell is unchanged.",
    bad=("John 🚀", "★ John ★"),
    good=("John",),
    column="First Name",
)
TITLE_IN_NAME: Final = Rule(
    code="N005",
    name="salutation-in-name",
    effect=Effect.NOTE,
    summary="A form of address or an academic title stood in a first or last name; it was set apart.",
    why="Dear Dr. Dr. Miller; and two spellings of one person do not match.",
    fix="Nothing to do: lt_full_name still shows it.",
    bad=("Dr. John", "Mr John"),
    good=("John", "Drew"),
    column="First Name",
)
SUFFIX_IN_NAME: Final = Rule(
    code="N006",
    name="suffix-in-name",
    effect=Effect.NOTE,
    summary="A generation suffix or a degree stood in the last name; it was set apart.",
    why="Smith Jr. and Smith are one family name; father and son are two people.",
    fix="Nothing to do: lt_full_name still shows it.",
    bad=("Smith Jr.", "Smith III", "Smith, PhD"),
    good=("Smith", "Ma"),
    column="Last Name",
)
NAME_PLACEHOLDER: Final = Rule(
    code="N101",
    name="name-placeholder",
    effect=Effect.NOTE,
    summary="The name cell says that there is no name.",
    why="Dear Unknown is worse than no name.",
    fix="Ask for the name at the first contact.",
    bad=("n/a", "Unknown", "none given", "-"),
    good=("Null", "None", "Na", "Noname"),
    column="Last Name",
)
EMAIL_IN_NAME: Final = Rule(
    code="N102",
    name="email-in-name",
    effect=Effect.NOTE,
    summary="An e-mail address stands in the name column.",
    why="It is not a name; the columns may have slipped.",
    fix="Check the mapping of the columns.",
    bad=("john@acme.example",),
    good=("John",),
    column="First Name",
)
PHONE_IN_NAME: Final = Rule(
    code="N103",
    name="phone-in-name",
    effect=Effect.NOTE,
    summary="A phone number stands in the name column.",
    why="It is not a name; the columns may have slipped.",
    fix="Check the mapping of the columns.",
    bad=("+44 20 7946 0958",),
    good=("John",),
    column="First Name",
)
COMPANY_IN_NAME: Final = Rule(
    code="N104",
    name="company-in-name",
    effect=Effect.NOTE,
    summary="A company stands in the name column.",
    why="A company cannot be greeted by name.",
    fix="Find the person to talk to.",
    bad=("full_name,email\nAcme Widgets Ltd,info@acme.example\n",),
    good=("full_name,email\nJohn Smith,john@acme.example\n",),
)
WEB_IN_NAME: Final = Rule(
    code="N105",
    name="website-in-name",
    effect=Effect.NOTE,
    summary="A web address stands in the name column.",
    why="It is not a name; spam forms are filled in like this.",
    fix="Check the row.",
    bad=("https://acme.example/win", "www.acme.example"),
    good=("John",),
    column="First Name",
)
NAME_LETTERS_LOST: Final = Rule(
    code="N106",
    name="name-letters-lost",
    effect=Effect.NOTE,
    summary="Letters of the name were lost in an earlier export (Garc?a); they are left as they are.",
    why="Guessing a letter of somebody's name is worse than a question mark.",
    fix="Ask the vendor for the list in UTF-8.",
    bad=("Garc?a", "M�ller"),
    good=("García", "Müller"),
    column="Last Name",
)
ROLE_IN_NAME: Final = Rule(
    code="N107",
    name="role-in-name",
    effect=Effect.NOTE,
    summary="A department or a function stands in the full-name column, and no person.",
    why="Dear Sales Department is no greeting, and two departments are not one person.",
    fix="Find the person to talk to.",
    bad=("full_name,email\nSales Department,sales@acme.example\n",),
    good=("full_name,email\nPaul Sales,paul@acme.example\n",),
)
SEVERAL_PEOPLE: Final = Rule(
    code="N201",
    name="several-people",
    effect=Effect.NOTE,
    summary="The name holds more than one person.",
    why="Greeting one of two is a mistake both notice.",
    fix="Decide whom to address.",
    bad=("full_name,email\nJohn and Mary Smith,smiths@acme.example\n",),
    good=("full_name,email\nJosé Ortega y Gasset,jose@acme.example\n",),
)
DIGITS_IN_NAME: Final = Rule(
    code="N202",
    name="digits-in-name",
    effect=Effect.NOTE,
    summary="The name holds digits.",
    why="Names have none: a user name, a number that slipped in, or a machine.",
    fix="Check the row.",
    bad=("John99",),
    good=("John",),
    column="First Name",
)
NAME_TOO_LONG: Final = Rule(
    code="N203",
    name="name-too-long",
    effect=Effect.NOTE,
    summary="The name is longer than 200 characters; it was not read.",
    why="It is a text, not a name.",
    fix="Check the row.",
    bad=("Jo " + "very " * 50 + "long",),
    good=("John",),
    column="First Name",
)

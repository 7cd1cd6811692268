"""Rules about phone numbers: P0xx tidied, P1xx wrong, P2xx suspicious."""

from typing import Final

from leadtool.rules.rule import Effect, Rule

PHONE_TEXT_AROUND: Final = Rule(
    code="P001",
    name="phone-text-around",
    effect=Effect.NOTE,
    summary="The number was taken out of the words around it.",
    why="A dialler refuses the cell as it stands, although the number in it is good.",
    fix="Nothing to do: lt_phone holds the number alone.",
    column="Phone",
    bad=("+49 30 901820 (ask for Jo)", "call +49 30 901820 after 5"),
    good=("+49 30 901820",),
)
PHONE_SEVERAL: Final = Rule(
    code="P002",
    name="phone-several",
    effect=Effect.NOTE,
    summary="The cell holds several numbers; the best is used, the others stand in lt_mobile and lt_other_phones.",
    why="A CRM runs the digits of two numbers together, or refuses the cell.",
    fix="Nothing to do; check that all of them are this person's.",
    column="Phone",
    bad=("+49 30 901820 / +49 151 23456789", "+49 30 901820; +49 151 23456789"),
    good=("+49 30 901820",),
)
PHONE_FLOAT: Final = Rule(
    code="P003",
    name="phone-float",
    effect=Effect.NOTE,
    summary='A spreadsheet wrote the number with decimals (".0"), which were cut.',
    why="The extra zero would be dialled.",
    fix="Format the column as text before exporting.",
    column="Phone",
    bad=("34612345678.0",),
    good=("+49 30 901820",),
)
PHONE_EXPONENT_RESTORED: Final = Rule(
    code="P004",
    name="phone-exponent-restored",
    effect=Effect.NOTE,
    summary="A spreadsheet wrote the number as a power of ten with all its digits; they were put back.",
    why="Nobody can dial 4.155552671E9; no digit was lost, so the number is certain.",
    fix="Format the column as text before exporting.",
    column="Phone",
    bad=("1.4155552671E10",),
    good=("+1 415 555 2671",),
)
PHONE_ZERO_RESTORED: Final = Rule(
    code="P005",
    name="phone-zero-restored",
    effect=Effect.NOTE,
    summary="The leading zero that a spreadsheet drops was put back, because only then the number exists.",
    why="In Italy and some other countries the zero is part of the number.",
    fix="Format the column as text before exporting.",
    bad=("First Name,Last Name,Email,Phone,Country\nAda,Conti,ada.conti@conti-legno.it,669812345,Italy\n",),
    good=("First Name,Last Name,Email,Phone,Country\nAda,Conti,ada.conti@conti-legno.it,0669812345,Italy\n",),
)
PHONE_TRUNK_ZERO: Final = Rule(
    code="P006",
    name="phone-trunk-zero",
    effect=Effect.NOTE,
    summary='The zero (in Russia 8) that is dialled only inside the country, as in "+49 (0)30", was left out.',
    why="Dialled from abroad with this zero, the number does not work.",
    fix="Nothing to do: lt_phone works from everywhere.",
    column="Phone",
    bad=("+49 (0)30 901820", "+44 (0)20 7183 8750"),
    good=("+49 30 901820",),
)
PHONE_DIALLING_PREFIX: Final = Rule(
    code="P007",
    name="phone-dialling-prefix",
    effect=Effect.NOTE,
    summary="The prefix for calls abroad (00, 011) was written as +.",
    why="Which prefix works depends on where the caller is; + works everywhere.",
    fix="Nothing to do.",
    column="Phone",
    bad=("0049 30 901820", "011 49 30 901820"),
    good=("+49 30 901820",),
)
PHONE_NO_PLUS: Final = Rule(
    code="P008",
    name="phone-no-plus",
    effect=Effect.NOTE,
    summary="The number begins with a country code without +, which was added.",
    why="Without it the number would be dialled inside the caller's own country.",
    fix="Nothing to do; check a few if many rows have it.",
    column="Phone",
    bad=("34612345678",),
    good=("+49 30 901820",),
)
PHONE_LETTERS: Final = Rule(
    code="P009",
    name="phone-letters",
    effect=Effect.NOTE,
    summary="The number was written with letters (1-800-FLOWERS), which became the digits of their keys.",
    why="Diallers and text messages need digits.",
    fix="Nothing to do.",
    column="Phone",
    bad=("1-800-FLOWERS", "+1 800 GO FEDEX"),
    good=("+1 800 356 9377",),
)
PHONE_OTHER_DIGITS: Final = Rule(
    code="P010",
    name="phone-other-digits",
    effect=Effect.NOTE,
    summary="The number was written in full-width, Arabic or other digits, or with the letter O for zero.",
    why="Diallers know only 0 to 9.",
    fix="Nothing to do: lt_phone has ordinary digits.",
    column="Phone",
    bad=("＋４９ ３０ ９０１８２０", "+٤٩ ٣٠ ٩٠١٨٢٠", "+49 3O 901820"),
    good=("+49 30 901820",),
)
PHONE_WORD_FOR_NONE: Final = Rule(
    code="P011",
    name="phone-word-for-none",
    effect=Effect.NOTE,
    summary="The cell says in words that there is no number.",
    why='Words such as "none" or "n/a" make a column look filled; the lead has no number there.',
    fix="Leave the cell empty at the source.",
    column="Phone",
    bad=("n/a", "unknown", "keine", "-", "0"),
    good=("+49 30 901820",),
)
PHONE_OLD_PREFIX: Final = Rule(
    code="P012",
    name="phone-old-prefix",
    effect=Effect.NOTE,
    summary="A mobile prefix that the country has given up (Mexico: +52 1, 044, 045) was left out.",
    why="Dialled with it, the number no longer works.",
    fix="Nothing to do: lt_phone holds the number of today.",
    column="Phone",
    bad=("+52 1 55 1234 5678",),
    good=("+52 55 1234 5678",),
)
PHONE_NOT_A_NUMBER: Final = Rule(
    code="P101",
    name="phone-not-a-number",
    effect=Effect.NOTE,
    summary="The cell holds no phone number.",
    why="Often two columns were swapped or shifted at the source.",
    fix="Check the columns of the source around this row.",
    column="Phone",
    bad=("ask Jo", "jo@nordhaus-bau.de"),
    good=("+49 30 901820",),
)
PHONE_DAMAGED: Final = Rule(
    code="P102",
    name="phone-damaged",
    effect=Effect.NOTE,
    summary="A spreadsheet rounded the number to a few digits; the others are lost.",
    why="4.16E+09 stands for ten million different numbers. What is left must not be dialled.",
    fix="Export again with the column formatted as text, or ask the vendor for the number.",
    column="Phone",
    bad=("4.16E+09", "4.41E+11", "4,93031E+11"),
    good=("1.4155552671E10", "+49 30 901820"),
)
PHONE_TOO_SHORT: Final = Rule(
    code="P103",
    name="phone-too-short",
    effect=Effect.NOTE,
    summary="The number has too few digits for its country.",
    why="The area code or the end is missing; it cannot be dialled.",
    fix="Complete it at the source.",
    column="Phone",
    bad=("+1 555 2671", "+49 30"),
    good=("+49 30 901820",),
)
PHONE_TOO_LONG: Final = Rule(
    code="P104",
    name="phone-too-long",
    effect=Effect.NOTE,
    summary="The number has too many digits for its country.",
    why="Two numbers, or a number and an extension, may have been run together.",
    fix="Part them at the source.",
    column="Phone",
    bad=("+1 415 555 2671 999", "+34 612 345 678 901 2"),
    good=("+1 415 555 2671",),
)
PHONE_COUNTRY_CODE: Final = Rule(
    code="P105",
    name="phone-country-code",
    effect=Effect.NOTE,
    summary="The number begins with + and a country code that does not exist.",
    why="It cannot be dialled.",
    fix="Compare with the source.",
    column="Phone",
    bad=("+999 123 4567",),
    good=("+49 30 901820",),
)
PHONE_IMPOSSIBLE: Final = Rule(
    code="P106",
    name="phone-impossible",
    effect=Effect.NOTE,
    summary="The number breaks the rules of its country: in North America area code and exchange never begin with 0 or 1.",
    why="It cannot be dialled, although it has the right length.",
    fix="Compare with the source.",
    column="Phone",
    bad=("+1 115 555 2671", "+1 415 155 2671"),
    good=("+1 415 555 2671",),
)
PHONE_FICTIONAL: Final = Rule(
    code="P107",
    name="phone-fictional",
    effect=Effect.NOTE,
    summary="The number is one of those set aside for films and books.",
    why="Nobody answers it: the row was made up, or the form's visitor did not want to be called. At most possible, never valid.",
    fix="Claim the row if nothing else in it is real.",
    column="Phone",
    bad=("+1 415 555 0134", "+44 7700 900123", "+33 6 39 98 12 34", "+61 491 570 156"),
    good=("+1 415 555 2671", "+44 7911 123456"),
)
PHONE_REPEATED: Final = Rule(
    code="P108",
    name="phone-repeated-digits",
    effect=Effect.NOTE,
    summary="The number is one digit over and over.",
    why="It was typed to fill the field.",
    fix="Claim the row if nothing else in it is real.",
    column="Phone",
    bad=("1111111111", "0000000", "999-999-9999", "+34 666 666 666"),
    good=("+49 30 901820",),
)
PHONE_SEQUENCE: Final = Rule(
    code="P109",
    name="phone-sequence",
    effect=Effect.NOTE,
    summary="The number counts up or down the keyboard, and no real number does so here.",
    why="It was typed to fill the field.",
    fix="Claim the row if nothing else in it is real.",
    column="Phone",
    bad=("+1 123 456 7890", "+34 123456789"),
    good=("+49 30 901820",),
)
PHONE_NO_COUNTRY: Final = Rule(
    code="P110",
    name="phone-no-country",
    effect=Effect.NOTE,
    summary="The number has no country code, and neither the row nor the list says which country it belongs to.",
    why="The same digits are different numbers in different countries.",
    fix="Name the country with --country, or map the country column.",
    bad=("First Name,Last Name,Email,Phone\nJo,Meyer,jo.meyer@gmail.com,612345678\n",),
    good=("First Name,Last Name,Email,Phone\nJo,Meyer,jo.meyer@gmail.com,+34612345678\n",),
)
PHONE_DO_NOT_CALL: Final = Rule(
    code="P111",
    name="phone-do-not-call",
    effect=Effect.CLOSE,
    summary="The phone cell says that this person must not be called.",
    why="Somebody's no counts wherever it was written down.",
    fix="Use another channel; record the wish in the do-not-call column.",
    column="Phone",
    closes=("call", "sms"),
    bad=("do not call", "DNC", "+49 30 901820 (do not call)", "no llamar", "nicht anrufen", "не звонить"),
    good=("+49 30 901820",),
)
PHONE_DISCONNECTED: Final = Rule(
    code="P112",
    name="phone-disconnected",
    effect=Effect.CLOSE,
    summary="A check of the number found it disconnected.",
    why="Nobody can be reached on it.",
    fix="Use another channel; claim the row if the vendor promised working numbers.",
    column="Phone",
    closes=("call", "sms"),
    bad=("First Name,Last Name,Email,Phone,Phone Status\nJo,Meyer,jo.meyer@nordhaus-bau.de,+49 30 901820,disconnected\n",),
    good=("First Name,Last Name,Email,Phone,Phone Status\nJo,Meyer,jo.meyer@nordhaus-bau.de,+49 30 901820,active\n",),
)
PHONE_ONE_DISCONNECTED: Final = Rule(
    code="P113",
    name="phone-one-disconnected",
    effect=Effect.NOTE,
    summary="A check found one of the numbers disconnected; another of the row is used.",
    why="The person can still be called.",
    fix="Nothing to do: lt_phone holds the other number.",
    bad=(
        "First Name,Last Name,Email,Phone,Phone Status,Mobile\n"
        "Jo,Meyer,jo.meyer@nordhaus-bau.de,+49 30 901820,disconnected,+49 1512 3456789\n",
    ),
    good=("First Name,Last Name,Email,Phone,Phone Status\nJo,Meyer,jo.meyer@nordhaus-bau.de,+49 30 901820,disconnected\n",),
)
PHONE_POSSIBLE: Final = Rule(
    code="P201",
    name="phone-possible-only",
    effect=Effect.NOTE,
    summary="The number has a right length, but no number in use in its country begins like this.",
    why="It probably does not work. Numbering plans change, so it is kept as possible.",
    fix="Try it after the valid ones.",
    column="Phone",
    bad=("+34 112 345 678", "+44 1000 123456"),
    good=("+34 612 345 678",),
)
PHONE_OTHER_COUNTRY: Final = Rule(
    code="P202",
    name="phone-other-country",
    effect=Effect.NOTE,
    summary="The number belongs to another country than the row says.",
    why="People move and travel; it may also be a stranger's number.",
    fix="Mind the time zone before calling.",
    bad=("First Name,Last Name,Email,Phone,Country\nJo,Meyer,jo.meyer@nordhaus-bau.de,+34 612 345 678,Germany\n",),
    good=("First Name,Last Name,Email,Phone,Country\nJo,Meyer,jo.meyer@nordhaus-bau.de,+49 30 901820,Germany\n",),
)
PHONE_PREMIUM: Final = Rule(
    code="P203",
    name="phone-premium",
    effect=Effect.NOTE,
    summary="Calling this number costs extra: premium rate or shared cost.",
    why="It is a hotline, hardly a lead's own number, and calls to it are charged.",
    fix="Do not dial it from a campaign.",
    column="Phone",
    bad=("+1 900 555 2671", "+49 900 1123456"),
    good=("+49 30 901820",),
)
PHONE_MANY_REPEATED: Final = Rule(
    code="P204",
    name="phone-many-repeated-digits",
    effect=Effect.NOTE,
    summary="The last seven or more digits are all the same.",
    why="Few real numbers look like this; most were typed to fill the field.",
    fix="Try it after the others.",
    column="Phone",
    bad=("+1 415 222 2222", "+44 20 3333 3333"),
    good=("+1 415 555 2671",),
)
PHONE_LIKE_SEQUENCE: Final = Rule(
    code="P205",
    name="phone-like-a-sequence",
    effect=Effect.NOTE,
    summary="The number exists in its country's plan, but it counts up or down the keyboard.",
    why="Some people really have such a number; more often it was typed to fill the field.",
    fix="Try it after the others.",
    column="Phone",
    bad=("+33 1 23 45 67 89",),
    good=("+33 1 42 68 53 00",),
)
PHONE_AMERICAN_FORM: Final = Rule(
    code="P206",
    name="phone-american-form",
    effect=Effect.NOTE,
    summary="Nothing says which country the number belongs to; it is written as in North America and read so.",
    why="The form (415) 555-2671 is used nowhere else, but it is a guess all the same.",
    fix="Name the country with --country, or map the country column.",
    bad=("First Name,Last Name,Email,Phone\nJo,Meyer,jo.meyer@gmail.com,(415) 555-2671\n",),
    good=("First Name,Last Name,Email,Phone\nJo,Meyer,jo.meyer@gmail.com,+1 415 555 2671\n",),
)

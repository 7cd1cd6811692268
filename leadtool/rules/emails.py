"""Rules about e-mail addresses: E0xx tidied, E1xx wrong, E2xx suspicious."""

from typing import Final

from leadtool.rules.rule import Effect, Rule

EMAIL_TIDIED: Final = Rule(
    code="E001",
    name="email-tidied",
    effect=Effect.NOTE,
    summary="The address was taken out of what stood around it: a name, brackets, mailto:, blanks or a full stop.",
    why="A CRM refuses the cell as it stands, although the address in it is good.",
    fix="Nothing to do: lt_email holds the address alone.",
    column="Email",
    bad=("Jo Meyer <jo.meyer@nordhaus-bau.de>", "mailto:jo.meyer@nordhaus-bau.de", "jo.meyer @ nordhaus-bau.de"),
    good=("jo.meyer@nordhaus-bau.de",),
)
EMAIL_FULL_WIDTH: Final = Rule(
    code="E002",
    name="email-full-width",
    effect=Effect.NOTE,
    summary="The address was typed in full-width characters and is written in ordinary ones.",
    why="No mail server knows the full-width letters that East Asian keyboards produce.",
    fix="Nothing to do: lt_email holds the ordinary letters.",
    column="Email",
    bad=("ｋｅｎ．ｍｏｒｉ＠ｓａｋｕｒａ－ｂｏｅｋｉ．ｊｐ",),
    good=("ken.mori@sakura-boeki.jp",),
)
EMAIL_SEVERAL: Final = Rule(
    code="E003",
    name="email-several",
    effect=Effect.NOTE,
    summary="The cell holds several addresses; the best is used, the others stand in lt_other_emails.",
    why="A CRM refuses a cell with two addresses, or mails only one of them.",
    fix="Nothing to do; check that all of them are this person's.",
    column="Email",
    bad=("jo.meyer@nordhaus-bau.de; jmeyer@nordhaus-bau.de", "jo.meyer@nordhaus-bau.de / jo.meyer@gmx.de"),
    good=("jo.meyer@nordhaus-bau.de",),
)
EMAIL_SPELLED_OUT: Final = Rule(
    code="E004",
    name="email-spelled-out",
    effect=Effect.NOTE,
    summary='The address was written with "(at)" or "[dot]" and is written with the signs.',
    why="Addresses are spelled like this on web pages to hide them from collectors: the list was probably scraped.",
    fix="Ask the vendor where the address comes from, and whether this person agreed to be written to.",
    column="Email",
    bad=("jo.meyer(at)nordhaus-bau.de", "jo.meyer [at] nordhaus-bau [dot] de"),
    good=("jo.meyer@nordhaus-bau.de",),
)
EMAIL_WORD_FOR_NONE: Final = Rule(
    code="E011",
    name="email-word-for-none",
    effect=Effect.NOTE,
    summary="The cell says in words that there is no address.",
    why='Words such as "none" or "n/a" make a column look filled; the lead has no e-mail.',
    fix="Leave the cell empty at the source.",
    column="Email",
    bad=("n/a", "none", "keine", "-"),
    good=("jo.meyer@nordhaus-bau.de",),
)
EMAIL_SYNTAX: Final = Rule(
    code="E101",
    name="email-syntax",
    effect=Effect.NOTE,
    summary="The e-mail address is not written like one.",
    why="Mail to it bounces, and bounces hurt the sender's reputation.",
    fix="Correct the address at the source, or leave the cell empty.",
    column="Email",
    bad=("jo@@acme-tools.nl", "jo..meyer@acme-tools.nl", "jo meyer@acme-tools.nl", "@acme-tools.nl"),
    good=("jo@acme-tools.nl", "o'neill@acme-tools.ie", "jo+trade@acme-tools.nl"),
)
EMAIL_NO_DOMAIN: Final = Rule(
    code="E102",
    name="email-incomplete-domain",
    effect=Effect.NOTE,
    summary="What stands after the @ is not a complete domain.",
    why="Mail to it cannot be delivered: the ending (.com, .de …) is missing or impossible.",
    fix="Complete the domain; lt_email_suggestion may name it.",
    column="Email",
    bad=("jo@acme", "jo@gmailcom", "jo@"),
    good=("jo@acme-tools.nl",),
)
EMAIL_TOO_LONG: Final = Rule(
    code="E103",
    name="email-too-long",
    effect=Effect.NOTE,
    summary="The address is longer than any mail server accepts: 64 characters before the @, 254 in all.",
    why="Mail to it cannot be sent. The limits are those of RFC 5321.",
    fix="Look at the source: the cell probably holds something else.",
    column="Email",
    bad=("a" * 65 + "@acme-tools.nl",),
    good=("jo@acme-tools.nl",),
)
EMAIL_PLACEHOLDER: Final = Rule(
    code="E104",
    name="email-placeholder",
    effect=Effect.NOTE,
    summary="The address was typed to fill the field: a test, a keyboard mash or a way of saying no.",
    why="Nobody reads it; a lead with nothing else cannot be reached.",
    fix="Claim it from the vendor if nothing else in the row is real.",
    column="Email",
    bad=("test@test.com", "none@none.com", "noemail@gmail.com", "asdf@asdf.com", "a@a.com"),
    good=("testa@acme-tools.it", "nona@acme-tools.ge"),
)
EMAIL_RESERVED: Final = Rule(
    code="E105",
    name="email-reserved-domain",
    effect=Effect.NOTE,
    summary="The domain is reserved and cannot receive mail: .test, .invalid, .local, .localhost, .onion, .arpa.",
    why="The internet's rules (RFC 6761) promise that no such mailbox exists outside one office.",
    fix="Ask for the public address.",
    column="Email",
    bad=("jo@server.local", "jo@acme.test"),
    good=("jo@local-food.com",),
)
EMAIL_OTHER_THING: Final = Rule(
    code="E106",
    name="email-not-an-address",
    effect=Effect.NOTE,
    summary="The cell holds something other than an e-mail address: a phone number, a web address or words.",
    why="Often two columns were swapped or shifted at the source.",
    fix="Check the columns of the source around this row.",
    column="Email",
    bad=("+49 30 901820", "www.acme-tools.nl", "see website"),
    good=("jo@acme-tools.nl",),
)
EMAIL_UNDELIVERABLE: Final = Rule(
    code="E107",
    name="email-undeliverable",
    effect=Effect.CLOSE,
    summary="A verifier called the address undeliverable, or mail to it came back.",
    why="Mail to it bounces or lands in a spam trap, which hurts the sender's reputation.",
    fix="Reach the person another way; claim the row if the vendor promised deliverable addresses.",
    column="Email",
    closes=("email",),
    bad=(
        "First Name,Last Name,Company,Email,ZeroBounce Status\nJo,Meyer,Nordhaus Bau,jo.meyer@nordhaus-bau.de,invalid\n",
        "jo.meyer@nordhaus-bau.de (bounced)",
    ),
    good=("First Name,Last Name,Company,Email,ZeroBounce Status\nJo,Meyer,Nordhaus Bau,jo.meyer@nordhaus-bau.de,valid\n",),
)
EMAIL_ONE_UNDELIVERABLE: Final = Rule(
    code="E108",
    name="email-one-undeliverable",
    effect=Effect.NOTE,
    summary="A verifier called one of the addresses undeliverable; another of the row is used.",
    why="Mail to the first bounces, but the person can still be written to.",
    fix="Nothing to do: lt_email holds the other address.",
    column="Email",
    bad=(
        "First Name,Last Name,Company,Email,ZeroBounce Status,Email 2\n"
        "Jo,Meyer,Nordhaus Bau,jo.meyer@nordhaus-bau.de,invalid,jomeyer@gmx.de\n",
    ),
    good=("First Name,Last Name,Company,Email,ZeroBounce Status\nJo,Meyer,Nordhaus Bau,jo.meyer@nordhaus-bau.de,invalid\n",),
)
EMAIL_DO_NOT_MAIL: Final = Rule(
    code="E109",
    name="email-do-not-mail",
    effect=Effect.CLOSE,
    summary="The e-mail cell says that this person must not be written to.",
    why="Somebody's no counts wherever it was written down.",
    fix="Use another channel; record the wish in the opt-out column.",
    column="Email",
    closes=("email",),
    bad=("do not email", "unsubscribed", "jo.meyer@nordhaus-bau.de (do not email)", "no enviar", "keine Mails"),
    good=("jo.meyer@nordhaus-bau.de", "optout@nordhaus-bau.de"),
)
EMAIL_TYPO: Final = Rule(
    code="E201",
    name="email-typo",
    effect=Effect.NOTE,
    summary="The domain looks like a slip for a well-known one; lt_email_suggestion names it.",
    why="Mail to it bounces or reaches a stranger. The address is never changed by itself.",
    fix="Compare with the source, then take the suggestion or leave it.",
    column="Email",
    bad=("jo.meyer@gmial.com", "jo.meyer@gmail.con", "jo.meyer@hotmial.com", "jo.meyer@yaho.com", "jo.meyer@outlok.com"),
    good=("jo.meyer@mail.com", "jo.meyer@ymail.com", "jo.meyer@gmx.ch", "jo.meyer@me.com", "jo.meyer@hotmail.se"),
)
EMAIL_DISPOSABLE: Final = Rule(
    code="E202",
    name="email-disposable",
    effect=Effect.NOTE,
    summary="The address belongs to a throw-away mail service.",
    why="It stops working within hours or days; whoever gave it did not want to be reached.",
    fix="Use another channel; claim the row if the vendor promised business addresses.",
    column="Email",
    bad=("jo.meyer@mailinator.com", "jo.meyer@guerrillamail.com"),
    good=("jo.meyer@gmx.de",),
)
EMAIL_ROLE: Final = Rule(
    code="E203",
    name="email-role",
    effect=Effect.NOTE,
    summary="The address is a mailbox of an office (info@, sales@), not of one person.",
    why="Several people read it, and none of them may be this lead.",
    fix="Nothing to do; a personal address is worth finding.",
    column="Email",
    bad=("info@nordhaus-bau.de", "ventas@talleres-ruiz.es", "vertrieb@nordhaus-bau.de"),
    good=("jo.meyer@nordhaus-bau.de",),
)
EMAIL_LOOKALIKE: Final = Rule(
    code="E204",
    name="email-lookalike-letters",
    effect=Effect.NOTE,
    summary="The address mixes letters of two scripts that look alike, such as a Cyrillic а among Latin letters.",
    why="It is another address than the one a person sees: a slip of the keyboard, or a forgery.",
    fix="Type it again from the source; lt_email_suggestion shows it in Latin letters.",
    column="Email",
    bad=("jo.meyer@nоrdhaus-bau.de",),
    good=("jo.meyer@nordhaus-bau.de", "иван@почта.рф"),
)
EMAIL_EXAMPLE: Final = Rule(
    code="E205",
    name="email-example-domain",
    effect=Effect.NOTE,
    summary="The domain is set aside for examples in texts: example.com, example.org, example.net or .example.",
    why="Nobody receives mail there (RFC 2606); the row is a sample or was made up.",
    fix="Ask the vendor for the real address.",
    column="Email",
    bad=("jo.meyer@example.com", "jo.meyer@nordhaus.example"),
    good=("jo.meyer@example-tools.nl",),
)
EMAIL_UNKNOWN_ENDING: Final = Rule(
    code="E206",
    name="email-unknown-ending",
    effect=Effect.NOTE,
    summary="The domain has an ending that is not known to exist.",
    why="Mail to it cannot be delivered unless the ending is newer than this program's list.",
    fix="Compare with the source.",
    column="Email",
    bad=("jo.meyer@nordhaus-bau.dex",),
    good=("jo.meyer@nordhaus-bau.de", "jo.meyer@nordhaus.berlin"),
)
EMAIL_VERDICT_RISKY: Final = Rule(
    code="E207",
    name="email-verdict-risky",
    effect=Effect.NOTE,
    summary="A verifier could not vouch for the address: catch-all, guessed or low confidence.",
    why="Some of these bounce; a large share of them in one mailing hurts the sender's reputation.",
    fix="Mail them in small numbers, after the valid ones.",
    column="Email",
    bad=("First Name,Last Name,Company,Email,ZeroBounce Status\nJo,Meyer,Nordhaus Bau,jo.meyer@nordhaus-bau.de,catch-all\n",),
    good=("First Name,Last Name,Company,Email,ZeroBounce Status\nJo,Meyer,Nordhaus Bau,jo.meyer@nordhaus-bau.de,valid\n",),
)
EMAIL_VERDICT_OLD: Final = Rule(
    code="E208",
    name="email-verdict-old",
    effect=Effect.NOTE,
    summary="The verifier's word on the address is older than [outreach] verdict_days.",
    why="People change jobs and mailboxes close; an old verdict is weaker, whichever way it went.",
    fix="Have the address verified again before a large mailing.",
    column="Email",
    bad=(
        "First Name,Last Name,Company,Email,ZeroBounce Status,Verified At\n"
        "Jo,Meyer,Nordhaus Bau,jo.meyer@nordhaus-bau.de,valid,2019-03-04\n",
    ),
    good=("First Name,Last Name,Company,Email,ZeroBounce Status\nJo,Meyer,Nordhaus Bau,jo.meyer@nordhaus-bau.de,valid\n",),
)
EMAIL_TEST_MAILBOX: Final = Rule(
    code="E209",
    name="email-test-mailbox",
    effect=Effect.NOTE,
    summary='The mailbox is named "test", "demo" or the like, at a domain that may be real.',
    why="Such mailboxes belong to programs, rarely to a person.",
    fix="Look at the row: with a real name and phone it may still be a lead.",
    column="Email",
    bad=("test@nordhaus-bau.de", "demo@nordhaus-bau.de"),
    good=("tester@nordhaus-bau.de", "jo.meyer@test-and-measure.de"),
)
EMAIL_DENIED: Final = Rule(
    code="E210",
    name="email-denied",
    effect=Effect.NOTE,
    summary="The address or its domain stands in [email] deny of the config.",
    why="You said that addresses like this are worth nothing.",
    fix="Take it from [email] deny, or put it into [email] allow, which wins.",
)
EMAIL_NO_REPLY: Final = Rule(
    code="E211",
    name="email-no-reply",
    effect=Effect.NOTE,
    summary="The mailbox only sends: noreply@, mailer-daemon@, postmaster@ and the like.",
    why="Nobody reads what is sent there, and some are watched as spam traps.",
    fix="Use another channel.",
    column="Email",
    bad=("noreply@nordhaus-bau.de", "mailer-daemon@nordhaus-bau.de"),
    good=("info@nordhaus-bau.de",),
)
EMAIL_LOST_LETTER: Final = Rule(
    code="E212",
    name="email-lost-letter",
    effect=Effect.NOTE,
    summary="A question mark stands where a letter with an accent may have been lost in an earlier export.",
    why="Mail to it bounces. Which letter it was is never guessed.",
    fix="Compare with the source, or ask the vendor for a UTF-8 export.",
    column="Email",
    bad=("garc?a@talleres-ruiz.es",),
    good=("garcia@talleres-ruiz.es",),
)
DOMAIN_TAKES_NO_MAIL: Final = Rule(
    code="E120",
    name="domain-takes-no-mail",
    effect=Effect.CLOSE,
    closes=("email",),
    summary="The domain of the address takes no mail, as the domain name system said when it was asked (--dns).",
    why="Every message to it bounces, and bounces hurt the sender's reputation.",
    fix="Ask for another address; call instead, where there is a number.",
)

"""Rules about junk: evidence that a row has no potential to become a prospect."""

from typing import Final

from leadtool.rules.rule import Effect, Rule

NO_CONTACT: Final = Rule(
    code="J101",
    name="no-usable-contact",
    effect=Effect.JUNK,
    summary="There is no usable contact at all: no valid e-mail, phone, profile or address.",
    why="Nobody can reach this lead in any way.",
    fix="Claim it from the vendor.",
    bad=("First Name,Last Name,Email,Phone\nAnna,Keller,not-an-address,12\n",),
    good=("First Name,Last Name,Email,Phone\nAnna,Keller,anna.keller@keller-bau.de,12\n",),
)
TEST_PERSON: Final = Rule(
    code="J102",
    name="test-person",
    effect=Effect.JUNK,
    summary="The person is a test entry.",
    why="Somebody tried out a form; nobody is waiting for a call.",
    fix="Claim it from the vendor.",
    bad=("First Name,Last Name,Email\nTest,Test,test@test.com\n", "Name,Email\nTest User,test.user@acme-tools.com\n"),
    good=("First Name,Last Name,Email\nAnna,Test,anna.test@test-bau.de\n",),
)
FICTIONAL_PERSON: Final = Rule(
    code="J103",
    name="fictional-person",
    effect=Effect.JUNK,
    summary="The person is a famous invented one.",
    why="Nobody of that name fills in forms in earnest.",
    fix="Claim it from the vendor.",
    bad=("Name,Email\nMickey Mouse,mickey@example.com\n",),
    good=("Name,Email\nMickey Rourke,mickey.rourke@rourke-films.com\n",),
)
KEYBOARD_MASH: Final = Rule(
    code="J104",
    name="keyboard-mash",
    effect=Effect.JUNK,
    summary="The name is typed at random, and the contact data does not speak for it.",
    why="Neighbouring keys are not a person.",
    fix="Claim it from the vendor.",
    bad=("Name,Email\nasdf qwer,asdf@asdf.com\n",),
    good=("Name,Email\nAsdrubal Qian,asdrubal.qian@qian.cn\n",),
)
AD_TEST_LEAD: Final = Rule(
    code="J105",
    name="ad-test-lead",
    effect=Effect.JUNK,
    summary="The row is a test lead of an advertising platform.",
    why="The platform's own test tool made it.",
    fix="Nothing to do; it is never charged.",
    bad=("Full Name,Email\n<test lead: dummy data for full_name>,test@fb.com\n",),
    good=("Full Name,Email\nAnna Keller,anna.keller@keller-bau.de\n",),
)
MERGE_TAGS: Final = Rule(
    code="J106",
    name="unrendered-merge-tags",
    effect=Effect.JUNK,
    summary="Several main cells hold template tags instead of data.",
    why="A template was exported before it was filled in.",
    fix="Ask the vendor for the real data.",
    bad=("First Name,Last Name,Email\n*|FNAME|*,*|LNAME|*,anna.keller@keller-bau.de\n",),
    good=("First Name,Last Name,Email\n{{first_name}},Keller,anna.keller@keller-bau.de\n",),
)
SPAM_TEXT: Final = Rule(
    code="J107",
    name="spam-text",
    effect=Effect.JUNK,
    summary="The row is an advertisement sent through a form.",
    why="The sender wants to sell, not to buy.",
    fix="Claim it from the vendor.",
    bad=("Name,Email,Message\nMax Lee,max@seo-rank.biz,We offer cheap backlinks and guest posts http://seo-rank.biz\n",),
    good=("Name,Email,Message\nMax Lee,max@lee.com,Please send a quote for https://lee.com\n",),
)
JUNK_STATUS: Final = Rule(
    code="J108",
    name="junk-status",
    effect=Effect.JUNK,
    summary="The status itself says junk, spam, fake or test.",
    why="Somebody looked at it before and found nothing.",
    fix="Nothing to do.",
    column="Lead Status",
    bad=("Junk Lead", "spam", "Fake"),
    good=("New", "Lost"),
)
STUDENT: Final = Rule(
    code="J109",
    name="student",
    effect=Effect.JUNK,
    summary="The person is a student, which the settings count as junk.",
    why="`[junk] students = true` is set.",
    fix="Set `[junk] students = false` to keep them.",
)
JOB_SEEKER: Final = Rule(
    code="J110",
    name="job-seeker",
    effect=Effect.JUNK,
    summary="The person looks for a job, which the settings count as junk.",
    why="`[junk] job_seekers = true` is set.",
    fix="Set `[junk] job_seekers = false` to keep them.",
)
LISTED_AS_JUNK: Final = Rule(
    code="J111",
    name="listed-as-junk",
    effect=Effect.JUNK,
    summary="The name or the e-mail domain is on the junk list of the settings.",
    why="`[junk] names` or `domains` holds it.",
    fix="Take it off the list to keep the lead.",
)
VENDOR_TEST: Final = Rule(
    code="J112",
    name="vendor-test",
    effect=Effect.JUNK,
    summary="Notes or status say that the vendor or a colleague was testing.",
    why="A test of the vendor is no enquiry.",
    fix="Claim it from the vendor.",
    column="Notes",
    bad=("this is a test lead, please ignore",),
    good=("wants to test the product",),
)
PLACEHOLDER_PERSON: Final = Rule(
    code="J113",
    name="placeholder-person",
    effect=Effect.JUNK,
    summary="The name is a well-known sample name, and the contact data is made up too.",
    why="John Doe at example.com is nobody.",
    fix="Claim it from the vendor.",
    bad=("Name,Email\nMax Mustermann,max@mustermann.de.example.com\n",),
    good=("Name,Email\nMax Mustermann,max.mustermann@siemens.com\n",),
)
ADDED_UP: Final = Rule(
    code="J114",
    name="signs-of-junk-add-up",
    effect=Effect.JUNK,
    summary="Several weak signs of junk stand together.",
    why="One of them would not do; so many of them leave no potential.",
    fix="Claim it from the vendor.",
    bad=("Name,Company,Email,Phone\nN/A,asdfgh,noemail@noemail.com,0000000000\n",),
    good=("Name,Company,Email,Phone\nN/A,Keller Bau,anna.keller@keller-bau.de,0000000000\n",),
)
LOOKS_LIKE_JUNK: Final = Rule(
    code="J201",
    name="looks-like-junk",
    effect=Effect.REVIEW,
    summary="The name looks like a test, a joke or typed at random, but the contact data works.",
    why="Behind a working mailbox there may be a person.",
    fix="Look at the row, and write the real name if there is one.",
    bad=("First Name,Last Name,Email,Phone\nasdf,asdf,jane.miller@miller-tools.com,+1 212 736 5000\n",),
    good=("First Name,Last Name,Email,Phone\nJane,Miller,jane.miller@miller-tools.com,+1 212 736 5000\n",),
)

"""Words of the report: what its keys are called, and how figures are written."""

from typing import Final

DISPOSITION_WORDS: Final = {
    "ready": "ready", "review": "to review", "duplicate": "duplicates", "suppressed": "not to be contacted",
    "junk": "junk", "unreadable": "unreadable", "not_a_record": "not a record",
}  # fmt: skip
CHANNEL_WORDS: Final = {"email": "E-mail", "call": "Call", "sms": "SMS", "social": "Social", "in_person": "In person"}
ANSWER_WORDS: Final = {"yes": "yes", "no": "no", "unknown": "unknown"}
CLASS_MEANINGS: Final = {
    "new": "nothing known yet", "working": "contacted or tried", "nurturing": "interested, not buying yet",
    "unqualified": "no interest, or not eligible",
}  # fmt: skip


def number(n: float) -> str:
    """A figure with thousands marked; two decimals only where there are any.

    >>> number(1234567), number(0.5)
    ('1,234,567', '0.50')
    """
    return f"{n:,.0f}" if float(n).is_integer() else f"{n:,.2f}"


def counted(n: int, what: str) -> str:
    """So many of something, in words."""
    return f"{number(n)} {what}" + ("" if n == 1 else "s")

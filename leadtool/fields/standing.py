"""How far a status word says a lead has come, by the list of status words; for merging rows and reading CRM exports."""

from functools import cache, lru_cache
from typing import Final

from leadtool.vocab import fold, word_list

_STEPS: Final = (
    ("not_contacted", "new", "subscribed", "cold"),
    ("attempted", "unresponsive", "recycled", "bounced"),
    ("contacted", "in_process"),
    ("talked", "replied", "follow_up", "later", "future"),
    ("interested", "warm", "hot", "nurturing", "marketing_qualified", "prequalified"),
    ("unqualified", "wrong_number", "left_company", "company_closed"),
    ("not_interested", "lost"),
    ("qualified",),
    ("opportunity",),
    ("customer", "converted"),
    ("do_not_call",),
    ("do_not_contact",),
)
"""Meanings from the first step to the last; a no outranks what came before it, but not a deal."""


@cache
def _meanings() -> dict[str, str]:
    found: dict[str, str] = {}
    for meaning, languages in word_list("status")["words"].items():
        for words in languages.values():
            for word in words:
                found.setdefault(fold(word), meaning)
    return found


@lru_cache(maxsize=20_000)
def meaning(status: str) -> str:
    """What a status cell means, in the words of the status list; "" where it is not known.

    >>> meaning("Closed Won"), meaning("Verloren"), meaning("purple")
    ('customer', 'lost', '')
    """
    return _meanings().get(fold(status[:200]), "")


@lru_cache(maxsize=20_000)
def advance(status: str) -> int:
    """How far a status is from the beginning: 0 unknown or empty, then the steps in order."""
    found = meaning(status)
    return next((at for at, step in enumerate(_STEPS, 1) if found in step), 0)

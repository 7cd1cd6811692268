"""What a header says by itself: its words taken apart, and the field they name together."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from leadtool.columns.lexicon import lexicon, meanings, part_kinds, senses, tokens
from leadtool.model import FIELDS

LONGEST_HEADER: Final = 120
"""Longer headers are questions or accidents: their values decide."""
_KEPT_READINGS: Final = 12
_PART_COST: Final = 10
_NEUTRAL_COST: Final = 6
_INNER_EDGE_COST: Final = 4
_UNKNOWN_COST: Final = 100
_SHORTEST_INNER: Final = 4
_SLACK: Final = _PART_COST - _NEUTRAL_COST  # a word may be a part in one language and neutral in another ("by", "quelle")
_SOFTENERS: Final = (frozenset({"send"}), frozenset({"allow"}), frozenset({"send", "allow"}))
_CONSENT: Final = frozenset({"not", "optout", "opt_out", "optin", "opt_in", "agree", "allow"})
_ABOUT_ANY_NO: Final = frozenset("contactlike date time status flag list company".split())
_ABOUT_NO: Final = {
    "do_not_call": _ABOUT_ANY_NO
    | frozenset("phone mobile work_phone home_phone landline work home office direct number call sms".split()),
    "do_not_contact": _ABOUT_ANY_NO | {"marketing"},
    "opt_out": _ABOUT_ANY_NO | frozenset("email marketing newsletter send communication all sms whatsapp call".split()),
}
"""What a no may be about, or when and where it was said, and stays the same no."""
_UNSPACED_FROM: Final = "\u0e00"  # Thai, CJK and Hangul write words without blanks between them


class Guess(NamedTuple):
    """One way to understand a header.

    `meaning` is a field, an open question for the values (`name`, `given`, `title`, `statelike` …), `barred` (known, and
    not the lead's own), `nothing` (known words that name no field together) or `unknown`. `doubt` lists words that were not
    understood. `of` says whose address or contact it is: "" (the lead's), "work", "home", "mailing", "billing" or
    "company". `ordinal` is the number in it. `mixed`: its words share no language.
    """

    meaning: str
    confidence: float
    languages: frozenset[str]
    parts: frozenset[str]
    of: str = ""
    ordinal: int = 1
    doubt: tuple[str, ...] = ()
    mixed: bool = False


class _Reading(NamedTuple):
    cost: int
    parts: tuple[str, ...]
    languages: frozenset[str] | None
    unknown: tuple[str, ...]
    ordinal: int
    mixed: bool = False


@lru_cache(maxsize=5_000)
def guesses(header: str) -> tuple[Guess, ...]:
    """The ways to understand a header, best first, one per meaning; empty where it says nothing."""
    if len(header) > LONGEST_HEADER:
        return ()
    words = tokens(header)
    if not words:
        return ()
    found: dict[str, Guess] = {}
    for reading in _readings(words):
        guess = _understood(reading)
        seen = found.get(guess.meaning)
        if seen is None:
            found[guess.meaning] = guess
        elif seen.mixed != guess.mixed:
            found[guess.meaning] = guess if seen.mixed else seen
        else:
            of = "work" if "work" in (seen.of, guess.of) else seen.of  # "business" is both a company and work
            found[guess.meaning] = seen._replace(languages=seen.languages | guess.languages, of=of)
    best = sorted(found.values(), key=lambda g: (-g.confidence, g.meaning))
    for weak in (("unknown", "nothing", "personlike"), ("unknown", "personlike"), ("unknown",)):
        if telling := [g for g in best if g.meaning not in weak]:
            return tuple(telling)
    return tuple(best)


def _readings(words: list[str]) -> list[_Reading]:
    """The cheapest ways to cover the words with known parts."""
    text = "".join(words)
    edges = {0}
    for word in words:
        edges.add(max(edges) + len(word))
    best: dict[int, list[_Reading]] = {0: [_Reading(0, (), None, (), 1)]}
    for start in range(len(text)):
        for so_far in best.get(start, []):
            for end, step in _steps(text, start, edges):
                added = _Reading(
                    so_far.cost + step.cost,
                    so_far.parts + step.parts,
                    _both(so_far.languages, step.languages),
                    so_far.unknown + step.unknown,
                    step.ordinal if step.ordinal > 1 else so_far.ordinal,
                    so_far.mixed or _apart(so_far.languages, step.languages),
                )
                _keep(best.setdefault(end, []), added)
    return best.get(len(text), [])


def _keep(readings: list[_Reading], added: _Reading) -> None:
    """Keep a reading if none is cheaper by a whole part; few are kept."""
    cheapest = min([r.cost for r in readings], default=added.cost)
    if added.cost > cheapest + _SLACK or any(r.parts == added.parts and r.languages == added.languages for r in readings):
        return
    kept = [*(r for r in readings if r.cost <= added.cost + _SLACK), added]
    readings[:] = sorted(kept, key=lambda r: (r.mixed, r.cost))[:_KEPT_READINGS]


def _steps(text: str, start: int, edges: set[int]) -> Iterator[tuple[int, _Reading]]:
    """Every part that may begin at `start`."""
    at_edge = start in edges
    for end in range(start + 1, min(len(text), start + lexicon().longest) + 1):
        word = text[start:end]
        inner = (not at_edge) + (end not in edges)
        if inner and len(word) < _SHORTEST_INNER and not (word[0] >= _UNSPACED_FROM and word[-1] >= _UNSPACED_FROM):
            continue
        for sense in senses(word):
            cost = (_NEUTRAL_COST if sense.part in part_kinds()["neutral"] else _PART_COST) + inner * _INNER_EDGE_COST
            yield end, _Reading(cost, (sense.part,), sense.languages, (), 1)
    if at_edge:
        end = min(e for e in edges if e > start)
        word = text[start:end]
        if word.isdigit():
            yield end, _Reading(_NEUTRAL_COST, ("ordinal",), None, (), min(int(word[:4]), 9999) if word.isascii() else 1)
        else:
            yield end, _Reading(_UNKNOWN_COST, (), None, (word,), 1)


def _both(a: frozenset[str] | None, b: frozenset[str] | None) -> frozenset[str]:
    """The languages that two parts have in common; all of them where they have none ("E-Mail privat")."""
    if not a or not b:
        return a or b or frozenset()
    return a & b or a | b


def _apart(a: frozenset[str] | None, b: frozenset[str] | None) -> bool:
    """Whether two parts have no language in common."""
    return bool(a and b and not a & b)


def _understood(reading: _Reading) -> Guess:
    """What a reading means, by the table of meanings."""
    kinds = part_kinds()
    parts = frozenset(reading.parts)
    said = _negated(reading.parts) - kinds["neutral"]
    languages = reading.languages or frozenset()
    of = next((kind for kind in ("company", "billing", "mailing", "work", "home") if kind in said), "")
    guess = Guess("unknown", 0.0, languages, parts, of, reading.ordinal, reading.unknown, reading.mixed)
    if said & kinds["others"]:
        return guess._replace(meaning="barred", confidence=0.9)
    meaning = _meaning(said)
    if parts == {"person"} and not reading.unknown:
        return guess._replace(meaning="personlike", confidence=0.6)
    if not said or (not meaning and reading.unknown):
        return guess
    if not meaning:
        return guess._replace(meaning="nothing", confidence=0.9)
    if meaning in ("street", "street2"):
        line = 2 if meaning == "street2" and reading.ordinal == 1 else reading.ordinal
        meaning = {1: "street", 2: "street2"}.get(line, "barred")
    if reading.unknown:
        return guess._replace(meaning=f"{meaning}~", confidence=0.5)
    return guess._replace(meaning=meaning, confidence=0.95 if len(said) == 1 else 0.9)


def _negated(parts: tuple[str, ...]) -> frozenset[str]:
    """The parts with "no" understood: a negation at the beginning of a consent, else a number ("Phone No")."""
    said = frozenset(parts)
    if "leading_no" not in said:
        return said
    negation = parts[0] == "leading_no" and bool(said & _CONSENT | said & {"newsletter", "marketing"})
    return said - {"leading_no"} | {"not" if negation else "number"}


def _refusal(said: frozenset[str]) -> str:
    """What is refused, where a "not" stands among words for channels and consent: "refuses calls", "no consent to e-mail"."""
    said = said - _ABOUT_ANY_NO - {"send", "allow"} | said & {"contactlike"}
    about = said - {"not", "optin", "opt_in", "agree", "subscribed", "contacted", "contactlike"}
    calls, mails = _ABOUT_NO["do_not_call"] - {"sms", "number"}, frozenset("email marketing newsletter communication".split())
    if about and about <= calls:
        return "do_not_call"
    if about <= mails and (about or said & {"optin", "opt_in", "agree", "subscribed"}):
        return "opt_out"
    return "do_not_contact" if not about and said & {"contactlike", "contacted"} else ""


def _meaning(said: frozenset[str]) -> str:
    """The meaning of a set of parts: as it stands, then without "contact", then without the words for work, home and post.

    Consent is also understood without the softer verbs: "does not wish to receive calls" as "no calls".
    """
    bare = said - {"contactlike"}
    named = bare - {"full_name", "contactperson"}  # "primary contact: e-mail"
    tried = [said, bare, bare - part_kinds()["qualifiers"], named, named - part_kinds()["qualifiers"]]
    if said & _CONSENT:
        tried += [said - verbs for verbs in _SOFTENERS]
    for parts in tried:
        if parts in meanings():
            return meanings()[parts]
        if len(parts) == 1 and next(iter(parts)) in FIELDS:
            return next(iter(parts))
    if "do_not_contact" in said and said & (_ABOUT_NO["do_not_call"] | _ABOUT_NO["opt_out"]) - _ABOUT_ANY_NO:
        return _refusal(said - {"do_not_contact"} | {"not", "contactlike"})
    if "not" in said:
        return _refusal(said)
    return next((no for no, about in _ABOUT_NO.items() if no in said and said - about == {no}), "")

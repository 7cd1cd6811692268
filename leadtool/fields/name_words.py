"""The word lists about names, folded and ready to be asked."""

from functools import cache, lru_cache
from typing import NamedTuple

from leadtool.vocab import fold, word_list


@lru_cache(maxsize=20_000)
def squeezed(token: str) -> str:
    """One word of a name as it is looked up: folded, without blanks or full stops.

    >>> squeezed("Ph.D."), squeezed("г-н"), squeezed("JÚNIOR")
    ('phd', 'гн', 'junior')
    """
    return fold(token).replace(" ", "")


def _set(words: str) -> frozenset[str]:
    return frozenset(squeezed(word) for word in words.split()) - {""}


class NameWords(NamedTuple):
    """Sets of squeezed words; `generation` maps a word to its normal form, `given` a language to its given names."""

    salutations: frozenset[str]
    ambiguous: frozenset[str]
    after: frozenset[str]
    generation: dict[str, str]
    late_generation: frozenset[str]
    before_generation: frozenset[str]
    professional: frozenset[str]
    upper_professional: frozenset[str]
    particles: frozenset[str]
    lower_particles: frozenset[str]
    italian_particles: frozenset[str]
    surname_joiners: frozenset[str]
    given_prefixes: frozenset[str]
    joiners: frozenset[str]
    careful_joiners: frozenset[str]
    maiden: frozenset[str]
    placeholders: frozenset[str]
    bare_placeholders: frozenset[str]
    lone_placeholders: frozenset[str]
    role_cells: frozenset[str]
    role_words: frozenset[str]
    mac: frozenset[str]
    pairs: frozenset[str]
    given: dict[str, frozenset[str]]
    any_given: frozenset[str]
    family_first: dict[str, frozenset[str]]
    any_surname: frozenset[str]
    iberian: frozenset[str]
    vietnamese: frozenset[str]
    vietnamese_sure: frozenset[str]
    chinese: frozenset[str]
    chinese_common: frozenset[str]
    cantonese: frozenset[str]
    korean_syllables: frozenset[str]
    hungarian_only: frozenset[str]
    turkish_only: frozenset[str]
    spanish_given: frozenset[str]
    slavic_given: frozenset[str]
    eastern: frozenset[str]
    korean: frozenset[str]


@cache
def name_words() -> NameWords:
    """All word lists about names."""
    words, given, surnames = word_list("name_words"), word_list("given_names"), word_list("surnames")
    generation = {
        squeezed(form): normal
        for normal, forms in words["generation"].items()
        if normal not in ("before", "late")
        for form in forms.split()
    }
    phrases = frozenset(squeezed(phrase) for phrase in words["salutation_phrases"]["list"])
    given_sets = {language: _set(names) for language, names in given.items()}
    family_first = {language: _set(names) for language, names in surnames["family_first"].items()}
    iberian = _set(surnames["iberian"]["list"])
    return NameWords(
        salutations=frozenset().union(*(_set(text) for text in words["salutation"].values())) | phrases,
        ambiguous=_set(words["ambiguous"]["list"]),
        after=_set(words["honorific_after"]["list"]),
        generation=generation,
        late_generation=_set(words["generation"]["late"]),
        before_generation=_set(words["generation"]["before"]),
        professional=_set(words["professional"]["list"]) | _set(words["professional"]["czech"]),
        upper_professional=_set(words["professional"]["upper"]),
        particles=_set(words["particles"]["list"]),
        lower_particles=_set(words["particles"]["lower"]),
        italian_particles=_set(words["particles"]["italian"]),
        surname_joiners=_set(words["particles"]["surname_joiners"]),
        given_prefixes=_set(words["particles"]["given_prefix"]),
        joiners=_set(words["joiners"]["list"]) | {"&", "+"},
        careful_joiners=_set(words["joiners"]["careful"]),
        maiden=_set(words["maiden"]["list"]),
        placeholders=frozenset(fold(word) for word in words["placeholder"]["list"]),
        bare_placeholders=frozenset(fold(word) for word in words["placeholder"]["bare"]),
        lone_placeholders=frozenset(fold(word) for word in words["placeholder"]["alone"]),
        role_cells=frozenset(fold(word) for word in words["role"]["cells"]),
        role_words=frozenset(fold(word) for word in words["role"]["last_words"]),
        mac=_set(words["case"]["mac"]),
        pairs=_set(words["case"]["pairs"]),
        given=given_sets,
        any_given=frozenset().union(*given_sets.values()),
        family_first=family_first,
        any_surname=frozenset().union(*family_first.values()) | iberian,
        iberian=iberian,
        vietnamese=_set(surnames["vietnamese"]["list"]),
        vietnamese_sure=_set(surnames["vietnamese"]["sure"]),
        chinese=_set(surnames["chinese"]["latin"]),
        chinese_common=_set(surnames["chinese"]["common"]),
        cantonese=_set(surnames["chinese"]["cantonese"]),
        korean_syllables=_set(surnames["korean"]["syllables"]),
        turkish_only=_set(" ".join(family_first["tr"]))
        | given_sets["tr"].difference(*(names for language, names in given_sets.items() if language not in ("tr", "ar"))),
        spanish_given=given_sets["es"] | given_sets["pt"],
        slavic_given=given_sets["ru"] | given_sets["uk"] | given_sets["bg"],
        eastern=_set(surnames["chinese"]["cantonese"]) | _set(surnames["chinese"]["latin"]) | _set(surnames["korean"]["latin"]),
        hungarian_only=given_sets["hu"].difference(*(names for language, names in given_sets.items() if language != "hu")),
        korean=_set(surnames["korean"]["latin"]),
    )

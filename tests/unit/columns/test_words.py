"""The word lists: every language there, each with every field, and no word that says yes and no in one language."""

from leadtool.columns.lexicon import compact, lexicon, meanings, part_kinds, senses, serbian
from leadtool.columns.questions import ANSWERED
from leadtool.model import FIELDS
from leadtool.vocab import word_list

NOS = ("opt_out", "do_not_call", "do_not_contact")
EVERY_LANGUAGE_SAYS = """email phone mobile full_name last_name company job_title city country postal_code status source notes
    opt_out do_not_call do_not_contact opt_in not else former fact""".split()


def lists() -> dict[str, dict[str, list[str]]]:
    """Every language's words by part."""
    return {language: parts for name in word_list("headers")["files"] for language, parts in word_list(name).items()}


def test_all_languages_have_their_words() -> None:
    named = set(word_list("headers")["languages"])
    assert len(named) == 39
    assert named - set(lists()) == {"bs", "sr"}  # written like Croatian; Serbian also in its own letters


def test_every_language_names_what_matters() -> None:
    missing = [(language, part) for language, parts in lists().items() for part in EVERY_LANGUAGE_SAYS if not parts.get(part)]
    assert missing == []


def test_no_word_says_yes_and_no_in_one_language() -> None:
    clashes = []
    for language, parts in lists().items():
        yes = {compact(word) for part in ("opt_in", "allow", "agree", "optin") for word in parts.get(part, ())}
        no = {compact(word) for part in (*NOS, "not", "optout") for word in parts.get(part, ())}
        clashes += [(language, word) for word in sorted(yes & no)]
    assert clashes == []


def test_no_word_is_two_kinds_of_no_in_one_language() -> None:
    clashes = []
    for language, parts in lists().items():
        said = [{compact(word) for word in parts.get(part, ())} for part in NOS]
        clashes += [(language, word) for a, b in ((0, 1), (0, 2), (1, 2)) for word in sorted(said[a] & said[b])]
    assert clashes == []


def test_nobody_elses_word_is_a_person_field_in_the_same_language() -> None:
    clashes = []
    for language, parts in lists().items():
        others = {compact(word) for part in part_kinds()["others"] for word in parts.get(part, ())}
        own = {compact(word) for part in ("email", "phone", "mobile", "full_name", "first_name", "last_name", "company") for word in parts.get(part, ())}  # fmt: skip
        clashes += [(language, word) for word in sorted(others & own)]
    assert clashes == []


def test_every_meaning_is_a_field_or_a_question() -> None:
    known = {*FIELDS, *ANSWERED, "not_by_post", "notes_company"}
    assert {meaning for meaning in meanings().values() if meaning not in known} == set()


def test_every_word_can_be_looked_up() -> None:
    known = lexicon().words
    words = [word for parts in lists().values() for listed in parts.values() for word in listed]
    assert [word for word in words if compact(word) and compact(word) not in known] == []


def test_a_word_of_serbia_is_known_in_both_scripts() -> None:
    assert serbian("odjavljen") == "одјављен"
    assert {sense.part for sense in senses(compact("Презиме")) if "sr" in sense.languages} == {"last_name"}

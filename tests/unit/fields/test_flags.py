"""Flags: yes and no in many languages, and what words mean in columns of refusals and of consent."""

import pytest

from leadtool.fields.flags import parse_flag
from leadtool.vocab import fold, word_list

PLAIN = {
    "yes": ["yes", "Y", "TRUE", "1", "x", "✓", "Sí", "да", "Ja", "oui", "Sim", "vero", "tak", "Evet", "так", "ano", "áno", "igen", "da", "ναι", "kyllä", "はい", "是", "예", "نعم", "כן", "हाँ", "ya", "بله", "vâng"],
    "no": ["no", "N", "false", "0", "нет", "Nein", "non", "não", "nee", "nie", "Hayır", "ні", "ne", "nem", "nu", "όχι", "nej", "nei", "ei", "いいえ", "否", "아니요", "لا", "לא", "नहीं", "tidak", "خیر", "không"],
    "": ["", "-", "N/A", "null"],
    "unknown": ["maybe", "?", "quizás", "vielleicht", "возможно", "purple", "7"],
}  # fmt: skip

BY_FIELD = [
    ("do not call", "do_not_call", "yes"),
    ("DNC", "do_not_call", "yes"),
    ("OK to call", "do_not_call", "no"),
    ("listed", "do_not_call", "yes"),
    ("not listed", "do_not_call", "no"),
    ("2026-01-05", "do_not_call", "yes"),
    ("Please do not call again", "do_not_call", "yes"),
    ("nicht anrufen", "do_not_call", "yes"),
    ("ne pas appeler", "do_not_call", "yes"),
    ("no llamar", "do_not_call", "yes"),
    ("не звонить", "do_not_call", "yes"),
    ("電話不可", "do_not_call", "yes"),
    ("subscribed", "opt_out", "no"),
    ("Unsubscribed", "opt_out", "yes"),
    ("opted out", "opt_out", "yes"),
    ("not opted out", "opt_out", "no"),
    ("opt-in", "opt_out", "no"),
    ("2026-01-05 10:00:00", "opt_out", "yes"),
    ("abgemeldet", "opt_out", "yes"),
    ("désinscrit", "opt_out", "yes"),
    ("отписан", "opt_out", "yes"),
    ("退订", "opt_out", "yes"),
    ("maybe", "opt_out", "unknown"),
    ("opt-out", "opt_in", "no"),
    ("unsubscribed", "opt_in", "no"),
    ("Double opt-in", "opt_in", "yes"),
    ("opted in", "opt_in", "yes"),
    ("not opted in", "opt_in", "no"),
    ("subscribed", "opt_in", "yes"),
    ("I agree", "opt_in", "yes"),
    ("I do not agree", "opt_in", "no"),
    ("I agree to receive marketing e-mails", "opt_in", "yes"),
    ("no consent", "opt_in", "no"),
    ("withdrawn", "opt_in", "no"),
    ("pending", "opt_in", "unknown"),
    ("2025-12-01T10:00:00Z", "opt_in", "yes"),
    ("https://cert.trustedform.com/abc", "opt_in", "yes"),
    ("einverstanden", "opt_in", "yes"),
    ("согласен", "opt_in", "yes"),
    ("同意", "opt_in", "yes"),
    ("不同意", "opt_in", "no"),
    ("不是", "opt_in", "no"),
    ("Yes - by phone", "opt_in", "yes"),
    ("No, never", "opt_in", "no"),
    ("not registered", "do_not_call", "no"),
    ("0000-00-00 00:00:00", "opt_out", ""),
    ("1970-01-01", "opt_in", ""),
    ("none", "opt_in", "no"),
    ("none", "opt_out", "no"),
    ("not listed", "opt_in", "unknown"),
    ("confirmed", "opt_in", "yes"),
    ("confirmed", "opt_out", "unknown"),
    ("OK", "do_not_call", "unknown"),
    ("OK", "opt_in", "yes"),
    ("No match", "do_not_call", "no"),
    ("email; sms", "opt_in", "yes"),
    ("all", "do_not_contact", "yes"),
    ("Email", "opt_out", "yes"),
    ("Freely given consent from contact", "opt_in", "yes"),
    ("Legitimate interest", "opt_in", "unknown"),
    ("Decision maker", "decision_maker", "yes"),
    ("Influencer", "decision_maker", "no"),
    ("Head of household", "decision_maker", "yes"),
    ("rent", "homeowner", "no"),
    ("Owner", "homeowner", "yes"),
    ("O", "homeowner", "yes"),
    ("R", "homeowner", "no"),
    ("approved", "preapproved", "yes"),
    ("not yet", "preapproved", "no"),
    ("gdpr", "do_not_contact", "yes"),
    ("blocked", "do_not_contact", "yes"),
]


@pytest.mark.parametrize(("answer", "cell"), [(a, c) for a, cells in PLAIN.items() for c in cells])
def test_yes_and_no_are_known_in_many_languages(answer: str, cell: str) -> None:
    for field in ("opt_out", "opt_in", "do_not_call", "homeowner"):
        read = parse_flag(cell, field)
        assert read.answer == answer
        assert bool(read.rule) == (answer == "unknown")


@pytest.mark.parametrize(("cell", "field", "answer"), BY_FIELD)
def test_a_word_means_what_it_means_in_its_column(cell: str, field: str, answer: str) -> None:
    assert parse_flag(cell, field).answer == answer


def test_no_word_both_refuses_and_agrees() -> None:
    lists = word_list("flags")
    folded = {
        name: {fold(word) for word in lists[name]} for name in ("yes", "no", "refuses", "agrees", "consents", "clear", "listed")
    }
    assert not (folded["yes"] & folded["no"]) - {""}
    assert not folded["refuses"] & (folded["agrees"] | folded["consents"] | folded["clear"])
    assert not folded["agrees"] & (folded["no"] | folded["listed"])

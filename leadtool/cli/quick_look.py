"""The rep's screen: is the list any good, whom to call first and why, and what to find out."""

from leadtool.cli.screen import Screen, show
from leadtool.pipeline import Done

_CALL_FIRST = 5
_WARNINGS = 5


def quick_look(screen: Screen, done: Done) -> None:
    """One screen on standard output, for a list that was judged but not written; what to know of the files is talk."""
    for sentence in done.summary["warnings"][:_WARNINGS]:
        screen.say(f"! {show(sentence, 300)}", style="yellow")
    if len(done.summary["warnings"]) > _WARNINGS:
        screen.say(f"! and {len(done.summary['warnings']) - _WARNINGS} more (--json shows all)", style="yellow")
    books, facts = done.summary["ledger"], done.facts
    records = books["records"] - books["not_a_record"]
    leads = books["ready"] + books["review"]
    share = round(100 * leads / records) if records else 0
    screen.tell(f"{leads:,} of {records:,} records are leads ({share} %): {verdict(share)}", style="bold")
    gone = [f"{books[word]:,} {word}" for word in ("duplicate", "suppressed", "junk", "unreadable") if books[word]]
    if gone:
        screen.tell("not leads: " + ", ".join(gone))
    screen.tell("classes: " + ", ".join(f"{n:,} {word}" for word, n in facts.classes.items()))
    screen.tell("usable channels: " + ", ".join(f"{word.replace('_', ' ')} {n:,}" for word, n in facts.channels.items() if n))
    answers = [(word, facts.answers[word]) for word in ("interest", "ability", "authority")]
    have = ", ".join(f"{word} {n['yes']:,}" for word, n in answers)
    screen.tell(f"known to have: {have}; all three (qualified): {facts.answers['qualified']['yes']:,}")
    screen.tell("to find out: " + ", ".join(f"{word} of {n['unknown']:,}" for word, n in answers if n["unknown"]))
    first = [lead for lead in done.top_leads if lead["lt_class"] != "unqualified" and lead["lt_channels"]][:_CALL_FIRST]
    if first:
        screen.tell("call first:", style="bold")
    rows = []
    for lead in first:
        who = ", ".join(part for part in (lead["lt_full_name"], lead["lt_company"]) if part) or lead["lt_email"]
        reach = lead["lt_phone"] if lead["lt_best_channel"] in ("call", "sms") else lead["lt_email"] or lead["lt_phone"]
        why = lead["lt_evidence"] or lead["lt_class_reason"]
        rows.append([lead["lt_tier"], lead["lt_score"], show(who, 45), reach, show(why, 100), show(lead["lt_next_action"], 80)])
    if rows:
        screen.table(("tier", "score", "who", "reach", "why", "next action"), rows)


def verdict(share: int) -> str:
    """The list in a word, by the share of its records that are leads (in per cent)."""
    return "a good list" if share >= 85 else "a usable list" if share >= 65 else "a poor list" if share >= 40 else "few leads"

"""One rule of a fast path broken at a time: the comparison must notice, or it proves nothing."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple
from unittest import mock

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from leadtool.fields import emails_fast, emails_kinds, emails_mailboxes, phones_digits, phones_fast, phones_plans, text_bytes
from leadtool.fields.phones_plans import Plan
from tests.parity.compare import compare_emails, compare_phones

TRIED = (4_000, 20_000, 40_000)
"""Cells compared one batch after the other, until a break is noticed or counts as missed."""


class Break(NamedTuple):
    """A broken rule: which path, what is broken, and what takes the place of what."""

    path: str
    name: str
    patches: tuple[tuple[Any, str, Any], ...]


def _false(*_: Any) -> Any:
    """A mask of nothing, as long as the last column given."""
    column = next(value for value in reversed(_) if hasattr(value, "__len__"))
    return np.zeros(len(column), np.bool_)


def _plans(change: Callable[[Plan], Plan]) -> tuple[tuple[Any, str, Any], ...]:
    """Plans with one thing wrong in each."""
    right = phones_plans.plan

    def wrong(region: str, code: int = 0) -> Plan:
        return change(right(region, code))

    def of(code: int) -> tuple[Plan, ...]:
        return tuple(wrong(region, code) for region in phones_plans.COUNTRY_CODE_TO_REGION_CODE[code])

    return (
        (phones_fast, "plan", wrong),
        (phones_plans, "plans_of", of),
        (phones_digits, "plans_of", of),
        (phones_digits, "main_plan", lambda code: of(code)[0]),
    )


def _every_length(plan: Plan) -> Plan:
    every = np.ones_like(plan.possible)
    kinds = tuple(kind._replace(lengths=every) for kind in (*plan.rare_kinds, plan.fixed, plan.mobile))
    return plan._replace(rare_kinds=kinds[:-2], fixed=kinds[-2], mobile=kinds[-1])


def _idd_before_zero(plan: Plan, digits: pa.Array) -> tuple[Any, pa.Array]:
    abroad = phones_digits.begins(digits, plan.idd)
    taken = pc.filter(digits, pa.array(abroad))
    return abroad, pc.struct_field(pc.extract_regex(taken, f"^(?:{plan.idd or 'x'})(?P<rest>.*)$"), "rest")


def _without(attempt: int) -> Callable[..., Any]:
    right = phones_fast._attempts
    return lambda *given: [one for at, one in enumerate(right(*given)) if at != attempt]


def _swapped(first: int, second: int) -> Callable[..., Any]:
    right = phones_fast._attempts

    def wrong(*given: Any) -> Any:
        attempts = right(*given)
        attempts[first], attempts[second] = attempts[second], attempts[first]
        return attempts

    return wrong


PHONES = (
    ("the prefix for calls abroad is not known", ((phones_digits, "without_idd", lambda _, d: (_false(d), d)),)),
    ("the prefix for calls abroad may stand before 0", ((phones_digits, "without_idd", _idd_before_zero),)),
    ("the national prefix is kept", ((phones_digits, "without_prefix", lambda _, numbers: numbers),)),
    ("the country's rule for the prefix is ignored", _plans(lambda plan: plan._replace(last_group="", rule=()))),
    ("the prefix is cut from good numbers, too", ((phones_digits, "spoilt", _false),)),
    ("the prefix is cut however little is left", ((phones_digits, "enough", lambda _, size: size >= 0),)),
    (
        "local lengths count as enough",
        ((phones_digits, "enough", lambda plan, size: plan.local[size] | plan.possible[size] | (size > plan.longest)),),
    ),
    ("a calling code without plus is not seen", ((phones_digits, "carries_code", _false),)),
    (
        "a calling code without plus is cut from long numbers only",
        ((phones_digits, "carries_code", lambda plan, whole, _: text_bytes.sizes(whole) > plan.longest),),
    ),
    (
        "a calling code without plus is cut from every number",
        ((phones_digits, "carries_code", lambda _, whole, __: ~_false(whole)),),
    ),
    (
        "too long with the calling code is no reason to cut it",
        (
            (
                phones_digits,
                "carries_code",
                lambda plan, whole, inner: (
                    ~phones_digits.matches(whole, plan.viable) & phones_digits.matches(inner, plan.viable)
                ),
            ),
        ),
    ),
    ("only the main region of a calling code is looked at", ((phones_digits, "plans_of", lambda code: phones_plans.plans_of(code)[:1]),)),
    ("regions are tried in the wrong order", ((phones_digits, "plans_of", lambda code: phones_plans.plans_of(code)[::-1]),)),
    ("numbers with a calling code are read in another region", ((phones_digits, "main_plan", lambda code: phones_plans.plans_of(code)[-1]),)),
    ("the prefix stays where too much is left", ((phones_digits, "enough", lambda plan, size: plan.possible[size]),)),
    ("leading digits of a region are ignored", _plans(lambda plan: plan._replace(leading=""))),
    ("the rare types are not known", _plans(lambda plan: plan._replace(rare="", rare_kinds=()))),
    ("fixed and mobile are never both", _plans(lambda plan: plan._replace(one_pattern=False, mobile=plan.mobile._replace(pattern="")))),
    ("mobiles are not known", _plans(lambda plan: plan._replace(mobile=plan.mobile._replace(pattern="")))),
    ("every number of a possible length is fine", _plans(lambda plan: plan._replace(viable="[0-9]*", fixed=plan.fixed._replace(pattern="[0-9]*")))),
    ("zeros left over are not read again", ((phones_digits, "again", lambda *_: None),)),
    ("calling codes are off by one", ((phones_digits, "calling_codes", lambda: np.roll(phones_plans.calling_codes(), 1)),)),
    ("what looks made up is believed", ((phones_fast, "_looks_made_up", _false),)),
    ("numbers for films are real", ((phones_fast, "_fictional", lambda: "^x$"),)),
    ("fictional numbers get no second chance", ((phones_fast, "_second_chance", lambda countries, _: _false(countries)),)),
    ("dates and spreadsheet numbers are phones", ((phones_fast, "ODD", "^x$"),)),
    ("the zero in brackets is a digit", ((phones_fast, "TRUNK", "x"),)),
    ("the habits of Russia and Mexico are unknown", ((phones_fast, "_leave_habits", lambda *_: None),)),
    ("any ten digits are American", ((phones_fast, "AMERICAN", "^[0-9 ().-]+$"),)),
    ("a second line behind a slash is part of the number", ((phones_fast, "PLAIN", phones_fast.PLAIN.replace("{4,}", "{0,}")),)),
    ("the row's country is ignored", ((phones_fast, "_regions", lambda c, d, right=phones_fast._regions: right(pa.repeat(pa.scalar("", pa.large_string()), len(c)), d)),)),
    ("a plus is ignored", ((phones_fast, "_cells", lambda *given, right=phones_fast._cells: right(*given)._replace(plus=np.zeros(len(given[0]), np.bool_))),)),
    ("home comes after the restored zero", ((phones_fast, "_attempts", _swapped(4, 5)),)),
    ("00 is no prefix", ((phones_fast, "_attempts", _without(2)),)),
    ("the number at home is not tried", ((phones_fast, "_attempts", _without(4)),)),
    ("a lost zero is not restored", ((phones_fast, "_attempts", _without(5)),)),
)  # fmt: skip


def _kinds_without(name: str) -> tuple[tuple[Any, str, Any], ...]:
    right = emails_fast._domain.__wrapped__
    empty = emails_fast.ORDINARY
    return ((emails_fast, "_domain", lambda domain: right(domain)._replace(**{name: getattr(empty, name)})),)


def _mailbox(**wrong: bool) -> tuple[tuple[Any, str, Any], ...]:
    right = emails_mailboxes.judge_mailbox

    def judged(local: str) -> tuple[bool, bool, bool]:
        no_reply, role, filler = right(local)
        return wrong.get("no_reply", no_reply), wrong.get("role", role), wrong.get("filler", filler)

    return ((emails_mailboxes, "judge_mailbox", judged),)


EMAILS = (
    ("-- is fine in a domain", ((emails_fast, "PLAIN", emails_fast.PLAIN.replace("(?:-[A-Za-z0-9]+)*", "[A-Za-z0-9-]*")),)),
    ("a domain may end in a digit", ((emails_fast, "PLAIN", emails_fast.PLAIN.replace("[A-Za-z]$", "[A-Za-z0-9]$")),)),
    ("a domain needs no dot", ((emails_fast, "PLAIN", emails_fast.PLAIN.replace(r"\.)+[A", r"\.)*[A")),)),
    ("two dots are fine in a mailbox", ((emails_fast, "PLAIN", emails_fast.PLAIN.replace(r"*@", r"*\.?@").replace(r"(?:\.[", r"(?:\.+[")),)),
    ("special domains have mail", ((emails_fast, "special_use", lambda: "^x$"),)),
    ("a mailbox may have any length", ((emails_fast, "LONGEST_LOCAL", 500),)),
    ("a label may have any length", ((emails_fast, "LONGEST_DOMAIN", 500),)),
    ("case matters in info@", ((emails_fast, "CASE_INSENSITIVE_MAILBOX_NAMES", ["x"]),)),
    ("phrases for none are addresses", ((emails_fast, "none_words", lambda: "^x$"),)),
    ("offices are known by the whole name only", ((emails_mailboxes, "office_words", lambda: "^x$"),)),
    ("offices are known by their first or last word only", ((emails_mailboxes, "all_words", lambda: pa.array(["x"], pa.large_string())),)),
    ("one letter over and over is a name", ((emails_mailboxes, "one_letter_only", lambda _, ends: np.zeros(len(ends) - 1, np.bool_)),)),
    ("a mailbox named like its firm is a name", ((emails_mailboxes, "few_letters", lambda _: False),)),
    ("domains that fill a field are domains", _kinds_without("doubtful")),
    ("no domain is a slip", _kinds_without("meant")),
    ("all domains are firms", _kinds_without("kind")),
    ("examples are real", _kinds_without("example")),
    ("every ending exists", _kinds_without("unknown_ending")),
    ("subdomains are not looked at", ((emails_kinds, "is_remarkable", lambda labels, right=emails_kinds.is_remarkable: ".".join(labels) in emails_kinds._remarkable() or (len(labels) == 2 and right(labels))),)),
    ("nobody only sends", _mailbox(no_reply=False)),
    ("nobody is an office", _mailbox(role=False)),
    ("no mailbox fills a field", _mailbox(filler=False)),
    ("the user's domains do not count", ((emails_fast, "judge_domain", lambda domain, _, right=emails_fast.judge_domain: right(domain, lambda __: "")),)),
    ("deny wins over allow", ((emails_fast, "judge_domain", lambda domain, listed, right=emails_fast.judge_domain: right(domain, lambda one: "deny" if listed(one) else "")),)),
    ("domains keep their capitals", ((emails_fast, "lowered", lambda column: column),)),
)  # fmt: skip

EQUIVALENT = {
    "the prefix stays where too much is left": "a number that is too long is invalid with its prefix as without",
    "leading digits of a region are ignored": "in the present plans no number is good in a region whose leading digits it lacks",
}
"""Broken rules that change no result, and why: they stay rules, since the next metadata may tell them apart."""
BREAKS = tuple(Break("phones", name, patches) for name, patches in PHONES) + tuple(
    Break("emails", name, patches) for name, patches in EMAILS
)


@contextmanager
def broken(one: Break) -> Iterator[None]:
    """The rule broken for a while."""
    with _all(one.patches):
        yield


@contextmanager
def _all(patches: tuple[tuple[Any, str, Any], ...]) -> Iterator[None]:
    if not patches:
        yield
        return
    (target, name, wrong), *rest = patches
    with mock.patch.object(target, name, wrong), _all(tuple(rest)):
        yield


def noticed_after(one: Break, seed: int, tried: Sequence[int] = TRIED) -> str:
    """After how many cells the comparison notices the break, and how; "" if it does not."""
    compare = compare_phones if one.path == "phones" else compare_emails
    done = 0
    for at, size in enumerate(tried):
        with broken(one):
            try:
                different = compare(size, seed + at).different
            except (ArithmeticError, LookupError, ValueError) as cause:
                return f"breaks off ({type(cause).__name__})"
        done += size
        if different:
            return f"noticed within {done} cells"
    return ""


def table(seed: int, only: str) -> Iterator[tuple[str, bool]]:
    """One line per broken rule, and whether it was noticed, or is known to change nothing."""
    for one in BREAKS:
        if only in ("", one.path):
            said = noticed_after(one, seed)
            why = EQUIVALENT.get(one.name, "")
            yield f"{one.path:7} {said or 'NOT NOTICED':32} {one.name}{f' ({why})' if why else ''}", bool(said or why)

"""Junk: evidence in the row itself that it has no potential; hard signs stand alone, weak ones add up.

Points (a row is junk from 100, and for review from 60 when its name is what looks wrong): test person, invented person or a
name typed at random along the keys 70, a name of consonants only, or one that refuses to be said 60, sample name or a test
word in the name 40, part of the name at random 35, a sample name that many bear 30, a placeholder for a name 20, an invented
person's name that people bear 15; made-up e-mail address 60, e-mail at random 40, none that works 30, an address in the
invented person's name 30; company at random or a test 30; a phone number that cannot be 30, none and no e-mail either 20.
"""

from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, Findings, text
from leadtool.judge.channels import reachable
from leadtool.judge.combos import joined
from leadtool.judge.consent import headers
from leadtool.judge.mash import is_mash, is_scrap, runs
from leadtool.judge.phrases import find
from leadtool.judge.spam import is_spam
from leadtool.model import Context
from leadtool.rules import junk as rules
from leadtool.vocab import fold, word_list

_JUNK: Final = 100
_DOUBT: Final = 60
_SPOKEN: Final = 35  # a name sign of this weight is worth a look
_LONGEST: Final = 200
_AD_TEST: Final = r"(?i)test lead\s*:?\s*dummy|dummy data for"
_TAG: Final = (
    r"\{\{[^}]{0,60}\}\}|\{%|\*\|[A-Za-z0-9_:]{1,40}\|\*|%%?[A-Za-z_]{3,40}%%?|\$\{[^}]{0,60}\}|<%=|\[\[[^\]]{1,60}\]\]|@@[A-Za-z_]{3,40}@@"
    r"|(?i:[\[{<](?:first|last|full|user|company|contact|lead|customer)?[ _.]?(?:name|email|e-mail|phone|company)[\]}>])"
)


class _Sign(NamedTuple):
    points: int
    kind: str


_NONE: Final = _Sign(0, "")
_RULES: Final = {
    "test": rules.TEST_PERSON,
    "fictional": rules.FICTIONAL_PERSON,
    "mash": rules.KEYBOARD_MASH,
    "sample": rules.PLACEHOLDER_PERSON,
}


def find_junk(chunk: pa.Table, context: Context, findings: Findings) -> None:
    """Add a finding for every kind of junk a row shows."""
    records = chunk.column("record")
    name, email, company = (
        raw_name(chunk, context),
        _raw(chunk, context, "email", "lt_email"),
        _raw(chunk, context, "company", "lt_company"),
    )
    header = headers(context)
    name_header = header.get("full_name") or header.get("last_name") or header.get("first_name", "")
    settings = context.settings.junk

    marked = _any(pc.match_substring_regex(cells, _AD_TEST) for cells in (name, email, company))
    findings.add_where(marked, records, rules.AD_TEST_LEAD.code, name_header, name)
    findings.add_where(_templates(chunk, context, email, company), records, rules.MERGE_TAGS.code, name_header, name)
    findings.add_where(is_spam(chunk, name), records, rules.SPAM_TEXT.code)

    signs, listed = _name_signs(name, settings.names)
    parsed = text(chunk, "lt_email")
    mail = pc.if_else(pc.equal(parsed, ""), pc.utf8_lower(email), parsed)  # one that parsing refused still says something
    made_up = _made_up_mail(mail)
    findings.add_where(listed, records, rules.LISTED_AS_JUNK.code, name_header, name)
    if settings.domains:
        domains = pa.array(sorted({d.lower().lstrip("@") for d in settings.domains}), TEXT)
        theirs = pc.or_(pc.is_in(_domain(mail), value_set=domains), pc.is_in(text(chunk, "lt_domain"), value_set=domains))
        findings.add_where(theirs, records, rules.LISTED_AS_JUNK.code, header.get("email", ""), text(chunk, "lt_email"))
    if settings.students:
        findings.add_where(pc.equal(text(chunk, "lt_job_level"), "student"), records, rules.STUDENT.code)
    if settings.job_seekers:
        findings.add_where(_job_seekers(chunk), records, rules.JOB_SEEKER.code)

    there = reachable(chunk)
    works = pc.and_(there["email"], pc.invert(made_up))
    anything = _any([works, *(there[channel] for channel in ("call", "sms", "social", "in_person"))])
    findings.add_where(pc.invert(anything), records, rules.NO_CONTACT.code)
    fake = pc.if_else(made_up, 70, pc.if_else(_doubtful_mail(mail), 60, 0))
    phone = pc.if_else(there["call"], 0, pc.if_else(pc.equal(text(chunk, "lt_phone_status"), "invalid"), 30, -20))
    _add_up(chunk, signs, mail, fake, works, phone, company, findings, name_header, name)


def raw_name(chunk: pa.Table, context: Context) -> pa.Array:
    """The name as the file has it, tidied: the full name column, else first and last; the parsed name where there is neither."""
    whole = _raw(chunk, context, "full_name", "")
    parts = [_raw(chunk, context, field, "") for field in ("first_name", "last_name")]
    both = pc.utf8_trim_whitespace(joined(parts, " "))
    name = pc.if_else(pc.equal(whole, ""), both, whole)
    return pc.if_else(pc.equal(name, ""), text(chunk, "lt_full_name"), name)


def _raw(chunk: pa.Table, context: Context, field: str, otherwise: str) -> pa.Array:
    """The first column of a field as tidied; what was parsed from it where there is no such column."""
    for column in context.mapping.of(field):
        if f"f:{column.position}" in chunk.column_names:
            return text(chunk, f"f:{column.position}")
    return text(chunk, otherwise)


def _any(masks: Iterable[pa.Array]) -> pa.Array:
    first, *others = list(masks)
    for mask in others:
        first = pc.or_(first, mask)
    return first


def _templates(chunk: pa.Table, context: Context, email: pa.Array, company: pa.Array) -> pa.Array:
    """True where at least two main cells are template tags."""
    cells = [_raw(chunk, context, field, "") for field in ("full_name", "first_name", "last_name", "phone")]
    counts = [pc.match_substring_regex(column, _TAG).cast(pa.int8()) for column in [*cells, email, company]]
    total = counts[0]
    for count in counts[1:]:
        total = pc.add(total, count)
    return pc.greater_equal(total, 2)


# --- names


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {
        key: frozenset(word.lower() if key == "mail_domains" else fold(word) for word in words)
        for key, words in word_list("junk").items()
    }


_WHOLE: Final = (
    "test_names", "sample_names", "sample_borne", "refusing_names", "fictional_names", "borne_names", "placeholders",
)  # fmt: skip


@cache
def _whole_names() -> pa.Array:
    """Every listed whole name, folded and as written in lower case."""
    said = word_list("junk")
    names = [name for key in _WHOLE for name in said[key]]
    lower = [name.lower() for name in names]
    return pa.array(
        sorted({fold(name) for name in names} | set(lower) | set(_plain_letters(pa.array(lower, TEXT)).to_pylist())), TEXT
    )


@cache
def _suspects() -> str:
    """A pattern that every name with a test word or a run of keys matches; what it finds is looked at closely."""
    said = word_list("junk")
    listed = [*said["test_words"], *(word for word in said["label_words"] if len(word) > 2)]
    words = {fold(word) for word in listed} | {word.lower() for word in listed}
    parts = [
        r"^\d+(?: \d+)*$",
        "[\u1100-\u11ff\u3131-\u318e]{2,}",
        *sorted(words),
        *sorted(runs()),
        "[bcdfghjklmnpqrstvwxz]{6,}",
        "(?:dfg|fgh|jkl|sdf|asd|qwe){2}",
    ]
    return "|".join([*parts, *(letter * 4 for letter in "abcdefghijklmnopqrstuvwxyzаыфоあ啊哈")])


def _plain_letters(name: pa.Array) -> pa.Array:
    """Names in lower case, and Latin letters without their accents where any name has some."""
    lower = pc.utf8_lower(name)
    accented = pc.match_substring_regex(lower, "[à-ž]")
    if not pc.any(accented).as_py():
        return lower
    said = lower.filter(accented)
    plain = pc.replace_substring_regex(pc.utf8_normalize(said, "NFD"), r"\p{Mn}+", "")
    return pc.replace_with_mask(lower, accented, plain)


def _name_signs(name: pa.Array, listed: tuple[str, ...]) -> tuple[pa.Array, pa.Array]:
    """Each name's sign as `points kind` (an int column and a text column), and where it is on the user's list."""
    poor = pc.utf8_trim_whitespace(pc.replace_substring_regex(_plain_letters(name), r"[^\p{L}\p{N}\p{M}]+", " "))
    own = frozenset(fold(one) for one in listed)
    hit = pc.or_(pc.is_in(poor, value_set=_whole_names()), pc.match_substring_regex(poor, _suspects()))
    if own:
        own_names = pa.array(sorted(own | {one.lower() for one in listed}), TEXT)
        is_listed = pc.is_in(poor, value_set=own_names)
    else:
        is_listed = pc.equal(poor, "\0")
    looked_at = pc.if_else(hit, name, "").dictionary_encode()
    signs = [name_sign(cell) for cell in looked_at.dictionary.to_pylist()]
    encoded = pa.array([f"{sign.points} {sign.kind}" for sign in signs], TEXT)
    return pc.take(encoded, looked_at.indices), is_listed


def _parted(word: str, lists: dict[str, frozenset[str]]) -> tuple[str, ...]:
    """A word as it stands, or "testlastname" as test and last name."""
    for head in ("test", "тест", "テスト", "测试", "測試", "테스트"):
        if word.startswith(head) and word[len(head) :] in lists["test_companions"]:
            return head, word[len(head) :]
    return (word,)


def name_sign(name: str) -> _Sign:
    """What a name says of junk by itself.

    >>> name_sign("Test User"), name_sign("Anna Test"), name_sign("Mickey Rourke").points
    (_Sign(points=70, kind='test'), _Sign(points=40, kind='test'), 0)
    """
    folded = fold(name[:_LONGEST])
    if not folded:
        return _NONE
    if not any(letter.isalpha() for letter in folded):
        return _Sign(20, "placeholder")
    lists = _lists()
    words = folded.split()
    if folded in lists["test_names"]:
        return _Sign(70, "test")
    if folded in lists["fictional_names"]:
        return _Sign(70, "fictional")
    words = [whole for word in words for whole in _parted(word, lists)]
    tests = [word for word in words if word in lists["test_words"]]
    if tests and all(word in lists["test_words"] or word in lists["test_companions"] for word in words):
        return _Sign(70, "test")
    if len(words) > 1 and all(word in lists["label_words"] for word in words):
        return _Sign(70, "test")
    mashed = [word for word in words if is_mash(word)]
    if mashed and all(word in mashed or is_scrap(word) for word in words):
        return _Sign(70 if len(words) > 1 or any(run in words[0] for run in runs()) else 60, "mash")
    if folded in lists["refusing_names"]:
        return _Sign(60, "sample")
    if folded in lists["sample_names"]:
        return _Sign(40, "sample")
    if folded in lists["sample_borne"]:
        return _Sign(30, "sample")
    if (len(words) > 1 and all(word in lists["placeholders"] for word in words)) or folded in lists["placeholders"]:
        return _Sign(20, "placeholder")
    if tests and len(words) > 1 and tests[0] not in ("demo", "sample", "fake", "dummy", "spam", "proba", "prova"):
        return _Sign(40, "test")
    if mashed:
        return _Sign(35, "mash")
    return _Sign(15, "borne") if folded in lists["borne_names"] else _NONE


# --- e-mail, text


def _domain(mail: pa.Array) -> pa.Array:
    return pc.replace_substring_regex(mail, "^.*@", "")


def _local(mail: pa.Array) -> pa.Array:
    local = pc.replace_substring_regex(pc.utf8_lower(mail), r"(?:\+[^@]*)?@.*$", "")
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(local, r"[^\p{L}\p{N}]+", " "))


def _made_up_mail(mail: pa.Array) -> pa.Array:
    """True where the address stands for nobody: a test mailbox, or a domain kept for examples."""
    said = _lists()
    domain = _domain(mail)
    listed = pc.is_in(domain, value_set=pa.array(sorted(said["mail_domains"]), TEXT))
    endings = "|".join(ending.replace(".", r"\.") for ending in word_list("junk")["mail_endings"])
    kept = pc.match_substring_regex(domain, f"(?:{endings})$")
    local = pc.is_in(_local(mail), value_set=pa.array(sorted(said["mail_words"]), TEXT))
    return _any([listed, kept, local])


def _doubtful_mail(mail: pa.Array) -> pa.Array:
    """True where an address says nothing, though somebody may have it: `keine@angabe.de`, `prueba@…`, `12@…`."""
    lists = _lists()
    labels = pc.replace_substring_regex(_domain(mail), r"\..*$", "")
    local = _local(mail)
    listed = pc.is_in(labels, value_set=pa.array(sorted(lists["mail_labels"]), TEXT))
    words = lists["test_words"] - {"demo", "sample", "proba", "fake", "dummy"}
    fillers = pa.array(sorted(words | lists["placeholders"] | lists["test_names"] | lists["refusing_names"]), TEXT)
    both = joined([local, labels], " ")
    digits = pc.match_substring_regex(mail, r"^\d{1,4}@")
    return _any([listed, pc.is_in(local, value_set=fillers), pc.is_in(both, value_set=fillers), digits])


def _mashed(cells: pa.Array) -> pa.Array:
    """True where all words of a cell are typed at random."""
    hit = pc.match_substring_regex(pc.utf8_lower(cells), _suspects())
    looked_at = pc.if_else(hit, cells, "").dictionary_encode()
    answers = [all_mash(cell) for cell in looked_at.dictionary.to_pylist()]
    return pc.take(pa.array(answers, pa.bool_()), looked_at.indices)


def all_mash(cell: str) -> bool:
    """Whether a cell holds nothing but keys struck at random, or words of a test."""
    words = fold(cell[:_LONGEST]).split()
    lists = _lists()
    return bool(words) and all(is_mash(word) or word in lists["test_words"] or word in lists["test_companions"] for word in words)


def _job_seekers(chunk: pa.Table) -> pa.Array:
    titles = _lists()["job_titles"]
    by_title = [fold(title) in titles for title in text(chunk, "job_title").to_pylist()]
    by_note = [any(f.meaning == "job_seeker" for f in find(note)) for note in text(chunk, "notes").to_pylist()]
    return pc.or_(pa.array(by_title, pa.bool_()), pa.array(by_note, pa.bool_()))


def _add_up(
    chunk: pa.Table,
    signs: pa.Array,
    mail: pa.Array,
    made_up: pa.Array,
    works: pa.Array,
    phone: pa.Array,
    company: pa.Array,
    findings: Findings,
    name_header: str,
    name: pa.Array,
) -> None:
    """Sum the weak signs of each row whose name or address shows one."""
    own_domain = pc.replace_substring_regex(_domain(mail), r"\..*$", "")
    mash_mail, mash_company = pc.or_(_mashed(_local(mail)), _mashed(own_domain)), _mashed(company)
    doubtful = pc.greater(made_up, 0)
    worth = _any([pc.invert(pc.equal(signs, "0 ")), doubtful, mash_mail, mash_company])
    sound = pc.and_(works, pc.invert(pc.or_(doubtful, mash_mail)))
    phone = pc.if_else(pc.equal(phone, -20), pc.if_else(sound, 0, 20), phone)
    rows = pc.indices_nonzero(worth).to_pylist()
    if not rows:
        return
    at = pa.array(rows)
    take = [
        pc.take(column, at).to_pylist() for column in (signs, made_up, works, phone, mash_mail, mash_company, _local(mail), name)
    ]
    numbers = pc.take(chunk.column("record"), at).to_pylist()
    for record, sign, fake, reached, call, mashed, firm, local, whole in zip(numbers, *take, strict=True):
        points, kind = int(sign.split(" ")[0]), sign.split(" ")[1]
        total = points + (fake or (40 if mashed else 0 if reached else 30)) + call + (30 if firm else 0)
        if points >= 70 and not fake and _in_name(local, whole):
            total += 30
        if total >= _JUNK and points >= 20:
            findings.add(record, _RULES.get(kind, rules.ADDED_UP).code, name_header, whole)
        elif total >= _JUNK:
            findings.add(record, rules.ADDED_UP.code)
        elif points >= _SPOKEN and total >= _DOUBT:
            findings.add(record, rules.LOOKS_LIKE_JUNK.code, name_header, whole)


def _in_name(local: str, name: str) -> bool:
    """Whether an address is written in this name."""
    folded = fold(local)
    return any(word in folded for word in fold(name).split() if len(word) > 3)

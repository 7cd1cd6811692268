"""E-mail addresses that stand for nobody, or say nothing of anybody."""

from functools import cache
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT
from leadtool.judge.combos import joined
from leadtool.vocab import fold, word_list

_REAL_MAILBOXES: Final = frozenset(("demo", "sample", "proba", "fake", "dummy"))  # of the test words, those a person may have


class Mail(NamedTuple):
    """Addresses in parts, each a text column: the whole, the words before the @ without tag and points, the domain, and
    what stands before the domain's first dot."""

    whole: pa.Array
    local: pa.Array
    domain: pa.Array
    label: pa.Array


def in_parts(mail: pa.Array) -> Mail:
    """The parts of each address."""
    lower = pc.utf8_lower(mail)
    local = pc.list_element(pc.split_pattern(lower, "@"), 0)
    domain = pc.replace_substring_regex(lower, "^.*@", "")
    label = pc.list_element(pc.split_pattern(domain, "."), 0)
    tagged = pc.match_substring(local, "+")
    if pc.any(tagged).as_py():
        local = pc.if_else(tagged, pc.replace_substring_regex(local, r"\+.*$", ""), local)
    for sign in ".-_":
        local = pc.replace_substring(local, sign, " ")
    odd = pc.match_substring_regex(local, r"[^\p{L}\p{N} ]|  ")
    if pc.any(odd).as_py():
        local = pc.if_else(odd, pc.replace_substring_regex(local, r"[^\p{L}\p{N}]+", " "), local)
    return Mail(mail, pc.utf8_trim_whitespace(local), domain, label)


@cache
def junk_lists() -> dict[str, frozenset[str]]:
    """The lists of data/junk.toml, folded."""
    return {
        key: frozenset(word.lower() if key == "mail_domains" else fold(word) for word in words)
        for key, words in word_list("junk").items()
    }


def is_made_up(mail: Mail) -> pa.Array:
    """True where the address stands for nobody: a test mailbox, or a domain kept for examples."""
    lists = junk_lists()
    listed = pc.is_in(mail.domain, value_set=pa.array(sorted(lists["mail_domains"]), TEXT))
    endings = "|".join(ending.replace(".", r"\.") for ending in word_list("junk")["mail_endings"])
    kept = pc.match_substring_regex(mail.domain, f"(?:{endings})$")
    return pc.or_(pc.or_(listed, kept), pc.is_in(mail.local, value_set=pa.array(sorted(lists["mail_words"]), TEXT)))


def is_doubtful(mail: Mail) -> pa.Array:
    """True where an address says nothing, though somebody may have it: `keine@angabe.de`, `prueba@…`, `12@…`."""
    lists = junk_lists()
    words = lists["test_words"] - _REAL_MAILBOXES
    fillers = pa.array(sorted(words | lists["placeholders"] | lists["test_names"] | lists["refusing_names"]), TEXT)
    listed = pc.is_in(mail.label, value_set=pa.array(sorted(lists["mail_labels"]), TEXT))
    filler = pc.or_(pc.is_in(mail.local, value_set=fillers), _is_filler_in_whole(mail, fillers))
    return pc.or_(pc.or_(listed, filler), pc.match_substring_regex(mail.whole, r"^\d{1,4}@"))


def _is_filler_in_whole(mail: Mail, fillers: pa.Array) -> pa.Array:
    """True where both sides of the @ together are a filler."""
    return pc.is_in(joined([mail.local, mail.label], " "), value_set=fillers)

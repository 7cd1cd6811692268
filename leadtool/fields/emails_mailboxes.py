"""Columns of mailbox names: which of them may be more than somebody's name, each such name judged once."""

from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT
from leadtool.fields import emails_kinds as kinds
from leadtool.fields.text_bytes import Mask, buffers, kept, mask


def mailboxes(local: pa.Array, hosts: pa.Array, at: npt.NDArray[np.int32]) -> tuple[Mask, Mask, Mask]:
    """Which mailbox names, in lower case, only send, are an office's, or may have been typed to fill the field."""
    squeezed = letters_and_digits(local)
    without_number = pc.ascii_rtrim(squeezed, "0123456789")
    words = all_words()
    told = mask(pc.is_in(squeezed, words)) | mask(pc.is_in(without_number, words))
    told |= mask(pc.match_substring_regex(local, office_words()))
    data, ends = buffers(squeezed)
    short = np.diff(ends) < 2
    filler = short | one_letter_only(data, ends)
    firms = pc.take(letters_and_digits(pc.replace_substring_regex(hosts, r"\..*", "")), pa.array(at))
    same = np.flatnonzero(mask(pc.equal(squeezed, firms)))
    filler[[row for row in same if few_letters(squeezed[row].as_py())]] = True
    no_reply, role = np.zeros(len(local), np.bool_), np.zeros(len(local), np.bool_)
    rows = np.flatnonzero(told)
    encoded = pc.take(local, pa.array(rows)).dictionary_encode()
    judged = np.array([judge_mailbox(name) for name in encoded.dictionary.to_pylist()], np.bool_).reshape(-1, 3)
    if len(rows):
        no_reply[rows], role[rows], may_fill = judged[encoded.indices.to_numpy()].T
        filler[rows] |= may_fill
    return no_reply, role, filler


def letters_and_digits(local: pa.Array) -> pa.Array:
    """ASCII text in lower case without anything but letters and digits: what `emails_kinds.squeezed` makes of it."""
    data, ends = buffers(local)
    return kept(data, ends, (data >= ord("a")) & (data <= ord("z")) | ((data - ord("0")) < 10))


def one_letter_only(data: npt.NDArray[np.uint8], ends: npt.NDArray[np.int64]) -> Mask:
    """Which cells are one letter or digit over and over."""
    changes = np.concatenate(([0], np.cumsum(data[1:] != data[:-1]))) if len(data) else np.zeros(1, np.int64)
    longer = np.diff(ends) > 1
    first, last = ends[:-1], ends[1:] - 1
    same = np.zeros(len(longer), np.bool_)
    same[longer] = changes[first[longer]] == changes[last[longer]]
    return same


def few_letters(name: str) -> bool:
    """Whether a mailbox named like its firm may be no name at all."""
    return name.isdigit() or len(set(name)) <= 2


@lru_cache(maxsize=50_000)
def judge_mailbox(local: str) -> tuple[bool, bool, bool]:
    """Whether a mailbox only sends, is an office's, and may have been typed to fill the field."""
    name = kinds.squeezed(local)
    front = kinds.squeezed(local.split("+")[0])
    doubtful = name in filler_words() or front in filler_words() or kinds.is_test_mailbox(local) or not front
    return kinds.is_no_reply(local), kinds.is_role(local), doubtful


@cache
def filler_words() -> frozenset[str]:
    """Mailbox names that fill a field somewhere, or belong to a trial."""
    return kinds.words_of("test") | kinds.words_of("placeholder") | kinds.words_of("placeholder", "weak")


@cache
def all_words() -> pa.Array:
    """Every mailbox name that says more than whose it is."""
    words = kinds.role_words() | kinds.words_of("no_reply") | filler_words()
    return pa.array(sorted(word for word in words if word.isascii()), TEXT)


@cache
def office_words() -> str:
    """Mailbox names that begin or end with the word of an office, or have a tag."""
    front = sorted(word for word in kinds.role_words() | kinds.words_of("role_front") if word.isascii())
    back = sorted(word for word in kinds.role_words() if word.isascii())
    return rf"\+|^[^a-z0-9]*(?:{'|'.join(front)})(?:[^a-z0-9]|$)|(?:^|[^a-z0-9])(?:{'|'.join(back)})[^a-z0-9]*$"

"""What a name says of junk by itself: tests, form labels, keys struck at random, sample and invented people."""

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import TEXT, matches
from leadtool.judge.junk_mail import junk_lists
from leadtool.judge.mash import is_mash, is_scrap, runs, typed_runs
from leadtool.vocab import fold, word_list

_LONGEST: Final = 200


class Sign(NamedTuple):
    """How much a name speaks for junk, and for which kind; 0 and "" for a name like any other."""

    points: int
    kind: str


_NONE: Final = Sign(0, "")


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
        *sorted(typed_runs()),
        "[bcdfghjklmnpqrstvwxz]{6,}",
        "(?:dfg|fgh|jkl|sdf|asd|qwe){2}",
    ]
    single = "|".join(sorted({name.lower() for name in said["fictional_names"] if " " not in name}))
    parts.append(f"^(?:{single})(?: (?:{single}))+$")
    return "|".join([*parts, *(letter * 4 for letter in "abcdefghijklmnopqrstuvwxyzаыфоあ啊哈嘻呵嗯哦ㅋㅎ")])


def _plain_letters(name: pa.Array) -> pa.Array:
    """Names in lower case, and Latin letters without their accents where any name has some."""
    lower = pc.utf8_lower(name)
    accented = pc.match_substring_regex(lower, "[à-ž]")
    if not pc.any(accented).as_py():
        return lower
    said = lower.filter(accented)
    plain = pc.replace_substring_regex(pc.utf8_normalize(said, "NFD"), r"\p{Mn}+", "")
    return pc.replace_with_mask(lower, accented, plain)


def name_signs(name: pa.Array, listed: tuple[str, ...]) -> tuple[pa.Array, pa.Array]:
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


def name_sign(name: str) -> Sign:
    """What a name says of junk by itself.

    >>> name_sign("Test User"), name_sign("Anna Test"), name_sign("Mickey Rourke").points
    (Sign(points=70, kind='test'), Sign(points=40, kind='test'), 0)
    """
    folded = fold(name[:_LONGEST])
    if not folded:
        return _NONE
    if not any(letter.isalpha() for letter in folded):
        return Sign(20, "placeholder")
    lists = junk_lists()
    words = folded.split()
    if folded in lists["test_names"]:
        return Sign(70, "test")
    if folded in lists["fictional_names"] or (len(words) > 1 and all(word in lists["fictional_names"] for word in words)):
        return Sign(70, "fictional")
    words = [whole for word in words for whole in _parted(word, lists)]
    tests = [word for word in words if word in lists["test_words"]]
    if tests and all(word in lists["test_words"] or word in lists["test_companions"] for word in words):
        return Sign(70, "test")
    if len(words) > 1 and all(word in lists["label_words"] for word in words):
        return Sign(70, "test")
    mashed = [word for word in words if is_mash(word)]
    if mashed and all(word in mashed or is_scrap(word) for word in words):
        return Sign(70 if len(words) > 1 or any(run in words[0] for run in runs()) else 60, "mash")
    if folded in lists["refusing_names"]:
        return Sign(60, "sample")
    if folded in lists["sample_names"]:
        return Sign(40, "sample")
    if folded in lists["sample_borne"]:
        return Sign(30, "sample")
    if (len(words) > 1 and all(word in lists["placeholders"] for word in words)) or folded in lists["placeholders"]:
        return Sign(20, "placeholder")
    if tests and len(words) > 1 and tests[0] not in ("demo", "sample", "fake", "dummy", "spam", "proba", "prova"):
        return Sign(40, "test")
    if mashed:
        return Sign(35, "mash")
    return Sign(15, "borne") if folded in lists["borne_names"] else _NONE


def mashed(columns: Sequence[pa.Array]) -> list[pa.Array]:
    """For each of these columns, true where all words of a cell are typed at random."""
    hits = matches([pc.utf8_lower(cells) for cells in columns], _suspects())
    answers = []
    for cells, hit in zip(columns, hits, strict=True):
        looked_at = pc.if_else(hit, cells, "").dictionary_encode()
        answer = pa.array([all_mash(cell) for cell in looked_at.dictionary.to_pylist()], pa.bool_())
        answers.append(pc.take(answer, looked_at.indices))
    return answers


def all_mash(cell: str) -> bool:
    """Whether a cell holds nothing but keys struck at random, or words of a test."""
    words = fold(cell[:_LONGEST]).split()
    lists = junk_lists()
    return bool(words) and all(is_mash(word) or word in lists["test_words"] or word in lists["test_companions"] for word in words)


_LATIN: Final = {
    **dict(zip("абвгдезийклмнопрстуфхыіε", "abvgdeziiklmnoprstufhyie", strict=True)),
    "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "yu", "я": "ya", "э": "e", "ь": "", "ъ": "", "ї": "i", "є": "e",
}  # fmt: skip


def latin(folded: str) -> str:
    """Cyrillic letters as people write them in an address: "вася пупкин" → "vasya pupkin"; other letters stay."""
    return folded if folded.isascii() else "".join(_LATIN.get(letter, letter) for letter in folded)

"""Chinese, Japanese and Korean names in their own scripts: family name first, with or without a blank."""

import re
from functools import cache
from typing import Final

from leadtool.vocab import word_list

_HAN: Final = "㐀-鿿豈-﫿々〆ヶ"
_KANA: Final = re.compile(r"[぀-ヿ]")
_HANGUL: Final = "가-힣"
_KATAKANA_ONLY: Final = re.compile(r"^[ァ-ヿ・･＝=\s　]+$")
_HIRAGANA: Final = re.compile(r"[ぁ-ゖ]")


@cache
def _letters(ranges: str) -> re.Pattern[str]:
    """Any letter of these ranges; late, since classes of thousands take 20 ms to build and most lists need none."""
    return re.compile(f"[{ranges}]")


def _has(text: str, ranges: str) -> bool:
    return not text.isascii() and max(text) >= "々" and _letters(ranges).search(text) is not None


def has_cjk(text: str) -> bool:
    """Whether there is a Chinese, Japanese or Korean letter in a text."""
    return _has(text, f"{_HAN}぀-ヿ{_HANGUL}")


def has_han_or_hangul(text: str) -> bool:
    """Whether there is a Chinese character or a Korean letter in a text: more than a transcription in kana."""
    return _has(text, _HAN + _HANGUL)


@cache
def _words() -> dict[str, tuple[str, ...]]:
    surnames, words = word_list("surnames"), word_list("name_words")
    return {
        "ja": _by_length(surnames["japanese"]["list"]),
        "zh2": _by_length(surnames["chinese"]["two"]),
        "zh1": tuple(surnames["chinese"]["one"]),
        "ko2": _by_length(surnames["korean"]["two"]),
        "after": _by_length(words["honorific_after"]["cjk"]),
    }


def _by_length(text: str) -> tuple[str, ...]:
    return tuple(sorted(text.split(), key=lambda word: (-len(word), word)))


def split_cjk(text: str) -> tuple[str, str, str]:
    """(family name, given name, form of address) of a name in CJK script; the given name is empty where it cannot be told.

    >>> split_cjk("山田太郎"), split_cjk("王小明"), split_cjk("김철수 님"), split_cjk("ジョン・スミス")
    (('山田', '太郎', ''), ('王', '小明', ''), ('김', '철수', '님'), ('スミス', 'ジョン', ''))
    """
    text, address = _without_address(text)
    parts = [part for part in re.split(r"[\s　,，、]+", text) if part]
    if re.search(r"[・･·]", text) and len(parts) == 1:
        given, _, family = re.sub("[･·]", "・", text).partition("・")
        given, family = ("・".join([given, *family.split("・")[:-1]]), family.split("・")[-1])
        return family, given, address
    if len(parts) >= 2:
        return parts[0], " ".join(parts[1:]), address
    if (
        parts
        and len(parts[0]) > 1
        and (parts[0] in _words()["ja"] or (address and len(parts[0]) < 3 and not _has(parts[0], _HANGUL)))
    ):
        return parts[0], "", address
    family, given = _cut(parts[0]) if parts else ("", "")
    return family, given, address


def _without_address(text: str) -> tuple[str, str]:
    for word in _words()["after"]:
        if text.endswith(word) and len(text) > len(word):
            rest = text[: -len(word)].rstrip(" 　")
            # 박사랑 and 西君 are names; a one-letter address needs a rest long enough to be a name, or a blank before it
            if len(word) > 1 or text[-len(word) - 1] in " 　" or (len(rest) >= 2 and word in "様氏殿님씨") or word == "さん":
                return rest, word
    return text.strip(), ""


def _cut(name: str) -> tuple[str, str]:
    """An unspaced name, cut into family and given name."""
    words = _words()
    if _has(name, _HANGUL):
        if not 2 <= len(name) <= 4:
            return name, ""
        size = 2 if name[:2] in words["ko2"] and len(name) > 2 else 1
        return name[:size], name[size:]
    if len(name) < 2 or _KATAKANA_ONLY.match(name) or not _has(name, _HAN):
        return name, ""
    chinese = _chinese(name)
    japanese = next((word for word in words["ja"] if name.startswith(word) and len(name) > len(word)), "")
    if _KANA.search(name) or len(name) >= 5 or (len(japanese) >= 2 and not (chinese and len(name) == 2)):
        if japanese:
            return japanese, name[len(japanese) :]
        size = (_HIRAGANA.search(name) or re.search("$", name)).start() if _KANA.search(name) else 2  # type: ignore[union-attr]
        size = size if 0 < size < len(name) else min(2, len(name) - 1)
        return name[:size], name[size:]
    if chinese:
        return chinese, name[len(chinese) :]
    if japanese:
        return japanese, name[len(japanese) :]
    size = 2 if len(name) >= 4 else 1
    return name[:size], name[size:]


def _chinese(name: str) -> str:
    words = _words()
    two = next((word for word in words["zh2"] if name.startswith(word) and len(name) > 2), "")
    if two:
        return two
    return name[0] if name[0] in words["zh1"] and len(name) <= 3 else ""

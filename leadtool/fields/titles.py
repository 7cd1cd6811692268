"""Job titles: the level and the function they name, in many languages."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import NO_FINDINGS, TEXT, text, with_columns
from leadtool.fields.title_terms import Hit, Terms, bare_article
from leadtool.model import JOB_LEVELS, Context, StepResult
from leadtool.vocab import fold, word_list

LONGEST: Final = 200
_PARTS: Final = re.compile(
    r"[/&|,;+•·()\[\]、，／・]|\s[-–—]\s|\s(?:and|und|y|et|e|i|og|och|en|ve|и|та|ja|és|și|si|και|و)\s", re.IGNORECASE
)
_CHIEF: Final = re.compile(r"\bchief\b.{1,60}\bofficer\b", re.IGNORECASE)
_RANK: Final = {level: rank for rank, level in enumerate(JOB_LEVELS)}
_YIELDING: Final = {"it": 1, "engineering": 1, "product": 1, "operations": 1, "education": 1, "administration": 2, "executive": 3}
_PREPOSITIONS: Final = frozenset("to of for de der des di du da do la dei del an zu van von".split())


class Title(NamedTuple):
    """What a job title says: a level of `model.JOB_LEVELS`, and a function of `data/job_titles.toml` ("" if unknown)."""

    level: str
    function: str


@cache
def _terms() -> tuple[Terms, Terms, frozenset[str], frozenset[str]]:
    words: dict[str, Any] = word_list("job_titles")
    levels, functions = Terms(), Terms()
    for level, languages in words["levels"].items():
        for terms in languages.values():
            levels.add(terms, level)
    for terms in words["assistant"].values():
        levels.add(terms, "assistant")
    levels.add(words["former"]["list"], "former")
    levels.add(words["nothing"]["list"], "nothing")
    for level, terms in words["last_only"].items():
        levels.add(terms, f"last {level}")
    for function, terms in words["functions"].items():
        functions.add(terms, function)
    promoted = frozenset(term.strip() for term in words["promoted"]["list"].split(","))
    return levels, functions, promoted, frozenset(words["functions"])


def parse_title(value: str, department: str = "") -> Title:
    """The level and function of a job title; a department helps where the title is silent about the function.

    >>> parse_title("Vice President of Sales")
    Title(level='vp', function='sales')
    >>> parse_title("Assistant to the CEO"), parse_title("Vertriebsleiterin").level
    (Title(level='staff', function='administration'), 'director')
    """
    value = value[:LONGEST]
    levels = [_level_of(words) for words in map(_words, _PARTS.split(value)) if words]
    if _CHIEF.search(value) and "assistant" not in levels and "former" not in levels:
        levels.append("c_level")  # Chief Technology and Product Officer: the parts alone do not show it
    best = min((level for level in levels if level in _RANK and level != "unknown"), key=lambda level: _RANK[level], default="")
    if "student" in levels and best in ("staff", "student"):
        best = "student"
    if "former" in levels and levels[-1] == "former" and best in ("owner", "c_level", "vp"):
        best = ""  # CEO (retired)
    assisted = "assistant" in levels and not best
    level = best or ("staff" if assisted else "unknown")
    function = _function_of(value) if levels and set(levels) != {"former"} else ""
    if assisted:
        function = "administration" if function in ("", "executive") or _assists_somebody(value) else function
    if level in ("director", "manager") and function == "administration":
        function = _function_of(re.sub(r"\b(assistant|asst)\b", " ", value, flags=re.IGNORECASE))
    if level in ("owner", "c_level", "vp") and function in ("", "administration"):
        function = "executive"
    return Title(level, function or (_function_of(department[:LONGEST]) if department else ""))


@cache
def _abbreviations() -> dict[str, str]:
    short: dict[str, str] = word_list("job_titles")["abbreviations"]
    return {fold(word): fold(full) for word, full in short.items()}


def _words(part: str) -> list[str]:
    """The folded words of a part of a title; letters parted by full stops are one word: C.E.O."""
    words: list[str] = []
    run: list[str] = []
    for word in [*fold(part).split(), ""]:
        if len(word) == 1 and word.isalpha() and word.isascii():
            run.append(word)
            continue
        words += ["".join(run)] if len(run) > 1 else run
        run = []
        if word:
            words.append(_abbreviations().get(word) or bare_article(word))
    return words


def _level_of(words: list[str]) -> str:
    """The level one part of a title names: a level, "assistant", "former" or "unknown"."""
    terms, _, promoted, _ = _terms()
    hits = terms.find_all(words)
    kinds = [hit.kind for hit in hits]
    if (hits and kinds[0] == "former" and (hits[0].start == 0 or len(kinds) == 1)) or (kinds and kinds[-1] == "former"):
        return "former"
    if "assistant" in kinds:
        if _promotes(words, promoted):
            return _highest(kind for kind in kinds if kind != "assistant")
        return "student" if "student" in kinds else "assistant"
    ranked = [_where_it_counts(hit, words) for hit in hits]
    if "student" in ranked and not {"owner", "c_level"} & set(ranked):
        return "student"
    return _highest(ranked)


def _promotes(words: list[str], promoted: frozenset[str]) -> bool:
    """Whether "assistant" makes a smaller manager ("Assistant Store Manager") and not somebody who assists one."""
    if "assistant" not in words[:-1]:
        return False
    after = words[words.index("assistant") + 1]
    return after in promoted or (words[0] == "assistant" and after not in _PREPOSITIONS and words[-1] in promoted)


def _where_it_counts(hit: Hit, words: list[str]) -> str:
    """The kind of a hit; a partner, head, principal or lead counts only at the end, or before "of" and "at"."""
    condition, _, level = hit.kind.partition(" ")
    if condition != "last":
        return hit.kind
    end = hit.start + hit.size
    return level if end == len(words) or words[end] in ("at", "of", "bei", "chez") else "staff" if level == "owner" else "nothing"


def _highest(kinds: Iterable[str]) -> str:
    return min((kind for kind in kinds if kind in _RANK), key=lambda kind: _RANK[kind], default="unknown")


def _assists_somebody(value: str) -> bool:
    """Whether the title of an assistant names whom they assist: then the function is the office, not the boss's."""
    kinds = {hit.kind for words in map(_words, _PARTS.split(value)) for hit in _terms()[0].find_all(words)}
    return bool(kinds & {"owner", "c_level", "vp", "director", "manager"})


def _function_of(value: str) -> str:
    """The function a title names first; general ones give way to particular ones."""
    _, terms, _, _ = _terms()
    chosen = min(terms.find_all(_words(value)), key=lambda hit: (_YIELDING.get(hit.kind, 0), hit.start), default=None)
    return chosen.kind if chosen else ""


def add_titles(chunk: pa.Table, context: Context) -> StepResult:
    """Adds job_title, department, lt_job_level and lt_job_function; each distinct pair of cells is judged once."""
    cells = {field: _first_filled(chunk, context, field) for field in ("job_title", "department")}
    pairs = pc.binary_join_element_wise(cells["job_title"], cells["department"], pa.scalar("\x1f", TEXT)).dictionary_encode()
    titles = [parse_title(*pair.split("\x1f", 1)) for pair in pairs.dictionary.to_pylist()]
    columns = {
        "lt_job_level": pc.take(pa.array([title.level for title in titles], TEXT), pairs.indices),
        "lt_job_function": pc.take(pa.array([title.function for title in titles], TEXT), pairs.indices),
    }
    return StepResult(with_columns(chunk, {**cells, **columns}), NO_FINDINGS)


def _first_filled(chunk: pa.Table, context: Context, field: str) -> pa.Array:
    """The first non-empty cell of the columns mapped to this field."""
    found = text(chunk, "")
    for column in context.mapping.of(field):
        found = pc.if_else(pc.equal(found, ""), text(chunk, f"f:{column.position}"), found)
    return found

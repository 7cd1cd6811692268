"""Columns to fields: what was forced or taught, then presets, then what headers say, held against the values."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pyarrow as pa

from leadtool.chunks import text
from leadtool.columns import evidence
from leadtool.columns.claims import Claim
from leadtool.columns.country import list_country
from leadtool.columns.doubts import doubts
from leadtool.columns.find import find_column, suggest_fields
from leadtool.columns.headers import Guess, guesses
from leadtool.columns.hints import hints_of
from leadtool.columns.lexicon import compact, language_name, spoken
from leadtool.columns.presets import Preset, preset_of
from leadtool.columns.questions import answer
from leadtool.columns.values import profile
from leadtool.config import Settings
from leadtool.errors import UsageError
from leadtool.model import FIELDS, MappedColumn, TableInfo, TableMapping

SEVERAL: Final = frozenset(
    "email phone mobile work_phone home_phone fax linkedin social website opt_out do_not_call do_not_contact".split()
)
"""Fields that several columns may hold: contacts, and every no."""
_EVERY_NO: Final = ("do_not_contact", "opt_out", "do_not_call")
_CERTAIN: Final = 2.0  # no guess is as sure as what the user or a preset says
_SUFFIX: Final = re.compile(r"__\d{1,3}$")
_MADE_UP: Final = re.compile(r"column_\d{1,5}$")


def map_columns(info: TableInfo, sample: pa.Table, *, forced: Mapping[str, str], settings: Settings) -> TableMapping:
    """What each column of a table is.

    `sample` holds the first records (at most 10,000) in columns `c:0` …; `forced` maps fields to columns as `--map` and a
    profile name them (a column that this table lacks is passed over: another table may have it).

    Raises:
        UsageError: if `forced` or `[headers]` names a field that does not exist.
    """
    _check_fields(forced, settings)
    headers = [_bare(info.header[i] if i < len(info.header) else "") for i in range(len(info.names))]
    profiles = [profile(text(sample, f"c:{i}")) for i in range(len(info.names))]
    preset = preset_of(headers)
    languages = row_languages(headers)
    claims = [_claim(i, header, languages) for i, header in enumerate(headers)]
    claims = _said(claims, info, headers, preset, forced, settings)
    claims = answer(claims, profiles)
    claims = evidence.weigh(claims, profiles)
    columns = tuple(_mapped(claim, rank, info, sample, preset) for claim, rank in zip(claims, _ranks(claims), strict=True))
    return TableMapping(
        doubts=doubts(columns, claims, profiles),
        preset=preset.name if preset else None,
        columns=columns,
        country=list_country(columns, sample, languages, _earlier_countries(info, sample)),
        warnings=_warnings(columns, preset),
    )


def _check_fields(forced: Mapping[str, str], settings: Settings) -> None:
    """Every field named by the user exists."""
    named = [(field, "--map") for field in forced]
    named += [(field, "[headers]") for field in settings.headers.values() if field not in ("", "-")]
    for field, where in named:
        if field not in FIELDS:
            near = suggest_fields(field)
            raise UsageError(
                f"{where}: there is no field {field}.",
                hint=f"Did you mean {near[0]}?" if near else f"The fields are: {', '.join(FIELDS)}.",
                kind="field",
            )


def _bare(header: str) -> str:
    """A header without what reading added to it: `email__2` is read like `email`, `column_7` like a blank header."""
    header = _SUFFIX.sub("", header.strip())
    return "" if _MADE_UP.match(header) else header


def row_languages(headers: list[str]) -> dict[str, float]:
    """How many headers speak each language, those of several languages counted in parts."""
    votes: defaultdict[str, float] = defaultdict(float, {"en": 0.1})
    for header in headers:
        if header.lower().startswith("lt_"):
            continue
        said = [g for g in guesses(header) if g.meaning not in ("barred", "nothing", "unknown")]
        spoken = sorted({language for g in said for language in g.languages})
        for language in spoken:
            votes[language] += 1 / len(spoken)
    return dict(votes)


def _claim(position: int, header: str, languages: dict[str, float]) -> Claim:
    """What a column's header alone makes of it."""
    if header.lower().startswith("lt_"):
        return Claim(position, header, None, 0.0, "a column that an earlier run of leadtool added", closed=True)
    found = guesses(header)
    if not header or not found:
        why = "the header is blank" if not header else "the header is too long to be a name"
        return Claim(position, header, None, 0.0, why, guess=None)
    weight = [max([languages.get(lang, 0.0) for lang in g.languages], default=0.0) * (0.5 if g.mixed else 1) for g in found]
    best = [g for g, w in zip(found, weight, strict=True) if w >= max(weight) - 1e-9]
    meanings = sorted({g.meaning for g in best})
    if meanings == ["state", "statelike"]:
        of = next((g.of for g in best if g.of == "work"), best[0].of)  # "business" is both a company and work
        best, meanings = [g._replace(of=of) for g in best if g.meaning == "state"], ["state"]
    nos = set(meanings) & set(_EVERY_NO)
    if len(meanings) > 1 and nos and set(meanings) <= nos | {"opt_in"}:  # a no in doubt is a no, and the widest one
        best = [g for no in _EVERY_NO for g in best if g.meaning == no]
        meanings = [best[0].meaning]
    if len(meanings) > 1:
        return Claim(
            position,
            header,
            None,
            0.0,
            f"the header could mean {' or '.join(map(_said_of, meanings))}",
            guess=best[0],
            closed=True,
        )
    return _from_guess(position, header, best[0], languages)


def _said_of(meaning: str) -> str:
    """A meaning among others, in words."""
    return "nothing of the lead's own" if meaning == "barred" else spoken(meaning.rstrip("~"))


def _from_guess(position: int, header: str, guess: Guess, languages: dict[str, float]) -> Claim:
    """The claim that one understanding of a header makes."""
    if guess.meaning == "unknown":
        return Claim(position, header, None, 0.0, "the header says nothing known", guess=guess)
    if guess.meaning in ("barred", "nothing"):
        return Claim(position, header, None, 0.0, "the header names no field of the lead's own", guess=guess, closed=True)
    language = max(sorted(guess.languages), key=lambda lang: languages.get(lang, 0.0), default="en")
    why = f"header '{header}' is {language_name(language)} for {spoken(guess.meaning.rstrip('~'))}"
    field = guess.meaning if guess.meaning in FIELDS else None
    return Claim(position, header, field, guess.confidence, why, guess=guess)


def _said(
    claims: list[Claim],
    info: TableInfo,
    headers: list[str],
    preset: Preset | None,
    forced: Mapping[str, str],
    settings: Settings,
) -> list[Claim]:
    """The claims, overruled by the preset, then by the config, then by `--map`."""
    taught = {compact(header): field for header, field in settings.headers.items()}
    positions = {find_column(info, column): field for field, column in forced.items()}
    said = []
    for claim, header in zip(claims, headers, strict=True):
        key = compact(header)
        if claim.position in positions:
            named = positions[claim.position]
            claim = replace(claim, field=named, confidence=_CERTAIN, why=f"--map says it is {named}", settled=True)
        elif claim.why.startswith("a column that an earlier run"):
            pass
        elif key and key in taught:
            field = None if taught[key] in ("", "-") else taught[key]
            claim = replace(claim, field=field, confidence=_CERTAIN - 0.1, why="the config says so", settled=True)
        elif preset and key in preset.columns:
            field = preset.columns[key] or None
            why = f"preset {preset.title}" if field else f"preset {preset.title} leaves it out"
            claim = replace(claim, field=field, confidence=0.99, why=why, closed=not field, preset=True)
        said.append(claim)
    return said


def _ranks(claims: list[Claim]) -> list[int]:
    """The rank of each column among those of its field; 0 for one that must give way to a surer column."""
    ranks = [0] * len(claims)
    for field in sorted({c.field for c in claims if c.field}):
        order = sorted((c for c in claims if c.field == field), key=_several_first if field in SEVERAL else _surest_first)
        for rank, claim in enumerate(order if field in SEVERAL else order[:1], start=1):
            ranks[claim.position] = rank
    return ranks


def _several_first(claim: Claim) -> tuple[object, ...]:
    """Among columns that all stay: forced, then the main ones, then by the number in the header, then by place."""
    guess = claim.guess
    parts = guess.parts if guess else frozenset()
    ordinal = guess.ordinal if guess else 1
    return (-int(claim.confidence > 1), "secondary" in parts, "company" in parts or "office" in parts, ordinal, claim.position)


def _surest_first(claim: Claim) -> tuple[object, ...]:
    """Among columns of which one stays: the surest, then the one that names the lead, then the first."""
    parts = claim.guess.parts if claim.guess else frozenset()
    return ("id" in parts and claim.field != "id", -claim.confidence, "person" not in parts, claim.position)


def _mapped(claim: Claim, rank: int, info: TableInfo, sample: pa.Table, preset: Preset | None) -> MappedColumn:
    """The column as it goes out."""
    i = claim.position
    header = info.header[i] if i < len(info.header) else ""
    bare = MappedColumn(position=i, header=header, name=info.names[i], field=None, why=claim.why)
    if claim.field is None:
        return bare
    if rank == 0:
        return replace(bare, why=f"{claim.why}, but another column is more surely {claim.field}")
    hints = hints_of(claim.field, header, text(sample, f"c:{i}"))
    return replace(
        bare,
        field=claim.field,
        rank=rank,
        confidence=round(min(claim.confidence, 1.0), 2),
        date_order=hints.date_order,
        decimal=hints.decimal,
        unit=hints.unit,
        currency=hints.currency,
        prefix=preset.prefix(header, claim.field) if preset else "",
    )


def _earlier_countries(info: TableInfo, sample: pa.Table) -> list[str]:
    """The `lt_country` of the records that an earlier run wrote, "" where it found none; nothing for a list of any other kind."""
    if not {"lt_id", "lt_country"} <= set(info.names):
        return []
    ids, countries = (text(sample, f"c:{info.names.index(name)}").to_pylist() for name in ("lt_id", "lt_country"))
    return [country for lt_id, country in zip(ids, countries, strict=True) if lt_id]


def _warnings(columns: tuple[MappedColumn, ...], preset: Preset | None) -> tuple[str, ...]:
    """What a person should know of the mapping."""
    earlier = sum(c.name.lower().startswith("lt_") for c in columns)
    said = [f"{earlier} columns of an earlier run (lt_…) are replaced."] if earlier else []
    if not any(c.field for c in columns):
        said.append("No column was understood.")
    return (*said, *(preset.quirks if preset else ()))

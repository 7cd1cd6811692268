"""Presets: known exports, recognised by the full signature of their header."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from leadtool.columns.lexicon import compact
from leadtool.vocab import word_list


class Preset(NamedTuple):
    """A known export: one of its signatures must stand whole in the header; `columns` says what its headers mean.

    Keys are compact headers, values fields or "" for a column that is to stay unmapped. `prefixes` are the markers its
    cells begin with, by header, or by field where a header is the user's own words. `only` are beginnings of which every
    header of the file must have one.
    """

    name: str
    title: str
    signatures: tuple[frozenset[str], ...]
    columns: dict[str, str]
    prefixes: dict[str, str]
    only: tuple[str, ...]
    quirks: tuple[str, ...]

    def prefix(self, header: str, field: str) -> str:
        """The marker that the cells of a column begin with, or ""."""
        return self.prefixes.get(compact(header), "") or self.prefixes.get(f"={field}", "")


@cache
def presets() -> tuple[Preset, ...]:
    """All presets, in order of name."""
    return tuple(_preset(name, said) for name, said in sorted(word_list("presets").items()))


def _preset(name: str, said: dict[str, object]) -> Preset:
    def words(key: str) -> list[str]:
        found = said.get(key, [])
        return [str(word) for word in found] if isinstance(found, list) else []

    def pairs(key: str) -> dict[str, str]:
        found = said.get(key, {})
        return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}

    columns = {compact(header): "" if meaning == "-" else meaning for header, meaning in pairs("columns").items()}
    columns |= {compact(header): "" for header in words("ignored")}
    alternatives = said.get("signatures", [])
    signatures = [frozenset(map(compact, one)) for one in alternatives] if isinstance(alternatives, list) else []
    return Preset(
        name=name,
        title=str(said.get("title", name)),
        signatures=tuple(signatures),
        columns=columns,
        prefixes={header if header.startswith("=") else compact(header): mark for header, mark in pairs("prefixes").items()},
        only=tuple(words("only")),
        quirks=tuple(words("quirks")),
    )


def preset_of(header: Iterable[str]) -> Preset | None:
    """The preset whose full signature stands in this header; the longest signature wins, then the name."""
    cells = [cell.strip() for cell in header]
    present = {compact(cell) for cell in cells if len(cell) <= 200}
    best: tuple[int, int, Preset] | None = None
    for preset in presets():
        if preset.only and not all(cell.startswith(preset.only) for cell in cells if cell):
            continue
        for signature in preset.signatures:
            if signature <= present:
                rank = (len(signature), sum(key in preset.columns for key in present))
                if best is None or rank > best[:2]:
                    best = (*rank, preset)
    return best[2] if best else None

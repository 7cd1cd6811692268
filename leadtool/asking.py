"""What the user asked for, in words and paths, turned into a checked job: before anything is read."""

import datetime
import difflib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from leadtool import config
from leadtool.config import Settings, SuppressKind
from leadtool.errors import UsageError
from leadtool.model import FIELDS
from leadtool.pipeline.gates import parse_gate
from leadtool.pipeline.job import DuplicateSearch, Input, Job, Suppression
from leadtool.profile import read_profile
from leadtool.read import ReadOptions

LOCAL_CONFIG = "leadtool.toml"


def settings_in_force(named: str) -> tuple[Settings, Path | None]:
    """The settings of the config file named by the user, else of ./leadtool.toml, else the defaults; and which file it was."""
    path = Path(named) if named else Path(LOCAL_CONFIG)
    if named or path.is_file():
        return config.load(path), path
    return Settings(), None


def make_job(
    files: Sequence[str],
    *,
    settings: Settings | None = None,
    config_file: str = "",
    country: str = "",
    source: Sequence[str] = (),
    map: Sequence[str] = (),
    sheet: str = "",
    member: str = "",
    encoding: str = "",
    delimiter: str = "",
    no_header: bool = False,
    profile: str = "",
    crm: Sequence[str] = (),
    suppress: Sequence[str] = (),
    decisions: str = "",
    duplicates: str = "fuzzy",
    workers: int = 0,
    as_of: str = "",
    fail_on: Sequence[str] = (),
    csv_safety: bool = True,
    dns: bool = False,
    chunk_rows: int = 0,
) -> Job:
    """The job that these words and paths ask for.

    Raises:
        UsageError: for a path that is not there, a word that is not known, or a mistake in the config.
    """
    folder = Path()
    if settings is None:
        settings, path = settings_in_force(config_file)
        folder = path.parent if path else folder
    if country:
        settings = settings.model_copy(update={"country": _country(country)})
    reading = ReadOptions(
        encoding=encoding or None,
        delimiter=_delimiter(delimiter),
        no_header=no_header,
        sheet=sheet or None,
        member=member or None,
    )
    known_columns: tuple[str, ...] = ()
    if profile:
        reading, settings, known_columns = read_profile(_existing(profile), reading, settings)
    for said in [*settings.fail_on, *fail_on]:
        parse_gate(said)
    if duplicates not in get_args(DuplicateSearch):
        raise UsageError(f"--duplicates {duplicates}: it is fuzzy, exact or off.")
    lists = [Suppression(path=str(_existing(str(folder / s.file))), kind=s.kind, date=s.date) for s in settings.suppress]
    extra = {"chunk_rows": chunk_rows} if chunk_rows else {}
    return Job(
        inputs=_inputs(files, source),
        settings=settings,
        as_of=day(as_of),
        reading=reading,
        forced=tuple(_forced(map)),
        profile_columns=known_columns,
        crm=tuple(str(_existing(path, folder_too=True)) for path in [*(str(folder / c) for c in settings.crm), *crm]),
        suppress=(*lists, *(_suppression(said) for said in suppress)),
        decisions=_existing(decisions) if decisions else None,
        duplicates=duplicates,  # type: ignore[arg-type]
        dns=dns,
        csv_safety=csv_safety,
        workers=workers,
        fail_on=(*settings.fail_on, *fail_on),
        **extra,
    )


def _inputs(files: Sequence[str], source: Iterable[str]) -> tuple[Input, ...]:
    for path in files:
        if path != "-":
            _existing(path)
    names: dict[str, str] = {}
    general = ""
    for said in source:
        before, equals, name = said.partition("=")
        chosen = [path for path in files if equals and before in (path, Path(path).name)]
        if chosen:
            names.update(dict.fromkeys(chosen, name))
        else:
            general = said
    return tuple(Input(path=path, source=names.get(path, general)) for path in files)


def _existing(path: str, *, folder_too: bool = False) -> Path:
    """The path, if it is there.

    Raises:
        UsageError: naming the nearest file that is.
    """
    given = Path(path)
    if given.is_dir() and not folder_too:
        raise UsageError(f"{path} is a folder.", hint=f"Name its files, for example {path.rstrip('/')}/*.csv.", kind="folder")
    if given.exists() or given.is_symlink():
        return given
    try:
        beside = [entry.name for entry in given.parent.iterdir()] if given.parent.is_dir() else []
    except OSError:
        beside = []
    near = difflib.get_close_matches(given.name, beside, n=1, cutoff=0.5)
    hint = f"Did you mean {given.parent / near[0]}?" if near else "Check the path."
    raise UsageError(f"{path} not found.", hint=hint, kind="missing")


def _forced(said: Iterable[str]) -> Iterable[tuple[str, str]]:
    for pair in said:
        field, equals, column = pair.partition("=")
        if not equals or not column:
            raise UsageError(f"--map {pair}: write it as field=Column.")
        if field not in FIELDS:
            near = difflib.get_close_matches(field, FIELDS, n=1)
            raise UsageError(
                f"--map {pair}: there is no field {field}.",
                hint=f"Did you mean {near[0]}?" if near else f"The fields are: {', '.join(FIELDS)}.",
            )
        yield field, column


def _suppression(said: str) -> Suppression:
    kind, equals, path = said.partition("=")
    kinds: Mapping[str, Any] = dict.fromkeys(get_args(SuppressKind))
    if equals and kind in kinds:
        return Suppression(path=str(_existing(path)), kind=kind)  # type: ignore[arg-type]
    if equals and not Path(said).exists():
        near = difflib.get_close_matches(kind, list(kinds), n=1)
        raise UsageError(
            f"--suppress {said}: {kind} is no kind of list.",
            hint=f"Did you mean {near[0]}?" if near else f"The kinds are: {', '.join(kinds)}.",
        )
    return Suppression(path=str(_existing(said)))


def _country(said: str) -> str:
    if len(said) == 2 and said.isascii() and said.isalpha():
        return said.upper()
    raise UsageError(f"--country {said}: write the two-letter code, such as US, DE or ES.")


_LONGEST_DELIMITER = 5
_DELIMITERS = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " "}


def _delimiter(said: str) -> str | None:
    if not said:
        return None
    char = _DELIMITERS.get(said.lower(), said)
    if len(char) > _LONGEST_DELIMITER or "\n" in char or "\r" in char or '"' in char:
        raise UsageError(f"--delimiter {said}: it is one or a few characters, or tab, comma, semicolon, pipe or space.")
    return char


def day(said: str) -> datetime.date:
    """The date an option names, today (UTC) where it names none.

    Raises:
        UsageError: if it is no ISO date.
    """
    if not said:
        return datetime.datetime.now(datetime.UTC).date()
    try:
        return datetime.date.fromisoformat(said)
    except ValueError:
        raise UsageError(f"--as-of {said}: write the date as YYYY-MM-DD.") from None

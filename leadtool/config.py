"""Settings: what `leadtool.toml` may say, with its defaults; all mistakes are told at once.

Long because it is the one place that says what the file may hold: one class per section.
Settings come from flags, then `--config FILE`, else `./leadtool.toml`; nowhere else.
"""

import datetime
import difflib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from leadtool.errors import UsageError
from leadtool.model import FIELDS
from leadtool.rules import Effect, all_rules

STATUS_MEANINGS: Final = ("new", "working", "nurturing", "unqualified", "qualified", "customer", "do_not_contact", "junk")
_HINT: Final = "`leadtool config` shows what is known."
_LOOKALIKE: Final = str.maketrans("OI", "01")  # J1O1
_QUOTED: Final = re.compile(r"'([^']*)'")
SuppressKind = Literal["unsubscribed", "customers", "competitors", "staff", "do_not_call"]
JobLevel = Literal["owner", "c_level", "vp", "director", "manager", "staff", "student", "unknown"]
SourceKind = Literal["bought", "web", "newsletter", "event", "referral", "cold", "directory", "crm", "phone", ""]


_OWN_RULES = """id source notes tags work_phone home_phone fax do_not_contact opt_out opt_in do_not_call consent_at consent_ip
    consent_evidence created_at updated_at last_contacted last_activity contact_count last_reply_at converted_at email_verdict
    email_verdict_at phone_verdict""".split()
MERGED_BY_RULE = tuple(field for field in FIELDS if field not in _OWN_RULES)
"""The fields that `[merge.fields]` may name; the others are joined, or have rules that must hold."""


class Section(BaseModel):
    """A table of the config file; unknown keys are mistakes, values never change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Definition(Section):
    """`[definition]`: what this company calls a lead. "sales": fits and has a need; "marketing": anybody who might."""

    profile: Literal["sales", "marketing"] = "sales"


class Outreach(Section):
    """`[outreach]`: who is contacted, and how old is too old."""

    customers: Literal["suppress", "keep"] = "suppress"
    stale_days: int = Field(default=365, ge=1)
    verdict_days: int = Field(default=90, ge=1)
    do_not_call_days: int = Field(default=31, ge=1)


class Email(Section):
    """`[email]`: domains or addresses whose kind the user knows better; allow wins over deny."""

    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()


class Spec(Section):
    """`spec` of a source: what was ordered. A lead outside it is off-spec."""

    countries: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    job_levels: tuple[JobLevel, ...] = ()
    job_functions: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    employees_min: int | None = None
    employees_max: int | None = None
    income_min: float | None = None
    revenue_min: float | None = None
    has: tuple[str, ...] = ()


class Source(Section):
    """`[sources."Name"]`: what was ordered from a vendor or channel, at what price and on what terms."""

    kind: SourceKind = ""
    price: float | None = Field(default=None, ge=0)
    price_per_lead: float | None = Field(default=None, ge=0)
    currency: str = "EUR"
    received: datetime.date | None = None
    claim_days: int | None = Field(default=None, ge=0)
    accepted_reasons: tuple[str, ...] = ()
    trust: int = Field(default=0, ge=-10, le=10)
    spec: Spec = Field(default_factory=Spec)


class Criteria(Section):
    """`[criteria]`: who can buy. An empty list or a missing figure asks nothing."""

    job_levels: tuple[JobLevel, ...] = ("owner", "c_level", "vp", "director")
    job_functions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    employees_min: int | None = None
    employees_max: int | None = None
    revenue_min: float | None = None
    budget_min: float | None = None
    income_min: float | None = None


class Product(Section):
    """`[[value.products]]`: a product, what one purchase brings, and how often the same buyer comes back in a year."""

    name: str
    price: float = Field(ge=0)
    per_year: float = Field(default=1.0, ge=0)
    words: tuple[str, ...] = ()
    employees_min: int | None = None
    income_min: float | None = None


class Value(Section):
    """`[value]`: what a lead may be worth, in `currency`, over `horizon_years`."""

    currency: str = "EUR"
    horizon_years: float = Field(default=3.0, gt=0)
    budget_share: float = Field(default=1.0, gt=0, le=1)
    income_share: float = Field(default=0.02, ge=0, le=1)
    per_employee: float = Field(default=0.0, ge=0)
    products: tuple[Product, ...] = ()


class Score(Section):
    """`[score]`: points per line of the receipt; the sum is held between 0 and 100.

    A full set of contact data is worth 43, who and what somebody is (decision maker, can pay) 20, interest 20, and all three
    together 10 more: a name nobody has talked to is B at best, an e-mail address alone D, and only interest makes an A.
    """

    valid_email: int = 20
    risky_email: int = 8
    free_email: int = -2
    role_email: int = -5
    valid_phone: int = 15
    possible_phone: int = 6
    mobile: int = 3
    decision_maker: int = 12
    influencer: int = 5
    no_authority: int = -5
    ability: int = 8
    no_ability: int = -10
    interest: int = 20
    no_interest: int = -25
    qualified: int = 10
    unqualified: int = -20
    two_way: int = 10
    came_to_us: int = 5
    referral: int = 8
    competitor_customer: int = 5
    complete_name: int = 3
    company: int = 2
    stale: int = -10
    off_spec: int = -15
    suspicious: int = -10


class Tiers(Section):
    """`[tiers]`: the lowest score of tiers A, B and C; a lead worth at least `value_a` moves up one tier."""

    a: int = Field(default=70, ge=0, le=100)
    b: int = Field(default=50, ge=0, le=100)
    c: int = Field(default=30, ge=0, le=100)
    value_a: float | None = 25000.0

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.a >= self.b >= self.c:
            raise ValueError("a is the highest, then b, then c")
        return self


class Junk(Section):
    """`[junk]`: what else counts as no potential."""

    students: bool = False
    job_seekers: bool = False
    vendor_tests: bool = True
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


MergeRule = Literal["kept", "fullest", "newest", "trusted", "longest"]


class Merge(Section):
    """`[merge]`: which row of a duplicate group speaks for the lead.

    `keep` says which row is kept and `order` in which order the others fill its blanks; `fields` names fields of which the value
    comes from another row than the kept one (what belongs together, such as an address, goes together). "trusted" goes by
    `trust` of the sources. A no, the furthest status and the dates have rules of their own, which hold whatever is said here.
    """

    keep: Literal["fullest", "newest", "trusted"] = "fullest"
    order: tuple[Literal["fullest", "newest", "trusted"], ...] = ("fullest", "newest")
    spelling: bool = True
    fields: dict[str, MergeRule] = Field(default_factory=dict)

    @field_validator("fields")
    @classmethod
    def _known_fields(cls, value: dict[str, MergeRule]) -> dict[str, MergeRule]:
        for field in value:
            if field not in MERGED_BY_RULE:
                near = difflib.get_close_matches(field, MERGED_BY_RULE, n=1)
                raise ValueError(f"{field} is no field with a merge rule" + (f", did you mean {near[0]}?" if near else ""))
        return value


class Output(Section):
    """`[output]`: how tables are written."""

    bom: bool = True
    mask_report: bool = True


class SuppressList(Section):
    """`[[suppress]]`: whom not to contact; `date` is the list's age, never the file's time stamp."""

    file: str
    kind: SuppressKind = "unsubscribed"
    date: datetime.date | None = None


class Settings(Section):
    """Everything the config file may say."""

    country: str = ""
    definition: Definition = Definition()
    outreach: Outreach = Outreach()
    email: Email = Email()
    sources: dict[str, Source] = Field(default_factory=dict)
    criteria: Criteria = Criteria()
    value: Value = Value()
    score: Score = Score()
    tiers: Tiers = Tiers()
    junk: Junk = Junk()
    merge: Merge = Merge()
    output: Output = Output()
    suppress: tuple[SuppressList, ...] = ()
    crm: tuple[str, ...] = ()
    status: dict[str, str] = Field(default_factory=dict)
    headers: dict[str, str] = Field(default_factory=dict)
    fail_on: tuple[str, ...] = ()
    rules: dict[str, Effect] = Field(default_factory=dict)


def load(path: Path) -> Settings:
    """The settings a config file holds.

    Raises:
        UsageError: if the file is missing, is not TOML, or says something that is not known; every mistake is named.
    """
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise UsageError(f"{path.name} not found.", hint="Write one with `leadtool init`.", kind="config") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as cause:
        where = str(cause) if isinstance(cause, tomllib.TOMLDecodeError) else "it is not UTF-8 text"
        raise UsageError(f"{path.name} is not valid TOML: {where}.", kind="config") from cause
    except OSError as cause:
        raise UsageError(f"{path.name} cannot be read.", kind="config") from cause
    return check(said, path.name)


def check(said: dict[str, Any], where: str) -> Settings:
    """Settings from what a config file says; all mistakes at once, each with the nearest known word.

    Raises:
        UsageError: naming every mistake.
    """
    mistakes = _unknown_words(said)
    try:
        settings = Settings.model_validate(said)
    except ValidationError as cause:
        mistakes = [_mistake(error) for error in cause.errors()] + mistakes
        raise UsageError(f"{where}: " + "; ".join(mistakes) + ".", hint=_HINT, kind="config") from cause
    if mistakes:
        raise UsageError(f"{where}: " + "; ".join(mistakes) + ".", hint=_HINT, kind="config")
    return settings


def _unknown_words(said: dict[str, Any]) -> list[str]:
    """Mistakes in the words that a user gives as keys or values of free tables: rules, status, headers."""
    found = []
    for code in _table(said, "rules"):
        if code not in all_rules():
            near = _nearest(code.upper().translate(_LOOKALIKE), all_rules())
            found.append(f"rules.{code}: there is no such rule{near}; `leadtool rule` lists them")
    for word, meaning in _table(said, "status").items():
        if meaning not in STATUS_MEANINGS:
            found.append(
                f'status."{word}": {meaning!r} is none of {", ".join(STATUS_MEANINGS)}{_nearest(meaning, STATUS_MEANINGS)}'
            )
    for header, field in _table(said, "headers").items():
        if field not in (*FIELDS, "-", ""):
            found.append(f'headers."{header}": {field!r} is no field{_nearest(field, FIELDS)}')
    return found


def _table(said: dict[str, Any], key: str) -> dict[str, Any]:
    table = said.get(key)
    return table if isinstance(table, dict) else {}


def _nearest(word: Any, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(str(word), list(known), n=1)
    return f", did you mean {near[0]}?" if near else ""


def _mistake(error: Any) -> str:
    place = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"{place} is not known{_nearest(error['loc'][-1], _keys_at(error['loc'][:-1]))}"
    wanted = _QUOTED.findall(str(error.get("ctx", {}).get("expected", "")))
    return f"{place}: {error['msg'].removeprefix('Value error, ')}{_nearest(error.get('input'), wanted)}"


def _keys_at(path: tuple[Any, ...]) -> list[str]:
    """The keys that the section at this path knows."""
    here: Any = Settings
    for part in path:
        if isinstance(here, type) and issubclass(here, BaseModel) and part in here.model_fields:
            here = here.model_fields[part].annotation
        here = _inner(here)
    return list(here.model_fields) if isinstance(here, type) and issubclass(here, BaseModel) else []


def _inner(annotation: Any) -> Any:
    """The section class inside `dict[str, Section]`, `tuple[Section, ...]` or a plain section."""
    for inner in getattr(annotation, "__args__", ()):
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            return inner
    return annotation


def json_schema() -> dict[str, Any]:
    """The JSON Schema of leadtool.toml, so that an editor completes keys and marks mistakes."""
    schema = Settings.model_json_schema()
    schema["properties"]["status"]["additionalProperties"] = {"enum": list(STATUS_MEANINGS)}
    schema["properties"]["rules"]["propertyNames"] = {"enum": sorted(all_rules())}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "leadtool.toml"}

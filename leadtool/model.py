"""The shapes that travel between the steps: fields, columns, tables, mappings, contexts and results."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from leadtool.config import Settings

DISPOSITIONS: Final = ("ready", "review", "duplicate", "suppressed", "junk", "unreadable", "not_a_record")
CLASSES: Final = ("new", "working", "nurturing", "unqualified")
STAGES: Final = ("suspect", "lead", "prospect", "qualified", "customer")
TIERS: Final = ("A", "B", "C", "D")
CHANNELS: Final = ("email", "call", "sms", "social", "in_person")
JOB_LEVELS: Final = ("owner", "c_level", "vp", "director", "manager", "staff", "student", "unknown")

FIELDS: Final = tuple(
    """id email phone mobile work_phone home_phone fax full_name first_name middle_name last_name salutation suffix job_title
    department company website linkedin social street street2 city state postal_code country status stage rating source
    campaign owner notes tags created_at updated_at last_contacted last_activity contact_count last_reply_at converted_at
    lost_reason do_not_contact opt_out opt_in do_not_call consent_at consent_ip consent_evidence email_verdict
    email_verdict_at phone_verdict budget income deal_value employees revenue industry enquiry preapproved decision_maker
    homeowner""".split()
)
"""What a column can be. `enquiry`: what they asked for; `decision_maker`: also head of household."""

LT_COLUMNS: Final = tuple(
    """lt_id lt_source lt_file lt_row lt_disposition lt_class lt_class_reason lt_stage lt_engagement lt_score
    lt_score_receipt lt_tier lt_next_action lt_interest lt_ability lt_authority lt_qualified lt_evidence lt_value_low
    lt_value_high lt_value_basis lt_first_name lt_last_name lt_full_name lt_job_level lt_job_function lt_email
    lt_email_status lt_email_kind lt_email_suggestion lt_other_emails lt_phone lt_phone_status lt_phone_type lt_phone_ext
    lt_mobile lt_other_phones lt_channels lt_best_channel lt_timezone lt_last_contacted lt_company lt_domain lt_street
    lt_city lt_state lt_postal_code lt_country lt_duplicate_of lt_group_size lt_match_reason lt_crm_match lt_rules""".split()
)
"""The added columns, in their order in every table."""

PARSED_LT: Final = tuple(
    """lt_first_name lt_last_name lt_full_name lt_job_level lt_job_function lt_email lt_email_status lt_email_kind
    lt_email_suggestion lt_other_emails lt_phone lt_phone_status lt_phone_type lt_phone_ext lt_mobile lt_other_phones
    lt_timezone lt_last_contacted lt_company lt_domain lt_street lt_city lt_state lt_postal_code lt_country""".split()
)
"""The added columns that parsing fills; judging, matching and writing fill the others."""

PARSED: Final = tuple(
    """id middle_name salutation suffix job_title department website linkedin social status stage rating source campaign
    owner notes tags lost_reason industry enquiry created_at updated_at last_activity last_reply_at converted_at
    consent_at email_verdict_at contact_count do_not_contact opt_out opt_in do_not_call preapproved decision_maker
    homeowner consent_ip consent_evidence email_verdict phone_verdict budget income deal_value revenue employees""".split()
)
"""What parsing reads besides PARSED_LT, under the field's own name, as text:

dates ISO 8601 (`2026-10-01`, a time kept if there was one) or empty; `contact_count` digits; flags `yes`, `no`, `unknown`
(a word that is neither) or empty; money and counts a range `low..high CUR`, either end may be missing (`80000..120000 USD`,
`100000.. EUR`, `50..200`); `email_verdict` valid, risky, invalid, disposable, role, unknown; `phone_verdict` active,
disconnected, unknown; everything else the tidied cell (NFC, trimmed, repaired)."""

RECORD: Final = ("record", "file", "first_line", "last_line")
"""Where a row stands: `record` (int64) its number in the run, `file` (int32) which input table, lines (int64) from 1."""


@dataclass(frozen=True, kw_only=True)
class TableInfo:
    """One table as read: a CSV file, or one sheet of a workbook.

    `path` is as typed; `file` is the short name used in ids, `lt_file` and rejected.csv. `header` holds the header cells as
    they stand in the file (empty when there is no header), `names` the unique column names made from them (`email__2`,
    `column_7`). `quote` and `delimiter` are the characters themselves, None in a workbook; lines count from 1.
    `evidence` says in words how encoding, dialect and header were decided; `warnings` what a person should know.
    """

    path: str
    file: str
    sheet: str | None
    encoding: str | None
    delimiter: str | None
    quote: str | None
    escape: str | None
    header_line: int | None
    header: tuple[str, ...]
    names: tuple[str, ...]
    sha256: str
    bytes: int
    evidence: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def record_prefix(self) -> str:
        """What stands before `#first-last` in this table's record ids."""
        return self.file if self.sheet is None else f"{self.file}!{self.sheet}"


@dataclass(frozen=True, kw_only=True)
class MappedColumn:
    """What one column was taken for, and why.

    `field` is None when unmapped. `rank` is 1 for the first column of a field, 2 for the second e-mail or phone, and so on.
    `date_order` is "dmy", "mdy", "ymd" or "" (unknown), decided from the whole sample; `decimal` is "." or "," or "".
    `unit` multiplies numbers (1000 where a header says thousands); `currency` is what the header says (ISO 4217) or "".
    `prefix` is a vendor's marker to cut from each cell (`p:` in Meta exports).
    """

    position: int
    header: str
    name: str
    field: str | None
    rank: int = 1
    confidence: float = 0.0
    why: str = ""
    date_order: str = ""
    decimal: str = ""
    unit: float = 1.0
    currency: str = ""
    prefix: str = ""


@dataclass(frozen=True, kw_only=True)
class TableMapping:
    """Columns of one table mapped to fields, with what the whole sample says about the list.

    `preset` names the known export whose full signature the header matched, or is None. `country` is the list's own default
    region (ISO alpha-2) where nearly all evidence agrees, else "". `warnings` are sentences for the summary.
    `doubts` are the findings on the header: the name of a column, and the code of a rule.
    """

    preset: str | None
    columns: tuple[MappedColumn, ...]
    country: str = ""
    warnings: tuple[str, ...] = ()
    doubts: tuple[tuple[str, str], ...] = ()

    def of(self, *fields: str) -> tuple[MappedColumn, ...]:
        """The columns mapped to any of these fields, by field in the order given, then by rank."""
        return tuple(
            sorted(
                (c for c in self.columns if c.field in fields),
                key=lambda c: (fields.index(c.field or ""), c.rank, c.position),
            )
        )


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a step may know beside its chunk: settings, "today" and how this chunk's table was mapped.

    `country` is the default region of phones and addresses (the user's, else the list's, else ""); `source` the vendor or
    channel named by the user, else "".
    """

    settings: "Settings"
    as_of: datetime.date
    mapping: TableMapping
    table: TableInfo
    country: str = ""
    source: str = ""


class StepResult(NamedTuple):
    """A chunk with columns added, and the findings made on the way (see `chunks.FINDINGS`)."""

    chunk: Any
    findings: Any


class RecordChunk(NamedTuple):
    """Some records as read.

    `records` is a table with the RECORD columns and one text column `c:0`, `c:1`, … per column of the file; `rejected` a
    table (file, first_line, last_line, disposition, rule, raw_text); `findings` see `chunks.FINDINGS`.
    """

    records: Any
    rejected: Any
    findings: Any


@dataclass(frozen=True, kw_only=True)
class KnownList:
    """A list of people we know, ready to be matched: a CRM export, a suppression list or an earlier run.

    `kind` is "crm", "run", or a suppression kind (unsubscribed, customers, competitors, staff, do_not_call). `leads` holds
    the parsed columns (PARSED_LT and PARSED) and the original cells `c:0` …; `date` is the list's age as the config says.
    """

    name: str
    kind: str
    leads: Any
    mapping: TableMapping
    date: datetime.date | None = None
    details: Mapping[str, str] = field(default_factory=dict)

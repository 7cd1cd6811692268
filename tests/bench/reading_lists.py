"""Lists with their truth, and how they are written down: what the reading score is measured on."""

import csv
import io
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Cells = list[str]

_PEOPLE = {
    "western": ["José García", "Zoë Müller", "François Lefèvre", "Anna Smith", "Bob O'Neil", "Søren Ångström", "Ana Muñoz"],
    "plain": ["Anna Smith", "Bob Jones", "Carol White", "Dan Brown", "Eve Black", "Frank Green"],
    "polish": ["Łukasz Wiśniewski", "Małgorzata Dąbrowska", "Żaneta Król", "Jan Nowak"],
    "russian": ["Сергей Иванов", "Анна Петрова", "Ольга Щербакова", "Юрий Кузнецов"],
    "greek": ["Γιώργος Παπαδόπουλος", "Άννα Ιωάννου", "Ελένη Δημητρίου"],
    "turkish": ["Ayşe Yıldız", "Mehmet Öztürk", "Gülşah Çağlar"],
    "hebrew": ["דוד כהן", "שרה לוי", "יוסף מזרחי"],
    "arabic": ["محمد علي", "فاطمة الزهراء", "يوسف حسن"],
    "japanese": ["田中太郎", "佐藤花子", "鈴木一郎"],
    "chinese": ["王小明", "李娜", "张伟"],
    "korean": ["김철수", "박영희", "이민호"],
}
_CITIES = {
    "western": ["Köln", "Málaga", "Besançon", "London", "Århus"],
    "plain": ["London", "Paris", "Boston", "Austin"],
    "polish": ["Gdańsk", "Łódź", "Kraków"],
    "russian": ["Москва", "Омск", "Тверь"],
    "greek": ["Αθήνα", "Θεσσαλονίκη"],
    "turkish": ["İstanbul", "Diyarbakır", "Muğla"],
    "hebrew": ["תל אביב", "ירושלים"],
    "arabic": ["القاهرة", "الرياض"],
    "japanese": ["東京都", "大阪府"],
    "chinese": ["北京市", "上海市"],
    "korean": ["서울시", "부산광역시"],
}
_HEADERS = {
    "en": {"id": "Id", "name": "Name", "email": "Email", "phone": "Phone", "company": "Company", "title": "Job Title", "city": "City",
           "zip": "Zip Code", "date": "Created Date", "status": "Lead Status", "money": "Annual Revenue", "notes": "Notes", "web": "Website"},
    "de": {"id": "Nr", "name": "Name", "email": "E-Mail", "phone": "Telefon", "company": "Firma", "title": "Funktion", "city": "Ort",
           "zip": "PLZ", "date": "Erstellt am", "status": "Status", "money": "Umsatz", "notes": "Bemerkungen", "web": "Webseite"},
    "es": {"id": "Id", "name": "Nombre", "email": "Correo", "phone": "Teléfono", "company": "Empresa", "title": "Cargo", "city": "Ciudad",
           "zip": "Código postal", "date": "Fecha", "status": "Estado", "money": "Facturación", "notes": "Notas", "web": "Sitio web"},
    "snake": {"id": "lead_id", "name": "full_name", "email": "email_address", "phone": "phone_number", "company": "company_name",
              "title": "job_title", "city": "city", "zip": "postal_code", "date": "created_at", "status": "status",
              "money": "annual_revenue", "notes": "comments", "web": "website_url"},
}  # fmt: skip
COMPANIES = ["Acme", "Globex GmbH", "Initech Ltd", "Umbrella", "Hooli", "Stark & Sons", "Wayne Works"]
TITLES = ["CEO", "Sales Manager", "Buyer", "Head of IT", "Owner", ""]
STATUSES = ["New", "Open", "Contacted", "Qualified", "", "Unqualified"]
NOTES = ["", "", "called twice", "met at the fair", "wants a quote", "no budget before spring"]


@dataclass
class Leads:
    """A list: header, records, and the position of the column that tells the records apart (the e-mail)."""

    header: Cells
    rows: list[Cells]
    key: int
    kinds: list[str]

    def column(self, kind: str) -> int:
        """The position of a kind of column."""
        return self.kinds.index(kind)


@dataclass
class Case:
    """A file and the truth about it.

    `answers` holds for each record the ways in which it may rightly be read (the first is how it was meant). `header_line`
    is None without a header; `aside` names the records (by e-mail) that may rightly be set aside: nobody can tell their cells; `delimiter` is None in a workbook; `quote` is None where no cell is quoted.
    """

    kind: str
    name: str
    content: bytes
    header: Cells
    answers: list[list[Cells]]
    key: int
    header_line: int | None = 1
    encoding: str | None = "utf-8"
    delimiter: str | None = ","
    quote: str | None = None
    options: dict[str, Any] = field(default_factory=dict)
    aside: set[str] = field(default_factory=set)


def leads(draw: random.Random, *, script: str = "western", rows: int | None = None, must: Sequence[str] = ()) -> Leads:
    """A list of 8 to 120 people with 4 to 11 columns in any order; every e-mail address is its own."""
    count = rows if rows is not None else draw.choice([8, 15, 30, 60, 120])
    language = draw.choice(["en", "en", "de", "snake"] + (["es"] if script == "western" else []))
    if script not in ("western", "plain"):
        language = draw.choice(["en", "snake"])
    kinds = ["id", "name", "phone", "company", "title", "city", "zip", "date", "status", "money", "notes", "web"]
    chosen = [kind for kind in kinds if kind in must or draw.random() < 0.6]
    while len(chosen) < 3:
        chosen = sorted({*chosen, draw.choice(kinds)}, key=kinds.index)
    chosen.insert(draw.randrange(1, len(chosen) + 1), "email")
    if draw.random() < 0.2:
        draw.shuffle(chosen)
    return Leads(
        header=[_HEADERS[language][kind] for kind in chosen],
        rows=[[_cell(draw, kind, at, script) for kind in chosen] for at in range(count)],
        key=chosen.index("email"),
        kinds=chosen,
    )


def _cell(draw: random.Random, kind: str, at: int, script: str) -> str:
    if kind == "id":
        return str(1000 + at)
    if kind == "name":
        return draw.choice(_PEOPLE[script])
    if kind == "email":
        return f"lead{at}.{draw.randrange(100)}@{draw.choice(['acme', 'globex', 'gmail', 'initech'])}.com"
    if kind == "phone":
        return draw.choice([f"+49 30 {1234000 + at}", f"(212) 555-{1000 + at}", f"+34600{100000 + at}", ""])
    if kind == "company":
        return draw.choice(COMPANIES)
    if kind == "title":
        return draw.choice(TITLES)
    if kind == "city":
        return draw.choice(_CITIES[script])
    if kind == "zip":
        return draw.choice([f"0{1000 + at}", f"{50000 + at}", "SW1A 1AA"])
    if kind == "date":
        return f"2026-{1 + at % 12:02}-{1 + at % 28:02}"
    if kind == "status":
        return draw.choice(STATUSES)
    if kind == "money":
        return draw.choice([str(1000 * (at + 1)), "", "250000"])
    if kind == "notes":
        return draw.choice(NOTES)
    return draw.choice(["acme.com", "https://www.globex.com/de", ""])


def written(
    rows: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\n", *, quoting: int = csv.QUOTE_MINIMAL, quote: str = '"'
) -> str:
    """Rows as text, as the csv module writes them; a delimiter of several characters must not stand in a cell."""
    if len(delimiter) > 1:
        return "".join(delimiter.join(row) + end for row in rows)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting, quotechar=quote).writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def lines(made: Leads, delimiter: str = ",", end: str = "\n") -> list[str]:
    """The list line by line, header first; no cell of it may hold a line break."""
    return [written([row], delimiter, end) for row in [made.header, *made.rows]]


def case(kind: str, made: Leads, text: str, **told: Any) -> Case:
    """A case in which every record is to be read as it was meant."""
    encoding = told.setdefault("encoding", "utf-8")
    told.setdefault("name", "leads.csv")
    content = text.encode(encoding or "utf-8")
    return Case(kind=kind, content=content, header=made.header, answers=[[row] for row in made.rows], key=made.key, **told)

"""What the tests of bad input share: write a file, read it, and hold the result against a few plain facts."""

from dataclasses import dataclass
from pathlib import Path

from leadtool.model import TableInfo
from leadtool.read import ReadOptions, open_tables


@dataclass
class Read:
    """A table as read: info, rows as lists of cells, what was set aside, findings, and where each row stands."""

    info: TableInfo
    rows: list[list[str]]
    lines: list[tuple[int, int]]
    rejected: list[dict[str, object]]
    findings: list[dict[str, object]]

    @property
    def rules(self) -> list[str]:
        return [str(row["rule"]) for row in self.rejected]

    @property
    def fired(self) -> list[str]:
        return [str(row["rule"]) for row in self.findings]


def read_all(path: Path, *, rows: int = 100_000, every_sheet: bool = False, **options: object) -> list[Read]:
    """All tables of a file."""
    scratch = path.parent / f"{path.name}.scratch"
    tables = open_tables(str(path), path.name, ReadOptions(**options), scratch=scratch, every_sheet=every_sheet)  # type: ignore[arg-type]
    found = []
    for table in tables:
        chunks = list(table.chunks(rows=rows))
        records = [record for chunk in chunks for record in chunk.records.to_pylist()]
        width = len(table.info.names)
        assert [record["record"] for record in records] == list(range(len(records)))
        found.append(
            Read(
                info=table.info,
                rows=[[record[f"c:{at}"] for at in range(width)] for record in records],
                lines=[(record["first_line"], record["last_line"]) for record in records],
                rejected=[row for chunk in chunks for row in chunk.rejected.to_pylist()],
                findings=[row for chunk in chunks for row in chunk.findings.to_pylist()],
            )
        )
    return found


def read(path: Path, content: bytes | str, name: str = "leads.csv", **options: object) -> Read:
    """The one table of a file with this content in a folder."""
    file = path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    [table] = read_all(file, **options)  # type: ignore[arg-type]
    return table


HEADER = "Name,Email,Phone,City\n"
PEOPLE = [
    "Jo Smit,jo@acme.nl,+31 20 123 4567,Delft",
    "Ann Vos,ann@globex.nl,+31 20 765 4321,Breda",
    "Bo Bos,bo@initech.nl,+31 20 123 4568,Gouda",
    "Cy Cas,cy@umbrella.nl,+31 20 123 4569,Goes",
    "Di Dop,di@hooli.nl,+31 20 123 4570,Ede",
]
LIST = HEADER + "\n".join(PEOPLE) + "\n"
ROWS = [line.split(",") for line in PEOPLE]

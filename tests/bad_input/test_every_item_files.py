"""Bad input 1–39 through the command line: one test per item, exit code and what is said."""

import csv
import gzip
import io
import json
import os
import pty
import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bad_input.command import Command, Outcome
from tests.bad_input.reading import HEADER, LIST, PEOPLE
from tests.conftest import Leadtool
from tests.runs import COMMAND

Clean = Callable[..., Outcome]


def zipped(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_item_001_a_missing_path(command: Command, tmp_path: Path) -> None:
    (tmp_path / "leads_2026.csv").write_text(LIST)
    done = command("clean", "leads.csv", "-o", "run")
    assert done.code == 2
    assert "leads.csv not found." in done.stderr
    assert "Did you mean leads_2026.csv?" in done.stderr
    assert not done.out.exists()


def test_item_002_a_folder(command: Command, tmp_path: Path) -> None:
    (tmp_path / "leads").mkdir()
    done = command("clean", "leads", "-o", "run")
    assert done.code == 2
    assert "is a folder" in done.stderr
    assert "leads/*.csv" in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_item_003_no_permission(clean: Clean, tmp_path: Path) -> None:
    (tmp_path / "leads.csv").write_text(LIST)
    (tmp_path / "leads.csv").chmod(0)
    done = clean(LIST)
    assert done.code == 3
    assert "chmod" in done.stderr


@pytest.mark.parametrize("content", [b""])
def test_item_004_an_empty_file(clean: Clean, content: bytes) -> None:
    done = clean(content)
    assert done.code == 3
    assert "is empty (0 bytes)" in done.stderr
    assert "export finish" in done.stderr


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b" \n\t\n  ", b"\xff\xfe"])
def test_item_005_nothing_but_a_mark_or_blanks(command: Command, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "leads.csv").write_bytes(content)
    done = command("clean", "leads.csv", "-o", "run", "--json")
    assert done.code == 3
    assert "empty" in done.said


def test_item_006_a_header_alone(clean: Clean, command: Command) -> None:
    done = clean(HEADER)
    assert done.code == 0
    assert done.rows == []
    header = (done.out / "leads.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert header.startswith('"Name","Email","Phone","City","lt_id"')
    assert done.summary["ledger"]["records"] == 0
    assert command("clean", "leads.csv", "-o", "run2", "--fail-on", "records<1").code == 1


def test_item_007_a_terminal_as_input(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [*COMMAND, "clean", "-", "-o", "run"], stdin=theirs, capture_output=True, cwd=tmp_path, timeout=60, check=False
        )
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == 2
    assert b"-" in done.stdout + done.stderr


def test_item_008_stdin_closed_or_empty(tmp_path: Path) -> None:
    line = " ".join(f"'{part}'" for part in [*COMMAND, "clean", "-", "-o", "run"])
    closed = subprocess.run(["sh", "-c", f"{line} <&-"], capture_output=True, cwd=tmp_path, timeout=60, check=False)
    assert closed.returncode == 3, closed.stderr
    done = subprocess.run([*COMMAND, "clean", "-", "-o", "run"], input=b"", capture_output=True, cwd=tmp_path, check=False)
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr + closed.stderr


def test_item_009_a_pipe(leadtool: Leadtool, tmp_path: Path) -> None:
    done = leadtool("clean", "/dev/stdin", "-o", "run", "--json", input=LIST)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["ledger"]["records"] == 5


def test_item_010_a_file_that_changes(clean: Clean, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from leadtool.read.inputs import Source

    real = Source.check_unchanged

    def grow(source: Source) -> None:
        (tmp_path / "leads.csv").write_text(LIST + LIST)
        real(source)

    monkeypatch.setattr(Source, "check_unchanged", grow)
    done = clean(LIST)
    assert done.code == 3
    assert "changed while it was read" in done.stderr
    assert not done.out.exists()


def test_item_011_the_same_file_twice(command: Command, tmp_path: Path) -> None:
    (tmp_path / "leads.csv").write_text(LIST)
    (tmp_path / "link.csv").symlink_to("leads.csv")
    os.link(tmp_path / "leads.csv", tmp_path / "hard.csv")
    done = command("clean", "leads.csv", "link.csv", "hard.csv", "-o", "run")
    assert done.code == 0
    assert done.summary["ledger"]["records"] == 5
    assert any("link.csv" in said for said in done.summary["warnings"])


def test_item_012_output_is_input(command: Command, tmp_path: Path) -> None:
    (tmp_path / "leads.csv").write_text(LIST)
    done = command("clean", "leads.csv", "-o", "leads.csv", "--overwrite")
    assert done.code == 2
    assert (tmp_path / "leads.csv").read_text() == LIST


def test_item_013_content_decides(clean: Clean, command: Command, tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{line.replace(',', '</td><td>')}</td></tr>" for line in LIST.splitlines())
    for name, content in (("a.xlsx", LIST), ("b.xls", f"<table>{rows}</table>"), ("c.csv", LIST.replace(",", "\t"))):
        (tmp_path / name).write_text(content)
        done = command("columns", name, "--json")
        assert done.code == 0, name
        assert _columns(done)["records"] == 5
    said = command("clean", "a.xlsx", "-o", "again").summary["warnings"]
    assert any("a.xlsx is" in sentence for sentence in said)


def _book() -> bytes:
    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    for line in LIST.splitlines():
        book.active.append(line.split(","))  # type: ignore[union-attr]
    book.save(out)
    return out.getvalue()


def test_item_014_a_workbook_cut_off(clean: Clean) -> None:
    done = clean(_book()[:-400], "--json", name="leads.xlsx")
    assert done.code == 3
    assert "xlsx-damaged" in done.said


def test_item_015_a_zip_named_xlsx(clean: Clean) -> None:
    done = clean(zipped({"readme.txt": "x"}), "--json", name="leads.xlsx")
    assert done.code == 3
    assert "xlsx-not-workbook" in done.said


def test_item_016_a_password(clean: Clean) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")
    done = clean(ole, "--json", name="leads.xlsx")
    assert done.code == 3
    assert "xlsx-encrypted" in done.said
    assert "password" in done.said


def test_item_017_other_office_files(clean: Clean) -> None:
    done = clean(zipped({"Index/Document.iwa": "x"}), name="leads.numbers")
    assert done.code == 3
    assert "XLSX" in done.stderr
    done = clean('{"url": "https://docs.google.com/open?id=1", "doc_id": "1", "email": "a@b.nl"}', name="leads.gsheet")
    assert done.code == 3
    assert "ownload" in done.stderr


def test_item_018_packed_with_one_member(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(LIST.encode()))
    (tmp_path / "b.zip").write_bytes(zipped({"leads.csv": LIST}))
    for name in ("a.csv.gz", "b.zip"):
        done = command("columns", name, "--json")
        assert json.loads(done.stdout)["files"][0]["records"] == 5


def test_item_019_a_zip_with_several_members(command: Command, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"one.csv": LIST, "two.csv": LIST + PEOPLE[0].replace("jo@", "jj@") + "\n"}))
    done = command("clean", "a.zip", "-o", "run")
    assert done.code == 2
    assert all(word in done.stderr for word in ("one.csv", "two.csv", "--member"))
    assert command("clean", "a.zip", "-o", "run", "--member", "two.csv").summary["ledger"]["records"] == 6


def test_item_020_a_zip_bomb(clean: Clean) -> None:
    bomb = zipped({"a.csv": "0" * (80 << 20)})
    begin = time.monotonic()
    done = clean(bomb, "--json", name="leads.zip")
    assert done.code == 3
    assert "bomb" in done.said
    assert time.monotonic() - begin < 3
    many = zipped({f"{at}.csv": "" for at in range(10_001)})
    assert "bomb" in clean(many, "--json", name="many.zip").said


def test_item_021_a_zip_that_lies_about_its_size(clean: Clean, monkeypatch: pytest.MonkeyPatch) -> None:
    from leadtool.read import inputs

    monkeypatch.setattr(inputs, "SMALL", 1 << 20)
    content = bytearray(zipped({"a.csv": "0" * (8 << 20)}))
    size = (8 << 20).to_bytes(4, "little")
    for at in range(len(content) - 4):
        if content[at : at + 4] == size:
            content[at : at + 4] = (1000).to_bytes(4, "little")
    done = clean(bytes(content), "--json", name="leads.zip")
    assert done.code == 3
    assert "bomb" in done.said or "zip-damaged" in done.said


def test_item_022_leftovers_in_a_glob(command: Command, tmp_path: Path) -> None:
    (tmp_path / "leads.csv").write_text(LIST)
    for name in ("~$leads.xlsx", ".DS_Store", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"\0\1\2")
    done = command("clean", "leads.csv", "~$leads.xlsx", ".DS_Store", "Thumbs.db", "-o", "run")
    assert done.code == 0
    assert [one["path"] for one in done.summary["inputs"]] == ["leads.csv"]
    assert "Thumbs.db" not in done.stderr


def test_item_023_a_conflicted_copy(clean: Clean) -> None:
    done = clean(LIST, name="leads (Jo's conflicted copy 2026-10-01).csv")
    assert done.code == 0
    assert any("conflicted copy" in said for said in done.summary["warnings"])


def test_item_024_room_on_the_disk_is_checked_first(clean: Clean, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    real = shutil.disk_usage
    monkeypatch.setattr(shutil, "disk_usage", lambda path: real(path)._replace(free=100))
    done = clean(LIST * 2000)
    assert done.code == 4
    assert not done.out.exists()


def _columns(done: Outcome) -> dict[str, object]:
    found: dict[str, object] = json.loads(done.stdout)["files"][0]
    return found


@pytest.mark.parametrize(
    ("item", "codec", "text"),
    [
        ("025", "utf-8-sig", "Name,Email\nZoë,z@acme.nl\n"),
        ("026", "utf-16", "Name\tEmail\nZoë\tz@acme.nl\n"),
        ("027", "cp1252", "Name,Email\nZoë,z@acme.nl\nJosé,j@acme.es\n"),
        ("028", "cp1251", "Имя,Email\nСергей Иванов,s@acme.ru\nОльга Щукина,o@acme.ru\n"),
    ],
)
def test_item_025_to_028_encodings(command: Command, tmp_path: Path, item: str, codec: str, text: str) -> None:
    (tmp_path / "leads.csv").write_bytes(text.encode(codec))
    found = _columns(command("columns", "leads.csv", "--json"))
    assert text.encode(codec).decode(str(found["encoding"])) == text
    assert found["columns"][0]["header"] == text.split("\t" if "\t" in text else ",")[0]  # type: ignore[index]
    assert found["records"] == text.count("\n") - 1


def test_item_027_an_encoding_is_forced(command: Command, tmp_path: Path) -> None:
    (tmp_path / "leads.csv").write_bytes("Name,Email\nZoë,z@acme.nl\n".encode("cp850"))
    found = _columns(command("columns", "leads.csv", "--json", "--encoding", "cp850"))
    assert found["encoding"] == "cp850"


def test_item_028_an_encoding_that_cannot_be_told(clean: Clean) -> None:
    noise = b"".join(bytes((i * 7919 + j * 104729) % 223 + 32 for j in range(60)) + b"\n" for i in range(40))
    done = clean(noise, "--json")
    assert done.code == 3
    assert "--encoding" in done.said
    assert done.said.count("would read") >= 3
    assert done.said.isascii()


def test_item_029_two_encodings(clean: Clean) -> None:
    lines = [HEADER.encode(), *[f"Zoë {i},z{i}@acme.nl,,Köln\n".encode() for i in range(6)]]
    done = clean(b"".join([*lines, "José,j@acme.es,,Málaga\n".encode("cp1252")]))
    assert done.code == 0
    assert any("1 lines in another encoding" in said for said in done.summary["warnings"])
    assert any(row["Name"] == "José" and row["City"] == "Málaga" for row in done.rows)


def test_item_030_mojibake(clean: Clean) -> None:
    done = clean(HEADER + "ZoÃ« MÃ¼ller,z@acme.nl,+31 20 123 4567,KÃ¶ln\n")
    [row] = done.rows
    assert row["Name"] == "ZoÃ« MÃ¼ller"
    assert row["lt_full_name"] == "Zoë Müller"
    assert [f for f in done.table("findings") if f["column"] == "Name"]


def test_item_031_nul_characters(clean: Clean) -> None:
    done = clean(LIST.replace("Smit", "Sm\0it"))
    assert done.code == 0
    assert done.rows[0]["Name"] in {line.split(",")[0] for line in PEOPLE}
    assert done.summary["rules"]["R001"] == 1
    done = clean(b"a\0\0\0b\0\0c\1\2" * 50, "--json", "--overwrite", name="zeros.csv")
    assert done.code == 3
    assert "binary" in done.said


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"])
def test_item_032_no_text_at_all(clean: Clean, content: bytes) -> None:
    done = clean(content, "--json")
    assert done.code == 3
    assert "binary" in done.said


def test_item_033_invalid_bytes(clean: Clean) -> None:
    done = clean(HEADER.encode() + "Zoë Köln".encode() + b"\xff,z@acme.nl,,\n" + "Bö,b@acme.nl,,\n".encode())
    assert any(row["Name"] == "Zoë Köln\ufffd" for row in done.rows)
    assert done.summary["rules"]["R005"] == 1


CELLS = {
    "034 control characters": "Jo\x07 Sm\x1b[31mit",
    "035 zero width and bidi": "Jo\u200b Sm\u202eit\u00a0",
    "036 decomposed": "Jose\u0301 Smit",
    "038 line separators": "Jo\u2028Smit",
    "039 emoji": "Jo 👩‍👩‍👧 Smit",
}


@pytest.mark.parametrize("item", CELLS)
def test_item_034_035_036_038_039_originals_stay(clean: Clean, item: str) -> None:
    done = clean(HEADER + f"{CELLS[item]},jo@acme.nl,+31 20 123 4567,Delft\n")
    assert done.code == 0
    [row] = done.rows
    assert row["Name"] == CELLS[item]
    assert not any(sign in row["lt_full_name"] for sign in "\x07\x1b\u200b\u202e\u00a0\u0301\u2028")


def test_item_037_a_domain_in_two_scripts(clean: Clean) -> None:
    done = clean(HEADER + "Jo Smit,jo@аcme.nl,+31 20 123 4567,Delft\n")
    [row] = done.rows
    assert row["Email"] == "jo@аcme.nl"
    assert [f for f in done.table("findings") if f["column"] == "Email"]


def test_item_105_letters_lost_earlier(clean: Clean) -> None:
    done = clean(HEADER + "Ana Garc?a,a@acme.es,+34 600 123 456,M\ufffdlaga\n")
    [row] = done.table("leads")
    assert row["Name"] == "Ana Garc?a"
    assert [f for f in done.table("findings") if f["column"] in ("Name", "")]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_item_106_a_run_as_input(clean: Clean, command: Command, kind: str) -> None:
    first = clean(LIST, "--format", kind)
    assert first.code == 0
    again = command("clean", f"run/leads.{kind}", "-o", "again", "--as-of", "2026-11-20")
    assert again.code == 0
    assert "lt_" in json.dumps(again.summary["inputs"])
    with (again.out / "leads.csv").open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))
    assert header.count("lt_id") == 1
    assert sorted(row["lt_id"] for row in again.rows) == sorted(
        row["lt_id"] for row in (first.rows if kind == "csv" else again.rows)
    )

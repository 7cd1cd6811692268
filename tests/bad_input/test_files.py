"""Bad input 1–24: files and containers."""

import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest

from leadtool.errors import LeadtoolError, UnreadableInput, UsageError
from leadtool.read import ReadOptions, is_ignorable, open_tables
from tests.bad_input.reading import LIST, ROWS, read, read_all


def refused(path: Path, content: bytes, name: str = "leads.csv", **options: object) -> LeadtoolError:
    (path / name).write_bytes(content)
    with pytest.raises(LeadtoolError) as caught:
        read_all(path / name, **options)  # type: ignore[arg-type]
    return caught.value


def zipped(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name.replace("__", ".")), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def test_001_a_missing_path_names_the_nearest_file(tmp_path: Path) -> None:
    (tmp_path / "leads_2026.csv").write_text(LIST)
    with pytest.raises(UsageError, match=r"leads\.csv not found. Did you mean .*leads_2026\.csv\?"):
        read_all(tmp_path / "leads.csv")


def test_002_a_folder_is_refused_with_a_pattern(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder") as caught:
        open_tables(str(tmp_path), "x", ReadOptions(), scratch=tmp_path / "s")
    assert "*.csv" in caught.value.hint


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_003_a_file_without_permission_names_the_mode(tmp_path: Path) -> None:
    file = tmp_path / "leads.csv"
    file.write_text(LIST)
    file.chmod(0)
    with pytest.raises(UnreadableInput) as caught:
        read_all(file)
    assert caught.value.kind == "permission"
    assert "chmod" in caught.value.hint


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"  \n \t\n", b"\n"])
def test_004_005_an_empty_file_is_named_so(tmp_path: Path, content: bytes) -> None:
    assert refused(tmp_path, content).kind == "empty"


def test_006_a_header_alone_is_a_table_without_records(tmp_path: Path) -> None:
    table = read(tmp_path, "Name,Email,Phone\n")
    assert table.info.header == ("Name", "Email", "Phone")
    assert table.rows == []
    assert table.rejected == []


def test_009_a_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    child = os.fork()
    if child == 0:
        with pipe.open("wb") as out:
            out.write(LIST.encode())
        os._exit(0)
    [table] = read_all(pipe)
    os.waitpid(child, 0)
    assert table.rows == ROWS
    assert table.info.bytes == len(LIST)


def test_010_a_file_that_changes_while_it_is_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / "leads.csv"
    file.write_text(LIST)
    [table] = open_tables(str(file), "leads.csv", ReadOptions(), scratch=tmp_path / "s")
    file.write_text(LIST + LIST)
    with pytest.raises(UnreadableInput) as caught:
        list(table.chunks())
    assert caught.value.kind == "changed"


def test_013_content_decides_not_the_name(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in ROWS)
    page = f"<html><table><tr><th>Name<th>Email<th>Phone<th>City</tr>{rows}</table></html>"
    assert read(tmp_path, page, "leads.xls").rows == ROWS
    assert read(tmp_path, LIST, "leads.xlsx").rows == ROWS
    assert read(tmp_path, LIST.replace(",", "\t"), "leads2.csv").info.delimiter == "\t"


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a.csv", "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "a.csv", "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "xlsx-encrypted"),
        (b'{"url": "https://docs.google.com/open?id=1", "doc_id": "1", "email": "a@b.nl"}', "a.gsheet", "gsheet"),
        (b'[{"name": "Jo", "email": "jo@acme.nl"}]', "a.csv", "json"),
        (b'{"leads": [{"name": "Jo"}]}', "a.csv", "json"),
        (b'{"name": "Jo"}\n{"name": "Ann"}\n', "a.csv", "ndjson"),
        (b"BEGIN:VCARD\nVERSION:3.0\nFN:Jo\nEND:VCARD\n", "a.csv", "vcard"),
        (b"-- MySQL dump 10.13\nINSERT INTO `leads` VALUES (1,'Jo','jo@acme.nl');\n", "a.csv", "sql"),
        (b"CREATE TABLE leads (id int);\nINSERT INTO leads VALUES (1);\n", "a.csv", "sql"),
        (b"<?xml version='1.0'?>\n<leads><lead/></leads>", "a.csv", "xml"),
        (b"<html><body>Please log in</body></html>", "a.csv", "html"),
        (os.urandom(7) + b"\0" * 400, "a.csv", "binary"),
        (b"x" * 2_000_000, "a.csv", "no-rows"),
        (zipped(a__txt="x")[:60], "a.xlsx", "xlsx-damaged"),
        (zipped(readme__txt="x"), "a.xlsx", "xlsx-not-workbook"),
        (gzip.compress(LIST.encode(), mtime=0)[:50], "a.csv.gz", "gzip-damaged"),
        (b"7z\xbc\xaf\x27\x1c", "a.csv", "archive"),
    ],
)
def test_014_to_017_032_069_070_what_is_no_table_is_named(tmp_path: Path, content: bytes, name: str, kind: str) -> None:
    error = refused(tmp_path, content, name)
    assert error.kind == kind
    assert error.exit_code == 3
    assert error.hint


def test_017_apple_numbers_is_named(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("Index/Document.iwa", b"x")
    assert refused(tmp_path, out.getvalue(), "a.numbers").kind == "numbers"


def test_018_packed_files_with_one_member_are_read(tmp_path: Path) -> None:
    assert read(tmp_path, gzip.compress(LIST.encode(), mtime=0), "leads.csv.gz").rows == ROWS
    assert read(tmp_path, zipped(leads__csv=LIST), "leads.zip").rows == ROWS
    assert read(tmp_path, gzip.compress(LIST.encode(), mtime=0), "plain.csv").info.bytes == len(gzip.compress(LIST.encode()))


def test_019_a_zip_with_several_files_asks_for_the_member(tmp_path: Path) -> None:
    content = zipped(one__csv=LIST, two__csv=LIST)
    error = refused(tmp_path, content, "leads.zip")
    assert error.exit_code == 2
    assert "one.csv" in error.message
    assert "--member" in error.hint
    assert read(tmp_path, content, "leads2.zip", member="two.csv").rows == ROWS
    assert refused(tmp_path, content, "leads3.zip", member="three.csv").exit_code == 2


def test_019_a_read_me_beside_the_list_is_passed_over(tmp_path: Path) -> None:
    table = read(tmp_path, zipped(leads__csv=LIST, readme__txt="x"), "leads.zip")
    assert table.rows == ROWS
    assert any("readme.txt" in warning for warning in table.info.warnings)


def test_020_a_bomb_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, gzip.compress(b"\0" * (80 << 20), mtime=0), "bomb.gz").kind == "bomb"
    assert refused(tmp_path, zipped(a__csv="0" * (80 << 20)), "bomb.zip").kind == "bomb"


@pytest.mark.parametrize("name", ["~$leads.xlsx", ".DS_Store", "Thumbs.db", "._leads.csv"])
def test_022_leftovers_are_no_input(name: str) -> None:
    assert is_ignorable(name)
    assert not is_ignorable("leads.csv")


def test_023_a_conflicted_copy_is_mentioned(tmp_path: Path) -> None:
    table = read(tmp_path, LIST, "leads (Jo's conflicted copy 2026-10-01).csv")
    assert any("conflicted copy" in warning for warning in table.info.warnings)

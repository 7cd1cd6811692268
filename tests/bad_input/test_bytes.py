"""Bad input 25–39: encoding and bytes."""

from pathlib import Path

import pytest

from leadtool.errors import UnreadableInput, UsageError
from tests.bad_input.reading import HEADER, LIST, PEOPLE, ROWS, read, read_all

ACCENTS = "Name;Stadt\nZoë Müller;Köln\nJosé García;Málaga\nFrançois Lefèvre;Besançon\n"
TEXTS = {
    "cp1252": ACCENTS,
    "mac_roman": ACCENTS,
    "cp850": ACCENTS,
    "cp1250": "Imię;Miasto\nŁukasz Wiśniewski;Gdańsk\nMałgorzata Dąbrowska;Łódź\n",
    "cp1251": "Имя;Город\nСергей Иванов;Москва\nАнна Петрова;Омск\n",
    "koi8_r": "Имя;Город\nСергей Иванов;Москва\nАнна Петрова;Омск\n",
    "cp866": "Имя;Город\nСергей Иванов;Москва\nАнна Петрова;Омск\n",
    "cp1253": "Όνομα;Πόλη\nΓιώργος Παπαδόπουλος;Αθήνα\nΆννα Ιωάννου;Θεσσαλονίκη\n",
    "cp1254": "Adı;Şehir\nAyşe Yıldız;İstanbul\nMehmet Öztürk;Diyarbakır\n",
    "cp1255": "שם;עיר\nדוד כהן;תל אביב\nשרה לוי;ירושלים\n",
    "cp1256": "الاسم;المدينة\nمحمد علي;القاهرة\nفاطمة الزهراء;الرياض\n",
    "cp1257": "Vardas;Miestas\nJonas Žukauskas;Šiauliai\nRūta Petraitytė;Klaipėda\n",
    "cp932": "名前;市\n田中太郎;東京都\n佐藤花子;大阪府\n",
    "euc_jp": "名前;市\n田中太郎;東京都\n佐藤花子;大阪府\n",
    "iso2022_jp": "名前;市\n田中太郎;東京都\n佐藤花子;大阪府\n",
    "gb18030": "姓名;城市\n王小明;北京市\n李娜;上海市\n张伟;深圳市\n",
    "big5": "姓名;城市\n王小明;臺北市\n林怡君;高雄市\n陳志豪;新竹市\n",
    "cp949": "이름;도시\n김철수;서울시\n박영희;부산광역시\n",
    "utf-8": ACCENTS,
    "utf-8-sig": ACCENTS,
    "utf-16": ACCENTS,
    "utf-16-le": ACCENTS,
    "utf-16-be": ACCENTS,
    "utf-32": ACCENTS,
    "utf-32-le": ACCENTS,
}


@pytest.mark.parametrize("codec", TEXTS)
def test_025_to_028_each_encoding_is_found(tmp_path: Path, codec: str) -> None:
    table = read(tmp_path, TEXTS[codec].encode(codec))
    assert [list(table.info.header), *table.rows] == [line.split(";") for line in TEXTS[codec].splitlines()]
    assert TEXTS[codec].encode(codec).decode(table.info.encoding or "") == TEXTS[codec]
    assert table.rejected == []
    assert table.info.evidence


def test_026_cyrillic_utf16_without_mark_is_found(tmp_path: Path) -> None:
    text = "Имя\tГород\r\n" + "Сергей Иванов\tМосква\r\n" * 5
    assert read(tmp_path, text.encode("utf-16-le")).rows == [["Сергей Иванов", "Москва"]] * 5


def test_027_an_encoding_can_be_forced(tmp_path: Path) -> None:
    assert read(tmp_path, ACCENTS.encode("cp1252"), encoding="latin-1").rows[0][0] == "Zoë Müller"
    with pytest.raises(UsageError, match="no encoding"):
        read(tmp_path, ACCENTS, encoding="klingon")


def test_028_noise_asks_for_the_encoding(tmp_path: Path) -> None:
    noise = b"".join(bytes((i * 7919 + j * 104729) % 223 + 32 for j in range(60)) + b"\n" for i in range(40))
    with pytest.raises(UnreadableInput) as caught:
        read(tmp_path, noise)
    assert caught.value.kind == "encoding"
    assert "--encoding" in caught.value.hint


def test_029_lines_in_another_encoding_are_decoded_by_themselves(tmp_path: Path) -> None:
    lines = [
        HEADER.encode(),
        *[f"Zoë {i},z{i}@acme.nl,,Köln\n".encode() for i in range(6)],
        "José,j@acme.es,,Málaga\n".encode("cp1252"),
    ]
    table = read(tmp_path, b"".join(lines))
    assert table.info.encoding == "utf-8"
    assert table.rows[-1] == ["José", "j@acme.es", "", "Málaga"]
    assert table.fired == ["R006"]
    assert any("1 lines in another encoding" in warning for warning in table.info.warnings)
    mostly = [
        HEADER.encode(),
        *[f"José {i},j{i}@acme.es,,Málaga\n".encode("cp1252") for i in range(9)],
        "Zoë,z@acme.nl,,Köln\n".encode(),
    ]
    table = read(tmp_path, b"".join(mostly))
    assert table.info.encoding == "cp1252"
    assert table.rows[-1] == ["Zoë", "z@acme.nl", "", "Köln"]


def test_030_double_encoded_cells_are_kept(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER + "ZoÃ«,z@acme.nl,,KÃ¶ln\n").rows == [["ZoÃ«", "z@acme.nl", "", "KÃ¶ln"]]


def test_031_nul_characters_are_removed_and_counted(tmp_path: Path) -> None:
    table = read(tmp_path, LIST.replace("Smit", "Sm\0it"))
    assert table.rows == ROWS
    assert table.fired == ["R001"]


def test_033_wrong_bytes_become_replacement_characters(tmp_path: Path) -> None:
    table = read(
        tmp_path, HEADER.encode() + "Zoë Köln".encode() + b"\xff,z@acme.nl,,\n" + b"Bo,b@acme.nl,,\xed\xa0\x80 Caf\xc3\xa9\n"
    )
    assert table.rows[0][0] == "Zoë Köln\ufffd"
    assert table.rows[1][3].endswith("Café")
    assert table.fired.count("R005") == 2


def test_034_to_036_038_039_cells_stay_as_they_are(tmp_path: Path) -> None:
    cells = [
        "a\x07b\x1b[31m",
        "z\u200bw\u202ex\u00ady\u00a0",
        "e\u0301",
        "a\u2028b\u2029c\u0085d",
        "👩‍👩‍👧 🇳🇱",
        "שלום",
        "a\x0bb\x0cc",
        "a\x1cb\x1dc",
    ]
    text = HEADER + "".join(f"{cell},a{i}@acme.nl,,x\n" for i, cell in enumerate(cells))
    assert [row[0] for row in read(tmp_path, text).rows] == cells


def test_105_letters_lost_earlier_are_a_finding(tmp_path: Path) -> None:
    table = read(tmp_path, HEADER + "Ana Garc\ufffda,a@acme.es,,x\n")
    assert table.rows[0][0] == "Ana Garc\ufffda"
    assert table.fired == ["R203"]


def test_letters_far_into_the_file_are_seen(tmp_path: Path) -> None:
    text = HEADER + "".join(f"{PEOPLE[0]}\n" for _ in range(3000)) + "José,j@acme.es,,Málaga\n"
    assert read(tmp_path, text.encode("cp1252")).rows[-1][0] == "José"
    assert read(tmp_path, text.encode()).rows[-1][0] == "José"


def test_053_a_file_cut_within_a_letter_is_still_utf8(tmp_path: Path) -> None:
    table = read(tmp_path, LIST.encode() + "Zoë".encode()[:-1])
    assert table.info.encoding == "utf-8"
    assert table.rows == ROWS


def test_zeros_behind_a_short_list_do_not_make_it_binary(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(b"Name,Email\nAnn,ann@acme.de\nBob,bob@acme.de\n" + bytes(4096))
    [table] = read_all(path)
    assert [row[0] for row in table.rows] == ["Ann", "Bob"]


def test_an_address_at_the_end_of_a_record_does_not_swallow_odd_delimiters(tmp_path):
    for delimiter in "§\x01^~#!%&*":
        path = tmp_path / "list.csv"
        lines = ["Id,Ort,Mail", "1000,Bonn,lead0.57@acme.com", "1001,Ulm,l1.7@acme.com", "1002,Trier,zz@acme.com"]
        path.write_text("\n".join(lines).replace(",", delimiter), encoding="utf-8")
        [table] = read_all(path)
        assert table.info.delimiter == delimiter
        assert len(table.rows) == 3

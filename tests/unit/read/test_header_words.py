"""A header is known by its words in every language, whatever stands below it, and a record of words is none."""

from pathlib import Path

import pytest

from leadtool.read.header_words import surely_names_columns
from tests.bad_input.reading import read

HEADERS = {
    "English": "First Name,Last Name,Email,Phone,Company,Lead Status,Notes",
    "Spanish": "Nombre,Apellidos,Correo electrónico,Teléfono,Empresa,Estado",
    "Russian": "Имя,Фамилия,Эл. почта,Телефон,Компания,Статус",
    "German": "Vorname,Nachname,E-Mail-Adresse,Telefonnummer,Firma,Ort",
    "French": "Prénom,Nom,Courriel,Téléphone,Société,Ville",
    "Portuguese": "Nome,Sobrenome,E-mail,Telefone,Empresa,Cidade",
    "Italian": "Nome,Cognome,Email,Telefono,Azienda,Città",
    "Dutch": "Voornaam,Achternaam,E-mail,Telefoon,Bedrijf,Plaats",
    "Polish": "Imię,Nazwisko,E-mail,Telefon,Firma,Miasto",
    "Turkish": "Ad,Soyad,E-posta,Telefon,Şirket,Şehir",
    "Ukrainian": "Ім'я,Прізвище,Електронна пошта,Телефон,Компанія,Місто",
    "Czech": "Jméno,Příjmení,E-mail,Telefon,Společnost,Město",
    "Slovak": "Meno,Priezvisko,E-mail,Telefón,Spoločnosť,Mesto",
    "Hungarian": "Vezetéknév,Keresztnév,E-mail,Telefonszám,Cég,Város",
    "Romanian": "Prenume,Nume,Email,Telefon,Companie,Oraș",
    "Greek": "Όνομα,Επώνυμο,Email,Τηλέφωνο,Εταιρεία,Πόλη",
    "Swedish": "Förnamn,Efternamn,E-post,Telefon,Företag,Ort",
    "Danish": "Fornavn,Efternavn,E-mail,Telefon,Virksomhed,By",
    "Norwegian": "Fornavn,Etternavn,E-post,Telefon,Bedrift,Poststed",
    "Finnish": "Etunimi,Sukunimi,Sähköposti,Puhelin,Yritys,Kaupunki",
    "Japanese": "姓,名,メールアドレス,電話番号,会社名,役職",
    "Chinese": "姓名,邮箱,电话,公司名称,城市",
    "Chinese (traditional)": "姓名,電子郵件,電話,公司名稱,城市",
    "Korean": "이름,이메일,전화번호,회사명,직책",
    "Arabic": "الاسم,البريد الإلكتروني,رقم الهاتف,الشركة,المدينة",
    "Bosnian": "Ime,Prezime,E-mail,Telefon,Kompanija,Grad",
    "Bulgarian": "Име,Фамилия,Имейл,Телефон,Компания,Град",
    "Catalan": "Nom,Cognoms,Correu electrònic,Telèfon,Empresa,Ciutat",
    "Croatian": "Ime,Prezime,E-pošta,Telefon,Tvrtka,Grad",
    "Estonian": "Eesnimi,Perekonnanimi,E-post,Telefon,Ettevõte,Linn",
    "Hebrew": "שם פרטי,שם משפחה,אימייל,טלפון,חברה,עיר",
    "Hindi": "नाम,ईमेल,फोन,कंपनी,शहर",
    "Indonesian": "Nama,Email,Telepon,Perusahaan,Kota",
    "Latvian": "Vārds,Uzvārds,E-pasts,Tālrunis,Uzņēmums,Pilsēta",
    "Lithuanian": "Vardas,Pavardė,El. paštas,Telefonas,Įmonė,Miestas",
    "Persian": "نام,نام خانوادگی,ایمیل,تلفن,شرکت,شهر",
    "Serbian": "Име,Презиме,Имејл,Телефон,Компанија,Град",
    "Slovenian": "Ime,Priimek,E-pošta,Telefon,Podjetje,Kraj",
    "Thai": "ชื่อ,นามสกุล,อีเมล,โทรศัพท์,บริษัท",
    "Vietnamese": "Họ,Tên,Email,Điện thoại,Công ty,Thành phố",
}
ROWS = [
    ["Jo", "Smit", "Acme", "Breda"],
    ["Sales Manager", "Ann Vos", "Globex", "Active", "Web"],
    ["Home Depot", "Retail", "Atlanta", "GA"],
    ["Title Insurance", "Ad Agency", "New York", "Open"],
    ["王伟", "阿里巴巴", "北京"],
    ["田中太郎", "東京電力", "東京"],
    ["김철수", "삼성", "서울"],
    ["Иван Петров", "Ромашка", "Москва"],
    ["Owner", "Acme", "Delft"],
    ["Maria", "Rossi", "Il Gusto", "Roma"],
]


@pytest.mark.parametrize("language", HEADERS)
@pytest.mark.parametrize("rows", [0, 1, 2])
def test_a_header_of_known_words_is_one_whatever_stands_below(tmp_path: Path, language: str, rows: int) -> None:
    header = HEADERS[language].split(",")
    odd = [
        ["x", "<b>", "{{7}}", "None", "a b", "ß", "%s"][: len(header)],
        ["Web", "Email", "??", "", "", "n/a", "Owner"][: len(header)],
    ]
    table = read(tmp_path, "".join(",".join(row) + "\n" for row in [header, *odd[:rows]]))
    assert (table.info.header_line, list(table.info.header)) == (1, header)
    assert table.rows == odd[:rows]


@pytest.mark.parametrize("row", ROWS)
def test_a_record_of_words_is_no_header(row: list[str]) -> None:
    assert not surely_names_columns(row)


def test_a_longer_second_row_is_no_header(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        HEADERS["English"] + "\n" + ",".join("abcdefghijklmnopqrstuvw") + "\n" + ",".join("zyxwvutsrqponmlkjihgfed") + "\n",
    )
    assert table.info.header_line == 1
    assert len(table.rows) + len(table.rejected) == 2


@pytest.mark.parametrize("header", ['"Name,Email,Phone,City', 'Name,"Email,Phone,City', 'Name,Email,Phone,"City'])
def test_a_quote_that_never_closes_in_the_header(tmp_path: Path, header: str) -> None:
    people = 'Jo Smit,jo@acme.nl,+31 20 123 4567,Delft\nAnn Vos,ann@globex.nl,+31 20 765 4321,"Breda, NL"\nBo Bos,bo@x.nl,,Ede\n'
    table = read(tmp_path, header + "\n" + people)
    assert (table.info.header_line, list(table.info.header), table.rejected) == (1, header.split(","), [])
    assert [row[3] for row in table.rows] == ["Delft", "Breda, NL", "Ede"]


def test_columns_lined_up_with_blanks(tmp_path: Path) -> None:
    rows = [["Name", "Email", "Phone"], ["Jo Smit", "jo@acme.nl", "+31 20 123 4567"], ["Ann Vos", "", "+31 20 765 4321"]]
    table = read(tmp_path, "".join(f"{a:<17}{b:<20}{c}\n" for a, b, c in [*rows, ["Bo van den Bos", "bo@initech.nl", ""]]))
    assert (list(table.info.header), table.rows) == (rows[0], [*rows[1:], ["Bo van den Bos", "bo@initech.nl", ""]])
    assert table.info.encoding == "utf-8"


@pytest.mark.parametrize("values", [["Acme", "Globex", "Initech"], ["Maria Rossi", "John Smith", "Anna Nowak"]])
def test_a_bare_list_of_names_has_no_header(tmp_path: Path, values: list[str]) -> None:
    assert read(tmp_path, "\n".join(values) + "\n").rows == [[value] for value in values]


def test_people_and_companies_alone_have_no_header(tmp_path: Path) -> None:
    table = read(tmp_path, "Maria,Rossi,Acme\nJohn,Smith,Globex\nAnna,Nowak,Initech GmbH\n")
    assert (table.info.header_line, len(table.rows)) == (None, 3)

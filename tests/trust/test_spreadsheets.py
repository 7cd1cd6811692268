"""What a spreadsheet program makes of leads.csv and leads.xlsx, where one is installed."""

import shutil
import subprocess
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.runs import SAMPLES, clean_files

OFFICE = shutil.which("soffice")
TEXT_UTF8 = "--infilter=CSV:44,34,76,1,,0,true"  # comma, quote, UTF-8, from line 1, quoted cells are text


@pytest.mark.skipif(OFFICE is None, reason="no spreadsheet program here")
@pytest.mark.parametrize(("name", "options"), [("leads.csv", [TEXT_UTF8]), ("leads.xlsx", [])])
def test_letters_and_numbers_stay_as_they_are(tmp_path, name, options):
    run = clean_files([SAMPLES / "oportunidades_iberia.csv", SAMPLES / "zayavki_moskva.csv"], tmp_path / "run", format="xlsx")
    target = tmp_path / "shown"
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [
        str(OFFICE),
        profile,
        "--headless",
        *options,
        "--convert-to",
        "ods",
        "--outdir",
        str(target),
        str(run.folder / name),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    rows = CalamineWorkbook.from_path(Path(target) / "leads.ods").get_sheet_by_index(0).to_python()
    shown = {str(cell) for row in rows for cell in row}
    kept = {cell for row in run.table("leads") for cell in (row["lt_full_name"], row["lt_phone"], row["Correo electrónico"])}
    assert kept - {""} <= shown

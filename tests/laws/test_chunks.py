"""The law of chunks: their size, and the processes they are worked on in, never change a result."""

import pytest

from tests.runs import clean_text

FORMULAS = "Name,Email,=Notes\n" + "".join(
    f"Ana Ruiz{at},ana{at}@ribera-vinos.es,=1+{at}\nJo Smit{at},=2+{at},@cmd{at}\n" for at in range(20)
)


def _tables(run):
    return {path.name: path.read_bytes() for path in run.folder.iterdir() if path.name not in ("manifest.json", "summary.json")}


@pytest.mark.parametrize("options", [{"chunk_rows": 3}, {"chunk_rows": 7, "workers": 2}])
def test_small_chunks_in_other_processes_give_the_same_tables(tmp_path, monkeypatch, options):
    whole = clean_text(FORMULAS, tmp_path)
    monkeypatch.setattr("leadtool.pipeline.rows._WORTH_A_PROCESS", 0)
    monkeypatch.setattr("leadtool.pipeline.leads._WORTH_A_PROCESS", 0)
    (tmp_path / "list.csv").unlink()
    assert _tables(clean_text(FORMULAS, tmp_path, **options)) == _tables(whole)


def test_defused_cells_are_told_in_the_order_of_the_input(tmp_path):
    run = clean_text(FORMULAS, tmp_path, chunk_rows=5)
    own = [(int(found["row"]), found["column"]) for found in run.table("findings") if found["rule"] == "R900"]
    assert own == sorted(own)
    assert len(own) > 20

"""The report page in a real browser, where one is installed: silent, offline, sortable, accessible, and hostile data inert."""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.runs import Run
from tests.trust import hostile

BROWSER = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no browser here")

TRY = """
const said = {};
const table = document.querySelector('#leads table, table.sortable');
const tools = document.querySelector('[data-filters]');
const rows = () => [...document.getElementById(tools.dataset.filters).tBodies[0].rows].filter(row => !row.hidden);
said.before = rows().length;
const box = tools.querySelector('input');
box.value = 'quarry'; box.dispatchEvent(new Event('input'));
said.found = rows().map(row => row.textContent);
box.value = ''; box.dispatchEvent(new Event('input'));
const pick = tools.querySelector('select');
pick.value = 'working'; pick.dispatchEvent(new Event('change'));
said.working = rows().map(row => row.dataset.word);
pick.value = ''; pick.dispatchEvent(new Event('change'));
const heads = [...document.getElementById(tools.dataset.filters).tHead.rows[0].cells];
const score = heads.findIndex(head => head.textContent.trim() === 'score');
heads[score].querySelector('button').click(); heads[score].querySelector('button').click();
said.ascending = rows().map(row => parseFloat(row.cells[score].textContent));
said.sorted = heads[score].getAttribute('aria-sort');
said.title = document.title;
"""
AXE = """
axe.run(document, {runOnly: ['wcag2a', 'wcag2aa']}).then(results => {
  const serious = results.violations.filter(one => ['serious', 'critical'].includes(one.impact));
  said.axe = serious.map(one => one.id + ': ' + one.nodes.map(node => node.html.slice(0, 120)).join(' | '));
  said.passes = results.passes.length;
  done();
});
"""


def show(page: Path, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The page as the browser sees it: its DOM on standard output, what it logs on standard error."""
    command = [
        str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--user-data-dir={folder / 'browser'}",
        "--virtual-time-budget=20000", "--enable-logging=stderr", *options, "--dump-dom", page.as_uri(),
    ]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=180, check=False)


def asked(page: Path, folder: Path, script: str, *, last: str = "done();", options: tuple[str, ...] = ()) -> dict[str, object]:
    """What a script finds in a copy of the page that allows scripts of tests."""
    text = page.read_text(encoding="utf-8")
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    write = "const done = () => { const told = document.createElement('pre'); told.id = 'told'; told.textContent = JSON.stringify(said); document.body.appendChild(told); };"
    text = text.replace(
        "</body>", f"<script>{script.replace('const said = {};', f'const said = {{}}; {write}', 1)}{last}</script></body>"
    )
    copy = folder / "tried.html"
    copy.write_text(text, encoding="utf-8")
    dom = show(copy, folder, *options).stdout
    found = re.search(r'<pre id="told">(.*?)</pre>', dom, re.DOTALL)
    assert found, "the script did not come to its end"
    told: dict[str, object] = json.loads(html.unescape(found.group(1)))
    return told


def test_it_logs_nothing_and_asks_for_nothing(sample_run: Run, tmp_path: Path) -> None:
    log = tmp_path / "net.json"
    shown = show(sample_run.folder / "report.html", tmp_path, f"--log-net-log={log}", "--disable-background-networking")
    assert "Granite Peak" in shown.stdout
    assert "CONSOLE" not in shown.stderr, [line for line in shown.stderr.splitlines() if "CONSOLE" in line]
    text = (sample_run.folder / "report.html").read_text(encoding="utf-8")
    assert not re.findall(r"(?:src|href)\s*=\s*[\"'](?!#)", text)
    assert not re.findall(r"url\(|@import", text)


def test_filters_and_sorting_work_offline(sample_run: Run, tmp_path: Path) -> None:
    told = asked(sample_run.folder / "report.html", tmp_path, TRY)
    assert told["before"] == len(sample_run.table("leads")[:100]) or int(str(told["before"])) >= 10
    assert len(told["found"]) == 1  # type: ignore[arg-type]
    assert set(told["working"]) == {"working"}  # type: ignore[call-overload]
    scores = list(told["ascending"])  # type: ignore[call-overload]
    assert scores == sorted(scores)
    assert told["sorted"] == "ascending"


@pytest.mark.parametrize("options", [(), ("--window-size=390,800",), ("--blink-settings=preferredColorScheme=0",)])
def test_it_is_accessible(sample_run: Run, tmp_path: Path, options: tuple[str, ...]) -> None:
    base = pytest.importorskip("axe_core_python.base")
    axe = (Path(base.__file__).parent / "axe.min.js").read_text(encoding="utf-8").replace("</script", "<\\/script")
    told = asked(sample_run.folder / "report.html", tmp_path, f"const said = {{}};{axe};{AXE}", last="", options=options)
    assert told["axe"] == []
    assert int(str(told["passes"])) > 10


def test_hostile_data_is_inert_in_the_browser(tmp_path: Path) -> None:
    texts = [text for name, text in hostile.STRINGS.items() if name not in ("many blanks", "a long address", "many a's at")]
    hostile.inert(tmp_path, texts)
    shown = show(tmp_path / "out" / "report.html", tmp_path)
    assert "CONSOLE" not in shown.stderr
    told = asked(
        tmp_path / "out" / "report.html",
        tmp_path,
        "const said = {}; said.live = document.querySelectorAll('img,iframe,object,embed,b[onclick],[onmouseover],[onerror]').length;",
    )
    assert told["live"] == 0

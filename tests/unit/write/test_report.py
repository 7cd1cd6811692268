"""The report page: hostile data stays data, nothing comes from outside, nobody is named when masked."""

import re
from html.parser import HTMLParser
from pathlib import Path

from leadtool.config import check
from leadtool.write.report import render_report
from tests.unit.write import making

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"onmouseover="x',
    "{{ 7*7 }}",
    "javascript:alert(1)",
    "</style><b>",
]
OPEN = check({"output": {"mask_report": False}}, "test")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def page(text: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Page()
    parser.feed(text)
    return parser.tags


def hostile() -> str:
    leads = [
        making.lead(n, "ready", (cell, "", "", ""), company=cell, next_action=cell, score=str(n))
        for n, cell in enumerate(HOSTILE)
    ]
    facts = making.facts()
    summary = making.summary(facts)
    summary["inputs"][0]["file"] = HOSTILE[0]
    summary["inputs"][0]["columns"][0]["header"] = HOSTILE[1]
    summary["sources"][0]["name"] = HOSTILE[2]
    return render_report(summary, facts, leads, OPEN)


def test_hostile_cells_are_inert() -> None:
    text = hostile()
    tags = page(text)
    assert sum(tag == "script" for tag, _ in tags) == 1
    assert not any(tag in ("img", "iframe", "object", "link", "a") and attrs.get("href") != "#ledger" for tag, attrs in tags)
    assert not any(name.startswith("on") or name == "style" for _, attrs in tags for name in attrs)
    assert "{{ 7*7 }}" in text


def test_nothing_comes_from_outside() -> None:
    text = hostile()
    assert not any(attrs.get("src") for _, attrs in page(text))
    assert "url(" not in text
    assert "@import" not in text
    policy = next(attrs["content"] for _, attrs in page(text) if attrs.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_people_are_masked_unless_asked(tmp_path: Path) -> None:
    lead = making.lead(3, "ready", ("Ana García", "", "", ""), score="85")
    facts = making.facts()
    masked = render_report(making.summary(facts), facts, [lead], making.SETTINGS)
    assert not re.search(r"García|p3@acme|600123456", masked)
    assert "A••• G•••" in masked
    assert "Ana García" in render_report(making.summary(facts), facts, [lead], OPEN)


def test_the_first_screen_answers() -> None:
    facts = making.facts()
    text = render_report(making.summary(facts), facts, making.LEADS, making.SETTINGS)
    assert "It cost EUR 90: EUR 30 for each of 3 usable leads." in text
    for asked in ("worth its price", "What is wrong with it", "Whom to call first", "What to do next"):
        assert asked in text


def test_an_empty_list_has_a_report() -> None:
    from leadtool.write.facts import FactsBuilder

    facts = FactsBuilder(settings=making.SETTINGS).facts()
    summary = making.summary(facts) | {"ledger": dict.fromkeys(making.summary(making.facts())["ledger"], 0)}
    assert "There is nothing in this list." in render_report(summary, facts, [], making.SETTINGS)

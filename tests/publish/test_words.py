"""The interface's words, counts and dates in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from digest.publish.vocabulary import COUNTED, LANGUAGES, REASONS, WORDS
from digest.publish.words import Words, interface_languages


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Week 5, 26\u00a0January\u00a0– 1 February 2026"), ("zh", "第5周，2026年1月26日至2月1日")],
)
def test_dateline(language: str, said: str) -> None:
    """A week names its days the way each language does."""
    assert Words(language).dateline("2026-W05") == said


@pytest.mark.parametrize(
    ("first", "last", "en", "zh"),
    [
        (date(2026, 2, 2), date(2026, 2, 8), "2\u00a0– 8 February 2026", "2026年2月2日至8日"),
        (
            date(2025, 12, 29),
            date(2026, 1, 4),
            "29 December 2025\u00a0– 4 January 2026",
            "2025年12月29日至2026年1月4日",
        ),
        (date(2026, 2, 2), date(2026, 2, 2), "2 February 2026", "2026年2月2日"),
    ],
)
def test_span(first: date, last: date, en: str, zh: str) -> None:
    """A span says no month or year twice, and breaks after its dash."""
    assert Words("en").span(first, last) == en
    assert Words("zh").span(first, last) == zh


def test_counts() -> None:
    """English has a singular, Chinese its measure words."""
    assert [Words("en").count("outlet", n) for n in (1, 2)] == ["1 outlet", "2 outlets"]
    assert Words("zh").count("outlet", 3) == "3 家媒体"


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("reported by 5 outlets", "5 家媒体报道"),
        ("in both languages", "中英文媒体均有报道"),
        ("about Tesla and Elon Musk", "涉及特斯拉、Elon Musk"),
        ("new here: Bureau of Trade and Industry", "首次出现：贸易工业局"),
        ("the editor liked it", "the editor liked it"),
    ],
)
def test_reasons(reason: str, said: str) -> None:
    """The desk's reasons are said in Chinese, with the Chinese names there are; an English page has them unchanged."""
    assert Words("zh").reason(reason, {"Tesla": "特斯拉", "Bureau of Trade and Industry": "贸易工业局"}) == said
    assert Words("en").reason(reason) == reason


def test_every_reason_has_its_words(templates: Path) -> None:
    """Whatever the ranking gives as a reason is in the table."""
    given = ast.parse((templates.parent / "digest/edit/rank.py").read_text("utf-8"))
    tuples = [n.value.elts[0] for n in ast.walk(given) if isinstance(n, ast.Yield) and isinstance(n.value, ast.Tuple)]
    rows = (templates.parent / "digest/edit/lesser.tsv").read_text("utf-8").splitlines()[1:]
    lesser = {row.split("\t")[0] for row in rows}
    assert {reason for one in tuples for reason in _spelled(one)} | lesser == REASONS.keys()


def _spelled(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from (*_spelled(node.body), *_spelled(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in node.values)
    elif isinstance(node, ast.Constant):
        yield str(node.value)


def test_every_word_is_in_every_language() -> None:
    """No table has a gap."""
    assert all(len(row) == len(LANGUAGES) and all(row) for row in WORDS.values())
    assert all(len(row) == 3 and all(row) for row in COUNTED.values())


def test_every_word_of_the_templates_is_there(templates: Path) -> None:
    """A template asks for no word that the tables lack, and the tables hold no word that nobody says."""
    text = "".join(file.read_text("utf-8") for file in templates.glob("*.*"))
    asked = set(re.findall(r"\bw2?\.([a-z_]+)\b(?!\()", text)) - {"gap", "language"}
    assert asked <= WORDS.keys()
    code = "".join(f.read_text("utf-8") for f in (templates.parent / "digest" / "publish").rglob("*.py"))
    dynamic = {
        "catch-up",
        "lost-in-translation",
        "one-more-thing",
        "top",
        "auto",
        "dark",
        "light",
        "none",
        "metered",
        "hard",
    }
    said = (
        asked
        | dynamic
        | set(re.findall(r'words\["([a-z_]+)"\]', code))
        | set(re.findall(r'"[a-z/]*", "([a-z_]+)"\)', code))
    )
    said |= set(re.findall(r"w\.say\(\"([a-z_]+)\"", text))
    said |= set(re.findall(r'm\.second\("([a-z_-]+)"\)', text))
    assert WORDS.keys() <= said


@pytest.mark.parametrize(
    ("wanted", "spoken"), [(("zh", "en"), ("zh", "en")), (("zh-Hans",), ("zh",)), (("fr",), ("en",)), ((), ("en",))]
)
def test_interface_languages(wanted: tuple[str, ...], spoken: tuple[str, ...]) -> None:
    """The interface speaks what it can of a site's languages, and English where it can none."""
    assert interface_languages(wanted) == spoken

"""The runner's rules: when a week is due, what holds it, and how text from outside is made safe."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.mistakes import Mistake
from digest.model import Gate, Health, Publication, Source
from digest.runner import care
from digest.runner.annotations import Annotation, commands, of
from digest.runner.gate import Measured, judge
from digest.runner.inspect import NEEDED, faults
from digest.runner.timing import Calendar
from digest.runner.weekly import with_notice
from digest.runner.words import fit, inline, link, table
from digest.weeks import week_of

BERLIN = ZoneInfo("Europe/Berlin")
PUBLISH = Publication()
GOOD = Measured(share_read=1, stories=20, outlets=9, newest_hours=2)


def due(now: str, weeks: str, issues: Mapping[str, str]) -> tuple[str, ...]:
    """The weeks due at a moment in Berlin."""
    moment = datetime.fromisoformat(now).replace(tzinfo=BERLIN)
    return Calendar(weeks=weeks.split(), issues=issues, publish=PUBLISH, zone=BERLIN).due(moment)


def test_a_week_is_due_from_its_hour_on() -> None:
    """Not a minute before Monday at seven in the site's own zone, and at any time after."""
    weeks, issues = "2026-W02 2026-W03", {"2026-W01": "published"}
    assert due("2026-01-12T06:59", weeks, issues) == ()
    assert due("2026-01-12T07:00", weeks, issues) == ("2026-W02",)
    assert due("2026-01-17T23:00", weeks, issues) == ("2026-W02",)


def test_missed_weeks_are_all_due() -> None:
    """Two weeks without a run are made up for, oldest first; what lies longer back is left."""
    weeks = "2026-W02 2026-W03 2026-W04"
    assert due("2026-01-27T12:00", weeks, {"2026-W01": "published"}) == ("2026-W02", "2026-W03", "2026-W04")
    assert due("2026-03-03T12:00", weeks, {"2026-W01": "published"}) == ()


def test_a_new_desk_begins_with_its_newest_full_week() -> None:
    """Its first reading may reach weeks back; those are no issues."""
    assert due("2026-01-27T12:00", "2026-W02 2026-W03 2026-W04 2026-W05", {}) == ("2026-W04",)


def test_a_merged_draft_is_due_once_drafts_are_shown() -> None:
    """The editor's merge is the word to publish; a draft that came from a laptop with a first push is none."""
    issues = {"2026-W02": "published", "2026-W03": "draft"}
    assert due("2026-01-16T12:00", "2026-W02 2026-W03", issues) == ()
    assert due("2026-01-18T00:00", "2026-W02 2026-W03", issues) == ("2026-W03",)


def test_what_was_published_by_hand_is_due_to_be_frozen() -> None:
    """Within weeks, and not what somebody brought along from years ago."""
    issues = {"2024-W03": "signed", "2026-W02": "published", "2026-W03": "signed"}
    assert due("2026-01-16T12:00", "2026-W02 2026-W03", issues) == ("2026-W03",)


def test_a_draft_is_shown_from_the_day_before() -> None:
    """On Sunday from midnight on, in the site's zone; and still when it is late."""
    for now, shown in (
        ("2026-01-10T23:59", ()),
        ("2026-01-11T00:00", ("2026-W02",)),
        ("2026-01-14T10:00", ("2026-W02",)),
    ):
        moment = datetime.fromisoformat(now).replace(tzinfo=BERLIN)
        issues = {"2026-W01": "published"}
        assert Calendar(weeks=["2026-W02"], issues=issues, publish=PUBLISH, zone=BERLIN).to_draft(moment) == shown


@given(
    st.integers(0, 5_000_000).map(lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)),
    st.sets(st.integers(0, 8), max_size=9),
    st.sets(st.integers(0, 8), max_size=9),
)
def test_publishing_leaves_nothing_due(now: datetime, there: set[int], published: set[int]) -> None:
    """Whatever is there: once what is due is published, another run finds nothing."""
    weeks = [week_of(now - timedelta(weeks=back)) for back in sorted(there)]
    issues = {week_of(now - timedelta(weeks=back)): "published" for back in published}
    first = Calendar(weeks=weeks, issues=issues, publish=PUBLISH, zone=BERLIN).due(now)
    issues |= dict.fromkeys(first, "published")
    assert Calendar(weeks=weeks, issues=issues, publish=PUBLISH, zone=BERLIN).due(now) == ()


@pytest.mark.parametrize(
    ("found", "verdict", "reason"),
    [
        (GOOD, "publish", ""),
        (Measured(share_read=0.5, stories=20, outlets=9, newest_hours=2), "notice", "only 50% of the sources"),
        (Measured(share_read=0.2, stories=20, outlets=9, newest_hours=2), "hold", "only 20% of the sources"),
        (Measured(share_read=1, stories=1, outlets=9, newest_hours=2), "hold", "only 1 story"),
        (Measured(share_read=1, stories=20, outlets=1, newest_hours=2), "hold", "only 1 outlet"),
        (Measured(share_read=1, stories=20, outlets=9, newest_hours=100), "hold", "100 hours old"),
        (Measured(share_read=1, stories=20, outlets=9, newest_hours=float("inf")), "hold", "missing"),
    ],
)
def test_gates(found: Measured, verdict: str, reason: str) -> None:
    """Each measure alone can hold a week, and says so; what an editor merged is never held."""
    decision = judge("2026-W02", found, PUBLISH, reviewed=False, language="en")
    assert decision.verdict == verdict
    assert reason in "; ".join(decision.reasons)
    merged = judge("2026-W02", found, PUBLISH, reviewed=True, language="en")
    assert merged.verdict == ("publish" if verdict == "publish" else "notice")


def test_a_notice_is_in_the_sites_language() -> None:
    """One sentence, in the leading language of the site."""
    thin = Measured(share_read=0.5, stories=1, outlets=1, newest_hours=50)
    said = {each: judge("2026-W02", thin, PUBLISH, reviewed=True, language=each).notice for each in ("en", "zh")}
    assert said["en"] == (
        "A thin week: 1 story from 1 outlet, only 50% of our sources could be read, nothing arrived in its last 2 days."
    )
    assert said["zh"] == "本周内容较少：来自1家媒体的1则报道，仅有50%的来源可以读取，最后2天没有新文章。"


def test_a_notice_goes_into_the_front_matter() -> None:
    """Above the status; an editor's own stays, and the essay is not mistaken for settings."""
    text = "---\nweek: 2026-W02\nstatus: draft\n---\n\nstatus: of the essay\n"
    assert with_notice(text, "Thin: 1") == text.replace("status: draft", 'notice: "Thin: 1"\nstatus: draft')
    own = text.replace("status: draft", "notice: Mine\nstatus: draft")
    assert with_notice(own, "Thin") == own


HOSTILE = (
    "::error file=x::gone", "##[group]x", "@everyone look", "fixes #12", "closes GH-7",
    "![x](https://evil.example/p.png)",
    "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "a | b | c", "`code`", "https://evil.example/",
    "www.evil.example",
    "# Title", "- [ ] task", "</details>", "&lt;b&gt;", "1. one", "~~x~~ **y** __z__", "a\nb\r\n::warning::c",
    "\u202eevil",
)  # fmt: skip


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_text_is_shown_not_obeyed(title: str) -> None:
    """As Markdown it makes no element, mentions nobody, closes no issue, and begins no runner's command."""
    shown = inline(title)
    html = markdown.markdown(f"- {shown}")
    assert not re.search(r"<(?!/?(ul|li|p)>)", html)
    assert not re.search(r"@\w|#\d|(?i:gh-\d)|://|www\.\w|\n", shown)
    assert not re.search(r"(?m)^\s*(::|##\[)", f"- {shown}")


@given(st.text())
def test_inline_is_one_line_and_one_cell(text: str) -> None:
    """Any text stays on one line and in one cell of a table."""
    shown = inline(text)
    assert len(shown.splitlines()) <= 1
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", table(("a",), [(shown,)]).splitlines()[-1])) == 2


def test_links_lead_to_the_web_only() -> None:
    """Another scheme, or an address that would break out of its place, leaves the text alone."""
    assert link("x", "https://one.example/a(b)") == "[x](<https://one.example/a(b)>)"
    for url in ("javascript:alert(1)", "https://one.example/>x", "https://one.example/ x", "", "https://[x"):
        assert link("x", url) == "x"


def test_annotations_keep_to_githubs_limits() -> None:
    """Ten of a kind, the last of which counts the rest; every other kind on its own."""
    many = [Annotation(kind="error", text=f"e{n}", file="sources.yaml", line=n) for n in range(1, 31)]
    lines = list(commands([*many, Annotation(kind="warning", text="w")]))
    assert len(lines) == 11
    assert lines[0] == "::error file=sources.yaml,line=1::e1"
    assert lines[9].startswith("::error::and 21 more")


@given(st.text(), st.text())
def test_annotations_are_one_command_each(text: str, title: str) -> None:
    """Whatever is in them, one line, one command, and its properties are its own."""
    [line] = commands([Annotation(kind="error", text=text, title=title)])
    assert "\n" not in line
    assert "\r" not in line
    properties = line.removeprefix("::error").split("::", 1)[0]
    assert properties.count(",") == 0
    assert properties.count(":") == 0


def test_a_mistake_is_an_annotation_where_it_stands() -> None:
    """File, line and column come along, and what to write instead."""
    [line] = commands([of(Mistake(3, 5, "sources[0].url", "is no address", "https://…", "sources.yaml"))])
    assert line == "::error file=sources.yaml,line=3,col=5::sources[0].url: is no address; write https://…"


@given(st.text(st.characters(codec="utf-8"), max_size=3000), st.integers(100, 2000))
def test_summaries_fit(text: str, size: int) -> None:
    """A summary is never longer than it may be, and whole where it fits."""
    cut = fit(text, size=size)
    assert len(cut.encode()) <= max(size, 0)
    assert cut == text or len(text.encode()) > size


def health(status: str, days: int) -> Health:
    """A source's health that began so many days ago."""
    return Health(source="a", status=status, since=NOW - timedelta(days=days), reason="its server says 410 | gone")


NOW = datetime(2026, 1, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "days", "matters"),
    [
        ("ok", 99, False),
        ("gone", 6, False),
        ("gone", 8, True),
        ("blocked from CI", 8, True),
        ("waiting", 9, False),
        ("stale", 8, True),
    ],
)
def test_a_source_is_a_matter_after_a_week(status: str, days: int, matters: bool) -> None:
    """Broken for more than seven days, and only then; the line to change is linked."""
    source = Source(id="a", name="A @b", url="https://a.example/feed")
    found = care.trouble([source], {"a": health(status, days)}, last_seen=NOW, waiting={}, publish=PUBLISH, now=NOW)
    assert found.any == matters
    if matters:
        page = care.page(found, lines={"a": 12}, file="https://x.example/sources.yaml", actions="https://x.example")
        assert "[sources.yaml:12](https://x.example/sources.yaml#L12)" in page
        assert "@b" not in page


def test_the_watchdog() -> None:
    """Nothing collected for longer than the notice gate allows, or a week unpublished a day after its time."""
    quiet = Publication(notice=Gate(share_read=0, stories=0, outlets=0, newest_hours=24))
    ago: dict[str, Any] = {"last_seen": NOW - timedelta(hours=25), "waiting": {"2026-W02": NOW - timedelta(hours=37)}}
    found = care.trouble([], {}, **ago, publish=quiet, now=NOW)
    assert (found.silent_hours, found.overdue) == (25, ("2026-W02",))
    assert care.trouble([], {}, last_seen=None, waiting={}, publish=quiet, now=NOW).any


def test_a_site_is_tested_before_it_goes_out(tmp_path: Path) -> None:
    """Missing pages, links and places are told; links that lead away are not followed."""
    for name in NEEDED:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<p id=a>x", encoding="utf-8")
    (tmp_path / "index.html").write_text(
        '<a href="archive/">a</a><a href="/desk/404.html#a">b</a><a href="https://away.example/x">c</a>',
        encoding="utf-8",
    )
    assert faults(tmp_path, "https://one.example/desk") == []
    (tmp_path / "404.html").write_text('<a href="/desk/gone/">a</a><a href="#z">b</a>', encoding="utf-8")
    (tmp_path / "feed.xml").unlink()
    assert faults(tmp_path, "https://one.example/desk/") == [
        "feed.xml is missing",
        "404.html links to /desk/gone/, which is not there",
        "404.html links to #z, but there is no such place on that page",
        "index.html links to /desk/404.html#a, but there is no such place on that page",
    ]

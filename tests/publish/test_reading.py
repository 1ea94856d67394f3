"""What readers see: sources of each statement, earlier parts, numbers beside charts, one interface language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from digest.model import Issue
from digest.publish.desk import Desk
from digest.publish.pages import pages
from digest.publish.site import render
from digest.publish.vocabulary import COUNTED, KINDS, STATUSES, TYPES, WORDS

TOP = "Corvane must ask before it repairs machines in Suzhou"


def build(desk: Desk, out: Path, templates: Path) -> Path:
    """Render a desk."""
    render(pages(desk), templates=[templates], out=out)
    return out


def story(page: str, headline: str) -> str:
    """The markup of one story."""
    return next(part for part in re.findall(r"<article.*?</article>", page, re.DOTALL) if f">{headline}<" in part)


def summary(told: str) -> str:
    """The markup of a story's summary."""
    return told.partition('<p class="summary"')[2].partition("</p>")[0]


def test_two_outlets_tell_a_story(site: Path, desk: Desk, templates: Path, tmp_path: Path) -> None:
    """Where the lead has but one sentence, another outlet adds the second, and each is named after its own."""
    lead = next(e for e in desk.entries if e.title == TOP)
    short = [replace(e, summary=e.summary[:1]) if e is lead else e for e in desk.entries]
    out = build(replace(desk, entries=short), tmp_path / "site", templates)
    said = summary(story((out / "2026/w06/index.html").read_text("utf-8"), TOP))
    links = re.findall(r'<a href="([^"]+)" rel', said)
    assert len({link.split("/")[2] for link in links}) == 2
    assert said.count('class="from"') == 2
    assert summary(story((site / "2026/w06/index.html").read_text("utf-8"), TOP)).count('class="from"') == 1


def test_near_copies_stand_behind_what_they_copy(desk: Desk, templates: Path, tmp_path: Path) -> None:
    """One text in two outlets is one report, with the other outlet named as having published it too."""
    placed = next(p for i in desk.issues if i.week == "2026-W06" for p in i.stories if p.headline == TOP)
    copied = replace(desk, copies=lambda entries: {placed.items[1]: placed.items[0]})
    page = (build(copied, tmp_path / "site", templates) / "2026/w06/index.html").read_text("utf-8")
    told = story(page, TOP)
    assert re.search(r"also published by\s+<span class=\"outlet\">", told)
    assert "Spare parts become the new front in the chip war" not in told


def test_a_running_story_names_what_came_before(site: Path) -> None:
    """The fourth week of a story leads to all of it, and to the part before by its headline."""
    told = story((site / "2026/w06/index.html").read_text("utf-8"), TOP)
    line = re.search(r'<p class="running">.*?</p>', told)
    assert line
    assert "Week 4 of this story" in line[0]
    assert re.search(r'href="\.\./\.\./2026/w05/#s-\w+"[^>]*>Corvane must ask [^<]*, week 5<', line[0])
    assert 'href="../../threads/' in line[0]


def test_a_drawing_begins_with_the_desk_and_says_its_numbers(site: Path, desk: Desk) -> None:
    """No week from before the desk is drawn as one without news, and the counts stand below the bars."""
    page = (site / "entities/corvane/index.html").read_text("utf-8")
    ticks = re.findall(r"<b>(\d+)</b><span class=\"hidden\"> ([^<]+)</span>", page)
    assert [week for _, week in ticks] == [f"Week {n}, 2026" for n in range(1, 7)]
    about = [e for e in desk.entries if any(tag.name == "Corvane" for tag in e.entities)]
    assert sum(int(count) for count, _ in ticks) == len(about)
    numbers = (site / "2026/w06/index.html").read_text("utf-8")
    assert "W1 – W6" in numbers


def test_outlets_are_drawn_by_language(desk: Desk, templates: Path, tmp_path: Path) -> None:
    """Each language's outlets lie end to end, with their names and counts as text."""
    outlets = {"harbour-wire": 20, "the-ledger": 11, "linggang": 18, "gone-since": 4}
    counted = {week: replace(one, outlets=outlets) for week, one in desk.numbers.items()}
    page = build(replace(desk, numbers=counted), tmp_path / "site", templates) / "2026/w06/index.html"
    part = page.read_text("utf-8").split('<dl class="press">')[1].split("</dl>")[0]
    assert re.findall(r"</a> (\d+)</li>", part) == ["20", "11", "18"]
    assert part.count("<rect") == 3
    assert 'English <span class="n">2 outlets, 31 articles</span>' in part


def test_the_front_page_says_how_to_subscribe(site: Path) -> None:
    """On which day issues come out, the feeds, and the issue as a mail."""
    page = (site / "index.html").read_text("utf-8")
    box = page.split('<section class="box"')[1].split("</section>")[0]
    assert "A new issue every Monday." in box
    assert re.findall(r'href="([^"]+)"', box) == [
        "./feed.xml", "./feed.json", "feeds/", "mail/2026-W06.html", "mail/2026-W06.txt"
    ]  # fmt: skip


def test_nothing_is_said_plainly(desk: Desk, templates: Path, tmp_path: Path) -> None:
    """A topic and a source without articles say so; no page is left blank, and none counts to 0."""
    out = build(replace(desk, entries=(), issues=()), tmp_path / "site", templates)
    for path in ("topics/gaming/index.html", "sources/linggang/index.html", "topics/index.html", "sources/index.html"):
        page = (out / path).read_text("utf-8")
        assert "Nothing yet" in page, path
        assert "0 articles" not in page.partition("</header>\n<div")[2], path


def test_a_chinese_site_speaks_no_english(desks: Callable[..., Desk], templates: Path, tmp_path: Path) -> None:
    """Led by Chinese, no page has an English word of the interface: not in its text, its attributes or its dates."""
    desk = desks(languages=("zh",))
    desk = replace(desk, issues=[replace(issue, notice="", essay="") for issue in desk.issues])
    out = build(desk, tmp_path / "site", templates)
    tables = (*WORDS.values(), *((many, zh) for _, many, zh in COUNTED.values()), *STATUSES.values())
    english = {en.split("{")[0].strip() for en, _ in (*tables, *KINDS.values(), *TYPES.values())}
    english = {words for words in english if len(words) > 4} - {"Light", "Event", "Place"} | {
        "January",
        "Monday",
        "Week ",
    }
    for file in sorted(out.rglob("*.html")):
        page = re.sub(r"<(a|bdi|span|p)\b[^>]* lang=\"en\"[^>]*>.*?</\1>", "", file.read_text("utf-8"), flags=re.DOTALL)
        page = re.sub(r"<script.*?</script>|<title>.*?</title>|<meta property=\"og:[^>]*>", "", page, flags=re.DOTALL)
        text = unescape(re.sub(r"<[^>]*>", " ", page)) + " ".join(
            re.findall(r' (?:aria-label|title|name="description" content)="([^"]*)"', page)
        )
        assert sorted(words for words in english if re.search(rf"\b{re.escape(words)}", text)) == [], file


def test_a_chinese_site_calls_names_in_chinese(desks: Callable[..., Desk], templates: Path, tmp_path: Path) -> None:
    """Names come in the script of the interface first, and Chinese coverage stands on the left."""
    out = build(desks(languages=("zh", "en")), tmp_path / "site", templates)
    page = (out / "entities/corvane/index.html").read_text("utf-8")
    assert '<h1><bdi lang="zh-Hans">科凡半导体</bdi> <span class="zh" lang="en">Corvane</span></h1>' in page
    assert "<title>科凡半导体 – " in page
    issue = (out / "2026/w06/index.html").read_text("utf-8")
    assert issue.index("<h4>中文 ") < issue.index("<h4>英文 ")


@pytest.mark.parametrize(("languages", "said"), [(("en",), True), (("zh", "en"), True), (("zh",), False)])
def test_what_is_said_of_a_name_is_english(
    desks: Callable[..., Desk], templates: Path, tmp_path: Path, languages: tuple[str, ...], said: bool
) -> None:
    """The who's who has its lines in English: marked so where English is the second language, left out without it."""
    page = (build(desks(languages=languages), tmp_path / "site", templates) / "entities/corvane/index.html").read_text(
        "utf-8"
    )
    assert ("Maker of lithography tools</span></p>" in page) is said
    assert ('<span lang="en">Maker of' in page) is (languages == ("zh", "en"))


def test_other_names_are_told_once(desk: Desk, templates: Path, tmp_path: Path) -> None:
    """A name that differs only in capitals or in its apostrophe is no other name."""
    aliases = ("Corvane NV", "CORVANE", "Corvane's Works", "Corvane’s works", "科凡")
    known = [replace(one, aliases=aliases) if one.name == "Corvane" else one for one in desk.config.whoswho.known]
    config = replace(desk.config, whoswho=replace(desk.config.whoswho, known=tuple(known)))
    page = build(replace(desk, config=config), tmp_path / "site", templates) / "entities/corvane/index.html"
    line = page.read_text("utf-8").partition('class="aliases"')[2].partition("</p>")[0]
    assert re.findall(r"<bdi[^>]*>([^<]*)<", line) == ["Corvane NV", "Corvane&#39;s Works", "科凡"]


def test_a_mail_says_whose_each_report_is_and_leads_in_its_readers_language(site: Path) -> None:
    """The editor's English headline comes first, the original below; country, paywall and state beside each outlet."""
    english, original = (
        "The Suzhou plant that banned weekend shifts got more orders",
        "苏州工厂开出“周末不加班”合同，订单反而多了",
    )
    page, text = ((site / f"mail/2026-W06.{kind}").read_text("utf-8") for kind in ("html", "txt"))
    page = unescape(page)
    assert re.search(
        rf'<h3 [^>]*><a [^>]*lang="en"[^>]*>{english}</a></h3>\s*<p [^>]*lang="zh[^>]*>{original}</p>', page
    )
    assert f"* {english}\n  {original}\n" in text
    plain = re.sub(r"<[^>]+>", "", page)
    for said in (plain, text):
        assert re.search(r"The Ledger \$ US", said)
        assert re.search(r"Meridian Daily CN,? state-affiliated", said)
        assert "Two letters: the outlet’s country or region." in " ".join(said.split())


def test_a_week_without_stories_says_so_wherever_it_is_read(desk: Desk, templates: Path, tmp_path: Path) -> None:
    """The issue's page, the front page, both mails and the feed have the same sentence."""
    empty = Issue(week="2026-W07", title="A quiet week", status="published")
    site = build(replace(desk, issues=[*desk.issues, empty]), tmp_path / "site", templates)
    for path in ("2026/w07/index.html", "index.html", "mail/2026-W07.html", "mail/2026-W07.txt", "feed.xml"):
        assert "Nothing that we read this week made it into the issue." in (site / path).read_text("utf-8"), path


def test_a_source_that_left_keeps_its_page(desk: Desk, templates: Path, tmp_path: Path) -> None:
    """What was read from a source that is no longer in sources.yaml stays, with a page that its articles lead to; of
    its paywall nothing is known, and the list of sources has it no more."""
    left = replace(desk.config, sources=tuple(one for one in desk.config.sources if one.id != "the-ledger"))
    site = build(replace(desk, config=left), tmp_path / "site", templates)
    page = (site / "sources/the-ledger/index.html").read_text("utf-8")
    assert TOP in page
    assert "Free to read" not in page
    assert "sources/the-ledger/" in (site / "2026/w06/index.html").read_text("utf-8")
    assert "the-ledger" not in (site / "sources/index.html").read_text("utf-8")

"""The sample's world holds what a demonstration needs: languages, formats, shared events, and things to leave out."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from itertools import pairwise

import pytest
from ruamel.yaml import YAML

from digest.sample import days, desk, load, weeks
from digest.sample.follow import TIMEZONE
from digest.sample.render import WINDOW
from digest.weeks import week_of

OUTLETS = load()
ARTICLES = [(outlet, article) for outlet in OUTLETS for article in outlet.articles]


def week(moment: datetime) -> str:
    """The site's week of a moment."""
    return week_of(moment.astimezone(TIMEZONE))


def events() -> dict[str, dict[str, set[tuple[str, str]]]]:
    """Week -> event -> the outlets, with their languages, that report it in that week."""
    found: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for outlet, article in ARTICLES:
        if article.event:
            found[week(article.date)][article.event].add((outlet.id, outlet.language[:2]))
    return found


def test_size() -> None:
    """There are at least ten outlets, four of them Chinese, and eighty items over six weeks."""
    assert len(OUTLETS) >= 10
    assert sum(outlet.language.startswith("zh") for outlet in OUTLETS) >= 4
    assert len(ARTICLES) >= 80
    assert {week(article.date) for _, article in ARTICLES} == set(weeks())
    assert weeks() == [f"2023-W{number}" for number in range(23, 29)]


def test_every_format_is_there() -> None:
    """Each feed kind, a GBK feed, full text, bare dates, a paywall and a closed outlet occur."""
    assert {outlet.format for outlet in OUTLETS} == {"rss2", "rss1", "atom", "json"}
    assert any(outlet.encoding == "gbk" for outlet in OUTLETS)
    assert any(outlet.fulltext for outlet in OUTLETS)
    assert any(outlet.date_only for outlet in OUTLETS)
    assert any(outlet.paywall for outlet in OUTLETS)
    assert any(outlet.closed for outlet in OUTLETS)


@pytest.mark.parametrize("name", weeks())
def test_events_are_shared(name: str) -> None:
    """Each week has three events in two outlets or more, and two of them in both languages."""
    shared = [outlets for outlets in events()[name].values() if len(outlets) > 1]
    assert len(shared) >= 3
    assert sum(len({language for _, language in outlets}) > 1 for outlets in shared) >= 2


def test_things_to_leave_out() -> None:
    """Every kind that is no news occurs, and so does what is off the beat."""
    assert {article.kind for _, article in ARTICLES} == {
        "news", "roundup", "live", "deal", "promo", "podcast", "opinion",
    }  # fmt: skip
    assert sum(article.offbeat for _, article in ARTICLES) >= 3


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.id)
def test_articles_are_whole(outlet) -> None:
    """Every article has a title, a summary, a text and an address of its own, and none says its date wrongly."""
    assert len({outlet.path(article) for article in outlet.articles}) == len(outlet.articles)
    for article in outlet.articles:
        assert article.title
        assert article.summary
        assert article.text
        assert article.date.year == 2023


@pytest.mark.parametrize("outlet", [outlet for outlet in OUTLETS if not outlet.paywall], ids=lambda outlet: outlet.id)
def test_news_has_length(outlet) -> None:
    """A news article on the beat has enough text to be tagged and grouped."""
    for article in outlet.articles:
        if article.kind == "news" and not article.offbeat:
            chinese = outlet.language.startswith("zh")
            assert (len(article.text) if chinese else len(article.text.split())) >= (180 if chinese else 50)


def test_gbk_can_be_written() -> None:
    """What a GBK outlet publishes has no character that GBK lacks."""
    for outlet, article in ARTICLES:
        if outlet.encoding == "gbk":
            (article.title + article.summary + article.text).encode("gbk")


def test_seen_in_its_own_week() -> None:
    """Each article is collected in the week in which it was published."""
    for _, article in ARTICLES:
        first = next(moment for moment in days() if moment >= article.date)
        assert week(first) == week(article.date), article.title


def test_nobody_starts_empty() -> None:
    """At the first moment every outlet has something out."""
    for outlet in OUTLETS:
        assert outlet.published(days()[0]), outlet.id


def test_nobody_is_missed() -> None:
    """Between two moments no outlet publishes more than its feed can hold."""
    for outlet in OUTLETS:
        totals = [0, *(len(outlet.published(moment)) for moment in days())]
        assert all(later - sooner <= WINDOW for sooner, later in pairwise(totals)), outlet.id


def test_desk_follows_the_world(tmp_path) -> None:
    """The desk's sources are the world's outlets, by the same id, name and address."""
    written = YAML(typ="safe").load(desk(tmp_path / "desk").read_text(encoding="utf-8"))
    assert written["site"]["sample"] is True
    assert written["site"]["timezone"] == str(TIMEZONE)
    sources = {source["id"]: source for source in written["sources"]}
    assert set(sources) == {outlet.id for outlet in OUTLETS}
    for outlet in OUTLETS:
        source = sources[outlet.id]
        assert source["name"] == outlet.name
        assert source["site"] == outlet.url
        assert source["url"] == outlet.url + outlet.feed.lstrip("/")
        assert source["language"] == outlet.language[:2]
        assert source.get("fulltext", "page") == ("feed" if outlet.fulltext else "page")
        assert (source.get("paywall") == "hard") is outlet.paywall

"""The written site: all pages are there, links work, and nothing hostile from a feed gets through."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import feedparser
import pytest
from building import build, tree

from digest.model import Page, Tag, Unread
from digest.publish.desk import Desk
from digest.publish.pages import pages
from digest.publish.site import render


class Read(HTMLParser):
    """What a page links to, which ids it has, and what in it could run."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        self.links += [value for name in ("href", "src") if (value := found.get(name)) is not None]
        if found.get("id"):
            self.ids.append(str(found["id"]))


@pytest.fixture(scope="module")
def read(site: Path) -> dict[str, Read]:
    """Every page of it, parsed."""
    return {f.relative_to(site).as_posix(): Read(f.read_text("utf-8")) for f in sorted(site.rglob("*.html"))}


def test_every_kind_of_page(site: Path) -> None:
    """Each page type has its address."""
    wanted = (
        "index.html 404.html 2026/index.html 2026/01/index.html 2026/w06/index.html 2026/w06/all/index.html "
        "archive/index.html topics/index.html topics/ai-policy/index.html entities/index.html "
        "entities/tianlu-micro/index.html sources/index.html sources/linggang/index.html threads/index.html "
        "about/index.html corrections/index.html feeds/index.html feed.xml feed.json topics/ai-policy/feed.xml "
        "entities/paku/feed.json feeds/zh/feed.xml sources.opml sitemap.xml robots.txt mail/2026-W06.html "
        "mail/2026-W06.txt assets/desk.css"
    )
    assert [path for path in wanted.split() if not (site / path).is_file()] == []


def _resolved(path: str, link: str) -> tuple[str, str]:
    """Path and fragment that an internal link leads to."""
    address, fragment = urldefrag(urljoin(f"https://digest.example/desk/{path}", link))
    inside = urlsplit(address).path.removeprefix("/desk/")
    return (inside + "index.html" if inside.endswith("/") or not inside else inside), unquote(fragment)


def test_every_internal_link_resolves(site: Path, read: dict[str, Read]) -> None:
    """Each link and fragment within the site leads somewhere, also from the page that is shown anywhere."""
    broken = []
    for path, page in read.items():
        for link in page.links:
            if link.startswith(("http://", "https://", "data:", "mailto:")) and "digest.example/desk" not in link:
                continue
            target, fragment = _resolved(path, link)
            if not (site / target).is_file() or (fragment and fragment not in read[target].ids):
                broken.append((path, link))
    assert broken == []


def test_ids_are_unique(read: dict[str, Read]) -> None:
    """No page has an id twice."""
    assert [path for path, page in read.items() if len(set(page.ids)) != len(page.ids)] == []


def test_nothing_of_a_feed_runs(read: dict[str, Read]) -> None:
    """Hostile titles, names and links end up as text: no element, handler, style or scheme of theirs."""
    for path, page in read.items():
        for tag, attributes in page.elements:
            assert tag not in {"img", "iframe", "object", "embed", "form", "base"}, path
            assert tag != "style" or path.startswith("mail/"), path
            assert not [name for name in attributes if name.startswith("on")], path
            assert "style" not in attributes or path.startswith("mail/"), path
        assert not [x for x in page.links if re.match(r"\s*(javascript|vbscript|data:text)", x, re.IGNORECASE)], path
        assert not [x for x in page.links if "secret@" in x], path


def test_templates_in_a_title_stay_text(site: Path) -> None:
    """A title that looks like a template is printed as it is."""
    assert "{{ 7 * 7 }} {% raw %}" in (site / "2026/w06/all/index.html").read_text("utf-8")


def test_no_request_leaves_the_site(site: Path, read: dict[str, Read]) -> None:
    """Style, script and icon come from the site itself, and the policy of each page allows nothing else."""
    for path, page in read.items():
        loads = [a for tag, a in page.elements if tag in {"script", "link"}]
        away = [
            a
            for a in loads
            if a.get("rel") != "canonical" and str(a.get("href") or a.get("src") or "").startswith("http")
        ]
        assert away == [], path
        policies = [a["content"] for tag, a in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
        assert path.startswith("mail/") or (len(policies) == 1 and "default-src 'none'" in str(policies[0])), path


def test_style_sheet_is_small(site: Path) -> None:
    """One style sheet, under 20 kB."""
    assert [f.name for f in (site / "assets").glob("*.css")] == ["desk.css"]
    assert (site / "assets/desk.css").stat().st_size < 20_000


def test_headings_are_in_order(read: dict[str, Read]) -> None:
    """One first-level heading a page, and no level is left out."""
    for path, page in read.items():
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1, path
        assert all(b <= a + 1 for a, b in itertools.pairwise(levels)), (path, levels)


def test_language_of_every_headline(site: Path) -> None:
    """Chinese text is marked as Chinese, in its script."""
    page = (site / "2026/w06/index.html").read_text("utf-8")
    assert re.search(r'lang="zh"[^>]*>科凡：苏州工厂', page)
    assert re.search(r'lang="zh-Hant"[^>]*>維修許可上路', page)
    assert '<html lang="en">' in page


def test_an_issue_says_where_each_line_is_from(site: Path) -> None:
    """Sections in order, marks, the thread, the editor's hand and what could not be read."""
    page = (site / "2026/w06/index.html").read_text("utf-8")
    sections = ("top", "catch-up", "lost-in-translation", "one-more-thing", "numbers", "unread")
    order = [page.index(f'<h2 id="{key}"') for key in sections]
    assert order == sorted(order)
    said = (
        "Week 4 of this story", "state-affiliated", "Editor’s note", "Correction:", "7 outlets", "Long Read",
        "The Suzhou plant that banned weekend shifts got more orders", "gone for good", "Lin Baoyu", "林宝玉",
    )  # fmt: skip
    assert [words for words in said if words not in page] == []


def test_what_could_not_be_read_stays(desk: Desk, site: Path, templates: Path, tmp_path: Path) -> None:
    """An issue says for ever what it said when it came out, however its sources have done since."""
    said = Unread(source="policy-hour", status="unreachable", since=datetime(2026, 1, 12, tzinfo=UTC))
    issues = [replace(one, unread=(said,)) if one.week in {"2026-W03", "2026-W06"} else one for one in desk.issues]
    build(replace(desk, issues=issues), tmp_path / "site", templates)
    for week in ("w03", "w06"):
        section = (tmp_path / f"site/2026/{week}/index.html").read_text("utf-8").split('<h2 id="unread">')[1]
        assert "Policy Hour" in section
        assert "12 January 2026" in section
        assert "Quiet Quarterly" not in section
    assert '<h2 id="unread">' not in (site / "2026/w03/index.html").read_text("utf-8")


def test_a_headline_is_said_once(site: Path, read: dict[str, Read]) -> None:
    """An issue that goes by its first headline has its week on top; its title stays what feeds and previews name."""
    plain, own = ((site / path).read_text("utf-8") for path in ("2026/w05/index.html", "2026/w06/index.html"))
    title = "Corvane must ask before it repairs machines in Suzhou, week 5"
    assert '<h1 dir="auto">Week 5, 26\u00a0January\u00a0– 1 February 2026</h1>' in plain
    assert f"<title>{title}</title>" in plain
    assert ("meta", {"property": "og:title", "content": title}) in read["2026/w05/index.html"].elements
    assert '<h1 dir="auto">The licence for a screw</h1>' in own
    assert "Week 6, 2\u00a0– 8 February 2026" in own
    assert "Week 5, 26\u00a0January\u00a0– 1 February 2026</h1>" in (site / "mail/2026-W05.html").read_text("utf-8")
    assert (site / "mail/2026-W05.txt").read_text("utf-8").count(title) == 1
    assert [e.title for e in feedparser.parse((site / "feed.xml").read_bytes()).entries][1] == title


def test_a_credit_is_not_in_the_story(desk: Desk, templates: Path, tmp_path: Path) -> None:
    """An outlet of the desk is not named as who is in a story, unless another outlet tells of it; its page stays."""
    credit = Tag(name="Linggang Tech", type="ORG", zh="临港科技")
    other = Tag(name="Yunjian Finance", type="ORG", zh="云间财经", salience=2)
    named = [replace(e, entities=(*e.entities, credit, other)) if "Voltra" in e.title else e for e in desk.entries]
    rose = ("Linggang Tech", (0,) * 11 + (9,))
    numbers = {week: replace(one, risers=(*one.risers, rose)) for week, one in desk.numbers.items()}
    build(replace(desk, entries=named, numbers=numbers), tmp_path / "site", templates)
    page = (tmp_path / "site/2026/w06/index.html").read_text("utf-8")
    assert "Linggang Tech" not in page
    assert "Yunjian Finance" in page
    assert (tmp_path / "site/entities/linggang-tech/index.html").is_file()


def test_an_empty_section_is_left_out(site: Path) -> None:
    """The first week has no top stories, and no heading for them."""
    assert '<h2 id="top"' not in (site / "2026/w01/index.html").read_text("utf-8")


def test_essay_is_sanitised(site: Path) -> None:
    """The editor's Markdown becomes paragraphs and links; scripts and odd schemes do not."""
    page = (site / "2026/w06/index.html").read_text("utf-8")
    assert "<em>policy</em>" in page
    assert '<a href="https://example.org/rule">forty pages</a>' in page


def test_own_templates_win_file_by_file(desk: Desk, templates: Path, tmp_path: Path) -> None:
    """A desk's template and style sheet replace the package's; the others stay."""
    own = tmp_path / "templates"
    (own / "assets").mkdir(parents=True)
    (own / "404.html").write_text("<p>own, {{ site.title }}</p>", "utf-8")
    (own / "assets/desk.css").write_text("b{}", "utf-8")
    render(pages(desk), templates=[own, templates], out=tmp_path / "site")
    assert (tmp_path / "site/404.html").read_text("utf-8") == "<p>own, The Strait Digest</p>"
    assert (tmp_path / "site/assets/desk.css").read_text("utf-8") == "b{}"
    assert (tmp_path / "site/assets/desk.js").is_file()


def test_sample_and_noindex(desks: Callable[..., Desk], templates: Path, tmp_path: Path) -> None:
    """A sample says so on every page, and a site that wants no search engine says that."""
    build(desks(sample=True, noindex=True), tmp_path / "site", templates)
    for file in sorted((tmp_path / "site").rglob("index.html")):
        text = file.read_text("utf-8")
        assert "invented outlets" in text, file
        assert '<meta name="robots" content="noindex">' in text, file
    assert "Disallow: /" in (tmp_path / "site/robots.txt").read_text("utf-8")


def test_a_hidden_story_is_nowhere(desk: Desk, templates: Path, tmp_path: Path) -> None:
    """What the editor hid is on no page and in no feed."""
    newest = max(desk.issues, key=lambda issue: issue.week)
    hidden = tuple(replace(p, section="hidden") if "Voltra’s sodium" in p.headline else p for p in newest.stories)
    changed = replace(desk, issues=[i for i in desk.issues if i is not newest] + [replace(newest, stories=hidden)])
    build(changed, tmp_path / "site", templates)
    found = [path for path, body in tree(tmp_path / "site").items() if "伏拓钠电池通过冬季测试<".encode() in body]
    assert found == []


def test_a_desk_without_anything(desk: Desk, templates: Path, tmp_path: Path) -> None:
    """A new desk has a site before it has an issue."""
    build(Desk(config=desk.config), tmp_path / "site", templates)
    assert "first issue is being prepared" in (tmp_path / "site/index.html").read_text("utf-8")


def test_a_chinese_interface(desks: Callable[..., Desk], templates: Path, tmp_path: Path) -> None:
    """The interface speaks the site's first language, with the second beside its headings."""
    build(desks(languages=("zh", "en")), tmp_path / "site", templates)
    page = (tmp_path / "site/2026/w06/index.html").read_text("utf-8")
    assert '<html lang="zh-Hans">' in page
    assert "第6周，2026年2月2日至8日" in page
    assert '头条<span class="second" lang="en"> Top stories</span>' in page


@pytest.mark.parametrize("path", ["../x.html", "/etc/x", "a/../../x.html", ""])
def test_no_page_outside(path: str, tmp_path: Path, templates: Path) -> None:
    """A path that would leave the site is refused."""
    with pytest.raises(ValueError, match="not a path"):
        render([Page(path=path, body=bytes)], templates=[templates], out=tmp_path / "site")


def test_no_address_twice(tmp_path: Path, templates: Path) -> None:
    """Two pages at one address are a mistake, not a race."""

    def both() -> Iterator[Page]:
        yield Page(path="x.html", body=lambda: b"1")
        yield Page(path="x.html", body=lambda: b"2")

    with pytest.raises(ValueError, match="two pages"):
        render(both(), templates=[templates], out=tmp_path / "site")

"""`digest sources …` and `digest check --online` against a real server on loopback."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from digest import config
from digest.mistakes import Mistakes

NOW = "2026-01-29T12:00:00Z"
TITLES = ("A port opens", "Ships wait", "Cranes stand still", "A strike ends", "Tariffs bite", "The tide turns")


def sources(desk: Path) -> str:
    """The text of the desk's sources.yaml."""
    return (desk / "sources.yaml").read_text(encoding="utf-8")


def test_a_feed_is_found_behind_a_sites_address_and_written_down(desk: Path, site: Any, digest: Any) -> None:
    """Link tags lead to the feed; every other byte of sources.yaml stays, and the source stands with its like."""
    site.say("/", '<html><head><link rel="alternate" type="application/rss+xml" href="/rss/all.xml"></head></html>')
    site.feed("/rss/all.xml", *TITLES)
    site.say("/news/rss-all.xml-0", "<html><body><p>The whole story.</p></body></html>")
    before = sources(desk)
    told = digest("sources", "add", site.url, "--now", NOW)
    assert told.code == 0, told.err
    entry = (
        f"\n  - id: harbour-post\n    name: Harbour Post\n    url: {site.url}/rss/all.xml\n    site: {site.url}/\n"
        "    language: en\n    country: GB\n    beat: general-tech\n    fulltext: page\n    paywall: none\n"
        "    state_affiliated: false\n    weight: 1\n"
    )
    assert entry in sources(desk)
    assert sources(desk).replace(entry, "", 1) == before
    assert sources(desk).index("harbour-post") < sources(desk).index("# - id: beta") < sources(desk).index("zeta")
    assert "A port opens" in told.out
    assert [each.id for each in config.load(desk).sources] == ["alpha", "harbour-post", "zeta"]


def test_a_dry_run_shows_the_same_and_writes_nothing(desk: Path, site: Any, digest: Any) -> None:
    """`--dry-run --json` proposes only."""
    site.feed("/rss.xml", *TITLES)
    before = sources(desk)
    told = digest("sources", "add", f"{site.url}/rss.xml", "--dry-run", "--json", "--id", "post", "--now", NOW)
    assert (told.code, told.json["written"], told.json["source"]["id"]) == (0, False, "post")
    assert sources(desk) == before


def test_usual_paths_are_tried_where_a_site_names_no_feed(site: Any, digest: Any) -> None:
    """A front page without a link tag; its feed is where feeds are."""
    site.say("/", "<html><body>News</body></html>")
    site.feed("/feed.xml", *TITLES)
    assert (
        digest("sources", "add", site.url, "--dry-run", "--json", "--now", NOW)
        .json["source"]["url"]
        .endswith("/feed.xml")
    )


def test_several_feeds_are_listed_without_comments(desk: Path, site: Any, digest: Any) -> None:
    """An editor chooses; nothing is written."""
    site.say(
        "/",
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed">'
        '<link rel="alternate" type="application/atom+xml" href="/news.xml">'
        '<link rel="alternate" type="application/rss+xml" href="/tech.xml">',
    )
    site.feed("/comments/feed", "Re: A port opens", name="Comments on Harbour Post")
    site.feed("/news.xml", *TITLES)
    site.feed("/tech.xml", *TITLES[:3])
    before = sources(desk)
    told = digest("sources", "add", site.url, "--now", NOW)
    assert told.code == 1
    found = re.findall(r"digest sources add (\S+)$", told.out.replace(site.url, ""), re.MULTILINE)
    assert found == ["/news.xml", "/tech.xml"]
    assert sources(desk) == before


def test_a_feed_beside_its_comments_is_the_one(site: Any, digest: Any) -> None:
    """As blogs name them: relative to a `<base>`, of a type that is only XML, with the comments in front."""
    site.say(
        "/",
        '<base href="/blog/"><link rel="alternate" type="application/rss+xml" href="comments/feed">'
        '<link rel="alternate" type="text/xml" href="all.rss"><link rel="alternate" type="text/xml" href="http://[x">',
    )
    site.feed("/blog/comments/feed", "Re: A port opens", name="Comments on Harbour Post")
    site.feed("/blog/all.rss", *TITLES)
    told = digest("sources", "add", site.url, "--dry-run", "--json", "--now", NOW)
    assert told.json["source"]["url"] == f"{site.url}/blog/all.rss"


def test_what_is_there_already_is_refused_under_another_address(desk: Path, site: Any, digest: Any) -> None:
    """By its spelling, by where it redirects to, and by what is in it."""
    site.feed("/alpha.xml", *TITLES)
    site.pages["/old"] = (301, "text/plain", b"/alpha.xml")
    site.pages["/copy.xml"] = site.pages["/alpha.xml"]
    before = sources(desk)
    for path in ("/alpha.xml/", "/old", "/copy.xml"):
        told = digest("sources", "add", f"{site.url}{path}", "--now", NOW)
        assert (told.code, told.err) == (1, f"it is there already: alpha (Alpha) reads {site.url}/alpha.xml\n"), path
    assert sources(desk) == before


def test_a_chinese_feed_with_whole_articles_goes_to_its_own_section(desk: Path, site: Any, digest: Any) -> None:
    """Language by its letters, full text by its length, the place by its beat."""
    titles = ("海港开放", "船只等待", "起重机停工", "罢工结束", "关税生效")
    site.feed("/zh.xml", *titles, name="海港报 最新文章", text="海港今天开放。" * 200)
    site.say("/news/zh.xml-0", "<html></html>")
    assert digest("sources", "add", f"{site.url}/zh.xml", "--id", "haigang", "--now", NOW).code == 0
    added = next(each for each in config.load(desk).sources if each.id == "haigang")
    assert (added.name, added.language, added.fulltext, added.beat) == ("海港报", "zh", "feed", "china-tech-zh")
    assert sources(desk).index("haigang") > sources(desk).index("zeta")
    assert sources(desk).endswith("    weight: 1\n\n# the end\n")


def test_pages_that_robots_may_not_read_make_it_a_source_of_its_feed(site: Any, digest: Any) -> None:
    """robots.txt decides the full-text policy."""
    site.feed("/rss.xml", *TITLES)
    site.say("/robots.txt", "User-agent: *\nDisallow: /news/\n", "text/plain")
    row = digest("sources", "add", f"{site.url}/rss.xml", "--dry-run", "--json", "--now", NOW).json
    assert row["source"]["fulltext"] == "feed"
    assert any("robots.txt" in note for note in row["notes"])


def test_an_address_without_a_feed_is_explained(site: Any, digest: Any) -> None:
    """What was wrong, and what to do instead."""
    site.say("/", "<html><body>hello</body></html>")
    told = digest("sources", "add", site.url, "--now", NOW)
    assert told.code == 1
    assert told.err.startswith(
        "nothing was added. The site names no feed, and none is at the usual addresses. Look for"
    )


def test_a_layout_that_leaves_no_safe_place_changes_nothing(desk: Path, site: Any, digest: Any) -> None:
    """A list in brackets is left for its editor to open."""
    site.feed("/rss.xml", *TITLES)
    text = f"site: {{title: D, url: 'https://d.example/'}}\ncollect: {{private_hosts: ['{site.host}']}}\n"
    text += f"sources: [{{id: a, name: A, url: '{site.url}/a.xml'}}]\n"
    (desk / "sources.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Mistakes, match=r"sources: is written in \[ \]; write each source under `- id:`"):
        digest("sources", "add", f"{site.url}/rss.xml", "--now", NOW)
    assert sources(desk) == text


def test_a_preview_says_of_each_item_why_it_would_not_be_taken(site: Any, digest: Any) -> None:
    """Old, excluded by a word, excluded by a category: each with the entry that does it; nothing is kept."""
    site.feed("/alpha.xml", "A port opens", "Ten coupons for you", "Ships wait")
    site.pages["/alpha.xml"] = (
        200,
        "application/rss+xml",
        site.pages["/alpha.xml"][2].replace(b"26 Jan 2026", b"26 Jan 2025"),
    )
    told = digest("sources", "preview", "alpha", "--now", NOW)
    assert told.code == 0
    assert told.out == (
        "Alpha: ok.\n"
        "  + 2026-01-28  A port opens\n"
        "  - 2026-01-27  Ten coupons for you\n        excluded by 'coupons'\n"
        "  - 2025-01-26  Ships wait\n        older than 14 days (max_age_days)\n"
        "1 of 3 would be taken\n"
    )
    site.feed("/alpha.xml", "A port opens", category="deals")
    row = digest("sources", "preview", "alpha", "--json", "--now", NOW).json
    assert [each["why_not"] for each in row["last"]] == ["excluded by 'category=Deals'"]


def test_a_page_without_a_feed_is_read_by_its_links(desk: Path, site: Any, digest: Any) -> None:
    """`links:` names the article links by a CSS selector."""
    (desk / "sources.yaml").write_text(
        sources(desk).replace(
            "\n# the end", f"\n  - id: page\n    name: Page\n    url: {site.url}/list\n    links: main h2 a\n"
        ),
        encoding="utf-8",
    )
    site.say("/list", "<nav><a href='/x'>Menu</a></nav><main><h2><a href='/n/1'>One thing happened</a></h2></main>")
    row = digest("sources", "preview", "page", "--json", "--now", NOW).json
    assert [(each["title"], each["url"]) for each in row["last"]] == [("One thing happened", f"{site.url}/n/1")]


def test_a_page_of_links_is_added_by_its_selector(desk: Path, site: Any, digest: Any) -> None:
    """Where a site has no feed, `add` says so and how; a name without a scheme may be of a site without encryption."""
    links = "".join(f'<h2><a href="n/{n}">A port opens in {n} weeks</a></h2>' for n in range(4))
    site.say("/press", f'<title>Press | Port Authority</title><base href="/port/">{links}')
    without = digest("sources", "add", f"{site.url}/press", "--now", NOW)
    assert (without.code, "--links 'main h2 a'" in without.err) == (1, True)
    told = digest("sources", "add", f"{site.host}/press", "--links", "h2 a", "--id", "press", "--now", NOW)
    assert (told.code, "A port opens in 2 weeks" in told.out) == (0, True)
    made = config.load(desk).sources[1]
    assert (made.id, made.url, made.links, made.fulltext) == ("press", f"{site.url}/press", "h2 a", "page")
    assert (made.name, made.site) == ("Press | Port Authority", f"{site.url}/")
    assert f"{site.url}/port/n/1" in digest("sources", "preview", "press", "--json", "--now", NOW).out


def test_online_each_feed_is_read_once_and_nothing_is_kept(desk: Path, site: Any, digest: Any) -> None:
    """A health table, the line of each source, and the status that a collect would give."""
    site.feed("/alpha.xml", *TITLES)
    files = sorted(path.name for path in desk.iterdir())
    row = digest("check", "--online", "--json", "--now", NOW).json
    found = [(each["id"], each["line"], each["status"], each["items"]) for each in row["online"]]
    assert found == [("alpha", 15, "ok", 6), ("zeta", 25, "failed", 0)]
    assert site.asked.count("/alpha.xml") == site.asked.count("/zeta.xml") == 1
    assert sorted(path.name for path in desk.iterdir()) == files
    told = digest("check", "--only", "zeta", "--now", NOW)
    assert (told.code, told.out.splitlines()[-1]) == (1, "0 of 1 sources can be read")
    assert "There is nothing at its address (404). Look for the outlet's new address." in told.out


def test_only_sources_that_a_change_touches_are_read(desk: Path, site: Any, digest: Any) -> None:
    """`--changed-since` compares with a revision of git, entry by entry."""
    git = ["git", "-C", str(desk), "-c", "user.name=E", "-c", "user.email=e@e.example", "-c", "commit.gpgsign=false"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-qm", "before"], check=True)
    assert digest("check", "--changed-since", "HEAD", "--now", NOW).out.endswith(
        "no source to read: none has changed\n"
    )
    (desk / "sources.yaml").write_text(
        sources(desk).replace("name: Zeta", "name: Zetta") + "# more\n", encoding="utf-8"
    )
    site.feed("/zeta.xml", *TITLES)
    row = digest("check", "--changed-since", "HEAD", "--json", "--now", NOW).json
    assert [each["id"] for each in row["online"]] == ["zeta"]
    assert digest("check", "--changed-since", "nowhere").code == 2


def test_opml_goes_out_and_comes_back_without_loss(desk: Path, site: Any, digest: Any, tmp_path: Path) -> None:
    """Every key of every source, and the sections as folders."""
    out = tmp_path / "out.opml"
    assert digest("sources", "export", "--out", str(out)).code == 0
    other = tmp_path / "other"
    other.mkdir()
    (other / "sources.yaml").write_text("site: {title: O, url: 'https://o.example/'}\nsources:\n", encoding="utf-8")
    told = digest("sources", "import", str(out), at=other)
    assert told.out.splitlines()[-1] == "2 sources added, 0 there already, 0 left out"
    assert config.load(other).sources == config.load(desk).sources
    assert "  # --- General: the daily papers ---\n" in sources(other)
    assert digest("sources", "import", str(out), at=other).out == "0 sources added, 2 there already, 0 left out\n"


HOSTILE = """<?xml version="1.0"?>
<!DOCTYPE opml [<!ENTITY secret SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>
<opml version="1.0"><body>
<outline text="Papers &amp; more">
 <outline text="Ports: &#34;all&#34; # of them" type="rss" xmlUrl="https://ports.example/rss" htmlUrl="https://ports.example/"/>
 <outline text="Local" xmlUrl="file:///etc/passwd"/>
 <outline text="Secret &secret;" xmlUrl="https://s.example/rss?token=abc"/>
 <outline text="Ports again" xmlUrl="http://www.ports.example/rss/"/>
</outline></body></opml>"""


def test_a_strange_opml_file_costs_only_its_own_feeds(desk: Path, digest: Any, tmp_path: Path) -> None:
    """Entities stay shut, addresses that no source may have are named with their line, the rest is taken."""
    (tmp_path / "x.opml").write_text(HOSTILE, encoding="utf-8")
    told = digest("sources", "import", str(tmp_path / "x.opml"), "--json")
    assert told.json["added"] == ["ports-all-of-them"]
    assert [each["line"] for each in told.json["refused"]] == [6, 7]
    assert told.json["there"] == 1
    assert config.load(desk).sources[-1].name == 'Ports: "all" # of them'
    assert "root:" not in sources(desk)
    (tmp_path / "y.opml").write_text("<html>no</html>", encoding="utf-8")
    assert digest("sources", "import", str(tmp_path / "y.opml")).code == 2


def test_a_source_is_unknown_with_the_nearest_name(digest: Any) -> None:
    """A slip in an id is answered like one in a file."""
    with pytest.raises(Mistakes, match=r"alhpa is not a source; write alpha"):
        digest("sources", "preview", "alhpa")


def test_an_empty_feed_is_like_no_other(desk: Path, site: Any, digest: Any) -> None:
    """Two feeds without items are two feeds; the editor is told to look."""
    site.feed("/alpha.xml", *TITLES)
    site.feed("/empty.xml")
    row = digest("sources", "add", f"{site.url}/empty.xml", "--json", "--now", NOW).json
    assert row["written"]
    assert row["notes"][-1] == "its feed is empty at the moment: see whether it is still written"
    assert row["source"]["fulltext"] == "page"


def test_a_robots_file_that_cannot_be_had_is_no_policy(site: Any, digest: Any) -> None:
    """A server's fault today does not decide how a source is read for ever."""
    site.feed("/rss.xml", *TITLES)
    site.say("/robots.txt", "down", "text/plain", status=500)
    row = digest("sources", "add", f"{site.url}/rss.xml", "--dry-run", "--json", "--now", NOW).json
    assert row["source"]["fulltext"] == "page"

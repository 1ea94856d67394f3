"""What is read by programs: feeds, the sources as OPML, the sitemap, and mails."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import jsonschema

from digest.publish.desk import Desk

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_feeds_are_read_back(site: Path) -> None:
    """Atom parses without complaint, issues come in full, and both formats hold the same, signs that XML minds too."""
    schema = json.loads(Path(__file__).with_name("jsonfeed.schema.json").read_text("utf-8"))
    valid = jsonschema.Draft202012Validator(schema)
    for file in sorted(site.rglob("feed.xml")):
        parsed = feedparser.parse(file.read_bytes())
        assert not parsed.bozo, file
        assert parsed.feed.title
        beside = json.loads((file.parent / "feed.json").read_text("utf-8"))
        assert [error.message for error in valid.iter_errors(beside)] == [], file
        assert len({one["id"] for one in beside["items"]}) == len(beside["items"]), file
        assert len(beside["items"]) == len(parsed.entries) > 0, file
    titles = [item["title"] for item in json.loads((site / "topics/ai-policy/feed.json").read_text("utf-8"))["items"]]
    assert "]]> & < > ' \" every sign that XML minds" in titles
    issue = feedparser.parse((site / "feed.xml").read_bytes()).entries[0]
    assert "Corvane must ask" in issue.content[0].value
    assert issue.id == "https://digest.example/desk/2026/w06/"


def test_opml_and_sitemap(site: Path, desk: Desk) -> None:
    """The sources can be taken away, and every page can be found."""
    opml = ElementTree.fromstring((site / "sources.opml").read_bytes())
    assert [opml.tag, opml.get("version"), opml.findtext("head/title")] == ["opml", "2.0", "The Strait Digest"]
    named = {(one.get("type"), one.get("text"), one.get("xmlUrl")) for one in opml.iterfind("body/outline")}
    assert named == {("rss", source.name, source.url) for source in desk.config.sources}
    listed = [one.text or "" for one in ElementTree.fromstring((site / "sitemap.xml").read_bytes()).iter(f"{MAP}loc")]
    paths = sorted(file.parent.relative_to(site).as_posix() for file in site.rglob("index.html"))
    assert sorted(listed) == sorted(
        f"https://digest.example/desk/{'' if path == '.' else f'{path}/'}" for path in paths
    )


def test_linked_data(site: Path) -> None:
    """An issue tells machines what each of its stories is based on, and no title can end the script that says so."""
    page = (site / "2026/w06/index.html").read_text("utf-8")
    (said,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    data = json.loads(said)
    assert data["@type"] == "CollectionPage"
    stories = {one["headline"]: one for one in data["hasPart"]}
    assert stories["<script>alert(1)</script> in a headline"]["@type"] == "NewsArticle"
    assert len(stories["Corvane must ask before it repairs machines in Suzhou"]["isBasedOn"]) == 7
    assert all(url.startswith("https://") for one in stories.values() for url in one["isBasedOn"])


def test_mail_carries_its_styles(site: Path) -> None:
    """A mail has its styles in place, but for dark colours, no script or picture, and its links are whole."""
    page = (site / "mail/2026-W06.html").read_text("utf-8")
    assert not re.search(r"<(link|script|img)\b", page)
    assert re.findall(r"<style>\s*(@media [^{]*)", page) == ["@media (prefers-color-scheme: dark) "]
    assert (site / "mail/2026-W06.html").stat().st_size < 102_000  # Gmail cuts what is longer
    assert all(link.startswith("https://") for link in re.findall(r'\b(?:href|src)="([^"]*)"', page))
    text = (site / "mail/2026-W06.txt").read_text("utf-8")
    assert "TOP STORIES" in text
    assert "there\nare.\n\nWe read it" in text
    assert "forty pages (https://example.org/rule)" in text
    assert "&" not in text.split("TOP STORIES")[1].split("CATCH UP")[0]

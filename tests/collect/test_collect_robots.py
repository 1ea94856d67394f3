"""Permissions of sites: robots.txt and the opt-outs in headers and pages."""

# ruff: noqa: E501 - fixtures are lines as outlets write them

from __future__ import annotations

import pytest

from digest.collect import robots


@pytest.mark.parametrize(
    ("headers", "html", "says"),
    [
        ({"x-robots-tag": "nosnippet"}, b"", "nosnippet"),
        ({"x-robots-tag": "otherbot: nosnippet"}, b"", ""),
        ({"x-robots-tag": "otherbot: noindex, news-desk-digest: nosnippet"}, b"", "nosnippet"),
        ({"x-robots-tag": "noarchive, max-snippet:-1"}, b"", ""),
        ({"x-robots-tag": "max-snippet:0"}, b"", "max-snippet:0"),
        ({"tdm-reservation": "1"}, b"", "tdm-reservation"),
        ({"tdm-reservation": "0"}, b"", ""),
        ({}, b'<meta name="robots" content="index, nosnippet">', "nosnippet"),
        ({}, b"<META CONTENT='1' NAME='tdm-reservation'>", "tdm-reservation"),
        ({}, b'<meta name="otherbot" content="nosnippet">', ""),
    ],
)
def test_opt_outs_are_seen(headers: dict[str, str], html: bytes, says: str) -> None:
    """In headers and in the page's head; what is meant for others is not for us."""
    assert robots.opted_out(headers, html) == says


RULES = b"\xef\xbb\xbfUser-agent: *\nDisallow: /\nAllow: /news/\nDisallow: /news/*.pdf$\nCrawl-delay: 2.5\n\nUser-agent: badbot\nDisallow:\n"


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/", False), ("/news/a", True), ("/news/a.pdf", False), ("/news/a.pdf?x", True), ("/other", False)],
)
def test_robots_precedence_wildcards_and_mark(path: str, allowed: bool) -> None:
    """The longest rule wins, `*` and `$` are understood, and a byte order mark does not hide the first line."""
    assert robots.Robots(RULES).allows(f"https://outlet.example{path}", "news-desk-digest") is allowed


def test_robots_delay_may_be_a_fraction() -> None:
    """Two and a half seconds; and nonsense is none."""
    assert robots.Robots(RULES).delay("news-desk-digest") == 2.5
    assert robots.Robots(b"User-agent: *\nCrawl-delay: soon\n").delay("news-desk-digest") == 0


def test_hostile_robots_files_are_tamed() -> None:
    """A rule of a thousand wildcards, and one without end."""
    rules = robots.Robots(b"User-agent: *\nDisallow: /" + b"a*" * 1000 + b"b\nDisallow: /" + b"x" * 600_000)
    assert rules.allows("https://outlet.example/" + "a" * 1000, "news-desk-digest") in {True, False}

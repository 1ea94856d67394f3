"""Slugs, safe links and language tags, whatever text they are made from."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.publish.text import href, initial, language_tag, slug, slugs, writable


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x", "//evil.example", "/etc/passwd",
     "https://user@evil.example/", "https://a b.example/", "https://", "https://[::1", "ftp://x.example", "", "x",
     'https://ok.example"onclick=1/', "http://<b>/"],
)  # fmt: skip
def test_no_link(url: str) -> None:
    """Only http and https, with a plain host and nobody's name in front of it, becomes a link."""
    assert href(url) == ""


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://a.example/x?y=1&z=2#t", "https://a.example/x?y=1&z=2#t"),
        (' https://a.example/"x" ', ""),
        ('https://a.example/"x"[1]|{y}', "https://a.example/%22x%22%5B1%5D%7C%7By%7D"),
        ("https://a.example/%E4%B8%AD", "https://a.example/%E4%B8%AD"),
        ("https://例子.example/新闻", "https://例子.example/新闻"),
        ("HTTPS://A.example:8080/B", "https://a.example:8080/B"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
    ],
)
def test_link(url: str, written: str) -> None:
    """What HTML's grammar forbids is percent-encoded; the rest stays as it was."""
    assert href(url) == (written or href(url.strip()))


@given(st.text())
def test_any_text_as_link(text: str) -> None:
    """Whatever comes in, what comes out can neither end an attribute nor start a scheme of its own."""
    for url in (text, f"https://x.example/{text}"):
        assert re.fullmatch(r"(https?://[^\s\"'<>`]+[^\s\"<>`]*)?", href(url)) or "'" in href(url)
        assert not set(href(url)) & set('"<>` \n')


@given(st.text())
def test_any_text_as_slug(text: str) -> None:
    """A slug is never empty, never long, and safe in a path."""
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", slug(text))


@given(st.lists(st.text(), max_size=20))
def test_slugs_differ(names: list[str]) -> None:
    """No two names share an address."""
    found = slugs(names)
    assert len(set(found.values())) == len(set(names)) == len(found)


def test_a_later_name_takes_no_address_over() -> None:
    """The first of two names that look alike keeps the plain slug."""
    assert slugs(["Méta", "Meta"])["Méta"] == slugs(["Méta"])["Méta"] == "meta"


@given(st.lists(st.sampled_from(["Meta", "META", "index", "con", "..", "长" * 300]), min_size=2))
def test_no_name_is_made_to_take_an_address(names: list[str]) -> None:
    """A name that spells another's slug, digest and all, finds the address taken and gets its own."""
    spelled = list(slugs(names).values())
    found = slugs([*spelled, *names, *spelled])
    assert len(set(found.values())) == len(found)
    assert set(slugs([*names, *spelled]).items()) >= set(slugs(names).items())


@pytest.mark.parametrize(("language", "tag"), [("zh-Hant", "zh-Hant"), ('en" onclick="x', ""), ("", ""), ("x", "")])
def test_language_tag(language: str, tag: str) -> None:
    """Only a language tag gets into `lang`."""
    assert language_tag(language) == tag


@pytest.mark.parametrize(("name", "letter"), [("Émile", "E"), ("ß", "#"), ("ﬁn", "F"), ("Жук", "#"), ("9", "#")])
def test_initial(name: str, letter: str) -> None:
    """A directory has the letters from A to Z and one place for the rest."""
    assert initial(name) == letter


def test_writable() -> None:
    """Control characters and half surrogates are dropped, line breaks stay."""
    assert writable("a\x08b\ud800c\n\td\ufffe") == "abc\n\td"

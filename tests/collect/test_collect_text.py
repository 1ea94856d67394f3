"""Text from feeds cannot control a terminal or a CI runner, or mislead readers with invisible characters."""

# ruff: noqa: E501 - fixtures are lines as outlets write them

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect import markup, text

HOSTILE = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("\x1b\x9b\u202e\u2066\u200b\u200d\ufeff\x07\r\n\t<>&;#x27[]0m"))
)


@given(HOSTILE)
def test_nothing_controlling_or_invisible_remains(raw: str) -> None:
    """Whatever goes in: no controls but newlines, no format characters but joiners, no surrogates; and once is enough."""
    clean = text.clean(raw)
    assert not {c for c in clean if unicodedata.category(c) in {"Cc", "Cs", "Co"}} - {"\n"}
    assert not {c for c in clean if unicodedata.category(c) == "Cf"} - {"\u200c", "\u200d"}
    assert text.clean(clean) == clean


@given(HOSTILE, st.integers(min_value=5, max_value=50))
def test_a_line_is_one_line_within_its_limit(raw: str, limit: int) -> None:
    """No newline, and never longer than asked for."""
    line = text.line(raw, limit)
    assert "\n" not in line
    assert len(line) <= limit


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\x08b\x00c", "abc"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]8;;http://evil.example\x07link\x1b]8;;\x07", "link"),
        ("\x9b31mred", "red"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("soft\u00adhyphen", "softhyphen"),
        ("hangul\u3164filler", "hangulfiller"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d💻 codes", "👩\u200d💻 codes"),
        ("a\u200db", "ab"),
        ("one\u2028two\x85three", "one\ntwo\nthree"),
        ("wide\u00a0\u3000 space", "wide space"),
        ("z" + "\u0301" * 40, "z\u0301\u0301\u0301\u0301"),
    ],
)
def test_what_is_cleaned_how(raw: str, clean: str) -> None:
    """Controls, terminal sequences, bidi overrides and blanks go; joiners stay where a script needs them."""
    assert unicodedata.normalize("NFD", text.clean(raw)) == unicodedata.normalize("NFD", clean)


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Don&amp;#x27;t panic", "Don't panic"),
        ("AT&amp;amp;T", "AT&T"),
        ("<3 Deno", "<3 Deno"),
        ("a <b>bold</b> claim", "a bold claim"),
        ("a &lt;b&gt;bold&lt;/b&gt; claim", "a bold claim"),
        ("What &lt;div&gt; is for", "What <div> is for"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("<script>alert(1)</script>Chips", "Chips"),
        ("Two<br>lines", "Two lines"),
        ("<b></b><i></i>", ""),
        ("  \n ", ""),
    ],
)
def test_titles_are_text(raw: str, title: str) -> None:
    """Markup goes, what only looks like markup stays, entities are resolved twice at most."""
    assert markup.title(raw) == title


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("By Ann Writer", "Ann Writer"),
        ("ann@outlet.example (Ann Writer)", "Ann Writer"),
        ("Ann Writer &lt;ann@outlet.example&gt;", "Ann Writer"),
        ("作者：王某", "王某"),
        ("Byron Person and Bo Other", "Byron Person and Bo Other"),
        ("ann@outlet.example", ""),
    ],
)
def test_an_author_is_a_name(raw: str, name: str) -> None:
    """Without "By", and without an address to write to."""
    assert markup.person(raw) == name


def test_a_description_becomes_paragraphs() -> None:
    """Blocks part lines, scripts and captions go, and markup that was escaped twice is still markup."""
    raw = "<p>One <b>bold</b>&nbsp;word.</p><figure><figcaption>A caption</figcaption></figure><script>x()</script>Two<br>three"
    assert markup.plain(raw) == "One bold word.\nTwo\nthree"
    assert markup.plain("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;") == "One.\nTwo."
    assert markup.plain("芯片\n出口") == "芯片\n出口"
    assert markup.plain("<p>a\x00b \ud800c</p>") == "ab c"
    assert markup.plain("<p>芯片\n  出口</p>") == "芯片出口"


@pytest.mark.parametrize(
    "raw", ["<svg/onload=alert(1)>", "<svg><a xlink:href=javascript:alert(1)>x</a></svg>", "<img src=x onerror=y>"]
)
def test_what_slips_through_sanitisers_leaves_nothing(raw: str) -> None:
    """No markup is kept, so there is nothing to sanitise."""
    assert "<" not in markup.plain(raw)
    assert "alert" not in markup.plain(raw)


@given(st.text(alphabet="<>/ap&;lt#x\"'= \n!-[]", max_size=400))
def test_any_markup_ends(raw: str) -> None:
    """Broken markup of any kind gives text."""
    assert isinstance(markup.plain(raw), str)
    assert "\n" not in markup.title(raw)

"""The preview pictures of pages for shared links."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from digest.publish.card import HEIGHT, WIDTH, card
from digest.publish.desk import Desk
from digest.publish.pages import pages
from digest.publish.site import render


@pytest.mark.parametrize(
    "headline", ["The licence for a screw", "苏州工厂开出“周末不加班”合同", "維修許可上路", "x" * 900, "😀"]
)
def test_every_headline_has_its_picture(headline: str) -> None:
    """A PNG of the size that networks ask for, with the words inside its margins, the same each time."""
    body = card(headline, "The Strait Digest", "Week 6", "zh")
    with Image.open(BytesIO(body)) as picture:
        assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
        right = picture.convert("RGB").crop((WIDTH - 60, 20, WIDTH, HEIGHT))
        assert len(right.getcolors() or []) == 1
    assert len(body) < 60_000
    assert card(headline, "The Strait Digest", "Week 6", "zh") == body
    assert card(f"{headline} again"[-200:], "The Strait Digest", "Week 7", "zh") != body


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80), st.text(max_size=20))
def test_any_words(headline: str, over: str) -> None:
    """Whatever a title holds, there is a picture."""
    assert card(headline, over, "").startswith(b"\x89PNG")


def test_each_issue_names_its_own(desks: Callable[..., Desk], templates: Path, tmp_path: Path) -> None:
    """Every page says where its picture is, how large, and what it shows; a new week draws one more."""
    weeks = ("2026-W05", "2026-W06")
    render(pages(desks(weeks[:1])), templates=[templates], out=tmp_path / "site", cache=tmp_path / "cache")
    later = render(pages(desks(weeks)), templates=[templates], out=tmp_path / "site", cache=tmp_path / "cache")
    assert [path for path in later.rendered if path.endswith(".png")] == ["2026/w06/card.png"]
    for path, picture in (("2026/w06/index.html", "2026/w06/card.png"), ("about/index.html", "card.png")):
        page = (tmp_path / "site" / path).read_text("utf-8")
        said = dict(re.findall(r'<meta property="og:(image[:\w]*)" content="([^"]*)">', page))
        assert said["image"] == f"https://digest.example/desk/{picture}"
        assert (said["image:width"], said["image:height"]) == ("1200", "630")
        assert said["image:alt"]
        assert '<meta name="twitter:card" content="summary_large_image">' in page
        assert (tmp_path / "site" / picture).is_file()

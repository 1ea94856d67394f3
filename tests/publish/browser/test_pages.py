"""The site in a real browser: nothing scrolls sideways, nothing is refused, nothing runs, and search finds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from digest.publish import search

SHIFTS = """
new Promise(done => {
  let moved = 0;
  new PerformanceObserver(list => { for (const one of list.getEntries()) moved += one.value; })
    .observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => setTimeout(() => done(moved), 0));
})
"""
WORDS = "document.body.innerText.split(/\\s+/).length"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_and_keeps_to_itself(
    visit: Callable[..., None], address: str, types: dict[str, str], scheme: str
) -> None:
    """At 360 px nothing scrolls sideways or moves while loading; none complains, opens a dialog or asks elsewhere."""

    async def look(page: Any) -> None:
        for path in types.values():
            await page.open(path, width=360, scheme=scheme)
            assert await page.value("[innerWidth, document.documentElement.scrollWidth]") == [360, 360], path
            assert await page.value(SHIFTS) == 0, path
        assert page.complaints == []
        assert [url for url in page.asked if not url.startswith((address, "data:"))] == []

    visit(look)


def test_a_mistyped_address(visit: Callable[..., None], address: str) -> None:
    """However deep, it shows the page that leads on, with its style, and its links lead into the site."""

    async def look(page: Any) -> None:
        await page.open("topics/no-such-topic/at/all/")
        assert await page.value("document.querySelector('h1').textContent") == "This page is not here"
        onward = await page.value("[...document.querySelectorAll('main a')].map(one => one.href)")
        assert f"{address}/topics/" in onward

    visit(look)


def test_an_issue_is_light(visit: Callable[..., None], types: dict[str, str]) -> None:
    """An issue takes at most 60 kB over the wire with all that it loads, one style sheet among it."""

    async def look(page: Any) -> None:
        await page.call("Network.setCacheDisabled", cacheDisabled=True)
        await page.open(types["issue"])
        await page.value(SHIFTS)
        assert 5_000 < page.received < 60_000
        assert sum(".css" in url for url in page.asked) == 1
        blocking = "[...document.scripts].filter(one => one.src && !one.defer && !one.async).length"
        assert await page.value(blocking) == 0

    visit(look)


def test_no_script_is_needed(visit: Callable[..., None], types: dict[str, str]) -> None:
    """Without scripts every page but search says as much as with them, and search tells where else to look."""

    async def look(page: Any) -> None:
        for kind in ("front", "issue", "entity", "archive", "search"):
            await page.open(types[kind])
            with_scripts = await page.value(WORDS)
            await page.call("Emulation.setScriptExecutionDisabled", value=True)
            await page.open(types[kind])
            without = await page.value(WORDS)
            await page.call("Emulation.setScriptExecutionDisabled", value=False)
            assert without > 40
            assert kind == "search" or without >= with_scripts - 12, kind  # the switch of colours is a script's

    visit(look)


def test_colours_follow_the_reader(visit: Callable[..., None]) -> None:
    """The scheme of the system holds until the switch is used, which is remembered on the next page."""
    paper = "getComputedStyle(document.body).backgroundColor"

    async def look(page: Any) -> None:
        await page.open("about/", scheme="dark")
        dark = await page.value(paper)
        await page.open("about/", scheme="light")
        light = await page.value(paper)
        assert dark != light
        await page.value("document.getElementById('scheme-dark').click()")
        assert await page.value(paper) == dark
        await page.open("archive/", scheme="light")
        assert await page.value(paper) == dark
        await page.value("document.getElementById('scheme-auto').click()")
        assert await page.value(paper) == light

    visit(look)


@pytest.mark.skipif(not search.available(), reason="Pagefind is not installed: pip install .[search]")
@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("苏州工厂", "苏州工厂开出“周末不加班”合同，订单反而多了"),
        ("维修许可", "維修許可上路，設備商急找替代料"),
        ("科凡", "Corvane must ask before it repairs machines in Suzhou"),
        ('"spare parts"', "Spare parts become the new front in the chip war"),
        ("人工智能芯片", "会下棋的人工智能芯片进了养老院"),
        ("英伟达", "英伟达为县城书店做了一块新的人工智能芯片"),
        ("新的人工智能芯片", "英伟达为县城书店做了一块新的人工智能芯片"),
        ("Nvidia", "英伟达为县城书店做了一块新的人工智能芯片"),
        ('"export controls"', "A bakery in Suzhou reads the export controls aloud"),
    ],
)
def test_search_finds_what_contains_it(visit: Callable[..., None], typed: str, title: str) -> None:
    """A run of Chinese finds that very run, in either script, and a name finds what names it in the other language."""

    async def look(page: Any) -> None:
        await page.open(f"search/?q={quote(typed)}")
        await page.until("document.querySelectorAll('.results .title').length > 0")
        titles = await page.value("[...document.querySelectorAll('.results .title')].map(one => one.textContent)")
        assert title in titles
        assert page.complaints == []

    visit(look)


@pytest.mark.skipif(not search.available(), reason="Pagefind is not installed: pip install .[search]")
@pytest.mark.parametrize("typed", ["苏工", "cxyz", "Corvane cxyz"])
def test_search_finds_nothing_else(visit: Callable[..., None], typed: str) -> None:
    """Characters that stand apart are not the word that was asked for, nor is a word that merely begins it."""

    async def look(page: Any) -> None:
        await page.open(f"search/?q={quote(typed)}")
        await page.until("document.querySelector('.found').textContent !== ''")
        assert await page.value("document.querySelectorAll('.results li').length") == 0

    visit(look)


@pytest.mark.skipif(not search.available(), reason="Pagefind is not installed: pip install .[search]")
def test_search_is_narrowed_and_judged(visit: Callable[..., None], tools: Path) -> None:
    """What was found is narrowed by topic, source, language and year; axe has nothing to say of it."""
    shown = "[...document.querySelectorAll('.results .title')].map(one => one.textContent)"
    pick = """(name, value) => {
      const select = document.querySelector(`select[name="${name}"]`);
      select.value = [...select.options].map(one => one.value).find(one => one.startsWith(value));
      select.dispatchEvent(new Event("change"));
    }"""

    async def look(page: Any) -> None:
        await page.open(f"search/?q={quote('芯片')}", width=360, scheme="dark")
        await page.until(f"{shown}.length > 1")
        names = await page.value("[...document.querySelectorAll('select')].map(one => one.name).sort()")
        assert names == ["Language", "Source", "Topic", "Year"]
        for name, value in (("Year", "2026"), ("Topic", "Chips"), ("Source", "临港科技"), ("Language", "English")):
            await page.value(f"({pick})({name!r}, {value!r})")
        await page.until(f"{shown}.length === 0")
        await page.value((tools / "axe-core/axe.min.js").read_text("utf-8"))
        assert await page.value("axe.run().then(found => found.violations.map(one => one.id))") == []
        assert await page.value("document.documentElement.scrollWidth") == 360
        assert page.complaints == []

    visit(look)

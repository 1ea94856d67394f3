"""The site as judged by axe (accessibility), Lighthouse and html-validate.

The suite looks at one page of each type; `make audit` (marker `audit`) at all types, widths and schemes, of the hostile
six weeks and of the sample. Lighthouse, which takes its time, is left to it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Visitor = Callable[[str], Callable[..., None]]
Whole = tuple[Path, str]
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
AXE = """
axe.run({runOnly: %s, resultTypes: ["violations"]}).then(found => found.violations.map(
  one => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join("; ")}`))
"""
MAIL = frozenset({"no-conditional-comment", "no-inline-style"})
"""Rules that a mail breaks on purpose, because Outlook and Gmail need it."""
AT_LEISURE = 1000
"""Least value of Lighthouse's benchmark of the machine at which speed is judged; idle machines have 1000 to 3000."""
LEAST = {"performance": 0.99, "accessibility": 1, "best-practices": 1, "seo": 1}
AGAIN = 3
"""How often a slow page is judged again: one slow run says more about the machine than about the page."""


def judge(visit: Callable[..., None], tools: Path, paths: list[str], views: tuple[tuple[int, str], ...]) -> list[str]:
    """The complaints of axe about pages, each in all these widths and schemes."""
    axe = (tools / "axe-core/axe.min.js").read_text("utf-8")
    found: list[str] = []

    async def look(page: Any) -> None:
        for path in paths:
            await page.open(path)
            await page.value(axe)
            for width, scheme in views:
                await page.see(width, scheme)
                complaints = await page.value(AXE % json.dumps(RULES))
                found.extend(f"{path} {width} {scheme}: {one}" for one in complaints)

    visit(look)
    return found


def lighthouse(
    chromium: str, urls: list[str], *categories: str, skipped: str = ""
) -> list[tuple[dict[str, str], bool]]:
    """For each page: Lighthouse category -> what is wrong, if its score is too low; and whether the machine was idle
    enough to judge speed. `skipped` names an audit that the pages fail on purpose."""
    script = Path(__file__).with_name("tools") / "lighthouse.mjs"
    call = ["node", str(script), chromium.rpartition(":")[2], ",".join(categories), skipped, *urls]
    said = subprocess.run(call, capture_output=True, text=True, check=True).stdout
    reports = [json.loads(line) for line in said.splitlines()]
    return [(_wrong(report), report["environment"]["benchmarkIndex"] >= AT_LEISURE) for report in reports]


def _wrong(report: dict[str, Any]) -> dict[str, str]:
    return {
        name: f"{category['score']}: {', '.join(_failed(report, category))}"
        for name, category in report["categories"].items()
        if (category["score"] or 0) < LEAST[name]
    }


def _failed(report: dict[str, Any], category: dict[str, Any]) -> list[str]:
    audits = (report["audits"][one["id"]] for one in category["auditRefs"] if one["weight"])
    return [f"{a['id']} {a.get('displayValue', '')}" for a in audits if a["score"] is not None and a["score"] < 0.9]


def test_axe(visit: Callable[..., None], tools: Path, types: dict[str, str]) -> None:
    """No page type breaks WCAG 2.2 AA, seen wide and light or narrow and dark."""
    pages = list(types.values())
    assert (
        judge(visit, tools, pages[::2], ((1280, "light"),)) + judge(visit, tools, pages[1::2], ((360, "dark"),)) == []
    )


@pytest.mark.usefixtures("tools")
@pytest.mark.audit
def test_lighthouse(chromium: str, address: str, types: dict[str, str]) -> None:
    """An issue has full marks in every category that does not measure time."""
    steady = ("accessibility", "best-practices", "seo")
    [(wrong, _)] = lighthouse(chromium, [f"{address}/{types['issue']}"], *steady)
    assert wrong == {}


def test_valid(tools: Path, site: Path, tmp_path: Path) -> None:
    """Every page of the hostile desk is valid HTML."""
    assert _invalid(tools, site, tmp_path / "report.json") == []


def _invalid(tools: Path, site: Path, report: Path) -> list[str]:
    config = Path(__file__).with_name("tools") / "htmlvalidate.json"
    call = [str(tools / ".bin/html-validate"), "--config", str(config), "--formatter", f"json={report}", str(site)]
    subprocess.run(call, capture_output=True, check=False)
    files = json.loads(report.read_text("utf-8"))
    return [
        f"{path}:{said['line']} {said['ruleId']}: {said['message']}"
        for file in files
        for path in [Path(file["filePath"]).relative_to(site)]
        for said in file["messages"]
        if path.parts[0] != "mail" or said["ruleId"] not in MAIL
    ]


@pytest.mark.audit
def test_axe_on_everything(visitor: Visitor, whole: Whole, tools: Path, typed: dict[str, str]) -> None:
    """No page type breaks WCAG 2.2 AA, at any width, in any scheme."""
    views = ((1280, "light"), (1280, "dark"), (900, "light"), (640, "light"), (360, "light"), (360, "dark"))
    assert judge(visitor(whole[1]), tools, list(typed.values()), views) == []


@pytest.mark.audit
@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("whole", ["sample"], indirect=True)
def test_lighthouse_on_everything(chromium: str, whole: Whole, typed: dict[str, str]) -> None:
    """Every page type has full marks; for speed the best of four runs counts, where the machine is at leisure."""
    pages = {kind: f"{whole[1]}/{path}" for kind, path in typed.items()}
    # Invented news asks search engines to leave it out.
    found = lighthouse(chromium, list(pages.values()), *LEAST, skipped="is-crawlable")
    wrong = {kind: said for kind, (said, _) in zip(pages, found, strict=True) if said}
    slow = {kind: pages[kind] for kind, said in wrong.items() if said.pop("performance", "")}
    slow, busy = _slow_again(chromium, slow)
    assert {kind: said for kind, said in wrong.items() if said} == {}
    assert {kind: said for kind, said in slow.items() if kind not in busy} == {}
    if busy:
        pytest.skip(f"the machine was too busy to judge the speed of {', '.join(sorted(busy))}; the rest is in order")


def _slow_again(chromium: str, urls: dict[str, str]) -> tuple[dict[str, str], set[str]]:
    """The pages that are slow each time they are judged again, with what is slow about them; and those of them that
    were judged at least once while the machine was too busy to tell."""
    slow: dict[str, str] = dict.fromkeys(urls, "")
    busy: set[str] = set()
    for _ in range(AGAIN):
        judged = lighthouse(chromium, [urls[kind] for kind in slow], "performance") if slow else []
        reports = dict(zip(slow, judged, strict=True))
        slow = {kind: wrong["performance"] for kind, (wrong, _) in reports.items() if wrong}
        busy |= {kind for kind, (_, leisure) in reports.items() if not leisure}
    return slow, busy & slow.keys()


@pytest.mark.audit
def test_everything_is_valid(whole: Whole, tools: Path, tmp_path: Path) -> None:
    """Every page is valid HTML."""
    assert _invalid(tools, whole[0], tmp_path / "report.json") == []

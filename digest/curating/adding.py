"""Add sources (`digest sources add` and `import`): find the feed, propose a source, refuse known ones, write the file.

The new text of `sources.yaml` is checked before it replaces the file.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from digest import config as settings
from digest.collect.feeds.adapt import Feed
from digest.collect.identity import site_of
from digest.curating import finding, look, opml, sourcefile
from digest.curating.files import replace_text
from digest.curating.proposal import Proposal, propose
from digest.mistakes import Mistakes
from digest.model import Config, Health, Source

SAME_SHARE = 0.5
"""Share of common items from which on a feed counts as the same as a known source's."""
NEIGHBOURS = 3
"""How many unread sources of the same site are read to compare their items."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """The result for an address: a proposal, several feeds to choose from, or why nothing can be added."""

    proposal: Proposal | None = None
    feed: Feed | None = None
    choices: tuple[finding.Found, ...] = ()
    known: Source | None = None
    """The existing source that reads this feed."""
    reason: str = ""
    remedy: str = ""


def seek(
    config: Config, url: str, *, health: Mapping[str, Health], now: datetime, links: str = "",
    hosts: look.Hosts | None = None,
) -> Added:  # fmt: skip
    """Find the feed behind an address and propose a source for it; nothing is written.

    With `links`, a CSS selector, the page at the address is itself the source."""

    async def sought() -> Added:
        async with look.at_desk(config, now=now, hosts=hosts) as desk:
            return await _seek(desk, config, url, links, health)

    if known := sourcefile.taken(config.sources, url):
        return Added(known=known)
    return asyncio.run(sought())


async def _seek(desk: look.Desk, config: Config, url: str, links: str, health: Mapping[str, Health]) -> Added:
    findings = await finding.find(desk, url, links)
    if not findings.found:
        return Added(reason=findings.reason, remedy=findings.remedy)
    for each in findings.found:
        if known := await _known(desk, config.sources, each, health):
            return Added(known=known)
    if len(findings.found) > 1:
        return Added(choices=findings.found)
    only = findings.found[0]
    page = next((item.url for item in only.feed.items if item.url), "")
    probe = Source(id="new", name="new", url=only.url)
    unlinked = "its items have no links" if only.feed.items else ""
    refusal = await look.page_refusal(desk, probe, page) if page else unlinked
    proposal = propose(only.feed, only.moved or only.url, config.sources, links=links, page_refusal=refusal)
    return Added(proposal=proposal, feed=only.feed)


async def _known(
    desk: look.Desk, sources: Sequence[Source], found: finding.Found, health: Mapping[str, Health]
) -> Source | None:
    """The existing source that reads this feed, recognised by its address or its items."""
    if known := sourcefile.taken(sources, found.url, found.moved):
        return known
    ids = {item.id for item in found.feed.items}
    for source in sources:
        if source.id in health and _same(ids, set(health[source.id].window)):
            return source
    fresh = [each for each in sources if each.id not in health and site_of(each.url) == site_of(found.url)]
    for source in fresh[:NEIGHBOURS]:
        read = await finding.one(desk, source.url)
        if read is not None and _same(ids, {item.id for item in read.feed.items}):
            return source
    return None


def _same(ids: set[str], window: set[str]) -> bool:
    return bool(ids and window) and len(ids & window) >= SAME_SHARE * min(len(ids), len(window))


def write(root: Path, added: Sequence[Source], section: str = "") -> None:
    """Write sources into the desk's sources.yaml. Raises Mistakes and changes nothing if the result is invalid."""
    path = root / sourcefile.FILE
    before = path.read_bytes().decode("utf-8")
    after = sourcefile.insert(before, added, section)
    settings.check_sources(after)
    replace_text(path, after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The result of importing an OPML file."""

    added: tuple[Source, ...] = ()
    there: int = 0
    """How many feeds were skipped because a source reads them already, or the file has them twice."""
    refused: tuple[tuple[int, str], ...] = ()
    """(line of the OPML file, reason) of each feed that can't be a source."""


def take(root: Path, config: Config, body: bytes) -> Imported:
    """Add the feeds of an OPML file to sources.yaml, folder by folder. Raises OpmlError or Mistakes."""
    outlines = opml.read(body)
    new = opml.unlisted(outlines, config.sources)
    known, refused = list(config.sources), []
    by_folder: dict[str, list[Source]] = {}
    for outline in new:
        row = opml.row(outline)
        try:
            source = settings.source(row | {"id": sourcefile.free_id(row["id"], known)})
        except Mistakes as error:
            refused += [(outline.line, f"{each.what}; write {each.instead}") for each in error.mistakes]
            continue
        known.append(source)
        by_folder.setdefault(outline.folder, []).append(source)
    text = (root / sourcefile.FILE).read_bytes().decode("utf-8")
    for folder, some in sorted(by_folder.items(), key=lambda each: bool(each[0])):  # feeds outside any folder first
        text = sourcefile.insert(text, some, folder)
    if by_folder:
        settings.check_sources(text)
        replace_text(root / sourcefile.FILE, text)
    added = tuple(source for some in by_folder.values() for source in some)
    return Imported(added=added, there=len(outlines) - len(new), refused=tuple(refused))


def exported(root: Path, config: Config) -> bytes:
    """The desk's sources as OPML, its sections as folders."""
    folders = {each.source: each.section for each in sourcefile.places((root / sourcefile.FILE).read_text("utf-8"))}
    return opml.write(config.site.title, config.sources, folders)


def renamed(proposal: Proposal, wanted: str, known: Sequence[Source]) -> Proposal:
    """The proposal with another id."""
    return replace(proposal, source=replace(proposal.source, id=sourcefile.free_id(wanted, known)))

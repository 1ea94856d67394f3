"""Explain why an article is tagged, grouped, ranked and placed as it is, and what to change in which file.

The explanation is computed from the stored data as a draft would be today; nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass

from digest import issue_files, pipeline
from digest.collect.identity import canonical, hashed, url_key
from digest.curating.why import article, story
from digest.curating.why.point import Point
from digest.edit import topics as taxonomy
from digest.model import Config, Entry, Story
from digest.store import Store
from digest.tag.resolve import resolve

__all__ = ["Explanation", "Point", "explain", "find"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The explanation of one article; `sections` maps headings to points, in reading order."""

    id: str
    title: str
    url: str
    source: str
    week: str
    story: str
    sections: dict[str, tuple[Point, ...]]


def explain(config: Config, store: Store, what: str) -> Explanation | None:
    """Explain an article, given its id, its story's id or its address; None if the desk does not have it."""
    entry = find(store, what)
    if entry is None:
        return None
    entry, week = resolve(entry, config.whoswho), store.week(entry)
    ranked, past = pipeline.ranked(config, store, week), tuple(pipeline.past(config, store, week))
    found = next((each for each in ranked if entry.id in _members(each)), None)
    return Explanation(
        id=entry.id, title=entry.title, url=entry.url, source=entry.source, week=week,
        story=found.id if found else "",
        sections={
            "Article": tuple(article.article(config, entry, week)),
            "Summary": tuple(article.summary(entry, week)),
            "Names": tuple(article.names(config, entry)),
            "Topics": tuple(article.topics(config, entry, taxonomy.assign(entry, config.topics))),
            "Story": tuple(story.story(entry, found, ranked, week)),
            "Thread": tuple(story.thread(found, ranked, past, week)),
            "Rank": tuple(story.rank(found, ranked)),
            "Place": tuple(story.place(entry, found, issue_files.one(store, week), week)),
        },
    )  # fmt: skip


def find(store: Store, what: str) -> Entry | None:
    """The entry with this id or address, searching the newest weeks first; None if there is none."""
    url = canonical(what)
    wanted = {what.strip(), hashed(url_key(url))} if url else {what.strip()}
    for week in reversed(store.weeks()):
        for entry in store.entries([week]):
            if entry.id in wanted or (url and entry.url == url):
                return entry
    return None


def _members(found: Story) -> set[str]:
    return {entry.id for entry in found.entries} | {one for ids in found.copies.values() for one in ids}

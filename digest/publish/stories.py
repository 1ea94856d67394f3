"""One printed story as its page shows it: every sentence with its source, every outlet with its marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from digest.model import Entry, HandItem, Issue, Placed, Source, Tag
from digest.publish.archive import Archive, anchor, issue_path, thread_path
from digest.publish.text import base_language

REASONS = 3
"""How many reasons a story shows."""

NAMES = 8
"""How many names a story shows; in a translated story, all."""


@dataclass(frozen=True, slots=True)
class Name:
    """Someone or something in the news: both scripts, and its page if it has one."""

    name: str
    zh: str
    path: str
    type: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One outlet's article."""

    title: str
    language: str
    url: str
    source: Source
    paywall: bool

    @property
    def state(self) -> bool:
        return self.source.state_affiliated


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a summary and the article that it was taken from."""

    text: str
    report: Report


@dataclass(frozen=True, slots=True)
class StoryView:
    """A printed story, ready to be set."""

    id: str
    anchor: str
    path: str
    """Permalink: the issue's page and the fragment."""
    headline: str
    language: str
    original: str
    """The lead's own headline where the editor gave another, or an English one."""
    english: str
    """The editor's English headline for a story told only in Chinese."""
    lead: Report | None
    summary: tuple[Sentence, ...]
    coverage: tuple[tuple[str, tuple[Report, ...]], ...]
    """(language, reports) for each language it was reported in; the site's own languages first."""
    names: tuple[Name, ...]
    topics: tuple[tuple[str, str], ...]
    """(path, slug) each."""
    reasons: tuple[str, ...]
    """What speaks for it, in the desk's own English; `Words.reason` says it in the interface's language."""
    thread: str
    """Path of the running story that this is a part of, or ''."""
    week_of_thread: int
    before: str
    """Permalink of the part before, or ''."""
    note: str
    correction: str
    by_hand: tuple[HandItem, ...]

    @property
    def outlets(self) -> int:
        """How many outlets reported it."""
        sources = {report.source.id for _, reports in self.coverage for report in reports}
        return len(sources) + len({item.publication for item in self.by_hand})

    @property
    def chinese(self) -> dict[str, str]:
        """Name -> Chinese name, of those who are in it."""
        return {one.name: one.zh for one in self.names if one.zh}

    @property
    def further(self) -> tuple[Report, ...]:
        """Every report but the lead."""
        return tuple(r for _, reports in self.coverage for r in reports if r is not self.lead)


def story(archive: Archive, issue: Issue, placed: Placed) -> StoryView:
    """The view of a story that `issue` prints."""
    entries = voiced(archive, placed, archive.items(placed))
    reports = [report(archive, entry) for entry in entries]
    headline, language = headline_of(archive, placed, entries)
    return StoryView(
        id=placed.id,
        anchor=anchor(placed),
        path=permalink(issue, placed),
        headline=headline,
        language=language,
        original=reports[0].title if reports and headline != reports[0].title else "",
        english=placed.english,
        lead=reports[0] if reports else None,
        summary=_summary(entries, reports),
        coverage=_coverage(archive, reports),
        names=_names(archive, entries, len(entries) * 99 if placed.section == "lost-in-translation" else NAMES),
        topics=tuple((f"topics/{topic}/", topic) for topic in placed.topics if topic in archive.topics),
        reasons=tuple(words for words, points in placed.reasons if points >= 0)[:REASONS],
        thread=thread_path(thread) if (thread := placed.thread or placed.id) in archive.threads else "",
        week_of_thread=placed.week_of_thread,
        before=_before(archive, issue, placed),
        note=placed.note,
        correction=placed.correction,
        by_hand=placed.by_hand,
    )


def report(archive: Archive, entry: Entry) -> Report:
    """One article and its outlet; `$` if the outlet or this very article is behind a paywall."""
    source = archive.source(entry)
    return Report(entry.title, entry.language, entry.url, source, source.paywall != "none" or entry.paywall)


def permalink(issue: Issue, placed: Placed) -> str:
    """Where a printed story stands, for ever."""
    return f"{issue_path(issue.week)}#{anchor(placed)}"


def name(archive: Archive, tag: Tag) -> Name:
    """A tag as a name on a page; what the who's who says of it wins."""
    known = archive.known.get(tag.name)
    own = archive.entity_slugs.get(tag.name)
    zh = (known.zh if known else "") or tag.zh
    return Name(
        tag.name,
        zh if zh != tag.name else "",
        f"entities/{own}/" if own else "",
        tag.type,
        known.about if known else "",
    )


def voiced(archive: Archive, placed: Placed, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """A story's entries with the one in front that speaks for it: whose title is the headline, else the first in the
    site's leading language (in the headline's, where its script tells), else the lead."""
    headline = placed.title or placed.headline
    own = "zh" if _chinese(headline) else base_language(archive.site.languages[0] if archive.site.languages else "en")
    spoken = [e for e in entries if e.title == headline] or [e for e in entries if base_language(e.language) == own]
    first = spoken[0] if spoken else None
    return (*([first] if first else []), *(e for e in entries if e is not first))


def headline_of(archive: Archive, placed: Placed, entries: Sequence[Entry]) -> tuple[str, str]:
    """The headline (the editor's, else the machine's, else the first article's) and its language."""
    first = next((item.title for item in placed.by_hand), "")
    headline = placed.title or placed.headline or (entries[0].title if entries else first) or placed.english
    same = next((e.language for e in entries if e.title == headline), "")
    return headline, same or ("zh" if _chinese(headline) else "en")


def _chinese(text: str) -> bool:
    """Whether Chinese characters make up a good part of a text; a Latin headline may quote a word or two."""
    return 3 * sum("\u4e00" <= c <= "\u9fff" for c in text) > len(text)


def _summary(entries: Sequence[Entry], reports: Sequence[Report]) -> tuple[Sentence, ...]:
    """The lead's sentences; where it has none, those of the next article in its language, then of any."""
    if not entries:
        return ()
    order = sorted(range(len(entries)), key=lambda i: (entries[i].language != entries[0].language, i))
    best = next((i for i in order if entries[i].summary), 0)
    return tuple(Sentence(text, reports[best]) for text in entries[best].summary)


def _coverage(archive: Archive, reports: Sequence[Report]) -> tuple[tuple[str, tuple[Report, ...]], ...]:
    groups: dict[str, list[Report]] = {}
    for one in reports:
        groups.setdefault(base_language(one.language), []).append(one)
    order = [*dict.fromkeys(("en", "zh", *groups))]
    return tuple((language, tuple(groups[language])) for language in order if language in groups)


def _names(archive: Archive, entries: Sequence[Entry], most: int) -> tuple[Name, ...]:
    """Who is in it: what it is about first, then by how many of its articles and how often they name it. An outlet
    that is only ever credited is left out."""
    weight: dict[str, list[int]] = {}
    tags: dict[str, Tag] = {}
    for entry in entries:
        for tag in entry.entities:
            tags.setdefault(tag.name, tag)
            own = weight.setdefault(tag.name, [0, 0, 0])
            own[0] = max(own[0], tag.salience)
            own[1] += 1
            own[2] += tag.count
    order = sorted(weight.keys() - archive.press, key=lambda n: ([-w for w in weight[n]], n))
    return tuple(name(archive, tags[n]) for n in order[:most])


def _before(archive: Archive, issue: Issue, placed: Placed) -> str:
    thread = archive.threads.get(placed.thread or placed.id)
    earlier = [(i, p) for i, p in thread.parts if i.week < issue.week] if thread else []
    return permalink(*earlier[-1]) if earlier else ""

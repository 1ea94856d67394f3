"""Prepare a printed story for its page: every sentence with its source, every outlet with its marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.model import Entry, Issue, Placed, Tag
from digest.publish.addresses import anchor, permalink, thread_path
from digest.publish.archive import Archive
from digest.publish.sentences import chosen
from digest.publish.text import base_language
from digest.publish.views import Earlier, Name, Report, Sentence, StoryView

REASONS = 3
"""How many reasons a story shows."""

NAMES = 6
"""How many names a story shows; a story in Lost in translation shows all."""


def story(archive: Archive, issue: Issue, placed: Placed) -> StoryView:
    """The view of a story that `issue` prints."""
    entries = voiced(archive, placed, archive.items(placed))
    reports = _reports(archive, entries)
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
        summary=_summary(archive, entries),
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
    """One article and its outlet; marked `$` if either the outlet or this article is behind a paywall."""
    source = archive.source(entry)
    return Report(entry.title, entry.language, entry.url, source, source.paywall != "none" or entry.paywall)


def name(archive: Archive, tag: Tag) -> Name:
    """A tag as a name on a page; what the who's who says takes precedence."""
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
    """A story's entries, with the one that represents it first.

    That is the entry whose title is the headline, else the first in Chinese if the headline is Chinese, else the first
    in the site's leading language, else the leading entry."""
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
    """Whether more than a third of a text is Chinese characters; an English headline may quote a word or two."""
    return 3 * sum("\u4e00" <= c <= "\u9fff" for c in text) > len(text)


def _reports(archive: Archive, entries: Sequence[Entry]) -> list[Report]:
    """One report for each distinct text, with the other outlets that published a near-copy of it."""
    original = archive.desk.copies(entries)
    texts: dict[str, list[Entry]] = {}
    for entry in entries:
        texts.setdefault(original.get(entry.id, entry.id), []).append(entry)
    found = []
    for first, *others in texts.values():
        again = {entry.source: report(archive, entry) for entry in others if entry.source != first.source}
        found.append(replace(report(archive, first), copies=tuple(again.values())))
    return found


def _summary(archive: Archive, entries: Sequence[Entry]) -> tuple[Sentence, ...]:
    """Two sentences in the language of the first article that has any; the second may come from another outlet."""
    told = sorted((e for e in entries if e.summary), key=lambda e: e.language != entries[0].language)
    same = [e for e in told if base_language(e.language) == base_language(told[0].language)]
    sentences = [(text, entry) for entry in same for text in entry.summary]
    return tuple(
        Sentence(sentences[i][0], report(archive, sentences[i][1])) for i in chosen([text for text, _ in sentences])
    )


def _coverage(archive: Archive, reports: Sequence[Report]) -> tuple[tuple[str, tuple[Report, ...]], ...]:
    groups: dict[str, dict[str, list[Report]]] = {}
    for one in reports:
        groups.setdefault(base_language(one.language), {}).setdefault(one.source.id, []).append(one)
    own = map(base_language, archive.site.languages)
    order = [language for language in dict.fromkeys((*own, "en", "zh", *groups)) if language in groups]
    return tuple((language, tuple(one for own in groups[language].values() for one in own)) for language in order)


def _names(archive: Archive, entries: Sequence[Entry], most: int) -> tuple[Name, ...]:
    """The names in a story, by salience, then by how many of its articles name them, then by how often.

    Outlets that are only ever credited are left out."""
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


def _before(archive: Archive, issue: Issue, placed: Placed) -> Earlier | None:
    thread = archive.threads.get(placed.thread or placed.id)
    earlier = [(i, p) for i, p in thread.parts if i.week < issue.week] if thread else []
    if not earlier:
        return None
    then, part = earlier[-1]
    headline, language = headline_of(archive, part, voiced(archive, part, archive.items(part)))
    return Earlier(then.week, permalink(then, part), headline, language)

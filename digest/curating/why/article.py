"""Explain what the desk says of one article by itself: its kind, its summary, its names and its topics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digest.curating.why.point import Point
from digest.edit.rank import STORY_KINDS
from digest.model import SUMMARY_WORDS, Assignment, Config, Entry, Known, Tag, length_in_words
from digest.tag.fold import fold, simplified
from digest.tag.summary import grounds

MENTIONED = 12
"""Names that are only mentioned and shown at most."""


def article(config: Config, entry: Entry, week: str) -> Iterator[Point]:
    """When and where it appeared, and what kind of article it is."""
    name = next((source.name for source in config.sources if source.id == entry.source), entry.source)
    inferred = ", a guess: its feed gave no date" if entry.date_inferred else ""
    yield Point(
        what=f"{name}, {entry.published:%Y-%m-%d %H:%M} UTC{inferred}",
        because=(f"in {week}, as the desk first saw it on {entry.seen:%Y-%m-%d}", f"{entry.words} words were read"),
    )
    story = entry.kind in STORY_KINDS
    yield Point(
        what=f"its kind is {entry.kind}",
        because=()
        if story
        else (f"a {entry.kind} is no story: headline, address, category or opening show what it is",),
        change=f"sources.yaml, at {entry.source}: `exclude: [words of its headline]` reads no more articles like it"
        if story
        else "",
    )


def summary(entry: Entry, week: str) -> Iterator[Point]:
    """Each sentence of its summary, with what speaks for it."""
    for sentence in entry.summary:
        yield Point(what=f"“{sentence}”", because=tuple(grounds(sentence, entry.title)))
    words = sum(map(length_in_words, entry.summary))
    yield Point(
        what=f"{words:.0f} words of {SUMMARY_WORDS} at most, verbatim from the article or its feed"
        if entry.summary
        else "none: no sentence is complete, short enough and no question, quote or caption",
        change=_change_of_summary(week) if entry.kind in STORY_KINDS else "",
    )


def _change_of_summary(week: str) -> str:
    return f"issues/{week}.md, at its story: `note: …` adds your words; the first article under `items:` leads"


def names(config: Config, entry: Entry) -> Iterator[Point]:
    """A point for each name the article is about, with the spelling found; its other names share one or two."""
    known = {(each.name, each.type): each for each in config.whoswho.known}
    for tag in entry.entities:
        if tag.salience > 1:
            mine = known.get((tag.name, tag.type))
            times = f", {tag.count} times" if tag.count > 1 else ""
            what = f"{_both_names(tag)}: {tag.type}, what it is about{times}"
            yield Point(what=what, because=_seen(entry, mine, tag), change=_change_of_name(mine, tag))
    mentioned = [tag for tag in entry.entities if tag.salience <= 1]
    sure = [f"{_both_names(tag)}: {tag.type}" for tag in mentioned if (tag.name, tag.type) in known]
    guessed = [f"{_both_names(tag)}: {tag.type}" for tag in mentioned if (tag.name, tag.type) not in known]
    if sure:
        yield Point(what=f"mentioned, as entities.yaml knows them: {_some(sure)}", change=_change_of_known("the name"))
    if guessed:
        yield Point(
            what=f"mentioned, guessed from the words around them: {_some(guessed)}",
            change=_change_of_guess("Name"),
        )


def _both_names(tag: Tag) -> str:
    return f"{tag.name} ({tag.zh})" if tag.zh and tag.zh != tag.name else tag.name


def _some(names: Sequence[str]) -> str:
    rest = len(names) - MENTIONED
    return "; ".join(names[:MENTIONED]) + (f"; and {rest} more" if rest > 0 else "")


def _seen(entry: Entry, known: Known | None, tag: Tag) -> tuple[str, ...]:
    """Whether the who's who has a name, and in which spelling and where the stored data show it."""
    spellings = (known.name, known.zh, *known.aliases) if known else (tag.name, tag.zh)
    texts = (
        ("the headline", entry.title),
        ("the summary", " ".join(entry.summary)),
        ("the terms kept of its text", "\n".join(entry.terms)),
    )
    found = []
    for where, text in texts:
        folded = simplified(fold(text)).casefold()
        hits = [each for each in spellings if each and simplified(fold(each)).casefold() in folded]
        if hits:
            found.append(f"{max(hits, key=len)!r} in {where}")
    source = "entities.yaml knows it" if known else "entities.yaml does not know it: a guess from the words around it"
    return f"{source}; {', '.join(found) or 'seen in the text, which is not kept'}", *_conditions(known)


def _conditions(known: Known | None) -> Iterator[str]:
    """What the who's who asks of a place before it counts as this name."""
    if known and known.near:
        yield f"it counts only beside one of: {', '.join(known.near[:5])}{', …' if len(known.near) > 5 else ''}"
    if known and known.never:
        yield f"it is not meant in: {', '.join(known.never[:5])}{', …' if len(known.never) > 5 else ''}"


def _change_of_name(known: Known | None, tag: Tag) -> str:
    return _change_of_known(known.name) if known else _change_of_guess(tag.name)


def _change_of_known(name: str) -> str:
    return (
        f"entities.yaml, at {name}: `never: [longer phrase]` where it is not meant (drops it here too if headline and "
        "summary show all its mentions); `near: [words]` counts for articles read from now on"
    )


def _change_of_guess(name: str) -> str:
    return f"entities.yaml: `{name}: {{aliases: […]}}` under its type makes it sure; under `ignore:` it goes"


def topics(config: Config, entry: Entry, assignment: Assignment) -> Iterator[Point]:
    """Each topic that it has or narrowly misses, with the evidence, and how relevant it is to the desk."""
    for slug in assignment.topics:
        yield Point(
            what=f"{slug}: {assignment.scores[slug]:.1f} points"
            + (", the main one" if slug == assignment.primary else ""),
            because=_evidence(entry, assignment, slug),
            change=f"topics.yaml, at {slug}: take the phrase away, or add one that speaks against it to `against:`",
        )
    for slug, lack in assignment.missed.items():
        missed = "missed" if slug in assignment.against else "narrowly missed"
        yield Point(
            what=f"{slug}: {missed}, {max(lack, 0.1):.1f} points short",
            because=_evidence(entry, assignment, slug),
            change=f"topics.yaml, at {slug}: add a phrase of the headline to `strong:` if it is meant"
            + (", or take away what speaks against it" if slug in assignment.against else ""),
        )
    if not assignment.topics:
        yield Point(
            what="none: no topic has enough evidence",
            change="topics.yaml: add a phrase of the headline to `strong:` of the topic that is meant",
        )
    least = config.issue.min_relevance
    verdict = "on the beat" if assignment.relevance >= least else f"beside the beat, which begins at {least:g}"
    yield Point(
        what=f"relevance {assignment.relevance:.1f}: {verdict}",
        because=tuple(_central(config, assignment)),
        change="topics.yaml: `relevance:` of a topic says how central it is; sources.yaml: `issue: min_relevance:`",
    )


def _central(config: Config, assignment: Assignment) -> Iterator[str]:
    central = {topic.slug: topic.relevance for topic in config.topics}
    if assignment.topics:
        said = ", ".join(f"{slug} {central[slug]:g}" for slug in assignment.topics)
        yield f"how central its topics are, less where the evidence is thin: {said}"


def _evidence(entry: Entry, assignment: Assignment, slug: str) -> tuple[str, ...]:
    kinds = (("", assignment.reasons.get(slug, ())), ("against it: ", assignment.against.get(slug, ())))
    lines = ((kind, dict.fromkeys(f"{each!r}{_where(entry, each)}" for each in found)) for kind, found in kinds)
    return tuple(kind + ", ".join(found) for kind, found in lines if found)


def _where(entry: Entry, reason: str) -> str:
    """Where a phrase occurs, as far as the stored data shows."""
    phrase = reason.rstrip("*").casefold()
    if phrase in entry.title.casefold():
        return " in the headline"
    if phrase in " ".join(entry.summary).casefold():
        return " in the summary"
    times = sum(count for term, count in entry.terms.items() if phrase in term.casefold())
    return f" {times} times in its text" if times > 1 else " in its text" if times else ""

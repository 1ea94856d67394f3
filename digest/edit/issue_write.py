"""Write an issue as the file that its editor opens: a few lines of help, the stories in order, then the essay.

The same issue always gives the same bytes. Text from outside stands on one line, in quotes or after a `#`, so that no
headline can end the front matter or be read as YAML. Each article's outlet and headline stand beside its id.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, timedelta

from digest.edit.issue import Byline, shorten
from digest.edit.issue_read import PLACEHOLDER
from digest.model import HandItem, Issue, Placed, Section, Unread
from digest.weeks import week_start

EDITED = "edited"
"""Stands in place of the checksum in a file that an editor has changed."""
NOTE = 100
"""Characters of the note beside an article's id at most."""

_PLAIN_ID = re.compile(r"[0-9a-z-]+")
_FORBIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WRITTEN = re.compile(r"^(  written:).*$", re.MULTILINE)

HELP = """\
# {span}. The machine drafts this file; whatever you change in it stays as you leave it.
# Move a story by its place in the list or by its section: top, catch-up, lost-in-translation, one-more-thing,
# near (kept for you, not shown) or hidden. To a story you may add any of these lines:
#   title: your own headline               note: a line of yours below it        correction: what was wrong
#   english: an English headline           pin: true (first in its section)      hide: true
#   merge: id of the story it belongs to   split: ids of articles that are another story (move their lines below it)
#   by_hand: [{{url: https://…, title: …, publication: …}}]    (also as a story of its own, without an id)
# Write the essay below the second line of ---, and status: published when the issue is ready.
"""
HEADINGS: dict[Section, str] = {
    "top": "Top stories",
    "catch-up": "Catch up",
    "lost-in-translation": "Lost in translation: only the Chinese-language press had them",
    "one-more-thing": "One more thing",
    "near": "Near the cut: not shown; change the section to take one in",
    "hidden": "Hidden",
}


def write(issue: Issue, bylines: Mapping[str, Byline] | None = None, *, edited: bool = False) -> str:
    """The text of an issue's file; `bylines` are those of its articles by id, for the notes beside them.

    With `edited` the file counts as changed by an editor, so that no refresh writes it anew."""
    monday = week_start(issue.week)
    span = f"Week {int(issue.week[-2:])} of {issue.week[:4]}, {monday:%-d %B} to {monday + timedelta(days=6):%-d %B}"
    lines = [
        "---",
        HELP.format(span=span).rstrip("\n"),
        *_head(issue),
        *_stories(issue, bylines or {}),
        *_foot(issue),
        "---",
        "",
    ]
    text = "\n".join([*lines, issue.essay or PLACEHOLDER, ""])
    return _WRITTEN.sub(rf"\1 {EDITED if edited else checksum(text)}", text, count=1)


def checksum(text: str) -> str:
    """16 hex digits computed from a file's text, whatever its line ends and the checksum already in it."""
    plain = _WRITTEN.sub(r"\1", text.replace("\r\n", "\n"), count=1)
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:16]


def untouched(text: str) -> bool:
    """Whether a file is still exactly as the program wrote it."""
    found = _WRITTEN.search(text.replace("\r\n", "\n"))
    return found is not None and found[0].split(":", 1)[1].strip() == checksum(text)


def quoted(text: str) -> str:
    """Text as a YAML scalar on one line."""
    whole = json.dumps(_SURROGATE.sub("\ufffd", text), ensure_ascii=False)
    return _FORBIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", whole)


def story_lines(story: Placed, bylines: Mapping[str, Byline]) -> list[str]:
    """One item of the list of stories, as lines without indentation."""
    first, *rest = _story(story, bylines)
    return [f"- {first}", *(f"  {line}" for line in rest)]


def noted(item: str, bylines: Mapping[str, Byline], headline: str = "") -> str:
    """An article's id followed by a comment with its outlet, and its headline unless that is the story's `headline`."""
    if item not in bylines:
        return item
    outlet, title = (_printable(text) for text in bylines[item])
    said = f"{outlet}: {title}" if title and title != _printable(headline) else outlet
    return f"{item}  # {shorten(said, NOTE)}" if said else item


def _printable(text: str) -> str:
    """Text for a comment: on one line, without invisible characters and those that change the reading direction."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _head(issue: Issue) -> Iterator[str]:
    yield f"week: {issue.week}"
    yield f"title: {quoted(issue.title)}"
    yield f"status: {issue.status}"
    if issue.published:
        yield f"published: {issue.published:%Y-%m-%dT%H:%M:%SZ}"
    if issue.notice:
        yield f"notice: {quoted(issue.notice)}"
    if issue.corrections:
        yield "corrections:"
        yield from (f"- {quoted(line)}" for line in issue.corrections)
    yield from unread_lines(issue.unread)


def unread_lines(unread: Iterable[Unread]) -> Iterator[str]:
    """The lines of `unread`: the sources that could not be read, one a line."""
    for number, one in enumerate(unread):
        since = f", since: {one.since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if one.since else ""
        if number == 0:
            yield "unread:"
        yield f"- {{source: {one.source}, status: {quoted(one.status)}{since}}}"


def _stories(issue: Issue, bylines: Mapping[str, Byline]) -> Iterator[str]:
    yield "stories:" if issue.stories else "stories: []"
    section = ""
    for story in issue.stories:
        yield ""
        if story.section != section:
            section = story.section
            yield f"# {HEADINGS[story.section]}"
        yield from story_lines(story, bylines)


def _foot(issue: Issue) -> Iterator[str]:
    yield ""
    if issue.changed:
        yield "changed:"
        yield from (f"- {quoted(line)}" for line in issue.changed)
    yield "# The machine's own notes; leave them as they are."
    yield "machine:"
    yield "  written:"
    yield f"  offered: [{', '.join(issue.offered)}]"


def _story(story: Placed, bylines: Mapping[str, Byline]) -> Iterator[str]:
    yield f"id: {story.id}"
    yield f"section: {story.section}"
    if story.headline:
        yield f"headline: {quoted(story.headline)}"
    yield from _hand(story, bylines)
    if story.topics:
        yield f"topics: [{', '.join(map(_word, story.topics))}]"
    if story.reasons:
        yield f"reasons: [{', '.join(quoted(f'{text} {points:+.2f}') for text, points in story.reasons)}]"
    if story.thread:
        yield f"thread: {story.thread}"
    if story.week_of_thread > 1:
        yield f"week_of_thread: {story.week_of_thread}"
    yield from _articles("items", story.items, bylines, story.headline)
    if story.mark:
        yield f"mark: {story.mark}"


def _articles(key: str, items: tuple[str, ...], bylines: Mapping[str, Byline], headline: str) -> Iterator[str]:
    """The lines of a list of articles, one a line; a single article stands beside the key."""
    if len(items) == 1:
        name, *note = noted(items[0], bylines, headline).split("  ", 1)
        yield "  ".join([f"{key}: [{name}]", *note])
    elif items:
        yield f"{key}:"
        yield from (f"- {noted(item, bylines)}" for item in items)


def _hand(story: Placed, bylines: Mapping[str, Byline]) -> Iterator[str]:
    """The lines with the editor's decisions on a story."""
    for key in ("title", "english", "note", "correction"):
        if getattr(story, key):
            yield f"{key}: {quoted(getattr(story, key))}"
    for key in ("pin", "hide"):
        if getattr(story, key):
            yield f"{key}: true"
    if story.merge:
        yield f"merge: {story.merge}"
    yield from _articles("split", story.split, bylines, story.headline)
    if story.by_hand:
        yield "by_hand:"
        yield from (f"- {_hand_item(item)}" for item in story.by_hand)


def _hand_item(item: HandItem) -> str:
    parts = [f"url: {quoted(item.url)}", f"title: {quoted(item.title)}"]
    parts += [f"publication: {quoted(item.publication)}"] if item.publication else []
    return "{" + ", ".join([*parts, *(["paywall: true"] if item.paywall else [])]) + "}"


def _word(text: str) -> str:
    return text if _PLAIN_ID.fullmatch(text) else quoted(text)

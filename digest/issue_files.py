"""What the files in `issues/` say. Joins the store with the `edit` room's reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from digest.mistakes import Mistake, Mistakes
from digest.model import Assignment, Entry, Issue, Story
from digest.store import Store


def one(store: Store, week: str) -> Issue | None:
    """A week's issue, or None where it has no file yet; raises Mistakes."""
    from digest.config import yaml_words
    from digest.edit.issue_read import parse

    text = store.read_issue(week)
    if text is None:
        return None
    if line := yaml_words.conflict(text):
        raise Mistakes(located(store, week, [Mistake(line, 1, "", *yaml_words.CONFLICT)]))
    found = parse(text, yaml_words.explained)
    if isinstance(found, tuple):
        raise Mistakes(located(store, week, found))
    return found


def every(store: Store) -> list[Issue]:
    """All issues, oldest first; raises Mistakes with all that are in any of them."""
    found: list[Issue] = []
    mistakes: list[Mistake] = []
    for week in store.issues():
        try:
            issue = one(store, week)
        except Mistakes as error:
            mistakes += error.mistakes
        else:
            found += [issue] if issue else []
    if mistakes:
        raise Mistakes(mistakes)
    return found


def located(store: Store, week: str, mistakes: Sequence[Mistake]) -> Iterator[Mistake]:
    """Mistakes of a week's issue, each with the name of its file."""
    name = store.issue_path(week).relative_to(store.root).as_posix()
    return (replace(mistake, file=name) for mistake in mistakes)


def stories(issue: Issue, entries: Mapping[str, Entry]) -> Iterator[Story]:
    """The stories that an issue tells, out of the entries by id; those near the cut were not told."""
    for placed in issue.stories:
        found = tuple(entries[item] for item in placed.items if item in entries)
        if found and placed.section != "near":
            yield Story(
                id=placed.id,
                entries=found,
                assignment=Assignment(topics=placed.topics),
                thread=placed.thread,
                week_of_thread=placed.week_of_thread,
            )

"""Bring a draft up to date without undoing anything that its editor did.

A file that nobody has edited is written anew. In an edited file every line stays; new stories are added at the end, in
section `near`, stories that grew get their new items, and the file lists what was changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from digest.edit.issue import Byline, mark
from digest.edit.issue_read import parse
from digest.edit.issue_write import noted, quoted, story_lines, untouched, write
from digest.mistakes import Mistake
from digest.model import Issue, Placed

CHANGES = 20
"""Lines under `changed` that are kept at most, the latest ones."""


def refresh(
    text: str, fresh: Issue, bylines: Mapping[str, Byline] | None = None, *, day: str = ""
) -> str | tuple[Mistake, ...]:
    """The file's new text, or the mistakes in the present text, which is then to be left as it is.

    `bylines` are those of the articles by id, and `day` dates the lines under `changed`. A published issue comes back
    unchanged. Refreshing twice with the same draft changes nothing more."""
    issue = parse(text)
    if not isinstance(issue, Issue):
        return issue
    if issue.status == "published":
        return text
    if untouched(text):
        return write(fresh, bylines)
    merged = join(issue, fresh, day=day)
    return text if merged == issue else _spliced(text, issue, merged, bylines or {})


def join(issue: Issue, fresh: Issue, *, day: str = "") -> Issue:
    """An edited issue with the stories and articles that a fresh draft adds to it."""
    held = {item for story in issue.stories for item in story.held}
    by_id = {story.id: story for story in fresh.stories}
    grown = [_grown(story, by_id.get(story.id), held) for story in issue.stories]
    held.update(item for story in grown for item in story.held)
    known = {story.id for story in issue.stories} | set(issue.offered)
    new = [near for story in fresh.stories if story.id not in known and (near := _near(story, held))]
    changes = [_said(day, before, after) for before, after in zip(issue.stories, grown, strict=True) if before != after]
    changes += [f"{day}: near the cut: {story.headline}".removeprefix(": ") for story in new]
    if not changes:
        return issue
    return replace(
        issue,
        stories=(*grown, *new),
        offered=(*issue.offered, *(story.id for story in new)),
        changed=(*issue.changed, *changes)[-CHANGES:],
    )


def _grown(story: Placed, fresh: Placed | None, held: set[str]) -> Placed:
    """A story with its new items, unless the editor has changed its items."""
    if fresh is None or story.split or story.mark != mark(story.items):
        return story
    items = (*story.items, *(item for item in fresh.items if item not in held))
    if items == story.items:
        return story
    return replace(story, items=items, mark=mark(items))


def _near(story: Placed, held: set[str]) -> Placed | None:
    items = tuple(item for item in story.items if item not in held)
    return replace(story, section="near", items=items, mark=mark(items)) if items else None


def _said(day: str, before: Placed, after: Placed) -> str:
    more = len(after.items) - len(before.items)
    headline = after.title or after.headline
    return f"{day}: {more} more {'article' if more == 1 else 'articles'}: {headline}".removeprefix(": ")


def _spliced(text: str, before: Issue, after: Issue, bylines: Mapping[str, Byline]) -> str:
    """The edited text with the changes inserted, or a file written anew if the editor's layout prevents that."""
    lines = text.replace("\r\n", "\n").split("\n")
    for old, new in zip(before.stories, after.stories, strict=False):
        if old != new:
            _change_story(lines, old, new, bylines)
    _add_stories(lines, after.stories[len(before.stories) :], bylines)
    _change_notes(lines, after)
    new_text = "\n".join(lines)
    return new_text if parse(new_text) == after else write(after, bylines, edited=True)


def _change_story(lines: list[str], old: Placed, new: Placed, bylines: Mapping[str, Byline]) -> None:
    """Insert a story's new articles below its old ones, and replace its mark."""
    start = next((at for at, line in enumerate(lines) if re.fullmatch(rf"\s*(- )?\s*id: {old.id}\s*", line)), None)
    if start is None:
        return
    end = next((at for at in range(start + 1, len(lines)) if re.match(r"\s*- id:|\S", lines[at])), len(lines))
    block = [re.sub(r"^(\s+mark: ).*", rf"\g<1>{new.mark}", line) for line in lines[start:end]]
    at = next((at for at, line in enumerate(block) if re.match(r"\s+items:", line)), None)
    if at is not None:
        more = [noted(item, bylines) for item in new.items if item not in old.items]
        lines[start:end] = _with_articles(block, at, more, noted(old.items[0], bylines) if old.items else "")


def _with_articles(block: list[str], at: int, more: list[str], first: str) -> list[str]:
    """A story's lines with more articles in the list that begins in line `at`, in whichever form the list is written.

    A list of one article stands beside its key and becomes a list of lines; `first` is that article's new line."""
    key = block[at].partition("items:")[0]
    if re.fullmatch(rf"\s*items: \[{first[:12]}\](  # .*)?", block[at]):
        return [*block[:at], f"{key}items:", *(f"{key}- {each}" for each in (first, *more)), *block[at + 1 :]]
    if "]" in block[at]:
        added = "".join(f", {each[:12]}" for each in more)
        return [*block[:at], block[at].replace("]", f"{added}]", 1), *block[at + 1 :]]
    last = at
    while last + 1 < len(block) and re.match(r"\s*- [0-9a-f]{12}\b", block[last + 1]):
        last += 1
    dash = block[last].partition("- ")[0]
    return [*block[: last + 1], *(f"{dash}- {each}" for each in more), *block[last + 1 :]]


def _add_stories(lines: list[str], stories: tuple[Placed, ...], bylines: Mapping[str, Byline]) -> None:
    if not stories:
        return
    first = next((at for at, line in enumerate(lines) if line.startswith("stories:")), 0)
    dash = next((line for line in lines[first + 1 :] if line.lstrip().startswith("- ")), "- ")
    indent = dash[: len(dash) - len(dash.lstrip())]
    end = next(
        at for at in range(first + 1, len(lines)) if re.match(r"[\w-]", lines[at]) and not lines[at].startswith("- ")
    )
    while end > first + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    added = ["", f"{indent}# New since you took this file in hand"]
    for story in stories:
        added += [indent + line for line in story_lines(story, bylines)] + [""]
    lines[end:end] = added[:-1]


def _change_notes(lines: list[str], issue: Issue) -> None:
    close = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), len(lines))
    for at in range(close):
        if re.match(r"  offered: \[", lines[at]):
            lines[at] = f"  offered: [{', '.join(issue.offered)}]"
    start = next((at for at in range(close) if lines[at].startswith("changed:")), None)
    if start is not None:
        end = next(at for at in range(start + 1, close + 1) if not lines[at].startswith("- "))
        del lines[start:end]
        close -= end - start
    lines[close:close] = ["changed:", *(f"- {quoted(line)}" for line in issue.changed)]

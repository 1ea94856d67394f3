"""Stories that ran over several weeks: the index, and a page for each with its parts in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from digest.model import Page
from digest.publish.addresses import thread_path
from digest.publish.archive import Thread
from digest.publish.pages.frame import Frame, alternates
from digest.publish.stories import story
from digest.publish.views import Name, StoryView

WHO = 12
"""How many names a running story's page lists."""


def pages(frame: Frame) -> Iterator[Page]:
    """The index and a page for each thread."""
    yield frame.page("threads/index.html", "threads.html", frame.words["threads"], lambda: _index(frame))
    for thread in sorted(frame.archive.threads.values(), key=lambda thread: thread.id):
        path = thread_path(thread.id)
        yield frame.page(
            f"{path}index.html",
            "thread.html",
            thread_title(frame, thread),
            partial(_context, frame, thread, path),
            (frame.marks.issue(issue) for issue, _ in thread.parts),
        )


def thread_title(frame: Frame, thread: Thread) -> str:
    """The title of a running story: its latest headline."""
    issue, placed = thread.parts[-1]
    return story(frame.archive, issue, placed).headline


def _index(frame: Frame) -> Mapping[str, Any]:
    threads = sorted(
        frame.archive.threads.values(), key=lambda t: (t.parts[-1][0].week, len(t.parts), t.id), reverse=True
    )
    lines = [
        {
            "path": thread_path(thread.id),
            "latest": story(frame.archive, *thread.parts[-1]),
            "weeks": len({issue.week for issue, _ in thread.parts}),
            "span": frame.words.weeks(thread.parts[0][0].week, thread.parts[-1][0].week),
        }
        for thread in threads
    ]
    return {"lines": lines, "description": frame.words["threads_intro"]}


def _context(frame: Frame, thread: Thread, path: str) -> Mapping[str, Any]:
    parts = [(frame.words.dateline(i.week), i.week, story(frame.archive, i, p)) for i, p in reversed(thread.parts)]
    title = thread_title(frame, thread)
    return {
        "parts": parts,
        "language": parts[0][2].language,
        "weeks": len({week for _, week, _ in parts}),
        "outlets": len({r.source.id for _, _, one in parts for _, reports in one.coverage for r in reports}),
        "who": _who(parts),
        "alternates": alternates(title, path),
        "description": title,
    }


def _who(parts: Sequence[tuple[str, str, StoryView]]) -> list[tuple[Name, int]]:
    """The names in a running story, and in how many of its parts, the most frequent first."""
    counts = Counter(one for _, _, part in parts for one in part.names)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].name))[:WHO]

"""Where a reader finds things, for ever: the addresses of issues, their stories, and stories that run on."""

from __future__ import annotations

from digest.model import Issue, Placed
from digest.publish.text import slug


def issue_path(week: str) -> str:
    """`2026/w05/`: the address of an issue, for ever."""
    return f"{week[:4]}/w{week[6:]}/"


def anchor(placed: Placed) -> str:
    """The fragment of a story on its issue's page."""
    return f"s-{slug(placed.id)}"


def thread_path(thread: str) -> str:
    """The address of a running story: by the id of its first part, which never changes."""
    return f"threads/{slug(thread)}/"


def permalink(issue: Issue, placed: Placed) -> str:
    """Where a printed story stands."""
    return f"{issue_path(issue.week)}#{anchor(placed)}"

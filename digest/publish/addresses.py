"""The permanent addresses of issues, of their stories, and of stories that run over several weeks."""

from __future__ import annotations

from digest.model import Issue, Placed
from digest.publish.text import slug


def issue_path(week: str) -> str:
    """The address of a week's issue, which never changes: `2026/w05/`."""
    return f"{week[:4]}/w{week[6:]}/"


def anchor(placed: Placed) -> str:
    """The fragment of a story on its issue's page."""
    return f"s-{slug(placed.id)}"


def thread_path(thread: str) -> str:
    """The address of a running story, made from the id of its first part, which never changes."""
    return f"threads/{slug(thread)}/"


def permalink(issue: Issue, placed: Placed) -> str:
    """The address of a story within the issue that printed it."""
    return f"{issue_path(issue.week)}#{anchor(placed)}"

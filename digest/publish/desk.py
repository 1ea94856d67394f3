"""The input of the publish room: everything the desk knows, as one frozen value.

The pipeline makes it. Nothing in this room reads a file or the clock to learn more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from digest.model import Assignment, Config, Entry, Health, Issue, Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The whole desk at the moment of publishing. `issues` and `entries` may come in any order."""

    config: Config
    issues: Sequence[Issue] = ()
    entries: Sequence[Entry] = ()
    """Every entry, with its tags resolved against the who's who."""
    assignments: Mapping[str, Assignment] = field(default_factory=dict)
    """Entry id -> the topics it was assigned."""
    health: Mapping[str, Health] = field(default_factory=dict)
    """Source id -> how well it can be read."""
    numbers: Mapping[str, Numbers] = field(default_factory=dict)
    """Week -> the numbers its issue shows, if any."""
    copies: Callable[[Sequence[Entry]], Mapping[str, str]] = lambda entries: {}
    """Finds the near-copies among a story's entries: id of the copy -> id of the original."""
    about: str = ""
    """The editor's text for the about page, in Markdown; if empty, the site's description is used."""
    search: bool = False
    """Whether a search index is written beside the site (`digest.publish.search`)."""

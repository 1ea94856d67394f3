"""What the publish room is given: everything the desk knows, settled, as one frozen value.

The pipeline makes a `Desk`; nothing in this room reads a file or a clock to get more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from digest.model import Assignment, Config, Entry, Health, Issue, Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The whole desk at the moment of publishing. The order of `issues` and `entries` carries no meaning."""

    config: Config
    issues: Sequence[Issue] = ()
    entries: Sequence[Entry] = ()
    """Every entry, its tags resolved against the who's who."""
    assignments: Mapping[str, Assignment] = field(default_factory=dict)
    """Entry id -> its topics."""
    health: Mapping[str, Health] = field(default_factory=dict)
    """Source id -> how reading it goes."""
    numbers: Mapping[str, Numbers] = field(default_factory=dict)
    """Week -> its numbers; an issue without any shows none."""
    copies: Callable[[Sequence[Entry]], Mapping[str, str]] = lambda entries: {}
    """Of a story's entries: id of each near-copy -> id of the entry that it is a copy of."""
    about: str = ""
    """Markdown, written by the editor; empty: the site's description stands in."""
    search: bool = False
    """Whether a search index is written beside the site (`digest.publish.search`)."""

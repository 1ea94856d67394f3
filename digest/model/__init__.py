"""The nouns of the desk, as frozen dataclasses. Every room speaks them; they import nothing of ours.

They are named after their place in the flow (see `docs/developers.md`):
`Source` -> `Item` -> `Text` -> `Entry` (facts, kept), and `Entry` -> `Story` -> `Issue` -> `Page` (opinions, formed
anew).

Times are timezone-aware and in UTC. Text fields are plain text: what came from outside has passed the text border
(`digest.collect.text.clean`) and holds no markup, no control characters and no bidi overrides.
"""

from digest.model.facts import ENTRY_KINDS, Entry, EntryKind, Failure, Health, Item, Tag, Text
from digest.model.opinions import (
    READ_WELL,
    SECTIONS,
    Assignment,
    Counts,
    HandItem,
    Issue,
    Numbers,
    Page,
    Placed,
    Section,
    Story,
    Unread,
    unread,
)
from digest.model.settings import (
    DAYS,
    ENTITY_TYPES,
    Composition,
    Config,
    Day,
    EntityType,
    Gate,
    Known,
    Limits,
    Paywall,
    Publication,
    Site,
    Source,
    Topic,
    WhosWho,
)

__all__ = [
    "DAYS",
    "ENTITY_TYPES",
    "ENTRY_KINDS",
    "READ_WELL",
    "SECTIONS",
    "Assignment",
    "Composition",
    "Config",
    "Counts",
    "Day",
    "EntityType",
    "Entry",
    "EntryKind",
    "Failure",
    "Gate",
    "HandItem",
    "Health",
    "Issue",
    "Item",
    "Known",
    "Limits",
    "Numbers",
    "Page",
    "Paywall",
    "Placed",
    "Publication",
    "Section",
    "Site",
    "Source",
    "Story",
    "Tag",
    "Text",
    "Topic",
    "Unread",
    "WhosWho",
    "unread",
]

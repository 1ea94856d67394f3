"""Define the data types that all parts of the program share, as frozen dataclasses.

They are named after their place in the flow (see `docs/developers.md`): `Source` -> `Item` -> `Text` -> `Entry` are
facts and are stored; `Entry` -> `Story` -> `Issue` -> `Page` are opinions and are formed anew in every run.

Times are timezone-aware and in UTC. Text fields are plain text: `digest.collect.text.clean` has removed markup, control
characters and bidi overrides from whatever came from outside.
"""

from digest.model.facts import ENTRY_KINDS, Entry, EntryKind, Failure, Health, Item, Tag, Text
from digest.model.han import HAN, has_chinese, in_simplified
from digest.model.lengths import SUMMARY_WORDS, length_in_words
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
    "HAN",
    "READ_WELL",
    "SECTIONS",
    "SUMMARY_WORDS",
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
    "has_chinese",
    "in_simplified",
    "length_in_words",
    "unread",
]

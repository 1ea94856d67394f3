"""Unknown names: which of the model's guesses are names at all, and of which type."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from digest.model import EntityType
from digest.tag.english import Guess
from digest.tag.names import Mention

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:'s|')$")


def unknown(
    text: str, known: Sequence[Mention], guesses: Sequence[Guess], ignore: frozenset[str]
) -> list[tuple[str, EntityType, list[tuple[int, int]]]]:
    """Name, type and places of each name that the who's who does not have."""
    found: dict[str, list[Guess]] = {}
    for guess in guesses:
        name = _POSSESSIVE.sub("", _ARTICLE.sub("", guess.text.strip()))
        if any(m.start < guess.end and guess.start < m.end for m in known):
            continue
        if not name[:1].isupper() or name.lower() in ignore or "\n" in name:
            continue
        found.setdefault(name, []).append(guess)
    return [(name, _type(group), [(g.start, g.end) for g in group]) for name, group in found.items()]


def _type(group: Sequence[Guess]) -> EntityType:
    return Counter(g.type for g in group).most_common(1)[0][0]  # type: ignore[return-value]

"""Chinese names as an installed spaCy model sees them: used where there is one, never needed, never fetched.

The `zh_core_web_*` models cut words with `spacy-pkuseg`, which comes with them; any pipeline with entities will do."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from digest.tag.han import Found
from digest.tag.ner import KINDS

if TYPE_CHECKING:
    from spacy.language import Language

MODELS = ("zh_core_web_trf", "zh_core_web_lg", "zh_core_web_md", "zh_core_web_sm")
"""The best first."""
AUTO, OFF = "auto", "off"
_UNUSED = ("tagger", "parser", "attribute_ruler", "senter")
_LONGEST = 20
_PIECE = 2000
"""Characters that are read at once: a model's memory grows with them."""


@cache
def model(wanted: str) -> Language | None:
    """The model that a setting asks for: `auto` takes what is installed, `off` none, a name that one.

    OSError where a model that is named cannot be loaded."""
    name = next(filter(_installed, MODELS), OFF) if wanted == AUTO else wanted
    if name == OFF:
        return None
    import spacy

    return spacy.load(name, exclude=list(_UNUSED))


def _installed(name: str) -> bool:
    """Whether a package is a model; on PyPI, empty ones hold some of these names."""
    spec = find_spec(name)
    folders = spec.submodule_search_locations if spec else None
    return any(Path(folder, "meta.json").exists() for folder in folders or ())


def guesses(nlp: Language, text: str) -> list[Found]:
    """The names that the model sees in a folded, simplified text. None is sure by itself: a rule must agree, or the
    model see it twice."""
    found = []
    for start, part in _pieces(text):
        for ent in nlp(part).ents:
            name = ent.text.strip()
            if ent.label_ in KINDS and 1 < len(name) <= _LONGEST and "\n" not in name:
                at = start + ent.start_char + ent.text.index(name)
                found.append(Found(at, at + len(name), KINDS[ent.label_], sure=False))
    seen = [text[each.start : each.end] for each in found]
    return [each._replace(sure=seen.count(name) > 1) for each, name in zip(found, seen, strict=True)]


def _pieces(text: str) -> list[tuple[int, str]]:
    """Paragraphs, together as long as may be."""
    pieces: list[tuple[int, str]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if pieces and len(pieces[-1][1]) + len(line) <= _PIECE:
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + line)
        else:
            pieces.append((at, line))
        at += len(line)
    return pieces

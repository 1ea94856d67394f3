"""Ask an installed spaCy model for the names in a Chinese text. The model is optional and is never downloaded.

The `zh_core_web_*` models segment words with `spacy-pkuseg`, which they bring along; any pipeline with entities will
do."""

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
"""The models that `auto` looks for, the best first."""
AUTO, OFF = "auto", "off"
_UNUSED = ("tagger", "parser", "attribute_ruler", "senter")
_LONGEST = 20
"""Characters of a name at most."""
_PIECE = 2000
"""Characters given to the model at once, because its memory use grows with them."""


@cache
def model(wanted: str) -> Language | None:
    """The model for a setting: for `auto` the best one installed, for `off` none, otherwise the one of that name.

    Raises OSError if the named model cannot be loaded."""
    name = next(filter(_installed, MODELS), OFF) if wanted == AUTO else wanted
    if name == OFF:
        return None
    import spacy

    return spacy.load(name, exclude=list(_UNUSED))


def _installed(name: str) -> bool:
    """Whether a package is installed and really a model: on PyPI some of these names belong to empty packages."""
    spec = find_spec(name)
    folders = spec.submodule_search_locations if spec else None
    return any(Path(folder, "meta.json").exists() for folder in folders or ())


def guesses(nlp: Language, text: str) -> list[Found]:
    """The names that the model finds in a folded, simplified text.

    A name is sure if the model finds it twice; otherwise one of our rules must agree."""
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
    """The text in pieces of whole paragraphs, each with its offset and as long as allowed."""
    pieces: list[tuple[int, str]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if pieces and len(pieces[-1][1]) + len(line) <= _PIECE:
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + line)
        else:
            pieces.append((at, line))
        at += len(line)
    return pieces

"""Ask spaCy for the names in an English text, with the who's who as part of its pipeline.

`load` makes a pipeline of two components: `known_names` sets the names of the who's who as entities, and `ner` keeps
them and finds others. Nothing else of the model is loaded (its `ner` has its own `tok2vec`).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from digest.model import EntityType
from digest.tag.names import NameIndex

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_UNUSED = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter")
_LABELS = {"PLACE": "GPE"}
"""The model's labels for our types, where they differ; a neighbour's label influences the model's guess on a name."""
KINDS: dict[str, EntityType] = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "GPE": "PLACE",
    "LOC": "PLACE",
    "FAC": "PLACE",
    "PRODUCT": "PRODUCT",
    "WORK_OF_ART": "PRODUCT",
    "LAW": "LAW",
    "EVENT": "EVENT",
}
"""Our types for the model's labels."""


class Guess(NamedTuple):
    """A place where the model sees a name, and the type that it gives the name."""

    start: int
    end: int
    text: str
    type: EntityType


def quickest(model: str) -> Language:
    """The model's `ner` alone, in its fastest configuration. Raises OSError if the model is not installed."""
    # On texts of this length one thread and plain BLAS are a third faster. Both must be set before the model is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    return spacy.load(model, exclude=list(_UNUSED))


def load(model: str, index: NameIndex) -> Language:
    """The model's `ner` with the who's who before it. Raises OSError if the model is not installed."""
    nlp = quickest(model)
    from spacy.language import Language

    if not Language.has_factory("known_names"):
        Language.factory("known_names", func=_make_known_names)
    nlp.add_pipe("known_names", before="ner")
    nlp.get_pipe("known_names").index = index  # type: ignore[attr-defined]  # our own component's
    return nlp


def guesses(nlp: Language, text: str) -> list[Guess]:
    """The names that the model finds in a folded text, those of the who's who included."""
    return [
        Guess(ent.start_char, ent.end_char, ent.text, KINDS[ent.label_])
        for ent in nlp(text).ents
        if ent.label_ in KINDS
    ]


class _KnownNames:
    """A pipeline component that marks the known names, so that the model leaves them as they are."""

    def __init__(self) -> None:
        self.index = NameIndex()

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        for mention in self.index.find(doc.text):
            label = _LABELS.get(mention.known.type, mention.known.type)
            span = doc.char_span(mention.start, mention.end, label=label, alignment_mode="strict")
            if span is not None:
                spans.append(span)
        doc.set_ents(spans, default="missing")
        return doc


def _make_known_names(nlp: Language, name: str) -> _KnownNames:
    return _KnownNames()

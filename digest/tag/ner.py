"""Unknown English names: what spaCy's `ner` takes for one, with the who's who inside its pipeline.

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
"""What the model calls our types, where it differs: its guess on a name may lean on its neighbours' labels."""
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
    """One place where the model sees a name, and of which type."""

    start: int
    end: int
    text: str
    type: EntityType


def quickest(model: str) -> Language:
    """The model's `ner` alone, at its fastest. OSError where the model is not installed."""
    # One thread and plain BLAS are a third faster on texts of this length; both must be set before the model is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import spacy
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    return spacy.load(model, exclude=list(_UNUSED))


def load(model: str, index: NameIndex) -> Language:
    """The model's `ner` with the who's who before it. OSError where the model is not installed."""
    nlp = quickest(model)
    from spacy.language import Language

    if not Language.has_factory("known_names"):
        Language.factory("known_names", func=_make_known_names)
    nlp.add_pipe("known_names", before="ner")
    nlp.get_pipe("known_names").index = index  # type: ignore[attr-defined]  # our own component's
    return nlp


def guesses(nlp: Language, text: str) -> list[Guess]:
    """The names in a folded text that the who's who does not have, as the model sees them."""
    return [
        Guess(ent.start_char, ent.end_char, ent.text, KINDS[ent.label_])
        for ent in nlp(text).ents
        if ent.label_ in KINDS
    ]


class _KnownNames:
    """The pipeline's component that marks the known names, so that the model works around them."""

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

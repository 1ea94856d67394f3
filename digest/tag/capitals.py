"""Find the names of a text in its headline if that is all in capitals, where no spelling of the who's who fits."""

from __future__ import annotations

from collections.abc import Container, Sequence

from digest.tag.cast import Name
from digest.tag.spans import Taken, occurrences


def add_capitals(text: str, names: Sequence[Name], lower: Container[str]) -> None:
    """Add to each name, in place, the places where a headline in capitals has it: `META` to Meta, `KHAN` to Lina Khan.

    `lower` are the words that the text also writes in lower case, which may be meant as such in the headline."""
    title = text.partition("\n")[0]
    if not title.isupper():
        return
    taken = Taken(span for name in names for span in name.spans)
    spellings = {text[start:end]: name for name in names for start, end in name.spans}
    for spelling in sorted(spellings, key=lambda each: (-len(each), each)):
        if spelling.lower() in lower:
            continue
        for place in occurrences(title, spelling.upper()):
            if taken.free(*place):
                taken.add(*place)
                spellings[spelling].spans.append(place)

"""Drop the known names that a Chinese text does not mean: parts of words, companies' seats, acronyms, state bodies."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from digest.model import has_chinese
from digest.tag import han_state
from digest.tag.han import Word
from digest.tag.han_companies import is_seat
from digest.tag.names import Mention
from digest.tag.spans import Span

_GLOSS = re.compile(
    r"[\u3400-\u9fff](?<![局署部会院所社台党行网报司系盟团处府室校馆心])[（(](?P<short>[A-Z]{2,3})[）)]"
)
"""An acronym for the Chinese words before it, which do not end like the name of an organisation."""


_PEOPLE = ("人", "人们", "人士")
"""Words that make a nationality of the place before them."""


def meant(text: str, words: Sequence[Word], legal: Sequence[Span], mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that the text means. `legal` are the places of companies' legal names."""
    whole = _whole_words(mentions, words)
    people = {word.end for word in words if word.text in _PEOPLE or word.text.endswith("人")}
    places = (m for m in whole if m.known.type == "PLACE")
    others = [m for m in places if is_seat((m.start, m.end), legal) or _people(m, text, people)]
    return _without_glosses(text, han_state.at_home(text, [m for m in whole if m not in others]))


def _people(mention: Mention, text: str, ends: Container[int]) -> bool:
    """Whether a place only says where people are from: `美国人`, not `美国人工智能`. `ends`: where such words end."""
    return any(text.startswith(word, mention.end) and mention.end + len(word) in ends for word in _PEOPLE)


def _whole_words(mentions: Iterable[Mention], words: Sequence[Word]) -> list[Mention]:
    """The mentions without short names that only arise across a word boundary: `华为` in `中华|为了`.

    A name that stands alone elsewhere in the text is meant in such places too."""
    mentions = list(mentions)
    inside = {
        at: word
        for word in words
        if len(word.text) > 1 and has_chinese(word.text)
        for at in range(word.start + 1, word.end)
    }
    whole = {id(m): m.end - m.start > 2 or not _crosses(m, inside) for m in mentions}
    elsewhere = {m.known.name for m in mentions if whole[id(m)]}
    return [m for m in mentions if whole[id(m)] or m.known.name in elsewhere]


def _crosses(mention: Mention, inside: dict[int, Word]) -> bool:
    """Whether a name begins or ends inside a word that extends beyond it on one side only.

    `inside` maps each offset inside a word to that word."""
    for at, ours in ((mention.start, "end"), (mention.end, "start")):
        word = inside.get(at)
        if word and not (word.start <= mention.start and mention.end <= word.end):
            outside = word.start < mention.start if ours == "end" else mention.end < word.end
            if outside and word.pos not in ("nr", "nrt", "nz", "x"):
                return True
    return False


def _without_glosses(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions without acronyms that the text explains as something else: `AP` after `先进封装(AP)`."""
    ends = {m.end for m in mentions}
    glosses = {found["short"] for found in _GLOSS.finditer(text) if found.start("short") - 1 not in ends}
    return [m for m in mentions if text[m.start : m.end] not in glosses]

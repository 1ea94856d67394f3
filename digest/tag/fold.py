"""Bring variant spellings to one form: quotes, dashes, spaces, full-width forms, Traditional characters.

`fold` removes invisible characters and otherwise keeps the length of a text. `simplified` keeps it too, so offsets into
a folded text stay valid in its simplified form.
"""

from __future__ import annotations

from digest.model import in_simplified

_WIDE = {ord("！") + i: ord("!") + i for i in range(94)}
_PLAIN = {ord(c): "'" for c in "‘’‛ʼ´`′"} | {ord(c): '"' for c in "“”„‟″«»"} | {ord(c): "-" for c in "‐‑‒–−﹣"}
_SPACES = {
    ord(c): " " for c in "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\r"
}
_DOTS = {ord(c): "·" for c in "・•‧∙●"}
_GONE: dict[int, None] = dict.fromkeys((173, 8203, 8204, 8205, 8288, 65279))
# Chinese punctuation marks where sentences and titles end, so it keeps its width.
_KEPT = {ord(c): c for c in "！，：；？（）"}
_LATIN = {**_WIDE, **_PLAIN, **_SPACES, **_DOTS, **_GONE, **_KEPT}


def fold(text: str) -> str:
    """The text with typographic variants made plain, for matching and not for display."""
    return text.translate(_LATIN)


def simplified(text: str) -> str:
    """The text in simplified characters, of the same length.

    OpenCC converts some phrases to others of another length; such a text is converted character by character."""
    done = in_simplified(text)
    if len(done) == len(text):
        return done
    return "".join(new if len(new := in_simplified(char)) == 1 else char for char in text)

"""Draw the preview picture of a page, for where its link is shared: a few words in either script.

The font comes with a package (Noto Sans CJK, SIL OFL 1.1), so that the same words give the same picture on every
machine, whatever fonts it has installed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
"""Pixels; the size that social networks ask for."""
MARGIN = 80
SIZES = (84, 72, 62, 54, 46)
"""Sizes of the headline in pixels; the largest that fits is used."""
ROOM = 330
"""Height in pixels that the headline may take."""
PAPER, INK, ACCENT = (252, 250, 246), (29, 27, 24), (154, 42, 25)
LATIN, SIMPLIFIED, TRADITIONAL = 1, 2, 3
"""Faces of the font collection: Chinese glyphs differ by region, and the Korean face has narrow quotation marks."""
REGULAR, BOLD = 400, 800
LEADING = 1.28
SOFT = 90
"""Colour of a quiet line, from 0 (ink) to 255 (paper)."""

_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_PIECES = re.compile(rf"(?:{_HAN.pattern}|[^\s\u2e80-\u9fff\uf900-\uffef]+|\s+)[、。，：；！？）》」』”’…]*")
_UNDRAWN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "So"})


def card(headline: str, over: str, under: str, language: str = "") -> bytes:
    """A PNG of 1200 by 630 pixels: `over` small at the top, the headline, `under` in grey below; each may be empty."""
    from PIL import Image
    from PIL.ImageDraw import Draw

    sheet = Image.new("L", (WIDTH, HEIGHT), 255)
    draw = Draw(sheet)
    draw.rectangle((0, 0, WIDTH, 14), fill=0)
    if over:
        _line(draw, 74, over, 36, BOLD, language)
        draw.rectangle((MARGIN, 140, MARGIN + 72, 146), fill=0)
    size, lines = _set(_drawn(headline), language)
    font = _font(size, BOLD, _face(headline, language))
    for number, line in enumerate(lines):
        draw.text((MARGIN - 2, 176 + number * size * LEADING), line, font=font, fill=1)
    _line(draw, 536, under, 32, REGULAR, language, SOFT)
    sheet.putpalette(_palette())
    file = BytesIO()
    sheet.save(file, "PNG")
    return file.getvalue()


def _palette() -> list[int]:
    """Colour 0 is the accent; 1 to 255 run from ink to paper, which gives smooth edges."""
    ramp = (round(i + (p - i) * n / 254) for n in range(255) for i, p in zip(INK, PAPER, strict=True))
    return [*ACCENT, *ramp]


def _line(draw: ImageDraw, top: int, text: str, size: int, weight: int, language: str, fill: int = 1) -> None:
    font = _font(size, weight, _face(text, language))
    draw.text((MARGIN, top), _cut(_drawn(text), font), font=font, fill=fill)


def _face(text: str, language: str) -> int:
    if not _HAN.search(text):
        return LATIN
    return TRADITIONAL if language.lower().startswith("zh-hant") else SIMPLIFIED


@cache
def _font(size: int, weight: int, face: int) -> FreeTypeFont:
    from PIL import ImageFont

    file = str(resources.files("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc")
    font = ImageFont.truetype(file, size, index=face, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


def _set(text: str, language: str) -> tuple[int, list[str]]:
    """The largest size in which the text fits, and its lines; if even the smallest is too large, the text is cut."""
    face = _face(text, language)
    for size in SIZES:
        lines = list(_lines(text, _font(size, BOLD, face)))
        if len(lines) <= int(ROOM / (size * LEADING)):
            return size, lines
    most = int(ROOM / (size * LEADING))
    return size, [*lines[: most - 1], _cut(f"{lines[most - 1]}…", _font(size, BOLD, face))]


def _lines(text: str, font: FreeTypeFont) -> Iterator[str]:
    """The text broken into lines that fit; Chinese may break before any character but closing punctuation."""
    line = ""
    for piece in _pieces(text, font):
        if font.getlength((line + piece).rstrip()) > WIDTH - 2 * MARGIN and line.strip():
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    if line.strip():
        yield line.rstrip()


def _pieces(text: str, font: FreeTypeFont) -> Iterable[str]:
    """The unbreakable pieces: words, and Chinese characters with closing punctuation; too wide a word is split."""
    for piece in _PIECES.findall(text):
        yield from piece if font.getlength(piece) > WIDTH - 2 * MARGIN else [piece]


def _cut(text: str, font: FreeTypeFont) -> str:
    while font.getlength(text) > WIDTH - 2 * MARGIN:
        text = f"{text[:-2]}…"
    return text


def _drawn(text: str) -> str:
    """The text on one line, without characters that this font lacks, such as emoji."""
    plain = "".join(sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign) not in _UNDRAWN)
    return " ".join(plain.split())[:400]

"""Decode a feed or page in the encoding that it is really in, whatever its labels say.

The order is fixed. A byte order mark decides. Bytes that are valid UTF-8 beyond ASCII are UTF-8, since text in other
encodings hardly ever is by chance; passages in another encoding among them are decoded separately. Then the document's
own declaration and the HTTP charset are tried in this order, and each must give plausible text. The last resorts are
the common Chinese encodings, then windows-1252.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

OWN_SHARE = 0.1
"""A document with invalid passages counts as UTF-8 only if its valid passages have more non-ASCII characters than this
share of those in the invalid ones."""
BAD_SHARE = 0.001
"""A label is trusted up to this share of undecodable bytes, so that one bad byte does not spoil a feed."""

# Label -> codec that reads everything so labelled (WHATWG aliases; GB18030 is a superset of GBK, and GBK of GB2312).
_SUPERSETS = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "utf-16": "utf-16-le",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHINESE = ("gb18030", "big5hkscs")
_UNSAFE = frozenset({"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"})
# Neither byte occurs as the second byte of a character, in UTF-8 or in the Chinese encodings.
_MARKS = re.compile(rb"([<>\n])")
_LONE = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])")
_WITHIN_WORDS = re.compile(r"(?<=[a-z])[^\x00-\x7f](?=[a-z])", re.IGNORECASE)
_SINGLE = re.compile(r"cp12\d\d|cp874|iso8859|koi8|mac|cp437|cp850|latin", re.IGNORECASE)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]{2,40})|<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
# The commonest characters of written Chinese, in both scripts: frequent in text only if it was decoded correctly.
_COMMON = frozenset(
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動同工也能下过過子"
    "说說产產种種面而方后後多定行学學法所民得经經十三之进進着著等部度家电電力里裡如水化高自二理起小物现現实實加量都两兩体體"
    "制机機当當使点點从從业業本去把性好应應开開它合还還因由其些然前外天政四日那社义義事平形相全表间間样樣与與关關各重新线線内"
    "內数數正心反你明看原又利比或但质質气氣第向道命此变變条條只没沒结結解问問意建月公无無系军軍很情者最立代想已通并提直题題党"
    "黨程展五果料象员員革位入常文总總次品式活设設及管特件长長求老头頭基资資边邊流路级級少图圖山统統接知较較将將组組见見计計"
    "，。、：；！？“”《》（）「」"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Decoded text, the codec used, and one sentence if the labels were not followed."""

    text: str
    encoding: str
    note: str = ""


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The text of a feed or page. Never fails, since the last resort decodes any bytes."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(name, "replace"), name)
    labels = _labels(body, content_type)
    if wide := _wide(body):
        return Decoded(body.decode(wide, "replace"), wide)
    if (text := _utf8(body, labels)) is not None:
        escaped = next((name for name in labels if name.startswith("iso2022")), "") if body.isascii() else ""
        if escaped and b"\x1b" in body:
            return Decoded(body.decode(escaped, "replace"), escaped)
        return Decoded(text, "utf-8", _note("utf-8", labels) if not body.isascii() else "")
    return _guess(body, labels)


def _guess(body: bytes, labels: list[str]) -> Decoded:
    """Decode bytes that are not UTF-8: try each label in order, compared with what else the bytes might be."""
    tried = {name: _attempt(body, name) for name in [*labels, *_CHINESE] if name != "utf-8"}
    chinese = any(_written(tried[name]) for name in _CHINESE)
    for name in labels:
        text = tried.get(name)
        if text is not None and not (chinese and (_SINGLE.match(name) or (name in _CHINESE and not _written(text)))):
            return Decoded(text, name, _note(name, labels))
    best = max(_CHINESE, key=lambda name: _plausible(tried[name]))
    name = best if _written(tried[best]) else "cp1252"
    return Decoded(body.decode(name, "replace"), name, _note(name, labels))


def _labels(body: bytes, content_type: str) -> list[str]:
    found = [b"".join(pair).decode() for pair in _DECLARED.findall(body[:2048])[:1]]
    found += [found_http.group(1)] if (found_http := _CHARSET.search(content_type)) else []
    return list(dict.fromkeys(name for name in map(_codec, found) if name))


def _codec(label: str) -> str:
    try:
        name = codecs.lookup(label.strip().lower().replace("x-gbk", "gbk").replace("x-x-big5", "big5"))
    except (LookupError, ValueError):
        return ""
    safe = name._is_text_encoding and name.name not in _UNSAFE
    return _SUPERSETS.get(name.name, name.name) if safe else ""


def _wide(body: bytes) -> str:
    """UTF-16 without a byte order mark, recognised by the zero byte next to a first `<` or `{`."""
    first = body[:4]
    if len(first) == 4 and first[1] == 0 and first[3] == 0 and first[0]:
        return "utf-16-le"
    return "utf-16-be" if len(first) == 4 and first[0] == 0 and first[2] == 0 and first[1] else ""


def _utf8(body: bytes, labels: Sequence[str]) -> str | None:
    """The text as UTF-8, even if some bytes or passages are not; None if hardly any of it is."""
    try:
        return body.decode()
    except UnicodeDecodeError:
        pieces = _MARKS.split(body)
    counts = [_counts(piece) for piece in pieces]
    strange = [bad > good for good, bad in counts]
    own = sum(good for (good, _), other in zip(counts, strange, strict=True) if not other)
    if own <= OWN_SHARE * sum(good + bad for (good, bad), other in zip(counts, strange, strict=True) if other):
        return None
    others = b"<".join(piece for piece, other in zip(pieces, strange, strict=True) if other)
    read = iter(_guess(others, [name for name in labels if not name.startswith("utf")]).text.split("<"))
    return "".join(next(read, "") if other else _mended(piece) for piece, other in zip(pieces, strange, strict=True))


def _counts(piece: bytes) -> tuple[int, int]:
    """How many non-ASCII characters a passage has as UTF-8, and how many of its bytes are invalid."""
    if piece.isascii():
        return 0, 0
    text = piece.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) - bad, bad


def _mended(piece: bytes) -> str:
    """A passage decoded as UTF-8, with lone invalid bytes as windows-1252, from which they were usually pasted."""
    return _LONE.sub(lambda found: found.group().decode("cp1252", "replace").encode(), piece).decode("utf-8", "replace")


def _attempt(body: bytes, name: str) -> str | None:
    text = body.decode(name, "replace")
    return text if text.count("\ufffd") <= max(1, len(body) * BAD_SHARE) else None


def _plausible(text: str | None) -> float:
    """Share of the non-ASCII letters that are common Chinese; those inside a Latin word do not count (`r間ulateur`)."""
    text = (text or "")[:200_000]
    foreign = sum(char > "\x7f" for char in text)
    inside = "".join(_WITHIN_WORDS.findall(text))
    return (sum(map(_COMMON.__contains__, text)) - sum(map(_COMMON.__contains__, inside))) / foreign if foreign else 0.0


def _written(text: str | None) -> bool:
    return _plausible(text) > 0.25


def _note(name: str, labels: list[str]) -> str:
    if not labels or labels == [name]:
        return ""
    return f"labelled {' and '.join(labels)}, read as {name}"

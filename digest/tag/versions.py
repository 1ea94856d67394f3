"""Find versions of known products, which are entities of their own: `Ernie 3.0 Titan`, `GLM5.2`, `Grok 4.5`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from digest.model import has_chinese
from digest.tag.cast import Name
from digest.tag.names import Mention

_VERSION = re.compile(
    r"(?P<number>(?:[ -]?[VRKMvk]?|(?=\.))\d{0,2}(?:\.\d{1,2}){0,2}[a-z]?(?![A-Za-z0-9%]|\.\d|,\d))"
    r"(?P<variant>(?:[ -]?(?:Air|Coder|Edge|Flash|Fold|Haiku|Instruct|Lite|Max|Mini|Nano|Opus|Plus|Preview|Pro|SE|Sol"
    r"|Sonnet|Thinking|Titan|Turbo|Ultra|mini|nano)(?![a-z]))*)"
)
# A number before one of these is a count and no version: `TikTok 1.7 billion`, `微信 13亿`.
_COUNTED = re.compile(
    r"\s?(?:%|percent|per cent|million|billion|trillion|times|people|users|hours|days|years|minutes"
    r"|[年月日亿万千百个名款家人倍元美天岁周小分秒])"
)


class _Versioned(NamedTuple):
    """A mention of a product with its version."""

    start: int
    end: int
    name: str
    zh: str
    base: str
    """Canonical name of the product without its version."""
    whole: bool
    """Whether the version is one whole number, which many texts leave out."""


def part_versions(text: str, names: list[Name], mentions: Sequence[Mention]) -> None:
    """Make each version of a product an entity of its own, in place.

    A version that is one whole number (`iPhone 18`) is split off only if the text never names the product without a
    number."""
    by_name = {n.name: n for n in names}
    made: dict[str, Name] = {}
    for found in _versioned(text, mentions):
        family = by_name[found.base]
        numbered = [v for v in family.spans if v[0] == found.start]
        if not numbered or (found.whole and len(family.spans) > len(numbered)):
            continue
        family.spans.remove(numbered[0])
        key = re.sub(r"[\s-]", "", found.name).lower()
        name = made.setdefault(key, Name(found.name, "PRODUCT"))
        name.zh = name.zh or found.zh
        name.spans.append((found.start, found.end))
    names[:] = [n for n in names if n.spans] + list(made.values())


def _versioned(text: str, mentions: Sequence[Mention]) -> Iterator[_Versioned]:
    """Mentions of products followed by a version, and of companies if the version has a letter first: `DeepSeek-V3`."""
    for mention in mentions:
        if mention.known.type not in ("PRODUCT", "ORG"):
            continue
        found = _VERSION.match(text, mention.end)
        if not found or not any(c.isdigit() for c in found["number"]) or _COUNTED.match(text, found.end()):
            continue
        letter = any(c.isalpha() for c in found["number"].strip(" -")[:1])
        if mention.known.type == "PRODUCT" or letter:
            whole = not letter and "." not in found["number"] and not found["variant"]
            yield _Versioned(mention.start, found.end(), *_named(mention, text, found.end()), mention.known.name, whole)


def _named(mention: Mention, text: str, end: int) -> tuple[str, str]:
    """The name of a version, as the text has it, and its Chinese name, if any: reports in Chinese then agree with
    those in English, `文心大模型3.5` with `Ernie 3.5`."""
    name = text[mention.start : end]
    if not has_chinese(text[mention.start : mention.end]):
        return name, ""
    return f"{mention.known.name} {text[mention.end : end].strip(' -')}", name

"""Edit `sources.yaml` as text: find its sections, and insert a source without changing any other byte. Pure.

A section is a comment on a line of its own, `# --- Title ---`, and all that follows it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

from digest.config import yaml12
from digest.config.rules import address, as_list, as_map, as_text
from digest.config.yaml12 import Document
from digest.mistakes import Mistake, Mistakes
from digest.model import Source

FILE = "sources.yaml"
_SECTION = re.compile(r"^\s*#\s*-{2,}\s*(?P<title>.*?)\s*-{2,}\s*$")
_PLAIN = re.compile(r"[^\W_][^#:\[\]{},&*!|>'\"%@`\t]*", re.UNICODE)
_USUAL = (
    "id",
    "name",
    "url",
    "site",
    "language",
    "country",
    "beat",
    "fulltext",
    "paywall",
    "state_affiliated",
    "weight",
)
"""Keys that are always written, even with their default values, because editors look for them."""


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a source in the file: its first line (from 0), the line after its last, and its section."""

    source: str
    start: int
    end: int
    section: str = ""
    beat: str = ""


def places(text: str) -> list[Place]:
    """The place of each source in the file. Raises Mistakes if it can't be read."""
    document = yaml12.read(text.removeprefix("\ufeff"), FILE)
    lines = text.splitlines()
    starts = [document.values["sources", at][0] - 1 for at in range(len(_listed(document)))]
    found = []
    for at, (start, source) in enumerate(zip(starts, _listed(document), strict=True)):
        until = starts[at + 1] if at + 1 < len(starts) else len(lines)
        last = max(line for line in range(start, until) if line == start or _belongs(lines[line], lines[start]))
        mine = as_map(source)
        found.append(
            Place(
                as_text(mine.get("id")),
                start,
                last + 1,
                _section(lines, start),
                as_text(mine.get("beat")) or "general-tech",
            )
        )
    return found


def _listed(document: Document) -> list[Any]:
    return as_list(as_map(document.data).get("sources"))


def _belongs(line: str, first: str) -> bool:
    """Whether a line belongs to the source whose first line is `first`."""
    inside = len(line) - len(line.lstrip()) > first.index("-") if "-" in first else False
    return bool(line.strip()) and inside and not line.lstrip().startswith("#")


def _section(lines: Sequence[str], start: int) -> str:
    found = (_SECTION.match(line) for line in reversed(lines[:start]))
    return next((match["title"] for match in found if match), "")


def insert(text: str, added: Sequence[Source], section: str = "") -> str:
    """The text with sources inserted, each after the last one of `section`, else of its beat, else at the end.

    Nothing else in the text changes. Raises Mistakes if `sources:` is not a list of blocks."""
    newline = "\r\n" if "\r\n" in text else "\n"
    work = text.replace("\r\n", "\n")
    for source in added:
        work = _insert(work, source, section)
    _verify(text, work, added)
    return work.replace("\n", newline)


def _insert(text: str, source: Source, section: str) -> str:
    text = text if text.endswith("\n") else text + "\n"
    known, lines = places(text), text.split("\n")
    if not known:
        return _first(text, source, section)
    mine = [each for each in known if (each.section == section if section else each.beat == source.beat)]
    at = (mine or known)[-1].end
    indent = len(lines[known[0].start]) - len(lines[known[0].start].lstrip())
    if not lines[known[0].start].lstrip().startswith("-"):
        where = known[0].start + 1
        raise Mistakes([Mistake(where, 1, "sources", "is written in [ ]", "each source under `- id:`", FILE)])
    spaced = known[0].start > 0 and not lines[known[0].start - 1].strip()
    heading = [] if mine or not section else ["", f"{' ' * indent}# --- {section} ---"]
    new = [*heading, *([""] if spaced or heading else []), *block(source, indent)]
    return "\n".join([*lines[:at], *new, *lines[at:]])


def _first(text: str, source: Source, section: str) -> str:
    """The first source of a file that has none yet."""
    heading = ["", f"  # --- {section} ---"] if section else []
    written = "\n".join(["sources:", *heading, "", *block(source, 2)])
    found = re.search(r"^sources:[ \t]*(?:\[\s*\]|~|null)?[ \t]*$", text, re.MULTILINE)
    return text[: found.start()] + written + text[found.end() :] if found else f"{text}\n{written}\n"


def _verify(before: str, after: str, added: Sequence[Source]) -> None:
    """Raise Mistakes unless the new text means the same as before plus the new sources, whatever its layout."""
    was, now = (yaml12.read(each.removeprefix("\ufeff"), FILE) for each in (before.replace("\r\n", "\n"), after))
    ids = {source.id for source in added}
    rest = [each for each in _listed(now) if as_map(each).get("id") not in ids]
    same = {**as_map(was.data), "sources": None} == {**as_map(now.data), "sources": None}
    if rest != _listed(was) or not same or len(_listed(now)) != len(rest) + len(added):
        what = "its layout leaves no safe place for a new source"
        raise Mistakes([Mistake(*now.place(("sources",)), "sources", what, "it in by hand", FILE)])


def block(source: Source, indent: int = 0) -> list[str]:
    """The lines of one source: the usual keys, and all others whose values are not the default."""
    return [
        f"{' ' * indent}{'  ' if number else '- '}{name}: {value}"
        for number, (name, value) in enumerate(_written(source))
    ]


def _written(source: Source) -> Iterator[tuple[str, str]]:
    for each in fields(source):
        value = getattr(source, each.name)
        if (each.name in _USUAL and value != "") or (each.name not in _USUAL and value != each.default):
            yield each.name, _value(value)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(scalar(each) for each in value)}]"
    return scalar(value) if isinstance(value, str) else number(value)


def number(value: float) -> str:
    """A number in full precision, without a trailing `.0`."""
    return str(int(value)) if value == int(value) else repr(value)


def scalar(text: str) -> str:
    """A text as YAML: plain if that is safe, else in quotes."""
    plain = _PLAIN.fullmatch(text) or re.fullmatch(r"https?://[^\s#,\[\]{}'\"]+", text)
    if plain and text == text.strip() and "\n" not in text and yaml12.read(f"a: {text}", "").data == {"a": text}:
        return text
    return json.dumps(text, ensure_ascii=False)


def taken(sources: Sequence[Source], *addresses: str) -> Source | None:
    """The source that already reads one of these addresses, in any spelling."""
    wanted = {address(each) for each in addresses if each}
    return next((source for source in sources if address(source.url) in wanted), None)


def free_id(wanted: str, sources: Sequence[Source]) -> str:
    """The id, with a number added if another source has it."""
    used = {source.id for source in sources}
    tries = [wanted, *(f"{wanted[:56]}-{number}" for number in range(2, len(used) + 3))]
    return next(each for each in tries if each not in used)

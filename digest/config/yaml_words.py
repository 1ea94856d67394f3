"""Translate libyaml's errors for an editor: where and what is wrong, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

CONFLICT = (
    "git left two versions of these lines side by side",
    "one of them, and take the lines <<<, === and >>> away",
)
_CONFLICT = re.compile(r"^(?:<{7} |>{7} |={7}$)", re.MULTILINE)
_KEY_ALONE = re.compile(r"\s+[\w-]+")

_COMMA = "no comma stands at the end of a line"
_KEYS = "(?:id|name|url|site|language|country|section|headline|title)"
"""Keys that people often put side by side on one line."""
_INSIDE = "a quotation mark inside the text ends it"
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def forbidden(text: str) -> tuple[int, int]:
    """Line and column of the first character that YAML forbids."""
    found = _FORBIDDEN.search(text)
    at = found.start() if found else 0
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def conflict(text: str) -> int:
    """The line (from 1) of the first marker of a merge conflict, 0 if there is none."""
    found = _CONFLICT.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def explained(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str, str, str]:
    """Line, column, path (none), what is wrong, what to write."""
    lines = text.splitlines() or [""]
    mark = error.problem_mark or error.context_mark
    line, column = (min(mark.line, len(lines) - 1), mark.column) if mark else (0, 0)
    problem = f"{error.context or ''} {error.problem or ''}"
    if began := _opened(error, problem):
        line, column = began
    for at in dict.fromkeys((line, line - 1, line + 1)):
        shown = lines[at] if 0 <= at < len(lines) else ""
        for find, what, instead in _TRAPS:
            if (where := find(shown)) >= 0:
                return at + 1, where + 1, "", what, instead
    if "mapping values are not allowed" in problem and _KEY_ALONE.fullmatch(lines[line][:column]):
        return line + 1, column + 1, "", "stands further in than the key above it", "it right under that key"
    if "block mapping" in problem and lines[line][column:].startswith("- "):
        return (
            line + 1,
            column + 1,
            "",
            "a list begins here that no key announces",
            "sources: or such in the line above",
        )
    for sign, what, instead in _PROBLEMS:
        if sign in problem:
            return line + 1, column + 1, "", what, instead
    return line + 1, column + 1, "", f"is not YAML: {error.problem}", "the line as its neighbours are written"


def _opened(error: yaml.MarkedYAMLError, problem: str) -> tuple[int, int] | None:
    """Where a quote or bracket was opened that is never closed: that is the place to mend."""
    began = error.context_mark
    unclosed = "quoted scalar" in problem or "flow sequence" in problem or "flow mapping" in problem
    return (began.line, began.column) if unclosed and began else None


def _indented_by(characters: str) -> Callable[[str], int]:
    """Where one of some characters stands before the first letter of a line, else -1."""

    def find(shown: str) -> int:
        head = shown[: len(shown) - len(shown.lstrip(" \t\u00a0\u3000"))]
        return next((at for at, each in enumerate(head) if each in characters), -1)

    return find


def _at(pattern: str) -> Callable[[str], int]:
    """Where the first group of a pattern stands in a line, else -1."""
    compiled = re.compile(pattern)

    def find(shown: str) -> int:
        found = compiled.search(shown)
        return found.start(1) if found else -1

    return find


_TRAPS: tuple[tuple[Callable[[str], int], str, str], ...] = (
    (_indented_by("\t"), "a tab cannot indent YAML", "spaces"),
    (_indented_by("\u00a0\u3000"), "this looks like a space and is none", "plain spaces"),
    (_at(r"^\s*(?:- )?[\w-]+:([\u00a0\u3000])"), "this looks like a space and is none", "plain spaces"),
    (_at(r"^\s*(-)[^\s-]"), "a dash without a space behind it", "- and a space"),
    (_at(r"^\s*([*•·–—])\s*[\w-]+:"), "this is no dash of a list", "- and a space"),
    (_at(r":\s+(\[[^\]]*\]\()"), "a link in Markdown is no address", "the address alone"),
    (_at(r"""^\s*(?:- )?["']?[\w-]+["']?:\s+(?:"[^"]*"|'[^']*')(,)\s*$"""), _COMMA, "the line without it"),
    (
        _at(rf"^\s*(?:- )?{_KEYS}: [^\"'\[{{#]*,\s*({_KEYS}:)"),
        "a second key in one line",
        "each key in a line of its own",
    ),
    (_at(r"""(?:^\s*|:\s+|[\[{,-]\s*)'(?:[^']|'')*(')[^\s,\]}:#]"""), _INSIDE, 'the text between " and "'),
    (_at(r"""(?:^\s*|:\s+|[\[{,-]\s*)"(?:[^"\\]|\\.)*(")[^\s,\]}:#]"""), _INSIDE, "the text between ' and '"),
    (_at(r"^\s*(?:- )?[\w-]+(\uff1a)"), "a full-width colon is no colon here", "a plain colon and a space"),
    (_at(r"(?::|-|,|\[)\s+([@`%])"), "a value cannot begin with this sign", "the text in quotes"),
)
"""Patterns searched for in the line of an error and its neighbours, since they cause errors in other lines."""

_PROBLEMS: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "a colon and a space inside plain text", "the text in quotes"),
    ("quoted scalar", "a quotation mark is opened and never closed", "the text with a quotation mark at both ends"),
    ("escape", "a backslash means something else inside double quotes", "the text in single quotes"),
    ("flow sequence", "a [ is opened and not closed, or a comma is missing", "[one, two, three]"),
    ("flow mapping", "a { is opened and not closed, or a comma is missing", "{en: one, zh: two}"),
    (
        "block collection",
        "is not in line with the entries above it",
        "it right under them",
    ),
    ("block mapping", "is not in line with the keys above it", "it right under them"),
    ("block sequence entries are not allowed", "a list cannot begin here", "the list in lines of its own, or in [ ]"),
    ("could not find expected ':'", "a key without a colon", "key: value"),
    ("alias", "a value cannot begin with *", "the text in quotes"),
    ("anchor", "a value cannot begin with &", "the text in quotes"),
    ("tag", "a value cannot begin with !", "the text in quotes"),
    ("<document start>", "is not part of what stands above it", "key: value, as the lines above are written"),
)
"""Part of libyaml's message -> what is wrong, and what to write instead."""

"""What an editor did wrong in a file, said so that it can be mended at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One mistake: where it is, what is wrong, and what to write instead."""

    file: str
    line: int
    column: int
    where: str
    """Path of the value: `sources[3].url`; empty for the file as a whole."""
    what: str
    instead: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}: "
        value = f"{self.where}: " if self.where else ""
        return f"{place}{value}{self.what}" + (f"; write {self.instead}" if self.instead else "")


class Mistakes(Exception):  # noqa: N818 - it is what it carries: every mistake at once
    """Every mistake in the files of a desk, in the order of the files."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes)))
        super().__init__("\n".join(map(str, self.mistakes)))


def nearest(word: str, choices: Iterable[str]) -> str:
    """The valid word that was probably meant, or an empty string."""
    close = difflib.get_close_matches(word.casefold(), {each.casefold(): each for each in choices}, n=1, cutoff=0.6)
    return next((each for each in choices if close and each.casefold() == close[0]), "")


def dotted(path: Iterable[str | int]) -> str:
    """A path as an editor reads it: `('sources', 3, 'url')` is `sources[3].url`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text

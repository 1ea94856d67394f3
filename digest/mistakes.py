"""What is wrong in a file that an editor owns, told so that it can be put right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in a file that an editor owns: where it is, what is wrong, and what to write instead."""

    line: int
    column: int
    """Both count from 1."""
    where: str
    """Path of the value: `sources[3].url`; empty for the file as a whole."""
    what: str
    instead: str = ""
    file: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:" if self.file else ""
        value = f"{self.where}: " if self.where else ""
        return f"{place}{self.line}:{self.column}: {value}{self.what}" + (
            f"; write {self.instead}" if self.instead else ""
        )


class Mistakes(Exception):  # noqa: N818 - it is what it carries
    """Every mistake in the files of a desk at once, in the order of the files and their lines."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes), key=lambda each: (each.file, each.line, each.column, str(each))))
        super().__init__("\n".join(map(str, self.mistakes)))


def nearest(word: str, choices: Iterable[str]) -> str:
    """The valid word that was probably meant, or an empty string."""
    folded = {each.casefold(): each for each in choices}
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else ""

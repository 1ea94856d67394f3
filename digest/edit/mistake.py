"""What an editor did wrong in an issue's file, with its place and what to write instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One mistake; `line` and `column` count from 1."""

    line: int
    column: int
    where: str
    """Path of the value: `stories[3].section`; empty for the file as a whole."""
    what: str
    instead: str = ""

    def __str__(self) -> str:
        value = f"{self.where}: " if self.where else ""
        return f"{self.line}:{self.column}: {value}{self.what}" + (f"; write {self.instead}" if self.instead else "")


def nearest(word: str, choices: Iterable[str]) -> str:
    """The valid word that was probably meant, or an empty string."""
    return next(iter(difflib.get_close_matches(word.casefold(), list(choices), n=1, cutoff=0.6)), "")

"""How long grouping takes for 1,000, 5,000 and 20,000 entries, and how it grows: run `python bench/stories_scale.py`.

The entries are invented: events with an actor, a place, a figure and words of their own, reported by one to four
outlets in either language, over a vocabulary in which few words are common and many rare, as in news.
"""

from __future__ import annotations

import math
import random
import sys
import time
import zlib
from datetime import UTC, datetime, timedelta

from digest.edit.glossary import glossary
from digest.edit.stories import group
from digest.model import Entry, Tag

SIZES = (1000, 5000, 20000)
START = datetime(2026, 1, 26, tzinfo=UTC)


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print seconds, stories and the exponent between neighbouring sizes."""
    glossary()
    before: tuple[int, float] | None = None
    for size in sizes:
        entries = batch(size)
        started, worked = time.perf_counter(), time.process_time()
        stories = group(entries)
        seconds, waited = time.process_time() - worked, time.perf_counter() - started
        grown = f", exponent {math.log(seconds / before[1]) / math.log(size / before[0]):.2f}" if before else ""
        print(
            f"{size:>6} entries: {seconds:6.2f} s of work, {waited:6.2f} s by the clock, {len(stories)} stories{grown}"
        )
        before = size, seconds


def batch(size: int, seed: int = 1) -> list[Entry]:
    """So many invented entries, the same for the same seed."""
    dice = random.Random(seed)
    actors = [_word(dice, 3).title() for _ in range(600)]
    vocabulary = [_word(dice, dice.randint(2, 4)) for _ in range(20000)]
    terms = [row.split("\t") for row in _table()]
    entries: list[Entry] = []
    while len(entries) < size:
        event = _event(dice, actors, vocabulary, terms)
        entries += [_report(dice, event, len(entries) + n) for n in range(dice.choice((1, 1, 1, 2, 3, 4)))]
    return entries[:size]


def _table() -> list[str]:
    from importlib.resources import files

    return files("digest.edit").joinpath("glossary.tsv").read_text("utf-8").splitlines()[1:]


def _zipf(dice: random.Random, things: list, power: float = 2.0):  # type: ignore[no-untyped-def, type-arg]
    return things[int(len(things) * dice.random() ** power)]


def _word(dice: random.Random, syllables: int) -> str:
    return "".join(dice.choice("bcdfglmnprstvz") + dice.choice("aeiou") for _ in range(syllables))


def _event(dice, actors, vocabulary, terms):  # type: ignore[no-untyped-def]
    return {
        "who": [_zipf(dice, actors, 3) for _ in range(dice.randint(1, 3))],
        "words": [_zipf(dice, vocabulary) for _ in range(12)],
        "terms": [_zipf(dice, terms) for _ in range(6)],
        "figure": f"=USD {dice.uniform(1, 9.99):.2f}e{dice.randint(6, 11)}",
        "at": START + timedelta(hours=dice.uniform(0, 150)),
    }


def _report(dice, event, number: int) -> Entry:  # type: ignore[no-untyped-def]
    chinese = dice.random() < 0.4
    column = 3 if chinese else 2
    said = [dice.choice(term[column].split(", ")) for term in event["terms"]]
    own = (
        event["words"]
        if not chinese
        else ["".join(chr(0x4E00 + sum(map(ord, w)) * 7 % 3000) for _ in "ab") for w in event["words"]]
    )
    title = [event["who"][0], *dice.sample(said, 3), *dice.sample(own, 4)]
    body = [*dice.sample(said, 3), *dice.sample(own, 6), *event["who"]]
    join = "" if chinese else " "
    when = event["at"] + timedelta(hours=dice.uniform(0, 12))
    return Entry(
        id=f"{number:012x}", source=f"outlet-{dice.randint(1, 60)}", url="", title=join.join(title), seen=when,
        published=when, language="zh" if chinese else "en", words=300, summary=(join.join(body),),
        entities=tuple(Tag(name=who, type="ORG", salience=1 + (who in title)) for who in dict.fromkeys(event["who"])),
        terms={event["figure"]: 1},
    )  # fmt: skip


def _in_chinese(word: str) -> str:
    return "".join(chr(0x4E00 + zlib.crc32(f"{place}{word}".encode()) % 3000) for place in range(3))


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)

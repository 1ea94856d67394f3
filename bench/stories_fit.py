"""Fit the weights of `digest.edit.compare` to labelled articles, and say how well they do on stories left out.

Run `python bench/stories_fit.py week.jsonl two-days.jsonl nine-days.jsonl+nine-days-short.jsonl`: each argument is a
set of its own, and files joined by `+` have the same stories in other words. A line is what `digest group` takes with
`cluster` (the story), `kind` (`news` counts) and, where one can't say, `unsure`: names of groups within which a pair
that is not one story counts neither way.

It prints log-loss and pair F1 with the weights as they stand, five-fold by story and with a whole set left out, then
the weights of a fit to everything, to be rounded into `compare.py` by hand.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digest import config, parts
from digest.edit.agglomerate import agglomerate
from digest.edit.candidates import candidates
from digest.edit.compare import BASE, WEIGHTS, Comparer, Measures
from digest.edit.evidence import ALONE
from digest.edit.stories import CLIP, SCALE

RELATIONS = tuple(BASE)
NAMES = tuple(each.name for each in fields(Measures))
ENGLISH_ONLY = frozenset({"strangers"})
PENALTY = 2.0
APART = 0.5
"""How freely the weights of a relation may differ from those that all have; 0 not at all."""
FOLDS = 5
LEAN = {"en": 0.0, "zh": 0.5, "across": 0.5}
"""Added to a fit's points before grouping, by relation: a story's other pairs hold a wrong one back, but make up for no
miss. Most English stories have several reports, which do both."""
Points = NDArray[np.float64]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Pair:
    """Two articles of a file, by their places among its news, with what is measured and what is true of them."""

    file: int
    first: int
    second: int
    relation: str
    same: bool
    unsure: bool
    fold: int
    measures: tuple[float, ...]


@dataclass(frozen=True)
class Labelled:
    """The news of one file in the order of comparing, and the number of the set that it belongs to."""

    name: str
    number: int
    rows: Sequence[Row]
    pairs: Sequence[Pair]


def main(arguments: Sequence[str]) -> None:
    """Print how the weights do, and what they would be if fitted anew."""
    files = [name for argument in arguments for name in argument.split("+")]
    numbers = [number for number, argument in enumerate(arguments) for _ in argument.split("+")]
    sets = [read(at, Path(name), number) for at, (name, number) in enumerate(zip(files, numbers, strict=True))]
    pairs = [pair for each in sets for pair in each.pairs]
    design, truth = _design(pairs), np.array([pair.same for pair in pairs], dtype=float)
    of_set = np.array([numbers[pair.file] for pair in pairs])
    weight = np.array([0.0 if pair.unsure else 1.0 / numbers.count(numbers[pair.file]) for pair in pairs])
    of_fold = np.array([pair.fold for pair in pairs])
    report("as they stand", _as_they_stand(pairs), sets, pairs)
    lean = np.array([LEAN[pair.relation] for pair in pairs])
    report("five-fold by story", _left_out(design, truth, weight, of_fold) + lean, sets, pairs)
    if len(set(numbers)) > 1:
        report("a set left out", _left_out(design, truth, weight, of_set) + lean, sets, pairs)
    _print_weights(_fit(design, truth, weight))


def read(at: int, file: Path, number: int) -> Labelled:
    """The news of a file, tagged as the program tags it, with the pairs that would be compared."""
    given = {str(row["id"]): row for row in map(json.loads, file.read_text("utf-8").splitlines())}
    tagged = parts.entries(list(given.values()), config.load_or_default(Path()), datetime.now(UTC))
    news = sorted((e for e in tagged if e.kind not in ALONE), key=lambda e: (e.seen, e.published, e.id))
    comparer, rows = Comparer(news), [given[entry.id] for entry in news]
    pairs = [_pair(at, one, other, comparer, rows) for one, other in candidates(comparer)]
    rows += [row for key, row in given.items() if key not in {entry.id for entry in news}]
    return Labelled(file.stem, number, rows, pairs)


def _pair(at: int, first: int, second: int, comparer: Comparer, rows: Sequence[Row]) -> Pair:
    one, other = rows[first], rows[second]
    same = one["cluster"] == other["cluster"]
    found = comparer.compare(first, second)
    measures = comparer.measure(first, second, found.shared)
    story = min(str(one["cluster"]), str(other["cluster"]))
    return Pair(
        at, first, second, comparer.relation(first, second), same, _unsure(one, other),
        zlib.crc32(story.encode()) % FOLDS, tuple(getattr(measures, name) for name in NAMES),
    )  # fmt: skip


def _unsure(one: Row, other: Row) -> bool:
    if one["kind"] != "news" or other["kind"] != "news":
        return True
    return one["cluster"] != other["cluster"] and bool({*one.get("unsure", ())} & {*other.get("unsure", ())})


def _design(pairs: Sequence[Pair]) -> Points:
    """A row a pair: the measures, then for each relation what it adds to them, and a one."""
    measures = np.array([pair.measures for pair in pairs])
    design = np.zeros((len(pairs), len(NAMES) + len(RELATIONS) * (len(NAMES) + 1)))
    for row, pair in enumerate(pairs):
        kept = measures[row] * [pair.relation == "en" or name not in ENGLISH_ONLY for name in NAMES]
        at = len(NAMES) + RELATIONS.index(pair.relation) * (len(NAMES) + 1)
        design[row, : len(NAMES)], design[row, at : at + len(NAMES)], design[row, at + len(NAMES)] = kept, kept, 1.0
    return design


def _scales(design: Points) -> Points:
    """What a column is divided by for the penalty to be fair: its spread, and less freedom for the relations' own."""
    spread = design[:, : len(NAMES)].std(axis=0) + 1e-9
    return np.concatenate([spread, *([*(spread / APART), 1.0] for _ in RELATIONS)])


def _fit(design: Points, truth: Points, weight: Points) -> Points:
    """Logistic regression with a penalty on all but the ones, by Newton's method."""
    scales = _scales(design)
    scaled, found = design / scales, np.zeros(design.shape[1])
    penalty = np.full(len(found), PENALTY)
    penalty[len(NAMES) * 2 :: len(NAMES) + 1] = 0.01
    for _ in range(30):
        likely = 1 / (1 + np.exp(-np.clip(scaled @ found, -30, 30)))
        slope = scaled.T @ (weight * (likely - truth)) + penalty * found
        curve = (scaled * (weight * likely * (1 - likely))[:, None]).T @ scaled + np.diag(penalty)
        found -= np.linalg.solve(curve, slope)
    return np.asarray(found / scales)


def _left_out(design: Points, truth: Points, weight: Points, part: NDArray[np.int_]) -> Points:
    """Each pair's points from a fit to the parts that it is not in."""
    points = np.zeros(len(truth))
    for each in sorted(set(part.tolist())):
        out = part == each
        points[out] = design[out] @ _fit(design[~out], truth[~out], weight[~out])
    return points


def _as_they_stand(pairs: Sequence[Pair]) -> Points:
    return np.array([BASE[p.relation] + sum(map(_product(p), NAMES, p.measures)) for p in pairs])  # type: ignore[index]


def _product(pair: Pair) -> Callable[[str, float], float]:
    return lambda name, measure: float(getattr(WEIGHTS[pair.relation], name)) * measure  # type: ignore[index]


def report(title: str, points: Points, sets: Sequence[Labelled], pairs: Sequence[Pair]) -> None:
    """Print the log-loss over all pairs and, file by file, precision, recall and F1 of the pairs put together."""
    sure = [n for n, pair in enumerate(pairs) if not pair.unsure]
    loss = sum(np.log1p(np.exp(-points[n] if pairs[n].same else points[n])) for n in sure)
    print(f"{title}: log-loss {loss / sum(pairs[n].same for n in sure):.3f} a true pair")
    for at, each in enumerate(sets):
        own = {(p.first, p.second): worth for p, worth in zip(pairs, points.tolist(), strict=True) if p.file == at}
        for languages, (told, true, both) in _counts(each, own).items():
            shares = f"P {_share(both, told)} R {_share(both, true)} F {_share(2 * both, told + true)}"
            print(f"  {each.name} {languages}: {shares}")


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def _counts(each: Labelled, points: Mapping[tuple[int, int], float]) -> dict[str, tuple[int, int, int]]:
    """By languages: pairs put together, pairs that are one story, and those that are both."""
    clipped = {pair: round(SCALE * max(-CLIP, min(CLIP, worth))) for pair, worth in points.items()}
    groups = agglomerate(len(each.rows), clipped, unseen=round(-SCALE * CLIP))
    of = {number: place for place, group in enumerate(groups) for number in group}
    counts: dict[str, list[int]] = {}
    for first, second in combinations(range(len(each.rows)), 2):
        one, other = each.rows[first], each.rows[second]
        if not _unsure(one, other):
            told, true = of[first] == of[second], one["cluster"] == other["cluster"]
            for languages in ("all", "+".join(sorted({one["lang"], other["lang"]}))):
                tally = counts.setdefault(languages, [0, 0, 0])
                tally[0], tally[1], tally[2] = tally[0] + told, tally[1] + true, tally[2] + (told and true)
    return {languages: (told, true, both) for languages, (told, true, both) in sorted(counts.items())}


def _print_weights(found: Points) -> None:
    for relation, own in _by_relation(found):
        shown = ", ".join(f"{name}={weight:.2f}" for name, weight in zip((*NAMES, "base"), own, strict=True))
        print(f"{relation}: {shown}")


def _by_relation(found: Points) -> Iterator[tuple[str, list[float]]]:
    for number, relation in enumerate(RELATIONS):
        at = len(NAMES) + number * (len(NAMES) + 1)
        own = found[: len(NAMES)] + found[at : at + len(NAMES)]
        measured = [relation == "en" or name not in ENGLISH_ONLY for name in NAMES]
        yield relation, [*(own * measured).tolist(), float(found[at + len(NAMES)]) + LEAN[relation]]


if __name__ == "__main__":
    main(sys.argv[1:])

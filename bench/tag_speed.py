"""How fast articles are tagged, against the model's `ner` alone at its fastest on the same texts.

    python bench/tag_speed.py [FILE.jsonl]     rows {title, text}, English; without a file the sample's own articles

Prints three ratios: tagging (with summaries, terms and all) to `ner` alone, in words a second; what the who's who costs
at 5,000 entries; and starting with it to starting the model alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from digest import config
from digest.model import Item, Limits, Text, Topic, WhosWho
from digest.sample.world import load
from digest.tag import article, names
from digest.tag.ner import quickest
from digest.tag.tagger import Tagger

ENTRIES = 5000
ROUNDS = 3
NOW = datetime(2026, 2, 1, tzinfo=UTC)
START_MODEL = "from digest.tag.ner import quickest; quickest({model!r})"
START_TAGGER = """
import pickle, sys
from digest.model import Limits
from digest.tag.tagger import Tagger
Tagger(Limits(english_model={model!r}), pickle.load(open({file!r}, "rb"))).ready()
"""


def texts(file: str | None) -> list[tuple[str, str]]:
    """Title and text of each article."""
    if file:
        rows = [json.loads(line) for line in Path(file).read_text(encoding="utf-8").splitlines()]
        return [(row.get("title") or "", row["text"][: article.LONGEST]) for row in rows]
    return [(each.title, each.text) for outlet in load() if outlet.language == "en" for each in outlet.articles]


def seconds(work: Callable[[], object]) -> float:
    """The best of a few rounds: what else runs on the machine only ever adds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def tagging(given: list[tuple[str, str]], whoswho: WhosWho, topics: tuple[Topic, ...]) -> Callable[[], object]:
    """The work of tagging all articles."""
    tagger = Tagger(Limits(), whoswho, topics)
    tagger.ready()
    pairs = [(Item(id="0" * 12, source="", url="", title=title), Text(text=text)) for title, text in given]
    return lambda: [tagger.entry(item, text, seen=NOW) for item, text in pairs]


def started(program: str) -> float:
    """Seconds that a fresh Python takes for a program."""
    return seconds(
        lambda: subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parent.parent)
    )


def main() -> None:
    """Measure and print."""
    import pickle
    import tempfile

    given = texts(sys.argv[1] if len(sys.argv) > 1 else None)
    words = sum(len(text.split()) for _, text in given)
    known = config.load_or_default(Path.cwd()).whoswho
    topics = config.load_or_default(Path.cwd()).topics
    spread = known.known[:: max(1, len(known.known) // ENTRIES)][
        :ENTRIES
    ]  # of every type, for they stand in order of type
    whoswho = WhosWho(known=spread, ignore=known.ignore)

    model = quickest(Limits().english_model)
    alone = seconds(lambda: list(model.pipe((text for _, text in given), batch_size=8)))
    tagged = seconds(tagging(given, known, topics))
    index = names.build(whoswho)
    folded = [article.read(Item(id="", source="", url="", title=t), Text(text=x)).folded for t, x in given]
    matching = seconds(lambda: [index.find(text) for text in folded])
    with tempfile.NamedTemporaryFile(suffix=".pickle") as file:
        file.write(pickle.dumps(whoswho))
        file.flush()
        model_start = started(START_MODEL.format(model=Limits().english_model))
        tagger_start = started(START_TAGGER.format(model=Limits().english_model, file=file.name))

    print(f"{len(given)} articles, {words} words, {len(whoswho.known)} known names")
    print(f"ner alone        {words / alone:9.0f} words/s")
    print(f"tagging          {words / tagged:9.0f} words/s    ratio {alone / tagged:.2f} (at least 0.75)")
    share, each = matching / alone, 1000 * matching / len(given)
    print(f"who's who        {each:9.2f} ms/article ratio {share:.3f} of ner alone (at most 0.05)")
    print(f"start-up         {tagger_start:9.2f} s          ratio {tagger_start / model_start:.2f} (under 1.5)")


if __name__ == "__main__":
    main()

"""What the collect benchmarks run in a process of its own: one `collect`, or the bare libraries on the same bytes.

python bench/collect_once.py collect PORT FOLDER OUTLETS ARTICLES SENTENCES
python bench/collect_once.py floor   PORT FOLDER OUTLETS ARTICLES SENTENCES
"""

from __future__ import annotations

import io
import json
import os
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from collect_world import NOW, World, world

from digest.model import Source


def collect(made: World, port: int, root: Path) -> dict[str, object]:
    """One run, as `digest collect` does it."""
    from digest import pipeline
    from digest.store import Store

    hosts = dict.fromkeys(made.hosts, ("127.0.0.1", port))
    done_at: list[float] = []
    done = pipeline.collect(
        made.config, Store(root), now=NOW, hosts=hosts, report=lambda source, words: done_at.append(time.monotonic())
    )
    return {
        "new": len(done.new),
        "words": sum(entry.words for entry in done.new),
        "rows": Counter(f"{row.status}: {row.reason}" if row.reason else row.status for row in done.rows),
        "failures": len(done.failures),
        "reading": [min(done_at), max(done_at)],
        "spacy": "spacy" in sys.modules,
    }


def with_more(made: World, urls: list[str]) -> World:
    """The world with further sources at these addresses."""
    sources = tuple(Source(id=f"more{i}", name=url, url=f"http://{url}") for i, url in enumerate(urls))
    hosts = tuple(dict.fromkeys(url.split("/")[0] for url in urls))
    config = replace(made.config, sources=made.config.sources + sources)
    return replace(made, config=config, hosts=made.hosts + hosts)


def floor(made: World) -> dict[str, object]:
    """The same libraries on the same bytes, each called directly and tuned: what any collector must pay."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    import feedparser
    import spacy
    import trafilatura
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.load(
        made.config.collect.english_model, exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"]
    )
    texts = []
    for kind, body in made.bodies.values():
        if kind == "application/rss+xml":
            feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
        elif kind.startswith("text/html"):
            text = trafilatura.extract(body, include_comments=False, fast=True) or ""
            if "lang=zh" not in body[:60].decode("ascii", "replace"):
                texts.append(text[:20_000])
    found = sum(len(doc.ents) for doc in nlp.pipe(texts, batch_size=8))
    return {"entities": found, "pages": len(texts)}


def main() -> None:
    """Do what the command line says and print one JSON line."""
    what, port, root, outlets, articles, sentences, *more = sys.argv[1:]
    chinese = 1.0 if what == "chinese" else 0.3
    made = with_more(world(int(outlets), int(articles), sentences=int(sentences), chinese=chinese), more)
    print(json.dumps(floor(made) if what == "floor" else collect(made, int(port), Path(root))))


if __name__ == "__main__":
    main()

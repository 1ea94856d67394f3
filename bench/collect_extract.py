"""How well pages are read: mean multiset F1 of words (characters for Chinese) against their true texts.

    python bench/collect_extract.py PAGES.jsonl     rows {id, file (HTML or .gz, beside the list), url, lang, gold_text}

Prints the mean by language, ours and that of trafilatura's defaults, the worst pages, and the ratio of the two last.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from digest.collect import encoding
from digest.collect.extract import extract


def f1(said: str, true: str, language: str) -> float:
    """Multiset F1 of words, or of characters for Chinese."""
    one, other = (Counter(_units(text, language)) for text in (said, true))
    common = (one & other).total()
    return 2 * common / (one.total() + other.total()) if common else 0.0


def _units(text: str, language: str) -> list[str]:
    return [char for char in text if not char.isspace()] if language == "zh" else re.findall(r"\w+", text.lower())


def score(row: dict[str, Any], folder: Path) -> tuple[float, float]:
    """Ours and trafilatura's."""
    import trafilatura

    raw = (folder / row["file"]).read_bytes()
    body = gzip.decompress(raw) if row["file"].endswith(".gz") else raw
    ours = extract(body, url=row.get("url") or "https://page.example/").text
    theirs = trafilatura.extract(encoding.decode(body).text) or ""
    return f1(ours, row["gold_text"], row["lang"]), f1(theirs, row["gold_text"], row["lang"])


def main() -> None:
    """Print the table."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    path = Path(sys.argv[1])
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    scores = {row["id"]: score(row, path.parent) for row in rows}
    by_language: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        by_language[row["lang"]].append(scores[row["id"]])
    for language, some in sorted(by_language.items()):
        ours, theirs = (sum(each) / len(some) for each in zip(*some, strict=True))
        print(f"{language}: {len(some)} pages, F1 {ours:.4f}, trafilatura {theirs:.4f}")
    for name, (ours, theirs) in sorted(scores.items(), key=lambda pair: pair[1])[:10]:
        print(f"  {ours:.3f} ({theirs:.3f}) {name}")
    ours, theirs = (sum(each) / len(scores) for each in zip(*scores.values(), strict=True))
    print(f"ratio {ours / theirs:.3f} to trafilatura's defaults")


if __name__ == "__main__":
    main()

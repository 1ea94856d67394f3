"""Peak memory of a `collect` that is fed what no collector should meet.

    python bench/collect_memory.py

One feed of 20,000 items, one with an item of 8 MB, a gzip bomb of 300 MB as feed and another as page, pages of 200,000
nested tags, 200,000 paragraphs and 100,000 links, and a JSON Feed nested without end, beside outlets that are well.
Target: under 1.5 GB with two workers, and every well outlet read. The ratio to 1.5 GB comes last.
"""

from __future__ import annotations

import gzip
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from collect_watch import watched
from collect_world import NOW, World, feed_of, served, world

LIMIT = 1.5 * 10**9
SIZE = ("6", "5", "30")
HOST = "hostile.example"


def hostile() -> dict[str, tuple[str, bytes]]:
    """What one outlet serves: every path a trap, and a feed that leads to the pages among them."""
    rss = "application/rss+xml"
    bomb = gzip.compress(bytes(300 * 10**6), 9)
    pages = {
        "nested": b"<div>" * 200_000 + b"text",
        "paragraphs": b"<html><body>" + b"<p>word word word word word</p>" * 200_000,
        "links": b"<html><body>" + b"<a href=/x>a link</a> " * 100_000,
        "bomb": bomb,
    }
    big = f"<description>{'&lt;p&gt;word word word&lt;/p&gt;' * 300_000}</description>"
    return {
        f"{HOST}/robots.txt": ("text/plain", b""),
        f"{HOST}/many": (rss, feed_of(HOST, [f"Item number {i} of very many" for i in range(20_000)], "none")),
        f"{HOST}/big": (
            rss,
            feed_of(HOST, ["An item of eight megabytes"], "none").replace(b"</item>", big.encode() + b"</item>"),
        ),
        f"{HOST}/bomb": (rss, bomb),
        f"{HOST}/deep": ("application/feed+json", b'{"items":' + b"[" * 2_000_000),
        f"{HOST}/traps": (rss, feed_of(HOST, [f"A page called {name}" for name in pages], "trap")),
        **{f"{HOST}/trap/{i}": ("text/html", body) for i, body in enumerate(pages.values())},
    }


def main() -> None:
    """Print what was read and the peak; the ratio to the limit last."""
    well: World = world(*map(int, SIZE[:2]), sentences=int(SIZE[2]))
    with tempfile.TemporaryDirectory() as root, served({**well.bodies, **hostile()}) as port:
        once = str(Path(__file__).parent / "collect_once.py")
        used = watched(
            once, "collect", str(port), root, *SIZE, *(f"{HOST}/{p}" for p in ("many", "big", "bomb", "deep", "traps"))
        )
    said = json.loads(used.output)
    print(f"exit {used.code}; {said['new']} articles; statuses {said['rows']}")
    print(f"peak {used.peak / 10**6:.0f} MB, {used.wall:.1f} s as of {NOW:%Y-%m-%d}")
    print(f"ratio {used.peak / LIMIT:.3f} (target 1)")


if __name__ == "__main__":
    main()

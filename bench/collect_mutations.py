"""10,000 mutated feeds and pages through the workers: no crash, no hang, no memory without end.

    python bench/collect_mutations.py [HOW MANY] [FOLDER]

Bit flips, truncations, splices, repetitions and nested copies of feeds and pages: invented ones, and the files of
FOLDER (recorded feeds and pages, also .gz) if one is given. What a worker is killed for is printed with its seed; the
share of those is printed last.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
from concurrent.futures import Future
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from collect_watch import watched
from collect_world import NOW, feed_of, world

from digest import reading
from digest.collect.feeds import Feed
from digest.model import Entry, Failure, Item, Source
from digest.workers import LostError, Pool

LIMIT = 1.5 * 10**9
Result = Future[tuple[Feed, int] | Failure | Entry]


def seeds(folder: str) -> list[bytes]:
    """What is mutated."""
    made = world(4, 3, sentences=12)
    json_feed = {
        "items": [{"id": str(i), "title": f"T{i}", "url": f"/{i}", "content_html": "<p>x</p>"} for i in range(9)]
    }
    atom = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>O</title>'
        b'<entry><id>1</id><title type="html">&lt;b&gt;T</title></entry></feed>'
    )
    own = [body for _, body in made.bodies.values()]
    own += [json.dumps(json_feed).encode(), atom, feed_of("h", ["中文标题" * 5]).decode().encode("gb18030")]
    return own + [contents(path) for path in sorted(Path(folder).rglob("*")) if path.is_file()] if folder else own


def contents(path: Path) -> bytes:
    """The first megabyte of a recorded feed or page, unpacked."""
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        return file.read(2**20)


def mutated(seed: int, bodies: list[bytes]) -> bytes:
    """One body, damaged in one to four ways."""
    dice = random.Random(seed)
    body = bytearray(dice.choice(bodies))
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(body) + 1)
        to = min(at + dice.choice((1, 10, 100, 5000)), len(body))
        match dice.randrange(6):
            case 0:
                for _ in range(dice.choice((1, 20, 400))):
                    if body:
                        body[dice.randrange(len(body))] ^= 1 << dice.randrange(8)
            case 1:
                del body[at:]
            case 2:
                del body[at:to]
            case 3:
                other = dice.choice(bodies)
                start = dice.randrange(len(other) + 1)
                body[at:at] = other[start : start + dice.choice((10, 1000, 20_000))]
            case 4:
                body[at:at] = bytes(body[at:to]) * dice.choice((2, 50, 500))
            case _:
                body[at:to] = dice.randbytes(to - at)
    return bytes(body[: 2**21])


def submit(pool: Pool, seed: int, body: bytes) -> Result:
    """As a feed or as a page."""
    source = Source(id="s", name="S", url="https://outlet.example/feed", language=("en", "zh")[seed % 2])
    if seed % 3:
        return pool.submit(reading.read_feed, body, source, source.url, "", NOW, seconds=reading.FEED_SECONDS)  # type: ignore[return-value]
    item = Item(
        id="1", source="s", url="https://outlet.example/1", title="中文标题在这里", language="zh", published=NOW
    )
    page = reading.Page(body, item.url, "text/html")
    return pool.submit(reading.read_article, item, NOW, page, seconds=reading.ARTICLE_SECONDS)  # type: ignore[return-value]


def run(count: int, folder: str) -> None:
    """Feed the mutants to a pool and print what was lost; "broken" are mistakes of ours."""
    made, bodies = world(1, 1).config, seeds(folder)
    pool = Pool(0, (reading.prepare_articles, (made,)), reading.FEED_MODULES + reading.article_modules(made))
    lost, broken = [], []
    for begin in range(0, count, 200):
        waiting = [(seed, submit(pool, seed, mutated(seed, bodies))) for seed in range(begin, min(begin + 200, count))]
        for seed, future in waiting:
            try:
                future.result()
            except LostError as loss:
                lost.append((seed, str(loss)))
            except Exception as fault:
                broken.append((seed, repr(fault)[:200]))
    pool.close()
    print(json.dumps({"count": count, "lost": lost, "broken": broken}))


def main() -> None:
    """Run it in a family of processes that is watched."""
    if os.environ.get("MUTATE"):
        run(int(sys.argv[1]), sys.argv[2])
        return
    count, folder = (*sys.argv[1:], *("10000", "")[len(sys.argv) - 1 :])[:2]
    os.environ["MUTATE"] = "1"
    used = watched(__file__, count, folder)
    if used.code:
        raise SystemExit(used.code)
    said = json.loads(used.output)
    print(f"{said['count']} mutants in {used.wall:.0f} s; killed: {said['lost']}; broken: {said['broken']}")
    print(f"peak {used.peak / 10**6:.0f} MB (target {LIMIT / 10**6:.0f})")
    print(f"ratio {(len(said['lost']) + len(said['broken'])) / said['count']:.5f} of them cost a reader (target 0)")


if __name__ == "__main__":
    main()

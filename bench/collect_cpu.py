"""CPU of a whole `collect` against the same libraries called directly, cores busy, and what a second run costs.

    python bench/collect_cpu.py [OUTLETS] [ARTICLES] [SENTENCES]

Targets: at most 1.25 times the floor; at least 1.7 cores busy while reading; a second run on the unchanged world
at most 0.1 of the first one's CPU, without spaCy and without a changed byte.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from collect_watch import watched
from collect_world import served, world

ONCE = str(Path(__file__).parent / "collect_once.py")


def main() -> None:
    """Print the four numbers; the ratio to the floor last."""
    size = [*sys.argv[1:], *("60", "8", "30")[len(sys.argv) - 1 :]]
    made = world(int(size[0]), int(size[1]), sentences=int(size[2]))
    with tempfile.TemporaryDirectory() as root, served(made.bodies) as port:
        first = watched(ONCE, "collect", str(port), root, *size)
        before = _bytes(Path(root))
        second = watched(ONCE, "collect", str(port), root, *size)
        unchanged = _bytes(Path(root)) == before
        least = watched(ONCE, "floor", str(port), root, *size)
    said = json.loads(second.output)
    begun, ended = json.loads(first.output)["reading"]
    busy = [cores for when, cores in first.cores if begun + 0.5 < when < ended]
    print(f"first run: {first.output.strip()}")
    print(f"CPU {first.cpu:.2f} s in {first.wall:.2f} s, peak {first.peak / 2**20:.0f} MiB; floor {least.cpu:.2f} s")
    print(f"cores busy while reading: {sum(busy) / max(len(busy), 1):.2f} (target 1.7)")
    print(f"second run: {second.cpu / first.cpu:.3f} of the CPU (target 0.1), bytes unchanged: {unchanged}, {said}")
    print(f"ratio {first.cpu / least.cpu:.3f} (target 1.25)")


def _bytes(root: Path) -> str:
    files = sorted(path for path in (root / "data").rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


if __name__ == "__main__":
    main()

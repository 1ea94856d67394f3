"""200 kills at random moments of a `collect`: nothing lost, and in the end the bytes of an undisturbed run.

    python bench/collect_kills.py [KILLS]

Each round kills runs on one desk with SIGKILL, checks after each that every stored line is whole and that none is gone,
then lets a run end and compares all bytes with those of an undisturbed desk. The press is Chinese, so that no model has
to be loaded each time. The share of kills that cost something is printed last.
"""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from collect_world import served, world

OUTLETS, ARTICLES, A_ROUND = 6, 4, 10
ONCE = str(Path(__file__).parent / "collect_once.py")


def command(port: int, root: Path) -> list[str]:
    """One run."""
    return [sys.executable, ONCE, "chinese", str(port), str(root), str(OUTLETS), str(ARTICLES), "6"]


def files(root: Path) -> dict[str, bytes]:
    """Every kept file and its bytes; what is only being written does not count."""
    found = (path for path in (root / "data").rglob("*") if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def stored(root: Path) -> set[str]:
    """The ids of what is stored; fails on a line that is not whole."""
    bodies = (body for name, body in files(root).items() if "entries" in name)
    return {json.loads(line)["id"] for body in bodies for line in body.splitlines()}


def main() -> None:
    """Print how many kills came at which stage, and the share of rounds that ended differently."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    dice = random.Random(11)
    made = world(OUTLETS, ARTICLES, sentences=6, chinese=1.0)
    wrong = done = 0
    with tempfile.TemporaryDirectory() as folder, served(made.bodies) as port:
        whole = Path(folder) / "undisturbed"
        begun = time.monotonic()
        subprocess.run(command(port, whole), check=True, stdout=subprocess.DEVNULL)
        length, expected = time.monotonic() - begun, files(whole)
        while done < kills:
            root = Path(folder) / f"round{done}"
            before: set[str] = set()
            for _ in range(min(A_ROUND, kills - done)):
                if not _killed(command(port, root), dice.uniform(0, length)):
                    length *= 0.95  # it had come to its end: the window closes, and this one does not count
                    break
                after = stored(root)
                wrong += not before <= after
                before, done = after, done + 1
            subprocess.run(command(port, root), check=True, stdout=subprocess.DEVNULL)
            wrong += files(root) != expected
            shutil.rmtree(root)
    print(f"{done} kills of running processes, within {length:.1f} s of their start")
    print(f"ratio {wrong / done:.3f} of them cost something (target 0)")


def _killed(command: list[str], seconds: float) -> bool:
    """Run and kill; False if it had ended before."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
        return False
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True


if __name__ == "__main__":
    main()

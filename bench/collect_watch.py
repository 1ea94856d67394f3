"""Run a command and watch its whole family of processes: CPU, wall time, peak memory, and cores busy over time."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(slots=True)
class Usage:
    """What a family of processes used. `cores`: those busy in each half second or so, and when it ended (monotonic)."""

    cpu: float = 0.0
    wall: float = 0.0
    peak: int = 0
    code: int = 0
    output: str = ""
    cores: list[tuple[float, float]] = field(default_factory=list)


def watched(*command: str) -> Usage:
    """Run `command` with this Python and watch it to its end. Linux only: it reads /proc."""
    usage, last = Usage(), {}
    begun = time.monotonic()
    process = subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True)
    then, before = begun, 0.0
    while process.poll() is None:
        family = _family(process.pid)
        last |= {pid: cpu for pid, (cpu, _) in family.items()}
        usage.peak = max(usage.peak, sum(memory for _, memory in family.values()))
        now = time.monotonic()
        if now - then > 0.5:
            usage.cores.append((now, (sum(last.values()) - before) / (now - then)))
            then, before = now, sum(last.values())
        time.sleep(0.02)
    usage.wall, usage.cpu, usage.code = time.monotonic() - begun, sum(last.values()), process.returncode
    usage.output = process.stdout.read() if process.stdout else ""
    return usage


def _family(root: int) -> dict[int, tuple[float, int]]:
    """CPU seconds and resident bytes of a process and all below it."""
    children: dict[int, list[int]] = {}
    seen: dict[int, tuple[float, int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append(int(entry.name))
            seen[int(entry.name)] = ((int(fields[11]) + int(fields[12])) / TICK, int(fields[21]) * PAGE)
    family, waiting = {}, [root]
    while waiting:
        pid = waiting.pop()
        if pid in seen:
            family[pid] = seen[pid]
        waiting += children.get(pid, [])
    return family

"""The architecture: which module may import which, and what the quick commands must not load."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "digest"
ROOMS = ("collect", "tag", "edit", "publish")
COMMON = ("mistakes", "model", "weeks")
"""What a room may know besides itself."""
CLOCK = "cli/options.py"

HEAVY = {"spacy", "trafilatura", "aiohttp", "httpx", "requests", "urllib3", "pebble", "dateparser", "feedparser"}
EDGES = {"aiohttp", "socket", "subprocess", "urllib3", "requests", "httpx", "http"}
EDGE_MODULES = {"collect/fetch.py", "publish/search.py", "runner/git.py", "sample/server.py", "workers.py"}


def modules() -> list[Path]:
    """Every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    """The absolute names that a module imports, at any depth of its code."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{each.name}" for each in node.names}
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_what_is_common_and_itself_only(room: str) -> None:
    """`collect`, `tag`, `edit` and `publish` know the nouns, weeks, mistakes and themselves, no more of ours."""
    for path in (PACKAGE / room).rglob("*.py"):
        for name in imports(path):
            if name == "digest" or name.startswith("digest."):
                allowed = name in ("digest", "digest.__version__") or name.split(".")[1] in (*COMMON, room)
                assert allowed, f"{path.name} imports {name}"


def test_what_is_common_imports_nothing_of_ours() -> None:
    """The nouns, weeks and mistakes stand alone."""
    for path in (*(PACKAGE / "model").glob("*.py"), PACKAGE / "mistakes.py", PACKAGE / "weeks.py"):
        ours = {name for name in imports(path) if name.startswith("digest") and not name.startswith("digest.model.")}
        assert not ours, f"{path.name} imports {sorted(ours)}"


def test_only_edges_touch_the_network_and_processes() -> None:
    """Sockets and processes are opened in the edge modules and nowhere else."""
    for path in modules():
        place = path.relative_to(PACKAGE).as_posix()
        if place not in EDGE_MODULES:
            roots = {name.split(".")[0] for name in imports(path)}
            assert not roots & EDGES, f"{place} imports {sorted(roots & EDGES)}"


def test_no_pure_module_reads_the_clock() -> None:
    """The clock is read once, in `cli`, and passed down."""
    for path in modules():
        if path.relative_to(PACKAGE).as_posix() == CLOCK:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called = node.func.attr
                assert called not in ("now", "utcnow", "today"), f"{path.name}:{node.lineno} reads the clock"


LOADED = """
import sys
from digest.cli import app
app(sys.argv[1:], standalone_mode=False)
print("loaded", *{name.split(".")[0] for name in sys.modules})
"""


@pytest.mark.parametrize("command", ["build", "check"])
def test_build_and_check_load_nothing_heavy(command: str, small_desk: Path) -> None:
    """Running them loads no tagger, no extractor and no HTTP client."""
    told = subprocess.run(
        [sys.executable, "-c", LOADED, command, "--root", small_desk], capture_output=True, text=True, check=True
    )
    assert not set(told.stdout.splitlines()[-1].split()) & HEAVY

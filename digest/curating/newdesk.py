"""Create a new desk (`digest init`), ready to push: settings, sources, schemas, workflows and the program."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import digest
from digest import config
from digest.curating import sourcefile

_HERE = "digest.curating"
BESIDE = (
    ".github", "LICENSE", "Makefile", "docs/designers.md", "docs/editors.md", "docs/running.md", "pyproject.toml",
    "requirements/run.txt",
)  # fmt: skip
"""Files beside the package: the set-up, the workflows for GitHub, and the guides."""
WITHIN = ("entities.yaml", "schema", "sources.yaml", "templates", "topics.yaml")
"""The default files, which go inside the package as in the wheel, apart from the desk's own."""
DEVELOPERS = b"\n# --- From here on: for those who work on the program ---\n"
"""A line in the Makefile, in pyproject.toml and in workflows; what follows it is left out of a desk."""


class OccupiedError(Exception):
    """The folder already contains a desk."""


class Made(NamedTuple):
    """What was written for a new desk."""

    own: list[str]
    """Paths of the files that its editor may change."""
    program: int
    """How many files of the program were written."""


def starter() -> str:
    """The first sources, copied from the package's own sources.yaml, in its order and under its sections."""
    wanted = (files(_HERE) / "starter.txt").read_text(encoding="utf-8").split()
    text = (config.defaults() / sourcefile.FILE).read_text(encoding="utf-8")
    lines, section, out = text.split("\n"), "", []
    for place in sourcefile.places(text):
        if place.source in wanted:
            if place.section != section:
                out += ["", f"  # --- {place.section} ---"]
                section = place.section
            out += ["", *lines[place.start : place.end]]
    return "\n".join(out)


def own(title: str, url: str, timezone: str) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file of a new desk that its editor may change."""
    values = {
        "title": sourcefile.scalar(title), "url": sourcefile.scalar(url), "timezone": timezone, "name": title,
        "sources": starter(),
    }  # fmt: skip
    for name, path in (("sources.yaml", "sources.yaml"), ("README.md", "README.md"), ("gitignore", ".gitignore"),
                       ("gitattributes", ".gitattributes"), ("about.md", "about.md")):  # fmt: skip
        yield path, _filled(name, values).encode("utf-8")
    for name, schema in config.schemas():
        yield f"schema/{name}", schema.encode("utf-8")
    yield ".vscode/settings.json", _vscode()
    yield "issues/.gitkeep", b""
    for name in ("topics.yaml", "entities.yaml"):
        yield name, (config.defaults() / name).read_bytes()


def program() -> Iterator[tuple[str, bytes]]:
    """Path and bytes of every file of the program that goes into a desk.

    A desk contains the program, so that it runs wherever it is pushed and changes only when its owner wants it to."""
    package = Path(digest.__file__).resolve().parent
    for path in _files(package, leave=("defaults", "__pycache__")):
        yield f"digest/{path.relative_to(package).as_posix()}", path.read_bytes()
    for name in WITHIN:
        for path in _files(config.defaults() / name):
            yield f"digest/defaults/{path.relative_to(config.defaults()).as_posix()}", path.read_bytes()
    top = config.defaults() if (config.defaults() / BESIDE[0]).exists() else package.parent
    for name in BESIDE:
        for path in _files(top / name):
            yield path.relative_to(top).as_posix(), _for_a_desk(path)


def make(folder: Path, *, title: str, url: str, timezone: str) -> Made:
    """Write a new desk. Raises OccupiedError, or Mistakes if title or address are not valid."""
    if (folder / sourcefile.FILE).exists():
        raise OccupiedError(f"{folder} has a sources.yaml already: nothing was written")
    mine, its = dict(own(title, url, timezone)), dict(program())
    config.check_sources(mine[sourcefile.FILE].decode("utf-8"))
    for path, body in (its | mine).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        if not (folder / path).exists():
            (folder / path).write_bytes(body)
    return Made(sorted(mine), len(its))


def _files(top: Path, leave: Collection[str] = ()) -> list[Path]:
    """The files below a folder, sorted; or just the path, if it is a file."""
    found = sorted(top.rglob("*")) if top.is_dir() else [top]
    return [path for path in found if path.is_file() and not {*path.relative_to(top).parts} & {*leave}]


def _for_a_desk(path: Path) -> bytes:
    """The bytes of a file without the part for developing the program, whose tests a desk does not contain."""
    body = path.read_bytes()
    return body.partition(DEVELOPERS)[0] if path.suffix in ("", ".toml", ".yml") else body


def _filled(name: str, values: Mapping[str, str]) -> str:
    text = (files(_HERE) / "newdesk" / name).read_text(encoding="utf-8")
    for key, value in values.items():
        text = text.replace(f"<<{key}>>", value)
    return text


def _vscode() -> bytes:
    """Settings with which Visual Studio Code's YAML extension completes and checks while you type."""
    schemas = {f"./schema/{name}": name.replace(".schema.json", ".yaml") for name, _ in config.schemas()}
    settings = {"yaml.schemas": schemas, "yaml.format.enable": False}
    return (json.dumps(settings, indent=2) + "\n").encode()

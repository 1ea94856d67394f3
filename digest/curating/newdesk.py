"""`digest init`: a new desk in a folder, ready to push: its name, some sources, schema, workflows, and the program."""

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
"""Beside the package: what sets it up and runs it on GitHub, and the guides."""
WITHIN = ("entities.yaml", "schema", "sources.yaml", "templates", "topics.yaml")
"""Within the package, as in the wheel, so that a desk's folder has none but its own: what a desk may lack."""
DEVELOPERS = b"\n# --- From here on: for those who work on the program ---\n"
"""A line of the Makefile, of pyproject.toml and of a workflow; what stands below it is not for a desk."""


class OccupiedError(Exception):
    """The folder holds a desk already."""


class Made(NamedTuple):
    """What a new desk holds."""

    own: list[str]
    """Paths of the files that its editor may change."""
    program: int
    """How many files the program has."""


def starter() -> str:
    """The first sources, as they stand in the package's own sources.yaml, in its order and under its sections."""
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
    """Every file of a new desk that its editor may change: its path, and its bytes."""
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
    """Every file of the program as a desk carries it: its path, and its bytes.

    A desk has the program with it, so that it runs wherever it is pushed to and changes only when its owner wants."""
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
    """Write a new desk. Raises OccupiedError, or Mistakes where title or address can't be used."""
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
    """The files below a folder, in order, or the one file that it is."""
    found = sorted(top.rglob("*")) if top.is_dir() else [top]
    return [path for path in found if path.is_file() and not {*path.relative_to(top).parts} & {*leave}]


def _for_a_desk(path: Path) -> bytes:
    """A file without its part that only serves those who work on the program, whose tests a desk does not carry."""
    body = path.read_bytes()
    return body.partition(DEVELOPERS)[0] if path.suffix in ("", ".toml", ".yml") else body


def _filled(name: str, values: Mapping[str, str]) -> str:
    text = (files(_HERE) / "newdesk" / name).read_text(encoding="utf-8")
    for key, value in values.items():
        text = text.replace(f"<<{key}>>", value)
    return text


def _vscode() -> bytes:
    """What makes the Red Hat YAML extension complete and check while one types."""
    schemas = {f"./schema/{name}": name.replace(".schema.json", ".yaml") for name, _ in config.schemas()}
    settings = {"yaml.schemas": schemas, "yaml.format.enable": False}
    return (json.dumps(settings, indent=2) + "\n").encode()

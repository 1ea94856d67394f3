"""`digest init`: a new desk in a folder, ready to push: its own name, a first set of sources, schema, workflows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from digest import config
from digest.curating import sourcefile

_HERE = "digest.curating"


class OccupiedError(Exception):
    """The folder holds a desk already."""


def workflows() -> Path | None:
    """The folder of the package's workflows: in the wheel `defaults/workflows`, in a checkout `.github/workflows`."""
    found = (config.defaults() / "workflows", config.defaults() / ".github" / "workflows")
    return next((each for each in found if each.is_dir()), None)


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


def contents(title: str, url: str, timezone: str) -> Iterator[tuple[str, bytes]]:
    """Every file of a new desk: its path, and its bytes."""
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
    for workflow in sorted(folder.iterdir()) if (folder := workflows()) else ():
        if workflow.suffix in (".yml", ".yaml"):
            yield f".github/workflows/{workflow.name}", workflow.read_bytes()


def make(folder: Path, *, title: str, url: str, timezone: str) -> list[str]:
    """Write a new desk; answers its files. Raises OccupiedError, or Mistakes where title or address can't be used."""
    if (folder / sourcefile.FILE).exists():
        raise OccupiedError(f"{folder} has a sources.yaml already: nothing was written")
    made = dict(contents(title, url, timezone))
    config.check_sources(made[sourcefile.FILE].decode("utf-8"))
    for path, body in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        if not (folder / path).exists():
            (folder / path).write_bytes(body)
    return sorted(made)


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

"""Read the editor's files into a Config, reporting all mistakes at once as `file:line:column: where: what; write …`.

A desk is any folder with a `sources.yaml`. If it has no `topics.yaml` or `entities.yaml`, the package's own is used.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from digest import heap
from digest.config import models, reach, rules, words, yaml12
from digest.config.yaml12 import Document
from digest.mistakes import Mistake, Mistakes
from digest.model import (
    ENTITY_TYPES,
    Composition,
    Config,
    Gate,
    Known,
    Limits,
    Publication,
    Site,
    Source,
    Topic,
    WhosWho,
)

Model = TypeVar("Model", bound=BaseModel)
FILES: dict[str, type[BaseModel]] = {
    "sources.yaml": models.SourcesFile,
    "topics.yaml": models.TopicsFile,
    "entities.yaml": models.EntitiesFile,
}
_SOURCES = (rules.sources, reach.sources)
_TOPICS = (rules.topics, reach.topics)
_ENTITIES = (rules.entities, reach.entities)


def defaults() -> Path:
    """The folder of the package's own files: `digest/defaults` in a wheel, the top folder in a checkout."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "defaults"
    return packed if packed.is_dir() else package.parent


def templates(root: Path) -> tuple[Path, ...]:
    """The folders in which templates are searched, the desk's own first."""
    own, packed = root / "templates", defaults() / "templates"
    return (own, packed) if own.is_dir() and own.resolve() != packed.resolve() else (packed,)


@heap.kept()
def load(root: Path) -> Config:
    """The configuration of the desk in `root`. Raises Mistakes, which lists all of them."""
    if not (root / "sources.yaml").exists():
        what = f"there is no sources.yaml in {root.resolve()}"
        raise Mistakes([Mistake(1, 1, "", what, "one, or name the desk's folder with --root", "sources.yaml")])
    found: list[Mistake] = []
    sources = _file(root / "sources.yaml", models.SourcesFile, found)
    topics = _file(_own(root, "topics.yaml"), models.TopicsFile, found)
    entities = _file(_own(root, "entities.yaml"), models.EntitiesFile, found)
    for checked, hold in ((sources, _SOURCES), (topics, _TOPICS), (entities, _ENTITIES)):
        found += (mistake for rule in hold for mistake in rule(checked.document))
    # The package's own topics.yaml may name entities that the desk's own who's who leaves out.
    if entities.checked and (topics.own(root) or not entities.own(root)):
        found += rules.topic_entities(topics.document, rules.names(entities.document))
    if found or not (sources.checked and topics.checked and entities.checked):
        raise Mistakes(found)
    return _config(sources.checked, topics.checked, entities.checked)


def load_or_default(root: Path) -> Config:
    """Like `load`, but uses the package's own files if there is no desk; for trying out a single part."""
    return load(root if (root / "sources.yaml").exists() else defaults())


def source(row: Mapping[str, Any]) -> Source:
    """The source that this entry of sources.yaml describes. Raises Mistakes."""
    found: list[Mistake] = []
    document = yaml12.Document("", {"sources": [row]})
    try:
        return Source(**_frozen(models.SourceModel.model_validate(row)))
    except ValidationError as error:
        found += (words.mistake({**each, "loc": ("sources", 0, *each["loc"])}, document) for each in error.errors())
    raise Mistakes(found)


def check_sources(text: str) -> None:
    """Raise Mistakes if a text is not a valid `sources.yaml`."""
    found: list[Mistake] = []
    document = yaml12.read(text.removeprefix("\ufeff"), "sources.yaml")
    try:
        models.SourcesFile.model_validate(document.data if document.data is not None else {})
    except ValidationError as error:
        found += (words.mistake(each, document) for each in error.errors())
    if found := [*found, *(mistake for rule in _SOURCES for mistake in rule(document))]:
        raise Mistakes(found)


def schemas() -> Iterator[tuple[str, str]]:
    """Yield file name and text of the JSON Schema of each file that an editor owns."""
    for name, model in FILES.items():
        schema = model.model_json_schema() | {"$schema": "https://json-schema.org/draft/2020-12/schema"}
        yield name.replace(".yaml", ".schema.json"), json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


@dataclass(slots=True)
class _Checked(Generic[Model]):
    path: Path
    document: Document
    checked: Model | None = None

    def own(self, root: Path) -> bool:
        return self.path.parent.resolve() == root.resolve()


def _own(root: Path, name: str) -> Path:
    return root / name if (root / name).exists() else defaults() / name


def _file(path: Path, model: type[Model], found: list[Mistake]) -> _Checked[Model]:
    """A file checked against its model; its mistakes are added to `found`."""
    result: _Checked[Model] = _Checked(path, Document(path.name))
    try:
        result.document = yaml12.read(_text(path), path.name)
        result.checked = model.model_validate(result.document.data if result.document.data is not None else {})
    except Mistakes as error:
        found += error.mistakes
    except ValidationError as error:
        found += (words.mistake(each, result.document) for each in error.errors())
    return result


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except IsADirectoryError:
        raise Mistakes([Mistake(1, 1, "", "is a folder", "it as a file", path.name)]) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Mistakes([Mistake(line, 1, "", "is not UTF-8", "it anew as UTF-8", path.name)]) from None


def _config(sources: models.SourcesFile, topics: models.TopicsFile, entities: models.EntitiesFile) -> Config:
    """The checked files as a Config."""
    return Config(
        site=Site(**_frozen(sources.site)),
        collect=Limits(**_frozen(sources.collect)),
        issue=Composition(**_frozen(sources.issue)),
        sources=tuple(Source(**_frozen(each)) for each in sources.sources),
        topics=tuple(Topic(slug=slug, **_frozen(topic)) for slug, topic in topics.root.items()),
        whoswho=WhosWho(
            known=tuple(
                Known(name=name, type=kind, **_frozen(known))
                for kind in ENTITY_TYPES
                for name, known in getattr(entities, kind).items()
            ),
            ignore=tuple(entities.ignore),
        ),
        publish=_publication(sources.publish),
    )


def _publication(block: models.PublishModel) -> Publication:
    gates = {"hold": Gate(**_frozen(block.hold)), "notice": Gate(**_frozen(block.notice))}
    return Publication(**(_frozen(block) | gates))


def _frozen(model: BaseModel) -> dict[str, Any]:
    return {name: _tuple(value) for name, value in model}


def _tuple(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_tuple, value))
    return _frozen(value) if isinstance(value, BaseModel) else value

"""Check the files of a desk, each by itself and against the others (`digest check`), and find changed sources.

This module loads no tagger, no extractor and no HTTP client.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from digest import config as settings
from digest import issue_files
from digest.config import yaml12, yaml_words
from digest.config.rules import as_list, as_map, as_text
from digest.config.yaml12 import Document
from digest.curating import sourcefile
from digest.mistakes import Mistake, Mistakes, nearest
from digest.model import Config, Issue, Source
from digest.store import WEEK, Store

MARKDOWN_LIMIT = 100_000
"""Largest about.md or essay, in bytes; longer texts can take Markdown very long."""
_OPEN = re.compile(r"[\[<]{200}")
_MEANT = {
    "about.md": "about.md",
    "entities.yaml": "entities.yaml",
    "entity.yaml": "entities.yaml",
    "source.yaml": "sources.yaml",
    "sources.yaml": "sources.yaml",
    "topic.yaml": "topics.yaml",
    "topics.yaml": "topics.yaml",
}
"""Lower-case file name -> the file of the desk that was probably meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The contents of a desk's files, and every mistake in them."""

    config: Config | None
    issues: tuple[Issue, ...]
    mistakes: tuple[Mistake, ...]


def check(root: Path) -> Checked:
    """Read every file that an editor owns."""
    mistakes: list[Mistake] = []
    config: Config | None = None
    issues: list[Issue] = []
    try:
        config = settings.load(root)
    except Mistakes as error:
        mistakes += error.mistakes
    store = Store(root, config.site.timezone if config else "UTC")
    readable = [week for week in store.issues() if not _unreadable(store.issue_path(week), root, mistakes)]
    try:
        issues += [issue for week in readable if (issue := issue_files.one(store, week))]
    except Mistakes:
        mistakes += _in_issues(store, readable)
    for week in readable:
        mistakes += _against_others(store, week, config)
        mistakes += _essay(store, week)
    mistakes += _about(root)
    mistakes += _misnamed(root)
    return Checked(config=config, issues=tuple(issues), mistakes=Mistakes(mistakes).mistakes)


def _in_issues(store: Store, weeks: Sequence[str]) -> Iterator[Mistake]:
    for week in weeks:
        try:
            issue_files.one(store, week)
        except Mistakes as error:
            yield from error.mistakes


def _unreadable(path: Path, root: Path, mistakes: list[Mistake]) -> bool:
    """Whether a file is not UTF-8 or has a merge conflict; the mistake is added to `mistakes`."""
    name, body = path.relative_to(root).as_posix(), path.read_bytes()
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        mistakes.append(Mistake(line, 1, "", "is not UTF-8", "it anew as UTF-8", name))
        return True
    if line := yaml_words.conflict(text):
        mistakes.append(Mistake(line, 1, "", *yaml_words.CONFLICT, name))
        return True
    return False


def _about(root: Path) -> Iterator[Mistake]:
    path = root / "about.md"
    found: list[Mistake] = []
    if not path.exists() or _unreadable(path, root, found):
        yield from found
        return
    yield from _too_much(path.read_text(encoding="utf-8-sig"), 1, path.name)


def _essay(store: Store, week: str) -> Iterator[Mistake]:
    path = store.issue_path(week)
    front, _, essay = path.read_text(encoding="utf-8-sig").partition("\n---")
    yield from _too_much(essay, front.count("\n") + 2, path.relative_to(store.root).as_posix())


def _too_much(markdown: str, first: int, name: str) -> Iterator[Mistake]:
    """Text that would hold up every build; `first` is the line in which it begins."""
    if len(markdown.encode()) > MARKDOWN_LIMIT:
        yield Mistake(first, 1, "", f"is longer than {MARKDOWN_LIMIT // 1000} kB", "what a person reads", name)
    if begun := _OPEN.search(markdown):
        line = markdown.count("\n", 0, begun.start()) + first
        yield Mistake(line, 1, "", "is a run of brackets that takes Markdown for ever", "text", name)


def _misnamed(root: Path) -> Iterator[Mistake]:
    """Files with a wrong name in a place where they would otherwise be read."""
    issues = root / "issues"
    for path in sorted(issues.iterdir()) if issues.is_dir() else ():
        if path.suffix in (".md", ".markdown", ".txt") and not (path.suffix == ".md" and WEEK.fullmatch(path.stem)):
            mended = re.search(r"(\d{4})-?[wW]?(\d{1,2})(?!\d)", path.stem)
            name = f"{mended[1]}-W{int(mended[2]):02d}.md" if mended else ""
            what = "no issue has such a name, so that it is not read"
            if name == path.name:
                what, name = "there is no such week, so that it is not read", ""
            instead = f"its name as {name or 'that of a week, like 2026-W05.md'}"
            yield Mistake(1, 1, "", what, instead, f"issues/{path.name}")
    for path in sorted(root.iterdir()) if root.is_dir() else ():
        wanted = _MEANT.get(path.name.lower().removesuffix(".txt").replace(".yml", ".yaml"), path.name)
        if path.name != wanted and path.is_file():
            yield Mistake(1, 1, "", "is not read under this name", f"its name as {wanted}", path.name)


def _against_others(store: Store, week: str, config: Config | None) -> Iterator[Mistake]:
    """Check an issue's file against others: its week against its name, its topics and articles against those known."""
    text = store.issue_path(week).read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    head = text.split("\n---", 1)[0].removeprefix("---")
    try:
        document = yaml12.read(head, store.issue_path(week).relative_to(store.root).as_posix())
    except Mistakes:
        return
    data = as_map(document.data)
    if as_text(data.get("week")) != week and WEEK.fullmatch(as_text(data.get("week"))):
        yield document.mistake(("week",), f"the file is called {week}.md", week)
    if data.get("status") == "draft":
        stories = list(as_list(data.get("stories")))
        yield from _topics(document, stories, [topic.slug for topic in config.topics] if config else [])
        yield from _items(document, stories, store, week)


def _topics(document: Document, stories: Sequence[object], slugs: Sequence[str]) -> Iterator[Mistake]:
    for at, story in enumerate(stories):
        for number, slug in enumerate(as_list(as_map(story).get("topics"))):
            if slugs and as_text(slug) and slug not in slugs:
                instead = nearest(slug, slugs) or f"one of {', '.join(slugs)}"
                what = f"{slug} is not a topic of topics.yaml"
                yield document.mistake(("stories", at, "topics", number), what, instead)


def _items(document: Document, stories: Sequence[object], store: Store, week: str) -> Iterator[Mistake]:
    """Articles that data/ does not have, if it has the week at all; the week's own file is searched first."""
    if week not in store.weeks():
        return
    known: Collection[str] = {entry.id for entry in store.entries([week])}
    looked_far = False
    for at, story in enumerate(stories):
        for key in ("items", "split"):
            for number, item in enumerate(as_list(as_map(story).get(key))):
                item = str(document.written.get(("stories", at, key, number), item))
                if item not in known and not looked_far:
                    known, looked_far = {entry.id for entry in store.entries()}, True
                if item not in known:
                    instead = nearest(item, known) or "the id of one, or take it out"
                    yield document.mistake(
                        ("stories", at, key, number), f"{item} is not an article of this desk", instead
                    )


def lines(root: Path) -> dict[str, int]:
    """The line (from 1) of each source in sources.yaml."""
    text = (root / sourcefile.FILE).read_text(encoding="utf-8-sig")
    return {place.source: place.start + 1 for place in sourcefile.places(text)}


def changed(root: Path, config: Config, before: str | None) -> list[Source]:
    """The sources that are new or different from an earlier text of sources.yaml; all if that can't be read."""
    old, new = _rows(_said(before)), _rows(_said((root / sourcefile.FILE).read_text(encoding="utf-8-sig")))
    return [source for source in config.sources if old.get(source.id) != new.get(source.id)]


def private_hosts(before: str | None) -> tuple[str, ...]:
    """The private hosts that an earlier text of sources.yaml allows; none if it can't be read."""
    return tuple(map(as_text, as_list(as_map(_said(before).get("collect")).get("private_hosts"))))


def _said(text: str | None) -> Mapping[str, Any]:
    """The unchecked data of a text of sources.yaml; empty if it is not YAML."""
    try:
        return as_map(yaml12.read((text or "").removeprefix("\ufeff"), sourcefile.FILE).data)
    except Mistakes:
        return {}


def _rows(said: Mapping[str, Any]) -> dict[str, object]:
    return {as_text(as_map(each).get("id")): each for each in as_list(said.get("sources"))}


def only(config: Config, ids: Sequence[str]) -> list[Source]:
    """The sources with these ids. Raises Mistakes, which list every unknown id."""
    known = {source.id: source for source in config.sources}
    wrong = [Mistake(1, 1, "", f"{each} is not a source", nearest(each, known) or "an id of sources.yaml")
             for each in ids if each not in known]  # fmt: skip
    if wrong:
        raise Mistakes([replace(each, file=sourcefile.FILE) for each in wrong])
    return [known[each] for each in ids]

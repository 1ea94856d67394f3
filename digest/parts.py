"""Run one part of the desk on given rows, for the commands `digest extract`, `tag` and `group`. Nothing is stored."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from digest import rows
from digest.collect.text import clean, line
from digest.model import Assignment, Config, Entry, Item, Text

Row = Mapping[str, Any]
HTML_LIMIT = 2 * 2**20
"""Bytes of a page that are read, the same as when collecting."""


def extract(given: Iterable[Row], folder: Path) -> Iterator[dict[str, Any]]:
    """{id, file, url?} -> {id, title, author, published, language, paywall, text}; `file` is relative to `folder`."""
    from digest.collect.extract import extract as read

    for row in given:
        text = read(html(folder / str(row["file"])), url=str(row.get("url") or ""))
        yield {
            "id": row["id"],
            "title": text.title,
            "author": text.author,
            "published": rows.stamp(text.published) if text.published else None,
            "language": text.language,
            "paywall": text.paywall,
            "text": text.text,
        }


def tag(given: Sequence[Row], config: Config, *, now: datetime) -> Iterator[dict[str, Any]]:
    """{id, title, text, language?, url?, published?} -> {id, entities, topics, primary, summary, kind, relevance}."""
    from digest.edit.topics import assign

    for row, entry in zip(given, entries(given, config, now), strict=True):
        assignment: Assignment = assign(entry, config.topics)
        yield {
            "id": row["id"],
            "entities": [rows.tag_row(each) for each in entry.entities],
            "topics": list(assignment.topics),
            "primary": assignment.primary or None,
            "summary": list(entry.summary),
            "kind": entry.kind,
            "relevance": round(assignment.relevance, 2),
        }


def group(given: Sequence[Row], config: Config, *, now: datetime) -> Iterator[dict[str, Any]]:
    """{id, title, summary?, text?, language?, source?, published?} -> {id, story}."""
    from digest.edit.stories import group as join

    stories = {
        item: story.id
        for story in join(tuple(entries(given, config, now)))
        for entry in story.entries
        for item in (entry.id, *story.copies.get(entry.id, ()))
    }
    for row in given:
        yield {"id": row["id"], "story": stories[str(row["id"])]}


def entries(given: Sequence[Row], config: Config, now: datetime) -> Iterator[Entry]:
    """The entry of each row, in order; a row without a date counts as published at `now`."""
    from digest.tag.tagger import Tagger

    tagger = Tagger(config.collect, config.whoswho, config.topics)
    for row in given:
        yield tagger.entry(_item(row), _text(row), seen=_published(row) or now)


def _item(row: Row) -> Item:
    return Item(
        id=str(row["id"]),
        source=str(row.get("source") or ""),
        url=str(row.get("url") or ""),
        title=line(str(row.get("title") or "")),
        published=_published(row),
        summary=clean(str(row.get("summary") or "")),
        language=str(row.get("language") or row.get("lang") or ""),
    )


def _text(row: Row) -> Text:
    body = "\n".join(clean(each) for each in str(row.get("text") or "").split("\n"))
    return Text(title=line(str(row.get("title") or "")), text=body, origin="page" if body else "none")


def _published(row: Row) -> datetime | None:
    """The row's date; None if it has none or it cannot be read."""
    try:
        return rows.moment(str(row.get("published") or row.get("date") or ""))
    except ValueError:
        return None


def html(file: Path) -> bytes:
    """The first bytes of a page on disk, decompressed if its name ends in `.gz`. Raises OSError or EOFError."""
    with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as page:
        return page.read(HTML_LIMIT)

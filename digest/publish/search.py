"""EDGE: write the search index with Pagefind, if it is installed; without it the site has everything but search.

Pagefind splits Chinese into words differently in the index and in a query. So it never sees a run of Chinese: records
have a space between any two characters, `templates/assets/search.js` searches for the same sequence as a phrase, and
all records are filed under one language. A record is an article. It contains its names in both scripts, and
Traditional text also in Simplified characters, so that either finds it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from markupsafe import Markup

from digest.model import Entry, in_simplified
from digest.publish.desk import Desk
from digest.publish.lists import row_view
from digest.publish.pages.frame import Frame
from digest.publish.steady import steady
from digest.publish.text import base_language, digest, href

FOLDER = "pagefind"
LANGUAGE = "en"
"""The language under which all records are filed."""

PAGE = Markup('<!doctype html><html lang="en"><body data-pagefind-body>{0}<p>{1}</p></body></html>')

_CHINESE = re.compile("([\u3400-\u9fff\uf900-\ufaff])")


@dataclass(frozen=True, slots=True)
class Record:
    """One article for the index."""

    content: str
    meta: dict[str, str]
    filters: dict[str, list[str]]


def available() -> bool:
    """Whether Pagefind is installed."""
    return find_spec("pagefind") is not None


def index(desk: Desk, out: Path, cache: Path | None = None) -> int:
    """Write `out/pagefind/` for every article that lists show, and return how many; 0 if nothing has changed.

    Needs Pagefind (see `available`). Raises RuntimeError if Pagefind fails; the folder is then left as it was."""
    found = list(records(desk))
    if not found:  # Pagefind fails on an empty site
        shutil.rmtree(out / FOLDER, ignore_errors=True)
        return 0
    mark, kept = digest([repr(record) for record in found]), cache / "search.txt" if cache else None
    if kept and kept.is_file() and kept.read_text("utf-8") == mark and (out / FOLDER / "pagefind.js").is_file():
        return 0
    _write(found, out / FOLDER)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(mark, "utf-8")
    return len(found)


def _write(found: list[Record], folder: Path) -> None:
    """Write the index beside its folder, and move it there when it is complete.

    Pagefind is run as a program on small pages: its Python client takes a tenth of a second per record, and may end
    before the last file is on disk (https://github.com/Pagefind/pagefind/issues/1271)."""
    beside = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    with tempfile.TemporaryDirectory() as pages:
        for number, one in enumerate(found):
            Path(pages, f"{number}.html").write_text(_page(one), "utf-8")
        call = [sys.executable, "-m", "pagefind", "--site", pages, "--output-path", str(beside), "--quiet"]
        done = subprocess.run([*call, "--force-language", LANGUAGE], capture_output=True, text=True, check=False)  # noqa: S603 -- no shell, our own arguments
    if done.returncode or not (beside / "pagefind.js").is_file():
        raise RuntimeError(f"pagefind wrote no index: {(done.stderr or done.stdout).strip()[:500]}")
    steady(beside)
    shutil.rmtree(folder, ignore_errors=True)
    beside.replace(folder)


def _page(one: Record) -> str:
    """A record as the page that Pagefind reads: metadata and filters are in attributes, apart from the text."""
    facts = [_fact("meta", key, value) for key, value in sorted(one.meta.items())]
    facts += [_fact("filter", key, value) for key, values in sorted(one.filters.items()) for value in values]
    return str(PAGE.format(Markup().join(facts), one.content))


def _fact(kind: str, key: str, value: str) -> Markup:
    return Markup('<i data-pagefind-{0}="{1}[data-v]" data-v="{2}"></i>').format(kind, key, value)


def records(desk: Desk) -> Iterator[Record]:
    """A record for each article that lists show, in the order in which the desk saw them."""
    frame = Frame(desk)
    archive = frame.archive
    for row in archive.rows:
        place = row_view(archive, row)
        for entry in row.entries:
            source = archive.source(entry)
            yield Record(
                content=apart(_content(entry)),
                meta={
                    "title": entry.title,
                    "href": href(entry.url),
                    "language": entry.language,
                    "outlet": source.name,
                    "day": frame.words.day(archive.moment(entry).date()),
                    "path": place.path,
                },
                filters={
                    frame.words["topic"]: [frame.topic(topic) for topic in archive.topics_of(row)],
                    frame.words["source"]: [source.name],
                    frame.words["language_word"]: [frame.words.language_name(base_language(entry.language))],
                    frame.words["year"]: [str(archive.moment(entry).year)],
                },
            )


def apart(text: str) -> str:
    """The text with a space on both sides of every Chinese character, and single spaces elsewhere."""
    return " ".join(_CHINESE.sub(r" \1 ", text).split())


def _content(entry: Entry) -> str:
    names = [part for tag in entry.entities for part in (tag.name, tag.zh) if part]
    said = "\n".join((entry.title, *entry.summary))
    simplified = in_simplified(said) if base_language(entry.language) == "zh" else said
    return "\n".join((said, *([simplified] if simplified != said else []), *names))

"""EDGE: write the site from pages in memory, with MkDocs as the renderer.

MkDocs is driven through its events alone: `on_files` hands it a generated file for each page that changed, `on_env`
sets up Jinja2, `on_page_context` passes a page's data to its template, and `on_post_page` takes the result. A page's
title or text never becomes Markdown or front matter. What MkDocs would otherwise do by itself (clean the folder, render
Markdown, build a search index, add the date) is switched off.
"""

from __future__ import annotations

import logging
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import jinja2
from mkdocs.commands.build import build
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from digest.model import Page
from digest.publish import broken
from digest.publish.filters import install
from digest.publish.output import Output
from digest.publish.record import Record
from digest.publish.text import writable

ASSETS = "assets"
_PATH = re.compile(r"(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._/-]*")


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a build did, as paths under the site: all files it has now, and those rendered, written and removed."""

    paths: tuple[str, ...] = ()
    rendered: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def render(pages: Iterable[Page], *, templates: Sequence[Path], out: Path, cache: Path | None = None) -> Rendered:
    """Make `out` contain exactly these pages and the theme's assets.

    `templates` are searched in order, so that a desk's own file wins over the package's. A file is written only if its
    bytes change, and a file that belongs to no page is removed. With `cache`, a page is not rendered again if its key
    and its file are as recorded there. Raises ValueError for a path that leaves `out` or is given twice, and Mistakes
    if a template is broken.
    """
    wanted, output = _checked(pages), Output(out)
    record = Record.load(cache / "site.json" if cache else None, templates)
    output.put_all(_assets(templates).items())
    due = [page for page in wanted.values() if not record.fresh(page, output)]
    output.put_all((page.path, page.body()) for page in due if page.body)
    _through_mkdocs([page for page in due if not page.body], templates, output)
    removed = output.remove_others(wanted.keys() | _assets(templates).keys())
    record.save(wanted.values(), output)
    paths = tuple(sorted(wanted.keys() | _assets(templates).keys()))
    return Rendered(paths, tuple(p.path for p in due), tuple(sorted(output.written)), removed)


def _checked(pages: Iterable[Page]) -> dict[str, Page]:
    wanted: dict[str, Page] = {}
    for page in pages:
        if not _PATH.fullmatch(page.path):
            raise ValueError(f"not a path for a page: {page.path!r}")
        if page.path in wanted:
            raise ValueError(f"two pages at {page.path!r}")
        wanted[page.path] = page
    return wanted


def _assets(templates: Sequence[Path]) -> dict[str, bytes]:
    """Path -> bytes of the theme's static files; the first folder that has one wins."""
    found: dict[str, bytes] = {}
    for folder in templates:
        for file in sorted((folder / ASSETS).glob("*")):
            if file.is_file() and not file.name.startswith("."):
                found.setdefault(f"{ASSETS}/{file.name}", file.read_bytes())
    return dict(sorted(found.items()))


def _through_mkdocs(pages: Sequence[Page], templates: Sequence[Path], output: Output) -> None:
    if not pages:
        return
    broken.check_encoding(templates[0])
    with tempfile.TemporaryDirectory() as empty, _quiet():
        config = load_config(
            BytesIO(b""),
            site_name="site",
            docs_dir=empty,
            site_dir=str(output.root),
            theme={"name": None, "custom_dir": str(templates[0])},
            nav=[{"Front": "/"}],
            plugins=[],
        )
        config.theme.dirs = [str(folder) for folder in templates]
        config.theme.static_templates = set()
        config.plugins["digest"] = cast("Any", _Adapter(pages, _assets(templates), output))
        with broken.told(templates):
            build(config, dirty=True)  # dirty: do not empty the folder first


class _Sheet(MkDocsPage):
    """A page that consists of its template's context: there is no Markdown to read or render."""

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.content = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing: the template does it all."""


class _Due(File):
    """A generated file that always counts as changed: pages that have not changed are never handed to MkDocs."""

    def is_modified(self) -> bool:
        return True


@dataclass
class _Adapter:
    """A plugin that handles the events of MkDocs."""

    pages: Sequence[Page]
    assets: Mapping[str, bytes]
    output: Output
    _by_source: dict[str, Page] = field(default_factory=dict)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace whatever MkDocs found with our pages."""
        return Files([self._file(page, config) for page in self.pages])

    def _file(self, page: Page, config: MkDocsConfig) -> File:
        source = page.path.removesuffix(".html") + ".md"
        file = _Due.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.dest_uri = page.path
        sheet = _Sheet(page.title, file, config)
        sheet.meta = {"template": page.template}
        self._by_source[source] = page
        return file

    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Switch on autoescape, which MkDocs leaves off, and install our filters."""
        return install(env, self.assets)

    def on_page_context(self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
        """The page's own data only: MkDocs' context would put the date of the build into the site."""
        own = self._by_source.pop(page.file.src_uri)
        return {"base": root_from(own.path), **dict(own.context.items())}

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Write the page if its bytes changed, and return nothing, so that MkDocs does not write it again."""
        self.output.put(page.file.dest_uri, writable(output).encode("utf-8"))
        return ""


def root_from(path: str) -> str:
    """The relative path from a page to the site's root: `../../` from `2026/w05/index.html`, `./` from `index.html`."""
    return "../" * path.count("/") or "./"


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence MkDocs' warning that a dirty build is meant for development; errors are still raised."""
    log = logging.getLogger("mkdocs")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)

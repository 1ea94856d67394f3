"""What all pages share: the archive, the interface's words, the navigation, and how to make a page."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from digest.model import Page
from digest.publish.archive import Archive
from digest.publish.desk import Desk
from digest.publish.marks import Marks
from digest.publish.text import digest
from digest.publish.words import Words, interface_languages

NAVIGATION: tuple[tuple[str, str], ...] = (
    ("", "front"),
    ("archive/", "archive"),
    ("topics/", "topics"),
    ("entities/", "entities"),
    ("threads/", "threads"),
    ("sources/", "sources"),
    ("about/", "about"),
)
"""(path, word) of the pages that every page links to."""

SEARCH: tuple[tuple[str, str], ...] = (("search/", "search"),)


CARD = "card.png"
"""File name of the preview picture for shared links; the site has one, and so has each issue."""


class Late(Mapping[str, Any]):
    """A context that is computed when it is accessed, so that a page that is not rendered costs nothing.

    It is computed again on each access, to save memory: call `items()` once."""

    def __init__(self, make: Callable[[], Mapping[str, Any]]) -> None:
        self._make = make

    def __getitem__(self, key: str) -> Any:
        return self._make()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._make())

    def __len__(self) -> int:
        return len(self._make())

    def items(self) -> ItemsView[str, Any]:
        """All keys and values."""
        return self._make().items()


@dataclass(frozen=True, slots=True)
class Alternate:
    """A feed that a page links in its head."""

    title: str
    path: str
    type: str


class Frame:
    """The archive and the words of the interface, and how to make a page from them."""

    def __init__(self, desk: Desk) -> None:
        self.archive = Archive(desk)
        self.marks = Marks(self.archive)
        self._key = digest((repr(desk.config), str(desk.search), *sorted(self.archive.press), *self.archive.weeks[:1]))
        self.site = desk.config.site
        languages = interface_languages(self.site.languages)
        self.words = Words(languages[0])
        self.shared: Mapping[str, Any] = {
            "site": self.site,
            "w": self.words,
            "w2": Words(languages[1]) if len(languages) > 1 else None,
            "navigation": NAVIGATION + (SEARCH if desk.search else ()),
            "topics": self.archive.topics,
            "picture": CARD,
            "picture_says": self.site.title,
            "alternates": (
                Alternate(self.site.title, "feed.xml", "application/atom+xml"),
                Alternate(self.site.title, "feed.json", "application/feed+json"),
            ),
        }

    def topic(self, slug: str) -> str:
        """A topic's title in the interface's language."""
        title = self.archive.topics[slug].title
        return title.get(self.words.language) or title.get("en") or slug

    def about(self, slug: str) -> str:
        """What a topic is about, in the interface's language; empty if that is missing."""
        topic = self.archive.topics[slug]
        return topic.about_zh if self.words.language == "zh" else topic.about

    def called(self, name: str) -> str:
        """A canonical name in the interface's language: the Chinese name on a Chinese site, if there is one."""
        tag = self.archive.tags.get(name)
        known = self.archive.known.get(name)
        chinese = (known.zh if known else "") or (tag.zh if tag else "")
        return chinese if chinese and self.words.language == "zh" else name

    def page(
        self, path: str, template: str, title: str, make: Callable[[], Mapping[str, Any]], key: Iterable[str] = ()
    ) -> Page:
        """A page at `path`. `make` returns what its template needs beyond what all pages share.

        `key` is a digest of everything that the page is made from; without it the page is rendered in every build."""
        address = path.removesuffix("index.html")
        context = Late(lambda: {**self.shared, "title": title, "path": address, **make()})
        parts = tuple(key)
        return Page(
            path=path,
            template=template,
            title=title,
            context=context,
            key=digest((self._key, path, template, title, *parts)) if parts else "",
        )


def alternates(title: str, path: str) -> tuple[Alternate, ...]:
    """The two feeds of a list, in the same folder."""
    return (
        Alternate(title, f"{path}feed.xml", "application/atom+xml"),
        Alternate(title, f"{path}feed.json", "application/feed+json"),
    )

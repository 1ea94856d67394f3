"""What every page shares: the interface's words, the navigation, and contexts that are only made when rendered."""

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
"""The picture by which a page is shown where it is shared: the site's own, and one beside each issue."""


class Late(Mapping[str, Any]):
    """A context that is made when it is looked into, so that an unchanged page costs nothing.

    It is made anew each time and not kept: take `items()` once."""

    def __init__(self, make: Callable[[], Mapping[str, Any]]) -> None:
        self._make = make

    def __getitem__(self, key: str) -> Any:
        return self._make()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._make())

    def __len__(self) -> int:
        return len(self._make())

    def items(self) -> ItemsView[str, Any]:
        """All of it."""
        return self._make().items()


@dataclass(frozen=True, slots=True)
class Alternate:
    """A feed that a page names in its head."""

    title: str
    path: str
    type: str


class Frame:
    """The archive, the words, and the way to make a page of them."""

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
        """What a topic is about, in the interface's language or not at all."""
        topic = self.archive.topics[slug]
        return topic.about_zh if self.words.language == "zh" else topic.about

    def called(self, name: str) -> str:
        """What the interface's language calls a name of the who's who."""
        tag = self.archive.tags.get(name)
        known = self.archive.known.get(name)
        chinese = (known.zh if known else "") or (tag.zh if tag else "")
        return chinese if chinese and self.words.language == "zh" else name

    def page(
        self, path: str, template: str, title: str, make: Callable[[], Mapping[str, Any]], key: Iterable[str] = ()
    ) -> Page:
        """A page at `path`: `make` gives what its template needs beyond what all pages share, and `key` names all that
        it is made from. Without a key the page is rendered in every build."""
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
    """The two feeds that lie beside a list."""
    return (
        Alternate(title, f"{path}feed.xml", "application/atom+xml"),
        Alternate(title, f"{path}feed.json", "application/feed+json"),
    )

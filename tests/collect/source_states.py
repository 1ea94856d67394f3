"""Feeds and answers of one source, and its health after reading them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from digest.collect import health as judge
from digest.collect.exchange import Response
from digest.collect.feeds import Feed
from digest.model import Health, Item, Source

NOW = datetime(2026, 1, 29, 12, tzinfo=UTC)

SOURCE = Source(id="outlet", name="Outlet", url="https://outlet.example/feed")

ENGLISH = (
    "The ministry said on Monday that it will publish the rules for the export of chips",
    "A court has told the company to open its platform to the shops of others",
    "What the new law on data means for the makers of electric cars in the region",
    "The regulator fined the search company for the way in which it ranks offers",
    "Engineers explain how the model was trained on a cluster of older chips",
    "The two governments agreed to talk about the tariffs on batteries in the spring",
)


def feed(titles: tuple[str, ...], *, start: int = 0, host: str = "outlet.example", age_days: float = 0) -> Feed:
    """A feed of these titles, six hours apart."""
    return Feed(
        items=tuple(
            Item(
                id=f"{start + i:012x}", source="outlet", url=f"https://{host}/{start + i}", title=title,
                published=NOW - timedelta(days=age_days, hours=6 * i),
            )
            for i, title in enumerate(titles)
        )
    )  # fmt: skip


def answer(body: bytes = b"x", status: int = 200, moved: str = "", **headers: str) -> Response:
    """An answer of the feed's server."""
    return Response(
        url=SOURCE.url,
        status=status,
        body=body,
        moved=moved,
        headers={n.replace("_", "-"): v for n, v in headers.items()},
    )


def after(read: Feed, before: Health | None = None, now: datetime = NOW, **more: str) -> Health:
    """The health after this reading."""
    return judge.read(before or judge.start(SOURCE, None), read, answer(repr(read).encode(), **more), SOURCE, now)

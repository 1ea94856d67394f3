"""`digest explain`: the reasons for each decision, and what to write in which file to change it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from digest.model import Entry, Tag
from digest.store import Store

MONDAY = datetime(2026, 1, 26, 9, tzinfo=UTC)
NAMES = (
    Tag(name="Veltron", type="ORG", salience=2, count=3),
    Tag(name="Quillmark", type="ORG", salience=1),
    Tag(name="Nvidia", type="ORG", zh="英伟达", salience=1),
)


def report(number: int, outlet: str, title: str, summary: str, names: tuple[Tag, ...] = NAMES) -> Entry:
    """An article of the week."""
    when = MONDAY + timedelta(hours=number)
    return Entry(
        id=f"{number:012x}", source=outlet, url=f"https://{outlet}.example/{number}", title=title, seen=when,
        published=when, language="en", words=300, summary=(summary,), entities=names,
    )  # fmt: skip


FINE = report(1, "harbour", "Veltron fined $40 million over lantern data", "The regulator said Veltron sold locations.")
SAME = report(2, "quay", "Regulator fines Veltron $40 million for selling lantern data", "Veltron will appeal.")
NEXT = report(3, "quay", "Bakers of Lowtown vote to strike", "They want shorter nights.", ())


@pytest.fixture
def told(desk: Path, digest: Any) -> str:
    """What is said of an article that two outlets have, after a draft."""
    Store(desk).add([FINE, SAME, NEXT])
    digest("draft", "2026-W05", "--now", "2026-02-01T12:00:00Z")
    return str(digest("explain", FINE.id).out)


def test_each_part_is_there_in_reading_order(told: str) -> None:
    """From the article down to its place in the issue."""
    headings = [line for line in told.splitlines() if line.isalpha() and line.istitle()]
    assert headings == ["Article", "Summary", "Names", "Topics", "Story", "Rank", "Place"]


def test_a_summary_is_told_sentence_by_sentence(told: str) -> None:
    """Each sentence with what speaks for it, and the words in all."""
    assert "“The regulator said Veltron sold locations.”\n      because  1 word in common with the headline" in told
    assert "6 words of 60 at most" in told


def test_names_that_are_only_mentioned_take_two_lines(told: str) -> None:
    """What the article is about has its grounds; the rest is known or guessed, with what would change it."""
    assert "Veltron: ORG, what it is about, 3 times" in told
    assert "mentioned, as entities.yaml knows them: Nvidia (英伟达): ORG" in told
    assert "mentioned, guessed from the words around them: Quillmark: ORG" in told
    assert "entities.yaml: `Name: {aliases: […]}` under its type makes it sure" in told


def test_a_story_is_told_article_by_article(told: str) -> None:
    """What joins it with the other article, word by word, and how to take it out."""
    assert f"with quay: {SAME.title}\n      because  more likely one event than not: +" in told
    assert "because  the same figures: USD" in told or "because  the same words: " in told
    assert f"`split: [{FINE.id}]` takes this article out" in told


def test_the_nearest_other_story_is_named_with_its_id(told: str) -> None:
    """So that an editor who knows better can merge the two."""
    assert f"apart from the nearest other story, of quay: {NEXT.title}" in told
    assert f"`merge: {NEXT.id}` makes the two one" in told


def test_a_story_that_goes_on_says_what_it_continues(desk: Path, digest: Any) -> None:
    """The week of the story, the earlier report that it is most like, and the lines that would part the two."""
    later = report(170, "harbour", "Veltron appeals its $40 million fine over lantern data", "Veltron sold locations.")
    Store(desk).add([FINE, SAME, NEXT, later])
    (desk / "topics.yaml").write_text(
        "lamps:\n  title: {en: Lamps, zh: 灯}\n  strong: [lantern data]\n  relevance: 2\n", "utf-8"
    )
    digest("draft", "2026-W05", "--now", "2026-02-01T12:00:00Z")
    digest("draft", "2026-W06", "--now", "2026-02-08T12:00:00Z")
    told = str(digest("explain", later.id).out)
    thread = told.partition("\nThread\n")[2].partition("\nRank\n")[0]
    assert thread.startswith(f"  week 2 of the story that began as {FINE.id}: {FINE.title}\n")
    assert "above 2 a story goes on" in thread
    assert "both name: Veltron" in thread
    assert "without the lines `thread:` and `week_of_thread:` it stands by itself" in thread


def test_an_article_that_nobody_has_is_said_so(desk: Path, digest: Any) -> None:
    """Exit code 1, and where ids are found."""
    answer = digest("explain", "0123456789ab")
    assert answer.code == 1
    assert "give its id from issues/WEEK.md, or its address" in answer.err

"""The tagger makes an entry of an article and keeps nothing of its body but a summary."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.model import Item, Known, Limits, Text, WhosWho
from digest.tag.tagger import Tagger

SEEN = datetime(2026, 2, 1, 12, tzinfo=UTC)
WHO = WhosWho(
    known=(
        Known(name="Temu", type="ORG", zh="特木", aliases=("TEMU",)),
        Known(name="European Commission", type="ORG", zh="欧盟委员会", aliases=("EU Commission",)),
    ),
    ignore=("AI",),
)


def item(**fields: str) -> Item:
    return Item(**{"id": "0" * 12, "source": "paper", "url": "https://paper.example/1", "title": "A title", **fields})


@pytest.mark.model
def test_known_names_win_over_the_model() -> None:
    """A known name keeps its type, whatever the model guesses."""
    text = Text(text="The European Commission opened a case against Temu on Monday. Temu said it would cooperate.")
    entry = Tagger(Limits(), WHO).entry(item(title="Brussels opens a case against Temu"), text, seen=SEEN)
    tags = {tag.name: tag for tag in entry.entities}
    assert tags["Temu"].type == "ORG"
    assert tags["Temu"].zh == "特木"
    assert tags["Temu"].salience == 2
    assert tags["European Commission"].count == 1


def test_a_chinese_entry_needs_no_model() -> None:
    """A Chinese article, in Traditional characters too, is tagged without the English model."""
    text = Text(text="歐盟委員會週一對特木展開調查。特木表示願意合作。")
    entry = Tagger(Limits(english_model="missing"), WHO).entry(item(title="歐盟調查特木"), text, seen=SEEN)
    assert entry.language == "zh"
    assert {tag.name for tag in entry.entities} == {"Temu", "European Commission"}

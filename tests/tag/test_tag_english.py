"""English articles: known names, their types, and words that are no names."""

from __future__ import annotations

import pytest
from tagged import english as tags

pytestmark = pytest.mark.model


def test_a_headline_in_capitals_names_whom_the_text_names() -> None:
    """Capitals hide the spelling of a name, which the text then shows; a word that is also in lower case is none."""
    text = "Marlowe Brothers fell on Friday. Moonlit Robotics, a maker of arms, gained. Its arms sold well."
    found = tags(text, title="MARLOWE FALLS AS MOONLIT ROBOTICS SELLS ARMS")
    assert found["Marlowe Brothers"].count == 1
    assert found["Moonlit Robotics"].count == 2
    found = tags("Marlowe fell on Friday.", title="MARLOWE FALLS")
    assert found["Marlowe Brothers"].salience == 2


def test_a_phrase_in_which_a_name_is_not_meant_is_no_unknown_name_either() -> None:
    """What the who's who rules out is not brought in again by the model; beside the phrase the name counts."""
    text = "Deforestation in the Amazon rainforest slowed. The Amazon basin lost trees, a ministry said."
    assert "Amazon" not in tags(text, title="Amazon rainforest loses trees")
    assert tags(f"{text} Amazon sells the wood.")["Amazon"].count == 1


def test_a_longer_name_is_not_the_place_in_it() -> None:
    """A place inside a university's name is not meant; a legal form makes no other company."""
    found = tags("The University of Hong Kong hired a lawyer. Alibaba Group Holding sued. Temu’s rivals laughed.")
    assert found["University of Hong Kong"].type == "ORG"
    assert "Hong Kong" not in found
    assert found["Alibaba"].count == 1
    assert found["Temu"].type == "ORG"


def test_one_type_for_the_whole_article() -> None:
    """A name has one type, and its context outvotes a single guess of the model."""
    text = (
        "The startup Brightlane raised $5 million. Brightlane’s CEO was pleased. Investors in Brightlane were too. "
        "“We are glad,” said Marta Kovacs, a partner at Northgate Ventures. Kovacs joined Brightlane’s board."
    )
    found = tags(text)
    assert found["Brightlane"].type == "ORG"
    assert found["Marta Kovacs"].type == "PERSON"
    assert found["Marta Kovacs"].count == 2
    assert found["Northgate Ventures"].type == "ORG"


def test_versions_are_products_of_their_own() -> None:
    """A version of a product is an entity of its own, but a count of users is no version."""
    found = tags("Baidu released Ernie 4.5 Turbo. TikTok 30 million times over. Ernie is older.")
    assert found["Ernie 4.5 Turbo"].type == "PRODUCT"
    assert found["Ernie"].count == 1
    assert found["TikTok"].count == 1


def test_what_is_no_entity() -> None:
    """Acronyms of the trade, nationalities, bylines, credits and contributors are no entities."""
    text = (
        "By Nora Penn\nThe CEO said AI and EV makers in Q3 spoke Hokkien to Chinese buyers on Monday.\n"
        "Two people at a fair. Image Credits: Otto Lens / Pictures\nIda Quill contributed to this article."
    )
    assert tags(text) == {}


def test_a_sentence_in_brackets_is_no_source() -> None:
    """Only a name in brackets after a sentence is its source."""
    assert tags("The bridge was closed in the war. (No date is given.) It fell down after some years.") == {}


def test_common_nouns_with_a_capital_are_nobody() -> None:
    """Offices, courts and chambers without their place, and the planet, are no entities."""
    text = (
        "The House sent the bill back to the Government. The Supreme Court agreed, said its Chief Content Officer. "
        "The rocket came back to Earth, and the Legislature went home."
    )
    assert tags(text) == {}


def test_the_order_of_articles_makes_no_difference() -> None:
    """A tagger keeps nothing of one article for the next."""
    one, other = "Marta Kovacs of Northgate Ventures met Temu.", "Kovacs is a village near Hong Kong."
    first = (tags(one), tags(other))
    assert first == (tags(one), tags(other))
    assert tuple(reversed((tags(other), tags(one)))) == first


@pytest.mark.parametrize(
    "title",
    [
        "Harbour Town, Soon to Be History, Turns to Tram Supremacy",
        "The Lantern Addiction Trials: What to Know",
        "Ferry Firms Face Landmark Legal Tests on Child Comfort",
    ],
)
def test_a_headline_in_title_case_shows_no_names(title: str) -> None:
    """In a headline in title case a capital is no sign of a name."""
    assert tags("The town voted for the plan on Monday.", title) == {}


def test_a_headline_names_whom_the_text_names() -> None:
    """A headline shows names that the text has, full names of people, and words with a capital inside."""
    text = "A court in the north heard Northgate Ventures, an investor in trams, on Monday."
    found = tags(text, "Northgate Ventures Loses Its Case Against BrightLane and Michael Kovacs")
    assert set(found) == {"Northgate Ventures", "BrightLane", "Michael Kovacs"}

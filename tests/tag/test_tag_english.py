"""English articles: known and unknown names, each once, with every mention put to it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.model import Item, Known, Limits, Tag, Text, WhosWho
from digest.tag.tagger import Tagger

pytestmark = pytest.mark.model

WHO = WhosWho(
    known=(
        Known(name="Temu", type="ORG"),
        Known(name="Alibaba", type="ORG", zh="阿里巴巴"),
        Known(name="Hong Kong", type="PLACE", zh="香港"),
        Known(name="Osterland", type="PLACE"),
        Known(name="TikTok", type="PRODUCT"),
        Known(name="Ernie", type="PRODUCT"),
        Known(name="Baidu", type="ORG"),
        Known(name="Marlowe Brothers", type="ORG", aliases=("Marlowe",), exact=True),
        Known(name="Amazon", type="ORG", exact=True, never=("Amazon rainforest", "Amazon basin")),
        Known(name="Harbour Press", type="ORG", aliases=("HP",)),
        Known(name="Hamburg Pilots", type="ORG"),
        Known(name="Oswald Quillham", type="PERSON", aliases=("Quillham",)),
        Known(name="Authority of Ports", type="ORG", aliases=("Hong Kong's port watchdog",)),
    ),
    ignore=("AI", "CEO", "EV"),
)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(Limits(), WHO)


def tags(tagger: Tagger, text: str, title: str = "News of the day") -> dict[str, Tag]:
    item = Item(id="0" * 12, source="paper", url="", title=title)
    entry = tagger.entry(item, Text(text=text), seen=datetime(2026, 2, 1, tzinfo=UTC))
    return {tag.name: tag for tag in entry.entities}


def test_a_surname_goes_to_the_person_named_last(tagger: Tagger) -> None:
    """A bare surname goes to the last of two people who share it, first or last in their names."""
    text = (
        "Zhang Chen, chief technology officer of Baidu, opened the fair. Zhang spoke for an hour. "
        "Angela Zhang, a professor of law, disagreed. Zhang called the plan thin, and Zhang left early."
    )
    found = tags(tagger, text)
    assert found["Zhang Chen"].count == 2
    assert found["Angela Zhang"].count == 3
    assert "Zhang" not in found


def test_a_headline_in_capitals_names_whom_the_text_names(tagger: Tagger) -> None:
    """Capitals hide the spelling of a name, which the text then shows; a word that is also in lower case is none."""
    text = "Marlowe Brothers fell on Friday. Moonlit Robotics, a maker of arms, gained. Its arms sold well."
    found = tags(tagger, text, title="MARLOWE FALLS AS MOONLIT ROBOTICS SELLS ARMS")
    assert found["Marlowe Brothers"].count == 1
    assert found["Moonlit Robotics"].count == 2
    found = tags(tagger, "Marlowe fell on Friday.", title="MARLOWE FALLS")
    assert found["Marlowe Brothers"].salience == 2


def test_a_phrase_in_which_a_name_is_not_meant_is_no_unknown_name_either(tagger: Tagger) -> None:
    """What the who's who rules out is not brought in again by the model; beside the phrase the name counts."""
    text = "Deforestation in the Amazon rainforest slowed. The Amazon basin lost trees, a ministry said."
    assert "Amazon" not in tags(tagger, text, title="Amazon rainforest loses trees")
    assert tags(tagger, f"{text} Amazon sells the wood.")["Amazon"].count == 1


def test_a_name_in_another_language_is_the_same(tagger: Tagger) -> None:
    """`X (Y in Chinese)` teaches an alias, and so does a Chinese name that the text then uses."""
    found = tags(tagger, "The startup DeepHarbor (Shenhai in Chinese) raised $20 million. Shenhai will hire.")
    assert len(found) == 1
    text = "Moonlit Robotics (known in China as 月灯机器人) sells arms. 月灯机器人 said so on Monday."
    assert tags(tagger, text).keys() <= {"Moonlit Robotics", "China"}


def test_names_across_lines_are_whole(tagger: Tagger) -> None:
    """A text that was cut at a width, with words divided at the end of a line, reads as if it were not."""
    text = "The court in Hong\nKong heard Ali-\nbaba, and the regula-\ntor spoke of Tik-\nTok."
    assert tags(tagger, text).keys() == {"Hong Kong", "Alibaba", "TikTok"}


def test_a_strangers_surname_is_no_company(tagger: Tagger) -> None:
    """A company's short name is a person's once a first name precedes it, unless the company is named in full too."""
    found = tags(tagger, "Emma Marlowe, a biologist, studies moss. Marlowe's lab heard it grow, Marlowe said.")
    assert found["Emma Marlowe"].type == "PERSON"
    assert found["Emma Marlowe"].count == 3
    assert "Marlowe Brothers" not in found
    found = tags(tagger, "Jack Marlowe founded Marlowe Brothers in 1869. Marlowe raised its forecast on Tuesday.")
    assert found["Marlowe Brothers"].count == 3
    assert tags(tagger, "In April Marlowe raised its forecast for lamps.")["Marlowe Brothers"].count == 1


def test_a_gloss_teaches_an_alias(tagger: Tagger) -> None:
    """A long name, its initials and its Chinese name are one entity."""
    text = (
        "The Harbour Safety Commission (HSC) fined two firms. The HSC said more would follow. "
        "Baidu showed Ernie in May. Its Chinese name is 文心一言, or Wenxin Yiyan. Wenxin Yiyan can sing."
    )
    found = tags(tagger, text)
    assert found["Harbour Safety Commission"].count == 3
    assert found["Ernie"].count == 4
    assert found["Ernie"].zh == "文心一言"


def test_an_article_has_its_own_abbreviations(tagger: Tagger) -> None:
    """An abbreviation means what the article introduces it for, also where the who's who knows another of its name."""
    found = tags(tagger, "The Hamburg Pilots (HP) met on Monday. The HP voted for Baidu. A pilot of the HP sang.")
    assert found["Hamburg Pilots"].count == 4
    assert "Harbour Press" not in found
    assert "Harbour Press" in tags(tagger, "The HP reported on Monday that Baidu sold its boats.")


def test_of_two_names_the_last_is_renamed(tagger: Tagger) -> None:
    """What follows two names says only what the second is called now."""
    found = tags(tagger, "Temu sued Northgate Venture Partners and Brightlane Works (renamed Lantern Ventures) in May.")
    assert found["Northgate Venture Partners"].count == 1


def test_a_description_names_its_place_too(tagger: Tagger) -> None:
    """A description that the who's who has for an authority also names the place whose authority it is."""
    found = tags(tagger, "Hong Kong's port watchdog fined Temu on Monday.")
    assert set(found) == {"Authority of Ports", "Hong Kong", "Temu"}


def test_a_strangers_surname_is_no_leader(tagger: Tagger) -> None:
    """A surname that the who's who has for a person is another's after another first name."""
    found = tags(tagger, "Rachel Quillham, a farmer, sells eggs. Quillham sold them to Temu on Monday.")
    assert found["Rachel Quillham"].count == 2
    assert "Oswald Quillham" not in found
    assert "Oswald Quillham" in tags(tagger, "The plan of Quillham's government was thin, said Temu.")


def test_several_of_a_company_are_its_products(tagger: Tagger) -> None:
    """Many of what Baidu makes are told as Baidu."""
    found = tags(tagger, "Baidu makes boats. On Monday two Baidus sank, and Baidus in the north were called back.")
    assert set(found) == {"Baidu"}


def test_a_plural_is_told_with_its_singular(tagger: Tagger) -> None:
    """The toys of Lampu are Lampus, and no other name."""
    text = "Children talk to the toys, called Lampus. Lampu's portal was open. Staff of Lampu saw it, Lampu said."
    assert set(tags(tagger, text)) == {"Lampu"}


def test_a_longer_name_is_not_the_place_in_it(tagger: Tagger) -> None:
    """A place inside a university's name is not meant; a legal form makes no other company."""
    found = tags(
        tagger, "The University of Hong Kong hired a lawyer. Alibaba Group Holding sued. Temu’s rivals laughed."
    )
    assert found["University of Hong Kong"].type == "ORG"
    assert "Hong Kong" not in found
    assert found["Alibaba"].count == 1
    assert found["Temu"].type == "ORG"


def test_one_type_for_the_whole_article(tagger: Tagger) -> None:
    """A name has one type, and its context outvotes a single guess of the model."""
    text = (
        "The startup Brightlane raised $5 million. Brightlane’s CEO was pleased. Investors in Brightlane were too. "
        "“We are glad,” said Marta Kovacs, a partner at Northgate Ventures. Kovacs joined Brightlane’s board."
    )
    found = tags(tagger, text)
    assert found["Brightlane"].type == "ORG"
    assert found["Marta Kovacs"].type == "PERSON"
    assert found["Marta Kovacs"].count == 2
    assert found["Northgate Ventures"].type == "ORG"


def test_versions_are_products_of_their_own(tagger: Tagger) -> None:
    """A version of a product is an entity of its own, but a count of users is no version."""
    found = tags(tagger, "Baidu released Ernie 4.5 Turbo. TikTok 30 million times over. Ernie is older.")
    assert found["Ernie 4.5 Turbo"].type == "PRODUCT"
    assert found["Ernie"].count == 1
    assert found["TikTok"].count == 1


def test_what_is_no_entity(tagger: Tagger) -> None:
    """Acronyms of the trade, nationalities, bylines, credits and contributors are no entities."""
    text = (
        "By Nora Penn\nThe CEO said AI and EV makers in Q3 spoke Hokkien to Chinese buyers on Monday.\n"
        "Two people at a fair. Image Credits: Otto Lens / Pictures\nIda Quill contributed to this article."
    )
    assert tags(tagger, text) == {}


def test_a_sentence_in_brackets_is_no_source(tagger: Tagger) -> None:
    """Only a name in brackets after a sentence is its source."""
    assert tags(tagger, "The bridge was closed in the war. (No date is given.) It fell down after some years.") == {}


def test_common_nouns_with_a_capital_are_nobody(tagger: Tagger) -> None:
    """Offices, courts and chambers without their place, and the planet, are no entities."""
    text = (
        "The House sent the bill back to the Government. The Supreme Court agreed, said its Chief Content Officer. "
        "The rocket came back to Earth, and the Legislature went home."
    )
    assert tags(tagger, text) == {}


def test_the_order_of_articles_makes_no_difference(tagger: Tagger) -> None:
    """A tagger keeps nothing of one article for the next."""
    one, other = "Marta Kovacs of Northgate Ventures met Temu.", "Kovacs is a village near Hong Kong."
    first = (tags(tagger, one), tags(tagger, other))
    assert first == (tags(tagger, one), tags(tagger, other))
    assert tuple(reversed((tags(tagger, other), tags(tagger, one)))) == first


@pytest.mark.parametrize(
    "title",
    [
        "Harbour Town, Soon to Be History, Turns to Tram Supremacy",
        "The Lantern Addiction Trials: What to Know",
        "Ferry Firms Face Landmark Legal Tests on Child Comfort",
    ],
)
def test_a_headline_in_title_case_shows_no_names(tagger: Tagger, title: str) -> None:
    """In a headline in title case a capital is no sign of a name."""
    assert tags(tagger, "The town voted for the plan on Monday.", title) == {}


def test_a_headline_names_whom_the_text_names(tagger: Tagger) -> None:
    """A headline shows names that the text has, full names of people, and words with a capital inside."""
    text = "A court in the north heard Northgate Ventures, an investor in trams, on Monday."
    found = tags(tagger, text, "Northgate Ventures Loses Its Case Against BrightLane and Michael Kovacs")
    assert set(found) == {"Northgate Ventures", "BrightLane", "Michael Kovacs"}


def test_initials_part_no_name(tagger: Tagger) -> None:
    """A full stop after an initial ends no sentence and cuts no name."""
    assert "Ida M. Quillfeather" in tags(tagger, "The book by the economist Ida M. Quillfeather came out, she said.")


def test_an_opening_word_may_be_a_first_name(tagger: Tagger) -> None:
    """A word like `Will` is a first name inside a sentence, and an opener at its beginning."""
    found = tags(tagger, "The plan is thin, said Will Quillfeather, a consultant. An Indian firm agreed with him.")
    assert set(found) == {"Will Quillfeather"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The bridge will be closed for a year. (Harbour of World $)", "Harbour of World", "ORG"),
        ('She spoke on the podcast "Nothing Is Lantern" about it.', "Nothing Is Lantern", "PRODUCT"),
        (
            "People post on the app LanternChat, and users on LanternChat like it.",
            "LanternChat",
            "PRODUCT",
        ),
        ("UCLA virologist Tamsin Okoro joined the lab in May.", "Tamsin Okoro", "PERSON"),
        ("The film stars Virginia Okoro, who says that she is glad.", "Virginia Okoro", "PERSON"),
        ("Justice P.T. Lanternseek wrote the order on Monday.", "P.T. Lanternseek", "PERSON"),
        ("The app, called Lampeng Tuxing, works only in the north.", "Lampeng Tuxing", "PRODUCT"),
        ("She wrote about it for the newsletter Big Boats on Trial.", "Big Boats on Trial", "PRODUCT"),
        ("The fine was issued under the Boat Shield law of last year.", "Boat Shield", "LAW"),
        ("On Monday the platform Brightlane received USD 37 million from Temu.", "Brightlane", "ORG"),
        ("The bill was cut under the Senate's Lampel Rule on Monday.", "Lampel Rule", "LAW"),
        ("The firm was founded by CEO Baidu Davidson, who likes lamps.", "Baidu Davidson", "PERSON"),
        ("The mayor was shown round by Brightlane CEO Okoro Quill on Monday.", "Brightlane", "ORG"),
        ("The lamps went out when Hurricane Lampette hit the coast.", "Hurricane Lampette", "EVENT"),
        ("It was heard by the Lampton Intermediate People's Court.", "Lampton Intermediate People's Court", "ORG"),
        ("A rancher in the north named Nekima Levy Quillon saw it.", "Nekima Levy Quillon", "PERSON"),
        ("Jack Okoro, who runs Lampel, was asked about the server.", "Lampel", "ORG"),
    ],
)
def test_unknown_names_by_their_place(tagger: Tagger, text: str, name: str, kind: str) -> None:
    """Brackets, quotation marks, capitals inside a word and occupations show names and their types."""
    assert tags(tagger, text)[name].type == kind


def test_a_maker_before_its_product_is_not_its_short_form(tagger: Tagger) -> None:
    """A first word that the text uses alone beforehand is a name of its own."""
    found = tags(
        tagger, "Lantrix said its sales rose. Lantrix sells the Lantrix Charge 6. Lantrix shares rose by a tenth."
    )
    assert found["Lantrix"].type == "ORG"
    assert found["Lantrix"].count == 3


def test_one_word_is_a_person_only_if_something_says_so(tagger: Tagger) -> None:
    """A single name is a person only if a table or the context says so, and not for the model alone."""
    found = tags(
        tagger, "Lanternseek best for small teams. Omnilant best for shops. We tried Omnilant for a week in May."
    )
    assert not [tag for tag in found.values() if tag.type == "PERSON"]
    assert (
        tags(tagger, "Analyst Okorowe said the bridge was old. The lawyer Okorowe agreed.")["Okorowe"].type == "PERSON"
    )


def test_a_product_goes_on_without_its_maker(tagger: Tagger) -> None:
    """`The Beacon` after `Temu Beacon` is that product, but not if the text also has the word in lower case."""
    text = "Temu Beacon goes on sale in May. The Beacon costs $20. Temu Harbour opened. The Harbour is a harbour."
    found = tags(tagger, text)
    assert found["Temu Beacon"].count == 2
    assert found["Temu Beacon"].type == "PRODUCT"
    assert "Temu Harbour" not in found


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("She ordered soup with Temu Ladles, which came cold.", "Temu Ladles", "PRODUCT"),
        ("The round was led by Temu Venture Capital and others.", "Temu Venture Capital", "ORG"),
        ("He said so to the Hong Kong Bee on Monday.", "Hong Kong Bee", "ORG"),
        ("Doctors at the Hong Kong Lanternside Infirmary agreed.", "Hong Kong Lanternside Infirmary", "ORG"),
        ("It hangs under the Hong Kong Lantern Orbiter.", "Hong Kong Lantern Orbiter", "PRODUCT"),
    ],
)
def test_a_known_name_begins_a_longer_one(tagger: Tagger, text: str, name: str, kind: str) -> None:
    """Capitalised words after a known name make it another one, of a type that the last of them gives."""
    assert tags(tagger, text)[name].type == kind


@pytest.mark.parametrize(
    "text",
    [
        "It was Temu Chairman Tamsin Okoro who said so.",
        "It was Temu Tuesday evening that fell.",
        "They use Temu AI and Temu TVs at home.",
    ],
)
def test_offices_days_and_acronyms_make_no_longer_name(tagger: Tagger, text: str) -> None:
    """What stands in capitals after a known name for another reason leaves it as it is."""
    assert "Temu" in tags(tagger, text)
    assert not any(name.startswith("Temu ") for name in tags(tagger, text))


def test_the_head_of_a_name_stands_for_it(tagger: Tagger) -> None:
    """`The Commission` is the commission last mentioned in full."""
    text = "The Harbour Safety Commission met on Monday. The Commission said little. A vote of the Commission is due."
    assert tags(tagger, text)["Harbour Safety Commission"].count == 3


def test_initials_spell_out_the_whole_name(tagger: Tagger) -> None:
    """A long name given with its initials is complete, even if it goes on after an "and"."""
    found = tags(tagger, "It fell, said the National Institution for Harbours and Growth (NIHG), a think tank.")
    assert "National Institution for Harbours and Growth" in found


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Temu will close its Lanternside in May, it said.", "Lanternside", "PRODUCT"),
        ("Tools such as Brightharp, Lanternside and Omnilark help them.", "Omnilark", "PRODUCT"),
        ("It sued over Lanternside's apps and Lanternside's chatbot.", "Lanternside", "ORG"),
        ("She took a Lanternside coding assistant home.", "Lanternside", "PRODUCT"),
        (
            "It rose on a Lanternkite 12 rocket from Hong Kong, and a second Lanternkite 12 waits.",
            "Lanternkite 12",
            "PRODUCT",
        ),
    ],
)
def test_products_and_their_makers_by_their_place(tagger: Tagger, text: str, name: str, kind: str) -> None:
    """`Its X`, lists of tools and nouns after a name show products; whoever has apps is a company."""
    assert tags(tagger, text)[name].type == kind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "It lost before the Employment and Lantern Relations Court on Monday.",
            "Employment and Lantern Relations Court",
        ),
        ("The US Court of Appeals for the Third Circuit agreed.", "US Court of Appeals for the Third Circuit"),
        ("She chairs the Committee on Lanterns, Kites, and Harbours.", "Committee on Lanterns, Kites, and Harbours"),
        ("It said so to the Ministry of Lanterns, Alibaba and Baidu.", "Ministry of Lanterns"),
        ("On Monday Alibaba and Harbour Court agreed.", "Harbour Court"),
    ],
)
def test_a_public_body_has_its_whole_name(tagger: Tagger, text: str, name: str) -> None:
    """Courts and committees have lists of fields in their names, but no other names that follow in a list."""
    assert tags(tagger, text)[name].type == "ORG"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The ship crossed Lanternlink 2 at night.", "Lanternlink 2", "PRODUCT"),
        ("She signed up for news through 365Lanterns and left.", "365Lanterns", "ORG"),
        ("The tanker Lantern Harbour left port, and Lantern Harbour came back.", "Lantern Harbour", "PRODUCT"),
        (
            "Zorvan Telkamer, who represents Temu, said little. Telkamer, a lawyer, left. They saw Telkamer.",
            "Zorvan Telkamer",
            "PERSON",
        ),
    ],
)
def test_names_with_numbers_ships_and_surnames(tagger: Tagger, text: str, name: str, kind: str) -> None:
    """A coined word with a number is a product, and who is called by the last word of a name is a person."""
    assert tags(tagger, text)[name].type == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Last week, Defence Minister Osterland Katz said the ports would stay closed.", "Osterland Katz", "PERSON"),
        ("Pictures show the Chinese PL-17 missile. Fighters carry the PL-17 missile.", "PL-17", "PRODUCT"),
        ("He won over fiery Frenchman Corentin Moutet. Moutet said that he was tired.", "Corentin Moutet", "PERSON"),
    ],
)
def test_what_only_stands_before_a_name(tagger: Tagger, text: str, name: str, kind: str) -> None:
    """Offices and nationalities are no part of a name, and a country may be somebody's first name."""
    found = tags(tagger, text)
    assert found[name].type == kind
    assert not any(word in other for other in found for word in ("Chinese", "Frenchman", "Minister"))


def test_a_court_before_a_judge_is_no_place(tagger: Tagger) -> None:
    """`District` belongs to the office of a judge, and not to the name of the place before it."""
    assert "Hong Kong District" not in tags(tagger, "The case went to Hong Kong District Judge Loretta Preska.")

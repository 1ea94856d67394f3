"""English articles: names that the who's who does not have."""

from __future__ import annotations

import pytest
from tagged import english as tags

from digest.model import Known

pytestmark = pytest.mark.model


def test_several_of_a_company_are_its_products() -> None:
    """Many of what Baidu makes are told as Baidu."""
    found = tags("Baidu makes boats. On Monday two Baidus sank, and Baidus in the north were called back.")
    assert set(found) == {"Baidu"}


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
def test_unknown_names_by_their_place(text: str, name: str, kind: str) -> None:
    """Brackets, quotation marks, capitals inside a word and occupations show names and their types."""
    assert tags(text)[name].type == kind


def test_one_word_is_a_person_only_if_something_says_so() -> None:
    """A single name is a person only if a table or the context says so, and not for the model alone."""
    found = tags("Lanternseek best for small teams. Omnilant best for shops. We tried Omnilant for a week in May.")
    assert not [tag for tag in found.values() if tag.type == "PERSON"]
    assert tags("Analyst Okorowe said the bridge was old. The lawyer Okorowe agreed.")["Okorowe"].type == "PERSON"


def test_an_opening_word_may_be_a_first_name() -> None:
    """A word like `Will` is a first name inside a sentence, and an opener at its beginning."""
    found = tags("The plan is thin, said Will Quillfeather, a consultant. An Indian firm agreed with him.")
    assert set(found) == {"Will Quillfeather"}


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
def test_a_known_name_begins_a_longer_one(text: str, name: str, kind: str) -> None:
    """Capitalised words after a known name make it another one, of a type that the last of them gives."""
    assert tags(text)[name].type == kind


@pytest.mark.parametrize(
    "text",
    [
        "It was Temu Chairman Tamsin Okoro who said so.",
        "It was Temu Tuesday evening that fell.",
        "They use Temu AI and Temu TVs at home.",
    ],
)
def test_offices_days_and_acronyms_make_no_longer_name(text: str) -> None:
    """What stands in capitals after a known name for another reason leaves it as it is."""
    assert "Temu" in tags(text)
    assert not any(name.startswith("Temu ") for name in tags(text))


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
def test_products_and_their_makers_by_their_place(text: str, name: str, kind: str) -> None:
    """`Its X`, lists of tools and nouns after a name show products; whoever has apps is a company."""
    assert tags(text)[name].type == kind


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
def test_a_public_body_has_its_whole_name(text: str, name: str) -> None:
    """Courts and committees have lists of fields in their names, but no other names that follow in a list."""
    assert tags(text)[name].type == "ORG"


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
def test_names_with_numbers_ships_and_surnames(text: str, name: str, kind: str) -> None:
    """A coined word with a number is a product, and who is called by the last word of a name is a person."""
    assert tags(text)[name].type == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Last week, Defence Minister Osterland Katz said the ports would stay closed.", "Osterland Katz", "PERSON"),
        ("Pictures show the Chinese PL-17 missile. Fighters carry the PL-17 missile.", "PL-17", "PRODUCT"),
        ("He won over fiery Frenchman Corentin Moutet. Moutet said that he was tired.", "Corentin Moutet", "PERSON"),
    ],
)
def test_what_only_stands_before_a_name(text: str, name: str, kind: str) -> None:
    """Offices and nationalities are no part of a name, and a country may be somebody's first name."""
    found = tags(text)
    assert found[name].type == kind
    assert not any(word in other for other in found for word in ("Chinese", "Frenchman", "Minister"))


def test_a_court_before_a_judge_is_no_place() -> None:
    """`District` belongs to the office of a judge, and not to the name of the place before it."""
    assert "Hong Kong District" not in tags("The case went to Hong Kong District Judge Loretta Preska.")


def test_a_strangers_surname_is_no_company() -> None:
    """A company's short name is a person's once a first name precedes it, unless the company is named in full too."""
    found = tags("Emma Marlowe, a biologist, studies moss. Marlowe's lab heard it grow, Marlowe said.")
    assert found["Emma Marlowe"].type == "PERSON"
    assert found["Emma Marlowe"].count == 3
    assert "Marlowe Brothers" not in found
    found = tags("Jack Marlowe founded Marlowe Brothers in 1869. Marlowe raised its forecast on Tuesday.")
    assert found["Marlowe Brothers"].count == 3
    assert tags("In April Marlowe raised its forecast for lamps.")["Marlowe Brothers"].count == 1


def test_a_strangers_surname_is_no_leader() -> None:
    """A surname that the who's who has for a person is another's after another first name."""
    found = tags("Rachel Quillham, a farmer, sells eggs. Quillham sold them to Temu on Monday.")
    assert found["Rachel Quillham"].count == 2
    assert "Oswald Quillham" not in found
    assert "Oswald Quillham" in tags("The plan of Quillham's government was thin, said Temu.")


def test_a_description_names_its_place_too() -> None:
    """A description that the who's who has for an authority also names the place whose authority it is."""
    found = tags("Hong Kong's port watchdog fined Temu on Monday.")
    assert set(found) == {"Authority of Ports", "Hong Kong", "Temu"}


def test_a_version_may_already_be_part_of_a_longer_name() -> None:
    """A known product that is only the beginning of one longer name is not parted from its version again."""
    lantern = Known(name="Lantern Magic", type="PRODUCT")
    found = tags("I mean the Lantern Magic V2. It is thin.", known=(lantern,))
    assert list(found) == ["Lantern Magic V2"]


def test_an_opening_word_inside_a_sentence_is_part_of_a_name() -> None:
    """`Two` opens no sentence where its capital stands inside one."""
    found = tags("The city sold its paper to Two Rivers Media. Two papers are left, said the Harbour Guild.")
    assert "Two Rivers Media" in found
    assert "Rivers Media" not in found

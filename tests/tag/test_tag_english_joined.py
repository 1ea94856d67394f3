"""English articles: every mention of an entity is put to it, however it is spelled."""

from __future__ import annotations

import pytest
from tagged import english as tags

pytestmark = pytest.mark.model


def test_a_surname_goes_to_the_person_named_last() -> None:
    """A bare surname goes to the last of two people who share it, first or last in their names."""
    text = (
        "Zhang Chen, chief technology officer of Baidu, opened the fair. Zhang spoke for an hour. "
        "Angela Zhang, a professor of law, disagreed. Zhang called the plan thin, and Zhang left early."
    )
    found = tags(text)
    assert found["Zhang Chen"].count == 2
    assert found["Angela Zhang"].count == 3
    assert "Zhang" not in found


def test_a_name_in_another_language_is_the_same() -> None:
    """`X (Y in Chinese)` teaches an alias, and so does a Chinese name that the text then uses."""
    found = tags("The startup DeepHarbor (Shenhai in Chinese) raised $20 million. Shenhai will hire.")
    assert len(found) == 1
    text = "Moonlit Robotics (known in China as 月灯机器人) sells arms. 月灯机器人 said so on Monday."
    assert tags(text).keys() <= {"Moonlit Robotics", "China"}


def test_names_across_lines_are_whole() -> None:
    """A text that was cut at a width, with words divided at the end of a line, reads as if it were not."""
    text = "The court in Hong\nKong heard Ali-\nbaba, and the regula-\ntor spoke of Tik-\nTok."
    assert tags(text).keys() == {"Hong Kong", "Alibaba", "TikTok"}


def test_a_gloss_teaches_an_alias() -> None:
    """A long name, its initials and its Chinese name are one entity."""
    text = (
        "The Harbour Safety Commission (HSC) fined two firms. The HSC said more would follow. "
        "Baidu showed Ernie in May. Its Chinese name is 文心一言, or Wenxin Yiyan. Wenxin Yiyan can sing."
    )
    found = tags(text)
    assert found["Harbour Safety Commission"].count == 3
    assert found["Ernie"].count == 4
    assert found["Ernie"].zh == "文心一言"


def test_an_article_has_its_own_abbreviations() -> None:
    """An abbreviation means what the article introduces it for, also where the who's who knows another of its name."""
    found = tags("The Hamburg Pilots (HP) met on Monday. The HP voted for Baidu. A pilot of the HP sang.")
    assert found["Hamburg Pilots"].count == 4
    assert "Harbour Press" not in found
    assert "Harbour Press" in tags("The HP reported on Monday that Baidu sold its boats.")


def test_of_two_names_the_last_is_renamed() -> None:
    """What follows two names says only what the second is called now."""
    found = tags("Temu sued Northgate Venture Partners and Brightlane Works (renamed Lantern Ventures) in May.")
    assert found["Northgate Venture Partners"].count == 1


def test_a_plural_is_told_with_its_singular() -> None:
    """The toys of Lampu are Lampus, and no other name."""
    text = "Children talk to the toys, called Lampus. Lampu's portal was open. Staff of Lampu saw it, Lampu said."
    assert set(tags(text)) == {"Lampu"}


def test_initials_part_no_name() -> None:
    """A full stop after an initial ends no sentence and cuts no name."""
    assert "Ida M. Quillfeather" in tags("The book by the economist Ida M. Quillfeather came out, she said.")


def test_a_maker_before_its_product_is_not_its_short_form() -> None:
    """A first word that the text uses alone beforehand is a name of its own."""
    found = tags("Lantrix said its sales rose. Lantrix sells the Lantrix Charge 6. Lantrix shares rose by a tenth.")
    assert found["Lantrix"].type == "ORG"
    assert found["Lantrix"].count == 3


def test_a_product_goes_on_without_its_maker() -> None:
    """`The Beacon` after `Temu Beacon` is that product, but not if the text also has the word in lower case."""
    text = "Temu Beacon goes on sale in May. The Beacon costs $20. Temu Harbour opened. The Harbour is a harbour."
    found = tags(text)
    assert found["Temu Beacon"].count == 2
    assert found["Temu Beacon"].type == "PRODUCT"
    assert "Temu Harbour" not in found


def test_the_head_of_a_name_stands_for_it() -> None:
    """`The Commission` is the commission last mentioned in full."""
    text = "The Harbour Safety Commission met on Monday. The Commission said little. A vote of the Commission is due."
    assert tags(text)["Harbour Safety Commission"].count == 3


def test_initials_spell_out_the_whole_name() -> None:
    """A long name given with its initials is complete, even if it goes on after an "and"."""
    found = tags("It fell, said the National Institution for Harbours and Growth (NIHG), a think tank.")
    assert "National Institution for Harbours and Growth" in found


def test_who_sent_a_report_is_not_in_it() -> None:
    """The agency in a dateline does not tag; the place does."""
    text = "HONG KONG (Harbour Press) - Temu opened a shop.\nHONG KONG, Jan. 5 (Harbour Press) -- It sells lamps."
    found = tags(text)
    assert set(found) == {"Hong Kong", "Temu"}

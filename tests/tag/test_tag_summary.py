"""Summaries are verbatim sentences that say what happened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.model import SUMMARY_WORDS, Item, Text, length_in_words
from digest.tag.article import read
from digest.tag.sentences import split
from digest.tag.summary import summarise


def summary(title: str, text: str) -> tuple[str, ...]:
    return summarise(read(Item(id="0" * 12, source="paper", url="", title=title), Text(text=text)))


def test_it_says_what_happened() -> None:
    """A summary has no byline, caption, question, quotation or standing line."""
    text = (
        "By Ann Writer\n"
        "A view of the harbour. Image Credits: Ann Lens / Pictures\n"
        "Have you ever wondered where chips come from?\n"
        "The port authority of Harbourtown said on Monday it would scan every container for smuggled chips from June.\n"
        "“It is about time,” said a docker.\n"
        "Two smugglers were fined $3 million in March after 400 chips were found among frozen prawns.\n"
        "Sign up to receive our newsletter."
    )
    assert summary("Harbourtown port to scan containers for smuggled chips", text) == (
        "The port authority of Harbourtown said on Monday it would scan every container for smuggled chips from June.",
        "Two smugglers were fined $3 million in March after 400 chips were found among frozen prawns.",
    )


def test_chinese_sentences_are_cut_properly() -> None:
    """Chinese sentences end at full stops outside quotations, and lose their dateline."""
    text = (
        "【本报讯】某港务局6月1日宣布，将检查所有集装箱。局长说：“走私芯片太多了。我们别无选择。”去年共查获芯片400枚。"
    )
    pieces = split(text)
    assert pieces[1] == "局长说：“走私芯片太多了。我们别无选择。”"
    assert summary("港务局将检查集装箱", text)[0] == "某港务局6月1日宣布，将检查所有集装箱。"
    assert split("局长说：“It opens. We are glad.” 港口周四开放。")[0] == "局长说：“It opens. We are glad.”"


def test_a_long_chinese_sentence_is_cut_at_its_semicolons() -> None:
    """A newsflash of one sentence over the limit gives the statements between its semicolons that say most."""
    first = "某港务局公布年报，全年检查集装箱四百万个，查获走私芯片四百枚，罚款总额三百万元，同比增长百分之五；"
    rest = "码头工人人数减少两成，" * 12
    chosen = summary("港务局年报：查获走私芯片四百枚", first + rest[:-1] + "。")
    assert chosen == (first,)


def test_a_correction_is_no_summary() -> None:
    """Sentences about the article itself are no part of its summary."""
    text = (
        "Correction: an earlier version gave the wrong month.\nThe council sold its shares in the chip plant on Friday."
    )
    assert summary("Council sells shares", text) == ("The council sold its shares in the chip plant on Friday.",)
    text = (
        "The council sold its shares in the chip plant on Friday. Correction, 3 June: the month was wrong.\n"
        "An earlier version of this story named another plant in the harbour.\n* The paper is owned by the council."
    )
    assert summary("A sale", text) == ("The council sold its shares in the chip plant on Friday.",)
    assert summary("出售", "【更正】本文前版数字有误。\n编者按：本文为观点。\n市议会周五宣布出售芯片厂股份。") == (
        "市议会周五宣布出售芯片厂股份。",
    )


def test_abbreviations_end_no_sentence() -> None:
    """No sentence ends after `Mr.`, `U.S.` or an initial, but one may end after `Inc.`"""
    assert split("Mr. J. Doe of the U.S. Senate bought Lamp Inc. The price was low.") == [
        "Mr. J. Doe of the U.S. Senate bought Lamp Inc.",
        "The price was low.",
    ]


@pytest.mark.parametrize(
    "sentences",
    [
        ["灯塔3, or Beacon 3, is a model of Harbour AI.", "Beacon 3 came out in June.", "It has 200 million users."],
        ["Shares rose to $2.1.", "Next came the bonds.", "iPhone sales fell.", "iPad sales did not."],
        ["The plant will open this year!", "🔥 It costs $3 billion."],
        ["Lantern AI宣布推出Beacon 3 Pro。", "港务局不予置评。"],
        ["“我们不会停工。”港务局周一表示。", "工厂六月开业。"],
        ["「我們不會停工。」王小明說，工廠六月開業。", "「好。」", "他走了。"],
    ],
)
def test_sentences_in_two_scripts(sentences: list[str]) -> None:
    """English that quotes a Chinese name is cut as English, a Chinese quotation stays with who said it, and a sentence
    may begin with a small letter or a picture."""
    joint = "" if sentences[0].endswith("。") else " "
    assert split(joint.join(sentences)) == sentences


def test_sentences_without_space_between() -> None:
    """A lost space does not join two sentences, nor does a dot in a name part one; Chinese may end so too."""
    assert split("The plant opened.Then Booking.Com agreed.Nobody knew.") == [
        "The plant opened.",
        "Then Booking.Com agreed.",
        "Nobody knew.",
    ]
    assert split("工厂开业.公司称,很好.") == ["工厂开业.", "公司称,很好."]


def test_points_of_a_list_may_be_a_summary() -> None:
    """A sentence of a list stands without its mark; footnotes, captions and shortened sentences do not stand."""
    text = (
        "- The port of Harbourtown will scan every container from June, it said on Monday.\n"
        "* The paper is owned by the port.\n▲码头扩建工程六月开工，图中为新楼外景。\n"
        "Dockers went on strike over the […]\n"
        "The post Harbourtown scans containers appeared first on Port Blog."
    )
    assert summary("A scan", text) == (
        "The port of Harbourtown will scan every container from June, it said on Monday.",
    )


@given(st.lists(st.text(alphabet="ab. AB!?\n“”芯片。，", max_size=120), max_size=6))
def test_summaries_are_short_and_verbatim(parts: list[str]) -> None:
    """A summary has at most two sentences and sixty words, all verbatim from the text, line breaks aside."""
    text = "\n".join(parts)
    chosen = summary("A title", text)
    assert len(chosen) <= 2
    assert sum(map(length_in_words, chosen)) <= SUMMARY_WORDS
    assert all("".join(sentence.split()) in "".join(text.split()) for sentence in chosen)


@given(st.text(alphabet="ab. AB!?“”芯片。！", max_size=200))
def test_cutting_loses_nothing_but_spaces(text: str) -> None:
    """The sentences of a paragraph together are the paragraph."""
    assert "".join("".join(split(text)).split()) == "".join(text.split())


def test_silence_and_brackets_say_nothing() -> None:
    """Refused comments and remarks in brackets are no part of a summary."""
    body = (
        "The port council voted on Monday to close the old lantern bridge for a year.\n"
        "The builder did not respond to a request for comment.\n(Spoilers for the first two bridges below.)"
    )
    article = read(Item(id="0" * 12, source="paper", url="", title="Old bridge shut"), Text(text=body))
    assert summarise(article) == ("The port council voted on Monday to close the old lantern bridge for a year.",)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "But the port of Harbourtown scanned containers for chips in June. Two smugglers were fined on Monday.",
            "Two smugglers were fined on Monday.",
        ),
        (
            "He said the port of Harbourtown would scan all containers for chips. Two smugglers were fined in March.",
            "Two smugglers were fined in March.",
        ),
        (
            "Yes, the port of Harbourtown scans containers for chips. Two smugglers were fined in March.",
            "Two smugglers were fined in March.",
        ),
        (
            "一是北湾港扎实检查集装箱中的走私芯片。港务局周一罚款两名走私者三百万元。",
            "港务局周一罚款两名走私者三百万元。",
        ),
        (
            "對此，北湾港宣布检查集装箱中的走私芯片。港务局周一罚款两名走私者三百万元。",
            "港务局周一罚款两名走私者三百万元。",
        ),
        (
            "随后，他宣布北湾港检查集装箱的芯片。这些芯片藏在虾里。港务局周一罚款两名走私者。",
            "港务局周一罚款两名走私者。",
        ),
    ],
)
def test_no_summary_begins_with_a_sentence_that_leans_on_another(text: str, first: str) -> None:
    """No summary opens with a pronoun or a linking word if another sentence can."""
    assert summary("Harbourtown port scans containers for chips", text)[0] == first


def test_a_leaning_sentence_stands_only_behind_its_own() -> None:
    """A sentence that depends on the one before stands only behind that one; `This month` depends on nothing."""
    text = (
        "This month the port of Harbourtown began to scan containers for smuggled chips. "
        "Who would have thought? That cost it $3 million in June, the port authority said."
    )
    assert summary("Harbourtown port scans containers for chips", text) == (
        "This month the port of Harbourtown began to scan containers for smuggled chips.",
    )


def test_a_second_sentence_adds_something() -> None:
    """A second sentence that repeats the first is left out."""
    text = (
        "The port of Harbourtown will scan every container for smuggled chips from June, it said on Monday. "
        "Every container at Harbourtown port will be scanned for smuggled chips from June, a statement said."
    )
    assert len(summary("News from the coast", text)) == 1

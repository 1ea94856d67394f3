"""Clues: words, terms, days and actors that reports of one event agree in, whatever the language."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.edit.agglomerate import agglomerate
from digest.edit.days import days
from digest.edit.glossary import glossary
from digest.edit.headline import actor
from digest.edit.phrases import fold
from digest.edit.words import pairs, stem, words

ELEMENTS = frozenset("钴镝镓锗铟钨铀钇钪钐钆镥铽铋碲锑")
"""The only concepts that one character names: it means nothing else."""


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("export controls", "出口管制"), ("sues", "起诉"), ("acquired", "收购"), ("layoffs", "裁员"), ("IPO", "上市"),
        ("fined", "罚款"), ("revenue", "营收"), ("smart glasses", "智能眼镜"), ("self-driving", "自动驾驶"),
    ],
)  # fmt: skip
def test_both_languages_speak_of_one_concept(english: str, chinese: str) -> None:
    """A phrase and its translation share a concept."""
    said = set(glossary().of_words([stem(word) for word in words(fold(english))]))
    assert said & set(glossary().of_chinese(chinese))


def test_the_longest_phrase_wins() -> None:
    """A listed company is not a listing."""
    assert list(glossary().of_chinese("上市公司")) == ["term:listed company"]


def test_the_table_is_sorted_and_whole() -> None:
    """Every row has a concept and phrases in both languages, once, in order; it is rich enough for the beat."""
    rows = [line.split("\t") for line in files("digest.edit").joinpath("glossary.tsv").read_text("utf-8").splitlines()]
    assert rows[0] == ["concept", "kind", "en", "zh"]
    concepts = [row[0] for row in rows[1:]]
    assert concepts == sorted(set(concepts))
    assert len(concepts) > 500
    for _, kind, english, chinese in rows[1:]:
        assert kind in ("act", "term")
        assert not re.search(r"[一-鿿]", english)
        assert all(re.search(r"[一-鿿]", phrase) for phrase in chinese.split(", "))
        assert all(len(phrase) > 1 or phrase in ELEMENTS for phrase in chinese.split(", "))


@pytest.mark.parametrize(
    ("word", "same"),
    [
        ("launches", "launched"),
        ("companies", "company"),
        ("traded", "trades"),
        ("prices", "pricing"),
        ("bought", "buys"),
        ("stolen", "steal"),
        ("fined", "fine"),
        ("sues", "sued"),
    ],
)
def test_inflections_have_one_stem(word: str, same: str) -> None:
    """A word's forms compare as equal."""
    assert stem(word) == stem(same)


@pytest.mark.parametrize(
    ("word", "other"), [("news", "new"), ("planes", "plans"), ("united", "unit"), ("founder", "found")]
)
def test_what_only_looks_inflected_keeps_its_own_stem(word: str, other: str) -> None:
    """A plane is no plan."""
    assert stem(word) != stem(other)


def test_model_numbers_stay_whole() -> None:
    """A product's number is part of its name in both scripts."""
    assert words(fold("Zeta-5.6 beats H200 and gpt-oss-120b")) == ["zeta56", "beats", "h200", "and", "gpt", "oss120b"]
    assert words(fold("发布Zeta-5.6模型")) == ["zeta56"]


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    """Whatever a headline holds, it has words, pairs, days and at most one actor."""
    folded = fold(text)
    assert all(words(folded))
    assert all(len(pair) == 2 for pair in pairs(folded))
    assert all(re.fullmatch(r"\d\d(-\d\d)?", day) for day in days(folded))
    assert actor(folded)[0] in folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("due by june 15", ["06-15"]), ("6月15日截止", ["06-15"]), ("in june 2026", ["06"]), ("6月中旬", ["06"]),
        ("they may act", []), ("may 3", ["05-03"]), ("a march on the capital", []), ("第16月", []),
        ("on 15 june 2026", ["06-15"]), ("the 15th of june", ["06-15"]), ("6月15号", ["06-15"]),
        ("06月05日", ["06-05"]), ("sept. 3", ["09-03"]), ("since 3 may.", ["05-03"]), ("all 3 may go", []),
        ("2026-06-15", ["06-15"]),
    ],
)  # fmt: skip
def test_days_are_the_same_in_both_languages(text: str, found: list[str]) -> None:
    """Months and days are read from both, and words that look like months are not."""
    assert list(days(text)) == found


@pytest.mark.parametrize(
    ("title", "who"),
    [("海蓝股份：预计净利润增长", "海蓝股份"), ("海蓝股份向港交所提交申请", "海蓝股份"), ("一场没有主语的风波", "")],
)
def test_who_acts_stands_in_front(title: str, who: str) -> None:
    """The actor of a Chinese headline ends at the colon or the verb."""
    assert actor(title)[0] == who


def test_a_chain_does_not_make_a_group() -> None:
    """a is like b and b like c, but c nothing like a: the stronger pair stays, the third is left out."""
    assert agglomerate(3, {(0, 1): 2000, (1, 2): 500, (0, 2): -3000}, unseen=-3000) == [[0, 1], [2]]


def test_a_group_takes_in_whoever_most_agree_with() -> None:
    """One weak pair among strong ones does not keep a report out."""
    points = {(0, 1): 2000, (0, 2): 1500, (1, 2): -500}
    assert agglomerate(4, points, unseen=-3000) == [[0, 1, 2], [3]]

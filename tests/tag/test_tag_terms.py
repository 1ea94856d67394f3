"""Terms and figures: what is kept for deciding on topics and stories later."""

from __future__ import annotations

import pytest

from digest.model import Item, Text, Topic
from digest.tag.article import read
from digest.tag.figures import figures
from digest.tag.fold import fold, simplified
from digest.tag.phrases import Phrases
from digest.tag.terms import terms

TOPICS = (
    Topic(slug="chips", title={"en": "Chips"}, strong=("export control*", "chip war", "出口管制"), weak=("chip",)),
    Topic(
        slug="us-china",
        title={"en": "US and China"},
        together=(("Washington | 华盛顿", "tariff*"),),
        against=("potato chip*",),
    ),
)


def kept(title: str, text: str) -> dict[str, int]:
    article = read(Item(id="0" * 12, source="paper", url="", title=title), Text(text=text))
    return dict(terms(article, Phrases(TOPICS)))


def test_spaces_between_scripts_make_no_difference() -> None:
    """A phrase of both scripts is found whether or not the paper puts a space between them."""
    phrases = Phrases((Topic(slug="chips", title={"en": "Chips"}, strong=("AI芯片", "国产 GPU")),))
    assert set(phrases.find("国产gpu与 ai 芯片")) == {"国产gpu", "ai芯片"}


def test_phrases_are_kept_as_the_text_writes_them() -> None:
    """Phrases are stored in the text's own words, and of nested ones only the longest."""
    found = kept(
        "Chip war", "New export-controls anger Washington. The chip war and its tariffs. Potato chips. 出口管制。"
    )
    assert found["export controls"] == 1
    assert found["chip war"] == 2
    assert "chip" not in found
    assert {"washington", "tariffs", "potato chips", "出口管制"} <= found.keys()


@pytest.mark.parametrize(
    ("english", "chinese", "figure"),
    [
        ("$24.9 billion", "249.01亿美元", "=USD 2.49e10"),
        ("7.12bn yuan", "71.2亿元", "=CNY 7.12e9"),
        ("RMB 1.3 trillion", "1.3万亿元人民币", "=CNY 1.3e12"),
        ("24 percent", "24%", "=PCT 24"),
        ("3 per cent", "百分之3", "=PCT 3"),
        ("26 companies", "26家公司", "=N 26"),
        ("16,000 jobs", "1.6万人", "=N 1.6e4"),
        ("HK$400 million", "4亿港元", "=HKD 4e8"),
        ("€620 million", "6.2億歐元", "=EUR 6.2e8"),
        ("two million cars", "200万辆车", "=N 2e6"),
        ("120 million users", "1.2亿用户", "=N 1.2e8"),
        ("2.5m users", "二百五十万名用户", "=N 2.5e6"),
        ("1.5 lakh units", "十五万台", "=N 1.5e5"),
        ("500 crore Indian rupees", "50亿印度卢比", "=INR 5e9"),
        ("half a billion dollars", "五亿美元", "=USD 5e8"),
        ("$3-5 billion", "30-50亿美元", "=USD 5e9"),
        ("NT$500 billion", "5000億元新台幣", "=TWD 5e11"),
        ("CHF 200 million", "2亿瑞士法郎", "=CHF 2e8"),
        ("4.5%", "百分之四点五", "=PCT 4.5"),
        ("$3 billion", "30多亿美元", "=USD 3e9"),
        ("10GW", "1000万千瓦", "=W 1e10"),
    ],
)
def test_figures_agree_across_languages(english: str, chinese: str, figure: str) -> None:
    """Money, percentages and counts are read alike from both languages."""
    assert figure in figures(simplified(fold(f"It was {english} then.")))
    assert figure in figures(simplified(fold(f"当时为{chinese}。")))


def test_dates_are_no_counts() -> None:
    """Years, days and ages are no counts."""
    assert not figures("in 2024 and 30 days later, a 45 year old man on 12 may, 1月28日")


def test_vague_numbers_are_no_figures() -> None:
    """Numbers that only mean many are no figures, nor are metres millions."""
    assert not figures("数千万人、上百亿元，千万不要；第十万名用户；5 m long, 4k display")


def test_no_term_is_a_sentence() -> None:
    """The terms of an article are few and short, however long its text."""
    text = "芯片出口管制" * 400 + "\n" + " ".join(f"word{n} chip war tariffs" for n in range(400))
    found = kept("A title", text)
    assert sum(len(term.encode()) for term in found) < 1000
    assert all(len(term.split()) <= 4 for term in found if not term.startswith("="))

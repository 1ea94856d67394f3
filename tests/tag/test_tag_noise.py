"""What stands in an article and does not tell its story."""

from __future__ import annotations

import pytest

from digest.tag.noise import story


@pytest.mark.parametrize(
    "line",
    [
        "By Nora Penn and Otto Lens",
        "Nora Penn@npenn / 8:00 PM",
        "Advertisement",
        "(opens in a new window)",
        "PHOTO: OTTO LENS FOR THE PAPER",
        "A collage of three screenshots of models.",
        "Elderly couple on a bench / Credit: Otto Lens",
        "—Nora Penn contributed to this article.",
        "With assistance from Otto Lens",
        "The mayor at the pier. | Photo: Otto Lens/AP",
        "Pictured: the mayor in Davos",
        "(Photo by Otto Lens)",
        "(Otto Lens/The Harbour Post)",
        "Source: company filings",
        "This story was updated with comment from the mayor.",
        "Write to Nora Penn at nora@paper.example",
        "Sign up to receive it in your inbox every Tuesday.",
        "Correction: We updated the number of cases.",
        "!function(){“use strict”;window.addEventListener(“message”)}",
        "责任编辑：周言",
        "审核 | 周言",
        "圖像加註文字，港口一景。",
        "本文不构成投资建议，市场有风险。",
    ],
)
def test_noise_goes(line: str) -> None:
    """Bylines, captions, credits, page chrome and standing lines are dropped in both languages."""
    assert story(f"The plant opened on Monday.\n{line}\nIt closed on Friday.") == [
        "The plant opened on Monday.",
        "It closed on Friday.",
    ]


def test_headlines_after_the_last_sentence_go() -> None:
    """Headlines after the last sentence belong to other articles; subheadings between paragraphs stay."""
    text = "The plant opened.\nA subhead\nIt closed.\nOther headline here\nYet another one"
    assert story(text) == ["The plant opened.", "A subhead", "It closed."]


def test_what_is_glued_to_a_paragraph_goes() -> None:
    """A caption before a rule and a source line after a Chinese sentence are cut off."""
    assert story("A view of the port © Otto Lens -------- The plant opened on Monday.") == [
        "The plant opened on Monday."
    ]
    assert story("工厂周一开工。本文来自微信公众号：灯塔，作者：周言") == ["工厂周一开工。"]
    assert story("The plant opened. Nora Penn contributed reporting to this article.") == ["The plant opened."]
    assert story("The plant opened. (Reporting by Nora Penn in Bergen; Editing by Otto Lens)") == ["The plant opened."]

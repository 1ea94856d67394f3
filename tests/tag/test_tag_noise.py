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
        "Nora Penn reported from Bergen, and Otto Lens from Harbourtown.",
        "Edited by Otto Lens",
        "A docker passes the new plant. Photo: Paper/Otto Lens",
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
        "A docker looks at the new plant in June. Photographer: Otto Lens/Paper",
        "The port's logo is seen on a ship in this illustration taken May 4.",
        "Above: the plant in Harbourtown.",
        "Let us know what you think in the comments below.",
        "The story has been corrected to say three plants.",
        "Due to an editing error, the number of plants was wrong.",
        "The post Plant opens appeared first on Port Blog.",
        "此前报道有误，工厂为三家。",
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


@pytest.mark.parametrize(
    "line",
    [
        "The port changed its privacy policy and terms of service for all who subscribe to its ferries.",
        "Users can sign up for the ferry from June.",
        "港务局在微信公众号发布公告称，码头周一开工。",
        "扩建后，码头将成为全市最大的收入来源。",
        "摄影师拍下了码头开工的一刻，现场有三百人。",
        "关注港口的居民周一到场，欢迎声不断。",
    ],
)
def test_what_tells_the_story_stays(line: str) -> None:
    """Words that standing lines have too, such as a privacy policy or an official account, may be the news."""
    assert story(f"The plant opened on Monday.\n{line}\nIt closed on Friday.")[1] == line


def test_chinese_credits_before_a_text_of_one_line_go() -> None:
    """Where a feed lost its paragraphs, credit and byline stand before the first sentence, which stays."""
    first = "港务局周一宣布，码头将于六月开放，届时每天有三十班渡轮停靠，市民凭证可免费乘坐。"
    assert story(f"图片来源：视觉图库 港口新闻记者 | 周言言 {first}") == [first]
    assert story(f"作者｜周言 编辑｜方舟 {first}") == [first]


def test_a_standing_sentence_leaves_its_paragraph() -> None:
    """A call to the reader or a correction within a paragraph goes alone; a credit takes its caption along."""
    told = "工厂周一开工，耗资三十亿元。"
    assert story(f"{told}欢迎在评论区留言。") == [told]
    told = "The plant opened on Monday."
    assert story(f"{told} The article has been updated with a comment.\nIt closed.") == [told, "It closed."]
    assert story(f"The plant in June. Photographer: Otto Lens\n{told}") == [told]


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
    assert story("工厂周一开工。（灯塔报记者 周言 摄影 方舟）") == ["工厂周一开工。"]
    assert story("工厂周一开工。（文/记者 周言 编辑/方舟）") == ["工厂周一开工。"]
    assert story("工厂周一开工。记者 周言 说了话。") == ["工厂周一开工。记者 周言 说了话。"]
    assert story("The plant opened. Nora Penn contributed reporting to this article.") == ["The plant opened."]
    assert story("The plant opened. (Reporting by Nora Penn in Bergen; Editing by Otto Lens)") == ["The plant opened."]

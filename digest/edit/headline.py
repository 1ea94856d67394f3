"""Find who acts in a headline: two reports of one event seldom differ in that, two events of one pattern always do.

Chinese market pages print the same headline for fifty companies a day, in which only the first words differ.
"""

from __future__ import annotations

import re

NEAR_START = 24
"""Characters at the start of a headline in which the first name is taken for who acts."""
VERBS = (
    "上线", "上调", "与", "下调", "预计", "发布", "向", "回应", "因", "完成", "宣布", "将", "开源", "拟", "推出",
    "收购", "正", "涉嫌", "获", "被", "计划", "递表", "启动",
)  # fmt: skip
"""Words that follow who acts in Chinese headlines."""
_PERIODS = r"第[一二三四]季度|20\d\d年"
_STOPS = r":：,，;；|丨!！?？。"
_ACTOR = re.compile(rf"^\W*(?P<who>[^{_STOPS}\s][^{_STOPS}]{{1,20}}?)(?:[:：]|(?={'|'.join(VERBS)}|{_PERIODS}))")


def actor(folded: str) -> tuple[str, int]:
    """Who acts in a folded headline, and the offset at which that ends; '' and 0 if nobody is found.

    It is what stands before the colon or, in Chinese, before the verb."""
    found = _ACTOR.match(folded)
    return (found["who"], found.end("who")) if found else ("", 0)

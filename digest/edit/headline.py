"""Who acts in a headline: reports of one event seldom differ in that, two events of one pattern always do.

Chinese market pages print the same headline for fifty companies a day; only who stands in front tells them apart.
"""

from __future__ import annotations

import re

NEAR_START = 24
"""Characters at the start of a headline within which the first name is who acts."""
VERBS = (
    "上线", "上调", "与", "下调", "预计", "发布", "向", "回应", "因", "完成", "宣布", "将", "开源", "拟", "推出",
    "收购", "正", "涉嫌", "获", "被", "计划", "递表", "启动",
)  # fmt: skip
"""What Chinese headlines go on with after who acts."""
_PERIODS = r"第[一二三四]季度|20\d\d年"
_STOPS = r":：,，;；|丨!！?？。"
_ACTOR = re.compile(rf"^\W*(?P<who>[^{_STOPS}\s][^{_STOPS}]{{1,20}}?)(?:[:：]|(?={'|'.join(VERBS)}|{_PERIODS}))")


def actor(folded: str) -> tuple[str, int]:
    """What stands before a folded headline's colon or, in Chinese, before its verb, and where that ends; else ''."""
    found = _ACTOR.match(folded)
    return (found["who"], found.end("who")) if found else ("", 0)

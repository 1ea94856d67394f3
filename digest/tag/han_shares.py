"""Find listed companies in a Chinese text by their announcements, since their names are often plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digest.tag.han import Found, Word
from digest.tag.han_firms import NAME, Edges
from digest.tag.spans import Span, occurrences

_DAYS_UP = r"(?:\d{1,2}连板|\d{1,2}天\d{1,2}板)?"
_WHEN = r"(?:今[日天]|昨[日天]|近日|日前|[晚早午]间|[在于]|\d{1,2}月\d{1,2}日|\d{1,2}日){0,3}"
_FILES = (
    rf"{_WHEN}(?:公告|(?:发布|披露)(?:了|关于)?[^，。\n]{{0,12}}(?:公告|业绩预告|业绩快报|财报|年报|季报|通知函)|披露[,，:：]"
    r"|发生工商变更|收到[^，。\n]{0,12}(?:通知书|告知书|监管函|问询函)|在(?:投资者)?互动平台|股票(?:交易|自|将|连续))"
)
_ANNOUNCES = re.compile(rf"(?:^|[\n，。；:：|｜丨】]|获悉|其中|近日|日前) ?{_DAYS_UP}(?P<name>{NAME})(?={_FILES})")
_TITLE = re.compile(rf"(?:.*[|｜丨] ?)?{_DAYS_UP}(?P<name>{NAME})[:：]")
_BEFORE = re.compile(r"(?:[\n，。；]|获悉，|宣布) ?$")
_ACTS = re.compile(rf"{_WHEN}(?:公告|公布|发布|宣布|披露|表示|申请|推出|与|拟|将|已|完成|回应|上市|股价)")


def companies(text: str, words: Sequence[Word]) -> Iterator[Found]:
    """The names before announcements to an exchange."""
    spans = [found.span("name") for found in _ANNOUNCES.finditer(text)]
    yield from Edges(words).listed(text, [*spans, *_of_title(text)])


def _of_title(text: str) -> Iterator[Span]:
    """The company before the title's colon if the text says that it did something: `灯塔新材：…` and `灯塔新材公告`."""
    title = _TITLE.match(text.partition("\n")[0])
    places = occurrences(text, title["name"]) if title else ()
    if title and any(_BEFORE.search(text, max(0, s - 4), s) and _ACTS.match(text, e) for s, e in places):
        yield title.span("name")

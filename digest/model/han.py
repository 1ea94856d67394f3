"""Tell Chinese characters from others, and read traditional ones as simplified."""

import re
from collections.abc import Callable
from functools import cache

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
"""One Chinese character."""


def has_chinese(text: str) -> bool:
    """Whether a text contains any Chinese character."""
    return HAN.search(text) is not None


def in_simplified(text: str) -> str:
    """The text in simplified characters. Its length may differ, since some phrases become others of another length."""
    return _converter()(text) if has_chinese(text) else text


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC  # loads its tables, which few commands need

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert

"""Tell the dateline from the sentence that it begins: `LONDON (Reuters) - `, `新华社北京1月5日电（记者某某）`."""

from __future__ import annotations

import re
from functools import cache

from digest.tag import tables

_SENT_BY = re.compile(
    r"^(?P<kept>[^.!?()]{0,40}(?:, [A-Z][a-z]{2,8}\.? \d{1,2} ?)?)\([A-Z][\w ./-]{1,20}\) ?(?=-)"
    r"|^(?P<bracket>[（(]?)[\u3400-\u9fff]{1,5}(?:社|网|报|台|透|新|博|经)(?=[\u3400-\u9fff]{0,6}\d{1,2}(?:月\d{1,2})?日[电讯])"
)
"""The agency in a dateline, `LONDON |(Reuters)| -`, `|新华社|北京1月5日电`, after which stands what is kept."""
_REPORTER = re.compile(r"^(.{0,24}[电讯]) ?[（(](?:记者|通讯员|编辑)[^（）()]{1,24}[）)]")


def without_sender(line: str) -> str:
    """A folded line without the agency and the reporter of its dateline; the place and the day stay."""
    return _REPORTER.sub(r"\1", _SENT_BY.sub(lambda found: found["kept"] or found["bracket"] or "", line))


def without(sentence: str) -> str:
    """A sentence without its whole dateline (`datelines.tsv`)."""
    return _whole().sub("", sentence)


@cache
def _whole() -> re.Pattern[str]:
    return re.compile("|".join(f"^(?:{line.split(chr(9))[0]})" for line in tables.lines("datelines.tsv")))

"""Say words, counts, names and dates in a language of the interface."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from digest.publish.vocabulary import (
    COUNTED,
    COUNTRIES,
    KINDS,
    LANGUAGE_NAMES,
    LANGUAGES,
    MONTHS,
    REASONS,
    STATUSES,
    TYPES,
    TYPES_MANY,
    WEEKDAYS,
    WEEKDAYS_ZH,
    WORDS,
)
from digest.weeks import week_start

DASH = "\u00a0– "
"""Between two dates; the no-break space keeps it off the start of a line."""


def interface_languages(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The languages of a site that the interface has words for, in the site's order; English if there are none."""
    spoken = tuple(dict.fromkeys(language.partition("-")[0].lower() for language in wanted))
    return tuple(language for language in spoken if language in LANGUAGES) or ("en",)


class Words(Mapping[str, str]):
    """The words of the interface in one language, `words["topics"]`, and how it says counts, names and dates."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._column = LANGUAGES.index(language)

    @property
    def gap(self) -> str:
        """The separator between two sentences."""
        return "" if self.language == "zh" else " "

    def __getitem__(self, key: str) -> str:
        return WORDS[key][self._column]

    def __iter__(self) -> Iterator[str]:
        return iter(WORDS)

    def __len__(self) -> int:
        return len(WORDS)

    def count(self, key: str, n: int) -> str:
        """`3 outlets`, `3 家媒体`."""
        one, many, chinese = COUNTED[key]
        return (chinese if self.language == "zh" else one if n == 1 else many).format(n=n)

    def say(self, key: str, **facts: object) -> str:
        """A sentence of the table with its facts filled in."""
        return self[key].format(**facts)

    def country_name(self, code: str) -> str:
        """A country's name, or its code if the table has no name."""
        return self._look(COUNTRIES, code.upper(), code)

    def kind(self, kind: str) -> str:
        """The label for an article that is not news; '' for news."""
        return self._look(KINDS, kind, "")

    def language_name(self, language: str) -> str:
        """A language's name, or its tag if the table has no name."""
        return self._look(LANGUAGE_NAMES, language.partition("-")[0].lower(), language)

    def reason(self, reason: str, chinese: Mapping[str, str] | None = None) -> str:
        """A reason for a story in this language; `chinese` maps names to Chinese. An unknown one stays as it is."""
        if self.language != "zh":
            return reason
        for english, said in REASONS.items():
            start, _, end = english.partition("{}")
            if reason == english or ("{}" in english and reason.startswith(start) and reason.endswith(end)):
                return said.format(_listed_zh(reason[len(start) : len(reason) - len(end)], chinese or {}))
        return reason

    def status_of(self, status: str) -> str:
        """What a source's status means, in two or three words."""
        return self._look(STATUSES, status, status.replace("-", " "))

    def type_name(self, kind: str, many: bool = False) -> str:
        """The word for a type of entity, like `Person`, or the plural if `many`."""
        return self._look(TYPES_MANY if many else TYPES, kind, kind)

    def _look(self, table: Mapping[str, tuple[str, str]], key: str, otherwise: str) -> str:
        return table[key][self._column] if key in table else otherwise

    def day(self, day: date) -> str:
        """`26 January 2026`, `2026年1月26日`."""
        if self.language == "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

    def weekday(self, day: date) -> str:
        """`Monday, 26 January 2026`, `2026年1月26日 星期一`."""
        if self.language == "zh":
            return f"{self.day(day)} {WEEKDAYS_ZH[day.weekday()]}"
        return f"{WEEKDAYS[day.weekday()]}, {self.day(day)}"

    def short_day(self, day: date) -> str:
        """`26 Jan`, `1月26日`: for places where the year is known."""
        if self.language == "zh":
            return f"{day.month}月{day.day}日"
        return f"{day.day} {MONTHS[day.month - 1][:3]}"

    def month(self, year: int, month: int) -> str:
        """`January 2026`, `2026年1月`."""
        return f"{year}年{month}月" if self.language == "zh" else f"{MONTHS[month - 1]} {year}"

    def month_name(self, month: int) -> str:
        """`January`, `1月`."""
        return f"{month}月" if self.language == "zh" else MONTHS[month - 1]

    def span(self, first: date, last: date) -> str:
        """`26 January – 1 February 2026`, `2026年1月26日至2月1日`: no month or year is repeated."""
        if self.language == "zh":
            return self._span_zh(first, last)
        if first.year != last.year:
            return f"{self.day(first)}{DASH}{self.day(last)}"
        start = f"{first.day}" if first.month == last.month else f"{first.day}\u00a0{MONTHS[first.month - 1]}"
        return self.day(last) if first == last else f"{start}{DASH}{self.day(last)}"

    def _span_zh(self, first: date, last: date) -> str:
        if first == last:
            return self.day(first)
        if first.year != last.year:
            return f"{self.day(first)}至{self.day(last)}"
        end = f"{last.day}日" if first.month == last.month else f"{last.month}月{last.day}日"
        return f"{self.day(first)}至{end}"

    def week(self, week: str) -> str:
        """`Week 5`, `第5周`."""
        number = int(week[6:])
        return f"第{number}周" if self.language == "zh" else f"Week {number}"

    def short_week(self, week: str) -> str:
        """`W5`, `5周`: the label below a bar."""
        number = int(week[6:])
        return f"{number}周" if self.language == "zh" else f"W{number}"

    def week_of_year(self, week: str) -> str:
        """`Week 5, 2026`, `2026年第5周`."""
        return f"{week[:4]}年{self.week(week)}" if self.language == "zh" else f"{self.week(week)}, {week[:4]}"

    def comes_out(self, day: str) -> str:
        """The sentence on when issues come out: `A new issue every Monday.`, `每周一出刊。`"""
        at = [name.lower() for name in WEEKDAYS].index(day)
        return f"每周{WEEKDAYS_ZH[at][-1]}出刊。" if self.language == "zh" else f"A new issue every {WEEKDAYS[at]}."

    def weeks(self, first: str, last: str) -> str:
        """From one week's Monday to another's Sunday: `12 June – 2 July 2023`."""
        return self.span(week_start(first).date(), week_start(last).date() + timedelta(days=6))

    def dateline(self, week: str) -> str:
        """`Week 5, 26 January – 1 February 2026`, `第5周，2026年1月26日至2月1日`."""
        monday = week_start(week).date()
        span = self.span(monday, monday + timedelta(days=6))
        return f"{self.week(week)}，{span}" if self.language == "zh" else f"{self.week(week)}, {span}"


def _listed_zh(names: str, chinese: Mapping[str, str]) -> str:
    """`Nvidia and TSMC` as `英伟达、台积电`; a known name that contains "and" is kept whole."""
    parts = [names] if names in chinese else names.split(" and ")
    return "、".join(chinese.get(part) or part for part in parts)

"""Dates are read correctly or not at all, and inferred ones are marked."""

# ruff: noqa: E501 - fixtures are lines as outlets write them

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.collect import dates

NOW = datetime(2026, 1, 29, 12, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def read(raw: str, language: str = "en", zone: str = "") -> str:
    """The moment as ISO text in UTC, or an empty string."""
    when = dates.parse(raw, zone=dates.zone_of(zone), language=language, now=NOW)
    return when.strftime("%Y-%m-%dT%H:%M:%S") if when else ""


@pytest.mark.parametrize(
    ("raw", "when"),
    [
        ("Thu, 29 Jan 2026 08:18:00 +0000", "2026-01-29T08:18:00"),
        ("Thu, 29 Jan 2026 08:18:00 GMT", "2026-01-29T08:18:00"),
        ("29 Jan 26 08:18 EST", "2026-01-29T13:18:00"),
        ("Thu, 29 Jan 2026 08:18:00 PM", "2026-01-29T20:18:00"),
        ("2026-01-29T08:18:00+0000Z", "2026-01-29T08:18:00"),
        ("29.01.2026 08:18", "2026-01-29T08:18:00"),
        ("29. 1. 2026", "2026-01-29T00:00:00"),
        ("Thu, 29 Jan 2026 12:05:00 AM", "2026-01-29T00:05:00"),
        ("Thursday, January 29, 2026 - 08:18", "2026-01-29T08:18:00"),
        ("January 29, 2026 at 8:18 PM ET", "2026-01-30T01:18:00"),
        ("Jan. 29, 2026", "2026-01-29T00:00:00"),
        ("2026-01-29T08:18:00Z", "2026-01-29T08:18:00"),
        ("2026-01-29T08:18:00.123456+08:00", "2026-01-29T00:18:00"),
        ("2026-01-29 08:18:00", "2026-01-29T08:18:00"),
        ("2026-01-29", "2026-01-29T00:00:00"),
        ("20260129T081800Z", "2026-01-29T08:18:00"),
        ("2016/6/29 15:07:41", "2016-06-29T15:07:41"),
        ("Thu Jan 29 08:18:00 2026", "2026-01-29T08:18:00"),
        ("1/29/2026 8:18:00 PM", "2026-01-29T20:18:00"),
        ("1769674680", "2026-01-29T08:18:00"),
        ("1769674680000", "2026-01-29T08:18:00"),
        ("3 hours ago", "2026-01-29T09:00:00"),
        ("2026-01-29T24:00:00Z", "2026-01-30T00:00:00"),
        ("Thu, 29 Jan 2026 08:18:60 GMT", "2026-01-29T08:18:59"),
    ],
)  # fmt: skip
def test_forms_that_feeds_use(raw: str, when: str) -> None:
    """RFC 822 with its zones and clocks, ISO 8601, asctime, numbers, and ages."""
    assert read(raw) == when


@pytest.mark.parametrize(
    ("raw", "when"),
    [
        ("2026年1月29日", "2026-01-28T16:00:00"),
        ("2026年1月29日 20:18", "2026-01-29T12:18:00"),
        ("2026年01月29日 下午8:18", "2026-01-29T12:18:00"),
        ("2026年1月29日 星期四 上午9时5分", "2026-01-29T01:05:00"),
        ("1月28日 20:18", "2026-01-28T12:18:00"),
        ("12月31日 20:00", "2025-12-31T12:00:00"),
        ("1小时前", "2026-01-29T11:00:00"),
        ("30分钟前", "2026-01-29T11:30:00"),
        ("昨天 12:30", "2026-01-28T04:30:00"),
        ("刚刚", "2026-01-29T12:00:00"),
        ("Thu, 29 Jan 2026 20:18:00 CST", "2026-01-29T12:18:00"),
        ("2026-01-29 20:18:00", "2026-01-29T12:18:00"),
    ],
)
def test_chinese_forms(raw: str, when: str) -> None:
    """Chinese dates, ages and clocks, in the source's own zone; CST is China's there."""
    assert read(raw, "zh", "Asia/Shanghai") == when


@pytest.mark.parametrize(
    ("raw", "language", "when"),
    [
        ("gio, 29 dic 2022 10:00:00 +0100", "it", "2022-12-29T09:00:00"),
        ("Mo, 12 Jan 2026 10:00:00 +0100", "de", "2026-01-12T09:00:00"),
        ("29 janvier 2026", "fr", "2026-01-29T00:00:00"),
    ],
)
def test_other_languages(raw: str, language: str, when: str) -> None:
    """Month names of the source's language."""
    assert read(raw, language) == when


@pytest.mark.parametrize(
    "raw",
    [
        "", "0000-00-00", "0000-00-00T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "0001-01-01", "31 Feb 2026", "31 Feb",
        "2026-13-45", "99/99/2026 99:99:99 PM", "05/06/2026", "yesterday maybe", "2026", "Thu, 29 Jan 2026 08:18:00 XYZ",
        "x" * 5000, "2026-01-29" + "0" * 100, "29 Jan", "last Tuesday", "1月",
        f"Thu, 29 Jan 2026 08:18:00.123456789 AM +0000 ({'x' * 25})",
    ],
)  # fmt: skip
def test_what_cannot_be_true_or_told_is_no_date(raw: str) -> None:
    """1970, year 1, the 31st of February, a zone nobody knows, day or month first, and junk."""
    assert read(raw) == ""


def test_a_date_of_the_future_is_clamped_and_marked() -> None:
    """It was not published later than it was read."""
    assert dates.believed(NOW + timedelta(days=3), NOW) == (NOW, True)
    assert dates.believed(NOW - timedelta(days=3), NOW) == (NOW - timedelta(days=3), False)
    assert dates.believed(None, NOW) == (None, True)


@given(st.text(max_size=80), st.sampled_from(["en", "zh", "it", "xx", ""]))
def test_any_text_is_a_date_or_none(raw: str, language: str) -> None:
    """Nothing raises, and whatever comes out is in UTC and after 1990."""
    when = dates.parse(raw, zone=SHANGHAI, language=language, now=NOW)
    assert when is None or (when.tzinfo is UTC and when >= dates.EARLIEST)


@given(st.datetimes(min_value=datetime(1991, 1, 1), max_value=datetime(2090, 1, 1)))  # noqa: DTZ001 - hypothesis wants naive bounds
def test_every_moment_survives_its_own_spelling(moment: datetime) -> None:
    """What is written in the two standard forms is read back."""
    when = moment.replace(microsecond=0, tzinfo=UTC)
    for form in ("%Y-%m-%dT%H:%M:%SZ", "%a, %d %b %Y %H:%M:%S +0000"):
        assert dates.parse(when.strftime(form), zone=SHANGHAI, language="en", now=NOW) == when

"""Parse the dates that feeds and pages write, strictly or not at all.

Known forms come first (ISO 8601, RFC 822, asctime, year-first, Chinese, "3 hours ago"), each with its own pattern.
Only then dateparser is tried, in the source's language and never on free text. Impossible dates are rejected.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LIMIT = 64
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)

# Hours east of UTC, for the names in RFC 822 and others that feeds use. CST means Chicago unless the source is Chinese.
_ZONES = {
    "": None, "z": 0.0, "ut": 0.0, "utc": 0.0, "gmt": 0.0, "wet": 0.0, "bst": 1.0, "cet": 1.0, "west": 1.0, "met": 1.0,
    "cest": 2.0, "eet": 2.0, "sast": 2.0, "eest": 3.0, "msk": 3.0, "ist": 5.5, "pkt": 5.0, "hkt": 8.0, "sgt": 8.0,
    "awst": 8.0, "jst": 9.0, "kst": 9.0, "aest": 10.0, "aedt": 11.0, "nzst": 12.0, "nzdt": 13.0, "est": -5.0,
    "edt": -4.0, "et": -5.0, "cst": -6.0, "cdt": -5.0, "mst": -7.0, "mdt": -6.0, "pst": -8.0, "pdt": -7.0, "akst": -9.0,
    "akdt": -8.0, "hst": -10.0,
}  # fmt: skip
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: i for i, name in enumerate(_MONTH_NAMES, 1)}
_CLOCK = r"(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,]\d{1,9})?)?\s*(?P<half>[ap]\.?m\.?)?"
_ZONE = r"\s*(?P<zone>[a-z]{1,4}\b)?\s*(?P<offset>[+-]\d{2}:?\d{2}|[+-]\d{2})?z?\s*(?:\([^)]{0,30}\))?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<y>\d{{4}})[-/.](?P<mo>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?:(?:\s*t\s*|[\s,]+){_CLOCK}{_ZONE})?",
        rf"(?P<d>\d{{1,2}})\.\s?(?P<mo>\d{{1,2}})\.\s?(?P<y>\d{{4}})(?:[\s,]+{_CLOCK}{_ZONE})?",
        r"(?P<y>\d{4})(?P<mo>\d{2})(?P<d>\d{2})(?:t?(?P<h>\d{2})(?P<m>\d{2})(?P<s>\d{2})?(?P<zone>z)?)?",
        rf"(?:[a-z]{{3,9}}\.?,?\s*)?(?P<d>\d{{1,2}})[\s-](?P<mon>[a-z]{{3,9}})\.?,?[\s-](?P<y>\d{{4}}|\d{{2}})(?:[\s,]+{_CLOCK}{_ZONE})?",
        rf"(?:[a-z]{{3,9}}\.?,?\s+)?(?P<mon>[a-z]{{3,9}})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?:(?:[\s,]+|\s+at\s+){_CLOCK}{_ZONE})?",
        rf"(?:[a-z]{{3}}\s+)?(?P<mon>[a-z]{{3}})\s+(?P<d>\d{{1,2}})\s+{_CLOCK}{_ZONE}\s+(?P<y>\d{{4}})",
        rf"(?P<mo>\d{{1,2}})/(?P<d>\d{{1,2}})/(?P<y>\d{{4}})\s+(?P<h>\d{{1,2}}):(?P<m>\d{{2}})(?::(?P<s>\d{{2}}))?\s*(?P<half>[ap]m){_ZONE}",
    )
)
_CHINESE = re.compile(
    r"(?:(?P<y>\d{4})\s*[年/-]\s*)?(?P<mo>\d{1,2})\s*[月/-]\s*(?P<d>\d{1,2})\s*[日号號]?\s*"
    r"(?:(?:星期|周|週|礼拜)[一二三四五六日天])?\s*(?P<part>凌晨|早上|上午|中午|下午|傍晚|晚上|晚间)?\s*"
    r"(?:(?P<h>\d{1,2})\s*[:：时時点點]\s*(?P<m>\d{1,2})?\s*分?(?:[:：]?(?P<s>\d{1,2})秒?)?)?"
)
_CHINESE_DAY = re.compile(r"(?P<day>今天|昨天|前天|今日|昨日)\s*(?:(?P<h>\d{1,2})[:：](?P<m>\d{2}))?")
_AGO = re.compile(
    r"(?P<n>\d{1,3}|an?|one|几|半)\s*(?:个)?\s*"
    r"(?P<unit>秒|seconds?|secs?|分钟|分鐘|minutes?|mins?|小时|小時|hours?|hrs?|天|日|days?|周|週|weeks?)\s*(?:之?前|ago)",
    re.IGNORECASE,
)
_UNITS = {
    "秒": 1, "s": 1, "分": 60, "m": 60, "小": 3600, "h": 3600, "天": 86400, "日": 86400, "d": 86400,
    "周": 604800, "週": 604800, "w": 604800,
}  # fmt: skip
_DAYS = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}
_JUST_NOW = frozenset({"刚刚", "剛剛", "just now", "now"})


def zone_of(name: str) -> tzinfo:
    """The IANA time zone of this name; UTC if the name is empty or unknown."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def parse(raw: str, *, zone: tzinfo, language: str, now: datetime) -> datetime | None:
    """The moment that `raw` names, in UTC; None if there is no credible one. `zone` applies to dates that name none."""
    raw = " ".join(raw.split())
    if not raw or len(raw) > LIMIT:
        return None
    for read in (_known_form, _number, _relative, _chinese, _localised):
        if (when := read(raw, zone, language, now)) is not None:
            return when if when >= EARLIEST else None
    return None


def believed(when: datetime | None, now: datetime) -> tuple[datetime | None, bool]:
    """The date, and whether it had to be inferred: a future date is replaced by `now`."""
    return (now, True) if when is not None and when > now else (when, when is None)


def _known_form(raw: str, zone: tzinfo, language: str, now: datetime) -> datetime | None:
    for form in _FORMS:
        if found := form.fullmatch(raw):
            return _moment(found.groupdict(), zone, language)
    return None


def _moment(part: dict[str, str | None], zone: tzinfo, language: str) -> datetime | None:
    month = int(part["mo"] or 0) if "mo" in part else _MONTHS.get((part.get("mon") or "")[:3].lower(), 0)
    where = _zone(part.get("zone") or "", part.get("offset") or "", zone, language)
    hour = _hour(int(part.get("h") or 0), part.get("half") or "")
    if where is None or hour is None:
        return None
    day = int(part["d"] or 0)
    return _made(_year(part["y"] or ""), month, day, hour, int(part.get("m") or 0), int(part.get("s") or 0), where)


def _made(year: int, month: int, day: int, hour: int, minute: int, second: int, zone: tzinfo) -> datetime | None:
    extra = timedelta(days=1) if hour == 24 and minute == second == 0 else timedelta()
    try:
        local = datetime(year, month, day, 0 if extra else hour, minute, min(second, 59), tzinfo=zone)
        return (local + extra).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (1900 if year >= 90 else 2000)


def _hour(hour: int, half: str) -> int | None:
    if not half or hour > 12:
        return hour
    return None if hour == 0 and half[0] in "pP" else hour % 12 + (12 if half[0] in "pP" else 0)


def _zone(name: str, offset: str, zone: tzinfo, language: str) -> tzinfo | None:
    """The zone that a date names, else the source's; None if the name is unknown, as the date is then ambiguous."""
    if offset:
        digits = offset.replace(":", "")
        minutes = int(digits[1:3]) * 60 + int(digits[3:5] or 0)
        return timezone(timedelta(minutes=-minutes if digits[0] == "-" else minutes)) if minutes < 1440 else None
    if not name:
        return zone
    if name.lower() == "cst" and language.startswith("zh"):
        return timezone(timedelta(hours=8))
    hours = _ZONES.get(name.lower())
    return None if hours is None else timezone(timedelta(hours=hours))


def _number(raw: str, zone: tzinfo, language: str, now: datetime) -> datetime | None:
    """The moment that a bare number names: seconds or milliseconds since 1970."""
    if not re.fullmatch(r"\d{9,10}|\d{13}", raw):
        return None
    return datetime.fromtimestamp(int(raw) / (1000 if len(raw) == 13 else 1), UTC).replace(microsecond=0)


def _relative(raw: str, zone: tzinfo, language: str, now: datetime) -> datetime | None:
    if raw.lower() in _JUST_NOW:
        return now
    if not (found := _AGO.fullmatch(raw)):
        return None
    unit = _UNITS[found["unit"][0].lower()]
    count = {"半": 0.5, "几": 3.0}.get(found["n"]) or (float(found["n"]) if found["n"].isdigit() else 1.0)
    return (now - timedelta(seconds=unit * count)).replace(microsecond=0)


def _chinese(raw: str, zone: tzinfo, language: str, now: datetime) -> datetime | None:
    here = now.astimezone(zone)
    if found := _CHINESE_DAY.fullmatch(raw):
        day = here - timedelta(days=_DAYS[found["day"]])
        return _made(day.year, day.month, day.day, int(found["h"] or 0), int(found["m"] or 0), 0, zone)
    if not (found := _CHINESE.fullmatch(raw)) or ("月" not in raw and not found["h"]):
        return None
    hour = _chinese_hour(int(found["h"] or 0), found["part"] or "")
    clock = (int(found["mo"]), int(found["d"]), hour, int(found["m"] or 0), int(found["s"] or 0), zone)
    if found["y"]:
        return _made(int(found["y"]), *clock)
    when = _made(here.year, *clock)
    return _made(here.year - 1, *clock) if when and when > now + timedelta(days=1) else when


def _chinese_hour(hour: int, part: str) -> int:
    if part in {"下午", "傍晚", "晚上", "晚间"} and hour < 12:
        return hour + 12
    return 0 if part == "凌晨" and hour == 12 else hour


def _localised(raw: str, zone: tzinfo, language: str, now: datetime) -> datetime | None:
    """The date with month names of other languages, read by dateparser; None unless it is complete, with its year."""
    read = _dateparser() if re.search(r"\b(19|20)\d\d\b", raw) and re.search(r"[^\W\d_]{2}", raw) else None
    if read is None:
        return None
    when = read(raw, language.split("-")[0].lower(), now)
    try:
        return (
            (when if when.tzinfo else when.replace(tzinfo=zone)).astimezone(UTC).replace(microsecond=0)
            if when
            else None
        )
    except OverflowError:
        return None


def _dateparser() -> Callable[[str, str, datetime], datetime | None]:
    import dateparser

    def read(raw: str, language: str, now: datetime) -> datetime | None:
        settings = {
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PARSERS": ["absolute-time"],
            "RELATIVE_BASE": now.replace(tzinfo=None),
        }
        try:
            found: datetime | None = dateparser.parse(
                raw, languages=[language] if language else None, settings=settings
            )
        except (ValueError, OverflowError, TypeError):
            return None
        return found

    return read

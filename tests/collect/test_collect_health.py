"""The state of a source: judged from one reading, told in one sentence, and not touched by what taught nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digest.collect import answers, coverage
from digest.collect import health as judge
from digest.collect.exchange import Response
from digest.collect.feeds import Feed
from digest.model import Failure, Health, Item, Source

NOW = datetime(2026, 1, 29, 12, tzinfo=UTC)
SOURCE = Source(id="outlet", name="Outlet", url="https://outlet.example/feed")
ENGLISH = (
    "The ministry said on Monday that it will publish the rules for the export of chips",
    "A court has told the company to open its platform to the shops of others",
    "What the new law on data means for the makers of electric cars in the region",
    "The regulator fined the search company for the way in which it ranks offers",
    "Engineers explain how the model was trained on a cluster of older chips",
    "The two governments agreed to talk about the tariffs on batteries in the spring",
)
SPAM = (
    "Cheap running shoes outlet sale free shipping worldwide",
    "Best online casino bonus no deposit free spins today",
    "Replica handbags discount store buy now",
    "Sports betting odds tips win big every day",
    "Sneakers for sale authentic brands lowest price",
    "Slot gacor hari ini terpercaya situs judi online",
)
SHOES = (
    "The lightweight running shoes of this summer are made for women who walk all day",
    "How to choose the right sneakers for your feet and for the way that you run",
    "Our leather boots are back in the store, and they will be there for the spring",
    "What the new sandals mean for the comfort of your feet on a long day",
    "The heels that go with any dress, and the company that makes them by hand",
    "Why the slippers of our shop are a gift for the whole family in the winter",
)
GARDEN = (
    "Mulch keeps moisture around tomato seedlings during drought",
    "Pruning roses before frost encourages stronger blossoms",
    "Composting kitchen scraps enriches sandy vegetable borders",
    "Greenhouse cucumbers prefer humid mornings without draught",
    "Perennial lavender attracts bumblebees throughout August",
    "Watering orchids sparingly prevents rotting beneath bark",
)
GAMBLING = (
    "真人荷官在线发牌，注册即送彩金",
    "今年最稳定的棋牌平台，提款秒到账",
    "足球投注的赔率更新，新的玩法稳赚",
    "电子游艺平台首存翻倍",
    "百家乐的必胜打法对新手有什么影响",
    "体育竞猜发布新的规定，中奖率继续增长",
)
CHINESE = (
    "监管部门发布新的规定要求企业报告",
    "芯片公司公布了今年的财务报告",
    "电动汽车的出口在今年继续增长",
    "法院要求平台开放接口",
    "新的法律对数据有什么影响",
)


def feed(titles: tuple[str, ...], *, start: int = 0, host: str = "outlet.example", age_days: float = 0) -> Feed:
    """A feed of these titles, six hours apart."""
    return Feed(
        items=tuple(
            Item(
                id=f"{start + i:012x}", source="outlet", url=f"https://{host}/{start + i}", title=title,
                published=NOW - timedelta(days=age_days, hours=6 * i),
            )
            for i, title in enumerate(titles)
        )
    )  # fmt: skip


def answer(body: bytes = b"x", status: int = 200, moved: str = "", **headers: str) -> Response:
    """An answer of the feed's server."""
    return Response(
        url=SOURCE.url,
        status=status,
        body=body,
        moved=moved,
        headers={n.replace("_", "-"): v for n, v in headers.items()},
    )


def after(read: Feed, before: Health | None = None, now: datetime = NOW, **more: str) -> Health:
    """The health after this reading."""
    return judge.read(before or judge.start(SOURCE, None), read, answer(repr(read).encode(), **more), SOURCE, now)


def test_a_good_reading_is_ok_and_remembers_what_it_needs() -> None:
    """Validators, digest, window, newest date and profile."""
    health = after(feed(ENGLISH), etag='"1"', last_modified="Thu, 29 Jan 2026 11:00:00 GMT")
    assert (health.status, health.reason, health.remedy) == ("ok", "", "")
    assert (health.etag, health.modified) == ('"1"', "Thu, 29 Jan 2026 11:00:00 GMT")
    assert health.items == len(health.window) == len(ENGLISH)
    assert (health.newest, health.read, health.since) == (NOW, NOW, NOW)


@pytest.mark.parametrize("status", [304, 200])
def test_an_unchanged_answer_changes_nothing(status: int) -> None:
    """Neither its date nor a counter: the same world leaves the same bytes."""
    health = after(feed(ENGLISH), etag='"1"')
    later = judge.unchanged(health, answer(status=status, etag='"1"'), NOW + timedelta(hours=6))
    assert later == health


def test_a_renewed_validator_is_kept_with_the_other() -> None:
    """A server may renew the ETag on a 304 and leave the date."""
    health = after(feed(ENGLISH), etag='"1"', last_modified="yesterday")
    later = judge.unchanged(health, answer(status=304, etag='"2"'), NOW)
    assert (later.etag, later.modified) == ('"2"', "yesterday")


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (401, "blocked from CI"),
        (403, "blocked from CI"),
        (404, "failed"),
        (410, "gone"),
        (429, "waiting"),
        (451, "blocked from CI"),
        (500, "failed"),
        (503, "waiting"),
    ],
)
def test_what_a_status_means(status: int, word: str) -> None:
    """Each has a reason and a remedy in plain words, and keeps all that was known."""
    failure = answers.refused(answer(status=status), source=SOURCE, stage="fetch", url=SOURCE.url)
    assert failure is not None
    assert failure.status == word
    assert str(status) in failure.reason
    assert failure.remedy
    known = after(feed(ENGLISH), etag='"1"')
    health = judge.failed(known, failure, NOW + timedelta(days=1), answer(status=status))
    assert (health.status, health.since) == (word, NOW + timedelta(days=1))
    assert (health.etag, health.window, health.newest) == (known.etag, known.window, known.newest)
    again = judge.failed(health, failure, NOW + timedelta(days=1), answer(status=status))
    assert again == health


@pytest.mark.parametrize("status", [200, 304])
def test_good_answers_are_no_failures(status: int) -> None:
    """Also a 304 that says text/html."""
    assert (
        answers.refused(answer(status=status, content_type="text/html"), source=SOURCE, stage="fetch", url="") is None
    )


def test_a_challenge_is_a_block_whatever_its_status() -> None:
    """A server that wants to see a person says so in a header."""
    failure = answers.refused(answer(status=503, cf_mitigated="challenge"), source=SOURCE, stage="fetch", url="")
    assert failure is not None
    assert failure.status == "blocked from CI"


@pytest.mark.parametrize(
    ("raw", "until"),
    [
        ("120", NOW + timedelta(minutes=2)),
        ("Thu, 29 Jan 2026 13:00:00 GMT", NOW + timedelta(hours=1)),
        ("99999999", NOW + timedelta(days=30)),
        ("Thu, 29 Jan 2099 13:00:00 GMT", NOW + timedelta(days=30)),
        ("Thu, 29 Jan 2015 13:00:00 GMT", None),
        ("2026-01-29T13:00:00Z", NOW + timedelta(hours=1)),
        ("90.5", NOW + timedelta(seconds=90)),
        ("Fri, 31 Dec 9999 23:59:59 -1200", None),
        ("Fri, 30 Jan 2026 12:00:00 +9999", None),
        ("²", None),
        ("\N{MATHEMATICAL BOLD DIGIT ONE}20", None),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("9" * 400, None),
    ],
)
def test_retry_after_in_either_form_is_kept_within_a_month(raw: str, until: datetime | None) -> None:
    """Seconds or a date; what can't be read or has passed is none."""
    assert answers.wait_until({"retry-after": raw}, NOW) == until
    failure = Failure(source="outlet", stage="fetch", reason="it asks for fewer requests (429)", status="waiting")
    assert judge.failed(Health(source="outlet"), failure, NOW, answer(status=429, retry_after=raw)).retry_after == until


def test_a_server_that_does_not_say_how_long_is_left_for_longer_each_time() -> None:
    """As long again as it has asked for rest, at most a day; other failures are asked about in every run."""
    failure = Failure(source="outlet", stage="fetch", reason="busy (503)", status="waiting", remedy="nothing")
    first = judge.failed(after(feed(ENGLISH)), failure, NOW, answer(status=503))
    assert (first.retry_after, first.remedy) == (None, "nothing")
    for hours, rest in ((6, 6), (12, 12), (24, 24), (96, 24)):
        later = NOW + timedelta(hours=hours)
        health = judge.failed(first, failure, later, answer(status=503))
        assert health.retry_after == later + timedelta(hours=rest)
        assert f"{health.retry_after:%Y-%m-%d %H:%M} UTC" in health.remedy
    gone = replace(failure, status="timed out")
    assert judge.failed(judge.failed(first, gone, NOW), gone, NOW + timedelta(days=3)).retry_after is None


def test_silence_is_stale_however_fresh_the_feed_claims_to_be() -> None:
    """No item for several times the usual gap; also where the server only says 304."""
    health = after(feed(ENGLISH))
    later = judge.unchanged(health, answer(status=304), NOW + timedelta(days=8))
    assert (later.status, later.since) == ("stale", NOW + timedelta(days=8))
    assert "2026-01-29" in later.reason
    assert judge.unchanged(later, answer(status=304), NOW + timedelta(days=9)) == later
    assert after(feed(ENGLISH, age_days=9)).status == "stale"


def test_a_slow_feed_is_not_stale_after_a_week() -> None:
    """What writes twice a month may be silent for three weeks."""
    slow = Feed(
        items=tuple(replace(item, published=NOW - timedelta(days=14 * i)) for i, item in enumerate(feed(ENGLISH).items))
    )
    health = after(slow)
    assert judge.unchanged(health, answer(status=304), NOW + timedelta(days=21)).status == "ok"


def test_empty_and_thin_feeds_are_told() -> None:
    """No item at all, and far fewer than usual."""
    assert after(Feed(items=())).status == "empty"
    usual = after(feed(ENGLISH * 3))
    thin = after(feed(ENGLISH[:2]), usual)
    assert thin.status == "thin"
    assert f"2 items where {len(ENGLISH) * 3} are usual" in thin.reason


def test_a_move_is_suggested_and_nothing_else() -> None:
    """The editor's address stays; the new one stands in the reason."""
    health = judge.read(judge.start(SOURCE, None), feed(ENGLISH), answer(moved="https://new.example/feed"), SOURCE, NOW)
    assert health.status == "moved"
    assert "https://new.example/feed" in health.reason
    assert health.url == SOURCE.url


@pytest.mark.parametrize(
    ("titles", "host", "what"),
    [
        (SPAM, "outlet.example", "vocabulary"),
        (SHOES, "outlet.example", "vocabulary"),
        (GARDEN, "outlet.example", "vocabulary"),
        (CHINESE, "outlet.example", "language"),
        (tuple(f"{t} as well" for t in ENGLISH), "casino.example", "host"),
    ],
)
def test_a_feed_that_becomes_another_is_quarantined(titles: tuple[str, ...], host: str, what: str) -> None:
    """Language, host or vocabulary jumped at once: nothing of it is taken until the editor has looked."""
    health = after(feed(ENGLISH))
    jumped = after(feed(titles, start=100, host=host), health, NOW + timedelta(days=1))
    assert jumped.status == "quarantined"
    assert what in jumped.reason
    assert "digest sources accept outlet" in jumped.remedy
    assert jumped.window == health.window
    assert judge.unchanged(jumped, answer(status=304), NOW + timedelta(days=2)).status == "quarantined"
    assert after(feed(titles, start=100, host=host), judge.accept(jumped), NOW + timedelta(days=2)).status == "ok"
    assert after(feed(ENGLISH), jumped, NOW + timedelta(days=2)).status == "ok"


def test_a_chinese_feed_that_turns_to_gambling_is_quarantined() -> None:
    """The same language and host, and another trade."""
    jumped = after(feed(GAMBLING, start=100), after(feed(CHINESE)), NOW + timedelta(days=1))
    assert (jumped.status, "vocabulary" in jumped.reason) == ("quarantined", True)


def test_old_items_do_not_cover_a_takeover() -> None:
    """A new owner may leave what was there: its own items are judged by themselves."""
    health = after(feed(ENGLISH))
    mixed = Feed(items=(*feed(SHOES, start=100).items, *feed(ENGLISH).items))
    assert after(mixed, health, NOW + timedelta(days=1)).status == "quarantined"


def test_an_outlet_that_always_had_offers_may_have_them() -> None:
    """What is usual is no jump, nor is a deal or two among the news."""
    shop = after(feed(SHOES))
    assert (
        after(feed(tuple(f"{title} again" for title in SHOES), start=100), shop, NOW + timedelta(days=1)).status == "ok"
    )
    news = tuple(title.replace("chips", "phones") for title in ENGLISH)
    some = feed((SHOES[0], *news), start=200)
    assert after(some, after(feed(ENGLISH)), NOW + timedelta(days=1)).status == "ok"


def test_a_quarantine_is_not_called_unchanged() -> None:
    """`not modified` is said of what is well; a warning stays a warning on the days without news."""
    assert judge.shown(after(feed(ENGLISH))) == "not modified"
    assert judge.shown(after(feed(ENGLISH, age_days=40))) == "stale"


def test_news_of_the_next_week_is_no_jump() -> None:
    """The same language and beat in other words."""
    later = tuple(
        title.replace("chips", "phones").replace("company", "bank").replace("data", "patents") for title in ENGLISH
    )
    assert after(feed(later[::-1], start=100), after(feed(ENGLISH)), NOW + timedelta(days=3)).status == "ok"


def test_pages_that_are_all_refused_are_the_state_of_the_source() -> None:
    """Until one of them is not; and an unchanged feed does not forget it."""
    health = after(feed(ENGLISH))
    no = Failure(
        source="outlet",
        stage="page",
        reason="robots.txt does not allow the page",
        status="refused by robots",
        remedy="write",
    )
    refused = judge.after_pages(health, [no, no], 2, NOW)
    assert (refused.status, refused.remedy) == ("refused by robots", "write")
    assert judge.unchanged(refused, answer(status=304), NOW + timedelta(days=1)) == refused
    assert judge.after_pages(refused, [no], 2, NOW).status == "ok"
    blocked = replace(no, status="blocked from CI", reason="it refuses this machine (403)")
    assert judge.after_pages(health, [blocked], 1, NOW).status == "thin"
    assert judge.after_pages(health, [no], 0, NOW) == health


def test_pages_that_all_fail_make_a_source_thin() -> None:
    """Two that fail are chance, three are not; one that is read ends it."""
    health = after(feed(ENGLISH))
    lost = Failure(source="outlet", stage="page", reason="there is nothing at its address (404)", remedy="look")
    assert judge.after_pages(health, [lost] * 2, 2, NOW).status == "ok"
    thin = judge.after_pages(health, [lost] * 3, 3, NOW)
    assert (thin.status, thin.reason) == ("thin", "its pages: there is nothing at its address (404)")
    assert "its feed carried" in thin.remedy
    assert judge.after_pages(thin, [lost] * 2, 3, NOW).status == "ok"


def test_one_reading_tells_nothing_of_what_was_missed() -> None:
    """Neither a first one, however much it left, nor one without dates that has nothing in common with the last."""
    assert after(feed(ENGLISH)).missed is None
    undated = Feed(items=tuple(replace(item, published=None, date_inferred=True) for item in feed(ENGLISH).items))
    assert coverage.missed(None, ["other"], NOW, undated) is None
    assert coverage.missed(None, [undated.items[0].id], NOW, undated) == 0.0


def test_overlapping_windows_miss_nothing() -> None:
    """One common item shows that none came and went unseen."""
    read = feed(ENGLISH)
    assert coverage.missed(None, [read.items[-1].id], NOW - timedelta(hours=30), read) == 0.0
    assert coverage.missed(0.5, [read.items[-1].id], NOW - timedelta(hours=30), read) == 0.35


def test_an_item_that_stays_on_top_does_not_make_windows_meet() -> None:
    """It is old, and between it and the new ones others may have come and gone."""
    pinned = replace(feed(ENGLISH).items[0], id="pinned", published=NOW - timedelta(days=40))
    read = Feed(items=(*feed(ENGLISH).items, pinned))
    before = NOW - timedelta(days=10)
    alone = coverage.missed(None, ["other"], before, feed(ENGLISH))
    assert alone is not None
    assert alone > 0.5
    assert coverage.missed(None, ["pinned", "other"], before, read) == alone


def test_windows_that_do_not_meet_have_missed_what_the_pace_tells() -> None:
    """An item in six hours, and 60 hours without a common item: about nine of fifteen."""
    read = feed(ENGLISH)
    newest = min(item.published for item in read.items if item.published) - timedelta(hours=60)
    estimate = coverage.missed(0.0, ["other"], newest, read) / (1 - coverage.MEMORY)
    assert 0.5 < estimate < 0.7
    assert coverage.missed(0.4, [], None, read) == 0.4


def test_another_address_starts_anew_and_secrets_are_not_kept() -> None:
    """The editor's new address has no past; a token of it is not written down."""
    health = after(feed(ENGLISH))
    moved = replace(SOURCE, url="https://outlet.example/new?token=abc123")
    fresh = judge.start(moved, health)
    assert (fresh.read, fresh.etag) == (None, "")
    assert "abc123" not in repr(fresh)
    assert judge.start(moved, fresh) == fresh
    assert judge.start(SOURCE, health) == health

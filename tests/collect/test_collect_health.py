"""A source's status after each reading, with its reason and remedy."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from source_states import ENGLISH, NOW, SOURCE, after, answer, feed

from digest.collect import answers
from digest.collect import health as judge
from digest.collect.feeds import Feed
from digest.model import Failure, Health


def test_a_good_reading_is_ok_and_remembers_what_it_needs() -> None:
    """Validators, digest, window, newest date and profile."""
    health = after(feed(ENGLISH), etag='"1"', last_modified="Thu, 29 Jan 2026 11:00:00 GMT")
    assert (health.status, health.reason, health.remedy) == ("ok", "", "")
    assert (health.etag, health.modified) == ('"1"', "Thu, 29 Jan 2026 11:00:00 GMT")
    assert health.items == len(health.window) == len(ENGLISH)
    assert (health.newest, health.read, health.since) == (NOW, NOW, NOW)


@pytest.mark.parametrize("status", [304, 200])
def test_an_unchanged_answer_changes_nothing(status: int) -> None:
    """No date and no counter changes, so that the stored bytes stay the same."""
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
    """Each failure has a reason and a remedy, and leaves all else that was known unchanged."""
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
    """This includes a 304 labelled text/html."""
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
    """It may be seconds or a date; one that cannot be read or has passed is ignored."""
    assert answers.wait_until({"retry-after": raw}, NOW) == until
    failure = Failure(source="outlet", stage="fetch", reason="it asks for fewer requests (429)", status="waiting")
    assert judge.failed(Health(source="outlet"), failure, NOW, answer(status=429, retry_after=raw)).retry_after == until


def test_a_server_that_does_not_say_how_long_is_left_for_longer_each_time() -> None:
    """It is left as long again as it has been busy, up to a day; after other failures it is asked in every run."""
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
    """A feed with two items a month may be silent for three weeks."""
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


def test_pages_that_are_all_refused_are_the_state_of_the_source() -> None:
    """The status stays until a page can be read, even while the feed is unchanged."""
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
    """Two failed pages are not enough, three are; one successful page ends it."""
    health = after(feed(ENGLISH))
    lost = Failure(source="outlet", stage="page", reason="there is nothing at its address (404)", remedy="look")
    assert judge.after_pages(health, [lost] * 2, 2, NOW).status == "ok"
    thin = judge.after_pages(health, [lost] * 3, 3, NOW)
    assert (thin.status, thin.reason) == ("thin", "its pages: there is nothing at its address (404)")
    assert "its feed carried" in thin.remedy
    assert judge.after_pages(thin, [lost] * 2, 3, NOW).status == "ok"


def test_another_address_starts_anew_and_secrets_are_not_kept() -> None:
    """After an edit of the address the health is new, and a token in the address is not stored."""
    health = after(feed(ENGLISH))
    moved = replace(SOURCE, url="https://outlet.example/new?token=abc123")
    fresh = judge.start(moved, health)
    assert (fresh.read, fresh.etag) == (None, "")
    assert "abc123" not in repr(fresh)
    assert judge.start(moved, fresh) == fresh
    assert judge.start(SOURCE, health) == health

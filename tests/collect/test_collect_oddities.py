"""One run over many outlets that each do something odd: either it is read all the same, or the table says why not."""

# ruff: noqa: E501 - fixtures are lines as outlets write them

from __future__ import annotations

import gzip
import json
import socket
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from digest import pipeline
from digest.collect.table import Row
from digest.model import Composition, Config, Entry, Limits, Site, Source, WhosWho
from digest.store import Store

NOW = datetime(2026, 1, 29, 12, tzinfo=UTC)
TITLE = "监管部门公布芯片出口新规"
ITEM = f"<item><title>{TITLE}</title><link>/1</link><pubDate>Thu, 29 Jan 2026 11:00:00 GMT</pubDate></item>"
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'>"
UPDATED = "<updated>2026-01-29T11:00:00Z</updated>"
Told = tuple[str, str]
"""A title and the path or address of its link."""
GOOD: tuple[Told, ...] = ((TITLE, "/1"),)


def rss(*items: str) -> str:
    """An RSS feed of these items."""
    return f"<rss version='2.0'><channel><title>O</title>{''.join(items or (ITEM,))}</channel></rss>"


def item(title: str, link: str, more: str = "") -> str:
    """One of its items."""
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def raw(body: str | bytes = "", status: str = "200 OK", *headers: str) -> bytes:
    """A server's answer, byte by byte."""
    whole = body.encode() if isinstance(body, str) else body
    head = [f"HTTP/1.1 {status}", "Connection: close", f"Content-Length: {len(whole)}", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + whole


def atom(*entries: str) -> bytes:
    """The answer with an Atom feed."""
    return raw(f"{ATOM}<title>O</title>{''.join(f'<entry>{each}{UPDATED}</entry>' for each in entries)}</feed>")


def moved(target: str) -> bytes:
    """A redirect."""
    return raw("", "302 Found", f"Location: {target}")


READ: Mapping[str, tuple[bytes | Mapping[str, bytes], tuple[Told, ...]]] = {
    # what servers say beside their feeds
    "gzip-only-in-name": (raw(rss(), "200 OK", "Content-Encoding: gzip"), GOOD),
    "gzip-without-name": (raw(gzip.compress(rss().encode())), GOOD),
    "gzip-and-more": (raw(gzip.compress(rss().encode()) + b"<!-- -->", "200 OK", "Content-Encoding: gzip"), GOOD),
    "encoding-misnamed": (raw(rss(), "200 OK", "Content-Encoding: UTF-8"), GOOD),
    "deflate-without-head": (raw(zlib.compress(rss().encode())[2:-4], "200 OK", "Content-Encoding: deflate"), GOOD),
    "lines-without-cr": (raw(rss()).replace(b"\r\n", b"\n"), GOOD),
    "kind-is-a-download": (raw(rss(), "200 OK", "Content-Type: application/octet-stream"), GOOD),
    "kind-is-a-page": (raw(rss(), "200 OK", "Content-Type: text/html; charset="), GOOD),
    "unknown-charset": (raw(rss(), "200 OK", "Content-Type: text/xml; charset=klingon"), GOOD),
    "hundred-cookies": (raw(rss(), "200 OK", *(f"Set-Cookie: a{i}=b" for i in range(100))), GOOD),
    "long-policy": (raw(rss(), "200 OK", "Content-Security-Policy: " + "a" * 20_000), GOOD),
    "redirect-with-space": ({"/feed": moved(" /a b "), "/a%20b": raw(rss())}, GOOD),
    "redirect-in-chinese": ({"/feed": moved("/新闻"), "/%E6%96%B0%E9%97%BB": raw(rss())}, GOOD),
    "redirect-to-query": ({"/feed": moved("?x=1"), "/feed?x=1": raw(rss())}, GOOD),
    "redirect-to-fragment": ({"/feed": moved("/b#top"), "/b": raw(rss())}, GOOD),
    # documents
    "warning-before": (raw(f"<br />\n<b>Warning</b>: x in <b>/x.php</b> on line <b>3</b><br />\n<?xml version='1.0'?>{rss()}"), GOOD),
    "two-declarations": (raw(f"<?xml version='1.0' encoding='gbk'?><?xml version='1.0'?>{rss()}"), GOOD),
    "comment-before": (raw(f"\n\n<!-- cached -->{rss()}"), GOOD),
    "script-behind": (raw(f"{rss()}<script>x</script>"), GOOD),
    "broken-off-in-a-link": (raw(rss(ITEM, item("法院要求平台开放接口", "http://x.example/2345"))[:-35]), GOOD),
    "broken-off-in-a-title": (raw(rss(ITEM)[:-16] + "<item><title>法院要求"), GOOD),
    "impossible-references": (raw(rss(ITEM.replace("芯片", "芯&#0;&#x8;&#xFFFF;&#xD800;&#99999999999;片"))), GOOD),
    "bare-ampersands": (raw(rss(item("AT&T 与 R&D 部门 & 平台", "/1?a=1&b=2"))), (("AT&T 与 R&D 部门 & 平台", "/1?a=1&b=2"),)),
    "ampersands-in-cdata": (raw(rss(item("<![CDATA[AT&T 与平台]]>", "<![CDATA[/1?a=1&copy=2]]>"))), (("AT&T 与平台", "/1?a=1&copy=2"),)),
    "named-references": (raw(rss(item("芯片&nbsp;出口&mdash;新规&hellip;", "/1"))), (("芯片 出口—新规…", "/1"),)),
    "capitals": (raw(rss().replace("item>", "ITEM>").replace("rss", "RSS")), GOOD),
    "rss-1": (raw(f"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel><title>O</title><items><rdf:Seq/></items></channel>{ITEM}</rdf:RDF>"), GOOD),
    "rss-0.91": (raw(f"<!DOCTYPE rss PUBLIC '-//Netscape Communications//DTD RSS 0.91//EN' 'http://x.example/x.dtd'>{rss()}"), GOOD),
    "atom-0.3": (raw(f"<feed version='0.3' xmlns='http://purl.org/atom/ns#'><title>O</title><entry><title mode='escaped'>{TITLE}</title><link rel='alternate' href='/1'/><issued>2026-01-29T01:02:03Z</issued></entry></feed>"), GOOD),
    "atom-prefix": (raw(f"<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>{TITLE}</a:title><a:link href='/1'/></a:entry></a:feed>"), GOOD),
    "atom-base": (raw(f"{ATOM.replace('>', ' xml:base=')}'/blog/'><entry xml:base='a/'><title>{TITLE}</title><link href='1'/></entry></feed>"), ((TITLE, "/blog/a/1"),)),
    "atom-xhtml-title": (atom(f"<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{TITLE[:4]}<em>{TITLE[4:]}</em></div></title><link href='/1'/>"), GOOD),
    "atom-many-links": (atom(f"<title>{TITLE}</title><link rel='self' href='/s'/><link rel='enclosure' href='/a.mp3'/><link rel='replies' href='/r'/><link href='/1'/>"), GOOD),
    "json-odd-types": (raw(json.dumps({"items": [None, "x", {"id": 1, "title": TITLE, "url": "/1", "tags": "x", "authors": {"name": 5}, "date_published": 1769680000}]})), GOOD),
    "json-not-a-number": (raw(f'{{"items":[{{"id":NaN,"title":"{TITLE}","url":"/1","date_published":Infinity}}]}}'), GOOD),
    "json-half-a-character": (raw(f'\ufeff{{"items":[{{"title":"{TITLE}\\ud800","url":"/1"}}]}}'), GOOD),
    # encodings
    "gbk-pasted-into-utf8": (raw(rss(ITEM, ITEM.replace("/1", "/2").replace(TITLE, "XX")).encode().replace(b"XX", "电池企业宣布在海外建厂".encode("gbk"))), (*GOOD, ("电池企业宣布在海外建厂", "/2"))),
    "windows-pasted-into-utf8": (raw(rss(item("芯片 Regulator?s 新规", "/1")).encode().replace(b"?", b"\x92")), (("芯片 Regulator’s 新规", "/1"),)),
    "latin-called-utf8": (raw(rss(item("Les régulateurs européens annoncent", "/1")).encode("latin-1"), "200 OK", "Content-Type: text/xml; charset=utf-8"), (("Les régulateurs européens annoncent", "/1"),)),
    # titles
    "escaped-three-times": (raw(rss(item("甲 &amp;amp;amp; 乙公司 &amp;lt;3", "/1"))), (("甲 & 乙公司 <3", "/1"),)),
    "nothing-but-an-emoji": (raw(rss(item("🎉", "/1"), item("\u200b \u3000", "/2"))), (("🎉", "/1"),)),
    "full-width": (raw(rss(item("ＡＰＰＬＥ　发布", "/1"))), (("ＡＰＰＬＥ 发布", "/1"),)),
    # links
    "backslashes": (raw(json.dumps({"items": [{"title": TITLE, "url": "http:\\\\other.example\\1"}]})), ((TITLE, "http://other.example/1"),)),
    "no-scheme": (raw(rss(item(TITLE, "www.other.example/5"))), ((TITLE, "http://www.other.example/5"),)),
    "a-user-in-it": (raw(rss(item(TITLE, "http://me:pw@other.example/3"))), ((TITLE, "http://other.example/3"),)),
    "capitals-and-port": (raw(rss(item(TITLE, "HTTP://OTHER.EXAMPLE:80/2"))), ((TITLE, "http://other.example/2"),)),
    "chinese-host": (raw(rss(item(TITLE, "http://新闻.中国/1"))), ((TITLE, "http://xn--efvy88h.xn--fiqs8s/1"),)),
    "ipv6": (raw(rss(item(TITLE, "http://[2001:db8::1]/1"))), ((TITLE, "http://[2001:db8::1]/1"),)),
    "no-web-address": (raw(rss(item(TITLE, "mailto:a@b.example"), item("法院要求平台开放接口", "data:text/html,x"))), ((TITLE, ""), ("法院要求平台开放接口", ""))),
    "all-to-the-front-page": (raw(rss(item(TITLE, "/"), item("法院要求平台开放接口", "/"))), ((TITLE, ""), ("法院要求平台开放接口", ""))),
    "trackers-in-capitals": (raw(rss(item(TITLE, "/1?UTM_Source=a&amp;fbclid=b#utm_x"))), GOOD),
}  # fmt: skip

TOLD: Mapping[str, tuple[bytes | Mapping[str, bytes], str, str]] = {
    "unchanged-at-first": (raw("", "304 Not Modified"), "failed", "was never read before"),
    "rest-in-strange-digits": (raw("", "429 No", "Retry-After: ²"), "waiting", "nothing, unless it lasts"),
    "rest-until-doomsday": (raw("", "503 No", "Retry-After: Fri, 31 Dec 9999 23:59:59 -1200"), "waiting", "(503)"),
    "rest-by-date": (raw("", "503 No", "Retry-After: 2026-02-01T00:00:00Z"), "waiting", "until 2026-02-01 00:00 UTC"),
    "login": ({"/feed": moved("/login"), "/login": raw("<html><title>请登录</title></html>")}, "malformed", "called “请登录”, from http://login.example/login"),
    "challenge": (raw("", "503 No", "cf-mitigated: challenge"), "blocked from CI", "browser"),
    "legal-reasons": (raw("", "451 No"), "blocked from CI", "legal reasons (451)"),
    "database-down": (raw("Error establishing a database connection"), "malformed", "neither RSS, Atom nor JSON Feed"),
    "opml": (raw("<opml version='2.0'><body><outline/></body></opml>"), "malformed", "neither RSS, Atom nor JSON Feed"),
    "xhtml": (raw("<?xml version='1.0'?><html><link rel='alternate' type='application/rss+xml' href='/f'/></html>"), "malformed", "names this feed: http://xhtml.example/f"),
    "error-as-json": (raw('{"error": "no"}'), "malformed", "`items` is missing"),
    "chunks-cut-short": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n" + rss().encode(), "unreachable", "broke off"),
    "two-lengths": (raw(rss(), "200 OK", "Content-Length: 3"), "unreachable", "what is not HTTP"),
    "header-too-long": (raw(rss(), "200 OK", "X: " + "a" * 40_000), "unreachable", "what is not HTTP"),
    "no-http": (rss().encode(), "unreachable", "what is not HTTP"),
    "unasked-compression": (raw(b"\x1b\0", "200 OK", "Content-Encoding: br"), "failed", "'br'"),
    "deflated-bomb": (raw(zlib.compress(bytes(2**23), 9), "200 OK", "Content-Encoding: deflate"), "too large", "2 MiB"),
    "to-the-metadata": (moved("http://169.254.169.254/latest"), "not public", "nothing was asked of it"),
    "to-a-file": (moved("file:///etc/passwd"), "failed", "not a web address"),
    "to-itself": (moved("/feed"), "failed", "more than 5 times"),
    "to-nowhere": (raw("", "302 Found"), "failed", "answered 302"),
    "no-items": (raw("<rss></rss>"), "empty", "no items"),
}  # fmt: skip


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Mapping[str, Row], tuple[Entry, ...]]]:
    """One run over all of these outlets, each a host of its own on one server."""
    cases = {name: answers for name, (answers, *_) in {**READ, **TOLD}.items()}
    with socket.create_server(("127.0.0.1", 0), backlog=128) as server:
        threading.Thread(target=answering, args=(server, cases), daemon=True).start()
        hosts = dict.fromkeys((f"{name}.example" for name in cases), ("127.0.0.1", server.getsockname()[1]))
        sources = tuple(
            Source(
                id=name.replace(".", "-"), name=name, url=f"http://{name}.example/feed", language="zh", fulltext="feed"
            )
            for name in cases
        )
        limits = Limits(workers=1, feed_bytes=2**21, read_seconds=5)
        config = Config(
            site=Site(title="Desk", url="https://desk.example/"), collect=limits, issue=Composition(),
            sources=sources, topics=(), whoswho=WhosWho(),
        )  # fmt: skip
        store = Store(tmp_path_factory.mktemp("odd"))
        collected = pipeline.collect(config, store, now=NOW, hosts=hosts)
        yield {row.name: row for row in collected.rows}, collected.new


def answering(server: socket.socket, cases: Mapping[str, bytes | Mapping[str, bytes]]) -> None:
    """Answer each connection as its host does, until the server is closed."""
    with suppress(OSError):
        while True:
            threading.Thread(target=answer, args=(server.accept()[0], cases), daemon=True).start()


def answer(connection: socket.socket, cases: Mapping[str, bytes | Mapping[str, bytes]]) -> None:
    """Answer one request."""
    with suppress(OSError), connection:
        head = connection.recv(65536).decode().split("\r\n")
        host = next(line for line in head if line.startswith("Host: "))[6:].removesuffix(".example")
        answers = cases[host]
        one = answers if isinstance(answers, bytes) else answers.get(head[0].split()[1], raw("", "404 No"))
        connection.sendall(one)


@pytest.mark.parametrize("name", READ)
def test_an_odd_feed_is_read(done: tuple[Mapping[str, Row], tuple[Entry, ...]], name: str) -> None:
    """Titles are readable, and links lead to the articles or are empty."""
    rows, entries = done
    here = f"http://{name}.example"
    told = {(entry.title, entry.url.removeprefix(here)) for entry in entries if entry.source == rows[name].source}
    assert (rows[name].status, told) == ("ok", set(READ[name][1]))


@pytest.mark.parametrize("name", TOLD)
def test_what_is_no_feed_is_told(done: tuple[Mapping[str, Row], tuple[Entry, ...]], name: str) -> None:
    """The status fits, and the reason or remedy has the expected words."""
    row = done[0][name]
    _, status, words = TOLD[name]
    assert (row.status, row.new) == (status, 0)
    assert words in f"{row.reason}; {row.remedy}"

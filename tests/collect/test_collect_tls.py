"""Real TLS connections: a trusted certificate, an untrusted one, and a redirect down to plain http."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from digest.collect.exchange import Request, Response
from digest.collect.fetch import Fetcher
from digest.model import Failure, Limits

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="certificates are made by openssl")
Get = Callable[..., Response | Failure]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of outlet.example, signed by nobody else, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    made, key = folder / "made.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=outlet.example", "-addext", "subjectAltName=DNS:outlet.example", "-out", made, "-keyout", key],
        check=True, capture_output=True,
    )  # fmt: skip
    return made, key


@pytest.fixture
def get(outlet: Any, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Get:
    """One reading from a server that speaks TLS only; `trusted` says whether its certificate is known."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    outlet.server.socket = context.wrap_socket(outlet.server.socket, server_side=True)
    plain = type(outlet)()
    plain.say("/feed", "in the clear")

    def read(url: str, *, trusted: bool = True, downgrade: bool = False) -> Response | Failure:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]) if trusted else "/dev/null")

        async def once() -> Response | Failure:
            hosts = {"outlet.example": outlet.place, "other.example": outlet.place, "third.example": plain.place}
            async with Fetcher(Limits(), hosts=hosts) as fetcher:
                return await fetcher.get(Request(url=url, source="outlet", max_bytes=1000, downgrade=downgrade))

        return asyncio.run(once())

    return read


def test_a_valid_certificate_is_enough(outlet: Any, get: Get) -> None:
    """The usual way."""
    outlet.say("/feed", "encrypted")
    answer = get("https://outlet.example/feed")
    assert isinstance(answer, Response)
    assert answer.body == b"encrypted"


@pytest.mark.parametrize(("host", "trusted"), [("outlet.example", False), ("other.example", True)])
def test_a_certificate_that_does_not_hold_is_told(outlet: Any, get: Get, host: str, trusted: bool) -> None:
    """Of an unknown authority, or of another name: nothing is asked, and the reason names the certificate."""
    answer = get(f"https://{host}/feed", trusted=trusted)
    assert isinstance(answer, Failure)
    assert (answer.status, "certificate" in answer.reason) == ("unreachable", True)
    assert outlet.asked == []


@pytest.mark.parametrize("allowed", [False, True])
def test_the_way_down_to_plain_http_is_the_editors_choice(outlet: Any, get: Get, allowed: bool) -> None:
    """A redirect from https to http is followed only with `allow_http_downgrade`; the remedy names it."""
    outlet.say("/feed", "", status=302, Location="http://third.example/feed")
    answer = get("https://outlet.example/feed", downgrade=allowed)
    if allowed:
        assert isinstance(answer, Response)
        assert answer.body == b"in the clear"
    else:
        assert isinstance(answer, Failure)
        assert "allow_http_downgrade" in answer.remedy

"""What holds for every test: no socket but loopback, and no file outside the test's own folder."""

import ipaddress
import socket
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from digest.model import Entry, Tag
from digest.store import Store

_connect = socket.socket.connect
# No test asserts on time: a busy machine is no finding.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("desk")


LONGEST = ("test_three_weeks.py", "test_whole_job.py", "test_audit.py")
"""Files that begin first, so that at the end no process waits for another one's long file."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest files begin, each test in its order."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


def _loopback_only(self: socket.socket, address: Any) -> None:
    """Connect, unless the address is not on this machine."""
    if self.family in (socket.AF_INET, socket.AF_INET6) and not ipaddress.ip_address(address[0]).is_loopback:
        raise RuntimeError(f"a test tried to connect to {address[0]}")
    _connect(self, address)


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Any:
    """Refuse connections that leave the machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _loopback_only)
        yield


@pytest.fixture
def small_desk(tmp_path: Path) -> Path:
    """A desk with one source, one topic and two articles of one week."""
    files = {
        "sources.yaml": """\
site: {title: Desk, url: "https://desk.example/"}
sources:
  - {id: one, name: One, url: "https://one.example/feed"}
""",
        "topics.yaml": """\
ai-policy: {title: {en: AI policy, zh: 人工智能政策}, strong: [AI act, 人工智能法案], relevance: 2}
""",
        "entities.yaml": "ORG: {Nvidia: {zh: 英伟达}}\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    when = datetime(2026, 1, 27, 12, tzinfo=UTC)
    Store(tmp_path).add(
        Entry(
            id=f"{number:012x}",
            source="one",
            url=f"https://one.example/{number}",
            title=title,
            seen=when,
            published=when,
            summary=(f"{title}.",),
            entities=(Tag(name="Nvidia", type="ORG", zh="英伟达", salience=2),),
            terms={"ai act": 2},
        )
        for number, title in enumerate(["Parliament passes the AI act", "Nvidia reads the AI act"])
    )
    return tmp_path

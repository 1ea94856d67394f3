"""A server on loopback for tests that write its answers, and a child process that SIGINT stops."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


def interruptible() -> None:
    """Let SIGINT end the process again: started behind `nohup` or `&` it is ignored, and children inherit that.

    For `preexec_fn` of a child that a test stops by SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Quiet(BaseHTTPRequestHandler):
    """Answers, and keeps no log."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None: ...


class Server(ThreadingHTTPServer):
    """Runs from the moment it is made until `stop`; a client may hang up on it without a word."""

    daemon_threads = True
    request_queue_size = 128
    """The standard library's five are dropped knocks, each tried again only after a second."""

    def __init__(self, handler: Callable[..., BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def server_activate(self) -> None:
        """Listen, but never wait for a caller who has hung up since: that would hold `stop` up for ever."""
        super().server_activate()
        self.socket.settimeout(1)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"

    def stop(self) -> None:
        """End it."""
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None: ...

"""EDGE: shows the site on this machine while somebody designs or edits, and reloads the browser after each rebuild.

MkDocs' own development server does the work. Its reloading script is inline, which the pages' Content-Security-Policy
forbids; what is shown here, and only here, goes without that policy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, cast

from mkdocs.livereload import LiveReloadServer

HOST = "127.0.0.1"
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


class _Server(LiveReloadServer):
    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        inject = cast("Any", super()._inject_js_into_html)
        return bytes(inject(_POLICY.sub(b"", content, count=1), epoch))


def serve(
    site: Path,
    *,
    port: int,
    watched: Iterable[Path],
    rebuild: Callable[[], None],
    ready: Callable[[str], None] = lambda url: None,
) -> None:
    """Serve `site` on loopback until interrupted; call `rebuild` when a watched file or folder changes.

    `ready` is told the address. OSError where the port is taken."""
    server: Any = _Server(rebuild, HOST, port, str(site))
    server.error_handler = lambda code: (site / "404.html").read_bytes() if code == 404 else None
    for path in watched:
        server.watch(str(path))
    ready(server.url)
    try:
        server.serve()
    except KeyboardInterrupt:
        server.shutdown()

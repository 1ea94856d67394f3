"""EDGE: serve the site on this machine while somebody designs or edits, and reload the browser after each rebuild.

MkDocs' own development server does the work. Its reloading script is inline, which the pages' Content-Security-Policy
forbids, so pages are served here, and only here, without that policy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote, unquote, urlsplit

from mkdocs.livereload import LiveReloadServer

HOST = "127.0.0.1"
OWN = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:\d+)?", re.IGNORECASE)
"""The names of this machine that may be used. A hostile page could point its own name at this address (DNS rebinding)
and read drafts and hidden stories; the Host header gives that away."""
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


class _Server(LiveReloadServer):
    tell: Callable[[str], None]

    def server_activate(self) -> None:
        super().server_activate()
        self.tell(f"http://{HOST}:{self.server_address[1]}{quote(self.mount_path)}")

    def serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not OWN.fullmatch(environ.get("HTTP_HOST", "")):
            start_response("403 Forbidden", [("Content-Type", "text/plain")])
            return [b"Ask for this by the name localhost.\n"]
        return super().serve_request(environ, start_response)

    def not_found(self, code: int) -> bytes | None:
        """The site's own 404 page, which reloads as the others do."""
        page = (Path(self.root) / "404.html").read_bytes() if code == 404 else None
        return page and self._inject_js_into_html(page, self._visible_epoch)

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        inject = cast("Any", super()._inject_js_into_html)
        return bytes(inject(_POLICY.sub(b"", content, count=1), epoch))


def serve(
    site: Path,
    *,
    port: int,
    address: str = "",
    watched: Iterable[Path],
    rebuild: Callable[[], None],
    ready: Callable[[str], None] = lambda url: None,
) -> None:
    """Serve `site` on loopback until interrupted; call `rebuild` when a watched file or folder changes.

    It is served below the path of its own `address`, on which its 404 page relies. `ready` is called with the URL once
    the server accepts requests. Port 0 takes any free port. Raises OSError if the port is taken."""
    server: Any = _Server(rebuild, HOST, port, str(site), unquote(urlsplit(address).path))
    server.error_handler = server.not_found
    server.tell = ready
    for path in watched:
        server.watch(str(path))
    try:
        server.serve()
    except KeyboardInterrupt:
        server.shutdown()

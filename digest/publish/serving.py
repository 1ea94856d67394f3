"""EDGE: shows the site on this machine while somebody designs or edits, and reloads the browser after each rebuild.

MkDocs' own development server does the work. Its reloading script is inline, which the pages' Content-Security-Policy
forbids; what is shown here, and only here, goes without that policy.
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
"""Names that this machine goes by. A page elsewhere can point its own name at this address (DNS rebinding), and would
then read drafts and what the editor hid; a browser says which name it came by."""
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
        """The site's own page for what is not there, which reloads as the others do."""
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

    It is shown below the path that it has at its own `address`, which its page for what is not there counts on.
    `ready` is told where, once somebody is there. Port 0 is any free one. OSError where the port is taken."""
    server: Any = _Server(rebuild, HOST, port, str(site), unquote(urlsplit(address).path))
    server.error_handler = server.not_found
    server.tell = ready
    for path in watched:
        server.watch(str(path))
    try:
        server.serve()
    except KeyboardInterrupt:
        server.shutdown()

"""EDGE: call GitHub's API, as far as the runner needs it: for one pull request a week, and one issue."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from digest.runner.words import BODY_CHARACTERS, fit

SECONDS = 30.0
BODY_BYTES = BODY_CHARACTERS - 1000


class RefusedError(Exception):
    """GitHub refused a request; the message is what it said."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(f"GitHub said {status}: {message}")
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class GitHub:
    """One repository on GitHub, used with the job's token."""

    repository: str
    """`owner/name`."""
    token: str = field(default="", repr=False)
    api: str = "https://api.github.com"
    server: str = "https://github.com"

    @property
    def web(self) -> str:
        """The repository's page."""
        return f"{self.server}/{self.repository}"

    def show_pull(self, branch: str, base: str, title: str, body: str) -> str:
        """Open or update the pull request of a branch, and return its address. Raises RefusedError.

        If somebody has closed it, it is updated and stays closed; a second one is never opened."""
        owner = self.repository.split("/")[0]
        head = quote(f"{owner}:{branch}")
        found = self._call("GET", f"pulls?state=all&head={head}&base={quote(base)}&sort=created&direction=desc")
        said = {"title": title, "body": fit(body, size=BODY_BYTES)}
        if not found:
            return str(self._call("POST", "pulls", {**said, "head": branch, "base": base})["html_url"])
        if any(found[0].get(key) != value for key, value in said.items()):
            self._call("PATCH", f"pulls/{found[0]['number']}", said)
        return str(found[0]["html_url"])

    def show_issue(self, label: str, title: str, body: str) -> str:
        """Open, reopen or update the one issue with a label, and return its address. Raises RefusedError."""
        said = {"title": title, "body": fit(body, size=BODY_BYTES)}
        issue = self._issue(label)
        if issue is None:
            return str(self._call("POST", "issues", {**said, "labels": [label]})["html_url"])
        wanted = {**said, "state": "open"}
        if any(issue.get(key) != value for key, value in wanted.items()):
            self._call("PATCH", f"issues/{issue['number']}", wanted)
        return str(issue["html_url"])

    def close_issue(self, label: str, body: str) -> bool:
        """Close the one issue with a label; returns whether it was open. Raises RefusedError."""
        issue = self._issue(label)
        if issue is None or issue.get("state") != "open":
            return False
        self._call("PATCH", f"issues/{issue['number']}", {"state": "closed", "body": fit(body, size=BODY_BYTES)})
        return True

    def _issue(self, label: str) -> dict[str, Any] | None:
        """The newest issue with a label. Only people who may write to the repository can set labels."""
        found = self._call("GET", f"issues?state=all&labels={quote(label)}&sort=created&direction=desc&per_page=20")
        return next((each for each in found if "pull_request" not in each), None)

    def _call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        request = urllib.request.Request(  # noqa: S310 - the address is the runner's own
            f"{self.api}/repos/{self.repository}/{path}",
            method=method,
            data=json.dumps(body).encode() if body is not None else None,
            headers={
                "Accept": "application/vnd.github+json",
                "Authorization": f"Bearer {self.token}",
                "Content-Type": "application/json",
                "User-Agent": "news-desk-digest",
                "X-GitHub-Api-Version": "2022-11-28",
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - as above
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            raise RefusedError(error.code, _message(error.read())) from None
        except (urllib.error.URLError, TimeoutError) as error:
            raise RefusedError(0, f"no answer ({error})") from None


def _message(body: bytes) -> str:
    try:
        said = json.loads(body)
        return " ".join([str(said["message"]), *(str(e.get("message", "")) for e in said.get("errors", []))]).strip()
    except (ValueError, KeyError, TypeError, AttributeError):
        return body[:200].decode("utf-8", "replace")

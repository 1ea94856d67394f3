"""Extract the posts of forums and question pages, where posts are the text itself and not comments beside it.

Comments below an article look much the same. So a page must identify itself as a forum (by its schema.org type, its
software or its address), and its posts must have numbered ids, the first one like the replies.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from digest.collect import markup, prune
from digest.collect import text as border
from digest.collect.weights import weigh

LEAST_POSTS = 2
SHARE = 0.5
"""Least share of the page's prose in its posts; with less they are comments on something else."""
_TYPES = frozenset({"DiscussionForumPosting", "QAPage"})
_SOFTWARE = re.compile(
    r"\b(?:bbpress|discourse|discuz|flarum|invision community|mybb|nodebb|phpbb|vanilla|vbulletin|xenforo)",
    re.IGNORECASE,
)
_ROOTS = frozenset({"phpbb", "xenforo", "xf"})
"""Ids of `html` or `body` by which forum software is recognised."""
_PATH = re.compile(
    r"/(?:bbs|discussions?|forums?|questions?|showthread|showtopic|t|threads?|topics?|viewthread|viewtopic)(?:[/.-]|$)",
    re.IGNORECASE,
)
_HOST = re.compile(r"^(?:answers|ask|bbs|boards?|community|discourse|discuss|forums?|talk)\.", re.IGNORECASE)
_POST = re.compile(
    r"(?:answer|elcomment|js-?post|message|msg|p|pid|post|question|reply|topic)s?(?:-?(?:id|reply))?[-_]?\d+",
    re.IGNORECASE,
)
"""The id of a post; `comment-1` is not one, as it is common below articles."""
_QUESTION = frozenset({"answer", "question"})
_WRITER = re.compile(
    r"(?<![a-z])(?:avatar|badges?|post-?(?:buttons|controls|foot|likes?|menu|profile)|poster-?info|reactions?|sig|signature"
    r"|user-?(?:banner|card|details|extras|info|stats|title))(?![a-z])|extra-?user|message-?(?:meta|user)(?!content)",
    re.IGNORECASE,
)
"""Names of the parts of a post that are not its text: its author's profile, badges, signature, buttons."""


def text_of(root: Any, url: str, types: Collection[str]) -> str:
    """The text of the posts on a forum's page, one paragraph a line; empty if it is not one. Changes the tree.

    `types` are those of the page's JSON-LD."""
    posts = _posts(root) if _is_forum(root, url, types) else []
    if len(posts) < LEAST_POSTS or not _are_most(posts, root):
        return ""
    pieces: list[str] = []
    for post in posts:
        _strip(post)
        markup.walk(post, pieces)
    return border.clean("".join(pieces))


def _is_forum(root: Any, url: str, types: Collection[str]) -> bool:
    place = urlsplit(url)
    makers = (node.get("content") or "" for node in root.iterfind(".//meta[@name='generator']"))
    return bool(
        not _TYPES.isdisjoint(types)
        or _HOST.match(place.netloc)
        or _PATH.search(place.path)
        or any((node.get("id") or "").lower() in _ROOTS for node in (root, *root))
        or any(map(_SOFTWARE.search, makers))
        or any(each.rpartition("/")[2] in _TYPES for each in root.xpath("//@itemtype"))
    )


def _posts(root: Any) -> Sequence[Any]:
    """The outermost elements whose ids are those of posts."""
    return prune.outermost(
        [node for node in root.iter("article", "div", "li", "section", "table", "tr") if _is_post(node)]
    )


def _are_most(posts: Sequence[Any], root: Any) -> bool:
    prose = weigh(root).prose
    return sum(prose[post] for post in posts) >= SHARE * prose[root]


def _is_post(node: Any) -> bool:
    name = node.get("id") or ""
    kind = (node.get("itemtype") or "").rpartition("/")[2].lower()
    return _POST.fullmatch(name) is not None or name == "question" or kind in _QUESTION


def _strip(post: Any) -> None:
    """Remove the parts of a post that are not its text."""
    for node in list(_beside(post)):
        prune.drop(node)


def _beside(post: Any) -> Iterator[Any]:
    for node in post.iter("*"):
        if node is not post and (node.tag in prune.TAGS or prune.hidden(node) or _WRITER.search(prune.names(node))):
            yield node

"""Recognise the parts of a page that are not its article by their structure, whatever their class names or language.

- Threads: comment sections, recognised by their invitations to reply.
- Whatever precedes the headline: menus with descriptions, tickers, promotions.
- Reviews by customers on a shop's page.
- Consent: notices that mention cookies often, or that have a button to accept or refuse them.
- Captions: a few words after a picture in an element that holds nothing else.
- Cards: rows of linked headlines of other articles, often with a picture and a sentence each.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any

from digest.collect.text import fold
from digest.collect.weights import Weights

CARD = 450
"""Most letters of a card."""
CAPTION = 250
"""Most letters of a caption that is recognised by its structure."""
LEAST_CARDS = 3
"""Cards in a row."""
LEAST_REPLIES = 2
"""Invitations to reply in a thread."""
LEAST_CONSENT = 3
"""Times that a notice without a button mentions cookies."""
CONSENT = 400
"""Most letters of such a notice for each time."""
NOTICE = 3000
"""Most letters of a notice with a button."""
STEPS = 8
"""How many levels up from a headline, picture or button its container is searched for."""

_ACCEPT = re.compile(
    r"(?:i )?(?:accept|agree|allow|decline|deny|reject)(?: (?:all|and (?:close|continue)|(?:all |optional )?cookies))?"
    r"|(?:cookie |manage )?(?:cookies|options|preferences|settings)|got it!?|more options|(?:i )?understand|ok(?:ay)?"
    r"|(?:接受|允[许許])(?:全部|所有)?\s*(?:cookies?)?|我?同意(?:全部|[并並](?:继续|繼續|关闭|關閉))?"
    r"|全部(?:接受|同意|拒[绝絕])|拒[绝絕](?:全部|所有)?|我?知道了|(?:更多|管理)(?:选项|選項|设置|設定)|管理偏好(?:设置|設定)?|cookies?\s*(?:设置|設定|偏好)",
    re.IGNORECASE,
)
_COOKIES = ("cookie", "Cookie", "COOKIE")
_PRIVACY = ("value your privacy", "您的隐私", "您的隱私", "你的隐私", "你的隱私")
"""What notices say that do not mention cookies; articles say it too, so it counts only around a button."""
_BROWSING = re.compile(r"\b(?:browser|consent|privacy|websites?)\b|[浏瀏][览覽]|[隐隱]私|[网網]站", re.IGNORECASE)
_FRAMES = frozenset({"center", "div", "figure", "section", "td"})
_WORDS = frozenset({"cite", "div", "em", "i", "p", "small", "span"})
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_ANCHORS = frozenset({"#", "¶", "§", "🔗"})
_REVIEWS = re.compile(r"(?<![a-z])(?:customer-?)?(?:reviews?|testimonials?)(?![a-z])", re.IGNORECASE)
_LANDMARKS = frozenset({"article", "body", "html", "main"})
_REPLY = frozenset({"reply", "replyto", "举报", "回复", "回覆", "查看回复"})
_PERHAPS = " or ".join(f"contains(., '{part}')" for part in ("eply", "EPLY", "举报", "回复", "回覆"))


def threads(root: Any) -> Iterator[Any]:
    """The element around all invitations to reply, if there are several, unless it also holds the headline."""
    perhaps = root.xpath(f".//*[text()[{_PERHAPS}]]")  # a fast preselection in libxml2
    inviting = [node for node in perhaps if _invites(node)]
    thread = around(inviting) if len(inviting) >= LEAST_REPLIES else None
    if thread is not None and next(thread.iter("h1"), None) is None:
        yield thread


def is_shop(root: Any, types: Collection[str]) -> bool:
    """Whether a page sells a product, rather than being an article about one; `types` are those of its JSON-LD."""
    said = {*types, *(each.rpartition("/")[2] for each in root.xpath("//@itemtype"))}
    kinds = {each.lower().partition(".")[0] for each in root.xpath("//meta[@property='og:type']/@content")}
    article = "article" in kinds or any(each.endswith(("Article", "Posting")) for each in said)
    return ("Product" in said or "product" in kinds) and not article


def reviews(root: Any) -> Iterator[Any]:
    """The elements named as customer reviews."""
    for node in root.iter("article", "div", "li", "ol", "section", "ul"):
        kind = f"{node.get('itemprop') or ''} {node.get('itemtype') or ''}"
        if _REVIEWS.search(f"{node.get('class') or ''} {node.get('id') or ''} {kind}"):
            yield node


def consent(root: Any, weights: Weights) -> Iterator[Any]:
    """The elements that are notices about cookies: those of the browser, not articles about biscuits."""
    count = _mentions(root, _COOKIES)
    dense = {node for node, times in count.items() if LEAST_CONSENT <= times >= weights.letters[node] / CONSENT}
    speaking = {*count, *_mentions(root, _PRIVACY)}
    dense.update(_with_button(root, speaking, weights) if speaking else ())
    dense.difference_update(*(head.iterancestors() for head in root.iter("h1")))
    for node in root.iter() if dense else ():
        if node in dense and node.tag not in _LANDMARKS and _BROWSING.search("".join(node.itertext())):
            yield node


def _mentions(root: Any, phrases: Sequence[str]) -> Counter[Any]:
    """How many elements within each element have one of the phrases in their own text."""
    wanted = " or ".join(f"contains(., '{phrase}')" for phrase in phrases)
    return Counter(up for node in root.xpath(f".//*[text()[{wanted}]]") for up in (node, *node.iterancestors()))


def _with_button(root: Any, speaking: Collection[Any], weights: Weights) -> Iterator[Any]:
    """The elements that mention cookies or the visitor's privacy around a button to accept or refuse."""
    for button in root.iter("a", "button", "input"):
        if _ACCEPT.fullmatch(button.get("value") or "".join(button.itertext()).strip()[:60]):
            around = next((up for up in islice(button.iterancestors(), STEPS) if up in speaking), None)
            if around is not None and weights.letters[around] <= NOTICE:
                yield around


def captions(root: Any, weights: Weights) -> Iterator[Any]:
    """The short elements after a picture whose parent holds nothing else."""
    for picture in root.iter("amp-img", "img", "picture"):
        top = picture
        for up in islice(picture.iterancestors(), STEPS):
            if weights.letters[up]:
                after = next((each for each in islice(top.itersiblings(), STEPS) if weights.letters[each]), None)
                if after is not None and _is_caption(after, up, weights):
                    yield after
                break
            top = up


def _is_caption(words: Any, frame: Any, weights: Weights) -> bool:
    said = weights.letters[frame]
    shaped = frame.tag in _FRAMES and words.tag in _WORDS and not weights.linked[frame]
    return shaped and weights.letters[words] == said <= CAPTION


def headings(root: Any) -> None:
    """Make headings plain text, in place: buttons become spans and open their panel, and anchor links are emptied."""
    for heading in root.iter(*_HEADINGS, "dt"):
        for node in list(heading.iter("a", "button")):
            if node.tag == "button":
                node.tag = "span"
                _unfold(heading.getnext())
            elif _is_anchor(node):
                node.text = ""
                del node[:]


def before_headline(root: Any, titles: Sequence[str]) -> Iterator[Any]:
    """The elements before the headline: the page's only `h1`, or the only one whose text is among its titles."""
    known = {fold(title) for title in titles}
    heads = list(root.iter("h1"))
    if len(heads) > 1:
        heads = [each for each in heads if fold("".join(each.itertext())) in known]
    if len(heads) == 1:
        for node in (heads[0], *heads[0].iterancestors()):
            if node.tag not in {"body", "html"}:
                yield from (each for each in node.itersiblings(preceding=True) if isinstance(each.tag, str))


def cards(root: Any, weights: Weights) -> Iterator[Any]:
    """The cards of each row: siblings that each hold exactly one heading, which is a link or inside one."""
    headings = list(root.iter(*_HEADINGS))
    count = Counter(up for heading in headings for up in islice(heading.iterancestors(), STEPS))
    rows: dict[Any, list[Any]] = defaultdict(list)
    for heading in headings:
        linked = weights.linked[heading] >= 0.9 * weights.letters[heading] > 0
        card = heading
        for up in islice(heading.iterancestors(), STEPS):
            if up.tag in _LANDMARKS or count[up] > 1 or weights.letters[up] > CARD:
                break
            linked, card = linked or up.tag == "a", up
        if linked and card is not heading:
            rows[card.getparent()].append(card)
    for row in rows.values():
        if len(row) >= LEAST_CARDS:
            yield from row


def around(nodes: Sequence[Any]) -> Any:
    """The lowest common ancestor of nodes in document order; that of the first and the last node is enough."""
    last = {nodes[-1], *nodes[-1].iterancestors()}
    return next(each for each in (nodes[0], *nodes[0].iterancestors()) if each in last)


def _unfold(panel: Any) -> None:
    for name in ("aria-hidden", "hidden", "style") if panel is not None else ():
        panel.attrib.pop(name, None)


def _is_anchor(link: Any) -> bool:
    to = link.get("href") or ""
    return to.startswith("#") and "".join(link.itertext()).strip() in {to, *_ANCHORS}


def _invites(node: Any) -> bool:
    """Whether an element's own text is just an invitation to reply."""
    own = (node.text, *(child.tail for child in node))
    return any(text and len(text) < 40 and fold(text).strip("0123456789") in _REPLY for text in own)

"""What stands beside an article, told by its shape, whatever it is called in whichever language.

- Threads: elements that invite to reply; what they have around them is a conversation of readers.
- What stands before the headline: menus with their descriptions, tickers, promotions.
- Reviews: what buyers say of what a shop offers.
- Consent: what speaks of cookies or of consent in every other sentence, or around a button that takes them.
- Captions: a few words after a picture, and nothing else around both.
- Cards: rows of linked headlines, each with perhaps a picture and a sentence, that lead to other articles.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from digest.collect.text import fold
from digest.collect.weights import Weights

CARD = 450
"""Letters of the largest card."""
CAPTION = 250
"""Letters of the longest caption that is told by its shape."""
LEAST_CARDS = 3
LEAST_REPLIES = 2
LEAST_CONSENT = 3
"""Times that a notice speaks of cookies."""
CONSENT = 400
"""Letters of it for each such time."""
NOTICE = 3000
"""Letters of the longest notice with a button."""
STEPS = 8
"""How far around a headline its card is looked for."""

_ACCEPT = re.compile(
    r"(?:i )?(?:accept|agree|allow|decline|deny|reject)(?: (?:all|and (?:close|continue)|(?:all |optional )?cookies))?"
    r"|(?:cookie |manage )?(?:cookies|options|preferences|settings)|got it!?|more options|(?:i )?understand|ok(?:ay)?"
    r"|接受(?:全部|所有)?(?:cookies?)?|同意(?:并继续|并关闭)?|全部接受|全部拒绝|拒绝|我?知道了",
    re.IGNORECASE,
)
_BROWSING = re.compile(r"\b(?:browser|consent|privacy|websites?)\b|浏览|隐私|网站", re.IGNORECASE)
_FRAMES = frozenset({"center", "div", "figure", "section", "td"})
_WORDS = frozenset({"cite", "div", "em", "i", "p", "small", "span"})
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_ANCHORS = frozenset({"#", "¶", "§", "🔗"})
_REVIEWS = re.compile(r"(?<![a-z])(?:customer-?)?(?:reviews?|testimonials?)(?![a-z])", re.IGNORECASE)
_LANDMARKS = frozenset({"article", "body", "html", "main"})
_REPLY = frozenset({"reply", "replyto", "举报", "回复", "回覆", "查看回复"})
_PERHAPS = " or ".join(f"contains(., '{part}')" for part in ("eply", "EPLY", "举报", "回复", "回覆"))


def threads(root: Any) -> Iterator[Any]:
    """The element around all that invite to reply, if there are several, unless it holds the headline too."""
    perhaps = root.xpath(f".//*[text()[{_PERHAPS}]]")  # libxml2 finds the few among the many
    inviting = [node for node in perhaps if _invites(node)]
    thread = around(inviting) if len(inviting) >= LEAST_REPLIES else None
    if thread is not None and next(thread.iter("h1"), None) is None:
        yield thread


def is_shop(root: Any, types: Collection[str]) -> bool:
    """Whether a page offers a product, and is no article about one; `types`: what its JSON-LD describes."""
    said = {*types, *(each.rpartition("/")[2] for each in root.xpath("//@itemtype"))}
    kinds = {each.lower().partition(".")[0] for each in root.xpath("//meta[@property='og:type']/@content")}
    article = "article" in kinds or any(each.endswith(("Article", "Posting")) for each in said)
    return ("Product" in said or "product" in kinds) and not article


def reviews(root: Any) -> Iterator[Any]:
    """What buyers say of what a shop offers."""
    for node in root.iter("article", "div", "li", "ol", "section", "ul"):
        kind = f"{node.get('itemprop') or ''} {node.get('itemtype') or ''}"
        if _REVIEWS.search(f"{node.get('class') or ''} {node.get('id') or ''} {kind}"):
            yield node


def consent(root: Any, weights: Weights) -> Iterator[Any]:
    """The elements that speak of little but cookies, and not of those that one eats."""
    speaking = root.xpath(".//*[text()[contains(., 'cookie') or contains(., 'Cookie') or contains(., 'COOKIE')]]")
    count = Counter(up for node in speaking for up in (node, *node.iterancestors()))
    dense = {node for node, times in count.items() if LEAST_CONSENT <= times >= weights.letters[node] / CONSENT}
    dense.update(_with_button(root, count, weights) if count else ())
    dense.difference_update(*(head.iterancestors() for head in root.iter("h1")))
    for node in root.iter() if dense else ():
        if node in dense and node.tag not in _LANDMARKS and _BROWSING.search("".join(node.itertext())):
            yield node


def _with_button(root: Any, count: Mapping[Any, int], weights: Weights) -> Iterator[Any]:
    """What speaks of cookies around a button that takes or refuses them."""
    for button in root.iter("a", "button", "input"):
        if _ACCEPT.fullmatch(button.get("value") or "".join(button.itertext()).strip()[:60]):
            around = next((up for up in islice(button.iterancestors(), STEPS) if count[up]), None)
            if around is not None and weights.letters[around] <= NOTICE:
                yield around


def captions(root: Any, weights: Weights) -> Iterator[Any]:
    """The few words after a picture, where an element holds both and nothing else."""
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
    """Make headings plain, in place: one that opens what is below it is a button, one to be linked to has an anchor."""
    for heading in root.iter(*_HEADINGS, "dt"):
        for node in list(heading.iter("a", "button")):
            if node.tag == "button":
                node.tag = "span"
                _unfold(heading.getnext())
            elif _is_anchor(node):
                node.text = ""
                del node[:]


def before_headline(root: Any, titles: Sequence[str]) -> Iterator[Any]:
    """The elements before the headline: the page's only `h1`, or the only one that says one of its titles."""
    known = {fold(title) for title in titles}
    heads = list(root.iter("h1"))
    if len(heads) > 1:
        heads = [each for each in heads if fold("".join(each.itertext())) in known]
    if len(heads) == 1:
        for node in (heads[0], *heads[0].iterancestors()):
            if node.tag not in {"body", "html"}:
                yield from (each for each in node.itersiblings(preceding=True) if isinstance(each.tag, str))


def cards(root: Any, weights: Weights) -> Iterator[Any]:
    """The cards of each row: children of one element, each with one headline, and that a link."""
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
    """The lowest element that holds them all; they are in the order of the document, so the first and the last do."""
    last = {nodes[-1], *nodes[-1].iterancestors()}
    return next(each for each in (nodes[0], *nodes[0].iterancestors()) if each in last)


def _unfold(panel: Any) -> None:
    for name in ("aria-hidden", "hidden", "style") if panel is not None else ():
        panel.attrib.pop(name, None)


def _is_anchor(link: Any) -> bool:
    to = link.get("href") or ""
    return to.startswith("#") and "".join(link.itertext()).strip() in {to, *_ANCHORS}


def _invites(node: Any) -> bool:
    """Whether its own words are but an invitation to reply."""
    own = (node.text, *(child.tail for child in node))
    return any(text and len(text) < 40 and fold(text).strip("0123456789") in _REPLY for text in own)

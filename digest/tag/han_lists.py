"""Find names in Chinese lists: what stands between two `、` is one item, and all items of a list are of one type.

So `北湾之星` in `灯塔资本、北湾之星、海岸创投` is a company, although unknown and longer than the known `北湾`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from digest.model import EntityType
from digest.tag import tables
from digest.tag.han import Found, Word, head, is_verb, ordinary, telling
from digest.tag.han_firms import may_be_company
from digest.tag.han_people import fits_name
from digest.tag.spans import Span

_CLAUSE = re.compile(
    r"(?<![^，,。；;：:！!？?\n“”「」《》])[^，,。；;：:！!？?\n、“”「」《》]++(?:、[^，,。；;：:！!？?\n、“”「」《》]++)+"
)
"""A clause with a list in it."""
_JOINT = re.compile(r"以及|[和与及或](?=[\u3400-\u9fffA-Za-z]{2})")
_ENDS = re.compile(r"等|为代表|在内|之间|[领跟参]投|均|都|(?:联合|共同)(?!会)")
"""What ends the last item of a list."""
_FIELDS = re.compile(r"等[^、及公企]{0,4}(?:领域|行业|赛道|方向|场景|板块|概念|环节|功能)")
"""What follows a list of fields of business rather than of names."""
_SORT = re.compile(r".*(?:公司|企业|机构|平台|厂商|品牌|股东)(?=..)")
"""A word for the sort of thing before an item's own name."""
_ITEM = re.compile(r"[A-Za-z\u3400-\u9fff][A-Za-z0-9\u3400-\u9fff·.& -]{0,11}[A-Za-z0-9\u3400-\u9fff]")
_BRACKET = re.compile(r" *[（(][^（()）]{1,30}[)）] *$")
"""A spelling or ticker after an item."""
_FEWEST = 2
"""Items of a type that a list must have in order to be one of that type."""
_SHARE = 0.5
"""Share of the items that must be of that type."""
_LONGEST_LAST = 8
"""Characters of a last item at most if nothing but a comma shows where it ends."""
_BEHIND = "上下里中后前时内外间"
"""Last characters of phrases of place and time."""
_GRAMMAR = frozenset(("p", "c", "d", "r", "u", "uj", "ul", "uv", "f", "y", "m", "q", "x", "t", "s", "mq"))
"""Parts of speech that stand in sentences rather than in names."""
_NAMES = frozenset(("nr", "nrt", "nrfg", "nz", "ns", "nt", "j", "eng"))


@dataclass(frozen=True, slots=True)
class Listed:
    """A text, its words and the known names in it."""

    text: str
    words: Sequence[Word]
    known: Mapping[Span, EntityType]

    def names(self) -> Iterator[Found]:
        """The items of all lists whose other items tell their type."""
        for clause in _CLAUSE.finditer(self.text):
            items = list(self._items(*clause.span()))
            kind = None if _FIELDS.search(clause.group()) else self._type(items)
            for item in items if kind else ():
                if kind and item not in self.known and self._may_be(item, kind):
                    yield Found(*item, kind, sure=True)

    def _type(self, items: Sequence[Span]) -> EntityType | None:
        """The type on which enough items of a list agree: known names, and beside them or after a place heads."""
        some = any(item in self.known for item in items)
        heads = [self._by_head(item) if some or self._seated(item) else None for item in items]
        told = [self.known.get(item) or kind for item, kind in zip(items, heads, strict=True)]
        for kind, count in Counter(kind for kind in told if kind).most_common(1):
            return kind if count >= max(_FEWEST, _SHARE * len(items)) else None
        return None

    def _seated(self, item: Span) -> bool:
        """Whether an item begins with a place, as the names of many companies do."""
        return any(word.pos == "ns" for word in self._inside(*item)[:1])

    def _by_head(self, item: Span) -> EntityType | None:
        """The type that an item's last word gives it, if something before that word distinguishes it."""
        found = head(self.text[slice(*item)])
        inside = self._inside(item[0], item[1] - len(found[0])) if found else ()
        return found[1] if found and _tells(inside) else None

    def _inside(self, start: int, end: int) -> Sequence[Word]:
        first = bisect_left(self.words, start, key=lambda w: w.start)
        return self.words[first : bisect_left(self.words, end, lo=first, key=lambda w: w.start)]

    def _items(self, start: int, end: int) -> Iterator[Span]:
        """The places of the items in a clause. The first item and the last lack a mark on one side."""
        pieces, at = [], start
        for piece in self.text[start:end].split("、"):
            pieces.append((at, at + len(piece)))
            at += len(piece) + 1
        for item in (*self._first(*pieces[0]), *pieces[1:-1], *self._last(*pieces[-1])):
            yield from self._trimmed(*item)

    def _trimmed(self, start: int, end: int) -> Iterator[Span]:
        """An item without what stands around its name, if it can have one at all."""
        bracket = _BRACKET.search(self.text, start, end)
        end = bracket.start() if bracket else end
        sort = _SORT.match(self.text, start, end)
        start = sort.end() if sort else start
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip(" "))
        end -= len(self.text[start:end]) - len(self.text[start:end].rstrip(" "))
        if _ITEM.fullmatch(self.text, start, end):
            yield start, end

    def _first(self, start: int, end: int) -> Iterator[Span]:
        """The first item: a known name, or what follows the last word before it that no name contains."""
        named = next(((s, end) for s in range(start, end) if (s, end) in self.known), None)
        inside = self._inside(start, end)
        at = next((n for n in range(len(inside), 0, -1) if _outside(inside[n - 1])), 0)
        seat = next((n for n in range(at, 0, -1) if inside[n - 1].pos in _GRAMMAR or inside[n - 1].pos == "ns"), 0)
        if seat and inside[seat - 1].pos == "ns" and head(inside[-1].text):
            at = seat - 1  # `四川省|产业|振兴|集团`: a verb may be part of what follows a seat
        if named or at < len(inside):
            yield named or (inside[at].start, end)

    def _last(self, start: int, end: int) -> Iterator[Span]:
        """The last item, or the last two, joined by `和`: up to a word that ends lists or to the end of the clause."""
        stop = _ENDS.search(self.text, start + 1, end)
        end = stop.start() if stop else end
        joint = _JOINT.search(self.text, start + 2, end)
        last = joint.end() if joint else start
        if joint and not self._strong(last, end):
            yield start, joint.start()
        named = next(((last, e) for e in range(end, last, -1) if (last, e) in self.known), None)
        if stop or (not named and end - last <= _LONGEST_LAST and self.text[end - 1] not in _BEHIND):
            yield last, end
        elif named:
            yield named

    def _strong(self, start: int, end: int) -> bool:
        """Whether what follows `与` may be the rest of one name: `北湾物流|与|采购联合会`."""
        for word in self._inside(start, end)[:4]:
            found = head(word.text)
            if found or telling(word, _NAMES):
                return found is not None and found[2]
        return False

    def _may_be(self, item: Span, kind: EntityType) -> bool:
        """Whether an item of a list can be a name of its type."""
        name, inside = self.text[slice(*item)], self._inside(*item)
        seated = head(name) is not None and self._seated(item)
        if _plain(name) or "的" in name or any(self._in_sentence(w) for w in inside if not (seated and w.pos == "v")):
            return False
        if kind == "PERSON":
            return 2 <= len(name) <= 4 and fits_name(name)
        if kind == "ORG":
            return may_be_company(name)
        return kind == "PRODUCT" and _tells(inside)

    def _in_sentence(self, word: Word) -> bool:
        """Whether a word belongs to a sentence and to no known name."""
        own = any((word.start, end) in self.known for end in range(word.end, word.end + 4))
        return not own and len(word.text) > 1 and _outside(word)


def _outside(word: Word) -> bool:
    return word.pos in _GRAMMAR or is_verb(word) or word.text in tables.words("han_stops.txt")


def _tells(inside: Sequence[Word]) -> bool:
    return any(telling(word, _NAMES) for word in inside)


def _plain(item: str) -> bool:
    """Whether an item is an ordinary word."""
    plain = tables.words("generic.txt", "han_market.txt", "han_plain.txt")
    return item in plain or ordinary(item, _NAMES)

"""Convert sources to OPML 2.0, the format of other feed readers, and back without loss. Pure.

What OPML has no place for (country, beat, filters …) goes into attributes of our own namespace, which other readers
ignore. Folders are the sections of `sources.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any

from digest.config import values
from digest.config.rules import address
from digest.curating.sourcefile import number
from digest.model import Source

SPACE = "urn:news-desk-digest:source"
DEEPEST = 30
LARGEST = 20_000_000
_OWN = {"id": "", "language": "", "name": "text", "site": "htmlUrl", "url": "xmlUrl"}
"""Fields of a source that are handled separately -> their OPML attribute, if it has another name."""
_SPELT = {"htmlurl": "htmlUrl", "xmlurl": "xmlUrl"}
"""Attributes that some readers write in lower case -> their proper spelling."""


class OpmlError(ValueError):
    """The text is not OPML; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of an OPML file: its folder, its line, and its attributes, ours without their namespace."""

    folder: str
    line: int
    attributes: Mapping[str, str]


def read(body: bytes) -> list[Outline]:
    """The feeds of an OPML file, in order. External entities are not resolved. Raises OpmlError."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(body[:LARGEST], parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise OpmlError(f"it is not XML: {error}") from None
    found = None if root is None else root.find("body")
    if found is None or etree.QName(root).localname.lower() != "opml":
        raise OpmlError("it is not OPML: an <opml> with a <body> was expected")
    return list(_outlines(found, "", 0))


def _outlines(node: Any, folder: str, depth: int) -> Iterator[Outline]:
    for each in node.iterchildren("outline"):
        attributes = {_called(str(name)): str(value) for name, value in each.attrib.items()}
        inner = folder
        if attributes.get("xmlUrl", "").strip():
            yield Outline(folder, each.sourceline or 0, attributes)
        else:
            title = (attributes.get("text") or attributes.get("title") or "").strip()
            inner = " / ".join(filter(None, (folder, title)))
        if depth < DEEPEST:
            yield from _outlines(each, inner, depth + 1)


def _called(name: str) -> str:
    """The name of an attribute: ours without their namespace, OPML's own in their proper spelling."""
    return _SPELT.get(name.lower(), name.removeprefix(f"{{{SPACE}}}"))


def row(outline: Outline) -> dict[str, Any]:
    """An outline as the keys of a source in `sources.yaml`; missing values are left out."""
    said = outline.attributes
    name = " ".join((said.get("text") or said.get("title") or "").split())
    found: dict[str, Any] = {
        "id": said.get("id") or said_id(name, said["xmlUrl"]),
        "name": name or said["xmlUrl"],
        "url": said["xmlUrl"].strip(),
    }
    if said.get("htmlUrl", "").strip():
        found["site"] = said["htmlUrl"].strip()
    if language := said.get("language", "").strip():
        found["language"] = _language(language)
    for each in fields(Source):
        if each.name not in _OWN and each.name in said:
            found[each.name] = _from_text(said[each.name], each.default)
    return found


def said_id(name: str, url: str) -> str:
    """An id made from a name, or from the address if the name has no Latin letters."""
    for text in (name, address(url).partition(":")[0]):
        try:
            return values.slug(text)
        except ValueError as error:
            mended = str(error).rpartition("; write ")[2]
            if mended != "a-name-like-this" and len(mended) > 1:
                return mended
    return "source"


def _language(text: str) -> str:
    """A language code in this desk's spelling: `en-US` for `en-us`."""
    first, _, rest = text.replace("_", "-").partition("-")
    return f"{first.lower()}-{rest.upper() if len(rest) == 2 else rest}" if rest else first.lower()


def _from_text(text: str, default: Any) -> Any:
    if isinstance(default, bool):
        return text == "true"
    if isinstance(default, tuple):
        return [each for each in text.split("\n") if each]
    if isinstance(default, int | float):
        try:
            return type(default)(text)
        except ValueError:
            return text
    return text


def write(title: str, sources: Sequence[Source], folders: Mapping[str, str]) -> bytes:
    """The sources as OPML 2.0; `folders` maps ids to the folder of each."""
    from lxml import etree

    root = etree.Element("opml", nsmap={"digest": SPACE}, version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for folder, some in groupby(sources, key=lambda source: folders.get(source.id, "")):
        holder = body
        for part in folder.split(" / ") if folder else ():
            holder = etree.SubElement(holder, "outline", text=part)
        for source in some:
            _outline(etree.SubElement(holder, "outline", type="rss"), source)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _outline(node: Any, source: Source) -> None:
    node.set("text", source.name)
    node.set("title", source.name)
    node.set("xmlUrl", source.url)
    if source.site:
        node.set("htmlUrl", source.site)
    node.set("language", source.language)
    node.set(f"{{{SPACE}}}id", source.id)
    for each in fields(source):
        value = getattr(source, each.name)
        if each.name not in _OWN and value != each.default:
            node.set(f"{{{SPACE}}}{each.name}", _to_text(value))


def _to_text(value: Any) -> str:
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else number(value)


def unlisted(outlines: Iterable[Outline], sources: Sequence[Source]) -> list[Outline]:
    """The outlines whose address no source has yet, each address once."""
    seen = {address(source.url) for source in sources}
    left = []
    for outline in outlines:
        if (key := address(outline.attributes["xmlUrl"].strip())) not in seen:
            seen.add(key)
            left.append(outline)
    return left

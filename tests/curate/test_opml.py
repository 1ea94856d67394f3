"""OPML export and import: every field of a source survives the round trip."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from digest import config
from digest.curating import opml
from digest.model import Source

WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
).filter(lambda text: text and not set(text) & set("“”„‘’，；"))  # fmt: skip
FILTERS = st.lists(
    WORDS.filter(lambda text: "=" not in text and not text.startswith("/")), max_size=3, unique=True
).map(tuple)
SOURCES = st.builds(
    Source,
    id=st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True),
    name=WORDS,
    url=st.integers(0, 999).map("https://paper{}.example/feed?a=1&b=<2>".format),
    site=st.sampled_from(["", "https://paper.example/?q='x'&y"]),
    language=st.sampled_from(["en", "zh", "zh-TW", "zh-Hans"]),
    country=st.sampled_from(["", "CN", "EU"]),
    beat=st.sampled_from(["tech-policy", "general-tech", "government"]),
    fulltext=st.sampled_from(["page", "feed"]),
    paywall=st.sampled_from(["none", "metered", "hard"]),
    state_affiliated=st.booleans(),
    weight=st.floats(0.01, 5),
    timezone=st.sampled_from(["", "Asia/Shanghai"]),
    include=FILTERS,
    exclude=FILTERS,
    enabled=st.booleans(),
    max_bytes=st.integers(0, 10**9),
    links=st.sampled_from(["", "main h2 > a[href^='/n']"]),
)


@given(SOURCES, WORDS)
def test_no_key_of_a_source_is_lost(source: Source, folder: str) -> None:
    """Every key comes back, and so does the folder."""
    [outline] = opml.read(opml.write("Desk", [source], {source.id: folder}))
    assert config.source(opml.row(outline)) == source
    assert outline.folder == folder


def test_order_and_nested_folders_stay() -> None:
    """Sources keep their order; a folder in a folder is one section."""
    one = Source(id="one", name="One", url="https://one.example/")
    some = [replace(one, id=f"s{n}", url=f"https://s{n}.example/") for n in range(4)]
    folders = {"s0": "A", "s1": "A / B", "s3": "A"}
    found = opml.read(opml.write("Desk", some, folders))
    assert [(each.attributes["id"], each.folder) for each in found] == [
        ("s0", "A"), ("s1", "A / B"), ("s2", ""), ("s3", "A"),
    ]  # fmt: skip


def test_odd_outlines_are_feeds_too() -> None:
    """Attributes in small letters, and feeds that stand inside a feed: in the folder that it is in."""
    body = b"""<opml><body><outline text="Ports"><outline text="A" xmlurl="https://a.example/" htmlURL="https://a.example/x">
      <outline text="B" xmlUrl="https://b.example/"/></outline></outline></body></opml>"""
    assert [(each.folder, opml.row(each)["url"]) for each in opml.read(body)] == [
        ("Ports", "https://a.example/"), ("Ports", "https://b.example/"),
    ]  # fmt: skip
    assert opml.row(opml.read(body)[0])["site"] == "https://a.example/x"

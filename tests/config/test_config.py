"""The editor's files: what they may say, and what is answered when they say something else."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import config
from digest.config import yaml12
from digest.model import Mistakes

SOURCES = """\
site:
  title: Desk
  url: https://desk.example/
sources:
  - id: one
    name: One
    url: https://one.example/feed
"""
TOPICS = "ai-policy:\n  title: {en: AI policy, zh: 人工智能政策}\n  strong: [AI act]\n"
ENTITIES = "ORG:\n  Nvidia: {zh: 英伟达, aliases: [NVDA]}\n"


def told(root: Path, **files: str) -> str:
    """What is said of a desk with these files, all mistakes in a text."""
    for name, text in ({"sources": SOURCES, "topics": TOPICS, "entities": ENTITIES} | files).items():
        (root / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Mistakes) as caught:
        config.load(root)
    return str(caught.value)


def test_a_right_desk_is_loaded_with_its_defaults(tmp_path: Path) -> None:
    """Three right files become one configuration, with defaults where they are silent."""
    for name, text in {"sources": SOURCES, "topics": TOPICS, "entities": ENTITIES}.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    found = config.load(tmp_path)
    assert found.sources[0].paywall == "none"
    assert found.topics[0].title["zh"] == "人工智能政策"
    assert found.whoswho.known[0].zh == "英伟达"
    assert found.collect.total_seconds == 60


def test_files_that_a_desk_lacks_come_from_the_package(tmp_path: Path) -> None:
    """A desk is any folder with a sources.yaml."""
    (tmp_path / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    found = config.load(tmp_path)
    assert len(found.topics) == 22
    assert len(found.whoswho.known) >= 1200


def test_no_desk_at_all_is_one_clear_line(tmp_path: Path) -> None:
    """A folder without a sources.yaml is told so."""
    with pytest.raises(Mistakes, match=r"^sources.yaml:1:1: there is no sources.yaml in .*; write one, or name"):
        config.load(tmp_path)


def test_every_mistake_in_every_file_is_told_at_once(tmp_path: Path) -> None:
    """One reading names them all, with their places, shapes and rules alike."""
    sources = """\
site:
  title: 12
  url: ftp://x
  langauges: [en]
  timezone: Mars/Phobos
sources:
  - id: The Verge
    name: NO
    url: https://user:pw@a.example/feed
    paywall: metred
    weight: heavy
  - id: b
    url: https://b.example/feed?token=abc
    state_affiliated: "yes"
  - id: b
    name: B
    url: http://www.c.example/feed/
  - id: d
    name: D
    url: https://c.example/feed
    beat: china tech
"""
    topics = """\
ai-policy:
  title: {en: AI policy}
  strong: [a, "x*y", AI act, AI Act]
  entities: [Nvidai]
  together: [[one]]
Bad Slug:
  title: {en: x, zh: y}
"""
    entities = """\
ORG:
  Nvidia: {zh: 英伟达, about: US}
  Other: {aliases: [Nvidia, 美]}
PERSON:
  Somebody: {exakt: true}
ignore: [other, AI]
"""
    assert told(tmp_path, sources=sources, topics=topics, entities=entities).splitlines() == [
        "entities.yaml:3:21: ORG.Other.aliases[0]: 'Nvidia' already means Nvidia (ORG); write it for one of the two only",
        "entities.yaml:3:29: ORG.Other.aliases[1]: '美' is too short to be a name; write a longer form",
        "entities.yaml:5:14: PERSON.Somebody.exakt: there is no such key; write exact",
        "entities.yaml:6:10: ignore[0]: Other goes by this name; write it in one of the two places only",
        'sources.yaml:2:10: site.title: is 12, not text; write "12"',
        "sources.yaml:3:8: site.url: 'ftp://x' is not an http(s) address; write https://example.org/feed.xml",
        "sources.yaml:4:3: site.langauges: there is no such key; write languages",
        "sources.yaml:5:13: site.timezone: 'Mars/Phobos' is no time zone; "
        "write one like Europe/Berlin or Asia/Shanghai",
        "sources.yaml:7:9: sources[0].id: an id is made of a-z, 0-9 and single hyphens, not 'The Verge'; "
        "write the-verge",
        "sources.yaml:9:10: sources[0].url: there is a user name or password in the address; "
        "write https://a.example/feed",
        "sources.yaml:10:14: sources[0].paywall: 'metred' is none of none, metered, hard; write metered",
        "sources.yaml:11:13: sources[0].weight: is 'heavy', not a number; write 1",
        "sources.yaml:12:5: sources[1].name: is missing; write name: Wired",
        "sources.yaml:13:10: sources[1].url: there is a secret in the address (token=…), and this file is public; "
        "write it without",
        "sources.yaml:14:23: sources[1].state_affiliated: is 'yes', not true or false; write true or false",
        "sources.yaml:15:9: sources[2].id: b is already the id of the source in line 12; write another, like b-2",
        "sources.yaml:20:10: sources[3].url: is already read as b; write it once, and take the other away",
        "sources.yaml:21:11: sources[3].beat: 'china tech' is none of tech-policy, china-tech, china-tech-zh, "
        "general-tech, government; write china-tech",
        "topics.yaml:2:3: ai-policy.title.zh: is missing; write zh: 人工智能政策",
        "topics.yaml:3:12: ai-policy.strong[0]: 'a' would match nearly everything; write a longer phrase",
        "topics.yaml:3:15: ai-policy.strong[1]: a * may only end a phrase; write xy*",
        "topics.yaml:3:30: ai-policy.strong[3]: 'AI Act' is already under strong; write it once",
        "topics.yaml:5:14: ai-policy.together[0]: one phrase is no combination; write two phrases or more",
        "topics.yaml:7:3: Bad Slug: an id is made of a-z, 0-9 and single hyphens, not 'Bad Slug'; write bad-slug",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("site:\n\ttitle: x\n", "sources.yaml:2:1: a tab cannot indent YAML; write spaces"),
        ("site:\n  title: x: y\n", "sources.yaml:2:11: a colon and a space inside plain text; write the text in quotes"),
        (
            "site: &a\n  title: x\n",
            "sources.yaml:1:7: site: &a is a YAML anchor, which this file does not use; write the text in quotes, or in full",
        ),
        ("site:\n  title: x\n  title: z\n", "sources.yaml:3:3: site.title: is given twice, first in line 2; write one"),
        ("sources: []\n", "sources.yaml:1:1: site: is missing; write site: …"),
    ],
)
def test_what_is_not_yaml_is_said_in_words(tmp_path: Path, text: str, line: str) -> None:
    """Tabs, stray colons, anchors and repeated keys are named where they stand."""
    assert told(tmp_path, sources=text).splitlines()[0] == line


def test_an_unknown_entity_in_a_topic_is_named_with_the_nearest(tmp_path: Path) -> None:
    """Evidence that names nobody is a slip of spelling."""
    topics = TOPICS + "  entities: [Nvidai]\n"
    expected = "topics.yaml:4:14: ai-policy.entities[0]: Nvidai is not in the who's who; write Nvidia"
    assert told(tmp_path, topics=topics) == expected


def test_words_that_other_loaders_turn_into_something_else_stay_text() -> None:
    """YAML 1.2: NO, on and 12:30 are text; true, 3 and 1.5 are what they look like."""
    text = "a: NO\nb: on\nc: 12:30\nd: true\ne: 3\nf: 1.5\ng: 2026-01-29\nh: ~\ni: '3'\n"
    assert yaml12.read(text, "x").data == {
        "a": "NO", "b": "on", "c": "12:30", "d": True, "e": 3, "f": 1.5, "g": "2026-01-29", "h": None, "i": "3",
    }  # fmt: skip


@given(st.text(max_size=60))
def test_any_text_is_read_or_answered(text: str) -> None:
    """Whatever stands in a file, the answer is data or Mistakes, nothing else."""
    try:
        yaml12.read(text, "x.yaml")
    except Mistakes as error:
        assert str(error).startswith("x.yaml:")


def test_the_schemas_in_the_repository_are_those_of_the_models() -> None:
    """`make schema` was run after the models changed."""
    for name, text in config.schemas():
        kept = (config.defaults() / "schema" / name).read_text(encoding="utf-8")
        assert json.loads(kept) == json.loads(text), f"{name} is stale: run make schema"

"""The editor's files: what is valid, and the messages for what is not."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest import config
from digest.config import yaml12
from digest.mistakes import Mistakes

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


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("site:\n\ttitle: x\n", "sources.yaml:2:1: a tab cannot indent YAML; write spaces"),
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
    with suppress(Mistakes):
        yaml12.read(text, "x.yaml")


def test_the_schemas_in_the_repository_are_those_of_the_models() -> None:
    """`make schema` was run after the models changed."""
    for name, text in config.schemas():
        kept = (config.defaults() / "schema" / name).read_text(encoding="utf-8")
        assert json.loads(kept) == json.loads(text), f"{name} is stale: run make schema"

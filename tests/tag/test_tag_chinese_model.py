"""A Chinese spaCy model that is installed helps; none is needed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.model import Item, Limits, Text, WhosWho
from digest.tag import ner_chinese
from digest.tag.tagger import Tagger

pytestmark = pytest.mark.model


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of packages in which `zh_core_web_sm` is a small pipeline that knows two names by rule."""
    import spacy

    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "灯塔湾"}, {"label": "PERSON", "pattern": "海鸥"}])  # type: ignore[attr-defined]
    package = tmp_path / "zh_core_web_sm"
    package.mkdir()
    nlp.to_disk(package / "model")
    (package / "meta.json").write_text("{}", encoding="utf-8")
    (package / "__init__.py").write_text(
        "import spacy, pathlib\n\ndef load(**given):\n"
        "    return spacy.load(pathlib.Path(__file__).parent / 'model', exclude=given.get('exclude', []))\n",
        encoding="utf-8",
    )
    described = tmp_path / "zh_core_web_sm-1.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: zh-core-web-sm\nVersion: 1.0\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    ner_chinese.model.cache_clear()
    yield package
    sys.modules.pop("zh_core_web_sm", None)
    ner_chinese.model.cache_clear()


def names(model: str) -> dict[str, str]:
    tagger = Tagger(Limits(chinese_model=model), WhosWho())
    item = Item(id="0" * 12, source="paper", url="", title="一则新闻")
    text = Text(text="昨天在灯塔湾那里，很多人看见海鸥。后来，灯塔湾又开了门。")
    entry = tagger.entry(item, text, seen=datetime(2026, 2, 1, tzinfo=UTC))
    return {tag.zh: tag.type for tag in entry.entities}


def test_what_an_installed_model_sees_twice_is_a_name(installed: Path) -> None:
    """A name that the model finds only once needs a rule that agrees; with `off` the model is not asked."""
    assert names("auto") == {"灯塔湾": "ORG"}
    assert names("off") == {}
    assert names(str(installed / "model")) == {"灯塔湾": "ORG"}


def test_an_empty_package_of_that_name_is_no_model(installed: Path) -> None:
    """An empty package with a model's name, as PyPI has them, is not taken for the model."""
    (installed / "meta.json").unlink()
    assert names("auto") == {}

"""Files of articles: every faulty row is reported, with its field and what to write instead."""

import json
from pathlib import Path

import pytest

from digest.cli.lines import group
from digest.mistakes import Mistakes

ROWS = (
    ('{"id": "a", "title": 5}', '1:1: title: is a number, not text; write "title": "…"'),
    ('{"id": "a"}', '1:1: title: is missing; write "title": …'),
    ('{"id": "a", "title": null}', '1:1: title: is missing; write "title": …'),
    ('{"id": ["a"], "title": "x"}', '1:1: id: is a list, not text; write "id": "…"'),
    ('{"id": true, "title": "x"}', '1:1: id: is true or false, not text; write "id": "…"'),
    ('{"id": 1, "title": "x", "text": {}}', '1:1: text: is an object, not text; write "text": "…"'),
    ('["a"]', '1:1: is a list, not an object; write {"id": …} on one line'),
    ("[" * 100_000, "is not JSON"),
    ('{"id": 1', "is not JSON"),
)


@pytest.mark.parametrize(("row", "told"), ROWS)
def test_a_row_that_cannot_be_taken_is_named(row: str, told: str, tmp_path: Path) -> None:
    """No row ends in a traceback, and none is grouped when one is wrong."""
    file = tmp_path / "rows.jsonl"
    file.write_text(row + "\n", encoding="utf-8")
    with pytest.raises(Mistakes) as found:
        group(file, root=tmp_path)
    [mistake] = found.value.mistakes
    assert told in str(mistake)
    assert str(mistake).startswith("rows.jsonl:1:1: ")


def test_every_wrong_row_is_told_at_once(tmp_path: Path) -> None:
    """An editor mends a file in one go; blank lines count as lines."""
    file = tmp_path / "rows.jsonl"
    file.write_text('{"id": 1, "title": 2}\n\n{"id": 2, "title": "fine"}\n{"title": "x"}\n', encoding="utf-8")
    with pytest.raises(Mistakes) as found:
        group(file, root=tmp_path)
    assert [mistake.line for mistake in found.value.mistakes] == [1, 4]


def test_half_a_surrogate_pair_comes_back_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON may escape what UTF-8 cannot write: the id is printed as it came, and the title is read without it."""
    file = tmp_path / "rows.jsonl"
    file.write_text('{"id": "a\\ud800", "title": "\\udfff x"}\n', encoding="utf-8")
    group(file, root=tmp_path)
    assert json.loads(capsys.readouterr().out)["id"] == "a\ud800"


def test_a_date_beyond_all_years_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A time whose zone takes it out of the calendar is a date that cannot be read."""
    file = tmp_path / "rows.jsonl"
    file.write_text('{"id": "a", "title": "x", "published": "0001-01-01T00:00:00+14:00"}\n', encoding="utf-8")
    group(file, root=tmp_path)
    assert json.loads(capsys.readouterr().out)["id"] == "a"

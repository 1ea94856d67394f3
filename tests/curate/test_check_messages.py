"""What `digest check` says of many broken desks, word for word: each folder of `broken/` with its `expected.txt`."""

import shutil
from pathlib import Path

import pytest

from digest import config, pipeline
from digest.curating import checking
from digest.mistakes import Mistakes
from digest.store import Store

BROKEN = Path(__file__).parent / "broken"
RIGHT = Path(__file__).parent / "right"


@pytest.mark.parametrize("case", sorted(path.name for path in BROKEN.iterdir()))
def test_every_mistake_is_told_with_its_place_and_what_to_write(case: str, tmp_path: Path) -> None:
    """The whole message is compared: place, what is wrong, and what to write instead."""
    shutil.copytree(RIGHT, tmp_path, dirs_exist_ok=True)
    shutil.copytree(BROKEN / case, tmp_path, dirs_exist_ok=True)
    told = "".join(f"{mistake}\n" for mistake in checking.check(tmp_path).mistakes)
    assert told == (BROKEN / case / "expected.txt").read_text(encoding="utf-8")


def test_the_desk_that_they_are_made_from_has_no_mistake() -> None:
    """Each broken desk is the right one with one thing changed."""
    assert not checking.check(RIGHT).mistakes


@pytest.mark.parametrize("case", ["55-issue-not-utf-8", "58-about"])
def test_what_check_says_a_build_says_too(case: str, tmp_path: Path) -> None:
    """A file that is not UTF-8 is a mistake in a file for every command, and not a crash."""
    shutil.copytree(RIGHT, tmp_path, dirs_exist_ok=True)
    shutil.copytree(BROKEN / case, tmp_path, dirs_exist_ok=True)
    with pytest.raises(Mistakes) as told:
        pipeline.build(config.load(tmp_path), Store(tmp_path), root=tmp_path)
    assert f"{told.value}\n" == (BROKEN / case / "expected.txt").read_text(encoding="utf-8")

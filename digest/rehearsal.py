"""The demo: the whole job, for real and offline, on the invented news that ships with the project."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from digest import config, pipeline, reading, sample, workers
from digest.model import Config
from digest.runner.words import count
from digest.store import Store
from digest.weeks import week_of

MARK = ".digest-demo"
"""Only a folder with this file in it is deleted and made anew."""


class TakenError(Exception):
    """The folder holds something else."""


def rehearse(folder: Path, *, say: Callable[[str], None], weeks: int | None = None) -> Path:
    """Collect evening by evening, publish week by week (the first `weeks`, or all), build; answers the site's folder.

    Raises TakenError where the folder holds something else."""
    _make_room(folder)
    sample.desk(folder)
    loaded = config.load(folder)
    store = Store(folder, loaded.site.timezone)
    needed = reading.FEED_MODULES + reading.article_modules(loaded)
    pool = workers.Pool(loaded.collect.workers, (reading.prepare_articles, (loaded,)), needed)
    try:
        with sample.serve(sample.days()[0]) as press:
            for week, evenings in list(_weeks(store).items())[:weeks]:
                new = 0
                for evening in evenings:
                    press.as_of = evening
                    new += len(pipeline.collect(loaded, store, now=evening, hosts=press.hosts, pool=pool).new)
                say(_published(loaded, store, week, evenings[-1], new))
    finally:
        pool.close()
    built = pipeline.build(loaded, store, root=folder)
    say(count(built.pages, "page"))
    return built.site


def _published(loaded: Config, store: Store, week: str, now: datetime, new: int) -> str:
    """Publish a week, and say so."""
    stories = pipeline.draft(loaded, store, week=week, now=now, publish=True).weeks[week][2]
    return f"{week}: {count(new, 'new article')}, an issue of {count(stories, 'story')}"


def _weeks(store: Store) -> dict[str, list[datetime]]:
    """The evenings of the sample by week."""
    weeks: dict[str, list[datetime]] = {}
    for evening in sample.days():
        weeks.setdefault(week_of(evening.astimezone(store.zone)), []).append(evening)
    return weeks


def _make_room(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        if not (folder / MARK).exists():
            raise TakenError(f"{folder} is not empty and no demo; name another folder: digest demo DIR")
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text("The demo may delete this folder.\n", encoding="utf-8")

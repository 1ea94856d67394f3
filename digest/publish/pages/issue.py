"""The page of an issue, `/2026/w05/`, and the view of it that feeds and mails share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from digest.model import Issue, Page, Source, Unread, unread
from digest.publish.addresses import issue_path
from digest.publish.archive import SHOWN, Archive
from digest.publish.essay import essay
from digest.publish.pages.frame import CARD, Frame
from digest.publish.pages.numbers import NumbersView, numbers
from digest.publish.stories import story
from digest.publish.text import digest, href
from digest.publish.views import StoryView


@dataclass(frozen=True, slots=True)
class Section:
    """One section of an issue and its stories."""

    key: str
    stories: tuple[StoryView, ...]


@dataclass(frozen=True, slots=True)
class IssueView:
    """An issue, ready for a template."""

    week: str
    path: str
    title: str
    dateline: str
    draft: bool
    essay: Markup
    notice: str
    sections: tuple[Section, ...]
    numbers: NumbersView | None
    corrections: tuple[str, ...]
    unread: tuple[tuple[Source, Unread], ...] = ()

    @property
    def heading(self) -> str:
        """The heading above the issue: its title, or its week if the title only repeats the first story's headline.

        Feeds, previews and lists of issues always use the title."""
        first = {self.lead.headline, self.lead.original} if self.lead else set()
        return self.dateline if self.title in first else self.title

    @property
    def stories(self) -> int:
        return sum(len(section.stories) for section in self.sections)

    @property
    def outlets(self) -> int:
        """How many outlets its stories come from."""
        reports = (r for section in self.sections for one in section.stories for _, rs in one.coverage for r in rs)
        return len({report.source.id for report in reports})

    @property
    def lead(self) -> StoryView | None:
        return self.sections[0].stories[0] if self.sections else None


def pages(frame: Frame) -> Iterator[Page]:
    """A page for each issue."""
    issues = frame.archive.issues
    for i, issue in enumerate(issues):
        before = issues[i - 1] if i else None
        after = issues[i + 1] if i + 1 < len(issues) else None
        yield frame.page(
            f"{issue_path(issue.week)}index.html",
            "issue.html",
            title(frame, issue),
            partial(context, frame, issue, before, after),
            (key(frame, issue), *(title(frame, other) for other in (before, after) if other)),
        )


def key(frame: Frame, issue: Issue) -> str:
    """A digest of everything that an issue's page is made from, except its neighbours."""
    archive = frame.archive
    listed = issue.week in archive.by_week
    return digest((frame.marks.issue(issue), repr(_unread(archive, issue)), str(listed)))


def context(frame: Frame, issue: Issue, before: Issue | None, after: Issue | None) -> Mapping[str, Any]:
    """The context of the issue's page."""
    shown = view(frame, issue)
    return {
        "issue": shown,
        "picture": f"{shown.path}{CARD}",
        "picture_says": shown.title,
        "data": linked(frame, issue, shown),
        "description": description(shown),
        "before": (issue_path(before.week), title(frame, before)) if before else None,
        "after": (issue_path(after.week), title(frame, after)) if after else None,
        "all_path": f"{issue_path(issue.week)}all/" if issue.week in frame.archive.by_week else "",
    }


def linked(frame: Frame, issue: Issue, shown: IssueView) -> Mapping[str, Any]:
    """The issue as schema.org data: a collection of stories, each with the articles it is based on."""
    root = f"{frame.site.url.rstrip('/')}/"
    stories = [one for section in shown.sections for one in section.stories]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": shown.title,
        "url": f"{root}{shown.path}",
        "image": f"{root}{shown.path}{CARD}",
        "inLanguage": frame.words.language,
        "isPartOf": {"@type": "WebSite", "name": frame.site.title, "url": root},
        "hasPart": [_article(root, one) for one in stories],
    }
    return {**data, "datePublished": issue.published.date().isoformat()} if issue.published else data


def _article(root: str, one: StoryView) -> Mapping[str, Any]:
    based = [href(report.url) for _, reports in one.coverage for report in reports]
    article = {"@type": "NewsArticle", "headline": one.headline[:110], "url": f"{root}{one.path}"}
    return {**article, "isBasedOn": [url for url in based if url], "inLanguage": one.language}


def view(frame: Frame, issue: Issue) -> IssueView:
    """The view of an issue; empty sections are left out."""
    archive = frame.archive
    return IssueView(
        week=issue.week,
        path=issue_path(issue.week),
        title=title(frame, issue),
        dateline=frame.words.dateline(issue.week),
        draft=issue.status == "draft",
        essay=essay(issue.essay),
        notice=issue.notice,
        sections=_sections(archive, issue),
        numbers=numbers(frame, issue.week),
        corrections=issue.corrections,
        unread=_unread(archive, issue),
    )


def title(frame: Frame, issue: Issue) -> str:
    """The issue's title, else its first headline, else its week; never empty."""
    first = next(frame.archive.shown(issue), None)
    return issue.title.strip() or (
        story(frame.archive, issue, first).headline if first else frame.words.dateline(issue.week)
    )


def description(issue: IssueView) -> str:
    """One line about an issue, for search engines and previews: its first headlines."""
    heads = [one.headline for section in issue.sections for one in section.stories][:3]
    return " · ".join(heads)[:300]


def _sections(archive: Archive, issue: Issue) -> tuple[Section, ...]:
    shown = [(placed.section, story(archive, issue, placed)) for placed in archive.shown(issue)]
    parted = (Section(key, tuple(view for section, view in shown if section == key)) for key in SHOWN)
    return tuple(section for section in parted if section.stories)


def _unread(archive: Archive, issue: Issue) -> tuple[tuple[Source, Unread], ...]:
    """The sources listed in the issue's file; for the newest issue, until it is frozen, those unread at present."""
    open_yet = issue is archive.issues[-1] and not issue.frozen and not issue.unread
    now = unread(archive.sources.values(), archive.desk.health) if open_yet else ()
    return tuple((archive.sources[one.source], one) for one in issue.unread or now if one.source in archive.sources)

"""Write a week's issue as Markdown for a pull request or a job's summary, with what an editor should check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from digest.model import SECTIONS, Entry, Issue, Placed, Section
from digest.runner.gate import Decision
from digest.runner.words import count, folded, inline, link

TITLES: dict[Section, str] = {
    "top": "Top stories",
    "catch-up": "Catch up",
    "lost-in-translation": "Lost in translation",
    "one-more-thing": "One more thing",
    "near": "Near the cut",
    "hidden": "Hidden",
}
OUTCOMES = {
    "publish": "It will be published as it stands.",
    "notice": "It will be published with a notice.",
    "hold": "**Held**: too little arrived for the machine to publish it alone. Merging this publishes it all the same.",
}


def page(issue: Issue, entries: Mapping[str, Entry]) -> str:
    """A settled issue, section by section; `entries` are those of its week by id."""
    title = f"### {inline(issue.title or issue.week)}\n"
    notice = f"> {inline(issue.notice)}\n" if issue.notice else ""
    shown = [_section(issue, section, entries) for section in SECTIONS if section not in ("near", "hidden")]
    near = folded("Near the cut: not shown", _section(issue, "near", entries))
    return "\n".join(part for part in (title, notice, *shown, near) if part)


def request(
    issue: Issue, entries: Mapping[str, Entry], decision: Decision, *, when: str, edit: str, preview: str
) -> str:
    """The body of a week's pull request. `edit` and `preview` are addresses; `when` says when it will be published."""
    top = [
        f"The issue of **{issue.week}**. {OUTCOMES[decision.verdict]} {when}",
        "",
        f"- [Edit the issue]({edit}): whatever you write there stays. Merge this to publish it at once.",
        f"- [A preview of the site]({preview}): at the bottom of that page, under *Artifacts*, `preview`.",
        "- Only the issue's own file is taken from here; other changes go into a pull request of their own.",
        "",
        "#### To check",
        "",
        *(f"- [ ] {each}" for each in to_check(issue, decision)),
        "",
    ]
    return "\n".join(top) + "\n" + page(issue, entries)


def to_check(issue: Issue, decision: Decision) -> Iterator[str]:
    """What an editor should check, one line each."""
    yield from (f"Thin: {inline(reason)}" for reason in decision.reasons)
    for story in issue.stories:
        name = inline(story.title or story.headline)
        if story.section == "top" and len(story.outlets) == 1:
            yield f"Only {inline(story.outlets[0])} has *{name}*"
        if story.section == "lost-in-translation" and not story.english:
            yield f"Needs `english:`, a headline for readers without Chinese: *{name}*"
    yield from (f"New since you began editing: {inline(line)}" for line in issue.changed)
    if not issue.essay:
        yield "There is no essay; an issue without one begins with its stories"


def _section(issue: Issue, section: Section, entries: Mapping[str, Entry]) -> str:
    stories = [story for story in issue.stories if story.section == section]
    lines = "".join(f"{at}. {_story(story, entries)}\n" for at, story in enumerate(stories, 1))
    return f"#### {TITLES[section]}\n\n{lines}" if lines else ""


def _story(story: Placed, entries: Mapping[str, Entry]) -> str:
    lead = next((entries[item].url for item in story.items if item in entries), "")
    lead = lead or next((item.url for item in story.by_hand), "")
    title = story.title or story.headline or next((item.title for item in story.by_hand), story.id)
    names = [*story.outlets, *(item.publication for item in story.by_hand if item.publication)]
    return f"**{link(title, lead)}** ({_names(names)}){_why(story)}{_summary(story, entries)}"


def _summary(story: Placed, entries: Mapping[str, Entry]) -> str:
    """For top and translated stories: the summary of the leading article and the editor's note, each on a line."""
    lead = next((entries[item] for item in story.items if item in entries), None)
    said = [" ".join(lead.summary)] if lead else []
    lines = [*said, story.note] if story.section in ("top", "lost-in-translation") else []
    return "".join(f"  \n   {inline(line)}" for line in lines if line)


def _names(names: Sequence[str]) -> str:
    most = 6
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(map(inline, names[:most])) + more if names else "by hand"


def _why(story: Placed) -> str:
    weeks = [f"week {story.week_of_thread} of this story"] if story.week_of_thread > 1 else []
    said = [inline(text) for text, points in story.reasons if points > 0][:3]
    return f": {'; '.join([*weeks, *said])}" if weeks or said else ""


def headline(issue: Issue) -> str:
    """One line that says how many stories an issue has, and from how many outlets."""
    shown = [story for story in issue.stories if story.section not in ("near", "hidden")]
    names = {name for story in shown for name in story.outlets}
    return f"{issue.week}: {count(len(shown), 'story')} from {count(len(names), 'outlet')}"

"""Write the summaries that jobs show on their pages on GitHub, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from digest.mistakes import Mistake
from digest.model import Config, Entry, Issue
from digest.runner import issue_page
from digest.runner.gate import Decision
from digest.runner.words import count, folded, inline, link, sentences, table

if TYPE_CHECKING:
    from digest.collect.table import Row
    from digest.pipeline import Collected

FINE = frozenset({"ok", "not modified"})
TITLES = 12
"""How many headlines of one source are listed."""


def headline(collected: Collected) -> str:
    """One line on what a run of collect brought."""
    bad = sum(row.status not in FINE for row in collected.rows)
    return (
        f"{count(len(collected.new), 'new article')}, {len(collected.updated)} changed, "
        f"{count(len(collected.rows), 'source')}, {bad} of them in trouble"
    )


def collected_page(collected: Collected, config: Config, issue: Issue | None, entries: Mapping[str, Entry]) -> str:
    """The summary of a run of collect."""
    held = "\n> **Held**: too few sources could be read. What was kept before is untouched.\n" if collected.held else ""
    left = table(("left out", "items"), ((inline(why), str(number)) for why, number in collected.dropped.items()))
    parts = [
        f"## Collected: {headline(collected)}\n{held}",
        sources_table(row for row in collected.rows if row.status not in FINE),
        folded(f"Kept: {count(len(collected.new), 'new article')}", kept_list(collected.new, config)),
        folded(f"Left out: {count(sum(collected.dropped.values()), 'item')}", left),
        f"## The issue so far\n\n{issue_page.page(issue, entries)}" if issue else "",
    ]
    return "\n".join(part for part in parts if part)


def sources_table(rows: Iterable[Row]) -> str:
    """A table of sources with their status, and what an editor can do."""
    told = (
        (f"`{row.source}`", inline(row.status), f"{row.since:%Y-%m-%d}" if row.since else "",
         inline(sentences(row.reason, row.remedy)))
        for row in rows
    )  # fmt: skip
    return table(("source", "status", "since", "what it means"), told)


def kept_list(entries: Sequence[Entry], config: Config) -> str:
    """New articles by source, in the order of sources.yaml."""
    return "\n".join(
        _kept(source.name, some)
        for source in config.sources
        if (some := [entry for entry in entries if entry.source == source.id])
    )


def _kept(name: str, entries: Sequence[Entry]) -> str:
    lines = [f"  - {link(entry.title, entry.url)}{f' ({entry.kind})' if entry.kind != 'news' else ''}"
             for entry in entries[:TITLES]]  # fmt: skip
    lines += [f"  - and {len(entries) - TITLES} more"] if len(entries) > TITLES else []
    return "\n".join([f"- **{inline(name)}**: {len(entries)}", *lines])


def published_page(decisions: Sequence[Decision], pages: Mapping[str, str]) -> str:
    """The summary of a run of publish: the outcome for each due week, and the issues themselves."""
    if not decisions:
        return "## Nothing to publish\n\nNo week is due; the site is built from what was published before.\n"
    words = {"publish": "published", "notice": "published with a notice", "hold": "held"}
    rows = [(each.week, words[each.verdict], inline("; ".join(each.reasons))) for each in decisions]
    return f"## Publication\n\n{table(('week', 'outcome', 'why'), rows)}\n" + "\n".join(pages.values())


def mistakes_page(mistakes: Sequence[Mistake]) -> str:
    """A table of every mistake in the editor's files; empty if there is none."""
    rows = [
        (f"`{each.file}:{each.line}`", inline(f"{each.where} {each.what}"), inline(each.instead)) for each in mistakes
    ]
    return f"## {count(len(mistakes), 'mistake')}\n\n{table(('where', 'what', 'write instead'), rows)}" if rows else ""

"""Lays out a summary as a page: the items that each section lists, and counts of those that do not fit."""

from __future__ import annotations

from collections.abc import Sequence

from devjournal.domain.dates.days import day_in_row
from devjournal.domain.one_to_one.summary_data import Progress
from devjournal.domain.one_to_one.topic import Topic, TopicKind
from devjournal.domain.text.link import link_to_open
from devjournal.domain.text.text_width import width
from devjournal.domain.text.user_text import joined, pluralized
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import Outcome
from devjournal.exports.page import phrases
from devjournal.exports.page.lines import entry_key, labelled, more_lines, more_words, spoken
from devjournal.exports.page.page import Block, Items, Line, Page, Row, Section, Strip, Table
from devjournal.exports.page.page_budget import FULL, Budget, cut
from devjournal.exports.page.summary import (
    UNCHANGED,
    Proof,
    Summary,
    gap_key,
    note_key,
    talk_key,
    this_week_key,
    topic_key,
    week_key,
    week_kind,
)


def lay_out(summary: Summary, budget: Budget = FULL) -> Page:
    """Return the page of a summary, without empty sections."""
    contents = (
        ("Asks", _asks(summary, budget)),
        ("Promises", _promises(summary, budget)),
        (phrases.since_heading(summary), _since(summary, budget)),
        ("This week", _this_week(summary, budget)),
        ("Career", _career(summary, budget)),
        ("Evidence", _evidence(summary, budget)),
        (f"Last {len(summary.strip)} weeks", _strip(summary)),
        ("Topics", _topics(summary, budget)),
    )
    sections = (Section(heading=heading, blocks=tuple(blocks)) for heading, blocks in contents if blocks)
    title = budget.flat(phrases.title_of(summary))
    return Page(title=title, span=phrases.span_words(summary), sections=tuple(sections))


def _asks(summary: Summary, budget: Budget) -> list[Block]:
    lines = [_topic(topic, summary, budget, mark=str(n)) for n, topic in enumerate(summary.asks[: budget.asks], 1)]
    return [*_items(lines, [], ordered=True), *_items(more_lines(len(summary.asks), budget.asks, "ask"), [])]


def _promises(summary: Summary, budget: Budget) -> list[Block]:
    listed = (*summary.mine[: budget.promises], *summary.theirs[: budget.promises])
    lines = [_topic(topic, summary, budget) for topic in listed]
    more = more_lines(len(summary.mine) + len(summary.theirs), len(listed), "promise")
    fulfilled = [_topic(topic, summary, budget, mark="✓") for topic in summary.kept[: budget.kept]]
    return _items(
        [*lines, *more, *fulfilled], more_lines(len(summary.kept), budget.kept, "promise kept", "promises kept")
    )


def _topics(summary: Summary, budget: Budget) -> list[Block]:
    lines = [_topic(topic, summary, budget) for topic in summary.topics[: budget.topics]]
    return _items(lines, more_lines(len(summary.topics), budget.topics, "topic"))


_MARKS = {TopicKind.MY_PROMISE: "→", TopicKind.THEIR_PROMISE: "←"}


def _topic(topic: Topic, summary: Summary, budget: Budget, mark: str = "") -> Line:
    who = phrases.owner_words(topic, summary.promised_by)
    waits = topic.due is not None or topic.kind is not TopicKind.TOPIC
    due = phrases.due_words(topic, summary.today) if waits and not topic.done else ""
    body = labelled(budget.flat(who), budget.fitted(topic.text)) if who else budget.fitted(topic.text)
    text = joined(", ", body, due) if due else body
    return Line(text=text, mark=mark or _MARKS.get(topic.kind, "•"), key=topic_key(topic))


def _since(summary: Summary, budget: Budget) -> list[Block]:
    blocks: list[Block] = []
    if summary.weeks and budget.weeks:
        blocks.append(_weeks(summary, budget))
    lines = []
    if unlisted := summary.weeks[budget.weeks :]:
        lines.append(Line(text=f"{more_words(len(unlisted), 'week')}: {phrases.outcomes_words(unlisted)}"))
    for week in summary.weeks[: budget.weeks]:
        if week.iso in summary.notes:
            note = labelled(f"{phrases.week_name(week.iso, summary.today)}, note", budget.fitted(week.note))
            lines.append(Line(text=note, key=note_key(week.iso)))
    lines += [_entry(entry, summary, budget) for entry in summary.entries[: budget.entries]]
    if unlisted_entries := summary.entries[budget.entries :]:
        lines.append(Line(text=_more_entries(unlisted_entries)))
    return [*blocks, *_items(lines, [])]


def _more_entries(entries: Sequence[Entry]) -> str:
    """Return the counts of unlisted entries and evidence: `and 3 more entries, 1 of them evidence`."""
    evidence = sum(entry.is_evidence for entry in entries)
    count = more_words(len(entries), "entry", "entries")
    return f"{count}, {evidence} of them evidence" if evidence else count


_OUTCOMES = tuple(Outcome)
"""The outcomes in the order of the page: hits first, then misses."""


def _weeks(summary: Summary, budget: Budget) -> Table:
    """Return the newest weeks, ordered by outcome."""
    weeks = sorted(summary.weeks[: budget.weeks], key=lambda week: _OUTCOMES.index(week.outcome or Outcome.AWAY))
    rows = [
        Row(
            key=week_key(week.iso),
            mark=phrases.GLYPHS[week_kind(week)],
            cells=(
                phrases.week_name(week.iso, summary.today),
                phrases.outcome_words(week),
                budget.fitted(week.skill),
                budget.fitted(week.goal),
                budget.fitted(week.lesson),
            ),
        )
        for week in weeks
    ]
    return _table(("Week", "Outcome", "Skill", "Goal", "Lesson"), rows, wide="Goal", below=4, marked=1)


def _entry(entry: Entry, summary: Summary, budget: Budget, *, under: bool = False) -> Line:
    said_by = summary.names.get(entry.said_by) if entry.said_by is not None else None
    body = budget.fitted(entry.text)
    if said_by is None:
        text = labelled(day_in_row(entry.day), body)
    else:
        text = spoken(f"{day_in_row(entry.day)}, {budget.flat(said_by)}", body)
    title = summary.titles.get(entry.gap) if entry.gap is not None and not under else None
    if title is not None:
        text += f" ({budget.flat(title)})"
    link = link_to_open(entry.link)
    if entry.link and not link:
        text += f" ({budget.flat(entry.link)})"
    return Line(text=text, link=link, key=entry_key(entry), under=under)


def _this_week(summary: Summary, budget: Budget) -> list[Block]:
    week = summary.this_week
    if week is None:
        return []
    key, name = this_week_key(week.iso), phrases.week_name(week.iso, summary.today)
    goal = joined(": ", budget.fitted(week.skill), budget.fitted(week.goal))
    if summary.lists_this_week:
        goal = f"{phrases.outcome_words(week)}; see above"
    mark = phrases.GLYPHS[week_kind(week)] if week.outcome is not None else "▸"
    lines = [Line(text=f"{name}, {goal}", mark=mark, key=key)]
    if steps := phrases.steps_words(week):
        lines.append(Line(text=budget.fitted(steps), key=key))
    return _items(lines, [])


def _career(summary: Summary, budget: Budget) -> list[Block]:
    blocks: list[Block] = []
    rows = (*summary.moved[: budget.gaps], *summary.stalled[: budget.stalled])
    if rows:
        blocks.append(_gaps(rows, summary, budget))
    lines = more_lines(len(summary.moved), budget.gaps, "gap that moved", "gaps that moved")
    lines += more_lines(len(summary.stalled), budget.stalled, "gap that stalled", "gaps that stalled")
    for progress in summary.opened[: budget.opened]:
        lines.append(
            Line(text=f"New: {budget.fitted(progress.gap.title)} ({progress.gap.measure})", key=gap_key(progress))
        )
    lines += more_lines(len(summary.opened), budget.opened, "new gap")
    if summary.unchanged:
        lines.append(_in_one_line("Unchanged", summary.unchanged, budget, UNCHANGED))
    for name, talk in summary.talks[: budget.talks]:
        notes = " / ".join(filter(None, (talk.notes, talk.year_before)))
        talk_name = f"a talk with {budget.flat(name)}" if name else "a talk"
        text = labelled(f"{day_in_row(talk.day)}, {talk_name}", budget.fitted(notes))
        lines.append(Line(text=text, key=talk_key(talk)))
    return [*blocks, *_items(lines, more_lines(len(summary.talks), budget.talks, "talk"))]


def _gaps(listed: Sequence[Progress], summary: Summary, budget: Budget) -> Table:
    rows = [
        Row(
            key=gap_key(progress),
            cells=(
                budget.fitted(progress.gap.title),
                progress.gap.area.value,
                progress.gap.measure,
                phrases.since_words(progress),
                budget.flat(phrases.next_words(progress)),
                budget.names(progress.knows),
                budget.names(progress.should),
            ),
        )
        for progress in listed
    ]
    since = "Since last" if summary.span.since_last else "In this time"
    headings = ("Gap", "Area", "Evidence", since, "Next step", "Knows", "Should know")
    return _table(headings, rows, wide="Gap", below=4)


def _in_one_line(heading: str, gaps: Sequence[Progress], budget: Budget, key: str) -> Line:
    """Return one line for gaps that neither moved nor stalled: as many titles as fit, then a count."""
    titles: list[str] = []
    cells_used = 0
    for progress in gaps:
        title = f"{cut(progress.gap.title, 40)} ({progress.gap.measure})"
        cells_used += width(title)
        if titles and cells_used > min(budget.text_width, 160):
            break
        titles.append(title)
    unlisted = len(gaps) - len(titles)
    text = f"{heading}: {', '.join(titles)}"
    return Line(text=f"{text} and {unlisted} more" if unlisted else text, key=key)


def _evidence(summary: Summary, budget: Budget) -> list[Block]:
    lines: list[Line] = []
    for proof in summary.proofs[: budget.proofs]:
        lines += _proof(proof, summary, budget)
    return _items(lines, more_lines(len(summary.proofs), budget.proofs, "gap with evidence", "gaps with evidence"))


def _proof(proof: Proof, summary: Summary, budget: Budget) -> list[Line]:
    count = pluralized(len(proof.entries), "entry", "entries")
    lines = [Line(text=joined(": ", budget.fitted(proof.gap.gap.title), count), key=gap_key(proof.gap))]
    lines += [_entry(entry, summary, budget, under=True) for entry in proof.entries[: budget.evidence]]
    unlisted = len(proof.entries) - budget.evidence
    return [*lines, *([Line(text=f"and {unlisted} more", under=True)] if unlisted > 0 and budget.evidence else [])]


def _strip(summary: Summary) -> list[Block]:
    if not summary.strip:
        return []
    kinds = [kind for _, kind in summary.strip]
    words = ", ".join(f"{phrases.week_name(iso, summary.today)} {phrases.LEGEND[kind]}" for iso, kind in summary.strip)
    return [Strip(glyphs=tuple(phrases.GLYPHS[kind] for kind in kinds), legend=tuple(phrases.tally_words(kinds)),
                  words=words)]  # fmt: skip


def _items(lines: Sequence[Line], more: Sequence[Line], *, ordered: bool = False) -> list[Block]:
    if not lines and not more:
        return []
    return [Items(lines=(*lines, *more), ordered=ordered)]


def _table(headings: Sequence[str], rows: Sequence[Row], *, wide: str, below: int, marked: int = 0) -> Table:
    """Return a table without empty columns."""
    columns = [n for n in range(len(headings)) if headings[n] == wide or any(row.cells[n] for row in rows)]
    return Table(
        headings=tuple(headings[n] for n in columns),
        rows=tuple(Row(key=row.key, mark=row.mark, cells=tuple(row.cells[n] for n in columns)) for row in rows),
        wide=columns.index(list(headings).index(wide)),
        below=sum(n < below for n in columns),
        marked=columns.index(marked) if marked in columns else 0,
    )

"""The left side of the 1:1 in groups: topics, kept promises, lines left out, lines to bring in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from devjournal.domain.dates.days import day_in_row
from devjournal.domain.one_to_one.summary_data import SummaryData
from devjournal.domain.one_to_one.topic import Topic, TopicKind
from devjournal.domain.text.user_text import pluralized
from devjournal.exports.page.phrases import due_words, owner_words, week_name
from devjournal.exports.page.summary import gap_key, note_key, talk_key, topic_key
from devjournal.tui.one_to_one.data import CurrentView
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Piece

PRIVATE = "private:"
"""Key prefix of private topics. They are on no page, so they cannot be left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BringRow:
    """A row of the left side: key, glyph, text, and the label at its right end."""

    key: str
    mark: Piece
    text: str
    label: Piece = ("", "")
    included: bool = True
    """Whether the line is on the page."""
    struck: bool = False
    """Whether the line was left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows under a heading."""

    heading: str
    rows: tuple[BringRow, ...]
    count: str
    folded_label: str = ""
    """Its label when folded; empty for a group that is never folded."""


def groups(view: CurrentView, glyphs: Glyphs) -> tuple[Group, ...]:
    """Return the groups that are not empty."""

    def topics(*kinds: TopicKind) -> tuple[BringRow, ...]:
        return tuple(_topic(topic, view, glyphs) for kind in kinds for topic in view.topics if topic.kind is kind)

    kept_promises = tuple(_kept_promise(topic, view, glyphs) for topic in view.data.findings.kept)
    keys_above = {row.key for row in kept_promises} | {topic_key(topic) for topic in view.topics}
    omitted = tuple(
        BringRow(key=key, mark=("", ""), text=view.line_texts[key], included=False)
        for key in view.omitted
        if key not in keys_above
    )
    all_groups = (
        _group("Asks", topics(TopicKind.ASK)),
        _group("Promises", topics(TopicKind.MY_PROMISE, TopicKind.THEIR_PROMISE)),
        _group("Topics", topics(TopicKind.TOPIC)),
        _group("Kept since last time", kept_promises, "kept"),
        Group(heading="Left out", rows=omitted, count=pluralized(len(view.omitted), "line"), folded_label="left out"),
        _group("To bring in", tuple(_offers(view, glyphs)), "to bring in"),
    )
    return tuple(group for group in all_groups if group.rows or (group.heading == "Left out" and view.omitted))


def _group(heading: str, rows: tuple[BringRow, ...], folded_label: str = "") -> Group:
    return Group(heading=heading, rows=rows, count=str(len(rows)), folded_label=folded_label)


def _topic(topic: Topic, view: CurrentView, glyphs: Glyphs) -> BringRow:
    label = due_label(topic, view.today)
    if topic.private:
        due = f"{label[0]} " if topic.due is not None else ""
        label = (f"{due}{glyphs.private} private", label[1] if due else "muted")
    key = topic_key(topic)
    struck = key in view.choices.omitted and not topic.private
    return BringRow(
        key=f"{PRIVATE}{key}" if topic.private else key,
        mark=(topic_glyph(topic.kind, glyphs), "here"),
        text=_text_of(topic, view.data.findings),
        label=label,
        included=not (topic.private or struck),
        struck=struck,
    )


def _kept_promise(topic: Topic, view: CurrentView, glyphs: Glyphs) -> BringRow:
    struck = topic_key(topic) in view.choices.omitted
    text = _text_of(topic, view.data.findings)
    return BringRow(key=topic_key(topic), mark=(glyphs.done, "muted"), text=text, included=not struck, struck=struck)


def _text_of(topic: Topic, findings: SummaryData) -> str:
    """Return a topic's text, prefixed with the promise's owner as on the page."""
    owner = owner_words(topic, findings.promised_by)
    return f"{owner}: {topic.text}" if owner else topic.text


def _offers(view: CurrentView, glyphs: Glyphs) -> Iterator[BringRow]:
    """Yield the lines that can be brought in: notes on weeks, talks with role models, gaps about the reader."""
    findings = view.data.findings

    def row(key: str, text: str) -> BringRow:
        included = key in view.choices.opted_in
        mark = (glyphs.done, "good") if included else (glyphs.to_do, "faint")
        return BringRow(key=key, mark=mark, text=text, included=included)

    for week in findings.weeks:
        if week.note:
            yield row(note_key(week.iso), f"{week_name(week.iso, view.today)}, note: {week.note}")
    for name, talk in findings.talks:
        yield row(talk_key(talk), f"{day_in_row(talk.day)}, a talk{f' with {name}' if name else ''}")
    reader = view.person.name if view.person else "them"
    for progress in findings.gaps:
        if progress.about_reader:
            yield row(gap_key(progress), f"A gap about {reader}: {progress.gap.title}")


def topic_glyph(kind: TopicKind, glyphs: Glyphs) -> str:
    """Return the glyph of a kind of topic."""
    return {
        TopicKind.ASK: glyphs.ask,
        TopicKind.MY_PROMISE: glyphs.mine,
        TopicKind.THEIR_PROMISE: glyphs.theirs,
        TopicKind.TOPIC: glyphs.topic,
    }[kind]


def due_label(topic: Topic, today: date) -> Piece:
    """Return a topic's due day, or how long it has been waiting, in the words of the page."""
    late = topic.due is not None and topic.due <= today
    return due_words(topic, today), "asks" if late else "muted"

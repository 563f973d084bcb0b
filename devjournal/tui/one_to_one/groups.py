"""The left side of the 1:1 in groups: topics, kept promises, lines left out, lines to bring in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from devjournal.domain.dates.days import day_in_row
from devjournal.domain.one_to_one.summary_data import SummaryData
from devjournal.domain.one_to_one.topic import Topic, TopicKind
from devjournal.exports.page.phrases import due_words, owner_words, week_name
from devjournal.exports.page.summary import gap_key, note_key, talk_key, topic_key
from devjournal.tui.one_to_one.data import NextView
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Piece

PRIVATE = "private:"
"""Key prefix of private topics. They are on no page, so they cannot be left out."""

FOLD = "fold"
"""Key of the line that names the folded groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BringRow:
    """A row: key, glyph, text, and the label at its right end."""

    key: str
    mark: Piece
    text: str
    label: Piece = ("", "")
    included: bool = True
    """Whether it is on the page."""
    struck: bool = False
    """Whether it was left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows under a heading."""

    heading: str
    rows: tuple[BringRow, ...]
    count: str
    word: str = ""
    """Its name when folded; empty if it never is."""


def groups(view: NextView, glyphs: Glyphs) -> tuple[Group, ...]:
    """Return the groups that are not empty."""
    findings = view.data.findings
    marks = {
        TopicKind.ASK: glyphs.ask,
        TopicKind.MY_PROMISE: glyphs.mine,
        TopicKind.THEIR_PROMISE: glyphs.theirs,
        TopicKind.TOPIC: glyphs.topic,
    }

    def rows(*kinds: TopicKind) -> tuple[BringRow, ...]:
        all_groups = (topic for kind in kinds for topic in view.topics if topic.kind is kind)
        return tuple(_topic(topic, view, marks[topic.kind], glyphs) for topic in all_groups)

    fulfilled = tuple(_fulfilled(topic, view, glyphs) for topic in findings.kept)
    keys_on_page = {row.key for row in fulfilled} | {topic_key(topic) for topic in view.topics}
    left_out = tuple(
        BringRow(key=key, mark=("", ""), text=view.words[key], included=False)
        for key in view.left_out
        if key not in keys_on_page
    )
    offered = tuple(_offers(view, glyphs))
    all_groups = (
        _group("Asks", rows(TopicKind.ASK)),
        _group("Promises", rows(TopicKind.MY_PROMISE, TopicKind.THEIR_PROMISE)),
        _group("Topics", rows(TopicKind.TOPIC)),
        _group("Kept since last time", fulfilled, "kept"),
        Group(heading="Left out", rows=left_out, count=_lines(len(view.left_out)), word="left out"),
        _group("To bring in", offered, "to bring in"),
    )
    return tuple(group for group in all_groups if group.rows or (group.heading == "Left out" and view.left_out))


def _lines(number: int) -> str:
    return f"{number} line{'' if number == 1 else 's'}"


def _group(heading: str, rows: tuple[BringRow, ...], word: str = "") -> Group:
    return Group(heading=heading, rows=rows, count=str(len(rows)), word=word)


def _topic(topic: Topic, view: NextView, mark: str, glyphs: Glyphs) -> BringRow:
    label = due_label(topic, view.today)
    if topic.private:
        due = f"{label[0]} " if topic.due is not None else ""
        label = (f"{due}{glyphs.private} private", label[1] if due else "muted")
    key = topic_key(topic)
    struck = key in view.choices.left_out and not topic.private
    return BringRow(
        key=f"{PRIVATE}{key}" if topic.private else key,
        mark=(mark, "here"),
        text=_text_of(topic, view.data.findings),
        label=label,
        included=not (topic.private or struck),
        struck=struck,
    )


def _fulfilled(topic: Topic, view: NextView, glyphs: Glyphs) -> BringRow:
    struck = topic_key(topic) in view.choices.left_out
    text = _text_of(topic, view.data.findings)
    return BringRow(key=topic_key(topic), mark=(glyphs.done, "muted"), text=text, included=not struck, struck=struck)


def _text_of(topic: Topic, findings: SummaryData) -> str:
    """Return a topic's text, prefixed with the promise's owner as on the page."""
    who = owner_words(topic, findings.promised_by)
    return f"{who}: {topic.text}" if who else topic.text


def _offers(view: NextView, glyphs: Glyphs) -> Iterator[BringRow]:
    """Yield the lines that can be brought in: notes on weeks, talks with role models, gaps about the reader."""
    findings, brought = view.data.findings, view.choices.brought

    def row(key: str, text: str) -> BringRow:
        included = key in brought
        return BringRow(
            key=key, mark=(glyphs.done, "good") if included else (glyphs.to_do, "faint"), text=text, included=included
        )

    for week in findings.weeks:
        if week.note:
            yield row(note_key(week.iso), f"{week_name(week.iso, view.today)}, note: {week.note}")
    for name, talk in findings.talks:
        yield row(talk_key(talk), f"{day_in_row(talk.day)}, a talk{f' with {name}' if name else ''}")
    for progress in findings.gaps:
        if progress.about_reader:
            yield row(
                gap_key(progress), f"A gap about {view.person.name if view.person else 'them'}: {progress.gap.title}"
            )


def due_label(topic: Topic, today: date) -> Piece:
    """Return a topic's due day, or how long it has been waiting, in the words of the page."""
    late = topic.due is not None and topic.due <= today
    return due_words(topic, today), "asks" if late else "muted"

"""A summary as JSON: all items that the other formats show or count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from devjournal.domain.calendar.insight import Tally
from devjournal.domain.career.person import Conversation
from devjournal.domain.dates.days import as_iso
from devjournal.domain.one_to_one.summary_data import Progress
from devjournal.domain.one_to_one.topic import Topic
from devjournal.domain.text.user_text import json_document
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import Week, WeekKind
from devjournal.exports.page import phrases
from devjournal.exports.page.summary import Summary

_KINDS = dict(zip(WeekKind, Tally._fields, strict=True))
"""The names of the kinds of weeks in JSON; `better` is missed, but better."""


def render(summary: Summary) -> str:
    """Return the document as text; equal summaries give equal texts."""
    return as_text(document(summary))


def as_text(fields: Mapping[str, Any]) -> str:
    """Return a JSON document as text."""
    return json_document(fields) + "\n"


def document(summary: Summary) -> dict[str, Any]:
    """Return the contents of a summary as JSON values."""
    week = summary.this_week
    kinds = [kind for _, kind in summary.strip]
    return {
        "title": phrases.title_of(summary),
        "with": summary.person,
        "for": summary.purpose,
        "since": summary.span.first.isoformat(),
        "until": summary.span.last.isoformat(),
        "today": summary.today.isoformat(),
        "asks": [_topic(topic) for topic in summary.asks],
        "promises": {
            "mine": [_topic(topic) for topic in summary.mine],
            "theirs": [_promise(topic, summary) for topic in summary.theirs],
            "kept": [{"kind": topic.kind, **_promise(topic, summary)} for topic in summary.kept],
        },
        "weeks": [_week(item_week, item_week.iso in summary.notes) for item_week in summary.weeks],
        "entries": [_entry(entry, summary) for entry in summary.entries],
        "this_week": None if week is None else _this_week(week),
        "career": {
            "moved": [_gap(item) for item in summary.moved],
            "stalled": [_gap(item) for item in summary.stalled],
            "new": [_gap(item) for item in summary.opened],
            "unchanged": [_gap(item) for item in summary.unchanged],
            "talks": [_talk(name, talk) for name, talk in summary.talks],
        },
        "evidence": [
            {
                "gap": proof.gap.gap.id,
                "title": proof.gap.gap.title,
                "entries": [_entry(item, summary) for item in proof.entries],
            }
            for proof in summary.proofs
        ],
        "strip": [{"week": str(iso), "kind": _KINDS[kind]} for iso, kind in summary.strip],
        "counts": {_KINDS[kind]: kinds.count(kind) for kind in WeekKind if kind in kinds},
        "topics": [_topic(topic) for topic in summary.topics],
    }


def _topic(topic: Topic) -> dict[str, Any]:
    return {"text": topic.text, "due": as_iso(topic.due), "added_on": as_iso(topic.added_on)}


def _promise(topic: Topic, summary: Summary) -> dict[str, Any]:
    name = summary.promised_by.get(topic.raised_in) if topic.raised_in is not None else None
    return {**_topic(topic), "by": name, "done_on": as_iso(topic.done_on)}


def _week(week: Week, noted: bool) -> dict[str, Any]:
    fields = {
        "week": str(week.iso),
        "monday": week.monday.isoformat(),
        "skill": week.skill or None,
        "goal": week.goal or None,
        "gap": week.gap,
        "outcome": week.outcome,
        "better": week.better,
        "lesson": week.lesson or None,
        "recapped_on": as_iso(week.recapped_on),
    }
    return {**fields, "note": week.note} if noted else fields


def _this_week(week: Week) -> dict[str, Any]:
    return {
        **_week(week, noted=False),
        "plan": [{"text": step.text, "done": step.done} for step in week.plan],
        "on_track": week.on_track,
        "checked_in_on": as_iso(week.checked_in_on),
        "adjustment": week.adjustment or None,
    }


def _entry(entry: Entry, summary: Summary) -> dict[str, Any]:
    fields = {"day": entry.day.isoformat(), "text": entry.text, "link": entry.link or None, "gap": entry.gap}
    said_by = summary.names.get(entry.said_by) if entry.said_by is not None else None
    return fields if said_by is None else {**fields, "by": said_by}


def _gap(progress: Progress) -> dict[str, Any]:
    gap = progress.gap
    return {
        "id": gap.id,
        "area": gap.area,
        "title": gap.title,
        "step": gap.step,
        "evidence": gap.evidence,
        "needed": gap.needed,
        "shown": gap.shown,
        "since_last": phrases.since_words(progress) or None,
        "next": phrases.next_words(progress) or None,
        "knows": list(progress.knows),
        "should_know": list(progress.should),
        "last_moved": as_iso(gap.last_moved),
        "closed": as_iso(gap.closed_on),
    }


def _talk(name: str, talk: Conversation) -> dict[str, Any]:
    return {
        "day": talk.day.isoformat(),
        "with": name or None,
        "notes": talk.notes or None,
        "year_before": talk.year_before or None,
    }

"""Folders of daily and weekly notes, as in Obsidian: Markdown files with dates in their names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath

from devjournal.domain.bring.batch import Batch, SourceKind
from devjournal.domain.dates.days import FIRST_DAY, LAST_DAY
from devjournal.domain.dates.written_dates import find_date
from devjournal.errors import UsageError
from devjournal.exports.bring.blocks import Block, read_blocks, split_front_matter
from devjournal.exports.bring.links import add_text
from devjournal.exports.bring.note_text import date_of, front_matter, without_task_box

_COMPACT = re.compile(r"(?<!\d)((?:19|20|21)\d\d)(\d\d)(\d\d)(?!\d)", re.ASCII)
_COMMENT = re.compile(r"%%.*?%%|<!--.*?-->", re.DOTALL)
_EMBED = re.compile(r"!\[\[[^\]\n]*\]\]|!\[[^\]\n]*\]\([^)\n]*\)")
_WIKI_LINK = re.compile(r"\[\[(?:[^\]\n|]*\|)?([^\]\n|]+)\]\]")
_BLOCK_ID = re.compile(r"[ \t]+\^[A-Za-z0-9-]+[ \t]*$", re.MULTILINE)
_CALLOUT = re.compile(r"\A\[![\w-]{1,30}\][+-]?[ \t]*\n?")
_INLINE_FIELD = re.compile(r"[\w -]{1,40}::[^\n]*")


def read_notes(notes: Iterable[tuple[str, str]], today: date) -> Batch:
    """Return the items and paragraphs of dated notes; `notes` yields paths and texts.

    A note without a date in its name or front matter is left out and counted.
    """
    batch = Batch(SourceKind.OBSIDIAN)
    for path, text in notes:
        front, _, body = split_front_matter(text)
        properties = front_matter(front)
        try:
            day = _day_of_name(path) or date_of(properties)
        except UsageError:
            batch.skip("note with an impossible date")
            continue
        if day is None:
            batch.skip("note without a date")
        elif not FIRST_DAY <= day <= LAST_DAY:
            batch.skip("note with an impossible date")
        elif day > today:
            batch.skip("note dated in the future")
        else:
            _skip_tags(properties.get("tags"), batch)
            _read_note(body, day, batch)
    return batch


def _day_of_name(path: str) -> date | None:
    name = PurePosixPath(path).stem
    compact = _COMPACT.search(name)
    if compact is not None:
        name = "-".join(compact.groups())
    match = find_date(name)
    return None if match is None else match.day


def _skip_tags(tags: object, batch: Batch) -> None:
    names = tags if isinstance(tags, list) else tags.split(",") if isinstance(tags, str) else []
    batch.skip_tags(str(name).strip() for name in names)


def _read_note(body: str, day: date, batch: Batch) -> None:
    text = _COMMENT.sub("", body)
    for block in read_blocks(text):
        if block.kind == "heading":
            batch.skip("heading")
        elif block.kind == "skipped":
            batch.skip(block.text)
        else:
            _add_block(block, day, batch)


def _add_block(block: Block, day: date, batch: Batch) -> None:
    text = without_task_box(block.text) if block.kind == "item" else block.text
    if text is None:
        batch.skip("open task")
        return
    text = _CALLOUT.sub("", block._replace(text=text).full_text)
    text, embeds = _EMBED.subn("", text)
    batch.skip("embedded file", embeds)
    text = _BLOCK_ID.sub("", _WIKI_LINK.sub(r"\1", text)).strip("\n").rstrip()
    if not text.strip(" \t-*"):
        return
    if _INLINE_FIELD.fullmatch(text):
        batch.skip("field of a plugin")
        return
    add_text(batch, day, text)

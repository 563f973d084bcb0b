"""Day One's JSON export."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import Any

from devjournal.domain.bring.batch import Batch, SourceKind
from devjournal.domain.dates.days import in_range
from devjournal.domain.text.user_text import quoted
from devjournal.exports.bring.faults import Faults
from devjournal.exports.bring.json_text import list_in, load_json, text_in, texts_in
from devjournal.exports.bring.links import add_entry

_MOMENT = re.compile(r"!\[[^\]\n]*\]\(dayone-moment:[^)\n]*\)[ \t]*")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")
_MEDIA = {"photos": "photo", "videos": "video", "audios": "recording", "pdfAttachments": "PDF"}


def read_day_one(text: str, today: date) -> Batch:
    """Return the entries of a Day One export, each on its local day.

    Raises:
        DocumentRefused: the text is not such an export, or a date is impossible.
    """
    batch, faults = Batch(SourceKind.DAY_ONE), Faults()
    for number, entry in enumerate(list_in(load_json(text), "entries", "an export of Day One"), 1):
        day = _day(entry)
        if day is None:
            stamp = text_in(entry, "creationDate")
            faults.add(f"Entry {number}", f"its creationDate {quoted(stamp)} is not a day that a journal can hold")
            continue
        _skip_extras(entry, batch)
        body = _ESCAPE.sub(r"\1", _MOMENT.sub("", text_in(entry, "text"))).strip("\n").rstrip()
        add_entry(batch, day, body, today)
    faults.refuse()
    return batch


def _day(entry: Mapping[str, Any]) -> date | None:
    try:
        moment = datetime.fromisoformat(text_in(entry, "creationDate"))
        zoned = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(_zone(text_in(entry, "timeZone")))
    except (ValueError, OverflowError):
        return None
    return in_range(zoned.date())


def _zone(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name.replace("\\", "")) if name else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _skip_extras(entry: Mapping[str, Any], batch: Batch) -> None:
    if entry.get("starred") is True:
        batch.skip("star")
    batch.skip_tags(texts_in(entry, "tags"))
    for key, noun in _MEDIA.items():
        media = entry.get(key)
        batch.skip(noun, len(media) if isinstance(media, list) else 0)
    for key, noun in (("location", "place"), ("weather", "weather report")):
        batch.skip(noun, int(isinstance(entry.get(key), Mapping)))

"""The day that a field of a form holds."""

from __future__ import annotations

from datetime import date
from typing import Any

from devjournal.domain.dates.reading import Toward, examples, parse_day
from devjournal.errors import UsageError
from devjournal.tui.kit.form.form import FieldRefused, Form


def day_in(form: Form[Any], field: str, today: date, toward: Toward = Toward.LAST) -> date | None:
    """Return the day that a field of a form holds, or None where it is empty.

    Raises:
        FieldRefused: what it holds is no day.
    """
    text = form.text_of(field, "The day").strip()
    if not text:
        return None
    try:
        return parse_day(text, today, toward)
    except UsageError as error:
        raise FieldRefused(field, str(error)) from error


def needed_day_in(form: Form[Any], field: str, today: date, toward: Toward = Toward.LAST) -> date:
    """Return the day that a field of a form holds.

    Raises:
        FieldRefused: what it holds is no day, or it is empty.
    """
    day = day_in(form, field, today, toward)
    if day is None:
        raise FieldRefused(field, f"Needed: a day, such as {examples(today, toward)}.")
    return day

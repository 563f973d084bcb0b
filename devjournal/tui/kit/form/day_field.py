"""Reading the day in a form's field."""

from __future__ import annotations

from datetime import date
from typing import Any

from devjournal.domain.dates.reading import Toward, examples, parse_day
from devjournal.errors import UsageError
from devjournal.tui.kit.form.form import FieldRefused, Form


def day_in(form: Form[Any], field: str, today: date, toward: Toward = Toward.LAST) -> date | None:
    """Return the day in `field`, or `None` if it is empty.

    Raises:
        FieldRefused: the text is not a day.
    """
    text = form.text_of(field, "The day").strip()
    if not text:
        return None
    try:
        return parse_day(text, today, toward)
    except UsageError as error:
        raise FieldRefused(field, str(error)) from error


def needed_day_in(form: Form[Any], field: str, today: date, toward: Toward = Toward.LAST) -> date:
    """Return the day in `field`.

    Raises:
        FieldRefused: the text is empty or not a day.
    """
    day = day_in(form, field, today, toward)
    if day is None:
        raise FieldRefused(field, f"Needed: a day, such as {examples(today, toward)}.")
    return day

"""The form: a full page that asks for a value, and keeps what is typed until it is saved."""

from devjournal.tui.kit.form.body import Heading
from devjournal.tui.kit.form.day_field import day_in, needed_day_in
from devjournal.tui.kit.form.form import FieldRefused, Form

__all__ = ["FieldRefused", "Form", "Heading", "day_in", "needed_day_in"]

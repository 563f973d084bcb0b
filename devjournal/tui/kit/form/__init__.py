"""Forms: full pages that ask for a value and keep a draft until they are saved."""

from devjournal.tui.kit.form.body import Heading
from devjournal.tui.kit.form.day_field import day_in, needed_day_in
from devjournal.tui.kit.form.form import FieldRefused, Form

__all__ = ["FieldRefused", "Form", "Heading", "day_in", "needed_day_in"]

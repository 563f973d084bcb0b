"""Forms: full pages that ask for a value and keep a draft until they are saved."""

from devjournal.tui.kit.form.body import Heading
from devjournal.tui.kit.form.day_field import day_in, needed_day_in
from devjournal.tui.kit.form.form import FieldRefused, Form
from devjournal.tui.kit.form.text_form import TextForm

__all__ = ["FieldRefused", "Form", "Heading", "TextForm", "day_in", "needed_day_in"]

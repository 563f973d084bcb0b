"""The form: a full page that asks for a value, and keeps what is typed until it is saved."""

from devjournal.tui.dialogs.form.form import FieldRefused, Form
from devjournal.tui.dialogs.form.sheet import Heading

__all__ = ["FieldRefused", "Form", "Heading"]

"""Parts of a form: fields, their controls, and buttons."""

from devjournal.tui.widgets.fields.choice import NO_OR_YES, Choice, Option, options
from devjournal.tui.widgets.fields.field import Field
from devjournal.tui.widgets.fields.flat_button import FlatButton
from devjournal.tui.widgets.fields.picker import Picker
from devjournal.tui.widgets.fields.text_field import TextField

__all__ = ["NO_OR_YES", "Choice", "Field", "FlatButton", "Option", "Picker", "TextField", "options"]

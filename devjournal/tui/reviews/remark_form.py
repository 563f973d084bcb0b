"""The form of a remark on a review."""

from devjournal.tui.kit.form import TextForm


class RemarkForm(TextForm):
    """What do you see now?"""

    TAB = "reviews"
    ABOUT = "remark"
    QUESTION = "What do you see now?"
    HELP = "needed; it keeps its day"
    SUBJECT = "The remark"
    LINES = True

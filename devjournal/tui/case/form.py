"""The forms of a claim, and of the sentence in front of the page."""

from devjournal.tui.kit.form import TextForm


class ClaimForm(TextForm):
    """What have you done?"""

    TAB = "gaps"
    ABOUT = "claim"
    QUESTION = "What have you done?"
    HELP = "in past tense; empty takes the gap's title"
    SUBJECT = "The claim"
    NEEDED = False


class StatementForm(TextForm):
    """Why you, in a sentence?"""

    TAB = "gaps"
    ABOUT = "statement"
    QUESTION = "Why you, in a sentence?"
    HELP = "optional; the page begins with it"
    SUBJECT = "The sentence"
    NEEDED = False

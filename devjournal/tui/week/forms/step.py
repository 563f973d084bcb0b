"""The form of one step of the plan."""

from devjournal.tui.kit.form import TextForm


class StepForm(TextForm):
    """What is the step?"""

    ABOUT = "step"
    QUESTION = "What is the step?"
    SUBJECT = "The step"

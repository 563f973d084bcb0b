"""The steps of a review: a form a step, saved one by one, so that a walk can be left and taken up again."""

from devjournal.tui.dialogs.walk.area import AreaAnswer, AreaStep, AskedGap, Chosen
from devjournal.tui.dialogs.walk.bets import BetsAnswer, BetsStep
from devjournal.tui.dialogs.walk.horizon import HorizonStep, HorizonStepAnswer
from devjournal.tui.dialogs.walk.new_gaps import new_gaps_left
from devjournal.tui.dialogs.walk.step import StepForm, Steps, WordsStep

__all__ = [
    "AreaAnswer",
    "AreaStep",
    "AskedGap",
    "BetsAnswer",
    "BetsStep",
    "Chosen",
    "HorizonStep",
    "HorizonStepAnswer",
    "StepForm",
    "Steps",
    "WordsStep",
    "new_gaps_left",
]

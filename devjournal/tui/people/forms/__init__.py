"""The forms of People: a person, a talk, and the day since which somebody knows."""

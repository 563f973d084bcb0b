"""Forms of People: a person, a talk, and the day since when somebody knows."""

"""The demo journal: 78 weeks of Ida Kessler, who sells temperature loggers and wants to lead a team.

It is written through the same `Journal` methods as the app's, in chronological order, up to a given time.
"""

from devjournal.demo.writing import SEED, fill

__all__ = ["SEED", "fill"]

"""An invented journal: a year and a half of Ida Kessler, who sells temperature loggers and wants to lead a team.

It is written by the calls that the app and the commands use, each at its moment, up to the moment that is handed in.
"""

from devjournal.demo.writing import SEED, fill

__all__ = ["SEED", "fill"]

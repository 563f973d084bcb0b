"""A journal in the terminal for one person's growth at work."""

__version__ = "0.1.0"

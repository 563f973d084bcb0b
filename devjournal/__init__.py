"""A terminal journal for getting better at your job on purpose."""

__version__ = "0.1.0"

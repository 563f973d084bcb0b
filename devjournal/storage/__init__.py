"""How the journal is kept: one SQLite file behind `Journal`, which takes and returns domain values."""

from devjournal.storage.journal import Journal

__all__ = ["Journal"]

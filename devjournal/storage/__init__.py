"""How the journal is kept: one SQLite file behind `Journal`, which takes and returns domain values."""

import devjournal.storage.hashing  # noqa: F401  # before whatever else imports Peewee
from devjournal.storage.journal import Journal

__all__ = ["Journal"]

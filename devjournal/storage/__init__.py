"""Storage of the journal: one SQLite file behind `Journal`, which takes and returns domain values."""

import devjournal.storage.core.peewee_import  # noqa: F401  # before whatever else imports Peewee
from devjournal.storage.journal import Journal

__all__ = ["Journal"]

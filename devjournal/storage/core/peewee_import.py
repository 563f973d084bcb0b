"""Imports Peewee without modules that a journal does not need.

Peewee imports `hashlib`, and with it OpenSSL, only for the names of long indexes; and every database driver that it
finds. One of them brings a second SQLite, which would not know of the first one's locks.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class Later(ModuleType):
    """A module that is imported at its first use."""

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the real module."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


DRIVERS = ("pysqlite3", "psycopg2cffi", "psycopg2", "psycopg", "pymysql", "MySQLdb")
"""The drivers that Peewee imports if they are installed."""


def load_peewee() -> None:
    """Import Peewee alone. OpenSSL would take 3 ms and 3 MB of every command; the drivers double the start time."""
    placeholders: dict[str, Any] = {"hashlib": Later("hashlib"), **dict.fromkeys(DRIVERS)}  # None makes an import fail
    placeholders = {name: module for name, module in placeholders.items() if name not in sys.modules}
    sys.modules.update(placeholders)
    try:
        import peewee  # noqa: F401
    finally:
        for name, module in placeholders.items():
            if name in sys.modules and sys.modules[name] is module:
                del sys.modules[name]


load_peewee()

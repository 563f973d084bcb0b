"""Loads Peewee with nothing that a journal does not need, whatever else is installed.

It imports `hashlib`, and with it OpenSSL, for nothing but the names of long indexes; and each driver that it finds, for
databases that are not used here. One of them brings a second SQLite, which would not know of the first one's locks.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class Later(ModuleType):
    """A module that is loaded when something of it is first asked for."""

    def __getattr__(self, name: str) -> Any:
        """Return what the module itself has by that name."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


DRIVERS = ("pysqlite3", "psycopg2cffi", "psycopg2", "psycopg", "pymysql", "MySQLdb")
"""What Peewee imports where it is installed."""


def load_peewee() -> None:
    """Load Peewee alone: OpenSSL is 3 ms and 3 MB of every command, and the drivers double the time of a start."""
    placeholders: dict[str, Any] = {"hashlib": Later("hashlib"), **dict.fromkeys(DRIVERS)}  # None lets an import fail
    placeholders = {name: module for name, module in placeholders.items() if name not in sys.modules}
    sys.modules.update(placeholders)
    try:
        import peewee  # noqa: F401
    finally:
        for name, module in placeholders.items():
            if name in sys.modules and sys.modules[name] is module:
                del sys.modules[name]


load_peewee()

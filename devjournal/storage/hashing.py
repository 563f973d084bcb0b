"""Loads Peewee without OpenSSL: it imports `hashlib` and asks it for nothing but the names of long indexes."""

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


def load_peewee() -> None:
    """Load Peewee, and with it no OpenSSL: 3 ms and 3 MB of every command."""
    if "hashlib" in sys.modules:
        return
    later = Later("hashlib")
    sys.modules["hashlib"] = later
    try:
        import peewee  # noqa: F401
    finally:
        if sys.modules.get("hashlib") is later:
            del sys.modules["hashlib"]


load_peewee()

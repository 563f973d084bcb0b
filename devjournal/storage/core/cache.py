"""Results cached until somebody writes to the file."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

Query = TypeVar("Query", bound=Callable[..., Any])


def cached_until_write(query: Query) -> Query:
    """Cache a method's result until this or another program writes to the file."""

    @wraps(query)
    def answer(self: Any, *args: Any) -> Any:
        memory = self._store.cache()
        if memory is None:
            return query(self, *args)
        key = (query, *args)
        if key not in memory:
            memory[key] = query(self, *args)
        value = memory[key]
        return value.copy() if isinstance(value, dict) else value

    return cast(Query, answer)

"""Verbs as Textual binds them, and the keys that move a cursor wherever there is one."""

from __future__ import annotations

from collections.abc import Iterable

from textual.binding import Binding

from devjournal.tui.verbs import MOVES, Verb


def bindings(verbs: Iterable[Verb]) -> list[Binding]:
    """Return verbs as bindings; the footer is our own.

    They have priority: an action is over before the next key is read, so that no key of a fast hand goes astray.
    Letters still are text where a text has the focus.
    """
    return [Binding(verb.key, verb.action, verb.help, show=False, id=verb.id, priority=True) for verb in verbs]


def moves(*, priority: bool = True, **actions: str) -> list[Binding]:
    """Return the keys that move as bindings: `up="move(-1)"` says what the keys of `verbs.MOVES` do."""
    verbs = {verb.id.removeprefix("move."): verb for verb in MOVES}
    return [
        Binding(verbs[name].key, action, show=False, id=verbs[name].id, priority=priority)
        for name, action in actions.items()
    ]

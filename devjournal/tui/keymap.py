"""The keys that the settings give to verbs: taken where they are free, and written on every screen."""

from __future__ import annotations

from collections.abc import Sequence

from devjournal.settings import Problem, WantedKey
from devjournal.tui.verb import choose_keys
from devjournal.tui.verbs import key_places


def take_keys(wanted: Sequence[WantedKey]) -> tuple[dict[str, str], list[Problem]]:
    """Return the keys as Textual's keymap, and what of them is not taken; from now on screens write them."""
    choose_keys({})
    if not wanted:
        return {}, []
    from devjournal.settings.keys import cap_of, resolve_keys  # most choose no keys

    keys, problems = resolve_keys(wanted, key_places())
    choose_keys({verb: cap_of(first) for verb, (first, *_) in keys.items()})
    return {verb: ",".join(names) for verb, names in keys.items()}, problems

"""The keys from the settings."""

from __future__ import annotations

from collections.abc import Sequence

from devjournal.settings import KeySetting, Problem
from devjournal.tui.verb import choose_keys
from devjournal.tui.verbs import key_places


def apply_keys(key_settings: Sequence[KeySetting]) -> tuple[dict[str, str], list[Problem]]:
    """Show the keys of the settings from now on; return Textual's keymap, and the keys that are rejected."""
    choose_keys({})
    if not key_settings:
        return {}, []
    from devjournal.settings.keys import key_label, resolve_keys  # most users set no keys

    keys, problems = resolve_keys(key_settings, key_places())
    choose_keys({verb: key_label(first) for verb, (first, *_) in keys.items()})
    return {verb: ",".join(names) for verb, names in keys.items()}, problems

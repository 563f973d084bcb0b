"""A verb: an action with its key and texts. The keys shown are those of the settings."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from types import MappingProxyType
from typing import NamedTuple

_KEY_CAPS: ContextVar[Mapping[str, str]] = ContextVar("key_caps", default=MappingProxyType({}))
"""Keys from the settings, as shown, by verb ID; for the running app."""


def choose_keys(caps: Mapping[str, str]) -> None:
    """Show the keys in `caps`, by verb ID, from now on."""
    _KEY_CAPS.set(caps)


class Verb(NamedTuple):
    """An action with a stable ID, its key and its texts."""

    id: str
    key: str
    action: str
    label: str
    """Label in the footer."""
    help: str
    """Sentence in the help screen and the palette."""
    cap: str = ""
    """The key as shown; if empty, it is shown by its name."""

    beside: tuple[Verb, ...] = ()
    """Verbs whose keys are shown beside this one's, such as `[ ]`."""

    @property
    def shown_key(self) -> str:
        """The key as shown: the key from the settings, or else the default."""
        key = _KEY_CAPS.get().get(self.id) or self.cap or self.key
        return " ".join((key, *(verb.shown_key for verb in self.beside)))

    def __str__(self) -> str:
        """Return the key as shown, for messages: `f"{UNDO} brings it back"`."""
        return self.shown_key

    def hint(self, effect: str) -> tuple[tuple[str, str], ...]:
        """Return the key, and its `effect` in words, as pieces of a line."""
        return (self.shown_key, "bold here"), (effect, "muted")

    def called(self, label: str, *beside: Verb) -> Verb:
        """Return a copy for a footer, with a more specific `label`, and with the keys of the verbs `beside`."""
        return self._replace(label=label, help="", beside=beside)

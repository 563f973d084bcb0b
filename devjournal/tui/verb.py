"""A verb: something that can be done, with its key and its words; and the keys that its owner chose."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from types import MappingProxyType
from typing import NamedTuple

_CHOSEN: ContextVar[Mapping[str, str]] = ContextVar("chosen", default=MappingProxyType({}))
"""How the keys are written that verbs have instead of their own, by the verbs' IDs: the choice of the app that runs."""


def choose_keys(caps: Mapping[str, str]) -> None:
    """Let verbs be shown with other keys than their own, by their IDs, wherever this app writes a key from now on."""
    _CHOSEN.set(caps)


class Verb(NamedTuple):
    """Something that can be done: a stable ID, its key, its action, and its words."""

    id: str
    key: str
    action: str
    label: str
    """The word in the footer."""
    help: str
    """The sentence in the help screen and the palette."""
    cap: str = ""
    """How the key is written, where it is not its own name."""

    beside: tuple[Verb, ...] = ()
    """Verbs whose keys are shown after its own, as `[ ]` shows two."""

    @property
    def shown_key(self) -> str:
        """The key as it is written on every screen: the one that its owner chose, or its own."""
        own = _CHOSEN.get().get(self.id) or self.cap or self.key
        return " ".join((own, *(verb.shown_key for verb in self.beside)))

    def __str__(self) -> str:
        """Return its key, which is what a text means by a verb: `f"{UNDO} brings it back"`."""
        return self.shown_key

    def called(self, label: str, *beside: Verb) -> Verb:
        """Return the verb as a footer calls it where it means something more special, or stands for others too."""
        return self._replace(label=label, help="", beside=beside)

"""What is painted: all that a screen held before is painted over, and what cannot be seen is not painted."""

from __future__ import annotations

from typing import Any

from textual._compositor import Compositor, CompositorMap, ReflowResult
from textual.app import App
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget


class WholeCompositor(Compositor):
    """Textual's compositor, which forgets no region of the terminal that has to be painted again.

    Textual paints what differs between two layouts. Where a widget is asked for its place after another one was
    removed and before the screen is laid out, the layout is worked out for the answer and kept as the former one:
    nothing differs then: what was removed stays on the terminal, and what came is not told its size.
    """

    def __init__(self) -> None:
        """Begin without widgets."""
        super().__init__()
        self._reflowed: CompositorMap | None = None
        """Where every widget was in the last layout, not in an answer since."""

    def reflow(self, parent: Widget, size: Size) -> ReflowResult:
        """Lay out; what differs is told by what the widgets were told last."""
        if self._reflowed is not None:
            self._full_map = self._reflowed
        result = super().reflow(parent, size)
        self._reflowed = self._full_map
        return result

    def clear(self) -> None:
        """Forget all widgets."""
        super().clear()
        self._reflowed = None

    @property
    def full_map(self) -> CompositorMap:
        """Where every widget is; what moved or went since the terminal was painted has to be painted."""
        if self.root is None or not self._full_map_invalidated:
            return super().full_map
        painted = self._full_map if self._visible_map is None else self._visible_map
        places_now = super().full_map
        if self.size.region not in self._dirty_regions:
            places = (place.clip.intersection(place.region) for _, place in painted.items() ^ places_now.items())
            self._dirty_regions.update(region for region in places if region)
        return places_now


class CoveringApp(App[None]):
    """An app that does not paint what a screen without transparency covers.

    Textual counts the screen beneath as visible whatever lies on it. Once it has changed there, it asks for the whole
    window to be painted with every frame, until it is on top again.
    """

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        """The screens that shine through the one on top, the lowest first."""
        stack = self._screen_stack
        return [] if stack and stack[-1].styles.background.a == 1 else super()._background_screens

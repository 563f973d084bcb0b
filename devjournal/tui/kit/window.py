"""Base classes of every page, form and dialog: their size is the window's, and they are closed only once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events, screen
from textual.await_complete import AwaitComplete
from textual.geometry import Size
from textual.message import Message
from textual.screen import ScreenResultType
from textual.widget import Widget

from devjournal.settings import Settings
from devjournal.tui.kit.compositor import BlankBackground, WholeCompositor
from devjournal.tui.widgets.glyphs import Glyphs

if TYPE_CHECKING:  # not needed at run time
    from textual import getters

    from devjournal.tui.kit.base_app import BaseApp

REMOVAL_MESSAGES = "textual.messages"
"""Module of the messages by which Textual removes a screen."""

IGNORED_EVENTS = (
    events.InputEvent,
    events.Resize,
    events.ScreenResume,
    events.DescendantFocus,
    events.DescendantBlur,
)
"""Events that a closed screen ignores, because its widgets may be gone."""


class _AppAccess:
    """Access to the app's glyphs and settings. Not a widget: CSS type names follow the first widget base."""

    @property
    def glyphs(self) -> Glyphs:
        """The app's glyphs."""
        glyphs: Glyphs = self.app.glyphs  # type: ignore[attr-defined]
        return glyphs

    @property
    def settings(self) -> Settings:
        """The user's settings."""
        settings: Settings = self.app.settings  # type: ignore[attr-defined]
        return settings


class _WindowSized:
    """Takes the window's current size, whatever size an event has.

    Textual's screens post each new size to themselves. If the window changes meanwhile, both sizes are in the queue:
    the screen is laid out for both in turn without end, or keeps the older size.
    """

    async def on_event(self, event: events.Event) -> None:
        """Handle an event; a resize gets the window's current size."""
        if isinstance(event, events.Resize):
            size = self.app.size  # type: ignore[attr-defined]
            if event.size != size:
                event = events.Resize(size, size)
        parent: Any = super()
        await parent.on_event(event)

    def _screen_resized(self, size: Size) -> None:
        """Lay out for `size`, unless the last layout was for the same: Textual calls this for every screen."""
        this: Any = self
        if (this._compositor.size, this._size) != (size, size):
            parent: Any = super()
            parent._screen_resized(size)


class _StylesCached:
    """Reads its styles again on return only if theme or classes have changed. Not a widget."""

    _styled_for: object = None
    """Theme and classes at the last reading of the styles."""

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        app: Any = self.app  # type: ignore[attr-defined]
        look = (app.theme, *sorted(app.classes), *sorted(app.pseudo_classes))
        event.refresh_styles = event.refresh_styles and self._styled_for not in (None, look)
        self._styled_for = look


class _CompletePainting:
    """Repaints the regions of removed widgets, and lays out only while the app paints. Not a widget."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Install the compositor."""
        super().__init__(*args, **options)
        this: Any = self
        this._compositor = WholeCompositor()

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        """Lay out, but not while the app holds frames back: `draw_whole` does it at the end."""
        this: Any = self
        if this.app._batch_count and not scroll:
            this._layout_required = True
            return
        parent: Any = super()
        parent._refresh_layout(size, scroll)

    def _extend_compose(self, widgets: list[Widget]) -> None:
        """Hide the toast rack until there is a toast. Textual hides it after the first layout, which costs another."""
        parent: Any = super()
        parent._extend_compose(widgets)
        this: Any = self
        for widget in widgets:
            if widget.has_class("-textual-system") and not this.app._notifications:
                widget.display = False

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Take a new size without the second layout that Textual asks for."""
        parent: Any = super()
        updated: bool = parent._size_updated(size, virtual_size, container_size, layout=False)
        return updated


class _ClosedOnce:
    """Closes once, however often it is dismissed, and ignores input from then on.

    If the result is True, the screen beneath ignores keys typed before the close: they were meant for this screen.
    Not a widget.
    """

    @property
    def is_closed(self) -> bool:
        """Whether the screen is off the stack and about to be removed."""
        this: Any = self
        return this.is_mounted and not any(this in stack for stack in this.app._screen_stacks.values())

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Close the screen and any dialogs on top. Nothing happens if it is closed already, or the only screen."""
        app = self.app  # type: ignore[attr-defined]
        stack = app.screen_stack
        if self not in stack[1:]:
            return AwaitComplete()
        for _ in range(len(stack) - 1 - stack.index(self)):
            app.pop_screen()
        if result is True:
            app.drop_typed()
        parent: Any = super()
        completion: AwaitComplete = parent.dismiss(result)
        return completion

    async def _dispatch_message(self, message: Message) -> None:
        if not self.is_closed or _ends(message):
            parent: Any = super()
            await parent._dispatch_message(message)


def _ends(message: Message) -> bool:
    """Return whether a closed screen still handles `message`: only messages that remove it."""
    if isinstance(message, events.Event):
        return not isinstance(message, IGNORED_EVENTS)
    return type(message).__module__ == REMOVAL_MESSAGES


class _WindowBase(_AppAccess, _ClosedOnce, _WindowSized, _StylesCached, _CompletePainting):
    """All mixins of screens and dialogs."""


class Screen(BlankBackground, _WindowBase, screen.Screen[ScreenResultType]):
    """A page that fills the window."""

    if TYPE_CHECKING:
        app = getters.app(BaseApp)


class ModalScreen(_WindowBase, screen.ModalScreen[ScreenResultType]):
    """A dialog over a page."""

    if TYPE_CHECKING:
        app = getters.app(BaseApp)

    def _on_mount(self, event: events.Mount) -> None:
        """Clear the toast: a key named in it has another meaning in the dialog."""
        self.app.clear_notifications()
        super()._on_mount(event)

"""Screens that are as large as the window is, and are left once: every page, form and dialog is one of them."""

from __future__ import annotations

from typing import Any

from textual import events, screen
from textual.await_complete import AwaitComplete
from textual.geometry import Size
from textual.message import Message
from textual.screen import ScreenResultType

from devjournal.settings import Settings
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.painted import WholeCompositor

TAKES_DOWN = "textual.messages"
"""Where the messages are from by which Textual takes a screen down."""

UNHEARD = (
    events.InputEvent,
    events.Resize,
    events.ScreenResume,
    events.DescendantFocus,
    events.DescendantBlur,
)
"""What a screen that was left is not told any more: the widgets that it would speak to may be gone."""


class _OfTheJournal:
    """Knows what the app was set to. It is no widget itself: a stylesheet follows the first base that is one."""

    @property
    def glyphs(self) -> Glyphs:
        """The app's glyphs."""
        glyphs: Glyphs = self.app.glyphs  # type: ignore[attr-defined]
        return glyphs

    @property
    def settings(self) -> Settings:
        """What its owner set."""
        settings: Settings = self.app.settings  # type: ignore[attr-defined]
        return settings


class _WindowSized:
    """Takes the window's size as it is now, whatever size an event names.

    Textual's screens tell themselves each size that they took. Where the window changed again meanwhile both sizes go
    round in the queue of the screen: it is laid out at the one and at the other for ever, nothing else is done, or it
    stays at the older one.
    """

    async def on_event(self, event: events.Event) -> None:
        """Handle an event, a new size as the one that the window has."""
        if isinstance(event, events.Resize):
            size = self.app.size  # type: ignore[attr-defined]
            if event.size != size:
                event = events.Resize(size, size)
        parent: Any = super()
        await parent.on_event(event)

    def _screen_resized(self, size: Size) -> None:
        """Lay out for a size, but not again for the one it was just laid out for, as Textual tells every screen."""
        this: Any = self
        if (this._compositor.size, this._size) != (size, size):
            parent: Any = super()
            parent._screen_resized(size)


class _StyledOnce:
    """Reads its styles again when it comes back only where the look has changed meanwhile. It is no widget itself."""

    _styled_for: object = None
    """The look that its styles were read for last."""

    def _on_screen_resume(self, event: events.ScreenResume) -> None:
        app: Any = self.app  # type: ignore[attr-defined]
        look = (app.theme, *sorted(app.classes), *sorted(app.pseudo_classes))
        event.refresh_styles = event.refresh_styles and self._styled_for not in (None, look)
        self._styled_for = look


class _PaintedWhole:
    """Paints over all that it holds no more. It is no widget itself, like those above."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Begin as Textual does."""
        super().__init__(*args, **options)
        this: Any = self
        this._compositor = WholeCompositor()


class _LeftOnce:
    """Is left once, whoever asks for it and however often, and hears nothing any more from then on.

    Where it is left with True something was done: what was typed before it was gone was typed into it, and is not
    taken for commands of the screen beneath. It is no widget itself, like those above.
    """

    @property
    def was_left(self) -> bool:
        """Whether it stands on no stack any more, and is on its way out."""
        this: Any = self
        return this.is_mounted and not any(this in stack for stack in this.app._screen_stacks.values())

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Leave it, and what lies over it; nothing where it was left before, or nothing is beneath it."""
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
        if not self.was_left or _ends(message):
            parent: Any = super()
            await parent._dispatch_message(message)


def _ends(message: Message) -> bool:
    """Say whether a screen that was left is told of a message all the same: those that end it."""
    if isinstance(message, events.Event):
        return not isinstance(message, UNHEARD)
    return type(message).__module__ == TAKES_DOWN


class _OfTheWindow(_OfTheJournal, _LeftOnce, _WindowSized, _StyledOnce, _PaintedWhole):
    """What every screen and dialog is, beside what Textual makes of it."""


class Screen(_OfTheWindow, screen.Screen[ScreenResultType]):
    """A page that fills the window."""


class ModalScreen(_OfTheWindow, screen.ModalScreen[ScreenResultType]):
    """A dialog that lies over a page."""

    def _on_mount(self, event: events.Mount) -> None:
        """Take the toast away: a key that it names is another one's here."""
        self.app.clear_notifications()
        super()._on_mount(event)

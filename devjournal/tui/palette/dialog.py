"""The command palette: actions and places, found by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from devjournal.domain.search.fuzzy_match import Matcher, Name
from devjournal.domain.search.search_hit import around
from devjournal.tui.kit.finder import MAX_RESULTS, Finder, Results
from devjournal.tui.verbs import SEARCH
from devjournal.tui.widgets.block import Row
from devjournal.tui.widgets.glyphs import Glyphs
from devjournal.tui.widgets.lines import Line, Piece, cut, justify, width_of

_MIN_MATCHES = 5
"""If a text has fewer matches, names that contain its letters in order match, too."""

_DAYS = ("today", "yesterday", "tomorrow", "this", "last", "next")
"""Texts that name a day or a week and hardly anything else: the week is the first match. `mon` may begin `monthly`."""

_COLUMNS_WIDTH = 48
"""Cells from which labels are aligned in a column."""

_MAX_ASIDE = 24
"""Maximum cells of the text at the right."""


def _width(name: Name) -> int:
    return width_of(((name.text, ""),))


class Command(NamedTuple):
    """An action or a place."""

    label: str
    """Its name, such as `theme`."""
    text: str
    """What the action does, in a sentence; for a place, its title."""
    run: Callable[[], object]
    """Runs the command; called after the palette has closed."""
    key: str = ""
    """Keys that do the same on the screen below the palette."""
    kind: str = ""
    """Kind of a place: week, gap, person; empty for an action."""
    aside: str = ""
    """Further text, shown at the right."""
    synonyms: str = ""
    """Other names; matched, but not shown."""


class PaletteItem:
    """A command with its names, prepared for matching."""

    __slots__ = ("command", "names")

    def __init__(self, command: Command) -> None:
        """Prepare the names of `command`."""
        self.command = command
        self.names = tuple(map(Name.of, (command.label, command.text, command.aside, command.kind, command.synonyms)))


class Palette(Finder[Command | None]):
    """All commands in one list; the result is the chosen command."""

    ABOUT = "palette"

    def __init__(
        self,
        commands: Iterable[Command],
        places: Iterable[Command] = (),
        week_at: Callable[[str], Command | None] = lambda _: None,
        *,
        heading: str = "What next?",
        placeholder: str = "what to do, week, gap, person",
        problem: str = "",
        start: int = 0,
        preview: Callable[[Command], None] = lambda _: None,
    ) -> None:
        """Show `commands`; for a text, also `places` that match, and the week that `week_at` returns for the text.

        The cursor starts on the command with the index `start`. `problem` says why there are no places. `preview` is
        called with the command under the cursor.
        """
        super().__init__()
        self._heading, self._placeholder = heading, placeholder
        self._commands = [PaletteItem(command) for command in commands]
        self._places = [PaletteItem(command) for command in places]
        self._week_at = week_at
        self._problem = problem
        self._start = start
        self._preview = preview
        self._matcher = Matcher("")
        self._matches: Sequence[PaletteItem] = self._commands
        self._has_more = False

    @property
    def heading(self) -> str:
        """The title above the text field."""
        return self._heading

    @property
    def placeholder(self) -> str:
        """The placeholder of the text field."""
        return self._placeholder

    def on_mount(self) -> None:
        """Move the cursor to the initial command."""
        self.call_after_refresh(lambda: self.query_one(Results).move_to(self._start))

    # Searching.

    def update_query(self, text: str) -> None:
        """Search at once, so that enter never runs a match of an earlier text."""
        self._matcher = Matcher(text)
        self._matches, self._has_more = self._matching(text) if self._matcher else (self._commands, False)
        self.query_one(Results).cursor = 0
        self.show_results()
        if self._matcher:
            self._show_preview()

    def _show_preview(self) -> None:
        if (command := self._under_cursor) is not None:
            self._preview(command)

    @property
    def _under_cursor(self) -> Command | None:
        row = self.query_one(Results).row
        return self._matches[row.value].command if row is not None and isinstance(row.value, int) else None

    def _matching(self, text: str) -> tuple[Sequence[PaletteItem], bool]:
        """Return the best matches of `text`, and whether there are more."""
        items = [*self._commands, *self._places]
        matches = self._ranked(items, text)
        if len(matches) < _MIN_MATCHES:
            ids = {id(item) for item in matches}
            matches += self._ranked([item for item in items if id(item) not in ids], text, loosely=True)
        week = self._week_at(text.strip())
        if week is not None:
            listed = [item for item in matches if (item.command.kind, item.command.label) == (week.kind, week.label)]
            first = listed or [PaletteItem(week)]
            others = [item for item in matches if item not in first]
            is_name = text.strip().isalpha() and text.strip() not in _DAYS
            matches = [*others, *first] if is_name else [*first, *others]
        return matches[:MAX_RESULTS], len(matches) > MAX_RESULTS

    def _ranked(self, items: Iterable[PaletteItem], text: str, *, loosely: bool = False) -> list[PaletteItem]:
        """Return the items that match, best first; of equal matches, the first item comes first."""
        scored = [(self._matcher.score(item.names, loosely=loosely), item) for item in items]
        by_key = [item for score, item in scored if item.command.key == text.strip() and not loosely]
        matches = sorted((pair for pair in scored if pair[0] and pair[1] not in by_key), key=lambda pair: -pair[0])
        return [*by_key, *(item for _, item in matches)]

    # Drawing.

    def result_rows(self, width: int) -> Sequence[Row]:
        """Return the matches as rows."""
        glyphs = self.glyphs
        first = max((len(item.command.key or item.command.kind) for item in self._matches), default=0) + 2
        second = max((_width(item.names[0]) for item in self._matches), default=0) + 2
        beside = max((_width(item.names[1]) + _width(item.names[2]) for item in self._matches), default=0) + 2
        columns = first, min(second, max(width // 4, width - first - beside)) if width >= _COLUMNS_WIDTH else 0
        return [
            Row((self._line(item, width, columns, glyphs),), n, item.command.kind)
            for n, item in enumerate(self._matches)
        ]

    def _line(self, item: PaletteItem, width: int, columns: tuple[int, int], glyphs: Glyphs) -> Line:
        label, text, aside = item.names[:3]
        command = item.command
        head = ((command.key or command.kind).ljust(columns[0]), "bold here" if command.key else "muted")
        room = width - columns[0]
        named = self._highlighted(label, min(room, columns[1] - 2 if columns[1] else room), "text", glyphs)
        gap = max(2, columns[1] - width_of(named))
        right = self._highlighted(aside, min(_MAX_ASIDE, room // 3), "muted", glyphs) if columns[1] else ()
        room -= width_of(named) + gap + (width_of(right) + 2 if right else 0)
        ink = "text" if command.kind else "muted"
        return justify(
            (head, *named, (" " * gap, ""), *self._highlighted(text, max(room, 1), ink, glyphs)), right, width
        )

    def _highlighted(self, name: Name, room: int, ink: str, glyphs: Glyphs) -> tuple[Piece, ...]:
        """Return a name in at most `room` cells, with its matches highlighted."""
        if not name.text:
            return ()
        excerpt = around(name.text, self._matcher.spans(name), room, glyphs.cut)
        return tuple((piece, "bold here" if matched else ink) for piece, matched in excerpt.pieces() if piece)

    def empty_paragraphs(self) -> Sequence[str]:
        """Return a hint at the search."""
        return (f"Nothing has that name. {SEARCH} searches everything you wrote.",)

    @property
    def count(self) -> str:
        """The number of matches, or why there are no places."""
        if self._problem:
            return cut(self._problem, 60, self.glyphs.cut)
        if not self._matcher:
            return ""
        return f"the best {MAX_RESULTS}" if self._has_more else f"{len(self._matches)} found" if self._matches else ""

    # Choosing.

    def accept(self) -> None:
        """Close with the command under the cursor, if there is one."""
        if (command := self._under_cursor) is not None:
            self.dismiss(command)

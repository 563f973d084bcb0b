"""Gaps of a table in CSV, Markdown or HTML, whose columns may have other names, or be levels."""

from __future__ import annotations

from collections.abc import Sequence

from devjournal.domain.career.gap import Area
from devjournal.domain.text.user_text import quoted
from devjournal.exports.ladder.ladder import AND_AREA, COLUMNS, Ladder
from devjournal.exports.ladder.likeness import (
    LEVELS,
    NAMES,
    area_like,
    column_like,
    is_level,
    is_scale_item,
    plain_markdown,
    plain_name,
)

_MAX_COLUMNS = 200
_MATRIX = 3
"""The least columns of a matrix: a name, and two levels."""

Cells = tuple[int, Sequence[str]]
"""A row: its line number, and its cells."""


class Table:
    """Reads the rows of one table below its header."""

    def __init__(self, ladder: Ladder, header: Cells, *, area: str = "", is_markdown: bool = True) -> None:
        """Take a header; `area` is that of the heading above, and `is_markdown` means that cells are Markdown."""
        self._ladder, self._area, self._is_markdown = ladder, area, is_markdown
        self.line, cells = header
        self._count = len(cells)
        cells = cells[: _MAX_COLUMNS + 1]
        self._headings = [(plain_markdown(cell) if is_markdown else cell).strip() for cell in cells]
        self.names = [plain_name(cell) for cell in cells]
        self._places: dict[str, int] = {}
        self._matrix: int | None = None
        self._transposed = self._needs_level = False
        self._filled_area = ""

    def read(self, rows: Sequence[Cells], *, strict: bool) -> None:
        """Add the gaps of the rows. Unless `strict`, a table without titles is left out instead of refused."""
        ladder = self._ladder
        if self._count > _MAX_COLUMNS:
            ladder.faults.add(self.line, f"There are {self._count} columns; a ladder has {_MAX_COLUMNS} at most")
            return
        fault = self._named_columns() or self._find_columns() or self._find_level(rows) or self._missing(rows)
        if fault and self._needs_level:
            ladder.open_matrices.append((self.line, fault + self._and_area(rows)))
        elif fault and (strict or self._has_our_names):
            ladder.faults.add(self.line, fault)
        elif fault or (self._is_scale(rows) and not self._transposed):
            ladder.skip("table that is no list of gaps")
        elif self._transposed:
            self._read_row_of_level(rows)
        else:
            columns = {place: field for field, place in self._places.items() if field != "level"}
            ladder.read_as |= {self._headings[at]: field for at, field in columns.items() if self.names[at] != field}
            for line, cells in rows:
                self._row(line, cells)

    def _and_area(self, rows: Sequence[Cells]) -> str:
        """Return the question for a missing area, together with that for a level."""
        at = self._places.get("area")
        named = at is not None and all(
            at >= len(cells) or not cells[at].strip() or area_like(cells[at]) is not None for _, cells in rows
        )
        return "" if named or self._area or self._ladder.options.area else AND_AREA

    # the columns

    @property
    def _has_our_names(self) -> bool:
        """Whether all columns have the names of `COLUMNS`."""
        return set(self.names) <= set(COLUMNS)

    def _free(self) -> list[str]:
        """Return the names of unused columns; the others are empty."""
        used_columns = set(self._places.values())
        return ["" if at in used_columns else name for at, name in enumerate(self.names)]

    def _named_columns(self) -> str:
        """Take the columns that the user names. Return a fault, or nothing."""
        for field, name in self._ladder.options.columns.items():
            if plain_name(name) not in self.names:
                return f"There is no column {quoted(name)}; the header has {self._listed()}"
            self._places[field] = self.names.index(plain_name(name))
        return ""

    def _find_columns(self) -> str:
        """Find the columns by name. Return a fault, or nothing."""
        twice = next((name for name in COLUMNS if self.names.count(name) > 1), None)
        if twice is not None:
            return f"The column {twice} occurs twice; keep one"
        for field, synonyms in NAMES.items():
            place = column_like([name if not is_level(name) else "" for name in self._free()], synonyms)
            if field not in self._places and place is not None:
                self._places[field] = place
        if "title" not in self._places and "area" in self._places and "why" in self._places and not self._has_our_names:
            self._places["title"] = self._places.pop("area")  # a category with its description is a gap, too
        return ""

    def _find_level(self, rows: Sequence[Cells]) -> str:
        """Find the column or row of a level. Return a fault, or nothing."""
        ladder, free = self._ladder, self._free()
        levels = [at for at, name in enumerate(free) if name and is_level(name)]
        matching = [at for at, name in enumerate(free) if name and ladder.takes_level(name)]
        titles = [at for at in range(len(free)) if at not in (*levels, *matching) and not self._holds_areas(at, rows)]
        if matching and ("title" in self._places or titles):
            exact = [at for at in matching if self.names[at] == plain_name(ladder.options.level)]
            self._places["why"] = self._matrix = (exact or matching)[0]
            self._places.setdefault("title", next(iter(titles), 0))
            return ""
        if matching:  # all columns are levels, with their expectations below
            self._places["title"] = matching[0]
            return ""
        column = column_like([name if not is_level(name) else "" for name in free], LEVELS)
        if (
            column is not None
            and ("title" in self._places or len(self.names) < _MATRIX)
            and not self._titles_are_levels(rows)
        ):
            return self._level_column(column, rows)
        if (ladder.options.level or self._titles_are_levels(rows)) and self._lists_levels(rows):
            self._transposed = True
            return ""
        ladder.levels.update((self._headings[at], None) for at in levels)
        if len(levels) > 1 and "why" not in self._places and not ladder.options.level:
            self._needs_level = True
            named = ", ".join(quoted(self._headings[at], 30) for at in levels)
            return f"This is a matrix with a column for each of {named}; choose one with --level"
        return ""

    def _holds_areas(self, at: int, rows: Sequence[Cells]) -> bool:
        """Return whether a column is that of the areas, by their own names, and so has no titles."""
        names = {cells[at].strip().casefold() for _, cells in rows if at < len(cells)} - {""}
        return self._places.get("area") == at and bool(names) and names <= set(Area)

    def _level_column(self, column: int, rows: Sequence[Cells]) -> str:
        """Take the column with the level of each row. Return a fault, or nothing."""
        self._places["level"] = column
        title = self._places.get("title")
        levels = dict.fromkeys(cells[column].strip() for _, cells in rows if len(cells) > column)
        titles = [cells[title] for _, cells in rows if title is not None and len(cells) > title]
        self._ladder.levels.update(levels)
        if not self._ladder.options.level and len(levels) > 1 and len(set(titles)) < len(titles):
            self._needs_level = True
            named = ", ".join(quoted(level, 30) for level in list(levels)[:8])
            return f"A title has a row for each of {named}; choose one with --level"
        return ""

    def _titles_are_levels(self, rows: Sequence[Cells]) -> bool:
        """Return whether the titles are only names of levels, beside columns of expectations."""
        title = self._places.get("title")
        named = len(self._places) == 1 and all(_names_of_level(cells)[1:] for _, cells in rows)
        return named and title == 1 and len(self.names) > _MATRIX

    def _lists_levels(self, rows: Sequence[Cells]) -> bool:
        """Return whether the first cells of the rows are levels, including the chosen one."""
        named = [names for _, cells in rows if (names := _names_of_level(cells))]
        self._ladder.levels.update((plain_markdown(cell).strip(), None) for names in named for cell in names)
        return len(named) > 1 and any(self._ladder.takes_level(cell) for names in named for cell in names)

    def _missing(self, rows: Sequence[Cells]) -> str:
        """Return a fault in the columns, or nothing."""
        if self._transposed:
            return ""
        if "title" not in self._places:
            if len(self.names) >= _MATRIX and self.names[0] in LEVELS and not self._ladder.options.level:
                self._needs_level = True
                return "This is a matrix with a row for each level; choose one with --level"
            return f"There is no column title; name it with --columns title=COLUMN. The header has {self._listed()}"
        if self._has_our_names and "area" not in self._places and not self._area and self._ladder.options.area is None:
            return "There is no column area; write one, or put all gaps in one area with --area"
        return ""

    def _is_scale(self, rows: Sequence[Cells]) -> bool:
        """Return whether the titles are the levels of a rating scale, and so no gaps."""
        place = self._places.get("title")
        titles = [
            cells[place] for _, cells in rows if place is not None and len(cells) > place and cells[place].strip()
        ]
        return (
            len(titles) > 1
            and not self._has_our_names
            and all(is_level(title) or is_scale_item(title) for title in titles)
        )

    def _listed(self) -> str:
        return ", ".join(quoted(name, 20) for name in self._headings[:8] if name) or "no names"

    # the rows

    def _row(self, line: int, cells: Sequence[str]) -> None:
        """Add the gap of one row."""
        ladder = self._ladder
        if len(cells) > len(self.names):
            fault = f"There are {len(cells)} cells for {len(self.names)} columns; put a text with a comma in quotes"
            ladder.faults.add(line, fault)
            return
        values = {field: cells[place] if place < len(cells) else "" for field, place in self._places.items()}
        if not any(cell.strip() for cell in cells) or not self._takes_row(values.pop("level", "")):
            return
        title = plain_markdown(values["title"]) if self._is_markdown else values["title"]
        area = values.get("area", "").strip()
        if not self._has_our_names:  # a category of several rows is often written once
            area = self._filled_area = area or self._filled_area
        if self._matrix is not None and not values["why"].strip(" -–—"):
            ladder.skip("empty cell of the level")
        elif not title.strip() and not self._has_our_names:
            ladder.skip("row without a title")
        elif self._has_our_names and not (area or self._area or ladder.options.area):
            ladder.faults.add(line, f"{quoted(area)} is not an area; write {', '.join(Area)}, or give --area")
        else:
            ladder.add(line, {**values, "title": title, "area": area or self._area})

    def _takes_row(self, level: str) -> bool:
        if "level" not in self._places or not self._ladder.options.level or self._ladder.takes_level(level):
            return True
        self._ladder.skip("row of another level")
        return False

    def _read_row_of_level(self, rows: Sequence[Cells]) -> None:
        """Add one gap a column from the row of the chosen level."""
        for line, cells in rows:
            names = _names_of_level(cells)
            if not any(map(self._ladder.takes_level, names)):
                self._ladder.skip("row of another level", int(bool(cells)))
                continue
            if all(is_level(cell) or not cell.strip() for cell in cells[1:]):
                self._ladder.skip("row of another level")  # other names of the level
                continue
            for title, why in zip(self._headings[len(names) :], cells[len(names) :], strict=False):
                if title and why.strip(" -–—"):
                    self._ladder.add(line, {"title": title, "why": why, "area": self._area})


def _names_of_level(cells: Sequence[str]) -> Sequence[str]:
    """Return the level of a row: its first cell, and the second one if that is its name, too."""
    if not cells or not is_level(cells[0]):
        return ()
    return cells[:2] if len(cells) > _MATRIX and is_level(cells[1]) else cells[:1]

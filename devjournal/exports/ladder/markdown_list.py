"""A Markdown ladder, read line by line: headings with areas, list items, tables, and prose around them."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from devjournal.domain.career.gap import Area, Step
from devjournal.exports.bring.blocks import split_front_matter
from devjournal.exports.ladder.html_table import html_rows
from devjournal.exports.ladder.ladder import Ladder
from devjournal.exports.ladder.level_lines import LevelLine, LevelLines
from devjournal.exports.ladder.likeness import (
    AROUND_EMOJI,
    area_like,
    is_level,
    is_scale_item,
    plain_markdown,
    plain_name,
)
from devjournal.exports.ladder.table import Cells, Table

_BREAK = re.compile(r"\r\n|\r|\n")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*)|)")
_UNDERLINE = re.compile(r"(=+|-{2,})[ \t]*")
_BOLD_LINE = re.compile(r"\s{0,3}(\*\*|__)(?=\S)([^*_]{1,80}?):?\1:?\s*")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+(.*)")
_RULER = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_PAGE_LINK = re.compile(r"\[[^\]]*\]\((?![a-z]+:)[^)]*\)")
_NEEDED = re.compile(r"\(needed[: \t]([^()]*)\)", re.IGNORECASE)
_TASK = re.compile(r"\[([ xX])\][ \t]+(?=\S)")
_AREA_FIRST = re.compile(rf"({'|'.join(Area)})[ \t]*([:,])[ \t]*(.*)", re.IGNORECASE)
_DASHES = re.compile(r":?-+:?")
_BAR = re.compile(r"(?<!\\)\|")
_MARKED_TITLE = re.compile(
    rf"{AROUND_EMOJI}[ \t]*(\*\*|__|[*_`])(?=\S)(.+?)"
    rf"(?:\1{AROUND_EMOJI}[ \t]*(?:[:–—]|-(?=[ \t]))[ \t]*|:\1[ \t]+|\1[ \t]{{2,}})(?=\S)(.*)"
)
"""A title in bold, italics or code, with the why after a colon or a dash."""

_LEADING_EMOJI = re.compile(rf"\A{AROUND_EMOJI}[ \t]*")

_STEPS = {
    **dict.fromkeys(("current", "current step", "current role", "current level"), Step.CURRENT),
    **dict.fromkeys(("next", "next step", "next role", "next level"), Step.NEXT),
}
"""Headings that name a step."""
_LINE_BREAK = re.compile(r"[ \t]*<br[ \t]*/?>[ \t]*", re.IGNORECASE)
_ROW = ("area", "title", "needed", "why")
"""The columns of a list item in the form of a CSV row."""

_BOLD_LEVEL = 7
"""The level of a bold line, below every heading."""


def looks_like_markdown(text: str) -> bool:
    """Return whether a text begins like Markdown, or has a heading or a table further down."""
    lines = [line for line in _BREAK.split(text) if line.strip()]
    return any(
        _HEADING.fullmatch(line) or line.lstrip().startswith("|") or (at == 0 and _ITEM.fullmatch(line))
        for at, line in enumerate(lines)
    )


def read_markdown_list(text: str, ladder: Ladder) -> None:
    """Add the gaps of a Markdown ladder, and count everything else."""
    text = "\n".join(_BREAK.split(text))
    _, lines, body = split_front_matter(text)
    _Markdown(body.split("\n"), lines, ladder).read()


class _Markdown:
    def __init__(self, lines: Sequence[str], before: int, ladder: Ladder) -> None:
        self._lines, self._before, self._ladder = lines, before, ladder
        self._area, self._area_depth = "", 0
        self._step, self._step_depth = "", 0
        self._level_depth = 0
        """The heading level of the chosen level's section; 0 outside of it."""
        self._item_texts = [match[2] for line in lines if (match := _ITEM.fullmatch(line)) and not match[1]]
        self._next_item = 0
        """The index in `_item_texts` of the next list item."""
        self._title = ""
        """The nearest heading that is no area, level or step."""
        self._level_lines = LevelLines()

    def read(self) -> None:
        """Read all lines."""
        at = 0
        while at < len(self._lines):
            at = max(self._block(at), at + 1)
        self._level_lines.settle(self._ladder)

    def _block(self, at: int) -> int:
        """Read what begins at a line. Return the line after it."""
        line = self._lines[at]
        heading, item = _HEADING.fullmatch(line), _ITEM.fullmatch(line)
        below = self._lines[at + 1] if at + 1 < len(self._lines) else ""
        if heading:
            self._enter(len(heading[1]), heading[2] or "")
        elif not line.strip() or _RULER.fullmatch(line):
            return at + 1
        elif fence := _FENCE.match(line):
            return self._skip_until(at, re.compile(rf" {{0,3}}{re.escape(fence[1])}[`~]*\s*"), "code block")
        elif item:
            return self._list_item(at, len(item[1].expandtabs(4)), item[2])
        elif line.lstrip().startswith("|") or ("|" in line and _is_rule(below)):
            return self._table(at)
        elif line.lstrip().startswith("<"):
            return self._html(at)
        elif _UNDERLINE.fullmatch(below):
            self._enter(1 if below.startswith("=") else 2, line)
            return at + 2
        elif bold := _BOLD_LINE.fullmatch(line):
            self._enter(_BOLD_LEVEL, bold[2])
        else:
            return self._prose(at)
        return at + 1

    def _number(self, at: int) -> int:
        return self._before + at + 1

    def _skip_until(self, at: int, end: re.Pattern[str], reason: str) -> int:
        self._ladder.skip(reason)
        return next((n + 1 for n in range(at + 1, len(self._lines)) if end.fullmatch(self._lines[n])), len(self._lines))

    def _prose(self, at: int) -> int:
        """Leave out a paragraph, unless it describes a level."""
        end = at + 1
        while end < len(self._lines) and self._lines[end].strip() and not _begins_block(self._lines[end]):
            end += 1
        if not self._add_level_line(at, self._lines[at].strip(), self._lines[at + 1 : end], "paragraph of prose"):
            self._ladder.skip("paragraph of prose")
        return end

    def _add_level_line(self, at: int, text: str, continuation: Sequence[str], reason: str) -> bool:
        """Collect a text below a heading that begins with a level: `Level 2: designs alone`. Return whether it does."""
        label, why = _title_and_why(text)
        if not self._title or self._level_depth or not why.strip() or not is_level(label):
            return False
        why = "\n".join((why.strip(), *(line.strip() for line in continuation)))
        cells = {"title": self._title, "why": why, "area": self._area, "step": self._step}
        self._level_lines.add(LevelLine(self._number(at), plain_markdown(label).strip(), cells, reason))
        return True

    def _enter(self, depth: int, heading: str) -> None:
        """Take an area, a level or a step from a heading. A deeper heading keeps them, any other heading ends them."""
        name = heading.strip().rstrip("#").rstrip()
        if self._level_depth and depth <= self._level_depth:
            self._level_depth = 0
        if is_level(name):
            self._ladder.levels[plain_markdown(name).strip()] = None
        if not self._level_depth and self._ladder.takes_level(name):
            self._level_depth = depth
        step = _STEPS.get(plain_name(name))
        if step is not None:
            self._step, self._step_depth = step.value, depth
        elif depth <= self._step_depth:
            self._step, self._step_depth = "", 0
        area = area_like(name)
        self._title = "" if area or step or is_level(name) else plain_markdown(name).strip()
        if area is not None:
            self._area, self._area_depth = area.value, depth
        elif depth <= self._area_depth:
            self._area, self._area_depth = "", 0

    @property
    def _other_level(self) -> bool:
        """Whether the current section is about another level than the chosen one."""
        return bool(self._ladder.options.level) and not self._level_depth

    # list items

    def _list_item(self, at: int, indent: int, text: str) -> int:
        end = self._end_of_item(at + 1, indent)
        continuation = self._lines[at + 1 : end]
        index, self._next_item = self._next_item, self._next_item + (indent == 0)
        if indent == 0 and self._is_scale(index):
            if not self._add_level_line(at, text, continuation, "line of a rating scale"):
                self._ladder.skip("line of a rating scale")
        elif _PAGE_LINK.fullmatch(text.strip()):
            self._ladder.skip("link to another place")
        elif self._other_level:
            self._ladder.skip("item of another level")
        elif (task := _TASK.match(text)) and task[1] != " ":
            self._ladder.skip("item that is ticked off")
        else:
            self._item(self._number(at), text[task.end() :] if task else text, continuation)
        return end

    def _is_scale(self, index: int) -> bool:
        """Return whether an item and the item before or after it explain a rating."""
        neighbours = self._item_texts[max(index - 1, 0) : index] + self._item_texts[index + 1 : index + 2]
        return is_scale_item(self._item_texts[index]) and any(map(is_scale_item, neighbours))

    def _end_of_item(self, end: int, indent: int) -> int:
        """Return the end of the lines indented further than an item, which belong to it."""
        start = end
        while end < len(self._lines):
            line = self._lines[end].expandtabs(4)
            if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
                break
            end += 1
        while end > start and not self._lines[end - 1].strip():
            end -= 1
        return end

    def _item(self, number: int, text: str, continuation: Sequence[str]) -> None:
        area, first = self._area, _AREA_FIRST.fullmatch(text)
        if not area and first:
            area, text = first[1], first[3]
            if first[2] == ",":
                self._row_item(number, area, text, continuation)
                return
        needed = _NEEDED.search(text)
        if needed:
            title, count, after = text[: needed.start()], needed[1].strip(), text[needed.end() :].strip()
            if after and not after.startswith(":"):
                self._ladder.faults.add(number, "After (needed N) comes a colon and the why")
                return
            self._add(
                number, {"area": area, "title": title, "needed": count or "-", "why": after[1:].strip()}, continuation
            )
            return
        title, why = _title_and_why(text)
        self._add(number, {"area": area, "title": title, "why": why.strip()}, continuation)

    def _row_item(self, number: int, area: str, text: str, continuation: Sequence[str]) -> None:
        """Add the gap of an item in the form of a CSV row."""
        try:
            (cells,) = csv.reader([text], skipinitialspace=True, strict=True)
        except csv.Error as error:
            self._ladder.faults.add(number, f"This is not CSV ({error}); correct its quotation marks")
            return
        if len(cells) >= len(_ROW):
            fault = f"There are {len(cells) + 1} cells for {len(_ROW)} columns; put a text with a comma in quotes"
            self._ladder.faults.add(number, fault)
            return
        self._add(number, dict(zip(_ROW, (area, *cells), strict=False)), continuation)

    def _add(self, number: int, cells: dict[str, str], continuation: Sequence[str]) -> None:
        why = "\n".join([cells.get("why", ""), *(line.strip() for line in continuation)]).strip("\n")
        self._ladder.add(number, {"step": self._step, **cells, "title": plain_markdown(cells["title"]), "why": why})

    # tables

    def _table(self, at: int) -> int:
        end = at
        while end < len(self._lines) and "|" in self._lines[end]:
            end += 1
        rows: list[Cells] = [(self._number(n), _cells(self._lines[n])) for n in range(at, end)]
        if len(rows) > 1 and _is_rule(self._lines[at + 1]):
            self._read_rows([rows[0], *rows[2:]])
        elif {plain_name(cell) for cell in rows[0][1]} >= {"title"}:
            fault = "A table has a line of dashes under its header: | --- | --- |"
            self._ladder.faults.add(rows[0][0], fault)
        else:
            self._ladder.skip("table that is no list of gaps")
        return end

    def _read_rows(self, rows: Sequence[Cells]) -> None:
        if len(rows) < 2:
            return
        level_found = self._ladder.level_found
        self._ladder.level_found = self._level_depth > 0
        options = self._ladder.options
        if self._level_depth:  # the section names the level of the table
            self._ladder.options = options._replace(level="")
        Table(self._ladder, rows[0], area=self._area).read(rows[1:], strict=False)
        self._ladder.options = options
        self._ladder.level_found |= level_found

    def _html(self, at: int) -> int:
        """Read an HTML table, or leave out other HTML."""
        end = at
        table = "<table" in self._lines[at].lower()
        while end < len(self._lines):
            line = self._lines[end].lower()
            end += 1
            table |= "<table" in line
            if ("</table" in line) if table else (end < len(self._lines) and not self._lines[end].strip()):
                break
        if not table:
            self._ladder.skip("piece of HTML")
            return end
        self._read_rows(html_rows("\n".join(self._lines[at:end]), self._number(at)))
        return end


def _title_and_why(text: str) -> tuple[str, str]:
    """Return a title and the text after its colon, or after a dash if the title is bold."""
    title_match = _MARKED_TITLE.fullmatch(text)
    if title_match:
        return title_match[2], title_match[3]
    title, _, why = _LEADING_EMOJI.sub("", text).partition(": ")
    return title, why


def _begins_block(line: str) -> bool:
    forms = (_HEADING, _ITEM, _BOLD_LINE)
    return line.lstrip().startswith("|") or any(form.fullmatch(line) for form in forms)


def _is_rule(row: str) -> bool:
    return "-" in row and all(_DASHES.fullmatch(cell) for cell in _cells(row) or ["x"])


def _cells(row: str) -> list[str]:
    r"""Return the cells of a table's row; `\|` is a bar in a cell, and `<br>` a line break."""
    cells = [_LINE_BREAK.sub("\n", cell.strip().replace(r"\|", "|")) for cell in _BAR.split(row.strip())]
    if not row.strip().startswith("|"):
        return cells[:-1] if len(cells) > 1 and not cells[-1] else cells
    return cells[1:-1] if len(cells) > 2 and not cells[-1] else cells[1:]

"""A page with omitted lines still in place, for the screen where the user chooses. No format prints it."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, replace
from typing import TypeVar

from devjournal.exports.page.layout import lay_out
from devjournal.exports.page.page import Block, Items, Line, Page, Row, Section, Strip, Table
from devjournal.exports.page.page_budget import Budget
from devjournal.exports.page.summary import STRIP, Summary

Listed = TypeVar("Listed", Line, Row)

_UNLIMITED = 1_000_000
"""More items than any journal has."""

_COUNTS = tuple(field.name for field in fields(Budget) if field.name != "text_width")
"""The fields of a budget that are numbers of items."""


def with_omissions(page: Page, budget: Budget, everything: Summary, omitted: AbstractSet[str]) -> Page:
    """Return a page with the lines `omitted`, by key, in their places; `everything` is the summary with all lines.

    `budget` is that of the page. Omitted lines are cut to its text width, but do not count towards its limits.
    """
    if not omitted:
        return page
    page_blocks = {section.heading: section.blocks for section in page.sections}
    sections = []
    for section in lay_out(
        everything, Budget(**dict.fromkeys(_COUNTS, _UNLIMITED), text_width=budget.text_width)
    ).sections:
        blocks = _blocks(page_blocks.get(section.heading, ()), section.blocks, omitted)
        if blocks:
            sections.append(Section(heading=section.heading, blocks=blocks))
    return replace(page, sections=tuple(sections))


def _blocks(page_blocks: Sequence[Block], all_blocks: Sequence[Block], omitted: AbstractSet[str]) -> tuple[Block, ...]:
    """Return the blocks of a section; a list is matched by its kind, of which a section has at most one."""
    by_kind = {_kind(block): block for block in page_blocks}
    blocks: list[Block] = []
    for block in all_blocks:
        own = by_kind.pop(_kind(block), None)
        if isinstance(block, Strip):
            blocks += [block] if own is not None or STRIP in omitted else []
        elif isinstance(block, Items):
            lines = _merged(own.lines if isinstance(own, Items) else (), block.lines, omitted)
            blocks += [replace(block, lines=lines)] if lines else []
        else:
            rows = _merged(_rows(own, block) if isinstance(own, Table) else (), block.rows, omitted)
            blocks += [replace(block, rows=rows)] if rows else []
    return (*blocks, *by_kind.values())


def _kind(block: Block) -> tuple[type[Block], bool]:
    return type(block), isinstance(block, Items) and block.ordered


def _rows(table: Table, full_table: Table) -> Sequence[Row]:
    """Return the rows of the page with the columns of the full table, which may have values only in omitted rows."""
    if table.headings == full_table.headings:
        return table.rows
    cells = [dict(zip(table.headings, row.cells, strict=True)) for row in table.rows]
    return [
        replace(row, cells=tuple(by_heading.get(heading, "") for heading in full_table.headings))
        for row, by_heading in zip(table.rows, cells, strict=True)
    ]


def _merged(page_items: Sequence[Listed], all_items: Sequence[Listed], omitted: AbstractSet[str]) -> tuple[Listed, ...]:
    """Return the items of the page with omitted items in their places. Lines with counts stay in theirs."""
    remaining = list(page_items)
    merged: list[Listed] = []
    for item in all_items:
        if item.key in omitted:
            merged.append(replace(item, mark="") if item.mark.isdecimal() else item)  # asks are numbered
        elif item.key and any(own.key == item.key for own in remaining):
            while remaining[0].key != item.key:
                merged.append(remaining.pop(0))
            merged.append(remaining.pop(0))
    return tuple(merged + remaining)

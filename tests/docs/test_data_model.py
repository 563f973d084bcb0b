"""The data model's page names the tables and columns that a journal has, and no others."""

from __future__ import annotations

import re
from pathlib import Path

from devjournal.storage import Journal
from devjournal.storage.core.uids import NAMESPACE
from devjournal.storage.schema.migrations import APPLICATION_ID, MIGRATIONS
from tests.storage import raw

PAGE = (Path(__file__).parents[2] / "docs" / "data-model.md").read_text(encoding="utf-8")
EVERY = {"id", "uid", "created_at", "updated_at", "changed"}


def described() -> dict[str, set[str]]:
    """Return the columns that the page lists, by table."""
    columns = {}
    for heading, body in re.findall(r"^### ([\w, ]+)\n(.*?)(?=^##)", PAGE, re.DOTALL | re.MULTILINE):
        names = heading.split(", ")
        rows = re.findall(r"^\| (`.*?) \| (.*?) \|$", body, re.MULTILINE)
        for name in names:
            cells = [
                first if len(names) == 1 else second
                for first, second in rows
                if len(names) == 1 or f"`{name}`" in first
            ]
            columns[name] = {column for cell in cells for column in re.findall(r"`(\w+)`", cell)}
    return columns


def test_every_table_and_column_is_described(journal: Journal) -> None:
    tables = raw.query(journal.path, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    there = {}
    for (table,) in tables:
        columns = {name for _, name, *_ in raw.query(journal.path, f"PRAGMA table_info({table})")}
        there[table] = columns - EVERY if columns >= EVERY else columns
    assert described() == there


def test_what_the_file_is_known_by() -> None:
    assert f"`0x{APPLICATION_ID:X}`" in PAGE
    assert str(NAMESPACE) in PAGE
    versions = re.findall(r"^\| (\d+) \|", PAGE.split("## Versions")[1], re.MULTILINE)
    assert versions == [str(n) for n in range(1, len(MIGRATIONS) + 1)]

"""Titles are cut, dates and counts never: every list with titles of 200 letters."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from devjournal.domain.dates.days import DAYS, MONTH_NAMES, MONTHS
from devjournal.storage import Journal
from tests.demo.reworded import TEXTS, lengthened, retell
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.tui.app_session import MIDDLE, NARROW, SMALLEST, WIDE, Size, run_app
from tests.tui.days import MONDAY, later

DECEMBER = later(FRIDAY, 4)
MARK = "…"
_FACT = re.compile(rf"\d|\b({'|'.join((*DAYS, *MONTHS, *MONTH_NAMES))})\b")

LISTS = {
    "week": (FRIDAY, "tab tab tab down down down [ ["),
    "week ahead": (MONDAY, "tab V escape g tab tab tab tab"),
    "entry's gaps": (FRIDAY, "a tab tab tab tab down down"),
    "days off": (FRIDAY, "A"),
    "catching up": (DECEMBER, "r h"),
    "search": (FRIDAY, "slash b o a r d down down pagedown pagedown"),
    "calendar": (FRIDAY, "2 h h up left i tab pagedown i f down pagedown escape v v"),
    "gaps": (FRIDAY, "3 l j j j tab s s f c enter O"),
    "a gap": (FRIDAY, "3 l j enter tab j j j tab j tab j p down"),
    "people": (FRIDAY, "4 j l j l p down escape j j enter j j tab j tab ]"),
    "reviews": (FRIDAY, "5 j j space j j space j enter tab pagedown ] ] escape Y pagedown pagedown"),
    "a review": (DECEMBER, "5 enter v enter ctrl+s tab j ctrl+s ctrl+s ctrl+s ctrl+s"),
    "1:1": (FRIDAY, "6 j j j j tab j j pagedown f escape [ j tab j ["),
}
"""Keys that lead to each list; the screen is checked after each."""

EVERY = (WIDE, MIDDLE, NARROW, SMALLEST)
WHOLE = {
    "a gap of the week": (MONDAY, "", r"…\s+[━─]*\s*\d+ of \d+", EVERY),
    "a gap to prove": (FRIDAY, "a tab tab tab tab", r"…\s+\d+ of \d+", EVERY),
    "a gap to choose": (FRIDAY, "4 p", r"…\s+\w+, \d+ of \d+", EVERY),
    "what a person knows": (FRIDAY, "4 j enter", r"…\s+((should know|not needed)\s+)?\d+ of \d+", EVERY),
    "a person to choose": (FRIDAY, "6 f", r"…\s+(manager|peer|sponsor|role model)\b", EVERY),
    "evidence of a gap": (FRIDAY, "3 l j enter", r"\w{3} \d+ \w{3}\s+[^…\n]+…", (WIDE, MIDDLE, SMALLEST)),
    "a change": (FRIDAY, "5 j j", r"…\s+[^…\n]*\d+ → \d+ of \d+", (WIDE, MIDDLE)),
    "a gap that was closed": (FRIDAY, "5 j j j j enter", r"…\s+[^…\n]*closed in [A-Z][a-z]+\b", (WIDE, MIDDLE)),
    "a new gap": (FRIDAY, f"5 j j enter tab{' down' * 20}", r"…\s+[^…\n]*\d of \d", (NARROW, SMALLEST)),
    "a hit": (FRIDAY, "slash c u s t o m e r", r"\d+ \w{3} \d{4}\s", EVERY),
    "an entry of the week": (FRIDAY, "", r"\w{3}   [^…\n]+…", (WIDE,)),
}
"""Texts beside a cut title that must be whole, in some row of each list."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[datetime, Path]:
    """The demo with titles of 200 letters, by moment."""
    journals = {}
    for now in (FRIDAY, MONDAY, DECEMBER):
        journals[now] = tmp_path_factory.mktemp("long") / "journal.db"
        retell(journals[now], FrozenClock(now), lengthened).close()
    return journals


def facts_cut(lines: list[str], typed: str) -> list[str]:
    """Return the lines in which a date or count is cut."""
    cut_lines = []
    for line in lines:
        for mark in re.finditer(MARK, line):
            before = re.split(r"  |[▌│█]", line[: mark.start()])[-1].strip()
            if before[-12:] not in typed and _FACT.search(before) and not before.endswith("·"):
                cut_lines.append(line)
    return cut_lines


@pytest.mark.slow
@pytest.mark.parametrize("size", EVERY, ids=str)
@pytest.mark.parametrize("name", LISTS)
async def test_no_date_and_no_count_is_cut(name: str, size: Size, files: dict[datetime, Path], tmp_path: Path) -> None:
    now, keys = LISTS[name]
    file = tmp_path / "journal.db"
    shutil.copy(files[now], file)
    with Journal(file, FrozenClock(now)) as journal:
        rows = journal.transfer.rows()
        typed = "\n".join(row[column] for table, columns in TEXTS.items() for row in rows[table] for column in columns)
        async with run_app(journal, size) as at:
            assert facts_cut(at.lines, typed) == []
            for key in keys.split():
                await at.press(key)
                assert facts_cut(at.lines, typed) == [], key


@pytest.mark.slow
@pytest.mark.parametrize(("name", "size"), [(name, size) for name in WHOLE for size in WHOLE[name][-1]], ids=str)
async def test_facts_beside_a_cut_title_are_whole(
    name: str, size: Size, files: dict[datetime, Path], tmp_path: Path
) -> None:
    now, keys, pattern, _ = WHOLE[name]
    file = tmp_path / "journal.db"
    shutil.copy(files[now], file)
    with Journal(file, FrozenClock(now)) as journal:
        async with run_app(journal, size) as at:
            await at.press(*keys.split())
            assert re.search(pattern, at.text), at.text

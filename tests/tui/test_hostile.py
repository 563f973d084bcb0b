"""Hostile texts, terminal sequences and markup, are shown as typed and never reach the terminal raw."""

from __future__ import annotations

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.week.week import Outcome
from devjournal.storage import Journal
from tests.cli.hostile import HOSTILE, harms
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.tui.app_session import MIDDLE, WIDE, AppSession, run_app
from tests.tui.days import MONDAY, NEXT_MONDAY, WEDNESDAY, WEEK

MARKUP = "[bold]x[/] [/] [@click=app.quit]y[/] [link"
TEXTS = {
    "escapes": HOSTILE["escape"] + HOSTILE["bidi"],
    "controls": HOSTILE["delete and C1"] + HOSTILE["C0"],
    "line breaks": HOSTILE["line breaks"],
    "glyphs": HOSTILE["emoji"] + HOSTILE["CJK"] + HOSTILE["combining"] + HOSTILE["tag characters"],
    "markup": MARKUP,
    "long": "words " * 8_000 + "w" * 52_000,
}


def harmless(at: AppSession) -> None:
    """Check every cell of the screen, and that no text is clickable."""
    assert harms(at.text) == []
    for row in at.picture.rows:
        for _, style in row:
            assert "@click" not in style.meta
            assert style.link is None


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
async def test_a_hostile_text_is_shown_without_harm(journal: Journal, clock: FrozenClock, name: str) -> None:
    text = TEXTS[name]
    clock.set(MONDAY)
    gap = journal.gaps.add(Area.EXPERIENCE, text, needed=2).id
    last = WEEK.shift(-1)
    journal.weeks.set_goal(last, text, skill=text, gap=gap)
    journal.weeks.recap(last, Outcome.MISSED, better=True, note=text, lesson=text)
    journal.away.add(NEXT_MONDAY.date(), NEXT_MONDAY.date(), text)

    async with run_app(journal, WIDE) as at:  # lesson, gaps, last week
        harmless(at)
        await at.press("g")
        harmless(at)
        await at.resize(MIDDLE)
        harmless(at)
        await at.press("escape", "[")
        harmless(at)

    journal.weeks.set_goal(WEEK, text, skill=text, gap=gap, plan=[text, text])
    journal.entries.add(text, day=WEEK.monday, gap=gap, link=text)
    clock.set(WEDNESDAY)
    journal.weeks.check_in(WEEK, False, text)
    async with run_app(journal, MIDDLE) as at:
        harmless(at)
        await at.press("c")
        harmless(at)
        await at.press("escape", "tab", "e")
        harmless(at)
        await at.press("escape", "x")  # the toast names the removed object
        assert "Removed" in at.toasts[0]
        harmless(at)
        await at.press("tab", "e")
        harmless(at)
        await at.press("escape")

    clock.set(FRIDAY)
    async with run_app(journal, WIDE) as at:
        await at.press("r", "h", "y")
        await at.paste(text)
        harmless(at)
        await at.press("ctrl+s")
        harmless(at)
        assert journal.weeks.get(WEEK).outcome is Outcome.HIT


async def test_markup_is_shown_as_it_was_typed(journal: Journal, clock: FrozenClock) -> None:
    clock.set(MONDAY)
    gap = journal.gaps.add(Area.EXPERIENCE, MARKUP, needed=2).id
    journal.weeks.set_goal(WEEK, MARKUP, skill=MARKUP, gap=gap, plan=[MARKUP])
    journal.entries.add(MARKUP, day=WEEK.monday)
    clock.set(FRIDAY)
    async with run_app(journal, WIDE) as at:
        assert at.text.count(MARKUP) >= 3
        await at.press("tab", "x")
        assert MARKUP[:20] in at.toasts[0]
        assert MARKUP[:20] in at.text
        await at.press("r")
        assert MARKUP in at.text


async def test_typed_texts_are_stored_exactly(journal: Journal, clock: FrozenClock) -> None:
    texts = [text for name, text in HOSTILE.items() if name in ("C0", "delete and C1", "bidi", "line breaks")]
    clock.set(FRIDAY)
    async with run_app(journal, MIDDLE) as at:
        for text in texts:
            await at.press("a")
            await at.paste(text)
            await at.press("ctrl+s")
            harmless(at)
    stored_texts = [entry.text for entry in journal.entries.of_week(WEEK)]
    assert stored_texts == [text.replace("\r\n", "\n").replace("\r", "\n") for text in texts]


async def test_invisible_characters_are_visible_in_a_form_and_kept(journal: Journal, clock: FrozenClock) -> None:
    text = "a\u2028b\u2029c\u200bd\ufeffe\u2060f\u00adg"
    clock.set(FRIDAY)
    async with run_app(journal, MIDDLE) as at:
        await at.press("a")
        await at.paste(text)
        assert "a\u21b5b\u21b5c\ufffdd\ufffde\ufffdf\ufffdg" in at.text
        await at.press("ctrl+s")
    assert [entry.text for entry in journal.entries.of_week(WEEK)] == [text]

"""The Week screen keeps question, ritual and streak at every size, and counts what it folds."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from devjournal.domain.text.user_text import one_line
from devjournal.domain.week.due import week_due
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import Outcome, WeekMark
from devjournal.storage import Journal
from devjournal.tui.week.data import WeekView, read
from devjournal.tui.week.hero import hero_of
from devjournal.tui.week.layout import WeekLayout
from devjournal.tui.widgets.block import EDGE, Block
from devjournal.tui.widgets.glyphs import ASCII, UNICODE, Glyphs
from devjournal.tui.widgets.lines import line_text, width_of
from tests.frozen_clock import FRIDAY, FrozenClock
from tests.tui.days import WEEK
from tests.tui.views import views

sizes = st.one_of(
    st.tuples(st.integers(40, 140), st.integers(12, 50)),
    st.sampled_from(((40, 12), (60, 20), (71, 19), (72, 23), (80, 24), (99, 29), (100, 30), (120, 40))),
)


def in_order(words: list[str], text: list[str]) -> bool:
    """Return whether `words` occur in the words of a text, in the same order."""
    remaining = iter(text)
    return all(word in remaining for word in words)


def unrecapped(view: WeekView) -> WeekView:
    """Return the same week before its recap."""
    week = view.week._replace(outcome=None, better=None, note="", lesson="", recapped_on=None)
    status = view.status
    if view.is_this_week:
        due = tuple(week_due(week, status.last, status.away, view.today))
        status = status._replace(this=week, due=due)
    return view._replace(week=week, status=status, marks={**view.marks, week.monday: WeekMark(week.monday, True)})


def visible(block: Block) -> list[str]:
    """Return the visible lines of a pane without rows."""
    return [line_text(line) for line in block.lines[: block.region.height]]


@pytest.mark.slow
@settings(max_examples=150)
@given(views(), sizes, st.booleans(), st.sampled_from((UNICODE, ASCII)))
def test_any_week_at_any_size(view: WeekView, size: tuple[int, int], celebrates: bool, glyphs: Glyphs) -> None:
    width, height = size
    hero = hero_of(view, glyphs, celebrates=celebrates)
    layout = WeekLayout(view=view, hero=hero, width=width, height=height, glyphs=glyphs)
    blocks = layout.blocks()
    by_name = {block.name: block for block in blocks}
    assert len(by_name) == len(blocks)

    for block in blocks:
        region = block.region
        assert region.x >= 0, block.name
        assert region.y >= 2, block.name
        assert region.right <= width, block.name
        assert region.bottom < height, f"{block.name} leaves the footer its row"
    for first, second in combinations(blocks, 2):
        assert not first.region.overlaps(second.region), f"{first.name} and {second.name}"

    hero_text = visible(by_name["hero"])
    assert in_order(one_line(hero.question).split(), " ".join(hero_text).split()), hero_text
    if hero.key:
        assert any(line.startswith(f"{hero.key} {hero.label}") for line in hero_text), hero_text

    for block in blocks:
        room = block.region.width - (2 * 3 if block.name == "hero" else EDGE if block.rows is not None else 0)
        for line in block.lines[: block.region.height]:
            assert width_of(line) <= room, (block.name, line_text(line))
        for row in block.rows or ():
            assert all(width_of(line) <= room for line in row.lines), (block.name, row)

    if view.first_run:
        return
    ritual = by_name["ritual"]
    assert ritual.region.height == len(ritual.lines)
    assert all(f"{day.day}" in " ".join(visible(ritual)) for day in (view.week.monday, view.week.iso.friday))
    streak = " ".join(line for name in ("side", "strip") if name in by_name for line in visible(by_name[name]))
    pending = view.status.pending_streak
    if not view.longest_streak or pending is None:
        saved = pending is not None and f"W{pending.week.number}" in streak
        assert saved or "in a row" in streak or "No week recapped yet" in streak
        assert not view.longest_streak or str(view.status.streak) in streak
    else:
        assert str(pending.length) in streak, "what can still be saved is not over"
        assert f"once week {pending.week.number} is recapped" in streak or f"W{pending.week.number}" in streak
    if view.week.plan:
        plan = by_name["plan"]
        assert plan.region.height >= 1
        assert plan.rows
    entries = by_name["entries"]
    if view.entries:
        assert entries.rows
        assert len(entries.rows) == len(view.entries)
        visible_rows = entries.region.height - len(entries.lines)
        assert visible_rows >= 1
        if visible_rows < len(view.entries):
            folded = line_text(entries.summary) if entries.summary else visible(entries)[0]
            assert str(len(view.entries)) in folded


@pytest.mark.parametrize("outcome", [Outcome.HIT, Outcome.MISSED])
def test_the_hero_of_an_away_week_keeps_its_size_when_the_week_is_recapped(
    journal: Journal, clock: FrozenClock, outcome: Outcome
) -> None:
    """One line says that an away week asks for nothing: the outcome must fit there at any width."""
    clock.set(FRIDAY)
    journal.weeks.set_goal(WEEK, "Run the drill", skill="Incidents")
    journal.away.add(WEEK.monday, WEEK.days[2])
    away = read(journal, WEEK)
    journal.weeks.recap(WEEK, outcome, better=True)
    recapped = read(journal, WEEK)
    for width, height, glyphs in product(range(50, 72), (12, 20), (UNICODE, ASCII)):
        hero, hero_before = hero_of(recapped, glyphs, celebrates=True), hero_of(away, glyphs, celebrates=False)
        layout_before = WeekLayout(view=away, hero=hero_before, width=width, height=height, glyphs=glyphs)
        layout = replace(layout_before, view=recapped, hero=hero, before_recap=layout_before)
        before, after = ({block.name: block for block in each.blocks()} for each in (layout_before, layout))
        assert after["hero"].region == before["hero"].region, (width, height)


@pytest.mark.slow
@settings(max_examples=200, suppress_health_check=[HealthCheck.filter_too_much])
@given(views(), st.tuples(st.integers(40, 160), st.integers(12, 60)), st.sampled_from((UNICODE, ASCII)), st.booleans())
def test_the_hero_keeps_its_size_in_the_moment_after_a_recap(
    view: WeekView, size: tuple[int, int], glyphs: Glyphs, evidence: bool
) -> None:
    assume(view.week.outcome in (Outcome.HIT, Outcome.MISSED))
    earlier = unrecapped(view)
    if evidence:
        assume(view.entries)  # the first entry of a week takes rows from the hero if there are no others
        view = view._replace(entries=(*view.entries, Entry(day=view.today, text="Hit", id=99)))
    hero = hero_of(view, glyphs, celebrates=True)
    hero_before = hero_of(earlier, glyphs, celebrates=False)
    layout_before = WeekLayout(view=earlier, hero=hero_before, width=size[0], height=size[1], glyphs=glyphs)
    layout = replace(layout_before, view=view, hero=hero, before_recap=layout_before)
    before, after = ({block.name: block for block in each.blocks()} for each in (layout_before, layout))
    assert after["hero"].region == before["hero"].region
    for name, block in after.items():
        if name in before and name != "side":
            assert block.region.offset == before[name].region.offset, f"{name} jumps"
    assert in_order(one_line(hero.question).split(), " ".join(visible(after["hero"])).split())

"""The Week screen keeps question, ritual and streak at every size, and counts what it folds."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from devjournal.domain.text.user_text import one_line
from devjournal.domain.week.due import week_due
from devjournal.domain.week.entry import Entry
from devjournal.domain.week.week import Outcome, WeekMark
from devjournal.tui.week.data import WeekView
from devjournal.tui.week.hero import hero_of
from devjournal.tui.week.layout import WeekLayout
from devjournal.tui.widgets.block import EDGE, Block
from devjournal.tui.widgets.glyphs import ASCII, UNICODE, Glyphs
from devjournal.tui.widgets.lines import line_text, width_of
from tests.tui.views import views

sizes = st.one_of(
    st.tuples(st.integers(40, 140), st.integers(12, 50)),
    st.sampled_from(((40, 12), (60, 20), (71, 19), (72, 23), (80, 24), (99, 29), (100, 30), (120, 40))),
)


def in_order(words: list[str], said: list[str]) -> bool:
    """Return whether `words` occur in a text in order."""
    rest = iter(said)
    return all(word in rest for word in words)


def unrecapped(view: WeekView) -> WeekView:
    """Return the same week before its recap."""
    week = view.week._replace(outcome=None, better=None, note="", lesson="", recapped_on=None)
    standing = view.standing
    if view.is_this_week:
        due = tuple(week_due(week, standing.last, standing.away, view.today))
        standing = standing._replace(this=week, due=due)
    return view._replace(week=week, standing=standing, marks={**view.marks, week.monday: WeekMark(week.monday, True)})


def visible(block: Block) -> list[str]:
    """Return the visible lines of a pane without rows."""
    return [line_text(line) for line in block.lines[: block.region.height]]


@pytest.mark.slow
@settings(max_examples=150)
@given(views(), sizes, st.booleans(), st.sampled_from((UNICODE, ASCII)))
def test_any_week_at_any_size(view: WeekView, size: tuple[int, int], moment: bool, glyphs: Glyphs) -> None:
    width, height = size
    hero = hero_of(view, glyphs, moment=moment)
    layout = WeekLayout(view=view, hero=hero, width=width, height=height, glyphs=glyphs)
    blocks = layout.blocks()
    found = {block.name: block for block in blocks}
    assert len(found) == len(blocks)

    for block in blocks:
        region = block.region
        assert region.x >= 0, block.name
        assert region.y >= 2, block.name
        assert region.right <= width, block.name
        assert region.bottom < height, f"{block.name} leaves the footer its row"
    for one, other in combinations(blocks, 2):
        assert not one.region.overlaps(other.region), f"{one.name} and {other.name}"

    said = visible(found["hero"])
    assert in_order(one_line(hero.question).split(), " ".join(said).split()), said
    if hero.key:
        assert any(line.startswith(f"{hero.key} {hero.label}") for line in said), said

    for block in blocks:
        room = block.region.width - (2 * 3 if block.name == "hero" else EDGE if block.rows is not None else 0)
        for line in block.lines[: block.region.height]:
            assert width_of(line) <= room, (block.name, line_text(line))
        for row in block.rows or ():
            assert all(width_of(line) <= room for line in row.lines), (block.name, row)

    if view.first_run:
        return
    ritual = found["ritual"]
    assert ritual.region.height == len(ritual.lines)
    assert all(f"{day.day}" in " ".join(visible(ritual)) for day in (view.week.monday, view.week.iso.friday))
    streak = " ".join(line for name in ("side", "strip") if name in found for line in visible(found[name]))
    once = view.standing.once
    if not view.longest or once is None:
        saved = once is not None and f"W{once.week.number}" in streak
        assert saved or "in a row" in streak or "No week recapped yet" in streak
        assert not view.longest or str(view.standing.streak) in streak
    else:
        assert str(once.length) in streak, "what can still be saved is not over"
        assert f"once week {once.week.number} is recapped" in streak or f"W{once.week.number}" in streak
    if view.week.plan:
        plan = found["plan"]
        assert plan.region.height >= 1
        assert plan.rows
    entries = found["entries"]
    if view.entries:
        assert entries.rows
        assert len(entries.rows) == len(view.entries)
        shown = entries.region.height - len(entries.lines)
        assert shown >= 1
        if shown < len(view.entries):
            folded = line_text(entries.summary) if entries.summary else visible(entries)[0]
            assert str(len(view.entries)) in folded


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
    hero = hero_of(view, glyphs, moment=True)
    was = WeekLayout(earlier, hero_of(earlier, glyphs, moment=False), *size, glyphs)
    one = {block.name: block for block in was.blocks()}
    two = {block.name: block for block in WeekLayout(view, hero, *size, glyphs, before=was).blocks()}
    assert two["hero"].region == one["hero"].region
    for name, block in two.items():
        if name in one and name != "side":
            assert block.region.offset == one[name].region.offset, f"{name} jumps"
    assert in_order(one_line(hero.question).split(), " ".join(visible(two["hero"])).split())

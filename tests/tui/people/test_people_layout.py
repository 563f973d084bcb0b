"""People for any journal at any size: no overlaps, nothing too wide, the crosshair visible."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.geometry import Region

from devjournal.domain.career.gap import Area, Gap
from devjournal.domain.career.next_touches import next_touches
from devjournal.domain.career.person import Awareness, Conversation, Person, Relation, TalkKind, deciders_first
from devjournal.domain.week.entry import Entry
from devjournal.tui.people.data import PeopleView
from devjournal.tui.people.labels import column_lines
from devjournal.tui.people.layout import PeopleLayout
from devjournal.tui.people.matrix import Position
from devjournal.tui.people.table import PeopleTable, columns_for
from devjournal.tui.widgets.block import EDGE
from devjournal.tui.widgets.glyphs import ASCII, UNICODE
from devjournal.tui.widgets.lines import line_text, width_of

TODAY = date(2026, 11, 27)
texts = st.one_of(
    st.sampled_from(("Mara Lind", "Run an incident end to end", "[bold]x[/]")),
    st.text("ab 日🎉\n\x1b", min_size=1, max_size=60).map(lambda text: text + "."),
    st.integers(1, 120).map(lambda n: " ".join(["words"] * n)),
)
days = st.integers(-900, 900).map(lambda n: TODAY + timedelta(days=n))
past = st.integers(0, 3000).map(lambda n: TODAY - timedelta(days=n))
sizes = st.tuples(st.integers(40, 140), st.integers(12, 50))


@st.composite
def views(draw: st.DrawFn) -> PeopleView:
    """Draw any people, knowing any gaps."""
    person = st.builds(
        Person,
        name=texts,
        role=st.one_of(st.just(""), texts),
        relation=st.sampled_from(Relation),
        next_on=st.none() | days,
        last_talk=st.none() | past,
    )
    gap = st.builds(
        Gap,
        area=st.sampled_from(Area),
        title=texts,
        needed=st.integers(1, 12),
        evidence=st.integers(0, 15),
        closed_on=st.none() | past,
    )
    people = [someone._replace(id=n) for n, someone in enumerate(draw(st.lists(person, min_size=1, max_size=14)), 1)]
    gaps = [replace(each, id=n) for n, each in enumerate(draw(st.lists(gap, max_size=14)), 1)]
    pairs = draw(st.sets(st.tuples(st.integers(1, len(people)), st.integers(1, max(1, len(gaps)))), max_size=40))
    marks = [Awareness(person=a, gap=b, known_on=draw(st.none() | past)) for a, b in sorted(pairs) if gaps]
    return PeopleView(
        today=TODAY,
        people=tuple(sorted(people, key=deciders_first)),
        gaps=tuple(gaps),
        gaps_without_column=(),
        marks={(mark.person, mark.gap): mark for mark in marks},
        touches=tuple(next_touches(people, gaps, marks)),
    )


talks = st.lists(
    st.builds(
        Conversation,
        person=st.just(1),
        day=past,
        kind=st.sampled_from(TalkKind),
        notes=st.one_of(st.just(""), texts),
        year_before=st.one_of(st.just(""), texts),
        private=st.booleans(),
    ),
    max_size=6,
)

quotes = st.lists(st.builds(Entry, day=past, text=texts, said_by=st.just(1), speaker=texts), max_size=4)


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(view=views(), size=sizes, talks=talks, quotes=quotes, opened=st.booleans(), data=st.data())
def test_blocks_stay_in_the_screen_and_do_not_overlap(
    view: PeopleView,
    size: tuple[int, int],
    talks: list[Conversation],
    quotes: list[Entry],
    opened: bool,
    data: st.DataObject,
) -> None:
    row = data.draw(st.integers(0, len(view.people) - 1))
    column = data.draw(st.integers(0, max(0, len(view.gaps) - 1)))
    glyphs = data.draw(st.sampled_from((UNICODE, ASCII)))
    layout = PeopleLayout(
        view=view,
        row=row,
        column=column,
        talks=talks,
        quotes=quotes,
        log_row=data.draw(st.integers(0, max(0, len(talks) + len(quotes) - 1))),
        opened=opened,
        top=0,
        left=0,
        focused=True,
        width=size[0],
        height=size[1],
        glyphs=glyphs,
    )
    blocks = layout.blocks()
    inside = Region(0, 2, size[0], size[1] - 3)
    for block in blocks:
        assert inside.contains_region(block.region), block.name
        assert block.region.area, block.name
        lines = block.cells.lines if block.cells is not None else block.lines
        assert all(width_of(line) <= block.region.width for line in lines), block.name
        if block.rows is not None:
            assert all(width_of(line) <= block.region.width - EDGE for row in block.rows for line in row.lines)
        if block.name in ("matrix", "title", "cell", "rule", "head"):
            assert len(lines) <= block.region.height, block.name
    for first, second in combinations(blocks, 2):
        assert not first.region.overlaps(second.region), (first.name, second.name)
    table = next((block.cells for block in blocks if block.cells is not None), None)
    if isinstance(table, PeopleTable):
        assert table.top <= row < table.top + table.rows
        assert not table.columns.gaps or column in table.gaps


@settings(max_examples=30, deadline=None)
@given(view=views(), width=st.integers(68, 112), data=st.data())
def test_a_click_selects_the_cell_at_its_position(view: PeopleView, width: int, data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(view.people) - 1))
    columns = columns_for(width, len(view.gaps))
    left = max(0, len(view.gaps) - columns.gaps)
    column = data.draw(st.integers(left, max(left, len(view.gaps) - 1)))
    height = data.draw(st.sampled_from((1, 2)))
    table = PeopleTable(
        view=view,
        row=row,
        column=column,
        top=0,
        left=left,
        rows=len(view.people),
        width=width + EDGE,
        height=height,
        glyphs=UNICODE,
    )
    y = table.first_row + row * height
    assert all(width_of(line) in (0, width + EDGE) for line in table.lines)
    assert table.at(EDGE, y) == Position(row, None)
    if view.gaps:
        across = EDGE + columns.cells_from + (column - left) * columns.cell + (columns.cell - 1) // 2
        assert table.at(across, y) == Position(row, column)
        assert table.at(across, table.heads - 1) == Position(None, column)
        assert "[" in line_text(table.lines[y])


def test_the_invitation_without_people_fits_any_size() -> None:
    view = PeopleView(today=TODAY, people=(), gaps=(), gaps_without_column=(), marks={}, touches=())
    for width in range(40, 141, 7):
        for height in range(12, 41, 4):
            layout = PeopleLayout(
                view=view, row=0, column=0, talks=(), quotes=(), log_row=0, opened=False, top=0, left=0, focused=True,
                width=width, height=height, glyphs=UNICODE,
            )  # fmt: skip
            (block,) = layout.blocks()
            assert "n adds the first person." in "\n".join(map(line_text, block.lines[: block.region.height]))
            assert block.region.bottom < height


letters = st.text("abcdefgh", min_size=1, max_size=14)


@settings(max_examples=200, deadline=None)
@given(words=st.lists(letters, min_size=1, max_size=9), cell=st.integers(9, 15), max_lines=st.integers(1, 4))
def test_no_word_over_a_column_is_broken_without_a_mark(words: list[str], cell: int, max_lines: int) -> None:
    lines = column_lines(" ".join(words), cell, max_lines, UNICODE)
    assert len(lines) <= max_lines
    assert all(cell_len(line) < cell for line in lines), "a blank stands between neighbours"
    parts = [word for line in lines for word in line.split()]
    for part, word in zip(parts, words, strict=False):
        assert part in (word, f"{word}…") or (part.endswith("…") and word.startswith(part[:-1]))
    assert len(parts) == len(words) or parts[-1].endswith("…"), "what is left out leaves a mark"
    if len(parts) == len(words) and max(map(len, words)) < cell:
        assert parts == words, "words that fit are whole"


@pytest.mark.parametrize(
    ("title", "max_lines", "lines"),
    [
        ("Run an incident end to end", 4, ["Run an", "incident", "end to", "end"]),
        ("Run an incident end to end", 2, ["Run an", "inciden…"]),
        ("Seen by the Platform leads", 3, ["Seen by", "the", "Platfor…"]),
        ("Known to stakeholders abroad", 3, ["Known", "to", "stakeho…"]),
        ("Known stakeholders abroad", 3, ["Known", "stakeho…", "abroad"]),
        ("End-to-end tests", 3, ["End-to-", "end", "tests"]),
        ("設計を説明する", 2, ["設計を説", "明する"]),
        (" \n ", 2, [""]),
    ],
)
def test_titles_over_a_column_of_nine_cells(title: str, max_lines: int, lines: list[str]) -> None:
    assert column_lines(title, 9, max_lines, UNICODE) == lines


LONG = "Trusted with the architecture of everything that the whole of the platform group maintains and ships"


@pytest.mark.parametrize(("width", "height"), [(120, 40), (100, 30), (80, 24), (72, 20)])
@pytest.mark.parametrize("title", ["Coach a new hire", LONG, f"{LONG}, {LONG}"])
def test_the_title_of_the_column_is_shown_in_full_below_the_matrix(width: int, height: int, title: str) -> None:
    gaps = tuple(Gap(id=n, area=Area.BRAND, title=title if n == 12 else f"Gap number {n}") for n in range(1, 21))
    people = tuple(Person(id=n, name=f"Person {n}", relation=Relation.PEER) for n in range(1, 9))
    view = PeopleView(today=TODAY, people=people, gaps=gaps, gaps_without_column=(), marks={}, touches=())
    regions = []
    for column in (10, 11):
        layout = PeopleLayout(
            view=view, row=2, column=column, talks=(), quotes=(), log_row=0, opened=False, top=0, left=0,
            focused=True, width=width, height=height, glyphs=UNICODE,
        )  # fmt: skip
        blocks = {block.name: block for block in layout.blocks()}
        regions.append(blocks["matrix"].region)
    cell = " ".join(line_text(line).strip() for line in blocks["cell"].lines)
    assert title in cell
    assert regions[0] == regions[1], "the matrix stays where it is, whatever the column is called"
    table = blocks["matrix"].cells
    assert isinstance(table, PeopleTable)
    rule = line_text(table.lines[table.heads])
    assert f"← {table.left}" in rule
    assert f"{20 - table.gaps.stop} more →" in rule or f"{20 - table.gaps.stop} →" in rule

"""Lists of gaps: every form of one means the same, and what cannot be understood is named by its line."""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.career.gap import Area, NewGap, Step
from devjournal.errors import DocumentRefused
from devjournal.exports.ladder.ladder import Options
from devjournal.exports.ladder.likeness import area_like, is_level, without_emoji
from devjournal.exports.ladder.read_ladder import read_ladder


def read_gaps(text: str) -> dict[int, NewGap]:
    """Return the gaps of a list by their lines."""
    return {line: gap for line, gap, _ in read_ladder(text).gaps}


LADDER = [
    NewGap(area=Area.SKILLS, title="Distributed tracing", why="Half of our incidents, and the long ones"),
    NewGap(area=Area.SKILLS, title="C++: templates (advanced)", needed=2),
    NewGap(area=Area.BRAND, title="Known | seen", why="x", needed=3),
]

FORMS = {
    "CSV": """area,title,needed,why
skills,Distributed tracing,,"Half of our incidents, and the long ones"

Skills, C++: templates (advanced), 2
brand,Known | seen,3,x
""",
    "CSV in another order": """ WHY ;needed;Title;AREA
Half of our incidents, and the long ones;1;Distributed tracing;skills
;2;C++: templates (advanced);skills
x;3;Known | seen;brand""",
    "tabs": """title\tarea\twhy\tneeded
Distributed tracing\tskills\tHalf of our incidents, and the long ones\t
C++: templates (advanced)\tskills\t\t002
Known | seen\tbrand\tx\t3""",
    "lists": """# Our ladder

## Skills
- Distributed tracing: Half of our incidents, and the long ones

### Languages ###
* C++: templates (advanced) (needed 2)
# BRAND:
1. Known | seen (Needed 3): x
""",
    "items that name their area": """
- skills: Distributed tracing: Half of our incidents, and the long ones
- skills, C++: templates (advanced), 2
+ brand: Known | seen (needed 3): x""",
    "a table": r"""| area | title | needed | why |
|------|:-----:|---|---|
| skills | Distributed tracing | | Half of our incidents, and the long ones |
| skills | C++: templates (advanced) | 2 |
| brand | Known \| seen | 3 | x |""",
    "tables under headings": r"""## Skills
| title                     | why                                      | needed |
| ------------------------- | ---------------------------------------- | -----: |
| Distributed tracing       | Half of our incidents, and the long ones |        |
| C++: templates (advanced) |                                          | 2      |

## Brand
| needed | title         | why |
| ------ | ------------- | --- |
| 3      | Known \| seen | x
""",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_every_form_of_a_list(form: str, line_break: str) -> None:
    assert list(read_gaps(FORMS[form].replace("\n", line_break)).values()) == LADDER


def test_gaps_are_known_by_their_lines() -> None:
    assert list(read_gaps(FORMS["CSV"])) == [2, 4, 5]
    assert list(read_gaps(FORMS["lists"])) == [4, 7, 9]
    assert list(read_gaps(FORMS["tables under headings"])) == [4, 5, 10]
    assert list(read_gaps('area,title\n"skills","a\nb"\nskills,c')) == [2, 4]


def test_a_step_may_be_named() -> None:
    assert read_gaps("area,title,step\nskills,a,Next\nskills,b,")[2].step is Step.NEXT


def test_what_is_indented_belongs_to_the_item() -> None:
    gaps = read_gaps("# Skills\n - a: why\n\n   more\n   - and a list\n - b\n\ttabbed\n\n - c (needed 2):\n   d")
    assert [(gap.title, gap.why, gap.needed) for gap in gaps.values()] == [
        ("a", "why\n\nmore\n- and a list", 1),
        ("b", "tabbed", 1),
        ("c", "d", 2),
    ]


def test_markup_stays_as_it_was_typed() -> None:
    gaps = read_gaps("# Skills\n- [bold]a[/] <b> `x` #1: *why*\n- [ ] todo")
    assert [(gap.title, gap.why) for gap in gaps.values()] == [("[bold]a[/] <b> x #1", "*why*"), ("todo", "")]


WRONG = [
    ("area,title\nskills,\n", 2, "title is empty"),
    ("area,title,needed\nskills,a\nskills,b,0", 3, "Needed is “0”"),
    ("area,title,needed\nskills,a,1001", 2, "Needed is “1001”"),
    ("area,title,needed\nskills,a,-1", 2, "Needed is “-1”"),
    ("area,title,needed\nskills,a,２", 2, "Needed is “２”"),
    ("area,title,needed\nskills,a," + "9" * 5000, 2, "Needed is"),
    ("area,title,step\nskills,a,later", 2, "“later” is not a step"),
    ("area,title\nskils,a", 2, "“skils” is not an area"),
    ("area,title\n,a", 2, "“” is not an area"),
    ("area,title\n\nskills,a,b", 3, "3 cells for 2 columns"),
    ("area,title\nskills,a\0", 2, "NUL"),
    ('area,title\nskills,"a', 2, "not CSV"),
    ('area,title\nskills,"a"b', 2, "not CSV"),
    ('area,title\nskills,"a\nb\nc"\nskills,"', 5, "not CSV"),
    ("title,why\na,b", 1, "no column area"),
    ("area,why\nskills,b", 1, "no column title"),
    ("area,title,title\nskills,a,b", 1, "column title occurs twice"),
    ("area,whence\nskills,a", 1, "The header has “area”, “whence”"),
    ("Just words", 1, "no column title"),
    ("a: [", 1, "not YAML"),
    ("- a", 1, "no area"),
    ("# Other\n- a\n- b\n- c", 2, "no area, and 2 more have none"),
    ("# Skills\n- a (needed 0)", 2, "Needed is “0”"),
    ("# Skills\n- a (needed many): b", 2, "Needed is “many”"),
    ("# Skills\n- a (needed 2) and more", 2, "comes a colon"),
    ("# Skills\n- (needed 2): x", 2, "title is empty"),
    ("- skills, a, why", 1, "Needed is “why”"),
    ("- skills, a, 2, why, more", 1, "5 cells for 4 columns"),
    ('# Other\n- skills, "a', 2, "not CSV"),
    ("- skills:", 1, "title is empty"),
    ("| area | title |\n| skills | a |", 1, "line of dashes"),
    ("| area | title |", 1, "line of dashes"),
    ("| title |\n| --- |\n| a |", 1, "no column area"),
    ("| area | title |\n|---|---|\n\n- a", 4, "no area"),
    ("| area | title |\n|---|---|\n| skills | a | b |", 3, "3 cells for 2 columns"),
]


@pytest.mark.parametrize(("text", "line", "problem"), WRONG, ids=[repr(text)[:40] for text, _, _ in WRONG])
def test_what_is_wrong_is_named_by_its_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_gaps(text)
    message = str(refused.value)
    assert message.startswith(f"Line {line}: ")
    assert problem in message
    assert len(message) < 250
    assert message.isprintable()


@pytest.mark.parametrize("text", ["", " \n\n", "area,title\n", "# Skills\n", "| area | title |\n| --- | --- |", "{}"])
def test_a_list_without_a_gap(text: str) -> None:
    with pytest.raises(DocumentRefused, match="no gap"):
        read_gaps(text)


@given(st.text() | st.lists(st.sampled_from([*'#-*|:,;() \t\n\r\\"', "skills", "needed 2", "title", "a"])).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        gaps = read_gaps(text)
    except DocumentRefused as error:
        message = str(error)
    else:
        message = ""
        assert gaps
        assert all(1 <= gap.needed <= 1000 and gap.title.strip() for gap in gaps.values())
    assert not message or re.match(r"Line \d+: |There is no gap|This (?:is not )?YAML", message)


@pytest.mark.slow
@given(
    st.lists(
        st.builds(
            NewGap,
            area=st.sampled_from(Area),
            title=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)
            .map(lambda text: f"{text}.")
            .filter(lambda text: without_emoji(text) == text),
            why=st.text(st.characters(codec="utf-8", exclude_characters="\0")).map(lambda text: f"{text}."),
            needed=st.integers(1, 1000),
            step=st.sampled_from(Step),
        ),
        min_size=1,
    )
)
def test_any_gaps_survive_csv(gaps: list[NewGap]) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, quoting=csv.QUOTE_ALL)
    writer.writerow(["step", "area", "why", "title", "needed"])
    writer.writerows([gap.step.value, gap.area.value, gap.why, gap.title, gap.needed] for gap in gaps)
    assert list(read_gaps(file.getvalue()).values()) == gaps


def test_long_texts() -> None:
    long = "words " * 50_000 + "end"
    for text in (f"area,title,why\nskills,a,{long}", f"# skills\n- a: {long}", f"- skills, a, 1, {long}"):
        (gap,) = read_gaps(text).values()
        assert gap.why == long


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.yaml", "a.md", "a.csv"])
@given(
    text=st.lists(
        st.sampled_from(
            [
                *("a", "- ", "# ", ": ", "\n", "  ", "|", "---", "<table>", "<tr>", "<td rowspan=2>", "Senior", "L1"),
                *("skills", "*x*", "[", "{", "&", "title", "area", ",", '"'),
            ]
        )
    ).map("".join)
)
def test_any_text_of_any_form_is_read_or_refused(name: str, text: str) -> None:
    for options in (Options(), Options(area=Area.SKILLS, level="Senior"), Options(columns={"title": "a"})):
        with suppress(DocumentRefused):
            assert all(row.gap.title.strip() for row in read_ladder(text, options, name).gaps)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("🚀 Ship it", "Ship it"),
        ("Ship 👩🏽‍💻 it ✅", "Ship it"),
        (":rocket: Ship it", "Ship it"),
        ("C♯ & 5 ≥ 3 — a → b", "C♯ & 5 ≥ 3 — a → b"),
        ("10:30:00 meetings", "10:30:00 meetings"),
    ],
)
def test_emoji_come_off(text: str, expected: str) -> None:
    assert without_emoji(text) == expected


def test_a_title_of_nothing_but_emoji_stays() -> None:
    ladder = read_ladder("area,title\nskills,🎉\n", Options(), "list.csv")
    assert [row.gap.title for row in ladder.gaps] == ["🎉"]


@pytest.mark.parametrize(
    ("heading", "area"),
    [
        ("Skills", Area.SKILLS),
        ("🛠 **Technical skills**:", Area.SKILLS),
        ("2. Experience", Area.EXPERIENCE),
        ("Brand & visibility", Area.BRAND),
        ("Skills and experience", None),
        ("How we use skills at Acme today", None),
        ("Leadership", None),
    ],
)
def test_headings_name_areas_by_likeness(heading: str, area: Area | None) -> None:
    assert area_like(heading) is area


def test_levels_are_known_by_their_names() -> None:
    assert all(map(is_level, ("Senior", "L4", "IC 3", "Engineer II", "Mid-level", "Level 2", "Staff engineer")))
    assert not any(map(is_level, ("Communication", "Skills", "Why", "Description", "Senior people trust what we say")))

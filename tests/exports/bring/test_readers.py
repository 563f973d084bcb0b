"""The readers of other programs' files, each with a text in the shape of that program."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.bring.batch import Batch, SourceKind
from devjournal.errors import DocumentRefused
from devjournal.exports.bring.readers import read_source_files, read_source_text, skipped_lines

TODAY = date(2026, 11, 27)


def read(kind: str, text: str, on: date | None = None) -> Batch:
    return read_source_text(SourceKind(kind), text, today=TODAY, on=on)


def texts(batch: Batch) -> list[tuple[str, str]]:
    return [(str(entry.day), entry.text) for entry in batch.entries]


def refusal(kind: str, text: str) -> str:
    with pytest.raises(DocumentRefused) as refused:
        read(kind, text)
    return str(refused.value)


# jrnl


JRNL = """\
My work journal

[2026-03-14 09:12] Shipped the exporter. *
It took a week @work.

See https://example.org/pr/7 for it

[2026-03-15 10:00:05 PM] Talked with Ana https://example.org/notes
[2026-03-15 11:00]
[2027-01-01 00:00] Not yet
"""


def test_jrnl_as_text() -> None:
    batch = read("jrnl", JRNL)
    assert texts(batch) == [
        ("2026-03-14", "Shipped the exporter.\nIt took a week @work.\n\nSee https://example.org/pr/7 for it"),
        ("2026-03-15", "Talked with Ana"),
    ]
    assert [entry.link for entry in batch.entries] == ["https://example.org/pr/7", "https://example.org/notes"]
    assert skipped_lines(batch) == [
        *("1 line before the first date", "1 star", "1 entry without a text", "1 entry dated in the future")
    ]


def test_jrnl_before_version_2_has_no_brackets() -> None:
    batch = read("jrnl", "2015-03-14 09:12 First\nbody\n\n2015-03-15 10:00 Second\n")
    assert texts(batch) == [("2015-03-14", "First\nbody"), ("2015-03-15", "Second")]


def test_jrnl_keeps_a_dated_line_of_a_text() -> None:
    batch = read("jrnl", "[2026-03-14 09:12] First\n2026-03-15 10:00 is when we meet\n[ ] a box\n[link] x\n")
    assert texts(batch) == [("2026-03-14", "First\n2026-03-15 10:00 is when we meet\n[ ] a box\n[link] x")]


def test_jrnl_as_json() -> None:
    document = {
        "tags": {"@work": 1},
        "entries": [
            {
                "title": "Shipped it.",
                "body": "\nAt last @work",
                "date": "2026-03-14",
                "tags": ["@work"],
                "starred": True,
            },
            {"title": "Alone", "body": "", "date": "2026-03-15", "tags": ["@calm"], "starred": False},
        ],
    }
    batch = read("jrnl", json.dumps(document))
    assert texts(batch) == [("2026-03-14", "Shipped it.\n\nAt last @work"), ("2026-03-15", "Alone")]
    assert skipped_lines(batch) == ["1 star", "1 tag (@calm)"]


def test_jrnl_names_every_date_that_does_not_exist() -> None:
    message = refusal("jrnl", "[2026-02-30 09:00] a\n[2026-03-01 09:00] b\n[2026-13-01 09:00] c\n")
    assert message == (
        "Line 1: “2026-02-30” is no day of the calendar. Line 3: “2026-13-01” is no day of the calendar. "
        "Nothing was added."
    )


def test_a_text_that_is_no_jrnl() -> None:
    assert "No line begins with a date" in refusal("jrnl", "Dear diary\n")
    assert "not valid JSON in line 1" in refusal("jrnl", '{"entries": [')
    assert "no list “entries”" in refusal("jrnl", '{"a": 1}')
    assert "nested too deep" in refusal("jrnl", '{"a":' + "[" * 100_000)


# Day One


def test_day_one() -> None:
    entry = {
        "uuid": "A1",
        "creationDate": "2026-03-14T23:30:00Z",
        "timeZone": "Europe\\/Berlin",
        "text": "![](dayone-moment://0F)\n# Hello\\. World\\!\n\n[Notes](https://example.org/n)",
        "starred": True,
        "tags": ["work", "calm"],
        "photos": [{}, {}],
        "weather": {"temperatureCelsius": 4},
    }
    odd = {"creationDate": "2026-03-14T08:00:00Z", "timeZone": "Nowhere/At all", "text": "x"}
    batch = read("dayone", json.dumps({"metadata": {"version": "1.0"}, "entries": [entry, odd]}))
    assert texts(batch) == [("2026-03-15", "# Hello. World!\n\nNotes"), ("2026-03-14", "x")]
    assert batch.entries[0].link == "https://example.org/n"
    assert skipped_lines(batch) == ["1 star", "2 tags (#work #calm)", "2 photos", "1 weather report"]


def test_day_one_with_impossible_dates() -> None:
    message = refusal("dayone", '{"entries": [{"creationDate": "2026-02-30T00:00:00Z", "text": "x"}, {"text": "y"}]}')
    assert message.startswith(
        "Entry 1: its creationDate “2026-02-30T00:00:00Z” is not a day that a journal can hold. Entry 2"
    )


# a brag document


BRAG = """\
---
title: Brag
---
# Brag document 2026

What I am proud of.

## March

- **Shipped** the [exporter](https://example.org/pr/1)
  - with tests
  - in time
- 2026-03-14: Wrote the guide
- [ ] Not done yet
- [x] Done

## Q2 2026

One paragraph alone.

### Impact

- Saved a day a week (2026-05-03)
- May 9: Spoke at the meetup

| a | b |
| - | - |
| 1 | 2 |

## 2026-W20

1. A numbered one

- June 2026
  - Under a date in a list

## Links

- Undated
"""


def test_a_brag_document() -> None:
    batch = read("markdown", BRAG)
    assert texts(batch) == [
        ("2026-03-01", "**Shipped** the exporter\n- with tests\n- in time"),
        ("2026-03-14", "Wrote the guide"),
        ("2026-03-01", "Done"),
        ("2026-04-01", "One paragraph alone."),
        ("2026-05-03", "Saved a day a week"),
        ("2026-05-09", "Spoke at the meetup"),
        ("2026-05-11", "A numbered one"),
        ("2026-06-01", "Under a date in a list"),
    ]
    assert batch.entries[0].link == "https://example.org/pr/1"
    assert skipped_lines(batch) == [*("1 paragraph of prose", "1 open task", "1 table", "1 item without a date")]


def test_a_bold_line_that_is_a_date_is_a_heading() -> None:
    text = "# Wins\n\n**March 2026**\n\n- a\n\n**Impact**\n\n- b\n\n__April 2026:__\n- c\n# Other\n- d\n"
    batch = read("markdown", text)
    assert texts(batch) == [("2026-03-01", "a"), ("2026-03-01", "b"), ("2026-04-01", "c")]
    assert skipped_lines(batch) == ["1 paragraph of prose", "1 item without a date"]


def test_a_day_in_front_of_an_item_needs_no_colon() -> None:
    assert texts(read("markdown", "- 2026-03-14 Shipped it\n- 2026-03-15\n  - Below\n")) == [
        ("2026-03-14", "Shipped it"),
        ("2026-03-15", "Below"),
    ]


def test_items_below_an_item_keep_their_depth() -> None:
    text = "# March 2026\n- a\n  more of a\n  - b\n    more of b\n    1. c\n       - d\n  - e\n"
    assert texts(read("markdown", text)) == [
        ("2026-03-01", "a\nmore of a\n- b\n  more of b\n  - c\n    - d\n- e"),
    ]


def test_a_heading_in_code_is_code_and_lines_are_counted_through() -> None:
    text = "# March 2026\n```sh\n# April 2026\n~~~\n- no\n```\n- yes\n\n# 2026-02-30\n"
    assert refusal("markdown", text).startswith("Line 9: “2026-02-30”")
    assert texts(read("markdown", text.replace("02-30", "02-20"))) == [("2026-03-01", "yes")]


def test_a_brag_document_without_dates_takes_on() -> None:
    text = "# Wins\n\n- Shipped it\n- Taught it\n"
    assert "with --on" in refusal("markdown", text)
    assert texts(read("markdown", text, on=date(2026, 6, 30))) == [
        ("2026-06-30", "Shipped it"),
        ("2026-06-30", "Taught it"),
    ]


def test_a_brag_document_names_the_line_of_a_wrong_date() -> None:
    assert refusal("markdown", "---\na: b\n---\n\n# 2026-02-30\n\n- x\n").startswith("Line 5: “2026-02-30” is no day")


# notes


def test_a_folder_of_notes() -> None:
    notes = [
        (
            "2026-03-14.md",
            "---\ntags: [work, calm]\n---\n# Log\n- met [[Ana Ruiz|Ana]] ^abc1\n- [ ] todo\n- [x] done\n",
        ),
        ("weeks/2026-W11.md", "A week in words.\n\n```dataview\nlist\n```\n%% hidden %%\n"),
        ("20260315 Sunday.md", "mood:: good\n\n![[picture.png]]\n\n> [!tip]- quoted\n> twice"),
        ("People/Ana.md", "Somebody"),
        ("Kickoff.md", "---\ndate: 2026-04-02\n---\nKicked off"),
        ("2026-02-30.md", "x"),
        ("2027-01-01.md", "x"),
        ("2026-03-16.md", "---\n: broken: [\n---\nStill read"),
    ]
    batch = read_source_files(SourceKind.OBSIDIAN, notes, today=TODAY)
    assert texts(batch) == [
        ("2026-03-14", "met Ana"),
        ("2026-03-14", "done"),
        ("2026-03-09", "A week in words."),
        ("2026-03-15", "quoted\ntwice"),
        ("2026-04-02", "Kicked off"),
        ("2026-03-16", "Still read"),
    ]
    assert skipped_lines(batch) == [
        *("2 tags (#work #calm)", "1 heading", "1 open task", "1 code block", "1 field of a plugin"),
        *("1 embedded file", "1 note without a date", "1 note with an impossible date", "1 note dated in the future"),
    ]


# CSV


def test_any_csv_with_dates_and_texts() -> None:
    batch = read(
        "csv", 'Date;Title;Notes;Tags;URL\n14.03.2026;A;"long; text";x,y;https://example.org\n2026-03-15;B;;;\n;C;;;\n'
    )
    assert texts(batch) == [("2026-03-14", "A\nlong; text"), ("2026-03-15", "B")]
    assert batch.entries[0].link == "https://example.org"
    assert skipped_lines(batch) == ["2 tags (#x #y)", "1 row without a date"]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Read https://example.org/Merge_(SQL)", "https://example.org/Merge_(SQL)"),
        ("Read it (https://example.org/Merge_(SQL)).", "https://example.org/Merge_(SQL)"),
        ("Read **https://example.org/a**.", "https://example.org/a"),
        ("Read [it](https://example.org/a_(b)) twice", "https://example.org/a_(b)"),
        ("Read [https://example.org/a](https://example.org/a)", "https://example.org/a"),
        ("Read https://example.org/a and https://example.org/b", ""),
    ],
)
def test_a_link_in_a_text_is_the_whole_address(text: str, link: str) -> None:
    assert read("jrnl", f"[2026-03-14 09:12] {text}\n").entries[0].link == link


def test_slashes_are_read_as_the_column_shows() -> None:
    assert texts(read("csv", "date,text\n03/04/2026,a\n14/03/2026,b\n"))[0] == ("2026-04-03", "a")
    assert texts(read("csv", "date,text\n03/04/2026,a\n03/14/2026,b\n"))[0] == ("2026-03-04", "a")
    assert "is ambiguous" in refusal("csv", "date,text\n03/04/2026,a\n")


def test_a_csv_that_cannot_be_read() -> None:
    assert "needs a column date and a column text; it has “a”, “b”" in refusal("csv", "a,b\n1,2\n")
    assert refusal("csv", "date,text\n2026-02-30,a\nsoon,b\n").startswith(
        "Line 2: “2026-02-30” is no day of the calendar. Line 3: “soon” is not a date; write it as 2026-03-14."
    )
    assert "is not CSV" in refusal("csv", 'date,text\n2026-03-14,"open\n')
    assert "it has nothing" in refusal("csv", "")


# any of them


@pytest.mark.parametrize("kind", list(SourceKind))
@given(text=st.text(max_size=200))
def test_no_text_breaks_a_reader(kind: SourceKind, text: str) -> None:
    try:
        batch = read_source_text(kind, text, today=TODAY, name="2026-03-14.md")
    except DocumentRefused:
        return
    assert all(entry.text.strip() and entry.day <= TODAY for entry in batch.entries)


@given(st.lists(st.tuples(st.dates(date(1990, 1, 1), TODAY), st.text("ab *[]#@-\n", min_size=1, max_size=20))))
def test_jrnl_loses_no_entry(entries: list[tuple[date, str]]) -> None:
    content = "".join(f"[{day} 09:00] x {text}\n" for day, text in entries)
    batch = read("jrnl", content or "[1990-01-01 09:00] x\n")
    duplicates = batch.skipped["duplicate entry"]
    assert len(batch.entries) + duplicates == max(len(entries), 1)

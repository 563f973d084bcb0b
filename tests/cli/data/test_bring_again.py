"""`import --from` of our own output: imported texts that are exported again are not new, in each format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.cli.conftest import Run

Dated = tuple[date, str]

_NUMBERS = count()
_MARKS = (
    "- a\n  - b",
    "**Shipped** it",
    "[x] done",
    "see https://example.org/1",
    "[x](https://example.org/2)",
    "# Head",
)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=30) | st.sampled_from(
    (
        *_MARKS,
        "2026-03-14: then",
        "(14 March 2026)",
        "@tag #tag",
        "=1+1",
        "'quoted",
        '"quoted"; and, more',
        "a\r\nb",
        " ",
    )
)
DATED = st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2026, 11, 27)), TEXTS), max_size=6)


def _jrnl(file: Path, dated: Sequence[Dated]) -> Path:
    content = "".join(f"[{day} 09:00] {text}\n" for day, text in [(date(2020, 1, 1), "x"), *dated])
    file.write_bytes(content.encode())
    return file


def _jrnl_json(file: Path, dated: Sequence[Dated]) -> Path:
    entries = [
        {"title": text, "body": text[:10], "date": str(day), "tags": ["@a"], "starred": len(text) > 9}
        for day, text in dated
    ]
    file.write_text(json.dumps({"tags": {}, "entries": entries}), encoding="utf-8")
    return file


def _day_one(file: Path, dated: Sequence[Dated]) -> Path:
    zones = ("UTC", "Europe\\/Berlin", "Pacific/Kiritimati", "Nowhere", "")
    entries = [
        {"creationDate": f"{day}T09:00:00Z", "timeZone": zones[len(text) % 5], "text": text, "tags": [text[:3]]}
        for day, text in dated
    ]
    file.write_text(json.dumps({"metadata": {"version": "1.0"}, "entries": entries}), encoding="utf-8")
    return file


def _brag_document(file: Path, dated: Sequence[Dated]) -> Path:
    heads = ("## {:%Y-%m-%d}\n\n- ", "# {:%B %Y}\n- ", "**{:%d %B %Y}**\n\n1. ", "- {:%Y-%m-%d}: ", "## {:%G-W%V}\n\n")
    paragraphs = (f"{heads[at % 5].format(day)}{text}\n\n" for at, (day, text) in enumerate(dated))
    file.write_bytes("".join(("# 2020\n- x\n", *paragraphs)).encode())
    return file


def _notes(folder: Path, dated: Sequence[Dated]) -> Path:
    folder.mkdir()
    names = ("{:%Y-%m-%d}", "{:%G-W%V}", "{:%Y%m%d}", "{:%Y-%m-%d} {:%A}")
    (folder / "2020-01-01.md").write_text("- x\n", encoding="utf-8")
    for at, (day, text) in enumerate(dated):
        with (folder / f"{names[at % 4].format(day, day)}.md").open("ab") as note:
            note.write(f"{'- ' * (at % 2)}{text}\n\n".encode())
    return folder


def _sheet(file: Path, dated: Sequence[Dated]) -> Path:
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, delimiter=";" if len(dated) % 2 else ",")
    writer.writerows([("Date", "Note", "URL"), *((f"{day:%d.%m.%Y}", text, text[:2]) for day, text in dated)])
    file.write_bytes(sheet.getvalue().encode("utf-16" if len(dated) % 3 else "utf-8-sig"))
    return file


WRITERS: dict[str, tuple[str, Callable[[Path, Sequence[Dated]], Path]]] = {
    "jrnl": ("jrnl", _jrnl),
    "jrnl as JSON": ("jrnl", _jrnl_json),
    "dayone": ("dayone", _day_one),
    "markdown": ("markdown", _brag_document),
    "obsidian": ("obsidian", _notes),
    "csv": ("csv", _sheet),
}


@pytest.mark.slow
@pytest.mark.parametrize("shape", WRITERS)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dated=DATED)
def test_what_came_in_and_went_out_is_not_new(run: Run, tmp_path: Path, shape: str, dated: list[Dated]) -> None:
    kind, write = WRITERS[shape]
    number = next(_NUMBERS)
    source = write(tmp_path / f"source {number}", dated)
    here, there = str(tmp_path / f"{number}.db"), str(tmp_path / f"{number} again.db")
    brought = run("--file", here, "import", "--from", kind, str(source), "--json")
    assume(brought.code == 0)  # a text may hold a date that does not exist
    sheet, whole = tmp_path / f"{number}.csv", tmp_path / f"{number}.json"
    sheet.write_bytes(run("--file", here, "entry", "list", "--csv").out.encode())
    before = run("--file", here, "export").out
    whole.write_bytes(before.encode())
    assert run("--file", there, "import", str(whole)).code == 0
    for journal in (here, there):
        for again, file in ((kind, source), ("csv", sheet), (kind, source)):
            document = json.loads(run("--file", journal, "import", "--from", again, str(file), "--json").out)
            assert (document["entries"], document["weeks"], document["removed"]) == (0, 0, 0)
        assert run("--file", journal, "export").out == before
    count_of = json.loads(brought.out)["entries"]
    assert len(json.loads(before)["tables"]["entry"]) == count_of
    if count_of:
        assert f"import of {count_of} " in run("--file", here, "undo").line
        assert json.loads(run("--file", here, "export").out)["tables"]["entry"] == []

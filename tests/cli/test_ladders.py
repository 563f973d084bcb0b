"""Ladders as companies write them: each file of tests/exports/ladder/files, previewed and imported."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

FILES = Path(__file__).parent.parent / "exports" / "ladder" / "files"
Golden = Callable[[str, str], None]

RUNS = {
    "emoji-headings": ("emoji-headings.md",),
    "areas-by-level": ("areas-by-level.csv", "--level", "senior"),
    "matrix": ("matrix.md", "--level", "senior", "--area", "skills"),
    "by-level": ("by-level.md",),
    "by-level-senior": ("by-level.md", "--level", "Senior Engineer"),
    "scale": ("scale.md",),
    "html-table": ("html-table.md", "--level", "Level II", "--area", "experience", "--step", "next"),
    "bold-lines": ("bold-lines.md",),
    "rows-are-levels": ("rows-are-levels.md", "--level", "L5", "--area", "experience"),
    "columns": ("columns.csv",),
    "odd-columns": ("odd-columns.csv", "--columns", "title=Behaviour,why=Owner", "--area", "brand"),
    "long": ("long.csv", "--level", "senior rep"),
    "ladder": ("ladder.yaml", "--level", "senior designer"),
    "areas": ("areas.yaml",),
    "nested": ("nested.yaml", "--level", "staff"),
    "both-steps": ("both-steps.md",),
    "marked-titles": ("marked-titles.md",),
    "level-lines": ("level-lines.md", "--level", "2", "--area", "skills"),
    "level-names": ("level-names.md", "--level", "D2", "--area", "skills"),
    "summaries": ("summaries.yaml", "--area", "skills"),
    "criteria": ("criteria.yaml", "--level", "2", "--area", "experience"),
    "page": ("page.html",),
}


def args_of(name: str) -> tuple[str, ...]:
    """Return the arguments of a run, with the full path of its file."""
    file, *options = RUNS[name]
    return ("gap", "import", str(FILES / file), *options)


def test_every_ladder_as_a_dry_run_shows_it(run: Run, golden: Golden) -> None:
    heads = [f"$ devjournal gap import {' '.join(args)} --dry-run\n" for args in RUNS.values()]
    printed = [run(*args_of(name), "--dry-run").out for name in RUNS]
    golden("gap-import-ladders.txt", "\n".join(f"{head}{text}" for head, text in zip(heads, printed, strict=True)))


@pytest.mark.slow
@pytest.mark.parametrize("name", RUNS)
def test_a_ladder_is_added_once_and_taken_back_as_a_whole(name: str, run: Run) -> None:
    done = run(*args_of(name))
    assert done.code == 0, done.err
    gaps = json.loads(run("gap", "list", "--json").out)
    assert done.line.startswith(f"Added {len(gaps)} gap")
    assert run(*args_of(name)).line.startswith("Added 0 gaps")
    assert f"import of {len(gaps)} gap" in run("undo").line
    assert json.loads(run("gap", "list", "--json").out) == []


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("matrix.md",), "Line 5: This is a matrix with a column for each of “Junior”, “Mid”, “Senior”, “Staff”"),
        (("matrix.md", "--level", "Prime"), "There is no level “Prime” here; it has “Junior”, “Mid”"),
        (("rows-are-levels.md",), "a row for each level; choose one with --level"),
        (("matrix.md",), "choose one with --level, and the area of its gaps with --area. Nothing was added."),
        (("matrix.md", "--area", "skills"), "choose one with --level. Nothing was added."),
        (("long.csv",), "A title has a row for each of “Rep”, “Senior rep”, “Manager”"),
        (("level-lines.md",), "Line 7: “Testing” has a line for each of “Level 1”, “Level 2”; choose one with --level"),
        (("level-lines.md", "--level", "3"), "There is no level “3” here; it has “Level 1”, “Level 2”"),
        (("summaries.yaml",), "“communication” is not an area; write skills, experience, brand, or put all of them"),
        (("nested.yaml",), "Line 3: This is a matrix with a value for each of “Senior”, “Staff”"),
        (("odd-columns.csv",), "Line 3: This gap has no area, and 1 more have none"),
        (("odd-columns.csv", "--columns", "title=Nothing"), "There is no column “Nothing”; the header has “Behaviour”"),
    ],
)
def test_what_a_ladder_leaves_open_is_asked_in_a_line(args: tuple[str, ...], message: str, run: Run) -> None:
    assert message in run("gap", "import", str(FILES / args[0]), *args[1:]).refuses(1)


def test_a_matrix_does_not_keep_lists_out(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ladder.md"
    file.write_text(
        "| Level | Senior | Position |\n| - | - | - |\n| 1 | No | [D1](#d1) |\n| 2 | Yes | [D2](#d2) |\n\n"
        "## D1 - Developer\n\n### Skills\n\n* **Adopts**: the tools\n\n## D2 - Developer\n\n### Skills\n\n"
        "* **Owns**: the system\n\n1. [Introduction](README.md)\n"
    )
    done = run("gap", "import", str(file), "--level", "D2").line
    assert (
        done
        == "Added 1 gap; left out: 1 table that is no list of gaps, 1 item of another level, 1 link to another place."
    )
    assert "1 matrix that waits for --level" in run("gap", "import", str(file)).line


def test_columns_are_named_in_one_way(run: Run) -> None:
    for columns in ("title", "title=", "name=x", "=x"):
        assert "is not FIELD=COLUMN" in run("gap", "import", "x.csv", "--columns", columns).refuses(2)


def test_a_ladder_for_the_next_step_comes_beside_the_current_one(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ladder.md"
    file.write_text("# Skills\n- Speak\n- Write\n")
    assert run("gap", "import", str(file)).line == "Added 2 gaps."
    assert run("gap", "import", str(file), "--step", "next").line == "Added 2 gaps."
    assert run("gap", "import", str(file), "--step", "next").line == "Added 0 gaps; 2 already there."
    assert "import of 2 gaps" in run("undo").line
    assert [gap["step"] for gap in json.loads(run("gap", "list", "--json").out)] == ["current", "current"]


@pytest.mark.slow
def test_yaml_that_is_none_or_repeats_itself(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ladder.yaml"
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    for text, message in (
        ("a: [1\n", "is not YAML"),
        (bomb, "more than 25000 values"),
        ("[" * 5000, "YAML"),
        ("- !!python/object/apply:os.system [x]\n", "no area"),
        ("a: b\n", "no gap"),
    ):
        file.write_text(text)
        assert message in run("gap", "import", str(file), "--dry-run").refuses(1)


@pytest.mark.slow
def test_what_is_larger_than_any_ladder_is_refused_in_a_line(run: Run, tmp_path: Path, journal_file: Path) -> None:
    file = tmp_path / "ladder.md"
    file.write_text("# Skills\n" + "".join(f"- Skill {n}\n" for n in range(2000)))
    assert run("gap", "import", str(file), "--dry-run").out.count("add   skills") == 2000
    for name, text, message in (
        ("more.md", f"{file.read_text()}- One more\n", "There are more than 2000 gaps in this file; name a part of it"),
        ("list.yaml", "skills:\n" + "- a\n" * 30_000, "There are more than 25000 values in this YAML; name a ladder"),
        ("large.yaml", "skills:\n" + "- a\n" * 300_000, "is larger than 1 MB; split it"),
        ("large.md", "# Skills\n" + "prose\n\n" * 150_000, "is larger than 1 MB; split it"),
        ("large.csv", "area,title\n" + "skills,Speak\n" * 100_000, "is larger than 1 MB; split it"),
    ):
        (tmp_path / name).write_text(text)
        assert message in run("gap", "import", str(tmp_path / name)).refuses(1)
    assert not journal_file.exists()

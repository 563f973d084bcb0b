"""Lists of gaps as people write them: repeated titles, emphasis, several faults, and encodings."""

from __future__ import annotations

import json
import locale
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run

MANY_FAULTS = "area,title,needed\nskills,Speak,3\nskils,Write,1\nbrand,,2\nskills,Read,many\nbrand,Known,2,x,y\n"


def titles(run: Run) -> list[str]:
    """Return the titles on the board in order."""
    return [gap["title"] for gap in json.loads(run("gap", "list", "--json").out)]


def test_a_title_twice_is_said_and_kept_at_another_step(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("area,title,step\nskills,Speak,current\nskills,Speak,next\nskills,Speak,current\nbrand,Speak,\n")
    dry = run("gap", "import", str(file), "--dry-run").out
    assert "as line 2" in dry
    assert run("gap", "import", str(file)).line == "Added 3 gaps; line 4 repeats line 2."
    gaps = json.loads(run("gap", "list", "--json").out)
    assert sorted((gap["area"], gap["step"]) for gap in gaps) == [
        *(("brand", "current"), ("skills", "current"), ("skills", "next"))
    ]
    assert run("gap", "import", str(file)).line == "Added 0 gaps; 3 already there; line 4 repeats line 2."


def test_a_gap_that_was_moved_to_another_step_is_known(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("area,title\nskills,Speak\n")
    run("gap", "import", str(file))
    run("gap", "edit", "1", "--step", "next")
    assert run("gap", "import", str(file)).line == "Added 0 gaps; 1 already there."


@pytest.mark.parametrize(
    ("item", "title", "why"),
    [
        ("**Speak**", "Speak", ""),
        ("**Speak**: in rooms", "Speak", "in rooms"),
        ("**Speak:** in *big* rooms", "Speak", "in *big* rooms"),
        ("_Speak_ and `run` __it__", "Speak and run it", ""),
        ("*Speak* (needed 3): why", "Speak", "why"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4", ""),
        ("C++ ** and __init__.py", "C++ ** and init.py", ""),
    ],
)
def test_emphasis_is_no_part_of_a_title(item: str, title: str, why: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.md"
    file.write_text(f"## **Skills**\n- {item}\n\n| title | why |\n| --- | --- |\n| **In a table** | |\n")
    run("gap", "import", str(file))
    gaps = json.loads(run("gap", "list", "--json").out)
    assert {gap["title"]: gap["why"] or "" for gap in gaps} == {title: why, "In a table": ""}


def test_a_csv_is_no_markdown(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("area,title\nskills,**Speak**\n")
    run("gap", "import", str(file))
    assert titles(run) == ["**Speak**"]


def test_every_fault_of_a_file_is_told_at_once(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(MANY_FAULTS)
    refusal = run("gap", "import", str(file)).refuses(1)
    assert re.findall(r"Line (\d+): ", refusal) == ["3", "4", "5", "6"]
    assert refusal.count("Nothing was added.") == 1
    assert titles(run) == []


def test_every_fault_of_a_markdown_file_is_told_at_once(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.md"
    file.write_text(
        "- Nowhere\n\nprose\n\n## skills\n- Speak (needed 0)\n\n| a | b |\n| --- | --- |\n| x | y |\n- Good\n"
    )
    refusal = run("gap", "import", str(file)).refuses(1)
    assert [line for line in range(1, 12) if f"Line {line}: " in refusal] == [6]


def test_what_is_more_than_a_dozen_is_counted(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("area,title\n" + "nowhere,x\n" * 20)
    assert "Line 13: " in run("gap", "import", str(file)).refuses(1)
    assert "And 8 more. Nothing was added." in run("gap", "import", str(file)).err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_that_a_mark_names_are_read(encoding: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    text = "area,title\nskills,Gespräch führen\n"
    file.write_bytes(text.encode(encoding) if encoding[-3:] not in ("-le", "-be") else f"\ufeff{text}".encode(encoding))
    run("gap", "import", str(file))
    assert titles(run) == ["Gespräch führen"]


def test_the_system_s_own_encoding_is_read(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes("area,title\nskills,Gespräch führen\n".encode("latin-1"))
    refusal = run("gap", "import", str(file)).refuses(1)
    assert "is not UTF-8 text; save it as UTF-8 (in Excel: CSV UTF-8) or as UTF-16 with its byte-order mark." in refusal
    monkeypatch.setattr(locale, "getencoding", lambda: "ISO-8859-1")
    run("gap", "import", str(file))
    assert titles(run) == ["Gespräch führen"]

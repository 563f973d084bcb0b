"""Any text on every screen: kept to the letter in the file, and never a byte of it acts on the terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from devjournal.domain.career.gap import Area
from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.week.week import Outcome
from devjournal.storage import Journal
from tests.cli.hostile import HOSTILE
from tests.frozen_clock import FRIDAY
from tests.pty.conftest import Do, Open
from tests.pty.terminal import PARTIAL, Terminal

THIS = IsoWeek.of(FRIDAY.date())

ALL = (
    "START [bold]b[/] [/] [@click=app.quit]q[/] <script>alert(1)</script> \x1b[31mred\x1b[0m \x1b]0;owned\x07 "
    "\x1b]52;c;b3duZWQ=\x07 \x07bell \x9b31mC1 \x9d0;c1\x9c \x1bPdcs\x1b\\ \u202erlo\u202c \u2066iso\u2069 \u200f "
    "\x0bvt \x0cff \x08bs \x7f مرحبا שלום 日本語 👩‍👩‍👧 é END"
)
"""Everything at once, on one line."""

KNOWN = re.compile(
    rb"\x1b\]22;[a-z]+\x07|\x1b\[\??[0-9;]*[hl]|\x1b\[[0-9;]*[mHJK]|\x1b\[[<>][0-9]*u|\x1b\[\?[0-9]+\$p|\x1b\[[0-9]*[ABCD]|\x1b\[\?u"
)
"""The sequences that the app itself gives a terminal."""

BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def harm(received: bytes) -> list[str]:
    """Return what a terminal was told that the app had no reason to say."""
    text = PARTIAL.sub("", KNOWN.sub(b"", received).decode("utf-8", "replace"))
    controls = [
        ascii(text[max(0, m.start() - 20) : m.end() + 20])
        for m in re.finditer("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text)
    ]
    return controls + [ascii(m[0]) for m in BIDI.finditer(text)]


def walk(app: Terminal) -> None:
    """Open everything that shows a text, one after the other."""
    for keys in (("g",), ("c",), ("r",), ("a",), ("A",), ("n",)):
        app.press(*keys)
        app.wait("ctrl+s save")
        app.press("f1")
        app.wait("Save the form.")
        app.press("esc")
        app.wait("ctrl+s save")
        app.press("pagedown", "esc")
        app.wait("? help", gone="ctrl+s save")
    for screen in "234561":
        app.press(screen)
        app.wait("? help")
        app.watch(0.15)
        app.press("down", "right", *(["enter"] if screen != "6" else []))  # there it would go to a step, and tick it
        app.watch(0.15)
        app.press("esc", "esc", "1")
        app.wait("Week")
    app.press("[")
    app.watch(0.1)
    app.press(".", "ctrl+p")
    app.wait("What next?")
    app.press("esc")
    app.watch(0.1)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(120, 40), (60, 20)], ids=str)
def test_every_screen_and_form_and_toast(size: tuple[int, int], open_app: Open, do: Do, beside: Journal) -> None:
    texts = [ALL, *HOSTILE.values()] if size[0] > 100 else [ALL]
    beside.weeks.set_goal(THIS.shift(-1), ALL, skill=ALL)
    beside.weeks.recap(THIS.shift(-1), Outcome.MISSED, better=True, note=ALL, lesson=ALL)
    gap = beside.gaps.add(Area.SKILLS, ALL[:200], why=ALL)
    beside.weeks.set_goal(THIS, ALL, skill=ALL, gap=gap.id, plan=texts)
    beside.weeks.check_in(THIS, False, ALL)
    for text in texts:
        beside.entries.add(text, day=FRIDAY.date(), gap=gap.id, link=text)
    beside.away.add(THIS.shift(4).monday, THIS.shift(4).friday, ALL)
    before = do("export")
    tables = json.loads(before)["tables"]
    assert [row["text"] for row in tables["plan_step"]] == texts
    assert sorted(row["text"] for row in tables["entry"]) == sorted(texts)

    app = open_app(size=size)
    app.wait("How did it go?")
    app.wait("[bold]b[/]")
    walk(app)
    assert do("export") == before, "looking changes nothing"

    app.press("tab", "x")  # toasts that quote it
    app.wait("Removed: “")
    app.press("u")
    app.wait("Undone: ")
    app.press("tab", "tab", "e")
    app.wait("ctrl+s save")
    app.press("ctrl+s")
    app.wait("? help", gone="ctrl+s save")
    after = json.loads(do("export"))["tables"]
    assert [row["text"] for row in after["plan_step"]] == texts
    assert sorted(row["text"] for row in after["entry"]) == sorted(texts)
    app.press("q")
    assert app.ended() == 0
    assert harm(bytes(app.received)) == []


@pytest.mark.slow
def test_a_paste_into_a_form_is_kept_to_the_letter(open_app: Open, do: Do) -> None:
    do("goal", "Run the drill", "--skill", "Incidents")
    app = open_app(size=(100, 40))
    app.wait("How did it go?")
    for text in (ALL.replace("\x1b", ""), "one\ntwo\n\nthree [bold]", "日本語 " * 4_000 + "FIN"):
        app.press("a")
        app.wait("A new entry")
        app.paste(text)
        app.wait(text[-3:])
        app.press("ctrl+s")
        app.wait("? help", gone="ctrl+s save")
        assert json.loads(do("entry", "list", "--json"))[-1]["text"] == text
    assert harm(bytes(app.received)) == []


@pytest.mark.slow
def test_a_nul_is_refused_by_name(open_app: Open, do: Do, home: Path) -> None:
    do("goal", "Run the drill", "--skill", "Incidents")
    (home / "ed.sh").write_text("#!/bin/sh\nprintf 'before\\000after' > \"$1\"\n")
    (home / "ed.sh").chmod(0o700)
    app = open_app(size=(100, 40), VISUAL=str(home / "ed.sh"))
    app.wait("How did it go?")
    app.press("a")
    app.wait("A new entry")
    app.paste("a paste brings none: \0.")
    app.wait("brings none: .")
    app.press("ctrl+o")
    app.wait("before␀after")
    app.press("ctrl+s")
    app.wait("✗ The entry contains a NUL character, which cannot be")
    app.press(*["left"] * 5, "backspace", "ctrl+s")
    app.wait("? help", gone="ctrl+s save")
    assert json.loads(do("entry", "list", "--json"))[-1]["text"] == "beforeafter"
    assert harm(bytes(app.received)) == []


@pytest.mark.slow
def test_bytes_that_are_no_text_end_nothing(open_app: Open, do: Do) -> None:
    do("goal", "Run the drill", "--skill", "Incidents")
    app = open_app()
    app.wait("How did it go?")
    app.press("a")
    app.wait("A new entry")
    app.send(b"before \xff\x9b\xfe after")
    app.wait("before", "after")
    app.press("!")
    app.wait("after!")

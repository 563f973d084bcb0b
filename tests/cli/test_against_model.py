"""Random commands with a clock that moves, also backwards: the journal's output matches a model of the interface."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.cli.model import Model, monday, week_name
from tests.encrypted import encrypt

NAMES = ("Ana", "Bo", "Cy Ü")
AREAS = ("skills", "experience", "brand")
STARTS = ("2026-11-27", "2025-12-29", "2026-12-30", "2024-02-26", "2026-10-20")


class Driver:
    """Runs random commands in the program and in the model, and compares their output."""

    def __init__(self, seed: int, run: Run) -> None:
        self.dice, self.run, self.model = random.Random(seed), run, Model()
        self.now = datetime.fromisoformat(self.dice.choice(STARTS) + "T09:30")
        self.said: list[str] = []
        self.acts = [getattr(self, name) for name in sorted(dir(self)) if name.startswith("do_")]

    # Values

    def some(self, *values: Any) -> Any:
        return self.dice.choice(values)

    def word(self) -> str:
        text = self.some("Do it", "x", "Ünïcode ☂", "[bold]", "two\nlines", "-", "a" * 60)
        return f"{text}{self.dice.randrange(50)}"

    def at(self) -> date:
        ahead = self.some(0, 0, 0, 0, -1, -1, -1, 1, -2, -3, -self.dice.randrange(1, 17), 2)
        if self.model.held.weeks and self.dice.random() < 0.5:
            return self.dice.choice(list(self.model.held.weeks))
        return monday(self.now.date()) + timedelta(days=7 * ahead)

    def day(self) -> date:
        return self.now.date() + timedelta(days=self.some(0, -1, -3, -8, -self.dice.randrange(1, 60)))

    def number(self, rows: str) -> int:
        last = self.model.given.get(rows, 0)
        return self.dice.randrange(1, last + 1) if last and self.dice.random() < 0.95 else last + 7

    def maybe(self, value: Any, chance: float = 0.5) -> Any:
        return value if self.dice.random() < chance else None

    # Running

    def give(self, args: list[str], action: str, **values: Any) -> None:
        self.model.today = self.now.date()
        was = self.run(*args, now=self.now.isoformat(timespec="minutes"))
        expected = self.model.do(action, **values)
        self.said.append(f"{self.now:%Y-%m-%dT%H:%M %a}  {args}  {was.code}  {(was.out or was.err)[:110]!r}")
        assert expected in (None, was.code), self.story(f"exit {was.code}, the model has {expected}")
        if was.code:
            was.refuses(1)
        else:
            assert was.line

    def story(self, why: str) -> str:
        return "\n".join([*self.said, why])

    def step(self) -> None:
        if self.dice.random() < 0.4:
            days = self.some(0, 1, 1, 2, 3, 4, 7, 7, 7, -1, -3, -8, 31)
            self.now += timedelta(days=days, hours=self.dice.randrange(-5, 6), minutes=self.dice.randrange(60))
        if self.dice.random() < 0.12:
            name = self.some("undo", "undo", "redo")
            for _ in range(self.some(1, 1, 2, 5)):
                self.give([name], name)
            return
        self.dice.choice(self.acts)()

    def begin(self) -> None:
        """Create rows for the other commands."""
        for act in (self.do_gap_add, self.do_gap_add, self.do_goal, self.do_goal, self.do_log, self.do_person):
            act()
        for name in NAMES[:2]:
            if name not in [person.name for person in self.model.held.people.values()]:
                self.give(["person", "add", name], "person_add", name=name, next_day=None)

    def json_of(self, *args: str) -> Any:
        return self.run(*args, now=self.now.isoformat(timespec="minutes")).json

    def compare(self) -> None:
        model = self.model
        model.today = self.now.date()
        self.same([self.json_of("status", "--json")], [model.status()])
        self.same(self.json_of("weeks", "--json"), model.weeks())
        self.same(sorted(self.json_of("gap", "list", "--all", "--json"), key=lambda row: row["id"]), model.gaps())
        self.same(sorted(self.json_of("entry", "list", "--json"), key=lambda row: row["id"]), model.entries())
        self.same(sorted(self.json_of("topic", "list", "--all", "--json"), key=lambda row: row["id"]), model.topics())
        people = sorted(self.json_of("person", "list", "--json"), key=lambda row: row["id"])
        for person in people:
            person["knows"] = sorted((row["gap"], row["on"]) for row in person["knows"])
        self.same(people, model.people())

    def same(self, rows: list[Any], expected: list[Any]) -> None:
        """Compare rows. The program may have more fields than the model, and its own text for a hit's entry."""
        differ = [
            f"{name}: {row.get(name)!r}, the model has {value!r} in {mine}"
            for row, mine in zip(rows, expected, strict=False)
            for name, value in mine.items()
            if not (value is None and name in ("text", "day", "link") and "private" in mine)
            and (sorted(row[name]) if isinstance(value, list) and name != "plan" else row.get(name)) != value
        ]
        if len(rows) != len(expected):
            differ.append(f"{len(rows)} rows, the model has {len(expected)}: {rows} {expected}")
        assert not differ, self.story(f"at {self.now}: " + "\n".join(differ))

    # Commands

    def do_goal(self) -> None:
        at, text, plan = self.at(), self.word(), [self.word() for _ in range(self.some(0, 0, 1, 3))]
        if self.dice.random() < 0.1:
            plan = [""]
        if at > monday(self.now.date()) + timedelta(days=7):
            return
        current = self.model.held.weeks.get(at)
        skill = self.maybe(self.word()) if current and current.skill else self.word()
        gap = self.some(None, self.number("gaps"), self.number("gaps"), "")
        args = ["goal", "--week", week_name(at)] + [f"--plan={step}" for step in plan]
        args += [f"--skill={skill}"] if skill else []
        args += [f"--gap={gap}"] if gap is not None else []
        self.give([*args, "--", text], "goal", at=at, text=text, skill=skill, plan=plan, gap=gap)

    def do_check_in(self) -> None:
        at, on = self.at(), self.some(True, False)
        self.give(
            ["check-in", "--on-track" if on else "--off-track", "--week", week_name(at)], "check_in", at=at, on_track=on
        )

    def do_recap(self) -> None:
        at, outcome = self.maybe(self.at()), self.some("hit", "hit", "missed", "away")
        better, note = self.some(None, True, False) if outcome != "away" else None, self.some(None, "", self.word())
        lesson = self.some(None, "", self.word(), self.word())
        args = ["recap", f"--{outcome}"]
        args += ["--better" if better else "--not-better"] if better is not None else []
        args += [f"--note={note}"] if note is not None else []
        args += [f"--lesson={lesson}"] if lesson is not None else []
        args += ["--week", week_name(at)] if at else []
        self.give(args, "recap", at=at, outcome=outcome, better=better, note=note, lesson=lesson)

    do_recap_again = do_recap_more = do_recap

    def do_lesson(self) -> None:
        answer = self.some("applied", "applied", "not-relevant", "keep", "keep")
        helped = self.some(None, True, False) if answer == "applied" else None
        options = [] if helped is None else ["--helped" if helped else "--not-helped"]
        self.give(["lesson", answer, *options], "lesson", answer=answer, helped=helped)

    do_lesson_again = do_lesson

    def do_plan(self) -> None:
        at, number = self.at(), self.dice.randrange(1, 4)
        verb, week = self.some("add", "done", "undone", "remove"), ["--week", week_name(at)]
        if verb == "add":
            text = self.word()
            self.give(["plan", "add", *week, "--", text], "plan_add", at=at, text=text)
        elif verb == "remove":
            self.give(["plan", "remove", str(number), *week], "plan_remove", at=at, number=number)
        else:
            self.give(["plan", verb, str(number), *week], "plan_tick", at=at, number=number, done=verb == "done")

    def do_away(self) -> None:
        if self.dice.random() < 0.3:
            number = self.number("away")
            return self.give(["away", "remove", str(number)], "away_remove", number=number)
        first = self.now.date() + timedelta(days=self.some(0, 3, 7, 14, -7, -5, -20))
        last = first + timedelta(days=self.some(0, 1, 2, 4, 13))
        return self.give(["away", first.isoformat(), last.isoformat()], "away_add", first=first, last=last)

    def do_log(self) -> None:
        text, gap, link = self.word(), self.some(None, self.number("gaps")), self.some(None, "https://x.example/a")
        on, private = self.maybe(self.day()), self.some(True, False)
        args = ["log"] + ([f"--gap={gap}"] if gap else []) + ([f"--on={on}"] if on else [])
        args += ([f"--link={link}"] if link else []) + (["--private"] if private else [])
        self.give([*args, "--", text], "log", text=text, gap=gap, on=on, link=link, private=private)

    do_log_more = do_log

    def do_entry(self) -> None:
        number = self.number("entries")
        if self.dice.random() < 0.4:
            return self.give(["entry", "remove", str(number)], "entry_remove", number=number)
        changes: dict[str, Any] = {}
        args: list[str] = []
        if self.dice.random() < 0.5:
            changes["text"] = self.word()
            args.append("--text=" + changes["text"])
        if self.dice.random() < 0.6 or not changes:
            gap = self.some("", self.number("gaps"), self.number("gaps"))
            changes["gap"] = gap
            args.append(f"--gap={gap}")
        if self.dice.random() < 0.3:
            changes["link"] = self.some("", "https://y.example")
            args.append("--link=" + changes["link"])
        if self.dice.random() < 0.3:
            changes["private"] = self.some(True, False)
            args.append("--private" if changes["private"] else "--no-private")
        return self.give(["entry", "edit", str(number), *args], "entry_edit", number=number, **changes)

    def do_horizon(self) -> None:
        if self.dice.random() < 0.3:
            number = self.number("horizons")
            return self.give(["horizon", "remove", str(number)], "horizon_remove", number=number)
        role, months = self.word(), self.some(12, 24, 36, 7)
        return self.give(["horizon", "set", f"--in={months}", "--", role], "horizon", role=role, months=months)

    def do_gap_add(self) -> None:
        area, title = self.some(*AREAS), self.word() + " " + str(self.model.given.get("gaps", 0))
        needed, step = self.some(1, 2, 3), self.some("current", "next")
        args = ["gap", "add", f"--needed={needed}", "--step", step, "--", area, title]
        self.give(args, "gap_add", area=area, title=title, needed=needed, step=step)

    def do_gap_edit(self) -> None:
        number, changes = self.number("gaps"), {}
        if self.dice.random() < 0.4:
            changes["area"] = self.some(*AREAS)
        if self.dice.random() < 0.4:
            changes["needed"] = self.some(1, 2, 5)
        if self.dice.random() < 0.4 or not changes:
            changes["why"] = self.some("", self.word())
        self.give(
            ["gap", "edit", str(number), *(f"--{name}={value}" for name, value in changes.items())],
            "gap_edit",
            number=number,
            **changes,
        )

    def do_gap_close(self) -> None:
        verb, number = self.some("close", "reopen", "close", "reopen", "remove"), self.number("gaps")
        self.give(["gap", verb, str(number)], f"gap_{verb}", number=number)

    def do_person(self) -> None:
        name, verb = self.some(*NAMES), self.some("add", "add", "next", "remove")
        day = self.now.date() + timedelta(days=self.some(0, 1, 5, -1))
        if verb == "remove":
            return self.give(["person", "remove", name], "person_remove", name=name)
        if verb == "add":
            day = self.maybe(day)
            return self.give(
                ["person", "add", name] + ([f"--next={day}"] if day else []), "person_add", name=name, next_day=day
            )
        day = self.maybe(day, 0.8)
        return self.give(["person", "edit", name, f"--next={day or ''}"], "person_next", name=name, next_day=day)

    def do_knows(self) -> None:
        name, gap = self.some(*NAMES), self.number("gaps")
        verb = self.some("knows", "should-know", "knows", "forget")
        if verb == "knows":
            on = self.maybe(self.day())
            return self.give(
                ["person", verb, name, str(gap)] + ([f"--on={on}"] if on else []), "knows", name=name, gap=gap, on=on
            )
        return self.give(["person", verb, name, str(gap)], verb.replace("-", "_"), name=name, gap=gap)

    do_knows_more = do_knows

    def do_talk(self) -> None:
        name, kind, on = self.some(*NAMES), self.some("1:1", "1:1", "role-model", "other"), self.maybe(self.day())
        self.give(["talk", name, "--kind", kind] + ([f"--on={on}"] if on else []), "talk", name=name, kind=kind, on=on)

    def do_review(self) -> None:
        kind = self.some("monthly", "monthly", "quarterly")
        self.give(["review", kind, "--course=c"], "review", kind=kind)

    def do_topic(self) -> None:
        verb, number = self.some("add", "add", "done", "undone", "remove"), self.number("topics")
        if verb == "add":
            text, kind, private = (
                self.word(),
                self.some("topic", "ask", "my-promise", "their-promise"),
                self.some(True, False),
            )
            due = self.maybe(self.now.date() + timedelta(days=3))
            args = (
                ["topic", "add", "--kind", kind]
                + ([f"--due={due}"] if due else [])
                + (["--private"] if private else [])
            )
            return self.give([*args, "--", text], "topic_add", text=text, kind=kind, due=due, private=private)
        return self.give(["topic", verb, str(number)], f"topic_{verb}", number=number)


def drive(seed: int, run: Run, steps: int, every: int, begun: Callable[[], object] = lambda: None) -> None:
    driver = Driver(seed, run)
    driver.begin()
    begun()
    for number in range(steps):
        driver.step()
        if number % every == 0:
            driver.compare()
    driver.compare()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_random_commands(seed: int, run: Run) -> None:
    drive(seed, run, 60, 12)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 120))
def test_many_random_commands(seed: int, run: Run) -> None:
    drive(seed, run, 250, 5)


@pytest.mark.slow
def test_random_commands_on_an_encrypted_journal(run: Run, journal_file: Path) -> None:
    drive(3, run, 60, 12, lambda: encrypt(journal_file))
    assert not journal_file.read_bytes().startswith(b"SQLite")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(200, 205))
def test_many_random_commands_on_an_encrypted_journal(seed: int, run: Run, journal_file: Path) -> None:
    drive(seed, run, 250, 5, lambda: encrypt(journal_file))
    assert not journal_file.read_bytes().startswith(b"SQLite")

"""A monkey at the terminal: keys, pastes, clicks, sizes and stops by a seed, and a look at what is drawn."""

from __future__ import annotations

import random
import re
import signal
import string
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.pty.terminal import KEYS, Gone, Terminal

SIZES = [(40, 12), (60, 20), (72, 30), (80, 24), (100, 30), (120, 40), (132, 11), (38, 10), (200, 60)]
"""Sizes of every layout; one is below what the app needs."""

COMMANDS = "123456" * 2 + "aetnxgcrwmsofvyiGLEU/?.[]u" + "hjkl" * 3
"""Letters that mean something somewhere. Neither `q` nor `ctrl+q`: they end the app, which is not what is looked at."""

NAMED = [name for name in KEYS if name != "esc"] + ["ctrl+s", "ctrl+p", "ctrl+o", "ctrl+r", "ctrl+a", "ctrl+k"]
PASTES = [
    "one line",
    "two\nlines\n",
    "[bold]no markup[/] \x1b[31m",
    "家族 👨‍👩‍👧‍👦 é ‮rtl",
    "w" * 300,
    "2026-W47",
    "-2w",
]
CALM = 15
"""Looks in a row at an app that does nothing, after which it is taken to have drawn all that it will."""

LAYERS = 6
"""Pages, forms and dialogs that may lie upon each other."""

TOAST = re.compile(r"█  \S")
"""How a message begins, which leaves after four seconds."""


@dataclass
class Monkey:
    """One monkey at one terminal."""

    app: Terminal
    seed: int
    story: list[str] = field(default_factory=list)
    """What it did, to be read where something went wrong."""

    wheeled: bool = False
    """Whether it turned the wheel since it last looked: what is drawn anew may come back to the focus."""

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def play_rounds(self, rounds: int, steps: int) -> None:
        """Play, look after each round, and leave; the palette may have led out before."""
        with suppress(Gone):
            for _ in range(rounds):
                self.play(steps)
                self.look()
            self.leave()
        assert self.app.status == 0, self.failure(f"it ended with {self.app.status}")
        assert b"Traceback" not in self.app.received, self.failure("a traceback")

    def play(self, steps: int) -> None:
        """Do so many things."""
        doing: list[Callable[[], None]] = [self.keys] * 9 + [self.escape] * 2 + [self.letters, self.paste, self.stop]
        doing += [self.click] * 3 + [self.resize] * 3
        for _ in range(steps):
            self.chance.choice(doing)()
            if self.chance.random() < 0.7:
                self.app.pump(0.05)
            self.is_there()

    def is_there(self) -> None:
        """Go on only with an app that runs."""
        if self.app.status is not None:
            raise Gone

    def failure(self, problem: str) -> str:
        """Say what went wrong, and after what."""
        last = bytes(self.app.received[-3000:])
        return f"seed {self.seed}: {problem}, after {self.story}\n{self.app.text}\n{last!r}"

    def keys(self) -> None:
        burst = [
            self.chance.choice(NAMED) if self.chance.random() < 0.4 else self.chance.choice(COMMANDS)
            for _ in range(self.chance.choice([1, 1, 1, 2, 3, 8]))
        ]
        self.story.append(" ".join(burst))
        self.app.send(b"".join(_bytes_of(key) for key in burst))

    def escape(self) -> None:
        self.story.append("esc")
        self.app.press("esc")

    def letters(self) -> None:
        text = "".join(self.chance.choices(string.ascii_letters.replace("q", "") + " ,é家", k=12))
        self.story.append(repr(text))
        self.app.send(text.encode())

    def paste(self) -> None:
        text = self.chance.choice(PASTES)
        self.story.append(f"paste {text[:20]!r}")
        self.app.paste(text.replace("\x1b[201~", ""))

    def click(self) -> None:
        x, y = self.chance.randrange(self.app.screen.columns), self.chance.randrange(self.app.screen.lines)
        button = self.chance.choice([0, 0, 0, 64, 65])  # left, or the wheel
        self.story.append(f"mouse {button} at {x},{y}")
        self.wheeled |= button > 0
        self.app.send(f"\x1b[<{button};{x + 1};{y + 1}M\x1b[<{button};{x + 1};{y + 1}m".encode())

    def resize(self) -> None:
        size = self.chance.choice(SIZES)
        self.story.append(f"{size[0]}x{size[1]}")
        self.app.resize(*size)

    def stop(self) -> None:
        self.story.append("stop")
        self.app.kill(signal.SIGSTOP)
        if self.chance.random() < 0.5:
            self.resize()
        self.app.pump(0.01)
        self.app.kill(signal.SIGCONT)

    def look(self) -> None:
        """Compare the picture with one that is drawn anew: nothing of it may be old, or of another size."""
        if self.wheeled:
            self.draw_again()
            self.wheeled = False
        before, after = self.draw_again()
        assert after == before, self.failure(f"drawn again, it is another picture than\n{before}\nnow")

    def draw_again(self) -> tuple[str, str]:
        """Return the picture, and the one that the app draws anew."""
        self.rest()
        self.app.until(lambda: not TOAST.search(self.app.text), self.failure("a message does not leave"))
        self.rest()
        before = self.app.text
        self.app.kill(signal.SIGSTOP)
        modes = termios.tcgetattr(self.app.fd)  # as a shell leaves it, which makes the app draw all of it again
        modes[3] |= termios.ECHO | termios.ICANON
        termios.tcsetattr(self.app.fd, termios.TCSANOW, modes)
        self.app.screen.erase_in_display(2)
        self.app.kill(signal.SIGCONT)
        self.app.until(lambda: self.app.text.strip() and not self.app.cooked, self.failure("nothing is drawn again"))
        self.rest()
        return before, self.app.text

    def rest(self) -> None:
        """Wait until the app has nothing left to do: it writes nothing, and none of its threads wants to run."""
        end, calm = time.monotonic() + 30, 0
        while calm < CALM:
            calm = 0 if self.app.pump(0.02) or self.runs() else calm + 1
            self.is_there()
            assert time.monotonic() < end, self.failure("it does not come to rest")

    def runs(self) -> bool:
        """Say whether a thread of the app runs, or would if it had a processor."""
        try:
            stats = [(task / "stat").read_text() for task in Path(f"/proc/{self.app.pid}/task").iterdir()]
        except OSError:  # a thread ended, or all of them, meanwhile
            return True
        return any(stat.rpartition(")")[2].split()[0] != "S" for stat in stats)

    def leave(self) -> None:
        """Leave by the keys that always do: what lies on a screen is closed first, and then the app."""
        for _ in range(LAYERS):
            self.app.press("esc")
            self.rest()  # what is typed before a form is gone is not for the screen beneath
        self.app.press("q")
        try:
            self.app.ended()
        except AssertionError as error:
            threads = len([*Path(f"/proc/{self.app.pid}/task").iterdir()])
            state = "gave the terminal back" if b"\x1b[?1049l" in self.app.received[-3000:] else "still draws"
            raise AssertionError(self.failure(f"it does not end, {state}, and has {threads} threads")) from error


def _bytes_of(key: str) -> bytes:
    if key.startswith("ctrl+"):
        return bytes([ord(key[5].upper()) & 0x1F])
    return KEYS.get(key, key).encode()

"""Running git on a repository that nobody vouches for: it reads, and runs nothing that the repository names.

Variables of the environment that begin with `GIT_` are not handed on: in a hook they name another repository.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import which
from threading import Event, Timer
from typing import IO

from devjournal.capture.git_hardening import INHERITED, OVERRULED, SETTINGS
from devjournal.domain.text.user_text import quoted
from devjournal.errors import DocumentRefused

PATIENCE = 60.0
"""Seconds that git may take for one history."""

_QUICK = 10.0
"""Seconds that git may take for a question with a short answer."""

MAX_OUTPUT = 64 * 1024 * 1024
"""Bytes of a history that are read; 100,000 commits are a quarter of it."""

_MAX_LINE = 8192


class GitMissing(DocumentRefused):
    """There is no git on the PATH."""


class GitRefused(DocumentRefused):
    """A folder is no repository, or git cannot read it."""


def ask(folder: Path, *words: str) -> str | None:
    """Return the answer of a quick question, or None where git says no.

    Raises:
        GitMissing: there is no git.
        GitRefused: git does not answer.
    """
    try:
        done = subprocess.run(
            _command(folder, words),
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_QUICK,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _silent(folder, _QUICK) from error
    except (OSError, ValueError) as error:
        raise GitRefused(f"git cannot be run in {quoted(str(folder), 200)} ({error}).") from error
    return os.fsdecode(done.stdout).removesuffix("\n") if done.returncode == 0 else None


def lines(folder: Path, *words: str) -> Iterator[bytes]:
    """Yield what git prints, line by line; a line that is too long is cut.

    Raises:
        GitMissing: there is no git.
        GitRefused: git cannot read the repository, does not finish, or prints without end.
    """
    try:
        process = subprocess.Popen(
            _command(folder, words),
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, ValueError) as error:
        raise GitRefused(f"git cannot be run in {quoted(str(folder), 200)} ({error}).") from error
    late = Event()

    def stop() -> None:
        late.set()
        process.kill()

    timer = Timer(PATIENCE, stop)
    timer.daemon = True
    timer.start()
    try:
        with process:
            assert process.stdout is not None
            yield from _bounded(process.stdout, folder)
            if process.wait() != 0 and not late.is_set():
                raise GitRefused(
                    f"git cannot read the history of {quoted(str(folder), 200)}; `git fsck` there says why."
                )
    finally:
        timer.cancel()
        if process.poll() is None:
            process.kill()
            process.wait()
    if late.is_set():
        raise _silent(folder, PATIENCE)


def _bounded(output: IO[bytes], folder: Path) -> Iterator[bytes]:
    size = 0
    cut = False
    while line := output.readline(_MAX_LINE):
        size += len(line)
        if size > MAX_OUTPUT:
            raise GitRefused(f"The history of {quoted(str(folder), 200)} is too long; name a shorter one with --since.")
        if not cut:
            yield line.rstrip(b"\n")
        cut = not line.endswith(b"\n")


def _silent(folder: Path, seconds: float) -> GitRefused:
    return GitRefused(
        f"git did not answer within {seconds:.0f} seconds in {quoted(str(folder), 200)}; try a shorter --since."
    )


def _command(folder: Path, words: Sequence[str]) -> list[str]:
    program = which("git")
    if program is None:
        raise GitMissing("There is no git on the PATH; install it, or keep drafts with `devjournal drafts text`.")
    settings = [word for setting in SETTINGS for word in ("-c", setting)]
    return [program, "--no-pager", "--literal-pathspecs", *settings, "-C", str(folder), *words]


def _environment() -> dict[str, str]:
    return {**{name: os.environ[name] for name in INHERITED if name in os.environ}, **OVERRULED}

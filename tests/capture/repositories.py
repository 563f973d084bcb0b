"""Git repositories for tests: made by git itself, with commits on the days that a test names."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

EMAIL = "ann@example.org"


class Repo:
    """A repository in a folder of the test."""

    def __init__(self, folder: Path, email: str = EMAIL) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.email", email)
        self.git("config", "user.name", "Ann")

    def git(self, *args: str, day: str = "", author: str = "", stdin: bytes = b"") -> str:
        """Run git in it, with the clock of commits on noon of a day."""
        environment = {
            **{name: os.environ[name] for name in ("PATH",) if name in os.environ},
            "HOME": str(self.folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        if day:
            moment = day if "T" in day else f"{day}T12:00:00+01:00"
            environment |= {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        if author:
            name, _, email = author.partition(" <")
            environment |= {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email.rstrip(">")}
        done = subprocess.run(
            ["git", "-C", str(self.folder), *args],
            env=environment,
            input=stdin,
            capture_output=True,
            timeout=30,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return done.stdout.decode(errors="replace").strip()

    def commit(self, subject: str, day: str = "2026-11-26", author: str = "") -> None:
        """Commit something on a day."""
        self.git("commit", "-q", "--allow-empty", "-m", subject, day=day, author=author)

    def many(self, count: int, start: int = 1_764_000_000, step: int = 60) -> None:
        """Add so many commits by Ann, `step` seconds apart."""
        lines = []
        for at in range(count):
            moment, subject = start + at * step, f"Subject {at}".encode()
            who = f"Ann <{EMAIL}> {moment} +0000".encode()
            lines.append(
                b"commit refs/heads/main\nauthor %s\ncommitter %s\ndata %d\n%s\n\n" % (who, who, len(subject), subject)
            )
        self.git("fast-import", "--quiet", "--force", stdin=b"".join(lines))

"""The commits of a local repository, its owner's own ones, newest first. No network, no hooks."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from devjournal.capture import git_program
from devjournal.capture.git_program import GitRefused
from devjournal.domain.capture.commits import Authors, Commit
from devjournal.domain.text.user_text import one_line, quoted

_MARGIN = timedelta(days=2)
"""Commit dates may lie a little before the author's day, in another zone."""

_FILTERS = (2, 37)
"""The version of git from which `--since-as-filter` is known."""

_FORMAT = "%aI%x00%ae%x00%an%x00%s"


class Repository(NamedTuple):
    """A repository on this machine."""

    folder: Path
    """Its top folder, from the root."""
    name: str
    common: Path
    """Its git folder, the same for every work tree."""


def find_repository(folder: Path) -> Repository:
    """Return the repository that a folder is in.

    Raises:
        GitRefused: it is in none.
        GitMissing: there is no git.
    """
    name = quoted(str(folder), 200)
    if not os.path.isdir(folder):  # noqa: PTH112  # which a name that is too long does not stop
        raise GitRefused(f"{name} is not a folder; name the folder of a git repository.")
    common = _common(folder)
    if not common:
        raise GitRefused(f"{name} is not in a git repository; name a folder that is.")
    path = Path(common)
    label = path.parent.name if path.name == ".git" else path.name.removesuffix(".git")
    top = git_program.ask(folder, "rev-parse", "--show-toplevel") or common  # a bare one has no work tree
    if top != common and _common(Path(top)) != common:
        top = common  # its work tree is a folder that does not know of it, as with dotfiles kept beside a home
    label = one_line(label.encode("utf-8", "replace").decode())[:60]
    return Repository(Path(top), label or "repository", path)


def _common(folder: Path) -> str:
    """Return the git folder of the repository that a folder is in; empty where it is in none."""
    return git_program.ask(folder, "rev-parse", "--path-format=absolute", "--git-common-dir") or ""


def own_authors(repository: Repository, texts: tuple[str, ...]) -> Authors:
    """Return whose commits are taken: those of `texts`, or of the e-mail address that git knows as one's own.

    Raises:
        GitRefused: git knows none.
    """
    if texts:
        return Authors(texts=texts)
    email = git_program.ask(repository.folder, "config", "--get", "user.email")
    if not email:
        raise GitRefused(
            f"git knows no user.email in {quoted(str(repository.folder), 200)}; say whose commits are yours with "
            "--author."
        )
    return Authors(email=email)


def own_commits(repository: Repository, authors: Authors, since: date) -> Iterator[Commit]:
    """Yield the commits of every branch that its authors made since a day, newest first; merges are left out.

    Raises:
        GitRefused: the history cannot be read.
    """
    folder = repository.folder
    words = ("rev-list", "--no-merges", f"{_since_option(folder)}={since - _MARGIN}T00:00:00", "--encoding=UTF-8")
    refs = ("--exclude=refs/remotes/*/HEAD", "--branches", "--remotes")
    for line in git_program.lines(folder, *words, f"--format={_FORMAT}", *_head(folder), *refs, "--"):
        commit = _commit(line)
        if commit is not None and authors.takes(commit):
            yield commit


def _since_option(folder: Path) -> str:
    """Return the option that takes commits from a day on.

    A plain `--since` ends at the first older commit, and one of a wrong clock would hide all that lie behind it.
    """
    version = re.search(r"(\d+)\.(\d+)", git_program.ask(folder, "version") or "")
    filters = version is not None and (int(version[1]), int(version[2])) >= _FILTERS
    return "--since-as-filter" if filters else "--since"


def _head(folder: Path) -> tuple[str, ...]:
    """Return HEAD where it leads to a commit: it may be on no branch."""
    return ("HEAD",) if git_program.ask(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}") else ()


def _commit(line: bytes) -> Commit | None:
    """Return the commit of a line; None for other lines, and for a date that does not exist."""
    parts = line.decode("utf-8", "replace").split("\0")
    if len(parts) != 4:
        return None
    try:
        written = datetime.fromisoformat(parts[0])
    except ValueError:
        return None
    return Commit(written, parts[2], parts[1], parts[3]) if written.tzinfo is not None else None

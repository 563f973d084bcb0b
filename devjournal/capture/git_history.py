"""Lists the user's own commits in a local repository, without network or hooks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from devjournal.capture import git_program
from devjournal.capture.git_program import GitRefused
from devjournal.domain.capture.commits import Authors, Commit
from devjournal.domain.text.user_text import one_line, quoted
from devjournal.platforms import is_folder

_MARGIN = timedelta(days=2)
"""Git filters by commit date in UTC; this covers the author's time zone."""

_FILTER_VERSION = (2, 37)
"""The first version of git with `--since-as-filter`."""

_FORMAT = "%aI%x00%ae%x00%an%x00%s"


class Repository(NamedTuple):
    """A local repository."""

    folder: Path
    """The absolute path of the work tree; of the git folder, if the repository is bare."""
    name: str
    common: Path
    """The git folder (`--git-common-dir`), which all work trees share."""


def find_repository(folder: Path) -> Repository:
    """Return the repository that contains a folder.

    Raises:
        GitRefused: the folder does not exist, or is in no repository.
        GitMissing: git is not installed.
    """
    name = quoted(str(folder), 200)
    if not is_folder(folder):
        raise GitRefused(f"{name} is not a folder; name the folder of a git repository.")
    common = _common(folder)
    if not common:
        raise GitRefused(f"{name} is not in a git repository; name a folder that is.")
    path = Path(common)
    label = path.parent.name if path.name == ".git" else path.name.removesuffix(".git")
    top = git_program.query(folder, "rev-parse", "--show-toplevel") or common  # bare repositories have no work tree
    if top != common and _common(Path(top)) != common:
        top = common  # `core.worktree` points to a folder without `.git`, as with dotfiles
    label = one_line(label.encode("utf-8", "replace").decode())[:60]
    return Repository(Path(top), label or "repository", path)


def _common(folder: Path) -> str:
    """Return the git folder of the repository that contains `folder`, or an empty string."""
    return git_program.query(folder, "rev-parse", "--path-format=absolute", "--git-common-dir") or ""


def own_authors(repository: Repository, texts: tuple[str, ...]) -> Authors:
    """Return the authors to match: by `texts` if there are any, else by git's `user.email`.

    Raises:
        GitRefused: `user.email` is not set.
    """
    if texts:
        return Authors(texts=texts)
    email = git_program.query(repository.folder, "config", "--get", "user.email")
    if not email:
        raise GitRefused(
            f"git knows no user.email in {quoted(str(repository.folder), 200)}; name the author of your commits with "
            "--author."
        )
    return Authors(email=email)


def own_commits(repository: Repository, authors: Authors, since: date) -> Iterator[Commit]:
    """Yield the authors' commits on all local and remote branches since a day, newest first, without merges.

    Raises:
        GitRefused: git cannot read the history.
    """
    folder = repository.folder
    arguments = ("rev-list", "--no-merges", f"{_since_option(folder)}={since - _MARGIN}T00:00:00", "--encoding=UTF-8")
    refs = ("--exclude=refs/remotes/*/HEAD", "--branches", "--remotes")
    for line in git_program.lines(folder, *arguments, f"--format={_FORMAT}", *_head(folder), *refs, "--"):
        commit = _commit(line)
        if commit is not None and authors.takes(commit):
            yield commit


def _since_option(folder: Path) -> str:
    """Return git's option for the first day of a history.

    `--since` stops at the first older commit: one commit with a wrong clock would hide all its ancestors.
    """
    version = re.search(r"(\d+)\.(\d+)", git_program.query(folder, "version") or "")
    has_filter = version is not None and (int(version[1]), int(version[2])) >= _FILTER_VERSION
    return "--since-as-filter" if has_filter else "--since"


def _head(folder: Path) -> tuple[str, ...]:
    """Return HEAD, which may be detached, as an argument; nothing if there is no commit yet."""
    return ("HEAD",) if git_program.query(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}") else ()


def _commit(line: bytes) -> Commit | None:
    """Parse a line in `_FORMAT`; None for other lines of `rev-list`, and for an invalid date."""
    parts = line.decode("utf-8", "replace").split("\0")
    if len(parts) != 4:
        return None
    try:
        authored_at = datetime.fromisoformat(parts[0])
    except ValueError:
        return None
    return Commit(authored_at, parts[2], parts[1], parts[3]) if authored_at.tzinfo is not None else None

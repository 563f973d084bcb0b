"""The history of real repositories, also of those that mean harm."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from devjournal.capture import git_program
from devjournal.capture.git_history import find_repository, own_authors, own_commits
from devjournal.capture.git_program import GitMissing, GitRefused
from devjournal.domain.capture.commits import Authors
from tests.capture.repositories import EMAIL, Repo

TREE = b"4b825dc642cb6eb9a060e54bf8d69288fbee4904"
"""The tree without files."""

FIRST = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def own_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git see nothing of the developer's."""
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)


def subjects(folder: Path, *authors: str, since: date = FIRST) -> list[str]:
    """Return the own subjects of a repository, the newest first."""
    repository = find_repository(folder)
    return [commit.subject for commit in own_commits(repository, own_authors(repository, authors), since)]


def test_own_commits_of_every_branch_without_merges(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "api")
    repo.commit("One", "2026-11-20")
    repo.git("switch", "-q", "-c", "topic")
    repo.commit("Two", "2026-11-21")
    repo.git("switch", "-q", "main")
    repo.commit("Theirs", "2026-11-22", author="Bob <bob@example.org>")
    repo.git("merge", "-q", "--no-ff", "-m", "Merge topic", "topic", day="2026-11-23")
    repo.git("switch", "-q", "-c", "other")
    repo.commit("Three", "2026-11-24")
    repo.git("switch", "-q", "main")
    assert subjects(tmp_path / "api") == ["Three", "Two", "One"]
    assert subjects(tmp_path / "api", "bob") == ["Theirs"]
    assert subjects(tmp_path / "api", since=date(2026, 11, 27)) == []


def test_a_stash_is_no_work(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "api")
    (tmp_path / "api" / "x").write_text("1")
    repo.git("add", "x")
    repo.commit("One")
    (tmp_path / "api" / "x").write_text("2")
    repo.git("stash", day="2026-11-26")
    assert subjects(tmp_path / "api") == ["One"]


def test_a_detached_head_counts(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "api")
    repo.commit("One", "2026-11-20")
    repo.git("checkout", "-q", "--detach")
    repo.commit("Two", "2026-11-21")
    assert subjects(tmp_path / "api") == ["Two", "One"]


def test_a_folder_below_a_work_tree_and_a_bare_one_name_the_repository(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "api")
    repo.commit("One")
    repo.git("clone", "-q", "--bare", ".", str(tmp_path / "mirror.git"))
    repo.git("worktree", "add", "-q", str(tmp_path / "tree"))
    (tmp_path / "api" / "src").mkdir()
    names = [find_repository(tmp_path / path).name for path in ("api", "api/src", "api/.git", "mirror.git", "tree")]
    assert names == ["api", "api", "api", "mirror", "api"]
    assert subjects(tmp_path / "mirror.git", EMAIL) == ["One"]


def test_dotfiles_are_read_whose_work_tree_does_not_know_of_them(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "api")
    repo.commit("One")
    repo.git("clone", "-q", "--bare", ".", str(tmp_path / "dotfiles.git"))
    (tmp_path / "home").mkdir()
    config = tmp_path / "dotfiles.git" / "config"
    config.write_text(f"{config.read_text()}[core]\n\tbare = false\n\tworktree = {tmp_path / 'home'}\n")
    assert find_repository(tmp_path / "dotfiles.git").name == "dotfiles"
    assert subjects(tmp_path / "dotfiles.git", EMAIL) == ["One"]


def test_an_empty_repository_has_no_commits(tmp_path: Path) -> None:
    Repo(tmp_path / "api")
    assert subjects(tmp_path / "api") == []


def test_no_repository_and_no_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(GitRefused, match="is not in a git repository; name a folder that is"):
        find_repository(tmp_path)
    with pytest.raises(GitRefused, match="is not a folder"):
        find_repository(tmp_path / "gone")


def test_without_git_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitMissing, match="git is not on the PATH"):
        find_repository(tmp_path)


def test_without_an_address_the_author_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = Repo(tmp_path / "api")
    repo.git("config", "--unset", "user.email")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    with pytest.raises(GitRefused, match="--author"):
        own_authors(find_repository(tmp_path / "api"), ())


def test_a_hook_that_runs_it_names_no_other_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Repo(tmp_path / "other").commit("Other")
    Repo(tmp_path / "api").commit("One")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    assert subjects(tmp_path / "api") == ["One"]


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[Path]:
    """A program that leaves a file where it was run."""
    sprung = tmp_path / "sprung"
    program = tmp_path / "trap"
    program.write_text(f"#!/bin/sh\necho ran >> {sprung}\nexit 1\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    yield program
    assert not sprung.exists(), "the repository ran a program"


TRAPS = (
    *("core.fsmonitor", "core.pager", "pager.rev-list", "pager.log", "core.editor", "core.sshCommand", "core.askPass"),
    *(
        "gpg.program",
        "diff.external",
        "credential.helper",
        "core.alternateRefsCommand",
        "core.gitProxy",
        "alias.config",
    ),
    *("uploadpack.packObjectsHook", "filter.x.smudge", "filter.x.clean", "merge.x.driver", "diff.x.textconv"),
)


def test_a_hostile_configuration_runs_nothing(tmp_path: Path, trap: Path) -> None:
    repo = Repo(tmp_path / "api")
    repo.commit("One")
    for name in TRAPS:
        repo.git("config", name, str(trap))
    repo.git("config", "alias.rev-list", f"!{trap}")
    repo.git("config", "log.showSignature", "true")
    repo.git("config", "core.hooksPath", str(tmp_path / "hooks"))
    hooks = (tmp_path / "hooks", tmp_path / "api" / ".git" / "hooks")
    for folder in hooks:
        folder.mkdir(exist_ok=True)
        for name in (
            "post-index-change",
            "reference-transaction",
            "pre-auto-gc",
            "post-checkout",
            "fsmonitor-watchman",
        ):
            (folder / name).write_bytes(trap.read_bytes())
            (folder / name).chmod(0o700)
    (tmp_path / "api" / ".gitattributes").write_text("* filter=x diff=x merge=x\n")
    repo.git("status")
    (tmp_path / "sprung").unlink()  # git itself does run it
    assert subjects(tmp_path / "api") == ["One"]


def test_a_partial_clone_fetches_nothing(tmp_path: Path, trap: Path) -> None:
    repo = Repo(tmp_path / "api")
    repo.commit("One", "2026-11-20")
    repo.commit("Two", "2026-11-21")
    for name, value in (
        *(("core.repositoryformatversion", "1"), ("extensions.partialClone", "origin")),
        *(("remote.origin.promisor", "true"), ("remote.origin.url", f"ext::{trap} %S")),
        *(("protocol.ext.allow", "always"), ("remote.origin.uploadpack", str(trap))),
    ):
        repo.git("config", name, value)
    first = repo.git("rev-parse", "HEAD~1")
    (tmp_path / "api" / ".git" / "objects" / first[:2] / first[2:]).unlink()
    with pytest.raises(GitRefused, match="git fsck"):
        subjects(tmp_path / "api")


def test_a_history_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "api")
    repo.commit("One")
    head = repo.git("rev-parse", "HEAD")
    path = tmp_path / "api" / ".git" / "objects" / head[:2] / head[2:]
    path.chmod(0o600)
    path.write_bytes(b"rubbish")
    with pytest.raises(GitRefused, match="git fsck"):
        subjects(tmp_path / "api")


def test_a_configuration_that_never_ends_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = Repo(tmp_path / "api")
    os.mkfifo(tmp_path / "pipe")
    repo.git("config", "include.path", "/dev/null")
    config = tmp_path / "api" / ".git" / "config"
    config.write_text(config.read_text().replace("/dev/null", str(tmp_path / "pipe")))
    monkeypatch.setattr(git_program, "_QUERY_TIMEOUT", 0.3)
    with pytest.raises(GitRefused, match="did not answer"):
        find_repository(tmp_path / "api")


def test_odd_names_and_bytes_are_data(tmp_path: Path) -> None:
    folder = tmp_path / "-n \x1b[31mred\n"
    repo = Repo(folder)
    repo.git("config", "i18n.commitEncoding", "ISO-8859-1")
    repo.git("commit", "-q", "--allow-empty", "-F", "-", day="2026-11-20", stdin="Größe".encode("latin-1"))
    repo.git("config", "i18n.commitEncoding", "UTF-8")
    who = f"Ann <{EMAIL}> 1795000000 +0000".encode()
    raw = b"tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor %s\ncommitter %s\n\n\xff\x1b[2J and\r\nmore\n" % (
        who,
        who,
    )
    repo.git("write-tree")
    commit = repo.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=raw)
    repo.git("update-ref", "refs/heads/raw", commit)
    assert find_repository(folder).name == "-n \N{SYMBOL FOR ESCAPE}[31mred↵"
    assert subjects(folder) == ["Größe", "\ufffd\x1b[2J and more"]


def test_days_that_do_not_exist_are_left_out(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "api")
    repo.commit("One")
    repo.git("write-tree")
    for n, moment in enumerate(("99999999999999999 +0000", "1795000000 +9999", "-5 +0000", "")):
        raw = b"tree %s\nauthor Ann <%%s> %%s\ncommitter Ann <%%s> 1795000000 +0000\n\nX\n" % TREE
        commit = repo.git(
            *("hash-object", "-t", "commit", "-w", "--literally", "--stdin"),
            stdin=raw % (EMAIL.encode(), moment.encode(), EMAIL.encode()),
        )
        repo.git("update-ref", f"refs/heads/odd{n}", commit)
    assert "One" in subjects(tmp_path / "api")


def test_a_long_history_is_read_line_by_line(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "api")
    repo.many(3000)
    commits = own_commits(find_repository(tmp_path / "api"), Authors(email=EMAIL), date(1970, 1, 1))
    assert next(commits).subject == "Subject 2999"
    commits.close()  # type: ignore[attr-defined]  # what is not read is not waited for


def test_more_output_than_any_history_has_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = Repo(tmp_path / "api")
    repo.many(200)
    monkeypatch.setattr(git_program, "MAX_OUTPUT", 5000)
    with pytest.raises(GitRefused, match="too long; name a shorter one with --since"):
        subjects(tmp_path / "api", since=date(1970, 1, 1))


def test_git_that_does_not_finish_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = Repo(tmp_path / "api")
    repo.commit("One")
    slow = tmp_path / "bin"
    slow.mkdir()
    (slow / "git").write_text("#!/bin/sh\nexec sleep 30\n")
    (slow / "git").chmod(0o700)
    monkeypatch.setenv("PATH", f"{slow}:{os.environ['PATH']}")
    monkeypatch.setattr(git_program, "TIMEOUT", 0.2)
    with pytest.raises(GitRefused, match="did not answer"):
        list(git_program.lines(tmp_path, "rev-list"))

"""The sources of drafts: git repositories, calendar files, texts, the inbox."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO

from devjournal.capture.git_history import Repository, find_repository, own_authors, own_commits
from devjournal.capture.git_program import GitRefused
from devjournal.cli.commands.capture.git_folders import GitFolders
from devjournal.cli.context import Context
from devjournal.cli.output import drafts_wait
from devjournal.cli.source import STANDARD, absolute_path
from devjournal.domain.capture.commits import FIRST_LOOK, drafts_of, extended, read_from, source_of
from devjournal.domain.capture.draft import DraftState, NewDraft
from devjournal.domain.one_to_one.span import parse_since
from devjournal.domain.text.user_text import one_line, pluralized, quoted
from devjournal.errors import DocumentRefused, JournalError, RuleViolation, UsageError
from devjournal.input_files import require_end

# git


def git(context: Context, folders: Sequence[str], authors: tuple[str, ...], since: str, *, forget: bool) -> str:
    """Draft the user's commits in `folders`, else in the remembered folders, else in the current repository.

    Raises:
        UsageError: no folder is named or remembered, and the working folder is not in a repository.
        DocumentRefused: a named folder is not in a repository, or a repository cannot be read.
    """
    first = parse_since(since, context.today, context.today)
    remembered = GitFolders(context.path)
    if forget:
        return _forget(remembered, folders)
    repositories: dict[Path, Repository] = {}
    known_folders = remembered.all()
    for folder in [absolute_path(folder) for folder in folders] or known_folders or [_here()]:
        try:
            repository = find_repository(folder)
        except DocumentRefused as error:
            if not known_folders or folders:
                raise
            context.exit_code = JournalError.exit_code
            context.print_error(f"{error} `devjournal drafts git --forget` forgets it.")
        else:
            repositories.setdefault(repository.common, repository)
    added = extended_count = 0
    with context.journal.transaction(lambda: f"{pluralized(added + extended_count, 'draft')} from git"):
        for repository in repositories.values():
            new, grown = _read_repository(context, repository, authors, first)
            added, extended_count = added + new, extended_count + grown
    if folders or not known_folders:
        remembered.add([repository.folder for repository in repositories.values()])
    names = ", ".join(repository.name for repository in repositories.values())
    return _summary(context, added, f"git ({names})" if names else "git", grown=extended_count)


def _here() -> Path:
    """Return the working folder.

    Raises:
        UsageError: the working folder is not in a repository.
    """
    here = absolute_path(".")
    try:
        find_repository(here)
    except GitRefused as error:
        raise UsageError("No folder is remembered yet; name one: `devjournal drafts git DIR`.") from error
    return here


def _forget(remembered: GitFolders, folders: Sequence[str]) -> str:
    if not folders:
        raise UsageError("Name the folder to forget: `devjournal drafts git --forget DIR`.")
    count = remembered.remove([absolute_path(folder) for folder in folders])
    return f"Forgot {pluralized(count, 'folder')}; their drafts stay."


def _read_repository(
    context: Context, repository: Repository, authors: tuple[str, ...], first: date | None
) -> tuple[int, int]:
    """Add the drafts of a repository. Return the number of new drafts, and of waiting drafts that got more commits."""
    drafts_table = context.journal.drafts
    known = drafts_table.of_source(source_of(repository.name))
    start = first or read_from([draft.day for draft in known], context.today)
    texts: dict[date, list[str]] = {}
    for known_draft in known:
        texts.setdefault(known_draft.day, []).append(known_draft.text)
    commits = own_commits(repository, own_authors(repository, authors), start)
    drafts = drafts_of(commits, repository.name, texts, first=start, last=context.today)
    waiting = {draft.day: draft for draft in known if draft.state is DraftState.WAITING}
    new = [draft for draft in drafts if draft.day not in waiting]
    for draft in drafts:
        if draft.day in waiting:
            earlier = waiting[draft.day]
            drafts_table.extend(earlier.id, extended(earlier.text, repository.name, draft.text))
    return len(drafts_table.add_all(new)), len(drafts) - len(new)


# files


def ics(context: Context, source: str, since: str) -> str:
    """Draft the events of a calendar file, up to today.

    Raises:
        DocumentRefused: the file is no calendar, or is damaged.
    """
    from devjournal.capture.calendar_file import CalendarSpan, read_calendar, skipped_as_text
    from devjournal.capture.calendar_lines import MAX_BYTES

    first = parse_since(since, context.today, context.today) or context.today - FIRST_LOOK
    with _open_source(source, MAX_BYTES) as (file, name):
        label = f"ics {_label(source)}"
        events = read_calendar(file, name, label, CalendarSpan(first, context.today), context.clock())
    skipped = f" Left out: {skipped_as_text(events.skipped.items())}." if events.skipped else ""
    return f"{_added(context, events.drafts, label)}{skipped}"


def note(context: Context, source: str, day: date) -> str:
    """Draft a text, or each item of a list.

    Raises:
        DocumentRefused: the text is too long, or is no text.
    """
    from devjournal.capture.note_file import MAX_NOTE, read_note

    with _open_source(source, MAX_NOTE) as (file, name):
        label = "text" if source == STANDARD else f"text {_label(source)}"
        drafts = read_note(file, name, label, day)
    return _added(context, drafts, label)


def inbox(context: Context) -> str:
    """Draft the files of the inbox, then move them to `taken/`.

    Raises:
        RuleViolation: no inbox is set.
        DocumentRefused: the folder is missing, or files in it cannot be moved.
    """
    from devjournal.capture.inbox import TAKEN_FOLDER, move_taken, prepare, read_inbox

    named = context.settings.inbox.folder
    if not named:
        raise RuleViolation("No inbox folder is set; set inbox.folder with `devjournal config edit`.")
    folder = absolute_path(named)
    result = read_inbox(folder, context.clock())
    if result.files:
        prepare(folder)
    done = _added(context, result.drafts, "the inbox")
    faults = (*result.faults, *move_taken(folder, result.files))
    for fault in faults:
        context.print_error(fault)
    if faults:
        context.exit_code = JournalError.exit_code
    moved = f" Moved {pluralized(len(result.files), 'file')} to {TAKEN_FOLDER}." if result.files else ""
    return f"{done}{moved}"


@contextmanager
def _open_source(source: str, limit: int) -> Iterator[tuple[BinaryIO, str]]:
    """Open a file of at most `limit` bytes, or standard input. Return the stream and its name for messages.

    Raises:
        DocumentRefused: the file cannot be read, is too large, or is a device, which may be endless.
        UsageError: standard input is closed.
    """
    name = "Standard input" if source == STANDARD else quoted(source, 200)
    try:
        if source == STANDARD:
            if sys.stdin is None:
                raise UsageError("Standard input is closed; redirect a file to it, or name a FILE.")
            yield sys.stdin.buffer, name
            return
        with Path(source).open("rb") as file:
            if require_end(file).st_size > limit:
                raise DocumentRefused(f"{name} is larger than {limit >> 20} MB; name a smaller FILE.")
            yield file, name
    except OSError as error:
        raise DocumentRefused(f"{name} cannot be read ({error.strerror}); name another FILE.") from error
    except ValueError as error:  # a NUL in the path
        raise DocumentRefused(f"{name} is not a path; name another FILE.") from error


def _label(source: str) -> str:
    name = "standard input" if source == STANDARD else Path(source).name
    return one_line(name.encode("utf-8", "replace").decode())[:60]


# adding


def _added(context: Context, drafts: Sequence[NewDraft], source: str) -> str:
    return _summary(context, len(context.journal.drafts.add_all(drafts)), source, len(drafts))


def _summary(context: Context, added: int, source: str, total: int | None = None, grown: int = 0) -> str:
    """Return a sentence with the numbers of new, repeated, grown and waiting drafts.

    Without `total`, no draft is repeated.
    """
    repeated = total - added if total is not None else 0
    before = f", {repeated} seen before" if repeated else ""
    longer = f", {grown} grew" if grown else ""
    new = f"{added} new {'draft' if added == 1 else 'drafts'}" if added else "No new draft" if grown else "Nothing new"
    return f"{new} from {source}{before}{longer}; {drafts_wait(context.journal.drafts.count())}."

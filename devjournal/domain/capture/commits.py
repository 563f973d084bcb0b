"""Commits as drafts: own work of a day in one repository becomes one draft with the subjects."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from devjournal.domain.capture.draft import NewDraft
from devjournal.domain.capture.fingerprint import SourceKind, fingerprint, shortened

MAX_SUBJECTS = 30
"""Subjects of one draft; a day with more commits is counted."""

FIRST_LOOK = timedelta(weeks=4)
"""How far back a source is read that was never read before."""

_OVERLAP = timedelta(weeks=2)

_MAX_SUBJECT = 300
"""Characters of a subject."""

_BOT = re.compile(r"\[bot\]|(?<![a-z])bot@|[-+ ]bot(?![a-z])|dependabot|renovate|github-actions|weblate", re.IGNORECASE)
_FIXUP = re.compile(r"^(?:(?:fixup|squash|amend)! )+")
_ITEM = "- "
_MORE = re.compile(r"- and \d+ more")


class Commit(NamedTuple):
    """The fields of a commit that a draft needs."""

    written: datetime
    """When its author wrote it, in the author's own zone."""
    name: str
    email: str
    subject: str


class Authors(NamedTuple):
    """Whose commits are taken: those of one e-mail address, or those whose author's name or address has a text."""

    email: str = ""
    texts: tuple[str, ...] = ()

    def takes(self, commit: Commit) -> bool:
        """Return whether a commit is by one of them; bots are nobody."""
        author = f"{commit.name} <{commit.email}>"
        if _BOT.search(author):
            return False
        if self.texts:
            return any(text.casefold() in author.casefold() for text in self.texts)
        return commit.email.casefold() == self.email.casefold()


class _Day:
    """The commits of one day, which arrive newest first; only the earliest are kept."""

    def __init__(self) -> None:
        self.count = 0
        self.earliest: deque[Commit] = deque(maxlen=MAX_SUBJECTS)

    def add(self, commit: Commit) -> None:
        self.count += 1
        self.earliest.append(commit)


def source_of(repository: str) -> str:
    """Return how lists name the source of a repository's drafts."""
    return f"git {repository}"


def last_time(days: Collection[date], today: date) -> date:
    """Return since when a history is read that was read before; `days` are those of the drafts that came of it.

    It goes back two weeks behind the last of them, since commits may come late from another machine, but never behind
    the first one: what lies there was not asked for. Where there is none it goes back four weeks.
    """
    if not days:
        return today - FIRST_LOOK
    return max(min(days), max(days) - _OVERLAP)


def fold(
    commits: Iterable[Commit],
    repository: str,
    known: Mapping[date, Collection[str]],
    *,
    first: date,
    last: date,
) -> list[NewDraft]:
    """Return a draft for each day from `first` to `last`, the earliest first.

    `commits` come newest first, as git lists them. `known` are the texts of the drafts that this repository has for a
    day already: their subjects are not taken again.
    """
    days: dict[date, _Day] = {}
    for commit in commits:
        day = commit.written.date()
        if first <= day <= last:
            days.setdefault(day, _Day()).add(commit)
    drafts = (_draft(day, repository, days[day], known.get(day, ())) for day in sorted(days))
    return [draft for draft in drafts if draft is not None]


def _draft(day: date, repository: str, day_commits: _Day, texts: Collection[str]) -> NewDraft | None:
    if any(_MORE.fullmatch(text.rpartition("\n")[2]) for text in texts):
        return None  # a day of so many commits was counted once and for all
    seen = {line for text in texts for line in _subjects(text, repository)}
    new: dict[str, Commit] = {}
    oldest_first = list(reversed(day_commits.earliest))  # of one second, too
    for commit in sorted(oldest_first, key=lambda commit: commit.written):
        subject = _subject(commit)
        if subject and subject not in seen:
            new.setdefault(subject, commit)
    if not new:
        return None
    start = next(iter(new.values()))
    return NewDraft(
        kind=SourceKind.GIT,
        fingerprint=fingerprint(repository, day.isoformat(), str(int(start.written.timestamp())), _subject(start)),
        day=day,
        text=_text(repository, list(new), day_commits.count - len(day_commits.earliest)),
        source=source_of(repository),
    )


def _subject(commit: Commit) -> str:
    return shortened(_FIXUP.sub("", " ".join(commit.subject.split())), _MAX_SUBJECT)


def _text(repository: str, subjects: list[str], more: int) -> str:
    if len(subjects) == 1 and not more:
        return f"{repository}: {subjects[0]}"
    rest = [f"{_ITEM}and {more} more"] if more else []
    return "\n".join(
        [f"{repository}: {len(subjects) + more} commits", *(f"{_ITEM}{subject}" for subject in subjects), *rest]
    )


def _subjects(text: str, repository: str) -> Iterator[str]:
    """Yield the subjects of a text that `_text` made."""
    first, *items = text.splitlines() or [""]
    if not items:
        yield first.removeprefix(f"{repository}: ")
    for line in items:
        yield line.removeprefix(_ITEM)


def extended(text: str, repository: str, more: str) -> str:
    """Return the text of a waiting draft with the new subjects of its day at the end."""
    subjects = [*_subjects(text, repository), *_subjects(more, repository)]
    return _text(repository, list(dict.fromkeys(subjects)), 0)

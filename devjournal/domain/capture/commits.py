"""Commits as drafts: own commits of one day in one repository become one draft with their subjects."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from devjournal.domain.capture.draft import NewDraft
from devjournal.domain.capture.fingerprint import SourceKind, fingerprint, shortened

MAX_SUBJECTS = 30
"""The most subjects in one draft; of more commits the draft gives the number."""

FIRST_LOOK = timedelta(weeks=4)
"""How many days a source is read back the first time."""

_OVERLAP = timedelta(weeks=2)

_MAX_SUBJECT = 300
"""The most characters of a subject."""

_BOT = re.compile(r"\[bot\]|(?<![a-z])bot@|[-+ ]bot(?![a-z])|dependabot|renovate|github-actions|weblate", re.IGNORECASE)
_FIXUP = re.compile(r"^(?:(?:fixup|squash|amend)! )+")
_ITEM = "- "
_MORE = re.compile(r"- and \d+ more")


class Commit(NamedTuple):
    """The fields of a commit that a draft needs."""

    authored_at: datetime
    """The author date, in the author's time zone."""
    name: str
    email: str
    subject: str


class Authors(NamedTuple):
    """Whose commits count: those with an e-mail address, or with a text in the author's name or address."""

    email: str = ""
    texts: tuple[str, ...] = ()

    def takes(self, commit: Commit) -> bool:
        """Return whether a commit is by one of these authors. Bots never match."""
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
    """Return the source name of a repository's drafts, as lists show it."""
    return f"git {repository}"


def read_from(days: Collection[date], today: date) -> date:
    """Return the first day to read again, from the days of the drafts that the repository has already.

    It is two weeks before the last draft, because commits may arrive late from another machine, but never before the
    first draft: the user did not ask for earlier commits. Without drafts it is four weeks back.
    """
    if not days:
        return today - FIRST_LOOK
    return max(min(days), max(days) - _OVERLAP)


def drafts_of(
    commits: Iterable[Commit],
    repository: str,
    known: Mapping[date, Collection[str]],
    *,
    first: date,
    last: date,
) -> list[NewDraft]:
    """Return a draft for each day from `first` to `last`, earliest first.

    `commits` come newest first, as git lists them. `known` are the texts of this repository's drafts by day: subjects
    in them are not drafted again.
    """
    days: dict[date, _Day] = {}
    for commit in commits:
        day = commit.authored_at.date()
        if first <= day <= last:
            days.setdefault(day, _Day()).add(commit)
    drafts = (_draft(day, repository, days[day], known.get(day, ())) for day in sorted(days))
    return [draft for draft in drafts if draft is not None]


def _draft(day: date, repository: str, day_commits: _Day, texts: Collection[str]) -> NewDraft | None:
    if any(_MORE.fullmatch(text.rpartition("\n")[2]) for text in texts):
        return None  # the draft of such a day does not list every subject
    known_subjects = {line for text in texts for line in _subjects(text, repository)}
    new_commits: dict[str, Commit] = {}
    oldest_first = list(reversed(day_commits.earliest))  # within one second, too
    for commit in sorted(oldest_first, key=lambda commit: commit.authored_at):
        subject = _subject(commit)
        if subject and subject not in known_subjects:
            new_commits.setdefault(subject, commit)
    if not new_commits:
        return None
    start = next(iter(new_commits.values()))
    return NewDraft(
        kind=SourceKind.GIT,
        fingerprint=fingerprint(repository, day.isoformat(), str(int(start.authored_at.timestamp())), _subject(start)),
        day=day,
        text=_text(repository, list(new_commits), day_commits.count - len(day_commits.earliest)),
        source=source_of(repository),
    )


def _subject(commit: Commit) -> str:
    return shortened(_FIXUP.sub("", " ".join(commit.subject.split())), _MAX_SUBJECT)


def _text(repository: str, subjects: list[str], more: int) -> str:
    if len(subjects) == 1 and not more:
        return f"{repository}: {subjects[0]}"
    count = [f"{_ITEM}and {more} more"] if more else []
    return "\n".join(
        [f"{repository}: {len(subjects) + more} commits", *(f"{_ITEM}{subject}" for subject in subjects), *count]
    )


def _subjects(text: str, repository: str) -> Iterator[str]:
    """Yield the subjects in a text made by `_text`."""
    first, *items = text.splitlines() or [""]
    if not items:
        yield first.removeprefix(f"{repository}: ")
    for line in items:
        yield line.removeprefix(_ITEM)


def extended(text: str, repository: str, more: str) -> str:
    """Return the text of a waiting draft with its day's new subjects at the end."""
    subjects = [*_subjects(text, repository), *_subjects(more, repository)]
    return _text(repository, list(dict.fromkeys(subjects)), 0)

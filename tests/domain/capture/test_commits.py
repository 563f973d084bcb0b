"""Commits of a day become one draft, and no subject is taken twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devjournal.domain.capture.commits import MAX_SUBJECTS, Authors, Commit, drafts_of, extended
from devjournal.domain.capture.draft import NewDraft

ZONE = timezone(timedelta(hours=1))
NOON = datetime(2026, 11, 26, 12, tzinfo=ZONE)
ANN = ("Ann", "ann@example.org")


def commit(subject: str, minutes: int = 0, author: tuple[str, str] = ANN) -> Commit:
    return Commit(NOON + timedelta(minutes=minutes), *author, subject)


def folded(commits: Sequence[Commit], known: Sequence[str] = ()) -> list[NewDraft]:
    newest_first = sorted(commits, key=lambda commit: commit.authored_at, reverse=True)
    texts = {NOON.date(): list(known)} if known else {}
    return drafts_of(newest_first, "api", texts, first=date(2026, 1, 1), last=date(2026, 12, 31))


def test_a_day_is_one_draft_with_its_subjects_in_order() -> None:
    (draft,) = folded([commit("Add a test", 5), commit("Fix the reader", 1), commit("Add a test", 9)])
    assert (draft.day, draft.source) == (date(2026, 11, 26), "git api")
    assert draft.text == "api: 2 commits\n- Fix the reader\n- Add a test"


def test_one_commit_is_one_line() -> None:
    assert [draft.text for draft in folded([commit("Fix the reader")])] == ["api: Fix the reader"]


def test_days_are_drafts_of_their_own_in_the_zone_of_the_author() -> None:
    late = Commit(datetime(2026, 11, 26, 23, 30, tzinfo=timezone(timedelta(hours=-8))), *ANN, "Late")
    assert [(draft.day.day, draft.text) for draft in folded([late, commit("Next", 24 * 60)])] == [
        *((26, "api: Late"), (27, "api: Next")),
    ]


def test_what_is_known_is_not_taken_again() -> None:
    before = [commit("One", 1), commit("Two", 2)]
    (first,) = folded(before)
    assert folded(before, [first.text]) == []
    (second,) = folded([*before, commit("Three", 3)], [first.text])
    assert second.text == "api: Three"
    assert second.fingerprint != first.fingerprint
    assert extended(first.text, "api", second.text) == "api: 3 commits\n- One\n- Two\n- Three"


def test_a_commit_that_was_written_again_is_the_same() -> None:
    (first,) = folded([commit("One")])
    assert folded([commit("fixup! One", 3), commit("One", 60)], [first.text]) == []


def test_a_day_without_end_is_counted_once() -> None:
    many = [commit(f"Subject {n}", n // 10) for n in range(MAX_SUBJECTS + 30)]
    (draft,) = folded(many)
    assert draft.text.endswith("\n- and 30 more")
    assert folded([*many, commit("Later", 600)], [draft.text]) == []


@pytest.mark.parametrize(
    "author",
    [
        ("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.example.org"),
        *(("renovate", "bot@example.org"), ("release-bot", "x@example.org"), ("github-actions", "a@example.org")),
    ],
)
def test_bots_are_nobody(author: tuple[str, str]) -> None:
    assert not Authors(texts=("example.org",)).takes(commit("Bump", author=author))


@pytest.mark.parametrize("author", [("Abbot Botha", "abbot@example.org"), ("Talbot", "robot.fan@example.org")])
def test_people_are_no_bots(author: tuple[str, str]) -> None:
    assert Authors(texts=("EXAMPLE.org",)).takes(commit("Work", author=author))


def test_an_address_is_taken_as_a_whole() -> None:
    assert Authors(email="ANN@example.org").takes(commit("Work"))
    assert not Authors(email="ann@example.org").takes(commit("Work", author=("Joann", "joann@example.org")))


@given(st.lists(st.tuples(st.text(max_size=12), st.integers(0, 500)), max_size=20), st.data())
def test_in_any_two_steps_every_subject_is_taken_once(subjects: list[tuple[str, int]], data: st.DataObject) -> None:
    commits = [commit(subject, minutes) for subject, minutes in subjects]
    some = data.draw(st.lists(st.sampled_from(commits), unique=True)) if commits else []
    texts = [draft.text for draft in folded(some)]
    texts += [draft.text for draft in folded(commits, texts)]
    assert folded(commits, texts) == []

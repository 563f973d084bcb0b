"""Which gap the words of a draft speak of."""

from __future__ import annotations

from devjournal.domain.capture.gap_suggestion import suggest_gaps
from devjournal.domain.career.gap import Area, Gap

GAPS = (
    Gap(id=1, area=Area.SKILLS, title="Incident command", needed=4, evidence=3),
    Gap(id=2, area=Area.EXPERIENCE, title="Lead a design review", why="The staff role decides there", needed=3),
    Gap(id=3, area=Area.BRAND, title="Known for writing", needed=2, evidence=1),
)


def order(text: str) -> list[tuple[int, bool]]:
    return [(gap.id, speaks) for gap, speaks in suggest_gaps(text, GAPS)]


def test_the_words_decide_then_what_is_proven_least() -> None:
    assert order("api: Ran the incident, wrote the timeline") == [(1, True), (2, False), (3, False)]
    assert order("Reviewed the designs of the importer")[0] == (2, True)


def test_without_words_the_least_proven_comes_first() -> None:
    assert order("Lunch") == [(2, False), (3, False), (1, False)]


def test_short_and_common_words_say_nothing() -> None:
    assert order("for the new one of a it") == [(2, False), (3, False), (1, False)]


def test_the_title_counts_more_than_the_why() -> None:
    assert order("The staff incident")[0] == (1, True)

"""Going to the place of a search result."""

from __future__ import annotations

from datetime import date
from functools import partial

from textual.app import App

from devjournal.domain.dates.days import IsoWeek
from devjournal.domain.search.search_hit import HitKind, SearchHit
from devjournal.tui.kit.finder import MAX_RESULTS
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.search.dialog import Search
from devjournal.tui.week import actions as week_actions
from devjournal.tui.week.screen import WeekScreen
from devjournal.tui.widgets.rows import RowPane

_WEEK_ROWS = {
    **dict.fromkeys((HitKind.GOAL, HitKind.CHECK_IN, HitKind.RECAP, HitKind.LESSON, HitKind.AWAY), "hero"),
    HitKind.STEP: "step",
    HitKind.ENTRY: "entry",
}
"""Kinds of results that Week shows, each with the kind of row to focus."""


def search(screen: JournalScreen) -> None:
    """Open the search, and go to the result that is chosen."""
    find = partial(screen.journal.search.find, limit=MAX_RESULTS + 1, typing=True)
    screen.open_question(Search(find), lambda hit: screen.app.call_next(go_to, screen.app, hit))  # before later keys


async def go_to(app: App[None], hit: SearchHit, *, opened: bool = False, back: str = "") -> None:
    """Show a hit where it belongs: in its week, on its gap's page, at its person, or in its list.

    `opened` opens a person's page. On the page of a gap or a person, `esc` returns to the screen `back`, if it is set.
    """
    if hit.kind in _WEEK_ROWS:
        await _go_to_week(app, hit)
    elif hit.kind is HitKind.GAP:
        await _go_to_gap(app, hit, back)
    elif hit.kind in (HitKind.PERSON, HitKind.TALK):
        await _go_to_person(app, hit, opened=opened, back=back)
    elif hit.kind is HitKind.TOPIC:
        await _go_to_topic(app, hit)
    elif hit.kind in (HitKind.REVIEW, HitKind.REMARK):
        await _go_to_review(app, hit)
    elif hit.kind is HitKind.CONFLICT:
        await app.run_action("app.differences")
    else:
        await home(app, "gaps")  # a horizon, which is shown above the board


def edit_text(screen: JournalScreen, key: str) -> None:
    """Open the form of the text that `key` names: an entry, a talk, or a week's recap or goal."""
    from devjournal.tui.people import actions as people_actions

    kind, _, subject = key.partition(":")
    if kind == "entry":
        week_actions.edit_entry(screen, int(subject))
    elif kind == "talk":
        talk = screen.journal.conversations.get(int(subject))
        person = next((person for person in screen.journal.people.list() if person.id == talk.person), None)
        if person is None:
            screen.tell("The person of this talk was removed; the talk can only be read.")
        else:
            people_actions.edit_talk(screen, person, talk)
    else:
        iso = IsoWeek(date.fromisoformat(subject))
        has_recap = screen.journal.weeks.get(iso).outcome is not None
        (week_actions.recap if has_recap else week_actions.set_goal)(screen, iso)


async def home(app: App[None], name: str) -> JournalScreen:
    """Switch to the screen `name`, and close the pages over it."""
    await app.switch_mode(name)
    while len(app.screen_stack) > 1:
        await app.pop_screen()
    screen = app.screen
    assert isinstance(screen, JournalScreen)
    return screen


async def _go_to_week(app: App[None], hit: SearchHit) -> None:
    week = await home(app, WeekScreen.NAME)
    assert isinstance(week, WeekScreen)
    week.open_week(IsoWeek.of(hit.day))
    week.refresh_data()
    week.focus_row(_WEEK_ROWS[hit.kind], hit.id)


async def _go_to_gap(app: App[None], hit: SearchHit, back: str) -> None:
    from devjournal.tui.gaps.page.screen import GapPage

    board = await home(app, GapPage.NAME)
    page = GapPage(board.journal, hit.id)
    page.back = back
    app.delay_update()
    await app.push_screen(page)


async def _go_to_person(app: App[None], hit: SearchHit, *, opened: bool, back: str) -> None:
    """Select a person, or open their page; a talk is selected on the page."""
    from devjournal.tui.people.screen import PeopleScreen

    people = await home(app, PeopleScreen.NAME)
    assert isinstance(people, PeopleScreen)
    row_id = hit.of if hit.kind is HitKind.TALK else hit.id
    person = next((candidate for candidate in people.journal.people.list() if candidate.id == row_id), None)
    if person is None:
        people.tell("The person of that talk was removed; `devjournal search` finds its text.")
        return
    people.crosshair.await_person(person)
    people.opened = opened or hit.kind is HitKind.TALK
    people.back = back if people.opened else ""
    people.refresh_data()
    if hit.kind is HitKind.TALK:
        people.call_after_refresh(_open_talk, people.query_one("#log", RowPane), hit.id)


def _open_talk(log: RowPane, talk: int) -> None:
    log.screen.set_focus(log)
    log.move_to(next((n for n, row in enumerate(log.rows) if row.value == talk), 0))


async def _go_to_review(app: App[None], hit: SearchHit) -> None:
    from devjournal.tui.reviews.screen import ReviewsScreen

    reviews = await home(app, ReviewsScreen.NAME)
    assert isinstance(reviews, ReviewsScreen)
    reviews.arrive(hit.id if hit.kind is HitKind.REVIEW else hit.of or 0)


async def _go_to_topic(app: App[None], hit: SearchHit) -> None:
    """Select a topic of the next 1:1. A topic that is done is in no list."""
    from devjournal.tui.one_to_one.groups import PRIVATE
    from devjournal.tui.one_to_one.screen import OneToOneScreen
    from devjournal.tui.widgets.item_list import ItemList

    one_to_one = await home(app, OneToOneScreen.NAME)
    assert isinstance(one_to_one, OneToOneScreen)
    one_to_one.action_live()
    bring, key = one_to_one.query_one("#bring", ItemList), f"{PRIVATE if hit.private else ''}topic:{hit.id}"
    one_to_one.set_focus(bring)
    bring.reveal(key)
    if hit.id not in {topic.id for topic in one_to_one.journal.topics.open()}:
        one_to_one.tell("That topic is done; `devjournal topic list --all` shows it.")

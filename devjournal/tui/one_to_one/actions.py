"""What the verbs of the 1:1 write: a line left out or brought in, and the 1:1 that was held."""

from __future__ import annotations

from devjournal.domain.career.person import Person
from devjournal.domain.one_to_one.page import PageChoices, PageRequest
from devjournal.domain.text.user_text import one_line, quoted
from devjournal.tui import verbs
from devjournal.tui.kit.asker import Asker
from devjournal.tui.one_to_one.data import NextView, document, read_next


def choose(screen: Asker, view: NextView, line: str, words: str) -> None:
    """Leave a line out of the next page, or tell it again."""
    person = view.person.id if view.person is not None else None
    screen.journal.pages.choose(person, line, not view.choices.told(line), words)
    screen.refresh_data()


def hold(screen: Asker, view: NextView, person: Person) -> None:
    """Mark the 1:1 with a person as held: its page is kept, with what another window wrote meanwhile."""
    journal = screen.journal
    last, _ = journal.spans.last_held(person.name)
    if last is not None and last.day == view.today and not view.tells_news:
        name = one_line(person.name)
        screen.tell(f"The 1:1 with {name} was held today, and nothing was written since. {verbs.UNDO} takes it back.")
        return
    with journal.transaction(f"1:1 with {quoted(person.name)}"):
        now = read_next(journal, view.person.id if view.person is not None else None, PageRequest(), PageChoices())
        journal.conversations.hold(person.name, document(now), now.on_page)
    screen.refresh_data()
    screen.tell(f"Held: the 1:1 with {one_line(person.name)}. {verbs.UNDO} takes it back.")

"""Which page the 1:1 shows: for the next 1:1, for another period, or an earlier page."""

from __future__ import annotations

from devjournal.domain.career.person import Person
from devjournal.domain.one_to_one.page import PageChoices, PageRequest
from devjournal.storage import Journal
from devjournal.tui.one_to_one.data import View, read_current, read_earlier


class PageSelector:
    """Holds the selection of the page, and reads it."""

    def __init__(self, journal: Journal) -> None:
        """Select the page for the next 1:1."""
        self._journal = journal
        self._request = PageRequest()
        self._person: int | None = None
        """ID of the chosen person; `None` is the person of the last 1:1."""
        self._choices = PageChoices()
        """Choices for a page of another period. They are not stored, and end with that page."""
        self.at: int | None = None
        """Index of the shown earlier page, counted from the latest; `None` for a current page."""
        self._last_read: tuple[object, View] | None = None
        """The last view, with the journal's state and the selection at that time."""

    @property
    def request(self) -> PageRequest:
        """The request for the current page."""
        return self._request

    @property
    def about(self) -> str:
        """Identifies the page: both cursors return to the top when it changes."""
        return f"{self.at} {self._request} {self._person}"

    def read(self) -> View:
        """Read the selected page; without any earlier pages, the current one.

        The page is read and fitted again only if the journal or the selection has changed.
        """
        state = self._journal.state()
        if state is not None and self._last_read is not None and self._last_read[0] == (state, *self._selection):
            return self._last_read[1]
        view = self._read_page()
        self._last_read = (state, *self._selection), view
        return view

    @property
    def _selection(self) -> tuple[object, ...]:
        return self.at, self._person, self._request, self._choices

    def _read_page(self) -> View:
        earlier = read_earlier(self._journal, self.at) if self.at is not None else None
        self.at = earlier.at if earlier is not None else None
        return earlier or read_current(self._journal, self._person, self._request, self._choices)

    def ask(self, request: PageRequest) -> None:
        """Select the page of a period."""
        self._request, self._choices, self.at = request, PageChoices(), None

    def ask_for(self, person: Person) -> None:
        """Select a person's page."""
        self._person, self.at = person.id, None

    def choose(self, choices: PageChoices) -> None:
        """Set choices that the journal does not store."""
        self._choices = choices

    def step(self, step: int) -> bool:
        """Select the earlier page before or after this one; return whether there are earlier pages."""
        at = (-1 if self.at is None else self.at) - step
        if at >= 0 and not self._journal.pages.handed_over():
            return False
        self.at = at if at >= 0 else None
        return True

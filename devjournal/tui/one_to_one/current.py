"""Which page the 1:1 shows: the next one, one of another time, or one that was handed over before."""

from __future__ import annotations

from devjournal.domain.career.person import Person
from devjournal.domain.one_to_one.page import PageChoices, PageRequest
from devjournal.storage import Journal
from devjournal.tui.one_to_one.data import View, read_handed, read_next


class PageSelector:
    """Knows which page is asked for, and reads it."""

    def __init__(self, journal: Journal) -> None:
        """Begin with the page for the next 1:1."""
        self._journal = journal
        self._asked = PageRequest()
        self._person: int | None = None
        """Whose page was chosen, by ID; None is that of the last 1:1."""
        self._passing = PageChoices()
        """What is chosen for a page of another time: it lasts as long as that page is shown."""
        self.at: int | None = None
        """Which page that was handed over is shown, counted from the latest; None is none of them."""
        self._read: tuple[object, View] | None = None
        """The page that was read last, and what it was read of."""

    @property
    def asked(self) -> PageRequest:
        """The page that is asked for, where none that was handed over is shown."""
        return self._asked

    @property
    def about(self) -> str:
        """What tells one page from another: a cursor begins on another one at the top."""
        return f"{self.at} {self._asked} {self._person}"

    def read(self) -> View:
        """Read the page that is shown; where no page was handed over any more it is the one that is asked for.

        It is read again, and its lines fitted in again, only where somebody wrote or something else is asked for.
        """
        state = self._journal.state()
        if state is not None and self._read is not None and self._read[0] == (state, *self._wanted):
            return self._read[1]
        view = self._read_anew()
        self._read = (state, *self._wanted), view
        return view

    @property
    def _wanted(self) -> tuple[object, ...]:
        return self.at, self._person, self._asked, self._passing

    def _read_anew(self) -> View:
        handed = read_handed(self._journal, self.at) if self.at is not None else None
        self.at = handed.at if handed is not None else None
        return handed or read_next(self._journal, self._person, self._asked, self._passing)

    def ask(self, request: PageRequest) -> None:
        """Ask for the page of a time."""
        self._asked, self._passing, self.at = request, PageChoices(), None

    def ask_for(self, person: Person) -> None:
        """Ask for somebody's page."""
        self._person, self.at = person.id, None

    def choose(self, choices: PageChoices) -> None:
        """Choose for a page whose choices the journal does not keep."""
        self._passing = choices

    def step(self, step: int) -> bool:
        """Go to the page that was handed over before this one, or after it; say whether there is one."""
        at = (-1 if self.at is None else self.at) - step
        if at >= 0 and not self._journal.pages.handed_over():
            return False
        self.at = at if at >= 0 else None
        return True

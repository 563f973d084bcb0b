"""The pictures: for each the time up to which the demo is written, the keys, and the size of the terminal."""

from __future__ import annotations

from dataclasses import dataclass, replace

from devjournal.tui import theme

WIDE, MIDDLE, NARROW = (120, 40), (80, 24), (60, 20)

MONDAY, WEDNESDAY, FRIDAY = "2026-11-23T09:10", "2026-11-25T12:10", "2026-11-27T16:30"
AFTERWARDS, JANUARY = "2026-11-30T09:10", "2027-01-04T10:00"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture."""

    name: str
    keys: tuple[str, ...] = ()
    """Names of keys, and typed letters."""
    until: str = FRIDAY
    """The time up to which the demo is written; empty for an empty journal."""
    taken_at: str = ""
    """The time of the picture, if later than `until`."""
    size: tuple[int, int] = WIDE
    theme: str = theme.DARK
    ascii: bool = False

    @property
    def moment(self) -> str:
        """The time of the picture."""
        return self.taken_at or self.until


SENTENCE = "Asking for the date, and then not helping."
RECAP = ("r", "h", "y", "y", *SENTENCE)
GOAL = ("g", "a", *"Pipeline review", "tab", *"Every deal leaves Thursday’s review with a next step.")
ADJUSTMENT = ("c", "f", *"Eight deals, not all 23. The rest by mail.")
ANNEKE = ("4", *"jjjjj")
ASKED = (*ANNEKE, "m", *"Ran the forecast for a manager who was away, and told him so each Monday.")
PARKED = ("5", "enter", "ctrl+s", "tab", "j", "p", *"Until the price list is out in March.")
CLAIM = ("3", "C", *"jjjjjjjjj", "enter", "j")
LEFT_OUT = ("6", "j", "space", "k")

BEST = (
    Shot("week-friday"),
    Shot("week-hit", keys=(*RECAP, "ctrl+s")),
    Shot("calendar", keys=("2", "h")),
    Shot("gaps", keys=("3", "l")),
    Shot("people", keys=("4", "j", "l")),
    Shot("reviews", keys=("5", "j", "j")),
    Shot("one-to-one", keys=LEFT_OUT),
    Shot("case", keys=("3", "C")),
)
"""Each screen in its best state, for a picture in the dark and one in the light theme."""

SHOTS = (
    *BEST,
    *(replace(shot, name=f"{shot.name}-light", theme=theme.LIGHT) for shot in BEST),
    Shot("week-contrast", theme=theme.CONTRAST, size=MIDDLE),
    Shot("week-ascii", ascii=True, size=MIDDLE),
    Shot("week-first-run", until="", taken_at="2026-11-26T09:00", size=MIDDLE),
    Shot("week-monday", until=MONDAY),
    Shot("week-wednesday", until=WEDNESDAY),
    Shot("week-forgotten", taken_at=AFTERWARDS),
    Shot("week-goal-form", until=MONDAY, keys=GOAL),
    Shot("week-check-in-form", until=WEDNESDAY, keys=ADJUSTMENT),
    Shot("week-recap-form", keys=RECAP),
    Shot("week-80x24", size=MIDDLE),
    Shot("week-60x20", size=NARROW),
    Shot("calendar-quarter", keys=("2", "v")),
    Shot("calendar-month", keys=("2", "M")),
    Shot("calendar-insight-80x24", keys=("2", "i"), size=MIDDLE),
    Shot("gaps-80x24", keys=("3", "l"), size=MIDDLE),
    Shot("gaps-60x20", keys=("3", "l"), size=NARROW),
    Shot("gap-page", keys=("3", "l", "j", "enter")),
    Shot("gap-form", keys=("3", "l", "j", "e")),
    Shot("case-claim", keys=CLAIM),
    Shot("case-80x24", keys=("3", "C"), size=MIDDLE),
    Shot("person-page", keys=(*ANNEKE, "enter")),
    Shot("person-60x20", keys=("4", "j", "enter"), size=NARROW),
    Shot("talk-form", keys=ASKED),
    Shot("review-page", keys=("5", "j", "j", "enter")),
    Shot("review-step", taken_at=JANUARY, keys=PARKED),
    Shot("reviews-80x24", keys=("5", "j", "j"), size=MIDDLE),
    Shot("year-letter", keys=("5", "Y")),
    Shot("one-to-one-80x24", keys=LEFT_OUT, size=MIDDLE),
    Shot("drafts", keys=("D", *"jjj", "k")),
    Shot("search", keys=("/", *"board")),
    Shot("help", keys=("?",)),
    Shot("palette", keys=("ctrl+p", *"review")),
)

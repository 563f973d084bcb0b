"""Importing a career ladder: asking what the file leaves open, and choosing among its gaps."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from devjournal.domain.text.user_text import capitalized, pluralized, quoted
from devjournal.errors import RuleViolation
from devjournal.exports.ladder.ladder import Ladder, Options
from devjournal.exports.ladder.new_rows import new_rows, repeats_of
from devjournal.exports.ladder.read_ladder import read_ladder, scan_ladder, skipped_lines
from devjournal.foreign_files import read_ladder_file
from devjournal.tui import verbs
from devjournal.tui.begin.ladder_form import LadderForm
from devjournal.tui.begin.ladder_gaps_form import LadderGapsForm, NewGaps
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.form import FieldRefused, Heading
from devjournal.tui.kit.screen import JournalScreen


def bring_ladder(screen: JournalScreen, path: Path) -> None:
    """Read the ladder in a file, ask what the file leaves open, and list its gaps.

    Raises:
        DocumentRefused: the file cannot be read.
    """
    text, name = read_ladder_file(path), quoted(path.name or str(path), 60)
    scanned = scan_ladder(text, None, str(path))

    def save(options: Options, _: Answers) -> None:
        _require_answers(scan_ladder(text, options, str(path)))
        ladder = read_ladder(text, options, str(path))
        gaps = _new_gaps(screen, ladder)
        if not gaps:
            raise RuleViolation(f"Nothing in {name} is new; {len(ladder.gaps)} already there.")
        heading = Heading(
            title=f"Add {pluralized(len(gaps), 'gap')}?", span=f"from: {name}", facts=_omissions(ladder, len(gaps))
        )
        form = LadderGapsForm(gaps, heading, lambda selected, _: _add(screen, selected), screen.journal.today)
        key = sha256(f"{text}\0{options}\0{len(gaps)}".encode()).hexdigest()[:16]
        screen.app.call_next(screen.open_form, form, f"ladder-gaps-{key}")

    form = LadderForm(scanned, name, save, screen.journal.today)
    key = sha256(text.encode()).hexdigest()[:16]
    screen.app.call_next(screen.open_form, form, f"ladder-{key}")


def _require_answers(ladder: Ladder) -> None:
    """Check that the ladder has gaps, or faults to report.

    Raises:
        FieldRefused: an answer is missing, without which the ladder has no gaps.
    """
    if ladder.gaps or ladder.faults:
        return
    if ladder.open_matrices and ladder.levels:
        raise FieldRefused("level", "Needed: the levels differ, so pick one.")
    if ladder.without_area:
        raise FieldRefused("area", "Needed: no heading in the file names an area.")


def _new_gaps(screen: JournalScreen, ladder: Ladder) -> NewGaps:
    new = new_rows(ladder.gaps, screen.journal.gaps.list())
    return tuple(row.gap for at, row in enumerate(ladder.gaps) if at in new)


def _omissions(ladder: Ladder, added: int) -> str:
    """Return in a sentence how many lines of a ladder are known, repeated or left out."""
    repeats = len(repeats_of(ladder.gaps))
    known = len(ladder.gaps) - added - repeats
    parts = [
        *([f"{known} already there"] if known else []),
        *([f"{pluralized(repeats, 'line')} of it a repeat"] if repeats else []),
        *([f"left out: {', '.join(skipped_lines(ladder))}"] if ladder.skipped else []),
    ]
    if not parts:
        return f"One undo ({verbs.UNDO}) takes all of them back."
    return f"{capitalized('; '.join(parts))}."


def _add(screen: JournalScreen, gaps: NewGaps) -> None:
    """Add the gaps as one undo step."""
    added = screen.journal.gaps.add_all(gaps)
    count = pluralized(len(added), "gap")
    screen.tell(f"Added {count}; {verbs.GO_GAPS} shows them, {verbs.UNDO} takes them back.")

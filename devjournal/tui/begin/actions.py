"""Actions to begin: choose a shipped board, import another program's file."""

from __future__ import annotations

from functools import partial
from typing import Any

from textual.app import App

from devjournal.boards import BoardTemplate, all_boards
from devjournal.domain.bring.batch import Arrival, Batch
from devjournal.domain.text.user_text import pluralized, quoted
from devjournal.errors import RuleViolation
from devjournal.tui import verbs
from devjournal.tui.begin.board_form import BoardAnswer, BoardForm
from devjournal.tui.kit.drafted import Answers
from devjournal.tui.kit.screen import JournalScreen
from devjournal.tui.palette.dialog import Command, Palette
from devjournal.tui.widgets.screen_sizes import WIDE


def begin_board(app: App[Any], screen: JournalScreen) -> None:
    """Ask for the user's role, then show the form of its board."""

    def choice(board: BoardTemplate) -> Command:
        aliases = ", ".join(board.aliases)
        aside, synonyms = (aliases, "") if app.size.width >= WIDE else ("", aliases)  # roles are shown in full
        run = partial(_open_board, screen, board)
        return Command(board.role, f"to {board.next_role}", run, aside=aside, synonyms=synonyms)

    palette = Palette(map(choice, all_boards()), heading="Which role are you in?", placeholder="your role, in a word")
    screen.open_question(palette, lambda command: app.call_next(command.run))  # before later keys


def _open_board(screen: JournalScreen, board: BoardTemplate) -> None:
    journal = screen.journal

    def save(answer: BoardAnswer, _: Answers) -> None:
        with journal.transaction(f"board of {quoted(answer.role)}"):
            horizon = journal.horizons.set(answer.role, answer.months)
            added = journal.gaps.add_missing(answer.gaps)
        gaps = pluralized(len(added), "gap")
        screen.tell(f"{gaps} towards {quoted(horizon.role)}; {verbs.GO_GAPS} shows them, {verbs.UNDO} takes them back.")

    screen.open_form(BoardForm(board, save, journal.today), f"board-{board.name}")


def bring(screen: JournalScreen, former_answer: object = None, *, ladder: bool = False) -> None:
    """Ask for a file, or with `ladder` for a career ladder. Show a preview, and import the file after a yes."""
    from devjournal.domain.bring.batch import SourceKind
    from devjournal.foreign_files import read_foreign_files
    from devjournal.tui.begin.bring_form import LADDER, BringAnswer, BringForm
    from devjournal.tui.begin.preview import BringPreview

    journal = screen.journal

    def save(answer: BringAnswer, _: Answers) -> None:
        if answer.kind == LADDER:
            from devjournal.tui.begin.ladder_actions import bring_ladder

            bring_ladder(screen, answer.path)
            return
        batch = read_foreign_files(SourceKind(answer.kind), answer.path, today=journal.today, on=answer.on)
        arrival = journal.transfer.preview(batch)
        name = quoted(answer.path.name or str(answer.path), 60)
        if not arrival:
            from devjournal.exports.bring.report import rest_in_words

            raise RuleViolation(f"{'; '.join((f'Nothing in {name} is new', *rest_in_words(batch, arrival)))}.")
        preview = BringPreview(batch, arrival, name, lambda: screen.run_verb(lambda: _bring(screen, batch)))

        def handle(_: object) -> None:
            if preview.chooses:
                _choose(screen, batch, arrival, name)
            elif not preview.accepted:
                bring(screen, answer)

        screen.app.call_next(screen.app.push_screen, preview, handle)

    answer = former_answer if isinstance(former_answer, BringAnswer) else None
    kind = LADDER if ladder else None
    screen.open_form(BringForm(save, journal.today, answer, kind=kind), "bring-ladder" if ladder else "bring")


def _choose(screen: JournalScreen, batch: Batch, arrival: Arrival, name: str) -> None:
    """List the new entries and weeks, and import those that are ticked."""
    from hashlib import sha256

    from devjournal.tui.begin.entries_form import EntriesForm

    form = EntriesForm(batch, arrival, name, lambda chosen, _: _bring(screen, chosen), screen.journal.today)
    key = sha256(repr((arrival.weeks, arrival.entries)).encode()).hexdigest()[:16]
    screen.open_form(form, f"bring-entries-{key}")


def _bring(screen: JournalScreen, batch: Batch) -> None:
    from devjournal.exports.bring.report import counts_in_words

    arrival = screen.journal.transfer.bring(batch)
    screen.report_change(f"Imported {counts_in_words(arrival)}. {verbs.UNDO} takes them back.")

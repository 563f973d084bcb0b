"""Synonyms of commands, for users who know a command by another name."""

from __future__ import annotations

from collections.abc import Mapping

from devjournal.tui import verbs
from devjournal.tui.verbs import Verb

_OF_VERBS: Mapping[Verb, str] = {
    verbs.WRITE: "export save print summary report document",
    verbs.COPY: "clipboard export summary report",
    verbs.CHOOSE_PERIOD: "summary report period",
    verbs.LETTER: "report summary print export annual",
    verbs.CASE: "promotion report export",
    verbs.SEARCH: "find look up",
    verbs.UNDO: "revert back",
    verbs.REDO: "again forward",
    verbs.AWAY: "holiday vacation leave off",
    verbs.WEEK_AWAY: "holiday vacation leave off",
    verbs.HORIZON: "role target aim",
    verbs.TALK: "conversation meeting note",
    verbs.RECAP: "retrospective finish",
    verbs.GO_TO_DATE: "date day",
    verbs.BEGIN: "start template role",
    verbs.BRING: "bring in load migrate",
    verbs.OPEN_DRAFTS: "inbox git calendar capture",
    verbs.QUIT: "exit close",
    verbs.GO_ONE_TO_ONE: "summary report page meeting",
}

_OF_LABELS = {
    "remove": "delete erase",
    "theme": "color colour dark light appearance",
    "copies": "backup restore export snapshot",
    "ladder": "competency matrix framework",
    "settings": "preferences options config keys",
    "quit": "exit close",
}


def synonyms_of(label: str, verb: Verb | None = None) -> str:
    """Return the synonyms of a command."""
    of_verb = _OF_VERBS.get(verb, "") if verb is not None else ""
    return f"{of_verb} {_OF_LABELS.get(label, '')}".strip()

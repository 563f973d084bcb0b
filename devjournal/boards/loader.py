"""Loads the shipped boards; an invalid file is a bug, and raises ValueError."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from devjournal.boards.template import BoardTemplate
from devjournal.domain.career.gap import MAX_NEEDED, Area, NewGap, Step
from devjournal.domain.career.horizon import MAX_MONTHS
from devjournal.domain.text.user_text import quoted
from devjournal.errors import NotFound

_BOARD_KEYS = {"role", "next", "months", "aliases", "questions", *Area}
_GAP_KEYS = {"title", "why", "needed", "step"}
_REQUIRED_BOARD_KEYS = {"role", "next", "months", "questions", *Area}
_ANY_ROLE = "any"
"""The board for any role, which is listed last."""


@cache
def all_boards() -> tuple[BoardTemplate, ...]:
    """Return all boards, sorted by name."""
    folder = files("devjournal.boards") / "data"
    sources = {file.name.removesuffix(".toml"): file for file in folder.iterdir() if file.name.endswith(".toml")}
    names = sorted(sources, key=lambda name: (name == _ANY_ROLE, name))
    return tuple(parse_board(name, sources[name].read_text(encoding="utf-8")) for name in names)


def find_board(query: str) -> BoardTemplate:
    """Find a board by its name, role or alias; a unique prefix or a single word of it is enough.

    Raises:
        NotFound: no board matches, or several match.
    """
    slug = _slug(query)
    boards = all_boards()
    for matches_board in (
        lambda board: slug == board.name,
        lambda board: slug in _names(board),
        lambda board: any(name.startswith(slug) for name in _names(board)),
        lambda board: any(slug in name.split("-") for name in _names(board)),
    ):
        matches = [board for board in boards if slug and matches_board(board)]
        if len(matches) == 1:
            return matches[0]
        if matches:
            names = ", ".join(board.name for board in matches)
            raise NotFound(f"{quoted(query)} could be {names}; write one of them.")
    from difflib import get_close_matches  # slow to import, needed only for typing errors

    close = get_close_matches(slug, [board.name for board in boards], n=1, cutoff=0.75)
    hint = f" Did you mean {close[0]}?" if close else ""
    raise NotFound(
        f"There is no board for {quoted(query)}.{hint} `devjournal start list` lists them; any is for any role."
    )


def _names(board: BoardTemplate) -> list[str]:
    return [board.name, *map(_slug, (board.role, *board.aliases))]


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", text.lower()))


def parse_board(name: str, text: str) -> BoardTemplate:
    """Parse the TOML of a board.

    Raises:
        ValueError: the text is not TOML, or a key is missing, unknown or out of range.
    """
    document = tomllib.loads(text)
    _check_keys(document, _BOARD_KEYS, _REQUIRED_BOARD_KEYS, name)
    gaps = tuple(_gap(area, row, name) for area in Area for row in document[area])
    months = document["months"]
    if not isinstance(months, int) or not 1 <= months <= MAX_MONTHS:
        raise ValueError(f"{name}: months is {months!r}")
    texts = [document["role"], document["next"], *document["questions"], *document.get("aliases", [])]
    if not all(isinstance(text, str) and text.strip() == text != "" for text in texts):
        raise ValueError(f"{name}: a role, an alias or a question is no text")
    return BoardTemplate(
        name=name,
        role=document["role"],
        next_role=document["next"],
        months=months,
        aliases=tuple(document.get("aliases", [])),
        gaps=gaps,
        questions=tuple(document["questions"]),
    )


def _gap(area: Area, row: Mapping[str, Any], name: str) -> NewGap:
    _check_keys(row, _GAP_KEYS, {"title", "why"}, f"{name}: {area}")
    needed = row.get("needed", 1)
    if type(needed) is not int or not 1 <= needed <= MAX_NEEDED:
        raise ValueError(f"{name}: {area}: needed is {needed!r}")
    for key in ("title", "why"):
        if not isinstance(row[key], str) or not row[key].strip():
            raise ValueError(f"{name}: {area}: {key} is no text")
    step = Step(row.get("step", Step.CURRENT))
    return NewGap(area=area, title=row["title"], why=row["why"], needed=needed, step=step)


def _check_keys(document: Mapping[str, Any], known: set[str], required: set[str], place: str) -> None:
    unknown, missing = set(document) - known, required - set(document)
    if unknown or missing:
        raise ValueError(f"{place}: unknown {sorted(unknown)}, missing {sorted(missing)}")

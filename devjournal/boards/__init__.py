"""Boards to begin with: what is usually missing between a role and the next one."""

from devjournal.boards.loader import all_boards, find_board
from devjournal.boards.template import BoardTemplate

__all__ = ["BoardTemplate", "all_boards", "find_board"]

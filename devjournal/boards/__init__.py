"""The shipped boards: for each role, the gaps that usually separate it from the next role."""

from devjournal.boards.loader import all_boards, find_board
from devjournal.boards.template import BoardTemplate

__all__ = ["BoardTemplate", "all_boards", "find_board"]

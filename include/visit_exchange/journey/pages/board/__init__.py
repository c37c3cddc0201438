"""The data team's board: all visits by what needs somebody now, a visit's page, what can be done.

Everything that it shows is decided from dossiers: ids, dates and counts, nothing of a child.
"""

from visit_exchange.journey.pages.board.deadlines import BoardDeadline
from visit_exchange.journey.pages.board.visit_page import (
    VisitBoard,
    board,
    board_of,
    every_board,
    visit_board,
)

__all__ = ["BoardDeadline", "VisitBoard", "board", "board_of", "every_board", "visit_board"]

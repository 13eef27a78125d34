"""Every wing of the shop, loaded: their tables, what each promises before a commit, their checks.

A wing that nobody imported keeps none of its promises: an undo does not know its tables, `check`
does not ask it. Whoever opens a shop for more than one wing's work imports this.
"""

from app.board import boards as _boards
from app.board import queries as _board
from app.displays import placing as _displays
from app.nightdrop import actions as _nightdrop
from app.rentals import queries as _rentals

__all__: list[str] = []

LOADED = (_boards, _board, _displays, _nightdrop, _rentals)

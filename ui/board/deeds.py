"""What hands and keys do at the board, each one step with its line in the status bar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from app.board import actions, reviews
from app.board.queries import Entry
from app.shop.clock import Context
from app.shop.operations import Done
from ui.board.wall import BoardWall
from ui.desk import Desk


class BoardDeeds(QObject):
    """Does what the board's own signals ask for; `entry_of` is what hangs by its id."""

    def __init__(
        self, desk: Desk, entry_of: Callable[[int], Entry | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._entry_of = desk, entry_of

    def listen(self, wall: BoardWall) -> None:
        """To what is dragged, clicked and pressed on a board."""
        wall.thumb_pressed.connect(self.toggle)
        wall.thumb_put.connect(self.give)
        wall.thumb_taken.connect(self.take)
        wall.thumb_changed.connect(self.change)
        wall.refused.connect(self.refuse_sixth)
        wall.digit.connect(self.set_thumbs)
        wall.removed.connect(self.take_down)
        wall.row_moved.connect(self.move)

    def _do(self, act: Callable[[Context], Done]) -> None:
        self._desk.perform(act)

    def _has_thumb(self, entry_id: int, seat: int) -> bool:
        entry = self._entry_of(entry_id)
        return entry is not None and entry.thumbs[seat] is not None

    @Slot(object, int)
    def set_thumbs(self, entry_id: int, count: int) -> None:
        """So many thumbs, 0 to 5."""
        self._do(lambda ctx: actions.set_thumbs(ctx, entry_id, count))

    @Slot(object, int)
    def toggle(self, entry_id: int, seat: int) -> None:
        """A click on a seat gives or takes its thumb."""
        if self._has_thumb(entry_id, seat):
            self.take(entry_id, seat)
        else:
            self.give(entry_id, seat)

    @Slot(object, int)
    def give(self, entry_id: int, seat: int) -> None:
        """A thumb for a seat; onto one that has its thumb it goes to the next without one."""
        wanted = None if self._has_thumb(entry_id, seat) else seat
        self._do(lambda ctx: actions.give_thumb(ctx, entry_id, wanted))

    @Slot(object, int)
    def take(self, entry_id: int, seat: int) -> None:
        """The thumb of a seat comes off."""
        self._do(lambda ctx: actions.take_thumb(ctx, entry_id, seat))

    @Slot(object, int, object, int)
    def change(self, entry_id: int, seat: int, to_entry: int, to_seat: int) -> None:
        """A thumb goes from box to box."""
        self._do(lambda ctx: actions.move_thumb(ctx, entry_id, seat, to_entry, to_seat))

    @Slot(object)
    def refuse_sixth(self, entry_id: int) -> None:
        """The rule itself says why there is no sixth."""
        self._do(lambda ctx: actions.give_thumb(ctx, entry_id))

    @Slot(object)
    def take_down(self, entry_id: int) -> None:
        """A film comes down; its verdict is closed."""
        self._do(lambda ctx: actions.take_down(ctx, entry_id))

    @Slot(object, int)
    def move(self, entry_id: int, position: int) -> None:
        """A row goes to a place, 1 the top."""
        self._do(lambda ctx: actions.move(ctx, entry_id, position))

    @Slot(object)
    def put_on_card(self, review_id: int) -> None:
        """This review is the one on the shelf card."""
        self._do(lambda ctx: reviews.choose_card_review(ctx, review_id))

"""An edit of the selected titles while it is being put together: values, preview, what is left out.

Counts come from the worker, the newest question first; what a tile says is asked on the spot for
the tiles in sight, so that it is right however many are selected.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.catalog import bulk
from app.catalog.bulk import Edit, Edited, Line, Preview
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.store.errors import StorageProblem
from ui.desk import Desk
from ui.inventory import sentences_bulk as words
from ui.inventory.setters import edit_of
from ui.inventory.stock_state import StockState
from ui.tasks import Cancel, Cancelled, Report

#: More titles than this and the bar shows how far it is.
LONG = 500
#: The bar comes with this many selected titles.
SEVERAL = 2
#: A selection that is being drawn is counted once it has rested.
_REST_MS = 60


@dataclass(frozen=True, slots=True)
class _Question:
    """What the worker is asked; `number` tells a late answer from the newest."""

    number: int
    ids: array[int]
    edit: Edit
    leave_out: frozenset[tuple[int, str]]


@dataclass(slots=True)
class _Tiles:
    """Words of tiles that were asked for already, for one edit."""

    edit: Edit = field(default_factory=Edit)
    words: dict[int, str] = field(default_factory=dict)
    asked: set[int] = field(default_factory=set)


class EditMany(QObject):
    """``changed``: selection counts, preview or values. ``began(object)`` carries the ``Task`` of a
    long edit; ``ended`` when it is over. ``lines_changed``: the list of changes is another one.
    """

    changed = Signal()
    began = Signal(object)
    ended = Signal()
    lines_changed = Signal()

    def __init__(self, desk: Desk, state: StockState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._state = state
        self.values: dict[str, object] = {}
        self.preview: Preview | None = None
        #: Every change with nothing left out, in the order of the list.
        self.lines: tuple[Line, ...] = ()
        self.leave_out: frozenset[tuple[int, str]] = frozenset()
        self.count = 0
        self.running = False
        self._number = 0
        self._asking = False
        self._tiles = _Tiles()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)
        state.selection_changed.connect(self._selection_changed)

    # -- asking ----------------------------------------------------------------------------------

    @property
    def several(self) -> bool:
        """Whether there is something to edit together."""
        return self.count >= SEVERAL

    @property
    def can_apply(self) -> bool:
        """Whether Apply would change anything, as far as is known now."""
        known = self.preview is not None and bool(self.preview.changing)
        return self.several and known and not self.running and not self.edit.empty

    @property
    def edit(self) -> Edit:
        """The values as the catalogue takes them."""
        return edit_of(self.values)

    def set_value(self, key: str, value: object) -> None:
        """Set a field, or not (None)."""
        if value is None:
            self.values.pop(key, None)
        else:
            self.values[key] = value
        self.leave_out = frozenset(pair for pair in self.leave_out if pair[1] != key)
        self._ask_anew()

    def clear_values(self) -> None:
        """Change nothing."""
        self.values.clear()
        self.leave_out = frozenset()
        self._ask_anew()

    def set_left_out(self, line: Line, left_out: bool) -> None:
        """Leave one change out, or take it in again."""
        pair = (line.title_id, line.field)
        self.leave_out = self.leave_out | {pair} if left_out else self.leave_out - {pair}
        self._ask_anew()

    def tile_words(self, ids: Sequence[int]) -> dict[int, str]:
        """What stands on the second line of selected titles that would change. Within a frame."""
        edit = self.edit
        if edit.empty or not self.several:
            return {}
        if edit != self._tiles.edit:
            self._tiles = _Tiles(edit)
        fresh = [id_ for id_ in ids if id_ not in self._tiles.asked]
        if fresh:
            self._ask_tiles(fresh)
        return self._tiles.words

    def _ask_tiles(self, ids: Sequence[int]) -> None:
        self._tiles.asked.update(ids)
        try:
            found = bulk.preview(ids, self._tiles.edit, self.leave_out)
        except (RuleViolation, StorageProblem):
            return  # the question for the whole selection says what is wrong
        order = list(self.values)
        for line in sorted(found.lines, key=lambda one: order.index(one.field)):
            self._tiles.words.setdefault(line.title_id, words.tile_words(line))

    @Slot()
    def _selection_changed(self) -> None:
        before, self.count = self.count, self._state.selected_count
        if not self.several:
            self.preview, self.lines = None, ()
            self.leave_out = frozenset()
            self.values.clear()
            self._number += 1
            self._rest.stop()
            if before >= SEVERAL:
                self.lines_changed.emit()
                self.changed.emit()
            return
        self.preview = None
        self.changed.emit()
        self._rest.start()

    def _ask_anew(self) -> None:
        self._tiles = _Tiles()
        self.preview = None
        self._ask()
        self.changed.emit()

    @Slot()
    def _ask(self) -> None:
        self._number += 1
        self._start()

    def _start(self) -> None:
        """One question at a time; the newest waits, those between are dropped."""
        if self._asking or not self.several:
            return
        self._asking = True
        question = _Question(self._number, self._state.selected_ids(), self.edit, self.leave_out)

        def ask(report: Report, stop: Cancelled) -> tuple[_Question, Preview, Preview]:
            return _answer(question)

        self._desk.runner.run(ask, done=self._answered, failed=self._failed, owner=self)

    def _answered(self, answer: tuple[_Question, Preview, Preview]) -> None:
        question, preview, whole = answer
        self._asking = False
        if question.number != self._number:
            self._start()
            return
        self.preview, self.lines = preview, whole.lines
        self.lines_changed.emit()
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self._asking = False
        self._desk.refuse(error)

    def refresh(self) -> None:
        """Somebody wrote: count again."""
        self._tiles = _Tiles()
        if self.several and not self.running:
            self._rest.start()

    # -- doing -----------------------------------------------------------------------------------

    def apply(self) -> None:
        """Do it on the worker, in one step of Undo."""
        if not self.can_apply:
            return
        ids, edit, leave_out = self._state.selected_ids(), self.edit, self.leave_out
        self.running = True

        def act(ctx: Context, report: Report, stop: Cancelled) -> Edited:
            try:
                return bulk.apply(
                    ctx, ids, edit, leave_out=leave_out, report=report, cancelled=stop
                )
            except bulk.Stopped as stopped:
                raise Cancel from stopped

        task = self._desk.background(
            act,
            done=self._done,
            failed=self._not_done,
            cancelled=self._cancelled,
            owner=self,
            text="",
        )
        if self.running and len(ids) > LONG:
            self.began.emit(task)
        self.changed.emit()

    def _done(self, _edited: Edited) -> None:
        self._over()
        self.clear_values()

    def _not_done(self, _error: Exception) -> None:
        self._over()
        self._ask_anew()

    def _cancelled(self) -> None:
        self._over()
        self._desk.say(self.tr("Stopped; nothing was changed."))
        self._ask_anew()

    def _over(self) -> None:
        self.running = False
        self.ended.emit()


def _answer(question: _Question) -> tuple[_Question, Preview, Preview]:
    whole = bulk.preview(question.ids, question.edit)
    if not question.leave_out:
        return question, whole, whole
    return question, bulk.preview(question.ids, question.edit, question.leave_out), whole

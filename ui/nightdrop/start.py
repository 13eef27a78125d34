"""No session is open: which box, since when and why, and the last emptyings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QTimer, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.nightdrop import queries
from app.nightdrop.queries import BoxRow, Expected
from app.nightdrop.rules import SinceKind, WindowStart
from app.shop.errors import RuleViolation
from ui import messages
from ui.desk import Desk
from ui.nightdrop.missing import Missing
from ui.nightdrop.past_list import PastList, PastSession
from ui.nightdrop.window_fields import WindowFields
from ui.nightdrop.words import counts_as, why_since, window_words
from ui.tasks import Cancelled, Report
from ui.theme import dp
from ui.widgets import (
    Button,
    Card,
    Combo,
    EmptyState,
    Field,
    Kind,
    Label,
    Line,
    LinkButton,
    heading,
    muted,
    title,
)

_PAST = 40
_NO_LIMIT = 16_777_215
_TICK_MS = 20_000


class StartPage(QWidget):
    """``opened(object)`` a session id whose sheet is wanted; ``changed`` when what can be done may
    have.
    """

    changed = Signal()
    opened = Signal(object)
    scanned = Signal(str)
    left = Signal()

    def __init__(
        self, desk: Desk, start: QAction, sheet: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window: WindowStart | None = None
        self.box = Combo(name=self.tr("Box"), parent=self)
        self.box.activated.connect(self.show_window)
        self._box_field = Field(self.tr("Box"), self.box, parent=self)
        self._box_name = Label("", size=14, weight=600, parent=self)
        self._since = Label("", size=22, weight=700, wrap=True, parent=self)
        self._means = Label("", wrap=True, parent=self)
        self._why = muted("")
        self._why.setWordWrap(True)
        self.change = LinkButton(self.tr("Change the window"), parent=self)
        self.change.clicked.connect(self._edit)
        self.fields = WindowFields(self)
        self.fields.changed.connect(self._edited)
        self.fields.changed.connect(self.changed)
        self.fields.scanned.connect(self.scanned)
        self.fields.left.connect(self.left)
        self.fields.hide()
        self._problem = Label("", role="stop", wrap=True, parent=self)
        self._problem.hide()
        self.start_button = Button.for_action(start, kind=Kind.PRIMARY, height=40, parent=self)
        self.missing = Missing(self)
        self.view = PastList(self)
        self.model = self.view.rows
        self._empty = EmptyState(
            self.tr("Here stand the emptyings of the box, with what came out of it."),
            icon="moon-star",
        )
        self._sheet = Button.for_action(sheet, height=28, parent=self)
        self.view.clicked.connect(self._clicked)
        self.view.selectionModel().currentChanged.connect(self.changed)
        self._lay_out()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._time_goes_by)
        self._tick.start()

    def _lay_out(self) -> None:
        card = Card(self)
        box = card.column((28, 24, 28, 28), 12)
        box.addWidget(title(self.tr("Empty the box")))
        box.addWidget(self._box_name)
        box.addWidget(self._box_field)
        box.addWidget(Line())
        box.addWidget(self._since)
        box.addWidget(self._means)
        box.addWidget(self._why)
        box.addWidget(self.change)
        box.addWidget(self.fields)
        box.addWidget(self._problem)
        box.addSpacing(dp(6))
        line = QHBoxLayout()
        line.addWidget(self.start_button)
        line.addStretch(1)
        box.addLayout(line)
        past = Card(self)
        list_box = past.column((1, 14, 1, 8), 8)
        head = QHBoxLayout()
        head.setContentsMargins(dp(12), 0, dp(14), 0)
        head.addWidget(heading(self.tr("Last emptyings")), 1)
        head.addWidget(self._sheet)
        list_box.addLayout(head)
        list_box.addWidget(self.view, 1)
        list_box.addWidget(self._empty, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(dp(16))
        left = QVBoxLayout()
        left.setSpacing(dp(16))
        left.addWidget(card)
        left.addWidget(self.missing, 1)
        self._row.addLayout(left)
        self._row.addWidget(past, 1)
        self._left = (card, self.missing)
        self.set_stacked(False)

    # -- what stands on it ---------------------------------------------------------------------

    def load(self) -> None:
        """The boxes, the window that an emptying now would have, and the last emptyings."""
        self._show_boxes(queries.boxes())
        self.show_window()

        def past(report: Report, cancelled: Cancelled) -> list[PastSession]:
            rows = queries.sessions(_PAST)
            return [PastSession(row, queries.counts(row.session_id)) for row in rows]

        self._desk.read(past, done=self._show_past, owner=self)

    @Slot()
    def show_window(self) -> None:
        """The window of the chosen box, if it were emptied now."""
        now, problem = self._desk.now(), ""
        self._window = None
        try:
            self._window = queries.preview_open(now, self.box_id)
        except RuleViolation as error:
            problem = messages.sentence(error)
        self.fields.hide()
        self.change.show()
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._tell(self._window, now)
        self.fields.start(now if self._window is None else self._window.at, now)
        if self._window is None:
            self._edit()
        self.changed.emit()

    def _show_boxes(self, boxes: Sequence[BoxRow]) -> None:
        """With one of them there is nothing to choose."""
        self.box.set_options([(row.box_id, row.name) for row in boxes])
        if self.box.value is None and boxes:
            self.box.set_value(boxes[0].box_id)
        self._box_field.setVisible(len(boxes) > 1)
        self._box_name.setVisible(len(boxes) == 1)
        self._box_name.setText(boxes[0].name if boxes else "")

    def _show_past(self, past: Sequence[PastSession]) -> None:
        closed = [row for row in past if not row.session.is_open]
        self.model.set_rows(closed)
        self.view.setVisible(bool(closed))
        self._empty.setVisible(not closed)
        self.changed.emit()

    @Slot()
    def _time_goes_by(self) -> None:
        """A page that was left open says what holds now: the shop may have closed meanwhile."""
        if self.isVisible() and not self.fields.isVisibleTo(self):
            self.show_window()

    def show_expected(self, expected: tuple[Expected, ...], now: datetime) -> None:
        """Who has cases out that are due by now."""
        self.missing.show_expected(expected, now)

    @property
    def box_id(self) -> int | None:
        """The chosen box."""
        value = self.box.value
        return value if isinstance(value, int) else None

    @property
    def by_hand(self) -> datetime | None:
        """The window's start where a person set it; None where the shop's rule holds."""
        if not self.fields.isVisibleTo(self):
            return None
        value = self.fields.value
        return None if self._window is not None and value == self._window.at else value

    @property
    def can_start(self) -> bool:
        """Whether there is a window to start with."""
        if self.fields.isVisibleTo(self):
            return self.fields.value is not None
        return self._window is not None

    @property
    def chosen_session(self) -> int | None:
        """The marked line of the list."""
        current = self.view.selectionModel().currentIndex()
        return self.model.id_at(current.row()) if current.isValid() else None

    def set_stacked(self, stacked: bool) -> None:
        """In large text the parts stand one below the other instead of beside each other."""
        way = QBoxLayout.Direction
        self._row.setDirection(way.TopToBottom if stacked else way.LeftToRight)
        for part in self._left:
            part.setMinimumWidth(dp(400))
            part.setMaximumWidth(_NO_LIMIT if stacked else dp(400))

    # -- inside --------------------------------------------------------------------------------

    def _tell(self, window: WindowStart | None, now: datetime) -> None:
        if window is None:
            self._since.setText(self.tr("Since when?"))
            self._means.setText("")
            self._why.setText("")
            return
        self._since.setText(window_words(window.at, now))
        self._means.setText(counts_as(window.at, now))
        self._why.setText(why_since(window))

    @Slot()
    def _edit(self) -> None:
        self.change.hide()
        self.fields.show()
        self.fields.time.setFocus()

    @Slot(object)
    def _edited(self, value: object) -> None:
        now = self.fields.latest
        if isinstance(value, datetime) and now is not None:
            kept = self._window
            same = kept is not None and kept.at == value
            shown = kept if same else WindowStart(value, SinceKind.BY_HAND)
            self._tell(shown, now)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        session_id = self.model.id_at(index.row())
        if session_id is not None:
            self.opened.emit(session_id)

"""Another window for a session: what would change, then apply or leave it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.members.rules import display_name
from app.nightdrop.queries import SessionRow
from app.nightdrop.redating import RedatedDone, preview_redate, redate
from app.rentals.repricing import Repriced
from app.shop.clock import Context
from ui.amounts import money
from ui.desk import Desk
from ui.nightdrop.pictures import RIGHT
from ui.nightdrop.window_fields import WindowFields
from ui.nightdrop.words import tr
from ui.tables import ROW_ROLE, Column, RowsModel
from ui.tasks import Cancelled, Report
from ui.theme import dp, font, mix, tokens
from ui.widgets import Button, Card, KeyCap, Kind, Label, heading, paint

Index = QModelIndex | QPersistentModelIndex


def _row_id(row: Repriced) -> int:
    return row.rental_id


def _spoken(row: Repriced) -> str:
    return f"{row.title}, {fee_change(row)}"


def _tooltip(row: Repriced) -> str:
    return row.sentence


def fee_change(row: Repriced) -> str:
    """`3.00, was 4.00`; `no fee, was 1.00`; `no fee` where only the moment changes."""
    now = money(row.fee_cents_after) if row.fee_cents_after else tr("no fee")
    if row.fee_cents_after == row.fee_cents_before:
        return now
    was = money(row.fee_cents_before) if row.fee_cents_before else tr("no fee")
    return tr("{now}, was {was}").format(now=now, was=was)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, dp(44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Repriced):
            return
        painter.save()
        box = QRectF(option.rect)
        inset = dp(20)
        words = fee_change(row)
        dearer = row.fee_cents_after > row.fee_cents_before
        same = row.fee_cents_after == row.fee_cents_before
        role = "ink2" if same else "stop" if dearer else "ok"
        wide = QFontMetrics(font(12.5, 600)).horizontalAdvance(words) + 2
        change = QRectF(box.right() - inset - wide, box.top() + dp(5), wide, dp(17))
        paint.text(painter, change, words, role=role, face=font(12.5, 600), align=RIGHT)
        left = box.left() + inset
        top = QRectF(left, box.top() + dp(5), change.left() - dp(10) - left, dp(17))
        paint.text(painter, top, row.title, face=font(13, 600))
        below = QRectF(left, box.top() + dp(22), box.width() - 2 * inset, dp(17))
        who = display_name(row.member_name)
        said = f"{who}: {row.sentence}" if who else row.sentence
        paint.text(painter, below, said, role="ink2", face=font(12))
        hair = tokens().color(mix(tokens().line, tokens().surface, 0.75))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), hair)
        painter.restore()


class RedatePanel(Card):
    """Shows at once what another start would change; nothing is written before ``apply``.

    ``changed`` when the fields did; ``scanned(str)`` a code that was shot into them, ``left`` a
    person's Enter.
    """

    changed = Signal()
    scanned = Signal(str)
    left = Signal()

    def __init__(
        self, desk: Desk, apply: QAction, back: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session: SessionRow | None = None
        self.fields = WindowFields(self)
        self.fields.changed.connect(self._changed)
        self.fields.scanned.connect(self.scanned)
        self.fields.left.connect(self.left)
        self.outcome = Label("", weight=600, wrap=True, parent=self)
        self.model = RowsModel(
            [Column("change", tr("Changes"), _spoken, tooltip=_tooltip)],
            row_id=_row_id,
            parent=self,
        )
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Delegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.view.setAccessibleName(self.tr("What would change"))
        self.view.setMinimumHeight(dp(44))
        self.apply_button = Button.for_action(
            apply, kind=Kind.PRIMARY, text=self.tr("Apply"), parent=self
        )
        self._back = Button.for_action(back, kind=Kind.BARE, parent=self)
        self._back.set_keys_shown(False)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(heading(self.tr("Change the window")), 1)
        head.addWidget(KeyCap("Esc", self))
        foot = QHBoxLayout()
        foot.setSpacing(dp(8))
        foot.addWidget(self.apply_button)
        foot.addWidget(self._back)
        foot.addStretch(1)
        box = self.column((1, 14, 1, 14), 10)
        upper = QVBoxLayout()
        upper.setSpacing(dp(10))
        upper.addLayout(head)
        upper.addWidget(self.fields)
        upper.addWidget(self.outcome)
        for part in (upper, foot):
            part.setContentsMargins(dp(20), 0, dp(20), 0)
        box.addLayout(upper)
        box.addWidget(self.view, 1)
        box.addLayout(foot)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    @property
    def since(self) -> datetime | None:
        """The window's start that stands in the fields; None while it is none or the old one."""
        value = self.fields.value
        return None if self._session is None or value == self._session.since_at else value

    def start(self, session: SessionRow) -> None:
        """Begins with the window that the session has."""
        self._session = session
        self.fields.start(session.since_at, session.opened_at)
        self.show_lines(())
        self.outcome.setText(self.tr("Choose when the window really began."))

    def apply(self) -> bool:
        """Moves the window; whether it did."""
        session, since = self._session, self.since
        if session is None or since is None:
            return False
        wanted: datetime = since
        session_id = session.session_id

        def act(ctx: Context) -> RedatedDone:
            return redate(ctx, session_id, wanted)

        return self._desk.perform(act) is not None

    def show_lines(self, lines: Sequence[Repriced]) -> None:
        """What would change."""
        self.model.set_rows(lines)
        self.outcome.setText(self._outcome(lines))

    def _outcome(self, lines: Sequence[Repriced]) -> str:
        if self.since is None:
            return self.tr("That is the window it has.")
        if self._session is not None and self._session.is_open and not lines:
            return self.tr("Nothing is scanned yet: all of it will count from then.")
        if not lines:
            return self.tr("No fee changes. The moment of each return does not change either.")
        fees = [line for line in lines if line.fee_cents_before != line.fee_cents_after]
        cents = sum(line.owed_change_cents for line in lines)
        if not fees:
            return self.tr("{n} returns get another moment. No fee changes.").format(n=len(lines))
        sign = "+" if cents > 0 else ""
        return self.tr("{n} returns change, {fees} of their fees: {sum} in all.").format(
            n=len(lines), fees=len(fees), sum=f"{sign}{money(cents)}"
        )

    @Slot(object)
    def _changed(self, value: object) -> None:
        since = self.since
        if self._session is None or since is None:
            self.show_lines(())
            self.outcome.setText("" if value is None else self.outcome.text())
        else:
            self._preview(self._session.session_id, since)
        self.changed.emit()

    def _preview(self, session_id: int, since: datetime) -> None:
        """Works out beside the window's thread what would change."""

        def ask(report: Report, cancelled: Cancelled) -> tuple[datetime, tuple[Repriced, ...]]:
            return since, preview_redate(session_id, since)

        self._desk.read(ask, done=self._previewed, owner=self)

    def _previewed(self, answer: tuple[datetime, tuple[Repriced, ...]]) -> None:
        since, lines = answer
        if since == self.since:
            self.show_lines(lines)

"""The last emptyings: a line each, with as many columns as there is room for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from app.nightdrop.queries import SessionRow
from app.nightdrop.rules import Counts
from app.shop import settings
from app.shop.words import moment_words
from ui.amounts import money
from ui.nightdrop.words import tr
from ui.tables import Column, RowsModel, configure_table
from ui.theme import dp

#: What a column that takes the rest of the width needs at least: "Wed 24 Dec 10:30 pm".
_LEAST = 140
#: What goes first where there is no room for all.
_SPARED = ("by", "counted", "trays", "since")


@dataclass(frozen=True, slots=True)
class PastSession:
    """A line of the list: a session and its sums."""

    session: SessionRow
    counts: Counts

    @property
    def id(self) -> int:
        """The session's."""
        return self.session.session_id


def _emptied(row: PastSession) -> str:
    return moment_words(settings.calendar().local(row.session.opened_at), dated=True)


def _since(row: PastSession) -> str:
    return moment_words(settings.calendar().local(row.session.since_at), dated=True)


def _scanned(row: PastSession) -> str:
    return str(row.counts.scanned)


def _late(row: PastSession) -> str:
    return str(row.counts.late) if row.counts.late else ""


def _fees(row: PastSession) -> str:
    return money(row.counts.fee_cents) if row.counts.fee_cents else ""


def _in_trays(row: PastSession) -> str:
    return str(row.counts.in_trays) if row.counts.in_trays else ""


def _counted(row: PastSession) -> str:
    return "" if row.session.counted is None else str(row.session.counted)


def _by(row: PastSession) -> str:
    return row.session.closed_by or row.session.opened_by


def _why(row: PastSession) -> str:
    return row.session.why


def _columns() -> list[Column]:
    return [
        Column("emptied", tr("Emptied"), _emptied),
        Column("since", tr("Since"), _since),
        Column("scanned", tr("Scanned"), _scanned, width=78, number=True),
        Column("late", tr("Late"), _late, width=54, number=True),
        Column("fees", tr("Fees"), _fees, width=66, number=True),
        Column("trays", tr("In trays"), _in_trays, width=74, number=True),
        Column("counted", tr("Counted"), _counted, width=76, number=True, tooltip=_why),
        Column("by", tr("By"), _by, width=84),
    ]


class PastList(QTableView):
    """A table that drops whole columns rather than cut what stands in one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RowsModel(_columns(), parent=self)
        self.setModel(self.rows)
        configure_table(self, self.rows.columns, name=tr("Last emptyings"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(dp(200))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        needs = {each.key: dp(each.width or _LEAST) for each in self.rows.columns}
        for key in _SPARED:
            if sum(needs.values()) <= self.viewport().width():
                break
            del needs[key]
        for at, column in enumerate(self.rows.columns):
            self.setColumnHidden(at, column.key not in needs)

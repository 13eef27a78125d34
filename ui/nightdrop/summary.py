"""A closed session: its sheet, what lies in trays, and the walk that puts the rest back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.nightdrop.queries import ScanRow, Sheet, WalkRow
from app.nightdrop.rules import Tray
from ui.amounts import money
from ui.desk import Desk
from ui.nightdrop.in_front import InFront
from ui.nightdrop.looks import line_of
from ui.nightdrop.pictures import RIGHT, tray_tile
from ui.nightdrop.redating import RedatePanel
from ui.nightdrop.words import span_words, tr, tray_word
from ui.tables import ROW_ROLE, Column, RowsModel
from ui.theme import dp, font, mix, tokens
from ui.widgets import Button, Card, Kind, Label, Line, Paragraph, heading, muted, paint, title

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the walk or of the trays: a heading, or a case below one."""

    id: int
    text: str
    detail: str
    right: str
    is_head: bool = False
    tray: int | None = None
    is_strong: bool = False
    sentence: str = ""  # whole, below the line

    @property
    def spoken(self) -> str:
        """The line for a screen reader."""
        return ", ".join(filter(None, (self.text, self.detail, self.right, self.sentence)))


def walk_entries(walk: Iterable[WalkRow]) -> list[Entry]:
    """The walk, section by section in walking order."""
    entries: list[Entry] = []
    by_section: dict[str, list[WalkRow]] = {}
    for row in walk:
        by_section.setdefault(row.section, []).append(row)
    for section, rows in by_section.items():
        entries.append(Entry(-len(entries) - 1, section, "", str(len(rows)), is_head=True))
        entries += [Entry(row.copy_id, row.title, row.format, row.barcode) for row in rows]
    return entries


def tray_entries(exceptions: Iterable[ScanRow]) -> list[Entry]:
    """What lies in trays, tray by tray."""
    cases = list(exceptions)
    entries: list[Entry] = []
    for tray in Tray:
        lying = [row for row in cases if row.tray is tray]
        if lying:
            head = tray_word(tray)
            entries.append(
                Entry(-int(tray), head, "", str(len(lying)), is_head=True, tray=int(tray))
            )
            entries += [
                Entry(row.scan_id, row.title or row.barcode, "", "", sentence=line_of(row))
                for row in lying
            ]
    return entries


def late_entries(late: Iterable[ScanRow]) -> list[Entry]:
    """What came back late, with its fee."""
    return [
        Entry(
            row.scan_id,
            row.title,
            "",
            money(row.fee_cents),
            is_strong=True,
            sentence=row.sentence,
        )
        for row in late
    ]


def _spoken(row: Entry) -> str:
    return row.spoken


_ROW, _LINE, _INSET, _INDENT = 32, 17, 20, 14


def _below(row: Entry, width: float) -> Paragraph:
    """The sentence of a line, wrapped to the room below it: it is never cut."""
    indent = 0 if row.is_strong else dp(_INDENT)
    room = width - 2 * dp(_INSET) - indent
    return Paragraph(row.sentence, font(12, tabular=True), max(room, dp(60)), dp(_LINE))


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Entry) or not row.sentence:
            return QSize(0, dp(_ROW))
        below = _below(row, self._view.viewport().width())
        return QSize(0, dp(_ROW) + round(below.height) + dp(2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Entry):
            return
        painter.save()
        whole = QRectF(option.rect)
        box = QRectF(whole.left(), whole.top(), whole.width(), dp(_ROW))
        inset = dp(_INSET)
        left, right = box.left() + inset, box.right() - inset
        if row.is_head:
            painter.fillRect(box, tokens().color(mix(tokens().sunk, tokens().surface, 0.6)))
        if row.tray is not None:
            tile = QRectF(left, box.top() + dp(5), dp(22), dp(22))
            tray_tile(painter, tile, row.tray, full=False, empty=False)
            left = tile.right() + dp(10)
        elif not (row.is_head or row.is_strong):
            left += dp(_INDENT)
        number = QRectF(right - dp(110), box.top(), dp(110), box.height())
        face = font(12.5, 600) if row.is_head or row.is_strong else font(12, tabular=True)
        wide = paint.text(painter, number, row.right, role="ink2", face=face, align=RIGHT)
        room = QRectF(left, box.top(), right - wide - dp(10) - left, box.height())
        face = font(13, 600 if row.is_head else 500)
        x = left + min(paint.text(painter, room, row.text, face=face), room.width()) + dp(8)
        if row.detail and x < room.right():
            detail = QRectF(x, box.top(), room.right() - x, box.height())
            paint.text(painter, detail, row.detail, role="ink2", face=font(12))
        if row.sentence:
            start = whole.left() + inset + (0 if row.is_strong else dp(_INDENT))
            spot = QPointF(start, box.bottom() - dp(5))
            _below(row, whole.width()).draw(painter, spot, "ink2")
        hair = tokens().color(mix(tokens().line, tokens().surface, 0.75))
        painter.fillRect(QRectF(whole.left(), whole.bottom() - 1, whole.width(), 1), hair)
        painter.restore()


class EntryList(Card):
    """A card with a list of entries under its name, or one sentence where there are none."""

    def __init__(self, name: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = Label("", role="ink2", size=12, parent=self)
        self.model = RowsModel([Column("entry", name, _spoken, tooltip=_spoken)], parent=self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Delegate(self.view))
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.view.setAccessibleName(name)
        self.view.setMinimumHeight(dp(64))
        self._empty = muted(empty)
        self._empty.setWordWrap(True)
        head = QHBoxLayout()
        head.setContentsMargins(dp(19), 0, dp(19), 0)
        head.addWidget(heading(name), 1)
        head.addWidget(self._number)
        box = self.column((1, 14, 1, 8), 8)
        box.addLayout(head)
        nothing = QHBoxLayout()
        nothing.setContentsMargins(dp(19), 0, dp(19), dp(8))
        nothing.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(nothing)
        box.addWidget(self.view, 1)

    def show_entries(self, entries: list[Entry], words: str) -> None:
        """The entries, and how many cases they are."""
        self.model.set_rows(entries)
        self._number.setText(words if entries else "")
        self.view.setVisible(bool(entries))
        self._empty.setVisible(not entries)


class SummaryPage(QWidget):
    """After closing, and for every session of the list. ``left`` asks for the scan bar."""

    scanned = Signal(str)
    left = Signal()

    def __init__(
        self,
        desk: Desk,
        change: QAction,
        back: QAction,
        confirm: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.sheet: Sheet | None = None
        self._title = title("", self)
        self._span = Label("", weight=600, wrap=True, parent=self)
        self._lines = [Label("", wrap=True, parent=self) for _ in range(5)]
        self._change = Button.for_action(change, parent=self)
        self.done_button = Button.for_action(back, kind=Kind.DARK, parent=self)
        self.redating = RedatePanel(desk, confirm, back, self)
        self.redating.scanned.connect(self.scanned)
        self.redating.left.connect(self.left)
        self.walk = EntryList(
            self.tr("Re-shelving walk"), self.tr("No case of this session goes to the shelf."), self
        )
        self.trays = EntryList(self.tr("In trays"), self.tr("Nothing is in a tray."), self)
        self.late = EntryList(self.tr("Late"), self.tr("Nothing came back late."), self)
        self._lay_out()

    def _lay_out(self) -> None:
        card = Card(self)
        box = card.column((24, 20, 24, 22), 10)
        box.addWidget(self._title)
        box.addWidget(self._span)
        box.addWidget(Line())
        for line in self._lines:
            box.addWidget(line)
        box.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(dp(8))
        foot.addWidget(self.done_button)
        foot.addWidget(self._change)
        foot.addStretch(1)
        box.addLayout(foot)
        self._left = InFront(self)
        self._left.addWidget(card)
        self._left.addWidget(self.redating)
        self._left.setFixedWidth(dp(400))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(dp(16))
        row.addWidget(self._left)
        row.addWidget(self.walk, 1)
        right = QVBoxLayout()
        right.setSpacing(dp(16))
        right.addWidget(self.trays, 1)
        right.addWidget(self.late, 1)
        row.addLayout(right, 1)

    @property
    def is_redating(self) -> bool:
        """Whether the window's panel is shown."""
        return self._left.currentIndex() == 1

    def show_sheet(self, sheet: Sheet) -> None:
        """A session's sheet and walk."""
        self.sheet = sheet
        self.show_redating(False)
        session, counts = sheet.session, sheet.counts
        self._title.setText(
            self.tr("{box}, closed").format(box=session.box)
            if not session.is_open
            else self.tr("{box}, open").format(box=session.box)
        )
        self._span.setText(span_words(session))
        for label, words in zip(self._lines, self._words(sheet), strict=True):
            label.setText(words)
            label.setVisible(bool(words))
        cases = len(sheet.walk)
        sections = len({row.section for row in sheet.walk})
        self.walk.show_entries(walk_entries(sheet.walk), _how_many(cases, sections))
        self.trays.show_entries(tray_entries(sheet.exceptions), str(counts.in_trays))
        self.late.show_entries(late_entries(sheet.late), money(counts.fee_cents))
        self.setAccessibleName(f"{self._title.text()}. {self._span.text()}")

    def show_redating(self, shown: bool) -> None:
        """The window's panel in place of the sheet."""
        if shown and self.sheet is not None:
            self.redating.start(self.sheet.session)
        self._left.setCurrentIndex(1 if shown else 0)

    def _words(self, sheet: Sheet) -> tuple[str, str, str, str, str]:
        counts, session = sheet.counts, sheet.session
        sums = self.tr(
            "{scanned} scanned: {on_time} on time, {late} late, {trays} in trays,"
            " {was_in} in already."
        ).format(
            scanned=counts.scanned,
            on_time=counts.on_time,
            late=counts.late,
            trays=counts.in_trays,
            was_in=counts.was_in,
        )
        fees = self.tr("Late fees {amount}.").format(amount=money(counts.fee_cents))
        pile = self.tr("The pile was not counted.")
        if sheet.pile is not None:
            pile = self.tr("{n} counted: it adds up.").format(n=sheet.pile.counted)
            if not sheet.pile.adds_up:
                pile = self.tr("{n} counted, {scanned} scanned.").format(
                    n=sheet.pile.counted, scanned=counts.scanned
                )
        why = self.tr("Why: {why}").format(why=session.why) if session.why else ""
        who = self.tr("Opened by {who}.").format(who=session.opened_by)
        by = [who] if session.opened_by else []  # nobody need be on duty
        if session.closed_by and session.closed_by != session.opened_by:
            by.append(self.tr("Closed by {who}.").format(who=session.closed_by))
        return sums, fees if counts.fee_cents else "", pile, why, " ".join(by)


def _how_many(cases: int, sections: int) -> str:
    what = tr("1 case") if cases == 1 else tr("{n} cases").format(n=cases)
    where = tr("1 section") if sections == 1 else tr("{n} sections").format(n=sections)
    return f"{what}, {where}"

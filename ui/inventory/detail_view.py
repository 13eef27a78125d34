"""The panel beside the list: one title with its editions, copies and last rentals."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.board.queries import Verdict
from app.catalog.models import CopyState, Purpose
from app.catalog.title_detail import TitleDetail
from ui.actions import ActionSet
from ui.desk import Desk
from ui.inventory.copies_list import CopiesList
from ui.inventory.detail_head import CastLine, DetailHead
from ui.inventory.last_rentals import LastRentals
from ui.inventory.overlay_bar import OverlayBar
from ui.inventory.tag_row import TagRow
from ui.inventory.verdict_row import VerdictRow
from ui.theme import dp
from ui.widgets import Label, Line, PanelActions, heading, muted

_GONE = (CopyState.SOLD, CopyState.RETIRED)


class DetailView(QWidget):
    """Shows a ``TitleDetail`` and the board's verdict; scrolls all but the actions at its foot.

    ``picture_dropped(object)`` a path; the signals of its parts are reached through them.
    """

    picture_dropped = Signal(object)

    def __init__(self, desk: Desk, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.detail: TitleDetail | None = None
        self.head = DetailHead(desk, self)
        self.head.picture_dropped.connect(self.picture_dropped)
        self.cast = CastLine(self)
        self.verdict = VerdictRow(self)
        self.tags = TagRow(self)
        self.note = Label("", role="ink2", size=12, wrap=True, parent=self)
        self.copies = CopiesList(self)
        self.rentals = LastRentals(self)
        self._counts = muted("", size=12)
        self._no_copies = Label(
            self.tr("No copies yet. Add copy puts the first one on the shelf."),
            role="ink2",
            size=12,
            wrap=True,
            parent=self,
        )
        self.foot = PanelActions([actions[key] for key in FOOT], self)
        self._area = QScrollArea(self)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._body())
        self._bar = OverlayBar(self._area)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._area, 1)
        box.addWidget(self.foot)

    def _body(self) -> QWidget:
        """From the top: head, people, tags, copies, rentals. Only the copies reach to the edge,
        for their row in hand is drawn a little wider than its words.
        """
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(dp(8), dp(16), dp(8), dp(8))
        self._column.setSpacing(0)
        self._before_cast = _Gap(7)
        self._before_verdict = _Gap(6)
        self._put(self.head, self._before_cast, self.cast)
        self._put(self._before_verdict, self.verdict, _Gap(7), self.tags)
        self._put(_Gap(12), Line(), _Gap(9))
        copies_head = self._copies_head()
        copies_head.setContentsMargins(dp(8), 0, dp(8), 0)
        self._column.addLayout(copies_head)
        self._put(_Gap(7))
        self._column.addWidget(self.copies)
        self._put(self._no_copies, _Gap(10), Line(), _Gap(6), self.rentals, self.note)
        self._column.addStretch(1)
        return body

    def _put(self, *widgets: QWidget) -> None:
        for widget in widgets:
            line = QHBoxLayout()
            line.setContentsMargins(dp(8), 0, dp(8), 0)
            line.addWidget(widget)
            self._column.addLayout(line)

    def _copies_head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(dp(9))
        line.addWidget(heading(self.tr("Editions and copies")))
        line.addWidget(self._counts)
        line.addStretch(1)
        return line

    def show_detail(self, detail: TitleDetail, search: str, verdict: Verdict | None = None) -> None:
        """Another title, or the same one read again: then copy and scroll stay."""
        same = self.detail is not None and self.detail.title_id == detail.title_id
        self.detail = detail
        now = self._desk.now()
        self.head.show_detail(detail, search)
        self.cast.set_names([person.name for person in detail.cast], search)
        self._before_cast.setVisible(bool(detail.cast))
        self.verdict.set_verdict(verdict)
        self._before_verdict.setVisible(verdict is not None)
        self.tags.set_tags(detail.tags)
        self.copies.show_editions(detail.editions, now, same=same)
        self.copies.setVisible(bool(detail.editions))
        self._no_copies.setVisible(not any(edition.copies for edition in detail.editions))
        self._counts.setText(counts_words(detail))
        self.rentals.show_detail(detail, now)
        said = note_words(detail)
        self.note.setText(said)
        self.note.setVisible(bool(said))
        self.note.setContentsMargins(0, dp(10) if said else 0, 0, 0)
        if not same:
            self._area.verticalScrollBar().setValue(0)

    def set_narrow(self, narrow: bool) -> None:
        """1280 wide: closer columns, no key caps."""
        self.copies.set_narrow(narrow)
        self.foot.set_keys_shown(not narrow)


#: The actions at the foot, by id.
FOOT = ("edit", "copy", "card", "mark", "history")


class _Gap(QWidget):
    """A gap that can be hidden with what stands beside it."""

    def __init__(self, height: int) -> None:
        super().__init__()
        self.setFixedHeight(dp(height))


def note_words(detail: TitleDetail) -> str:
    """Whose favourite it is, and what was noted of it."""
    pick = f"Staff pick: {detail.staff_pick}" if detail.staff_pick else ""
    return "\n".join(part for part in (pick, detail.note) if part)


def counts_words(detail: TitleDetail) -> str:
    """ "5 to rent, 1 for sale"; copies that are gone do not count."""
    copies = [copy for edition in detail.editions for copy in edition.copies]
    kept = [copy for copy in copies if copy.state not in _GONE]
    parts = []
    for purpose, words in (
        (Purpose.RENTAL, "to rent"),
        (Purpose.SALE, "for sale"),
        (Purpose.DISPLAY, "on display"),
    ):
        count = sum(copy.purpose == purpose for copy in kept)
        if count:
            parts.append(f"{count} {words}")
    gone = len(copies) - len(kept)
    if gone:
        parts.append(f"{gone} gone")
    return ", ".join(parts)

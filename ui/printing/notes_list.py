"""What to look at before it prints: crosses first, then diamonds, then notes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reports.cards import CardNote
from ui.printing import notes
from ui.printing.marks import paint_sign
from ui.printing.preview import Preview
from ui.theme import dp, font, tokens
from ui.widgets import Button, Label, paint

_MOST = 60
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NotesList(QScrollArea):
    """``shown(int)`` a piece is to be shown in the preview; ``decided(index, what, field, value)``
    a proposal was taken.
    """

    shown = Signal(int)
    decided = Signal(int, str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = QWidget(self)
        self._box = QVBoxLayout(self._inside)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._more = Label("", role="ink2", size=12)
        self.rows: list[NoteRow] = []
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._inside)
        self.setMinimumHeight(dp(60))
        self._told: tuple[object, ...] = ()

    def set_notes(self, made: Preview | None, proposals: dict[int, str]) -> None:
        """The notes of a preview; `proposals` by a note's number, what to print instead."""
        told = made.notes if made is not None else ()
        same = (told, tuple(sorted(proposals.items())), made.spots if made is not None else None)
        if same == self._told:
            return
        self._told = same
        while self._box.count():
            item = self._box.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and widget is not self._more:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        for number, note in enumerate(told[:_MOST]):
            row = NoteRow(note, self._label(made, note), proposals.get(number), self._inside)
            row.shown.connect(self.shown)
            row.decided.connect(self.decided)
            self._box.addWidget(row)
            row.show()
            self.rows.append(row)
        left = len(told) - _MOST
        self._more.setText(self.tr("and {n} more").format(n=left) if left > 0 else "")
        self._more.setContentsMargins(dp(32), dp(6), 0, dp(6))
        self._more.setVisible(left > 0)
        self._box.addWidget(self._more)
        self._box.addStretch(1)

    @staticmethod
    def _label(made: Preview | None, note: CardNote) -> int | None:
        spot = made.spot_of(note.index) if made is not None else None
        return spot[1] if spot is not None else None


class NoteRow(QWidget):
    """One note. Enter shows its piece; the first button is the proposal."""

    shown = Signal(int)
    decided = Signal(int, str, str, str)

    def __init__(
        self, note: CardNote, label: int | None, proposal: str | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.note = note
        self._kind = notes.kind_of(note)
        self._title, self._head = note.title, notes.head_words(note)
        self._detail = notes.detail_words(note, label)
        self._proposal = proposal
        self.buttons: list[Button] = []
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("haloRadius", 4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{self._title} {self._head}. {self._detail}")
        self.setToolTip(self.accessibleName())
        if self._kind == notes.CROSS:
            self._add_buttons()

    def _add_buttons(self) -> None:
        box = QHBoxLayout(self)
        box.setContentsMargins(dp(34), dp(46), dp(14), dp(9))
        box.setSpacing(dp(8))
        if self._proposal is not None:
            words = self.tr("Print as {text}").format(text=self._proposal)
            if not self._proposal:
                words = self.tr("Print without it")
            metrics = QFontMetrics(font(12, 500))
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, dp(150))
            take = Button(words, height=28)
            take.clicked.connect(self._take)
            self.buttons.append(take)
            box.addWidget(take)
        out = Button(self.tr("Leave out"), height=28)
        out.clicked.connect(self._leave_out)
        self.buttons.append(out)
        box.addWidget(out)
        box.addStretch(1)

    def _take(self) -> None:
        self.decided.emit(self.note.index, "as", self.note.field, self._proposal or "")

    def _leave_out(self) -> None:
        self.decided.emit(self.note.index, "out", "", "")

    def sizeHint(self) -> QSize:
        return QSize(dp(200), dp(84 if self.buttons else 49))

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(120), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.shown.emit(self.note.index)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.shown.emit(self.note.index)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self._kind == notes.CROSS:
            painter.fillRect(box, t.color("stop_soft"))
        left, right = dp(34), box.width() - dp(14)
        first = QRectF(left, dp(6), right - left, dp(19))
        sign = QRectF(dp(15), first.top(), dp(14), first.height())
        paint_sign(painter, self._kind, sign, 13)
        metrics = QFontMetrics(font(13))
        room = right - left - (metrics.horizontalAdvance(self._head) + dp(6) if self._head else 0)
        wide = paint.text(
            painter, QRectF(left, first.top(), max(room, dp(80)), first.height()), self._title,
            face=font(13, 600),
        )  # fmt: skip
        rest = QRectF(left + wide + dp(5), first.top(), right - left - wide - dp(5), first.height())
        paint.text(painter, rest, self._head, face=font(13))
        second = first.translated(0, dp(18))
        role = "ink" if self._kind == notes.CROSS else "ink2"
        paint.text(painter, second, self._detail, role=role, face=font(12))

"""One key marks the case in hand: empty, wrong disc, a disc missing, damaged."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.nightdrop.queries import ScanRow
from app.nightdrop.rules import MarkKind, Outcome, next_mark
from ui import icons
from ui.nightdrop.pictures import RIGHT, wide_cap
from ui.nightdrop.words import mark_word
from ui.theme import dp, font, mix, tokens
from ui.widgets import Card, PaintedButton, heading, keys_text, paint


class MarkRow(PaintedButton):
    """A mark with its key, and the tray that the case then goes to."""

    def __init__(self, action: QAction, tray: str, parent: QWidget) -> None:
        super().__init__(action.text(), parent)
        self._action = action
        self._tray = tray
        self._hint = ""
        self._on = False
        self._compact = False
        self._keys = keys_text(action.shortcut().toString(QKeySequence.SequenceFormat.PortableText))
        self.setProperty("haloRadius", 6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def set_state(self, words: str, hint: str, *, on: bool) -> None:
        """Other words, what another press does, and whether the mark is on the case."""
        self.setText(words)
        self._hint, self._on = hint, on
        said = self.tr("{mark}, is on").format(mark=words) if on else words
        self.setAccessibleName(", ".join(filter(None, (said, self._keys, hint))))
        self.update()

    def set_compact(self, compact: bool) -> None:
        """For 1280 x 720."""
        self._compact = compact
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(240), dp(32 if self._compact else 38))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        painter.fillRect(QRectF(1, 0, box.width() - 2, 1), t.color(mix(t.line, t.surface, 0.75)))
        enabled = self.isEnabled()
        if self._on:
            painter.fillRect(box.adjusted(1, 1, -1, -1), t.color("need_soft"))
        elif enabled and self.underMouse():
            painter.fillRect(box.adjusted(1, 1, -1, -1), t.color(mix(t.sunk, t.surface, 0.6)))
        inset = dp(16 if self._compact else 20)
        cap = QRectF(inset, 0, dp(44), dp(19))
        cap.moveTop(round((box.height() - cap.height()) / 2))
        wide_cap(painter, cap, self._keys)
        role = "need" if self._on else "ink" if enabled else "ink2"
        x = cap.right() + dp(12)
        right = box.right() - inset
        tray = QRectF(right - dp(70), 0, dp(70), box.height())
        paint.text(painter, tray, self._tray, role="ink2", face=font(12), align=RIGHT)
        face = font(13, 600 if self._on else 400)
        room = QRectF(x, 0, max(tray.left() + dp(30) - x, 0), box.height())
        x += paint.text(painter, room, self.text(), role=role, face=face) + dp(8)
        if self._on:
            icons.paint(painter, "check", "need", QRectF(x, 0, dp(14), box.height()), dp(14))
            x += dp(20)
        hint_wide = QFontMetrics(font(12)).horizontalAdvance(self._hint)
        if self._hint and x + hint_wide < right - dp(44):
            room = QRectF(x, 0, hint_wide + 2, box.height())
            paint.text(painter, room, self._hint, role="ink2", face=font(12))

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.update()


class SoundSwitch(PaintedButton):
    """Sounds, on or off, with its key."""

    def __init__(self, action: QAction, parent: QWidget) -> None:
        super().__init__(action.text(), parent)
        self._on = True
        self._keys_shown = "F10"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.trigger)
        self.set_on(True)

    def set_on(self, on: bool) -> None:
        """Show whether sounds are on."""
        self._on = on
        self.setAccessibleName(self.tr("Sounds on") if on else self.tr("Sounds off"))
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(font(12)).horizontalAdvance(self.text())
        return QSize(dp(24) + words + dp(8) + paint.key_cap_width(self._keys_shown), dp(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        icon = "volume-2" if self._on else "volume-x"
        icons.paint(painter, icon, "ink2", QRectF(0, 0, dp(16), box.height()), dp(16))
        room = box.adjusted(dp(24), 0, 0, 0)
        wide = paint.text(painter, room, self.text(), role="ink2", face=font(12), elide=False)
        cap = QRectF(dp(32) + wide, 0, paint.key_cap_width(self._keys_shown), box.height())
        paint.key_cap(painter, cap, self._keys_shown)


class MarkPanel(Card):
    """The card *Mark this case*. ``undo_asked`` for its last line."""

    undo_asked = Signal()

    def __init__(
        self, marks: dict[MarkKind, QAction], undo: QAction, sounds: QAction,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.sound_switch = SoundSwitch(sounds, self)
        self._rows: dict[MarkKind, MarkRow] = {}
        box = self.column((0, 0, 0, 4), 0)
        self._head = QWidget(self)
        self._fill_head()
        box.addWidget(self._head)
        for kind, action in marks.items():
            tray = self.tr("tray {number}").format(number=3 if kind is MarkKind.DAMAGED else 2)
            self._rows[kind] = MarkRow(action, tray, self)
            box.addWidget(self._rows[kind])
        self._undo = _UndoRow(undo, "", self)
        box.addWidget(self._undo)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.show_case(None)

    def row_of(self, kind: MarkKind) -> MarkRow:
        """The line of a mark."""
        return self._rows[kind]

    def show_case(self, scan: ScanRow | None) -> None:
        """The case in hand: which mark is on it, and which disc the next press names."""
        current = scan.mark if scan else None
        discs = scan.discs if scan else 1
        for kind, row in self._rows.items():
            on = current is not None and current.kind is kind
            if kind is MarkKind.MISSING:
                row.set_state(*self._missing_words(scan, discs), on=on)
            else:
                row.set_state(self._words[kind], self.tr("again takes it off") if on else "", on=on)

    def set_compact(self, compact: bool) -> None:
        """For 1280 x 720."""
        inset = dp(16 if compact else 20)
        self._head.setFixedHeight(dp(36 if compact else 41))
        layout = self._head.layout()
        if layout is not None:
            layout.setContentsMargins(inset, 0, inset, 0)
        for row in (*self._rows.values(), self._undo):
            row.set_compact(compact)

    def _missing_words(self, scan: ScanRow | None, discs: int) -> tuple[str, str]:
        current = scan.mark if scan else None
        pressed = next_mark(current, MarkKind.MISSING, discs)
        if current is not None and current.kind is MarkKind.MISSING:
            again = self.tr("again takes it off")
            if pressed is not None and pressed.disc:
                again = self.tr("again for disc {disc}").format(disc=pressed.disc)
            return mark_word(current), again
        more = self.tr("again for disc 2") if discs > 1 else ""
        return self.tr("Disc 1 missing"), more

    def _fill_head(self) -> None:

        self._words = {
            MarkKind.EMPTY: self.tr("Empty case"),
            MarkKind.WRONG: self.tr("Wrong disc"),
            MarkKind.DAMAGED: self.tr("Damaged"),
        }
        row = QHBoxLayout(self._head)
        row.setSpacing(dp(8))
        row.addWidget(heading(self.tr("Mark this case")), 1)
        row.addWidget(self.sound_switch)
        self.set_head_height()

    def set_head_height(self) -> None:
        """The head at its usual height."""
        self._head.setFixedHeight(dp(41))
        layout = self._head.layout()
        if layout is not None:
            layout.setContentsMargins(dp(20), 0, dp(20), 0)


class _UndoRow(MarkRow):
    """Its key belongs to the window, so it is only shown here."""

    def __init__(self, action: QAction, tray: str, parent: QWidget) -> None:
        super().__init__(action, tray, parent)
        self._keys = "Ctrl Z"
        self.setAccessibleName(self.text())


def can_mark(scan: ScanRow | None) -> bool:
    """Whether a mark can go on the case in hand: what is not ours, or the owner's, has none."""
    return scan is not None and scan.outcome not in (Outcome.UNKNOWN, Outcome.OWNER)

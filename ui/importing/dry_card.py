"""The counts of the dry run: a bar to scale, four numbers, and what was decided."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.importing.decisions import ReasonKey
from ui.importing import words
from ui.importing.model import Importing
from ui.importing.parts import NumberDisc
from ui.importing.phase import Phase
from ui.importing.trying import Seen, Taken
from ui.theme import dp, font, tokens
from ui.widgets import Card, Label, LinkButton, heading, paint

_ROLES = ("ok", "ink2", "line", "stop")
_LEAST = 4
_THINGS = {
    "title": ("1 title", "{n} titles"),
    "copy": ("1 copy", "{n} copies"),
    "member": ("1 member", "{n} members"),
    "renter": ("1 renter", "{n} renters"),
    "rental": ("1 rental", "{n} rentals"),
    "ledger_line": ("1 line of account", "{n} lines of account"),
    "payment": ("1 payment", "{n} payments"),
}


class DryCard(Card):
    """312 wide, beside the reasons. ``taken_back(object)`` carries a ``ReasonKey``."""

    taken_back = Signal(object)

    def __init__(self, model: Importing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setFixedWidth(dp(312))
        self.head = heading(self.tr("Dry run"), self)
        self.so_far = Label("", role="ink2", parent=self)
        self.bar = PartsBar(self)
        self.lines = [
            CountLine(role, title, self)
            for role, title in zip(
                _ROLES,
                (
                    self.tr("Would be added"),
                    self.tr("Would be updated"),
                    self.tr("Unchanged"),
                    self.tr("Refused"),
                ),
                strict=True,
            )
        ]
        head = QHBoxLayout()
        head.setSpacing(dp(8))
        head.addWidget(NumberDisc(3, self))
        head.addWidget(self.head)
        head.addWidget(self.so_far)
        head.addStretch(1)
        box = self._box = self.column((16, 11, 16, 8), 0)
        box.addLayout(head)
        box.addSpacing(dp(15))
        box.addWidget(self.bar)
        box.addSpacing(dp(6))
        for line in self.lines:
            box.addWidget(line)
        self._decided = QVBoxLayout()
        self._decided.setSpacing(0)
        box.addLayout(self._decided)
        box.addStretch(1)
        self._links: list[_Decided] = []
        model.seen_changed.connect(self.tell)
        model.phase_changed.connect(self.tell)
        model.map_changed.connect(self.tell)
        self.tell()

    def set_low(self, low: bool) -> None:
        """A low window: the second lines go."""
        for line in self.lines:
            line.set_detailed(not low)

    @property
    def links(self) -> list[QWidget]:
        """The decisions that can be taken back."""
        return list(self._links)

    @Slot()
    def tell(self) -> None:
        """The numbers as they stand."""
        seen, phase = self._model.seen, self._model.phase
        through = phase in (Phase.TRIED, Phase.IMPORTING)
        rows = words.rows_words(seen.read)
        self.so_far.setText(rows if through else self.tr("{rows} so far").format(rows=rows))
        counts = (seen.added, seen.updated, seen.unchanged, seen.refused)
        details = (_made(seen), _gained(seen), words.tr("here already, all the same"), "")
        if seen.refused:
            details = (*details[:3], words.tr("see why, and what to do"))
        self.bar.set_parts(counts, self._model.total)
        for line, count, detail in zip(self.lines, counts, details, strict=True):
            line.set_count(count, detail if count else "")
        self._tell_decided(self._model.taken)
        self._box.activate()  # numbers grow many times a second: never a cut one

    def _tell_decided(self, taken: tuple[Taken, ...]) -> None:
        if [link.taken for link in self._links] == list(taken):
            return
        for link in self._links:
            self._decided.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links = []
        for one in taken:
            link = _Decided(one, self)
            link.taken_back.connect(self.taken_back)
            self._decided.addWidget(link)
            self._links.append(link)


class PartsBar(QWidget):
    """The four outcomes to scale, 4 px at least each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[int, ...] = (0, 0, 0, 0)
        self._total = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: tuple[int, ...], total: int) -> None:
        """How many rows of each outcome, of how many in the file."""
        self._parts, self._total = parts, max(total, sum(parts))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(dp(120), dp(8))

    def widths(self) -> list[float]:
        """How wide each part is drawn; 0 for none."""
        shown = [part for part in self._parts if part]
        gaps = dp(2) * max(len(shown) - 1, 0)
        room = self.width() - gaps - _LEAST * len(shown)
        return [
            _LEAST + room * part / self._total if part and self._total else 0.0
            for part in self._parts
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not any(self._parts):
            paint.rounded(painter, QRectF(self.rect()), 2, tokens().sunk)
            return
        x = 0.0
        for role, width in zip(_ROLES, self.widths(), strict=True):
            if width:
                paint.rounded(
                    painter, QRectF(x, 0, width, self.height()), 2, getattr(tokens(), role)
                )
                x += width + dp(2)


class CountLine(QWidget):
    """A swatch, words, a number; below it what it means."""

    def __init__(self, role: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role, self._title = role, title
        self._count, self._detail = 0, ""
        self._detailed = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0, "")

    @property
    def count(self) -> int:
        """The number shown."""
        return self._count

    def set_count(self, count: int, detail: str) -> None:
        """Another number."""
        self._count, self._detail = count, detail
        self.setAccessibleName(f"{self._title}: {count:,}")
        self.setToolTip(detail)
        self.update()

    def set_detailed(self, detailed: bool) -> None:
        """Whether the second line has room."""
        self._detailed = detailed
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(dp(160), dp(49 if self._detailed else 31))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, tokens().color("line"))
        top = dp(5 if self._detailed else 6)
        swatch = QRectF(0, top + dp(5), dp(10), dp(10))
        paint.rounded(painter, swatch, 2, getattr(tokens(), self._role))
        first = QRectF(dp(18), top, self.width() - dp(18), dp(20))
        paint.text(painter, first, self._title, face=font(13))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        face = font(13, 600, tabular=True)
        paint.text(painter, first, f"{self._count:,}", face=face, align=right)
        if self._detailed:
            second = QRectF(dp(18), top + dp(20), self.width() - dp(18), dp(18))
            paint.text(painter, second, self._detail, role="ink2", face=font(12))


class _Decided(QWidget):
    """ "31 put in Family", and the way back."""

    taken_back = Signal(object)

    def __init__(self, taken: Taken, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.taken = taken
        decision = taken.decision
        said = words.decided_words(decision.action, taken.key, decision.value, taken.count)
        label = Label(said, role="ok", size=12, weight=500, parent=self)
        back = LinkButton(self.tr("Take back"), parent=self)
        back.setAccessibleName(self.tr("Take back: {what}").format(what=said))
        back.clicked.connect(self._pressed)
        box = QHBoxLayout(self)
        box.setContentsMargins(dp(18), dp(2), 0, dp(2))
        box.addWidget(label)
        box.addStretch(1)
        box.addWidget(back)

    @property
    def key(self) -> ReasonKey:
        """Which reason it was about."""
        return self.taken.key

    @Slot()
    def _pressed(self) -> None:
        self.taken_back.emit(self.taken.key)


def _made(seen: Seen) -> str:
    parts = []
    for table, (one, many) in _THINGS.items():
        count = seen.made.get(table, 0)
        if count:
            parts.append(words.tr(one) if count == 1 else words.tr(many).format(n=f"{count:,}"))
    return ", ".join(parts[:2])


def _gained(seen: Seen) -> str:
    ranked = sorted(seen.gained, key=lambda name: -seen.gained[name])
    names = [words.field_inside(_field_of(name)) for name in ranked]
    names = list(dict.fromkeys(names))[:2]
    if not names:
        return ""
    return words.tr("gain or change {what}").format(what=words.tr(" or ").join(names))


def _field_of(column: str) -> str:
    """``section_id`` as ``section``."""
    return column.removesuffix("_id").removesuffix("_cents")

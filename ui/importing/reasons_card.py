"""The reasons for which rows would be refused, and what to do with all rows of each."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.catalog import lookups
from app.importing.decisions import Action, Decision
from ui import icons
from ui.actions import ActionSet
from ui.importing import words
from ui.importing.model import Importing
from ui.importing.parts import paint_cross, paint_diamond
from ui.importing.phase import Phase
from ui.importing.sentences import why
from ui.importing.trying import ReasonSeen
from ui.theme import dp, font, tokens
from ui.widgets import Button, Card, Label, PaintedButton, heading, paint

_ROW = 36
_ALL = "all"
_FEW = 2  # a new shop's sections
_TAKEN_CODES = frozenset({"import.barcode_taken", "import.upc_taken", "import.card_taken"})


class ReasonsCard(Card):
    """``decided(object, object)``: a ``ReasonSeen`` and its ``Decision``. ``all_made(str)``: make
    all that the shop lacks of a field. ``listed(object)``: show all lines of a reason.
    """

    decided = Signal(object, object)
    all_made = Signal(str)
    listed = Signal(object)

    def __init__(self, model: Importing, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.head = heading("", self)
        self.sum = Label("", role="ink2", parent=self)
        self.save = Button.for_action(actions["save_refused"], parent=self)
        self.save.set_icon_name("")
        head = self._head = QHBoxLayout()
        head.setContentsMargins(dp(16), 0, dp(16), 0)
        head.setSpacing(dp(8))
        head.addWidget(self.head)
        head.addWidget(self.sum)
        head.addStretch(1)
        head.addWidget(self.save)
        strip = QWidget(self)
        strip.setFixedHeight(dp(44))
        strip.setLayout(head)
        self._inner = QWidget()
        self._list = QVBoxLayout(self._inner)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        self.rows: list[ReasonRow] = []
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._inner)
        self._none = Label("", role="ink2", parent=self)
        self._none.setContentsMargins(dp(16), dp(12), dp(16), dp(12))
        box = self.column((1, 0, 1, 1), 0)
        box.addWidget(strip)
        box.addWidget(self._none)
        box.addWidget(self.area, 1)
        model.seen_changed.connect(self.tell)
        model.phase_changed.connect(self.tell)
        self.tell()

    @Slot()
    def tell(self) -> None:
        """The reasons as they stand; a row that has the focus keeps it."""
        seen, phase = self._model.seen, self._model.phase
        through = phase in (Phase.TRIED, Phase.IMPORTING)
        self.head.setText(self.tr("Refused") if through else self.tr("Refused so far"))
        count = len(seen.reasons)
        reasons = self.tr("1 reason") if count == 1 else self.tr("{n} reasons").format(n=count)
        self.sum.setText(f"{words.rows_words(seen.refused)}, {reasons}" if seen.refused else "")
        self._none.setVisible(not seen.reasons)
        none = self.tr("Every row can be brought in.") if through else ""
        self._none.setText(none)
        self._head.activate()  # numbers grow many times a second: never a cut one
        self._show(seen.reasons)

    def _show(self, reasons: tuple[ReasonSeen, ...]) -> None:
        while len(self.rows) > len(reasons):
            row = self.rows.pop()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(reasons):
            row = ReasonRow(self._inner)
            row.decided.connect(self.decided)
            row.box.all_made.connect(self.all_made)
            row.listed.connect(self.listed)
            row.moved.connect(self._moved)
            row.seen.connect(self._scroll_to)
            self._list.insertWidget(len(self.rows), row)
            self.rows.append(row)
        can = self._model.phase is not Phase.IMPORTING
        for at, (row, reason) in enumerate(zip(self.rows, reasons, strict=True)):
            alike = sum(other.key.code == reason.key.code for other in reasons)
            row.box.set_alike(alike)
            row.show_reason(reason, first=at == 0)
            row.box.setEnabled(can)

    @Slot(object, int)
    def _moved(self, row: object, step: int) -> None:
        if isinstance(row, ReasonRow):
            at = min(max(self.rows.index(row) + step, 0), len(self.rows) - 1)
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object)
    def _scroll_to(self, row: object) -> None:
        if isinstance(row, QWidget):
            self.area.ensureWidgetVisible(row, 0, 0)


class ReasonRow(QWidget):
    """A reason on one line. Enter lists its rows, Up and Down go on, Space opens its choices."""

    decided = Signal(object, object)
    listed = Signal(object)
    moved = Signal(object, int)
    seen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason: ReasonSeen | None = None
        self._first = False
        self.box = DecisionBox(self)
        self.box.chosen.connect(self._chosen)
        self.setFixedHeight(dp(_ROW))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("takesKeys", True)
        self.setProperty("noHalo", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_reason(self, reason: ReasonSeen, *, first: bool) -> None:
        """Another reason, or other numbers of it."""
        self._first = first
        if reason == self.reason:
            return
        self.reason = reason
        self.box.show_reason(reason)
        self.setAccessibleName(f"{words.rows_words(reason.count)}: {why(reason.example)}")
        self.update()
        self._place()

    def resizeEvent(self, event: object) -> None:
        self._place()

    def _place(self) -> None:
        size = self.box.sizeHint()
        left = self.width() - dp(206)
        self.box.setGeometry(
            left, (self.height() - size.height()) // 2, size.width(), size.height()
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.listed.emit(self.reason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.seen.emit(self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.listed.emit(self.reason)
        elif key == Qt.Key.Key_Space:
            self.box.open()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(self, 1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        reason = self.reason
        if reason is None:
            return
        t = tokens()
        painter = QPainter(self)
        if self.hasFocus() or (self._first and reason.asks):
            soft = t.need_soft if reason.asks else t.sunk
            painter.fillRect(self.rect(), t.color(soft))
        painter.fillRect(0, 0, self.width(), 1, t.color("line"))
        if self.hasFocus():
            painter.fillRect(0, 0, 3, self.height(), t.color("focus"))
        tall = float(self.height())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        count = QRectF(0, 0, dp(42), tall)
        face = font(13, 600, tabular=True)
        paint.text(painter, count, f"{reason.count:,}", face=face, align=right, elide=False)
        (paint_diamond if reason.asks else paint_cross)(painter, QPointF(dp(57), tall / 2))
        left = dp(70)
        end = self.width() - dp(212)
        middle = left + max(round((end - left) * 0.40), dp(240))
        paint.text(painter, QRectF(left, 0, middle - left - dp(10), tall), why(reason.example))
        self._paint_example(painter, QRectF(middle, 0, end - middle, tall), reason)

    def _paint_example(self, painter: QPainter, box: QRectF, reason: ReasonSeen) -> None:
        """``line 1,907, My Neighbor Totoro  KIDS  and 30 more``: what there is room for."""
        example = reason.example
        where = self.tr("line {n}").format(n=f"{example.line:,}")
        if example.title:
            where += f", {example.title}"
        value = example.value
        if reason.key.code in _TAKEN_CODES and example.facts.get("other"):
            value = self.tr("{value} is {other}").format(value=value, other=example.facts["other"])
        more = ""
        if reason.count > 1:
            more = self.tr("and {n} more").format(n=f"{reason.count - 1:,}")
        plain, bold = QFontMetrics(font(12)), QFontMetrics(font(12, 600))
        value_wide = min(bold.horizontalAdvance(value), round(box.width() * 0.45)) if value else 0
        more_wide = plain.horizontalAdvance(more) + dp(8) if more else 0
        where_wide = plain.horizontalAdvance(where)
        if where_wide + value_wide + more_wide + dp(10) > box.width():
            more, more_wide = "", 0
        where_wide = min(where_wide, round(box.width() - value_wide - more_wide - dp(10)))
        x = box.left()
        room = QRectF(x, 0, where_wide, box.height())
        x += paint.text(painter, room, where, role="ink2", face=font(12)) + dp(8)
        if value:
            room = QRectF(x, 0, value_wide + 1, box.height())
            x += paint.text(painter, room, value, face=font(12, 600)) + dp(8)
        if more:
            room = QRectF(x, 0, more_wide, box.height())
            paint.text(painter, room, more, role="ink2", face=font(12), elide=False)

    @Slot(object)
    def _chosen(self, decision: Decision) -> None:
        self.decided.emit(self.reason, decision)


class DecisionBox(PaintedButton):
    """The proposal, and the list of what else could be done. Nothing is done until one is taken."""

    chosen = Signal(object)
    all_made = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._reason: ReasonSeen | None = None
        self._alike = 1
        self._strong = ""
        self.setProperty("haloRadius", 7)
        self.clicked.connect(self.open)

    def set_alike(self, count: int) -> None:
        """How many reasons ask the same ("No section called ...")."""
        self._alike = count

    def show_reason(self, reason: ReasonSeen) -> None:
        """Propose the first choice."""
        self._reason = reason
        proposal = self._actions(reason)[0]
        text, self._strong = words.action_words(proposal, reason.key, reason.suggestion)
        self.setText(text)
        self.setAccessibleName(text + self._strong)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        plain = QFontMetrics(font(12, 500)).horizontalAdvance(self.text())
        strong = QFontMetrics(font(12, 700)).horizontalAdvance(self._strong)
        return QSize(min(plain + strong + dp(42), dp(198)), dp(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = tokens()
        painter = QPainter(self)
        box = QRectF(self.rect())
        over = self.underMouse() and self.isEnabled()
        paint.rounded(painter, box, dp(7), t.sunk if over else t.surface, t.line)
        room = box.adjusted(dp(11), 0, -dp(26), 0)
        x = room.left() + paint.text(painter, room, self.text(), face=font(12, 500))
        if self._strong:
            rest = QRectF(x, 0, room.right() - x, box.height())
            paint.text(painter, rest, self._strong, face=font(12, 700))
        arrow = QRectF(box.right() - dp(21), 0, dp(12), box.height())
        icons.paint(painter, "chevron-down", "ink2", arrow, dp(12))

    @Slot()
    def open(self) -> None:
        """The list: the proposal first, then every other choice."""
        reason = self._reason
        if reason is None or not self.isEnabled():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        for action in self._actions(reason):
            if action is Action.PUT:
                self._add_names(menu, reason)
            elif action is Action.MAKE and self._alike > 1:
                self._add(menu, reason, action, "")
                text = self.tr("Make all {n} of them").format(n=self._alike)
                menu.addAction(text).setData((_ALL, reason.key.field))
            else:
                self._add(menu, reason, action, "")
        menu.triggered.connect(self._picked)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        entries = menu.actions()
        if entries:
            menu.setActiveAction(entries[0])

    def _actions(self, reason: ReasonSeen) -> tuple[Action, ...]:
        """The choices, the proposal first: a shop with hardly a section makes those of the file."""
        actions = reason.actions
        if Action.PUT not in actions or Action.MAKE not in actions:
            return actions
        if not reason.suggestion or len(_names(reason.key.field)) <= _FEW:
            return (Action.MAKE, *(one for one in actions if one is not Action.MAKE))
        return actions

    def _add_names(self, menu: QMenu, reason: ReasonSeen) -> None:
        if reason.suggestion:
            self._add(menu, reason, Action.PUT, reason.suggestion)
        names = [name for name in _names(reason.key.field) if name != reason.suggestion]
        if not names:
            return
        text, _ = words.action_words(Action.PUT, reason.key, "")
        others = menu.addMenu(self.tr("{put} another").format(put=text.strip()))
        for name in names:
            made = others.addAction(name)
            made.setData((Action.PUT.value, name))

    def _add(self, menu: QMenu, reason: ReasonSeen, action: Action, value: str) -> None:
        text, strong = words.action_words(action, reason.key, value)
        made = menu.addAction(text + strong)
        made.setData((action.value, value))

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        kind, value = action.data()
        if kind == _ALL:
            self.all_made.emit(value)
            return
        self.chosen.emit(Decision(Action(kind), value))


def _names(field: str) -> list[str]:
    """What the shop has of a kind, for the list."""
    if field == "section":
        return [row.name for row in lookups.sections()]
    if field == "format":
        return [row.name for row in lookups.formats()]
    if field == "condition":
        return [row.name for row in lookups.conditions()]
    if field == "certificate":
        return [row.code for row in lookups.certificates()]
    if field == "rental_class":
        return [row.name for row in lookups.classes()]
    return []

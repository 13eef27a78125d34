"""The bar below the titles while several titles are selected: what to change, and Apply."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui import icons
from ui.inventory import sentences_bulk as words
from ui.inventory.edit_bar_state import LONG, EditMany
from ui.inventory.setters import SHOWN, SHOWN_NARROW, SetterPill, setters
from ui.inventory.stock_state import StockState
from ui.tasks import Task
from ui.theme import dp, font, tokens
from ui.widgets import Button, Card, KeyCap, Kind, Label, LinkButton, ProgressLine, paint

#: From this width down the narrow layout holds.
_NARROW = 1240
#: And from this one down, which only large letters reach, buttons drop their keys.
_TINY = 900
#: From this one down the list of changes is an icon, so that a setter keeps its value.
_LEAST = 640


class EditBar(Card):
    """``all_wanted``, ``none_wanted``, ``cards_wanted`` and ``list_wanted`` are its links and
    buttons; Apply and the setters act on ``EditMany`` by themselves.
    """

    all_wanted = Signal()
    none_wanted = Signal()
    cards_wanted = Signal()
    list_wanted = Signal()

    def __init__(self, many: EditMany, state: StockState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._many = many
        self._state = state
        self.setAccessibleName(self.tr("Edit the selected titles"))
        self._top = QStackedWidget(self)
        self._top.setFixedHeight(dp(32))
        self._top.addWidget(self._counts())
        self.progress = ProgressLine("", parent=self)
        self.progress.cancelled.connect(self._stop)
        self._task: Task | None = None
        self._top.addWidget(self.progress)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(16), dp(14), dp(16), dp(14))
        box.setSpacing(dp(12))
        box.addWidget(self._top)
        box.addLayout(self._setters())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        many.changed.connect(self.refresh)
        many.began.connect(self._began)
        many.ended.connect(self._ended)
        state.counted.connect(self.refresh)
        self.refresh()

    # -- building --------------------------------------------------------------------------------

    def _counts(self) -> QWidget:
        line = QWidget(self)
        self._titles = Label("", size=14, weight=600, parent=line)
        self._copies = Label("", role="ink2", parent=line)
        self._all = LinkButton("", parent=line)
        self._clear = LinkButton(self.tr("Clear"), parent=line)
        self._cards = LinkButton(self.tr("Print shelf cards"), parent=line)
        self._said = _Sentence(line)
        self._all.clicked.connect(self.all_wanted)
        self._clear.clicked.connect(self.none_wanted)
        self._cards.clicked.connect(self.cards_wanted)
        self._folding: list[QWidget] = [
            self._clear, KeyCap("Esc", line), self._cards, KeyCap("Ctrl+P", line)
        ]  # fmt: skip
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(8))
        box.addWidget(_Icon(line))
        box.addWidget(self._titles)
        box.addWidget(self._copies)
        box.addSpacing(dp(12))
        box.addWidget(self._all)
        box.addWidget(KeyCap("Ctrl+A", line))
        box.addSpacing(dp(8))
        for widget in self._folding:
            box.addWidget(widget)
            if isinstance(widget, KeyCap):
                box.addSpacing(dp(8))
        box.addWidget(self._said, 1)
        return line

    def _setters(self) -> QHBoxLayout:
        box = QHBoxLayout()
        box.setSpacing(dp(10))
        self._change = Label(self.tr("Change"), role="ink2", parent=self)
        box.addWidget(self._change)
        self.pills = {one.key: SetterPill(one, self) for one in setters()}
        for pill in self.pills.values():
            pill.value_changed.connect(self._value_changed)
            box.addWidget(pill)
        self.field = Button(self.tr("Field"), "plus", parent=self)
        self.field.setAccessibleName(self.tr("More fields"))
        self.field.clicked.connect(self._open_fields)
        self.list_button = Button(
            self.tr("List changes"), "list-checks", keys="Ctrl+L", parent=self
        )
        self.list_button.setAccessibleName(self.list_button.text())
        self.list_button.clicked.connect(self.list_wanted)
        self.apply_button = Button(
            self.tr("Apply"), kind=Kind.PRIMARY, keys="Ctrl+Enter", parent=self
        )
        self.apply_button.clicked.connect(self._many.apply)
        box.addWidget(self.field)
        box.addStretch(1)
        box.addWidget(self.list_button)
        box.addWidget(self.apply_button)
        return box

    # -- what it says ----------------------------------------------------------------------------

    @Slot()
    def refresh(self) -> None:
        """Say what is selected, and what the edit comes to."""
        many, preview = self._many, self._many.preview
        self._titles.setText(words.selected(many.count))
        if preview is not None:
            self._copies.setText(words.stock(preview))
        elif many.count > LONG:
            self._copies.setText(self.tr("counting"))
        found = self._state.model.rowCount()
        self._all.setText(self.tr("Select all {n}").format(n=f"{found:,}"))
        self._all.setAccessibleName(self._all.text())
        self._all.updateGeometry()
        if many.edit.empty:
            self._said.say("", "")
        elif preview is not None:
            self._said.say(words.what_is_refused(preview), words.what_changes(preview))
        self.apply_button.setText(words.apply_words(None if many.edit.empty else preview))
        self.apply_button.setAccessibleName(self.apply_button.text())
        self.apply_button.setEnabled(many.can_apply)
        self.list_button.setEnabled(not many.edit.empty)
        for pill in self.pills.values():
            pill.setEnabled(not many.running)
            pill.show_value(many.values.get(pill.setter.key))
        self.field.setEnabled(not many.running)
        self._fold()

    @Slot(object)
    def _value_changed(self, pill: SetterPill) -> None:
        self._many.set_value(pill.setter.key, pill.value if pill.is_set else None)

    @Slot(object)
    def _began(self, task: Task) -> None:
        self.progress.start(
            self.tr("Editing {titles}").format(titles=words.titles(self._many.count))
        )
        self._task = task
        task.progress.connect(self.progress.set_progress)
        self._top.setCurrentIndex(1)

    @Slot()
    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    @Slot()
    def _ended(self) -> None:
        self._task = None
        self._top.setCurrentIndex(0)

    def take_focus(self) -> None:
        """The keyboard goes to the first setter."""
        first = next(pill for pill in self.pills.values() if pill.isVisibleTo(self))
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def has_focus(self) -> bool:
        """Whether the keyboard is somewhere in the bar."""
        return any(child.hasFocus() for child in self.findChildren(QWidget))

    # -- room ------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.all_wanted.emit()
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(320), super().minimumSizeHint().height())

    def _narrow(self) -> bool:
        return self.width() < dp(_NARROW)

    def _fold(self) -> None:
        """Show the setters that are set, and of the others as many as there is room for."""
        narrow = self._narrow()
        for widget in self._folding:
            widget.setVisible(not narrow)
        usual = list(self.pills.values())[: SHOWN_NARROW if narrow else SHOWN]
        shown = [pill for pill in self.pills.values() if pill.is_set or pill in usual]
        roomy = self.width() >= dp(_TINY)
        for button in (self.list_button, self.apply_button):
            button.set_keys_shown(roomy)
        worded = self.width() >= dp(_LEAST)
        self.list_button.setText(self.list_button.accessibleName() if worded else "")
        self.list_button.setToolTip("" if worded else self.list_button.accessibleName())
        room = self.width() - dp(32) - self._change.sizeHint().width() - dp(10)
        for button in (self.field, self.list_button, self.apply_button):
            room -= button.sizeHint().width() + dp(10)
        for pill in reversed(list(shown)):
            if sum(one.sizeHint().width() + dp(10) for one in shown) <= room:
                break
            if not pill.is_set:
                shown.remove(pill)
        for pill in self.pills.values():
            pill.setVisible(pill in shown)

    @Slot()
    def _open_fields(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        for pill in self.pills.values():
            if not pill.isVisibleTo(self):
                action = menu.addAction(pill.setter.menu)
                action.setData(pill.setter.key)
        menu.triggered.connect(self._field_chosen)
        if self._narrow():
            menu.addSeparator()
            self._add_links(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        height = menu.sizeHint().height()
        menu.popup(self.field.mapToGlobal(QPoint(0, -height - 4)))

    @Slot(QAction)
    def _field_chosen(self, action: QAction) -> None:
        pill = self.pills.get(str(action.data() or ""))
        if pill is not None:
            pill.open_at(self.field)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._add_links(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def _add_links(self, menu: QMenu) -> None:
        entries: list[tuple[str, Callable[[], None]]] = [
            (self.tr("Clear the selection") + "\tEsc", self.none_wanted.emit),
            (self.tr("Print shelf cards") + "\tCtrl+P", self.cards_wanted.emit),
        ]
        for text, slot in entries:
            menu.addAction(text, slot)


class _Icon(QWidget):
    """The tick before the counts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(dp(18), dp(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), "square-check", "accent", QRectF(self.rect()), dp(18))


class _Sentence(QWidget):
    """What is refused, in the colour of what needs somebody, and then what would change."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._refused = ""
        self._changes = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(dp(60))

    def say(self, refused: str, changes: str) -> None:
        """Both may be empty."""
        self._refused, self._changes = refused, changes
        whole = f"{refused} {changes}".strip()
        self.setAccessibleName(whole)
        self.setToolTip(whole)
        self.update()

    def text(self) -> str:
        """The whole of it."""
        return self.accessibleName()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        face = font(13)
        metrics = QFontMetrics(face)
        box = QRectF(self.rect())
        between = metrics.horizontalAdvance(" ") if self._refused and self._changes else 0
        first = metrics.horizontalAdvance(self._refused)
        wanted = first + between + metrics.horizontalAdvance(self._changes)
        left = max(box.right() - wanted, box.left())
        place = QRectF(left, box.top(), box.right() - left, box.height())
        if self._refused:
            role = tokens().text("need")
            place.adjust(paint.text(painter, place, self._refused, role=role, face=face), 0, 0, 0)
            place.adjust(between, 0, 0, 0)
        if place.width() > dp(24):
            paint.text(painter, place, self._changes, role="ink2", face=face)

"""What stands in the way of a line, or of the account: every rule with its origin, and what helps.

Nothing here takes the focus from a click, nothing is a default button: Enter, digits and scans do
nothing. An override opens a line of reasons, and only Ctrl+Enter on a chosen one confirms it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.rentals.rules import Block
from ui import icons
from ui.counter import words
from ui.counter.grid import Grid
from ui.counter.reasons import Framed, ReasonPicker
from ui.counter.words import tr
from ui.theme import dp
from ui.widgets import Button, ElidedLabel, Kind, Label

#: A visit narrower than this, in mock-up pixels, has no room for keys on the buttons.
_TIGHT = 610


class _Icon(QWidget):
    def __init__(self, name: str, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name, self._role = name, role
        self.setFixedSize(dp(16), dp(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect())
        icons.paint(QPainter(self), self._name, self._role, box, dp(16))


class BlockPanel(Framed):
    """Signals carry the line's barcode, or an empty text for the account's own rules."""

    offer_taken = Signal(str)
    left_off = Signal(str)
    override_asked = Signal(str)
    confirmed = Signal(str)
    folded = Signal()
    code_typed = Signal(str)

    def __init__(
        self,
        barcode: str,
        renter: str,
        blocks: Sequence[Block],
        today: date,
        *,
        offer: tuple[str, str] | None,
        may_override: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("stop", parent)
        self.barcode = barcode
        self.blocks = tuple(blocks)
        self._may_override = may_override
        self._selected, self._tight = True, False
        heading = words.refusal_heading(blocks, renter)
        self.setAccessibleName(heading)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(15), dp(13), dp(15), dp(13))
        box.setSpacing(0)
        box.addLayout(self._head(heading))
        box.addSpacing(dp(8))
        box.addLayout(self._rules(blocks, today))
        box.addSpacing(dp(12))
        self._buttons = self._make_buttons(offer)
        box.addWidget(self._buttons)
        self.picker: ReasonPicker | None = None
        self._asking = QWidget(self)
        self._asking.hide()
        box.addWidget(self._asking)
        self._confirm: Button | None = None
        self._renter = renter

    @property
    def asking(self) -> bool:
        """Whether the reasons are open."""
        return self.picker is not None

    @property
    def may_override(self) -> bool:
        """Whether a reason can help here."""
        return self._may_override

    @property
    def reason(self) -> str:
        """The chosen reason, empty while none is."""
        return self.picker.reason if self.picker is not None else ""

    def set_selected(self, selected: bool) -> None:
        """Keys stand on the buttons of the selected line alone: only there they work."""
        self._selected = selected
        self._show_keys()

    def fit(self, grid: Grid) -> None:
        """A narrow window has the short word, a tight one (large text) no keys and no hint."""
        self._tight = grid.width < dp(_TIGHT)
        self._override.setText(tr("Override…") if grid.narrow else tr("Override with a reason…"))
        self._hint.setVisible(not self._tight)
        self._show_keys()

    def _show_keys(self) -> None:
        for button in self._buttons.findChildren(Button):
            button.set_keys_shown(self._selected and not self._tight)

    def ask(self) -> None:
        """Opens the reasons. Nothing is chosen yet."""
        if self.picker is not None or not self._may_override:
            return
        self._buttons.hide()
        self.picker = ReasonPicker(words.REASONS, self._asking)
        self.picker.changed.connect(self._chosen)
        self.picker.code_typed.connect(self.code_typed)
        box = QVBoxLayout(self._asking)
        box.setContentsMargins(dp(25), 0, 0, 0)
        box.setSpacing(dp(10))
        box.addWidget(self.picker)
        line = QHBoxLayout()
        line.setSpacing(dp(8))
        line.addWidget(ElidedLabel(tr("Up, Down choose. Journalled."), role="ink2", size=12), 1)
        fold = Button(tr("Fold"), keys="Esc")
        fold.clicked.connect(self.folded)
        words_ = (
            tr("Allow for {renter}").format(renter=self._renter) if self._renter else tr("Allow")
        )
        self._confirm = Button(words_, "lock-open", kind=Kind.DARK, keys="Ctrl+Return")
        self._confirm.clicked.connect(self._confirmed)
        line.addWidget(fold)
        line.addWidget(self._confirm)
        box.addLayout(line)
        self._asking.show()
        self._chosen()

    def fold(self) -> None:
        """Puts the reasons away; whatever was chosen is forgotten."""
        if self.picker is None:
            return
        self.picker = None
        gone, self._asking = self._asking, QWidget(self)
        gone.hide()
        gone.deleteLater()
        self._asking.hide()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._asking)
        self._buttons.show()

    # -- inside --------------------------------------------------------------------------------

    def _head(self, heading: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(dp(9))
        line.addWidget(_Icon("octagon-x", "stop", self))
        line.addWidget(Label(heading, role="stop", size=13, weight=600))
        line.addStretch(1)
        self._hint = Label(tr("Scans and Enter do nothing here"), role="ink2", size=12)
        line.addWidget(self._hint)
        return line

    def _rules(self, blocks: Sequence[Block], today: date) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(dp(25), 0, 0, 0)
        grid.setHorizontalSpacing(dp(12))
        grid.setVerticalSpacing(dp(3))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for at, block in enumerate(blocks):
            label, sentence = words.rule_words(block, today)
            grid.addWidget(Label(label, role="ink2", size=12), at, 0, top)
            said = Label(sentence, size=12, tabular=True, wrap=True)
            said.setMinimumHeight(dp(16))
            grid.addWidget(said, at, 1)
        return grid

    def _make_buttons(self, offer: tuple[str, str] | None) -> QWidget:
        made = QWidget(self)
        line = QHBoxLayout(made)
        line.setContentsMargins(dp(25), 0, 0, 0)
        line.setSpacing(dp(8))
        if offer is not None:
            name, keys = offer
            rent = Button(tr("Rent to {name}").format(name=name), keys=keys, parent=made)
            rent.clicked.connect(self._take_offer)
            line.addWidget(rent)
        if self.barcode:
            leave = Button(tr("Leave off"), keys="Delete", parent=made)
            leave.clicked.connect(self._leave_off)
            line.addWidget(leave)
        line.addStretch(1)
        self._override = Button(tr("Override with a reason…"), "lock", keys="Ctrl+O", parent=made)
        self._override.clicked.connect(self._ask_override)
        self._override.setVisible(self._may_override)
        line.addWidget(self._override)
        made.setVisible(offer is not None or bool(self.barcode) or self._may_override)
        return made

    @Slot()
    def _chosen(self) -> None:
        if self._confirm is not None:
            self._confirm.setEnabled(bool(self.reason))

    @Slot()
    def _take_offer(self) -> None:
        self.offer_taken.emit(self.barcode)

    @Slot()
    def _leave_off(self) -> None:
        self.left_off.emit(self.barcode)

    @Slot()
    def _ask_override(self) -> None:
        self.override_asked.emit(self.barcode)

    @Slot()
    def _confirmed(self) -> None:
        if self.reason:
            self.confirmed.emit(self.barcode)

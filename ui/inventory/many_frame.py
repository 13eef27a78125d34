"""Around a page of titles: the bar that edits several of them, and the list of its changes."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.inventory.changes_list import ChangesList
from ui.inventory.edit_bar import EditBar
from ui.inventory.edit_bar_state import EditMany
from ui.inventory.stacking import bring_to_front
from ui.inventory.stock_state import StockState
from ui.theme import dp

_BODY, _CHANGES = range(2)


class ManyFrame(QWidget):
    """``body`` over the bar, which comes with the second selected title and takes its height from
    the body. Both pages of titles have one over the same ``EditMany``; bar and list are made when
    they are first wanted.

    ``back_words`` and ``back_icon`` are of the button that leads from the list of changes back to
    the body; ``overhang`` is by how much the body reaches beyond the bar at each side, in mock-up
    pixels. ``switched``: another of the two is seen; ``cards_wanted``: the link of the bar.
    """

    cards_wanted = Signal()
    switched = Signal()

    def __init__(
        self,
        many: EditMany,
        state: StockState,
        body: QWidget,
        *,
        back_words: str,
        back_icon: str,
        overhang: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._many = many
        self._state = state
        self._body = body
        self._back = (back_words, back_icon)
        self._overhang = overhang
        self._bar: EditBar | None = None
        self._changes: ChangesList | None = None
        self._stack = QStackedWidget(self)
        self._stack.addWidget(body)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(dp(overhang), 0, dp(overhang), 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(12))
        box.addWidget(self._stack, 1)
        box.addLayout(self._below)
        many.changed.connect(self.follow)

    # -- its parts -------------------------------------------------------------------------------

    @property
    def bar(self) -> EditBar:
        """The bar."""
        if self._bar is None:
            self._bar = EditBar(self._many, self._state, self)
            self._bar.hide()
            self._bar.all_wanted.connect(self._state.select_all)
            self._bar.none_wanted.connect(self._state.clear_selection)
            self._bar.cards_wanted.connect(self.cards_wanted)
            self._bar.list_wanted.connect(self.flip_changes)
            self._below.addWidget(self._bar)
        return self._bar

    @property
    def changes(self) -> ChangesList:
        """The list of changes."""
        if self._changes is None:
            self._changes = ChangesList(self._many, *self._back)
            self._changes.back.clicked.connect(self.show_body)
            holder = QWidget()
            inset = QHBoxLayout(holder)
            inset.setContentsMargins(dp(self._overhang), dp(self._overhang), dp(self._overhang), 0)
            inset.addWidget(self._changes)
            self._stack.addWidget(holder)
            bring_to_front(self._stack, self._body)
        return self._changes

    @property
    def many(self) -> EditMany:
        """The edit."""
        return self._many

    @property
    def changes_shown(self) -> bool:
        """Whether the list of changes stands in the place of the body."""
        return self._stack.currentIndex() == _CHANGES

    # -- the keyboard ----------------------------------------------------------------------------

    def take_focus(self) -> None:
        """To the list of changes where it is seen, else to the body."""
        if self.changes_shown:
            self.changes.table.setFocus()
        else:
            self._body.setFocus()

    def other_side(self) -> None:
        """F6: between the titles and the bar."""
        if self.bar.has_focus():
            self.take_focus()
        else:
            self.bar.take_focus()

    def escape(self) -> bool:
        """Out of the bar, then out of the list of changes, then the selection; False: nothing."""
        if self._bar is not None and self._bar.has_focus():
            self.take_focus()
        elif self.changes_shown:
            self.show_body()
        elif self._many.several:
            self._state.clear_selection()
        else:
            return False
        return True

    # -- what is seen ----------------------------------------------------------------------------

    def _bring(self, at: int) -> None:
        page = self._stack.widget(at)
        if page is not None:
            bring_to_front(self._stack, page)

    @Slot()
    def flip_changes(self) -> None:
        """Ctrl+L."""
        if self.changes_shown:
            self.show_body()
            return
        self.changes.show_lines()
        self._bring(_CHANGES)
        self.changes.table.setFocus()
        self.switched.emit()

    @Slot()
    def show_body(self) -> None:
        """Back from the list of changes."""
        self._bring(_BODY)
        self._body.setFocus()
        self.switched.emit()

    @Slot()
    def follow(self) -> None:
        """The selection or the edit is another one."""
        if not self.isVisible():
            return
        several, many = self._many.several, self._many
        if self.changes_shown and (not several or many.edit.empty):
            self.show_body()
        wanted = several or many.running
        if not wanted and self._bar is None:
            return
        had_focus = self.bar.has_focus()
        self.bar.setVisible(wanted)
        if had_focus and not several:
            self.take_focus()

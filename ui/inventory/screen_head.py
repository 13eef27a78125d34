"""The head of the inventory: what the shop has, the three views, and what brings stock in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.actions import ActionSet
from ui.inventory.pages import StockPage
from ui.inventory.stock_state import StockState
from ui.theme import dp
from ui.widgets import Button, ElidedLabel, KeyCap, Segmented, title

#: What is always at hand; the menu of the last button has the rest.
_ADDING = ("add", "box", "import")
_MORE = ("export", "saved", "clear", "-", "cover", "uncover", "-", "edition", "delete")


class ScreenHead(QWidget):
    """Name, figures, List/Covers/Sections, buttons. ``chosen(str)``: the key of another page."""

    chosen = Signal(str)

    def __init__(
        self,
        actions: ActionSet,
        state: StockState,
        pages: Sequence[StockPage],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._state = state
        self.totals = ElidedLabel("", role="ink2")
        self.switch = Segmented(
            [(page.key, self.tr(page.text), page.icon) for page in pages], name=self.tr("View")
        )
        self.switch.chosen.connect(self.chosen)
        self._several = len(pages) > 1
        self._cramped = False
        self._page_key, self._empty = pages[0].key, False
        self._switch_cap = KeyCap("Ctrl+G", self)
        self._adding = [Button.for_action(actions[key]) for key in _ADDING]
        self._of_page = {
            page.key: buttons for page in pages if (buttons := page.head_buttons()) is not None
        }
        self._more = Button("", "ellipsis", parent=self)
        self._more.setAccessibleName(self.tr("More"))
        self._more.clicked.connect(self._open_more)
        self._lay_out()
        state.counted.connect(self.show_totals)
        state.query_changed.connect(self.show_totals)

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(dp(8), 0, dp(8), 0)
        line.setSpacing(dp(8))
        line.addWidget(title(self.tr("Inventory")))
        line.addSpacing(dp(3))
        line.addWidget(self.totals, 1)
        line.addWidget(self.switch)
        line.addWidget(self._switch_cap)
        line.addSpacing(dp(14))
        for button in self._adding:
            line.addWidget(button)
        for buttons in self._of_page.values():
            for widget in buttons:
                line.addWidget(widget)
                widget.hide()
        line.addWidget(self._more)
        self.switch.setVisible(self._several)
        self._switch_cap.setVisible(self._several)

    def cycle(self) -> None:
        """Ctrl+G: the next view."""
        if self._several:
            self.switch.cycle()

    def show_page(self, key: str, *, empty: bool) -> None:
        """The buttons of a page; an empty shop has its ways in on its own page."""
        self._page_key, self._empty = key, empty
        self.switch.set_current(key)
        for page_key, buttons in self._of_page.items():
            for widget in buttons:
                widget.setVisible(page_key == key)
        for at, button in enumerate(self._adding):
            room = at == 0 or not self._cramped
            button.setVisible(key not in self._of_page and not empty and room)

    def fit(self, *, narrow: bool, cramped: bool) -> None:
        """Without key caps at 1280; where letters are large without words, and all but Add title
        in the menu of the last button.
        """
        self._cramped = cramped
        for button in self._adding:
            button.set_keys_shown(not narrow)
            button.setText("" if cramped else button.accessibleName())
            button.setToolTip(button.accessibleName() if cramped else "")
        for widget in (widget for buttons in self._of_page.values() for widget in buttons):
            if isinstance(widget, Button):
                widget.set_keys_shown(not narrow)
                widget.setText("" if cramped else widget.accessibleName())
                widget.setToolTip(widget.accessibleName() if cramped else "")
        self._switch_cap.setVisible(self._several and not cramped)
        self.show_page(self._page_key, empty=self._empty)

    @Slot()
    def show_totals(self) -> None:
        """All that the shop has, or how many a saved filter finds."""
        state = self._state
        if state.filter_name and state.found is not None:
            words = self.tr("{name}, {n} titles").format(
                name=state.filter_name, n=f"{state.found:,}"
            )
        elif state.totals is None:
            words = ""
        elif not state.totals.titles:
            words = self.tr("nothing on the shelves yet")
        else:
            words = self.tr("{titles} titles, {copies} copies").format(
                titles=f"{state.totals.titles:,}", copies=f"{state.totals.copies:,}"
            )
        self.totals.setText(words)

    @Slot()
    def _open_more(self) -> None:
        folded = (*_ADDING[1:], "-") if self._cramped else ()
        menu = self._actions.menu((*folded, *_MORE), self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))

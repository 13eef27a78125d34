"""The row over the list: how many, the search, switches with counts, New account, the rest."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QSize, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.rentals.accounts import Facet
from ui.actions import ActionSet
from ui.members import words
from ui.members.words import tr
from ui.theme import dp
from ui.widgets import Button, Label, SearchField, TogglePill

_FACETS = (
    (Facet.LATE, "Late"),
    (Facet.OWES, "Owes"),
    (Facet.EXPIRES_SOON, "Expires soon"),
    (Facet.SUSPENDED, "Suspended"),
)


class TopRow(QWidget):
    """``facets_changed`` when a switch is another way."""

    facets_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._count = Label("", role="ink2", tabular=True, parent=self)
        self.search = SearchField(tr("Name, number, phone, card"), name=tr("Search members"))
        self.search.setMaximumWidth(dp(280))
        self.pills = {facet: TogglePill(tr(text), parent=self) for facet, text in _FACETS}
        self._buttons: list[Button] = []
        self._actions: ActionSet | None = None
        self._silent = False
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(dp(8))
        self._box.addWidget(Label(tr("Members"), size=20, weight=700, parent=self))
        self._box.addSpacing(dp(4))
        self._box.addWidget(self._count)
        self._box.addSpacing(dp(8))
        self._box.addWidget(self.search, 100)
        self._box.addSpacing(dp(6))
        for pill in self.pills.values():
            pill.toggled.connect(self._toggled)
            self._box.addWidget(pill)
        self._box.addStretch(1)

    @property
    def facets(self) -> frozenset[Facet]:
        """The switches that are on."""
        return frozenset(facet for facet, pill in self.pills.items() if pill.isChecked())

    def clear(self) -> None:
        """No text, no switch; nothing is searched again by that."""
        self._silent = True
        self.search.blockSignals(True)
        self.search.set_text("")
        self.search.blockSignals(False)
        for pill in self.pills.values():
            pill.setChecked(False)
            pill.updateGeometry()
        self._silent = False

    def show_counts(self, counts: Mapping[Facet, int], total: int) -> None:
        """How many each switch would show, and how many there are."""
        for facet, pill in self.pills.items():
            pill.set_count(counts[facet])
        self._count.setText(words.account_count(total))

    def show_found(self, found: int | None) -> None:
        """How many were found; None while all are shown."""
        self.search.set_note("" if found is None else tr("{n} found").format(n=f"{found:,}"))

    def add_tools(self, actions: ActionSet) -> None:
        """The buttons at the right, made once the screen has its actions."""
        self._actions = actions
        bring_in = Button.for_action(actions["import"], parent=self)
        bring_in.set_keys_shown(False)
        new = Button.for_action(actions["new"], parent=self)
        more = Button("", "ellipsis", parent=self)
        more.setAccessibleName(tr("More"))
        more.clicked.connect(self._more)
        self._buttons = [new]
        for button in (bring_in, new, more):
            self._box.addWidget(button)

    def set_narrow(self, narrow: bool) -> None:
        """A narrow window: no count of accounts, no key caps."""
        self._count.setVisible(not narrow)
        self._box.setSpacing(dp(6 if narrow else 8))
        for button in self._buttons:
            button.set_keys_shown(not narrow)

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(700), dp(36))

    @Slot()
    def _toggled(self) -> None:
        if not self._silent:
            self.facets_changed.emit()

    @Slot()
    def _more(self) -> None:
        button = self.sender()
        if self._actions is not None and isinstance(button, Button):
            menu = self._actions.menu(["mend", "-", "suspend", "reinstate"], self)
            menu.popup(button.mapToGlobal(QPoint(0, button.height() + dp(4))))

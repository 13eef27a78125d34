"""Search, facets and saved filters: everything that narrows the stock, in one row."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSpacerItem, QVBoxLayout, QWidget

from app.catalog import facets, lookups
from app.catalog.facets import FacetCount
from app.catalog.models import TitleState
from app.catalog.stock_query import Facet, StateFacet, StockQuery
from ui.actions import Action, KeyLine
from ui.desk import Desk
from ui.inventory import row_words
from ui.inventory.saved_filters import SavedFiltersButton
from ui.inventory.stock_state import StockState
from ui.tasks import Cancelled, Report
from ui.theme import dp
from ui.widgets import Button, FacetOption, FacetPill, LinkButton, SearchField

_IDLE_DAYS = (30, 90, 180, 365, 730)
#: These go into "More" where there is little room, unless they are set.
_FOLDED = frozenset({Facet.CERTIFICATE, Facet.TAG, Facet.STATE, Facet.IDLE})
#: And these as well where something wide stands at the end.
_FOLDED_FIRST = frozenset({Facet.SECTION, Facet.GENRE, Facet.DECADE})
_FIELDS = {
    Facet.SECTION: "sections",
    Facet.FORMAT: "formats",
    Facet.GENRE: "genres",
    Facet.DECADE: "decades",
    Facet.CERTIFICATE: "certificates",
    Facet.TAG: "tags",
    Facet.STATE: "states",
}


class FilterBar(QWidget):
    """Writes into the state's query; shows what stands in it.

    ``list_wanted``: Enter or Esc left the text, the list gets the keyboard.
    """

    list_wanted = Signal()

    def __init__(self, desk: Desk, state: StockState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._state = state
        self._narrow = False
        self._cramped = False
        self._folded: frozenset[Facet] = frozenset()
        self._end: QWidget | None = None
        self._showing = False
        self._counting = 0
        self.search = SearchField(
            self.tr("Title, people, tag, UPC"), name=self.tr("Search the stock")
        )
        self.search.text_changed.connect(self._typed)
        self.pills = {facet: self._pill(facet) for facet in Facet}
        self._more = Button(self.tr("More"), height=28, menu=True, parent=self)
        self._more.clicked.connect(self._open_more)
        self._clear = LinkButton(self.tr("Clear filters"), parent=self)
        self._clear.clicked.connect(self.clear)
        self.saved = SavedFiltersButton(desk, state, self)
        self._lay_out()
        state.query_changed.connect(self._show_query)
        state.counted.connect(self._show_note)
        self._show_query()

    def declared(self, group: str) -> list[Action | KeyLine]:
        """Its keys, added to the screen's."""
        act = partial(Action, group=group)
        return [
            act("saved", self.tr("Saved filters"), "bookmark", "Ctrl+Shift+F", self.saved.open),
            act("clear", self.tr("Clear filters"), "x", "Ctrl+Shift+X", self.clear,
                when=self._is_filtered),
            KeyLine("Alt+Down", self.tr("Open a filter; Del clears it"), group),
        ]  # fmt: skip

    def _is_filtered(self) -> bool:
        return self._state.query.filtered

    def _pill(self, facet: Facet) -> FacetPill:
        pill = FacetPill(facet.value, _facet_words(facet), multi=facet is not Facet.IDLE)
        pill.opening.connect(self._opening)
        pill.values_changed.connect(self._chosen)
        pill.installEventFilter(self)
        return pill

    def _lay_out(self) -> None:
        """One row; where letters are large what is set has a second row of its own."""
        self._box = QHBoxLayout()
        self._box.setSpacing(dp(7))
        self._box.addWidget(self.search)
        self._gap = QSpacerItem(dp(5), 0)
        self._box.addItem(self._gap)
        self._pills_at = self._box.count()
        self._put_pills(self._box, self._pills_at)
        self._box.addWidget(self._more)
        self._box.addSpacing(dp(5))
        self._box.addWidget(self._clear)
        self._box.addStretch(1)
        self._box.addWidget(self.saved)
        self._second = QHBoxLayout()
        self._second.setSpacing(dp(7))
        self._second.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(self._box)
        rows.addLayout(self._second)
        self.set_narrow(False)

    def _put_pills(self, row: QHBoxLayout, at: int) -> None:
        for pill in reversed(self.pills.values()):
            row.insertWidget(at, pill)

    def set_end(self, widget: QWidget | None) -> None:
        """Something else at the right end instead of Saved filters, or these again."""
        if self._end is not None:
            self._box.removeWidget(self._end)
            self._end.hide()
        self._end = widget
        self.saved.setVisible(widget is None)
        if widget is not None:
            self._box.addWidget(widget)
            widget.show()
        self._fit()

    def set_narrow(self, narrow: bool, cramped: bool = False) -> None:
        """1280 wide: a shorter search, four facets in "More"; `cramped` (large letters): all of
        them.
        """
        if cramped != self._cramped:
            self._put_pills(
                self._second if cramped else self._box, 0 if cramped else self._pills_at
            )
        self._narrow, self._cramped = narrow, cramped
        self._fit()

    def _fit(self) -> None:
        """What stands at the end takes its room from the search, the link and unset facets."""
        crowded = self._end is not None
        if self._cramped:
            self._folded = frozenset(Facet)
        elif self._narrow:
            self._folded = _FOLDED | _FOLDED_FIRST if crowded else _FOLDED
        else:
            self._folded = frozenset()
        widths = (240, 280) if crowded else (280, 340)
        self.search.setFixedWidth(dp(190 if self._cramped else widths[not self._narrow]))
        self._clear.setVisible(self._state.query.filtered and not crowded)
        self._fold()
        self._show_note()

    def prepare(self) -> None:
        """Have the choices of every facet at hand before one is opened."""
        for facet, pill in self.pills.items():
            pill.set_options(_plain_options(facet, pill.options))

    def refresh(self) -> None:
        """Sections, formats or the like were changed: their names may be other ones."""
        for facet, pill in self.pills.items():
            pill.set_options(_plain_options(facet, []))
        self._show_query()

    # -- what a person does ----------------------------------------------------------------------

    @Slot()
    def clear(self) -> None:
        """All facets open; the text and the order stay."""
        self._state.ask(self._state.query.unfiltered())

    @Slot(str)
    def _typed(self, text: str) -> None:
        if not self._showing:
            self._state.ask(replace(self._state.query, text=text))

    @Slot(object)
    def _chosen(self, values: frozenset[Hashable]) -> None:
        if self._showing:
            return
        facet = self._facet_of(self.sender())
        self._state.ask(_with(self._state.query, facet, values))

    @Slot()
    def _opening(self) -> None:
        facet = self._facet_of(self.sender())
        pill = self.pills[facet]
        pill.set_options(_plain_options(facet, pill.options))
        query, now = self._state.query, self._desk.now()

        def ask(report: Report, stop: Cancelled) -> tuple[Facet, Sequence[FacetCount]]:
            return facet, facets.facet_counts(query, facet, now)

        self._desk.read(ask, done=self._counted, owner=self)

    def _counted(self, answer: tuple[Facet, Sequence[FacetCount]]) -> None:
        facet, counts = answer
        pill = self.pills[facet]
        known = {option.value: option for option in _plain_options(facet, [])}
        found = [_option(facet, count) for count in counts]
        there = {option.value for option in found}
        chosen = [known[value] for value in pill.values if value in known and value not in there]
        pill.set_options([*found, *chosen])
        self._retell(facet)

    @Slot()
    def _open_more(self) -> None:
        menu = QMenu(self)
        for facet in Facet:
            if not self.pills[facet].isVisible():
                action = menu.addAction(_facet_words(facet))
                action.setData(facet.value)
        menu.triggered.connect(self._more_chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))

    @Slot(QAction)
    def _more_chosen(self, action: QAction) -> None:
        pill = self.pills[Facet(action.data())]
        pill.show()
        pill.updateGeometry()
        self._box.activate()
        pill.open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Esc on a pill goes back to the text
        if _is_escape(event):
            self.search.setFocus()
            return True
        return False

    # -- what stands there -----------------------------------------------------------------------

    @Slot()
    def _show_query(self) -> None:
        query = self._state.query
        self._showing = True
        if self.search.text() != query.text:
            self.search.set_text(query.text)
        for facet in self.pills:
            values = _values(query, facet)
            if values and not self.pills[facet].options:
                self.pills[facet].set_options(_plain_options(facet, []))
            self.pills[facet].set_values(values)
            self._retell(facet)
        self._showing = False
        self._clear.setVisible(query.filtered and self._end is None)
        self._fold()
        self._show_note()

    def _retell(self, facet: Facet) -> None:
        if facet is Facet.IDLE and self._state.query.idle_days is not None:
            words = self.tr("over {n} days").format(n=self._state.query.idle_days)
            self.pills[facet].set_values({self._state.query.idle_days}, words)

    def _fold(self) -> None:
        for facet, pill in self.pills.items():
            pill.setVisible(facet not in self._folded or bool(pill.values))
        self._more.setVisible(self._narrow)
        second = self._cramped and any(pill.values for pill in self.pills.values())
        self._second.setContentsMargins(0, dp(7) if second else 0, 0, 0)

    @Slot()
    def _show_note(self) -> None:
        state = self._state
        if not state.query.text or state.found is None:
            self.search.set_note("")
            return
        words = self.tr("{n} found").format(n=f"{state.found:,}")
        if state.hidden > 0 and not self._narrow:
            words += self.tr(", {n} hidden by filters").format(n=f"{state.hidden:,}")
        self.search.set_note(words)

    def _facet_of(self, sender: QObject | None) -> Facet:
        return Facet(sender.key) if isinstance(sender, FacetPill) else Facet.SECTION


def _is_escape(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    return event.key() == Qt.Key.Key_Escape


def _facet_words(facet: Facet) -> str:
    return facet.value.capitalize()


def _values(query: StockQuery, facet: Facet) -> tuple[Hashable, ...]:
    if facet is Facet.IDLE:
        return () if query.idle_days is None else (query.idle_days,)
    found: tuple[Hashable, ...] = getattr(query, _FIELDS[facet])
    return found


def _with(query: StockQuery, facet: Facet, values: frozenset[Any]) -> StockQuery:
    """The query with other values of one facet, always in the same order."""
    if facet is Facet.IDLE:
        return replace(query, idle_days=next(iter(values), None))
    ordered: Any = tuple(sorted(values))
    if facet is Facet.STATE:
        ordered = tuple(StateFacet(value) for value in ordered)
    changes: dict[str, Any] = {_FIELDS[facet]: ordered}
    return replace(query, **changes)


def _option(facet: Facet, count: FacetCount) -> FacetOption:
    return FacetOption(_value(facet, count.value), _words(facet, count), count.count)


def _value(facet: Facet, value: Any) -> Hashable:
    found: Hashable = StateFacet(str(value)) if facet is Facet.STATE else value
    return found


def _words(facet: Facet, count: FacetCount) -> str:
    if facet is Facet.STATE:
        return row_words.state_name(TitleState(str(count.value)))
    if facet is Facet.DECADE:
        return f"{count.value}s" if count.value else "no year"
    if facet is Facet.CERTIFICATE and not count.value:
        return "none"
    if facet is Facet.IDLE:
        return f"over {count.value} days"
    return count.label


def _plain_options(facet: Facet, known: Sequence[FacetOption]) -> list[FacetOption]:
    """The choices without counts, for the moment until these are there."""
    if known:
        return list(known)
    if facet is Facet.SECTION:
        return [FacetOption(row.id, row.name) for row in lookups.sections()]
    if facet is Facet.FORMAT:
        return [FacetOption(row.id, row.name) for row in lookups.formats()]
    if facet is Facet.GENRE:
        return [FacetOption(row.id, row.name) for row in lookups.genres()]
    if facet is Facet.CERTIFICATE:
        return [FacetOption(row.id, row.code) for row in lookups.certificates()]
    if facet is Facet.TAG:
        return [FacetOption(row.id, row.name) for row in lookups.tags()]
    if facet is Facet.STATE:
        return [
            FacetOption(state, row_words.state_name(TitleState(state.value)))
            for state in StateFacet
        ]
    if facet is Facet.IDLE:
        return [FacetOption(days, f"over {days} days") for days in _IDLE_DAYS]
    return [FacetOption(year, f"{year}s") for year in range(2020, 1910, -10)]

"""Members: the accounts, and one of them whole."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.catalog import finding
from app.members import queries
from app.rentals import accounts
from app.rentals.accounts import Detail, Facet
from app.shop.changes import Changes
from app.shop.errors import NotFound
from ui.actions import Action, KeyLine
from ui.desk import Desk
from ui.members import keys
from ui.members import sentences as _sentences  # noqa: F401  # registers what is said here
from ui.members.account import AccountCard
from ui.members.forms import Forms
from ui.members.members_list import MembersList, members_model
from ui.members.privacy import for_renter
from ui.members.search_state import SearchState
from ui.members.top import TopRow
from ui.members.words import tr
from ui.screen import Screen
from ui.theme import dp
from ui.widgets import Card
from ui.widgets.round_corners import RoundCorners

_NARROW = 1240
_MINUTE = 60_000


def _may_be_a_card(text: str) -> bool:
    """Whether a scan can be a new card: a code that nothing in the shop has yet."""
    code = " " not in text and any(sign.isdigit() for sign in text)
    return code and not finding.find(text, limit=1)


class MembersScreen(Screen):
    """``import_wanted``: a list of members from a file; ``title_wanted(object)``: a title's id;
    ``print_wanted(document, subject)``: a card goes to the print room.
    """

    name = "members"
    title = "Members"
    icon = "users"
    order = 4

    import_wanted = Signal()
    title_wanted = Signal(object)
    print_wanted = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._narrow = False
        self._last = 0
        self.state = SearchState(desk, self)
        self.top = TopRow(self)
        self.model = members_model(desk.now, self)
        self.list = MembersList(self.model, self)
        self.account = AccountCard(desk, self)
        self.forms = Forms(desk, self.account, self)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE)
        self._lay_out()
        self._connect()
        self.account.add_tools(self.action_set)
        self.top.add_tools(self.action_set)
        self.account.order_tabs(self.list)
        self._fit()

    # -- for the window ------------------------------------------------------------------------

    def actions_declared(self) -> list[Action | KeyLine]:
        return keys.declared(self)

    def entered(self) -> None:
        self._minute.start()
        self.state.count()
        if not self.model.ids and not self.state.text:
            self._search()
        elif self.account.detail is not None:
            self.reload()
        if not self.forms.open():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def left(self) -> None:
        self._minute.stop()

    def changed(self, changes: Changes) -> None:
        if changes.everything:
            self._search()
            self.reload()
        elif changes.members or changes.rentals:
            self.model.invalidate(changes.members or None)
            self.reload()
        self.state.count()

    def leave_ok(self) -> bool:
        """An unsaved form asks first."""
        return self.forms.leave_ok()

    def scan(self, text: str) -> bool:
        """A card, a number or a name: that account. Anything else is not for here."""
        form, hit = self.account.form, queries.by_code(text)
        if form is not None and hit is None and _may_be_a_card(text):
            form.take_card(text)
            return True
        if hit is None:
            hits = queries.find(text, 2)
            if not hits:
                return False
            if len(hits) > 1:
                self.top.search.set_text(text)
            hit = hits[0]
        self.forms.guarded(partial(self.open_member, hit.member_id, hit.renter_id))
        self.shell().scan_bar.show_found(hit.name)
        return True

    # -- showing -------------------------------------------------------------------------------

    def open_member(self, member_id: int, renter_id: int | None = None) -> None:
        """Shows an account and marks it in the list, which is emptied of what hides it."""
        if self.model.row_of(member_id) < 0:
            self.top.clear()
            self._search()
        self._mark(member_id)
        self._show(member_id, renter_id)

    def print_card(self) -> None:
        """Ctrl+P: the card of the account shown."""
        if self.detail is not None:
            self.print_wanted.emit("member-cards", {"members": [self.detail.account.member_id]})

    @property
    def detail(self) -> Detail | None:
        """The account shown."""
        return self.account.detail

    @Slot()
    def reload(self) -> None:
        """The account shown, as it is now."""
        detail = self.account.detail
        if detail is not None and self.account.form is None:
            self._show(detail.account.member_id, self.account.renter_id)

    def _show(self, member_id: int, renter_id: int | None = None) -> None:
        now, self._last = self._desk.now(), member_id
        try:
            detail = accounts.detail(member_id, now)
        except NotFound:
            self.account.show_nobody()
        else:
            self.account.show_detail(for_renter(detail, renter_id), now, renter_id)
        self.action_set.refresh()

    def _mark(self, member_id: int) -> None:
        row = self.model.row_of(member_id)
        self.list.selectionModel().blockSignals(True)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row, 0))
            self.list.scrollTo(self.model.index(row, 0))
        else:
            self.list.clearSelection()
        self.list.selectionModel().blockSignals(False)
        self.list.viewport().update()

    @Slot(QModelIndex, QModelIndex)
    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        member_id = self.model.id_at(index.row()) if index.isValid() else None
        shown = self.account.detail
        if member_id is None or (shown is not None and shown.account.member_id == member_id):
            return
        if self.account.dirty:
            QTimer.singleShot(0, self._mark_shown)
            self.forms.ask(partial(self.open_member, member_id))
            return
        self.account.close_forms()
        self._show(member_id)

    @Slot()
    def _mark_shown(self) -> None:
        if self.account.detail is not None:
            self._mark(self.account.detail.account.member_id)

    # -- searching -----------------------------------------------------------------------------

    @Slot()
    def _search(self) -> None:
        self.state.search(self.top.search.text(), self.top.facets)

    @Slot(object, bool)
    def _found(self, ids: tuple[int, ...], more: bool) -> None:
        if more:
            self.model.grow(ids)
        else:
            self.list.selectionModel().blockSignals(True)
            self.model.set_ids(ids)
            self.list.selectionModel().blockSignals(False)
        shown = self.account.detail
        if shown is not None and self.model.row_of(shown.account.member_id) >= 0:
            self._mark(shown.account.member_id)
        elif ids and (shown is None or len(ids) == 1) and not self.account.dirty:
            again = self.model.row_of(self._last) >= 0
            self.account.close_forms()
            self.open_member(self._last if again else ids[0])
        self.top.show_found(len(ids) if self.state.text or self.state.facets else None)
        self._show_empty(bool(ids))

    def _show_empty(self, some: bool) -> None:
        if some:
            return
        text = self.state.text.strip()
        if text:
            said, more = tr("No member called that."), tr("Or somebody new?")
        elif self.state.facets:
            said, more = tr("No account is like that."), ""
        else:
            said = tr("No accounts yet.")
            more = tr("Open the first one, or import a list of members.")
        self.account.say_nobody(said, more)
        if not self.account.dirty:
            self.account.close_forms()
            self.account.show_nobody()
        self.action_set.refresh()

    @Slot(object)
    def _arrow(self, key: object) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -10}
        steps[Qt.Key.Key_PageDown] = 10
        step = steps.get(key, 0)  # type: ignore[call-overload]  # the signal carries any object
        count = self.model.rowCount()
        if count and step:
            row = self.list.currentIndex().row() + step
            self.list.setCurrentIndex(self.model.index(min(max(row, 0), count - 1), 0))

    @Slot()
    def _enter(self) -> None:
        if self.model.ids and self.list.currentIndex().row() < 0:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object, int)
    def _counted(self, counts: dict[Facet, int], total: int) -> None:
        self.top.show_counts(counts, total)

    # -- acting --------------------------------------------------------------------------------

    def to_search(self) -> None:
        """Ctrl+F."""
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.edit.selectAll()

    @Slot()
    def new(self) -> None:
        """Ctrl+N; what was searched in vain is its name."""
        name = self.state.text.strip() if not self.model.ids else ""
        self.forms.new(name)

    def ask_day(self) -> None:
        """Ctrl+Y: the ledger as it stood on a day."""
        self.account.ledger.head.ask_day()

    def bring_in(self) -> None:
        """Ctrl+I: a list of members from a file."""
        self.import_wanted.emit()

    @Slot(object)
    def _account_saved(self, member_id: int) -> None:
        self.account.close_forms()
        self.top.clear()
        self._search()
        self.open_member(member_id)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _side_saved(self) -> None:
        self.account.close_forms()
        self.reload()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _put_away(self) -> None:
        self.reload()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in a form or on the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.forms.escape()
        else:
            super().keyPressEvent(event)

    # -- building ------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.state.found.connect(self._found)
        self.state.counted.connect(self._counted)
        self.top.search.text_changed.connect(self._search)
        self.top.search.arrow.connect(self._arrow)
        self.top.search.entered.connect(self._enter)
        self.top.search.left.connect(self.list.setFocus)
        self.top.facets_changed.connect(self._search)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self.account.line_chosen.connect(self.action_set.refresh)
        self.account.new_wanted.connect(self.new)
        self.account.title_wanted.connect(self.title_wanted)
        self.forms.account_saved.connect(self._account_saved)
        self.forms.side_saved.connect(self._side_saved)
        self.forms.put_away.connect(self._put_away)
        self.forms.changed.connect(self.action_set.refresh)
        self._minute.timeout.connect(self.reload)

    def _lay_out(self) -> None:
        self._left = Card(self)
        inside = self._left.column((1, 1, 1, 1), 0)
        inside.addWidget(self.list)
        self._corners = RoundCorners(self._left)
        body = QHBoxLayout()
        body.setSpacing(dp(16))
        body.addWidget(self._left)
        body.addWidget(self.account, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(20), dp(18), dp(20), dp(18))
        box.setSpacing(dp(13))
        box.addWidget(self.top)
        box.addLayout(body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(dp(272 + 16 + 40 + 760), dp(560))

    def _fit(self) -> None:
        narrow = self.width() < dp(_NARROW)
        self._left.setFixedWidth(dp(272 if narrow else 320))
        if narrow != self._narrow:
            self._narrow = narrow
            self.account.set_narrow(narrow)
            self.top.set_narrow(narrow)
            self.reload()

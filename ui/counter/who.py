"""The left column: whose visit it is, who rents, what is out, what is owed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.members.rules import display_name
from app.rentals.queries import OutRow
from ui.amounts import money
from ui.counter import spoken, words
from ui.counter.visit import Look
from ui.counter.who_parts import OVERHANG, AccountButton, Fact, OutLine, RenterButton
from ui.counter.words import tr
from ui.theme import dp, tokens
from ui.widgets import (
    KeyCap,
    Label,
    Ticks,
)
from ui.widgets.shadow import paint_shadow


class _Page(QWidget):
    """The column's content; it paints the shadow under the chosen renter's card."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if tokens().night:
            return
        for button in self.findChildren(RenterButton):
            if button.isChecked():
                spot = QRectF(button.mapTo(self, button.rect().topLeft()), button.size())
                paint_shadow(QPainter(self), spot, dp(10))


class WhoColumn(QScrollArea):
    """``renter_picked(object)`` carries a renter's id, ``account_picked(object)`` a member's."""

    renter_picked = Signal(object)
    account_picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._narrow = False
        self._shown: tuple[object, ...] = ()
        self._look: Look | None = None
        self._aside: tuple[tuple[int, str, int], ...] = ()

    def set_narrow(self, narrow: bool) -> None:
        """A narrow window: lower rows."""
        self._narrow = narrow
        if self._look is not None:
            self.show_look(self._look, self._aside)

    def show_look(self, look: Look, aside: Sequence[tuple[int, str, int]]) -> None:
        """Shows a visit; ``aside`` are the visits put aside: (member, name, films)."""
        self._look, self._aside = look, tuple(aside)
        told = (self._narrow, look.account, look.head, look.renter, look.out, look.back)
        shown = (*told, look.now.date(), len(look.allowed), len(look.going), self._aside)
        if shown == self._shown:
            return
        self._shown = shown
        self.setAccessibleName(spoken.who(look))
        focused = self._focused_renter()
        page = _Page()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, dp(4))
        box.setSpacing(0)
        if look.account is None:
            self._invite(page, box, look)
        else:
            self._head(page, box, look)
            self._renters(page, box, look)
            self._out(page, box, look)
            self._account(page, box, look)
        self._put_aside(page, box)
        box.addStretch(1)
        self.setWidget(page)
        for button in page.findChildren(RenterButton):
            if button.renter.renter_id == focused:
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused_renter(self) -> int | None:
        """Who has the focus: a column drawn anew gives it back."""
        found = self.focusWidget()
        held = isinstance(found, RenterButton) and found.hasFocus()
        return found.renter.renter_id if held and isinstance(found, RenterButton) else None

    # -- parts ---------------------------------------------------------------------------------

    def _group(self, box: QVBoxLayout) -> QVBoxLayout:
        made = QVBoxLayout()
        made.setContentsMargins(dp(OVERHANG), 0, dp(OVERHANG), 0)
        made.setSpacing(0)
        box.addLayout(made)
        return made

    def _invite(self, page: QWidget, box: QVBoxLayout, look: Look) -> None:
        group = self._group(box)
        group.addWidget(Label(tr("Scan a member card"), size=20, weight=700, parent=page))
        group.addSpacing(dp(3))
        hint = tr("Or type a name, a number or a phone number.")
        group.addWidget(Label(hint, role="ink2", size=12, wrap=True, parent=page))
        if look.going:
            group.addSpacing(dp(10))
            waits = (
                tr("1 film waits for it.")
                if len(look.going) == 1
                else tr("{n} films wait for it.").format(n=len(look.going))
            )
            group.addWidget(Label(waits, size=13, weight=600, parent=page))
        theirs = brought_by(look)
        if not theirs:
            return
        group.addSpacing(dp(24))
        self._heading(page, group, tr("What came back was with"), _range_keys(len(theirs)))
        group.addSpacing(dp(6))
        for member_id, name, detail in theirs:
            self._add_account(box, member_id, name, detail)

    def _head(self, page: QWidget, box: QVBoxLayout, look: Look) -> None:
        account = look.account
        if account is None:
            return
        group = self._group(box)
        group.addSpacing(1)
        name = Label(account.display_name, size=20, weight=700, wrap=True, parent=page)
        group.addWidget(name)
        group.addSpacing(dp(2))
        for line in words.account_lines(account):
            row = Label(line, role="ink2", size=12, tabular=True, wrap=True, parent=page)
            row.setMinimumHeight(dp(18))
            group.addWidget(row)
        group.addSpacing(dp(13 if self._narrow else 18))

    def _renters(self, page: QWidget, box: QVBoxLayout, look: Look) -> None:
        if look.account is None:
            return
        there = look.account.active_renters
        group = self._group(box)
        self._heading(page, group, tr("Renting, with rating ceiling"), _range_keys(len(there)))
        group.addSpacing(dp(6 if self._narrow else 9))
        for at, renter in enumerate(there, start=1):
            keys = f"Alt+{at}" if at < 10 else ""
            chosen = look.renter is not None and renter.renter_id == look.renter.renter_id
            button = RenterButton(renter, keys, chosen, self._narrow, page)
            button.picked.connect(self.renter_picked)
            box.addWidget(button)
        box.addSpacing(dp(16 if self._narrow else 20))

    def _out(self, page: QWidget, box: QVBoxLayout, look: Look) -> None:
        if look.head is None:
            return
        group = self._group(box)
        over = look.head.out + len(look.allowed) > look.head.max_out
        text = words.out_words(look)
        role = "stop" if over else "ink2"
        group.addWidget(Label(text, role=role, size=12, weight=600, tabular=True, parent=page))
        group.addSpacing(dp(9))
        ticks = Ticks(page)
        ticks.set_counts(look.head.out, len(look.allowed), look.head.max_out)
        group.addWidget(ticks)
        group.addSpacing(dp(10))
        for line in out_lines(look):
            group.addWidget(OutLine(*line, page))
        box.addSpacing(dp(18))

    def _account(self, page: QWidget, box: QVBoxLayout, look: Look) -> None:
        group = self._group(box)
        group.addWidget(Label(tr("Account"), role="ink2", size=12, weight=600, parent=page))
        group.addSpacing(dp(7))
        owed = look.before_cents
        words_ = tr("Credit before this visit") if owed < 0 else tr("Balance before this visit")
        group.addWidget(Fact(words_, money(abs(owed)), "ink", page))

    def _put_aside(self, page: QWidget, box: QVBoxLayout) -> None:
        if not self._aside:
            return
        box.addSpacing(dp(22))
        group = self._group(box)
        group.addWidget(Label(tr("Put aside"), role="ink2", size=12, weight=600, parent=page))
        group.addSpacing(dp(6))
        for member_id, name, films in self._aside:
            self._add_account(box, member_id, name, words.film_words(films))

    def _add_account(self, box: QVBoxLayout, member_id: int, name: str, detail: str) -> None:
        button = AccountButton(member_id, name, detail, self)
        button.picked.connect(self.account_picked)
        box.addWidget(button)

    def _heading(self, page: QWidget, group: QVBoxLayout, text: str, keys: str) -> None:
        line = QHBoxLayout()
        line.addWidget(Label(text, role="ink2", size=12, weight=600, parent=page), 1)
        if keys:
            line.addWidget(KeyCap(keys, page))
        group.addLayout(line)


def _range_keys(count: int) -> str:
    last = min(count, 9)
    return f"Alt+1–{last}" if last > 1 else "Alt+1" if last else ""


def brought_by(look: Look) -> list[tuple[int, str, str]]:
    """The accounts of what came back: (member, name, account and what this visit owes)."""
    owed: dict[int, int] = {}
    names: dict[int, tuple[str, str]] = {}
    for each in look.back:
        taken = each.back
        if taken.member_id is not None:
            owed[taken.member_id] = owed.get(taken.member_id, 0) + each.owed_cents
            names[taken.member_id] = (display_name(taken.member), taken.member_number)
    made = []
    for member_id, (name, number) in names.items():
        detail = tr("Account {number}").format(number=number)
        if owed[member_id]:
            detail += tr(", fee {fee}").format(fee=money(owed[member_id]))
        made.append((member_id, name, detail))
    return made


def out_lines(look: Look) -> list[tuple[str, str, str, int, bool]]:
    """What is out: the chosen renter's titles; of others how many, the most urgent first."""
    mine = look.renter.renter_id if look.renter is not None else None
    own = [row for row in look.out if row.renter_id == mine]
    others: dict[int | None, list[OutRow]] = {}
    for row in look.out:
        if row.renter_id != mine:
            others.setdefault(row.renter_id, []).append(row)
    lines = [
        (row.renter, row.title, words.standing_words(row, look.now), row.fee_cents, False)
        for row in own
    ]
    for rows in others.values():
        first = min(rows, key=_due)
        standing = words.standing_words(first, look.now)
        fee = sum(row.fee_cents for row in rows)
        lines.append((first.renter, words.film_words(len(rows)), standing, fee, True))
    return lines


def _due(row: OutRow) -> datetime:
    return row.due_at

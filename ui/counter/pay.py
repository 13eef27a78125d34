"""The right column: what is to be paid, how, and the one button that does it (F12)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.rentals.models import PaymentMethod
from app.shop import settings
from app.shop.errors import RuleViolation
from app.shop.money import parse_amount
from ui import icons
from ui.amounts import money
from ui.counter.visit import Look
from ui.counter.words import tr
from ui.theme import dp, font, tokens
from ui.widgets import Button, Card, Kind, Label, Line, PaintedButton, Spoken, TextInput, paint

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Finished:
    """What the last visit came to; shown until the next one begins, for the change to be given."""

    films: int
    renter: str
    paid_cents: int
    method: PaymentMethod
    given_cents: int

    @property
    def change_cents(self) -> int:
        """What goes back over the counter."""
        return self.given_cents - self.paid_cents if self.method is PaymentMethod.CASH else 0


class Sum(Spoken):
    """A line of the sum: what, and how much."""

    def __init__(self, what: str, amount: str, narrow: bool, parent: QWidget) -> None:
        super().__init__(f"{what}: {amount}", parent=parent)
        self._what, self._amount = what, amount
        self.setFixedHeight(dp(24 if narrow else 28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        face = font(13, tabular=True)
        paint.text(painter, box, self._what, role="ink2", face=face)
        paint.text(painter, box, self._amount, face=face, align=_RIGHT)


class MethodButton(PaintedButton):
    """One way to pay, with its key."""

    def __init__(self, text: str, icon: str, keys: str, first: bool, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._icon, self._keys, self._first = icon, keys, first
        self.narrow = False
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(dp(160), dp(34 if self.narrow else 40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        on = self.isChecked()
        if on or self.underMouse():
            # Round only at the frame: the inner corners run on under the neighbour.
            over = dp(9)
            whole = box.adjusted(0, 0, 0, over) if self._first else box.adjusted(0, -over, 0, 0)
            paint.rounded(painter, whole, dp(7), tokens().accent_soft if on else tokens().sunk)
        if not self._first:
            painter.fillRect(0, 0, self.width(), 1, tokens().color("line"))
        spot = QRectF(dp(12), 0, dp(16), box.height())
        icons.paint(painter, self._icon, "accent" if on else "ink2", spot, dp(16))
        face = font(13, 600 if on else 400)
        paint.text(painter, box.adjusted(dp(39), 0, -dp(50), 0), self.text(), face=face)
        width = paint.key_cap_width(self._keys)
        cap = QRectF(box.right() - dp(11) - width, 0, width, box.height())
        paint.key_cap(painter, cap, self._keys)


class _Stays(Spoken):
    """What is not in the sum."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._text = ""
        self.setFixedHeight(dp(24))

    def set_words(self, text: str) -> None:
        self._text = text
        self.setToolTip(text)
        self.say(text)
        self.setVisible(bool(text))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        icons.paint(painter, "octagon-x", "stop", QRectF(0, 0, dp(16), box.height()), dp(16))
        paint.text(painter, box.adjusted(dp(24), 0, 0, 0), self._text, role="ink2", face=font(12))


class PayColumn(Card):
    """``finish_asked`` for the button; ``method_chosen(object)``; ``given_changed`` as it is typed.

    ``code_typed(str)``: Enter in "Cash given"; a scanner may have sent it.
    """

    finish_asked = Signal()
    close_asked = Signal()
    method_chosen = Signal(object)
    given_changed = Signal()
    code_typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self._finished: Finished | None = None
        self._narrow = False
        self.method = PaymentMethod.CASH
        self._heading = Label("", role="ink2", size=12, parent=self)
        self._amount = Label("", size=44, weight=700, tabular=True, parent=self)
        self._sums = QVBoxLayout()
        self._sums.setSpacing(0)
        self._rule = Line(parent=self)
        self._methods = self._make_methods()
        self._given_label = Label(tr("Cash given"), role="ink2", size=12, parent=self)
        self.given = TextInput(height=40, enter_moves=False, parent=self)
        self.given.setObjectName("cash_given")
        self.given.setProperty("ground", "paper")
        self.given.setAccessibleName(tr("Cash given"))
        self.given.setFont(font(15, 600, tabular=True))
        self.given.textChanged.connect(self._given)
        self.given.entered.connect(self._entered)
        self._change_label = Label(tr("Change"), role="ink2", size=13, parent=self)
        self._change = Label("", size=20, weight=700, tabular=True, parent=self)
        self._stays = _Stays(self)
        self.finish = Button("", kind=Kind.PRIMARY, keys="F12", height=44, parent=self)
        self.finish.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.finish.clicked.connect(self.finish_asked)
        self._close = Button(tr("Close the visit"), keys="Esc", height=40, parent=self)
        self._close.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._close.clicked.connect(self.close_asked)
        self._lay_out()

    # -- what is asked of it -------------------------------------------------------------------

    @property
    def given_cents(self) -> int | None:
        """The cash given; the exact sum while nothing is written; None for what is no amount."""
        if not self.given.text().strip():
            return self._look.to_pay_cents if self._look is not None else 0
        try:
            return parse_amount(self.given.text(), settings.settings().money)
        except RuleViolation:
            return None

    @property
    def short_cents(self) -> int:
        """How much is missing of the sum; 0 where nothing is, or the card is charged."""
        if self._look is None or self.method is not PaymentMethod.CASH:
            return 0
        given = self.given_cents
        to_pay = self._look.to_pay_cents
        return to_pay if given is None else max(to_pay - given, 0)

    @property
    def can_finish(self) -> bool:
        """Whether F12 does something now."""
        look = self._look
        if look is None or look.account is None or self.short_cents or self._finished:
            return False
        return bool(look.to_pay_cents or look.allowed)

    @property
    def amount_words(self) -> str:
        """``To pay: 6.00``, or what is to be given back."""
        return self._amount.accessibleName()

    def show_look(self, look: Look, finished: Finished | None) -> None:
        """Shows what a visit comes to, or what the last one came to."""
        self._look = look
        self._finished = finished
        for row in self.findChildren(Sum):
            row.hide()
            row.deleteLater()
        for what, amount in self._rows(look):
            self._sums.addWidget(Sum(what, amount, self._narrow, self))
        self._dress(look)

    def choose(self, method: PaymentMethod) -> None:
        """F5, F6: how it is paid."""
        self.method = method
        for known, button in self._buttons.items():
            button.setChecked(known is method)
        if self._look is not None:
            self._dress(self._look)

    def clear_given(self) -> None:
        """A new visit: nothing given yet, cash again."""
        self.given.clear()
        self.choose(PaymentMethod.CASH)

    def set_narrow(self, narrow: bool) -> None:
        """A narrow window: lower rows."""
        self._narrow = narrow
        for button in self._buttons.values():
            button.narrow = narrow
            button.updateGeometry()
        side = dp(16 if narrow else 20)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(side + 1, dp(18 if narrow else 22), side + 1, side + 1)

    # -- inside --------------------------------------------------------------------------------

    def _rows(self, look: Look) -> list[tuple[str, str]]:
        done = self._finished
        if done is not None:
            rows = [(tr("Taken"), money(done.paid_cents))] if done.change_cents else []
            if done.change_cents:
                rows.insert(0, (tr("Cash given"), money(done.given_cents)))
            if done.films:
                films = tr("1 rental") if done.films == 1 else tr("{n} rentals")
                rows.append((films.format(n=done.films), done.renter))
            return rows
        if look.account is None:
            return []
        rows = []
        if look.allowed:
            many = tr("1 rental") if len(look.allowed) == 1 else tr("{n} rentals")
            rows.append((many.format(n=len(look.allowed)), money(look.rentals_cents)))
        if look.fees_cents:
            rows.append((tr("Late fee"), money(look.fees_cents)))
        before = look.before_cents
        rows.append((tr("Credit before") if before < 0 else tr("Balance before"), money(before)))
        if look.sum_cents < 0:
            rows.append((tr("Credit that stays"), money(-look.sum_cents)))
        return rows

    def _dress(self, look: Look) -> None:
        done = self._finished
        paying = done is None and look.account is not None and look.to_pay_cents > 0
        cash = paying and self.method is PaymentMethod.CASH
        self._heading.setText(_heading(done))
        self._amount.setText(money(_amount(done, look)))
        self._amount.setAccessibleName(f"{_heading(done)}: {self._amount.text()}")
        idle = done is None and look.account is None
        self._amount.set_role("ink2" if idle else "ink")
        for widget in (self._rule, self._methods):
            widget.setVisible(paying)
        for part in (self._given_label, self.given, self._change_label, self._change):
            part.setVisible(cash)
        self.given.setPlaceholderText(money(look.to_pay_cents))
        self._dress_change(look)
        self._stays.set_words("" if look.account is None else _stays_words(look, done is not None))
        ready = done is None and look.account is not None
        self.finish.setVisible(ready and bool(paying or look.allowed))
        self.finish.setText(_finish_words(look))
        self.finish.setAccessibleName(_finish_words(look))
        self.finish.setEnabled(self.can_finish)
        nothing = look.account is not None and not paying and not look.going
        self._close.setVisible(nothing)

    def _dress_change(self, look: Look) -> None:
        given = self.given_cents
        if given is None:
            self._change.setText(tr("no amount"))
        elif self.short_cents:
            self._change.setText(tr("{sum} short").format(sum=money(self.short_cents)))
        else:
            self._change.setText(money(given - look.to_pay_cents))
        self._change.set_role("stop" if self.short_cents else "ink")
        self._change.setAccessibleName(f"{self._change_label.text()}: {self._change.text()}")

    def _make_methods(self) -> Card:
        made = Card(self, radius=8, shadow=False)
        box = made.column((1, 1, 1, 1), 0)
        self._buttons = {
            PaymentMethod.CASH: MethodButton(tr("Cash"), "banknote", "F5", True, made),
            PaymentMethod.CARD: MethodButton(tr("Card"), "credit-card", "F6", False, made),
        }
        for button in self._buttons.values():
            button.clicked.connect(self._method_clicked)
            box.addWidget(button)
        self._buttons[PaymentMethod.CASH].setChecked(True)
        return made

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(21), dp(22), dp(21), dp(21))
        box.setSpacing(0)
        box.addWidget(self._heading)
        self._amount.setFixedHeight(dp(52))
        box.addWidget(self._amount)
        box.addSpacing(dp(13))
        box.addLayout(self._sums)
        box.addSpacing(dp(20))
        box.addWidget(self._rule)
        box.addSpacing(dp(20))
        box.addWidget(self._methods)
        box.addSpacing(dp(20))
        box.addWidget(self._given_label)
        box.addSpacing(dp(8))
        box.addWidget(self.given)
        box.addSpacing(dp(13))
        line = QHBoxLayout()
        line.addWidget(self._change_label, 1)
        line.addWidget(self._change)
        box.addLayout(line)
        box.addStretch(1)
        box.addWidget(self._stays)
        box.addSpacing(dp(14))
        box.addWidget(self.finish)
        box.addWidget(self._close)

    @Slot()
    def _method_clicked(self) -> None:
        chosen = next(each for each, button in self._buttons.items() if button is self.sender())
        self.method_chosen.emit(chosen)

    @Slot()
    def _given(self) -> None:
        if self._look is not None:
            self._dress(self._look)
        self.given_changed.emit()

    @Slot()
    def _entered(self) -> None:
        self.code_typed.emit(self.given.text())


def _heading(done: Finished | None) -> str:
    if done is None:
        return tr("To pay")
    if done.change_cents:
        return tr("Change to give")
    return tr("Taken in cash") if done.method is PaymentMethod.CASH else tr("Taken by card")


def _amount(done: Finished | None, look: Look) -> int:
    if done is None:
        return look.to_pay_cents if look.account is not None else 0
    return done.change_cents or done.paid_cents


def _finish_words(look: Look) -> str:
    if look.to_pay_cents and look.allowed:
        return tr("Take {sum}, rent {n}").format(sum=money(look.to_pay_cents), n=len(look.allowed))
    if look.to_pay_cents:
        return tr("Take {sum}").format(sum=money(look.to_pay_cents))
    return tr("Rent {n}").format(n=len(look.allowed))


def _stays_words(look: Look, finished: bool) -> str:
    """What is not in the sum, or, once that is taken, what still lies here."""
    if not look.blocked:
        return ""
    if finished:
        return tr("Still here: {films}").format(
            films=", ".join(each.line.title or each.barcode for each in look.blocked)
        )
    if len(look.blocked) == 1:
        title = look.blocked[0].line.title or look.blocked[0].barcode
        return tr("{title} is not in this sum").format(title=title)
    return tr("{n} films are not in this sum").format(n=len(look.blocked))

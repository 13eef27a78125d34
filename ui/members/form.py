"""New account, or an account edited in place: its fields, who rents on it, the note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.members import actions
from app.members.actions import AccountDone, RenterDraft
from app.members.queries import Account, RenterRow
from app.shop import settings
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.money import parse_amount
from app.store.errors import StorageProblem
from ui import messages
from ui.amounts import money
from ui.desk import Desk
from ui.members import words
from ui.members.renter_line import RenterLine, Unreadable, read_day
from ui.members.words import tr
from ui.theme import dp
from ui.widgets import Button, Field, Kind, Label, Line, TextInput


class AccountForm(QWidget):
    """``saved(object)`` carries the account's id; ``closed`` for its Close button."""

    saved = Signal(object)
    closed = Signal()

    def __init__(
        self, desk: Desk, account: Account | None, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._account = account
        self.fields: dict[str, Field] = {}
        self.renters: list[RenterLine] = []
        self._heading = tr("Edit the account") if account else tr("New account")
        self.setAccessibleName(self._heading)
        self._error = Label("", role="stop", size=12, wrap=True, parent=self)
        self._error.hide()
        self._people = QVBoxLayout()
        self._people.setSpacing(dp(10))
        self._lay_out(account, name)
        for row in account.renters if account else ():
            if row.active:
                self._add_line(row)
        if not self.renters:
            self._add_line(None)
        self._start = self._values()

    # -- for the screen ------------------------------------------------------------------------

    @property
    def dirty(self) -> bool:
        """Whether something typed would be lost."""
        return self._values() != self._start

    @property
    def error_text(self) -> str:
        """What is wrong, wherever it stands."""
        fields = (*self.fields.values(), *(f for r in self.renters for f in r.fields.values()))
        at = [field.error for field in fields if field.error]
        return at[0] if at else self._error.text()

    def take_focus(self) -> None:
        """The name gets the keyboard."""
        self._edit("name").setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_card(self, code: str) -> None:
        """A scanned card goes into the card field that has the focus, else into the account's."""
        for line in self.renters:
            if line.card.hasFocus():
                line.card.setText(code)
                return
        self._edit("card").setText(code)

    @Slot()
    def save(self) -> None:
        """Ctrl+S; a refusal stands at its field and nothing typed is lost."""
        self._clear()
        line: RenterLine | None = None
        try:
            fields = self._read()
            people = []
            for line in self._written():
                people.append((line.renter_id, line.draft()))
            line = None
            done = self._act(self._desk.context(), fields, people)
        except Unreadable as error:
            error.at.set_error(error.text)
            error.at.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        except RuleViolation as error:
            self._complain(error)
            return
        except StorageProblem as problem:
            self._desk.refuse(problem)
            return
        self._start = self._values()
        self._desk.tell(done)
        self.saved.emit(done.member_id)

    def _act(
        self, ctx: Context, fields: dict[str, Any], people: Sequence[tuple[int | None, RenterDraft]]
    ) -> AccountDone:
        note = self._text("note")
        if self._account is not None:
            return actions.save(
                ctx, self._account.member_id, fields=fields, note=note, renters=people
            )
        if not fields["number"]:
            fields.pop("number")
        drafts = tuple(draft for _id, draft in people)
        return actions.new_account(ctx, renters=drafts, note=note, **fields)

    # -- reading -------------------------------------------------------------------------------

    def _read(self) -> dict[str, Any]:
        return {
            "name": self._text("name"),
            "number": self._text("number"),
            "card": self._text("card") or None,
            "phone": self._text("phone"),
            "email": self._text("email"),
            "address": self._text("address"),
            "expires_on": read_day(self.fields["expires_on"]),
            "limit_cents": self._money("limit_cents"),
            "max_out": self._number("max_out"),
        }

    def _edit(self, key: str) -> TextInput:
        editor = self.fields[key].editor
        assert isinstance(editor, TextInput)
        return editor

    def _text(self, key: str) -> str:
        return self._edit(key).text().strip()

    def _money(self, key: str) -> int | None:
        text = self._text(key)
        return parse_amount(text, settings.settings().money, field=key) if text else None

    def _number(self, key: str) -> int | None:
        text = self._text(key)
        if not text:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) < 7):
            raise Unreadable(self.fields[key], tr("Write a whole number."))
        return int(text)

    def _written(self) -> list[RenterLine]:
        return [line for line in self.renters if not line.empty]

    def _values(self) -> tuple[object, ...]:
        texts = tuple(self._edit(key).text() for key in self.fields)
        return (*texts, *(line.values() for line in self.renters if not line.empty))

    def _complain(self, error: RuleViolation) -> None:
        said = messages.sentence(error)
        field = None if error.code.startswith("renter.") else self.fields.get(error.field or "")
        if error.code in ("renter.no_name", "renter.born_in_future", "renter.born_too_early"):
            field = self._wrong_renter(error)
        if field is None:
            self._error.setText(said)
            self._error.show()
            return
        field.set_error(said)
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wrong_renter(self, error: RuleViolation) -> Field | None:
        """The field of the person whom a refusal is about."""
        for line in self._written():
            if error.code == "renter.no_name" and not line.name.text().strip():
                return line.fields["name"]
            if "born_on" in error.facts and line.draft().born_on == error.facts["born_on"]:
                return line.fields["born_on"]
        return None

    def _clear(self) -> None:
        self._error.hide()
        self._error.setText("")
        for field in (*self.fields.values(), *(f for r in self.renters for f in r.fields.values())):
            field.clear_error()

    # -- people --------------------------------------------------------------------------------

    @Slot()
    def add_line(self) -> None:
        """One more person."""
        self._add_line(None)
        self.renters[-1].name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_line(self, row: RenterRow | None) -> None:
        line = RenterLine(row, not self.renters, self)
        line.gone.connect(self._take_off)
        self.renters.append(line)
        self._people.addWidget(line)

    @Slot()
    def _take_off(self) -> None:
        line = self.sender()
        if isinstance(line, RenterLine):
            self.renters.remove(line)
            self._people.removeWidget(line)
            line.hide()
            line.deleteLater()

    # -- building ------------------------------------------------------------------------------

    def _lay_out(self, account: Account | None, name: str) -> None:
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(dp(16), dp(4), dp(16), dp(14))
        body.setSpacing(dp(14))
        body.addLayout(self._account_fields(account, name))
        body.addWidget(Line())
        body.addWidget(Label(tr("Who rents on it"), size=14, weight=600))
        hint = tr("Nobody written down: the account’s name is its one renter.")
        if account is None:
            body.addWidget(Label(hint, role="ink2", size=12))
        body.addLayout(self._people)
        more = Button(tr("Add a person"), "plus", height=28)
        more.clicked.connect(self.add_line)
        body.addWidget(more)
        body.addStretch(1)
        area = QScrollArea(self)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._head())
        box.addWidget(self._error)
        self._error.setContentsMargins(dp(16), 0, dp(16), dp(8))
        box.addWidget(area, 1)

    def _head(self) -> QHBoxLayout:
        save = Button(tr("Save"), "save", kind=Kind.PRIMARY, keys="Ctrl+S", parent=self)
        save.clicked.connect(self.save)
        close = Button(tr("Close"), keys="Esc", parent=self)
        close.clicked.connect(self.closed)
        line = QHBoxLayout()
        line.setContentsMargins(dp(16), dp(14), dp(16), dp(10))
        line.setSpacing(dp(8))
        line.addWidget(Label(self._heading, size=20, weight=700, parent=self), 1)
        line.addWidget(close)
        line.addWidget(save)
        return line

    def _account_fields(self, account: Account | None, name: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(dp(10))
        grid.setVerticalSpacing(dp(10))
        places = {
            "name": (0, 0, 2, tr("Name, last name first")),
            "number": (0, 2, 1, tr("Number")),
            "card": (0, 3, 1, tr("Card")),
            "phone": (1, 0, 1, tr("Phone")),
            "email": (1, 1, 1, tr("E-mail")),
            "address": (1, 2, 2, tr("Address")),
            "expires_on": (2, 0, 1, tr("Valid to")),
            "limit_cents": (2, 1, 1, tr("May owe up to")),
            "max_out": (2, 2, 1, tr("Films at once")),
            "note": (3, 0, 4, tr("Note")),
        }
        stored, shown = self._stored(account, name), self._placeholders(account)
        for key, (row, column, span, label) in places.items():
            editor = TextInput(stored.get(key, ""), placeholder=shown.get(key, ""))
            self.fields[key] = Field(label, editor)
            grid.addWidget(self.fields[key], row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        return grid

    def _stored(self, account: Account | None, name: str) -> dict[str, str]:
        if account is None:
            return {"name": name}
        return {
            "name": account.name,
            "number": account.number,
            "card": account.card or "",
            "phone": account.phone,
            "email": account.email,
            "address": account.address,
            "expires_on": words.day_words(account.expires_on) if account.expires_on else "",
            "limit_cents": ("" if account.limit_cents is None else money(account.limit_cents)),
            "max_out": "" if account.max_out is None else str(account.max_out),
            "note": account.note,
        }

    def _placeholders(self, account: Account | None) -> dict[str, str]:
        shop = settings.settings()
        return {
            "name": "Marchetti, Ruth",
            "number": tr("the next free one") if account is None else "",
            "card": tr("scan it here"),
            "expires_on": tr("without end"),
            "limit_cents": tr("{sum}, as the shop").format(sum=money(shop.balance_limit_cents)),
            "max_out": tr("{n}, as the shop").format(n=shop.max_out),
        }

"""The shop's own settings: name, zone, money, numbers, limits, and the scanner's prefix key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.rentals import usage
from app.shop import settings
from app.shop.errors import RuleViolation
from app.shop.money import ascii_digits, format_amount, parse_amount
from app.shop.settings import Settings
from app.store.errors import StorageProblem
from reports.barcodes import bar_widths, code128
from ui import messages
from ui.actions import ActionSet
from ui.desk import Desk
from ui.office.foot import Ask, FootNote
from ui.theme import dp
from ui.widgets import (
    Button,
    Card,
    Chip,
    Combo,
    Field,
    Kind,
    Label,
    Line,
    TextInput,
    heading,
    muted,
)

TEST_CODE = "THUMB-1234"
"""What the barcode on the screen says; a scanner that reads it works."""

_PREFIXES = ("F9", "F10", "F11", "F12", "Ctrl+B")


class ShopForm(Card):
    """``edited`` when a person changed something."""

    edited = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stored = Settings()
        self._asked = False
        self._note, self.ask = FootNote("info"), Ask()
        self._make()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._lay_out()

    # -- what others use -------------------------------------------------------------------------

    def load(self) -> None:
        """Shows the settings as they are."""
        self._stored = settings.settings()
        money_moved = usage.money_has_moved()
        self.currency.setReadOnly(money_moved)
        self.fields["currency"].set_hint(
            self.tr("Fixed: the ledger holds money.") if money_moved else ""
        )
        for name, text in self._texts(self._stored).items():
            self.edits[name].setText(text)
        self.prefix.set_value(self._stored.scanner_prefix)
        self._show_errors({})
        self._asked = False
        self._changed()

    def is_unsaved(self) -> bool:
        """Whether anything differs from the file."""
        stored = self._texts(self._stored)
        texts = any(edit.text().strip() != stored[name] for name, edit in self.edits.items())
        return texts or self.prefix.value != self._stored.scanner_prefix

    def save(self) -> None:
        """Ctrl+S: all that differs in one step; what is wrong stands at its field."""
        try:
            values = self._values()
            done = settings.change(self._desk.context(), **values)
        except RuleViolation as error:
            self._show_errors({error.field or "shop_name": messages.sentence(error)})
            return
        except StorageProblem as problem:
            self._desk.refuse(problem)
            return
        self.load()
        self._desk.tell(done)

    def may_leave(self) -> bool:
        """Asks once; a second time drops what was typed."""
        if not self.is_unsaved() or self._asked:
            return True
        self._asked = True
        self._note.hide()
        self.ask.ask(self.tr("The settings are not saved. Save them, or leave again without."))
        return False

    def heard(self, text: str) -> bool:
        """A scan arrived while this is in front; True where it was the test's."""
        if text.strip() == TEST_CODE:
            self.heard_chip.set(self.tr("The scanner works"), "ok", "check")
        elif text.strip().upper().endswith(TEST_CODE[-4:]) or TEST_CODE[:5] in text.upper():
            self.heard_chip.set(self.tr("Came as {text}").format(text=text[:24]), "need")
        else:
            return False
        self.heard_chip.show()
        return True

    def set_narrow(self, narrow: bool) -> None:
        """In a low window the scanner explains itself by its test alone."""
        self._about.setVisible(not narrow)
        self._grid.setVerticalSpacing(dp(6 if narrow else 11))

    def finish(self, actions: ActionSet) -> None:
        """The foot, once the actions exist."""
        foot = QHBoxLayout()
        foot.setContentsMargins(dp(16), dp(11), dp(16), dp(12))
        foot.setSpacing(dp(8))
        foot.addWidget(self._note, 1)
        foot.addWidget(self.ask, 1)
        foot.addWidget(Button.for_action(actions["shop_discard"], text=self.tr("Discard")))
        save = Button.for_action(actions["shop_save"], kind=Kind.PRIMARY, text=self.tr("Save"))
        foot.addWidget(save)
        self._body.addStretch(1)
        self._body.addWidget(Line())
        self._body.addLayout(foot)

    # -- building --------------------------------------------------------------------------------

    def _make(self) -> None:
        self.name, self.zone, self.currency = TextInput(), TextInput(), TextInput()
        self.barcode, self.limit, self.most = TextInput(), TextInput(), TextInput()
        self.edits: dict[str, TextInput] = {
            "shop_name": self.name,
            "time_zone": self.zone,
            "currency": self.currency,
            "next_barcode": self.barcode,
            "balance_limit_cents": self.limit,
            "max_out": self.most,
        }
        self.prefix = Combo(
            [("", self.tr("None: scans go to the scan bar")), *((key, key) for key in _PREFIXES)],
            name=self.tr("Scanner’s prefix key"),
        )
        self.fields = {
            "shop_name": Field(self.tr("Shop’s name"), self.name),
            "time_zone": Field(self.tr("Time zone"), self.zone),
            "currency": Field(self.tr("Currency"), self.currency),
            "next_barcode": Field(self.tr("Next barcode number"), self.barcode),
            "balance_limit_cents": Field(self.tr("A member may owe"), self.limit),
            "max_out": Field(self.tr("and have out at most"), self.most),
            "scanner_prefix": Field(self.tr("Scanner’s prefix key"), self.prefix),
        }
        for edit in self.edits.values():
            edit.textEdited.connect(self._touched)
        self.prefix.activated.connect(self._touched)
        self.heard_chip = Chip("", "ok")
        self.heard_chip.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(dp(16), dp(12), dp(16), dp(8))
        head.addWidget(heading(self.tr("Shop")))
        head.addStretch(1)
        self._body.addLayout(head)
        grid = self._grid = QGridLayout()
        grid.setContentsMargins(dp(16), 0, dp(16), dp(14))
        grid.setHorizontalSpacing(dp(12))
        grid.setVerticalSpacing(dp(11))
        f, top = self.fields, Qt.AlignmentFlag.AlignTop
        grid.addWidget(f["shop_name"], 0, 0, 1, 4, top)
        grid.addWidget(f["time_zone"], 1, 0, 1, 2, top)
        grid.addWidget(f["currency"], 1, 2, 1, 2, top)
        grid.addWidget(f["next_barcode"], 2, 0, 1, 2, top)
        grid.addWidget(f["balance_limit_cents"], 2, 2, 1, 1, top)
        grid.addWidget(f["max_out"], 2, 3, 1, 1, top)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        self._body.addLayout(grid)
        self._body.addWidget(Line())
        self._body.addLayout(self._scanner())

    def _scanner(self) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setContentsMargins(dp(16), dp(12), dp(16), dp(14))
        box.setSpacing(dp(9))
        box.addWidget(heading(self.tr("Scanner")))
        words = self.tr(
            "A scanner that sends a key before each code is heard wherever you are typing. Program "
            "the key into the scanner, choose it here, then try it."
        )
        self._about = Label(words, role="ink2", size=12.5, wrap=True)
        box.addWidget(self._about)
        box.addWidget(self.fields["scanner_prefix"])
        line = QHBoxLayout()
        line.setSpacing(dp(14))
        line.addWidget(TestCode(TEST_CODE), 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout()
        column.setSpacing(dp(6))
        column.addWidget(muted(self.tr("Scan this test code."), size=12.5))
        column.addWidget(self.heard_chip)
        column.addStretch(1)
        line.addLayout(column, 1)
        box.addLayout(line)
        return box

    # -- editing ---------------------------------------------------------------------------------

    def _texts(self, known: Settings) -> dict[str, str]:
        return {
            "shop_name": known.shop_name,
            "time_zone": known.time_zone,
            "currency": known.currency,
            "next_barcode": str(known.next_barcode),
            "balance_limit_cents": format_amount(known.balance_limit_cents, known.money),
            "max_out": str(known.max_out),
        }

    @Slot()
    def _touched(self) -> None:
        self._asked = False
        self._changed()

    def _changed(self) -> None:
        stored = self._texts(self._stored)
        for name, edit in self.edits.items():
            differs = edit.text().strip() != stored[name]
            short = name in ("next_barcode", "balance_limit_cents", "max_out")
            was = self.tr("was {value}").format(value=stored[name])
            edit.set_was(was if differs and short else "")
        self._note.show()
        self.ask.hide()
        self.edited.emit()

    def _values(self) -> dict[str, Any]:
        """What differs, read; raises `RuleViolation` with its field."""
        stored = self._texts(self._stored)
        values: dict[str, Any] = {}
        for name, edit in self.edits.items():
            if edit.text().strip() != stored[name]:
                values[name] = self._readers()[name](edit.text().strip())
        if self.prefix.value != self._stored.scanner_prefix:
            values["scanner_prefix"] = str(self.prefix.value or "")
        return values

    def _readers(self) -> Mapping[str, Callable[[str], object]]:
        return {
            "shop_name": str,
            "time_zone": str,
            "currency": str.upper,
            "next_barcode": self._read_barcode,
            "balance_limit_cents": self._read_limit,
            "max_out": self._read_most,
        }

    def _read_barcode(self, text: str) -> int:
        number = _whole(text, "next_barcode")
        if number < self._stored.next_barcode:
            raise RuleViolation(
                "shop.barcode_back", field="next_barcode", least=self._stored.next_barcode
            )
        return number

    def _read_limit(self, text: str) -> int:
        return parse_amount(text, self._stored.money, field="balance_limit_cents")

    def _read_most(self, text: str) -> int:
        return _whole(text, "max_out")

    def _show_errors(self, errors: Mapping[str, str]) -> None:
        for name, field in self.fields.items():
            field.set_error(errors.get(name, ""))
            if name in errors:
                field.editor.setFocus(Qt.FocusReason.OtherFocusReason)


def _whole(text: str, field: str) -> int:
    digits = ascii_digits(text)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 12):
        raise RuleViolation("class.unreadable", field=field, given=text[:20] or "–")
    return int(digits)


class TestCode(QWidget):
    """A barcode on the screen, black on white by night too: a scanner needs it so."""

    __test__ = False  # a name that pytest would collect

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widths = bar_widths(code128(text))
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize((sum(self._widths) + 20) * 2, dp(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        x, bar = 20, True
        for width in self._widths:
            if bar:
                box = QRectF(x, dp(8), width * 2, self.height() - dp(16))
                painter.fillRect(box, Qt.GlobalColor.black)
            x, bar = x + width * 2, not bar

"""The form of a rental class: every number of its rule, and the rule in a sentence."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.rentals.rules import CapKind, DueKind, LateMode
from ui.actions import ActionSet
from ui.office.draft import HOURS, NIGHTS, Draft
from ui.office.foot import Ask, FootNote
from ui.theme import dp
from ui.widgets import (
    Button,
    Card,
    CheckBox,
    Chip,
    Combo,
    Field,
    Kind,
    Label,
    Line,
    LinkButton,
    Segmented,
    TextInput,
    heading,
    muted,
    row,
)


class ClassForm(Card):
    """Shows a ``Draft`` and says ``edited`` when a person changed it.

    ``put_away`` is pressed to retire, bring back or remove the class.
    """

    edited = Signal()
    put_away = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = False
        self._make_editors()
        self._make_fields()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addLayout(self._head())
        self._body.addLayout(self._grid())
        self._sentence = _Sentence(self)
        around = QVBoxLayout()
        around.setContentsMargins(dp(16), dp(14), dp(16), dp(12))
        around.addWidget(self._sentence)
        self._body.addLayout(around)
        self._body.addStretch(1)
        self._connect()

    # -- what others use -------------------------------------------------------------------------

    def finish(self, actions: ActionSet) -> None:
        """The foot with its buttons, once the actions exist."""
        self.note = FootNote("lock", self)
        self.ask = Ask(self)
        discard = Button.for_action(actions["class_discard"], text=self.tr("Discard"))
        save = Button.for_action(actions["class_save"], kind=Kind.PRIMARY, text=self.tr("Save"))
        foot = QHBoxLayout()
        foot.setContentsMargins(dp(16), dp(11), dp(16), dp(12))
        foot.setSpacing(dp(8))
        foot.addWidget(self.note, 1)
        foot.addWidget(self.ask, 1)
        foot.addWidget(discard)
        foot.addWidget(save)
        self._body.addWidget(Line())
        self._body.addLayout(foot)

    def draft(self) -> Draft:
        """What stands in the fields now."""
        return Draft(
            name=self.name.text(),
            price=self.price.text(),
            period=self.period.text(),
            unit=str(self.unit.value or NIGHTS),
            due=DueKind(self.due.current),
            due_time=self.due_time.text(),
            deposit=self.deposit.text(),
            mode=LateMode(self.mode.current),
            rate=self.rate.text(),
            grace=self.grace.text(),
            closed_count=self.closed.isChecked(),
            cap=CapKind(self.cap.current),
            cap_amount=self.cap_amount.text(),
        )

    def show_draft(self, draft: Draft, saved: Draft | None) -> None:
        """Fill the fields; ``saved`` is what the file has, for the values struck through."""
        self._filling = True
        for edit, text in (
            (self.name, draft.name),
            (self.price, draft.price),
            (self.period, draft.period),
            (self.due_time, draft.due_time),
            (self.deposit, draft.deposit),
            (self.rate, draft.rate),
            (self.grace, draft.grace),
            (self.cap_amount, draft.cap_amount),
        ):
            if edit.text() != text:
                edit.setText(text)
        self.unit.set_value(draft.unit)
        self.due.set_current(draft.due)
        self.mode.set_current(draft.mode)
        self.cap.set_current(draft.cap)
        self.closed.setChecked(draft.closed_count)
        self._filling = False
        self._fit()
        self.mark(saved)

    def mark(self, saved: Draft | None) -> None:
        """Strike the stored values through beside what is typed instead."""
        now = self.draft()
        for edit, name in (
            (self.price, "price"),
            (self.rate, "rate"),
            (self.grace, "grace"),
            (self.deposit, "deposit"),
            (self.cap_amount, "cap_amount"),
        ):
            was = "" if saved is None else getattr(saved, name)
            changed = saved is not None and was != getattr(now, name)
            edit.set_was(self.tr("was {value}").format(value=was or "0") if changed else "")

    def show_head(self, name: str, *, unsaved: bool, copies: str, put_away: str) -> None:
        """The class's name, whether it is saved, what hangs on it, what may be done with it."""
        self._name.setText(name)
        self._chip.setVisible(unsaved)
        self._copies.setText(copies)
        self._away.setText(put_away)
        self._away.setVisible(bool(put_away))

    def show_sentence(self, text: str) -> None:
        """The rule as the member reads it."""
        self._sentence.set_text(text)

    def show_errors(self, errors: dict[str, str]) -> None:
        """What is wrong, each at its field; the first gets the focus."""
        for name, field in self.fields.items():
            field.set_error(errors.get(name, ""))
        for name in self.fields:
            if name in errors:
                editor = self.period if name == "period" else self.fields[name].editor
                editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def set_narrow(self, narrow: bool) -> None:
        """In a low window the sentence goes and the fields are 28 high."""
        self._sentence.setVisible(not narrow)
        for editor in (*self._editors, self._period_row):
            editor.setFixedHeight(dp(28 if narrow else 32))
        self._places.setVerticalSpacing(dp(6 if narrow else 11))
        self._places.setHorizontalSpacing(dp(8 if narrow else 12))

    # -- building --------------------------------------------------------------------------------

    def _make_editors(self) -> None:
        self.name = TextInput(height=32)
        self.price = TextInput(height=32)
        self.period = TextInput(height=32)
        self.period.setFixedWidth(dp(36))
        self.unit = Combo(
            [(NIGHTS, self.tr("nights")), (HOURS, self.tr("hours"))],
            name=self.tr("Nights or hours"),
            height=32,
        )
        self.due = Segmented(
            [
                (DueKind.CLOSING, self.tr("Closing time")),
                (DueKind.FIXED, self.tr("A fixed time")),
                (DueKind.END_OF_DAY, self.tr("End of the day")),
            ],
            name=self.tr("Due at"),
            stretch=True,
        )
        self.due_time = TextInput(placeholder=self.tr("6 pm"), height=32)
        self.deposit = TextInput(placeholder=self.tr("none"), height=32)
        self.mode = Segmented(
            [(LateMode.PER_DAY, self.tr("Per day")), (LateMode.RE_RENTAL, self.tr("Re-rental"))],
            name=self.tr("Late mode"),
            stretch=True,
        )
        self.rate = TextInput(suffix=self.tr("a day"), height=32)
        self.grace = TextInput(placeholder=self.tr("none"), suffix=self.tr("minutes"), height=32)
        self.closed = CheckBox(self.tr("cost a late day"))
        self.cap = Segmented(
            [
                (CapKind.AMOUNT, self.tr("Amount")),
                (CapKind.REPLACEMENT, self.tr("Copy’s price")),
                (CapKind.NONE, self.tr("None")),
            ],
            name=self.tr("Cap"),
            stretch=True,
        )
        self.cap_amount = TextInput(height=32)
        self._editors: tuple[QWidget, ...] = (
            self.name,
            self.price,
            self.period,
            self.unit,
            self.due,
            self.due_time,
            self.deposit,
            self.mode,
            self.rate,
            self.grace,
            self.closed,
            self.cap,
            self.cap_amount,
        )

    def _make_fields(self) -> None:
        self._period_row = row(self.period, self.unit, spacing=4, stretch=(0, 1))
        self.period.setAccessibleName(self.tr("Period"))
        self.fields = {
            "name": Field(self.tr("Name"), self.name),
            "price": Field(self.tr("Price"), self.price),
            "period": Field(self.tr("Period"), self._period_row),
            "due": Field(self.tr("Due at"), self.due),
            "due_time": Field(self.tr("At"), self.due_time),
            "deposit": Field(self.tr("Deposit"), self.deposit),
            "mode": Field(self.tr("Late mode"), self.mode),
            "rate": Field(self.tr("Late rate"), self.rate),
            "grace": Field(self.tr("Grace"), self.grace),
            "closed": Field(self.tr("Closed days"), self.closed),
            "cap": Field(self.tr("Cap"), self.cap),
            "cap_amount": Field(self.tr("Cap amount"), self.cap_amount),
        }

    def _head(self) -> QHBoxLayout:
        self._name = heading()
        self._chip = Chip(self.tr("not saved"), "need", "pencil")
        self._copies = muted(size=12)
        self._away = LinkButton("")
        self._away.clicked.connect(self.put_away)
        head = QHBoxLayout()
        head.setContentsMargins(dp(16), dp(11), dp(16), dp(8))
        head.setSpacing(dp(10))
        head.addWidget(self._name)
        head.addWidget(self._chip)
        head.addStretch(1)
        head.addWidget(self._copies)
        head.addWidget(self._away)
        return head

    def _grid(self) -> QGridLayout:
        self._at_and_deposit = row(
            self.fields["due_time"], self.fields["deposit"], spacing=8, stretch=(1, 1)
        )
        grid = self._places = QGridLayout()
        grid.setContentsMargins(dp(16), 0, dp(16), 0)
        grid.setHorizontalSpacing(dp(12))
        grid.setVerticalSpacing(dp(11))
        f, top = self.fields, Qt.AlignmentFlag.AlignTop
        places: tuple[tuple[QWidget, int, int, int], ...] = (
            (f["name"], 0, 0, 1),
            (f["price"], 0, 1, 1),
            (f["period"], 0, 2, 1),
            (f["due"], 1, 0, 2),
            (self._at_and_deposit, 1, 2, 1),
            (f["mode"], 2, 0, 1),
            (f["rate"], 2, 1, 1),
            (f["grace"], 2, 2, 1),
            (f["closed"], 3, 0, 1),
            (f["cap"], 3, 1, 1),
            (f["cap_amount"], 3, 2, 1),
        )
        for widget, line, column, span in places:
            grid.addWidget(widget, line, column, 1, span, top)
        grid.setColumnMinimumWidth(0, dp(117))
        grid.setColumnMinimumWidth(2, dp(127))
        for column, share in enumerate((146, 194, 127)):
            grid.setColumnStretch(column, share)
        return grid

    def _connect(self) -> None:
        for edit in (
            self.name,
            self.price,
            self.period,
            self.due_time,
            self.deposit,
            self.rate,
            self.grace,
            self.cap_amount,
        ):
            edit.textEdited.connect(self._touched)
        self.unit.activated.connect(self._touched)
        self.due.chosen.connect(self._touched)
        self.cap.chosen.connect(self._touched)
        self.closed.toggled.connect(self._touched)
        self.mode.chosen.connect(self._mode_chosen)

    # -- editing ---------------------------------------------------------------------------------

    @Slot()
    def _touched(self) -> None:
        if self._filling:
            return
        self._fit()
        self.edited.emit()

    @Slot()
    def _mode_chosen(self) -> None:
        if LateMode(self.mode.current) is LateMode.RE_RENTAL:
            self.rate.setText(self.price.text())  # each period begun costs what the first did
        self._touched()

    def _fit(self) -> None:
        """Show only the fields that this rule has."""
        by_hours = self.unit.value == HOURS
        re_rental = LateMode(self.mode.current) is LateMode.RE_RENTAL
        fixed = not by_hours and DueKind(self.due.current) is DueKind.FIXED
        self._set_there(self.fields["due"], not by_hours)
        self.fields["due_time"].setVisible(fixed)
        self._set_there(self.fields["cap_amount"], CapKind(self.cap.current) is CapKind.AMOUNT)
        label = self.tr("Each period late costs") if re_rental else self.tr("Late rate")
        self.fields["rate"].set_label(label)
        self.rate.setAccessibleName(label)
        self.rate.set_suffix(self.tr("a period") if re_rental else self.tr("a day"))

    def _set_there(self, widget: QWidget, there: bool) -> None:
        """Hide a field without moving those around it."""
        policy = widget.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        widget.setSizePolicy(policy)
        widget.setVisible(there)


class _Sentence(Card):
    """ "In a sentence", and the sentence."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, fill="sunk", line=None, radius=8, shadow=False)
        self._text = Label("", size=12.5, wrap=True)
        self._text.setMinimumHeight(dp(36))
        self._text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        box = self.row((12, 9, 12, 9), 10)
        head = muted(self.tr("In a sentence"), size=12)
        box.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._text, 1)

    def set_text(self, text: str) -> None:
        self._text.setText(text)

"""A new title in four fields; a UPC and a barcode may be scanned into two more."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.catalog import barcodes, stock_list, titles
from app.catalog.titles import TitleAdded
from app.shop.clock import Context
from ui.desk import Desk
from ui.inventory import choices
from ui.inventory.form_base import BoundNumber, FormPage, Unreadable
from ui.theme import dp
from ui.widgets import Combo, Label, LinkButton, TextInput


class AddTitleForm(FormPage):
    """``added(object)``: the new title's id, or that of one that was there already."""

    added = Signal(object)

    def __init__(
        self, desk: Desk, *, name: str = "", code: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, self.tr("Add title"), save_text="Add", parent=parent)
        self.name = TextInput(name)
        self.year = TextInput(placeholder="2001")
        self.format = Combo(choices.formats(), name=self.tr("Format"))
        self.section = Combo(choices.sections(), name=self.tr("Section"))
        self.upc = TextInput(placeholder=self.tr("scan, or leave empty"))
        self.barcode = TextInput(placeholder=self.tr("the next number"))
        self.add("name", self.tr("Title"), self.name)
        year = self.made("year", self.tr("Year"), self.year)
        self._year = BoundNumber(year, None)
        self.side_by_side(
            year, self.made("format_id", self.tr("Format"), self.format), stretch=(1, 2)
        )
        self.add("section_id", self.tr("Section"), self.section)
        self.side_by_side(
            self.made("upc", self.tr("UPC"), self.upc),
            self.made("barcode", self.tr("Barcode of the copy"), self.barcode),
        )
        self._same = Label("", role="need", size=12, wrap=True, parent=self)
        self._show_same = LinkButton(self.tr("Show it"), parent=self)
        self._show_same.clicked.connect(self._show_known)
        self._known: int | None = None
        line = QHBoxLayout()
        line.setSpacing(dp(8))
        line.addWidget(self._same, 1)
        line.addWidget(self._show_same)
        self.body.addLayout(line)
        self.body.addWidget(
            Label(
                self.tr("Everything else can come later, with Edit."),
                role="ink2",
                size=12,
                wrap=True,
            )
        )
        self.body.addStretch(1)
        self.name.editingFinished.connect(self._look)
        self.year.editingFinished.connect(self._look)
        if code:
            self._place(code)
        self._look()

    @property
    def dirty(self) -> bool:
        texts = (self.name, self.year, self.upc, self.barcode)
        return any(editor.text().strip() for editor in texts)

    def take_focus(self) -> None:
        (self.year if self.name.text() else self.name).setFocus()

    def _place(self, code: str) -> None:
        """A maker's UPC is the case's, any other code the copy's own; one that gives way is said,
        since it may be the next case that was scanned too early.
        """
        editor = self.upc if barcodes.valid_upc(code) else self.barcode
        before = editor.text().strip()
        if before and before != code:
            words = self.tr("*{code}* stands here now, in place of {before}.")
            self.desk.say(words.format(code=code, before=before), tone="need")
        editor.setText(code)

    def scan(self, text: str) -> bool:
        """A scan goes into the code field in hand, else where its kind belongs."""
        if not self.scan_into(text, self.upc, self.barcode):
            self._place(text)
        self.keep_focus()
        return True

    def save(self) -> bool:
        try:
            year = self._year.read()
        except Unreadable as problem:
            self.complain(problem.words, problem.field)
            return False
        result = self.run(self._act(year))
        if result is None:
            return False
        self.closed.emit()
        self.added.emit(result.title_id)
        return True

    def _act(self, year: object):  # type: ignore[no-untyped-def]
        def act(ctx: Context) -> TitleAdded:
            return titles.add_title(
                ctx,
                self.name.text().strip(),
                year if isinstance(year, int) else None,
                _id(self.format.value),
                _id(self.section.value),
                upc=self.upc.text().strip() or None,
                barcode=self.barcode.text().strip() or None,
            )

        return act

    @Slot()
    def _look(self) -> None:
        """Say so where the film is there already: then a copy is wanted, not a title."""
        name = self.name.text().strip()
        year = self.year.text().strip()
        same = titles.alike(name, int(year) if year.isdecimal() else None) if name else ()
        rows = stock_list.rows(same[:1], self.desk.now())
        self._known = rows[0].title_id if rows else None
        self._same.setVisible(bool(rows))
        self._show_same.setVisible(bool(rows))
        if rows:
            words = self.tr("{title} ({year}) is here already.")
            self._same.setText(words.format(title=rows[0].name, year=rows[0].year or "–"))

    @Slot()
    def _show_known(self) -> None:
        if self._known is not None:
            known = self._known
            self.closed.emit()
            self.added.emit(known)


def _id(value: object) -> int | None:
    return value if isinstance(value, int) else None

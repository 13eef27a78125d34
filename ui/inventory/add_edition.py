"""A new edition of a title, with its first copies."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.catalog import editing
from app.catalog.editing import StockAdded
from app.catalog.title_detail import TitleDetail
from app.shop.clock import Context
from ui.desk import Desk
from ui.inventory import choices
from ui.inventory.form_base import BoundNumber, FormPage, Unreadable
from ui.widgets import Combo, TextInput


class AddEditionForm(FormPage):
    """Format, UPC, discs, label; and how many copies go to which section."""

    def __init__(self, desk: Desk, detail: TitleDetail, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            self.tr("New edition of {title}").format(title=detail.name),
            save_text="Add",
            parent=parent,
        )
        self._title_id = detail.title_id
        self.format = Combo(choices.formats(), name=self.tr("Format"))
        self.upc = TextInput(placeholder=self.tr("scan, or leave empty"))
        self.label = TextInput(placeholder=self.tr("Criterion, director's cut"))
        self.discs = TextInput("1")
        self.copies = TextInput("1")
        self.section = Combo(choices.sections(), name=self.tr("Section"))
        home = [copy.section_id for edition in detail.editions for copy in edition.copies]
        if home:
            self.section.set_value(home[0])
        self.side_by_side(
            self.made("format_id", self.tr("Format"), self.format),
            self.made("upc", self.tr("UPC"), self.upc),
        )
        discs = self.made("discs", self.tr("Discs"), self.discs)
        label = self.made("label", self.tr("Label"), self.label)
        self.side_by_side(label, discs, stretch=(3, 1))
        count = self.made("count", self.tr("Copies"), self.copies)
        section = self.made("section_id", self.tr("Section"), self.section)
        self.side_by_side(section, count, stretch=(3, 1))
        self._discs = BoundNumber(discs, 1)
        self._count = BoundNumber(count, 1)
        self.body.addStretch(1)

    @property
    def dirty(self) -> bool:
        return bool(self.upc.text().strip() or self.label.text().strip())

    def take_focus(self) -> None:
        self.format.setFocus()

    def scan(self, text: str) -> bool:
        self.upc.setText(text)
        self.keep_focus()
        return True

    def save(self) -> bool:
        try:
            discs, count = self._discs.read() or 1, self._count.read() or 0
        except Unreadable as problem:
            self.complain(problem.words, problem.field)
            return False
        upc = self.upc.text().strip() or None
        label = self.label.text().strip()
        format_id, section_id = self.format.value, self.section.value

        def act(ctx: Context) -> StockAdded:
            assert isinstance(format_id, int)
            return editing.add_edition(
                ctx,
                self._title_id,
                format_id,
                upc,
                section_id=section_id if isinstance(section_id, int) else None,
                count=count if isinstance(count, int) else 0,
                label=label,
                discs=discs,
            )

        if self.run(act) is None:
            return False
        self.closed.emit()
        return True

"""For how much a copy is for sale, asked for once, when it has no price yet."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.catalog import marking
from app.catalog.marking import Mark
from app.catalog.title_detail import CopyDetail
from app.shop.clock import Context
from app.shop.operations import Done
from ui.desk import Desk
from ui.inventory.form_base import BoundMoney, FormPage, Unreadable
from ui.widgets import TextInput


class SaleForm(FormPage):
    """One field."""

    def __init__(self, desk: Desk, copy: CopyDetail, parent: QWidget | None = None) -> None:
        name = self.tr("Put {barcode} up for sale").format(barcode=copy.barcode)
        super().__init__(desk, name, parent=parent)
        self._copy_id = copy.id
        self.price = TextInput(placeholder="6.00")
        self._bound = BoundMoney(self.add("sale_cents", self.tr("Price"), self.price), None)
        self.body.addStretch(1)

    @property
    def dirty(self) -> bool:
        return bool(self.price.text().strip())

    def take_focus(self) -> None:
        self.price.setFocus()

    def save(self) -> bool:
        try:
            cents = self._bound.read()
        except Unreadable as problem:
            self.complain(problem.words, problem.field)
            return False
        wanted = cents if isinstance(cents, int) else None

        def act(ctx: Context) -> Done:
            return marking.mark(ctx, [self._copy_id], Mark.SALE, sale_cents=wanted)

        if self.run(act) is None:
            return False
        self.closed.emit()
        return True

"""Shop and backups: the shop's own numbers, its backups, and whether its file is whole."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.shop.changes import Changes
from ui.actions import Action, ActionSet, KeyLine
from ui.desk import Desk
from ui.office.backups_card import BackupsCard
from ui.office.check_card import CheckCard
from ui.office.page import OwnerPage
from ui.office.shop_form import ShopForm
from ui.theme import dp


class ShopPage(OwnerPage):
    """The tab of the shop itself; its signals are the screen's."""

    key = "shop"
    text = "Shop and backups"
    icon = "store"

    restore_wanted = Signal(object)
    open_wanted = Signal()
    demo_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setMinimumWidth(dp(1100))  # at 200 % text it scrolls rather than being cut
        self._stale = True
        self.form = ShopForm(desk, self)
        self.backups = BackupsCard(desk, self)
        self.check = CheckCard(desk, self)
        right = QVBoxLayout()
        right.setSpacing(dp(16))
        right.addWidget(self.backups, 1)
        right.addWidget(self.check)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(dp(16))
        box.addWidget(self.form, 624)
        box.addLayout(right, 672)
        for card in (self.form, self.backups, self.check):
            policy = card.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)  # the shares alone decide
            card.setSizePolicy(policy)
        self.form.edited.connect(self.refresh_wanted)
        self.backups.selected.connect(self.refresh_wanted)
        self.backups.restore_wanted.connect(self.restore_wanted)
        self.check.open_wanted.connect(self.open_wanted)
        self.check.demo_wanted.connect(self.demo_wanted)

    def declared(self) -> Sequence[Action | KeyLine]:
        group = self.tr("Shop and backups")
        front = self.is_front
        unsaved, chosen = self.only(self.form.is_unsaved), self.only(self._has_backup)
        return (
            Action(
                "shop_save",
                self.tr("Save the settings"),
                "",
                "Ctrl+S",
                self.form.save,
                when=unsaved,
                group=group,
            ),
            Action(
                "shop_discard",
                self.tr("Discard the changes"),
                "",
                "Esc",
                self.form.load,
                when=unsaved,
                group=group,
            ),
            Action(
                "backup_now",
                self.tr("Back up now"),
                "archive-restore",
                "Ctrl+K",
                self.backups.back_up,
                when=front,
                group=group,
            ),
            Action(
                "backup_verify",
                self.tr("Verify"),
                "badge-check",
                "Ctrl+E",
                self.backups.verify,
                when=chosen,
                group=group,
            ),
            Action(
                "backup_restore",
                self.tr("Restore"),
                "history",
                "Ctrl+R",
                self.backups.restore,
                when=chosen,
                group=group,
            ),
            Action(
                "shop_check",
                self.tr("Check the shop"),
                "list-checks",
                "Ctrl+H",
                self.check.check,
                when=front,
                group=group,
            ),
        )

    def actions_made(self, actions: ActionSet) -> None:
        self.form.finish(actions)
        self.backups.finish(actions)
        self.check.finish(actions)

    def shown(self) -> None:
        if self._stale or not self.form.is_unsaved():
            self._load()
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: Changes) -> None:
        if not changes.settings:
            return
        if self.front and not self.form.is_unsaved():
            self._load()
        else:
            self._stale = True

    def leave_ok(self) -> bool:
        return self.form.may_leave()

    def set_narrow(self, narrow: bool) -> None:
        self.form.set_narrow(narrow)

    def scan(self, text: str) -> bool:
        return self.form.heard(text)

    def _load(self) -> None:
        self._stale = False
        self.form.load()
        self.backups.load()
        self.check.load()

    def _has_backup(self) -> bool:
        return self.backups.current is not None

"""Backups: when, why, how large; made, verified and restored from here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QTableView, QVBoxLayout, QWidget

from app.shop import settings
from app.shop.clock import Context
from app.store import backups
from app.store import database as store
from app.store.backups import Backup
from app.store.errors import StorageProblem
from ui import messages
from ui.actions import ActionSet
from ui.desk import Desk
from ui.office.foot import Ask
from ui.office.words import clock_text, day_text, moment_text, size_text, tr
from ui.tables import Column, RowsModel, configure_table
from ui.tasks import Cancelled, Report
from ui.theme import dp
from ui.widgets import Button, Card, EmptyState, Label, Line, heading, muted


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A row of the list."""

    id: int
    backup: Backup


def _when(line: BackupLine) -> str:
    local = settings.calendar().local(line.backup.made_at)
    return f"{day_text(local.date())}, {clock_text(local)}"


def reason_text(reason: str) -> str:
    """Why a backup was made, in words."""
    return {
        "half hour": tr("every half hour"),
        "on closing": tr("on closing"),
        "by hand": tr("by hand"),
        "before a restore": tr("before a restore"),
        "before an update": tr("before an update"),
        "before an import": tr("before an import"),
    }.get(reason, reason)


def _why(line: BackupLine) -> str:
    return reason_text(line.backup.reason)


def _size(line: BackupLine) -> str:
    return size_text(line.backup.size)


class BackupsCard(Card):
    """``restore_wanted(object)`` carries the path of a backup, once a person has said yes."""

    restore_wanted = Signal(object)
    selected = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._model = RowsModel(
            (
                Column("when", tr("Made"), _when, 0),
                Column("why", tr("Why"), _why, 150),
                Column("size", tr("Size"), _size, 90, number=True),
            ),
            parent=self,
        )
        self.table = QTableView(self)
        self.table.setModel(self._model)
        configure_table(self.table, self._model.columns, name=tr("Backups"), row_height=32)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self._none = EmptyState(
            tr("Here stand the copies of the shop’s file."),
            detail=tr(
                "One is made when the program closes, every half hour if something changed, and"
                " before each import and update."
            ),
            icon="archive",
            parent=self,
        )
        self._none.hide()
        self._count = muted(size=12.5)
        self._said = Label("", role="ok", size=12.5, wrap=True)
        self._said.hide()
        self.ask = Ask()
        self.ask.answered.connect(self._restore_now)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(1, 0, 1, 0)
        self._body.setSpacing(0)

    def finish(self, actions: ActionSet) -> None:
        """Head and foot, once the actions exist."""
        head = QHBoxLayout()
        head.setContentsMargins(dp(15), dp(10), dp(15), dp(8))
        head.setSpacing(dp(10))
        head.addWidget(heading(tr("Backups")))
        head.addWidget(self._count, 1)
        head.addWidget(Button.for_action(actions["backup_now"], height=28))
        foot = QHBoxLayout()
        foot.setContentsMargins(dp(15), dp(9), dp(15), dp(10))
        foot.setSpacing(dp(8))
        foot.addWidget(self._said, 1)
        foot.addWidget(self.ask, 1)
        foot.addStretch(0)
        foot.addWidget(Button.for_action(actions["backup_verify"], height=28))
        foot.addWidget(Button.for_action(actions["backup_restore"], height=28))
        self._body.addLayout(head)
        self._body.addWidget(Line())
        self._body.addWidget(self.table, 1)
        self._body.addWidget(self._none, 1)
        self._body.addWidget(Line())
        self._body.addLayout(foot)

    @property
    def current(self) -> Backup | None:
        """The backup that is chosen."""
        row = self.table.currentIndex().row()
        return self._model.rows[row].backup if 0 <= row < len(self._model.rows) else None

    @property
    def said(self) -> str:
        """What the last verification found."""
        return "" if self._said.isHidden() else self._said.text()

    def load(self) -> None:
        """Reads the folder on the worker."""
        path = store.path_or_none()
        if path is not None:
            self._desk.read(_List(path), done=self._listed, owner=self)

    def back_up(self) -> None:
        """A backup now, opened and checked."""
        path = store.path_or_none()
        if path is not None:
            self._desk.background(
                _BackUp(path), done=self._made, text=tr("Making a backup"), owner=self
            )

    def verify(self) -> None:
        """Reads the chosen backup whole: is it what was written?"""
        backup = self.current
        if backup is not None:
            self._say(tr("Reading the backup …"), "ink2")
            self._desk.read(_Verify(backup), done=self._verified, owner=self)

    def restore(self) -> None:
        """Asks first; what stands here now is kept as a backup of its own."""
        backup = self.current
        if backup is None:
            return
        self._said.hide()
        when = moment_text(settings.calendar().local(backup.made_at))
        question = tr("Put the shop back to {when}? What was done since goes into a backup.")
        self.ask.ask(question.format(when=when), tr("Restore it"))

    def _listed(self, found: Sequence[Backup]) -> None:
        self._model.set_rows(BackupLine(at, backup) for at, backup in enumerate(found))
        total = size_text(sum(backup.size for backup in found))
        words = tr("{count} kept, {size}").format(count=len(found), size=total)
        self._count.setText(words if found else tr("none yet"))
        self.table.setVisible(bool(found))
        self._none.setVisible(not found)
        if found and self.current is None:
            self.table.selectRow(0)
        self.selected.emit()

    def _made(self, backup: Backup) -> None:
        self._say(tr("Backed up and checked: {name}").format(name=backup.path.name), "ok")
        self.table.clearSelection()
        self.load()

    def _verified(self, problem: StorageProblem | None) -> None:
        if problem is None:
            self._say(tr("This backup is whole: it is what was written, and it opens."), "ok")
        else:
            self._say(
                tr("This backup cannot be used: {why}").format(why=messages.sentence(problem)),
                "stop",
            )

    def _say(self, text: str, role: str) -> None:
        self.ask.hide()
        self._said.set_role(role)
        self._said.setText(text)
        self._said.show()

    @Slot()
    def _row_changed(self) -> None:
        self.ask.hide()
        self._said.hide()
        self.selected.emit()

    @Slot()
    def _restore_now(self) -> None:
        backup = self.current
        self.ask.hide()
        if backup is not None:
            self.restore_wanted.emit(backup.path)


class _List:
    def __init__(self, shop: Path) -> None:
        self._shop = shop

    def __call__(self, report: Report, cancelled: Cancelled) -> list[Backup]:
        return backups.listed(self._shop)


class _BackUp:
    def __init__(self, shop: Path) -> None:
        self._shop = shop

    def __call__(self, ctx: Context, report: Report, cancelled: Cancelled) -> Backup:
        return backups.back_up(self._shop, "by hand", ctx.now())


class _Verify:
    def __init__(self, backup: Backup) -> None:
        self._backup = backup

    def __call__(self, report: Report, cancelled: Cancelled) -> StorageProblem | None:
        try:
            backups.verify(self._backup.path)
        except StorageProblem as problem:
            return problem
        return None

"""The window's own page while no shop is open: the sign, the two doors, the corner below."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QHideEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.store import backups, shopfile
from app.store import database as store
from app.store.errors import StorageProblem
from ui import messages, places
from ui.actions import Action, ActionSet
from ui.desk import Desk
from ui.first_start.demo_door import HUGE, DemoDoor
from ui.first_start.hall import Hall
from ui.first_start.making import BuildDemo, MakeShop, RestoreBackup, Restored
from ui.first_start.own_door import OwnDoor
from ui.first_start.restore_card import RestoreCard
from ui.tasks import Task
from ui.widgets import Ground


class FirstStartPage(Ground):
    """``shop_opened(object)`` carries the ``Path`` of a shop that has just been made, and is open.

    ``shop_named(object)`` carries the file of one to be opened. With `problem` the page first says
    why the last shop could not be opened, and offers its backups.
    """

    shop_opened = Signal(object)
    shop_named = Signal(object)

    def __init__(
        self, desk: Desk, problem: StorageProblem | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("First start"))
        self._desk = desk
        self._problem = problem
        self._task: Task | None = None
        self._build: BuildDemo | None = None
        self._actions: ActionSet | None = None
        self.wants_import = False
        self.demo = DemoDoor()
        self.own = OwnDoor(desk.now, places.default_shop().parent)
        self.restore: RestoreCard | None = None
        self._hall = Hall(self.demo, self.own, self)
        self.sign = self._hall.sign
        self.sign.set_name(self.own.name.text())
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._hall)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)
        self._connect()
        self._look_for_demo()
        if problem is not None:
            self._show_restore(problem)

    def _connect(self) -> None:
        self.own.name_changed.connect(self.sign.set_name)
        self.own.open_wanted.connect(self.open_own)
        self.own.restore_wanted.connect(self.show_backups)
        self.demo.wanted.connect(self._demo_wanted)
        self.demo.cancelled.connect(self.cancel)
        self.demo.size_chosen.connect(self._look_for_demo)

    # -- keys ------------------------------------------------------------------------------------

    @property
    def action_set(self) -> ActionSet:
        """The keys of this page; they work while it is seen."""
        if self._actions is None:
            group = self.tr("First start")
            tr = self.tr
            self._actions = ActionSet(
                [
                    Action("demo", tr("The demo's door"), "", "Alt+1", self.to_demo, group=group),
                    Action("own", tr("Your shop's door"), "", "Alt+2", self.to_own, group=group),
                    Action(
                        "open_demo",
                        tr("Open the demo shop"),
                        "",
                        "Ctrl+D",
                        self.open_demo,
                        group=group,
                    ),
                    Action(
                        "open",
                        tr("Open the shop"),
                        "",
                        ("Ctrl+Return", "Ctrl+Enter"),
                        self.go_on,
                        group=group,
                    ),
                    Action(
                        "restore",
                        tr("Restore a backup"),
                        "",
                        "Ctrl+R",
                        self.show_backups,
                        group=group,
                    ),
                    Action(
                        "file",
                        tr("Choose another file"),
                        "",
                        "Ctrl+O",
                        self.choose_file,
                        group=group,
                    ),
                ],
                self,
            )
        return self._actions

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.action_set.on(self.window())
        if self.restore is not None:
            self.restore.take_focus()
        else:
            self.own.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.action_set.off()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hall.fit(self.width(), self.height())

    @Slot()
    def to_demo(self) -> None:
        """Alt+1."""
        self._leave_restore()
        self.demo.button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def to_own(self) -> None:
        """Alt+2."""
        self._leave_restore()
        self.own.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.own.name.selectAll()

    @Slot()
    def go_on(self) -> None:
        """Ctrl+Enter: restore where a backup is being chosen, else open the own shop."""
        if self.restore is not None:
            self.restore.restore()
        else:
            self.open_own()

    @Slot()
    def choose_file(self) -> None:
        """Ctrl+O: a file from elsewhere."""
        if self.restore is None:
            self.show_backups()
        if self.restore is not None:
            self.restore.choose_file()

    # -- the own shop ----------------------------------------------------------------------------

    @Slot()
    def open_own(self) -> None:
        """Makes the shop on the worker, then opens it here."""
        if self._busy or self.restore is not None or not self.own.ready:
            return
        self.wants_import = self.own.wants_import
        self.own.set_busy(True)
        _let_go()
        op = MakeShop(self._desk.context(), self.own.wish())
        self._task = self._desk.runner.run(op, done=self._made, failed=self._not_made, owner=self)

    def _made(self, path: Path) -> None:
        self.own.set_busy(False)
        self._open(path)

    def _not_made(self, error: Exception) -> None:
        self.own.set_busy(False)
        self.own.refuse(error)
        self._desk.refuse(error)

    # -- the demo --------------------------------------------------------------------------------

    @property
    def demo_file(self) -> Path:
        """The file of a demo of the chosen size."""
        path = places.demo_shop()
        return path.with_name("demo-150000.db") if self.demo.size_wanted == HUGE else path

    @Slot()
    def open_demo(self) -> None:
        """Ctrl+D."""
        self._leave_restore()
        self.demo.go()

    @Slot(bool)
    def _demo_wanted(self, anew: bool) -> None:
        if self._busy:
            return
        self.wants_import = False
        path = self.demo_file
        if path.exists() and not anew:
            self.shop_named.emit(path)
            return
        _let_go()
        self.demo.start_work()
        self._build = BuildDemo(self._desk.context(), path, self.demo.size_wanted, anew=anew)
        self._task = self._desk.runner.run(
            self._build,
            done=self._demo_built,
            failed=self._demo_failed,
            progress=self._demo_goes_on,
            owner=self,
            cancelled=self._demo_stopped,
        )

    @Slot()
    def cancel(self) -> None:
        """Stops the building; nothing is left of the file."""
        if self._task is not None and self._task.running:
            self._task.cancel()
            self.demo.work.cancel.setEnabled(False)

    def _demo_goes_on(self, done: int, total: int) -> None:
        if self._build is not None:
            self.demo.work.tell(self._build.stage, done, total)

    def _demo_built(self, path: Path) -> None:
        self.demo.end_work()
        self._look_for_demo()
        self._open(path)

    def _demo_failed(self, error: Exception) -> None:
        self.demo.end_work()
        self._look_for_demo()
        self.own.refuse(error)
        self._desk.refuse(error)

    def _demo_stopped(self) -> None:
        self.demo.end_work()
        self._look_for_demo()
        self.demo.button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _look_for_demo(self) -> None:
        self.demo.set_there(self.demo_file.exists())

    # -- backups ---------------------------------------------------------------------------------

    @Slot()
    def show_backups(self) -> None:
        """Ctrl+R: the backups in the usual place."""
        if not self._busy and self.restore is None:
            self._show_restore(None)

    def _show_restore(self, problem: StorageProblem | None) -> None:
        shop = self._shop_to_restore(problem)
        self.restore = RestoreCard(backups.listed(shop), problem)
        self.restore.restore_wanted.connect(self._restore)
        self.restore.file_chosen.connect(self.shop_named)
        self.restore.new_wanted.connect(self.to_own)
        self.restore.again_wanted.connect(self._again)
        self._hall.show_restore(self.restore)
        self.restore.take_focus()

    def _shop_to_restore(self, problem: StorageProblem | None) -> Path:
        if problem is not None and problem.path is not None:
            return problem.path
        return self.own.folder / places.default_shop().name

    def _leave_restore(self) -> None:
        if self.restore is not None:
            self.restore = None
            self._hall.show_doors()

    @Slot()
    def _again(self) -> None:
        if self._problem is not None and self._problem.path is not None:
            self.shop_named.emit(self._problem.path)

    @Slot(object)
    def _restore(self, backup: Path) -> None:
        card = self.restore
        if self._busy or card is None:
            return
        card.set_busy(True)
        _let_go()
        op = RestoreBackup(backup, self._shop_to_restore(card.problem))
        self._task = self._desk.runner.run(
            op, done=self._restored, failed=self._not_restored, owner=self
        )

    def _restored(self, restored: Restored) -> None:
        self.wants_import = False
        self.shop_named.emit(restored.path)
        if restored.kept is not None:
            self._desk.say(
                self.tr("Restored. What was there before is kept as {name}.").format(
                    name=restored.kept.name
                )
            )
        else:
            self._desk.say(self.tr("Restored."))

    def _not_restored(self, error: Exception) -> None:
        if self.restore is not None:
            self.restore.set_busy(False)
            self.restore.say(messages.sentence(error), "stop")
        self._desk.refuse(error)

    # -- both ------------------------------------------------------------------------------------

    @property
    def _busy(self) -> bool:
        return self._task is not None and self._task.running

    def _open(self, path: Path) -> None:
        """The file was made by the worker: this thread opens it.

        A demo of an older program is brought up to date first, as any shop is.
        """
        if shopfile.is_older(path):
            self.shop_named.emit(path)
            return
        try:
            shopfile.open_shop(path)
        except StorageProblem as error:
            self.own.refuse(error)
            return
        self.shop_opened.emit(path)


def _let_go() -> None:
    """Closes what this thread has open: the worker is about to make a file."""
    if store.path_or_none() is not None:
        shopfile.close_shop()

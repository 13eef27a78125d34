"""Choosing a backup: after something went wrong with the shop's file, or because one moved here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.store.backups import Backup
from app.store.errors import StorageProblem
from ui.first_start import troubles
from ui.theme import dp
from ui.widgets import Banner, Button, Card, Kind, Label, RadioCard, title

_SHOWN = 30


class RestoreCard(Card):
    """``restore_wanted(object)`` carries a backup's ``Path``, ``file_chosen`` a shop's.

    ``new_wanted`` and ``again_wanted`` are the other ways on.
    """

    restore_wanted = Signal(object)
    file_chosen = Signal(object)
    new_wanted = Signal()
    again_wanted = Signal()

    def __init__(
        self,
        backups: Sequence[Backup],
        problem: StorageProblem | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, radius=16)
        self.problem = problem
        self._backups = list(backups)[:_SHOWN]
        words = self.tr("The shop could not be opened") if problem else self.tr("Restore a backup")
        self.setAccessibleName(words)
        self.banner = Banner(parent=self)
        self.cards: list[RadioCard] = []
        self._note = Label("", role="ink2", size=12, wrap=True, parent=self)
        self._make_buttons()
        box = self.column((24, 20, 24, 20), 12)
        box.addWidget(title(words, self))
        box.addWidget(self.banner)
        if self._backups:
            box.addWidget(self._list(), 1)
        box.addWidget(self._note)
        line = QHBoxLayout()
        line.setSpacing(dp(10))
        for button in self._others:
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.button)
        box.addLayout(line)
        self._tell()

    def _list(self) -> QWidget:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, dp(6), 0)
        box.setSpacing(dp(6))
        for backup in self._backups:
            card = RadioCard(*troubles.backup_words(backup), inner)
            self.cards.append(card)
            box.addWidget(card)
        box.addStretch(1)
        self.cards[0].setChecked(True)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        area.setMinimumHeight(dp(min(len(self._backups), 3) * 57))
        area.setMaximumHeight(dp(min(len(self._backups), 5) * 57))
        return area

    def _make_buttons(self) -> None:
        self.button = Button(
            self.tr("Restore this backup"),
            "archive-restore",
            kind=Kind.PRIMARY,
            keys="Ctrl+Return",
            height=40,
            parent=self,
        )
        self.button.setVisible(bool(self._backups))
        self.button.clicked.connect(self.restore)
        self.other = Button(
            self.tr("Choose another file"), "folder-open", keys="Ctrl+O", height=40, parent=self
        )
        self.other.clicked.connect(self.choose_file)
        self._others = [self.other]
        if self.problem is not None:
            self.other.set_keys_shown(False)
            self.again = Button(self.tr("Try again"), "refresh-cw", height=40, parent=self)
            self.again.clicked.connect(self.again_wanted)
            self.new = Button(self.tr("Make a new shop"), "store", height=40, parent=self)
            self.new.clicked.connect(self.new_wanted)
            self._others += [self.again, self.new]
        else:
            self.back = Button(self.tr("Back"), "arrow-left", keys="Esc", height=40, parent=self)
            self.back.clicked.connect(self.new_wanted)
            self._others.insert(0, self.back)

    def _tell(self) -> None:
        count = len(self._backups)
        if self.problem is not None:
            self.say(troubles.sentence(self.problem, count), troubles.tone(self.problem))
            path = self.problem.path
            self._note.setText(str(path) if path is not None else "")
        elif count:
            self.say(
                self.tr(
                    "These are here, the newest first. Nothing is thrown away: what"
                    " stands there now is kept as a backup too."
                )
            )
        else:
            self.say(self.tr("There is no backup in the usual place. Choose the file of one."))
        self._note.setVisible(bool(self._note.text()))

    def say(self, text: str, tone: str = "") -> None:
        """The line at the top."""
        icon = {"stop": "triangle-alert", "need": "triangle-alert"}.get(tone, "info")
        self.banner.set(text, icon=icon, tone=tone)

    def set_busy(self, busy: bool) -> None:
        """While a backup is checked and copied."""
        self.button.setEnabled(not busy)
        self.button.setText(self.tr("Restoring") if busy else self.tr("Restore this backup"))
        for button in self._others:
            button.setEnabled(not busy)

    def take_focus(self) -> None:
        """The newest backup, else the way to another file."""
        (self.cards[0] if self.cards else self.other).setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.problem is None:
            self.new_wanted.emit()
            return
        super().keyPressEvent(event)

    @Slot()
    def restore(self) -> None:
        """Restore the chosen one."""
        for card, backup in zip(self.cards, self._backups, strict=True):
            if card.isChecked() and self.button.isEnabled():
                self.restore_wanted.emit(backup.path)
                return

    @Slot()
    def choose_file(self) -> None:
        """A shop's file, or a backup's, from anywhere."""
        where = self.problem.path.parent if self.problem and self.problem.path else Path.home()
        dialog = QFileDialog(self, self.tr("Choose a file"), str(where), self.tr("Shops (*.db)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    @Slot(str)
    def take_file(self, name: str) -> None:
        """A file was chosen: a backup is restored, a shop is opened."""
        path = Path(name)
        if self.problem is None or path.parent.name.endswith(".backups"):
            self.restore_wanted.emit(path)
        else:
            self.file_chosen.emit(path)

"""The foot of the page: how far it is, Stop, and Import."""

from __future__ import annotations

import time

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from ui.actions import ActionSet
from ui.importing import words
from ui.importing.model import Importing
from ui.importing.phase import Phase
from ui.theme import dp
from ui.widgets import Bar, Button, Card, Kind, Label

_TOO_SOON = 0.5  # seconds before what is left can be told


class RunCard(Card):
    """48 high: the dry run, or the import."""

    def __init__(self, model: Importing, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setFixedHeight(dp(48))
        self.words = Label("", weight=600, parent=self)
        self.bar = Bar(self)
        self.bar.setFixedWidth(dp(300))
        self.counts = Label("", tabular=True, parent=self)
        self.left_over = Label("", role="ink2", parent=self)
        self.stop = Button.for_action(actions["stop"], parent=self)
        self.stop.set_icon_name("")
        self.go = Button.for_action(actions["import"], kind=Kind.PRIMARY, parent=self)
        self.go.set_icon_name("")
        box = self._box = self.row((16, 0, 8, 0), 12)
        for widget in (self.words, self.bar, self.counts, self.left_over):
            box.addWidget(widget)
        box.addStretch(1)
        box.addWidget(self.stop)
        box.addWidget(self.go)
        model.seen_changed.connect(self.tell)
        model.phase_changed.connect(self.tell)
        self.tell()

    @Slot()
    def tell(self) -> None:
        """How far it is."""
        model = self._model
        phase, total = model.phase, model.total
        running = phase in (Phase.TRYING, Phase.IMPORTING)
        self.words.setText(self.tr("Importing") if phase is Phase.IMPORTING else self.tr("Dry run"))
        self.bar.set_share(1.0 if phase is Phase.TRIED else model.done / total if total else 0.0)
        self.bar.setVisible(phase is not Phase.READING)
        self.left_over.setText(self._left() if running else "")
        self.counts.setText(self._counts())
        go = self.tr("Import")
        if model.can_import:
            go = self.tr("Import {rows}").format(rows=words.rows_words(model.wanted))
        self.go.setText(go)
        self._box.activate()

    def _counts(self) -> str:
        model = self._model
        if model.phase is Phase.READING:
            return self.tr("Reading the file")
        if model.phase is Phase.STOPPED:
            return self.tr("Stopped. A change begins it again.")
        if model.nothing_new:
            return self.tr("Nothing new in this file.")
        if model.phase is Phase.TRIED and not model.wanted:
            return self.tr("No row of it can be brought in.")
        if model.phase is Phase.IMPORTING and model.total and model.done >= model.total:
            return self.tr("Every row is in. Sorting the shelves.")
        done, total = f"{model.done:,}", words.rows_words(max(model.total, model.done))
        return self.tr("{done} of {rows}").format(done=done, rows=total)

    def _left(self) -> str:
        """``4 s left``, once that can be told."""
        model = self._model
        took = time.monotonic() - model.began
        if took < _TOO_SOON or not model.done or model.done >= model.total:
            return ""
        left = took * (model.total - model.done) / model.done
        if left >= 90:
            return self.tr("{n} min left").format(n=round(left / 60))
        return self.tr("{n} s left").format(n=max(round(left), 1))

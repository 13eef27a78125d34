"""The file that is being brought in: opened, tried after each change, imported. Knows no widget.

Everything that reads the file runs on the worker. A change begins the dry run anew; one that is
under way is stopped.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.importing import files, maps, running
from app.importing.decisions import Action, Decision, Decisions, ReasonKey
from app.importing.fields import Kind
from app.importing.files import FileGuess, PreviewRow
from app.importing.report import Report
from app.importing.running import Imported
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from ui.desk import Desk
from ui.importing.phase import Phase
from ui.importing.sample import Sample
from ui.importing.trying import Box, Seen, Taken, Try
from ui.tasks import Cancel, Cancelled, Task
from ui.tasks import Report as Progress

WAIT_MS = 300
"""After the last change before it is tried."""


class Importing(QObject):
    """``file_changed`` (another file or reading of it), ``map_changed``, ``preview_changed``,
    ``seen_changed`` (numbers), ``phase_changed``; ``refused(object)`` carries an error to be said;
    ``imported(object)`` the ``Imported``.
    """

    file_changed = Signal()
    map_changed = Signal()
    preview_changed = Signal()
    seen_changed = Signal()
    phase_changed = Signal()
    refused = Signal(object)
    imported = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.phase = Phase.EMPTY
        self.path: Path | None = None
        self.guess: FileGuess | None = None
        self.error: Exception | None = None
        self.taken: tuple[Taken, ...] = ()
        self.seen = Seen()
        self.report: Report | None = None
        self.began = 0.0
        self.done = 0
        self._sample = Sample(desk, self)
        self._sample.changed.connect(self.preview_changed)
        self._sample.failed.connect(self._failed)
        self._turn = 0
        self._task: Task | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.try_now)

    # -- what it is ------------------------------------------------------------------------------

    @property
    def kind(self) -> Kind:
        """What the rows are."""
        return self.guess.kind if self.guess is not None else Kind.COPIES

    @property
    def file_map(self) -> maps.FileMap | None:
        """What the columns mean."""
        return self.guess.file_map if self.guess is not None else None

    @property
    def total(self) -> int:
        """Rows in the file."""
        return self.guess.rows if self.guess is not None else 0

    @property
    def decisions(self) -> Decisions:
        """The choices made so far."""
        return Decisions({taken.key: taken.decision for taken in self.taken})

    @property
    def nothing_new(self) -> bool:
        """Whether the dry run is through and found all of it here already."""
        return self.phase is Phase.TRIED and not self.wanted and self.seen.unchanged > 0

    @property
    def wanted(self) -> int:
        """Rows that an import would write."""
        return self.seen.added + self.seen.updated

    @property
    def can_import(self) -> bool:
        """Whether the dry run is through and found something new."""
        return self.phase is Phase.TRIED and self.wanted > 0

    # -- the file --------------------------------------------------------------------------------

    def open_file(self, path: Path, kind: Kind | None = None) -> None:
        """Another file. While an import runs it is refused."""
        if self.phase is Phase.IMPORTING:
            return
        self.path = path
        self.guess, self.error, self.taken = None, None, ()
        self._read(lambda: files.guess(path, kind))

    def set_kind(self, kind: Kind) -> None:
        """The rows are members, say, and not copies."""
        if self.guess is not None and kind is not self.guess.kind:
            path, layout = self.guess.table.path, self.guess.table.layout
            self.taken = ()
            self._read(lambda: files.guess(path, kind, layout=layout))

    def correct(self, **changes: Any) -> None:
        """The file is read otherwise: ``encoding``, ``delimiter``, ``head_line``."""
        guess = self.guess
        if guess is not None:
            self._read(lambda: files.corrected(guess, **changes))

    def _read(self, look: Callable[[], FileGuess]) -> None:
        self._stop_trying()
        self._set_phase(Phase.READING)
        self.file_changed.emit()

        def op(report: Progress, cancelled: Cancelled) -> FileGuess:
            return look()

        self._turn += 1
        turn = self._turn
        self._task = self._desk.runner.run(
            op,
            done=partial(self._opened, turn),
            failed=partial(self._not_opened, turn),
            owner=self,
        )

    def _opened(self, turn: int, guess: FileGuess) -> None:
        if turn != self._turn:
            return  # another file was opened meanwhile
        self.guess, self.error = guess, None
        self.report = None
        self._sample.forget()
        self.seen = Seen()
        self.map_changed.emit()
        self.file_changed.emit()
        self._changed()

    def _not_opened(self, turn: int, error: Exception) -> None:
        if turn != self._turn:
            return
        self.guess, self.error = None, error
        self.report = None
        self._sample.forget()
        self.seen = Seen()
        self._set_phase(Phase.EMPTY)
        self.file_changed.emit()

    # -- its columns -----------------------------------------------------------------------------

    def set_column(self, heading: str, name: str | None) -> bool:
        """A column means something else. Two columns on one field are refused in words."""
        if self.guess is None or self.phase is Phase.IMPORTING:
            return False
        try:
            changed = self.guess.file_map.with_column(heading, name)
        except RuleViolation as error:
            self.refused.emit(error)
            self.map_changed.emit()
            return False
        self._set_map(changed)
        return True

    def use_map(self, source: str) -> None:
        """A shipped or saved map, or the guess again (an empty name)."""
        guess = self.guess
        if guess is None or self.phase is Phase.IMPORTING:
            return
        if not source:
            table = guess.table
            self._read(lambda: files.guess(table.path, guess.kind, layout=table.layout))
            return
        try:
            self._set_map(maps.named(guess.kind, source, guess.table.headings))
        except RuleViolation as error:
            self.refused.emit(error)

    def _set_map(self, file_map: maps.FileMap) -> None:
        assert self.guess is not None
        self.guess = FileGuess(self.guess.table, self.guess.kind, file_map, self.guess.rows)
        self.map_changed.emit()
        self._changed()

    def decide(self, key: ReasonKey, decision: Decision | None, count: int = 0) -> None:
        """What to do with all rows of a reason; None takes a decision back."""
        if self.phase is Phase.IMPORTING:
            return
        kept = tuple(taken for taken in self.taken if taken.key != key)
        if decision is not None and decision.action is not Action.SKIP:
            known = count if self.phase is Phase.TRIED else 0
            kept += (Taken(key, decision, known),)
        if kept != self.taken:
            self.taken = kept
            self._changed()

    def make_all(self, name: str) -> None:
        """Whatever the shop lacks (sections, formats, conditions) is made as the file names it."""
        guess = self.guess
        if guess is None or self.phase is Phase.IMPORTING:
            return
        self.taken = tuple(taken for taken in self.taken if taken.key.field != name)
        self._set_map(replace(guess.file_map, make=guess.file_map.make | {name}))

    # -- rows to look at -------------------------------------------------------------------------

    @Slot()
    def others(self) -> None:
        """Other rows of the file; from the start again when they run out."""
        self._sample.go_on()
        self._look()

    def _look(self) -> None:
        if self.guess is not None:
            self._sample.look(self.guess, self.report, self.decisions)

    @property
    def rows(self) -> tuple[PreviewRow, ...]:
        """The rows to look at."""
        return self._sample.rows

    # -- trying ----------------------------------------------------------------------------------

    def _changed(self) -> None:
        """Something was corrected: shown at once, tried a moment later."""
        self._stop_trying()
        self._set_phase(Phase.WAITING)
        self._look()
        self._timer.start()

    def _stop_trying(self) -> None:
        self._timer.stop()
        if self._task is not None and self._task.running and self.phase is not Phase.IMPORTING:
            self._task.cancel()
        self._task = None

    @Slot()
    def stop(self) -> None:
        """Esc: stops the dry run or the import; nothing of it is left."""
        if self.phase is Phase.WAITING:
            self._timer.stop()
            self._set_phase(Phase.STOPPED)
        elif self._task is not None and self._task.running:
            self._task.cancel()

    @Slot()
    def try_now(self) -> None:
        """Begins the dry run."""
        guess = self.guess
        if guess is None or self.phase is Phase.IMPORTING:
            return
        self._timer.stop()
        self.report, self.seen, self.done = None, Seen(), 0
        self.began = time.monotonic()
        self._set_phase(Phase.TRYING)
        self._turn += 1
        box = Box()
        op = Try(self._desk.context(), guess, self.decisions, box)

        def went_on(done: int, total: int) -> None:
            if self._task is task:
                self._show(box.seen)

        task: Task | None = None
        task = self._task = self._desk.runner.run(
            op,
            done=self._tried,
            failed=self._failed,
            progress=went_on,
            owner=self,
            cancelled=partial(self._stopped, self._turn),
        )
        if not task.running and self.phase is Phase.TRYING:
            self._task = None

    def _tried(self, result: tuple[Try, Report]) -> None:
        op, report = result
        if op.guess is not self.guess or op.decisions.made != self.decisions.made:
            return  # something was changed meanwhile: this run is out of date
        if self.phase is not Phase.TRYING:
            return
        self.report = report
        self._show(Seen.of(report))
        self._set_phase(Phase.TRIED)
        if report.refused:
            self._look()

    def _show(self, seen: Seen) -> None:
        self.seen, self.done = seen, seen.read
        self.seen_changed.emit()

    def _stopped(self, turn: int) -> None:
        if turn == self._turn and self.phase is Phase.TRYING:
            self._set_phase(Phase.STOPPED)

    @Slot(object)
    def _failed(self, error: Exception) -> None:
        self._set_phase(Phase.STOPPED)
        self._desk.refuse(error)

    # -- importing -------------------------------------------------------------------------------

    def start_import(self, text: str) -> None:
        """Imports what the dry run let through; `text` stands in the status line meanwhile."""
        guess = self.guess
        if guess is None or not self.can_import:
            return
        self.began, self.done = time.monotonic(), 0
        self._set_phase(Phase.IMPORTING)
        decisions = self.decisions

        def act(ctx: Context, report: Progress, cancelled: Cancelled) -> Imported:
            def told(growing: Report) -> None:
                report(growing.read, guess.rows)

            try:
                return running.run(
                    ctx,
                    guess.table,
                    guess.file_map,
                    decisions=decisions,
                    told=told,
                    stopped=cancelled,
                )
            except running.Stopped as stopped:
                raise Cancel from stopped

        task = self._desk.background(
            act,
            done=self._imported,
            text=text,
            failed=self._import_failed,
            owner=self,
            cancelled=self._import_stopped,
        )
        self._task = task
        if task.running:
            task.progress.connect(self._import_went_on)

    @Slot(object, object)
    def _import_went_on(self, done: int, total: int) -> None:
        if self.phase is Phase.IMPORTING:
            self.done = done
            self.seen_changed.emit()

    def _imported(self, imported: Imported) -> None:
        self.report = imported.report
        self._show(Seen.of(imported.report))
        self._set_phase(Phase.STOPPED)
        self.imported.emit(imported)

    def _import_stopped(self) -> None:
        self._set_phase(Phase.STOPPED)
        self._desk.say(self.tr("Stopped. Nothing of the file was brought in."))
        self.try_now()

    def _import_failed(self, error: Exception) -> None:
        self._set_phase(Phase.STOPPED)

    # -- leaving ---------------------------------------------------------------------------------

    def leave(self) -> None:
        """The page goes: a dry run stops, an import goes on."""
        if self.phase in (Phase.WAITING, Phase.TRYING):
            self._stop_trying()
            self._set_phase(Phase.STOPPED)

    def come_back(self) -> None:
        """The page is back: what was stopped is tried again, for the shop may have changed."""
        if self.guess is not None and self.phase in (Phase.STOPPED, Phase.TRIED):
            self.try_now()

    def _set_phase(self, phase: Phase) -> None:
        if phase is not self.phase:
            self.phase = phase
            self.phase_changed.emit()

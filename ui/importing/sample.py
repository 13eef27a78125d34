"""A few real rows of the file, as they would be brought in."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.importing import files
from app.importing.decisions import Decisions
from app.importing.files import FileGuess, PreviewRow
from app.importing.report import Report
from ui.desk import Desk
from ui.tasks import Cancelled
from ui.tasks import Report as Progress


class Sample(QObject):
    """``changed`` when other rows are there, ``failed(object)`` when the file could not be read."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows: tuple[PreviewRow, ...] = ()
        self._skip = 0

    def forget(self) -> None:
        """Another file: from its beginning."""
        self.rows, self._skip = (), 0

    def go_on(self) -> None:
        """The next rows; `look` begins again when they run out."""
        self._skip += max(len(self.rows), 1)

    def look(self, guess: FileGuess, report: Report | None, decisions: Decisions) -> None:
        """Reads them; where a dry run is through, refused rows are among them."""
        skip = self._skip

        def op(tell: Progress, cancelled: Cancelled) -> tuple[PreviewRow, ...]:
            found = files.preview(
                guess.table, guess.file_map, skip=skip, report=report, decisions=decisions
            )
            if found or not skip:
                return found
            return files.preview(guess.table, guess.file_map, report=report, decisions=decisions)

        self._desk.runner.run(op, done=self._looked, failed=self.failed.emit, owner=self)

    def _looked(self, rows: tuple[PreviewRow, ...]) -> None:
        if not rows:
            self._skip = 0
        self.rows = rows
        self.changed.emit()

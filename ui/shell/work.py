"""Long work in the status line: a bar with counts and Cancel, once it lasts."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ui.shell.status_line import StatusLine
from ui.tasks import Task

#: Work shorter than this shows no bar.
_BAR_AFTER_MS = 400


class Work(QObject):
    """The task that the status line shows. ``ended`` when it is through, whatever became of it."""

    ended = Signal()

    def __init__(self, status: StatusLine, parent: QObject) -> None:
        super().__init__(parent)
        self._status = status
        self._task: Task | None = None
        self._words = ("", True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_BAR_AFTER_MS)
        self._timer.timeout.connect(self._show_bar)
        status.cancelled.connect(self._cancel)

    def show(self, text: str, task: Task, *, can_cancel: bool) -> None:
        """Another task; one that is over already shows nothing."""
        if not task.running:
            return
        self._task = task
        self._words = (text, can_cancel)
        self._timer.start()
        task.progress.connect(self._status.progress.set_progress)
        task.finished.connect(self._through)

    @Slot()
    def _show_bar(self) -> None:
        if self._task is not None and self._task.running:
            words, can_cancel = self._words
            self._status.start_work(words, can_cancel=can_cancel)

    @Slot()
    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    @Slot()
    def _through(self) -> None:
        self._timer.stop()
        self._task = None
        self._status.end_work()
        self.ended.emit()

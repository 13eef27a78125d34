"""Long work, off the window's thread.

One worker thread with a database connection of its own runs one job after the other. Results come
back as a call of a slot of this object, which lives on the window's thread, so they are delivered
there and nowhere else; a bare executor would lose exceptions without a word.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

_log = logging.getLogger(__name__)
#: At most this many progress reports a second reach the window.
_REPORT_EVERY = 0.05

Report = Callable[[int, int], None]
Cancelled = Callable[[], bool]
Operation = Callable[[Report, Cancelled], Any]


class Cancel(Exception):
    """Raised by an operation that stopped because it was asked to; ``failed`` is not called."""


class Task(QObject):
    """One running job. ``finished`` is emitted last, whatever the outcome.

    ``progress`` carries (done, total); total 0 means that nobody knows.
    """

    progress = Signal(object, object)
    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancel = threading.Event()
        self.running = True

    @Slot()
    def cancel(self) -> None:
        """Ask it to stop; it does so between two chunks and leaves nothing half done."""
        self._cancel.set()

    def cancelled(self) -> bool:
        """Whether somebody asked; safe from any thread."""
        return self._cancel.is_set()


class Runner(Protocol):
    """What screens need of a task runner; tests give them an ``ImmediateRunner``."""

    def run(
        self,
        op: Operation,
        *,
        done: Callable[[Any], object],
        failed: Callable[[Exception], object],
        progress: Callable[[int, int], object] | None = None,
        owner: QObject | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> Task:
        """Run ``op(report, cancelled)`` and call ``done(result)`` or ``failed(error)``."""
        ...


@dataclass(slots=True)
class _Delivery:
    kind: str
    task: Task
    call: Callable[..., object] | None
    args: tuple[Any, ...]
    owner: QObject | None


class TaskRunner(QObject):
    """The one serial worker: ``open_connection`` runs before each job on its thread, and does
    nothing where the connection is open; ``close_connection`` runs last.

    ``done``, ``failed``, ``progress`` and ``cancelled`` are called on the window's thread, and not
    at all if ``owner`` (a widget, usually) has been deleted meanwhile.
    """

    _posted = Signal(object)

    def __init__(
        self,
        open_connection: Callable[[], object] | None = None,
        close_connection: Callable[[], object] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._close_connection = close_connection
        self._tasks: set[Task] = set()
        self._closed = False
        self._open_connection = open_connection
        self._executor: ThreadPoolExecutor | None = None
        # queued always: a job that ends before its callback is attached calls back on this thread
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether anything runs or waits."""
        return bool(self._tasks)

    def run(
        self,
        op: Operation,
        *,
        done: Callable[[Any], object],
        failed: Callable[[Exception], object],
        progress: Callable[[int, int], object] | None = None,
        owner: QObject | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> Task:
        """See ``Runner.run``. Jobs run in the order in which they were given."""
        task = Task(self)
        self._tasks.add(task)

        def work() -> Any:
            if task.cancelled():
                raise Cancel
            if self._open_connection is not None:
                self._open_connection()
            return op(self._reporter(task, progress, owner), task.cancelled)

        def ended(future: Future[Any]) -> None:
            if future.cancelled():
                self._post("end", task, cancelled, (), owner)
                return
            error = future.exception()
            if isinstance(error, Cancel):
                self._post("end", task, cancelled, (), owner)
            elif error is not None:
                self._post("end", task, failed, (error,), owner)
            else:
                self._post("end", task, done, (future.result(),), owner)

        self._worker().submit(work).add_done_callback(ended)
        return task

    def close(self) -> None:
        """Ask everything to stop, wait for it, close the connection. Deliveries are dropped."""
        if self._closed:
            return
        self._closed = True
        for task in self._tasks:
            task.cancel()
        if self._executor is not None:
            if self._close_connection is not None:
                self._executor.submit(self._close_connection)
            self._executor.shutdown(wait=True)
        self._tasks.clear()

    def _worker(self) -> ThreadPoolExecutor:
        """The thread, started with the first job: the window's first paint does not wait for it."""
        if self._executor is None:
            from concurrent.futures import ThreadPoolExecutor

            self._executor = ThreadPoolExecutor(1, thread_name_prefix="shop-work")
        return self._executor

    def _reporter(
        self, task: Task, progress: Callable[[int, int], object] | None, owner: QObject | None
    ) -> Report:
        last = 0.0

        def report(done: int, total: int) -> None:
            nonlocal last
            now = time.monotonic()
            if done < total and now - last < _REPORT_EVERY:
                return
            last = now
            self._post("progress", task, progress, (done, total), owner)

        return report

    def _post(
        self,
        kind: str,
        task: Task,
        call: Callable[..., object] | None,
        args: tuple[Any, ...],
        owner: QObject | None,
    ) -> None:
        if not self._closed:
            self._posted.emit(_Delivery(kind, task, call, args, owner))

    @Slot(object)
    def _deliver(self, delivery: _Delivery) -> None:
        if self._closed:
            return
        task = delivery.task
        wanted = delivery.owner is None or shiboken6.isValid(delivery.owner)
        if delivery.kind == "progress":
            task.progress.emit(*delivery.args)
            if wanted and delivery.call is not None:
                delivery.call(*delivery.args)
            return
        self._tasks.discard(task)
        task.running = False
        try:
            if wanted and delivery.call is not None:
                delivery.call(*delivery.args)
            elif delivery.args and isinstance(delivery.args[0], Exception):
                _log.error("work failed after its view closed", exc_info=delivery.args[0])
        finally:
            task.finished.emit()
            task.deleteLater()


class ImmediateRunner(QObject):
    """Runs everything at once on the calling thread: for tests and for pictures."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.busy = False

    def run(
        self,
        op: Operation,
        *,
        done: Callable[[Any], object],
        failed: Callable[[Exception], object],
        progress: Callable[[int, int], object] | None = None,
        owner: QObject | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> Task:
        """Run now; the returned task has already ended."""
        task = Task(self)

        def report(done_so_far: int, total: int) -> None:
            if progress is not None:
                progress(done_so_far, total)

        try:
            result = op(report, task.cancelled)
        except Cancel:
            if cancelled is not None:
                cancelled()
        except Exception as error:  # the whole point: hand it to the caller
            failed(error)
        else:
            done(result)
        task.running = False
        task.finished.emit()
        return task

    def close(self) -> None:
        """Nothing to wait for."""

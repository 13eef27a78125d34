"""The worker: results arrive on the window's thread, errors are never lost, closing waits."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread, Slot
from pytestqt.qtbot import QtBot

from ui.tasks import Cancel, Cancelled, ImmediateRunner, Report, TaskRunner


class Listener(QObject):
    """Keeps what it is told, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, Any]] = []
        self.threads: set[QThread] = set()

    def _keep(self, kind: str, value: Any) -> None:
        self.heard.append((kind, value))
        self.threads.add(QThread.currentThread())

    @Slot(object)
    def done(self, value: object) -> None:
        self._keep("done", value)

    @Slot(object)
    def failed(self, error: Exception) -> None:
        self._keep("failed", str(error))

    def progress(self, done: int, total: int) -> None:
        self._keep("progress", (done, total))

    def cancelled(self) -> None:
        self._keep("cancelled", None)


@pytest.fixture
def runner(qapp: object) -> Iterator[TaskRunner]:
    made = TaskRunner()
    yield made
    made.close()


def test_result_arrives_on_the_window_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    listener, worked_on = Listener(), []

    def op(report: Report, cancelled: Cancelled) -> int:
        worked_on.append(threading.current_thread().name)
        report(1, 2)
        report(2, 2)
        return 150_000 * 150_000  # more than 32 bits

    task = runner.run(op, done=listener.done, failed=listener.failed, progress=listener.progress)
    with qtbot.waitSignal(task.finished):
        pass
    assert worked_on[0].startswith("shop-work")
    assert listener.heard[-1] == ("done", 22_500_000_000)
    assert ("progress", (2, 2)) in listener.heard
    assert listener.threads == {QThread.currentThread()}
    assert not runner.busy


def test_an_error_reaches_failed(qtbot: QtBot, runner: TaskRunner) -> None:
    listener = Listener()

    def op(report: Report, cancelled: Cancelled) -> None:
        raise ValueError("the disk is full")

    task = runner.run(op, done=listener.done, failed=listener.failed)
    with qtbot.waitSignal(task.finished):
        pass
    assert listener.heard == [("failed", "the disk is full")]


def test_cancel_ends_between_chunks(qtbot: QtBot, runner: TaskRunner) -> None:
    listener, started = Listener(), threading.Event()

    def op(report: Report, cancelled: Cancelled) -> None:
        started.set()
        while not cancelled():
            threading.Event().wait(0.001)
        raise Cancel

    task = runner.run(op, done=listener.done, failed=listener.failed, cancelled=listener.cancelled)
    assert started.wait(5)
    with qtbot.waitSignal(task.finished):
        task.cancel()
    assert listener.heard == [("cancelled", None)]


def test_a_job_cancelled_before_it_began_never_runs(qtbot: QtBot, runner: TaskRunner) -> None:
    listener, gate, ran = Listener(), threading.Event(), []

    def first(report: Report, cancelled: Cancelled) -> None:
        gate.wait(5)

    def second(report: Report, cancelled: Cancelled) -> None:
        ran.append(1)

    runner.run(first, done=listener.done, failed=listener.failed)
    task = runner.run(
        second, done=listener.done, failed=listener.failed, cancelled=listener.cancelled
    )
    task.cancel()
    with qtbot.waitSignal(task.finished):
        gate.set()
    assert ran == []
    assert listener.heard == [("done", None), ("cancelled", None)]


def test_nothing_is_delivered_to_a_closed_view(qtbot: QtBot, runner: TaskRunner) -> None:
    listener, owner, gate = Listener(), QObject(), threading.Event()

    def op(report: Report, cancelled: Cancelled) -> int:
        gate.wait(5)
        return 1

    task = runner.run(op, done=listener.done, failed=listener.failed, owner=owner)
    import shiboken6

    shiboken6.delete(owner)
    with qtbot.waitSignal(task.finished):
        gate.set()
    assert listener.heard == []


def test_jobs_run_one_after_the_other_on_one_connection(qtbot: QtBot) -> None:
    opened: list[str] = []
    closed: list[str] = []

    def name() -> str:
        return threading.current_thread().name

    def open_connection() -> None:
        opened.append(name())

    def close_connection() -> None:
        closed.append(name())

    runner = TaskRunner(open_connection, close_connection)
    assert opened == [], "no thread before the first job: the first paint does not wait"
    listener, order = Listener(), []

    def job(number: int) -> Callable[[Report, Cancelled], int]:
        def op(report: Report, cancelled: Cancelled) -> int:
            order.append((number, name()))
            return number

        return op

    for number in range(5):
        task = runner.run(job(number), done=listener.done, failed=listener.failed)
    with qtbot.waitSignal(task.finished):
        pass
    runner.close()
    assert [number for number, _ in order] == [0, 1, 2, 3, 4]
    assert {thread for _, thread in order} == set(opened) == set(closed)
    assert len(opened) == 5, "a shop may have been opened since: asked before each job"
    assert len(closed) == 1


def test_close_waits_and_drops_deliveries(qtbot: QtBot) -> None:
    runner, listener, finished = TaskRunner(), Listener(), []

    def op(report: Report, cancelled: Cancelled) -> None:
        while not cancelled():
            threading.Event().wait(0.001)
        finished.append(True)

    runner.run(op, done=listener.done, failed=listener.failed)
    runner.close()
    runner.close()
    assert finished in ([True], [])  # it may not have begun
    assert listener.heard == []


def test_immediate_runner_does_the_same_at_once(qapp: object) -> None:
    listener, runner = Listener(), ImmediateRunner()

    def good(report: Report, cancelled: Cancelled) -> str:
        report(1, 1)
        return "yes"

    def bad(report: Report, cancelled: Cancelled) -> None:
        raise ValueError("no")

    def stopped(report: Report, cancelled: Cancelled) -> None:
        raise Cancel

    task = runner.run(good, done=listener.done, failed=listener.failed, progress=listener.progress)
    runner.run(bad, done=listener.done, failed=listener.failed)
    runner.run(stopped, done=listener.done, failed=listener.failed, cancelled=listener.cancelled)
    assert not task.running
    assert listener.heard == [
        ("progress", (1, 1)),
        ("done", "yes"),
        ("failed", "no"),
        ("cancelled", None),
    ]

"""What a screen is given to work with: who acts, how to act, and where to say what happened.

One desk per window. ``perform`` is for actions that take a few milliseconds, ``background`` for
all that may take longer; both publish what changed and say so in the status line, and put a
refusal into words. Nothing that a person did wrong, and nothing the disk did wrong, gets past it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QSettings, Signal

from app.shop.changes import Changes
from app.shop.clock import Context, system_now
from app.shop.errors import RuleViolation
from app.shop.operations import Done
from app.store.errors import StorageProblem
from ui import told
from ui.tasks import Cancel, Cancelled, Report, Runner, Task
from ui.widgets import CoverCache

_log = logging.getLogger(__name__)

T = TypeVar("T")


class Voice(Protocol):
    """The part of the window that the desk speaks through."""

    def say(self, text: str, *, strong: str = "", tone: str = "", undo: bool = False) -> None: ...

    def show_work(self, text: str, task: Task, *, can_cancel: bool = True) -> None: ...


class Desk(QObject):
    """``staff_changed`` carries the name of who is at the till now.

    ``bug`` carries an exception that is our own fault; the composition root shows it once.
    """

    staff_changed = Signal(str)
    bug = Signal(object)

    def __init__(
        self,
        voice: Voice,
        publish: Callable[[Changes], None],
        runner: Runner,
        covers: CoverCache,
        *,
        clock: Callable[[], datetime] = system_now,
        staff: str = "",
        preferences: QSettings | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._voice = voice
        self._publish = publish
        #: What this computer remembers of how somebody works; None where nothing is to be kept.
        self.preferences = preferences
        self.runner = runner
        self.covers = covers
        self._clock = clock
        self._staff = staff

    @property
    def staff(self) -> str:
        """Who is at the till; stands in journal and ledger."""
        return self._staff

    def set_staff(self, name: str) -> None:
        """Somebody else is at the till now."""
        self._staff = name
        self.staff_changed.emit(name)

    def context(self) -> Context:
        """The first argument of every action."""
        return Context(self._clock, self._staff)

    def now(self) -> datetime:
        """This instant, UTC; queries take it as an argument."""
        return self.context().now()

    # -- acting --------------------------------------------------------------------------------

    def perform(self, act: Callable[[Context], T], *, quiet: bool = False) -> T | None:
        """Runs an action now, publishes, says what was done. None where it was refused or failed.

        ``quiet`` leaves the status line alone (a form that shows the result itself). The result is
        a ``Done`` or has one as ``done``.
        """
        try:
            result = act(self.context())
        except (RuleViolation, StorageProblem) as error:
            self.refuse(error)
            return None
        self.tell(result, quiet=quiet)
        return result

    def background(
        self,
        act: Callable[[Context, Report, Cancelled], T],
        *,
        done: Callable[[T], object],
        text: str,
        failed: Callable[[Exception], object] | None = None,
        owner: QObject | None = None,
        cancelled: Callable[[], object] | None = None,
        quiet: bool = False,
    ) -> Task:
        """Runs an action on the worker with its progress in the status line.

        ``done`` and ``failed`` are called on the window's thread; a failure is told either way.
        ``act`` raises ``ui.tasks.Cancel`` to stop when it is asked to.
        """
        ctx = self.context()

        def work(report: Report, stop: Cancelled) -> T:
            return act(ctx, report, stop)

        def arrived(result: T) -> None:
            self.tell(result, quiet=quiet)
            done(result)

        def broke(error: Exception) -> None:
            self.refuse(error)
            if failed is not None:
                failed(error)

        task = self.runner.run(work, done=arrived, failed=broke, owner=owner, cancelled=cancelled)
        if text:
            self._voice.show_work(text, task)
        return task

    def read(
        self,
        ask: Callable[[Report, Cancelled], T],
        *,
        done: Callable[[T], object],
        owner: QObject | None = None,
    ) -> Task:
        """Runs a query on the worker (a full result list, figures); quiet unless it fails."""
        return self.runner.run(ask, done=done, failed=self.refuse, owner=owner)

    # -- telling -------------------------------------------------------------------------------

    def tell(self, result: object, *, quiet: bool = False) -> None:
        """Publishes and says what an action did."""
        done = result if isinstance(result, Done) else getattr(result, "done", None)
        if not isinstance(done, Done):
            return
        if not done.changes.empty:
            self._publish(done.changes)
        if not quiet:
            self.say(told.sentence(done), undo=done.operation_id is not None)

    def say(self, text: str, *, tone: str = "", undo: bool = False) -> None:
        """A line in the status bar; ``*...*`` marks what stands out."""
        line, strong = told.parted(text)
        self._voice.say(line, strong=strong, tone=tone, undo=undo)

    def refuse(self, error: Exception) -> None:
        """Puts what went wrong into words; our own bugs go to the log and to ``bug``."""
        if isinstance(error, Cancel):
            return
        if isinstance(error, StorageProblem):
            _log.warning("storage: %s", error)
        elif not isinstance(error, RuleViolation):
            _log.error("a bug", exc_info=error)
            self.bug.emit(error)
            return
        self._voice.say(told.refused(error), tone="stop")

    def publish(self, changes: Any) -> None:
        """Tells the screens of changes that no action here made (a restore, another process)."""
        self._publish(changes)

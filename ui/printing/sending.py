"""From the preview to paper or to a file; what went out is written down in the same breath."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.printing import pages, tray
from app.printing.queries import Printed
from app.printing.tray import Printout
from app.shop.clock import Context
from app.shop.operations import Done
from app.store.errors import StorageProblem, Trouble, mapped
from ui.desk import Desk
from ui.printing.lines import Line
from ui.printing.pdf_pages import PdfPages
from ui.printing.preview import Preview
from ui.printing.spooler import Job, Printer, Spooler
from ui.tasks import Cancelled, Report


class Sender(QObject):
    """``sent(object)`` carries the id of a document that is on paper now; ``failed`` one that is
    not.
    """

    sent = Signal(object)
    failed = Signal()

    def __init__(self, desk: Desk, spooler: Spooler, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._spooler = spooler
        self._on_the_way: set[int] = set()
        self._last: Preview | None = None

    def send(self, line: Line, made: Preview, printer: Printer) -> None:
        """Prints a document and takes it out of the tray; the status line shows how far it is.

        A second press before it has left the tray prints nothing: the same pages go once.
        """
        if line.item.id in self._on_the_way or made is self._last:
            return
        self._on_the_way.add(line.item.id)
        self._last = made
        how = line.item.set_up
        copies = 1 if line.document.on_labels else how.copies
        job = Job(
            pdf=made.pdf,
            name=line.gathered.name,
            printer=printer.name,
            feed=printer.feed(how.feed).key,
            width=made.sizes[0][0],
            height=made.sizes[0][1],
            sheets=made.report.pages,
            copies=copies,
        )
        text = self.tr("Sending {sheets} to {printer}")
        self._desk.background(
            _Send(self._spooler, job, line.item.id, _printout(line, made)),
            done=_Told(self._went, line.item.id),
            failed=partial(self._not_sent, line.item.id),
            cancelled=partial(self._cancelled, line.item.id),
            text=text.format(sheets=self._sheets(made.report.pages), printer=printer.name),
            owner=self,
        )

    def sends(self, item_id: int) -> bool:
        """Whether a document is on its way to a printer."""
        return item_id in self._on_the_way

    def again(self, one: Printed, printer: Printer) -> None:
        """Prints what was printed before, as it was."""
        self._desk.background(
            _Again(self._spooler, one, printer),
            done=_ignore,
            failed=partial(self._not_sent, None),
            text=self.tr("Sending {name} once more").format(name=one.name),
            owner=self,
        )

    def save(self, made: Preview, path: Path) -> bool:
        """Writes the same bytes to a file; says so, or says in a sentence why not."""
        try:
            with mapped(path):
                path.write_bytes(made.pdf)
        except StorageProblem as problem:
            self._desk.say(self._not_saved(problem, path), tone="stop")
            return False
        self._desk.say(self.tr("Saved *{name}*.").format(name=path.name))
        return True

    def _not_saved(self, problem: StorageProblem, path: Path) -> str:
        folder = path.parent
        words = {
            Trouble.READ_ONLY: self.tr(
                "{folder} is read-only. Nothing was saved; the tray is as it was."
            ),
            Trouble.FULL: self.tr("The disk is full. Nothing was saved; the tray is as it was."),
        }.get(problem.trouble, self.tr("{folder} cannot be written to. The tray is as it was."))
        return words.format(folder=folder)

    def _went(self, item_id: int) -> None:
        self._on_the_way.discard(item_id)
        self.sent.emit(item_id)

    def _stays(self, item_id: int | None) -> None:
        """It is still in the tray, and may be printed again."""
        if item_id is not None:
            self._on_the_way.discard(item_id)
            self._last = None
        self.failed.emit()

    def _not_sent(self, item_id: int | None, error: Exception) -> None:
        self._stays(item_id)

    def _cancelled(self, item_id: int) -> None:
        self._desk.say(self.tr("Cancelled. The tray is as it was."))
        self._stays(item_id)

    def _sheets(self, count: int) -> str:
        return self.tr("one sheet") if count == 1 else self.tr("{n:,} sheets").format(n=count)


def _printout(line: Line, made: Preview) -> Callable[[str], Printout]:
    """What will have been printed, once the file is kept under its digest."""
    ready = made.ready
    per_sheet = line.sheet.per_sheet if line.sheet is not None else 1
    marks = line.sheet is not None and line.sheet.perforated and per_sheet > 1
    return _Out(
        Printout(
            parts={piece.key: piece.mark for piece in ready},
            sheets=made.report.pages,
            pieces=len(ready),
            digest="",
            kept_back=bool(made.kept_back),
            used=made.left_used(per_sheet) if marks else None,
            labelled=[int(one.key) for one in ready] if line.document.labels_copies else (),
            words={"words": _words(line, len(ready))},
            on=line.item.set_up,
        )
    )


def _words(line: Line, count: int) -> str:
    """ "11 shelf cards", but the name of a single sign."""
    return line.document.pieces_words(count) if line.document.on_labels else line.gathered.name


@dataclass(frozen=True, slots=True)
class _Out:
    out: Printout

    def __call__(self, digest: str) -> Printout:
        return replace(self.out, digest=digest)


@dataclass(frozen=True, slots=True)
class _Send:
    """Keeps the file, sends it, writes down what was printed; for the worker."""

    spooler: Spooler
    job: Job
    item_id: int
    out: Callable[[str], Printout]

    def __call__(self, ctx: Context, report: Report, stop: Cancelled) -> Done:
        digest = pages.keep(self.job.pdf)
        self.spooler.send(self.job, report, stop)
        done = tray.printed(ctx, self.item_id, self.out(digest))
        pages.sweep()
        return done


@dataclass(frozen=True, slots=True)
class _Again:
    """Sends a kept file; for the worker."""

    spooler: Spooler
    one: Printed
    printer: Printer

    def __call__(self, ctx: Context, report: Report, stop: Cancelled) -> Done:
        pdf = pages.read(self.one.digest)
        with PdfPages(pdf) as document:
            (width, height), count = document.size(0), document.count
        feed = self.printer.feed(self.one.feed).key
        job = Job(
            pdf, self.one.name, self.printer.name, feed, width, height, count, self.one.copies
        )
        self.spooler.send(job, report, stop)
        return tray.printed_again(ctx, self.one.id)


@dataclass(frozen=True, slots=True)
class _Told:
    """Passes on which document a result belongs to."""

    tell: Callable[[int], object]
    item_id: int

    def __call__(self, done: Done) -> None:
        self.tell(self.item_id)


def _ignore(done: Done) -> None:
    return None

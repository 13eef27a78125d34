"""Printing through Qt, where the system has no CUPS: pages rendered at the printer's dots."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QPoint, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.shop.errors import RuleViolation
from ui.printing.pdf_pages import PdfPages
from ui.printing.spooler import Feed, Job, Printer
from ui.tasks import Cancel, Cancelled, Report

# Bars are laid on dots of this measure; finer ones add nothing to a picture of them.
_DPI = 300
_FEEDS = {
    QPrinter.PaperSource.Upper: "tray 1",
    QPrinter.PaperSource.Lower: "tray 2",
    QPrinter.PaperSource.Middle: "tray 3",
    QPrinter.PaperSource.Manual: "manual feed",
    QPrinter.PaperSource.Envelope: "envelopes",
    QPrinter.PaperSource.Auto: "automatic",
}


class QtSpooler:
    """Prints with `QPrinter`; ``to_file`` takes what would go to the printer, for trying."""

    def __init__(self, to_file: Path | None = None) -> None:
        self._to_file = to_file

    def printers(self) -> tuple[Printer, ...]:
        default = QPrinterInfo.defaultPrinterName()
        return tuple(
            Printer(name, self._feeds(name), name == default, self._is_off(name))
            for name in QPrinterInfo.availablePrinterNames()
        )

    def send(self, job: Job, report: Report, cancelled: Cancelled) -> None:
        printer = self._printer(job)
        printer.setPageLayout(_layout(job.width, job.height))
        printer.setFullPage(True)
        printer.setResolution(_DPI)
        printer.setDocName(job.name)
        printer.setCopyCount(job.copies)
        painter = QPainter()
        if not painter.begin(printer):
            raise RuleViolation("print.not_taken", printer=job.printer, detail="no page begun")
        try:
            self._draw(painter, printer, job, report, cancelled)
        finally:
            painter.end()

    def _draw(
        self, painter: QPainter, printer: QPrinter, job: Job, report: Report, cancelled: Cancelled
    ) -> None:
        with PdfPages(job.pdf) as pages:
            for at in range(pages.count):
                if cancelled():
                    printer.abort()
                    raise Cancel
                if at:
                    # A window's signs are of several papers: each page asks for its own.
                    printer.setPageLayout(_layout(*pages.size(at)))
                    printer.newPage()
                image: QImage = pages.picture(at, _DPI / 72)
                painter.drawImage(QPoint(0, 0), image)
                report(at + 1, pages.count)

    def _printer(self, job: Job) -> QPrinter:
        if self._to_file is not None:
            printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(self._to_file))
            return printer
        info = QPrinterInfo.printerInfo(job.printer)
        if info.isNull():
            raise RuleViolation("print.printer_gone", printer=job.printer)
        if self._is_off(job.printer):
            raise RuleViolation("print.printer_off", printer=job.printer)
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        for source in _sources(printer):
            if job.feed == source.name:
                printer.setPaperSource(source)
        return printer

    @staticmethod
    def _feeds(name: str) -> tuple[Feed, ...]:
        printer = QPrinter(QPrinterInfo.printerInfo(name))
        known = [source for source in _sources(printer) if source in _FEEDS]
        return tuple(Feed(source.name, _FEEDS[source]) for source in known) or (Feed("", ""),)

    @staticmethod
    def _is_off(name: str) -> bool:
        return QPrinterInfo.printerInfo(name).state() == QPrinter.PrinterState.Error


def _layout(width: float, height: float) -> QPageLayout:
    """A sheet of so many points without margins; a wide one is an upright one, turned."""
    upright = width <= height
    turned = QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
    sides = QSizeF(min(width, height), max(width, height))
    size = QPageSize(sides, QPageSize.Unit.Point)
    return QPageLayout(size, turned, QMarginsF(0, 0, 0, 0))


def _sources(printer: QPrinter) -> list[QPrinter.PaperSource]:
    """The trays that a printer names; Qt asks for them on Windows only."""
    ask = getattr(printer, "supportedPaperSources", None)
    return list(ask()) if ask is not None else []

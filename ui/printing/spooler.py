"""Printers: which there are, whether they are on, and sending pages to one.

Where the system prints through CUPS the PDF itself is handed over (`lp`): the printer's own
rendering is the sharpest there is. Elsewhere (Windows, a system without `lp`) pages are rendered at
the printer's dots and painted with `QPrinter`. Both are asked on the worker; nothing here touches
a widget.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from typing import Protocol

from app.shop.errors import RuleViolation
from ui.printing.pdf_pages import PdfPages
from ui.tasks import Cancel, Cancelled, Report

# Seconds for the print system to take a job, and to say which printers there are: previews wait
# for the worker meanwhile.
_PATIENCE, _ANSWER = 20.0, 4.0
# Sheets by the names that CUPS gives them, in points.
_MEDIA = (
    ("Letter", 612, 792),
    ("A4", 595.28, 841.89),
    ("Tabloid", 792, 1224),
    ("A3", 841.89, 1190.55),
    ("A5", 419.53, 595.28),
    ("Statement", 396, 612),
)


@dataclass(frozen=True, slots=True)
class Feed:
    """A paper tray of a printer; `key` is what the print system calls it."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer of this computer. `off` says that it takes nothing at the moment."""

    name: str
    feeds: tuple[Feed, ...] = (Feed("", ""),)
    default: bool = False
    off: bool = False

    def feed(self, key: str) -> Feed:
        """A feed by its key; the usual one where it is not known (any more)."""
        return next((one for one in self.feeds if one.key == key), self.feeds[0])


@dataclass(frozen=True, slots=True)
class Job:
    """What goes to a printer: the PDF's bytes, its sheet in points, how often."""

    pdf: bytes
    name: str
    printer: str
    feed: str
    width: float
    height: float
    sheets: int
    copies: int = 1


class Spooler(Protocol):
    """The system's printers."""

    def printers(self) -> tuple[Printer, ...]:
        """All of them; for the worker, since a print server may take its time."""
        ...

    def send(self, job: Job, report: Report, cancelled: Cancelled) -> None:
        """Prints. Raises `RuleViolation` (`print.printer_gone`, `print.printer_off`,
        `print.not_taken`) and `Cancel`.
        """
        ...


def system_spooler() -> Spooler:
    """CUPS where its commands are there, else Qt's own way."""
    if shutil.which("lp") and shutil.which("lpstat"):
        return CupsSpooler()
    from ui.printing.qt_spooler import QtSpooler

    return QtSpooler()


class CupsSpooler:
    """Hands PDF files to CUPS with its own commands."""

    def printers(self) -> tuple[Printer, ...]:
        states = _ask("lpstat", "-p")
        default = _ask("lpstat", "-d").rpartition(":")[2].strip()
        found = []
        for line in states.splitlines():
            match = re.match(r"printer (\S+) (.*)", line)
            if match:
                name, state = match.groups()
                off = "disabled" in state or "not accepting" in state
                found.append(Printer(name, self._feeds(name), name == default, off))
        return tuple(found)

    def send(self, job: Job, report: Report, cancelled: Cancelled) -> None:
        found = {one.name: one for one in self.printers()}
        if job.printer not in found:
            raise RuleViolation("print.printer_gone", printer=job.printer)
        if found[job.printer].off:
            raise RuleViolation("print.printer_off", printer=job.printer)
        report(0, job.sheets)
        sent = 0
        for part in _by_paper(job):
            if cancelled() and not sent:
                raise Cancel
            self._hand_over(part)
            sent += part.sheets
            report(sent, job.sheets)

    @staticmethod
    def _hand_over(job: Job) -> None:
        """One file, on one paper."""
        words = ["lp", "-d", job.printer, "-n", str(job.copies), "-t", _plain(job.name)]
        words += ["-o", "print-scaling=none", "-o", f"media={_media(job)}"]
        if job.feed:
            words += ["-o", f"InputSlot={job.feed}"]
        try:
            done = subprocess.run(
                words, input=job.pdf, capture_output=True, timeout=_PATIENCE, check=False,
                env=_environment(),
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RuleViolation(
                "print.not_taken", printer=job.printer, detail=str(error)
            ) from error
        if done.returncode:
            detail = _plain(done.stderr.decode("utf-8", "replace")) or str(done.returncode)
            raise RuleViolation("print.not_taken", printer=job.printer, detail=detail)

    @staticmethod
    def _feeds(name: str) -> tuple[Feed, ...]:
        """The trays that a printer's description names; one usual feed where it names none."""
        for line in _ask("lpoptions", "-p", name, "-l").splitlines():
            key, _, values = line.partition(":")
            if key.split("/")[0] in ("InputSlot", "MediaSource", "media-source"):
                slots = [value.lstrip("*") for value in values.split()]
                if slots:
                    return tuple(Feed(slot, _spoken(slot)) for slot in slots)
        return (Feed("", ""),)


def _ask(*words: str) -> str:
    """What a command of the print system answers; nothing where it does not."""
    if shutil.which(words[0]) is None:
        return ""
    try:
        done = subprocess.run(
            words, capture_output=True, timeout=_ANSWER, check=False, env=_environment()
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")


def _environment() -> dict[str, str]:
    """The system's own words change with its language; ours are matched in one."""
    return {**os.environ, "LC_ALL": "C", "LANG": "C"}


def _by_paper(job: Job) -> list[Job]:
    """A job for each paper: `lp` knows one media for all of a file, a window has several."""
    with PdfPages(job.pdf) as pages:
        runs = pages.runs()
        if len(runs) == 1:
            return [job]
        return [
            replace(
                job, pdf=pages.part(run), width=pages.size(run[0])[0],
                height=pages.size(run[0])[1], sheets=len(run),
            )
            for run in runs
        ]  # fmt: skip


def _media(job: Job) -> str:
    """The sheet as CUPS names it, or its measures."""
    for name, width, height in _MEDIA:
        sides = {round(width), round(height)}
        if {round(job.width), round(job.height)} == sides:
            return name
    return f"Custom.{job.width:.0f}x{job.height:.0f}"


def _spoken(slot: str) -> str:
    """ "Tray1" as "tray 1", "ManualFeed" as "manual feed"."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z0-9])|[-_]", " ", slot)
    return apart.lower().replace("manual", "manual feed") if apart == "Manual" else apart.lower()


def _plain(text: str) -> str:
    """One line without anything that a command could take for its own."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:120].lstrip("-")

"""The sheet that a printer is measured with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

from reports import calibration
from reports.calibration import Calibration
from reports.cards import BuildReport
from reports.paper import Paper
from ui.printing.documents.base import (
    Gathered,
    Options,
    Piece,
    PrintedDocument,
    Subject,
    Wanted,
    piece,
)


class CalibrationSheet(PrintedDocument):
    """Crosses and rulers; printed without correction. Its subject is `{"printer": words}`."""

    key = "calibration"
    text = "Calibration sheet"
    what = "crosses and rulers that measure a printer"
    one, many = "calibration sheet", "calibration sheets"
    icon = "ruler"
    of = "printers"
    preferred = ("letter", "a4")

    def subject(self, wanted: Wanted, now: datetime) -> Subject:
        return {"printer": " ".join(wanted.codes) or wanted.where or self.tr("This printer")}

    def gather(self, subject: Subject, now: datetime) -> Gathered:
        printer = str(subject["printer"])
        return Gathered(self.tr(self.text), (piece(printer, printer, Calibration(printer)),))

    def build(self, pieces: Sequence[Piece], out: BinaryIO, options: Options) -> BuildReport:
        sheet = options.sheet
        paper = sheet.paper or Paper(sheet.key, sheet.paper_name, sheet.width, sheet.height)
        return calibration.build(pieces[0].data, out, paper=paper, language=options.language)


DOCUMENT = CalibrationSheet()

"""Barcode labels of copies: a box just unpacked, or those of some titles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

from app.catalog import finding
from app.catalog.barcodes import normalise
from app.catalog.label_facts import copies_of, label_facts, unlabelled
from app.shop import settings
from reports import labels
from reports.cards import BuildReport
from reports.labels import CopyLabel
from ui.printing.documents.base import (
    Gathered,
    Offer,
    Options,
    Piece,
    PrintedDocument,
    Subject,
    Wanted,
    piece,
)
from ui.printing.documents.titles import title_ids, title_of
from ui.printing.stocks import Sheet

# 38 x 12 mm hold a line, a code of eight digits and its number.
_LEAST = (108.0, 34.0)
_MOST = (290.0, 150.0)


class BarcodeLabels(PrintedDocument):
    """A label per copy. Its subject is `{"copies": [ids]}`, `{"titles": [ids]}`, `{"all": true}`,
    `{"where": text}` or `{"unlabelled": true}`.
    """

    key = "barcode-labels"
    text = "Copy labels"
    what = "barcode labels of copies"
    one, many = "label", "labels"
    icon = "barcode"
    of = "copies"
    on_labels = True
    labels_copies = True
    preferred = ("5167", "L7651", "5160", "L7160")

    def holds(self, sheet: Sheet) -> bool:
        if sheet.labels is None:
            return False
        width, height = sheet.labels.label_width, sheet.labels.label_height
        return _LEAST[0] <= width <= _MOST[0] and _LEAST[1] <= height <= _MOST[1]

    def subject(self, wanted: Wanted, now: datetime) -> Subject:
        if wanted.everything:
            return {"all": True}
        if wanted.where:
            return {"where": wanted.where}
        if not wanted.codes:
            return {"unlabelled": True}
        copies: list[int] = []
        for code in wanted.codes:
            copy = finding.copy_by_barcode(normalise(code))
            copies += [copy.copy_id] if copy is not None else copies_of([title_of(code)])
        return {"copies": copies}

    def offers(self, now: datetime) -> tuple[Offer, ...]:
        count = len(unlabelled())
        if not count:
            return ()
        return (Offer(self.tr("Labels of copies without one"), {"unlabelled": True}),)

    def gather(self, subject: Subject, now: datetime) -> Gathered:
        if "copies" in subject:
            copies = [int(one) for one in subject["copies"]]
        elif "unlabelled" in subject:
            copies = unlabelled()
        else:
            copies = copies_of(title_ids(subject, now, shelf_order=False))
        shop = settings.settings().shop_name
        pieces = tuple(
            piece(
                one.copy_id,
                one.title,
                CopyLabel(one.title, one.barcode, f"{one.format}, {one.section}", shop),
            )
            for one in label_facts(copies)
        )
        return Gathered(self.tr(self.text), pieces)

    def build(self, pieces: Sequence[Piece], out: BinaryIO, options: Options) -> BuildReport:
        assert options.sheet.labels is not None
        return labels.build(
            [one.data for one in pieces],
            out,
            stock=options.sheet.labels,
            start=options.start,
            used=options.used,
            mono=options.mono,
            title=options.title or self.tr(self.text),
            language=options.language,
            dpi=options.dpi,
            correction=options.correction,
        )


DOCUMENT = BarcodeLabels()

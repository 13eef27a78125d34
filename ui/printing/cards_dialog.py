"""Shelf cards for a selection: the sheet, where it starts, the page as it will be, then out.

The preview is the real PDF, built and rendered on the worker; the old picture stays until the new
one is there.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QImage, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.catalog import card_facts
from app.shop import settings
from app.store.errors import StorageProblem, mapped
from reports import shelf_cards, stock
from reports.cards import BuildReport
from ui.desk import Desk
from ui.printing.cards import shelf_cards_of
from ui.printing.notes import note_words
from ui.tasks import Cancelled, Report
from ui.theme import dp, tokens
from ui.widgets import Button, Combo, Field, Label, Segmented
from ui.widgets.buttons import Kind

# The stocks that hold a shelf card of 3.5 by 2 inches.
_STOCKS = (
    ("5371", "5371 on Letter, 10 a sheet"),
    ("L7414", "L7414 on A4, 10 a sheet"),
    ("plain-letter", "Plain Letter with crop marks"),
    ("plain-a4", "Plain A4 with crop marks"),
)
_PREVIEW_DPI = 110
_SETTLE_MS = 120
_NOTES = 4


@dataclass(frozen=True)
class _Made:
    """A built document and its first page as a picture."""

    pdf: bytes
    report: BuildReport
    page: QImage | None


def _make(
    title_ids: Sequence[int], key: str, start: int, mono: bool, report: Report, stop: Cancelled
) -> _Made:
    """Builds the cards of titles; for the worker."""
    cards = shelf_cards_of(card_facts.card_facts(list(title_ids)))
    out = io.BytesIO()
    built = shelf_cards.build(
        cards,
        out,
        stock=stock.shipped(key),
        start=start,
        mono=mono,
        language=settings.settings().language,
    )
    pdf = out.getvalue()
    return _Made(pdf, built, _first_page(pdf) if built.pages else None)


def _first_page(pdf: bytes) -> QImage:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    bitmap = document[0].render(scale=_PREVIEW_DPI / 72, rev_byteorder=True)
    image = QImage(
        bitmap.buffer,
        bitmap.width,
        bitmap.height,
        bitmap.stride,
        QImage.Format.Format_RGB888 if bitmap.n_channels == 3 else QImage.Format.Format_RGBX8888,
    ).copy()
    document.close()
    return image


class _Page(QWidget):
    """The sheet, fitted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self.setMinimumSize(dp(360), dp(460))

    def show_image(self, image: QImage | None) -> None:
        """Another page; None is an empty sheet."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().color("sunk"))
        if self._image is None:
            return
        ratio = self.devicePixelRatioF()
        room = self.size() * ratio
        fitted = self._image.scaled(
            room.width() - dp(32),
            room.height() - dp(32),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(ratio)
        size = fitted.deviceIndependentSize()
        left = (self.width() - size.width()) / 2
        top = (self.height() - size.height()) / 2
        painter.fillRect(
            int(left), int(top), int(size.width()), int(size.height()), Qt.GlobalColor.white
        )
        painter.drawImage(int(left), int(top), fitted)


class ShelfCardsDialog(QDialog):
    """Opened with ``open()``. ``saved(object)`` carries the path of a saved file."""

    saved = Signal(object)

    def __init__(self, desk: Desk, title_ids: Sequence[int], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Shelf cards"))
        self._desk = desk
        self._title_ids = tuple(title_ids)
        self._made: _Made | None = None
        self._build()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._make)
        self._make()

    def _build(self) -> None:
        self.resize(dp(820), dp(620))
        self._page = _Page(self)
        self._page.setAccessibleName(self.tr("The first sheet"))
        side = QVBoxLayout()
        side.setSpacing(dp(12))
        one = len(self._title_ids) == 1
        many = self.tr("one title") if one else self.tr("{n:,} titles")
        side.addWidget(Label(self.tr("Shelf cards"), size=19, weight=700))
        side.addWidget(Label(many.format(n=len(self._title_ids)), role="ink2"))
        self._stock = Combo([(key, text) for key, text in _STOCKS], name=self.tr("Stock"))
        self._stock.activated.connect(self._changed)
        side.addWidget(Field(self.tr("Stock"), self._stock))
        self._start = Combo(
            [(str(label), str(label)) for label in range(1, 11)], name=self.tr("Starts at label")
        )
        self._start.activated.connect(self._changed)
        side.addWidget(Field(self.tr("Starts at label"), self._start))
        self._ink = Segmented(
            [("colour", self.tr("Color")), ("mono", self.tr("Mono"))], name=self.tr("Ink")
        )
        self._ink.chosen.connect(self._changed)
        side.addWidget(Field(self.tr("Ink"), self._ink))
        self._notes = Label("", role="need", size=12, wrap=True)
        side.addWidget(self._notes)
        side.addStretch(1)
        self._sum = Label("", role="ink2", size=12, wrap=True)
        side.addWidget(self._sum)
        self._save = Button(self.tr("Save PDF"), "file-down", keys="Ctrl+S")
        self._show = Button(self.tr("Open PDF"), "printer", kind=Kind.PRIMARY, keys="Ctrl+Return")
        self._save.clicked.connect(self.save)
        self._show.clicked.connect(self.show_pdf)
        for keys, slot in (("Ctrl+S", self.save), ("Ctrl+Return", self.show_pdf)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        buttons = QHBoxLayout()
        buttons.addWidget(self._save)
        buttons.addWidget(self._show)
        side.addLayout(buttons)
        options = QWidget(self)
        options.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        # Both buttons with their keys whole, also in large text.
        keys_wide = self._save.sizeHint().width() + self._show.sizeHint().width()
        options.setFixedWidth(max(dp(320), keys_wide + buttons.spacing()))
        row = QHBoxLayout(self)
        row.setContentsMargins(dp(20), dp(20), dp(20), dp(20))
        row.setSpacing(dp(20))
        row.addWidget(self._page, 1)
        row.addWidget(options)

    # -- making --------------------------------------------------------------------------------

    @Slot()
    def _changed(self) -> None:
        self._settle.start()

    @Slot()
    def _make(self) -> None:
        work = partial(
            _make,
            self._title_ids,
            str(self._stock.value),
            int(str(self._start.value)),
            self._ink.current == "mono",
        )
        self._desk.read(work, done=self._arrived, owner=self)

    def _arrived(self, made: _Made) -> None:
        self._made = made
        report = made.report
        self._page.show_image(made.page)
        notes = (*report.refused, *report.missing, *report.shortened)
        lines = [note_words(note).replace("*", "") for note in notes[:_NOTES]]
        if len(notes) > _NOTES:
            lines.append(self.tr("and {n} more").format(n=len(notes) - _NOTES))
        self._notes.setText("\n".join(lines))
        if report.pages:
            self._sum.setText(self._sum_words(report))
        else:
            self._sum.setText(self.tr("No card can be printed as it is."))
        for button in (self._save, self._show):
            button.setEnabled(report.pages > 0)

    def _sum_words(self, report: BuildReport) -> str:
        cards = self.tr("One card") if report.printed == 1 else self.tr("{cards:,} cards")
        sheets = self.tr("one sheet") if report.pages == 1 else self.tr("{sheets:,} sheets")
        text = self.tr("{what} on {where}. Print at 100 %, not fitted to the page.")
        return text.format(
            what=cards.format(cards=report.printed), where=sheets.format(sheets=report.pages)
        )

    # -- out -----------------------------------------------------------------------------------

    @Slot()
    def show_pdf(self) -> None:
        """Opens it with the system's own viewer, which prints."""
        if self._made is None or not self._made.report.pages:
            return
        folder = Path(tempfile.mkdtemp(prefix="all-thumbs-"))
        path = folder / "shelf-cards.pdf"
        if self._write(path):
            if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
                self._desk.say(self.tr("Opened the shelf cards to print."))
                self.accept()
            else:
                self._desk.say(
                    self.tr("No program here opens PDF files. Save it instead."), tone="need"
                )

    @Slot()
    def save(self) -> None:
        """Asks where, then saves."""
        if self._made is None or not self._made.report.pages:
            return
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        today = settings.calendar().local_date(self._desk.now())
        suggestion = str(Path(documents) / f"shelf-cards-{today.isoformat()}.pdf")
        chooser = QFileDialog(self, self.tr("Save PDF"), suggestion, self.tr("PDF (*.pdf)"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("pdf")
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(self.save_to)
        chooser.open()

    @Slot(str)
    def save_to(self, name: str) -> None:
        """Saves the document as it is shown."""
        path = Path(name)
        if self._write(path):
            self._desk.say(self.tr("Saved {path}").format(path=path))
            self.saved.emit(path)
            self.accept()

    def _write(self, path: Path) -> bool:
        if self._made is None:
            return False
        try:
            with mapped(path):
                path.write_bytes(self._made.pdf)
        except StorageProblem as problem:
            self._desk.refuse(problem)
            return False
        return True

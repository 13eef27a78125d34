"""What a case is whose code nobody knows: a new film, or another edition of one that is here."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.catalog import finding
from ui import icons
from ui.inventory import choices
from ui.inventory.form_base import BoundNumber, FormPage, Unreadable
from ui.theme import dp, font
from ui.widgets import Button, Card, Combo, Kind, PaintedButton, TextInput, paint

#: Editions of films that are here already, offered while a title is typed.
_OFFERED = 3


class AskTitle(Card):
    """What a case is that nobody knows. ``chosen(object)``: None for a new title, else the id of
    one that is here.
    """

    chosen = Signal(object)
    skipped = Signal()

    def __init__(self, form: FormPage) -> None:
        super().__init__(form, fill="sunk", shadow=False)
        self._form = form
        self._titles: dict[int, str] = {}
        self.offers: list[_Offer] = []
        self.name = TextInput()
        self.name.textChanged.connect(self._typed)
        self.year = TextInput(placeholder="2001")
        self.format = Combo(choices.formats(), name=self.tr("Format"))
        name = form.made("name", self.tr("Title"), self.name)
        year = form.made("year", self.tr("Year"), self.year)
        self._year = BoundNumber(year, None)
        case = form.made("format_id", self.tr("Format"), self.format)
        self._offers = QVBoxLayout()
        self._offers.setSpacing(dp(2))
        self.put = Button(self.tr("Add it"), "plus", kind=Kind.PLAIN, keys="Ctrl+S", height=30)
        self.put.clicked.connect(self.add)
        skip = Button(self.tr("Skip it"), keys="Esc", height=30)
        skip.clicked.connect(self.skipped)
        line = QHBoxLayout()
        line.addWidget(year, 1)
        line.addWidget(case, 2)
        buttons = QHBoxLayout()
        buttons.setSpacing(dp(8))
        buttons.addWidget(self.put)
        buttons.addWidget(skip)
        buttons.addStretch(1)
        box = self.column((12, 10, 12, 12), 8)
        box.addWidget(name)
        box.addLayout(self._offers)
        box.addLayout(line)
        box.addLayout(buttons)

    def start(self) -> None:
        """For another case."""
        self.name.clear()
        self.year.clear()

    @property
    def year_value(self) -> int | None:
        """The year typed; unreadable ones never get this far."""
        found = self._year.read()
        return found if isinstance(found, int) else None

    def title_of(self, title_id: int) -> str:
        """The name of a title offered."""
        return self._titles.get(title_id, "")

    @Slot()
    def add(self) -> None:
        """A new title of this name."""
        try:
            self._year.read()
        except Unreadable as problem:
            self._form.complain(problem.words, problem.field)
            return
        self.chosen.emit(None)

    @Slot(str)
    def _typed(self, text: str) -> None:
        for old in self.offers:
            self._offers.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.offers = []
        name = text.strip()
        found = finding.find(name, limit=_OFFERED, kinds=("title",)) if len(name) > 2 else []
        self._titles = {one.id: one.text for one in found}
        for one in found:
            words = self.tr("New edition of {title}, {detail}")
            offer = _Offer(one.id, words.format(title=one.text, detail=one.detail), self)
            offer.clicked.connect(self._offer_chosen)
            self._offers.addWidget(offer)
            self.offers.append(offer)

    @Slot()
    def _offer_chosen(self) -> None:
        sender = self.sender()
        if isinstance(sender, _Offer):
            self.chosen.emit(sender.title_id)


class _Offer(PaintedButton):
    """A film that is here, as a line to press; cut where the panel is narrow."""

    def __init__(self, title_id: int, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.title_id = title_id
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(dp(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.underMouse():
            paint.rounded(painter, box, dp(5), "surface")
        size = dp(13)
        icons.paint(painter, "disc", "ink2", QRectF(dp(4), 0, size, box.height()), size)
        words = box.adjusted(dp(24), 0, -dp(4), 0)
        paint.text(painter, words, self.text(), role="ink2", face=font(12))

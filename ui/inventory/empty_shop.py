"""What Inventory shows while the shop has no title at all: three ways to fill the first shelf."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.catalog import lookups, numbers
from app.store.errors import StorageProblem
from ui import icons
from ui.actions import ActionSet
from ui.inventory.empty_shop_shelf import GhostShelf
from ui.inventory.pages import CRAMPED
from ui.inventory.round_corners import RoundCorners
from ui.shell import MainWindow
from ui.theme import dp, tokens
from ui.widgets import Button, Card, Chip, Kind, Label, Line, LinkButton, ScanBar, paint

#: Below this height of the window the shelf is cropped and everything moves closer.
_SHORT = 820
#: Below this width of the page (a form stands beside it) only the words are left.
_SLIM = 1000
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_MAY_FOLLOW = (
    "year", "director", "format", "UPC", "barcode", "section", "certificate", "rental class"
)  # fmt: skip
#: So many of them at 1280, and beside a form.
_FEWER, _FEWEST = 5, 2


class EmptyShop(QWidget):
    """The page over ``actions`` add, box, import and export. ``demo_wanted``: just looking."""

    demo_wanted = Signal()

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._fitted: tuple[bool, ...] = ()
        self._scan_bar: ScanBar | None = None
        self._usual_words = ""
        self.card = Card(self)
        self._corners = RoundCorners(self.card)
        self._edge = _Edge(self.card)
        self.shelf = GhostShelf(self.card)
        self.shelf.case.clicked.connect(actions["add"].trigger)
        self.columns = self._make_columns()
        box = self.card.column((1, 1, 1, 1), 0)
        box.addWidget(self.shelf)
        box.addWidget(Line())
        box.addLayout(self._make_ways(), 1)
        box.addWidget(Line())
        box.addWidget(self._make_foot())
        self._corners.raise_()
        self._edge.raise_()
        page = QVBoxLayout(self)
        page.setContentsMargins(dp(8), dp(8), dp(8), 0)
        page.setSpacing(dp(14))
        page.addWidget(self.card, 1)
        page.addLayout(self._make_below())

    def follow(self, window: MainWindow) -> None:
        """The edge of the page lights while a table is held over the window."""
        if self._scan_bar is None:
            self._scan_bar = window.scan_bar
            self._usual_words = self._scan_bar.edit.placeholderText()
            window.csv_hovering.connect(self.set_hovering)

    def ask_for_case(self, asking: bool) -> None:
        """The scan bar asks for the first case while there is none."""
        if self._scan_bar is not None:
            words = self.tr("Scan your first case") if asking else self._usual_words
            self._scan_bar.edit.setPlaceholderText(words)

    # -- building --------------------------------------------------------------------------------

    def _make_columns(self) -> list[_Way]:
        at = self._actions
        bring = _Way(
            "file-spreadsheet",
            self.tr("Bring in a list"),
            self.tr(
                "A CSV from a spreadsheet or from your old program. You see every row, and why one"
                " is refused, before anything is written."
            ),
            Button.for_action(at["import"], kind=Kind.PRIMARY, text=self.tr("Import a file")),
            self.tr("Knows Tellico, CLZ and Letterboxd by their headings"),
        )
        stack = _Way(
            "scan-barcode",
            self.tr("Scan a stack"),
            self.tr(
                "Take a shelf at a time: beep, beep, beep. Cases without a barcode of yours get the"
                " next number; labels print afterwards."
            ),
            Button.for_action(at["box"]),
        )
        one = _Way(
            "keyboard",
            self.tr("Type one in"),
            self.tr(
                "Title, year, format, section. Four fields and the film is on the shelf, ready to"
                " rent under Catalogue."
            ),
            Button.for_action(at["add"]),
        )
        return [bring, stack, one]

    def _make_ways(self) -> QBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(0)
        box.addWidget(Label(self.tr("Fill the first shelf"), size=19, weight=700))
        box.addSpacing(dp(5))
        words = self.tr(
            "One film or thirty thousand. Each way can be undone as one step, and you can mix them."
        )
        box.addWidget(Label(words, role="ink2", wrap=True))
        self._row = row = QBoxLayout(_ACROSS)
        row.setSpacing(dp(27))
        self._between = [Line(vertical=True) for _ in self.columns[1:]]
        for at, way in enumerate(self.columns):
            if at:
                row.addWidget(self._between[at - 1])
            row.addWidget(way, 1)
        box.addLayout(row)
        box.addStretch(1)
        self._ways = box
        return box

    def _make_foot(self) -> QWidget:
        foot = _Foot(self.card)
        row = QHBoxLayout(foot)
        row.setSpacing(dp(8))
        row.addWidget(Label(self.tr("A row needs a title."), weight=700))
        self._later = Label(self.tr("All else may come later:"), role="ink2")
        row.addWidget(self._later)
        row.addSpacing(dp(4))
        self.chips = [Chip(self.tr(name)) for name in _MAY_FOLLOW]
        for chip in self.chips:
            row.addWidget(chip)
        row.addStretch(1)
        self.sheet = Button.for_action(
            self._actions["export"], text=self.tr("Save an empty sheet"), parent=foot
        )
        self.sheet.set_icon_name("sheet")
        self.sheet.setAccessibleName(self.sheet.text())
        row.addWidget(self.sheet)
        self._foot = row
        return foot

    def _make_below(self) -> QBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(dp(8))
        row.addWidget(_Pointer(self))
        words = self.tr("Or drop a .csv anywhere on this window.")
        row.addWidget(Label(words, role="ink2", size=12))
        row.addStretch(1)
        self._looking = Label(self.tr("Just looking?"), role="ink2", size=12)
        row.addWidget(self._looking)
        self.demo = LinkButton(self.tr("Open the demo shop beside yours"), underline="line")
        self.demo.clicked.connect(self.demo_wanted)
        row.addWidget(self.demo)
        return row

    # -- telling ---------------------------------------------------------------------------------

    def prepare(self) -> None:
        """The shop's own numbers and sections, read as the page is about to be seen."""
        try:
            number = numbers.coming_barcode()
            sections = lookups.sections()
        except StorageProblem:
            return
        _bring, stack, one = self.columns
        stack.set_hint(self.tr("From {number}, or your own range").format(number=number))
        words = self.tr("Starts in {section}; add your own sections any time")
        one.set_hint(words.format(section=sections[0].name) if sections else "")

    @Slot(bool)
    def set_hovering(self, hovering: bool) -> None:
        """A table is held over the window: the card shows that it may fall."""
        self._edge.setVisible(hovering)

    @property
    def hovering(self) -> bool:
        """Whether the edge is lit."""
        return not self._edge.isHidden()

    # -- fitting ---------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._edge.setGeometry(self.card.rect())
        self.fit()
        self._keep_words_whole()

    def _keep_words_whole(self) -> None:
        """As high as its words need at this width: what does not fit is scrolled, not squeezed."""
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    @Slot()
    def fit(self) -> None:
        """Fold what has no room; a page that is too high scrolls, so that the window counts."""
        slim = self.width() < dp(_SLIM)
        short = slim or self.window().height() < dp(_SHORT)
        few = slim or self.width() < dp(1200)
        cramped = self.window().width() < dp(CRAMPED)
        if (short, slim, few, cramped) == self._fitted:
            return
        self._fitted = (short, slim, few, cramped)
        self.shelf.set_short(short)
        side = dp(20 if few or short else 36)
        top, gap = (dp(14), dp(14)) if short else (dp(26), dp(20))
        self._ways.setContentsMargins(side, top, side, dp(8))
        self._row.setContentsMargins(0, gap, 0, 0)
        self._foot.setContentsMargins(side, dp(16), side, dp(16))
        self._row.setDirection(_DOWN if cramped else _ACROSS)
        self._row.setSpacing(dp(14 if cramped else 27))
        for line in self._between:
            line.setVisible(not cramped)
        self.sheet.set_keys_shown(not cramped)
        for way in self.columns:
            way.set_slim(slim, hint_lines=2 if few else 1)
        shown = _FEWEST if slim else _FEWER if few else len(self.chips)
        for at, chip in enumerate(self.chips):
            chip.setVisible(at < shown)
        self._later.setVisible(not slim)
        self._looking.setVisible(not slim)


class _Way(QWidget):
    """One way to fill the shelf: icon, what it is, its button, and what else to know."""

    def __init__(self, icon: str, head: str, words: str, button: Button, hint: str = "") -> None:
        super().__init__()
        self.button = button
        self._icon = _Tile(icon, self)
        self._hint = Label(hint, role="ink2", size=12, wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._words = Label(words, role="ink2", wrap=True)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(Label(head, size=14, weight=600))
        text.addSpacing(dp(7))
        text.addWidget(self._words, 1, Qt.AlignmentFlag.AlignTop)
        text.addSpacing(dp(16))
        text.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        text.addSpacing(dp(9))
        text.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(dp(16))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)

    def set_hint(self, text: str) -> None:
        """The small line below the button."""
        self._hint.setText(text)

    def set_slim(self, slim: bool, *, hint_lines: int) -> None:
        """Beside a form: words and button only. All hints are as high, so that buttons align."""
        self._hint.setMinimumHeight(self._hint.fontMetrics().lineSpacing() * hint_lines)
        self._icon.setVisible(not slim)
        self._hint.setVisible(not slim)
        self.button.set_keys_shown(not slim)


class _Tile(QWidget):
    """An icon on a soft square."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(QSize(dp(40), dp(40)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        paint.rounded(painter, box, dp(9), "sunk")
        icons.paint(painter, self._icon, "ink", box, dp(20))


class _Pointer(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(dp(14), dp(14)))

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), "mouse-pointer-2", "ink2", QRectF(self.rect()), dp(14))


class _Foot(QWidget):
    """The paper-coloured strip at the foot of the card."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), tokens().color("paper"))


class _Edge(QWidget):
    """The accent line, 2 px, around the card while a table is held over the window."""

    def __init__(self, card: Card) -> None:
        super().__init__(card)
        self._card = card
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def showEvent(self, event: object) -> None:
        self.setGeometry(self._card.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        box = QRectF(self.rect())
        paint.rounded(QPainter(self), box, self._card.radius, None, "accent", dp(2))

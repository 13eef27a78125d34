"""The preview: pages at the left, the sheet, and below it what the label in the frame is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.actions import ActionSet
from ui.printing import notes
from ui.printing.page_strip import WIDTH, PageStrip
from ui.printing.room import PrintRoom
from ui.printing.sheet_view import SheetView
from ui.theme import dp, font, tokens
from ui.widgets import Button, Card, Label, paint
from ui.widgets import Line as Hairline

_FOOT = 48


class PreviewCard(Card):
    """``typed(str)`` a letter for the scan bar."""

    typed = Signal(str)

    def __init__(self, room: PrintRoom, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent, fill="sunk")
        self._room = room
        self.sheet = SheetView(self)
        self.strip = PageStrip(room, self.sheet)
        self._foot = _Foot(actions, self)
        self.sheet.marked.connect(self._marked)
        self.sheet.framed.connect(self._tell_label)
        self.sheet.new_sheet.connect(room.new_sheet)
        self.sheet.scaled.connect(self._scaled)
        self.sheet.paged.connect(self._paged)
        self.sheet.typed.connect(self.typed)
        self.strip.chosen.connect(room.turn_to)
        room.preview_changed.connect(self.refresh)
        room.pictured.connect(self._pictured)
        box = self.column((0, 0, 0, 0), 0)
        box.setContentsMargins(1, 1, 1, 1)
        box.addWidget(self.sheet, 1)
        box.addWidget(Hairline())
        box.addWidget(self._foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.strip.setGeometry(0, 0, dp(WIDTH), self.sheet.height())

    # -- what is shown ---------------------------------------------------------------------------

    @Slot()
    def refresh(self) -> None:
        """Another preview or another page of it."""
        room, made, line = self._room, self._room.preview, self._room.line
        sheet = line.sheet if line is not None else None
        many = made is not None and len(made.sizes) > 1
        self.strip.setVisible(many)
        self.sheet.set_left(dp(WIDTH) if many else 0)
        self.sheet.set_empty(self._empty_words())
        if made is None or line is None:
            self.sheet.set_sheet(None, (612, 792), markable=False, used=frozenset(), first=0,
                                 signs={})  # fmt: skip
            self._foot.tell("", "", False)
            return
        size = made.sizes[room.page] if made.sizes else (612.0, 792.0)
        if not made.sizes and sheet is not None:
            size = (sheet.width, sheet.height)
        first_page = room.page == 0
        labels = sheet is not None and sheet.perforated and sheet.per_sheet > 1
        on_page = sorted(label for page, label in made.spots if page == room.page)
        self.sheet.set_sheet(
            sheet,
            size,
            markable=labels and first_page,
            used=made.used if first_page else frozenset(),
            first=on_page[0] if on_page and first_page and labels else 0,
            signs=self._signs(),
        )
        self._show_image()
        self.strip.refresh()
        self._tell_label()

    def _signs(self) -> dict[int, str]:
        """The sign beside each label of this page that has something to say."""
        made = self._room.preview
        if made is None:
            return {}
        by_piece = {note.index: notes.kind_of(note) for note in reversed(made.notes)}
        return {
            label: by_piece[at]
            for (page, label), at in made.spots.items()
            if page == self._room.page and at in by_piece
        }

    def _empty_words(self) -> str:
        made, line = self._room.preview, self._room.line
        if line is None:
            return self.tr("The page is shown here once something is in the tray.")
        if made is not None and made.problem and not made.sizes:
            return made.problem
        if made is not None and not made.sizes:
            return self.tr("Nothing can be printed as it is. What is missing stands at the right.")
        return ""

    def _show_image(self) -> None:
        """The picture of this page at this size; a smaller one stretched until it is there."""
        room = self._room
        if room.preview is not None and not room.preview.pdf:
            self.sheet.set_image(None)
            return
        wanted = self._wanted_scale()
        image = room.picture(room.page, wanted)
        if image is not None:
            self.sheet.set_image(image)

    def _wanted_scale(self) -> float:
        return round(self.sheet.scale * self.devicePixelRatioF(), 3)

    @Slot(int, float)
    def _pictured(self, page: int, scale: float) -> None:
        if page == self._room.page and scale == self._wanted_scale():
            self._show_image()

    @Slot(float)
    def _scaled(self, scale: float) -> None:
        self._room.scale = round(scale * self.devicePixelRatioF(), 3)
        self._foot.set_zoom(scale)
        if self.isVisible():
            self._show_image()

    @Slot()
    def _tell_label(self) -> None:
        sheet, made = self.sheet, self._room.preview
        if made is None or not sheet.markable:
            pages = len(made.sizes) if made is not None else 0
            page = self.tr("Page {n} of {count}").format(n=self._room.page + 1, count=pages)
            self._foot.tell(page if pages > 1 else "", "", False)
            return
        label = self.tr("Label {n}").format(n=sheet.label)
        if sheet.label in made.used:
            self._foot.tell(label, self.tr("is used; click or"), True, self.tr("to use it"))
            return
        piece = made.spots.get((self._room.page, sheet.label))
        what = self.tr("is free; click or")
        if piece is not None:
            label = f"{label}, {made.pieces[piece].name}"
            what = self.tr("click or")
        self._foot.tell(label, what, True, self.tr("where it is used up"))

    # -- hands -----------------------------------------------------------------------------------

    @Slot(object, bool, int)
    def _marked(self, labels: tuple[int, ...], used: bool, label: int) -> None:
        self._room.mark(labels, used, label)

    @Slot(int)
    def _paged(self, step: int) -> None:
        self._room.turn_to(self._room.page + step)

    def show_piece(self, index: int) -> None:
        """Brings a piece's label to the eye, on whichever page it is."""
        made = self._room.preview
        spot = made.spot_of(index) if made is not None else None
        if spot is not None:
            self._room.turn_to(spot[0])
            if spot[1]:
                self.sheet.show_label(spot[1])
            self._tell_label()

    def set_narrow(self, narrow: bool) -> None:
        """At 1280 the hint about new sheets goes to F1."""
        self._foot.set_narrow(narrow)


class _Foot(QWidget):
    """``Label 3 is used; click or Space to use it``, the zoom, and Fit."""

    def __init__(self, actions: ActionSet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(dp(_FOOT))
        self._hint = _Hint(self)
        self._out = Button("", "minus")
        self._in = Button("", "plus")
        self._fit = Button.for_action(actions["fit"], text=self.tr("Fit"))
        self._fit.set_icon_name("")
        for button, key in ((self._out, "zoom_out"), (self._in, "zoom_in")):
            button.clicked.connect(actions[key].trigger)
            button.setAccessibleName(actions[key].text())
        self._zoom = Label("", weight=600)
        self._zoom.setFixedWidth(dp(46))
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QHBoxLayout(self)
        box.setContentsMargins(dp(16), 0, dp(16), 0)
        box.setSpacing(dp(7))
        box.addWidget(self._hint, 1)
        for control in (self._out, self._zoom, self._in, self._fit):
            box.addWidget(control)

    def tell(self, label: str, words: str, markable: bool, after: str = "") -> None:
        """What the label in the frame is, and what Space makes of it."""
        self._hint.tell(label, words, after if markable else "")

    def set_zoom(self, scale: float) -> None:
        """How large the page is shown."""
        self._zoom.setText(self.tr("{n:.0f} %").format(n=scale * 100))

    def set_narrow(self, narrow: bool) -> None:
        """Narrow: no key on Fit."""
        self._fit.set_keys_shown(not narrow)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box, radius = QRectF(self.rect()), float(dp(11))
        shape = QPainterPath()
        shape.setFillRule(Qt.FillRule.WindingFill)
        shape.addRoundedRect(box, radius, radius)
        shape.addRect(QRectF(0, 0, box.width(), radius))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(shape, tokens().color("surface"))


class _Hint(QWidget):
    """One line that leaves out its last words first where it is short of room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._label, self._words, self._after = "", "", ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def tell(self, label: str, words: str, after: str) -> None:
        """Other words; without ``after`` there is nothing to mark."""
        self._label, self._words, self._after = label, words, after
        self.setAccessibleName(" ".join(part for part in (label, words, "Space", after) if part))
        self.setToolTip(label)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        high, room = float(self.height()), float(self.width())
        gap, strong, plain = dp(7), font(13, 600), font(13)
        space, new = self.tr("Space"), self.tr("new sheet")
        wide = QFontMetrics(plain).horizontalAdvance
        caps = {key: paint.key_cap_width(key) for key in (space, "N")}
        parts = [wide(self._words) + gap, caps[space] + gap, wide(self._after) + gap]
        tail = 2 * gap + wide(new) + gap + caps["N"]
        least = min(QFontMetrics(strong).horizontalAdvance(self._label) + gap, dp(90))
        with_after = bool(self._after) and least + sum(parts) <= room
        with_tail = with_after and least + sum(parts) + tail <= room
        taken = (sum(parts) if with_after else 0) + (tail if with_tail else 0)
        named = QRectF(0, 0, max(room - taken, 0), high)
        x = min(paint.text(painter, named, self._label, face=strong), named.width()) + gap
        if not with_after:
            return
        x += paint.text(painter, QRectF(x, 0, room, high), self._words, role="ink2") + gap
        paint.key_cap(painter, QRectF(x, 0, caps[space], high), space)
        x += caps[space] + gap
        x += paint.text(painter, QRectF(x, 0, room, high), self._after, role="ink2") + gap
        if with_tail:
            painter.fillRect(QRectF(x, high / 2 - dp(11), 1, dp(22)), tokens().color("line"))
            x += gap
            x += paint.text(painter, QRectF(x, 0, room, high), new, role="ink2") + gap
            paint.key_cap(painter, QRectF(x, 0, caps["N"], high), "N")

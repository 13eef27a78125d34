"""Where everything stands on a shelf card, and the operators that draw it.

Measures are the card's own: points from its top left corner, y downwards. `_up` turns them into
PDF's y upwards. What many cards share (a section, a certificate, four thumbs) is drawn once per
document and repeated as text.
"""

from __future__ import annotations

from dataclasses import dataclass

from reports import card_measures as fixed
from reports.barcodes import (
    QUIET_MODULES,
    SMALLEST_QR,
    CodeTooWide,
    check_width,
    code128,
    code128_operators,
    grouped,
    module_points,
    qr_operators,
    to_dot,
)
from reports.card_measures import CardMeasures, Words
from reports.cards import CardNote, ShelfCard
from reports.document import Document, Tag
from reports.drawing import Palette, ribbon, rounded_box
from reports.fitting import (
    Fitted,
    Paragraph,
    fit_line,
    fit_quote,
    fit_title,
)
from reports.fonts import BOLD, ITALIC, MEDIUM, REGULAR, SEMIBOLD, TITLE, Style
from reports.type import Line, clean, reads_right_to_left, set_line, shown_titles


def _capitals(text: str, style: Style) -> str:
    """Capitals, unless the face lacks some of them (Georgian has two alphabets, Arabic none)."""
    upper = text.upper()
    return upper if style.first.simple.issuperset(upper) else text


@dataclass(frozen=True, slots=True)
class _Block:
    """Something drawn once: its operators, and the x at which it begins or ends."""

    operators: str
    edge: float
    shortened: str = ""


class CardPen:
    """Draws the cards of one document. `shortened` collects texts that end in an ellipsis."""

    def __init__(
        self,
        document: Document,
        colours: Palette,
        dpi: int,
        words: Words,
        measures: CardMeasures,
    ) -> None:
        self._at = measures
        self._document = document
        self._colours = colours
        self._dpi = dpi
        self._module = module_points(dpi)
        self._words = words
        self._blocks: dict[tuple[object, ...], _Block] = {}
        self._authors: dict[str, Line] = {}
        self._index = 0
        self._title = ""
        self.shortened: list[CardNote] = []

    def _scaled(self, length: float) -> float:
        """A length of the small card, on this one."""
        return length * self._at.scale

    def _up(self, y: float) -> float:
        return self._at.height - y

    def card(self, index: int, card: ShelfCard, x: float, y: float) -> list[Tag | str]:
        """A card with its bottom left corner at (x, y) of the page, in reading order.

        Raises CodeTooWide and CodeUnprintable before anything is drawn or noted.
        """
        self._index, self._title = index, card.title
        code, caption, above_qr = self._code(card, x, y)
        move = f"q 1 0 0 1 {x:.3f} {y:.3f} cm"
        big, lead = shown_titles(card.title, card.original_title)
        ribbon_block = self._ribbon(card.pick)
        parts = [
            self._section(card.section, ribbon_block.edge),
            ribbon_block.operators,
            self._facts(card, lead),
            self._words_about(card, above_qr),
            self._verdict(card.thumbs),
            caption,
            self._formats(card.formats),
        ]
        self._note("pick", ribbon_block.shortened)
        drawn: list[Tag | str] = []
        if big:
            drawn.append(Tag("H1", f"{move} {self._big_title(big)} Q", big))
        rest = " ".join(filter(None, parts))
        if rest:
            drawn.append(Tag("P", f"{move} {rest} Q"))
        if code:
            drawn.append(f"0 0 0 rg {code}")
        return drawn

    def _note(self, field: str, remains: str) -> None:
        if remains:
            self.shortened.append(CardNote(self._index, self._title, field, remains, "shortened"))

    def _draw(
        self, fitted: Fitted, x: float, base: float, *, tracking: float = 0.0, right: bool = False
    ) -> str:
        """One fitted line with its left (or right) end at x, its baseline at `base`."""
        line = self._document.use(fitted.lines[0])
        if right:
            x -= line.length(fitted.size, tracking)
        return line.operators(x, self._up(base), fitted.size, tracking)

    def _ink(self, operators: str) -> str:
        return f"{self._colours.ink} rg {operators}"

    # --- the top of the card

    def _section(self, section: str, right: float) -> str:
        key = ("section", section, right)
        block = self._blocks.get(key)
        if block is None:
            text = _capitals(clean(section), BOLD)
            fitted = fit_line(
                text,
                BOLD,
                right - self._at.left,
                self._at.section_size,
                self._scaled(fixed.SECTION_TRACKING),
            )
            shown = self._draw(
                fitted,
                self._at.left,
                self._at.section_base,
                tracking=self._scaled(fixed.SECTION_TRACKING),
            )
            operators = f"{self._colours.accent} rg {shown}" if text else ""
            remains = fitted.lines[0].text if fitted.shortened else ""
            block = self._blocks[key] = _Block(operators, right, remains)
        self._note("section", block.shortened)
        return block.operators

    def _ribbon(self, pick: str) -> _Block:
        key = ("pick", pick)
        block = self._blocks.get(key)
        if block is None:
            block = self._blocks[key] = self._new_ribbon(clean(pick))
        return block

    def _new_ribbon(self, name: str) -> _Block:
        if not name:
            return _Block("", self._at.right)
        text = _capitals(self._words.pick.format(name), BOLD)
        padding = self._scaled(fixed.RIBBON_PAD_LEFT) + self._scaled(fixed.RIBBON_PAD_RIGHT)
        fitted = fit_line(
            text,
            BOLD,
            self._at.width / 2 - padding,
            6.2 * self._at.scale,
            self._scaled(fixed.RIBBON_TRACKING),
        )
        width = fitted.lines[0].length(fitted.size, self._scaled(fixed.RIBBON_TRACKING)) + padding
        left = self._at.right - width
        band = ribbon(
            left,
            self._up(self._at.ribbon_top + self._at.ribbon_height),
            width,
            self._at.ribbon_height,
            self._scaled(fixed.RIBBON_TAIL),
        )
        shown = self._draw(
            fitted,
            left + self._scaled(fixed.RIBBON_PAD_LEFT),
            self._at.ribbon_base,
            tracking=self._scaled(fixed.RIBBON_TRACKING),
        )
        colours = self._colours
        operators = f"{colours.accent} rg {band} f {colours.on_accent} rg {shown}"
        remains = fitted.lines[0].text if fitted.shortened else ""
        return _Block(operators, left - 4, remains)

    def _big_title(self, text: str) -> str:
        fitted = fit_title(text, TITLE, self._at.title_box)
        if fitted.shortened:
            self._note("title", fitted.lines[-1].text)
        size, leading = fitted.size, fitted.leading
        height = (len(fitted.lines) - 1) * leading
        base = self._at.title_middle + (fitted.rise - height - fitted.fall) / 2
        from_right = reads_right_to_left(text)
        shown = []
        for line in fitted.lines:
            self._document.use(line)
            x = self._at.left - line.bearing() * size / 1000
            if from_right:
                x = self._at.right - line.length(size)
            shown.append(line.operators(x, self._up(base), size))
            base += leading
        return self._ink(" ".join(shown))

    # --- the middle

    def _facts(self, card: ShelfCard, lead: str) -> str:
        right = self._measures(card.runtime_minutes, card.certificate)
        facts = [lead, str(card.year) if card.year else "", *map(clean, card.directors)]
        text = ", ".join(filter(None, facts))
        if not text:
            return right.operators
        fitted = fit_line(text, MEDIUM, right.edge - self._at.left, self._at.facts_size)
        if fitted.shortened:
            self._note("directors", fitted.lines[0].text)
        return (
            f"{self._ink(self._draw(fitted, self._at.left, self._at.facts_base))} {right.operators}"
        )

    def _measures(self, minutes: int | None, certificate: str) -> _Block:
        """Running time and boxed certificate at the right edge; `edge` is what they leave free."""
        key = ("measures", minutes, certificate)
        block = self._blocks.get(key)
        if block is None:
            block = self._blocks[key] = self._new_measures(minutes, clean(certificate))
        self._note("certificate", block.shortened)
        return block

    def _new_measures(self, minutes: int | None, certificate: str) -> _Block:
        colours = self._colours
        edge, shown, remains, k = self._at.right, [], "", self._at.scale
        if certificate:
            fitted = fit_line(
                certificate, BOLD, self._scaled(fixed.CERTIFICATE_WIDEST), 6.8 * self._at.scale
            )
            remains = fitted.lines[0].text if fitted.shortened else ""
            width = max(fitted.lines[0].length(fitted.size), 4.4 * k)
            left = self._at.right - width - 2 * self._scaled(fixed.CERTIFICATE_PAD)
            box = rounded_box(
                left,
                self._up(self._at.facts_base + 2.2 * k),
                self._at.right - left,
                9.5 * k,
                2.4 * k,
            )
            text = self._draw(
                fitted, left + self._scaled(fixed.CERTIFICATE_PAD), self._at.facts_base - 0.05
            )
            shown.append(f"0.8 w {colours.ink} RG {box} S {self._ink(text)}")
            edge = left - 5.0 * k
        if minutes:
            fitted = fit_line(
                self._words.minutes.format(minutes), MEDIUM, 90 * k, self._at.facts_size
            )
            shown.append(self._ink(self._draw(fitted, edge, self._at.facts_base, right=True)))
            edge -= fitted.lines[0].length(fitted.size)
        return _Block(" ".join(shown), edge - (8.0 if shown else 0.0), remains)

    def _words_about(self, card: ShelfCard, above_qr: bool) -> str:
        """The quotation; without one the cast, else the tagline, else nothing."""
        quote, author = clean(card.quote).strip('"“”'), clean(card.quote_author)
        if quote:
            marked = f"{self._words.open_quote}{quote}{self._words.close_quote}"
            return self._quote("quote", marked, author, above_qr)
        if card.cast:
            return self._cast([clean(name) for name in card.cast])
        tagline = clean(card.tagline)
        return self._quote("tagline", tagline, "", above_qr) if tagline else ""

    def _quote(self, field: str, text: str, author: str, above_qr: bool) -> str:
        box = self._at.quote_box_above_qr if above_qr else self._at.quote_box
        name = self._author(author)
        quote = fit_quote(text, ITALIC, name, box)
        if quote.text.shortened:
            self._note(field, quote.text.lines[-1].text)
        size, base = quote.text.size, self._at.quote_top + quote.top
        shown = []
        for line in quote.text.lines:
            self._document.use(line)
            x = self._at.right - line.length(size) if quote.text.right_to_left else self._at.left
            shown.append(line.operators(x, self._up(base), size))
            base += quote.text.leading
        drawn = self._ink(" ".join(shown))
        if not name.runs:
            return drawn
        self._document.use(name)
        signed = name.operators(
            self._at.left + quote.author_x,
            self._up(self._at.quote_top + quote.author_y),
            round(quote.author_size, 2),
        )
        return f"{drawn} {self._colours.quiet} rg {signed}"

    def _author(self, author: str) -> Line:
        """The author's name, at most half a card wide at the smallest size of a quotation."""
        line = self._authors.get(author)
        if line is None:
            smallest = self._at.quote_box.sizes[-1] * self._at.quote_box.author
            fitted = fit_line(author, SEMIBOLD, self._at.room / 2, smallest)
            line = self._authors[author] = fitted.lines[0]
        return line

    def _cast(self, names: list[str]) -> str:
        """As many names as two lines hold, in order of billing; the rest are left out."""
        paragraph = Paragraph(self._words.cast.format(", ".join(names)), REGULAR)
        limit = self._at.room / self._at.cast_size * 1000
        paragraph.split_longer_than(limit)
        breaks = paragraph.greedy(limit)
        lines = [paragraph.text(first, last) for first, last in breaks[:2]]
        if len(breaks) > 2:
            lines = _whole_names(lines)
        shown = []
        for number, text in enumerate(lines):
            line = self._document.use(set_line(text, REGULAR))
            shown.append(
                line.operators(
                    self._at.left,
                    self._up(self._at.cast_base + number * self._at.cast_leading),
                    self._at.cast_size,
                )
            )
        return self._ink(" ".join(shown))

    # --- the bottom

    def _verdict(self, thumbs: int | None) -> str:
        """Five boxes, a thumb in as many as the film earned; nothing without a verdict."""
        if thumbs is None:
            return ""
        key = ("thumbs", thumbs)
        block = self._blocks.get(key)
        if block is None:
            block = self._blocks[key] = _Block(self._new_verdict(thumbs), self._at.boxes_left)
        return block.operators

    def _new_verdict(self, thumbs: int) -> str:
        colours, half = self._colours, fixed.BOX_STROKE / 2
        bottom = self._up(self._at.bars_top + self._at.box)
        lefts = [
            self._at.boxes_left + place * (self._at.box + self._at.box_gap) for place in range(5)
        ]
        boxes = " ".join(
            rounded_box(
                x + half,
                bottom + half,
                self._at.box - 2 * half,
                self._at.box - 2 * half,
                fixed.BOX_RADIUS * self._at.box / 17,
            )
            for x in lefts
        )
        scale, inset = self._at.thumb / 96, (self._at.box - self._at.thumb) / 2
        magnets = " ".join(
            f"q {scale:.5f} 0 0 {scale:.5f} {x + inset:.2f} {bottom + inset:.2f} cm /T Do Q"
            for x in lefts[: max(0, min(5, thumbs))]
        )
        said = self._words.thumbs.format(thumbs).encode("utf-16-be").hex().upper()
        return (
            f"/Span<</ActualText<FEFF{said}>>>BDC {fixed.BOX_STROKE} w {colours.ink} RG {boxes} S "
            f"{colours.accent} rg {magnets} EMC"
        )

    def _formats(self, formats: tuple[str, ...]) -> str:
        if not formats:
            return ""
        key = ("formats", formats)
        block = self._blocks.get(key)
        if block is None:
            text = ", ".join(map(clean, formats))
            fitted = fit_line(text, SEMIBOLD, self._at.room - 104, self._at.formats_size)
            shown = self._ink(self._draw(fitted, self._at.right, self._at.digits_base, right=True))
            remains = fitted.lines[0].text if fitted.shortened else ""
            block = self._blocks[key] = _Block(shown, self._at.left, remains)
        self._note("formats", block.shortened)
        return block.operators

    def _code(self, card: ShelfCard, x: float, y: float) -> tuple[str, str, bool]:
        """Bars in page coordinates, their digits in the card's, and whether it is a QR code.

        A code too long for bars beside the boxes becomes a QR code; one too long for that raises.
        """
        text = card.barcode.strip()
        if not text:
            return "", "", False
        code = code128(text)
        left = to_dot(x + self._at.left, self._dpi)
        right = self._at.boxes_left if card.thumbs is not None else self._at.width
        try:
            check_width(code, right - self._at.left + QUIET_MODULES * self._module, self._module)
        except CodeTooWide:
            return self._qr(text, left, to_dot(y + self._up(self._at.qr_bottom), self._dpi))
        height = self._at.bars_bottom - self._at.bars_top
        bars = code128_operators(
            code, left, y + self._up(self._at.bars_bottom), height, self._module
        )
        width = code.modules * self._module
        fitted = fit_line(
            grouped(text), MEDIUM, width, self._at.digits_size, self._scaled(fixed.DIGITS_TRACKING)
        )
        length = fitted.lines[0].length(fitted.size, self._scaled(fixed.DIGITS_TRACKING))
        start = self._at.left + (width - length) / 2
        caption = self._draw(
            fitted, start, self._at.digits_base, tracking=self._scaled(fixed.DIGITS_TRACKING)
        )
        return bars, self._ink(caption), False

    def _qr(self, text: str, left: float, bottom: float) -> tuple[str, str, bool]:
        square, side = qr_operators(text, left, bottom, SMALLEST_QR, self._dpi)
        room = self._at.boxes_left - self._at.left - side - 12
        fitted = fit_line(text, MEDIUM, room, self._at.digits_size)
        if fitted.shortened:
            self._note("barcode", fitted.lines[0].text)
        caption = self._draw(fitted, self._at.left + side + 8, self._at.bars_bottom)
        return square, self._ink(caption), True


def _whole_names(lines: list[str]) -> list[str]:
    """Cuts the last line back to its last whole name."""
    last = lines[-1]
    head, comma, _ = last.rpartition(",")
    if last.endswith(",") or not comma:
        return [*lines[:-1], last.rstrip(",")]
    return [*lines[:-1], head]

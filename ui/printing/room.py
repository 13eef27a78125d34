"""The print room behind its screen: the tray, the document in hand, its preview, the printers.

Everything that takes time is asked of the worker; the last picture stays until the next one is
there, and an answer that nobody waits for any more is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from app.printing import tray
from app.printing.queries import Profile
from app.printing.tray import SetUp
from app.shop.changes import Changes
from app.shop.clock import Context
from app.shop.operations import Done
from ui.desk import Desk
from ui.printing import preview
from ui.printing.lines import Known, Line, Place, Tray, look
from ui.printing.preview import Order, Preview
from ui.printing.spooler import Printer, Spooler
from ui.printing.thumbs import Thumbs
from ui.tasks import Cancelled, Report, Task

# What a printed page may say of the shop; rentals and the till change none of it.
_SHOWN_ON_PAPER = ("titles", "copies", "sections", "boards", "displays", "members", "settings")
_PICTURES = 24
# Beyond so many pieces the whole is built only once the document has been left alone for a while.
_LARGE, _SETTLE_MS = 300, 900
#: The first picture is made at this scale until the window says how large it shows pages.
_FIRST_SCALE = 1.0


class PrintRoom(QObject):
    """``tray_changed``; ``line_changed`` another document or another set-up of it;
    ``preview_changed``; ``pictured(page, scale)`` a page's picture is there; ``printers_changed``.
    """

    tray_changed = Signal()
    line_changed = Signal()
    preview_changed = Signal()
    pictured = Signal(int, float)
    printers_changed = Signal()

    def __init__(self, desk: Desk, spooler: Spooler, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.spooler = spooler
        self.tray = Tray()
        self.printers: tuple[Printer, ...] = ()
        self.printers_known = False
        self.preview: Preview | None = None
        self.scale = _FIRST_SCALE
        self.page = 0
        self._current: int | None = None
        self._known: Known = {}
        self._pictures: dict[tuple[int, float], QImage] = {}
        self._asked: set[tuple[int, float]] = set()
        self._making: list[Task] = []
        self._looking: Task | None = None
        self.thumbs = Thumbs(desk, self)
        self._rest: Order | None = None
        self._whole = QTimer(self)
        self._whole.setSingleShot(True)
        self._whole.timeout.connect(self._make_rest)

    # -- the tray --------------------------------------------------------------------------------

    def load(self, *, anew: bool = True) -> None:
        """Reads the tray; ``anew`` gathers every document's data again, to see what changed."""
        known: Known = {} if anew else self._known
        if self._looking is not None and self._looking.running:
            self._looking.cancel()
        self._known = known
        self._looking = self.desk.read(_Look(self.desk.now(), known), done=self._looked, owner=self)

    def heed(self, changes: Changes) -> None:
        """Something was written: read again what may look otherwise."""
        on_paper = changes.everything or any(changes.ids(kind) for kind in _SHOWN_ON_PAPER)
        if on_paper or changes.ids("printing"):
            self.load(anew=on_paper)

    def _looked(self, found: Tray) -> None:
        before = self.line
        self.tray = found
        if self.line is None and found.lines:
            self._current = self._next_after(before)
        self.tray_changed.emit()
        self.line_changed.emit()
        self._make()

    def _next_after(self, before: Line | None) -> int:
        """The document that takes the place of one that went out of the tray."""
        ids = [line.item.id for line in self.tray.lines]
        later = [id_ for id_ in ids if before is not None and id_ > before.item.id]
        return later[0] if later else ids[0]

    @property
    def line(self) -> Line | None:
        """The document in hand."""
        return self.tray.line(self._current)

    def select(self, item_id: int) -> None:
        """Takes another document in hand."""
        if item_id == self._current:
            return
        self._current = item_id
        self.page = 0
        if self.line is not None:
            self.line_changed.emit()
            self._make()

    # -- acting ----------------------------------------------------------------------------------

    def perform(self, act: Callable[[Context], Done | tray.Added]) -> None:
        """Does something with the tray and says so."""
        self.desk.perform(act)

    def set_up(self, **changes: object) -> None:
        """Other paper, printer, feed, design, ink or copies for the document in hand."""
        line = self.line
        if line is None:
            return
        wanted: SetUp = replace(line.item.set_up, **changes)  # type: ignore[arg-type]  # by name
        if wanted != line.item.set_up:
            self.desk.perform(partial(tray.set_up, item_id=line.item.id, wanted=wanted))

    def take_out(self) -> None:
        """The document in hand leaves the tray."""
        if self.line is not None:
            self.desk.perform(partial(tray.take_out, item_id=self.line.item.id))

    def decide(self, index: int, what: str, field: str, value: str) -> None:
        """Decides about a piece of the preview: print other words, or leave it out."""
        line, made = self.line, self.preview
        if line is None or made is None or index >= len(made.pieces):
            return
        piece = made.pieces[index]
        key = piece.key if what == "out" else f"{piece.key}.{field}"
        act = partial(
            tray.decide, item_id=line.item.id, part=key, what=what, value=value, title=piece.name
        )
        self.desk.perform(act)

    def move_group(self, step: int) -> None:
        """The paper in hand goes before or after its neighbour."""
        line = self.line
        groups = self.tray.groups()
        places = [place for place, _ in groups]
        if line is None or not 0 <= (at := places.index(line.place)) + step < len(places):
            return
        groups[at], groups[at + step] = groups[at + step], groups[at]
        order = [one.item.id for _, lines in groups for one in lines]
        name = line.sheet.group_words() if line.sheet is not None else line.item.name
        self.desk.perform(partial(tray.reorder, item_ids=order, name=name))

    # -- labels ----------------------------------------------------------------------------------

    @property
    def used(self) -> frozenset[int]:
        """The labels that are gone of the sheet in hand."""
        line = self.line
        return self.tray.used_at(line.place) if line is not None else frozenset()

    def mark(self, labels: Iterable[int], used: bool, label: int) -> None:
        """Marks labels as used, or as free again."""
        line = self.line
        if line is None:
            return
        wanted = self.used | set(labels) if used else self.used - set(labels)
        if wanted != self.used:
            stock, printer, feed = line.place
            self.desk.perform(
                partial(
                    tray.mark_used, stock=stock, printer=printer, feed=feed, used=sorted(wanted),
                    label=label,
                )
            )  # fmt: skip

    def new_sheet(self) -> None:
        """A whole sheet lies in the feed."""
        line = self.line
        if line is not None and self.used:
            stock, printer, feed = line.place
            self.desk.perform(partial(tray.new_sheet, stock=stock, printer=printer, feed=feed))

    # -- the preview -----------------------------------------------------------------------------

    def _make(self) -> None:
        """Builds the document in hand; many sheets show their first page before the rest."""
        for task in self._making:
            task.cancel()
        self._making = []
        line = self.line
        if line is None:
            self.preview = None
            self._pictures.clear()
            self.preview_changed.emit()
            return
        order = Order(line, self.used, self.scale, self.page, self._correction(line))
        self._whole.stop()
        if order.makes_many():
            self._build(order, first_only=True)
            self._rest = order
            self._whole.start(_SETTLE_MS if len(line.keys) > _LARGE else 0)
        else:
            self._build(order, first_only=False)

    @Slot()
    def _make_rest(self) -> None:
        """All the sheets of a large document, once nobody has changed anything for a moment: a
        build of thousands cannot be stopped half-way, and labels are marked one after the other.
        """
        order, self._rest = self._rest, None
        if order is not None:
            self._build(replace(order, page=self.page, scale=self.scale), first_only=False)

    def _build(self, order: Order, *, first_only: bool) -> None:
        work = partial(preview.make, order, first_only)
        self._making.append(self.desk.read(work, done=self._made, owner=self))

    def want_whole(self) -> None:
        """Somebody waits for all the sheets: no more settling."""
        if self._whole.isActive():
            self._whole.start(0)

    def _made(self, made: Preview) -> None:
        if made.item_id != self._current:
            return
        self.preview = made
        self._pictures.clear()
        self._asked.clear()
        self.page = min(self.page, max(made.report.pages - 1, 0))
        if made.picture is not None:
            self._pictures[self.page, made.scale] = made.picture
        line = self.line
        if made.picture is not None and line is not None and not self.page:
            self.thumbs.keep(line, made.picture)
        self.preview_changed.emit()
        if made.whole:
            self.thumbs.go_through(self.tray, self._current)

    def picture(self, page: int, scale: float) -> QImage | None:
        """A page's picture; where it is not there yet it is asked for and `pictured` tells."""
        key = (page, scale)
        found = self._pictures.get(key)
        made = self.preview
        if found is None and made is not None and made.pdf and key not in self._asked:
            self._asked.add(key)
            self.desk.read(
                partial(preview.picture, made.pdf, page, scale),
                done=_Arrived(self, made, page, scale),
                owner=self,
            )
        return found

    def picture_arrived(self, of: Preview, page: int, scale: float, image: QImage) -> None:
        """The worker brought a picture; one of a document that has changed since is dropped."""
        if of is not self.preview:
            return
        if len(self._pictures) >= _PICTURES:
            self._pictures.pop(next(iter(self._pictures)))
            self._asked = set(self._pictures)
        self._pictures[page, scale] = image
        self.pictured.emit(page, scale)

    def turn_to(self, page: int) -> None:
        """Shows another page."""
        made = self.preview
        if made is not None and 0 <= page < made.report.pages and page != self.page:
            self.page = page
            self.preview_changed.emit()

    # -- printers --------------------------------------------------------------------------------

    def find_printers(self) -> None:
        """Asks the system for its printers."""
        self.desk.read(_Printers(self.spooler), done=self._printers_found, owner=self)

    @Slot(object)
    def _printers_found(self, found: Sequence[Printer]) -> None:
        self.printers = tuple(found)
        self.printers_known = True
        self.printers_changed.emit()

    def printer_of(self, place: Place) -> Printer | None:
        """The printer of a group: as named, else the system's own choice. None where it is gone."""
        name = place[1]
        for one in self.printers:
            if one.name == name or (not name and one.default):
                return one
        return self.printers[0] if self.printers and not name else None

    def profile(self, place: Place) -> Profile | None:
        """The profile of a group's feed."""
        printer = self.printer_of(place)
        name = printer.name if printer is not None else place[1]
        for one in self.tray.profiles:
            if (one.printer, one.feed) == (name, place[2]):
                return one
        return None

    def _correction(self, line: Line) -> object:
        from ui.printing.correcting import correction

        profile = self.profile(line.place)
        return correction(profile.reading) if profile is not None else None


class _Look:
    """Reads the tray; for the worker."""

    def __init__(self, now: datetime, known: Known) -> None:
        self._now, self._known = now, known

    def __call__(self, report: Report, stop: Cancelled) -> Tray:
        return look(self._now, self._known)


class _Printers:
    """Asks for the printers; for the worker."""

    def __init__(self, spooler: Spooler) -> None:
        self._spooler = spooler

    def __call__(self, report: Report, stop: Cancelled) -> tuple[Printer, ...]:
        return self._spooler.printers()


class _Arrived:
    """Takes a picture back to its room."""

    def __init__(self, room: PrintRoom, of: Preview, page: int, scale: float) -> None:
        self._room, self._of, self._page, self._scale = room, of, page, scale

    def __call__(self, image: QImage) -> None:
        self._room.picture_arrived(self._of, self._page, self._scale, image)

"""Covers at the size in which they are drawn, from files named by their content's hash.

Decoding happens on a small pool of its own; until a cover is there (or where there is none) the
drawn case stands in its place, so that nothing ever waits for a picture.
"""

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import (
    QObject,
    QRectF,
    QRunnable,
    QSize,
    Qt,
    QThreadPool,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPixmap

from ui.theme import tokens
from ui.widgets.drawn_case import drawn_case

_SUFFIXES = ("", ".jpg", ".png", ".webp", ".jpeg")
_KEPT_BYTES = 32 * 1024 * 1024
#: So much of a turn of the event loop goes into cases that are asked for in a spread.
_DRAWN_AT_ONCE_S = 0.003
_MOST_WAITING = 200


@dataclass(frozen=True, slots=True)
class CoverSpec:
    """What stands on a cover: its hash ("" for none), and what to draw where there is none."""

    digest: str
    title: str
    format_code: str = ""
    subtitle: str = ""


class CoverCache(QObject):
    """Pixmaps by cover, size and device ratio. ``arrived(str)`` carries a hash that can be drawn.

    ``folder`` holds the files, named ``<hash>`` or ``<ha>/<hash>`` with or without a suffix. At
    most 32 MB of pixmaps are kept.

    A page of drawn cases takes longer than a frame. Who asks for them in ``spread`` has a few at
    once and bare ones for the rest, whose words follow a few at each turn of the event loop:
    ``drawn(object)`` carries the ``CoverSpec``s that have them now.
    """

    arrived = Signal(str)
    drawn = Signal(object)
    _decoded = Signal(object)

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._kept: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._bytes = 0
        self._pending: set[tuple[object, ...]] = set()
        self._absent: set[str] = set()
        self._waiting: dict[tuple[object, ...], tuple[CoverSpec, QSize, float]] = {}
        self._spent = 0.0
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._draw_waiting)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._decoded.connect(self._store)

    def set_folder(self, folder: Path | None) -> None:
        """Another shop: forget everything."""
        self._folder = folder
        self.forget()

    def forget(self) -> None:
        """Drop all pixmaps (another light, another shop)."""
        self._kept.clear()
        self._waiting.clear()
        self._absent.clear()
        self._bytes = 0

    def pixmap(
        self, spec: CoverSpec, size: QSize, ratio: float = 1.0, *, spread: bool = False
    ) -> QPixmap:
        """The cover at ``size`` logical pixels, or its drawn case for now. Never waits."""
        wanted = (spec.digest, size.width(), size.height(), ratio)
        if spec.digest and spec.digest not in self._absent:
            kept = self._kept.get(wanted)
            if kept is not None:
                self._kept.move_to_end(wanted)
                return kept
            self._ask(wanted, spec.digest, size, ratio)
        drawn = (spec, size.width(), size.height(), ratio, tokens().night)
        case = self._kept.get(drawn)
        if case is not None:
            self._kept.move_to_end(drawn)
            return case
        if spread and spec.title and self._spent > _DRAWN_AT_ONCE_S:
            self._waiting.pop(drawn, None)
            self._waiting[drawn] = (spec, size, ratio)
            while len(self._waiting) > _MOST_WAITING:
                self._waiting.pop(next(iter(self._waiting)))  # long out of sight
            self._turn.start()
            return self.pixmap(CoverSpec("", "", spec.format_code), size, ratio)
        return self._draw(drawn, spec, size, ratio, counts=spread)

    def _draw(
        self, key: tuple[object, ...], spec: CoverSpec, size: QSize, ratio: float, *, counts: bool
    ) -> QPixmap:
        start = perf_counter()
        case = drawn_case(size, spec.title, spec.format_code, spec.subtitle, ratio)
        self._keep(key, case)
        if counts:
            self._spent += perf_counter() - start
            self._turn.start()
        return case

    @Slot()
    def _draw_waiting(self) -> None:
        """Another turn: those asked for last are in sight, whatever was scrolled by before."""
        self._spent = 0.0
        done = []
        while self._waiting and self._spent <= _DRAWN_AT_ONCE_S:
            key, (spec, size, ratio) = self._waiting.popitem()
            self._draw(key, spec, size, ratio, counts=True)
            done.append(spec)
        if done:
            self.drawn.emit(frozenset(done))
        else:
            self._turn.stop()

    def close(self) -> None:
        """Wait for what is being decoded."""
        self._pool.clear()
        self._pool.waitForDone()

    def _ask(self, wanted: tuple[object, ...], digest: str, size: QSize, ratio: float) -> None:
        if wanted in self._pending:
            return
        path = self._path(digest)
        if path is None:
            self._absent.add(digest)
            return
        self._pending.add(wanted)
        self._pool.start(_Decoding(self, wanted, path, size, ratio))

    def _path(self, digest: str) -> Path | None:
        if self._folder is None or not digest:
            return None
        for folder in (self._folder, self._folder / digest[:2]):
            for suffix in _SUFFIXES:
                path = folder / f"{digest}{suffix}"
                if path.is_file():
                    return path
        return None

    def _keep(self, key: tuple[object, ...], made: QPixmap) -> None:
        self._kept[key] = made
        self._bytes += made.width() * made.height() * 4
        while self._bytes > _KEPT_BYTES and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self._bytes -= old.width() * old.height() * 4

    @Slot(object)
    def _store(self, result: tuple[tuple[object, ...], QImage, float]) -> None:
        wanted, image, ratio = result
        self._pending.discard(wanted)
        digest = str(wanted[0])
        if image.isNull():
            self._absent.add(digest)
            return
        self._keep(wanted, _mounted(image, ratio))
        self.arrived.emit(digest)


class _Decoding(QRunnable):
    def __init__(
        self,
        cache: CoverCache,
        wanted: tuple[object, ...],
        path: Path,
        size: QSize,
        ratio: float,
    ) -> None:
        super().__init__()
        self._cache, self._wanted, self._path = cache, wanted, path
        self._size, self._ratio = size, ratio

    def run(self) -> None:
        image = _decode(self._path, self._size, self._ratio)
        self._cache._decoded.emit((self._wanted, image, self._ratio))


def _decode(path: Path, size: QSize, ratio: float) -> QImage:
    """Read a picture no larger than it is drawn, filling the size and cut to it in the middle."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    pixels = QSize(round(size.width() * ratio), round(size.height() * ratio))
    full = reader.size()
    if full.isValid():
        reader.setScaledSize(full.scaled(pixels, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        return image
    scaled = image.scaled(
        pixels,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left = (scaled.width() - pixels.width()) // 2
    top = (scaled.height() - pixels.height()) // 2
    return scaled.copy(left, top, pixels.width(), pixels.height())


def _mounted(image: QImage, ratio: float) -> QPixmap:
    """The picture with the small round corners of a case."""
    made = QPixmap(image.size())
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    radius = max(min(image.width() * 0.03, 4 * ratio), 1.5 * ratio)
    path.addRoundedRect(QRectF(image.rect()), radius, radius)
    painter.setClipPath(path)
    painter.drawImage(0, 0, image)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made

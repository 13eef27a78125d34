"""Lucide's icons in the colours of the current light.

The SVG files are kept as their makers wrote them (with the licence line); ``currentColor`` is
replaced when one is drawn. Pixmaps are cached per name, colour, size and device ratio, so a new
light simply asks for other colours and nothing has to be thrown away.
"""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.theme import tokens
from ui.theme.fonts import RESOURCES


class UnknownIcon(KeyError):
    """No such icon in resources/icons: a bug of ours, found by the first test that draws it."""


@cache
def _source(name: str) -> str:
    path = RESOURCES / "icons" / f"{name}.svg"
    if not path.is_file():
        raise UnknownIcon(name)
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def _renderer(name: str, color: str, stroke: float) -> QSvgRenderer:
    svg = _source(name).replace("currentColor", color)
    svg = svg.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    return QSvgRenderer(QByteArray(svg.encode()))


@lru_cache(maxsize=1024)
def _pixmap(name: str, color: str, size: int, ratio: float, stroke: float) -> QPixmap:
    made = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _renderer(name, color, stroke).render(painter)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def pixmap(
    name: str, role: str = "ink", size: int = 16, ratio: float | None = None, stroke: float = 1.75
) -> QPixmap:
    """The icon ``name`` in the colour of a token (or ``#RRGGBB``), ``size`` logical pixels square.

    ``ratio`` is the device pixel ratio of where it will be drawn; without it, the highest of the
    screens. Raises ``UnknownIcon`` for a name that is not in resources/icons.
    """
    if ratio is None:
        app = QGuiApplication.instance()
        ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _pixmap(name, tokens().color(role).name(), size, ratio, stroke)


def paint(painter: QPainter, name: str, role: str, where: QRectF | QPointF, size: int = 16) -> None:
    """Draw an icon: centred in a rectangle, or with its top left at a point."""
    picture = pixmap(name, role, size, painter.device().devicePixelRatioF())
    if isinstance(where, QRectF):
        where = where.center() - QPointF(size / 2, size / 2)
    painter.drawPixmap(QPoint(round(where.x()), round(where.y())), picture)


class _TokenEngine(QIconEngine):
    """Draws in the light of the moment, so that menus need no new icons after a switch."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        role = "ink3" if mode == QIcon.Mode.Disabled else self._role
        return pixmap(self._name, role, min(size.width(), size.height()), 1.0)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = "ink3" if mode == QIcon.Mode.Disabled else self._role
        paint(painter, self._name, role, QRectF(rect), min(rect.width(), rect.height()))

    def clone(self) -> QIconEngine:
        return _TokenEngine(self._name, self._role)


def icon(name: str, role: str = "ink") -> QIcon:
    """A ``QIcon`` for menus and the window; it follows the light by itself."""
    _source(name)
    return QIcon(_TokenEngine(name, role))


def color(role: str) -> QColor:
    """Short for ``tokens().color(role)``."""
    return tokens().color(role)

"""Tab goes the way a page is read: by its layouts, from the top and from the left.

Qt's own chain is the order in which widgets were made. Parts that come and go (forms, chips, a bar)
would end up behind everything, and each page would have to mend that by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLayout, QScrollArea, QWidget


def reading_order(root: QWidget) -> Iterator[QWidget]:
    """What the keyboard can go to within a widget, in the order it is read."""
    if _takes_tab(root):
        yield root
    for part in _parts(root):
        yield from reading_order(part)


def next_in_order(root: QWidget, current: QWidget | None, *, forward: bool) -> QWidget | None:
    """Where Tab goes (Shift+Tab where not ``forward``), round and round; None for nowhere, and for
    a widget that is not seen: Qt asks for its neighbour while it is being hidden.
    """
    order = list(reading_order(root))
    if current not in order:  # the keyboard is where Tab alone does not lead
        stops = set(order)
        order = [widget for widget in _all(root) if widget in stops or widget is current]
    if current is None or current not in order or len(order) < 2:
        return None
    step = 1 if forward else -1
    return order[(order.index(current) + step) % len(order)]


def go_on(root: QWidget, current: QWidget | None, *, forward: bool) -> bool:
    """Moves the keyboard to what is next; False where there is nothing."""
    wanted = next_in_order(root, current, forward=forward)
    if wanted is None:
        return False
    reason = Qt.FocusReason
    wanted.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
    return True


def _all(root: QWidget) -> Iterator[QWidget]:
    """Everything seen within a widget, in the order it is read."""
    yield root
    for part in _parts(root):
        yield from _all(part)


def _takes_tab(widget: QWidget) -> bool:
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tab and widget.isEnabled() and widget.focusProxy() is None


def _parts(widget: QWidget) -> list[QWidget]:
    """The children that are seen: those of the layout in its order, then others as they stand."""
    if isinstance(widget, QScrollArea):
        inner = widget.widget()
        return [inner] if inner is not None and inner.isVisible() else []
    if isinstance(widget, QAbstractScrollArea):
        return []  # a list goes through its rows by arrows
    layout = widget.layout()
    placed = list(_placed(layout)) if layout is not None else []
    known = set(placed)
    others = [
        child
        for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if child not in known and not child.isWindow()
    ]
    others.sort(key=_place)
    return [child for child in (*placed, *others) if child.isVisible()]


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            yield from _placed(inner)
        elif widget is not None:
            yield widget


def _place(widget: QWidget) -> tuple[int, int]:
    return widget.y(), widget.x()

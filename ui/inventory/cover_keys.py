"""Where a key leads in a grid of tiles."""

from __future__ import annotations

from PySide6.QtCore import Qt


def target(key: Qt.Key, at: int, last: int, *, columns: int, page_rows: int) -> int | None:
    """The number of the tile that a key leads to from tile `at` (-1: from none); None where it is
    no key for moving. `last` is the number of the last tile, `page_rows` how many rows are seen.
    """
    steps = {
        Qt.Key.Key_Left: -1,
        Qt.Key.Key_Right: 1,
        Qt.Key.Key_Up: -columns,
        Qt.Key.Key_Down: columns,
        Qt.Key.Key_PageUp: -columns * page_rows,
        Qt.Key.Key_PageDown: columns * page_rows,
    }
    if key == Qt.Key.Key_Home:
        return 0
    if key == Qt.Key.Key_End:
        return last
    if key not in steps:
        return None
    if at < 0:
        return 0
    row = at + steps[key]
    if 0 <= row <= last:
        return row
    if key == Qt.Key.Key_Down and at // columns < last // columns:
        return last  # the last row is shorter
    if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
        return min(max(row, 0), last)
    return at

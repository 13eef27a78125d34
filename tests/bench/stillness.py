"""How long the window's thread stands still while people work, at scarecrow size.

The real window, offscreen, 1440 x 900; each figure is the worst of its steps, in milliseconds,
beside the worst repaint of one plain widget of that size with as many words on it. A step is a key,
a notch of the wheel or a scan, with everything that follows from it.

    python -m tests.bench.stillness [SHOP.db [ACTION ...]]      some of it, on a copy of your own
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QSettings, QSize, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from app.store import database as store
from tests.bench.measure import NOW, Figure, percentile
from tests.bench.pulse import WATCHED_MS, Plain, Pulse
from tests.bench.shops import copy_of_scarecrow
from ui.front import Front
from ui.opening import make_application
from ui.readying import Readying
from ui.shell import MainWindow
from ui.theme import Theme, load_fallback_fonts

_SIZE = QSize(1440, 900)
#: While somebody works; and where another screen or page comes up.
_STILL_MS, _UP_MS = 16.0, 100.0
#: The pause after the start in which screens are made ready.
_PAUSE_MS = 2000

Step = Callable[[], object]


def run() -> Iterator[Figure]:
    """The longest stretch of each action without a turn of the event loop."""
    yield from _run(copy_of_scarecrow(), ())


def _run(shop: Path, wanted: tuple[str, ...]) -> Iterator[Figure]:
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        preferences = QSettings(str(Path(folder) / "w.ini"), QSettings.Format.IniFormat)
        theme = Theme(preferences)
        theme.install(app)
        load_fallback_fonts()
        hands = Hands(app, theme, preferences)
        floor = hands.floor()
        for name, steps in hands.day(shop):
            if wanted and not name.startswith(wanted) and not name.endswith(", first"):
                continue  # what the rest stands on is done all the same
            stood, worked = zip(*(hands.watch(step) for step in steps), strict=True)
            worst, half, most = max(stood), percentile(stood, 0.5), percentile(stood, 0.95)
            busy = f"worked {percentile(worked, 0.5):.1f}, {max(worked):.1f}"
            print(f"     {name}: {len(stood)} steps, p50 {half:.1f}, p95 {most:.1f}, {busy}")
            yield Figure(f"still, {name}", "ms", worst, _target(name), floor)
        hands.window.close()


class Hands:
    """The window and who works at it."""

    def __init__(self, app: QApplication, theme: Theme, preferences: QSettings) -> None:
        self.window = MainWindow(theme, settings=preferences)
        self.front = Front(app, self.window, preferences, clock=_clock, staff="Dana")
        self._ready = Readying(app, self.window, self.front.runner, self.front)
        self._pulse = Pulse()
        self._app = app
        self.milliseconds = WATCHED_MS
        self.window.resize(_SIZE)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)

    def floor(self) -> float:
        """The worst repaint of a plain widget of this size with as many words."""
        plain = Plain(_SIZE)
        plain.show()
        QTest.qWaitForWindowExposed(plain)
        worst = max(self._pulse.watch(plain.again, _at_rest, 20) for _ in range(40))
        plain.close()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        return worst

    def watch(self, step: Step) -> tuple[float, float]:
        """How long the thread stood still at most during a step and what follows from it, and the
        most that it worked meanwhile; in milliseconds.
        """
        longest = self._pulse.watch(step, self._idle, self.milliseconds)
        return longest, self._pulse.busiest

    def _idle(self) -> bool:
        waits = self.milliseconds == _PAUSE_MS
        return not self.front.runner.busy and (self._ready.ready or not waits)

    # -- a day -----------------------------------------------------------------------------------

    def day(self, shop: Path) -> Iterator[tuple[str, list[Step]]]:
        """What people do, in order; each with a name and its steps."""
        yield "start, first", [partial(self.front.open_shop, shop)]
        self.milliseconds = _PAUSE_MS
        yield "the pause in which screens are made ready, first", [self._ready.start]
        self.milliseconds = WATCHED_MS
        yield from self._list()
        yield from self._covers()
        yield from self._members()
        yield from self._counter()
        yield from self._night_drop()
        yield from self._screens()

    def _list(self) -> Iterator[tuple[str, list[Step]]]:
        self._settle()
        screen = self.window.screen_named("inventory")
        search = screen.filters.search.edit  # type: ignore[attr-defined]
        table = screen.list_page.table  # type: ignore[attr-defined]
        self._press("Ctrl+F")
        words = ("silent", "golden", "wisniewski", "maria", "the wand")
        yield "typing in the search", [step for word in words for step in self._typed(search, word)]
        search.clear()
        self._settle()
        table.setFocus()
        yield "arrows in the list", _times(25, partial(self._key, table, "Down"))
        yield (
            "pages in the list",
            _times(15, partial(self._key, table, "PgDown"))
            + _times(5, partial(self._key, table, "PgUp")),
        )
        yield "wheel over the list", _times(25, partial(_wheel, table, -120))
        ends: list[Step] = [partial(self._key, table, "End"), partial(self._key, table, "Home")]
        yield "to the end of the list and back", ends * 6
        bar = table.verticalScrollBar()
        leaps = [bar.maximum() * share // 17 for share in range(1, 17)]
        yield "the list's bar dragged", [partial(bar.setValue, leap) for leap in leaps]
        orders = [f"Ctrl+Shift+{number}" for number in (2, 3, 8, 1)]
        yield "sorting the list", [partial(self._press, keys) for keys in orders]

    def _covers(self) -> Iterator[tuple[str, list[Step]]]:
        screen = self.window.screen_named("inventory")
        self._press("Ctrl+F")
        yield "covers, first", [partial(self._press, "Ctrl+G")]
        grid = screen.pages[1].grid  # type: ignore[attr-defined]
        grid.setFocus()
        yield "wheel over the covers", _times(25, partial(_wheel, grid, -120))
        yield "pages of covers", _times(15, partial(self._key, grid, "PgDown"))
        ends = [partial(self._key, grid, "End"), partial(self._key, grid, "Home")]
        bar = grid.verticalScrollBar()
        leaps = [bar.maximum() * share // 13 for share in range(1, 13)]
        yield (
            "jumps in the covers",
            ends * 4 + [partial(bar.setValue, leap) for leap in leaps],
        )
        yield "arrows in the covers", _times(15, partial(self._key, grid, "Right"))
        yield "sections, first", [partial(self._press, "Ctrl+G")]
        yield "list, covers, sections, again", _times(7, partial(self._press, "Ctrl+G"))

    def _members(self) -> Iterator[tuple[str, list[Step]]]:
        yield "members, first", [partial(self.window.show_screen, "members")]
        screen = self.window.screen_named("members")
        edit = screen.top.search.edit  # type: ignore[attr-defined]
        rows = screen.list  # type: ignore[attr-defined]
        rows.setFocus()
        yield "arrows in the members", _times(20, partial(self._key, rows, "Down"))
        yield "pages of members", _times(12, partial(self._key, rows, "PgDown"))
        yield "wheel over the members", _times(20, partial(_wheel, rows, -120))
        bar = rows.verticalScrollBar()
        leaps = [bar.maximum() * share // 13 for share in range(1, 13)]
        yield "jumps in the members", [partial(bar.setValue, leap) for leap in leaps]
        edit.setFocus()
        words = ("maria", "petrov", "okafor", "5550")
        yield "typing in the members", [step for word in words for step in self._typed(edit, word)]
        edit.clear()
        self._settle()

    def _counter(self) -> Iterator[tuple[str, list[Step]]]:
        yield "counter, first", [partial(self.window.show_screen, "counter")]
        cards = _column(
            "SELECT DISTINCT m.number FROM member m JOIN renter r ON r.member_id = m.id"
            " WHERE m.status = 'active' AND r.born_on < '1980-01-01' AND NOT EXISTS"
            " (SELECT 1 FROM rental o WHERE o.member_id = m.id AND o.returned_at IS NULL) LIMIT 5"
        )
        copies = iter(_column(_COPIES_IN, 30))
        scans: list[Step] = []
        for card in cards:
            codes = [card, *itertools.islice(copies, 3)]
            scans += [partial(self._scan, code) for code in codes]
            scans += [partial(self._press, "F6"), partial(self._press, "F12")]
        yield "scans at the counter", scans
        late = _column(_COPIES_OUT, 10)
        yield "returns at the counter", [partial(self._scan, code) for code in late]
        self._press("Escape")

    def _night_drop(self) -> Iterator[tuple[str, list[Step]]]:
        yield "night drop, first", [partial(self.window.show_screen, "nightdrop")]
        self._press("Ctrl+N")
        self._settle()
        codes = _column(_COPIES_OUT, 40)[10:]
        codes[5:5] = ["99999999", codes[1]]
        yield "scans in the night drop", [partial(self._scan, code) for code in codes]

    def _screens(self) -> Iterator[tuple[str, list[Step]]]:
        show = self.window.show_screen
        yield "owner, first", [partial(show, "owner")]
        yield "import, first", [partial(show, "import")]
        yield "from import to the list", [partial(show, "inventory")]
        order = ("counter", "nightdrop", "inventory", "members", "owner", "inventory", "import")
        yield "from screen to screen", [partial(show, name) for name in order * 2]
        show("inventory")

    # -- hands -----------------------------------------------------------------------------------

    def _settle(self) -> None:
        self._pulse.watch(_nothing, self._idle)

    def _typed(self, edit: QWidget, word: str) -> list[Step]:
        """A word letter by letter, then the field is emptied."""
        letters: list[Step] = [partial(QTest.keyClicks, edit, letter) for letter in word]
        return [*letters, edit.clear]  # type: ignore[attr-defined]  # a QLineEdit

    def _key(self, widget: QWidget, keys: str) -> None:
        sequence = QKeySequence(keys)[0]  # type: ignore[index]  # PySide's stubs lack it
        QTest.keyClick(widget, sequence.key(), sequence.keyboardModifiers())

    def _press(self, keys: str) -> None:
        self._key(QApplication.focusWidget() or self.window, keys)

    def _scan(self, code: str) -> None:
        self.window.scan_bar.take_scan(code)


_COPIES_IN = (
    "SELECT barcode FROM copy WHERE state = 'in' AND purpose = 'rental'"
    " ORDER BY id * 7919 % 100003 LIMIT ?"
)
_COPIES_OUT = (
    "SELECT c.barcode FROM copy c JOIN rental r ON r.copy_id = c.id AND r.returned_at IS NULL"
    " WHERE c.state = 'out' ORDER BY r.id DESC LIMIT ?"
)


def _target(name: str) -> float:
    comes_up = name.endswith((", first", ", again")) or name.startswith("from ")
    return _UP_MS if comes_up else _STILL_MS


def _times(count: int, step: Step) -> list[Step]:
    return [step] * count


def _column(sql: str, *parameters: object) -> list[str]:
    return [str(row[0]) for row in store.rows(sql, parameters)]


def _wheel(view: QAbstractScrollArea, angle: int) -> None:
    port = view.viewport()
    spot = QPointF(port.rect().center())
    event = QWheelEvent(
        spot,
        QPointF(port.mapToGlobal(spot.toPoint())),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port, event)


def _clock() -> datetime:
    return NOW


def _at_rest() -> bool:
    return True


def _nothing() -> None:
    return None


if __name__ == "__main__":
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else copy_of_scarecrow()
    for figure in _run(path, tuple(sys.argv[2:])):
        print(figure.line(), flush=True)

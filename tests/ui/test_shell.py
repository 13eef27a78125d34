"""The window: it shows screens, passes things on, and decides nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.shop.changes import Changes
from ui.actions import Action, KeyLine
from ui.screen import Screen
from ui.shell import MainWindow
from ui.tasks import Task
from ui.theme import Theme

CONTROL = Qt.KeyboardModifier.ControlModifier


class Recorder(Screen):
    """A screen that remembers what happened to it."""

    def __init__(self) -> None:
        super().__init__()
        self.log: list[str] = []
        self.unsaved = False
        self.line = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.line)

    def actions_declared(self) -> list[Action | KeyLine]:
        return [Action("add", "Add title", "plus", "Ctrl+N", self.add, group="Titles")]

    def add(self) -> None:
        self.log.append("add")

    def entered(self) -> None:
        self.log.append("entered")

    def left(self) -> None:
        self.log.append("left")

    def changed(self, changes: Changes) -> None:
        self.log.append(f"changed {sorted(changes.titles)}")

    def leave_ok(self) -> bool:
        return not self.unsaved


class Counter(Recorder):
    name, title, icon, order, scan_focus = "counter", "Counter", "scan-barcode", 1, True


class Inventory(Recorder):
    name, title, icon, order = "inventory", "Inventory", "library", 3


@dataclass
class Heard:
    values: list[object] = field(default_factory=list)

    def keep(self, value: object = None) -> None:
        self.values.append(value)


@pytest.fixture
def window(qtbot: QtBot, app_theme: Theme) -> Iterator[MainWindow]:
    made = MainWindow(app_theme, now=_noon)
    qtbot.addWidget(made)
    made.add_screen(Inventory())
    made.add_screen(Counter())
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_screen("counter")
    yield made
    made.close()


def _noon() -> str:
    return "Sat 13 Dec, 12:00"


def _screen(window: MainWindow, name: str) -> Recorder:
    screen = window.screen_named(name)
    assert isinstance(screen, Recorder)
    return screen


def test_screens_open_by_key_in_the_order_of_the_rail(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL)
    assert window.current_screen is window.screen_named("inventory")
    assert _screen(window, "counter").log == ["entered", "left"]
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    assert window.current_screen is window.screen_named("counter")


def test_an_unsaved_form_keeps_its_screen(window: MainWindow) -> None:
    counter = _screen(window, "counter")
    counter.unsaved = True
    assert not window.show_screen("inventory")
    assert window.current_screen is counter
    assert not window.close()
    counter.unsaved = False
    assert window.show_screen("inventory")


def test_only_the_screen_in_front_has_its_keys(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    window.show_screen("inventory")
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    assert _screen(window, "counter").log.count("add") == 1
    assert _screen(window, "inventory").log.count("add") == 1


def test_changes_reach_the_seen_at_once_and_the_hidden_on_entry(window: MainWindow) -> None:
    window.bus.publish(Changes(frozenset({("titles", 4)})))
    assert _screen(window, "counter").log == ["entered", "changed [4]"]
    assert _screen(window, "inventory").log == []
    window.show_screen("inventory")
    assert _screen(window, "inventory").log == ["changed [4]", "entered"]


def test_a_lazy_screen_is_built_when_first_shown(window: MainWindow, qtbot: QtBot) -> None:
    built: list[int] = []

    class Members(Recorder):
        name, title, icon, order = "members", "Members", "users", 4

    def build() -> Screen:
        built.append(1)
        return Members()

    window.add_lazy(Members, build)
    window.bus.publish(Changes(frozenset({("titles", 1)})))
    assert built == []
    QTest.keyClick(window, Qt.Key.Key_3, CONTROL)
    window.show_screen("counter")
    window.show_screen("members")
    assert built == [1]


def test_f2_and_scan_screens_give_the_focus_to_the_scan_bar(window: MainWindow) -> None:
    edit = window.scan_bar.edit
    assert edit.hasFocus()
    window.show_screen("inventory")
    _screen(window, "inventory").line.setFocus()
    assert not edit.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_F2)
    assert edit.hasFocus()


def test_undo_is_one_key_away_even_from_the_scan_bar(window: MainWindow) -> None:
    heard = Heard()
    window.undo_requested.connect(heard.keep)
    window.scan_bar.take_focus()
    QTest.keyClicks(window.scan_bar.edit, "her")
    QTest.keyClick(window.scan_bar.edit, Qt.Key.Key_Z, CONTROL)
    assert heard.values == []
    window.say("Returned Ghost World, on time.", strong="Ghost World", undo=True)
    QTest.keyClick(window.scan_bar.edit, Qt.Key.Key_Z, CONTROL)
    assert len(heard.values) == 1
    assert window.scan_bar.text() == "her"
    assert window.status.message.text() == "Returned Ghost World, on time."


def test_f1_lists_the_keys_and_gives_the_focus_back(window: MainWindow) -> None:
    window.scan_bar.take_focus()
    QTest.keyClick(window, Qt.Key.Key_F1)
    panel = window._keys_panel
    assert panel.isVisible()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.scan_bar.edit.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_F1)
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert not panel.isVisible()


@pytest.mark.parametrize(("name", "expected"), [("films.csv", 1), ("FILMS.TSV", 1), ("a.png", 0)])
def test_a_table_can_be_dropped(
    window: MainWindow, tmp_path: Path, name: str, expected: int
) -> None:
    heard, mime = Heard(), QMimeData()
    window.csv_dropped.connect(heard.keep)
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
    event = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    window.dropEvent(event)
    assert heard.values == [tmp_path / name] * expected


def test_long_work_shows_a_bar_and_can_be_cancelled(window: MainWindow, qtbot: QtBot) -> None:
    task = Task(window)
    window.say("Before", undo=True)
    window.show_work("Importing", task)
    assert not window.status.progress.isVisible(), "short work shows nothing"
    with qtbot.waitSignal(window._work._timer.timeout):
        pass
    task.progress.emit(3, 9)
    assert window.status.progress.isVisible()
    assert not window.status.message.isVisible()
    window.status.progress.cancelled.emit()
    assert task.cancelled()
    task.running = False
    task.finished.emit()
    assert not window.status.progress.isVisible()
    assert window.status.message.isVisible()


def test_larger_letters_are_a_key_away(qtbot: QtBot, app_theme: Theme, tmp_path: Path) -> None:
    kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    made = MainWindow(Theme(kept))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.scan_bar.take_focus()
    QTest.keyClick(made.scan_bar.edit, Qt.Key.Key_Plus, CONTROL)
    assert made.status.message.text() == "Letters at 125 % from the next start."
    QTest.keyClick(made.scan_bar.edit, Qt.Key.Key_Minus, CONTROL)
    assert made.status.message.text() == "Letters at 100 % from the next start."


def test_size_is_remembered(qtbot: QtBot, app_theme: Theme, tmp_path: Path) -> None:
    kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    first = MainWindow(app_theme, settings=kept)
    qtbot.addWidget(first)
    first.resize(1100, 701)
    first.show()
    first.close()
    again = MainWindow(app_theme, settings=kept)
    qtbot.addWidget(again)
    assert again.size() == QSize(1100, 701)


def test_it_fits_the_smallest_window(window: MainWindow) -> None:
    window.resize(1100, 640)
    assert window.size() == QSize(1100, 640)
    bars = (window.top_bar, window.status, window.rail)
    assert all(bar.minimumSizeHint().width() <= bar.width() for bar in bars)
    assert window.rail.minimumSizeHint().height() <= window.rail.height()


def test_the_halo_follows_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    window.show_screen("inventory")
    screen = _screen(window, "inventory")
    button = QPushButton("x", screen)
    layout = screen.layout()
    assert layout is not None
    layout.addWidget(button)
    screen.line.setFocus()
    assert _surrounded(window) is screen.line
    window.scan_bar.take_focus()
    assert _surrounded(window) is window.scan_bar, "the frame around the edit, not the edit"
    screen.line.setFocus()
    screen.line.deleteLater()
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete
    assert _surrounded(window) is None


def test_everything_that_takes_the_focus_has_a_name(window: MainWindow) -> None:
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
            if widget is _screen(window, "counter").line:
                continue
            assert widget.accessibleName(), widget


def test_a_page_without_bars_can_stand_in_front(window: MainWindow, qtbot: QtBot) -> None:
    page = QWidget()
    window.show_page(page)
    assert page.isVisible()
    assert not window.rail.isVisible()
    window.show_shop()
    assert window.rail.isVisible()


def _surrounded(window: MainWindow) -> QWidget | None:
    return window._halo.target if window._halo is not None else None

"""Actions: one declaration gives the key, the button and the line in the list of keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from ui.actions import Action, ActionSet, KeyLine, key_groups
from ui.widgets import Button


class Desk:
    """Counts what was done, and can refuse."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.allowed = True

    def add(self) -> None:
        self.done.append("add")

    def erase(self) -> None:
        self.done.append("erase")

    def may(self) -> bool:
        return self.allowed

    def declared(self) -> list[Action | KeyLine]:
        return [
            Action("add", "Add title", "plus", ("Ctrl+N", "Ctrl+Alt+N"), self.add, group="Titles"),
            Action(
                "erase", "Erase", "trash-2", "Ctrl+D", self.erase, when=self.may, group="Titles"
            ),
            KeyLine("Alt+Down", "Open a filter", "List"),
            Action("quiet", "Hidden", "", "Ctrl+J", self.add, listed=False),
        ]


def _window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def test_keys_work_only_while_on(qtbot: QtBot) -> None:
    desk, window = Desk(), _window(qtbot)
    actions = ActionSet(desk.declared(), window)
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window, Qt.Key.Key_N, control)
    assert desk.done == []
    actions.on(window)
    QTest.keyClick(window, Qt.Key.Key_N, control)
    QTest.keyClick(window, Qt.Key.Key_N, control | Qt.KeyboardModifier.AltModifier)
    assert desk.done == ["add", "add"]
    actions.off()
    QTest.keyClick(window, Qt.Key.Key_N, control)
    assert desk.done == ["add", "add"]


def test_when_is_asked_again_at_the_last_moment(qtbot: QtBot) -> None:
    desk, window = Desk(), _window(qtbot)
    actions = ActionSet(desk.declared(), window)
    actions.on(window)
    desk.allowed = False
    actions["erase"].trigger()  # still looks possible: nobody refreshed
    assert desk.done == []
    actions.refresh()
    assert not actions["erase"].isEnabled()


def test_a_button_follows_its_action(qtbot: QtBot) -> None:
    desk, window = Desk(), _window(qtbot)
    actions = ActionSet(desk.declared(), window)
    button = Button.for_action(actions["erase"], parent=window)
    button.show()
    assert button.text() == "Erase"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.done == ["erase"]
    desk.allowed = False
    actions.refresh()
    assert not button.isEnabled()


def test_list_of_keys_has_everything_listed(qtbot: QtBot) -> None:
    desk, window = Desk(), _window(qtbot)
    groups = key_groups([ActionSet(desk.declared(), window)])
    assert [(group.title, len(group.lines)) for group in groups] == [("Titles", 2), ("List", 1)]
    assert groups[0].lines[0] == ("Ctrl+N / Ctrl+Alt+N", "Add title", True)


def test_a_menu_shows_the_same_actions(qtbot: QtBot) -> None:
    desk, window = Desk(), _window(qtbot)
    actions = ActionSet(desk.declared(), window)
    menu = actions.menu(["add", "-", "erase"], window)
    assert [entry.text() for entry in menu.actions()] == ["Add title", "", "Erase"]


def test_a_screens_key_goes_before_the_windows(qtbot: QtBot) -> None:
    done: list[str] = []

    class Hands:
        busy = True

        def zoom(self) -> None:
            done.append("zoom")

        def letters(self) -> None:
            done.append("letters")

        def can(self) -> bool:
            return self.busy

    hands = Hands()
    window, screen = QMainWindow(), QWidget()
    qtbot.addWidget(window)
    window.setCentralWidget(screen)
    everywhere = ActionSet(
        [Action("larger", "Larger", "", ("Ctrl++", "Ctrl+="), hands.letters)], window
    )
    everywhere.on(window)
    here = ActionSet([Action("zoom", "Zoom", "", "Ctrl++", hands.zoom, when=hands.can)], screen)
    here.on(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    control, plus, equal = Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Plus, Qt.Key.Key_Equal
    QTest.keyClick(window, plus, control)
    QTest.keyClick(window, equal, control)
    hands.busy = False
    here.refresh()
    QTest.keyClick(window, plus, control)
    here.off()
    QTest.keyClick(window, plus, control)
    assert done == ["zoom", "letters", "letters", "letters"]

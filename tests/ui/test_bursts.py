"""A scanner without a prefix key is known by its speed, and never a hand by mistake."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.bursts import GAP_MS, Burst, is_code
from ui.scanning import ScanFilter
from ui.widgets import ScanBar, TextInput

CODE = "043396628410"
RETURN, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


class Hand:
    """Presses keys in the window that is in front; ``gap`` is the time between them."""

    def __init__(self) -> None:
        self.now = 1_000
        self.gap = 8
        self.window: QWidget | None = None

    def stamp(self, _event: QKeyEvent) -> int:
        """When the key was pressed."""
        return self.now

    def press(self, key: int, modifiers: Qt.KeyboardModifier | None = None) -> None:
        """One key, down and up."""
        self.now += self.gap
        assert self.window is not None
        port = self.window.windowHandle()
        QTest.keyClick(port, key, modifiers or Qt.KeyboardModifier.NoModifier)

    def write(self, text: str) -> None:
        """Letter by letter."""
        for letter in text:
            self.press(ord(letter))

    def scan(self, code: str = CODE, end: int = RETURN) -> None:
        """As a scanner does, after the hand that holds it has let go of the keys."""
        self.now += 400
        self.write(code)
        self.press(end)


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def scan_filter(qapp: QApplication, hand: Hand) -> Iterator[ScanFilter]:
    made = ScanFilter(qapp, stamp=hand.stamp)
    yield made
    made.close()
    made.deleteLater()


class Page(QWidget):
    """Fields that a scan may fall into, and what was heard."""

    def __init__(self, scan_filter: ScanFilter) -> None:
        super().__init__()
        self.scans: list[str] = []
        scan_filter.scanned.connect(self.scans.append)
        self.line = TextInput("Ghost World")
        self.entered = 0
        self.line.entered.connect(self._entered)
        self.lines = QPlainTextEdit("worn\nspine")
        self.combo = QComboBox()
        self.combo.setEditable(True)
        self.combo.setEditText("Drama")
        self.bar = ScanBar()
        self.keys = Keys()
        box = QVBoxLayout(self)
        for widget in (self.line, self.lines, self.combo, self.bar, self.keys):
            box.addWidget(widget)
        self.resize(400, 400)

    def _entered(self) -> None:
        self.entered += 1


class Keys(QWidget):
    """Wants letters itself, as the walk of sections does."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("takesKeys", True)
        self.typed = ""
        self.enters = 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.typed += event.text().strip()
        self.enters += event.key() == RETURN

    def forget_typing(self) -> None:
        """What a scan left here counts no more."""
        self.typed = ""


@pytest.fixture
def page(qtbot: QtBot, scan_filter: ScanFilter, hand: Hand) -> Page:
    made = Page(scan_filter)
    qtbot.addWidget(made)
    hand.window = made
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


# -- what is a scan --------------------------------------------------------------------------------


@pytest.mark.parametrize("end", [RETURN, Qt.Key.Key_Enter, TAB])
def test_a_scan_leaves_the_line_as_it_was(page: Page, hand: Hand, end: int) -> None:
    page.line.setFocus()
    page.line.setCursorPosition(5)
    hand.scan(end=end)
    assert page.scans == [CODE]
    assert page.line.text() == "Ghost World"
    assert page.line.cursorPosition() == 5
    assert page.line.hasFocus()  # neither Enter nor Tab went on
    assert page.entered == 0


@pytest.mark.parametrize("backwards", [False, True])
def test_what_was_selected_is_selected_again(page: Page, hand: Hand, backwards: bool) -> None:
    page.line.setFocus()
    page.line.setSelection(*((5, -5) if backwards else (0, 5)))
    cursor = page.line.cursorPosition()
    hand.scan()
    assert page.line.text() == "Ghost World"
    assert page.line.selectedText() == "Ghost"
    assert page.line.cursorPosition() == cursor


def test_a_half_typed_word_goes_on_after_a_scan(page: Page, hand: Hand) -> None:
    page.line.setFocus()
    page.line.clear()
    hand.gap = 90
    hand.write("Ame")
    hand.gap = 8
    hand.scan()
    hand.now += 400
    hand.gap = 90
    hand.write("lie")
    assert page.scans == [CODE]
    assert page.line.text() == "Amelie"
    page.line.undo()
    assert CODE not in page.line.text()


def test_a_field_that_is_too_short_for_the_code_is_put_back(page: Page, hand: Hand) -> None:
    page.line.setMaxLength(12)
    page.line.setFocus()
    hand.scan()
    assert page.scans == [CODE]
    assert page.line.text() == "Ghost World"


def test_a_note_of_several_lines_is_put_back(page: Page, hand: Hand) -> None:
    page.lines.setFocus()
    cursor = page.lines.textCursor()
    cursor.setPosition(5)
    cursor.movePosition(cursor.MoveOperation.End, cursor.MoveMode.KeepAnchor)
    page.lines.setTextCursor(cursor)
    hand.scan()
    assert page.scans == [CODE]
    assert page.lines.toPlainText() == "worn\nspine"
    assert page.lines.textCursor().selectedText() == "spine"


def test_an_editable_list_is_put_back(page: Page, hand: Hand) -> None:
    page.combo.setFocus()
    edit = page.combo.lineEdit()
    assert edit is not None
    edit.setCursorPosition(5)
    hand.scan()
    assert page.scans == [CODE]
    assert page.combo.currentText() == "Drama"


def test_two_scans_in_a_row_are_two(page: Page, hand: Hand) -> None:
    page.line.setFocus()
    hand.scan()
    hand.scan("10031204")
    assert page.scans == [CODE, "10031204"]
    assert page.line.text() == "Ghost World"


def test_capitals_and_signs_of_a_card(page: Page, hand: Hand) -> None:
    page.line.setFocus()
    hand.now += 400
    for letter in "AT-1042":
        if letter.isupper():
            hand.press(Qt.Key.Key_Shift)
        hand.press(ord(letter), Qt.KeyboardModifier.ShiftModifier if letter.isupper() else None)
    hand.press(RETURN)
    assert [scan.upper() for scan in page.scans] == ["AT-1042"]
    assert page.line.text() == "Ghost World"


def test_where_codes_belong_they_stay(page: Page, hand: Hand) -> None:
    page.bar.take_focus()
    heard: list[str] = []
    page.bar.scanned.connect(heard.append)
    hand.scan()
    assert heard == [CODE]
    assert page.scans == []
    assert page.bar.text() == CODE


def test_a_widget_with_keys_of_its_own_forgets_them(page: Page, hand: Hand) -> None:
    page.keys.setFocus()
    hand.scan()
    assert page.scans == [CODE]
    assert page.keys.enters == 0
    assert page.keys.typed == ""


def test_a_scan_chooses_nothing_in_an_open_menu(page: Page, hand: Hand, qtbot: QtBot) -> None:
    menu = QMenu(page)
    chosen: list[object] = []
    menu.triggered.connect(chosen.append)
    menu.setActiveAction(menu.addAction("Missing"))
    menu.popup(page.mapToGlobal(page.rect().center()))
    qtbot.waitExposed(menu)
    hand.scan()
    assert page.scans == [CODE]
    assert chosen == []
    assert not menu.isVisible()


# -- what is none ----------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", [36, 60, 120])
def test_a_hand_is_never_taken_for_a_scanner(page: Page, hand: Hand, gap: int) -> None:
    page.line.setFocus()
    page.line.clear()
    hand.gap = gap
    hand.scan()
    assert page.scans == []
    assert page.line.text() == CODE
    assert page.entered == 1


def test_one_slow_key_makes_it_a_hand(page: Page, hand: Hand) -> None:
    page.line.setFocus()
    page.line.clear()
    hand.now += 400
    hand.write("04339")
    hand.now += GAP_MS
    hand.write("6628")
    hand.press(RETURN)
    assert page.scans == []
    assert page.line.text() == "043396628"
    assert page.entered == 1


def test_enter_pressed_by_hand_behind_a_burst_is_no_scan(page: Page, hand: Hand) -> None:
    page.line.setFocus()
    page.line.clear()
    hand.write(CODE)
    hand.now += 200
    hand.press(RETURN)
    assert page.scans == []
    assert page.line.text() == CODE


@pytest.mark.parametrize("text", ["12345", "Jeunesse", "Ghost World 2", "Amelie!1"])
def test_what_is_no_code_stays(page: Page, hand: Hand, text: str) -> None:
    page.line.setFocus()
    page.line.clear()
    hand.scan(text)
    assert page.scans == []
    assert page.line.text().casefold() == text.casefold()


def test_a_key_held_down_is_no_scan(page: Page, hand: Hand) -> None:
    page.line.setFocus()
    page.line.clear()
    port = page.windowHandle()
    for _ in range(8):
        hand.now += 30
        event = QKeyEvent(
            QKeyEvent.Type.KeyPress, Qt.Key.Key_0, Qt.KeyboardModifier.NoModifier, "0", True
        )
        QApplication.sendEvent(port, event)
    hand.press(RETURN)
    assert page.scans == []
    assert page.line.text() == "0" * 8


def test_times_that_are_not_known_are_no_scan(page: Page, hand: Hand) -> None:
    page.line.setFocus()
    page.line.clear()
    hand.now, hand.gap = 0, 0
    hand.write(CODE)
    hand.press(RETURN)
    assert page.scans == []
    assert page.line.text() == CODE


def test_a_field_left_in_the_middle_keeps_what_it_has(page: Page, hand: Hand) -> None:
    other = QLineEdit(page)
    page.line.setFocus()
    page.line.clear()
    hand.write("043396")
    other.show()
    other.setFocus()
    hand.write("628410")
    hand.press(RETURN)
    assert page.scans == []
    assert (page.line.text(), other.text()) == ("043396", "628410")


def test_bursts_count_from_the_first_fast_key() -> None:
    burst = Burst()
    assert burst.add("7", 100)
    assert burst.add("0", 300)
    assert not burst.add("1", 300 + GAP_MS)
    assert burst.text == "01"
    assert burst.ended(301 + GAP_MS) == ""  # too short
    assert burst.text == ""


def test_times_that_run_backwards_are_no_burst() -> None:
    burst = Burst()
    burst.add("1", 500)
    assert burst.add("2", 400)


@pytest.mark.parametrize(
    ("text", "code"),
    [("043396628410", True), ("AT-1042", True), ("ABCDEF", False), ("a b 1", False), ("é12", True)],
)
def test_what_a_code_looks_like(text: str, code: bool) -> None:
    assert is_code(text) is code

"""The scanner: a code presses no button, answers no question and leaves no half of itself."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.logs import Expect
from ui.scanning import LONGEST, ScanFilter, takes_text
from ui.widgets import Button, CheckBox, Combo, ScanBar, SearchField, Segmented, TextInput

PREFIX = Qt.Key.Key_F13


@pytest.fixture
def scan_filter(qapp: QApplication) -> Iterator[ScanFilter]:
    made = ScanFilter(qapp, "F13")
    yield made
    made.close()
    made.deleteLater()


class Page(QWidget):
    """Something of everything that a scan could fall into."""

    def __init__(self) -> None:
        super().__init__()
        self.bar = ScanBar()
        self.clicks = 0
        self.button = Button("Delete everything", "trash-2")
        self.button.clicked.connect(self._clicked)
        self.check = CheckBox("Sure")
        self.combo = Combo([(n, f"{n} lost") for n in range(9)], name="Reason")
        self.segments = Segmented([("a", "One"), ("b", "Two")], name="View")
        self.line = TextInput("kept")
        box = QVBoxLayout(self)
        for widget in (self.bar, self.button, self.check, self.combo, self.segments, self.line):
            box.addWidget(widget)
        self.resize(500, 400)

    def _clicked(self) -> None:
        self.clicks += 1


@pytest.fixture
def page(qtbot: QtBot, scan_filter: ScanFilter) -> Page:
    made = Page()
    qtbot.addWidget(made)
    scan_filter.scanned.connect(made.bar.take_scan)
    scan_filter.typed.connect(made.bar.take_typing)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def scan(qtbot: QtBot, page: QWidget, code: str, *, prefix: bool) -> None:
    """Keys as a scanner sends them: to the window, whatever has the focus."""
    window = page.window().windowHandle()
    if prefix:
        QTest.keyClick(window, PREFIX)
    type_into(qtbot, page, code)
    QTest.keyClick(window, Qt.Key.Key_Return)


def type_into(qtbot: QtBot, page: QWidget, text: str) -> None:
    """Each letter as a key event of the window."""
    for letter in text:
        QTest.keyClick(page.window().windowHandle(), ord(letter))


@pytest.mark.parametrize("prefix", [True, False])
@pytest.mark.parametrize("focus", ["button", "check", "combo", "segments"])
def test_a_scan_goes_to_the_bar_and_touches_nothing(
    qtbot: QtBot, page: Page, focus: str, prefix: bool
) -> None:
    getattr(page, focus).setFocus()
    with qtbot.waitSignal(page.bar.scanned) as caught:
        scan(qtbot, page, "100 31204", prefix=prefix)
    assert caught.args == ["100 31204"]
    assert page.clicks == 0
    assert not page.check.isChecked()
    assert page.combo.value == 0
    assert page.segments.current == "a"


def test_a_prefixed_scan_passes_a_text_field_by(qtbot: QtBot, page: Page) -> None:
    page.line.setFocus()
    with qtbot.waitSignal(page.bar.scanned) as caught:
        scan(qtbot, page, "0043396628410", prefix=True)
    assert caught.args == ["0043396628410"]
    assert page.line.text() == "kept"
    assert page.line.hasFocus()


def test_typing_in_a_text_field_stays_there(qtbot: QtBot, page: Page) -> None:
    page.line.setFocus()
    page.line.selectAll()
    type_into(qtbot, page, "The Master 2")
    assert page.line.text() == "The Master 2"
    assert page.bar.text() == ""


def test_each_key_arrives_once(qtbot: QtBot, page: Page) -> None:
    page.bar.take_focus()
    type_into(qtbot, page, "AB12")
    assert page.bar.text() == "AB12"


def test_the_text_is_selected_for_the_next_scan(qtbot: QtBot, page: Page) -> None:
    page.bar.take_focus()
    scan(qtbot, page, "111", prefix=False)
    page.bar.show_found("Her, DVD, copy 3")
    assert page.bar.edit.note == "Her, DVD, copy 3"
    with qtbot.waitSignal(page.bar.scanned) as caught:
        scan(qtbot, page, "222", prefix=False)
    assert caught.args == ["222"]
    assert page.bar.edit.note == ""


def test_a_dialog_is_not_answered_by_a_prefixed_scan(
    qtbot: QtBot, page: Page, scan_filter: ScanFilter
) -> None:
    dialog = QDialog(page)
    button = QPushButton("Delete", dialog)
    accepted: list[int] = []
    dialog.finished.connect(accepted.append)
    button.clicked.connect(dialog.accept)
    dialog.setModal(True)
    dialog.open()
    qtbot.waitExposed(dialog)
    with qtbot.waitSignal(scan_filter.scanned) as caught:
        scan(qtbot, dialog, "10028845", prefix=True)
    assert caught.args == ["10028845"]
    assert accepted == []
    assert dialog.isVisible()
    dialog.reject()


def test_a_prefix_without_a_scan_gives_the_keyboard_back(
    qtbot: QtBot, page: Page, scan_filter: ScanFilter
) -> None:
    page.line.setFocus()
    page.line.clear()
    QTest.keyClick(page.windowHandle(), PREFIX)
    QTest.keyClick(page.windowHandle(), Qt.Key.Key_7)
    assert page.line.text() == ""
    with qtbot.waitSignal(scan_filter._timer.timeout):
        pass
    QTest.keyClick(page.windowHandle(), Qt.Key.Key_7)
    assert page.line.text() == "7"


def test_an_endless_scan_is_cut(qtbot: QtBot, page: Page, scan_filter: ScanFilter) -> None:
    with qtbot.waitSignal(scan_filter.scanned) as caught:
        scan(qtbot, page, "9" * (LONGEST + 50), prefix=True)
    assert caught.args == ["9" * LONGEST]


def test_control_characters_and_spaces_at_the_ends_go(qtbot: QtBot, page: Page) -> None:
    with qtbot.waitSignal(page.bar.scanned) as caught:
        page.bar.take_scan("  100\x1d31204\r ")
    assert caught.args == ["10031204"]
    with qtbot.assertNotEmitted(page.bar.scanned):
        page.bar.take_scan(" \x1d ")


def test_shortcuts_are_no_typing(qtbot: QtBot, page: Page) -> None:
    page.button.setFocus()
    QTest.keyClick(page.windowHandle(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.windowHandle(), Qt.Key.Key_Space)
    assert page.bar.text() == ""
    assert page.clicks == 1


def test_the_filter_switches_itself_off_after_an_error(
    qtbot: QtBot,
    page: Page,
    scan_filter: ScanFilter,
    monkeypatch: pytest.MonkeyPatch,
    expected_log: Expect,
) -> None:
    def broken(_event: object) -> bool:
        raise RuntimeError("a bug of ours")

    monkeypatch.setattr(scan_filter, "_key", broken)
    page.line.setFocus()
    page.line.clear()
    expected_log("ui.scanning", "a bug of ours")
    type_into(qtbot, page, "ab")
    assert scan_filter.broken
    assert page.line.text() == "ab"


def test_which_widgets_take_text(qtbot: QtBot) -> None:
    editable = QComboBox()
    editable.setEditable(True)
    claims = QWidget()
    claims.setProperty("takesKeys", True)
    search = SearchField("Search")
    for widget in (QLineEdit(), editable, claims, search.edit):
        qtbot.addWidget(widget)
        assert takes_text(widget)
    for other in (None, QPushButton(), QComboBox(), QWidget()):
        if other is not None:
            qtbot.addWidget(other)
        assert not takes_text(other)

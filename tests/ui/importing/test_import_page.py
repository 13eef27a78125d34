"""The import page, driven as a person drives it: keys and clicks over a real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.importing import maps
from app.importing.fields import Kind
from app.shop import undo
from app.shop.clock import Context
from app.store import database as store
from ui.actions import Action
from ui.importing.map_box import NEEDS, SURE, UNUSED
from ui.importing.phase import Phase
from ui.importing.popups import LinesPopup, NamePopup
from ui.importing.screen import ImportScreen
from ui.shell import MainWindow
from ui.widgets.facets import FacetPopup

Write = Callable[..., Path]


def tried(qtbot: QtBot, page: ImportScreen) -> None:
    """Waits until the dry run is through."""
    qtbot.waitUntil(lambda: page.model.phase is Phase.TRIED, timeout=3000)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def reasons(page: ImportScreen) -> list[tuple[int, str]]:
    return [
        (row.reason.count, row.accessibleName().partition(": ")[2])
        for row in page.reasons.rows
        if row.reason is not None
    ]


def headings(page: ImportScreen) -> list[str]:
    assert page.model.guess is not None
    return list(page.model.guess.table.headings)


def phase(page: ImportScreen) -> Phase:
    return page.model.phase


def said(window: MainWindow) -> str:
    return window.status.message.text()


def test_a_file_is_guessed_and_tried_by_itself(
    qtbot: QtBot, page: ImportScreen, a_file: Write
) -> None:
    page.open_file(a_file())
    assert page.model.phase is Phase.WAITING, "the dry run waits for the last change"
    assert not page.action_set["import"].isEnabled()
    tried(qtbot, page)
    boxes = {
        box.column.heading: (box.column.field, box.state) for box in page.columns.table.sheet.boxes
    }
    assert boxes["Film"] == ("title", SURE)
    assert boxes["Shelf"] == ("section", NEEDS), "KIDS waits for a decision"
    assert boxes["Paid"] == (None, UNUSED)
    assert [line.count for line in page.dry.lines] == [2, 0, 0, 4]
    assert reasons(page) == [
        (2, "No section called KIDS in this shop"),
        (1, "The UPC’s last digit does not fit the others"),
        (1, "No title"),
    ]
    assert page.columns.chip.text() == "Shelf: KIDS has no section here"
    assert page.run.go.text() == "Import 2 rows"
    assert page.file.detail.text() == "6 rows, 8 columns, 399 bytes"
    assert store.value("SELECT count(*) FROM title") == 0, "a dry run writes nothing"


def test_the_preview_says_what_would_be_stored(
    qtbot: QtBot, page: ImportScreen, a_file: Write
) -> None:
    page.open_file(a_file())
    tried(qtbot, page)
    rows = {row.line: {cell.heading: cell for cell in row.cells} for row in page.model.rows}
    assert rows[2]["Media"].value == "Blu-ray"
    assert rows[2]["Media"].raw == "BR"
    assert rows[2]["Dir."].value == "Jean-Pierre Jeunet"
    assert rows[4]["Shelf"].problem == "import.section_unknown"
    assert rows[6]["UPC"].problem == "import.upc_check_digit"


def test_a_decision_is_taken_in_the_list_and_can_be_taken_back(
    qtbot: QtBot, page: ImportScreen, a_file: Write
) -> None:
    page.open_file(a_file())
    tried(qtbot, page)
    QTest.keyClick(page.reasons.rows[0], Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions()]
    assert words == ["Make a section KIDS", "Put them in Drama", "Skip"], "the shop has one section"
    menu.setActiveAction(menu.actions()[0])
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    tried(qtbot, page)
    assert (2, "No section called KIDS in this shop") not in reasons(page)
    assert [line.count for line in page.dry.lines] == [4, 0, 0, 2]
    assert [t.count for t in page.model.taken] == [2]
    page.dry.taken_back.emit(page.model.taken[0].key)
    tried(qtbot, page)
    assert [line.count for line in page.dry.lines] == [2, 0, 0, 4]


def test_all_missing_sections_are_made_at_once(
    qtbot: QtBot, page: ImportScreen, window: MainWindow, a_file: Write
) -> None:
    page.open_file(a_file("title,format,section,barcode\nJaws,DVD,SEA,1\nHeat,DVD,CRIME,2\n"))
    tried(qtbot, page)
    assert len(reasons(page)) == 2
    page.reasons.rows[0].box.open()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    both = next(action for action in menu.actions() if action.text() == "Make all 2 of them")
    both.trigger()
    menu.close()
    tried(qtbot, page)
    assert reasons(page) == []
    page.start_import()
    names = [row[0] for row in store.rows("SELECT name FROM section ORDER BY name")]
    assert names == ["CRIME", "Drama", "SEA"]


def test_columns_by_keys(
    qtbot: QtBot, page: ImportScreen, window: MainWindow, a_file: Write
) -> None:
    page.open_file(a_file())
    tried(qtbot, page)
    boxes = page.columns.table.sheet.boxes
    assert boxes[0].hasFocus(), "the first column after opening a file"
    for _ in range(7):
        press(Qt.Key.Key_Right)
    assert boxes[7].hasFocus()
    assert boxes[7].column.heading == "Paid"
    press(Qt.Key.Key_Space)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, FacetPopup)
    QTest.keyClicks(popup.focusWidget(), "paid for")
    QTest.keyClick(popup.focusWidget(), Qt.Key.Key_Return)
    assert page.model.file_map is not None
    assert page.model.file_map.field_of("Paid") == "cost"
    assert page.model.phase is Phase.WAITING, "a change begins the dry run anew"
    tried(qtbot, page)
    assert window.focusWidget() is boxes[7], "the list gives the focus back"
    QTest.keyClick(boxes[7], Qt.Key.Key_Delete)
    assert page.model.file_map.field_of("Paid") is None


def test_two_columns_on_one_field_are_refused_in_words(
    qtbot: QtBot, page: ImportScreen, window: MainWindow, a_file: Write
) -> None:
    page.open_file(a_file())
    tried(qtbot, page)
    box = page.columns.table.sheet.boxes[7]
    box.choose(frozenset({"title"}))
    assert said(window) == "Film is that already. A field has one column."
    assert box.column.field is None
    assert page.model.phase is Phase.TRIED


def test_import_undo_and_the_same_file_again(
    qtbot: QtBot, page: ImportScreen, window: MainWindow, a_file: Write, ctx: Context
) -> None:
    page.open_file(a_file())
    tried(qtbot, page)
    with qtbot.waitSignal(page.import_shown) as shown:
        QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert said(window) == "Added 2 titles and 2 copies. 4 rows left out."
    assert store.value("SELECT count(*) FROM copy") == 2
    last = undo.last_undoable()
    assert last is not None
    assert shown.args == [last.id]
    tried(qtbot, page)
    assert page.run.counts.text() == "Nothing new in this file."
    assert not page.action_set["import"].isEnabled()
    undo.undo(ctx)
    assert store.value("SELECT count(*) FROM title") == 0


def test_refused_rows_are_saved_with_why(
    qtbot: QtBot, page: ImportScreen, window: MainWindow, a_file: Write, tmp_path: Path
) -> None:
    page.open_file(a_file())
    assert not page.action_set["save_refused"].isEnabled(), "nothing was tried yet"
    tried(qtbot, page)
    assert page.action_set["save_refused"].isEnabled()
    page.save_refused_to(str(tmp_path / "mend.csv"))
    text = (tmp_path / "mend.csv").read_text("utf-8-sig")
    assert text.splitlines()[0].endswith(";why")
    assert "My Neighbor Totoro" in text
    assert "No section called KIDS in this shop" in text
    assert said(window) == "Saved 4 rows in mend.csv."


def test_enter_lists_all_lines_of_a_reason(qtbot: QtBot, page: ImportScreen, a_file: Write) -> None:
    page.open_file(a_file())
    tried(qtbot, page)
    QTest.keyClick(page.reasons.rows[0], Qt.Key.Key_Return)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, LinesPopup)
    model = popup.list.model()
    lines = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert [line.split()[0] for line in lines] == ["4", "5"]
    press(Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


def test_a_map_is_saved_and_known_again(
    qtbot: QtBot, page: ImportScreen, window: MainWindow, a_file: Write
) -> None:
    page.open_file(a_file())
    tried(qtbot, page)
    page.model.set_column("Paid", "cost")
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, NamePopup)
    QTest.keyClicks(popup.line, "Riverside")
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    assert maps.saved() == ("Riverside",)
    assert page.columns.map_choice.text() == "Riverside"
    page.model.use_map("")
    assert page.model.file_map is not None
    assert page.model.file_map.field_of("Paid") is None
    page.model.use_map("Riverside")
    assert page.model.file_map.field_of("Paid") == "cost"


def test_the_file_is_read_otherwise(qtbot: QtBot, page: ImportScreen, a_file: Write) -> None:
    page.open_file(a_file("Title;Year\nAmélie;2001\n".encode("latin-1")))
    tried(qtbot, page)
    assert page.file.encoding.text() == "Windows 1252"
    assert page.file.delimiter.text() == "semicolons"
    page.file.delimiter.chosen.emit(",")
    assert headings(page) == ["Title;Year"]
    page.file.delimiter.chosen.emit(";")
    page.file.head_line.chosen.emit(0)
    assert headings(page) == ["column 1", "column 2"]
    assert page.file.head_line.text() == "no headings"


def test_members_have_their_own_fields(
    qtbot: QtBot, page: ImportScreen, window: MainWindow, a_file: Write
) -> None:
    page.open_file(
        a_file('number,name,phone\n10001,"Marchetti, Ruth",310 555 0100\n', "people.csv")
    )
    assert page.model.kind is Kind.MEMBERS
    assert page.kind.text() == "Import members"
    tried(qtbot, page)
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert said(window) == "Added 1 member."
    assert window.current_screen is page, "members are not in the list of titles"


def test_a_dropped_file_and_the_way_back(
    qtbot: QtBot, page: ImportScreen, window: MainWindow, a_file: Write
) -> None:
    window.csv_dropped.connect(page.open_file)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(a_file()))])
    window.dropEvent(
        QDropEvent(
            QPointF(400, 400),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert page.model.guess is not None
    page.inventory_wanted.connect(lambda: window.show_screen("inventory"))
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.current_screen is not page
    assert phase(page) is Phase.STOPPED, "leaving stops the dry run"
    window.show_screen("import")
    assert phase(page) is Phase.TRIED, "and coming back begins it again"


def test_escape_stops_the_dry_run(
    qtbot: QtBot, page: ImportScreen, window: MainWindow, a_file: Write
) -> None:
    page.open_file(a_file())
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert page.model.phase is Phase.STOPPED
    assert page.run.counts.text() == "Stopped. A change begins it again."
    page.model.set_column("Paid", "cost")
    tried(qtbot, page)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"%PDF-1.7\n1 0 obj", "This is a PDF, not a CSV. Save the list as CSV first."),
        (b"PK\x03\x04\x14\x00\x06\x00", "This is a spreadsheet, not a CSV."),
        (b"SQLite format 3\x00" + b"\x00" * 100, "This is a database, not a CSV."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is a picture, not a CSV."),
        (b'[{"title": "Brazil"}]', "This is JSON, not a CSV."),
        (b"<html><body>Brazil</body></html>", "This is a web page or XML, not a CSV."),
        (bytes(range(1, 9)) * 200, "This file is not text."),
    ],
)
def test_what_is_no_csv_gets_one_sentence_and_nothing_else(
    page: ImportScreen, a_file: Write, content: bytes, sentence: str
) -> None:
    page.open_file(a_file(content, "wrong.csv"))
    assert page.file.detail.text().startswith(sentence)
    assert not page.columns.isVisible()
    assert not page.run.isVisible()
    assert page.model.phase is Phase.EMPTY


def test_nasty_rows_are_reasons_like_any_other(
    qtbot: QtBot, page: ImportScreen, a_file: Write
) -> None:
    big = "x" * (1 << 20) + "y"
    content = (
        b"\xef\xbb\xbftitle,year,format\n"
        b"Brazil,1985,DVD\n"
        b"Ragged,1985\n"
        b"=1+1,1985,DVD\n"
        b"Nul\x00,1985,DVD\n" + f'"{big}",1985,DVD\n'.encode() + b"Bad \xff byte,1985,DVD\n"
        b"Impossible,19x5,DVD\n"
    )
    page.open_file(a_file(content))
    tried(qtbot, page)
    assert page.file.encoding.text() == "UTF-8 with BOM"
    assert page.dry.lines[0].count == 1
    assert {text for _, text in reasons(page)} == {
        "2 cells, where the headings have 3",
        "A formula: its result is not in the file",
        "A NUL character in the row",
        "A cell of more than 1 MB",
        "Letters that this encoding does not have",
        "The year is not a year",
    }


def test_the_page_fits_a_small_window(
    qtbot: QtBot, page: ImportScreen, window: MainWindow, a_file: Write
) -> None:
    page.open_file(a_file())
    tried(qtbot, page)
    window.resize(1280, 720)
    QTest.qWait(30)
    assert page.minimumSizeHint().height() <= page.height()
    assert not page.promise.isVisible()
    assert page.run.geometry().bottom() <= page.height()
    assert page.run.go.isVisible()


def test_f1_lists_the_keys(page: ImportScreen) -> None:
    lines = page.action_set.lines()
    keys = {line.id: line.sequences() for line in lines if isinstance(line, Action)}
    assert keys["save_refused"] == ("Ctrl+R",)
    assert keys["back"] == ("Alt+Left",)

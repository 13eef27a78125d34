"""The tray, the sheet and the way to the printer, by real keys and clicks."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.catalog import copies, titles
from app.printing import queries
from app.store import database as store
from tests.ui.printing.conftest import LASER, PrintShop
from tests.ui.shop_window import ALT, CONTROL
from ui.printing.spooler import Printer

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL_SHIFT = CONTROL | SHIFT


def _words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def _label(shop: PrintShop, label: int) -> QPoint:
    """The middle of a label on the screen."""
    view = shop.page.preview.sheet
    line = shop.page.room.line
    assert line is not None
    assert line.sheet is not None
    assert line.sheet.labels is not None
    labels, page = line.sheet.labels, view._page_rect()
    left, top = labels.positions()[label - 1]
    x = page.left() + (left + labels.label_width / 2) * view.scale
    y = page.top() + (top + labels.label_height / 2) * view.scale
    return QPoint(round(x), round(y))


def _click(shop: PrintShop, label: int, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.mouseClick(
        shop.page.preview.sheet,
        Qt.MouseButton.LeftButton,
        modifier or Qt.KeyboardModifier.NoModifier,
        _label(shop, label),
    )


# -- the tray ----------------------------------------------------------------------------------


def test_an_empty_tray_invites(printing: PrintShop) -> None:
    assert printing.page.tray.empty.isVisible()
    assert not printing.page.panel.print.isEnabled()


def test_documents_stand_under_their_paper_and_feed(printing: PrintShop) -> None:
    printing.cards()
    printing.page.room.set_up(printer="Laser", feed="Manual")
    assert printing.tray_words == [
        "5371 on Letter, Laser, manual feed",
        "Shelf cards, 4, not printed yet",
    ]


def test_delete_takes_out_and_undo_puts_back(printing: PrintShop) -> None:
    printing.cards()
    printing.key(Qt.Key.Key_Delete)
    assert printing.page.tray.empty.isVisible()
    printing.key(Qt.Key.Key_Z, CONTROL)
    assert len(printing.tray_words) == 2


def test_alt_arrows_move_a_paper(printing: PrintShop) -> None:
    printing.cards("Her")
    printing.cards("M")
    printing.page.room.set_up(stock="L7414")
    printing.key(Qt.Key.Key_Up, ALT)
    assert [words.split(",")[0] for words in printing.tray_words[::2]] == [
        "L7414 on A4",
        "5371 on Letter",
    ]


def test_arrows_in_the_tray_take_documents_in_hand(printing: PrintShop) -> None:
    printing.cards("Her")
    printing.cards("M")
    printing.page.tray.list.setFocus()
    line = printing.page.room.line
    assert line is not None
    assert line.item.subject == {"titles": [printing.ids["M"]]}
    printing.key(Qt.Key.Key_Up)
    line = printing.page.room.line
    assert line is not None
    assert line.item.subject == {"titles": [printing.ids["Her"]]}


def test_a_scan_puts_the_films_card_in_the_tray(printing: PrintShop) -> None:
    code = store.value("SELECT code FROM title WHERE name = 'Her'")
    barcode = store.value("SELECT barcode FROM copy c JOIN title t ON t.id = c.title_id"
                          " WHERE t.name = 'M'")  # fmt: skip
    printing.window.scan_bar.take_focus()
    printing.enter(str(code))
    printing.enter(str(barcode))
    assert printing.tray_words[1:] == ["Shelf cards, 2, not printed yet"]
    assert printing.said.startswith("M joins the Shelf cards.")
    assert printing.passed_on == []


def test_a_scan_of_nothing_known_goes_on(printing: PrintShop) -> None:
    printing.window.scan_bar.take_focus()
    printing.enter("99999999")
    assert printing.passed_on == ["99999999"]


def test_a_scan_never_prints(printing: PrintShop) -> None:
    printing.cards()
    for widget in (printing.page.panel.print, printing.page.tray.list):
        widget.setFocus()
        printing.key(Qt.Key.Key_Return)
    assert printing.paper.jobs == []


# -- the sheet ---------------------------------------------------------------------------------


def test_space_marks_the_label_in_the_frame(printing: PrintShop) -> None:
    printing.cards()
    printing.page.preview.sheet.setFocus()
    printing.key(Qt.Key.Key_Down)
    printing.key(Qt.Key.Key_Space)
    assert printing.used == {3}
    assert printing.said.startswith("Label 3 marked as used.")
    printing.key(Qt.Key.Key_Space)
    assert printing.used == frozenset()
    printing.key(Qt.Key.Key_Z, CONTROL)
    assert printing.used == {3}


def test_clicks_drags_and_shift_clicks_mark_labels(printing: PrintShop) -> None:
    printing.cards()
    sheet = printing.page.preview.sheet
    _click(printing, 2)
    assert printing.used == {2}
    _click(printing, 4, SHIFT)
    assert printing.used == {1, 2, 3, 4}
    _click(printing, 3)
    assert printing.used == {1, 2, 4}
    QTest.mousePress(sheet, Qt.MouseButton.LeftButton, pos=_label(printing, 5))
    QTest.mouseMove(sheet, _label(printing, 6))
    QTest.mouseMove(sheet, _label(printing, 8))
    QTest.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=_label(printing, 8))
    assert printing.used == {1, 2, 4, 5, 6, 8}
    assert printing.said.startswith("3 labels marked.")


def test_cards_flow_into_the_free_labels(printing: PrintShop) -> None:
    printing.cards()
    _click(printing, 3, SHIFT)
    made = printing.page.room.preview
    assert made is not None
    assert sorted(made.spots) == [(0, 4), (0, 5), (0, 6), (0, 7)]
    assert printing.page.preview.sheet._first == 4


def test_n_lays_in_a_new_sheet(printing: PrintShop) -> None:
    printing.cards()
    _click(printing, 3)
    printing.page.preview.sheet.setFocus()
    printing.key(Qt.Key.Key_N)
    assert printing.used == frozenset()
    assert printing.said.startswith("A new sheet is in.")


def test_a_sheet_with_no_label_left_is_told(printing: PrintShop) -> None:
    printing.cards()
    _click(printing, 10, SHIFT)
    assert not printing.page.panel.print.isEnabled()
    assert "No label is left" in printing.page.panel.load_words
    printing.page.preview.sheet.setFocus()
    printing.key(Qt.Key.Key_N)
    assert printing.page.panel.print.isEnabled()


def test_letters_on_the_sheet_go_to_the_scan_bar(printing: PrintShop) -> None:
    printing.cards()
    printing.page.preview.sheet.setFocus()
    printing.key(Qt.Key.Key_7)
    assert printing.window.scan_bar.text() == "7"
    assert printing.at_scan_bar


def test_zoom_by_keys(printing: PrintShop) -> None:
    printing.cards()
    view = printing.page.preview.sheet
    fitted = view.scale
    printing.key(Qt.Key.Key_Plus, CONTROL)
    assert view.scale == pytest.approx(fitted * 1.2)
    printing.key(Qt.Key.Key_0, CONTROL)
    assert view.scale == pytest.approx(fitted)


def test_pages_by_keys(printing: PrintShop) -> None:
    printing.cards()
    _click(printing, 8, SHIFT)
    assert printing.page.preview.strip.isVisible()
    printing.key(Qt.Key.Key_PageDown)
    assert printing.page.room.page == 1
    assert not printing.page.preview.sheet.markable
    printing.key(Qt.Key.Key_PageUp)
    assert printing.page.room.page == 0


# -- to paper ----------------------------------------------------------------------------------


def test_ctrl_p_prints_and_undo_puts_back(printing: PrintShop) -> None:
    printing.cards()
    printing.page.room.set_up(printer="Laser", feed="Manual")
    _click(printing, 3, SHIFT)
    printing.key(Qt.Key.Key_P, CONTROL)
    (job,) = printing.paper.jobs
    assert (job.printer, job.feed, job.sheets) == ("Laser", "Manual", 1)
    assert "JUNEBUG" in _words(job.pdf).upper()
    assert printing.said.startswith("Printed 4 shelf cards.")
    assert printing.page.tray.empty.isVisible()
    assert queries.used_labels("5371", "Laser", "Manual") == frozenset(range(1, 8))
    printing.key(Qt.Key.Key_Z, CONTROL)
    assert printing.tray_words[1:] == ["Shelf cards, 4, not printed yet"]
    assert printing.used == {1, 2, 3}


def test_what_changed_comes_back_by_itself(printing: PrintShop) -> None:
    printing.cards()
    printing.key(Qt.Key.Key_P, CONTROL)
    printing.later(days=7)
    done = titles.edit_title(printing.desk.context(), printing.ids["Her"], runtime_minutes=126)
    printing.desk.tell(done)
    assert printing.tray_words[1:] == ["Shelf cards, 1, 1 of 4 changed since Sat 13 Dec"]
    printing.key(Qt.Key.Key_P, CONTROL)
    assert "126" in _words(printing.paper.jobs[1].pdf)
    assert "JUNEBUG" not in _words(printing.paper.jobs[1].pdf).upper()
    assert printing.page.tray.empty.isVisible()


def test_a_card_no_face_can_print_is_kept_back(printing: PrintShop) -> None:
    titles.edit_title(printing.desk.context(), printing.ids["M"], name="Teza \u1270\u12db")
    printing.cards()
    (row,) = [one for one in printing.page.panel.notes.rows if one.buttons]
    assert [button.text() for button in row.buttons] == ["Print as Teza", "Leave out"]
    printing.key(Qt.Key.Key_P, CONTROL)
    assert printing.said.startswith("Printed 3 shelf cards.")
    assert printing.tray_words[1:] == ["Shelf cards, 1, 1 new since today noon"]
    (row,) = [one for one in printing.page.panel.notes.rows if one.buttons]
    QTest.mouseClick(row.buttons[0], Qt.MouseButton.LeftButton)
    printing.key(Qt.Key.Key_P, CONTROL)
    assert "TEZA" in _words(printing.paper.jobs[1].pdf).upper()
    assert printing.page.tray.empty.isVisible()


def test_leave_out_leaves_one_out_and_undo_takes_it_in(printing: PrintShop) -> None:
    titles.edit_title(printing.desk.context(), printing.ids["M"], name="Teza \u1270\u12db")
    printing.cards()
    row = printing.page.panel.notes.rows[0]
    QTest.mouseClick(row.buttons[1], Qt.MouseButton.LeftButton)
    assert printing.tray_words[1:] == ["Shelf cards, 3, not printed yet"]
    printing.key(Qt.Key.Key_Z, CONTROL)
    assert printing.tray_words[1:] == ["Shelf cards, 4, not printed yet"]


def test_enter_on_a_note_shows_its_label(printing: PrintShop) -> None:
    name = "An extraordinarily long name of somebody who picks films for a living"
    titles.edit_title(printing.desk.context(), printing.ids["M"], staff_pick=name)
    printing.cards()
    (row,) = printing.page.panel.notes.rows
    row.setFocus()
    printing.key(Qt.Key.Key_Return)
    made = printing.page.room.preview
    assert made is not None
    shown = made.pieces[made.spots[0, printing.page.preview.sheet.label]]
    assert shown.name == "M"


@pytest.mark.parametrize(
    ("code", "words"), [("print.printer_gone", "is gone"), ("print.printer_off", "is off")]
)
def test_a_printer_that_is_gone_keeps_the_tray(
    printing: PrintShop, code: str, words: str
) -> None:  # fmt: skip
    printing.cards()
    printing.paper.down["Laser"] = code
    printing.key(Qt.Key.Key_P, CONTROL)
    assert words in printing.said
    assert printing.tray_words[1:] == ["Shelf cards, 4, not printed yet"]
    assert queries.printed() == ()


def test_a_printer_that_is_off_is_told_and_keeps_its_group(printing: PrintShop) -> None:
    printing.cards()
    printing.paper.found = (Printer("Laser", LASER.feeds, True, off=True),)
    printing.page.room.find_printers()
    assert printing.tray_words[0] == "5371 on Letter, Laser is off"
    assert not printing.page.panel.print.isEnabled()
    assert printing.page.panel.save.isEnabled()
    assert "Laser is off" in printing.page.panel.load_words


def test_copies_of_cards_flow_into_labels(printing: PrintShop) -> None:
    printing.cards("Her")
    copies = printing.page.panel.fields.copies
    copies.setFocus()
    copies.selectAll()
    printing.type("3")
    printing.key(Qt.Key.Key_Return)
    made = printing.page.room.preview
    assert made is not None
    assert made.report.printed == 3
    printing.key(Qt.Key.Key_P, CONTROL)
    assert printing.paper.jobs[0].copies == 1


def test_mono_changes_the_page_at_once(printing: PrintShop) -> None:
    printing.cards()
    room = printing.page.room
    assert room.preview is not None
    before = room.preview.pdf
    printing.page.panel.fields.ink.setFocus()
    printing.key(Qt.Key.Key_Right)
    assert room.preview.pdf != before
    assert room.line is not None
    assert room.line.item.set_up.ink == "mono"


def test_r_prints_again_as_it_was(printing: PrintShop) -> None:
    printing.cards()
    printing.key(Qt.Key.Key_P, CONTROL)
    titles.edit_title(printing.desk.context(), printing.ids["Her"], name="Him")
    printing.page.tray.printed.rows.setFocus()
    printing.key(Qt.Key.Key_R)
    first, again = printing.paper.jobs
    assert again.pdf == first.pdf
    assert printing.said.startswith("Printed Shelf cards once more")


def test_print_all_asks_for_each_paper(printing: PrintShop) -> None:
    printing.cards("Her", "M")
    printing.cards("Junebug")
    printing.page.room.set_up(stock="L7414")
    printing.cards("Elysium")
    printing.page.room.set_up(stock="L7414", printer="Wide_inkjet")
    printing.paper.found = (LASER, Printer("Wide_inkjet", off=True))
    printing.page.room.find_printers()
    printing.key(Qt.Key.Key_P, CTRL_SHIFT)
    assert "Load 5371 on Letter" in printing.said
    assert printing.paper.jobs == []
    printing.key(Qt.Key.Key_P, CTRL_SHIFT)
    assert len(printing.paper.jobs) == 1
    assert "Load L7414 on A4" in printing.said
    printing.key(Qt.Key.Key_P, CTRL_SHIFT)
    assert len(printing.paper.jobs) == 2
    assert "the printer is off" in printing.said
    assert printing.tray_words == [
        "L7414 on A4, Wide inkjet is off",
        "Shelf cards, 1, not printed yet",
    ]


def test_a_pdf_has_the_very_bytes(printing: PrintShop, tmp_path: Path) -> None:
    printing.cards()
    out = tmp_path / "cards.pdf"
    printing.page.save_to(str(out))
    printing.key(Qt.Key.Key_P, CONTROL)
    assert out.read_bytes() == printing.paper.jobs[0].pdf


def test_a_folder_that_is_read_only_is_told(
    printing: PrintShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, data: bytes) -> int:
        raise PermissionError(13, "Permission denied", str(self))

    printing.cards()
    monkeypatch.setattr(Path, "write_bytes", refuse)
    printing.page.save_to(str(tmp_path / "cards.pdf"))
    assert "read-only" in printing.said
    assert printing.tray_words[1:] == ["Shelf cards, 4, not printed yet"]


def test_a_stock_that_does_not_hold_it_is_not_offered(printing: PrintShop) -> None:
    printing.cards()
    stocks = printing.page.panel.fields.stock
    offered = [stocks.itemData(at) for at in range(stocks.count())]
    assert offered[:4] == ["5371", "L7414", "plain-letter", "plain-a4"]
    assert "5160" not in offered


def test_the_tray_is_read_again_after_a_restart(printing: PrintShop) -> None:
    printing.cards("Her")
    printing.page.room.load()
    assert printing.tray_words[1:] == ["Shelf cards, 1, not printed yet"]


def test_printed_labels_are_on_their_copies(printing: PrintShop) -> None:
    printing.add("barcode-labels", {"unlabelled": True})
    assert printing.tray_words[1] == "Copy labels, 4, not printed yet"
    printing.key(Qt.Key.Key_P, CONTROL)
    assert printing.said.startswith("Printed 4 labels.")
    assert store.value("SELECT count(*) FROM copy WHERE labelled = 0") == 0
    assert printing.page.tray.empty.isVisible()
    printing.key(Qt.Key.Key_Z, CONTROL)
    assert store.value("SELECT count(*) FROM copy WHERE labelled = 0") == 4


def test_a_new_box_puts_its_labels_in_the_tray(printing: PrintShop) -> None:
    printing.add("barcode-labels", {"unlabelled": True})
    printing.key(Qt.Key.Key_P, CONTROL)
    edition = store.value("SELECT edition_id FROM copy LIMIT 1")
    home = store.value("SELECT section_id FROM copy LIMIT 1")
    printing.desk.tell(copies.add_copies(printing.desk.context(), edition, home, count=2).done)
    assert printing.tray_words[1] == "Copy labels, 2, 2 new since today noon"

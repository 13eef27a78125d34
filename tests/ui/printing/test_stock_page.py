"""Stock and printers by real keys: copies, sums, questions, profiles, the calibration sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.printing import queries, stocks
from app.printing.rules import Reading
from tests.conftest import NOON
from tests.ui.printing.conftest import INKJET, LASER, PrintShop
from tests.ui.shop_window import CONTROL
from ui.printing.spooler import Printer
from ui.printing.stock_page import StockPage
from ui.theme import Theme

SHIFT = Qt.KeyboardModifier.ShiftModifier
IN = 72.0


class Bench(PrintShop):
    """The print screen with its second page in front."""

    second: StockPage

    def to_stocks(self) -> None:
        self.key(Qt.Key.Key_G, CONTROL)
        second = self.screen.second
        assert isinstance(second, StockPage)
        self.second = second

    def ctrl(self, key: Qt.Key) -> None:
        self.key(key, CONTROL)

    def fill(self, field: str, text: str) -> None:
        """Types a number into a field of the stock."""
        editor = self.second.editor.inputs[field]
        editor.setFocus()
        editor.selectAll()
        self.type(text)

    def measure(self, **numbers: str) -> None:
        """Types numbers off the calibration sheet."""
        for side, text in numbers.items():
            editor = self.second.profile.inputs[side]
            editor.setFocus()
            editor.selectAll()
            self.type(text)

    def text(self, field: str) -> str:
        return self.second.editor.inputs[field].text()

    def take(self, words: str, *, printer: bool = False) -> None:
        """Chooses a line of one of the lists with the arrow keys."""
        view = self.second.printers if printer else self.second.list
        view.setFocus()
        self.key(Qt.Key.Key_Home)
        for _ in range(40):
            if view.currentIndex().data().split(", ")[0] == words or (
                view.currentIndex().data().startswith(words)
            ):
                return
            self.key(Qt.Key.Key_Down)
        raise AssertionError(words)

    @property
    def own(self) -> dict[str, queries.OwnStock]:
        return {one.name: one for one in queries.own_stocks()}

    @property
    def asked(self) -> bool:
        question = self.second.stock.question
        return question is not None and not question.isHidden()

    def in_hand(self) -> str:
        """The key of the stock in hand."""
        return self.second.stock.key

    def asks(self) -> bool:
        return self.asked

    @property
    def printer_words(self) -> list[str]:
        return [", ".join(filter(None, (r.text, r.note))) for r in self.second.printers.rows]


@pytest.fixture
def bench(qtbot: QtBot, app_theme: Theme, films: dict[str, int]) -> Iterator[Bench]:
    made = Bench(app_theme, NOON, films)
    made.open_window(qtbot, "print")
    made.to_stocks()
    yield made
    made.close_window()


# -- typing ------------------------------------------------------------------------------------


def test_typing_in_a_shipped_stock_goes_into_a_copy(bench: Bench) -> None:
    bench.fill("pitch_x", "2.9")
    assert bench.focus is bench.second.editor.inputs["pitch_x"]
    draft = bench.second.stock.draft
    assert draft is not None
    assert draft.name == "House labels, 30 up"
    assert bench.text("pitch_x") == "2.9"
    bench.type("25")
    assert bench.text("pitch_x") == "2.925"
    assert "Copied stock" in bench.said
    assert bench.own == {}


def test_half_a_number_keeps_its_caret(bench: Bench) -> None:
    editor = bench.second.editor.inputs["left"]
    bench.fill("left", "1")
    bench.type(".")
    assert (editor.text(), editor.cursorPosition()) == ("1.", 2)
    bench.key(Qt.Key.Key_Left)
    bench.type("2")
    assert (editor.text(), editor.cursorPosition()) == ("12.", 2)


def test_a_figure_in_the_middle_keeps_its_caret(bench: Bench) -> None:
    editor = bench.second.editor.inputs["left"]
    editor.setFocus()
    bench.key(Qt.Key.Key_Home)
    bench.key(Qt.Key.Key_Delete)
    bench.type("0")
    assert bench.in_hand() == "draft"
    bench.key(Qt.Key.Key_Escape)
    bench.key(Qt.Key.Key_Home)
    bench.key(Qt.Key.Key_Right)
    bench.key(Qt.Key.Key_Right)
    bench.type("2")
    assert bench.in_hand() == "draft"
    assert (editor.text(), editor.cursorPosition()) == ("0.2156", 3)


def test_rubbish_is_red_and_never_saved(bench: Bench) -> None:
    bench.fill("left", "0.2")
    bench.fill("left", "none")
    assert bench.second.editor.inputs["left"].property("invalid")
    bench.ctrl(Qt.Key.Key_S)
    assert bench.own == {}


def test_another_unit_is_turned_into_the_one_shown(bench: Bench) -> None:
    bench.fill("label_width", "66 mm")
    bench.key(Qt.Key.Key_Tab)
    assert bench.text("label_width") == "2.598"


def test_arrows_step(bench: Bench) -> None:
    bench.fill("left", "0.2")
    bench.key(Qt.Key.Key_Up)
    assert bench.text("left") == "0.201"
    bench.key(Qt.Key.Key_Down, SHIFT)
    assert bench.text("left") == "0.101"
    bench.fill("columns", "2")
    bench.key(Qt.Key.Key_Up)
    assert bench.text("columns") == "3"


def test_ctrl_u_goes_through_the_units(bench: Bench) -> None:
    assert bench.text("label_width") == "2.625"
    bench.ctrl(Qt.Key.Key_U)
    assert bench.text("label_width") == "189.0"
    bench.ctrl(Qt.Key.Key_U)
    assert bench.text("label_width") == "66.67"
    assert bench.second.stock.unsaved is None


def test_a_sheet_of_ones_own_has_sides(bench: Bench) -> None:
    editor = bench.second.editor
    assert not editor.inputs["sheet_width"].isVisible()
    editor.sheet.setFocus()
    bench.key(Qt.Key.Key_End)
    assert editor.inputs["sheet_width"].isVisible()
    bench.fill("sheet_width", "9")
    draft = bench.second.stock.draft
    assert draft is not None
    assert (draft.measures.sheet_name, draft.measures.sheet_width) == ("Own sheet", 9 * IN)


# -- sums --------------------------------------------------------------------------------------


def test_a_sum_that_fails_proposes_what_fits(bench: Bench) -> None:
    bench.fill("pitch_x", "2.925")
    across = bench.second.editor.across
    assert across.words() == "Wider than Letter 8.5 in by 0.131 in"
    assert not bench.screen.action_set["stock-save"].isEnabled()
    across.button.setFocus()
    bench.key(Qt.Key.Key_Space)
    assert bench.text("pitch_x") == "2.781"
    assert across.words().startswith("Fits Letter")
    assert bench.screen.action_set["stock-save"].isEnabled()


# -- acts --------------------------------------------------------------------------------------


def test_save_and_its_undo(bench: Bench) -> None:
    bench.fill("left", "0.2")
    bench.ctrl(Qt.Key.Key_S)
    kept = bench.own["House labels, 30 up"]
    assert kept.measures.left == pytest.approx(0.2 * IN)
    assert kept.copied_from == "5160"
    bench.fill("left", "0.1")
    bench.ctrl(Qt.Key.Key_S)
    assert bench.own["House labels, 30 up"].measures.left == pytest.approx(0.1 * IN)
    bench.second.list.setFocus()
    bench.ctrl(Qt.Key.Key_Z)
    assert bench.text("left") == "0.200"
    bench.ctrl(Qt.Key.Key_Z)
    assert bench.own == {}
    assert bench.in_hand() == "5160"


def test_esc_lets_go(bench: Bench) -> None:
    bench.fill("left", "0.2")
    bench.key(Qt.Key.Key_Escape)
    assert bench.text("left") == "0.156"
    assert bench.second.stock.unsaved is None


def test_copy_and_new_begin_with_the_name(bench: Bench) -> None:
    bench.ctrl(Qt.Key.Key_D)
    assert bench.focus is bench.second.editor.name
    bench.type("Spine labels")
    bench.ctrl(Qt.Key.Key_S)
    assert bench.own["Spine labels"].copied_from == "5160"
    bench.ctrl(Qt.Key.Key_N)
    bench.type("Spine labels")
    bench.ctrl(Qt.Key.Key_S)
    assert "already a stock called" in bench.said
    bench.type(" 2")
    bench.ctrl(Qt.Key.Key_S)
    assert set(bench.own) == {"Spine labels", "Spine labels 2"}


def test_a_second_copy_has_another_name(bench: Bench) -> None:
    for _ in range(2):
        bench.take("5160")
        bench.ctrl(Qt.Key.Key_D)
        bench.ctrl(Qt.Key.Key_S)
    assert set(bench.own) == {"House labels, 30 up", "House labels, 30 up (2)"}


def test_remove_and_its_undo(bench: Bench) -> None:
    bench.ctrl(Qt.Key.Key_D)
    bench.ctrl(Qt.Key.Key_S)
    bench.ctrl(Qt.Key.Key_Delete)
    assert bench.own == {}
    assert bench.in_hand() == "5160"
    bench.ctrl(Qt.Key.Key_Z)
    assert set(bench.own) == {"House labels, 30 up"}


def test_a_shipped_stock_has_no_remove(bench: Bench) -> None:
    assert not bench.screen.action_set["stock-remove"].isEnabled()


# -- a stock in use ----------------------------------------------------------------------------


def _in_use(bench: Bench) -> str:
    """An own stock like 5371 with shelf cards in the tray on it; the second page in front."""
    bench.take("5371")
    bench.ctrl(Qt.Key.Key_D)
    bench.type("Wedding cards")
    bench.ctrl(Qt.Key.Key_S)
    key = bench.own["Wedding cards"].key
    bench.ctrl(Qt.Key.Key_G)
    bench.cards()
    bench.page.room.set_up(stock=key)
    bench.ctrl(Qt.Key.Key_G)
    bench.take("Wedding cards")
    return key


def test_a_stock_in_use_says_so_and_asks_for_another(bench: Bench) -> None:
    _in_use(bench)
    assert "used by one document" in bench.second.editor._note.text()
    bench.ctrl(Qt.Key.Key_Delete)
    instead = bench.second.stock.instead
    assert instead.isVisible()
    assert instead.text() == "One document prints on it. Instead:"
    assert instead.choice.value == "5371"
    bench.key(Qt.Key.Key_Escape)
    assert not instead.isVisible()
    assert set(bench.own) == {"Wedding cards"}
    bench.ctrl(Qt.Key.Key_Delete)
    instead.remove.setFocus()
    bench.key(Qt.Key.Key_Space)
    assert bench.own == {}
    assert [item.set_up.stock for item in queries.items()] == ["5371"]
    bench.ctrl(Qt.Key.Key_Z)
    assert set(bench.own) == {"Wedding cards"}
    assert [item.set_up.stock for item in queries.items()] == [bench.own["Wedding cards"].key]


def test_the_tray_draws_anew_when_its_stock_is_saved(bench: Bench) -> None:
    _in_use(bench)
    before = bench.page.room.preview
    assert before is not None
    bench.fill("top", "0.25")
    bench.ctrl(Qt.Key.Key_S)
    after = bench.page.room.preview
    assert after is not None
    assert after.pdf != before.pdf
    line = bench.page.room.line
    assert line is not None
    assert line.sheet is not None
    assert line.sheet.labels is not None
    assert line.sheet.labels.top == pytest.approx(0.25 * IN)


# -- leaving -----------------------------------------------------------------------------------


def test_another_stock_waits_for_the_answer(bench: Bench) -> None:
    bench.fill("left", "0.2")
    _choose(bench, "5163")
    assert bench.asks()
    assert bench.in_hand() == "draft"
    bench.ctrl(Qt.Key.Key_S)
    assert not bench.asks()
    assert bench.in_hand() == "5163"
    assert set(bench.own) == {"House labels, 30 up"}


def test_discarding_goes_on_too(bench: Bench) -> None:
    bench.fill("left", "0.2")
    _choose(bench, "5163")
    bench.key(Qt.Key.Key_Escape)
    assert bench.in_hand() == "5163"
    assert bench.own == {}


def _choose(bench: Bench, key: str) -> None:
    """Clicks a line of the stock list."""
    view = bench.second.list
    at = next(n for n, row in enumerate(view.rows) if row.key == key)
    index = view.model().index(at, 0)
    view.scrollTo(index)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
    )


def test_the_tray_and_other_screens_wait_for_the_answer(bench: Bench) -> None:
    bench.fill("left", "0.2")
    bench.ctrl(Qt.Key.Key_G)
    assert bench.asks()
    assert bench.second.isVisible()
    assert not bench.screen.leave_ok()
    bench.type("5")
    assert not bench.asks()
    bench.key(Qt.Key.Key_Escape)
    assert bench.screen.leave_ok()
    bench.ctrl(Qt.Key.Key_G)
    assert bench.page.isVisible()


def test_typed_numbers_of_a_printer_are_asked_for(bench: Bench) -> None:
    bench.measure(left="25.7")
    bench.ctrl(Qt.Key.Key_G)
    question = bench.second.hand.question
    assert question is not None
    assert question.isVisible()
    question.discard.setFocus()
    bench.key(Qt.Key.Key_Space)
    assert bench.screen.leave_ok()


# -- printers ----------------------------------------------------------------------------------


def test_numbers_are_used_and_undone(bench: Bench) -> None:
    assert not bench.screen.action_set["profile-use"].isEnabled()
    bench.measure(left="25.7", top="24.2", right="24.9", bottom="25.2")
    bench.ctrl(Qt.Key.Key_Return)
    assert queries.profile("Laser", "Tray1") is not None
    assert bench.printer_words[1].startswith("Laser, tray 1, today")
    bench.second.printers.setFocus()
    bench.ctrl(Qt.Key.Key_Z)
    assert queries.profile("Laser", "Tray1") is None
    assert bench.second.profile.inputs["left"].text() == "25.0"


def test_undo_brings_the_old_numbers(bench: Bench) -> None:
    bench.measure(left="25.7")
    bench.ctrl(Qt.Key.Key_Return)
    bench.measure(left="26")
    bench.ctrl(Qt.Key.Key_Return)
    bench.second.printers.setFocus()
    bench.ctrl(Qt.Key.Key_Z)
    assert bench.second.profile.inputs["left"].text() == "25.7"


@pytest.mark.parametrize("text", ["9", "41", "x", ""])
def test_a_number_off_the_ruler_is_red(bench: Bench, text: str) -> None:
    bench.measure(left=text or " ")
    assert bench.second.profile.inputs["left"].property("invalid")
    assert bench.second.profile.words.text() == "Each is a number from 10 to 40 mm."
    bench.ctrl(Qt.Key.Key_Return)
    assert queries.profiles() == ()


def test_a_comma_is_a_point(bench: Bench) -> None:
    bench.measure(left="25,4")
    reading = bench.second.profile.reading
    assert reading is not None
    assert reading.left == pytest.approx(25.4)


def test_what_is_doubted_is_said(bench: Bench) -> None:
    bench.measure(left="29", right="29")
    assert "Fit to page" in bench.second.profile.words.text()
    bench.measure(right="21")
    assert "More than 3 mm off" in bench.second.profile.words.text()
    bench.measure(left="25", right="25")
    assert bench.second.profile.words.text().startswith("Read where")


def test_a_printer_that_is_gone_has_a_cross(bench: Bench) -> None:
    bench.measure(left="25.7")
    bench.ctrl(Qt.Key.Key_Return)
    bench.paper.found = (INKJET,)
    bench.page.room.find_printers()
    assert bench.printer_words == ["Printers, measured", "Wide_inkjet", "Laser, gone"]
    bench.paper.found = (replace(LASER, off=True),)
    bench.page.room.find_printers()
    assert "Laser, tray 1, off" in bench.printer_words


def test_without_a_printer_the_page_says_so(
    qtbot: QtBot, app_theme: Theme, films: dict[str, int]
) -> None:
    shop = Bench(app_theme, NOON, films)
    shop.paper.found = ()
    shop.open_window(qtbot, "print")
    shop.to_stocks()
    assert shop.printer_words == ["Printers, measured", "no printer here"]
    shop.key(Qt.Key.Key_P, CONTROL)
    assert queries.items() == ()
    assert not shop.screen.action_set["profile-print"].isEnabled()
    shop.close_window()


# -- the calibration sheet ---------------------------------------------------------------------


def test_the_calibration_sheet_goes_to_its_feed_without_correction(bench: Bench) -> None:
    bench.take("Laser, manual feed", printer=True)
    bench.measure(left="25.7", right="24.9")
    bench.ctrl(Qt.Key.Key_Return)
    bench.ctrl(Qt.Key.Key_P)
    assert bench.page.isVisible()
    line = bench.page.room.line
    assert line is not None
    assert line.place == ("letter", "Laser", "Manual")
    bench.ctrl(Qt.Key.Key_P)
    [job] = bench.paper.jobs
    assert (job.printer, job.feed) == ("Laser", "Manual")
    pdf = job.pdf
    bench.ctrl(Qt.Key.Key_G)
    bench.measure(left="25.0", right="25.0")
    bench.ctrl(Qt.Key.Key_Return)
    bench.ctrl(Qt.Key.Key_P)
    bench.ctrl(Qt.Key.Key_P)
    assert bench.paper.jobs[1].pdf == pdf
    assert len(queries.items()) == 1


def test_the_calibration_sheet_is_printed_on_the_paper_that_was_chosen(bench: Bench) -> None:
    papers = bench.second.profile.papers
    papers.setFocus()
    bench.key(Qt.Key.Key_Right)
    bench.measure(left="25.7")
    bench.ctrl(Qt.Key.Key_Return)
    found = queries.profile("Laser", "Tray1")
    assert found is not None
    assert found.reading == Reading("a4", 25.7, 25.0, 25.0, 25.0)
    bench.ctrl(Qt.Key.Key_P)
    preview = bench.page.room.preview
    assert preview is not None
    document = pypdfium2.PdfDocument(io.BytesIO(preview.pdf))
    assert document[0].get_size() == pytest.approx((595.28, 841.89), abs=0.1)
    document.close()


# -- the window --------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height", "scale"), [
    (1440, 900, 1.0), (1280, 720, 1.0), (1440, 900, 2.0),
])  # fmt: skip
def test_nothing_is_cut_off(
    qtbot: QtBot,
    app_theme: Theme,
    films: dict[str, int],
    width: int,
    height: int,
    scale: float,
) -> None:
    app_theme.set_text_scale(scale)
    shop = Bench(app_theme, NOON, films)
    shop.window.resize(width, height)
    shop.open_window(qtbot, "print")
    shop.to_stocks()
    shop.fill("pitch_x", "2.925")

    def fits() -> bool:
        return shop.second.width() <= shop.window.screen_room().width() and (
            scale > 1 or shop.screen.height() <= shop.window.screen_room().height()
        )

    qtbot.waitUntil(fits)
    assert shop.second.minimumSizeHint().width() <= shop.second.width()
    if scale == 1:
        wanted = {1440: (264, 624, 400), 1280: (216, 592, 320)}[width]
        parts = (shop.second._lists, shop.second.editor, shop.second.profile)
        assert tuple(part.width() for part in parts) == wanted
        assert shop.second.minimumSizeHint().height() <= shop.second.height()
    shop.close_window()


def test_in_large_letters_stock_and_profile_take_turns(
    qtbot: QtBot, app_theme: Theme, films: dict[str, int]
) -> None:
    app_theme.set_text_scale(2.0)
    shop = Bench(app_theme, NOON, films)
    shop.open_window(qtbot, "print")
    shop.to_stocks()
    second = shop.second
    assert (second.editor.isVisible(), second.profile.isVisible()) == (True, False)
    shop.take("Laser, manual feed", printer=True)
    assert (second.editor.isVisible(), second.profile.isVisible()) == (False, True)
    shop.take("5163")
    assert (second.editor.isVisible(), second.profile.isVisible()) == (True, False)
    shop.close_window()


def test_every_part_has_a_name_for_ears(bench: Bench) -> None:
    bench.fill("pitch_x", "2.925")
    editor, profile = bench.second.editor, bench.second.profile
    parts: list[QWidget] = [
        editor.drawing, editor.across, editor.down, editor.name, editor.sheet, editor.units,
        editor.across.button, profile.sheet, profile.papers, *profile.inputs.values(),
        *profile.loupes, *editor.inputs.values(), bench.second.list, bench.second.printers,
    ]  # fmt: skip
    assert [part for part in parts if not part.accessibleName()] == []
    assert editor.across.accessibleName() == (
        "Across: 8.631 in. Wider than Letter 8.5 in by 0.131 in"
    )


def test_f1_has_each_key_once(bench: Bench) -> None:
    keys = [
        action.shortcut().toString()
        for action in (bench.screen.action_set[name] for name in (
            "stock-new", "stock-copy", "stock-save", "stock-discard", "stock-remove", "stock-unit",
            "profile-print", "profile-use",
        ))
    ]  # fmt: skip
    assert keys == [
        "Ctrl+N", "Ctrl+D", "Ctrl+S", "Esc", "Ctrl+Del", "Ctrl+U", "Ctrl+P", "Ctrl+Return",
    ]  # fmt: skip


def test_a_stock_of_another_hand_shows_without_losing_what_is_typed(bench: Bench) -> None:
    bench.fill("left", "0.2")
    measures = bench.second.stock.draft
    assert measures is not None
    done = stocks.add_stock(bench.desk.context(), "From the cellar", measures.measures)
    bench.window.bus.publish(done.changes)
    assert bench.text("left") == "0.2"
    assert "From the cellar" in [row.text for row in bench.second.list.rows]


def test_a_printer_is_shown_from_the_tray(bench: Bench) -> None:
    bench.paper.found = (LASER, INKJET, Printer("Third"))
    bench.page.room.find_printers()
    bench.second.show_printer("Third", "")
    assert bench.second.hand.feed == ("Third", "")
    assert bench.second.size() != QSize(0, 0)


def test_a_question_stands_in_the_foot_s_place(bench: Bench) -> None:
    editor = bench.second.editor
    bench.fill("left", "0.2")
    assert editor._foot.isVisible()
    _choose(bench, "5163")
    assert (bench.asks(), editor._foot.isVisible()) == (True, False)
    bench.key(Qt.Key.Key_Escape)
    assert (bench.asks(), editor._foot.isVisible()) == (False, True)

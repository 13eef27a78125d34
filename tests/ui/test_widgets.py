"""Widgets: what Enter, the wheel and a click may not do, and what is said to who cannot see."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import icons
from ui.theme import Theme, tokens
from ui.widgets import (
    Button,
    CertificateBadge,
    CheckBox,
    Chip,
    Combo,
    CoverCache,
    CoverSpec,
    Day,
    DayStrip,
    ElidedLabel,
    FacetOption,
    FacetPill,
    Field,
    Label,
    LinkButton,
    Mark,
    NeonSign,
    OpenSign,
    ProgressLine,
    SearchField,
    Segmented,
    StateMark,
    TextInput,
    Ticks,
    TogglePill,
    drawn_case,
    format_color,
    mark_role,
    sign_pixmap,
)

ENTER = [Qt.Key.Key_Return, Qt.Key.Key_Enter]
OPTIONS = [FacetOption("dvd", "DVD", 12_300), FacetOption("bd", "Blu-ray", 420)]


class Heard:
    """Keeps what signals carry."""

    def __init__(self) -> None:
        self.all: list[object] = []

    def one(self, value: object = None) -> None:
        self.all.append(value)


def _shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    widget.setFocus()
    return widget


@pytest.mark.parametrize("enter", ENTER)
def test_enter_presses_no_button(qtbot: QtBot, enter: Qt.Key) -> None:
    for button in (Button("Delete"), LinkButton("Undo"), TogglePill("Owes"), CheckBox("Sure")):
        heard = Heard()
        button.clicked.connect(heard.one)
        _shown(qtbot, button)
        QTest.keyClick(button, enter)
        assert heard.all == [], type(button).__name__
        QTest.keyClick(button, Qt.Key.Key_Space)
        assert len(heard.all) == 1, type(button).__name__


def test_a_click_leaves_the_focus_where_it_is(qtbot: QtBot) -> None:
    page = QWidget()
    line, button, box = QLineEdit(page), Button("Do", parent=page), QVBoxLayout(page)
    box.addWidget(line)
    box.addWidget(button)
    _shown(qtbot, page)
    line.setFocus()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is line


def test_wheel_and_letters_leave_a_choice_alone(qtbot: QtBot) -> None:
    combo = Combo([(n, f"{n} lost") for n in range(9)], name="Reason")
    _shown(qtbot, combo)
    heard = Heard()
    combo.currentIndexChanged.connect(heard.one)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -240),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, wheel)
    QTest.keyClicks(combo, "3")
    QTest.keyClick(combo, Qt.Key.Key_Return)
    assert (combo.value, heard.all) == (0, [])
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert (combo.value, heard.all) == (1, [1])


def test_choice_keeps_its_value_when_options_change(qtbot: QtBot) -> None:
    combo = Combo([("a", "A"), ("b", "B")], name="x")
    qtbot.addWidget(combo)
    combo.set_value("b")
    combo.set_options([("z", "Z"), ("b", "B")])
    assert combo.value == "b"


@pytest.mark.parametrize("enter", ENTER)
def test_enter_in_a_field_goes_on_to_the_next(qtbot: QtBot, enter: Qt.Key) -> None:
    page = QWidget()
    first, second, box = TextInput(parent=page), TextInput(parent=page), QVBoxLayout(page)
    box.addWidget(first)
    box.addWidget(second)
    _shown(qtbot, page)
    first.setFocus()
    QTest.keyClick(first, enter)
    assert second.hasFocus()


def test_a_field_says_what_is_wrong_and_forgets_it(qtbot: QtBot) -> None:
    editor = TextInput("x")
    field = Field("&Price", editor)
    qtbot.addWidget(field)
    assert editor.accessibleName() == "Price"
    field.set_error("Write an amount such as 3.00.")
    assert field.error == "Write an amount such as 3.00."
    assert editor.accessibleDescription() == field.error
    field.clear_error()
    assert field.error == ""


def test_screen_keys_pass_a_text_field(qtbot: QtBot) -> None:
    """Ctrl+E and Ctrl+D belong to the screen, Ctrl+Z too while searching; Ctrl+A to the text."""
    search = SearchField("Search")
    page = QWidget()
    QVBoxLayout(page).addWidget(search)
    _shown(qtbot, page)
    search.edit.setFocus()
    search.set_text("jeunet")
    heard = Heard()
    from PySide6.QtGui import QAction, QKeySequence

    for keys in ("Ctrl+E", "Ctrl+D", "Ctrl+Z", "Ctrl+H"):
        action = QAction(keys, page)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(heard.one)
        page.addAction(action)
    control = Qt.KeyboardModifier.ControlModifier
    for key in (Qt.Key.Key_E, Qt.Key.Key_D, Qt.Key.Key_Z, Qt.Key.Key_H):
        QTest.keyClick(search.edit, key, control)
    assert len(heard.all) == 4
    assert search.text() == "jeunet"
    QTest.keyClick(search.edit, Qt.Key.Key_A, control)
    assert search.edit.selectedText() == "jeunet"


def test_escape_empties_the_search_then_leaves_it(qtbot: QtBot) -> None:
    search, left, moved = SearchField("Search"), Heard(), Heard()
    search.left.connect(left.one)
    search.arrow.connect(moved.one)
    _shown(qtbot, search)
    search.set_text("her")
    QTest.keyClick(search.edit, Qt.Key.Key_Down)
    assert moved.all == [Qt.Key.Key_Down]
    QTest.keyClick(search.edit, Qt.Key.Key_Escape)
    assert (search.text(), left.all) == ("", [])
    QTest.keyClick(search.edit, Qt.Key.Key_Escape)
    assert len(left.all) == 1


def test_segments_move_with_arrows_and_tell_only_people(qtbot: QtBot) -> None:
    made = Segmented([("list", "List"), ("covers", "Covers")], name="View")
    heard = Heard()
    made.chosen.connect(heard.one)
    _shown(qtbot, made)
    made.set_current("covers")
    assert heard.all == []
    QTest.keyClick(made, Qt.Key.Key_Left)
    made.cycle()
    assert heard.all == ["list", "covers"]
    assert made.accessibleDescription() == "Covers"


def test_facet_is_set_shown_and_cleared(qtbot: QtBot) -> None:
    pill, heard = FacetPill("format", "Format", OPTIONS), Heard()
    pill.values_changed.connect(heard.one)
    _shown(qtbot, pill)
    pill.set_values({"dvd", "bd"})
    assert pill.value_text == "DVD or Blu-ray"
    assert pill.accessibleName() == "Format DVD or Blu-ray"
    assert heard.all == []
    QTest.keyClick(pill, Qt.Key.Key_Delete)
    assert heard.all == [frozenset()]
    assert pill.value_text == ""


def test_facet_list_opens_with_the_keyboard_narrows_and_ticks(qtbot: QtBot) -> None:
    many = [*OPTIONS, *(FacetOption(n, f"Other {n}", n) for n in range(20))]
    pill, heard, asked = FacetPill("format", "Format", many), Heard(), Heard()
    pill.values_changed.connect(heard.one)
    pill.opening.connect(asked.one)
    _shown(qtbot, pill)
    QTest.keyClick(pill, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = pill._popup
    assert popup is not None
    assert len(asked.all) == 1
    QTest.keyClicks(popup.typed, "blu")
    assert popup._model.rowCount() == 1
    QTest.keyClick(popup.typed, Qt.Key.Key_Return)
    assert heard.all == [frozenset({"bd"})]
    QTest.keyClick(popup.typed, Qt.Key.Key_Escape)
    assert pill._popup is None


def test_a_single_choice_facet_closes_after_the_tick(qtbot: QtBot) -> None:
    pill = FacetPill("idle", "Idle", OPTIONS, multi=False)
    _shown(qtbot, pill)
    pill.open()
    popup = pill._popup
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Space)
    assert pill.values == frozenset({"bd"})
    assert pill._popup is None


def test_progress_counts_and_can_be_cancelled_once(qtbot: QtBot) -> None:
    line, heard = ProgressLine("Importing"), Heard()
    line.cancelled.connect(heard.one)
    _shown(qtbot, line)
    line.set_progress(12_000, 36_273)
    assert line._counts.text() == "12,000 of 36,273"
    QTest.mouseClick(line._cancel, Qt.MouseButton.LeftButton)
    QTest.mouseClick(line._cancel, Qt.MouseButton.LeftButton)
    assert len(heard.all) == 1


def test_titles_are_never_read_as_markup(qtbot: QtBot) -> None:
    label = Label("Movie <unrated> & <b>more")
    qtbot.addWidget(label)
    assert label.text() == "Movie <unrated> & <b>more"
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_everything_has_a_name_for_a_screen_reader(qtbot: QtBot) -> None:
    search = SearchField("Search")
    days = [Day("Sa", 13), Day("Su", 14, closed=True)]
    ticks = Ticks()
    ticks.set_counts(3, 3, 8)
    for widget in (
        Button("Edit"), LinkButton("Undo"), Chip("Late"), ElidedLabel("Her"), Combo(name="Zone"),
        CheckBox("Monday"), StateMark(Mark.LATE, "Late 2 days"), CertificateBadge("R"),
        DayStrip(days, 1, spoken="back by 10 pm Sunday"), ticks, OpenSign(), NeonSign(""),
        Segmented([("a", "A")], name="View"), FacetPill("x", "Tag"), ProgressLine("Importing"),
        search,
    ):  # fmt: skip
        qtbot.addWidget(widget)
        named = widget.focusProxy() or widget
        assert named.accessibleName(), type(widget).__name__


def test_meaning_is_in_the_shape_too(qapp: object) -> None:
    """States that share a colour have different shapes."""
    from PySide6.QtGui import QPainter, QPixmap

    from ui.widgets import paint_mark

    drawn: dict[Mark, bytes] = {}
    for mark in Mark:
        picture = QPixmap(24, 24)
        picture.fill(QColor("white"))
        painter = QPainter(picture)
        paint_mark(painter, mark, QPointF(12, 12), 12, "ink")
        painter.end()
        drawn[mark] = bytes(picture.toImage().convertToFormat(QImage.Format.Format_RGB32).bits())
    shapes = {bits for mark, bits in drawn.items() if mark is not Mark.DUE}
    assert len(shapes) == len(Mark) - 1
    assert mark_role(Mark.LATE) == "stop"


def test_icons_take_the_colour_of_the_light(app_theme: Theme) -> None:
    def darkest(picture: QImage) -> int:
        return min(
            picture.pixelColor(x, y).lightness()
            for x in range(picture.width())
            for y in range(picture.height())
            if picture.pixelColor(x, y).alpha() > 200
        )

    by_day = icons.pixmap("x", "ink", 32, 1.0).toImage()
    app_theme.toggle()
    by_night = icons.pixmap("x", "ink", 32, 1.0).toImage()
    assert darkest(by_day) < 60 < 180 < darkest(by_night)
    assert icons.pixmap("x", "ink", 16, 2.0).width() == 32
    with pytest.raises(icons.UnknownIcon):
        icons.icon("no-such-icon")


def test_every_icon_can_be_drawn(qapp: object) -> None:
    folder = Path(icons.__file__).parents[1] / "resources" / "icons"
    names = sorted(path.stem for path in folder.glob("*.svg"))
    assert len(names) > 100
    for name in names:
        image = icons.pixmap(name, "ink", 16, 1.0).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), name


@pytest.mark.parametrize("size", [QSize(25, 35), QSize(128, 179), QSize(400, 560)])
def test_a_drawn_case_shows_format_and_title(app_theme: Theme, size: QSize) -> None:
    image = drawn_case(size, "Tokyo Story", "DVD", "東京物語").toImage()
    foot = image.pixelColor(size.width() // 2, size.height() - 2)
    spine = image.pixelColor(1, size.height() // 2)
    assert foot == spine == format_color("DVD")
    other = drawn_case(size, "Ran", "DVD").toImage()
    assert image != other
    assert format_color("Blu-ray") != format_color("VHS")


@pytest.mark.parametrize("title", ["", "M", "x" * 500, "ألف ليلة وليلة", "word " * 100])
def test_a_drawn_case_takes_any_title(app_theme: Theme, title: str) -> None:
    assert not drawn_case(QSize(128, 179), title, "", title).isNull()


def test_a_cover_arrives_and_is_cut_to_size(qtbot: QtBot, tmp_path: Path) -> None:
    picture = QImage(300, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor("#0000ff"))
    picture.save(str(tmp_path / "abcd.png"))
    cache = CoverCache(tmp_path)
    spec, size = CoverSpec("abcd", "Her", "DVD"), QSize(50, 70)
    first = cache.pixmap(spec, size)
    assert first.toImage().pixelColor(25, 30) != QColor("#0000ff"), "the drawn case, for now"
    with qtbot.waitSignal(cache.arrived) as caught:
        cache.pixmap(spec, size)
    assert caught.args == ["abcd"]
    drawn = cache.pixmap(spec, size)
    assert drawn.size() == size
    assert drawn.toImage().pixelColor(25, 30) == QColor("#0000ff")
    cache.close()


def test_a_damaged_or_missing_cover_is_a_drawn_case(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "bad1.png").write_bytes(b"not a picture")
    cache = CoverCache(tmp_path)
    for digest in ("", "gone", "bad1"):
        assert not cache.pixmap(CoverSpec(digest, "Her"), QSize(50, 70)).isNull()
    cache.close()


def test_the_sign_is_dark_without_a_name(app_theme: Theme) -> None:
    def brightest(name: str) -> int:
        image = sign_pixmap(name, QSize(380, 108)).toImage()
        return max(
            image.pixelColor(x, y).lightness() for x in range(30, 350, 2) for y in range(40, 90, 2)
        )

    assert brightest("All Thumbs Video") > 200
    assert brightest("") < 130


@pytest.mark.parametrize(
    "name", ["A", "All Thumbs Video and Records of Ballard", "東京ビデオ", "W" * 90]
)
def test_the_sign_spells_any_name(app_theme: Theme, name: str) -> None:
    assert not sign_pixmap(name, QSize(760, 216)).isNull()


def test_colours_follow_the_light(qtbot: QtBot, app_theme: Theme) -> None:
    label = Label("Her", role="ink")
    qtbot.addWidget(label)
    app_theme.toggle()
    assert label.palette().color(label.foregroundRole()) == tokens().color("ink")
    assert tokens().night

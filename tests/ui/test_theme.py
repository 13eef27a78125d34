"""Two lights: the tokens are those of the mock-ups, readable, and chosen by a pure function."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QFontMetrics

from ui.theme import DAY, NIGHT, Light, Theme, Tokens, contrast, dp, font, mix, tokens_for
from ui.theme.stylesheet import stylesheet

#: Every pair that text is written in: colour of the letters, colour behind them.
PAIRS = [
    *[(ink, ground) for ink in ("ink", "ink2") for ground in ("paper", "surface", "sunk")],
    *[("ink", soft) for soft in ("accent_soft", "ok_soft", "need_soft", "stop_soft")],
    ("ink2", "accent_soft"),
    *[(tone, ground) for tone in ("ok", "need", "stop") for ground in ("paper", "surface", "sunk")],
    *[(tone, f"{tone}_soft") for tone in ("ok", "need", "stop")],
    *[(tone, "accent_soft") for tone in ("ok", "need", "stop")],
    ("accent_text", "accent_soft"),
    ("accent_text", "surface"),
    ("accent", "paper"),
    ("accent", "surface"),
    ("on_accent", "accent"),
    ("on_dark", "dark"),
    ("rail_text", "rail"),
    ("rail_on", "rail"),
    ("tube", "rail"),
    ("ink", "selection"),
]


@pytest.mark.parametrize("light", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize(("letters", "ground"), PAIRS)
def test_text_can_be_read(light: Tokens, letters: str, ground: str) -> None:
    measured = contrast(getattr(light, letters), getattr(light, ground))
    assert measured >= 4.5, f"{letters} on {ground}: {measured:.2f}"


def test_contrast_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_scheme_decides_the_tokens() -> None:
    assert tokens_for(Qt.ColorScheme.Dark) is NIGHT
    assert tokens_for(Qt.ColorScheme.Light) is DAY
    assert tokens_for(Qt.ColorScheme.Unknown) is DAY


def test_mix_goes_from_one_colour_to_the_other() -> None:
    assert mix("#ffffff", "#000000", 0.0) == "#000000"
    assert mix("#ffffff", "#000000", 1.0) == "#ffffff"
    assert mix("#ff0000", "#0000ff", 0.5) == "#800080"


def test_choice_is_remembered(tmp_path: Path, app_theme: Theme) -> None:
    file = str(tmp_path / "look.ini")
    kept = QSettings(file, QSettings.Format.IniFormat)
    Theme(kept).set_light(Light.NIGHT)
    kept.sync()
    again = Theme(QSettings(file, QSettings.Format.IniFormat))
    assert again.light is Light.NIGHT


def test_nonsense_in_the_settings_is_ignored(tmp_path: Path) -> None:
    kept = QSettings(str(tmp_path / "look.ini"), QSettings.Format.IniFormat)
    kept.setValue("look/light", "purple")
    kept.setValue("look/text_scale", "many")
    made = Theme(kept)
    assert made.light is Light.SYSTEM
    assert made.text_scale == 1.0


def test_switching_tells_everybody_once(app_theme: Theme) -> None:
    heard: list[Tokens] = []
    app_theme.changed.connect(heard.append)
    app_theme.toggle()
    app_theme.changed.disconnect(heard.append)
    assert heard == [NIGHT]


def test_a_background_never_comes_without_a_text_colour() -> None:
    """Half-dressed rules are what makes white on white; parts without text may go without."""
    textless = ("handle", "groove", "separator", "orner", "page", "ScrollBar", "ScrollArea")
    for selector, rule in re.findall(r"([^{}]+)\{([^{}]*)\}", stylesheet(DAY)):
        if "background: #" in rule and not any(part in selector for part in textless):
            assert re.search(r"(?<![-\w])color: #", rule), selector.strip()


def test_sheet_grows_with_the_text() -> None:
    assert "font-size: 12px" in stylesheet(DAY)
    assert "font-size: 24px" in stylesheet(DAY, 2.0)


def test_figures_are_tabular_only_where_asked(app_theme: Theme) -> None:
    plain, tabular = QFontMetrics(font(13)), QFontMetrics(font(13, tabular=True))
    assert tabular.horizontalAdvance("111") == tabular.horizontalAdvance("888")
    assert plain.horizontalAdvance("111") < plain.horizontalAdvance("888")


def test_larger_letters_are_wished_for_and_come_with_the_next_start(tmp_path: Path) -> None:
    kept = QSettings(str(tmp_path / "look.ini"), QSettings.Format.IniFormat)
    made = Theme(kept)
    assert [made.wish_text_scale(1) for _ in range(5)] == [1.25, 1.5, 1.75, 2.0, 2.0]
    assert made.wish_text_scale(-1) == 1.75
    assert made.text_scale == 1.0
    assert Theme(kept).text_scale == 1.75


def test_text_scale_is_bounded_and_scales_sizes(app_theme: Theme) -> None:
    app_theme.set_text_scale(7)
    assert app_theme.text_scale == 2.0
    assert dp(13) == 26
    assert font(13).pixelSize() == 26

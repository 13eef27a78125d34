"""The theme of the running window: which light, which text size, and who needs to know."""

from enum import StrEnum

from PySide6.QtCore import QLoggingCategory, QObject, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme.fonts import SIGN_FAMILY, TEXT_FAMILY, kept_font, load_core_fonts, make_font
from ui.theme.stylesheet import stylesheet
from ui.theme.tokens import DAY, Tokens, tokens_for


class Light(StrEnum):
    """What the user asked for."""

    SYSTEM = "system"
    DAY = "day"
    NIGHT = "night"


class Theme(QObject):
    """Holds the current tokens and dresses the application in them.

    ``changed`` is emitted with the new ``Tokens`` after palette and style sheet are in place.
    The choice is kept in ``QSettings`` under ``look/light`` and ``look/text_scale``.
    """

    changed = Signal(object)

    def __init__(self, settings: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._light = Light.SYSTEM
        self._scale = 1.0
        self._tokens = DAY
        self._installed = False
        if settings is not None:
            self._light = _light(str(settings.value("look/light", Light.SYSTEM.value)))
            self._scale = _scale(settings.value("look/text_scale", 1.0))

    @property
    def tokens(self) -> Tokens:
        """The colours of the current light."""
        return self._tokens

    @property
    def light(self) -> Light:
        """What the user asked for (system, day or night)."""
        return self._light

    @property
    def text_scale(self) -> float:
        """1.0 to 2.0; every size of text, row and control is multiplied by it."""
        return self._scale

    def install(self, app: QApplication) -> None:
        """Dress the application: Fusion, our font, palette, style sheet. Before any window."""
        _make_current(self)
        # Qt tells of each face in the list that cannot shape Devanagari before one that can
        QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
        load_core_fonts()
        app.setStyle("Fusion")
        app.setFont(make_font(self.px(13), _REGULAR))
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        self._installed = True
        self._apply()

    def set_light(self, light: Light) -> None:
        """Switch to day, night or the system's choice, and remember it."""
        self._light = light
        if self._settings is not None:
            self._settings.setValue("look/light", light.value)
        self._apply()

    def toggle(self) -> None:
        """From whatever is shown now to the other light."""
        self.set_light(Light.DAY if self._tokens.night else Light.NIGHT)

    def wish_text_scale(self, steps: int) -> float:
        """Text a quarter larger (1) or smaller (-1), from the next start on; what it will be.

        What is open keeps its size: all of a window is measured when it is made.
        """
        if self._settings is None:
            return self._scale
        wished = _scale(_scale(self._settings.value("look/text_scale", 1.0)) + steps * _SCALE_STEP)
        self._settings.setValue("look/text_scale", wished)
        return wished

    def set_text_scale(self, scale: float) -> None:
        """Text at 100 to 200 % in every window that is made from now on."""
        self._scale = _scale(scale)
        app = QApplication.instance()
        if isinstance(app, QApplication) and self._installed:
            app.setFont(make_font(self.px(13), _REGULAR))
        self._apply()

    def px(self, size: float) -> int:
        """Mock-up pixels at the current text scale."""
        return int(size * self._scale + 0.5)

    @Slot()
    def _system_changed(self) -> None:
        if self._light is Light.SYSTEM:
            self._apply()

    def _scheme(self) -> Qt.ColorScheme:
        if self._light is Light.SYSTEM:
            return QGuiApplication.styleHints().colorScheme()
        return Qt.ColorScheme.Dark if self._light is Light.NIGHT else Qt.ColorScheme.Light

    def _hold(self) -> None:
        """Painters ask some thousand times a paint: what they ask for is kept where it is near."""
        global _tokens_now, _scale_now
        if self is _current:
            _tokens_now, _scale_now = self._tokens, self._scale

    def _apply(self) -> None:
        self._tokens = tokens_for(self._scheme())
        self._hold()
        app = QApplication.instance()
        if isinstance(app, QApplication) and self._installed:
            app.setPalette(palette(self._tokens))
            app.setStyleSheet(stylesheet(self._tokens, self._scale))
        self.changed.emit(self._tokens)


def palette(t: Tokens) -> QPalette:
    """The palette of a light, for everything that the style sheet does not reach."""
    made = QPalette()
    role = QPalette.ColorRole
    for key, value in (
        (role.Window, t.paper),
        (role.WindowText, t.ink),
        (role.Base, t.surface),
        (role.AlternateBase, t.sunk),
        (role.Text, t.ink),
        (role.Button, t.surface),
        (role.ButtonText, t.ink),
        (role.BrightText, t.stop),
        (role.Highlight, t.selection),
        (role.HighlightedText, t.ink),
        (role.ToolTipBase, t.dark),
        (role.ToolTipText, t.on_dark),
        (role.PlaceholderText, t.ink2),
        (role.Link, t.accent_text),
        (role.Mid, t.line),
        (role.Dark, t.line),
        (role.Light, t.surface),
        (role.Accent, t.accent),
    ):
        made.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(t.ink3))
    return made


def _make_current(made: Theme) -> Theme:
    global _current
    _current = made
    made._hold()
    return made


def theme() -> Theme:
    """The theme of this application; a plain day theme until one is installed."""
    return _current or _make_current(Theme())


def tokens() -> Tokens:
    """The colours of the current light; painters ask at every paint."""
    return _tokens_now


def dp(size: float) -> int:
    """Mock-up pixels at the current text scale: use it for every size that holds text."""
    return int(size * _scale_now + 0.5)


def font(
    size: float = 13, weight: int = 400, *, tabular: bool = False, sign: bool = False
) -> QFont:
    """The screen's font at ``size`` mock-up pixels, times the text scale chosen by the user.

    ``weight`` is 400, 500, 600 or 700. ``tabular`` gives all figures one width: for number
    columns only, since the feature also widens hyphens and spoils names. ``sign`` is Tilt Neon.
    """
    return kept_font(dp(size), weight, tabular, SIGN_FAMILY if sign else TEXT_FAMILY)


def _light(value: str) -> Light:
    return Light(value) if value in {item.value for item in Light} else Light.SYSTEM


def _scale(value: object) -> float:
    try:
        wanted = float(str(value))
    except ValueError:
        return 1.0
    return min(max(wanted, 1.0), 2.0)


_REGULAR = QFont.Weight.Normal
_SCALE_STEP = 0.25
_current: Theme | None = None
_tokens_now, _scale_now = DAY, 1.0

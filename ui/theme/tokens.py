"""The colours of the two lights, as plain values.

Nothing here needs a running window: the step from a scheme to its colours is a pure function, so
that a test can measure every pair that the window writes in (offscreen, Qt knows no scheme).
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class Tokens:
    """One light: every colour by what it is for, as ``#RRGGBB``.

    ``accent_text`` is the accent as small text on its own soft tint; ``on_accent`` is text on a
    filled accent button; ``ink3`` is for lines and shapes only, it is too pale to be read.
    """

    night: bool
    paper: str
    surface: str
    sunk: str
    ink: str
    ink2: str
    ink3: str
    line: str
    accent: str
    accent_soft: str
    accent_text: str
    accent_line: str
    on_accent: str
    ok: str
    ok_soft: str
    need: str
    need_soft: str
    stop: str
    stop_soft: str
    focus: str
    rail: str
    rail_text: str
    rail_on: str
    tube: str
    dark: str
    on_dark: str
    selection: str

    def color(self, role: str) -> QColor:
        """The colour of a role; a literal such as ``#ffffff`` is passed through."""
        return QColor(role if role.startswith("#") else getattr(self, role))

    def soft(self, role: str) -> str:
        """The tint that belongs behind text of ``role`` (ok, need, stop, accent; else sunk)."""
        return str(getattr(self, f"{role}_soft", self.sunk))

    def text(self, role: str) -> str:
        """The colour in which text of ``role`` is written on its soft tint."""
        return self.accent_text if role == "accent" else str(getattr(self, role, self.ink2))


DAY = Tokens(
    night=False,
    paper="#FAF7F0",
    surface="#FFFFFF",
    sunk="#F3EEE3",
    ink="#1B1B26",
    ink2="#5F5C69",
    ink3="#8A8693",
    line="#E6DFD1",
    accent="#D42A60",
    accent_soft="#FCE9EF",
    accent_text="#B81F50",
    accent_line="#E88FAB",
    on_accent="#FFFFFF",
    ok="#17784B",
    ok_soft="#E4F3EA",
    need="#9A5B00",
    need_soft="#FBF0DC",
    stop="#C62828",
    stop_soft="#FBE7E6",
    focus="#2F6FED",
    rail="#1B1B26",
    rail_text="#BDB9C7",
    rail_on="#FFFFFF",
    tube="#FF5C8A",
    dark="#1B1B26",
    on_dark="#FFFFFF",
    selection="#CBD9F5",
)

NIGHT = Tokens(
    night=True,
    paper="#15151F",
    surface="#1E1E2B",
    sunk="#191924",
    ink="#ECEAF2",
    ink2="#A9A5B6",
    ink3="#7D7990",
    line="#2E2D3D",
    accent="#FF5C8A",
    accent_soft="#3A2231",
    accent_text="#FF7FA3",
    accent_line="#8A3B57",
    on_accent="#1B1B26",
    ok="#55C98B",
    ok_soft="#1C3329",
    need="#F0AE4B",
    need_soft="#3A2E1B",
    stop="#FF7A73",
    stop_soft="#3D2326",
    focus="#7AA5FF",
    rail="#101018",
    rail_text="#8F8B9E",
    rail_on="#FFFFFF",
    tube="#FF5C8A",
    dark="#ECEAF2",
    on_dark="#15151F",
    selection="#33415F",
)


def tokens_for(scheme: Qt.ColorScheme) -> Tokens:
    """Day unless the scheme says dark (a system that says nothing gets day)."""
    return NIGHT if scheme == Qt.ColorScheme.Dark else DAY


def contrast(one: str, other: str) -> float:
    """Contrast of two opaque colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    pair = sorted((_luminance(QColor(one)), _luminance(QColor(other))))
    return (pair[1] + 0.05) / (pair[0] + 0.05)


def mix(over: str, under: str, share: float) -> str:
    """``over`` laid on ``under`` with ``share`` (0 to 1) of itself showing."""
    top, bottom = QColor(over), QColor(under)
    return QColor(
        round(top.red() * share + bottom.red() * (1 - share)),
        round(top.green() * share + bottom.green() * (1 - share)),
        round(top.blue() * share + bottom.blue() * (1 - share)),
    ).name()


def _luminance(color: QColor) -> float:
    def channel(value: float) -> float:
        return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)

    return (
        0.2126 * channel(color.redF())
        + 0.7152 * channel(color.greenF())
        + 0.0722 * channel(color.blueF())
    )

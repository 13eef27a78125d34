"""The faces that ship with the program, and fonts at the sizes of the mock-ups.

Inter and Tilt Neon are loaded before the first paint (20 ms together); the faces for other
scripts after it, because the Japanese and Korean ones are 5 MB each.
"""

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

#: The shelf of files that ships with the program.
RESOURCES = Path(__file__).resolve().parents[2] / "resources"

#: The screen's face, and the face of the shop's name alone.
TEXT_FAMILY = "Inter"
SIGN_FAMILY = "Tilt Neon"
#: Tried in this order for letters that Inter lacks.
FALLBACK_FAMILIES = (
    "Noto Sans JP",
    "Noto Sans KR",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Thai",
    "Noto Sans Devanagari",
    "Noto Sans Armenian",
    "Noto Sans Georgian",
    "Droid Sans Fallback",
)

_CORE = (
    "Inter-Regular.ttf",
    "Inter-Medium.ttf",
    "Inter-SemiBold.ttf",
    "Inter-Bold.ttf",
    "TiltNeon-Regular.ttf",
)
_FALLBACK = (
    "NotoSansJP-Regular.ttf",
    "NotoSansKR-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansHebrew-Bold.ttf",
    "NotoSansThai-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansArmenian-Regular.ttf",
    "NotoSansGeorgian-Regular.ttf",
    "DroidSansFallbackFull.ttf",
    "Inter-Italic.ttf",
)


def load_core_fonts() -> None:
    """Make Inter and Tilt Neon known to Qt. Needs a QGuiApplication; a second call does nothing."""
    _load(_CORE)


def load_fallback_fonts() -> None:
    """Make the faces for other scripts known to Qt; meant for just after the first paint."""
    _load(_FALLBACK)


@cache
def _load(names: tuple[str, ...]) -> None:
    for name in names:
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / name))


def make_font(
    pixels: int, weight: QFont.Weight, *, tabular: bool = False, family: str = TEXT_FAMILY
) -> QFont:
    """A font with the fallback families behind it; ``tabular`` only for columns of numbers."""
    made = QFont([family, *FALLBACK_FAMILIES])
    made.setPixelSize(max(pixels, 6))
    made.setWeight(weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setFeature(QFont.Tag("cv05"), 1)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


@cache
def kept_font(pixels: int, weight: int, tabular: bool, family: str) -> QFont:
    """The one font of this look; whoever wants to change it makes a copy."""
    return make_font(pixels, QFont.Weight(weight), tabular=tabular, family=family)

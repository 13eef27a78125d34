"""Two lights (day and night), the type, and the one style sheet that the whole window wears."""

from ui.theme.fonts import FALLBACK_FAMILIES, load_core_fonts, load_fallback_fonts
from ui.theme.theme import Light, Theme, dp, font, theme, tokens
from ui.theme.tokens import DAY, NIGHT, Tokens, contrast, mix, tokens_for

__all__ = [
    "DAY",
    "FALLBACK_FAMILIES",
    "NIGHT",
    "Light",
    "Theme",
    "Tokens",
    "contrast",
    "dp",
    "font",
    "load_core_fonts",
    "load_fallback_fonts",
    "mix",
    "theme",
    "tokens",
    "tokens_for",
]

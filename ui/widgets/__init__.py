"""The widgets that every screen is built from. Import them from here."""

from ui.widgets.buttons import Button, KeyCap, Kind, LinkButton, PaintedButton, keys_text
from ui.widgets.certificate import CertificateBadge, certificate_width, paint_certificate
from ui.widgets.choices import CheckBox, Combo, RadioCard
from ui.widgets.containers import Banner, Card, EmptyState, Ground, Line, PanelActions
from ui.widgets.covers import CoverCache, CoverSpec
from ui.widgets.daystrip import Day, DayStrip, paint_day_strip, paint_days_head
from ui.widgets.drawn_case import drawn_case, format_color, paint_case
from ui.widgets.facets import FacetOption, FacetPill
from ui.widgets.fields import Field, TextInput, row
from ui.widgets.focus import FocusHalo
from ui.widgets.inputs import ScanBar, SearchField
from ui.widgets.labels import (
    Chip,
    ElidedLabel,
    Label,
    chip_width,
    heading,
    muted,
    paint_chip,
    title,
)
from ui.widgets.marks import Mark, StateMark, mark_role, paint_avatar, paint_mark, word_role
from ui.widgets.paragraph import Paragraph
from ui.widgets.pills import TogglePill
from ui.widgets.progress import Bar, ProgressLine, Ticks
from ui.widgets.segmented import Segmented
from ui.widgets.sign import NeonSign, OpenSign, paint_sign, sign_pixmap
from ui.widgets.spoken import Spoken
from ui.widgets.value_pill import FEW, Index, ValueDelegate, ValueList, ValuePill
from ui.widgets.week_hours import WeekHours

__all__ = [
    "FEW",
    "Banner",
    "Bar",
    "Button",
    "Card",
    "CertificateBadge",
    "CheckBox",
    "Chip",
    "Combo",
    "CoverCache",
    "CoverSpec",
    "Day",
    "DayStrip",
    "ElidedLabel",
    "EmptyState",
    "FacetOption",
    "FacetPill",
    "Field",
    "FocusHalo",
    "Ground",
    "Index",
    "KeyCap",
    "Kind",
    "Label",
    "Line",
    "LinkButton",
    "Mark",
    "NeonSign",
    "OpenSign",
    "PaintedButton",
    "PanelActions",
    "Paragraph",
    "ProgressLine",
    "RadioCard",
    "ScanBar",
    "SearchField",
    "Segmented",
    "Spoken",
    "StateMark",
    "TextInput",
    "Ticks",
    "TogglePill",
    "ValueDelegate",
    "ValueList",
    "ValuePill",
    "WeekHours",
    "certificate_width",
    "chip_width",
    "drawn_case",
    "format_color",
    "heading",
    "keys_text",
    "mark_role",
    "muted",
    "paint_avatar",
    "paint_case",
    "paint_certificate",
    "paint_chip",
    "paint_day_strip",
    "paint_days_head",
    "paint_mark",
    "paint_sign",
    "row",
    "sign_pixmap",
    "title",
    "word_role",
]

"""The short lists of the shop as choices of a form."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.catalog import lookups
from app.catalog.models import Purpose

Options = list[tuple[object, str]]


def sections() -> Options:
    """In walking order."""
    return [(row.id, row.name) for row in lookups.sections()]


def formats() -> Options:
    """In the owner's order."""
    return [(row.id, row.name) for row in lookups.formats()]


def conditions(*, none: bool = True) -> Options:
    """Best first; with a dash for "not said"."""
    named: Options = [(row.id, row.name) for row in lookups.conditions()]
    return [(None, "–"), *named] if none else named


def certificates() -> Options:
    """With a dash for none."""
    return [(None, "–"), *((row.id, row.code) for row in lookups.certificates())]


def classes() -> Options:
    """Rental classes; a dash leaves it to the section."""
    return [(None, _tr("as the section")), *((row.id, row.name) for row in lookups.classes())]


def purposes() -> Options:
    """What a copy is for."""
    return [
        (Purpose.RENTAL.value, _tr("To rent")),
        (Purpose.SALE.value, _tr("For sale")),
        (Purpose.DISPLAY.value, _tr("On display")),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("choices", text)

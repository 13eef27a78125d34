"""The sign over a themed display. Its subject holds the theme's words and its titles in shelf
order, as a display or the command line names them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.catalog.card_facts import card_facts
from app.shop import settings
from app.store import database as store
from reports.signs.window import Drawing, Plate, ThemeHeader
from reports.signs.window_set import WindowSign
from ui.printing.documents.base import Offer, Subject, Wanted
from ui.printing.documents.titles import title_of
from ui.printing.documents.window import WindowDocument
from ui.printing.documents.window_data import day_of, in_the_open

_PICKED = """SELECT t.id FROM title t JOIN title_card k ON k.title_id = t.id
    LEFT JOIN section s ON s.id = k.section_id
    WHERE t.staff_pick <> '' AND NOT coalesce(s.curtained, 0) ORDER BY k.rank LIMIT ?"""
_MOST_PICKED = 60


class ThemeHeaderSign(WindowDocument):
    """Its subject is `{"name", "tagline", "first", "last", "titles", "drawing"}`: words, days
    (ISO), ids in shelf order, one of the drawings. All but the name may be left out.
    """

    key = "theme-header"
    text = "Theme header"
    what = "the sign over a themed display, with a plate for each film"
    size = "17 × 5.5 in"
    one, many = "theme header", "theme headers"
    icon = "layout-template"
    preferred = ("half-tabloid", "half-a3")
    sign = ThemeHeader

    def subject(self, wanted: Wanted, now: datetime) -> Subject:
        told = wanted.told
        names = {"name": "name", "tagline": "tagline", "from": "first", "to": "last"}
        found: dict[str, Any] = {names[key]: text for key, text in told.items() if key in names}
        found["titles"] = [title_of(code) for code in wanted.codes]
        found["drawing"] = told.get("drawing", Drawing.NONE.value)
        if not found.get("name"):
            found["name"] = self.tr("Staff picks")
            found["titles"] = found["titles"] or picked()
        return found

    def name_of(self, subject: Subject, now: datetime) -> str:
        return self.tr("Theme header, {name}").format(name=subject.get("name", ""))

    def offers(self, now: datetime) -> tuple[Offer, ...]:
        ids = picked()
        if not ids:
            return ()
        subject = {"name": self.tr("Staff picks"), "titles": ids}
        return (Offer(self.name_of(subject, now), subject),)

    def signs(self, subject: Subject, now: datetime) -> list[tuple[object, WindowSign]]:
        return [("theme", theme_header(subject, now))]


def theme_header(subject: Subject, now: datetime) -> ThemeHeader:
    """A theme's sign: titles that are gone or behind the curtain have no plate."""
    facts = card_facts(in_the_open([int(one) for one in subject.get("titles", ())]))
    return ThemeHeader(
        name=str(subject.get("name", "")),
        tagline=str(subject.get("tagline", "")),
        plates=tuple(Plate(one.title, one.year) for one in facts),
        first=day_of(str(subject.get("first") or "")),
        last=day_of(str(subject.get("last") or "")),
        drawing=Drawing(subject.get("drawing") or Drawing.NONE),
        this_year=settings.calendar().local_date(now).year,
    )


def picked() -> list[int]:
    """The titles that are somebody's pick, in the order of the alphabet."""
    return [int(row[0]) for row in store.rows(_PICKED, (_MOST_PICKED,))]


DOCUMENT = ThemeHeaderSign()

"""A new, empty shop: its file, and the short lists that a shop needs on its first day.

Sections start with Drama, rental classes with Catalogue; the owner adds their own.
"""

from __future__ import annotations

from pathlib import Path

from app.catalog.models import Certificate, Condition, Format, Section
from app.nightdrop.models import DropBox
from app.rentals.models import RentalClass
from app.shop import operations, settings
from app.shop.calendar import Week, zone
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.models import OpeningSpan
from app.shop.money import currency as currency_of
from app.store import database as store
from app.store import shopfile

# Code, system, age asked for. The ages are the owner's to change.
CERTIFICATES = (
    ("G", "MPAA", 0),
    ("PG", "MPAA", 0),
    ("PG-13", "MPAA", 13),
    ("R", "MPAA", 17),
    ("NC-17", "MPAA", 18),
    ("X", "MPAA", 18),
    ("Unrated", "MPAA", 0),
    ("U", "BBFC", 0),
    ("BBFC PG", "BBFC", 0),
    ("12", "BBFC", 12),
    ("15", "BBFC", 15),
    ("18", "BBFC", 18),
    ("R18", "BBFC", 18),
)

# Name, short, case colour, and its size in mm: face-out width, spine-out width, height.
FORMATS = (
    ("DVD", "DVD", "#59636F", 135, 14, 190),
    ("Blu-ray", "BD", "#2A6CB8", 135, 13, 172),
    ("4K UHD", "4K", "#1F2227", 135, 13, 172),
    ("VHS", "VHS", "#8A5A2B", 105, 26, 190),
    ("LaserDisc", "LD", "#7A4E9E", 315, 5, 315),
)

CONDITIONS = ("As new", "Good", "Fair", "Worn case", "Disc scratched")

CATALOGUE = {
    "name": "Catalogue",
    "price_cents": 300,
    "period_nights": 5,
    "due_kind": "closing",
    "late_mode": "per_day",
    "late_rate_cents": 100,
    "closed_days_count": False,
    "grace_minutes": 30,
    "cap_kind": "replacement",
    "cap_cents": None,
}


def create(
    ctx: Context, path: Path, *, name: str, time_zone: str, currency: str, week: Week
) -> None:
    """Makes the file and opens it.

    Raises `StorageProblem` (`EXISTS` and the like) and `RuleViolation` for a name, zone, currency
    or hours that cannot be; then no file is left.
    """
    zone(time_zone)
    currency_of(currency)
    if not name.strip():
        raise RuleViolation("shop.no_name", field="name")
    shopfile.create(path)
    try:
        with operations.begin(ctx, "shop.open", undoable=False) as work:
            settings.put(work, "shop_name", name.strip())
            settings.put(work, "time_zone", time_zone)
            settings.put(work, "currency", currency)
            for weekday, spans in enumerate(week):
                for opens, closes in spans:
                    work.insert(
                        OpeningSpan, weekday=weekday, opens_minute=opens, closes_minute=closes
                    )
            _short_lists(work)
            work.facts(name=name.strip())
    except Exception:
        shopfile.close_shop()
        path.unlink(missing_ok=True)
        raise
    store.forget()


def _short_lists(work: operations.Work) -> None:
    for position, (code, system, age) in enumerate(CERTIFICATES):
        work.insert(Certificate, code=code, system=system, minimum_age=age, position=position)
    for position, (name, short, color, face, spine, height) in enumerate(FORMATS):
        work.insert(
            Format,
            name=name,
            short=short,
            color=color,
            face_mm=face,
            spine_mm=spine,
            height_mm=height,
            position=position,
        )
    for position, name in enumerate(CONDITIONS):
        work.insert(Condition, name=name, position=position)
    catalogue = work.insert(RentalClass, **CATALOGUE)
    work.insert(Section, name="Drama", short_name="DRAMA", position=1, rental_class_id=catalogue)
    work.insert(DropBox, name="Front slot")

"""What a scanned or typed text is at the counter: a card, a copy, a name, or nothing known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.catalog import finding
from app.catalog.barcodes import normalise
from app.members import queries as members
from app.members.queries import MemberHit
from app.rentals.returns import CopySeen, copy_seen
from app.shop.errors import RuleViolation
from ui.counter.found_list import Choice
from ui.counter.words import tr

#: Shorter runs of digits are amounts and reasons, not codes.
_SHORTEST_CODE = 6
_LETTER = re.compile(r"[^\W\d_]")
_TAILS = (re.compile(r"[A-Za-z]\d{6,64}$"), re.compile(r"\d{6,64}$"))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text is. Both ``member`` and ``copy`` where a number is an account's and a copy's."""

    text: str
    member: MemberHit | None = None
    copy: CopySeen | None = None
    names: tuple[MemberHit, ...] = ()

    @property
    def lettered(self) -> bool:
        """Whether a person may have typed it: codes are digits."""
        return _LETTER.search(self.text) is not None


def read(text: str) -> Reading:
    """Exact codes first; names only where there are none."""
    member, copy = members.by_code(text), copy_of(text)
    if member is not None or copy is not None:
        return Reading(text, member, copy)
    return Reading(text, names=members.find(text))


def copy_of(text: str) -> CopySeen | None:
    """The copy with exactly this barcode."""
    try:
        return copy_seen(barcode=normalise(text))
    except RuleViolation:
        return None


def published(text: str) -> str:
    """The film whose publisher's code (UPC, EAN) this is; empty for none."""
    if finding.edition_by_upc(text) is None:
        return ""
    found = finding.find(text, limit=1)
    return found[0].text if found else ""


def code_at_end(text: str) -> str:
    """A code of ours that a scanner typed after what stood in a field; empty for none."""
    whole = text.strip()
    tails = [found.group() for found in (tail.search(whole) for tail in _TAILS) if found]
    for wanted in (whole, *tails):
        if len(wanted) >= _SHORTEST_CODE and _known(wanted):
            return wanted
    return ""


def _known(code: str) -> bool:
    return members.by_code(code) is not None or copy_of(code) is not None


def choice(hit: MemberHit) -> Choice:
    """An account as a row."""
    detail = tr("Account {number}").format(number=hit.number)
    if hit.detail:
        detail += f", {hit.detail}"
    return Choice(hit.name, detail, hit.member_id, hit.renter_id)


def found_words(copy: CopySeen, what: str) -> str:
    """``Ghost World, DVD, is blocked``."""
    return ", ".join(part for part in (copy.title, copy.format, what) if part)


def either(reading: Reading, *, copy_first: bool) -> list[Choice]:
    """A number that is an account's and a copy's: both, what the visit waits for first."""
    made = []
    if reading.member is not None:
        made.append(choice(reading.member))
    if reading.copy is not None:
        copy = reading.copy
        what = tr("Copy {code}, {format}").format(code=copy.barcode, format=copy.format)
        made.insert(0 if copy_first else 1, Choice(copy.title, what, barcode=copy.barcode))
    return made

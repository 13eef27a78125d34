"""Which edition a code or a name means: a copy's barcode, a UPC, a title's code, a title's name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.catalog import finding, titles
from app.displays.standing import Case
from app.shop.errors import NotFound, RuleViolation
from app.store import database as store

_WITH_YEAR = re.compile(r"(?P<name>.+?)\s*\((?P<year>\d{4})\)\s*")
_EDITIONS = """SELECT e.id FROM edition e WHERE e.title_id = ? ORDER BY
    (SELECT count(*) FROM copy c WHERE c.edition_id = e.id AND c.state = 'in') DESC,
    (SELECT count(*) FROM copy c WHERE c.edition_id = e.id
        AND c.state NOT IN ('sold', 'retired', 'missing')) DESC, e.id LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Meant:
    """A title, and the edition where the text named a very one."""

    title_id: int
    edition_id: int | None


def meant(text: str) -> Meant:
    """What a text means. Raises `title.none` (`code`), `film.unclear` (`name`) for two alike."""
    ref = finding.copy_by_barcode(text) or finding.edition_by_upc(text)
    if ref is not None:
        return Meant(ref.title_id, ref.edition_id)
    title_id = finding.title_by_code(text)
    if title_id is not None:
        return Meant(title_id, None)
    clean = text.strip()
    dated = _WITH_YEAR.fullmatch(clean)
    found = titles.alike(clean)
    if not found and dated:
        found = titles.alike(dated["name"], int(dated["year"]))
    if len(found) > 1:
        raise RuleViolation("film.unclear", name=clean[:60])
    if not found:
        raise NotFound("title.none", code=clean[:60])
    return Meant(found[0], None)


def edition_meant(text: str) -> int:
    """The edition to place: the very one, or of a title the one with most cases in the shop.

    Raises what `meant` raises, and `place.no_edition` (`name`).
    """
    what = meant(text)
    if what.edition_id is not None:
        return what.edition_id
    found = store.value(_EDITIONS, (what.title_id,))
    if found is None:
        raise NotFound("place.no_edition", name=text.strip()[:60])
    return int(found)


def case_meant(text: str, cases: tuple[Case, ...], display: str) -> Case:
    """The case of a display that a text means, also by the name of one that was deleted since.

    Raises what `meant` raises, and `place.not_there` (`name`, `display`).
    """
    key = text.strip().casefold()
    named = [case for case in cases if case.title.casefold() == key]
    if len(named) == 1:
        return named[0]
    what = meant(text)
    for case in cases:
        if what.title_id == case.title_id and what.edition_id in (None, case.edition_id):
            return case
    raise NotFound("place.not_there", name=text.strip()[:60], display=display)

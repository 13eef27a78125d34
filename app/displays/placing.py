"""What a person does with the cases of a display: place, move, turn, remove, one or many.

A case that a row holds is never refused: its neighbours make room. Each step is one undo, which
puts the neighbours back as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.catalog import naming
from app.displays import actions, rules, standing
from app.displays.models import Facing, Fixture, Placement
from app.displays.rules import CaseSize, Place, Rating
from app.displays.standing import Case, Row
from app.shop import operations
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from app.shop.operations import Done, Work
from app.store import database as store

WANTED = range(1, 100)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a case shall stand: row from 1, left edge in mm. None leaves it to the first space."""

    row: int | None = None
    at: int | None = None
    facing: Facing = Facing.SPINE


@dataclass(frozen=True, slots=True)
class Placed:
    """A case that stands now; `left` mm remain in its row."""

    done: Done
    placement_id: int
    row: int
    at: int
    width: int
    left: int


@dataclass(frozen=True, slots=True)
class PlacedMany:
    """What of many was placed, and the refusals of the others by edition, in their order."""

    done: Done
    placement_ids: tuple[int, ...]
    refused: tuple[tuple[int, RuleViolation], ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """An edition as far as its place depends on it."""

    edition_id: int
    title: str
    format_id: int
    format: str
    size: CaseSize
    rating: Rating | None
    adult: bool


@dataclass(frozen=True, slots=True)
class _Stand:
    """What stands already, as far as others must make room for it."""

    key: int
    edition_id: int | None
    title: str
    row: int
    at: int
    size: CaseSize
    facing: str
    wanted: int

    @property
    def place(self) -> Place:
        return Place(self.key, self.at, rules.width_of(self.size, self.facing, self.wanted))


_KEY_OF_NEW = 0
_ITEM = f"""SELECT e.id, t.name, f.id, f.name, f.face_mm, f.spine_mm, f.height_mm,
    k.code, k.system, k.minimum_age, k.position, {standing.CURTAINED_HOME.format(title="t.id")}
    FROM edition e JOIN title t ON t.id = e.title_id JOIN format f ON f.id = e.format_id
    LEFT JOIN certificate k ON k.id = t.certificate_id WHERE e.id = ?"""


def place(
    ctx: Context, display_id: int, edition_id: int, spot: Spot | None = None, *, wanted: int = 1
) -> Placed:
    """Stands an edition on a display.

    Raises `display.gone`, `display.over`, `edition.gone`, `place.wanted`, `place.already` (`title`,
    `row`), `place.behind_curtain` (`title`, `fixture`), `place.above_rating` (`title`, `rating`,
    `ceiling`), `place.no_row` (`row`, `rows`), `place.at`, `place.too_tall` and `place.too_wide`
    (`title`, `row`, `by` mm).
    """
    with operations.begin(ctx, "display.place") as work:
        table = _Table(work, display_id)
        placed = table.place(edition_id, spot or Spot(), wanted)
        work.facts(title=table.title(placed.key), display=table.display.name, row=table.row_number)
    return table.result(work.done, placed)


def place_many(
    ctx: Context, display_id: int, edition_ids: Sequence[int], spots: Sequence[Spot] = ()
) -> PlacedMany:
    """Stands many editions in one step, each at its spot (the first space where it has none).

    What may not stand there or finds no room is left out, with its refusal, and the others stand.
    Raises `display.gone`, `display.over`, and `place.none_fits` where not one of them does.
    """
    with operations.begin(ctx, "display.place_many") as work:
        table = _Table(work, display_id)
        stands, refused = [], []
        for place_, edition_id in enumerate(edition_ids):
            spot = spots[place_] if place_ < len(spots) else Spot()
            try:
                stands.append(table.place(edition_id, spot, 1).key)
            except RuleViolation as refusal:
                refused.append((edition_id, refusal))
        if refused and not stands:
            raise RuleViolation("place.none_fits", count=len(refused)) from refused[0][1]
        work.facts(display=table.display.name, cases=len(stands), left_out=len(refused))
    return PlacedMany(work.done, tuple(stands), tuple(refused))


def move(
    ctx: Context,
    placement_id: int,
    *,
    row: int | None = None,
    at: int | None = None,
    facing: Facing | None = None,
    wanted: int | None = None,
) -> Placed:
    """Moves a case to another place, turns it, or asks for more copies of it; what is None stays.

    Another row without `at` is its first space. Raises `placement.gone` and what `place` raises.
    """
    with operations.begin(ctx, "display.move") as work:
        placement = _placement(placement_id)
        table = _Table(work, placement.display_id)
        moved = table.move(placement_id, row, at, facing, wanted)
        work.facts(title=table.title(placement_id), row=table.row_number)
        work.facts(display=table.display.name)
    return table.result(work.done, moved)


def remove(ctx: Context, placement_ids: Iterable[int]) -> Done:
    """Takes cases out of a display; their places stay empty. Raises `placement.gone`,
    `display.over`.
    """
    with operations.begin(ctx, "display.take_out") as work:
        names, display = [], ""
        for placement_id in placement_ids:
            placement = _placement(placement_id)
            display = actions.editable(work, placement.display_id).name
            names.append(placement.name)
            work.delete(Placement, placement_id)
        work.facts(title=names[0] if names else "", cases=len(names), display=display)
    return work.done


def set_note(ctx: Context, placement_id: int, note: str) -> Done:
    """Notes something on a case ("signed by the director"). Raises `placement.gone`,
    `text.too_long`.
    """
    with operations.begin(ctx, "display.note") as work:
        placement = _placement(placement_id)
        clean = naming.line(note, field="note")
        work.update(Placement, placement_id, note=clean)
        work.facts(title=placement.name)
    return work.done


class _Table:
    """A display on the planning table, in one operation: looks, decides, writes."""

    def __init__(self, work: Work, display_id: int) -> None:
        self._work = work
        self.display = actions.editable(work, display_id)
        self._fixture: Fixture = Fixture.get_by_id(self.display.fixture_id)
        self._ceiling = _ceiling(self._fixture)
        self._rows = standing.rows_of(self._fixture.id)
        self._stands = {case.key: _stand(case) for case in standing.cases_of(display_id)}
        self.row_number = 0

    def title(self, key: int) -> str:
        return self._stands[key].title

    def place(self, edition_id: int, spot: Spot, wanted: int) -> Place:
        item = _item(edition_id)
        self._check_allowed(item, wanted)
        width = rules.width_of(item.size, spot.facing, wanted)
        row = self._row_for(item.title, item.size, width, spot.row, spot.at)
        fitted = self._fit(row, item.title, Place(_KEY_OF_NEW, spot.at or 0, width), spot.at)
        new = next(one for one in fitted if one.key == _KEY_OF_NEW)
        key = self._work.insert(
            Placement,
            display=self.display.id,
            row=row.id,
            edition=edition_id,
            name=item.title,
            format=item.format_id,
            at_mm=new.at,
            facing=spot.facing,
            wanted=wanted,
        )
        self._make_room(fitted)
        self._stands[key] = _Stand(
            key, edition_id, item.title, row.position, new.at, item.size, spot.facing, wanted
        )
        return self._stood(key, row)

    def move(
        self, key: int, row: int | None, at: int | None, facing: Facing | None, wanted: int | None
    ) -> Place:
        case = self._stands[key]
        facing = facing or Facing(case.facing)
        wanted = _wanted(case.wanted if wanted is None else wanted)
        width = rules.width_of(case.size, facing, wanted)
        if at is None and row in (None, case.row):
            at = min(case.at, self._rows[case.row - 1].width_mm)  # narrower since it stood there
        target = self._row_for(case.title, case.size, width, row or case.row, at, key)
        fitted = self._fit(target, case.title, Place(key, at or 0, width), at)
        self._make_room(fitted)
        self._work.update(Placement, key, row=target.id, facing=facing, wanted=wanted)
        self._stands[key] = replace(
            self._stands[key], row=target.position, facing=facing, wanted=wanted
        )
        return self._stood(key, target)

    def result(self, done: Done, placed: Place) -> Placed:
        row = next(one for one in self._rows if one.position == self.row_number)
        left = rules.left_in(self._in_row(row), row.width_mm)
        return Placed(done, placed.key, self.row_number, placed.at, placed.width, left)

    def _stood(self, key: int, row: Row) -> Place:
        self.row_number = row.position
        return self._stands[key].place

    def _in_row(self, row: Row, but: int | None = None) -> list[Place]:
        return [
            stand.place
            for stand in self._stands.values()
            if stand.row == row.position and stand.key != but
        ]

    def _check_allowed(self, item: _Item, wanted: int) -> None:
        _wanted(wanted)
        for case in self._stands.values():
            if case.edition_id == item.edition_id:
                facts = {"title": item.title, "format": item.format, "row": case.row}
                raise RuleViolation("place.already", field="code", **facts)
        if item.adult and not self._fixture.curtained:
            raise RuleViolation(
                "place.behind_curtain", title=item.title, fixture=self._fixture.name
            )
        if rules.above(item.rating, self._ceiling):
            raise RuleViolation(
                "place.above_rating",
                title=item.title,
                rating=item.rating.code if item.rating else "",
                ceiling=self._ceiling.code if self._ceiling else "",
                fixture=self._fixture.name,
            )

    def _row_for(
        self,
        title: str,
        size: CaseSize,
        width: int,
        row: int | None,
        at: int | None,
        but: int | None = None,
    ) -> Row:
        """The row that is meant, else the first that has room; raises what is nearest to fitting.

        `at` without a row means the first row.
        """
        if at is not None and row is None:
            row = 1
        if row is not None:
            found = next((one for one in self._rows if one.position == row), None)
            if found is None:
                raise NotFound("place.no_row", field="row", row=row, rows=len(self._rows))
            if at is not None and not 0 <= at <= found.width_mm:
                raise RuleViolation("place.at", field="at", at=at, width=found.width_mm)
            self._check_height(found, title, size)
            return found
        tall = [one for one in self._rows if one.height_mm >= size.height_mm]
        if not tall:
            self._check_height(max(self._rows, key=_height), title, size)
        left = {one.position: self._left(one, but) for one in tall}
        roomy = [one for one in tall if left[one.position] >= width]
        for one in roomy:
            there = self._in_row(one, but)
            if rules.first_space(there, one.width_mm, width) is not None:
                return one
        return roomy[0] if roomy else max(tall, key=lambda one: left[one.position])

    def _check_height(self, row: Row, title: str, size: CaseSize) -> None:
        by = size.height_mm - row.height_mm
        if by > 0:
            raise RuleViolation("place.too_tall", field="row", title=title, row=row.position, by=by)

    def _left(self, row: Row, but: int | None) -> int:
        return rules.left_in(self._in_row(row, but), row.width_mm)

    def _fit(self, row: Row, title: str, new: Place, at: int | None) -> tuple[Place, ...]:
        there = self._in_row(row, new.key)
        fitted = rules.fit_in(there, row.width_mm, new, exactly=at is not None)
        if fitted is None:
            by = new.width - rules.left_in(there, row.width_mm)
            raise RuleViolation("place.too_wide", field="row", title=title, row=row.position, by=by)
        return fitted

    def _make_room(self, fitted: Iterable[Place]) -> None:
        for one in fitted:
            if one.key != _KEY_OF_NEW:
                self._work.update(Placement, one.key, at_mm=one.at)
                self._stands[one.key] = replace(self._stands[one.key], at=one.at)


def _stand(case: Case) -> _Stand:
    return _Stand(
        case.key,
        case.edition_id,
        case.title,
        case.row,
        case.at,
        case.size,
        case.facing,
        case.wanted,
    )


def _height(row: Row) -> int:
    return row.height_mm


def _wanted(count: int) -> int:
    if count not in WANTED:
        raise RuleViolation("place.wanted", field="wanted", given=count)
    return count


def _ceiling(fixture: Fixture) -> Rating | None:
    found = fixture.ceiling
    if found is None:
        return None
    return Rating(found.code, found.system, found.minimum_age, found.position)


def _item(edition_id: int) -> _Item:
    rows = store.rows(_ITEM, (edition_id,))
    if not rows:
        raise NotFound("edition.gone", field="code")
    id_, title, format_id, format_, *rest = rows[0]
    adult = rules.is_adult(rest[3] or "", curtained_home=bool(rest[7]))
    rating = standing.rating_of(*rest[3:7])
    return _Item(id_, title, format_id, format_, CaseSize(*rest[:3]), rating, adult)


def _placement(placement_id: int) -> Placement:
    found: Placement | None = Placement.get_or_none(Placement.id == placement_id)
    if found is None:
        raise NotFound("placement.gone")
    return found


def forget_deleted(work: Work) -> None:
    """What stands for an edition that is deleted keeps its name and its place in the plan.

    In the operation that deleted it, so that its undo brings both back.
    """
    if "edition" not in {table for table, _, _ in work.written}:
        return
    lost = store.rows(
        "SELECT p.id FROM placement p WHERE p.edition_id IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM edition e WHERE e.id = p.edition_id)"
    )
    for (placement_id,) in lost:
        work.update(Placement, placement_id, edition=None)


operations.before_commit(forget_deleted)

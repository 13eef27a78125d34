"""Audit by scan: the shelf as it really stands against the plan, in four lists."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.catalog.finding import code_of
from app.displays import actions
from app.displays.models import ShelfAudit, ShelfScan
from app.shop import operations
from app.shop.clock import Context
from app.shop.operations import Done
from app.store import database as store

MOST_SCANS = 20_000


@dataclass(frozen=True, slots=True)
class Planned:
    """A place of the plan, in shelf order: how many copies, and which could stand there now."""

    edition_id: int
    wanted: int
    here: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scanned:
    """A copy off the shelf; `out` is what the books say of it."""

    barcode: str
    edition_id: int
    out: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """The four lists, of barcodes; a copy stands in one of them at most.

    `missing`: in by the books, planned, not seen. `not_planned`: seen, in no place of the plan.
    `wrong_place`: planned, but out of the order of the plan. `should_be_out`: seen, out by the
    books.
    """

    missing: tuple[str, ...]
    not_planned: tuple[str, ...]
    wrong_place: tuple[str, ...]
    should_be_out: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many are to put right."""
        lists = (self.missing, self.not_planned, self.wrong_place, self.should_be_out)
        return sum(map(len, lists))


@dataclass(frozen=True, slots=True)
class Audited:
    """An audit that was kept; `unknown` are scans that no copy of the shop carries."""

    done: Done
    audit_id: int
    scanned: int
    findings: Findings
    unknown: tuple[str, ...]


def compare(plan: Sequence[Planned], scans: Sequence[Scanned]) -> Findings:
    """The shelf as scanned, row by row from the left, against the plan in the same order; pure.

    What stands in the wrong place is the fewest cases that would have to move: all but the longest
    run of scans that follows the plan's order.
    """
    place_of = {planned.edition_id: place for place, planned in enumerate(plan)}
    seen: dict[int, int] = {}
    not_planned, should_be_out, inside = [], [], []
    for scan in scans:
        place = place_of.get(scan.edition_id)
        if place is not None:
            seen[place] = seen.get(place, 0) + 1
        if scan.out:
            should_be_out.append(scan.barcode)
        elif place is None or seen[place] > plan[place].wanted:
            not_planned.append(scan.barcode)
        else:
            inside.append((place, scan.barcode))
    kept = _longest_run([place for place, _ in inside])
    wrong = [barcode for at, (_, barcode) in enumerate(inside) if at not in kept]
    there = {scan.barcode for scan in scans}
    missing = []
    for place, planned in enumerate(plan):
        lacking = planned.wanted - seen.get(place, 0)
        unseen = [barcode for barcode in planned.here if barcode not in there]
        missing += unseen[: max(0, lacking)]
    return Findings(tuple(missing), tuple(not_planned), tuple(wrong), tuple(should_be_out))


def _longest_run(values: Sequence[int]) -> Collection[int]:
    """Where the longest run that never falls stands (patience sorting)."""
    ends: list[int] = []  # the smallest last value of a run of each length
    ends_at: list[int] = []
    before: dict[int, int | None] = {}
    for at, value in enumerate(values):
        length = bisect_right(ends, value)
        before[at] = ends_at[length - 1] if length else None
        ends[length : length + 1] = [value]
        ends_at[length : length + 1] = [at]
    run: set[int] = set()
    step: int | None = ends_at[-1] if ends_at else None
    while step is not None:
        run.add(step)
        step = before[step]
    return run


_PLAN = """SELECT p.edition_id, p.wanted, coalesce((SELECT group_concat(c.barcode, char(10))
        FROM copy c WHERE c.edition_id = p.edition_id AND c.state = 'in'), '')
    FROM placement p JOIN fixture_row r ON r.id = p.row_id
    WHERE p.display_id = ? AND p.edition_id IS NOT NULL ORDER BY r.position, p.at_mm, p.id"""


def audit(ctx: Context, display_id: int, codes: Iterable[str]) -> Audited:
    """Compares what was scanned, from the top left to the bottom right, with the plan; keeps it.

    A code that was scanned twice counts once. Raises `display.gone`.
    """
    with operations.begin(ctx, "display.audit") as work:
        display = actions.get(display_id)
        given = list(dict.fromkeys(code.strip() for code in codes if code.strip()))[:MOST_SCANS]
        copies = _copies({code: code_of(code) for code in given})
        unknown = tuple(code for code in given if code not in copies)
        scans = list({scan.barcode: scan for scan in copies.values()}.values())
        findings = compare(plan_of(display_id), scans)
        audit_id = work.insert(
            ShelfAudit,
            display=display_id,
            at=work.now,
            staff=ctx.staff,
            scanned=len(scans),
            to_put_right=findings.count,
        )
        work.insert_many(ShelfScan, [{"audit": audit_id, "barcode": s.barcode} for s in scans])
        work.facts(display=display.name, scanned=len(scans), to_put_right=findings.count)
    return Audited(work.done, audit_id, len(scans), findings, unknown)


def plan_of(display_id: int) -> tuple[Planned, ...]:
    """The plan in shelf order, with the barcodes that could stand there."""
    return tuple(
        Planned(int(edition_id), int(wanted), tuple(here.split("\n")) if here else ())
        for edition_id, wanted, here in store.rows(_PLAN, (display_id,))
    )


def _copies(codes: Mapping[str, str]) -> dict[str, Scanned]:
    found = {}
    for given, code in codes.items():
        rows = store.rows(
            "SELECT barcode, edition_id, state = 'out' FROM copy WHERE barcode = ?", (code,)
        )
        for barcode, edition_id, out in rows:
            found[given] = Scanned(barcode, int(edition_id), bool(out))
    return found

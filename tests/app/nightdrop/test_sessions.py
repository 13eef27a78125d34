"""Sessions of the night-drop through the real actions: windows, outcomes, marks, the pile."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from app.catalog.models import Copy, CopyState, Edition, Section
from app.nightdrop import actions, queries, scanning
from app.nightdrop.actions import close, mark, open_session, scan
from app.nightdrop.rules import MarkKind, Outcome, SinceKind, Tray
from app.rentals import ledger, returns, storm_day
from app.rentals.checkout import check_out
from app.rentals.models import RentalClass
from app.shop import operations, undo
from app.shop.calendar import DayException
from app.shop.clock import Context, fixed
from app.shop.errors import NotFound, RuleViolation
from app.store import database as store
from tests.app.till import Stock, at, on

MONDAY = "2025-12-15 11:01"


def _later(text: str, seconds: float) -> Context:
    return Context(fixed(at(text) + timedelta(seconds=seconds)), "Ravi")


def _rented(stock: Stock, start: str, due: str, barcode: str = "100") -> None:
    """A rental under a class of its own whose due moment is `due`."""
    begins, ends = datetime.fromisoformat(start), datetime.fromisoformat(due)
    ctx = on(start)
    with operations.begin(ctx, "test.class", undoable=False) as work:
        class_id = work.insert(
            RentalClass,
            name=f"until {due} {barcode}",
            price_cents=100,
            period_nights=(ends.date() - begins.date()).days,
            due_kind="fixed",
            due_minute=ends.hour * 60 + ends.minute,
            late_mode="per_day",
            late_rate_cents=100,
            closed_days_count=False,
            grace_minutes=0,
            cap_kind="none",
        )
        work.update(Copy, stock.copies[barcode], rental_class_id=class_id)
    check_out(ctx, stock.member_id, stock.ruth, [barcode])


def _emptied(text: str) -> None:
    """The box was emptied then, and nothing was in it."""
    done = open_session(on(text))
    close(on(text), done.session.session_id)


@pytest.mark.parametrize(
    ("previous", "scanned", "start", "due", "effective", "late"),
    [
        ("2025-12-12 22:00", "2025-12-13 10:30", "2025-12-11 12:00", "2025-12-12 22:00",
         "2025-12-12 22:00", 0),
        ("2025-12-13 22:00", "2025-12-15 14:00", "2025-12-11 12:00", "2025-12-13 22:00",
         "2025-12-13 22:00", 0),
        ("2025-12-13 11:05", "2025-12-15 14:00", "2025-12-11 12:00", "2025-12-13 12:00",
         "2025-12-13 11:05", 0),
        ("2025-12-16 11:05", "2025-12-16 15:00", "2025-12-11 12:00", "2025-12-15 22:00",
         "2025-12-16 11:05", 1),
        (None, "2025-12-27 10:30", "2025-12-20 12:00", "2025-12-24 22:00",
         "2025-12-24 22:00", 0),
        ("2025-12-13 11:05", "2025-12-13 20:00", "2025-12-13 15:00", "2025-12-16 22:00",
         "2025-12-13 15:00", 0),
    ],
)  # fmt: skip
def test_the_vectors_of_the_rule_book(
    stock: Stock,
    previous: str | None,
    scanned: str,
    start: str,
    due: str,
    effective: str,
    late: int,
) -> None:
    for holiday in ("2025-12-25", "2025-12-26"):
        day = datetime.fromisoformat(holiday).date()
        storm_day.apply(on("2025-12-01 12:00"), {day: DayException(True, "Holiday")})
    _rented(stock, start, due)
    if previous:
        _emptied(previous)
    session = open_session(on(scanned)).session
    result = scan(on(scanned), session.session_id, "100")
    assert result.row.effective_at == at(effective)
    assert result.row.late_days == late
    assert result.outcome is (Outcome.LATE if late else Outcome.RETURNED)
    assert ledger.balance(stock.member_id) == 100 + 100 * late
    assert Copy.get(Copy.barcode == "100").state == CopyState.IN


def test_the_first_window_starts_at_the_last_close_and_the_next_at_the_emptying(
    stock: Stock,
) -> None:
    first = open_session(on(MONDAY)).session
    assert (first.since_at, first.since_kind) == (at("2025-12-13 22:00"), SinceKind.CLOSE)
    close(on(MONDAY), first.session_id)
    second = open_session(on("2025-12-15 15:00"), "front SLOT").session
    assert (second.since_at, second.since_kind) == (at(MONDAY), SinceKind.EMPTIED)


def test_a_slot_locked_while_open_takes_the_later_of_the_two(stock: Stock) -> None:
    actions.edit_box(on(MONDAY), 1, locked_while_open=True)
    _emptied("2025-12-13 11:05")
    session = open_session(on(MONDAY)).session
    assert (session.since_at, session.since_kind) == (at("2025-12-13 22:00"), SinceKind.LOCKED)


def test_a_window_by_hand_is_not_in_the_future_and_a_box_has_one_session(stock: Stock) -> None:
    with pytest.raises(RuleViolation) as future:
        open_session(on(MONDAY), since=at("2025-12-15 11:02"))
    assert future.value.code == "drop.since_in_future"
    done = open_session(on(MONDAY), since=at("2025-12-14 09:00"))
    assert done.session.since_kind is SinceKind.BY_HAND
    with pytest.raises(RuleViolation) as second:
        open_session(on(MONDAY))
    assert second.value.facts["session_id"] == done.session.session_id
    with pytest.raises(NotFound):
        open_session(on(MONDAY), "Back door")
    assert queries.last_open() == done.session


def test_every_outcome_and_its_sentence(stock: Stock) -> None:
    check_out(on("2025-12-10 12:00"), stock.member_id, stock.ruth, ["100", "101", "104"])
    returns.take_back(on("2025-12-11 16:20"), barcode="101")
    with operations.begin(on("2025-12-02 12:00"), "test.lost", undoable=False) as work:
        work.update(Copy, stock.copies["102"], state="missing", state_since=work.now)
        work.update(
            Copy, stock.copies["103"], state="sold", state_since=work.now, state_note="to Ewa"
        )
    session = open_session(on(MONDAY)).session.session_id
    codes = ["100", "104", "101", "102", "103", "31183 04417226", "100", "9" * 200, "0"]
    seen = [scan(_later(MONDAY, 10 * n), session, code) for n, code in enumerate(codes)]
    assert [(r.outcome, r.row.tray, r.row.sentence) for r in seen[:7]] == [
        (
            Outcome.RETURNED,
            None,
            "Due Mon 10 pm. Box emptied Mon 11:01, counted as Sat close. No fee.",
        ),
        (
            Outcome.LATE,
            None,
            (
                "Due Thu 10 pm. Box emptied Mon 11:01, counted as Sat close."
                " 2 days late at 1.50. Fee 3.00."
            ),
        ),
        (Outcome.NOT_OUT, None, "Back since Thu 11 Dec 4:20 pm, at the counter, by Ravi."),
        (Outcome.REINSTATED, None, "Missing since 2 Dec, in stock again."),
        (Outcome.OWNER, Tray.OWNER, "Sold 2 Dec: to Ewa. The owner decides."),
        (
            Outcome.UNKNOWN,
            Tray.NOT_OURS,
            "Not in our stock. Kept on the foreign list as number 1.",
        ),
        (Outcome.REPEAT, None, "The case of 11:01:00, this session. Nothing changed."),
    ]
    assert seen[7].outcome is Outcome.UNKNOWN
    assert len(seen[7].row.barcode) == 64
    assert seen[8].row.foreign_number == 3
    assert Copy.get(Copy.barcode == "102").state == CopyState.IN
    assert Copy.get(Copy.barcode == "103").state == CopyState.SOLD
    counts = queries.counts(session)
    assert (counts.scanned, counts.on_time, counts.late, counts.in_trays) == (8, 1, 1, 4)
    assert counts.was_in == 2
    assert counts.fee_cents == 300
    assert [len(rows) for rows in queries.trays(session).values()] == [0, 0, 0, 3, 1]


def test_the_answer_has_the_fields_of_the_command_line(stock: Stock) -> None:
    check_out(on("2025-12-10 12:00"), stock.member_id, stock.ruth, ["104"])
    session = open_session(on(MONDAY)).session.session_id
    answer = scan(on(MONDAY), session, "104").answer()
    assert answer == {
        "barcode": "104",
        "outcome": "late",
        "tray": None,
        "title": "Freakier Friday",
        "member": "10001",
        "rental_id": 1,
        "effective": "2025-12-14T06:00:00Z",
        "scanned": "2025-12-15T19:01:00Z",
        "late_days": 2,
        "fee_cents": 300,
        "sentence": "Due Thu 10 pm. Box emptied Mon 11:01, counted as Sat close."
        " 2 days late at 1.50. Fee 3.00.",
    }


def test_a_double_read_within_three_seconds_leaves_no_trace(stock: Stock) -> None:
    check_out(on("2025-12-10 12:00"), stock.member_id, stock.ruth, ["100"])
    session = open_session(on(MONDAY)).session.session_id
    first = scan(on(MONDAY), session, "100")
    before = store.connection().total_changes
    second = scan(_later(MONDAY, 3), session, " 100 ")
    assert (second.silent, second.outcome, second.operation_id) == (True, Outcome.REPEAT, None)
    assert second.row == first.row
    assert store.connection().total_changes == before
    third = scan(_later(MONDAY, 3.5), session, "100")
    assert (third.silent, third.outcome) == (False, Outcome.REPEAT)
    assert queries.counts(session).scanned == 1


def test_a_case_that_went_out_again_in_between_comes_back_again(stock: Stock) -> None:
    check_out(on("2025-12-10 12:00"), stock.member_id, stock.ruth, ["100"])
    session = open_session(on(MONDAY)).session.session_id
    scan(on(MONDAY), session, "100")
    check_out(_later(MONDAY, 60), stock.member_id, stock.ruth, ["100"])
    again = scan(_later(MONDAY, 120), session, "100")
    assert again.outcome is Outcome.RETURNED
    assert again.row.effective_at == at(MONDAY) + timedelta(seconds=60)


def test_undo_of_a_scan_is_the_state_before(stock: Stock) -> None:
    check_out(on("2025-12-10 12:00"), stock.member_id, stock.ruth, ["104"])
    session = open_session(on(MONDAY)).session.session_id
    tables = ("copy", "rental", "drop_scan", "drop_session", "member_balance")
    before = {table: store.rows(f"SELECT * FROM {table}") for table in tables}
    scan(on(MONDAY), session, "104")
    undo.undo(on(MONDAY))
    assert {table: store.rows(f"SELECT * FROM {table}") for table in tables} == before
    assert scan(on(MONDAY), session, "104").outcome is Outcome.LATE


def test_marks_change_the_row_in_place_and_come_off_again(stock: Stock) -> None:
    with operations.begin(on(MONDAY), "test.discs", undoable=False) as work:
        work.update(Edition, Copy.get(Copy.barcode == "100").edition.id, discs=2)
    check_out(on("2025-12-10 12:00"), stock.member_id, stock.ruth, ["100"])
    session = open_session(on(MONDAY)).session.session_id
    row = scan(on(MONDAY), session, "100").row
    scan(_later(MONDAY, 9), session, "100")
    empty = mark(on(MONDAY), session, MarkKind.EMPTY).row
    assert (empty.scan_id, str(empty.mark), empty.tray) == (row.scan_id, "empty", Tray(2))
    assert (empty.renter, empty.phone) == ("Ruth", "(206) 555-0142")
    assert _copy_now() == ("repair", "empty case")
    texts = [str(mark(on(MONDAY), session, MarkKind.MISSING).row.mark) for _ in range(3)]
    assert texts == ["missing:1", "missing:2", "None"]
    assert _copy_now() == ("in", "")
    damaged = mark(on(MONDAY), session, MarkKind.DAMAGED).row
    assert (damaged.tray, damaged.scanned_at) == (Tray.DAMAGED, at(MONDAY))
    assert _copy_now() == ("damaged", "damaged")
    assert str(mark(on(MONDAY), session, MarkKind.MISSING, disc=2).row.mark) == "missing:2"
    undo.undo(on(MONDAY))
    assert _copy_now() == ("damaged", "damaged")


def test_what_is_not_ours_cannot_be_marked(stock: Stock) -> None:
    session = open_session(on(MONDAY)).session.session_id
    for _ in range(2):
        with pytest.raises(RuleViolation) as refused:
            mark(on(MONDAY), session, MarkKind.EMPTY)
        assert refused.value.code == "drop.nothing_to_mark"
        scan(on(MONDAY), session, "777")


def test_a_pile_that_does_not_add_up_asks_why_and_keeps_the_answer(stock: Stock) -> None:
    session = open_session(on(MONDAY)).session.session_id
    scan(on(MONDAY), session, "100")
    with pytest.raises(RuleViolation) as refused:
        close(on(MONDAY), session, counted=3)
    assert (refused.value.code, refused.value.facts) == (
        "pile.no_reason",
        {"counted": 3, "scanned": 1},
    )
    assert queries.session(session).is_open
    sheet = close(on(MONDAY), session, counted=3, why="Two library books").sheet
    assert (sheet.session.counted, sheet.session.why) == (3, "Two library books")
    assert sheet.pile is not None
    assert sheet.pile.to_scan == 2
    with pytest.raises(RuleViolation) as closed:
        scan(on(MONDAY), session, "101")
    assert closed.value.code == "drop.closed"
    undo.undo(on(MONDAY))
    assert queries.last_open().session_id == session


def test_the_walk_goes_by_section_and_leaves_trays_out(stock: Stock) -> None:
    with operations.begin(on(MONDAY), "test.walk", undoable=False) as work:
        near = work.insert(Section, name="Staff Favorites", position=0)
        work.update(Copy, stock.copies["101"], section_id=near)
    session = open_session(on(MONDAY)).session.session_id
    for n, code in enumerate(("102", "100", "101", "104", "888")):
        scan(_later(MONDAY, n), session, code)
    walk = close(on(MONDAY), session).sheet.walk
    assert [(row.section, row.title) for row in walk] == [
        ("Staff Favorites", "Juno"),
        ("Drama", "Freakier Friday"),
        ("Drama", "Her"),
        ("Drama", "The Fisher King"),
    ]


def test_expected_is_by_member_oldest_first_and_shrinks_with_each_scan(stock: Stock) -> None:
    check_out(on("2025-12-10 12:00"), stock.member_id, stock.ruth, ["104", "100", "101"])
    session = open_session(on(MONDAY)).session.session_id
    assert [(row.name, row.cases, row.due_at) for row in queries.expected(at(MONDAY))] == [
        ("Marchetti, Ruth", 1, at("2025-12-11 22:00"))
    ]
    assert queries.expected(at("2025-12-16 09:00"))[0].cases == 3
    scan(on(MONDAY), session, "104")
    assert queries.expected(at(MONDAY)) == ()


def test_a_clock_before_the_rental_is_refused_and_nothing_is_saved(stock: Stock) -> None:
    check_out(on(MONDAY), stock.member_id, stock.ruth, ["100"])
    session = open_session(on("2025-12-15 10:00")).session.session_id
    with pytest.raises(RuleViolation) as refused:
        scan(on("2025-12-15 10:00"), session, "100")
    assert refused.value.code == "return.before_rental"
    assert queries.scans(session) == ()


@pytest.mark.parametrize("raw", ["", "   ", "\x00\x1b", "\n"])
def test_nothing_read_is_no_case(stock: Stock, raw: str) -> None:
    session = open_session(on(MONDAY)).session.session_id
    with pytest.raises(RuleViolation) as refused:
        scan(on(MONDAY), session, raw)
    assert refused.value.code == "barcode.empty"
    assert queries.scans(session) == ()


@pytest.mark.parametrize("raw", ["x" * 10_000, "é東京", "1\x00é", "１００"])
def test_any_code_is_a_case(stock: Stock, raw: str) -> None:
    session = open_session(on(MONDAY)).session.session_id
    result = scan(on(MONDAY), session, raw)
    wanted = Outcome.NOT_OUT if raw == "１００" else Outcome.UNKNOWN
    assert result.outcome is wanted


def test_a_count_is_kept_while_the_session_is_open(stock: Stock) -> None:
    session = open_session(on(MONDAY)).session.session_id
    scanned = scan(on(MONDAY), session, "100")
    assert actions.count_pile(on(MONDAY), session, 3).session.counted == 3
    last = undo.last_undoable()
    assert last is not None
    assert last.id == scanned.operation_id
    with pytest.raises(RuleViolation) as refused:
        close(on(MONDAY), session)
    assert refused.value.code == "pile.no_reason"
    with pytest.raises(RuleViolation) as refused:
        actions.count_pile(on(MONDAY), session, -1)
    assert refused.value.code == "pile.negative"
    actions.count_pile(on(MONDAY), session, None)
    assert close(on(MONDAY), session).sheet.pile is None
    with pytest.raises(RuleViolation) as refused:
        actions.count_pile(on(MONDAY), session, 1)
    assert refused.value.code == "drop.closed"


def test_boxes_have_names_of_their_own(stock: Stock) -> None:
    actions.add_box(on(MONDAY), "Back door", locked_while_open=True)
    assert [box.name for box in queries.boxes()] == ["Front slot", "Back door"]
    for name in (" ", "back DOOR"):
        with pytest.raises(RuleViolation):
            actions.add_box(on(MONDAY), name)


def _copy_now() -> tuple[str, str]:
    copy = Copy.get(Copy.barcode == "100")
    return copy.state, copy.state_note


def test_no_case_enters_a_session_that_closed_while_it_was_looked_up(
    stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    session_id = open_session(on(MONDAY)).session.session_id
    look = scanning._seen_in

    def closed_meanwhile(session_id: int, code: str) -> scanning._Seen | None:
        seen = look(session_id, code)
        close(on(MONDAY), session_id)
        return seen

    monkeypatch.setattr(scanning, "_seen_in", closed_meanwhile)
    with pytest.raises(RuleViolation) as refused:
        scan(on(MONDAY), session_id, "100")
    assert refused.value.code == "drop.closed"
    assert queries.counts(session_id).scanned == 0

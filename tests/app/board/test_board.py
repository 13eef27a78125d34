"""Films go up, get their thumbs, move and come down; each step is one undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import wings
from app.board import actions, boards, queries
from app.board.models import BoardEntry, RatedFilm, Thumb
from app.catalog import sections
from app.shop import undo
from app.shop.clock import Context, fixed
from app.shop.errors import RuleViolation
from app.shop.operations import Done, begin
from app.shop.settings import settings as shop_settings
from app.store import check
from app.store import database as store
from tests.app.board.wall import FRONT, hang, state, up
from tests.app.catalog.stockroom import CTX, NOON, add, shop_of_its_own

pytestmark = pytest.mark.usefixtures("shop")

assert wings.LOADED


def code_of(call: Callable[..., Any], *args: Any, **fields: Any) -> str:
    with pytest.raises(RuleViolation) as caught:
        call(*args, **fields)
    return caught.value.code


def later(minutes: int) -> Context:
    return Context(fixed(NOON + timedelta(minutes=minutes)), "Dana")


# -- boards --------------------------------------------------------------------------------------


def test_a_new_shop_has_a_board_with_five_seats() -> None:
    [board] = queries.boards()
    assert (board.name, board.shown, board.position) == ("Front board", True, 1)
    assert board.seats == ("Owner", "Film teacher", "Chaplain", "Painter", "Guest")


def test_boards_are_hung_named_ordered_and_shown() -> None:
    before = state()
    club = boards.add_board(CTX, " Film  club ", ("A", "B", "C", "D", "E"), shown=False).board_id
    boards.rename_board(CTX, club, "The club")
    boards.set_seats(CTX, club, ("B", "A", "C", "D", "F"))  # two change places
    boards.show_board(CTX, club, True)
    boards.move_board(CTX, club, 1)
    first, second = queries.boards()
    assert (first.name, first.seats, first.shown) == ("The club", ("B", "A", "C", "D", "F"), True)
    assert (second.name, second.position) == ("Front board", 2)
    assert queries.board_named("THE CLUB") == first
    for _ in range(5):
        undo.undo(CTX)
    assert state() == before


@pytest.mark.parametrize(
    ("name", "seats", "code"),
    [
        (" ", boards.STANDARD_SEATS, "board.no_name"),
        ("front BOARD", boards.STANDARD_SEATS, "board.name_taken"),
        ("Club", ("A", "B", "C", "D"), "board.seats"),
        ("Club", ("A", "B", "C", "D", " "), "board.seat_no_name"),
        ("Club", ("A", "B", "C", "D", "a"), "board.seat_twice"),
        ("x" * 41, boards.STANDARD_SEATS, "text.too_long"),
    ],
)
def test_no_such_board(name: str, seats: tuple[str, ...], code: str) -> None:
    before = state()
    assert code_of(boards.add_board, CTX, name, seats) == code
    assert state() == before


def test_a_board_that_goes_leaves_its_verdicts() -> None:
    club = boards.add_board(CTX, "Film club").board_id
    assert code_of(boards.remove_board, CTX, 99) == "board.gone"
    entry = actions.put_up(CTX, club, name="Her").entry_id
    actions.give_thumb(CTX, entry)
    assert code_of(boards.remove_board, CTX, club) == "board.not_empty"
    actions.take_down(CTX, entry)
    boards.remove_board(CTX, club)
    assert [board.name for board in queries.boards()] == ["Front board"]
    assert [(row.name, row.count) for row in queries.history()] == [("Her", 1)]
    assert code_of(actions.put_back, CTX, entry) == "board.gone"
    assert code_of(boards.remove_board, CTX, FRONT) == "board.last"
    boards.add_board(CTX, "Film club")  # its name is free again
    assert check.run() == []


# -- up, about and down ----------------------------------------------------------------------------


def test_titles_of_the_catalogue_and_films_only_in_theatres() -> None:
    her = add("Her", 2013, directors=["Spike Jonze"], runtime_minutes=126, certificate_id=4)
    entry = actions.put_up(CTX, FRONT, title_id=her.title_id).entry_id
    hamnet = hang("Hamnet", year=2025, directors=["Chloé Zhao"])
    first = queries.entry(entry)
    assert (first.name, first.year, first.directors) == ("Her", 2013, ("Spike Jonze",))
    assert (first.certificate, first.runtime_minutes, first.section) == ("R", 126, "Drama")
    assert (first.copies_in, first.copies, first.curtained) == (1, 1, False)
    assert (first.title_id, first.up_since) == (her.title_id, NOON)
    second = queries.entry(hamnet)
    assert (second.title_id, second.code, second.copies) == (None, "", 0)
    assert (second.name, second.year, second.directors) == ("Hamnet", 2025, ("Chloé Zhao",))
    assert up() == ["Her .....", "Hamnet ....."]


def test_a_name_that_the_catalogue_has_is_that_title() -> None:
    her = add("Her", 2013)
    assert queries.entry(hang("  her ")).title_id == her.title_id
    add("Crash", 1996)
    crash = add("Crash", 2004)
    assert queries.entry(hang("Crash", year=2004)).title_id == crash.title_id
    assert queries.entry(hang("Crash")).title_id is None  # which of them, nobody said


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": " "}, "film.no_name"),
        ({"name": "Her", "year": 1600}, "title.year"),
        ({"title_id": 99}, "title.gone"),
        ({"name": "x" * 1001}, "text.too_long"),
    ],
)
def test_what_cannot_go_up(fields: dict[str, Any], code: str) -> None:
    before = state()
    assert code_of(actions.put_up, CTX, FRONT, **fields) == code
    assert code_of(actions.put_up, CTX, 99, name="Her") == "board.gone"
    assert state() == before


def test_a_film_hangs_once_on_a_board() -> None:
    her = add("Her", 2013)
    entry = hang("Her")
    with pytest.raises(RuleViolation) as caught:
        actions.put_up(CTX, FRONT, title_id=her.title_id)
    assert caught.value.code == "board.already_up"
    assert caught.value.facts == {"title": "Her", "board": "Front board", "entry_id": entry}
    club = boards.add_board(CTX, "Film club").board_id
    actions.put_up(CTX, club, title_id=her.title_id)
    assert [row.board_id for row in queries.up_of_film(queries.entry(entry).film_id)] == [1, club]
    with pytest.raises(RuleViolation) as broken, begin(CTX, "test") as work:
        work.insert(BoardEntry, board=FRONT, film=1, position=2, up_at=NOON)
    assert broken.value.code == "conflict"  # the database holds it too


def test_what_is_behind_the_curtain_stays_off_the_board() -> None:
    her = add("Her", 2013)
    entry = hang("Her")
    sections.curtain(CTX, 1, True)
    assert queries.entry(entry).curtained
    actions.take_down(CTX, entry)
    assert code_of(hang, "Her") == "board.behind_curtain"
    assert code_of(actions.put_back, CTX, entry) == "board.behind_curtain"
    sections.curtain(CTX, 1, False)
    assert queries.entry(hang("Her")).title_id == her.title_id


@pytest.mark.parametrize(
    ("name", "place", "order"),
    [("M", 1, "M Her Z"), ("Her", 2, "M Her Z"), ("Her", 99, "M Z Her"), ("Z", -4, "Z Her M")],
)
def test_rows_move(name: str, place: int, order: str) -> None:
    entries = {film: hang(film) for film in ("Her", "M", "Z")}
    before = state()
    done = actions.move(CTX, entries[name], place)
    assert [row.split()[0] for row in up()] == order.split()
    assert done.facts["title"] == name
    undo.undo(CTX)
    assert state() == before


def test_down_into_the_history_and_back() -> None:
    entries = {film: hang(film) for film in ("Her", "M", "Z")}
    actions.give_thumb(CTX, entries["Her"], 3)
    done = actions.take_down(later(5), entries["Her"])
    assert done.facts == {"title": "Her", "board": "Front board", "thumbs": 1}
    assert up() == ["M .....", "Z ....."]
    [closed] = queries.history()
    assert (closed.name, closed.count, closed.position) == ("Her", 1, None)
    assert closed.down_at == NOON + timedelta(minutes=5)
    assert code_of(actions.take_down, CTX, entries["Her"]) == "board.not_up"
    assert code_of(actions.give_thumb, CTX, entries["Her"]) == "board.not_up"
    undo.undo(CTX)
    assert up() == ["Her ...4.", "M .....", "Z ....."]
    actions.take_down(CTX, entries["Her"])
    actions.put_back(CTX, entries["Her"])
    assert up() == ["M .....", "Z .....", "Her ...4."]
    assert code_of(actions.put_back, CTX, entries["Her"]) == "board.is_up"
    assert code_of(actions.put_back, CTX, 99) == "board.entry_gone"


def test_steps_undone_out_of_order_leave_no_gap() -> None:
    first = actions.put_up(CTX, FRONT, name="Her")
    hang("M")
    undo.undo(CTX, first.done.operation_id)
    assert up() == ["M ....."]
    down = actions.take_down(CTX, queries.rows(FRONT)[0].id)
    hang("Z")
    undo.undo(CTX, down.operation_id)
    assert sorted(up()) == ["M .....", "Z ....."]
    assert check.run() == []


def test_history_comes_in_pages() -> None:
    for number, film in enumerate(("A", "B", "C", "D", "E")):
        actions.take_down(later(number // 2), hang(film))
    first = queries.history(2)
    second = queries.history(2, before=first[-1])
    assert [row.name for row in (*first, *second)] == ["E", "D", "C", "B"]
    assert [row.name for row in queries.history(9, before=second[-1])] == ["A"]
    assert queries.history(9, board_id=99) == ()
    assert [row.name for row in queries.history_of(first[0].film_id)] == ["E"]


# -- thumbs ----------------------------------------------------------------------------------------


def test_thumbs_take_the_next_seat() -> None:
    her = hang("Her")
    for minute in range(3):
        actions.give_thumb(later(minute), her)
    done = actions.give_thumb(later(3), her, 4, who=" Ann ")
    assert done.facts == {"title": "Her", "who": "Ann", "thumbs": 4}
    assert up() == ["Her 123.5"]
    assert code_of(actions.give_thumb, CTX, her, 4) == "thumb.there"
    assert code_of(actions.give_thumb, CTX, her, 5) == "board.no_seat"
    actions.give_thumb(CTX, her)
    assert up() == ["Her 12345"]
    assert code_of(actions.give_thumb, CTX, her) == "board.full"
    assert code_of(actions.set_thumbs, CTX, her, 6) == "board.full"
    assert code_of(actions.set_thumbs, CTX, her, -1) == "thumbs.range"
    assert code_of(actions.set_thumbs, CTX, her, 2, 7) == "board.no_seat"
    taken = queries.entry(her).thumbs[4]
    assert taken is not None
    assert (taken.who, taken.at) == ("Ann", NOON + timedelta(minutes=3))


def test_thumbs_are_taken_back() -> None:
    her = hang("Her")
    actions.set_thumbs(CTX, her, 3)
    assert actions.take_thumb(CTX, her, 0).facts["who"] == "Owner"
    assert actions.take_thumb(CTX, her).facts == {"title": "Her", "who": "Chaplain", "thumbs": 1}
    assert up() == ["Her .2..."]
    assert code_of(actions.take_thumb, CTX, her, 0) == "thumb.none"
    actions.take_thumb(CTX, her)
    assert code_of(actions.take_thumb, CTX, her) == "thumb.none"


def test_setting_a_count_says_who_gave_and_who_took() -> None:
    her = hang("Her")
    done = actions.set_thumbs(CTX, her, 2, 3)
    assert done.facts == {"title": "Her", "thumbs": 2, "gave": ["Owner", "Painter"], "took": []}
    done = actions.set_thumbs(CTX, her, 1, 0)
    assert (done.facts["gave"], done.facts["took"]) == ([], ["Owner"])
    assert actions.set_thumbs(CTX, her, 1).operation_id is None  # nothing changed, nothing to undo


def test_a_renamed_seat_keeps_who_gave() -> None:
    her = hang("Her")
    actions.give_thumb(CTX, her)
    boards.set_seats(CTX, FRONT, ("Manager", "B", "C", "D", "E"))
    thumb = queries.entry(her).thumbs[0]
    assert thumb is not None
    assert thumb.who == "Owner"


def test_the_database_keeps_five_boxes_with_one_thumb_each() -> None:
    her = hang("Her")
    actions.give_thumb(CTX, her)
    for seat in (0, 5, -1):
        with pytest.raises(RuleViolation) as broken, begin(CTX, "test") as work:
            work.insert(Thumb, entry=her, seat=seat, who="Nobody", at=NOON)
        assert broken.value.code == "conflict"


def test_a_step_touches_its_board_and_its_title() -> None:
    her = add("Her", 2013)
    done = actions.put_up(CTX, FRONT, title_id=her.title_id)
    given_ = actions.give_thumb(CTX, done.entry_id)
    for changes in (done.done.changes, given_.changes, undo.undo(CTX).changes):
        assert changes.boards == {FRONT}
        assert changes.titles == {her.title_id}


# -- verdicts --------------------------------------------------------------------------------------


def test_average_and_latest_verdict() -> None:
    her, juno = add("Her", 2013), add("Juno", 2007)
    hang("Juno")
    first = hang("Her")
    actions.set_thumbs(CTX, first, 5)
    actions.take_down(later(1), first)
    second = hang("Her")
    assert queries.verdicts([her.title_id, juno.title_id])[her.title_id].count == 1
    actions.set_thumbs(later(60 * 14), second, 4)
    found = queries.verdicts([her.title_id, juno.title_id])
    assert found.keys() == {her.title_id}  # nobody spoke of Juno yet
    verdict = found[her.title_id]
    assert (verdict.latest, verdict.average, verdict.count, verdict.up) == (4, 4.5, 2, True)
    assert verdict.latest_on.isoformat() == "2025-12-14"  # the shop's day, not UTC's
    film_id = queries.film_of_title(her.title_id)
    assert queries.verdicts_of_films([film_id or 0]) == {film_id: verdict}
    actions.take_down(later(2), second)
    assert queries.verdicts([her.title_id])[her.title_id] == replace(verdict, up=False)


# -- letters ---------------------------------------------------------------------------------------


def test_letters_are_counted_where_the_owner_says_so() -> None:
    assert shop_settings().board_letters == {}
    boards.set_counts(CTX, {"e": 12, "É": 12, "&": 2}, thumbs=40)
    assert shop_settings().board_letters == {"E": 12, "&": 2}
    assert shop_settings().board_thumbs == 40
    assert code_of(boards.set_counts, CTX, {"EE": 1}) == "letters.one"
    assert code_of(boards.set_counts, CTX, {"": 1}) == "letters.one"
    assert code_of(boards.set_counts, CTX, {"E": -1}) == "letters.count"
    boards.set_counts(CTX, {})
    assert (shop_settings().board_letters, shop_settings().board_thumbs) == ({}, 0)


# -- any history -----------------------------------------------------------------------------------

_FILMS = ("Her", "M", "Z", "Yi Yi")
_STEPS = st.lists(
    st.tuples(
        st.sampled_from(("put", "give", "take", "set", "move", "down", "back")),
        st.sampled_from(_FILMS),
        st.integers(-1, 6),
    ),
    max_size=14,
)


def _do(step: str, film: str, number: int, ctx: Context) -> Done:
    hanging = {row.name: row.id for row in queries.rows(FRONT)}
    closed = {row.name: row.id for row in queries.history()}
    if step == "put":
        return actions.put_up(ctx, FRONT, name=film).done
    if step == "back":
        return actions.put_back(ctx, closed.get(film, 0))
    entry = hanging.get(film, 0)
    match step:
        case "give":
            return actions.give_thumb(ctx, entry, number if number >= 0 else None)
        case "take":
            return actions.take_thumb(ctx, entry, number if number >= 0 else None)
        case "set":
            return actions.set_thumbs(ctx, entry, number)
        case "move":
            return actions.move(ctx, entry, number)
    return actions.take_down(ctx, entry)


@settings(max_examples=15, deadline=None)
@given(_STEPS)
def test_whatever_is_done_the_board_is_whole_and_undo_goes_back(
    template_shop: Path, steps: list[tuple[str, str, int]]
) -> None:
    with shop_of_its_own(template_shop):
        states = []
        for minute, (step, film, number) in enumerate(steps):
            before = state()
            try:
                done = _do(step, film, number, later(minute))
            except RuleViolation:
                assert state() == before  # refused whole
                continue
            if done.operation_id is not None:
                states.append(before)
            assert all(row.count <= 5 for row in queries.rows(FRONT))
            up()
        assert check.run() == []
        for before in reversed(states):
            undo.undo(CTX)
            assert state() == before


def test_every_film_is_gone_when_all_is_undone() -> None:
    hang("Her")
    undo.undo(CTX)
    assert RatedFilm.select().count() == 0
    assert store.value("SELECT count(*) FROM board_entry") == 0


# -- from box to box, and a board's form in one step -----------------------------------------------


def test_a_thumb_goes_from_box_to_box() -> None:
    her, heat = hang("Her"), hang("Heat")
    actions.give_thumb(CTX, her, 1, who="Maria")
    before = state()
    actions.move_thumb(CTX, her, 1, her, 3)
    assert up() == ["Her ...4.", "Heat ....."]
    assert _who(her, 3) == "Painter"  # another seat's now
    undo.undo(CTX)
    assert state() == before
    actions.move_thumb(CTX, her, 1, heat, 1)
    assert up() == ["Her .....", "Heat .2..."]
    assert _who(heat, 1) == "Maria"  # the same seat's: it stays whose it was
    undo.undo(CTX)
    assert state() == before
    undo.redo(CTX)
    assert up() == ["Her .....", "Heat .2..."]
    assert check.run() == []


def test_a_thumb_goes_to_the_seat_of_another_board() -> None:
    club = boards.add_board(CTX, "Club", ("A", "B", "C", "D", "E")).board_id
    her = hang("Her")
    heat = actions.put_up(CTX, club, name="Heat").entry_id
    actions.give_thumb(CTX, her, 0)
    actions.move_thumb(CTX, her, 0, heat, 2)
    assert _who(heat, 2) == "C"


def test_where_a_thumb_cannot_go() -> None:
    her, heat = hang("Her"), hang("Heat")
    actions.give_thumb(CTX, her, 0)
    actions.give_thumb(CTX, heat, 4)
    before = state()
    assert code_of(actions.move_thumb, CTX, her, 0, her, 0) == "thumb.there"
    assert code_of(actions.move_thumb, CTX, her, 0, heat, 4) == "thumb.there"
    assert code_of(actions.move_thumb, CTX, her, 1, heat, 0) == "thumb.none"
    assert code_of(actions.move_thumb, CTX, her, 0, heat, 5) == "board.no_seat"
    assert code_of(actions.move_thumb, CTX, her, 0, 99, 0) == "board.not_up"
    actions.take_down(CTX, heat)
    assert code_of(actions.move_thumb, CTX, her, 0, heat, 0) == "board.not_up"
    undo.undo(CTX)
    assert state() == before


def test_a_boards_form_is_one_step() -> None:
    her = hang("Her")
    actions.give_thumb(CTX, her, 0)
    before = state()
    seats = ("Maria", *boards.STANDARD_SEATS[1:])
    boards.change_board(CTX, FRONT, name=" Window ", seats=seats, shown=False)
    [board] = queries.boards()
    assert (board.name, board.seats, board.shown) == ("Window", seats, False)
    assert _who(her, 0) == "Owner"  # whoever gave it, gave it
    undo.undo(CTX)
    assert state() == before


@pytest.mark.parametrize(
    ("name", "seats", "code"),
    [
        (" ", boards.STANDARD_SEATS, "board.no_name"),
        ("Club", boards.STANDARD_SEATS, "board.name_taken"),
        ("Front board", ("A", "B", "C", "D"), "board.seats"),
        ("Front board", ("A", "B", "C", "D", "a"), "board.seat_twice"),
    ],
)
def test_a_boards_form_that_is_refused_changes_nothing(
    name: str, seats: tuple[str, ...], code: str
) -> None:
    boards.add_board(CTX, "Club")
    before = state()
    fields = {"name": name, "seats": seats, "shown": False}
    assert code_of(boards.change_board, CTX, FRONT, **fields) == code
    assert code_of(boards.change_board, CTX, 99, **fields) == "board.gone"
    assert state() == before


def _who(entry_id: int, seat: int) -> str:
    thumb = queries.entry(entry_id).thumbs[seat]
    assert thumb is not None
    return thumb.who

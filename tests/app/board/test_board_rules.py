"""The board's rules as tables and over generated values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.board import rules
from app.board.rules import Judged, MissingLetter

SEATS = st.frozensets(st.integers(0, 4))


@pytest.mark.parametrize(
    ("taken", "seat"),
    [((), 0), ((0, 1), 2), ((1, 2), 0), ((0, 2, 3, 4), 1), (range(5), None)],
)
def test_the_next_seat_is_the_first_without_a_thumb(taken: tuple[int, ...], seat: int) -> None:
    assert rules.next_seat(taken) == seat


@pytest.mark.parametrize(
    ("taken", "count", "seat", "wanted"),
    [
        ((), 0, None, ()),
        ((), 4, None, (0, 1, 2, 3)),
        ((2,), 3, None, (0, 1, 2)),
        ((0, 1, 2, 3), 2, None, (0, 1)),
        ((0, 2, 4), 2, None, (0, 2)),
        # A seat is the first to give ...
        ((), 1, 3, (3,)),
        ((0,), 2, 4, (0, 4)),
        ((0, 1), 3, 1, (0, 1, 2)),
        # ... or to take its thumb back ...
        ((0, 1, 2), 2, 0, (1, 2)),
        ((0, 1, 2), 1, 0, (1,)),
        ((0, 1, 2), 2, 4, (0, 1)),
        # ... and where the count stays, it changes places with the last.
        ((0, 1), 2, 4, (0, 4)),
        ((0, 1), 2, 1, (0, 1)),
        ((), 0, 2, ()),
    ],
)
def test_so_many_thumbs(
    taken: tuple[int, ...], count: int, seat: int | None, wanted: tuple[int, ...]
) -> None:
    assert rules.seats_for(taken, count, seat) == frozenset(wanted)


@given(SEATS, st.integers(0, 5), st.none() | st.integers(0, 4))
def test_there_are_as_many_thumbs_as_asked(
    taken: frozenset[int], count: int, seat: int | None
) -> None:
    after = rules.seats_for(taken, count, seat)
    assert len(after) == count
    assert after <= frozenset(range(5))
    if seat is not None and 0 < count >= len(taken):
        assert seat in after
    if seat is not None and count < len(taken):
        assert seat not in after
    if seat is None:
        assert after <= taken or after >= taken


@pytest.mark.parametrize("count", [-1, 6])
def test_there_are_five_boxes(count: int) -> None:
    with pytest.raises(ValueError, match=str(count)):
        rules.seats_for((), count)


@given(st.lists(st.integers(), unique=True, min_size=1), st.data(), st.integers(-3, 20))
def test_a_move_keeps_every_row(order: list[int], data: st.DataObject, position: int) -> None:
    item = data.draw(st.sampled_from(order))
    after = rules.moved(order, item, position)
    assert sorted(after) == sorted(order)
    assert after.index(item) == min(max(position - 1, 0), len(order) - 1)
    assert [one for one in after if one != item] == [one for one in order if one != item]
    assert rules.moved(after, item, order.index(item) + 1) == order


@pytest.mark.parametrize(
    ("hangings", "latest", "average", "count", "up"),
    [
        ([(4, True, 10)], 4, 4.0, 1, True),
        ([(5, False, 3), (4, True, 10)], 4, 4.5, 2, True),
        # What is up now is the latest, however old its thumbs are.
        ([(5, False, 30), (2, True, 10)], 2, 3.5, 2, True),
        ([(5, False, 30), (1, False, 40), (3, False, 2)], 1, 3.0, 3, False),
        # Put up, and nobody spoke: no verdict.
        ([(3, False, 5), (0, True, 0)], 3, 3.0, 1, False),
    ],
)
def test_verdicts(
    hangings: list[tuple[int, bool, int]], latest: int, average: float, count: int, up: bool
) -> None:
    found = rules.verdict_of(Judged(*one) for one in hangings)
    assert found is not None
    assert (found.latest, found.average, found.count, found.up) == (latest, average, count, up)


@pytest.mark.parametrize("hangings", [[], [Judged(0, True, 0)], [Judged(0, False, 0)]])
def test_no_thumb_no_verdict(hangings: list[Judged]) -> None:
    assert rules.verdict_of(hangings) is None


@given(st.lists(st.builds(Judged, st.integers(0, 5), st.booleans(), st.integers(0, 99))))
def test_an_average_lies_between_its_verdicts(hangings: list[Judged]) -> None:
    found = rules.verdict_of(hangings)
    thumbs = [one.thumbs for one in hangings if one.thumbs]
    assert (found is None) == (not thumbs)
    if found is not None:
        assert min(thumbs) <= found.average <= max(thumbs)
        assert found.latest in thumbs
        assert found.count == len(thumbs)


@pytest.mark.parametrize(
    ("average", "words"), [(4.0, "4"), (4.5, "4.5"), (11 / 3, "3.7"), (4.95, "5"), (3.25, "3.3")]
)
def test_an_average_in_words(average: float, words: str) -> None:
    assert rules.average_words(average) == words


@pytest.mark.parametrize(
    ("typed", "quote"),
    [
        ("Rain, noodles.", "Rain, noodles."),
        ('"Rain, noodles."', "Rain, noodles."),
        ("“Rain,\n noodles.”", "Rain, noodles."),
        ("„Regen.“", "Regen."),
        ("«Pluie.»", "Pluie."),
        ("“Her” is “it”", "“Her” is “it”"),
        ('He said "go"', 'He said "go"'),
        ("’Tis the boys’", "’Tis the boys’"),
        ("“", "“"),
        ('""', ""),
    ],
)
def test_marks_around_a_quote_are_left_off(typed: str, quote: str) -> None:
    assert rules.bare_quote(typed) == quote


@given(st.text())
def test_a_bare_quote_stays_as_it_is(text: str) -> None:
    bare = rules.bare_quote(text)
    assert rules.bare_quote(bare) in (bare, bare[1:-1].strip())


@pytest.mark.parametrize(
    ("title", "letters"),
    [
        ("Her", "HER"),
        ("The World’s End", "THEWORLD’SEND"),
        ("Amélie", "AMELIE"),
        ("Ame\u0301lie", "AMELIE"),
        ("8½", "8½"),
        ("Straße", "STRASSE"),
        ("M", "M"),
    ],
)
def test_the_magnets_of_a_title(title: str, letters: str) -> None:
    assert "".join(letter for _, letter in rules.magnets(title)) == letters


def test_a_letter_that_has_run_out_is_told_with_its_place() -> None:
    titles = ["Her", "Enough Said", "The World’s End"]
    # E stands in Her 1, Enough 0, The 2 and End 12.
    assert rules.missing_letters(titles, {"e": 2}) == (MissingLetter("E", 2, 4, ((2, 2), (2, 12))),)
    assert rules.missing_letters(titles, {"E": 4, "H": 3}) == ()
    assert rules.missing_letters(titles, {"R": 0})[0].places == ((0, 2), (2, 6))


def test_letters_that_are_not_counted_never_run_out() -> None:
    assert rules.missing_letters(["Eeeee"], {}) == ()
    assert rules.missing_letters(["Eeeee"], {"A": 1}) == ()


@given(
    st.lists(st.text(max_size=20), max_size=6),
    st.dictionaries(st.sampled_from("AEHN"), st.integers(0, 4)),
)
def test_missing_and_hanging_letters_are_all_there_are(
    titles: list[str], counts: dict[str, int]
) -> None:
    found = rules.missing_letters(titles, counts)
    for one in found:
        spelt = [letter for title in titles for _, letter in rules.magnets(title)]
        assert one.needed == spelt.count(one.letter)
        assert len(one.places) == one.needed - one.there > 0
        assert list(one.places) == sorted(one.places)

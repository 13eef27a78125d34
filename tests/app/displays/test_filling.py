"""What is proposed for the space that is left, and why; it never breaks a rule."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.catalog import marking
from app.catalog.rules import Mark
from app.displays import filling, finding_films, placing, queries, rules
from app.displays.filling import Candidate, Filled, Reason, Space
from app.displays.finding_films import Wish
from app.displays.rules import CaseSize, Rating
from app.store import database as store
from tests.app.catalog.stockroom import CTX, NOON
from tests.app.displays.shelf import LASERDISC, R, X, display, edition, stands
from ui.planner import fill_words

PG13 = Rating("PG-13", "MPAA", 13, 2)
_RATINGS = (None, Rating("G", "MPAA", 0, 0), PG13, Rating("R", "MPAA", 17, 3))

_CANDIDATES = st.lists(
    st.builds(
        Candidate,
        edition_id=st.integers(1, 40),
        title_id=st.integers(1, 12),
        title=st.just("Robot"),
        code=st.just(""),
        format=st.just("DVD"),
        size=st.builds(CaseSize, st.just(135), st.integers(1, 40), st.sampled_from((172, 190))),
        rating=st.sampled_from(_RATINGS),
        adult=st.booleans(),
        copies=st.just(1),
        copies_in=st.sampled_from((1, 1, 1, 0)),
        copies_out=st.integers(0, 1),
        elsewhere=st.sampled_from(("", "", "", "Nora")),
        idle_days=st.none() | st.integers(0, 400),
        reasons=st.sampled_from(((), (Reason("tag", {"name": "robot"}),))),
    ),
    min_size=3,
    max_size=12,
)
_SPACES = st.lists(
    st.builds(
        Space,
        row=st.integers(1, 3),
        at=st.just(0),
        width=st.integers(20, 120),
        height=st.sampled_from((180, 212)),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=120, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(_SPACES, _CANDIDATES, st.booleans(), st.sampled_from((None, PG13)))
def test_fill_never_breaks_a_rule(
    spaces: list[Space], candidates: list[Candidate], curtained: bool, ceiling: Rating | None
) -> None:
    found = filling.fill(spaces, candidates, curtained=curtained, ceiling=ceiling)
    for one in found.proposals:
        film = one.candidate
        assert curtained or not film.adult
        assert not rules.above(film.rating, ceiling)
        assert film.copies_in
        assert not film.elsewhere
        assert any(
            space.row == one.row
            and film.size.height_mm <= space.height
            and space.at <= one.at
            and one.at + one.width <= space.at + space.width
            for space in spaces
        )
    proposed = [one.candidate.title_id for one in found.proposals]
    assert len(proposed) == len(set(proposed))
    assert sum(one.width for one in found.proposals) <= sum(space.width for space in spaces)
    told = set(proposed) | {miss.candidate.title_id for miss in found.misses}
    assert told == {one.title_id for one in candidates}


def said(found: Filled) -> list[str]:
    return [f"{one.candidate.title} ({fill_words.reasons(one.candidate)})"
            for one in found.proposals]  # fmt: skip


def missed(found: Filled) -> list[str]:
    return [f"{one.candidate.title}: {fill_words.miss(one)}" for one in found.misses]


@pytest.mark.usefixtures("shop")
def test_films_are_found_by_the_themes_words_and_by_what_stands_there() -> None:
    robots = display((60, 212), ceiling_id=R, name="Robots")
    placing.place(CTX, robots, edition("Her", tags=["artificial intelligence", "love"]))
    edition("Ex Machina", tags=["artificial intelligence", "robots"])
    edition("Robot Jox")
    edition("Moon", synopsis="A man alone with a robot.", directors=["Duncan Jones"])
    edition("Juno")
    edition("Flesh Gordon", certificate_id=X, tags=["robots"])
    edition("Akira", LASERDISC, tags=["robots"])
    lent = edition("WALL-E", tags=["robots"])
    copy = store.value("SELECT id FROM copy WHERE edition_id = ?", (lent,))
    marking.mark(CTX, [int(copy)], Mark.REPAIR)
    wish = Wish("robot", theme=False)
    found = finding_films.fill(robots, NOON, wish)
    assert said(found) == [
        "Ex Machina (tag: robots; shares a tag)",
        "Robot Jox (title: robot)",
        "Moon (synopsis: robot)",
    ]
    assert missed(found) == [
        "Akira: 103 mm too tall",
        "Flesh Gordon: belongs behind the curtain",
        "WALL-E: held, damaged or in repair",
    ]
    by_director = finding_films.fill(robots, NOON, Wish(director="duncan JONES", theme=False))
    assert said(by_director)[0] == "Moon (by Duncan Jones)"
    spots = [placing.Spot(one.row, one.at, one.facing) for one in found.proposals]
    taken = [one.candidate.edition_id for one in found.proposals]
    placing.place_many(CTX, robots, taken, spots)
    assert stands(robots)[1:] == ["1 Ex Machina 14+14", "1 Robot Jox 28+14", "1 Moon 42+14"]
    idle = finding_films.fill(display(name="Love"), NOON + timedelta(days=40), Wish("juno"))
    assert said(idle) == ["Juno (title: juno; idle 40 days)"]


@pytest.mark.usefixtures("shop")
def test_a_place_that_is_empty_for_now_gets_substitutes() -> None:
    robots = display((20, 212))
    her = edition("Her", tags=["robots"])
    placing.place(CTX, robots, her)
    edition("Moon", tags=["robots"])
    edition("Akira", LASERDISC, tags=["robots"])
    assert finding_films.refill(robots, NOON) == ()
    copy = store.value("SELECT id FROM copy WHERE edition_id = ?", (her,))
    marking.mark(CTX, [int(copy)], Mark.MISSING)
    [empty] = finding_films.refill(robots, NOON)
    assert (empty.case.title, [one.title for one in empty.substitutes]) == ("Her", ["Moon"])
    assert queries.shelf(robots, NOON).cases[0].copies == 0

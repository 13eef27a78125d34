"""Short lists: names of their own, what is named stays, a renamed tag is renamed everywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from app.catalog import copies, lookups, shortlists, titles
from app.catalog.shortlists import ListKind, ListLine
from app.catalog.title_detail import title_detail
from app.shop import undo
from app.shop.errors import RuleViolation
from tests.app.catalog.stockroom import CTX, NOON, add, drift, state

pytestmark = pytest.mark.usefixtures("shop")


def code_of(action: Callable[[], object]) -> str:
    with pytest.raises(RuleViolation) as refused:
        action()
    return refused.value.code


def test_certificates() -> None:
    added = shortlists.add(CTX, ListKind.CERTIFICATE, "TV-MA", system="TV", minimum_age=17)
    shortlists.edit(CTX, ListKind.CERTIFICATE, added.id, minimum_age=16)
    assert lookups.certificates()[-1].minimum_age == 16
    titles.add_title(CTX, "Her", certificate_id=added.id)
    assert shortlists.lines(ListKind.CERTIFICATE)[-1] == ListLine(added.id, "TV-MA", 1)
    shortlists.remove(CTX, ListKind.CERTIFICATE, 6)


def test_formats() -> None:
    sizes = {"color": "#112233", "height_mm": 156}
    added = shortlists.add(CTX, ListKind.FORMAT, "Betamax", short="BETA", **sizes)
    row = next(row for row in lookups.formats() if row.id == added.id)
    assert (row.short, row.height_mm, row.bit) == ("BETA", 156, 1 << (added.id - 1))
    shortlists.reorder(CTX, ListKind.FORMAT, [added.id, 1])
    assert [row.name for row in lookups.formats()][:2] == ["Betamax", "DVD"]
    assert [row.name for row in shortlists.lines(ListKind.FORMAT)][:2] == ["Betamax", "DVD"]
    shortlists.remove(CTX, ListKind.FORMAT, added.id)
    assert "Betamax" not in [row.name for row in lookups.formats()]


def test_a_title_has_bits_for_sixty_formats() -> None:
    for number in range(len(lookups.formats()), shortlists.MOST_FORMATS):
        shortlists.add(CTX, ListKind.FORMAT, f"Format {number}", short=str(number))
    adding = partial(shortlists.add, CTX, ListKind.FORMAT, "One more", short="ONE")
    assert code_of(adding) == "format.too_many"


def test_conditions() -> None:
    added = shortlists.add(CTX, ListKind.CONDITION, "Rental stickers")
    shortlists.edit(CTX, ListKind.CONDITION, added.id, "Stickers")
    assert lookups.conditions()[-1].name == "Stickers"
    shortlists.remove(CTX, ListKind.CONDITION, added.id)
    assert "Stickers" not in [row.name for row in lookups.conditions()]


@pytest.mark.parametrize("kind", ListKind)
def test_every_list_has_names_of_its_own(kind: ListKind) -> None:
    more = {"short": "X"} if kind is ListKind.FORMAT else {}
    added = shortlists.add(CTX, kind, "  Odd   one ", **more)
    assert [line.name for line in shortlists.lines(kind) if line.id == added.id] == ["Odd one"]
    assert code_of(partial(shortlists.add, CTX, kind, "ODD ONE", **more)) == f"{kind}.name_taken"
    assert code_of(partial(shortlists.add, CTX, kind, " ", **more)) == f"{kind}.no_name"
    assert code_of(partial(shortlists.edit, CTX, kind, 999, "x")) == f"{kind}.gone"
    assert code_of(partial(shortlists.remove, CTX, kind, 999)) == f"{kind}.gone"
    undo.undo(CTX)
    assert added.id not in [line.id for line in shortlists.lines(kind)]


@pytest.mark.parametrize(
    ("kind", "fields", "code"),
    [
        (ListKind.FORMAT, {"color": "red"}, "format.color"),
        (ListKind.FORMAT, {"face_mm": 0}, "format.size"),
        (ListKind.FORMAT, {"height_mm": 2001}, "format.size"),
        (ListKind.FORMAT, {"short": " "}, "format.no_short"),
        (ListKind.CERTIFICATE, {"minimum_age": 100}, "certificate.age"),
        (ListKind.CERTIFICATE, {"minimum_age": -1}, "certificate.age"),
        (ListKind.CERTIFICATE, {"system": "x" * 21}, "text.too_long"),
    ],
)
def test_what_a_line_may_not_be(kind: ListKind, fields: dict[str, Any], code: str) -> None:
    assert code_of(partial(shortlists.edit, CTX, kind, 1, **fields)) == code


@pytest.mark.parametrize("kind", [ListKind.FORMAT, ListKind.CONDITION, ListKind.CERTIFICATE])
def test_what_is_named_stays(kind: ListKind) -> None:
    titles.add_title(CTX, "Her", certificate_id=1, format_id=1, section_id=1)
    copies.edit_copy(CTX, 1, condition_id=1)
    assert code_of(partial(shortlists.remove, CTX, kind, 1)) == f"{kind}.in_use"


def test_a_tag_is_renamed_everywhere_and_onto_another_becomes_one() -> None:
    her = add("Her", tags=["robot", "winter"])
    juno = add("Juno", tags=["robots"])
    before = state()
    ids = {tag.name: tag.id for tag in lookups.tags()}
    done = shortlists.edit(CTX, ListKind.TAG, ids["robot"], "Machines")
    assert done.facts == {"name": "Machines", "before": "robot", "titles": 1}
    assert drift() == []
    shortlists.edit(CTX, ListKind.TAG, ids["robots"], "MACHINES")
    shortlists.edit(CTX, ListKind.TAG, ids["winter"], "machines")
    assert [tag.name for tag in title_detail(her.title_id, NOON).tags] == ["Machines"]
    assert [tag.name for tag in title_detail(juno.title_id, NOON).tags] == ["Machines"]
    assert drift() == []
    for _ in range(3):
        undo.undo(CTX)
        assert drift() == []
    assert state() == before
    shortlists.remove(CTX, ListKind.TAG, ids["winter"])
    assert [tag.name for tag in title_detail(her.title_id, NOON).tags] == ["robot"]
    assert drift() == []

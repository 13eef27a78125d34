"""`display fill` and `display refill`: what could stand on a display, with reasons."""

from __future__ import annotations

from app.displays import finding_films, placing, queries
from app.displays.filling import Candidate
from app.displays.finding_films import Wish
from app.displays.placing import Spot
from ui import sentences
from ui.cli.desk import CommandDesk
from ui.planner import fill_words


def fill(desk: CommandDesk) -> None:
    """`display fill D [--words TEXT] [--director NAME] [--take]`: proposes; `--take` places all."""
    on = queries.display_named(desk.options.name, desk.now())
    found = finding_films.fill(on.id, desk.now(), _wish(desk))
    proposed = [
        {
            **_film(one.candidate),
            "row": one.row,
            "at_mm": one.at,
            "width_mm": one.width,
            "facing": str(one.facing),
        }
        for one in found.proposals
    ]
    missed = [
        {"title": one.candidate.title, "format": one.candidate.format, "why": fill_words.miss(one)}
        for one in found.misses
    ]
    lines = [
        f"row {one.row} at {one.at} mm: {one.candidate.title}, {one.candidate.format} "
        f"({fill_words.reasons(one.candidate)})"
        for one in found.proposals
    ] or ["Nothing that was found fits."]
    lines += [f"did not fit: {one['title']}, {one['format']}: {one['why']}" for one in missed]
    if desk.options.take and found.proposals:
        spots = [Spot(one.row, one.at, one.facing) for one in found.proposals]
        editions = [one.candidate.edition_id for one in found.proposals]
        done = placing.place_many(desk.context(), on.id, editions, spots)
        lines.append(sentences.of_done(done.done))
    desk.answer({"proposals": proposed, "did_not_fit": missed}, lines)


def refill(desk: CommandDesk) -> None:
    """`display refill D`: the places that are empty for now, and what could stand there."""
    on = queries.display_named(desk.options.name, desk.now())
    found = finding_films.refill(on.id, desk.now(), _wish(desk))
    document = [
        {
            "title": one.case.title,
            "format": one.case.format,
            "row": one.case.row,
            "at_mm": one.case.at,
            "width_mm": one.case.width,
            "substitutes": [_film(film) for film in one.substitutes],
        }
        for one in found
    ]
    lines = []
    for one in found:
        instead = ", ".join(film.title for film in one.substitutes) or "nothing fits"
        lines.append(f"row {one.case.row} at {one.case.at} mm: {one.case.title}; {instead}")
    desk.answer(document, lines or ["No place is empty."])


def _wish(desk: CommandDesk) -> Wish:
    return Wish(desk.options.words, desk.options.director)


def _film(one: Candidate) -> dict[str, object]:
    return {
        "title": one.title,
        "code": one.code,
        "format": one.format,
        "reason": fill_words.reasons(one),
    }

"""Fixtures and displays from the command line, as cli.md has it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from ui.main import main

NOW = "2025-12-13T19:05:00Z"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(template_shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs words over a shop with four films and an island of two rows."""
    path = tmp_path / "shop.db"
    shutil.copyfile(template_shop, path)

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--shop", str(path), "--now", NOW, "--staff", "Dana", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    copies = tmp_path / "copies.csv"
    copies.write_text(
        "barcode,title,year,format,section,certificate\n10000001,Her,2013,DVD,Drama,R\n"
        "10000002,WALL-E,2008,Blu-ray,Drama,G\n10000003,Flesh Gordon,1974,DVD,Drama,X\n"
        "10000004,Akira,1988,LaserDisc,Drama,R\n",
        encoding="utf-8",
    )
    assert run("import", "copies", str(copies))[0] == 0
    assert run("fixture", "new", "Island", "--rows", "900x240,150x212", "--up-to", "r")[0] == 0
    days = ("--from", "2025-12-13", "--to", "2025-12-20")
    assert run("display", "new", "Friends", "--fixture", "island", *days)[0] == 0
    return run


def document(run: Run, *words: str) -> Any:
    """The one document of a command that must succeed."""
    code, out, err = run(*words, "--json")
    assert code == 0, err
    return json.loads(out)


def test_fixtures(run: Run) -> None:
    [island] = document(run, "fixture", "list")
    assert island == document(run, "fixture", "show", "ISLAND")
    assert island["rows"][0] == {"row": 1, "width_mm": 900, "height_mm": 240}
    assert (island["curtained"], island["up_to"]) == (False, "R")
    changed = document(run, "fixture", "set", "Island", "--rows", "800x240", "--up-to", "any")
    assert (len(changed["rows"]), changed["up_to"]) == (1, None)
    assert document(run, "fixture", "set", "Island", "--curtained")["curtained"] is True
    assert document(run, "fixture", "set", "Island", "--open")["curtained"] is False
    assert run("undo")[1] == "Undone: Saved Island.\n"
    assert run("fixture", "new", "Wall", "--rows", "900")[0] == 2
    code, _, err = run("fixture", "new", "Wall", "--rows", "900x10")
    assert (code, err.startswith("Row 1 cannot be 900x10")) == (1, True)


def test_a_case_is_placed_moved_and_taken_off(run: Run) -> None:
    placed = document(run, "display", "place", "Friends", "10000001", "--row", "1", "--at", "100")
    assert (placed["title"], placed["row"], placed["at_mm"], placed["left_mm"]) == (
        "Her", 1, 100, 886,
    )  # fmt: skip
    wall_e = document(run, "display", "place", "Friends", "wall-e", "--face")
    assert (wall_e["at_mm"], wall_e["width_mm"], wall_e["facing"]) == (114, 135, "face")
    moved = document(run, "display", "move", "Friends", "Her", "--row", "2", "--face")
    assert (moved["row"], moved["at_mm"], moved["left_mm"]) == (2, 0, 15)
    assert run("undo")[1] == "Undone: Moved Her to row 2.\n"
    shown = document(run, "display", "show", "friends")
    assert (shown["state"], shown["cases"]) == ("running", 2)
    assert [case["title"] for case in shown["rows"][0]["cases"]] == ["Her", "WALL-E"]
    assert shown["rows"][0]["left_mm"] == 900 - 14 - 135
    assert run("display", "remove", "Friends", "Her")[1] == "Took Her off Friends.\n"
    [listed] = document(run, "display", "list")
    assert (listed["cases"], listed["fixture"], listed["to"]) == (1, "Island", "2025-12-20")
    assert document(run, "display", "end", "Friends")["state"] == "over"
    assert run("check")[0] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("place", "Friends", "10000003"),
            "Flesh Gordon belongs behind the curtain. Island is an open fixture.",
        ),
        (("place", "Friends", "akira"), "Akira is 75 mm too tall for row 1."),
        (
            ("place", "Friends", "WALL-E", "--row", "2", "--face"),
            "WALL-E is 120 mm too wide for what is left in row 2.",
        ),
        (("place", "Friends", "Her"), "Her on DVD stands in row 2 already."),
        (("place", "Friends", "999"), "No title or copy has the code 999."),
        (("place", "Enemies", "Her"), "There is no display called Enemies."),
        (("move", "Friends", "WALL-E"), "WALL-E does not stand on Friends."),
        (("move", "Friends", "Her", "--row", "3"), "There is no row 3: the fixture has 2."),
        (("new", "Friends", "--fixture", "Island"), "There is already a display called Friends."),
        (("new", "More", "--fixture", "Wall"), "There is no fixture called Wall."),
    ],
)
def test_refusals_exit_one_with_a_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    run("display", "place", "Friends", "Her", "--row", "2", "--face")
    before = document(run, "display", "show", "Friends")
    assert run("display", *words) == (1, "", f"{said}\n")
    assert document(run, "display", "show", "Friends") == before


def test_the_check_list_and_the_audit(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("display", "place", "Friends", "Her")
    run("display", "place", "Friends", "WALL-E")
    assert document(run, "display", "check", "Friends")[0] == {
        "level": "need", "rule": "gap", "text": "Gap of 873 mm in row 1.",
    }  # fmt: skip
    monkeypatch.setattr("sys.stdin", StringIO("10000002\n10000003\nrubbish\n"))
    code, out, err = run("display", "audit", "Friends", "--json")
    assert (code, err) == (0, "rubbish: no copy has this barcode.\n")
    assert json.loads(out) == {
        "missing": ["10000001"], "not_planned": ["10000003"], "wrong_place": [],
        "should_be_out": [],
    }  # fmt: skip
    loudest = document(run, "display", "check", "Friends")[0]
    assert (loudest["level"], loudest["rule"]) == ("stop", "curtain")
    monkeypatch.setattr("sys.stdin", StringIO("10000001\n10000002\n"))
    assert run("display", "audit", "Friends")[1] == (
        "Scanned 2 cases of Friends: it stands as planned.\n"
    )


def test_fill_and_refill(run: Run) -> None:
    found = document(run, "display", "fill", "Friends", "--words", "wall")
    assert found["did_not_fit"] == []
    [one] = found["proposals"]
    assert (one["title"], one["row"], one["at_mm"], one["reason"]) == (
        "WALL-E", 1, 0, "title: wall",
    )  # fmt: skip
    assert document(run, "display", "list")[0]["cases"] == 0
    taken = run("display", "fill", "Friends", "--words", "wall", "--take")
    assert taken[1].endswith("Placed 1 case on Friends.\n")
    assert document(run, "display", "list")[0]["cases"] == 1
    assert document(run, "display", "refill", "Friends") == []

"""The board from the command line, as cli.md has it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ui.main import main

NOW = "2025-12-13T19:05:00Z"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(template_shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs words over a shop with Her and two films called Crash."""
    path = tmp_path / "shop.db"
    shutil.copyfile(template_shop, path)

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--shop", str(path), "--now", NOW, "--staff", "Dana", *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    copies = tmp_path / "copies.csv"
    copies.write_text(
        "barcode,title,year,format,section\n10000001,Her,2013,DVD,Drama\n"
        "10000002,Crash,1996,DVD,Drama\n10000003,Crash,2004,DVD,Drama\n",
        encoding="utf-8",
    )
    assert run("import", "copies", str(copies))[0] == 0
    return run


def document(run: Run, *words: str) -> Any:
    """The one document of a command that must succeed."""
    code, out, err = run(*words, "--json")
    assert code == 0, err
    return json.loads(out)


def test_her_gets_four_thumbs_and_comes_down(run: Run) -> None:
    assert run("board", "list")[1] == "Nothing is up.\n"
    assert run("board", "put", "her")[1] == "Put Her up on Front board.\n"
    found = document(run, "board", "thumb", "Her", "4")
    assert (found["title"], found["thumbs"]) == ("Her", 4)
    assert found["by"] == ["Owner", "Film teacher", "Chaplain", "Painter"]
    assert run("board", "list")[1].startswith("1. Her (2013), 4 of 5: Owner, Film teacher")
    [listed] = document(run, "board", "list")
    assert listed == found
    assert document(run, "board", "down", "Her")["down"] == "2025-12-13T19:05:00+00:00"
    assert document(run, "board", "list") == []
    assert run("undo")[1] == "Undone: Took Her down: 4 of 5 thumbs.\n"
    assert [row["title"] for row in document(run, "board", "list")] == ["Her"]
    assert run("check")[0] == 0


@pytest.mark.parametrize("text", ["Her (2013)", "10000001", "HER", "20100001"])
def test_a_film_is_named_by_name_year_or_code(run: Run, text: str) -> None:
    assert document(run, "board", "put", text)["title"] == "Her"
    assert document(run, "board", "thumb", text, "1", "--by", "painter")["by"] == ["Painter"]
    assert document(run, "board", "down", text)["position"] is None


def test_a_seat_gives_first_and_takes_back_first(run: Run) -> None:
    run("board", "put", "Her")
    assert document(run, "board", "thumb", "Her", "2", "--by", "Guest")["by"] == ["Owner", "Guest"]
    assert (
        run("board", "thumb", "Her", "1", "--by", "Owner")[1] == "Owner took the thumb off Her.\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("put", "Hamnet"), "Neither the catalogue nor the board has Hamnet."),
        (
            ("put", "Crash"),
            "Several films are called Crash. Give the code of the one that is meant.",
        ),
        (("put", "Her"), "Her is up on Front board already."),
        (("thumb", "Her", "6"), "Her has five boxes. There is no sixth thumb."),
        (("thumb", "Her", "-1"), "Thumbs go from 0 to 5."),
        (("thumb", "Her", "1", "--by", "Nobody"), "Nobody called Nobody sits on Front board."),
        (("thumb", "Hamnet", "1"), "Hamnet is not up on Front board."),
        (("down", "Crash (1996)"), "Crash (1996) is not up on Front board."),
        (("list", "--board", "Back"), "There is no board called Back."),
    ],
)
def test_refusals_exit_one_with_a_sentence(run: Run, words: tuple[str, ...], said: str) -> None:
    run("board", "put", "Her")
    code, out, err = run("board", *words)
    assert (code, out, err) == (1, "", f"{said}\n")
    assert [row["thumbs"] for row in document(run, "board", "list")] == [0]


def test_a_film_only_in_theatres_goes_up_where_that_is_said(run: Run) -> None:
    found = document(run, "board", "put", "Hamnet (2025)", "--anyway")
    assert (found["title"], found["year"], found["code"]) == ("Hamnet", 2025, None)
    said = document(
        run, "review", "add", "hamnet", "--by", "Librarian", "--quote", "“Bring tissues.”",
        "--source", "the Rialto",
    )  # fmt: skip
    assert said == {
        "title": "Hamnet",
        "by": "Librarian",
        "source": "the Rialto",
        "quote": "Bring tissues.",
        "on": "2025-12-13",
        "on_card": True,
    }
    assert document(run, "board", "thumb", "Hamnet", "2")["thumbs"] == 2


def test_reviews(run: Run) -> None:
    added = run("review", "add", "Her", "--by", "Guest", "--quote", "Go.")
    assert added[1] == "Added what Guest said of Her.\n"
    refused = run("review", "add", "Hamnet", "--by", "Guest", "--quote", "Go.")
    assert refused[0] == 1
    assert (
        run("review", "add", "Her", "--by", "Guest", "--quote", "  ")[2] == "What did they say?\n"
    )

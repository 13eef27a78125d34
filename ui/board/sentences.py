"""What was done at the board, and what the board refuses: one sentence each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from ui import messages, told


def took_down(facts: Mapping[str, Any]) -> str:
    """ "Took *Her* down: 4 of 5 thumbs."; without a thumb it had no verdict."""
    thumbs = int(facts.get("thumbs", 0))
    words = _tr("Took *{title}* down: {n} of 5 thumbs.") if thumbs else _tr("Took *{title}* down.")
    return words.format(title=facts.get("title", "–"), n=thumbs)


def thumbs_set(facts: Mapping[str, Any]) -> str:
    """One thumb more or less is somebody's; of several, how many there are."""
    gave, took = list(facts.get("gave") or ()), list(facts.get("took") or ())
    if len(gave) == 1 and not took:
        words = _tr("{who} gave *{title}* a thumb.")
    elif len(took) == 1 and not gave:
        words = _tr("{who} took the thumb off *{title}*.")
    else:
        words = _tr("*{title}* has {n} of 5 thumbs.")
    who = (gave or took or [""])[0]
    return words.format(who=who, title=facts.get("title", "–"), n=facts.get("thumbs", "–"))


def board_shown(facts: Mapping[str, Any]) -> str:
    """Into show mode, or out of it."""
    words = (
        _tr("*{board}* is in show mode.")
        if facts.get("shown")
        else _tr("*{board}* is left out of show mode.")
    )
    return words.format(board=facts.get("board", "–"))


def letters_counted(facts: Mapping[str, Any]) -> str:
    """Counted, or not any more."""
    if not facts.get("counted"):
        return _tr("Letters are not counted.")
    return _tr("The board has {n} letters.").format(n=f"{int(facts.get('letters', 0)):,}")


def _tr(text: str) -> str:
    return QCoreApplication.translate("board_told", text)


told.register(
    {
        "board.put": "Put *{title}* up on {board}.",
        "board.down": took_down,
        "board.put_back": "*{title}* is up on {board} again.",
        "board.move": "Moved *{title}* to row {position}.",
        "board.change": "Saved board *{board}*.",
        "thumb.give": "{who} gave *{title}* a thumb.",
        "thumb.take": "{who} took the thumb off *{title}*.",
        "thumb.set": thumbs_set,
        "thumb.move": "{who} gave *{title}* a thumb: it was on {before}.",
        "review.add": "Added what {author} said of *{title}*.",
        "review.edit": "Saved what {author} said of *{title}*.",
        "review.remove": "Removed what {author} said of *{title}*.",
        "review.card": "{author} is quoted on the shelf card of *{title}*.",
        "board.add": "Hung the board *{board}*.",
        "board.rename": "The board {before} is now *{board}*.",
        "board.seats": "Seats of *{board}* saved.",
        "board.show": board_shown,
        "board.order": "Moved the board *{board}* to place {position}.",
        "board.remove": "Removed the board *{board}*. Its verdicts stay in the history.",
        "board.letters": letters_counted,
    }
)

messages.register(
    {
        "board.gone": "That board is no longer there.",
        "board.none": "There is no board called {name}.",
        "board.entry_gone": "That is no longer there. The board is fresh again.",
        "board.not_up": "That film is not up any more.",
        "board.not_up.film": "{title} is not up on {board}.",
        "board.is_up": "{title} is up already.",
        "board.already_up": "{title} is up on {board} already.",
        "board.behind_curtain": "{title} stands behind the curtain: its name stays off the board.",
        "board.full": "{title} has five boxes. There is no sixth thumb.",
        "board.no_seat": "There are five seats; that is none of them.",
        "board.no_seat.named": "Nobody called {name} sits on {board}.",
        "thumb.there": "{who} gave a thumb already.",
        "thumb.none": "{title} has no thumb there to take.",
        "thumbs.range": "Thumbs go from 0 to 5.",
        "film.no_name": "A film needs a title.",
        "film.gone": "That film is no longer there.",
        "film.unclear": "Several films are called {name}. Give the code of the one that is meant.",
        "film.none": "Neither the catalogue nor the board has {name}.",
        "review.no_author": "Who said it?",
        "review.no_quote": "What did they say?",
        "review.thumbs": "Thumbs go from 0 to 5.",
        "review.date": "The day as year, month, day: 2025-12-13.",
        "review.gone": "That review is no longer there.",
        "undo.in_use.board_entry": "It was up on a board.",
        "undo.in_use.review": "There is a review of it.",
        "undo.in_use.thumb": "It has thumbs.",
        "board.no_name": "Give the board a name.",
        "board.name_taken": "There is already a board called {name}.",
        "board.seats": "A board has five seats.",
        "board.seat_no_name": "Each seat needs a name.",
        "board.seat_twice": "Two seats are called {name}.",
        "board.not_empty": "{board} still has {films} films up. Take them down first.",
        "board.not_empty.one": "{board} still has 1 film up. Take it down first.",
        "board.last": "{board} is the only board. It stays.",
        "letters.one": "{given} is not one letter.",
        "letters.count": "{given} is no number of magnets.",
    }
)

"""A verdict of the board in words, for the screens that show it beside something else."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.board.queries import Verdict
from app.board.rules import average_words
from app.shop.words import day_words


def thumbs_words(verdict: Verdict) -> str:
    """`4 of 5 thumbs`."""
    return _tr("{n} of 5 thumbs").format(n=verdict.latest)


def shorter_words(verdict: Verdict) -> tuple[str, ...]:
    """The same in less room beside a drawn thumb: `4 of 5 thumbs`, `4 of 5`, `4`."""
    return (thumbs_words(verdict), _tr("{n} of 5").format(n=verdict.latest), str(verdict.latest))


def standing_words(verdict: Verdict) -> str:
    """`average 4.5 over 2 verdicts`; of an only one whether it is up, or since when it stands."""
    if verdict.count > 1:
        words = _tr("average {average} over {n} verdicts")
        return words.format(average=average_words(verdict.average), n=verdict.count)
    if verdict.up:
        return _tr("up on the board")
    return day_words(verdict.latest_on, year=True)


def verdict_words(verdict: Verdict) -> str:
    """`4 of 5 thumbs, average 4.5 over 2 verdicts`."""
    return f"{thumbs_words(verdict)}, {standing_words(verdict)}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("verdicts", text)

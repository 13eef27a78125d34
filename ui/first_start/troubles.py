"""Why a shop's file could not be opened, what was kept, and what can be done, in plain words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.shop.words import day_words
from app.store.backups import Backup
from app.store.errors import StorageProblem, Trouble
from ui.importing.words import size_words

_WRONG = {
    Trouble.MISSING: "{file} is not there any more: moved, renamed, or on a disk that is not"
    " connected.",
    Trouble.EMPTY: "{file} is empty: 0 bytes, as after a copy that broke off.",
    Trouble.FOREIGN: "{file} is no shop of this program.",
    Trouble.NEWER: "{file} was written by a newer version of this program. Update the program to"
    " open it.",
    Trouble.DAMAGED: "{file} is damaged and cannot be read whole.",
    Trouble.READ_ONLY: "{file} cannot be written: it or its folder is read-only. Change that, then"
    " try again.",
    Trouble.FULL: "The disk of {file} is full. Make room, then try again.",
    Trouble.LOCKED: "Another program is holding {file}. Close it, then try again.",
    Trouble.EXISTS: "There is already a file {file}.",
    Trouble.UNREADABLE: "This computer does not let us read {file}, or the disk does not answer.",
}
_OURS_TO_MEND = frozenset({Trouble.MISSING, Trouble.EMPTY, Trouble.DAMAGED})


def _tr(text: str) -> str:
    return QCoreApplication.translate("first_start", text)


def sentence(problem: StorageProblem, backups: int) -> str:
    """What is wrong with which file, and what was kept."""
    file = problem.path.name if problem.path is not None else _tr("The shop file")
    said = _tr(_WRONG[problem.trouble]).format(file=file)
    if problem.trouble is not Trouble.MISSING:
        said += " " + _tr("It was left as it is.")
    if backups and problem.trouble in _OURS_TO_MEND:
        said += " " + (
            _tr("One backup of it is here.")
            if backups == 1
            else _tr("{n} backups of it are here, the newest first.").format(n=backups)
        )
    return said


def tone(problem: StorageProblem) -> str:
    """Red where data is at stake, amber where something only stands in the way."""
    return "stop" if problem.trouble in (Trouble.DAMAGED, Trouble.EMPTY) else "need"


def backup_words(backup: Backup) -> tuple[str, str]:
    """``Sat 13 Dec 2025, 11:05`` and ``on closing, 4.1 MB``, on this computer's clock."""
    local = backup.made_at.astimezone()
    when = f"{day_words(local.date(), year=True)}, {local:%H:%M}"
    return when, f"{_tr(backup.reason)}, {size_words(backup.size)}"

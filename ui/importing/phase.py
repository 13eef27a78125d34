"""Where the import page stands."""

from __future__ import annotations

from enum import Enum, auto


class Phase(Enum):
    """Where the page stands."""

    EMPTY = auto()  # no file, or one that is no list
    READING = auto()
    WAITING = auto()  # changed; the dry run is about to begin
    TRYING = auto()
    STOPPED = auto()  # the dry run was stopped
    TRIED = auto()
    IMPORTING = auto()

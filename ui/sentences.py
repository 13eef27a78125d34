"""All sentences at once: for the command line, which shows no screen that would bring its own."""

from __future__ import annotations

import importlib
import importlib.util

from app.shop.operations import Done
from ui import told

_PACKAGES = (
    "inventory",
    "counter",
    "nightdrop",
    "members",
    "importing",
    "board",
    "planner",
    "office",
    "printing",
    "first_start",
)


def load() -> None:
    """Loads the sentences of every screen's package; importing them twice is harmless."""
    for package in _PACKAGES:
        name = f"ui.{package}.sentences"
        if importlib.util.find_spec(f"ui.{package}") and importlib.util.find_spec(name):
            importlib.import_module(name)


def of(error: BaseException) -> str:
    """What to tell a person about an error."""
    load()
    return told.refused(error)


def of_done(done: Done) -> str:
    """What was done, without the marks for what stands out."""
    load()
    return told.plain(told.sentence(done))

"""Where things lie on this computer: the shop file, the demo shop, the log."""

from __future__ import annotations

from pathlib import Path

import platformdirs
from PySide6.QtCore import QSettings

_APP = "All Thumbs Video"


def data_folder() -> Path:
    """The user's own data folder, where a shop lies unless its owner says otherwise."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False))


def default_shop() -> Path:
    """The shop that the window and the command line open when none is named."""
    return data_folder() / "shop.db"


def demo_shop() -> Path:
    """The demo shop's own file; it never mixes with the owner's."""
    return data_folder() / "demo.db"


def log_file() -> Path:
    """Where the technical half of messages goes."""
    return Path(platformdirs.user_log_dir(_APP, appauthor=False)) / "all-thumbs.log"


def preferences() -> QSettings:
    """This computer's own preferences: light, window size, columns, which shop was open last."""
    folder = Path(platformdirs.user_config_dir(_APP, appauthor=False))
    return QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)


def last_shop(settings: QSettings) -> Path | None:
    """The shop that was open last, if its file is still there; else the default one; else None."""
    kept = settings.value("shop/last")
    for path in (Path(str(kept)) if kept else None, default_shop()):
        if path is not None and path.exists():
            return path
    return None


def remember_shop(settings: QSettings, path: Path, name: str, *, demo: bool = False) -> None:
    """The next start opens this one, with its name in the rail before the file is read.

    The owner's own one is remembered apart from the demo: from there a click leads back.
    """
    settings.setValue("shop/last", str(path))
    settings.setValue("shop/name", name)
    if not demo:
        settings.setValue("shop/own", str(path))


def own_shop(settings: QSettings) -> Path | None:
    """The owner's shop that was open last, else the default one, if its file is still there."""
    kept = settings.value("shop/own")
    for path in (Path(str(kept)) if kept else None, default_shop()):
        if path is not None and path.exists():
            return path
    return None


def last_name(settings: QSettings) -> str:
    """The name of the shop that was open last."""
    return str(settings.value("shop/name") or "All Thumbs Video")

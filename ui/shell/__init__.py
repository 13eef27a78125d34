"""The window around the screens: rail, top bar, status line, list of keys."""

from ui.shell.keys_panel import KeysPanel
from ui.shell.rail import Rail
from ui.shell.status_line import StatusLine
from ui.shell.top_bar import TopBar
from ui.shell.window import MainWindow

__all__ = ["KeysPanel", "MainWindow", "Rail", "StatusLine", "TopBar"]

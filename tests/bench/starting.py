"""From the command to the first paint with 150,000 titles, and the memory of the open window.

Whole processes, warm, beside a bare QMainWindow started the same way.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import NOW, Figure, median
from tests.bench.shops import SCARECROW

_RUNS = 7

_BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
from PySide6.QtCore import QTimer
app = QApplication(sys.argv[:1])
class Window(QMainWindow):
    def paintEvent(self, event):
        print("first paint", time.time(), sep="\\t", flush=True)
        QTimer.singleShot(0, app.quit)
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""

_SHOP = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ui import opening
app = opening.make_application()
tell = opening._tell_benchmark
def told(moment):
    tell(moment)
    if moment == "first rows":
        app.exit(0)
opening._tell_benchmark = told
from ui.opening import open_window
open_window(shop=Path(sys.argv[1]), now=sys.argv[2])
"""

_MEMORY = """
import sys, psutil
from pathlib import Path
from PySide6.QtCore import QTimer
from ui import opening
app = opening.make_application()
def told():
    print(psutil.Process().memory_info().rss / 1e6, flush=True)
    app.exit(0)
QTimer.singleShot(4000, told)
opening.open_window(shop=Path(sys.argv[1]), now=sys.argv[2])
"""


def run() -> Iterator[Figure]:
    """Medians of seven starts; megabytes four seconds after the start."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "ALL_THUMBS_TELL_START": "1",
            "XDG_CONFIG_HOME": home,
            "XDG_DATA_HOME": home,
            "XDG_STATE_HOME": home,
            "HOME": home,
        }
        _start(_SHOP, environment)
        paints, rows, bares = [], [], []
        for _ in range(_RUNS):
            bares.append(_start(_BARE, environment)["first paint"])
            told = _start(_SHOP, environment)
            paints.append(told["first paint"])
            rows.append(told["first rows"])
        bare = median(bares)
        yield Figure("start to first paint", "ms", median(paints), 400, bare, 2.5)
        yield Figure("start to the first rows of 150,000", "ms", median(rows), 800, bare)
        memory = _run(_MEMORY, {**environment, "ALL_THUMBS_TELL_START": ""})
        yield Figure("memory with the window open", "MB", float(memory.split()[0]), 200)


def _start(code: str, environment: dict[str, str]) -> dict[str, float]:
    """Milliseconds from before the process to each moment that it tells of."""
    before = time.time()
    lines = [line.split("\t") for line in _run(code, environment).splitlines()]
    return {moment: (float(at) - before) * 1000 for moment, at in lines}


def _run(code: str, environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, str(Path(SCARECROW).resolve()), NOW.isoformat()],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout

"""Small movements, and nothing where the system asks for none."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation
from PySide6.QtWidgets import QApplication, QStyle


def reduced() -> bool:
    """Whether the system wants things to be in their place at once."""
    style = QApplication.style()
    return style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0


class Motion(QVariantAnimation):
    """Runs from 0 to 1 in some milliseconds and tells each step; at once where motion is reduced.

    `step` is a bound method that takes the share of the way, `done` one that is called at the end,
    also when the motion was cut short by a new one.
    """

    def __init__(
        self,
        milliseconds: int,
        step: Callable[[float], object],
        done: Callable[[], object] | None = None,
        *,
        curve: QEasingCurve.Type = QEasingCurve.Type.OutCubic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._step = step
        self._done = done
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.setDuration(milliseconds)
        self.setEasingCurve(curve)
        self.valueChanged.connect(self._tell)
        if done is not None:
            self.finished.connect(done)

    def play(self) -> None:
        """From the beginning."""
        self.stop()
        if reduced():
            self._step(1.0)
            if self._done is not None:
                self._done()
            return
        self.start()

    def _tell(self, share: object) -> None:
        if isinstance(share, float):
            self._step(share)

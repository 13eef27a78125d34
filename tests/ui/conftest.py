"""One application for all tests of the window, dressed once; every test starts by day."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication

from ui import aloud
from ui.theme import Light, Theme


@pytest.fixture(scope="session")
def _dressed(qapp: QApplication) -> Theme:
    made = Theme()
    made.install(qapp)
    return made


@pytest.fixture
def app_theme(_dressed: Theme) -> Iterator[Theme]:
    """The installed theme, put back to day at 100 % afterwards."""
    _dressed.set_light(Light.DAY)
    yield _dressed
    _dressed.set_light(Light.DAY)
    if _dressed.text_scale != 1.0:
        _dressed.set_text_scale(1.0)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told to read out, in order."""
    said: list[str] = []

    class Reader:
        @staticmethod
        def isActive() -> bool:
            return True

        @staticmethod
        def updateAccessibility(event: QAccessibleAnnouncementEvent) -> None:
            said.append(event.message())

    monkeypatch.setattr(aloud, "QAccessible", Reader)
    return said

"""The cover of the current title: from a file, from a picture let fall on it, and away again."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from app.catalog import covers
from app.shop.clock import Context
from app.shop.operations import Done
from ui.inventory.pictures import SUFFIXES, read_picture
from ui.inventory.title_hand import TitleHand


class CoverActions(QObject):
    """What Ctrl+Shift+O and Ctrl+Shift+K do."""

    def __init__(self, hand: TitleHand) -> None:
        super().__init__(hand)
        self._hand = hand

    @Slot()
    def choose(self) -> None:
        """A file from the system's own window, which does not block this one."""
        dialog = QFileDialog(self._hand.screen, self.tr("Cover"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        dialog.setNameFilter(self.tr("Pictures ({patterns})").format(patterns=patterns))
        dialog.fileSelected.connect(self._chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _chosen(self, path: str) -> None:
        self.set_from(Path(path))

    @Slot(object)
    def set_from(self, path: Path) -> None:
        """The picture in a file becomes the cover of the current title."""
        title_id = self._hand.title_id
        if title_id is None:
            return
        try:
            data = read_picture(path)
        except (OSError, ValueError):
            words = self.tr("{name} cannot be read as a picture. The cover is as it was.")
            self._hand.desk.say(words.format(name=path.name), tone="stop")
            return
        self._hand.desk.perform(partial(_set, title_id=title_id, data=data))

    @Slot()
    def remove(self) -> None:
        """Back to the drawn case."""
        title_id = self._hand.title_id
        if title_id is not None:
            self._hand.desk.perform(partial(_remove, title_id=title_id))


def _set(ctx: Context, title_id: int, data: bytes) -> Done:
    return covers.set_cover(ctx, title_id, data)


def _remove(ctx: Context, title_id: int) -> Done:
    return covers.remove_cover(ctx, title_id)

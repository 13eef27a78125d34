"""The keys of editing several titles: the same on every page that can select them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from ui.actions import Action, KeyLine
from ui.inventory.many_frame import ManyFrame


class ManyKeys(QObject):
    """``front`` gives the frame of the page in front, None for a page without one or while
    something else must be answered first.
    """

    def __init__(
        self, front: Callable[[], ManyFrame | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._front = front

    def declared(self, group: str) -> list[Action | KeyLine]:
        """Added to the screen's."""
        act = partial(Action, group=group)
        return [
            KeyLine("Shift+Arrows", self.tr("Select a range"), group),
            KeyLine("Ctrl+A", self.tr("Select everything found"), group),
            act("other_side", self.tr("Between the titles and the edit bar"), "", "F6",
                self._other_side, when=self._several),
            act("changes", self.tr("List changes"), "list-checks", "Ctrl+L", self._flip,
                when=self._has_edit),
            act("apply_many", self.tr("Apply to the selected titles"), "check",
                ("Ctrl+Return", "Ctrl+Enter"), self._apply, when=self._can_apply),
        ]  # fmt: skip

    def _several(self) -> bool:
        frame = self._front()
        return frame is not None and frame.many.several

    def _has_edit(self) -> bool:
        frame = self._front()
        return frame is not None and frame.many.several and not frame.many.edit.empty

    def _can_apply(self) -> bool:
        frame = self._front()
        return frame is not None and frame.many.can_apply

    @Slot()
    def _other_side(self) -> None:
        frame = self._front()
        if frame is not None:
            frame.other_side()

    @Slot()
    def _flip(self) -> None:
        frame = self._front()
        if frame is not None:
            frame.flip_changes()

    @Slot()
    def _apply(self) -> None:
        frame = self._front()
        if frame is not None:
            frame.many.apply()

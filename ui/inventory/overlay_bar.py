"""The overlay bar of the kit, under the name this package knows it by."""

from ui.widgets.overlay_bar import OverlayBar

__all__ = ["OverlayBar"]

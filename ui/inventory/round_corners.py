"""The round corners of the kit, under the name this package knows them by."""

from ui.widgets.round_corners import RoundCorners

__all__ = ["RoundCorners"]

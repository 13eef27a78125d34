"""A painted line that a screen reader finds as a text, with what it says."""

from PySide6.QtWidgets import QLabel, QWidget


class Spoken(QLabel):
    """Base of lines that paint their own words: a plain widget would be no text to a reader.

    It holds no text of its own; ``say`` sets what is read out, ``paintEvent`` what is seen.
    """

    def __init__(self, name: str = "", detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.say(name, detail)

    def say(self, name: str, detail: str = "") -> None:
        """What is read out, and what is told to whoever asks for more."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(detail)

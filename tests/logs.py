"""What a test logs: every warning that it did not declare fails it, and so does one that is due."""

from __future__ import annotations

import logging
from collections.abc import Callable

Expect = Callable[[str, str], None]


class LogWatch(logging.Handler):
    """Keeps records of WARNING and above, of any logger and any thread."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._records: list[tuple[logging.LogRecord, str]] = []
        self._expected: list[tuple[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append((record, self.format(record)))

    def expect(self, logger: str, text: str) -> None:
        """A record of this logger with this text in it is due, once or more often."""
        self._expected.append((logger, text))

    def complaints(self) -> list[str]:
        """Records that nobody declared, and declared ones that never came."""
        met: set[tuple[str, str]] = set()
        wrong = []
        for record, words in self._records:
            due = {
                (logger, text)
                for logger, text in self._expected
                if record.name == logger and text in words
            }
            met |= due
            if not due:
                wrong.append(f"logged by {record.name}, {record.levelname}: {words}")
        never = (
            f"never logged by {name}: {text}"
            for name, text in self._expected
            if (name, text) not in met
        )
        return [*wrong, *never]

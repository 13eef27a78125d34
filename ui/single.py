"""One window a shop: a second start brings the first window forward and ends."""

from __future__ import annotations

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 500


class FirstWindow(QObject):
    """``called`` is emitted when somebody starts the same shop a second time."""

    called = Signal()

    def __init__(self, shop: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._name = _name(shop)

    def claim(self) -> bool:
        """True if this is the first window of the shop; else the first one has been called."""
        if call_first(self._name):
            return False
        # What a crash left behind must not keep the shop closed for ever.
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    @Slot()
    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnectFromServer()
            socket.deleteLater()
            self.called.emit()

    def release(self) -> None:
        """Another shop may be opened under another name."""
        self._server.close()


def call_first(name: str) -> bool:
    """Whether a window with this name is there; it comes forward."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    there = socket.waitForConnected(_PATIENCE_MS)
    socket.disconnectFromServer()
    return there


def _name(shop: Path) -> str:
    text = f"{getpass.getuser()}:{shop.resolve()}"
    return "all-thumbs-" + hashlib.sha256(text.encode()).hexdigest()[:24]

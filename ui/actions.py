"""What a person can do on a screen, declared once: words, icon, keys, and when it is allowed.

From one declaration come the shortcut, the button (``Button.for_action``), the menu entry and the
line in the list of keys (F1). Keys are Ctrl, Alt and F-keys: a scanner types letters and digits.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from ui import icons


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. ``keys`` is one sequence ("Ctrl+N") or several; the first is shown.

    ``callback`` is a bound method without arguments. ``when`` says whether it can be done now; it
    is asked at ``ActionSet.refresh()`` and again when the key is pressed. ``group`` is the heading
    in the list of keys. ``listed`` False keeps it out of that list.
    """

    id: str
    text: str
    icon: str
    keys: str | tuple[str, ...]
    callback: Callable[[], object]
    when: Callable[[], bool] | None = None
    group: str = ""
    listed: bool = True
    repeat: bool = False

    def sequences(self) -> tuple[str, ...]:
        """All its keys, in portable text."""
        keys = (self.keys,) if isinstance(self.keys, str) else self.keys
        return tuple(key for key in keys if key)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line of the list of keys that is no action: arrows, Space, what a widget does itself."""

    keys: str
    text: str
    group: str = ""


class _Bound(QObject):
    """Carries one action's callback, so that nothing connects to a closure."""

    def __init__(self, declared: Action, parent: QObject) -> None:
        super().__init__(parent)
        self._declared = declared

    @Slot()
    def run(self) -> None:
        """Do it, if it can be done now."""
        if self._declared.when is None or self._declared.when():
            self._declared.callback()


class ActionSet(QObject):
    """The ``QAction``s of one screen. They answer to their keys only between on and off.

    ``actions["add"]`` is the ``QAction`` declared with id ``add``.
    """

    def __init__(self, declared: Iterable[Action | KeyLine], parent: QObject) -> None:
        super().__init__(parent)
        self._lines: list[Action | KeyLine] = []
        self._actions: dict[str, QAction] = {}
        self._host: QWidget | None = None
        self._lent: dict[QAction, list[QKeySequence]] = {}
        for item in declared:
            self._lines.append(item)
            if isinstance(item, Action):
                self._actions[item.id] = self._make(item)
        self.refresh()

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def __contains__(self, key: str) -> bool:
        return key in self._actions

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def lines(self) -> list[Action | KeyLine]:
        """Everything for the list of keys, in the order of declaration."""
        return [line for line in self._lines if not isinstance(line, Action) or line.listed]

    def on(self, window: QWidget) -> None:
        """Let the keys work in this window."""
        self.off()
        self._host = window
        window.addActions(list(self._actions.values()))
        self.refresh()

    def off(self) -> None:
        """Let the keys go."""
        self._give_back()
        if self._host is not None:
            for action in self._actions.values():
                self._host.removeAction(action)
        self._host = None

    def refresh(self) -> None:
        """Ask every ``when`` again and grey what cannot be done."""
        for item in self._lines:
            if isinstance(item, Action) and item.when is not None:
                self._actions[item.id].setEnabled(item.when())
        self._borrow()

    def _borrow(self) -> None:
        """A key that a screen needs now is the screen's: the window's own action for it waits.

        Qt would do neither and warn. A key whose action is grey is left to the window.
        """
        host = self._host
        self._give_back()
        if host is None or self.parent() is host:
            return
        mine = {key.toString() for made in self if made.isEnabled() for key in made.shortcuts()}
        for other in host.actions():
            owner = other.parent()
            if not isinstance(owner, ActionSet) or owner is self or owner.parent() is not host:
                continue
            keys = other.shortcuts()
            kept = [key for key in keys if key.toString() not in mine]
            if len(kept) < len(keys):
                self._lent[other] = keys
                other.setShortcuts(kept)

    def _give_back(self) -> None:
        lent, self._lent = self._lent, {}
        for action, keys in lent.items():
            if isValid(action):
                action.setShortcuts(keys)

    def menu(self, ids: Iterable[str], parent: QWidget) -> QMenu:
        """A menu of some of them; ``"-"`` is a separator."""
        made = QMenu(parent)
        made.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)  # for its round corners
        for key in ids:
            if key == "-":
                made.addSeparator()
            else:
                made.addAction(self._actions[key])
        return made

    def _make(self, declared: Action) -> QAction:
        made = QAction(declared.text, self)
        made.setProperty("icon_name", declared.icon)
        if declared.icon:
            made.setIcon(icons.icon(declared.icon))
        made.setShortcuts([QKeySequence(key) for key in declared.sequences()])
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        made.setAutoRepeat(declared.repeat)
        made.triggered.connect(_Bound(declared, made).run)
        return made


@dataclass(slots=True)
class KeyGroup:
    """A heading of the list of keys with its lines: (keys, words, can be done now)."""

    title: str
    lines: list[tuple[str, str, bool]] = field(default_factory=list)


def key_groups(sets: Iterable[ActionSet]) -> list[KeyGroup]:
    """What F1 shows: all listed keys of some action sets, under their headings."""
    groups: dict[str, KeyGroup] = {}
    for actions in sets:
        for line in actions.lines():
            group = groups.setdefault(line.group, KeyGroup(line.group))
            if isinstance(line, KeyLine):
                group.lines.append((line.keys, line.text, True))
            elif actions[line.id].shortcuts():
                enabled = actions[line.id].isEnabled()
                group.lines.append((_shown(line.sequences()), line.text, enabled))
    return [group for group in groups.values() if group.lines]


def _shown(sequences: Sequence[str]) -> str:
    """The keys of an action as they are listed: both Enters of a keyboard are one to a person."""
    return " / ".join(dict.fromkeys(keys.replace("Return", "Enter") for keys in sequences))

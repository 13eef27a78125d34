"""Pages on one another of which only the one in front asks for room."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ui.shell.around import Around


def bring_to_front(stack: QStackedWidget, wanted: QWidget) -> None:
    """Shows ``wanted``; a stack is otherwise as large as the largest of its pages, seen or not."""
    for at in range(stack.count()):
        page = stack.widget(at)
        if page is not None:
            front = page is wanted
            kept = QSizePolicy.Policy.Preferred if front else QSizePolicy.Policy.Ignored
            page.setSizePolicy(kept, kept)
    stack.setCurrentWidget(wanted)


def scroll_to_beginning(screen: QWidget) -> None:
    """Another page begins at its beginning, also where large letters make the screen scroll."""
    around = screen.parentWidget()
    while around is not None and not isinstance(around, Around):
        around = around.parentWidget()
    if around is not None:
        around.to_beginning()

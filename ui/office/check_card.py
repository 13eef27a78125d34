"""Is the shop's file whole, and does it keep its promises? Where it lies, and other shops."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import wings as _wings  # noqa: F401  their checks join in
from app.catalog import search as title_search
from app.members import search as member_search
from app.store import check as checks
from app.store import database as store
from app.store.check import Finding
from ui.actions import ActionSet
from ui.desk import Desk
from ui.office.words import counted, tr
from ui.tasks import Cancelled, Report
from ui.theme import dp
from ui.widgets import Button, Card, ElidedLabel, Label, LinkButton, heading, muted

_SEARCHES = frozenset({"search", "member_search"})


def finding_words(finding: Finding) -> str:
    """A finding as an owner reads it, with what to do."""
    texts = {
        "integrity": tr("The file is damaged. Restore the last good backup."),
        "foreign_keys": tr("Rows point at rows that are gone ({detail})."),
        "search": tr("The search does not find everything: rebuild it."),
        "member_search": tr("Members are not all found by name: rebuild the search."),
        "title_cards": tr("The list does not say what the titles say: rebuild the search."),
        "title_order": tr("The list is out of order: rebuild the search."),
    }
    words = texts.get(finding.check)
    if words is not None:
        return words.format(detail=finding.detail)
    what = finding.check.replace("_", " ")
    return f"{what[:1].upper()}{what[1:]}: {finding.detail}"


class CheckCard(Card):
    """``open_wanted`` and ``demo_wanted`` ask for another shop."""

    open_wanted = Signal()
    demo_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._state = muted(size=12.5)
        self._list = Label("", size=12.5, wrap=True)
        self._list.hide()
        self.rebuild = Button(tr("Rebuild search"), "refresh-cw", height=28)
        self.rebuild.clicked.connect(self._rebuild)
        self.rebuild.hide()
        self._path = ElidedLabel("", role="ink2", size=12.5)
        self.findings: tuple[Finding, ...] = ()

    def finish(self, actions: ActionSet) -> None:
        """Everything in its place, once the actions exist."""
        box = QVBoxLayout(self)
        box.setContentsMargins(dp(16), dp(10), dp(16), dp(12))
        box.setSpacing(dp(8))
        head = QHBoxLayout()
        head.setSpacing(dp(10))
        head.addWidget(heading(tr("Check")))
        head.addWidget(self._state, 1)
        head.addWidget(self.rebuild)
        head.addWidget(Button.for_action(actions["shop_check"], height=28))
        box.addLayout(head)
        box.addWidget(self._list)
        line = QHBoxLayout()
        line.setSpacing(dp(12))
        line.addWidget(muted(tr("The file"), size=12.5))
        line.addWidget(self._path, 1)
        for words, signal in (
            (tr("Open another shop"), self.open_wanted),
            (tr("Open the demo shop"), self.demo_wanted),
        ):
            link = LinkButton(words)
            link.clicked.connect(signal)
            line.addWidget(link, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(line)

    def load(self) -> None:
        """Where the file lies."""
        self._path.setText(str(store.path_or_none() or ""))

    def check(self) -> None:
        """Asks the file and every wing, on the worker."""
        self._state.setText(tr("Looking through everything …"))
        self._desk.read(_check, done=self._checked, owner=self)

    @property
    def words(self) -> str:
        """What was found, in words."""
        return "" if self._list.isHidden() else self._list.text()

    @property
    def state(self) -> str:
        """How the check stands."""
        return self._state.text()

    def _checked(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        if not findings:
            self._state.setText(tr("The shop is whole."))
        else:
            words = counted(len(findings), tr("thing is not as it should be"), tr("things are not"))
            self._state.setText(
                f"{words}:" if len(findings) == 1 else f"{words} as they should be:"
            )
        self._list.setText("\n".join(finding_words(finding) for finding in findings))
        self._list.setVisible(bool(findings))
        self.rebuild.setVisible(any(finding.check in _SEARCHES for finding in findings))

    @Slot()
    def _rebuild(self) -> None:
        self._state.setText(tr("Rebuilding the search …"))
        self._desk.read(_rebuild, done=self._rebuilt, owner=self)

    def _rebuilt(self, _: object) -> None:
        self.check()


def _check(report: Report, cancelled: Cancelled) -> list[Finding]:
    return checks.run()


def _rebuild(report: Report, cancelled: Cancelled) -> None:
    title_search.rebuild()
    with store.write():
        member_search.rebuild()

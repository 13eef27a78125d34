"""The stock in hand: opened, copied as soon as it is typed in, kept, let go, removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from app.printing import queries, stocks
from app.shop import settings
from app.shop.clock import Context
from app.shop.operations import Done
from reports.stock import SHIPPED
from ui.actions import Action, ActionSet
from ui.desk import Desk
from ui.printing.lengths import Unit
from ui.printing.stock_draft import NEW, Draft, draft_of, of_shipped
from ui.printing.stock_editor import StockEditor
from ui.printing.stock_removal import InsteadQuestion
from ui.printing.stock_words import house_name, stock_name, tr
from ui.printing.stocks import local_paper
from ui.printing.unsaved import Unsaved

_UNIT = "print/unit"
#: The key of a stock that is not kept yet.
FRESH = "draft"


class StockHand(QObject):
    """``moved``: another stock is in hand, or the one in hand reads otherwise. ``front`` says
    whether its page is shown: its keys are the tray's, too.
    """

    moved = Signal()

    def __init__(
        self,
        desk: Desk,
        editor: StockEditor,
        front: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._front = desk, front
        self.editor = editor
        self.key = ""
        kept = desk.preferences.value(_UNIT, "") if desk.preferences is not None else ""
        self._unit = Unit(str(kept)) if kept in list(Unit) else _usual_unit()
        editor.edited.connect(self._edited)
        editor.unit_chosen.connect(self._unit_wanted)
        self.question: Unsaved | None = None
        self.instead = InsteadQuestion()
        self.instead.answered.connect(self._remove_for)

    def declared(self) -> list[Action]:
        """Its actions."""
        group = tr("Stock and printers")
        return [
            Action("stock-new", tr("New stock"), "plus", "Ctrl+N", self.add, self._front, group),
            Action("stock-copy", tr("Copy"), "copy", "Ctrl+D", self.copy, self._has, group),
            Action("stock-save", tr("Save stock"), "", "Ctrl+S", self.save, self._can_save, group),
            Action("stock-discard", tr("Discard"), "", "Esc", self.discard, self._changed, group),
            Action(
                "stock-remove", tr("Remove"), "trash-2", "Ctrl+Del", self.remove, self._is_own,
                group,
            ),
            Action("stock-unit", tr("Another unit"), "", "Ctrl+U", self.next_unit, self._front,
                   group),
        ]  # fmt: skip

    def actions_made(self, actions: ActionSet) -> None:
        """Lays out the editor with its questions."""
        self.editor.lay_out(actions)
        words = tr("Not saved yet.")
        self.question = Unsaved(words, actions["stock-save"], actions["stock-discard"])
        self.editor.ask(self.question)
        self.editor.ask(self.instead)

    def set_narrow(self, narrow: bool) -> None:
        """In a small window keys go to F1."""
        self.editor.set_narrow(narrow)
        if self.question is not None:
            self.question.set_narrow(narrow)

    # -- what is in hand -------------------------------------------------------------------------

    @property
    def draft(self) -> Draft | None:
        """What the editor shows."""
        return self.editor.draft

    @property
    def unsaved(self) -> Draft | None:
        """What would be lost; None where nothing would."""
        draft = self.draft
        return draft if draft is not None and draft.changed and self.key not in SHIPPED else None

    @property
    def name(self) -> str:
        """What the stock in hand is called."""
        return self.draft.name if self.draft is not None else ""

    def leave_ok(self, then: Callable[[], object] | None = None) -> bool:
        """False while something is unsaved; it is asked for, and ``then`` done afterwards."""
        if self.unsaved is None or self.question is None:
            return True
        self.question.ask(then)
        return False

    def _has(self) -> bool:
        return self._front() and self.draft is not None

    def _is_own(self) -> bool:
        return self._front() and self.draft is not None and self.draft.stock_id is not None

    def _changed(self) -> bool:
        asks = not self.instead.isHidden()
        return self._front() and (self.unsaved is not None or asks)

    def _can_save(self) -> bool:
        unsaved = self.unsaved
        return self._front() and unsaved is not None and unsaved.fits

    # -- choosing --------------------------------------------------------------------------------

    def choose(self, key: str) -> None:
        """Another stock of the list, once nothing is unsaved."""
        if key == self.key:
            return
        if self.leave_ok(partial(self._take_up, key)):
            self._take_up(key)
        else:
            self.moved.emit()

    def refresh(self) -> None:
        """Something was written: what is unsaved stays, everything else is read again."""
        unsaved = self.unsaved
        known = {one.key for one in queries.own_stocks()} | set(SHIPPED)
        if unsaved is None:
            self._take_up(self.key if self.key in known else _first())
        elif unsaved.stock_id is not None and self.key not in known:
            # Its stock went (an undo): what is typed is a new one now.
            self.key = FRESH
            self._show(replace(unsaved, stock_id=None, was=None))

    def _take_up(self, key: str) -> None:
        self.key = key
        own = next((one for one in queries.own_stocks() if one.key == key), None)
        if own is not None:
            self._show(draft_of(own))
        elif key in SHIPPED:
            measures = of_shipped(SHIPPED[key])
            self._show(Draft(stock_name(key), measures, copied_from=key))

    def _show(self, draft: Draft) -> None:
        shipped = self.key in SHIPPED
        self.editor.show_draft(draft, self._unit, self._note(draft), shipped=shipped)
        if self.question is not None and self.unsaved is None:
            self.question.answered()
        self.instead.hide()
        self.moved.emit()

    def _note(self, draft: Draft) -> str:
        """`copy of 5160, not saved`, `used by 2 documents`."""
        if self.key in SHIPPED:
            parts = [tr("came with the program")]
        else:
            parts = [tr("copy of {name}").format(name=draft.copied_from)]
            parts = parts if draft.copied_from else []
        if draft.changed and self.key not in SHIPPED:
            parts.append(tr("not saved"))
        using = len(_using(self.key))
        if using:
            words = tr("used by one document") if using == 1 else tr("used by {n} documents")
            parts.append(words.format(n=using))
        return ", ".join(parts)

    # -- typing ----------------------------------------------------------------------------------

    @Slot(object)
    def _edited(self, draft: Draft) -> None:
        """Typing in a stock that came with the program goes into a copy of it."""
        if self.key in SHIPPED:
            if draft.measures != of_shipped(SHIPPED[self.key]):
                self._copy_to(replace(draft, name=_free_name(draft), was=None))
            return
        self.editor.set_note(self._note(draft))
        if self.question is not None:
            self.question.drop()
        self.moved.emit()

    def _copy_to(self, draft: Draft) -> None:
        """The field in hand keeps what is being typed in it, half a number too."""
        field = self.editor.focusWidget()
        typed = (field.text(), field.cursorPosition()) if isinstance(field, QLineEdit) else None
        self.key = FRESH
        self._show(draft)
        if typed is not None and isinstance(field, QLineEdit):
            field.setText(typed[0])
            field.setCursorPosition(typed[1])
        words = tr("Copied stock *{name}* as {copy}.")
        self._desk.say(words.format(name=stock_name(draft.copied_from), copy=draft.name))

    # -- acts ------------------------------------------------------------------------------------

    @Slot()
    def add(self) -> None:
        """Ctrl+N: a new stock, with numbers that fit to begin with."""
        if self.leave_ok(self.add):
            self._begin(Draft(_free_name(Draft("", NEW)), NEW))

    @Slot()
    def copy(self) -> None:
        """Ctrl+D: a copy of the stock in hand, with its name to be typed over."""
        draft = self.draft
        if draft is not None and self.leave_ok(self.copy):
            of = draft.copied_from if self.key in SHIPPED else draft.name
            self._begin(Draft(_free_name(draft), draft.measures, copied_from=of))

    def _begin(self, draft: Draft) -> None:
        self.key = FRESH
        self._show(draft)
        self.editor.name.setFocus()
        self.editor.name.selectAll()

    @Slot()
    def save(self) -> None:
        """Ctrl+S; only while both sums hold. The tray draws anew what prints on it."""
        draft = self.unsaved
        if draft is None or not draft.fits:
            return
        done = self._desk.perform(partial(_keep, draft=draft))
        if done is not None:
            self._take_up(str(done.facts.get("key", self.key)))

    @Slot()
    def discard(self) -> None:
        """Esc: what is kept stands there again; a copy goes back to what it was made of. Where it
        is asked what a removed stock's documents print on, nothing is removed.
        """
        draft = self.draft
        if not self.instead.isHidden():
            self.instead.hide()
            self.moved.emit()
            return
        if draft is None:
            return
        known = {one.name: one.key for one in queries.own_stocks()}
        key = self.key
        if draft.stock_id is None:
            origin = draft.copied_from
            key = origin if origin in SHIPPED else known.get(origin, _first())
        self._take_up(key)

    @Slot()
    def remove(self) -> None:
        """Ctrl+Del: an own stock goes; where documents print on it, it is asked on which other."""
        draft = self.draft
        if draft is None or draft.stock_id is None:
            return
        using = _using(self.key)
        if using:
            origin = draft.copied_from if draft.copied_from in SHIPPED else _first()
            self.instead.ask(self.key, len(using), origin)
            self.moved.emit()
        else:
            self._remove_for("")

    @Slot(str)
    def _remove_for(self, instead: str) -> None:
        draft = self.draft
        if draft is None or draft.stock_id is None:
            return
        act = partial(stocks.remove_stock, stock_id=draft.stock_id, instead=instead)
        origin = draft.copied_from
        if self._desk.perform(act) is not None:
            self._take_up(instead or (origin if origin in SHIPPED else _first()))

    # -- units -----------------------------------------------------------------------------------

    @Slot(str)
    def _unit_wanted(self, key: str) -> None:
        self._unit = Unit(key)
        if self._desk.preferences is not None:
            self._desk.preferences.setValue(_UNIT, key)
        if self.draft is not None:
            self._show(self.draft)

    @Slot()
    def next_unit(self) -> None:
        """Ctrl+U."""
        units = list(Unit)
        self._unit_wanted(units[(units.index(self._unit) + 1) % len(units)].value)


def _keep(ctx: Context, draft: Draft) -> Done:
    """A new stock, or other numbers of one that is there."""
    if draft.stock_id is None:
        return stocks.add_stock(ctx, draft.name, draft.measures, copied_from=draft.copied_from)
    return stocks.change_stock(ctx, draft.stock_id, draft.name, draft.measures)


def _usual_unit() -> Unit:
    paper = local_paper(settings.settings().currency)
    return Unit.INCH if paper == "letter" else Unit.MM


def _first() -> str:
    """What is in hand where nothing was chosen."""
    own = queries.own_stocks()
    return own[0].key if own else next(iter(SHIPPED))


def _using(key: str) -> list[queries.Item]:
    """The documents that print on a stock, in the tray or watched for changes."""
    if key in SHIPPED or key == FRESH:
        return []
    return [item for item in queries.items() if item.set_up.stock == key]


def _free_name(draft: Draft) -> str:
    """`House labels, 30 up`, with a number where there is one of that name already."""
    taken = {one.name.casefold() for one in queries.own_stocks()}
    stem = house_name(draft.measures)
    name, number = stem, 2
    while name.casefold() in taken:
        name = f"{stem} ({number})"
        number += 1
    return name

"""The tray of the print screen: what waits, how it will look, and the way to the printer."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QWidget

from app.catalog import finding
from app.printing.queries import Printed
from app.shop import settings
from app.shop.changes import Changes
from ui.actions import Action, ActionSet, KeyLine
from ui.desk import Desk
from ui.printing import asking
from ui.printing.documents import documents
from ui.printing.lines import Line
from ui.printing.panel import PrintPanel
from ui.printing.preview_card import PreviewCard
from ui.printing.print_all import PrintAll
from ui.printing.room import PrintRoom
from ui.printing.sending import Sender
from ui.printing.tray_card import TrayCard
from ui.theme import dp
from ui.widgets import Button, Segmented

_WAITING, _SET_UP = "waiting", "set_up"


class TrayPage(QWidget):
    """Tray, preview and panel over one room. ``scan_bar_wanted(str)`` carries a letter typed where
    nothing needs it; ``profile_wanted(str, str)`` a printer and its feed.
    """

    scan_bar_wanted = Signal(str)
    profile_wanted = Signal(str, str)

    def __init__(self, desk: Desk, room: PrintRoom, sender: Sender, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.room, self.printing = desk, room, sender
        self.front = True
        self._print_when_whole: int | None = None
        self._save_when_whole: tuple[int, str] | None = None
        self._wanted: int | None = None
        self._actions: ActionSet | None = None
        self._tiny = False

    def actions_made(self, actions: ActionSet) -> None:
        """Lays out the three cards, with buttons for the actions."""
        self._actions = actions
        self.preview = PreviewCard(self.room, actions, self)
        self.tray = TrayCard(self.room, actions, self)
        self.panel = PrintPanel(self.room, actions, self)
        self.all = PrintAll(self.room, self.printing, self.tray, self)
        self._add = Button.for_action(actions["add"], parent=self)
        self._turns = Segmented(
            [(_WAITING, self.tr("Waiting")), (_SET_UP, self.tr("Set-up"))],
            name=self.tr("What stands beside the page"),
            parent=self,
        )
        self._turns.chosen.connect(self._take_turns)
        self._turns.hide()
        body = QHBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(dp(12))
        body.addWidget(self.tray)
        body.addWidget(self.preview, 1)
        body.addWidget(self.panel)
        self._wire()

    def _wire(self) -> None:
        room = self.room
        room.tray_changed.connect(self._tray_changed)
        room.line_changed.connect(self._line_changed)
        room.preview_changed.connect(self._preview_changed)
        room.printers_changed.connect(self._printers_changed)
        self.panel.piece_shown.connect(self.preview.show_piece)
        self.panel.document_wanted.connect(self._become)
        self.tray.printed.again.connect(self._again)
        self.printing.failed.connect(room.find_printers)
        self.panel.fields.profile_wanted.connect(self._profile_wanted)
        self.tray.typed.connect(self.scan_bar_wanted)
        self.preview.typed.connect(self.scan_bar_wanted)

    def declared(self) -> list[Action | KeyLine]:
        """What can be done here, while this page is in front."""
        group = self.tr("Print")
        act, line = partial(Action, group=group), partial(KeyLine, group=group)
        return [
            act("print", self.tr("Print"), "printer", "Ctrl+P", self.print_current,
                when=self._can_print),
            act("all", self.tr("Print all, paper by paper"), "printer", "Ctrl+Shift+P",
                self.print_all, when=self._can_print_all),
            act("save", self.tr("Save as a PDF"), "file-down", "Ctrl+Shift+S", self.save_pdf,
                when=self._has_pages),
            act("add", self.tr("Add document"), "plus", "Ctrl+N", self.add_document,
                when=self._in_front),
            act("out", self.tr("Take out of the tray"), "", "Delete", self._take_out,
                when=self._has_line),
            act("up", self.tr("This paper before the one above"), "", "Alt+Up", self._group_up,
                when=self._has_line),
            act("down", self.tr("This paper after the one below"), "", "Alt+Down",
                self._group_down, when=self._has_line),
            *(
                act(f"design{at}", self.tr("Design {n}").format(n=at), "", f"Alt+{at}",
                    partial(self._design, at - 1), when=self._in_front, listed=False)
                for at in range(1, 5)
            ),
            act("page_up", self.tr("Page before"), "", "PgUp", self._page_up,
                when=self._in_front),
            act("page_down", self.tr("Next page"), "", "PgDown", self._page_down,
                when=self._in_front),
            act("zoom_in", self.tr("Larger"), "", ("Ctrl++", "Ctrl+="), self._zoom_in,
                when=self._in_front, repeat=True),
            act("zoom_out", self.tr("Smaller"), "", "Ctrl+-", self._zoom_out,
                when=self._in_front, repeat=True),
            act("fit", self.tr("The whole page"), "", "Ctrl+0", self._fit,
                when=self._in_front),
            line("Alt+1", self.tr("The first design; Alt 2 to 4 the others")),
            line("Space", self.tr("On the sheet: this label is used up, or free again")),
            line("Shift+Click", self.tr("On the sheet: all labels up to this one are used up")),
            line("N", self.tr("On the sheet: a new sheet")),
            line("R", self.tr("In the list of prints: print again as it was")),
        ]  # fmt: skip

    # -- the screen ------------------------------------------------------------------------------

    def head_buttons(self) -> list[QWidget]:
        """What stands at the right of the screen's head."""
        return [self._add]

    def turns(self) -> QWidget:
        """In large letters tray and panel take turns beside the page: which of them is there."""
        return self._turns

    def head_words(self) -> str:
        """The grey line of the head."""
        return self.tr("What changed since it was printed waits here.")

    def shown(self) -> None:
        """It came to the front: read the tray, and ask for the printers."""
        self.room.load()
        self.room.find_printers()

    def changed(self, changes: Changes) -> None:
        """Something was written."""
        self.room.heed(changes)

    def leave_ok(self) -> bool:
        """Nothing here is ever unsaved."""
        return True

    def _refresh(self) -> None:
        if self._actions is not None:
            self._actions.refresh()

    def show_item(self, item_id: int) -> None:
        """Takes a document in hand, as soon as the tray has it."""
        self._wanted = item_id
        if self.room.tray.line(item_id) is not None:
            self._take_wanted()

    def take_scan(self, text: str) -> str:
        """A film's code or name: its shelf card joins the tray. The film's name, or nothing."""
        found = finding.find(text, limit=2)
        several = len(found) > 1 and found[0].kind == "title"
        if not found or (several and found[0].code != text.strip()):
            return ""
        best = found[0]
        line = self.room.line
        act = partial(
            asking.add_title,
            title_id=best.title_id,
            title=best.text,
            current=line.item if line is not None else None,
        )
        added = self.desk.perform(act)
        if added is not None:
            self.show_item(added.item_id)
        return best.text

    # -- what is shown ---------------------------------------------------------------------------

    def _take_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.room.select(wanted)

    @Slot()
    def _tray_changed(self) -> None:
        if self._wanted is not None and self.room.tray.line(self._wanted) is not None:
            self._take_wanted()
        self.tray.show_tray(self.desk.now())
        self._refresh()

    @Slot()
    def _line_changed(self) -> None:
        line = self.room.line
        self.tray.list.show_current(line.item.id if line is not None else None)
        self.panel.show_line(line)
        self._refresh()

    @Slot()
    def _preview_changed(self) -> None:
        self.panel.show_preview(self.room.line, self.room.preview)
        self._refresh()
        made = self.room.preview
        if made is not None and made.whole:
            self._go_on_with(made.item_id)

    def _go_on_with(self, item_id: int) -> None:
        """What waited for all the sheets of a document, unless another is in hand by now."""
        to_print, self._print_when_whole = self._print_when_whole, None
        to_save, self._save_when_whole = self._save_when_whole, None
        if to_save is not None and to_save[0] == item_id:
            self.save_to(to_save[1])
        if to_print == item_id:
            self.print_current()

    @Slot()
    def _printers_changed(self) -> None:
        self.tray.show_tray(self.desk.now())
        self.panel.fields.show_printers(self.room.line)
        self.panel.show_preview(self.room.line, self.room.preview)
        self._refresh()

    # -- what can be done ------------------------------------------------------------------------

    def _in_front(self) -> bool:
        return self.front

    def _has_line(self) -> bool:
        return self.front and self.room.line is not None

    def _has_pages(self) -> bool:
        made = self.room.preview
        return self._has_line() and made is not None and made.report.pages > 0

    def _can_print(self) -> bool:
        return self._has_pages() and self._goes(self.room.line)

    def _goes(self, line: Line | None) -> bool:
        printer = self.room.printer_of(line.place) if line is not None else None
        return printer is not None and not printer.off

    def _can_print_all(self) -> bool:
        return self.front and any(self._goes(line) for line in self.room.tray.lines)

    def print_current(self) -> None:
        """Ctrl+P: the document in hand goes to its printer, whole."""
        line, made = self.room.line, self.room.preview
        if line is None or made is None or made.item_id != line.item.id:
            return
        if not made.whole:
            self._print_when_whole = line.item.id
            self.room.want_whole()
            return
        printer = self.room.printer_of(line.place)
        if printer is not None and made.report.pages:
            self.printing.send(line, made, printer)

    def print_all(self) -> None:
        """Ctrl+Shift+P: everything, paper by paper; again, and it goes on with the next paper."""
        self.all.go_on()

    @Slot(object)
    def _again(self, one: Printed) -> None:
        printer = self.room.printer_of((one.stock, one.printer, one.feed))
        if printer is None:
            name = one.printer or self.tr("The printer")
            self.desk.say(self.tr("*{name}* is gone. Nothing was printed.").format(name=name),
                          tone="stop")  # fmt: skip
            return
        self.printing.again(one, printer)

    def save_pdf(self) -> None:
        """Ctrl+Shift+S: asks where, then saves the very bytes that are shown."""
        line = self.room.line
        if line is None:
            return
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        today = settings.calendar().local_date(self.desk.now())
        name = Path(home) / f"{line.document.key}-{today.isoformat()}.pdf"
        chooser = QFileDialog(self, self.tr("Save PDF"), str(name), self.tr("PDF (*.pdf)"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("pdf")
        chooser.selectFile(str(name))
        chooser.fileSelected.connect(self.save_to)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    @Slot(str)
    def save_to(self, name: str) -> None:
        """Saves what is shown under a name, once all of it is built."""
        made = self.room.preview
        if made is None or not made.pdf:
            return
        if made.whole:
            self.printing.save(made, Path(name))
        else:
            self._save_when_whole = (made.item_id, name)
            self.room.want_whole()

    def add_document(self) -> None:
        """Ctrl+N: a menu of what can be printed without choosing it elsewhere."""
        menu = QMenu(self)
        for kind in documents().values():
            for offer in kind.offers(self.desk.now()):
                action = menu.addAction(offer.text)
                action.setData((kind.key, dict(offer.subject)))
        menu.triggered.connect(self._offer_chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    @Slot(QAction)
    def _offer_chosen(self, action: QAction) -> None:
        key, subject = action.data()
        self.add(str(key), subject)

    def add(self, key: str, subject: dict[str, object]) -> None:
        """Puts a document in the tray and takes it in hand."""
        added = self.desk.perform(asking.acting(key, subject))
        if added is not None:
            self.show_item(added.item_id)

    @Slot(str)
    def _become(self, key: str) -> None:
        line = self.room.line
        if line is not None and key != line.document.key:
            self.desk.perform(partial(asking.become, item=line.item, key=key))

    @Slot()
    def _profile_wanted(self) -> None:
        line = self.room.line
        if line is not None:
            printer = self.room.printer_of(line.place)
            name = printer.name if printer is not None else line.place[1]
            self.profile_wanted.emit(name, line.place[2])

    # -- small hands -----------------------------------------------------------------------------

    def _take_out(self) -> None:
        line = self.room.line
        if line is not None and self.printing.sends(line.item.id):  # its paper comes out anyhow
            words = self.tr("*{name}* is on its way to the printer. It stays until it is out.")
            self.desk.say(words.format(name=line.gathered.name), tone="need")
            return
        self.room.take_out()

    def _group_up(self) -> None:
        self.room.move_group(-1)

    def _group_down(self) -> None:
        self.room.move_group(1)

    def _design(self, at: int) -> None:
        self.panel.designs.choose(at)

    def _page_up(self) -> None:
        self.room.turn_to(self.room.page - 1)

    def _page_down(self) -> None:
        self.room.turn_to(self.room.page + 1)

    def _zoom_in(self) -> None:
        self.preview.sheet.zoom_in()

    def _zoom_out(self) -> None:
        self.preview.sheet.zoom_out()

    def _fit(self) -> None:
        self.preview.sheet.fit()

    def set_narrow(self, narrow: bool, low: bool = False, *, tiny: bool = False) -> None:
        """1280 wide or less; 720 high or less; so narrow, which only large letters are, that tray
        and panel take turns.
        """
        self.tray.setFixedWidth(dp(264 if narrow else 304))
        self.panel.setFixedWidth(dp(304 if narrow else 320))
        self.tray.set_narrow(narrow, low)
        self.preview.set_narrow(narrow)
        self.panel.set_narrow(narrow)
        self._tiny = tiny
        self._turns.setVisible(tiny and self.front)
        self._take_turns()

    @Slot()
    def _take_turns(self) -> None:
        self.tray.setVisible(not self._tiny or self._turns.current == _WAITING)
        self.panel.setVisible(not self._tiny or self._turns.current == _SET_UP)

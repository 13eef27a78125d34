"""Bringing in a list, on one page: the file, its columns, the dry run. See ``model``."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.importing import files, maps, refused
from app.importing.decisions import Decision, ReasonKey
from app.importing.fields import Kind
from app.importing.reading import Row
from app.importing.running import Imported
from app.shop.clock import Context
from app.shop.operations import Done
from ui import messages
from ui.actions import Action, KeyLine
from ui.desk import Desk
from ui.importing import words
from ui.importing.columns_card import ColumnsCard
from ui.importing.dry_card import DryCard
from ui.importing.file_card import FileCard
from ui.importing.model import Importing
from ui.importing.parts import KindTitle
from ui.importing.phase import Phase
from ui.importing.popups import LinesPopup, NamePopup
from ui.importing.reasons_card import ReasonsCard
from ui.importing.run_card import RunCard
from ui.importing.sentences import why
from ui.importing.trying import ReasonSeen
from ui.screen import Screen
from ui.tasks import Cancelled, Report
from ui.theme import dp
from ui.widgets import Button, Card, ElidedLabel, EmptyState

_LOW = 800
_LISTED = 400
_FILES = "Lists (*.csv *.tsv *.txt);;All files (*)"


class ImportScreen(Screen):
    """``inventory_wanted``: back. ``import_shown(object)``: the operation id of a finished import
    of titles or copies, whose titles the list should show.
    """

    name = "import"
    title = "Import"
    icon = "file-input"

    inventory_wanted = Signal()
    import_shown = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._folder = ""
        self.model = Importing(desk, self)
        actions = self.action_set
        self.back = Button.for_action(actions["back"], parent=self)
        self.kind = KindTitle(self)
        self.kind.chosen.connect(self._kind_chosen)
        self.promise = ElidedLabel(
            self.tr(
                "Nothing is written before you press Import. A backup is made first, and the"
                " import can be undone as one step."
            ),
            role="ink2",
        )
        self.file = FileCard(self.model, actions, self)
        self.columns = ColumnsCard(self.model, actions, self)
        self.columns.map_wanted.connect(self.model.use_map)
        self.dry = DryCard(self.model, self)
        self.dry.taken_back.connect(self._take_back)
        self.reasons = ReasonsCard(self.model, actions, self)
        self.reasons.decided.connect(self._decide)
        self.reasons.all_made.connect(self.model.make_all)
        self.reasons.listed.connect(self._list_lines)
        self.run = RunCard(self.model, actions, self)
        self._lay_out()
        self.model.file_changed.connect(self._tell)
        self.model.file_changed.connect(self._take_focus)
        self.model.phase_changed.connect(self._tell)
        self.model.seen_changed.connect(actions.refresh)
        self.model.refused.connect(self._refused)
        self.model.imported.connect(self._imported)
        self._tell()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(dp(14))
        head.addWidget(self.back)
        head.addWidget(self.kind)
        head.addWidget(self.promise, 1)
        head.addStretch(0)
        self._results = QWidget(self)
        self._results.setMinimumHeight(dp(150))
        results = QHBoxLayout(self._results)
        results.setContentsMargins(0, 0, 0, 0)
        results.setSpacing(dp(14))
        results.addWidget(self.dry)
        results.addWidget(self.reasons, 1)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(dp(20), dp(18), dp(20), dp(18))
        self._box.setSpacing(dp(12))
        self._box.addLayout(head)
        for widget in (self.file, self.columns):
            self._box.addWidget(widget)
        self._box.addWidget(self._results, 1)
        self._box.addWidget(self.run)
        self._empty = Card(self)
        choose = Button.for_action(self.action_set["file"], text=self.tr("Choose a file"))
        choose.set_icon_name("folder-open")
        inner = self._empty.column((0, 0, 0, 0), 0)
        inner.addWidget(
            EmptyState(
                self.tr("Drop a CSV anywhere on this window, or choose one."),
                [choose],
                detail=self.tr("Tellico, CLZ, Letterboxd and Sakila are known by their headings."),
                icon="file-spreadsheet",
            )
        )
        self._box.addWidget(self._empty, 1)
        self._rest = QWidget(self)
        self._rest.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._box.addWidget(self._rest, 1)

    def actions_declared(self) -> list[Action | KeyLine]:
        group = self.tr("Import")
        tr = self.tr
        return [
            Action("back", tr("Inventory"), "arrow-left", "Alt+Left", self.go_back, group=group),
            Action(
                "file", tr("Other file"), "", "Ctrl+O", self.choose_file, self._idle, group=group
            ),
            Action(
                "save_map", tr("Save map"), "", "Ctrl+S", self.save_map, self._has_file, group=group
            ),
            Action(
                "save_refused",
                tr("Save refused rows"),
                "",
                "Ctrl+R",
                self.save_refused,
                self._has_refused,
                group=group,
            ),
            Action("stop", tr("Stop"), "", "Esc", self.stop, self._running, group=group),
            Action(
                "import",
                tr("Import"),
                "",
                ("Ctrl+Return", "Ctrl+Enter"),
                self.start_import,
                self._can_import,
                group=group,
            ),
            KeyLine("Left, Right", tr("From column to column"), group),
            KeyLine("Space", tr("What a column is; what to do with a reason"), group),
            KeyLine("Delete", tr("Leave a column out"), group),
            KeyLine("Enter", tr("All lines of a reason"), group),
        ]

    # -- the file --------------------------------------------------------------------------------

    def open_file(self, path: Path, kind: Kind | None = None) -> None:
        """A file was dropped, chosen, or named."""
        self._folder = str(path.parent)
        self.model.open_file(path, kind)

    def found(self, result: object) -> bool:
        """A file's ``Path``: it is opened."""
        if isinstance(result, Path):
            self.open_file(result)
            return True
        return False

    @Slot()
    def choose_file(self) -> None:
        """Ctrl+O."""
        dialog = QFileDialog(self, self.tr("Choose a list"), self._folder, self.tr(_FILES))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._file_chosen)
        dialog.open()

    @Slot(str)
    def _file_chosen(self, name: str) -> None:
        self.open_file(Path(name))

    @Slot(object)
    def _kind_chosen(self, value: object) -> None:
        self.model.set_kind(Kind(str(value)))

    # -- coming and going ------------------------------------------------------------------------

    def entered(self) -> None:
        self.model.come_back()
        self._take_focus()

    @Slot()
    def _take_focus(self) -> None:
        """The first column; the way to a file where there is none."""
        boxes = self.columns.table.sheet.boxes if self.model.guess is not None else []
        (boxes[0] if boxes else self.file.other).setFocus(Qt.FocusReason.OtherFocusReason)

    def left(self) -> None:
        self.model.leave()

    @Slot()
    def go_back(self) -> None:
        """Alt+Left: a dry run stops, an import goes on."""
        self.inventory_wanted.emit()

    # -- what is decided -------------------------------------------------------------------------

    @Slot(object, object)
    def _decide(self, reason: ReasonSeen, decision: Decision) -> None:
        self.model.decide(reason.key, decision, reason.count)

    @Slot(object)
    def _take_back(self, key: ReasonKey) -> None:
        self.model.decide(key, None)

    @Slot(object)
    def _list_lines(self, reason: ReasonSeen) -> None:
        """All lines of a reason, once the dry run is through; till then its example."""
        guess, report = self.model.guess, self.model.report
        if guess is None:
            return
        refusals = report.refusals if report is not None else [reason.example]
        lines = [one.line for one in refusals if one.key == reason.key]

        def op(tell: Report, cancelled: Cancelled) -> tuple[ReasonSeen, int, tuple[Row, ...]]:
            return reason, len(lines), files.rows_at(guess.table, lines[:_LISTED])

        self._desk.read(op, done=self._show_lines, owner=self)

    def _show_lines(self, found: tuple[ReasonSeen, int, tuple[Row, ...]]) -> None:
        reason, count, rows = found
        said = [
            f"{row.line:,}   {'  |  '.join(row.cells)[:300]}".replace("\n", " ") for row in rows
        ]
        popup = LinesPopup(self, why(reason.example), said, count - len(rows))
        popup.show_over(self.reasons)

    # -- saving ----------------------------------------------------------------------------------

    @Slot()
    def save_map(self) -> None:
        """Ctrl+S: the mapping under a name."""
        file_map = self.model.file_map
        if file_map is None:
            return
        name = file_map.name if file_map.name not in maps.SHIPPED else ""
        popup = NamePopup(self, name)
        popup.named.connect(self._save_map)
        popup.show_below(self.columns.save)

    @Slot(str)
    def _save_map(self, name: str) -> None:
        file_map = self.model.file_map
        if file_map is None:
            return

        def act(ctx: Context) -> Done:
            return maps.save(ctx, name, file_map)

        if self._desk.perform(act) is not None:
            self.model.use_map(" ".join(name.split()))

    @Slot()
    def save_refused(self) -> None:
        """Ctrl+R: the refused rows, with why, to be mended and brought in."""
        path = self.model.path
        if path is None:
            return
        proposal = path.with_name(f"{path.stem} refused.csv")
        dialog = QFileDialog(self, self.tr("Save refused rows"), str(proposal), self.tr(_FILES))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(str(proposal))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_refused_to)
        dialog.open()

    @Slot(str)
    def save_refused_to(self, name: str) -> None:
        """Writes them to this file."""
        guess, report = self.model.guess, self.model.report
        if guess is None or report is None:
            return
        path = Path(name)

        def op(tell: Report, cancelled: Cancelled) -> tuple[int, Path]:
            return refused.save_refused(guess.table, report, path, why), path

        self._desk.read(op, done=self._refused_saved, owner=self)

    def _refused_saved(self, result: tuple[int, Path]) -> None:
        count, path = result
        self._desk.say(
            self.tr("Saved {rows} in *{name}*.").format(
                rows=words.rows_words(count), name=path.name
            )
        )

    # -- importing -------------------------------------------------------------------------------

    @Slot()
    def start_import(self) -> None:
        """Ctrl+Enter."""
        path = self.model.path
        if path is not None:
            self.model.start_import(self.tr("Importing {name}").format(name=path.name))

    @Slot()
    def stop(self) -> None:
        """Esc."""
        self.model.stop()

    @Slot(object)
    def _imported(self, imported: Imported) -> None:
        """Titles and copies are seen in their list; others stay here and are tried again."""
        stock = self.model.kind in (Kind.TITLES, Kind.COPIES)
        if stock and self.isVisible() and imported.operation_id is not None:
            self.import_shown.emit(imported.operation_id)
        if self.isVisible():
            self.model.try_now()

    @Slot(object)
    def _refused(self, error: Exception) -> None:
        text = messages.words(
            str(getattr(error, "code", "")),
            {
                **getattr(error, "facts", {}),
                "field": words.field_inside(str(getattr(error, "field", ""))),
            },
        )
        self._desk.say(text, tone="stop")

    # -- looks -----------------------------------------------------------------------------------

    @Slot()
    def _tell(self) -> None:
        model = self.model
        readable = model.guess is not None
        for widget in (self.columns, self._results, self.run):
            widget.setVisible(readable)
        asks = model.path is None
        self.file.setVisible(not asks)
        self._empty.setVisible(asks)
        self._rest.setVisible(not readable and not asks)
        kinds = [(kind, words.tr(name).capitalize()) for kind, name in words.KINDS.items()]
        title = self.tr("Import {what}").format(what=words.tr(words.KINDS[model.kind]))
        self.kind.set_options(list(kinds), model.kind, title)
        self.kind.setEnabled(readable and model.phase is not Phase.IMPORTING)
        self.action_set.refresh()

    def minimumSizeHint(self) -> QSize:
        """What the page needs with its smallest parts; ``resizeEvent`` chooses them."""
        return QSize(dp(960), dp(604))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < dp(_LOW - 108)
        self.columns.set_rows(3 if low else 6)
        self.dry.set_low(low)
        self.dry.setFixedWidth(dp(264 if low else 312))
        self.promise.setVisible(not low)
        self.kind.setToolTip(self.promise.text() if low else "")

    # -- when ------------------------------------------------------------------------------------

    def _idle(self) -> bool:
        return self.model.phase is not Phase.IMPORTING

    def _has_file(self) -> bool:
        return self.model.guess is not None and self._idle()

    def _has_refused(self) -> bool:
        return self.model.report is not None and self.model.report.refused > 0

    def _running(self) -> bool:
        return self.model.phase in (Phase.WAITING, Phase.TRYING, Phase.IMPORTING)

    def _can_import(self) -> bool:
        return self.model.can_import

"""The right door: five things about the owner's shop, and its file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.shop.errors import RuleViolation
from ui import icons, messages
from ui.first_start import places_words
from ui.first_start.door_parts import DoorHead
from ui.first_start.making import Wish, free_file
from ui.first_start.zone_field import ZoneField
from ui.theme import dp
from ui.widgets import (
    Button,
    Card,
    Combo,
    ElidedLabel,
    Field,
    KeyCap,
    Kind,
    Label,
    Line,
    LinkButton,
    RadioCard,
    TextInput,
    WeekHours,
)
from ui.widgets.hours_words import week_words

_USUAL_WEEK = ((((660, 1320),),) * 6) + ((),)


class OwnDoor(Card):
    """``name_changed(str)`` at each letter, ``open_wanted`` and ``restore_wanted`` from below."""

    name_changed = Signal(str)
    open_wanted = Signal()
    restore_wanted = Signal()

    def __init__(
        self, now: Callable[[], datetime], folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, radius=16)
        self.setAccessibleName(self.tr("Open your own shop"))
        self._now = now
        self.folder = folder
        self._head = DoorHead(
            "store",
            "accent",
            "Alt+2",
            self.tr("Open your own shop"),
            self.tr("Five things, all of them changeable later."),
            self,
        )
        self._dialog: QFileDialog | None = None
        self._make_fields()
        self._make_hours()
        self._make_foot()
        self._lay_out()
        self._tell_zone(self.zone.zone)
        self._tell_hours()
        self._tell_folder()

    # -- parts -----------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        self.name = TextInput(self.tr("All Thumbs Video"))
        self.name.setMaxLength(80)
        self._name = Field(self.tr("Name, as on the sign"), self.name, parent=self)
        self.name.textChanged.connect(self._named)
        self.zone = ZoneField(places_words.own_zone())
        self.zone.zone_changed.connect(self._tell_zone)
        self._zone = Field(self.tr("Time zone"), self.zone, parent=self)
        self.currency = Combo(places_words.currencies(), name=self.tr("Currency"))
        self.currency.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.currency.set_value(places_words.own_currency())
        self._currency = Field(self.tr("Currency"), self.currency, parent=self)
        self._films = Label(self.tr("Your films"), role="ink2", size=12, parent=self)
        self.bring = RadioCard(
            self.tr("Import a CSV next"), self.tr("You see every row before it is written"), self
        )
        self.empty = RadioCard(
            self.tr("Start with empty shelves"), self.tr("Scan or type the first film"), self
        )
        self.bring.setChecked(True)

    def _make_hours(self) -> None:
        self._hours_label = Label(self.tr("Weekly hours"), role="ink2", size=12, parent=self)
        self._hours_sum = Label("", role="ink2", size=12, parent=self)
        self._hours_card = Card(self, radius=8, shadow=False)
        self.hours = WeekHours(_USUAL_WEEK, first_day=places_words.first_weekday())
        self.hours.changed.connect(self._tell_hours)
        self._hours_note = Label(
            self.tr("Due times follow these. Holidays come later."), role="ink2", size=12
        )
        box = self._hours_card.column((0, 5, 0, 0), 0)
        inner = QVBoxLayout()
        inner.setContentsMargins(dp(13), 0, dp(13), dp(4))
        inner.addWidget(self.hours)
        box.addLayout(inner)
        self._hours_line = Line()
        box.addWidget(self._hours_line)
        note = QHBoxLayout()
        note.setContentsMargins(dp(13), dp(8), dp(13), dp(9))
        note.addWidget(self._hours_note)
        box.addLayout(note)
        self.place = ElidedLabel("", role="ink2", size=12, parent=self)
        self.change = LinkButton(self.tr("Change"), parent=self)
        self.change.clicked.connect(self.choose_folder)

    def _make_foot(self) -> None:
        self.wrong = Label("", role="stop", size=12, wrap=True, parent=self)
        self.wrong.hide()
        self.restore = LinkButton(self.tr("Restore a backup"), parent=self)
        self.restore.clicked.connect(self.restore_wanted)
        self.button = Button(
            self.tr("Open the shop"),
            "door-open",
            kind=Kind.PRIMARY,
            keys="Ctrl+Return",
            height=40,
            parent=self,
        )
        self.button.clicked.connect(self.open_wanted)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._name)
        left.addSpacing(dp(13))
        left.addWidget(self._zone)
        left.addSpacing(dp(12))
        left.addWidget(self._currency)
        left.addSpacing(dp(11))
        left.addWidget(self._films)
        left.addSpacing(dp(4))
        left.addWidget(self.bring)
        left.addSpacing(dp(6))
        left.addWidget(self.empty)
        left.addStretch(1)
        head = QHBoxLayout()
        head.addWidget(self._hours_label)
        head.addStretch(1)
        head.addWidget(self._hours_sum)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(head)
        right.addSpacing(dp(4))
        right.addWidget(self._hours_card)
        right.addSpacing(dp(12))
        right.addLayout(self._kept_row())
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(dp(32))
        columns.addLayout(left, 328)
        columns.addLayout(right, 398)
        inner = QVBoxLayout()
        inner.setContentsMargins(dp(24), dp(20), dp(24), dp(12))
        inner.setSpacing(0)
        inner.addWidget(self._head)
        inner.addSpacing(dp(18))
        inner.addLayout(columns, 1)
        inner.addWidget(self.wrong)
        foot = QHBoxLayout()
        foot.setContentsMargins(dp(24), dp(14), dp(24), dp(14))
        foot.setSpacing(dp(5))
        foot.addWidget(_SmallIcon("archive-restore", self))
        self._before = Label(self.tr("Had a shop here before?"), role="ink2", size=12, parent=self)
        foot.addWidget(self._before)
        foot.addWidget(self.restore)
        foot.addWidget(KeyCap("Ctrl+R", self))
        foot.addStretch(1)
        foot.addWidget(self.button)
        box = self.column((0, 0, 0, 0), 0)
        box.addLayout(inner, 1)
        box.addWidget(Line(parent=self))
        box.addLayout(foot)

    def _kept_row(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(self.tr("Kept on this computer alone"), weight=500, parent=self))
        words.addWidget(self.place)
        row = QHBoxLayout()
        row.setSpacing(dp(12))
        row.addWidget(_SmallIcon("hard-drive", self), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        return row

    # -- what others ask -------------------------------------------------------------------------

    @property
    def wants_import(self) -> bool:
        """Whether a CSV is to be brought in next."""
        return self.bring.isChecked()

    @property
    def ready(self) -> bool:
        """Whether the shop can be opened as it stands."""
        return bool(self.name.text().strip()) and self.hours.valid

    def wish(self) -> Wish:
        """What was typed."""
        name = " ".join(self.name.text().split())
        return Wish(
            free_file(self.folder, name),
            name,
            self.zone.zone,
            str(self.currency.value),
            self.hours.week,
        )

    def refuse(self, error: Exception) -> None:
        """Say what was wrong, at the field that it is about."""
        text = messages.sentence(error)
        if isinstance(error, RuleViolation):
            field = {
                "name": self._name,
                "time_zone": self._zone,
                "currency": self._currency,
            }.get(error.field or "")
            if field is not None:
                field.set_error(text)
                return
        self.wrong.setText(text)
        self.wrong.show()

    def set_compact(self, compact: bool) -> None:
        """A low window: rows of 24, no hints."""
        self.hours.set_row_height(24 if compact else 30)
        self._hours_line.setVisible(not compact)
        self._hours_note.setVisible(not compact)
        self._head.detail.setVisible(not compact)
        self._tell_zone(self.zone.zone if not compact else "")

    def set_busy(self, busy: bool) -> None:
        """While the shop is made nothing can be pressed twice."""
        self.button.setText(self.tr("Opening") if busy else self.tr("Open the shop"))
        self.button.setEnabled(not busy and self.ready)

    # -- slots -----------------------------------------------------------------------------------

    @Slot()
    def choose_folder(self) -> None:
        """Another folder for the shop's file."""
        dialog = QFileDialog(self, self.tr("Where shall the shop be kept?"), str(self.folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.set_folder)
        dialog.open()

    @Slot(str)
    def set_folder(self, folder: str) -> None:
        """The shop's file goes there."""
        self.folder = Path(folder)
        self._tell_folder()

    @Slot(str)
    def _named(self, text: str) -> None:
        if text.strip():
            self._name.clear_error()
        else:
            self._name.set_error(self.tr("The shop needs a name"))
        self.wrong.hide()
        self.button.setEnabled(self.ready)
        self.name_changed.emit(text)

    @Slot(str)
    def _tell_zone(self, name: str) -> None:
        if not name:
            self._zone.set_hint("")
            return
        there = places_words.time_there(self._now(), name)
        own = self.tr("From this computer. ") if name == places_words.own_zone() else ""
        self._zone.set_hint(own + self.tr("It is {time} there.").format(time=there))

    @Slot()
    def _tell_hours(self) -> None:
        self._hours_sum.setText(week_words(self.hours.week))
        self.button.setEnabled(self.ready)

    def _tell_folder(self) -> None:
        words = self.tr("{folder}, with its backups")
        self.place.setText(words.format(folder=places_words.folder_words(self.folder)))
        self.place.setToolTip(str(self.folder))


class _SmallIcon(QWidget):
    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setFixedSize(dp(16), dp(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint(painter, self._icon, "ink2", QRectF(self.rect()), dp(15))

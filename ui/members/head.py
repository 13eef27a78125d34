"""The top of an account: its card, its name, the note, who rents, what is owed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.catalog import lookups
from app.members.models import MemberStatus
from app.members.queries import Account, RenterRow
from app.rentals.accounts import Detail
from app.shop import settings
from app.shop.words import day_words
from ui import icons
from ui.amounts import money
from ui.members import words
from ui.members.words import tr
from ui.theme import dp, font, tokens
from ui.widgets import Chip, paint

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_PER_ROW = 4
_GROUP = 92


class DrawnCard(QWidget):
    """A member card as it lies on the counter: the shop's name in light, bars of the number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = ""
        self.setFixedSize(dp(68), dp(44))

    def show_number(self, number: str) -> None:
        """Another card."""
        self._number = number
        self.setToolTip(number)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        paint.rounded(painter, box, dp(5), t.rail, t.line if t.night else None)
        shop = settings.settings().shop_name
        top = QRectF(dp(5), dp(3), box.width() - dp(10), dp(17))
        center = Qt.AlignmentFlag.AlignCenter
        metrics = QFontMetrics(font(10, sign=True))
        while " " in shop and metrics.horizontalAdvance(shop) > top.width():
            shop = shop.rsplit(" ", 1)[0]
        paint.text(painter, top, shop, role="tube", face=font(10, sign=True), align=center)
        white = QRectF(dp(5), dp(22), box.width() - dp(10), dp(17))
        painter.fillRect(white, Qt.GlobalColor.white)
        x, end = white.left() + 3, white.right() - 3
        for sign in f"\x68{self._number}\x6a" * 3:
            for bit in (1, 2, 3):
                width = 1 + (ord(sign) * (bit + 5) % 3) * 0.5
                if x + width > end:
                    return
                painter.fillRect(
                    QRectF(x, white.top() + 2, width, white.height() - 4), Qt.GlobalColor.black
                )
                x += width + 1 + (ord(sign) >> bit) % 2


class Name(QWidget):
    """Name and since when; number, phone and how long it is good below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._account: Account | None = None
        self._today = date.min
        self._chip = Chip("", "stop", parent=self)
        self.setFixedHeight(dp(46))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_account(self, account: Account, today: date) -> None:
        """Another account."""
        self._account, self._today = account, today
        said = f"{account.display_name}, {words.contact_words(account, today)}"
        status = "" if account.status is MemberStatus.ACTIVE else tr(account.status.capitalize())
        self._chip.set(status, "stop")
        self._chip.setToolTip(account.status_reason)
        self._chip.setVisible(bool(status))
        self.setAccessibleName(f"{said}, {status}, {account.status_reason}".rstrip(", "))
        self.setToolTip("\n".join(part for part in (account.address, account.email) if part))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        account, painter = self._account, QPainter(self)
        if account is None:
            return
        top = QRectF(0, 0, self.width(), dp(25))
        room = QFontMetrics(font(13)).horizontalAdvance(words.since_words(account)) + dp(8)
        if self.width() - room < dp(160):
            room = 0
        name = top.adjusted(0, 0, -room, 0)
        width = paint.text(painter, name, account.display_name, face=font(20, 700))
        if room:
            rest = top.adjusted(width + dp(8), dp(2), 0, dp(2))
            paint.text(painter, rest, words.since_words(account), role="ink2", face=font(13))
        low = QRectF(0, dp(26), self.width(), dp(20))
        face = font(13, tabular=True)
        width = paint.text(
            painter, low, words.contact_words(account, self._today), role="ink2", face=face
        )
        self._chip.move(round(min(width + dp(10), self.width() - dp(90))), dp(25))
        self._chip.resize(self._chip.sizeHint())


class Note(QWidget):
    """The note as a quiet banner, with who wrote it; none, no banner."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._who = "", ""
        self.setFixedHeight(dp(32))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_note(self, account: Account, today: date) -> None:
        """Another account's note; a reason why it is suspended stands there too."""
        stopped = account.status is not MemberStatus.ACTIVE and account.status_reason
        parts = [f"{account.status_reason.rstrip('.')}."] if stopped else []
        self._text = " ".join(" ".join((*parts, account.note)).split())
        who = [account.note_by] if account.note_by else []
        if account.note_at is not None:
            day = words.local(account.note_at).date()
            dated = words.day_words(day)
            who.append(dated if day.year != today.year else dated.rsplit(" ", 1)[0])
        self._who = ", ".join(who)
        self.setAccessibleName(self._text)
        self.setToolTip(account.note)
        self.setVisible(bool(self._text))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        paint.rounded(painter, box, dp(8), tokens().sunk)
        size = dp(16)
        icons.paint(painter, "sticky-note", "ink2", QRectF(dp(12), 0, size, box.height()), size)
        right = box.adjusted(0, 0, -dp(12), 0)
        width = paint.text(painter, right, self._who, role="ink2", face=font(12), align=_RIGHT)
        text = box.adjusted(dp(36), 0, -dp(24) - width, 0)
        paint.text(painter, text, self._text, face=font(13))


class People(QWidget):
    """Who rents, each with the steps up to the ceiling; the balance at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detail: Detail | None = None
        self._renters: tuple[RenterRow, ...] = ()
        self._chosen: int | None = None
        self._codes: tuple[str, ...] = ()
        self.narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_detail(self, detail: Detail, renter_id: int | None) -> None:
        """Another account; ``renter_id`` is whose card was scanned."""
        self._detail, self._chosen = detail, renter_id
        self._renters = tuple(row for row in detail.account.renters if row.active)
        self._codes = _steps()
        rows = max(-(-len(self._renters) // _PER_ROW), 1)
        self.setFixedHeight(dp((72 if self.narrow else _GROUP - 4) * rows))
        self.setAccessibleName(self._spoken(detail))
        self.setToolTip(self._tip())
        self.update()

    def _spoken(self, detail: Detail) -> str:
        people = [
            f"{row.name}, {words.age_words(row)}, {words.ceiling_words(row)}"
            for row in self._renters
        ]
        return "; ".join((*people, words.balance_words(detail.balance_cents)))

    def _tip(self) -> str:
        if not self.narrow or self._detail is None:
            return ""
        parts = [f"{row.name}: {words.ceiling_by_words(row)}" for row in self._renters]
        limit = tr("limit {sum}").format(sum=money(self._detail.limit_cents))
        return "\n".join((*(part for part in parts if not part.endswith(": ")), limit))

    def paintEvent(self, event: QPaintEvent) -> None:
        detail, painter = self._detail, QPainter(self)
        if detail is None:
            return
        side = dp(200 if self.narrow else 232)
        left = self.width() - side
        columns = min(max(len(self._renters), 1), _PER_ROW)
        step = min((left - dp(8)) / columns, dp(240))
        rows = max(-(-len(self._renters) // _PER_ROW), 1)
        for at, renter in enumerate(self._renters):
            line, column = divmod(at, _PER_ROW)
            box = QRectF(column * step, line * self.height() / rows, step - dp(14), dp(_GROUP))
            self._paint_renter(painter, box, renter)
        painter.fillRect(QRectF(left, dp(2), 1, self.height() - dp(10)), tokens().color("line"))
        self._paint_balance(painter, QRectF(left + dp(16), 0, side - dp(16), dp(70)), detail)

    def _paint_renter(self, painter: QPainter, box: QRectF, renter: RenterRow) -> None:
        top = QRectF(box.left(), box.top(), box.width(), dp(18))
        width = paint.text(painter, top, renter.name, face=font(13, 600))
        if renter.renter_id == self._chosen:
            line = QRectF(box.left(), top.bottom() - 1, width, 2)
            painter.fillRect(line, tokens().color("accent"))
        if renter.pays:
            rest = top.adjusted(width + dp(8), 0, 0, 0)
            paint.text(painter, rest, tr("pays"), role="ink2", face=font(11.5))
        top.translate(0, dp(17))
        face = font(12, tabular=True)
        paint.text(painter, top, words.age_words(renter), role="ink2", face=face)
        self._paint_steps(
            painter, QRectF(box.left(), box.top() + dp(39), box.width(), dp(6)), renter
        )
        low = QRectF(box.left(), box.top() + dp(50), box.width(), dp(18))
        paint.text(painter, low, words.ceiling_words(renter), face=font(12, 500))
        if not self.narrow:
            low.translate(0, dp(16))
            face = font(12)
            paint.text(painter, low, words.ceiling_by_words(renter), role="ink2", face=face)

    def _paint_steps(self, painter: QPainter, box: QRectF, renter: RenterRow) -> None:
        t = tokens()
        codes = self._codes
        filled = codes.index(renter.ceiling) + 1 if renter.ceiling in codes else len(codes)
        width = min(dp(20), (box.width() - dp(2) * (len(codes) - 1)) / max(len(codes), 1))
        for at in range(len(codes)):
            spot = QRectF(box.left() + at * (width + dp(2)), box.top(), width, box.height())
            paint.rounded(painter, spot, dp(3), t.ink2 if at < filled else t.line)

    def _paint_balance(self, painter: QPainter, box: QRectF, detail: Detail) -> None:
        t, owed = tokens(), detail.balance_cents
        top = QRectF(box.left(), box.top(), box.width(), dp(26))
        said = words.balance_words(owed)
        paint.text(painter, top, said, face=font(18, 700, tabular=True))
        if not self.narrow:
            limit = tr("limit {sum}").format(sum=money(detail.limit_cents))
            face = font(12, tabular=True)
            paint.text(painter, top, limit, role="ink2", face=face, align=_RIGHT)
        bar = QRectF(box.left(), box.top() + dp(31), box.width(), dp(6))
        paint.rounded(painter, bar, dp(3), t.line)
        over = owed > detail.limit_cents
        share = 1.0 if over else max(owed, 0) / detail.limit_cents if detail.limit_cents else 0.0
        if share > 0:
            bar.setWidth(max(bar.width() * share, dp(6)))
            paint.rounded(painter, bar, dp(3), t.stop if over else t.need)
        low = QRectF(box.left(), box.top() + dp(41), box.width(), dp(18))
        paint.text(
            painter, low, self._since(detail, over), role="stop" if over else "ink2", face=font(12)
        )

    def _since(self, detail: Detail, over: bool) -> str:
        since = ""
        if detail.open_since is not None:
            since = tr("open since {day}").format(
                day=day_words(words.local(detail.open_since).date(), dated=True)
            )
        if not over:
            return since
        return tr("over the limit, ") + since if since else tr("over the limit")


def _steps() -> tuple[str, ...]:
    """The shop's own ladder of ratings, lowest first."""
    system = settings.settings().default_certificate_system
    rows = [row for row in lookups.certificates() if row.system == system and row.code != "Unrated"]
    return tuple(row.code for row in rows)

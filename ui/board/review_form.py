"""What somebody said of a film: who, where, the words, the day and their thumbs."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from app.board import reviews
from app.board.queries import Review
from app.shop import settings
from app.shop.clock import Context
from app.shop.errors import RuleViolation
from app.shop.operations import Done
from ui.board.words import tr
from ui.desk import Desk
from ui.side_form import SideForm, TextLines
from ui.widgets import Button, CheckBox, Combo, TextInput

_NO_THUMBS = "none"


class _Rest(TypedDict):
    """What a review may have beside its words."""

    source: str
    on_date: date
    thumbs: int | None
    on_card: bool


class ReviewForm(SideForm):
    """A new review of a film, or one that is there already (`review`), which can be removed."""

    def __init__(self, desk: Desk, film_id: int, title: str, review: Review | None = None) -> None:
        heading = tr("What was said of {title}") if review is None else tr("Said of {title}")
        super().__init__(desk, heading.format(title=title))
        self._film_id, self._review = film_id, review
        today = settings.calendar().local_date(desk.now())
        self._quote = TextLines(review.quote if review else "", 4)
        self._author = TextInput(review.author if review else "", placeholder=tr("Film teacher"))
        self._source = TextInput(
            review.source if review else "", placeholder=tr("the shop, the film club, a blog")
        )
        self._date = TextInput((review.on_date if review else today).isoformat())
        self._thumbs = Combo(_thumb_choices(), name=tr("Thumbs"))
        given = review.thumbs if review else None
        self._thumbs.set_value(_NO_THUMBS if given is None else str(given))
        self.add("author", tr("Who said it"), self._author)
        self.add("quote", tr("Their words"), self._quote)
        self.add("source", tr("Where"), self._source)
        self.add("on_date", tr("On the day"), self._date)
        self.add("thumbs", tr("Their thumbs"), self._thumbs)
        self._card = CheckBox(tr("Quoted on the shelf card"))
        self._card.setChecked(review is not None and review.on_card)
        self._card.setEnabled(review is None or not review.on_card)
        self.add("on_card", "", self._card)
        self.remove_button = Button(tr("Remove"), "trash-2")
        self.remove_button.clicked.connect(self._remove)
        self.body.addWidget(self.remove_button)
        self.remove_button.setVisible(review is not None)
        self.begin()

    def act(self, ctx: Context) -> Done:
        author, quote = self._author.text(), self._quote.toPlainText()
        given = self._thumbs.value
        rest = _Rest(
            source=self._source.text(),
            on_date=self._day(),
            thumbs=None if given == _NO_THUMBS else int(str(given)),
            on_card=self._card.isChecked(),
        )
        if self._review is not None:
            return reviews.edit_review(ctx, self._review.id, author=author, quote=quote, **rest)
        return reviews.add_review(ctx, author, quote, film_id=self._film_id, **rest).done

    def _day(self) -> date:
        try:
            return date.fromisoformat(self._date.text().strip())
        except ValueError as error:
            raise RuleViolation("review.date", field="on_date") from error

    def _remove(self) -> None:
        review = self._review
        if review is not None:
            done = self.desk.perform(lambda ctx: reviews.remove_review(ctx, review.id))
            if done is not None:
                self.begin()
                self.saved.emit()


def _thumb_choices() -> list[tuple[str, str]]:
    return [(_NO_THUMBS, tr("not said")), *((str(n), str(n)) for n in range(6))]

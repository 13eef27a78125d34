"""What happens at the counter: scans, answers and F12 become actions of ``app``.

The till holds the visit and asks ``app`` for everything it shows. It knows the screen only as a
``Face``, and writes through the desk alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Slot

from app.members import queries as members
from app.rentals import ledger, returns
from app.rentals.checkout import CheckedOut
from app.rentals.models import PaymentMethod
from app.rentals.returns import CopySeen, TakenBack
from app.rentals.visit import VisitLine, wanted_copy
from app.shop import settings
from app.shop.changes import Changes
from app.shop.clock import Context
from app.shop.errors import NotFound, RuleViolation
from ui import messages
from ui.counter import closing, questions, sentences
from ui.counter.aside import Aside, name_of
from ui.counter.face import Asked, Face
from ui.counter.found_list import Choice
from ui.counter.items import GoingItem, back_key, going_key
from ui.counter.pay import Finished
from ui.counter.scans import Reading, choice, copy_of, either, found_words, published, read
from ui.counter.visit import Back, Look, Visit
from ui.counter.who import brought_by
from ui.counter.words import film_words, tr
from ui.desk import Desk

T = TypeVar("T")

__all__ = ["Asked", "Till", "sentences"]

#: The same code within this time is one scan that the scanner read twice.
DOUBLE_READ_S = 0.3
#: A copy that was just taken back and is scanned again within this time was scanned twice by hand.
JUST_BACK_S = 3.0
_MOST_NAMES = 8


class Till(QObject):
    """One visit in front, others put aside by account; nothing that was scanned is ever lost."""

    def __init__(
        self, desk: Desk, face: Face, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(face if isinstance(face, QObject) else None)
        self._desk, self._face, self._clock = desk, face, clock
        self.visit = Visit()
        self.look: Look | None = None
        self.finished: Finished | None = None
        self.question: Asked | None = None
        self._aside = Aside()
        self._last = ("", 0.0)
        self._back_at: dict[str, float] = {}
        self._acting = False

    # -- showing -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Asks ``app`` for the visit as it stands now, and shows it."""
        try:
            self.look = self.visit.look(self._desk.now())
        except NotFound as error:
            self._desk.refuse(error)
            self.visit = Visit(draft=self.visit.draft, returns=self.visit.returns)
            self.look = self.visit.look(self._desk.now())
        self._face.show_look(self.look)

    def changed(self, changes: Changes) -> None:
        """Something was written, here or elsewhere."""
        rentals = self._aside.done_rentals | {each.rental_id for each in self.visit.returns}
        if self._acting or not questions.concerns(changes, self.look, rentals):
            return
        self._bring_back_undone()
        self.refresh()

    def aside_rows(self) -> list[tuple[int, str, int]]:
        """The visits put aside: account, name, films."""
        return self._aside.rows()

    # -- scanning ------------------------------------------------------------------------------

    def is_double_read(self, text: str) -> bool:
        """Whether a scanner read the same code twice: that is one scan, and quiet."""
        now, (last, at) = self._clock(), self._last
        self._last = (text, now)
        return text == last and now - at < DOUBLE_READ_S

    def scan(self, text: str) -> bool:
        """A code or a typed text; False for one that is neither, and may be a title."""
        reading = read(text)
        if reading.member is not None and reading.copy is not None:
            self._face.offer(text, either(reading, copy_first=self.visit.member_id is not None))
        elif reading.member is not None:
            self.open_member(reading.member.member_id, reading.member.renter_id)
        elif reading.copy is not None:
            self.take_copy(reading.copy.barcode)
        elif reading.names:
            self._offer_names(reading)
        elif reading.lettered and not any(letter.isdigit() for letter in text):
            return False
        else:
            self._unknown(text)
        return True

    def names(self, text: str) -> list[Choice]:
        """Accounts that a text finds, for the list under the scan bar."""
        return [choice(hit) for hit in members.find(text, _MOST_NAMES)]

    @Slot(object)
    def open_member(self, member_id: int, renter_id: int | None = None) -> None:
        """A card: opens the account's visit; a draft of another one is asked about, never lost."""
        if member_id == self.visit.member_id:
            if renter_id is not None:
                self.visit.rent_to(renter_id)
            self.refresh()
            self._face.say_found(tr("is here"))
            return
        if self.visit.member_id is not None and self.visit.draft:
            self._ask(Asked(member_id, renter_id))
            return
        self._open(member_id, renter_id)

    def take_copy(self, barcode: str) -> None:
        """A copy: what is out comes back at once, what is in waits in the draft."""
        copy = copy_of(barcode)
        if copy is None:
            return
        self.finished = None
        if copy.rental is not None:
            self._take_back(copy)
        elif self._clock() - self._back_at.get(copy.barcode, -JUST_BACK_S) < JUST_BACK_S:
            self._flash_back(copy)
        else:
            self._add(copy)

    # -- the draft -----------------------------------------------------------------------------

    def pick_nth(self, at: int) -> None:
        """Alt+1, Alt+2, ...: a renter, or with no account yet one of those on the left."""
        self.finished = None
        if self.look is None:
            return
        if self.look.account is None:
            theirs = brought_by(self.look)
            if at < len(theirs):
                self.open_member(theirs[at][0])
            return
        there = self.look.account.active_renters
        if at < len(there):
            self.rent_to(there[at].renter_id)

    @Slot(object)
    def rent_to(self, renter_id: int) -> None:
        """Chooses the renter of the marked line, else of the visit."""
        self.finished = None
        item = self._face.sheet.selected
        barcode = item.going.barcode if isinstance(item, GoingItem) else None
        self.visit.rent_to(renter_id, barcode)
        self.refresh()
        going = self.look.going_of(barcode) if self.look is not None and barcode else None
        if going is not None and not going.rules:
            self._face.sheet.select("")

    @Slot(str)
    def take_offer(self, barcode: str) -> None:
        """ "Rent to Dana" on a blocked line."""
        going = self.look.going_of(barcode) if self.look is not None else None
        if going is not None and going.offer is not None:
            self._face.sheet.select(going_key(barcode))
            self.rent_to(going.offer.renter_id)

    @Slot(str)
    def leave_off(self, barcode: str) -> None:
        """A line stays here."""
        going = self.look.going_of(barcode) if self.look is not None else None
        self.visit.leave_off(barcode)
        self.refresh()
        if going is not None:
            self._desk.say(tr("Left off *{title}*.").format(title=going.line.title))

    def override_target(self) -> str | None:
        """What Ctrl+O means; None for nothing."""
        return questions.override_target(self.look, self._face.sheet.selected)

    def allow(self, barcode: str, reason: str) -> None:
        """Sets the rules of a line (or of the account) aside, with the chosen reason."""
        if self.look is None:
            return
        self.finished = None
        if barcode:
            going = self.look.going_of(barcode)
            if going is None:
                return
            self.visit.allow(barcode, going.rules, reason)
            self._face.sheet.select("")
        else:
            self.visit.allow_account(self.look.rules, reason)
        self.refresh()

    # -- money ---------------------------------------------------------------------------------

    def waive(self, back: Back, cents: int, reason: str) -> None:
        """Forgives part or all of a late fee."""
        taken = back.back
        if taken.member_id is None:
            return
        act = partial(
            ledger.waive,
            member_id=taken.member_id,
            cents=cents,
            reason=reason,
            line_id=taken.fee_line_id,
        )
        self._act(act)

    def finish(self, method: PaymentMethod, given_cents: int) -> None:
        """F12: rentals and payment in one transaction. What is blocked stays in the visit."""
        look = self.look
        if look is None or look.account is None:
            return
        done = self._act(partial(closing.close, look=look, visit=self.visit, method=method))
        if done is None:
            return
        rentals = done.lines if isinstance(done, CheckedOut) else ()
        rental_ids = tuple(line.rental_id for line in rentals)
        self._close_done(look, rental_ids, closing.finished(look, method, given_cents))

    # -- visits --------------------------------------------------------------------------------

    @Slot()
    def close_visit(self) -> None:
        """Nothing more to do here. A draft is asked about."""
        if self.visit.draft:
            self._ask(Asked(0, None))
            return
        self.finished = None
        self._start(Visit())

    @Slot()
    def answer(self) -> None:
        """Ctrl+Enter on the question: the draft is put aside (or left here), the other opens."""
        asked = self.question
        if asked is None:
            return
        self.stay()
        if asked.member_id:
            self._aside.put(self.visit)
            self._open(asked.member_id, asked.renter_id)
        else:
            self._start(Visit())

    @Slot()
    def stay(self) -> None:
        """Esc on the question."""
        self.question = None
        self._face.question.hide()

    # -- inside --------------------------------------------------------------------------------

    def _act(
        self, act: Callable[[Context], T], *, then: Callable[[T], object] | None = None
    ) -> T | None:
        """Writes, and keeps in the visit what was done; the screen is asked anew once, at last."""
        self._acting = True
        try:
            done = self._desk.perform(act)
        finally:
            self._acting = False
        if done is not None and then is not None:
            then(done)
        self.refresh()
        return done

    def _take_back(self, copy: CopySeen) -> None:
        act = partial(returns.take_back, barcode=copy.barcode)
        taken = self._act(act, then=self._came_back)
        if taken is None:
            return
        self._face.sheet.reveal(back_key(taken.rental_id))
        self._face.say_found(found_words(copy, tr("is back")))

    def _came_back(self, taken: TakenBack) -> None:
        self._back_at[taken.barcode] = self._clock()
        self.visit.returns.append(taken)
        self.visit.leave_off(taken.barcode)

    def _unknown(self, text: str) -> None:
        """Neither card nor copy. The publisher's code of a film is the commonest slip."""
        film = published(text)
        if film:
            said = tr("That is the publisher’s code of *{film}*. Scan the shop’s own label.")
        else:
            said = tr("No card and no copy has the code {code}.")
        self._face.say_found(film or tr("is not known here"))
        self._desk.say(said.format(film=film, code=messages.shown(text, 40)), tone="need")

    def _flash_back(self, copy: CopySeen) -> None:
        found = self.look.back_of(copy.barcode) if self.look is not None else None
        if found is not None:
            self._face.sheet.flash(back_key(found.back.rental_id))
        self._face.say_found(found_words(copy, tr("is back already")))

    def _add(self, copy: CopySeen) -> None:
        if self.visit.draft_of(copy.barcode) is not None:
            self._face.sheet.flash(going_key(copy.barcode))
            self._face.say_found(found_words(copy, tr("is in this visit already")))
            return
        line = wanted_copy(copy.barcode, self._desk.now(), settings.calendar())
        if isinstance(line, VisitLine) and line.problem == "no_class":
            self._desk.refuse(RuleViolation("rent.no_class", title=line.title))
            self._face.say_found(found_words(copy, tr("cannot be rented")))
            return
        self.visit.add(copy.barcode)
        self.refresh()
        going = self.look.going_of(copy.barcode) if self.look is not None else None
        marked = going is not None and bool(going.rules)
        self._face.sheet.select(going_key(copy.barcode) if marked else "")
        self._face.sheet.reveal(going_key(copy.barcode))
        self._face.say_found(found_words(copy, questions.added_words(self.look, going)))

    def _offer_names(self, reading: Reading) -> None:
        if len(reading.names) == 1 and reading.lettered:
            hit = reading.names[0]
            self.open_member(hit.member_id, hit.renter_id)
        else:
            self._face.offer(reading.text, [choice(hit) for hit in reading.names[:_MOST_NAMES]])

    def _open(self, member_id: int, renter_id: int | None) -> None:
        """Opens an account's visit; what was scanned before any card comes along."""
        waiting = self.visit if self.visit.member_id is None else Visit()
        visit = self._aside.take(member_id)
        for each in waiting.draft:
            visit.add(each.barcode)
        visit.returns.extend(each for each in waiting.returns if each not in visit.returns)
        if renter_id is not None:
            visit.rent_to(renter_id)
        self.finished = None
        self._start(visit)
        if self.look is not None and self.look.account is not None:
            self._face.say_found(self.look.account.display_name)

    def _start(self, visit: Visit) -> None:
        self.stay()
        self.visit = visit
        self._face.pay.clear_given()
        self.refresh()
        self._face.sheet.select("")

    def _ask(self, asked: Asked) -> None:
        self.question = asked
        films = film_words(len(self.visit.draft))
        if asked.member_id:
            name = name_of(asked.member_id)
            said = tr("The card of {name} was scanned, with {films} here not paid yet.")
            said = said.format(name=name, films=films)
            go = tr("Put aside, open {name}").format(name=name)
        else:
            said = tr("Close the visit with {films} not paid yet?").format(films=films)
            go = tr("Leave all here and close")
        self._face.question.ask(said, tr("Stay"), go)
        if self.look is not None:
            self._face.show_look(self.look)

    def _close_done(self, look: Look, rental_ids: tuple[int, ...], finished: Finished) -> None:
        self._aside.finished(self.visit, frozenset(rental_ids))
        self.finished = finished
        self.visit.settled.update(each.back.rental_id for each in look.back)
        if look.blocked:
            done = {each.barcode for each in look.allowed}
            self.visit.draft = [each for each in self.visit.draft if each.barcode not in done]
            self._face.pay.clear_given()
            self.refresh()
            return
        self._start(Visit())

    def _bring_back_undone(self) -> None:
        """The last check-out was undone: its films lie on the counter again, as a draft."""
        visit = self._aside.undone()
        if visit is None:
            return
        if self.visit.member_id not in (None, visit.member_id):
            self._aside.put(visit)
            return
        for each in self.visit.draft:
            visit.add(each.barcode)
        self.finished = None
        self.visit = visit
        self._face.pay.clear_given()

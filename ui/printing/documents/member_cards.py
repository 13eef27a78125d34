"""The card that a member carries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

from app.members import queries as members
from app.members.card_facts import all_active, card_facts
from app.shop import settings
from app.shop.errors import NotFound
from reports import member_cards
from reports.cards import BuildReport, CardNote
from reports.member_cards import HEIGHT, WIDTH, MemberCard
from ui.printing.documents.base import (
    Gathered,
    Options,
    Piece,
    PrintedDocument,
    Subject,
    Wanted,
    piece,
)
from ui.printing.stocks import Sheet

_LARGEST = 1.6


class MemberCards(PrintedDocument):
    """A card per account. Its subject is `{"members": [ids]}` or `{"all": true}`."""

    key = "member-cards"
    text = "Member cards"
    what = "the card that a member carries"
    size = "3.5 × 2 in"
    one, many = "member card", "member cards"
    icon = "id-card"
    of = "members"
    on_labels = True
    preferred = ("5371", "L7414", "plain-letter", "plain-a4")

    def holds(self, sheet: Sheet) -> bool:
        if sheet.labels is None:
            return False
        width, height = sheet.labels.label_width, sheet.labels.label_height
        return (
            WIDTH - 0.01 <= width <= _LARGEST * WIDTH
            and HEIGHT - 0.01 <= height <= _LARGEST * HEIGHT
        )

    def subject(self, wanted: Wanted, now: datetime) -> Subject:
        if wanted.everything:
            return {"all": True}
        codes = (wanted.where,) if wanted.where else wanted.codes
        return {
            "members": [member for code in codes for member in _named(code, bool(wanted.where))]
        }

    def gather(self, subject: Subject, now: datetime) -> Gathered:
        ids = all_active() if subject.get("all") else [int(one) for one in subject["members"]]
        shop = settings.settings().shop_name
        since = self.tr("Member since {year}")
        pieces = tuple(
            piece(
                one.member_id,
                one.name,
                MemberCard(
                    one.name,
                    one.number,
                    one.code,
                    shop,
                    since.format(year=one.joined_on.year) if one.joined_on is not None else "",
                ),
            )
            for one in card_facts(ids)
        )
        return Gathered(self.tr(self.text), pieces)

    def build(self, pieces: Sequence[Piece], out: BinaryIO, options: Options) -> BuildReport:
        assert options.sheet.labels is not None
        return member_cards.build(
            [one.data for one in pieces],
            out,
            stock=options.sheet.labels,
            start=options.start,
            used=options.used,
            mono=options.mono,
            title=options.title or self.tr(self.text),
            language=options.language,
            dpi=options.dpi,
            correction=options.correction,
        )

    def proposal(self, piece: Piece, note: CardNote) -> str | None:
        return None


def _named(code: str, several: bool) -> list[int]:
    """The accounts of a number, a card or a name. Raises `NotFound("member.none")`."""
    found = members.by_code(code)
    if found is not None:
        return [found.member_id]
    if several:
        return [one.member_id for one in members.find(code, 500)]
    raise NotFound("member.none", code=code[:60])


DOCUMENT = MemberCards()

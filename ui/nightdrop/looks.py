"""What a scan looks like: colour, icon, word and lines of its row and of the large panel.

Plain values from plain rows, so that the feed's delegate and the panel only paint.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.members.rules import display_name
from app.nightdrop.queries import ScanRow
from app.nightdrop.rules import MarkKind, Outcome, RepeatKind
from ui.amounts import money
from ui.messages import shown
from ui.nightdrop.words import clock, late_word, mark_word, tr
from ui.widgets import CoverSpec


@dataclass(frozen=True, slots=True)
class Look:
    """`role` colours icon and word, `panel` is the tint of the large panel ("" is grey)."""

    role: str
    icon: str
    word: str
    panel: str


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A row of the feed, ready to be painted. What was not saved has a negative `row_id`."""

    row_id: int
    look: Look
    title: str
    detail: str
    line: str
    time: str
    tray: int | None = None
    cover: CoverSpec | None = None

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        tray = tr("tray {number}").format(number=self.tray) if self.tray else ""
        return ", ".join(filter(None, (self.look.word, tray, self.title, self.detail, self.line)))


@dataclass(frozen=True, slots=True)
class Large:
    """What the large panel says. `lead` is written strong, `rest` below it, both whole.

    At the numeral's place stand a small `label` and a `figure`: the tray, the fee, or the section
    of a case that goes straight back.
    """

    look: Look
    time: str
    title: str
    detail: str
    label: str
    figure: str
    numeral: bool
    lead: str
    rest: str
    cover: CoverSpec | None = None
    again: bool = False

    @property
    def spoken(self) -> str:
        """The panel for a screen reader."""
        parts = (self.look.word, self.label, self.figure, self.title, self.lead, self.rest)
        return ". ".join(filter(None, parts))


# -- outcomes -----------------------------------------------------------------------------------


def look_of(scan: ScanRow) -> Look:
    """Colour, icon and word of an outcome, or of the mark that is on it."""
    if scan.mark is not None:
        return Look("need", _MARK_ICONS[scan.mark.kind], mark_word(scan.mark), "need")
    if scan.outcome is Outcome.LATE:
        return Look("stop", "clock-alert", late_word(scan.late_days), "ok")
    if scan.outcome is Outcome.NOT_OUT and scan.repeat is RepeatKind.SAME_DAY:
        return Look("ink2", "library-big", tr("Back today"), "")
    if scan.outcome is Outcome.REINSTATED and scan.tray is not None:
        return Look("need", "bookmark", tr("Found, held"), "need")
    role, icon, word, panel = _LOOKS[scan.outcome]
    return Look(role, icon, tr(word), panel)


_LOOKS = {
    Outcome.RETURNED: ("ok", "check", "On time", "ok"),
    Outcome.HELD: ("need", "bookmark", "Held", "need"),
    Outcome.NOT_OUT: ("ink2", "library-big", "Was in", ""),
    Outcome.REPEAT: ("ink2", "repeat-2", "Repeat", ""),
    Outcome.UNKNOWN: ("need", "circle-question-mark", "Not ours", "need"),
    Outcome.REINSTATED: ("ok", "package-check", "Found", "ok"),
    Outcome.OWNER: ("need", "store", "Owner decides", "need"),
}
_MARK_ICONS = {
    MarkKind.EMPTY: "package-open",
    MarkKind.WRONG: "disc",
    MarkKind.MISSING: "disc",
    MarkKind.DAMAGED: "triangle-alert",
}
NOT_SAVED = Look("stop", "circle-x", "Not saved", "stop")


# -- rows ----------------------------------------------------------------------------------------


def feed_row(scan: ScanRow) -> FeedRow:
    """The row of a saved scan."""
    return FeedRow(
        row_id=scan.scan_id,
        look=look_of(scan),
        title=scan.title or scan.barcode,
        detail=scan.format or _detail_of_unknown(scan),
        line=line_of(scan),
        time=clock(scan.scanned_at),
        tray=None if scan.tray is None else int(scan.tray),
        cover=cover_of(scan),
    )


def line_of(scan: ScanRow) -> str:
    """Line 2: what is wrong with the case, who it is for, or its fee."""
    if scan.mark is not None:
        return " ".join(filter(None, (_wrong(scan), _last_renter(scan))))
    if scan.repeat is RepeatKind.ANOTHER_MEMBER:
        return " ".join((tr("Out again meanwhile, to another member."), scan.sentence))
    return scan.sentence


def unsaved_row(number: int, code: str, why: str, time: str) -> FeedRow:
    """The row of a case whose scan the disk did not take; `number` counts them from 1."""
    look = Look(NOT_SAVED.role, NOT_SAVED.icon, tr(NOT_SAVED.word), NOT_SAVED.panel)
    line = " ".join((tr("Keep this case in hand."), why))
    return FeedRow(-number, look, shown(code, 40), "", line, time)


def cover_of(scan: ScanRow) -> CoverSpec | None:
    """Its cover; None for a case that is not ours."""
    return CoverSpec(scan.cover, scan.title, scan.format) if scan.title else None


def _detail_of_unknown(scan: ScanRow) -> str:
    unknown = scan.outcome is Outcome.UNKNOWN or not scan.title
    return tr("Unknown barcode") if unknown else ""


def _wrong(scan: ScanRow) -> str:
    mark = scan.mark
    if mark is None:
        return ""
    if mark.kind is MarkKind.MISSING and scan.discs > 1:
        words = tr("Disc {disc} of {discs} is missing.")
        return words.format(disc=mark.disc or 1, discs=scan.discs)
    return {
        MarkKind.EMPTY: tr("No disc inside."),
        MarkKind.WRONG: tr("Another disc is inside."),
        MarkKind.MISSING: tr("The disc is missing."),
        MarkKind.DAMAGED: tr("Damaged."),
    }[mark.kind]


def _last_renter(scan: ScanRow) -> str:
    name = display_name(scan.member_name)
    if not name:
        return ""
    who = ", ".join(filter(None, (name, scan.phone)))
    return tr("Last renter remembered: {who}.").format(who=who)


# -- the large panel -------------------------------------------------------------------------------


def large(scan: ScanRow) -> Large:
    """The large panel of the last scan."""
    label, figure, numeral = _figure(scan)
    lead, rest = _sentences(scan)
    return Large(
        look=look_of(scan),
        time=clock(scan.scanned_at),
        title=scan.title or scan.barcode,
        detail=_identity(scan),
        label=label,
        figure=figure,
        numeral=numeral,
        lead=lead,
        rest=rest,
        cover=cover_of(scan),
    )


def large_unsaved(code: str, why: str, time: str, cases: int = 1) -> Large:
    """The red panel: the disk did not take it, the case stays in hand (and others before it)."""
    look = Look(NOT_SAVED.role, NOT_SAVED.icon, tr(NOT_SAVED.word), NOT_SAVED.panel)
    lead = tr("Not saved: keep this case in hand.")
    if cases > 1:
        lead = tr("{n} cases are not saved: keep them in hand.").format(n=cases)
    return Large(look, time, shown(code, 40), "", "", "", False, lead, why, again=True)


def large_refused(code: str, why: str, time: str) -> Large:
    """The red panel for a code that cannot be a scan of this session at all."""
    look = Look("stop", "circle-x", tr("Not taken"), "stop")
    return Large(look, time, shown(code, 40), "", "", "", False, why, "")


def _figure(scan: ScanRow) -> tuple[str, str, bool]:
    if scan.tray is not None:
        return tr("Tray"), str(int(scan.tray)), True
    if scan.outcome is Outcome.REPEAT:
        return "", "", False
    if scan.fee_cents:
        return tr("Fee"), money(scan.fee_cents), False
    return tr("Shelf"), scan.section, False


def _identity(scan: ScanRow) -> str:
    if not scan.title:
        return tr("Unknown barcode")
    copy = tr("copy {number}").format(number=scan.copy_number) if scan.copy_number else ""
    return ", ".join(filter(None, (scan.format, copy, scan.barcode)))


def _sentences(scan: ScanRow) -> tuple[str, str]:
    if scan.mark is not None:
        return line_of(scan), scan.sentence
    words = line_of(scan)
    if scan.effective_at is not None and scan.outcome is not Outcome.HELD and not scan.repeat:
        return "", words
    cut = words.find("Due ") if scan.effective_at is not None else words.find(". ") + 2
    if cut <= 1:
        return words, ""
    return words[:cut].strip(), words[cut:]


# -- trays -----------------------------------------------------------------------------------------


def tray_contents(rows: Iterable[ScanRow]) -> str:
    """What lies in a tray, newest first, in a line: titles; codes where nobody knows the title."""
    named = []
    for row in rows:
        words = row.title or row.barcode
        if row.outcome is Outcome.OWNER and row.sentence:
            first = row.sentence.partition(". ")[0]
            words = f"{words}, {first[:1].lower()}{first[1:]}"
        named.append(words)
    return ", ".join(named)

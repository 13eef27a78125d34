"""Days and times in words, the one way the shop writes them: on screen, on receipts, in sentences.

Every helper takes *local* values (see `OpeningCalendar.local`) and gives back a piece of a
sentence.

The clock rule, which reproduces the sentences of the shop's rule book: a whole hour says am or pm
("11 am", "10 pm"), twelve o'clock is "noon" or "midnight", minutes after noon say pm ("6:32 pm"),
and minutes before noon stand alone ("11:05", "0:20"): since pm is never left out, nothing is
ambiguous. Midnight belongs to the evening before: what closes at the end of Friday is "Fri
midnight".
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

SHORT_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
LONG_DAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
SHORT_MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)

_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
)


def clock_words(at: time | datetime) -> str:
    """`10 pm`, `10:30 pm`, `11 am`, `11:05`, `noon`, `midnight`; seconds are dropped.

    23:59:59 is how "the end of the day" is kept, and reads as midnight.
    """
    hour, minute = at.hour, at.minute
    if minute == 0 and hour in (0, 12):
        return "noon" if hour else "midnight"
    if hour == 23 and minute == 59 and at.second == 59:
        return "midnight"
    if minute == 0:
        return f"{hour} am" if hour < 12 else f"{hour - 12} pm"
    if hour < 12:
        return f"{hour}:{minute:02d}"
    return f"{hour - 12 or 12}:{minute:02d} pm"


def minute_words(minutes: int) -> str:
    """Clock words of minutes after midnight, past the next midnight too (1500 is 1 am)."""
    hour, minute = divmod(minutes % 1440, 60)
    return clock_words(time(hour, minute))


def day_of(local: datetime) -> date:
    """The date a moment is spoken of under: exactly midnight belongs to the day it ends."""
    if local.hour == 0 and local.minute == 0 and local.second == 0:
        return local.date() - timedelta(days=1)
    return local.date()


def day_words(day: date, *, dated: bool = False, year: bool = False) -> str:
    """`Sat`; `Sat 13 Dec` when `dated`; `Sat 13 Dec 2025` with `year`."""
    words = SHORT_DAYS[day.weekday()]
    if dated or year:
        words += f" {day.day} {SHORT_MONTHS[day.month - 1]}"
    return f"{words} {day.year}" if year else words


def moment_words(local: datetime, *, dated: bool = False, year: bool = False) -> str:
    """`Thu 10 pm`, `Sat 11:05`, `Sat 13 Dec 11:05`, `Fri midnight`."""
    return f"{day_words(day_of(local), dated=dated, year=year)} {clock_words(local)}"


def number_words(number: int) -> str:
    """`one` to `ten` in letters, larger numbers in digits."""
    return _NUMBERS[number] if 0 < number < len(_NUMBERS) else str(number)


def listed(words: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def lower_first(text: str) -> str:
    """`text` made to stand inside a sentence: `Snow, closed from 5 pm` to `snow, closed from 5 pm`.

    Names keep their capital: holidays and days we know, abbreviations, and any text with a further
    capital in it ("New Year", "Labor Day"). Closing full stops go, the sentence has its own.
    """
    text = text.strip().rstrip(".")
    first = text.split(" ", 1)[0].strip(",;:").removesuffix("'s").removesuffix("’s")
    is_name = first.lower() in _NAMES or any(char.isupper() for char in text[1:])
    return text if is_name else text[:1].lower() + text[1:]


_NAMES_IN_REASONS = (
    "christmas easter thanksgiving juneteenth halloween hanukkah passover ramadan eid diwali holi "
    "purim pentecost whitsun january february march april may june july august september october "
    "november december monday tuesday wednesday thursday friday saturday sunday i"
)
_NAMES = frozenset(_NAMES_IN_REASONS.split())

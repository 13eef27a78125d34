"""What a rating-board sign says about its film, as plain clean strings."""

from __future__ import annotations

from reports.signs.film import SignFilm, Words
from reports.signs.wording import typographic
from reports.type import clean


class Talk:
    """What a sign says, as plain clean strings."""

    def __init__(self, film: SignFilm, words: Words) -> None:
        self.film = film
        self.words = words
        self.title, self.lead = map(typographic, film.titles())
        self.year = str(film.year) if film.year else ""
        self.certificate = clean(film.certificate)
        self.author = clean(film.quote_author)
        said = typographic(clean(film.quote)).strip('"\u201c\u201d')
        self.quote = f"{words.open_quote}{said}{words.close_quote}" if said else ""
        self.formats = ", ".join(map(clean, film.formats))
        self.section = clean(film.section)

    def minutes(self, *, long: bool = False) -> str:
        if not self.film.runtime_minutes:
            return ""
        form = self.words.minutes_long if long else self.words.minutes
        return form.format(self.film.runtime_minutes)

    def directors(self) -> list[str]:
        """All of them; then, where the line is too short, the first "and others"."""
        names = [clean(name) for name in self.film.directors if clean(name)]
        if len(names) < 2:
            return [*names, ""][:1]
        return [", ".join(names), self.words.and_others.format(names[0])]

    def facts(self, sep: str, *, long: bool = False) -> list[str]:
        return [
            sep.join(
                filter(
                    None,
                    [self.lead, self.year, who, self.certificate, self.minutes(long=long)],
                )
            )
            for who in self.directors()
        ]

    def shelf(self) -> str:
        if self.section and self.formats:
            return self.words.shelf_formats.format(self.section, self.formats)
        return self.words.shelf.format(self.section) if self.section else self.formats

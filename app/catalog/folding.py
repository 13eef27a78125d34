"""Names as search and sorting see them: without case, accents, punctuation and articles.

`fold` is what is compared, `sort_name` what a shelf is ordered by ("Master, The"), `sort_key` the
text that SQL sorts. All are pure, total (any text has an answer) and `fold` is idempotent.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from app.catalog.articles import article_of, tail_article

_LETTERS = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h",
    "ı": "i", "ŋ": "n", "ŧ": "t", "ĸ": "k", "ƒ": "f", "ə": "e", "ʻ": "", "ʹ": "", "ʼ": " ",
}  # fmt: skip

# Marks that are only an accent. The vowel signs of Indic scripts and Thai carry the word and stay.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_APOSTROPHES = re.compile("['’‘ʼ`´＇′]")
_ENDINGS = re.compile(r"(?<=[^\W_])'(?=(?:s|t|d|m|re|ll|ve)(?![^\W_]))", re.IGNORECASE)
_RAISED = re.compile("([⁰¹²³⁴-⁹₀-₉¼½¾⅐-⅞])")
_DIGITS = re.compile("[0-9]+")
_JOINED = re.compile(r"[^\W_]+(?:[^\w\s&]+[^\W_]+)+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)


class _Folded(dict[int, str]):
    """Code point to folded text, worked out once for each character met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


def _fold_character(char: str) -> str:
    if char == "&":
        return " and "
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    kept = []
    for part in _ACCENTS.sub("", decomposed):
        category = unicodedata.category(part)
        if category == "Nd":
            kept.append(str(unicodedata.decimal(part)))
        elif part in _LETTERS:
            kept.append(_LETTERS[part])
        elif category[0] in "LNM":
            kept.append(part)
        elif category != "Cf":  # direction marks, joiners and soft hyphens are nothing at all
            kept.append(" ")
    return unicodedata.normalize("NFC", "".join(kept))


_FOLDED = _Folded()
_FOLDED_ASCII = {code: _FOLDED[code] for code in range(128)}


def fold(text: str) -> str:
    """Lower case, accents off, punctuation to single spaces; letters of every script stay.

    "WALL·E" is "wall e", "L'Avventura" "l avventura", "The World's End" "the worlds end",
    "8½" "8 1 2", "Harold & Maude" "harold and maude".
    """
    if text.isascii():
        if "'" in text:
            text = _ENDINGS.sub("", text)
        return " ".join(text.translate(_FOLDED_ASCII).split())
    text = _RAISED.sub(r" \1 ", unicodedata.normalize("NFC", text))
    text = _ENDINGS.sub("", _APOSTROPHES.sub("'", text))
    return " ".join(unicodedata.normalize("NFC", text.translate(_FOLDED)).split())


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(fold(text).split())


def compounds(text: str) -> tuple[str, ...]:
    """Words held together by punctuation, as one word each: "walle", "spiderman", "ai"."""
    if text.replace(" ", "").isalnum():  # a space joins nothing
        return ()
    return tuple(fold(found).replace(" ", "") for found in _JOINED.findall(text))


@lru_cache(4096)
def search_words(text: str) -> tuple[str, ...]:
    """Every word that a search may begin with: words, compounds, and pieces of unspaced scripts.

    Chinese, Japanese and Thai set no spaces, so each character and each pair of neighbours counts
    as a word ("千と千尋" is found by "千尋").
    """
    folded = words(text)
    found = dict.fromkeys((*folded, *compounds(text)))
    if not text.isascii():
        for word in folded:
            runs = _UNSPACED.findall(word)
            if runs:
                pieces = [piece for run in runs for piece in _pieces(run)]
                pieces += [rest for rest in _UNSPACED.split(word) if rest]
                found.update(dict.fromkeys(pieces))
    return tuple(found)


@lru_cache(256)
def asked_words(text: str) -> tuple[str, ...]:
    """The words that a searched text asks for, each the beginning of a `search_words` word."""
    asked: list[str] = []
    for word in words(text):
        runs = [] if word.isascii() else _UNSPACED.findall(word)
        if runs:
            asked.extend(piece for run in runs for piece in _pairs(run))
            asked.extend(rest for rest in _UNSPACED.split(word) if rest)
        else:
            asked.append(word)
    return tuple(dict.fromkeys(asked))


def _pieces(run: str) -> tuple[str, ...]:
    return (*run, *_pairs(run))


def _pairs(run: str) -> tuple[str, ...]:
    return tuple(run[i : i + 2] for i in range(len(run) - 1)) or (run,)


def sort_name(name: str, language: str = "") -> str:
    """The name a shelf is ordered by: a leading article moves behind ("Master, The").

    `language` (a name or ISO code, of the film) tells articles from words: "Die" is one in German
    only. Unknown articles stay where they are; an owner's own sort name wins over this.
    """
    article = article_of(name, language)
    if not article:
        return name.strip()
    return f"{name.strip()[len(article) :].strip()}, {article.strip()}"


def sort_key(sorted_name: str) -> str:
    """What SQL sorts by: the folded sort name without its moved article, numbers by their size.

    Each number is preceded by how many digits it has, so that 8½ stands before 300 and 300 before
    2001; numbers stand before letters.
    """
    article = tail_article(sorted_name)
    bare = sorted_name[: -len(article)] if article else sorted_name
    return sortable(fold(bare) or fold(sorted_name))


def sortable(folded: str) -> str:
    """Folded text with its numbers made to sort by size."""
    return _DIGITS.sub(_with_length, folded)


def _with_length(digits: re.Match[str]) -> str:
    return f"{min(len(digits[0]), 9)}{digits[0]}"


def marks(shown: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where a searched text is found in a shown one: (start, end) pairs, in order, apart."""
    if not shown:
        return ()
    # Most texts hold none of it, and finding their words takes forty times as long as this.
    letters_of_all = shown.translate(_FOLDED).replace(" ", "")
    asked = [word for word in asked_words(text) if word in letters_of_all]
    if not asked:
        return ()
    spans: list[tuple[int, int]] = []
    for start, end, letters in _shown_words(shown):
        joined = "".join(letter for letter, _ in letters)
        for word in asked:
            unspaced = bool(_UNSPACED.match(word))
            at = joined.find(word) if unspaced else (0 if joined.startswith(word) else -1)
            if at >= 0:
                first = letters[at][1] if at else start
                spans.append((first, min(letters[at + len(word) - 1][1] + 1, end)))
    return _merged(spans)


def _shown_words(shown: str) -> list[tuple[int, int, list[tuple[str, int]]]]:
    """The words of a shown text and its compounds, each folded letter with where it stands."""
    found: list[tuple[int, int, list[tuple[str, int]]]] = []
    spans = [match.span() for match in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", shown)]
    spans += [match.span() for match in re.finditer(r"[^\W_]+", shown)]
    spans += [match.span() for match in _JOINED.finditer(shown)]
    for start, end in dict.fromkeys(spans):
        letters = [
            (letter, at)
            for at in range(start, end)
            for letter in _FOLDED[ord(shown[at])].replace(" ", "")
        ]
        if letters:
            found.append((start, end, letters))
    return found


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)

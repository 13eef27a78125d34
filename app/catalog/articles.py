"""Articles at the head of a title, by language.

Shops shelve "The Master" under Master and "L'Avventura" under Avventura, but "Die Hard" under Die
and "A.I." under A. English articles count in any language, for films are shelved under English
names; articles that no English word resembles count even where the language is not known.
"""

from __future__ import annotations

import re

_ENGLISH = frozenset({"the", "a", "an"})

# Safe without knowing the language, less the words after which they are no article.
_SAFE = frozenset(
    {"le", "la", "les", "un", "une", "una", "uno", "el", "los", "las", "il", "gli"}
    | {"der", "das", "ein", "eine"}
)

_BY_LANGUAGE = {
    "fr": frozenset({"le", "la", "les", "un", "une", "des"}),
    "it": frozenset({"il", "lo", "la", "i", "gli", "le", "un", "uno", "una"}),
    "es": frozenset({"el", "la", "los", "las", "lo", "un", "una", "unos", "unas"}),
    "de": frozenset({"der", "die", "das", "ein", "eine"}),
    "nl": frozenset({"de", "het", "een"}),
    "pt": frozenset({"o", "a", "os", "as", "um", "uma"}),
    "sv": frozenset({"en", "ett", "den", "det", "de"}),
    "da": frozenset({"en", "et", "den", "det", "de"}),
    "no": frozenset({"en", "et", "ei", "den", "det", "de"}),
    "hu": frozenset({"a", "az", "egy"}),
    "ca": frozenset({"el", "la", "els", "les", "un", "una"}),
    "ro": frozenset({"un", "o"}),
}

_LANGUAGES = {
    "french": "fr", "français": "fr", "fre": "fr", "fra": "fr",
    "italian": "it", "italiano": "it", "ita": "it",
    "spanish": "es", "español": "es", "castilian": "es", "spa": "es",
    "german": "de", "deutsch": "de", "ger": "de", "deu": "de",
    "dutch": "nl", "flemish": "nl", "dut": "nl", "nld": "nl",
    "portuguese": "pt", "português": "pt", "por": "pt",
    "swedish": "sv", "swe": "sv", "danish": "da", "dan": "da",
    "norwegian": "no", "nor": "no", "hungarian": "hu", "hun": "hu",
    "catalan": "ca", "cat": "ca", "romanian": "ro", "ron": "ro",
}  # fmt: skip

# What follows where a word that looks like an article is none: places, doubled words, verbs.
_NOT_BEFORE = {
    "la": frozenset({"la", "jolla", "paz", "brea"}),
    "los": frozenset({"angeles", "alamos", "lobos"}),
    "las": frozenset({"vegas", "cruces", "palmas"}),
    "el": frozenset({"paso", "dorado", "alamein", "salvador"}),
    "le": frozenset({"mans", "havre"}),
    "il": frozenset({"y", "est", "était", "etait", "faut", "a"}),
    "i": frozenset({"am", "was", "will", "want", "know", "saw", "have", "love", "can", "married"}),
    "die": frozenset({"hard", "another", "my", "monster", "laughing", "young", "in", "by"}),
    "a": frozenset({"is", "to", "and"}),
    "as": frozenset({"good", "it", "i", "you", "above"}),
    "de": frozenset({"niro", "palma", "lovely", "sica"}),
}

_ELIDED = re.compile(r"(?:l|un|gl)['’]\s*(?=\w)", re.IGNORECASE)
_ELIDING = frozenset({"l", "un", "gl"})
_FIRST = re.compile(r"\s*(\w+)\s+(?=\S)(?=(\w*))")
_TAIL = re.compile(r",\s*(\w+['’]?)\s*$")

_ALL = _ENGLISH | _SAFE | frozenset().union(*_BY_LANGUAGE.values())


def article_of(name: str, language: str = "") -> str:
    """The article at the head of a name as written there, or "" (never the whole name)."""
    clean = name.strip()
    elided = _ELIDED.match(clean)
    if elided and elided[0].rstrip(" '’").lower() in _ELIDING:
        return elided[0]
    found = _FIRST.match(clean)
    if not found:
        return ""
    word, following = found[1].lower(), found[2].lower()
    if word not in _articles(language) or following in _NOT_BEFORE.get(word, ()):
        return ""
    return found[1]


def tail_article(sorted_name: str) -> str:
    """The moved article of a sort name with its comma (", The"), or ""."""
    found = _TAIL.search(sorted_name)
    if not found or found.start() == 0:
        return ""
    word = found[1].lower()
    return found[0] if word in _ALL or word[:-1] in _ELIDING else ""


def _articles(language: str) -> frozenset[str]:
    code = language_code(language)
    own = _BY_LANGUAGE.get(code, frozenset())
    safe = _SAFE - {"il"} if code == "fr" else _SAFE
    return _ENGLISH | safe | own


def language_code(language: str) -> str:
    """The two-letter code of the first language named ("French, German" is fr); "" if unknown."""
    first = re.split(r"[,;/(]", language.strip().lower(), maxsplit=1)[0].strip()
    first = first.split("-")[0].split("_")[0]
    return _LANGUAGES.get(first, first if len(first) == 2 else "")
